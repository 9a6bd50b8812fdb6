"""What is said of a command that was not written as it must be."""

from __future__ import annotations

import pytest
from commands import run


@pytest.mark.parametrize(
    "words",
    [
        *(["nothing"], ["build"], ["build", "a", "--nothing"], ["section", "a", "x"]),
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_ends_with_two(words: list[str]) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert result.stderr.startswith("narrate: ")
    assert result.stderr.endswith(" --help`\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["buidl"], "build"),
        (["lexicon", "imprt"], "import"),
        (["clips", "verfy"], "verify"),
        (["build", "--voic", "mei"], "--voice"),
        (["ｂｕｉｌｄ", "a.txt"], "build"),
        (["BUILD", "a.txt"], "build"),
        (["build　a.txt"], "build"),
        (["a b.txt"], "build 'a b.txt'"),
        (["https://example.com/a"], "build https://example.com/a"),
        (["build", "-voice", "mei"], "--voice"),
        (["build", "-–base-url=https://example.com"], "--base-url"),
        (["-version"], "--version"),
    ],
)
def test_what_is_nearly_a_command_or_an_option_is_told(words: list[str], meant: str) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert f"; perhaps {meant} is meant; see `" in result.stderr
