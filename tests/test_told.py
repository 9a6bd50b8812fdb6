"""What is said of an error: one line that tells what to do, whatever went wrong."""

from __future__ import annotations

import errno
import os
import socket

import click
import pytest

from narrate.errors import OutputError
from narrate.server.running import listening
from narrate.told import line_of, tell


def test_an_error_of_ours_says_itself() -> None:
    assert line_of(OutputError("a: is damaged; build it again")) == "a: is damaged; build it again"


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "free some space and run the same command again; what was made is kept"),
        (errno.EADDRNOTAVAIL, "this machine has no such address; name one of its own with --host"),
        (socket.EAI_NONAME, "name an address of this machine with --host"),
        (errno.EROFS, "choose a folder on a writable disk"),
        (errno.ENOTDIR, "a file has the name that a folder needs; move it away"),
        (errno.EIO, "check the path"),
    ],
)
def test_an_error_of_the_system_names_the_file_and_what_to_do(code: int, advice: str) -> None:
    assert line_of(OSError(code, os.strerror(code), "output")) == f"output: {os.strerror(code)}; {advice}"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_what_to_do_names_no_option_that_a_command_lacks(code: int) -> None:
    assert "--" not in line_of(OSError(code, os.strerror(code), "output"))


def test_an_error_without_a_file_is_told_all_the_same() -> None:
    assert line_of(OSError("no route")) == "no route; check the path"


def test_a_fault_of_narrate_says_what_to_report() -> None:
    told = line_of(KeyError("slug"))
    assert told == "a fault of narrate itself (KeyError: 'slug'); please report what NARRATE_DEBUG=1 prints"


def test_a_line_that_nobody_can_read_changes_no_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(click, "echo", full)
    assert tell("first", 2) == 2


def test_a_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell("first\n  second", 1) == 1
    assert capsys.readouterr().err == "narrate: first second\n"


def test_a_port_that_is_taken_is_named_as_people_write_it() -> None:
    with listening("127.0.0.1", 0) as taken, pytest.raises(OSError, match="in use") as error:
        listening("127.0.0.1", port := taken.getsockname()[1])
    assert f" at 127.0.0.1:{port}; another program has this port; choose one with --port" in line_of(
        error.value
    )
