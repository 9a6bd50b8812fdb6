"""``narrate build`` and ``narrate section``: audio from articles."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.asked_again import Asked
from narrate.cli_options import (
    ARTICLE,
    BASE_URL,
    article_argument,
    base_url_option,
    find_cast,
    json_option,
    quiet_option,
    show_option,
    voice_option,
    workers_option,
)
from narrate.errors import DraftError, EngineUnavailable, FetchError, NarrateError, OutputError
from narrate.show import Show
from narrate.source import Where
from narrate.told import line_of, tell

if TYPE_CHECKING:
    from narrate.build import Failed
    from narrate.cast import Cast
    from narrate.cluster import Cluster
    from narrate.episodes import Built

_PASSING = (EngineUnavailable, FetchError, OutputError, OSError)
"""What may go well at the next attempt, though nobody has changed the article: a server, the disk."""


@click.command()
@click.argument("articles", nargs=-1, type=ARTICLE)
@click.option(
    "--list",
    "listing",
    type=ARTICLE,
    help="File that names articles, one a line; - for standard input.",
)
@click.option(
    "--watch",
    "watched",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder whose articles are built as they come and change, until Ctrl-C.",
)
@click.option(
    "--cluster",
    envvar="NARRATE_CLUSTER",
    metavar="ADDRESS",
    help="Scheduler of a Dask cluster that makes the clips, such as tcp://192.0.2.1:8786.",
)
@click.option("--republish", is_flag=True, help="Make apps that have the episode fetch it again.")
@show_option
@voice_option
@base_url_option
@workers_option
@json_option
@quiet_option
def build(
    articles: tuple[Where, ...],
    listing: Where | None,
    watched: Path | None,
    cluster: str | None,
    republish: bool,
    show: Show,
    voice: str,
    base_url: str | None,
    workers: int | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make an episode of each ARTICLE and put it into the feed.

    ARTICLE is a text, Markdown or HTML file, a folder of such files, an address (https://…), or - for
    standard input.
    """
    from narrate import gather
    from narrate.source import read_source

    of_list = read_source(listing) if listing else None
    listed = gather.listed(of_list.text.splitlines(), of_list.name) if of_list else []
    named = gather.articles([*articles, *listed], show.own_folders)
    passed_over = gather.left_out([*articles, *listed], show.own_folders)
    if not (named or watched):
        raise click.UsageError(
            "name an article, a folder, an address, a --list of them, or a folder to --watch"
        )
    is_anew = bool(cluster or watched or republish or passed_over)
    asked = None if is_anew else Asked(show, named, (voice, base_url, as_json, quiet))
    if asked and (answer := asked.answer()):
        click.echo(answer)
        return 0
    cast = find_cast(show, voice)
    with _joined(cluster) as workshop:
        how = _How(show, cast, base_url, workers, workshop, republish, as_json, quiet, asked)
        put_off: set[Where] = set()
        code = _build(named, how, put_off, passed_over) if named else 0
        if watched:
            click.echo(f"Watching {watched} (Ctrl-C stops)", err=True)
            if not named:
                for line in gather.left_out([watched], show.own_folders):
                    tell(line)
            for changed in gather.changes(watched, named, put_off, show.own_folders):
                code = _build_again(changed, how, put_off)
    return code


@contextlib.contextmanager
def _joined(address: str | None) -> Iterator[Cluster | None]:
    if address is None:
        yield None
        return
    from narrate.cluster import Cluster

    with contextlib.closing(Cluster(address)) as cluster:
        yield cluster


@dataclass(frozen=True, slots=True)
class _How:
    show: Show
    cast: Cast
    base_url: str | None
    workers: int | None
    cluster: Cluster | None
    republish: bool
    as_json: bool
    quiet: bool
    asked: Asked | None


def _build(articles: Sequence[Where], how: _How, put_off: set[Where], passed_over: Sequence[str] = ()) -> int:
    """Build articles and the feed, and print what came of it, and what was ``passed_over`` in folders.

    Articles go into ``put_off`` whose voice or server may answer later, or whose disk may have room.
    """
    from narrate.address import feed_of, without_keys
    from narrate.base_url import check_base_url
    from narrate.feed import write_feed

    base_url = check_base_url(how.base_url or BASE_URL)
    built, failed = _results(articles, how, base_url)
    put_off.difference_update(articles)
    put_off.update(each.path for each in failed if isinstance(each.error, _PASSING))
    feed, left_out = write_feed(how.show, base_url) if built else (how.show.feed, [])
    url = without_keys(how.show, feed_of(how.show, base_url))
    warnings = [*passed_over, *(line for each in built for line in each.warnings)]
    failures = [*_failure_lines(failed, len(articles) == 1), *left_out]
    if how.as_json:
        click.echo(_as_json(built, feed, url, warnings, failures))
    elif built:
        click.echo(_as_text(built, feed, url, how))
    are_drafts = len(articles) > 1 and all(isinstance(each.error, DraftError) for each in failed)
    is_short = len(articles) > 1 and not are_drafts
    are = "is an episode" if len(built) == 1 else "are episodes"
    total = [f"{len(built)} of {len(articles)} articles {are}, these are not:"] if is_short else []
    for line in [*warnings, *total, *failures]:
        tell(line)
    if how.asked and not (warnings or failures):
        _leave(how.asked, [replace(each, new_clips=0, is_changed=False) for each in built], feed, url, how)
    return 1 if left_out or (failed and not are_drafts) else 0


