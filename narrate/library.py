"""The episodes of a show: which there are, which one an article is, and where each is written."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import time
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from narrate import files
from narrate.errors import OutputError, SettingsError
from narrate.manifest import EARLIEST_YEAR, check
from narrate.model import Cue, Episode, Script, Sentence
from narrate.show import Show
from narrate.slugs import new_slug
from narrate.source import Where
from narrate.web_types import with_hash

MANIFEST = "episode.json"
TEXT = "cues.json"

_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "narrate episode")
HOME = dt.timezone(dt.timedelta(hours=9))
"""An article's day is a day in Japan."""
_SAME_ARTICLE = 0.5  # more than this share of the sentences is in common
_SAME_SENTENCE = 0.8  # of its letters
_NO_WORD = re.compile("[^0-9０-９一-鿿々ァ-ヺ]+")
_A_MINUTE = 16  # characters: 2026-11-29T10:30
_LISTED = 10  # episodes in a message
_SHORT_TEXT = 1_000  # characters: of a longer one some sentence stays
_ONE_DAY = dt.timedelta(days=1)  # how far ahead a clock may have been
_manifests: dict[Path, tuple[files.State | None, Episode]] = {}
"""The last that was read of each."""
_MEND = "mend it, or delete its folder and build the article again"


@dataclass(frozen=True, slots=True)
class Identity:
    """What an episode keeps when it is built again; see ``Episode``."""

    slug: str
    guid: str
    published: str
    season: int | None = None
    number: int | None = None
    withdrawn: bool = False
    revision: int = 1

    def republished(self, now: dt.datetime) -> Identity:
        """The identity of an episode that apps have not seen, in the place of the one they have.

        It is published ``now``: what lies before the newest that they know, some apps take for old.
        """
        guid = str(uuid.uuid5(_GUIDS, f"{self.guid}\nagain"))
        return replace(self, guid=guid, revision=self.revision + 1, published=_moment(now))

    def name_of(self, digest: str) -> str:
        """The MP3's file name; that of a later revision differs though the sound may be the same."""
        revision = f"-r{self.revision}" if self.revision > 1 else ""
        return with_hash(f"{self.slug}{revision}", digest, ".mp3")


def load_episodes(show: Show) -> tuple[list[Episode], list[str]]:
    """All episodes that can be heard, newest first and without their text; a line for each that cannot.

    Those that were withdrawn are not among them, and need no audio.
    """
    episodes, problems = [], []
    holders: dict[str, str] = {}
    for path in manifests(show):
        try:
            episode = read_manifest(path)
            if not episode.withdrawn:
                _check_audio(path, episode)
                if (holder := holders.setdefault(episode.guid, episode.slug)) != episode.slug:
                    raise OutputError(f"{path}: has the guid of episode {holder}; give it another")
                episodes.append(episode)
        except OutputError as error:
            problems.append(str(error))
    return sorted(episodes, key=_age, reverse=True), problems


def manifests(show: Show) -> list[Path]:
    """The manifests of a show's episodes, by the names of their folders.

    Raises:
        OSError: the folder of all cannot be listed, which is not the same as a show without episodes.
    """
    folder = show.episodes
    try:
        slugs = sorted(path.name for path in folder.iterdir())  # a glob takes twice as long
    except FileNotFoundError:
        return []
    return [path for slug in slugs if _may_be(path := folder.joinpath(slug, MANIFEST))]


def _may_be(manifest: Path) -> bool:
    """Whether it is there, or in a folder that is closed to us: then it is told, not taken for gone."""
    if os.access(manifest, os.F_OK):
        return True
    return manifest.parent.is_dir() and not os.access(manifest.parent, os.X_OK)


def known_episodes(show: Show) -> list[Episode]:
    """All episodes that have an identity, even those whose audio was lost; without their text."""
    episodes = []
    for path in manifests(show):
        with contextlib.suppress(OutputError):
            episodes.append(read_manifest(path))
    return episodes


