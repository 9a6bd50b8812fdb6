"""The command line: parse, call, print. The work is done elsewhere, and imported only when it is needed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
from click.core import ParameterSource

from narrate.cli_clips import clips
from narrate.cli_options import (
    ARTICLE,
    BASE_URL,
    PORT,
    article_argument,
    base_url_option,
    find_cast,
    json_option,
    quiet_option,
    show_option,
    voice_option,
    workers_option,
)
from narrate.cli_readings import explain, kana, lexicon, readings
from narrate.cli_voices import voices
from narrate.errors import NarrateError, SettingsError
from narrate.show import Show
from narrate.source import Where

if TYPE_CHECKING:
    from narrate.build import Built, Failed


def main() -> None:
    """Run the command line; every error ends as one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(_tell("stopped; what was made is kept, run the same command to continue", 130))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        if "NARRATE_DEBUG" in os.environ:
            raise
        sys.exit(_tell(_line(error), 1))
    sys.exit(code if isinstance(code, int) else 0)


def _tell(message: str, code: int) -> int:
    click.echo(f"narrate: {' '.join(message.split())}", err=True)
    return code


def _line(error: Exception) -> str:
    """What is said of an error: what, where, what to do."""
    if isinstance(error, NarrateError):
        return str(error)
    if isinstance(error, OSError):
        return _os_error(error)
    kind = type(error).__name__
    return f"a fault of narrate itself ({kind}: {error}); please report what NARRATE_DEBUG=1 prints"


def _os_error(error: OSError) -> str:
    import errno

    where = f"{error.filename}: " if error.filename else ""
    advice = {
        errno.ENOSPC: "free some space and run the same command again; what was made is kept",
        errno.EACCES: "make it writable, or choose another folder with --show",
        errno.EROFS: "choose a folder on a writable disk with --show",
        errno.EADDRINUSE: "another program has this port; choose one with --port",
    }.get(error.errno or 0, "check the path")
    return f"{where}{error.strerror or error}; {advice}"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("narrate"))
def cli() -> None:
    """Turn articles into podcast episodes that are read correctly, and keep the feed."""


