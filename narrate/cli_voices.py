"""``narrate voices``: which there are, which can speak now, and a sample of one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from narrate.cli_options import json_option, show_option
from narrate.errors import SettingsError, VoiceError
from narrate.show import Show
from narrate.told import line_of

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.voices import Voice

_AT_ONCE = 16  # voices that are asked whether they can speak


@click.command()
@click.argument("name", required=False)
@click.option("--say", metavar="TEXT", help="Make a sample of the voice NAME and print its file's name.")
@show_option
@json_option
def voices(name: str | None, say: str | None, show: Show, as_json: bool) -> int:
    """List the voices and say which can speak now.

    Of one that is named, its speakers too.
    """
    from narrate.voices import find_voice, list_voices

    if name is None:
        if say is not None:
            raise SettingsError('name the voice too: narrate voices NAME --say "…"')
        return _list(list_voices(show.voice_folders), as_json)
    voice = find_voice(name, show.voice_folders)
    if say is not None:
        from narrate.samples import build_sample

        click.echo(build_sample(show, voice, say))
        return 0
    return _describe(voice, as_json)


def _list(paths: dict[str, Path], as_json: bool) -> int:
    """A line a voice: name, whether it can speak, what it is."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        rows = sorted(pool.map(_state, paths.items()), key=lambda row: row.name)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    width = max(len(row.name) for row in rows)
    for row in rows:
        state = f"CANNOT speak: {row.problem}" if row.problem else "can speak"
        about = f"{row.description} ({row.engine})" if row.engine else ""
        click.echo(f"{row.name:{width}}  {about}".rstrip())
        click.echo(f"{'':{width}}  {state}")
    return 0


@dataclass(frozen=True, slots=True)
class _State:
    """What is told of a voice file; a faulty one is a voice that cannot speak."""

    name: str
    engine: str
    description: str
    problem: str


def _state(named: tuple[str, Path]) -> _State:
    from narrate.voices import read_voice

    name, path = named
    try:
        voice = read_voice(path)
    except VoiceError as error:
        return _State(name, "", "", str(error))
    return _State(name, voice.engine_name, voice.description, _problem(voice))


def _problem(voice: Voice) -> str:
    try:
        return voice.engine.problem()
    except Exception as error:  # whatever a plugin raises, the others are listed
        return line_of(error)


def _describe(voice: Voice, as_json: bool) -> int:
    """Everything about one voice; exit code 1 if it cannot speak now."""
    problem = _problem(voice)
    speakers: tuple[str, ...] = ()
    if not problem:
        speakers = voice.engine.speakers()
    facts = {
        "name": voice.name,
        "file": voice.where,
        "engine": voice.engine_name,
        "description": voice.description,
        "credit": voice.credit if problem else voice.credit_line,
        "problem": problem,
    }
    if as_json:
        facts_and_speakers = {**facts, "speakers": list(speakers)}
        click.echo(json.dumps(facts_and_speakers, ensure_ascii=False, indent=1))
        return 1 if problem else 0
    for fact, value in facts.items():
        if value:
            click.echo(f"{fact:12} {value}")
    if not problem:
        click.echo(f'{"sample":12} narrate voices {voice.name} --say "こんにちは。"')
    for number, speaker in enumerate(speakers):
        click.echo(f"{'speakers' if not number else '':12} {speaker}")
    return 1 if problem else 0