def damaged_slugs(show: Show, known: Iterable[Episode]) -> set[str]:
    """The names of episodes that are there and not among the known, since their manifests cannot be read."""
    return {path.parent.name for path in manifests(show)} - {episode.slug for episode in known}


def episodes_by_source(show: Show) -> dict[str, list[Episode]]:
    """The known episodes of each file or address by its ``source_name``, the newest last.

    There is more than one where another article took the first one's place.
    """
    made: dict[str, list[Episode]] = {}
    for episode in sorted(known_episodes(show), key=_age):
        made.setdefault(episode.source, []).append(episode)
    return made


def newest(episodes: Sequence[Episode]) -> Episode | None:
    """The last of episodes that can be heard, else the last; None if there is none."""
    heard = [episode for episode in episodes if not episode.withdrawn]
    return next(reversed(heard or episodes), None)


def _age(episode: Episode) -> tuple[dt.datetime, str]:
    return dt.datetime.fromisoformat(episode.published), episode.slug


def read_episode(path: Path) -> Episode:
    """Read one manifest; the episode's text is not read.

    Raises:
        OutputError: it is damaged, stands in another episode's folder, or its audio is missing.
    """
    episode = read_manifest(path)
    _check_audio(path, episode)
    return episode


def _check_audio(manifest: Path, episode: Episode) -> None:
    audio = manifest.parent / episode.audio.file
    if files.size(audio) != episode.audio.bytes:
        raise OutputError(f"{audio}: missing or of the wrong size; build the article again")


def read_manifest(path: Path) -> Episode:
    """Read one manifest, whether its audio is there or not; the episode's text is not read.

    Raises:
        OutputError: it is damaged, or stands in another episode's folder.
    """
    try:
        episode = _parsed(path)
    except OSError as error:
        mend = "change its permissions" if isinstance(error, PermissionError) else _MEND
        raise OutputError(f"{path}: cannot be read ({error.strerror}); {mend}") from None
    except ValueError as error:
        raise OutputError(f"{path}: damaged ({error}); {_MEND}") from None
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OutputError(f"{path}: damaged ({error!r}); {_MEND}") from None
    if episode.slug != path.parent.name:
        raise OutputError(f"{path}: is a copy of episode {episode.slug}; move it out of the show")
    return episode


def _parsed(path: Path) -> Episode:
    """The manifest's episode, read again if it has changed: who builds many articles asks for all of each."""
    state, known = files.state(path), _manifests.get(path)
    if known is None or known[0] != state:
        known = _manifests[path] = state, _read(path, written=state[0] / 1e9 if state else 0)
    return known[1]


def _read(path: Path, written: float) -> Episode:
    episode = Episode.from_json(json.loads(path.read_bytes().decode()))
    now = max(written, time.time())  # a clock that was set back since makes no episode one to come
    check(episode, dt.datetime.fromtimestamp(now, dt.UTC) + _ONE_DAY)
    return episode


def save_episode(show: Show, episode: Episode) -> bool:
    """Write the text and the manifest; with the manifest the episode is published.

    Returns whether it is another than before; then the folder of all episodes has a new date, too.
    """
    is_other_text = _write(show, episode.slug, TEXT, episode.text_to_json())
    return _write(show, episode.slug, MANIFEST, episode.to_json(), indent=1) or is_other_text


def _write(show: Show, slug: str, name: str, data: object, indent: int | None = None) -> bool:
    """Write a file of an episode, unless it says this already; then the folder of all keeps its date, too."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    is_changed = files.write_if_changed(show.episodes / slug / name, text.encode() + b"\n")
    if is_changed:
        files.mark_changed(show.episodes)
    return is_changed


def with_text(show: Show, episode: Episode) -> Episode:
    """The episode with its cues and what was dropped; as it is, where these are lost or damaged."""
    path = show.episodes / episode.slug / TEXT
    try:
        return episode.with_text(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return episode


def update(show: Show, slug: str, **fields: object) -> None:
    """Change fields of an episode's manifest; the others stay as they are."""
    path = show.episodes / slug / MANIFEST
    _write(show, slug, MANIFEST, {**json.loads(path.read_text(encoding="utf-8")), **fields}, indent=1)


