"""The command line: parse, call, print. The work is done elsewhere, and imported only when it is needed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from narrate.errors import NarrateError, SettingsError
from narrate.settings import read_settings
from narrate.show import Show

if TYPE_CHECKING:
    from narrate.build import Built
    from narrate.voices import Voice

Command = TypeVar("Command", bound=Callable[..., Any])

_SURE = 0.9  # readings below are shown with their sentence and what else they could be
PORT = 8000
BASE_URL = f"http://127.0.0.1:{PORT}"


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


def _load_settings(context: click.Context, _: click.Parameter, value: Path) -> Show:
    if not value.is_dir():
        raise SettingsError(f"{value}: no such folder; --show names the folder of a show")
    context.default_map = {**read_settings(value), **(context.default_map or {})}
    return Show(value)


def show_option(command: Command) -> Command:
    """``--show``: read before the other options, since its folder holds their defaults."""
    return click.option(
        "--show",
        type=click.Path(path_type=Path),
        default=Path(),
        envvar="NARRATE_SHOW",
        is_eager=True,
        callback=_load_settings,
        help="Folder of the show (default: here).",
    )(command)


voice_option = click.option(
    "--voice",
    envvar="NARRATE_VOICE",
    default="mei",
    show_default=True,
    help="Voice to read with.",
)
base_url_option = click.option(
    "--base-url", envvar="NARRATE_BASE_URL", default=None, help=f"Public address of the show [{BASE_URL}]."
)
workers_option = click.option(
    "--workers",
    envvar="NARRATE_WORKERS",
    type=click.IntRange(1),
    default=None,
    help="Threads [one a processor].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print only the result.")
article_argument = click.argument("article", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("narrate"))
def cli() -> None:
    """Turn articles into podcast episodes that are read correctly, and keep the feed."""


@cli.command()
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@show_option
@voice_option
@base_url_option
@workers_option
@json_option
@quiet_option
def build(
    articles: tuple[Path, ...],
    show: Show,
    voice: str,
    base_url: str | None,
    workers: int | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make an episode of each ARTICLE and put it into the feed."""
    from narrate.build import build_episode
    from narrate.feed import check_base_url, write_feed
    from narrate.progress import progress

    base_url = check_base_url(base_url or BASE_URL)
    reader = _voice(show, voice)
    built, failures = [], []
    for article in articles:
        try:
            with progress(article.name, quiet) as on_clip:
                built.append(build_episode(show, article, reader, base_url, workers, on_clip))
        except Exception as error:
            if len(articles) == 1 or "NARRATE_DEBUG" in os.environ:
                raise
            failures.append(f"{article}: {_line(error)}" if isinstance(error, OSError) else _line(error))
    problems = [line for each in built for line in each.warnings]
    if built:
        feed, left_out = write_feed(show, base_url)
        failures += left_out
        _print_built(built, feed, base_url, as_json)
    for line in [*problems, *failures]:
        _tell(line, 1)
    return 1 if failures else 0


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
    click.echo(f"Feed    {feed}")
    click.echo(f"To subscribe, run `narrate serve` and add {base_url}/feed.xml to your podcast app.")


@cli.command()
@article_argument
@show_option
@voice_option
@json_option
def read(article: Path, show: Show, voice: str, as_json: bool) -> None:
    """Print the script as it will be spoken; no audio."""
    from narrate.build import read_script

    script = read_script(show, article, _voice(show, voice))
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
@show_option
@voice_option
@json_option
@click.option("--set", "corrections", multiple=True, metavar="TERM=READING", help="Correct a reading.")
def readings(article: Path, show: Show, voice: str, as_json: bool, corrections: tuple[str, ...]) -> None:
    """List terms, numbers and doubtful kanji with their readings, the least sure and most frequent first."""
    from narrate.build import read_script
    from narrate.engines.openjtalk import words
    from narrate.readings.kana import as_katakana
    from narrate.readings.lexicon import set_entry
    from narrate.readings.report import summarise

    terms = []
    for correction in corrections:
        term, is_given, reading = correction.rpartition("=")
        if not is_given:
            raise SettingsError(f"--set {correction}: write TERM=READING, the reading in katakana")
        entry = set_entry(show.corrections, term, as_katakana(reading))
        click.echo(f"{show.corrections}: {entry.term} is read {entry.reading}", err=True)
        terms.append(entry.term)
    rows = summarise(read_script(show, article, _voice(show, voice)), words)
    read_here = {row["term"].lower() for row in rows}
    for term in terms:
        if term.lower() not in read_here:
            click.echo(f"{article}: '{term}' is in no sentence of it; kept for other articles", err=True)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        others = f"  else {'・'.join(row['alternatives'][:2])}" if row["confidence"] < _SURE else ""
        click.echo(
            f"{row['count']:4}  {row['term']}  {row['reading']}  ({row['layer']}: {row['rule']}){others}"
        )
        if others:
            click.echo(f"      {row['sentence']}")


