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
            lines = (_COMMAND.match(line) for line in place.splitlines())
            found += [(page.name, line[1].partition(" | ")[0]) for line in lines if line]
    return list(dict.fromkeys(found))


IN_BLOCKS = shown(r"^```(?:sh|text)\n(.*?)^```")
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
