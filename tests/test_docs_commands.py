"""README and docs: every command that a page shows is one that narrate understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from narrate.cli import cli
from narrate.settings import read_settings

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
_COMMAND = re.compile(r"(?:[A-Z_]+=\S* )*(narrate [a-z].*)")


def shown(pattern: str) -> list[tuple[str, str]]:
    """(page, command) of what stands at the places of a pattern, each once."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        for place in re.findall(pattern, text, re.MULTILINE | re.DOTALL):
            lines = (_COMMAND.match(line.strip()) for line in place.splitlines())
            found += [(page.name, re.split(r" [|<] ", line[1])[0]) for line in lines if line]
    return list(dict.fromkeys(found))


IN_BLOCKS = shown(r"^ *```(?:sh|text)\n(.*?)^ *```")
IN_SENTENCES = [(page, line) for page, line in shown(r"`([^`\n]+)`") if "·" not in line]


def command_of(line: str) -> tuple[click.Command, list[str]]:
    """The command that a line names, and the words after its name."""
    _, *words = shlex.split(line, comments=True)
    command: click.Command = cli
    while isinstance(command, click.Group) and words:
        name = words.pop(0)
        assert name in command.commands, f"there is no command {name}"
        command = command.commands[name]
    return command, words


def test_there_are_commands() -> None:
    assert len(IN_BLOCKS) > 20
    assert len(IN_SENTENCES) > 40


@pytest.mark.parametrize(("page", "line"), IN_BLOCKS)
def test_a_command_to_be_typed_is_whole(
    page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is run, but for what narrate does before it begins to work."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "narrate.toml").write_text('publish = "public"\n', encoding="utf-8")
    command, words = command_of(line)
    assert command.make_context(command.name, words)


@pytest.mark.parametrize(("page", "line"), IN_SENTENCES)
def test_a_command_in_a_sentence_has_the_options_that_are_named(page: str, line: str) -> None:
    command, words = command_of(line)
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known


def other_lines() -> list[tuple[str, str]]:
    """(page, line) of what else is to be typed, each once."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        for block in re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
            lines = (line.strip() for line in block.splitlines())
            found += [(page.name, line) for line in lines if line and not _COMMAND.match(line)]
    return list(dict.fromkeys(found))


def test_a_target_of_make_is_one_that_there_is() -> None:
    named = {line.split()[1] for _, line in other_lines() if line.startswith("make ")}
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"episode", "test", "check", "bench"} <= named <= set(targets)


_OURS = re.compile(r"(?:\.venv/bin/python )?(\.ci/\w+|benchmarks/\w+\.py)")
_OTHERS = {"make", "uv", "pip", "cd", "curl", "docker", "dask", "git", "rsync", "touch", "export", "echo"}
"""What else a reader is asked to run."""


@pytest.mark.parametrize(("page", "line"), other_lines())
def test_a_line_to_be_typed_runs_what_there_is(page: str, line: str) -> None:
    if ours := _OURS.match(line):
        text = (ROOT / ours[1]).read_text(encoding="utf-8")
        words = shlex.split(line, comments=True)
        assert [word for word in words if word.startswith("--") and f'"{word}"' not in text] == []
    else:
        assert re.match("[A-Z]+=", line) or line.split()[0] in _OTHERS


SETTINGS = [
    (page.name, block)
    for page in PAGES
    for block in re.findall(
        r"^```toml\n(# narrate\.toml.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
]


@pytest.mark.parametrize(("page", "text"), SETTINGS)
def test_settings_that_are_shown_can_be_used(page: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path)