def number_episodes(show: Show) -> None:
    """Give the episodes of a serial show that have no number the next ones of their season, the oldest first.

    A number once given stays, so that what listeners remember is right.
    """
    last: Counter[int | None] = Counter()
    for episode in known_episodes(show):
        last[episode.season] = max(last[episode.season], episode.number or 0)
    for episode in reversed(load_episodes(show)[0]):
        if episode.number is None:
            season = episode.season or show.season
            last[season] += 1
            update(show, episode.slug, season=season, number=last[season])


def find_episode(show: Show, name: str) -> Episode:
    """The episode of that slug, else the only one of that title, article or MP3, or with that in its title.

    Raises:
        SettingsError: there is none, or more than one; the message lists them, or the newest that there are.
        OutputError: it is damaged.
    """
    episodes = known_episodes(show)
    last = PurePosixPath(name).name
    named = [e for e in episodes if e.slug == last] or [e for e in episodes if e.slug.endswith(f"-{last}")]
    named = named or [e for e in episodes if name in (e.title, e.source) or last in (e.source, e.audio.file)]
    named = named or [e for e in episodes if last == PurePosixPath(e.source).stem]
    damaged = set() if named else damaged_slugs(show, episodes)
    if last in damaged:
        read_manifest(show.episodes / last / MANIFEST)  # says what is wrong with it
    if not damaged:  # else the one that is meant may be among those
        named = named or [e for e in episodes if name in e.title and name]
    if len(named) == 1:
        return named[0]
    what = f"{len(named)} episodes are" if named else "no episode is"
    there = ", ".join(map(_told_apart, named)) or _newest_names(episodes) or "none"
    raise SettingsError(f"'{name}': {what} called that; there are: {there}")


def _newest_names(episodes: list[Episode]) -> str:
    latest = sorted(episodes, key=_age, reverse=True)
    more = f" and {len(latest) - _LISTED} more" if len(latest) > _LISTED else ""
    return ", ".join(map(called, latest[:_LISTED])) + more


def _told_apart(episode: Episode) -> str:
    """An episode among others of its name, by what it was made of and when it was published."""
    return f"{episode.slug} ({episode.source}, {episode.published[:_A_MINUTE]})"


def called(episode: Episode) -> str:
    """An episode by the name to type, and by that which people know."""
    return f"{episode.slug} 「{episode.title}」"


def taken_slugs(show: Show) -> set[str]:
    """Names that are not free; a folder without a manifest was left by a build that was killed."""
    found = show.episodes.iterdir() if show.episodes.is_dir() else ()
    return {p.name for p in found if not p.is_dir() or (p / MANIFEST).exists()}


def identify(
    script: Script,
    source: Where,
    known: list[Episode],
    taken: Collection[str] = (),
    with_text: Callable[[Episode], Episode] = lambda episode: episode,
    others: Collection[str] = (),
) -> Identity:
    """The identity of the episode this article already is, else a new one.

    ``taken`` are names of folders that are not free either; ``with_text`` reads the text of an episode that
    may be the same; ``others`` are slugs of what this run has made of other articles.

    The same article has the same title, date and file name; or the same title and date, or the same
    file name, and most of its sentences in common. So a corrected title stays one episode, and new text
    pasted into an old file is another, unless it is short and each sentence is nearly the old one. Two files
    of one run, or beside each other, are two articles: a weekly report and the next, an article and its copy.
    Of two minutes of one day in two folders, which have all names in common, the text tells which is which.
    """
    candidates = [with_text(episode) for episode in known if _may_be_same(script, source, episode)]
    same = [each for each in candidates if _is_same(script, source, each, each.slug in others)]
    if same:
        sentences = _told(script.title, script.sentences())
        own = source_name(source)
        episode = max(same, key=lambda e: (len(sentences & _told(script.title, e.cues)), e.source == own))
        return Identity(**{name: getattr(episode, name) for name in Identity.__dataclass_fields__})
    slug = new_slug(source, script.date, {*taken, *(episode.slug for episode in known)})
    text = "\n".join([script.title, *(sentence.text for sentence in script.sentences())])
    return Identity(slug, str(uuid.uuid5(_GUIDS, f"{slug}\n{text}")), _published(script.date, source))