@cli.command()
@click.argument("articles", nargs=-1, type=ARTICLE)
@click.option(
    "--list",
    "listing",
    type=click.File(encoding="utf-8"),
    help="File that names articles, one a line; - for standard input.",
)
@show_option
@voice_option
@base_url_option
@workers_option
@json_option
@quiet_option
def build(
    articles: tuple[Where, ...],
    listing: TextIO | None,
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
    from narrate.build import Failed, build_episodes
    from narrate.feed import check_base_url, write_feed
    from narrate.library import source_name
    from narrate.progress import progress

    wanted = gather.articles([*articles, *gather.listed(listing or ())])
    if not wanted:
        raise click.UsageError("name an article, a folder, an address, or a --list of them")
    base_url = check_base_url(base_url or BASE_URL)
    cast = find_cast(show, voice)
    name = source_name(wanted[0]) if len(wanted) == 1 else f"{len(wanted)} articles"
    built, failures = [], []
    with progress(name, quiet) as on_clip:
        for result in build_episodes(show, wanted, cast, base_url, workers, on_clip):
            if not isinstance(result, Failed):
                built.append(result)
            elif len(wanted) == 1 or "NARRATE_DEBUG" in os.environ:
                raise result.error
            else:
                failures.append(_of(result))
    problems = [line for each in built for line in each.warnings]
    if built:
        feed, left_out = write_feed(show, base_url)
        failures += left_out
        _print_built(built, feed, base_url, as_json)
    for line in [*problems, *failures]:
        _tell(line, 1)
    return 1 if failures else 0


def _of(failed: Failed) -> str:
    """What is said of one of several articles: its name, if the error does not hold it."""
    line = _line(failed.error)
    return line if str(failed.path) in line else f"{failed.path}: {line}"


def _print_built(built: list[Built], feed: Path, base_url: str, as_json: bool) -> None:
    if as_json:
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
        click.echo(json.dumps({"episodes": rows, "feed": str(feed)}, ensure_ascii=False, indent=1))
        return
    for b in built:
        minutes, seconds = divmod(round(b.episode.audio.seconds), 60)
        click.echo(b.episode.title)
        click.echo(f"  MP3   {b.mp3}")
        click.echo(f"  {minutes} min {seconds:02} s, {b.clips} clips, {b.new_clips} of them new")
        click.echo(f"  {b.episode.audio.lufs:.1f} LUFS, true peak {b.episode.audio.peak_db:.1f} dBTP")
    click.echo(f"Feed    {feed}")
    click.echo(f"To subscribe, run `narrate serve` and add {base_url}/feed.xml to your podcast app.")


@cli.command()
@article_argument
@show_option
@voice_option
@json_option
def read(article: Where, show: Show, voice: str, as_json: bool) -> None:
    """Print the script as it will be spoken; no audio."""
    from narrate.build import read_script

    script = read_script(show, article, find_cast(show, voice))
    if as_json:
        click.echo(json.dumps(script.to_json(), ensure_ascii=False, indent=1))
        return
    for number, section in enumerate(script.sections, 1):
        click.echo(f"[{number}] {section.heading}")
        for sentence in section.sentences:
            click.echo(f"    {sentence.spoken}")
    if script.dropped:
        click.echo("not read:")
    for piece in script.dropped:
        click.echo(f"    {piece.text}  ({piece.reason})")


@cli.command()
@article_argument
@click.argument("number", type=int)
@show_option
@voice_option
@workers_option
@quiet_option
def section(article: Where, number: int, show: Show, voice: str, workers: int | None, quiet: bool) -> None:
    """Make only the audio of section NUMBER (1 is the opening) and print its file's name."""
    from narrate.build import build_section
    from narrate.library import source_name
    from narrate.progress import progress

    with progress(source_name(article), quiet) as on_clip:
        path, warnings = build_section(show, article, number, find_cast(show, voice), workers, on_clip)
    click.echo(path)
    for line in warnings:
        _tell(line, 0)


@cli.command()
@show_option
@base_url_option
def feed(show: Show, base_url: str | None) -> int:
    """Write the feed again from the episodes in output/."""
    from narrate.feed import check_base_url, write_feed

    path, problems = write_feed(show, check_base_url(base_url or BASE_URL))
    click.echo(path)
    for line in problems:
        _tell(line, 1)
    return 1 if problems else 0


@cli.command()
@show_option
@base_url_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
def serve(show: Show, base_url: str | None, host: str, port: int) -> None:
    """Host the show, so that podcast apps can subscribe."""
    import socket

    import uvicorn

    from narrate.feed import check_base_url
    from narrate.server import make_app

    source = click.get_current_context().get_parameter_source("base_url")
    if source is ParameterSource.DEFAULT_MAP:
        base_url = None  # the address to publish at is not this machine's
    if not base_url and host in ("0.0.0.0", "::"):
        raise SettingsError("to listen everywhere, say what apps reach: --base-url http://<address>:PORT")
    address = check_base_url(base_url or f"http://{f'[{host}]' if ':' in host else host}:{port}")
    app = make_app(show, address)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        click.echo(f"Subscribe to {address}/feed.xml (Ctrl-C stops)")
        with contextlib.suppress(KeyboardInterrupt):  # how a server is meant to be stopped
            uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])


@cli.command()
@show_option
@voice_option
@base_url_option
def doctor(show: Show, voice: str, base_url: str | None) -> int:
    """Check this machine and this show; each line says what to do."""
    from narrate.doctor import examine

    findings = list(examine(show, voice, base_url or BASE_URL))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name:9} {finding.detail}")
    return 0 if all(finding.ok for finding in findings) else 1


for _command in (readings, explain, lexicon, kana, voices, clips):
    cli.add_command(_command)
