"""The main job from end to end: an article becomes an episode, and the episode stands in the feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate import alternate, art, feed, sections
from narrate.cast import Cast
from narrate.episodes import Built, EpisodeWriter, lines_of
from narrate.errors import DraftError, LexiconError, SettingsError, VoiceError
from narrate.known import KnownEpisodes
from narrate.model import Script
from narrate.scheduler import Scheduler, make_clips
from narrate.scripts import Scripts
from narrate.settings import read_settings
from narrate.show import Show
from narrate.source import Where, where_of
from narrate.store import ClipStore
from narrate.template import read_template

if TYPE_CHECKING:
    from narrate.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Failed:
    """An article of which nothing came, and why."""

    path: Where
    error: Exception


def build_episodes(
    show: Show,
    paths: Iterable[Where],
    cast: Cast,
    base_url: str,
    *,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
    cluster: Cluster | None = None,
    republish: bool = False,
    on_paragraph: Callable[[], None] = lambda: None,
) -> Iterator[Built | Failed]:
    """Make the episode of each article; yields each as soon as it is whole, or what came of it.

    The sentences of all articles wait for one pool, so that none is idle while the longest is made.
    ``on_paragraph`` is called before each paragraph is read, ``on_clip`` after each clip with the number of
    all, unless all are there already; what they raise ends the article's reading, or all. To ``republish`` is
    to give the episodes new guids, so that apps fetch them again. Everything that can be wrong with an
    article, the voices, the ``cluster`` or the template is found before any audio is made. The feed is
    written by ``feed.write_feed`` afterwards.

    Raises:
        NarrateError: what concerns all articles: lexicon, settings, template, cover, cluster.
    """
    reading = Scripts(show, cast, alternatives=False, on_paragraph=on_paragraph)
    template = read_template(show.template, base_url)
    cover = feed.cover_file(show, template, base_url)
    art.check(show)
    forms = alternate.formats(read_settings(show.root))
    scripts: dict[int, tuple[Where, Script]] = {}
    for read in _read(reading, map(where_of, paths)):
        if isinstance(read, Failed):
            yield read
        else:
            scripts[len(scripts)] = read
    store = ClipStore(show.clips)
    if cluster:
        cluster.check(cast.voices.values(), store)
    lines = [lines_of(script.sentences()) for _, script in scripts.values()]
    known = KnownEpisodes(show)
    writer = EpisodeWriter(show, known, cast, store, template, cover, forms, republish, reading.readers)
    scheduler = Scheduler(lines, cast.voices, store, workers, lambda: on_clip(scheduler.count), cluster)
    for number in scheduler.run():
        path, script = scripts.pop(number)
        try:
            if number in scheduler.failures:
                raise scheduler.failures[number]
            yield writer.write(path, script, scheduler.clips)
        except Exception as error:
            yield Failed(path, error)
        scheduler.forget(number)


def _read(reading: Scripts, paths: Iterable[Where]) -> Iterator[tuple[Where, Script] | Failed]:
    """Each article with its script, or why it has none; what concerns all articles is raised."""
    for path in paths:
        try:
            script = reading.kept(path)
            if script.is_draft:
                raise DraftError(
                    f"{path}: is a draft, by its front matter; take that out, and build it again"
                )
        except (LexiconError, SettingsError, VoiceError):
            raise
        except Exception as error:  # one article never costs the others
            yield Failed(path, error)
        else:
            yield path, script


def build_episode(
    show: Show,
    path: Where,
    cast: Cast,
    base_url: str,
    *,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
) -> Built:
    """Make the episode of one article; see ``build_episodes``.

    Raises:
        NarrateError: see ``errors``; nothing half-written is left, clips made so far are kept.
    """
    (result,) = build_episodes(show, [path], cast, base_url, workers=workers, on_clip=on_clip)
    if isinstance(result, Failed):
        raise result.error
    return result


def build_section(
    show: Show,
    path: Where,
    number: int,
    cast: Cast,
    *,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
) -> tuple[Path, tuple[str, ...]]:
    """Only the audio of one section, counted from 1, and lines of warning; the clips serve the episode later.

    Raises:
        SettingsError: there is no section of that number; the message lists them.
        NarrateError: as for ``build_episode``.
    """
    path = where_of(path)
    script = Scripts(show, cast, alternatives=False).kept(path)
    if not 1 <= number <= len(script.sections):
        names = "; ".join(f"{i} {section.heading}" for i, section in enumerate(script.sections, 1))
        raise SettingsError(f"{path}: no section {number}; there are: {names}")
    section = script.sections[number - 1]
    store = ClipStore(show.clips)
    lines = lines_of(section.sentences)
    clips = make_clips(lines, cast.voices, store, workers, lambda: on_clip(len(set(lines))))
    return sections.write(show, path, script, number, clips, cast, store)
