"""The command line: parse, call, print. The work is done elsewhere, and imported only when it is needed."""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from pathlib import Path

import click

from narrate.cli_build import build, section
from narrate.cli_clips import clips
from narrate.cli_errors import line_of_usage
from narrate.cli_feed import feed, opml, private, withdraw
from narrate.cli_init import init
from narrate.cli_options import (
    BASE_URL,
    Commands,
    article_argument,
    base_url_option,
    find_cast,
    json_option,
    show_option,
    voice_option,
)
from narrate.cli_publish import clean, publish
from narrate.cli_readings import explain, kana, lexicon, readings
from narrate.cli_serve import serve
from narrate.cli_voices import voices
from narrate.show import Show
from narrate.source import Where
from narrate.told import line_of, tell

COLLECT_AFTER = 100_000
"""New objects after which cycles are looked for: as often as Python does, it costs a tenth of a rebuild."""


def main() -> None:
    """Run the command line; every error ends as one line on stderr and an exit code."""
    gc.set_threshold(COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _open_closed_streams()
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(tell("stopped; what was made is kept, run the same command to continue", 130))
    except click.ClickException as error:
        sys.exit(tell(line_of_usage(error), error.exit_code))
    except Exception as error:
        if "NARRATE_DEBUG" in os.environ:
            raise
        sys.exit(tell(line_of(error), 1))
    sys.exit(code if isinstance(code, int) else 0)


def _open_closed_streams() -> None:
    """What who called has closed leads nowhere: there is nothing to read, and nobody to be told."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="narrate")  # looked up when it is asked for
def cli() -> None:
    """Turn articles into podcast episodes that are read correctly, and keep the feed.

    To begin: narrate build ARTICLE, then narrate serve. About a command: narrate COMMAND --help
    """


@cli.command()
@article_argument
@show_option
@voice_option
@json_option
def read(article: Where, show: Show, voice: str, as_json: bool) -> None:
    """Print an article as it will be spoken; no audio.

    ARTICLE is a text, Markdown or HTML file, an address (https://…), or - for standard input.
    """
    from narrate.scripts import read_script

    script = read_script(show, article, find_cast(show, voice))
    if as_json:
        click.echo(json.dumps(script.to_json(), ensure_ascii=False, indent=1))
        return
    has_cast = script.has_cast
    for number, part in enumerate(script.sections, 1):
        click.echo(f"[{number}] {part.heading}")
        for sentence in part.sentences:
            click.echo(f"    {f'[{sentence.voice}] ' if has_cast else ''}{sentence.spoken}")
    if script.dropped:
        click.echo("not read:")
    for piece in script.dropped:
        click.echo(f"    {piece.text}  ({piece.reason})")


@cli.command()
@show_option
@voice_option
@base_url_option
def doctor(show: Show, voice: str, base_url: str | None) -> int:
    """Check this machine and this show; each line says what to do."""
    from narrate.address import address_of_feed
    from narrate.doctor import examine

    findings = list(examine(show, voice, base_url or address_of_feed(show) or BASE_URL))
    for finding in findings:
        detail = " ".join(finding.detail.split())
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name:9} {detail}")
    return 0 if all(finding.ok for finding in findings) else 1


for _command in (
    *(init, build, section, readings, explain, lexicon, kana, voices, clips),
    *(serve, feed, withdraw, private, opml, publish, clean),
):
    cli.add_command(_command)