def _build_again(articles: Sequence[Where], how: _How, put_off: set[Where]) -> int:
    """The same while a folder is watched; where a setting or the disk stops all, they wait."""
    try:
        return _build(articles, how, put_off)
    except BrokenPipeError:  # nobody is told any more
        raise
    except (NarrateError, OSError) as error:
        put_off.update(articles)
        return tell(line_of(error), 1)


def _results(articles: Sequence[Where], how: _How, base_url: str) -> tuple[list[Built], list[Failed]]:
    """What came of each article; how far it is, is told meanwhile."""
    from narrate.build import Failed, build_episodes
    from narrate.library import source_name
    from narrate.progress import announce, progress

    is_alone = len(articles) == 1
    name = source_name(articles[0]) if is_alone else "articles"  # not how many: some may come to nothing
    announce(f"Reading {len(articles)} articles", how.quiet or is_alone)
    built: list[Built] = []
    failed: list[Failed] = []
    # what a plugin prints is no part of the result
    with progress(name, how.quiet) as on_clip, contextlib.redirect_stdout(sys.stderr):
        results = build_episodes(
            how.show,
            articles,
            how.cast,
            base_url,
            workers=how.workers,
            on_clip=on_clip,
            cluster=how.cluster,
            republish=how.republish,
        )
        for result in results:
            if not isinstance(result, Failed):
                built.append(result)
            elif "NARRATE_DEBUG" in os.environ:
                raise result.error
            else:
                failed.append(result)
    return built, failed


def _failure_lines(failed: Sequence[Failed], is_alone: bool) -> Iterator[str]:
    """What is said of articles that came to nothing: of one among several its name too, a cause once."""
    paths: dict[str, list[str]] = {}
    for each in failed:
        paths.setdefault(line_of(each.error), []).append(str(each.path))
    for line, names in paths.items():
        if is_alone or names[0] in line:
            yield line
        else:
            yield f"{names[0]}: {line}" if len(names) == 1 else f"{len(names)} articles: {line}"


def _leave(asked: Asked, built: list[Built], feed: Path, url: str, how: _How) -> None:
    """Note what is answered while nothing changes; where that cannot be written, nothing is lost."""
    answer = _as_json(built, feed, url, [], []) if how.as_json else _as_text(built, feed, url, how)
    with contextlib.suppress(OSError):
        asked.leave(answer, {each.episode.slug: each.came_of for each in built})


def _as_json(built: list[Built], feed: Path, url: str, warnings: list[str], failures: list[str]) -> str:
    rows = [
        {
            "title": b.episode.title,
            "mp3": str(b.mp3),
            "seconds": round(b.episode.audio.seconds, 3),
            "clips": b.clips,
            "new_clips": b.new_clips,
            "lufs": b.episode.audio.lufs,
            "peak_db": b.episode.audio.peak_db,
        }
        for b in built
    ]
    result = {"episodes": rows, "feed": str(feed), "feed_url": url, "warnings": warnings, "failed": failures}
    return json.dumps(result, ensure_ascii=False, indent=1)


def _as_text(built: list[Built], feed: Path, url: str, how: _How) -> str:
    return "\n".join(_lines(built, feed, url, how))


def _lines(built: list[Built], feed: Path, url: str, how: _How) -> Iterator[str]:
    shown = [b for b in built if b.is_changed or len(built) == 1]
    for b in shown:
        minutes, seconds = divmod(round(b.episode.audio.seconds), 60)
        yield b.episode.title
        yield f"  MP3   {b.mp3}"
        yield f"  {minutes} min {seconds:02} s, {b.clips} clips, {b.new_clips} of them new"
        chapters, sections = len(b.episode.chapters), len({cue.section for cue in b.episode.cues})
        if chapters < sections:
            yield f"  {chapters} chapters of {sections} sections (short ones are joined)"
        yield f"  {b.episode.audio.lufs:.1f} LUFS, true peak {b.episode.audio.peak_db:.1f} dBTP"
    if len(shown) < len(built):
        yield f"{len(built) - len(shown)} of {len(built)} episodes are as they were."
    yield f"Feed    {feed}"
    yield f"Page    {feed.with_name('index.html')}"
    if not how.quiet:
        yield from _advice(url, how)


def _advice(url: str, how: _How) -> Iterator[str]:
    if how.base_url:
        yield f"Publish it, and subscribe to {url}"
    else:
        yield f"To subscribe, run `narrate serve` and add {url} to your podcast app."
        yield 'Other machines need an address: write base_url = "https://…" into narrate.toml.'
    if how.show.private:
        yield "`narrate private` prints the secret part of that address."


@click.command()
@article_argument
@click.argument("number", type=int)
@show_option
@voice_option
@workers_option
@quiet_option
def section(article: Where, number: int, show: Show, voice: str, workers: int | None, quiet: bool) -> None:
    """Make only the audio of one section.

    NUMBER counts from 1, the opening. The name of the file is printed.
    """
    from narrate.build import build_section
    from narrate.library import source_name
    from narrate.progress import progress

    cast = find_cast(show, voice)
    with progress(source_name(article), quiet) as on_clip:
        path, warnings = build_section(show, article, number, cast, workers=workers, on_clip=on_clip)
    click.echo(path)
    for line in warnings:
        tell(line)
