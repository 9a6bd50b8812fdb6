"""``narrate doctor``: what could be wrong on this machine and in this show, and what to do about each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from narrate.cast import Cast
from narrate.errors import NarrateError, OutputError, VoiceError
from narrate.patterns import compiled
from narrate.settings import read_settings
from narrate.show import FEED, Show
from narrate.told import line_of
from narrate.voices import find_voice

_FREE_MB = 200  # two hours of audio
_NAME = compiled(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is well, and what was seen or is to be done."""

    name: str
    ok: bool
    detail: str


def examine(show: Show, voice: str, base_url: str) -> Iterator[Finding]:
    """Run every check; none changes anything that a user would see.

    What keeps several checks from being made is told by the first.
    """
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: ".".join(map(str, sys.version_info[:3]))),
        ("packages", _packages),
        ("voice", lambda: _voice_speaks(show, voice)),
        ("cast", lambda: _cast(show, voice)),
        ("lexicon", lambda: _lexicon(show)),
        ("announcer", lambda: _announcer(show)),
        ("address", lambda: _address(show, base_url)),
        ("template", lambda: _template(show, base_url)),
        ("pictures", lambda: _pictures(show)),
        ("formats", lambda: _formats(show)),
        ("feed", lambda: _feed(show, base_url)),
        ("output", lambda: _writable(show.output)),
        ("clips", lambda: _clips(show)),
        ("disk", lambda: _disk(show)),
    ]
    told: set[str] = set()
    for name, check in checks:
        finding = _finding(name, check)
        if finding.ok or finding.detail not in told:
            yield finding
        told.add(finding.detail)


def _finding(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except Exception as error:
        if _is_fault(error) and "NARRATE_DEBUG" in os.environ:
            raise
        return Finding(name, False, line_of(error))


def _is_fault(error: Exception) -> bool:
    """Whether narrate itself is to be mended."""
    return not isinstance(error, NarrateError | OSError | ImportError)


def _packages() -> str:
    """Whether all that narrate needs is installed; what only some need is not asked for."""
    needed = [_NAME.match(line) for line in metadata.requires("narrate") or () if ";" not in line]
    names = [found.group() for found in needed if found]
    lacking = [name for name in names if not _is_installed(name)]
    if lacking:
        raise ImportError(f"{', '.join(lacking)}: not installed")
    return f"narrate {metadata.version('narrate')} and the {len(names)} packages it needs"


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _voice_speaks(show: Show, name: str) -> str:
    sound = find_voice(name, show.voice_folders).engine.synthesize("こんにちは")
    return f"{name} speaks: {len(sound.samples) / sound.rate:.1f} s at {sound.rate} Hz"


def _cast(show: Show, name: str) -> str:
    """The other voices of the show: whether each is there, speaks the language, and can speak now."""
    cast = Cast.of_show(show, name)
    for voice in cast.voices.values():
        if problem := voice.engine.problem():
            raise VoiceError(f"{voice.name}: {problem}")
    return ", ".join(cast.voices)


def _lexicon(show: Show) -> str:
    from narrate.readings.lexicon import Lexicon

    return f"{len(Lexicon.load(show.lexicon_files))} terms in {len(show.lexicon_files)} files"


def _announcer(show: Show) -> str:
    """What is said around each article, if the show's settings can be said."""
    from narrate.frame import Frame
    from narrate.settings import read_settings

    frame = Frame.of(read_settings(show.root))
    return " … ".join(filter(None, (frame.opening, frame.sign_off, frame.synthetic_voice))) or "says nothing"


def _address(show: Show, base_url: str) -> str:
    from narrate.address import private_keys
    from narrate.base_url import check_base_url, is_local, is_this_machine

    private_keys(show)
    hint = ""
    if is_this_machine(base_url):
        hint = (
            "; only this machine can hear it. For a phone in your network: `narrate serve --host 0.0.0.0 "
            "--base-url http://<this machine's address>:8000`; for everybody, base_url in narrate.toml"
        )
    elif is_local(base_url):
        hint = "; only your network reaches it, others need base_url in narrate.toml"
    return check_base_url(base_url) + hint


def _template(show: Show, base_url: str) -> str:
    from narrate import feed
    from narrate.base_url import check_base_url
    from narrate.cover import advice, check_cover
    from narrate.template import read_template

    base_url = check_base_url(base_url)
    template = read_template(show.template, base_url)
    cover = feed.cover_file(show, template, base_url)
    hint = ""
    if cover:
        check_cover(cover)
        hint = advice(cover)
    return f"{show.template}: «{template.title}», cover {cover or template.cover_url}{hint and f' ({hint})'}"


def _pictures(show: Show) -> str:
    from narrate import art

    art.check(show)
    return f"of episodes: {read_settings(show.root).get('episode_art', 'card')}"


def _formats(show: Show) -> str:
    """The formats of sound; for others than MP3 there must be an encoder."""
    from narrate import alternate

    return ", ".join(("mp3", *(form.kind for form in alternate.formats(read_settings(show.root)))))


def _feed(show: Show, base_url: str) -> str:
    """Whether all episodes can be heard, and the feed is what they, the template and the address say."""
    from narrate.base_url import check_base_url
    from narrate.feed import files_of
    from narrate.library import load_episodes

    if not show.feed.exists():
        return "none yet; `narrate build` writes it"
    episodes, problems = load_episodes(show)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise OutputError(problems[0] + more)
    made, _ = files_of(show, check_base_url(base_url), (episodes, problems))
    if made[FEED] != show.feed.read_bytes():
        raise OutputError(
            f"{show.feed}: is not what the episodes, the template and the address say; run `narrate feed`"
        )
    return f"episodes in it: {len(episodes)}"


def _clips(show: Show) -> str:
    """Whether sentences can be kept where several shows share them; of a bucket, whether it answers."""
    from narrate.blobs import blobs_at

    if isinstance(show.clips, Path):
        told = _writable(show.clips)
        return told if show.clip_store else "kept with the episodes"
    bucket = blobs_at(show.clips)
    bucket.read("doctor")
    return f"{bucket} answers"


def _writable(wanted: Path) -> str:
    from narrate import files

    folder = _there(wanted)
    try:
        with files.draft(folder, durable=False) as trial:
            trial.file.write(b"narrate")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None  # the trial's own name says nothing
    return f"{wanted} can be written"


def _disk(show: Show) -> str:
    free_mb = shutil.disk_usage(_there(show.output)).free // 2**20
    if free_mb < _FREE_MB:
        raise OutputError(f"only {free_mb} MB free; an hour of audio takes about 90 MB, free some space")
    return f"{free_mb} MB free"


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())
