"""A show: a folder with ``feed.xml.template``, ``voices/`` and ``output/``; the package has what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate.errors import SettingsError
from narrate.settings import FILE, SHOW, read_settings

FEED = "feed.xml"
TEMPLATE = "feed.xml.template"
DEFAULT_COVER = "cover.png"
IMPORTED = "imported.tsv"
CORRECTIONS = "corrections.tsv"
"""The lexicon file whose entries win over all else that reads the same term."""

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Show:
    """Where everything of one show is; nothing is created by asking.

    ``clip_store`` is a folder, or the address of a bucket, that several shows share; without it, each has its
    own. The addresses of a ``private`` show hold a secret; ``moved_to`` is the feed that took the place of
    this show's; ``season`` is the one that new episodes of a serial show belong to. ``on_demand`` says for
    whom a voice is asked when a section is listened to: ``everyone`` or ``owner``; empty, the voices decide.
    """

    root: Path
    clip_store: Path | str | None = None
    private: bool = False
    moved_to: str = ""
    season: int | None = None
    on_demand: str = ""

    @classmethod
    def open(cls, folder: Path | str) -> Show:
        """The show in a folder, as its ``narrate.toml`` sets it.

        Raises:
            SettingsError: there is no such folder; see ``read_settings``.
        """
        folder = Path(folder)
        if not folder.is_dir():
            raise SettingsError(f"{folder}: no such folder; name the folder of a show")
        settings = read_settings(folder)
        return cls(folder, **{key: settings[key] for key in SHOW if key in settings})

    @property
    def is_begun(self) -> bool:
        """Whether its folder holds anything of a show; any folder may become one, but few are meant."""
        return any((self.root / name).exists() for name in (FILE, TEMPLATE, "voices", "articles", "output"))

    @property
    def output(self) -> Path:
        """All that is made: the feed, the episodes, the clips."""
        return self.root / "output"

    @property
    def episodes(self) -> Path:
        """One folder an episode, named by its slug."""
        return self.output / "episodes"

    @property
    def sections(self) -> Path:
        """Sections by themselves, one folder an article; may be deleted, they can be made again."""
        return self.output / "sections"

    @property
    def articles(self) -> Path:
        """Articles that the server knows: ``<slug>.txt``, ``.md`` or ``.html``, handed to it or put there."""
        return self.root / "articles"

    @property
    def clips(self) -> Path | str:
        """The clip store; may be deleted, everything in it can be made again."""
        return self.clip_store or self.output / "clips"

    @property
    def art(self) -> Path:
        """Pictures of episodes as they were made; may be deleted, what is published has its own copies."""
        return self.output / "art"

    @property
    def feed(self) -> Path:
        """The feed that subscription apps follow."""
        return self.output / FEED

    @property
    def lock_file(self) -> Path:
        """Locked by whatever writes episodes, feed or corrections, so that two programs at it take turns."""
        return self.output / ".lock"

    @property
    def template(self) -> Path:
        """The show's own template, else the packaged one; a link that leads nowhere is the show's own too."""
        own = self.root / TEMPLATE
        return own if own.exists() or own.is_symlink() else packaged() / TEMPLATE

    @property
    def own_folders(self) -> list[Path]:
        """Folders in which nobody keeps articles: what is made, and the voices."""
        return [self.output, self.root / "voices"]

    @property
    def voice_folders(self) -> list[Path]:
        """Folders of voice files; the show's own first."""
        return _distinct([self.root / "voices", packaged() / "voices"])

    @property
    def lexicon_files(self) -> list[Path]:
        """All lexicon files, those that win first: corrections, imported, the show's own, the packaged."""
        paths = [path for folder in self.voice_folders for path in sorted((folder / "lexicon").glob("*.tsv"))]
        return sorted(paths, key=lambda path: (path != self.corrections, path != self.imported))

    @property
    def own_lexicon_files(self) -> list[Path]:
        """The lexicon files of the show itself, those that win first."""
        own = self.root / "voices" / "lexicon"
        return [path for path in self.lexicon_files if path.parent == own]

    @property
    def corrections(self) -> Path:
        """The lexicon file that ``narrate readings --set`` writes."""
        return self.root / "voices" / "lexicon" / CORRECTIONS

    @property
    def imported(self) -> Path:
        """The lexicon file that ``narrate lexicon import`` writes."""
        return self.root / "voices" / "lexicon" / IMPORTED

    @property
    def private_key_file(self) -> Path:
        """What a private show's addresses hold; beside the settings, since ``output`` may be made again."""
        return self.root / "private.key"

    @property
    def owner_token_file(self) -> Path:
        """What tells the owner from everybody else when the show is served."""
        return self.root / "owner.token"

    def asset(self, name: str) -> Path | None:
        """A file that the feed names beside itself, such as the cover; None if nobody has it."""
        packaged_asset = _PACKAGE / "assets" / name
        return next((path for path in (self.root / name, packaged_asset) if path.is_file()), None)


def packaged() -> Path:
    """The show inside the package: ``narrate/show`` in a wheel, the repository itself in a checkout."""
    in_wheel = _PACKAGE / "show"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent


def _distinct(folders: list[Path]) -> list[Path]:
    """Without the second mention of a folder: in a checkout the show and the packaged one are the same."""
    resolved = {folder.resolve(): folder for folder in reversed(folders)}
    return list(reversed(resolved.values()))
