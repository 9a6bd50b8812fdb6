"""The main job from end to end: an article becomes an episode, and the episode stands in the feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from narrate import assembler, feed, files, id3, library
from narrate.assembler import Placed
from narrate.cast import Cast
from narrate.errors import ArticleError, LexiconError, SettingsError, VoiceError
from narrate.model import Dropped, Episode, Script, Sentence
from narrate.recipe import TARGET_LUFS, TRUE_PEAK_DB
from narrate.scheduler import Clips, Line, Scheduler, make_clips
from narrate.scripts import Scripts
from narrate.show import Show
from narrate.source import Where
from narrate.store import ClipStore
from narrate.template import Template, read_template

if TYPE_CHECKING:
    from narrate.cluster import Cluster

_TOLERANCE_LU = 0.5
_ENOUGH_SENTENCES = 20
"""So many of a well levelled voice are within half a LU of the target: the worst of 200 draws was 0.47."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An article of which nothing came, and why."""

    path: Where
    error: Exception


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the episode, its MP3, how many clips were new, and lines of warning."""

    episode: Episode
    mp3: Path
    new_clips: int
    clips: int
    warnings: tuple[str, ...]


def build_episodes(
    show: Show,
    paths: Iterable[Where],
    cast: Cast,
    base_url: str,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
    cluster: Cluster | None = None,
) -> Iterator[Built | Failed]:
    """Make the episode of each article; yields each as soon as it is whole, or what came of it.

    The sentences of all articles wait for one pool, so that none is idle while the longest is made.
    ``on_clip`` is called after each clip with the number of all. Everything that can be wrong with an
    article, the voices, the ``cluster`` or the template is found before any audio is made. The feed is
    written by ``feed.write_feed`` afterwards.

    Raises:
        NarrateError: what concerns all articles: lexicon, settings, template, cover, cluster.
    """
    reading = Scripts(show, cast, alternatives=False)
    template = read_template(show.template, base_url)
    feed.cover_file(show, template, base_url)
    scripts: dict[int, tuple[Where, Script]] = {}
    for path in paths:
        try:
            scripts[len(scripts)] = path, reading.kept(path)
        except (LexiconError, SettingsError, VoiceError):
            raise
        except Exception as error:  # one article never costs the others
            yield Failed(path, error)
    store = ClipStore(show.clips)
    if cluster:
        cluster.check(cast.voices.values(), store)
    lines = [_lines(script.sentences()) for _, script in scripts.values()]
    scheduler = Scheduler(lines, cast.voices, store, workers, lambda: on_clip(scheduler.count), cluster)
    for number in scheduler.run():
        path, script = scripts.pop(number)
        try:
            if number in scheduler.failures:
                raise scheduler.failures[number]
            yield _assemble(show, path, script, scheduler.clips, store, cast, template, base_url)
        except Exception as error:
            yield Failed(path, error)
        scheduler.forget(number)


def build_episode(
    show: Show,
    path: Where,
    cast: Cast,
    base_url: str,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
) -> Built:
    """Make the episode of one article; see ``build_episodes``.

    Raises:
        NarrateError: see ``errors``; nothing half-written is left, clips made so far are kept.
    """
    (result,) = build_episodes(show, [path], cast, base_url, workers, on_clip)
    if isinstance(result, Failed):
        raise result.error
    return result


def _assemble(
    show: Show,
    path: Where,
    script: Script,
    clips: Clips,
    store: ClipStore,
    cast: Cast,
    template: Template,
    base_url: str,
) -> Built:
    """The episode of a script whose clips are all there, written into the show."""
    show.episodes.mkdir(parents=True, exist_ok=True)
    placed = assembler.place(script.sections, clips)
    if not placed:
        raise ArticleError(f"{path}: has nothing in it that the voice '{cast.main.name}' can say")
    chapters = assembler.chapters(placed, script.sections)
    credit = _credit(placed, cast)
    picture = _picture(feed.cover_file(show, template, base_url))
    tag = id3.tag(_tag_texts(script, template), chapters, credit, picture)
    read_text = partial(library.with_text, show)
    with FileLock(show.output / ".lock"):
        files.clear_drafts(show.episodes)
        taken = library.taken_slugs(show)
        identity = library.identify(script, path, library.known_episodes(show), taken, read_text)
        audio = assembler.write(
            show.episodes / identity.slug,
            lambda digest: f"{identity.slug}-{digest[:12]}.mp3",
            tag,
            placed,
            store,
        )
        episode = Episode(
            guid=identity.guid,
            slug=identity.slug,
            title=script.title,
            date=script.date.isoformat() if script.date else None,
            byline=script.byline,
            source=library.source_name(path),
            published=identity.published,
            voice=cast.main.name,
            credit=credit,
            audio=audio,
            chapters=chapters,
            link=script.link,
            lead=script.lead,
            cues=assembler.cues(placed),
            dropped=_all_dropped(script, clips),
        )
        library.save_episode(show, episode)
    lines = set(_lines(script.sentences()))
    warnings = (*_clip_warnings(episode.source, clips, lines, store), *_level_warnings(episode, cast))
    mp3 = show.episodes / episode.slug / audio.file
    return Built(episode, mp3, len(lines & clips.made), len(lines - clips.unspeakable), warnings)


def build_section(
    show: Show,
    path: Where,
    number: int,
    cast: Cast,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
) -> tuple[Path, tuple[str, ...]]:
    """Only the audio of one section, counted from 1, and lines of warning; the clips serve the episode later.

    Raises:
        SettingsError: there is no section of that number; the message lists them.
        NarrateError: as for ``build_episode``.
    """
    script = Scripts(show, cast, alternatives=False).kept(path)
    if not 1 <= number <= len(script.sections):
        names = "; ".join(f"{i} {section.heading}" for i, section in enumerate(script.sections, 1))
        raise SettingsError(f"{path}: no section {number}; there are: {names}")
    section = script.sections[number - 1]
    store = ClipStore(show.clips)
    lines = _lines(section.sentences)
    clips = make_clips(lines, cast.voices, store, workers, lambda: on_clip(len(set(lines))))
    placed = assembler.place((section,), clips)
    if not placed:
        raise ArticleError(f"{path}: section {number} has nothing that the voice '{cast.main.name}' can say")
    slug = library.new_slug(path, script.date, set())
    texts = {"TIT2": section.heading, "TALB": script.title}
    tag = id3.tag(texts, comment=_credit(placed, cast))
    folder = show.output / "sections" / slug
    audio = assembler.write(folder, lambda digest: f"{slug}-{number}-{digest[:12]}.mp3", tag, placed, store)
    warnings = _clip_warnings(library.source_name(path), clips, set(lines), store)
    return folder / audio.file, tuple(warnings)


def _lines(sentences: Iterable[Sentence]) -> list[Line]:
    return [Line(sentence.voice, sentence.spoken) for sentence in sentences]


def _credit(placed: Iterable[Placed], cast: Cast) -> str:
    """Whom the voices that are heard must name, each once, in the order of their first sentence."""
    heard = dict.fromkeys(p.voice for p in placed)
    return " / ".join(dict.fromkeys(filter(None, (cast.voices[name].credit_line for name in heard))))


def _tag_texts(script: Script, template: Template) -> dict[str, str]:
    return {
        "TIT2": script.title,
        "TALB": template.title,
        "TPE1": script.byline or template.author,
        "TPE2": template.author,
        "TYER": f"{script.date.year:04}" if script.date else "",
        "TLAN": "jpn",
        "TCON": "Podcast",
    }


def _picture(cover: Path | None) -> tuple[str, bytes] | None:
    return (cover.name, cover.read_bytes()) if cover else None


def _all_dropped(script: Script, clips: Clips) -> tuple[Dropped, ...]:
    unsaid = (s.text for s in script.sentences() if Line(s.voice, s.spoken) in clips.unspeakable)
    return (*script.dropped, *(Dropped(text, "the voice has no sound for it") for text in unsaid))


def _clip_warnings(source: str, clips: Clips, lines: set[Line], store: ClipStore) -> Iterator[str]:
    """What a listener would miss, or hear in another voice; and a word about damaged clips, once a run."""
    if store.damaged:
        many = f"{len(store.damaged)} clips were damaged and were made again"
        store.damaged.clear()
        yield f"{store}: {many}; `narrate clips verify` looks for more"
    yield from _stand_in_lines(source, clips, lines)
    if unspeakable := clips.unspeakable & lines:
        texts = "; ".join(sorted(line.text for line in unspeakable))
        yield f"{source}: left out, the voice has no sound for: {texts}"


def _level_warnings(episode: Episode, cast: Cast) -> Iterator[str]:
    off = episode.audio.lufs - TARGET_LUFS
    is_meant = any(voice.gain_db for voice in cast.voices.values()) or len(cast.voices) > 1
    if abs(off) > _TOLERANCE_LU and len(episode.cues) >= _ENOUGH_SENTENCES and not is_meant:
        yield (
            f"{episode.source}: {episode.audio.lufs:.1f} LUFS, not {TARGET_LUFS:.0f}; "
            f"if it is so for every article, correct loudness_lufs in {cast.main.where} by {off:+.1f}"
        )
    if (episode.audio.peak_db or 0.0) > TRUE_PEAK_DB and not is_meant:
        yield f"{episode.source}: true peak {episode.audio.peak_db:.1f} dBTP, above {TRUE_PEAK_DB:.0f}"


def _stand_in_lines(source: str, clips: Clips, lines: set[Line]) -> Iterator[str]:
    """How many sentences another voice says, and why."""
    counts = Counter((line.voice, clips.stand_ins[line]) for line in lines & clips.stand_ins.keys())
    for (voice, name), count in counts.items():
        many = f"{count} of {len(lines)} sentences are said by '{name}', not '{voice}'"
        yield f"{source}: {many}: {clips.reasons.get(voice, 'its fallback failed too')}"
