"""Progress: lines for a log, a bar for a terminal, nothing for quiet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from narrate.progress import announce, progress


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """A real terminal as standard error; the function yielded closes it and tells what was drawn."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    ours, theirs = os.openpty()
    end = "\N{END OF TRANSMISSION}"

    def drawn() -> str:
        os.write(theirs, end.encode())
        text = b""
        while not text.endswith(end.encode()):
            text += os.read(ours, 65536)
        return text.decode().removesuffix(end)

    try:
        with os.fdopen(os.dup(theirs), "w", encoding="utf-8") as stderr, monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", stderr)
            yield drawn
    finally:
        os.close(ours)
        os.close(theirs)


def test_lines_come_once_a_quarter(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("a.txt", quiet=False) as on_clip:
        for _ in range(100):
            on_clip(100)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"a.txt: {n} of 100 clips" for n in (25, 50, 75, 100)]


@pytest.mark.parametrize("total", [1, 2, 3, 4, 5, 7, 9])
def test_last_line_says_all_and_there_are_at_most_four(
    total: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress("a.txt", quiet=False) as on_clip:
        for _ in range(total):
            on_clip(total)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == min(4, total)
    assert lines[-1] == f"a.txt: {total} of {total} clips"


def test_line_comes_with_the_clip_that_fills_the_quarter(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("a.txt", quiet=False) as on_clip:
        on_clip(8)
        assert capsys.readouterr().err == ""
        on_clip(8)
        assert capsys.readouterr().err == "a.txt: 2 of 8 clips\n"


def test_nothing_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("a.txt", quiet=False) as on_clip:
        on_clip(1)
    seen = capsys.readouterr()
    assert seen.out == ""
    assert seen.err != ""


def test_what_begins_is_announced_but_not_to_who_wants_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    announce("Reading 2 articles", quiet=True)
    assert capsys.readouterr() == ("", "")
    announce("Reading 2 articles", quiet=False)
    assert capsys.readouterr() == ("", "Reading 2 articles\n")


def test_nothing_is_announced_over_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as drawn:
        announce("Reading 2 articles", quiet=False)
        assert drawn() == ""


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("a.txt", quiet=True) as on_clip:
        on_clip(1)
    assert capsys.readouterr() == ("", "")


def test_quiet_says_nothing_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as drawn:
        with progress("a.txt", quiet=True) as on_clip:
            on_clip(1)
        assert drawn() == ""


def test_terminal_gets_a_bar_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as drawn:
        with progress("記事.txt", quiet=False) as on_clip:
            for _ in range(3):
                on_clip(3)
        text = drawn()
    assert "記事.txt" in text
    assert "3/3" in text


def test_bar_is_taken_away_and_the_cursor_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as drawn:
        with progress("a.txt", quiet=False) as on_clip:
            on_clip(2)
        text = drawn()
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")
    assert text.rindex("\x1b[2K") > text.rindex("a.txt")


def test_cursor_is_given_back_after_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        with progress("a.txt", quiet=False) as on_clip:
            on_clip(2)
            raise KeyboardInterrupt

    with terminal(monkeypatch) as drawn:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        text = drawn()
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")


@pytest.mark.parametrize("name", ["[draft] a.txt", "[bold]a.txt", "a [1].txt", ":smile:.txt"])
def test_bar_shows_the_name_of_the_file_as_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as drawn:
        with progress(name, quiet=False) as on_clip:
            on_clip(1)
        text = drawn()
    assert name in text