def _may_be_same(script: Script, source: Where, episode: Episode) -> bool:
    return _has_name(script, episode) or source_name(source) == episode.source


def _has_name(script: Script, episode: Episode) -> bool:
    date = script.date.isoformat() if script.date else None
    return (script.title, date) == (episode.title, episode.date)


def _is_of_file_beside(source: Where, episode: Episode) -> bool:
    """Whether the file that an episode was made of is still there, and is another than this one."""
    if not isinstance(source, Path) or episode.source == source_name(source):
        return False
    return files.state(source.parent / (PurePosixPath(episode.source).name or source.name)) is not None


def _is_same(script: Script, source: Where, episode: Episode, is_of_another: bool) -> bool:
    if is_of_another or _is_of_file_beside(source, episode):
        return False
    same_name, same_file = _has_name(script, episode), source_name(source) == episode.source
    sentences, before = _told(script.title, script.sentences()), _told(script.title, episode.cues)
    common = sentences & before
    if same_name and same_file:
        return bool(script.date or common or not sentences or not before) or _is_reworded(script, episode)
    whole = len(sentences) if same_name else max(len(sentences), len(before))
    return len(common) > _SAME_ARTICLE * whole


def _is_reworded(script: Script, episode: Episode) -> bool:
    """Whether a short text, each sentence of which was changed, says what it said.

    Of several sentences half have the kanji and numbers that they had: where all have others, it is the news
    of another day in the words of each.
    """
    now, before = (
        [part.text for part in parts if part.text not in script.title]
        for parts in (script.sentences(), episode.cues)
    )
    if len(now) != len(before) or sum(map(len, now)) > _SHORT_TEXT:
        return False
    pairs = list(zip(now, before, strict=True))
    same_words = sum(_words(one) == _words(other) for one, other in pairs)
    return all(_is_nearly(*pair) for pair in pairs) and (len(pairs) == 1 or 2 * same_words >= len(pairs))


def _is_nearly(one: str, other: str) -> bool:
    """Whether two sentences have nearly the same letters, wherever these stand; 雨です is 雨でした, too."""
    common = 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))
    return common >= _SAME_SENTENCE or (common > _SAME_ARTICLE and _words(one) == _words(other) != "")


def _words(sentence: str) -> str:
    return _NO_WORD.sub("", sentence)


def _told(title: str, parts: Iterable[Sentence | Cue]) -> set[str]:
    """The sentences of an article but for its title, which other articles may have too."""
    return {part.text for part in parts if part.text not in title}


def source_name(source: Where) -> str:
    """The file's name as text, whatever its bytes; an address as it is, without the place in the page."""
    name = source.name if isinstance(source, Path) else source.partition("#")[0]
    return name.encode("utf-8", "replace").decode()


def _moment(now: dt.datetime) -> str:
    return now.astimezone(HOME).replace(microsecond=0).isoformat()


def _published(date: dt.date | None, source: Where) -> str:
    """The article's day in Japan, else the day its file was written, else now: the first that is possible."""
    now = dt.datetime.now(HOME).replace(microsecond=0)
    moments = [dt.datetime.combine(date, dt.time(), HOME)] if date else []
    if isinstance(source, Path):
        moments.append(dt.datetime.fromtimestamp(int(source.stat().st_mtime), HOME))
    told = (moment for moment in moments if moment.year >= EARLIEST_YEAR and moment <= now)
    return next(told, now).isoformat()