@cli.command()
@article_argument
@click.argument("term")
@show_option
@voice_option
def explain(article: Path, term: str, show: Show, voice: str) -> None:
    """Say why TERM is read as it is in ARTICLE, and what else it could have been."""
    from narrate.build import read_script
    from narrate.engines.openjtalk import words
    from narrate.readings.report import explain as explain_term

    found = explain_term(read_script(show, article, _voice(show, voice)), term, words)
    if not found:
        raise SettingsError(f"{article}: does not say '{term}'; `narrate readings` lists its terms")
    for row in found:
        click.echo(
            f"{row['term']}  {row['reading']}  ({row['layer']}: {row['rule']}), {row['count']} times, "
            f"right with a chance of {row['confidence']:.0%}"
        )
        click.echo(f"    {row['sentence']}")
        for other in row["alternatives"]:
            click.echo(f"    else {other}")
    click.echo(f"To correct it: narrate readings {article} --set '{term}=カタカナ'")


@cli.group()
def lexicon() -> None:
    """Readings from and for other programs: TSV, W3C PLS, VOICEVOX's user dictionary."""


@lexicon.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@show_option
def import_lexicon(file: Path, show: Show) -> None:
    """Take the readings of FILE (.tsv, .pls, .json) into the show's lexicon."""
    from narrate.readings import exchange
    from narrate.readings.lexicon import merge

    target = show.root / "voices" / "lexicon" / "imported.tsv"
    new, changed = merge(target, exchange.read(file))
    click.echo(f"{target}: {new} new terms, {changed} changed")


@lexicon.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@show_option
@click.option("--all", "with_packaged", is_flag=True, help="Also the terms that come with narrate.")
def export_lexicon(file: Path, show: Show, with_packaged: bool) -> None:
    """Write the show's own readings to FILE, its format told by its ending (.tsv, .pls, .json)."""
    from narrate import files
    from narrate.readings import exchange
    from narrate.readings.lexicon import Lexicon

    entries = list(Lexicon.load(show.lexicon_files if with_packaged else show.own_lexicon_files))
    files.write(file, exchange.write(file, entries))
    click.echo(f"{file}: {len(entries)} terms")


@cli.command()
@show_option
def kana(show: Show) -> None:
    """Filter: each line of standard input as its whole reading in katakana."""
    from narrate.engines.openjtalk import kana as read_aloud
    from narrate.readings import Reader
    from narrate.source import clean, decode

    reader = Reader.load(show.lexicon_files)
    for number, line in enumerate(sys.stdin.buffer, 1):
        text = clean(decode(line, f"line {number} of standard input")).strip()
        click.echo(read_aloud(reader.read(text).text) if text else "")


@cli.command()
@article_argument
@click.argument("number", type=int)
@show_option
@voice_option
@workers_option
@quiet_option
def section(article: Path, number: int, show: Show, voice: str, workers: int | None, quiet: bool) -> None:
    """Make only the audio of section NUMBER (1 is the opening) and print its file's name."""
    from narrate.build import build_section
    from narrate.progress import progress

    with progress(article.name, quiet) as on_clip:
        path = build_section(show, article, number, _voice(show, voice), workers, on_clip)
    click.echo(path)


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
def voices(show: Show) -> None:
    """List the voices there are."""
    from narrate.voices import list_voices, read_voice

    for name, path in sorted(list_voices(show.voice_folders).items()):
        voice = read_voice(path)
        click.echo(f"{name:12} {voice.description} ({voice.engine_name})")


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


def _voice(show: Show, name: str) -> Voice:
    from narrate.voices import find_voice

    voice = find_voice(name, show.voice_folders)
    _ = voice.engine  # a faulty voice is told before any work is done
    return voice
