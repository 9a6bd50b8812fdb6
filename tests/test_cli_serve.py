"""``narrate serve`` as its users run it: what it prints, where it listens, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest
from commands import assert_one_line, run, run_apart, serving

from narrate.server.owner import renew_token
from narrate.show import Show


def printed(show: Show, *words: str, errors: int | IO[str] = subprocess.PIPE, **environment: str) -> str:
    """What else a server prints, after its two addresses."""
    with serving(show, *words, errors=errors, **environment) as (address, process):
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert process.stdout
        assert process.stdout.readline() == f"Add articles at {address}/owner\n"
        assert httpx.get(f"{address}/owner").status_code == 200
        process.terminate()
        return process.stdout.read()  # communicate() would lose what came with the first lines


def token_of(show: Show) -> str:
    return show.owner_token_file.read_text(encoding="ascii").strip()


def test_the_token_is_printed_once_and_renewed_when_asked(show: Show) -> None:
    first = printed(show)
    token = token_of(show)
    assert token in first
    assert printed(show) == ""
    assert token_of(show) == token
    renewed = printed(show, "--new-token")
    assert token_of(show) in renewed
    assert token_of(show) != token


def test_the_token_is_not_printed_into_systemds_journal(show: Show, tmp_path: Path) -> None:
    with (tmp_path / "journal").open("w", encoding="utf-8") as journal:
        about = os.fstat(journal.fileno())
        text = printed(show, errors=journal, JOURNAL_STREAM=f"{about.st_dev}:{about.st_ino}")
    assert token_of(show) not in text
    assert str(show.owner_token_file) in text


def test_a_terminal_of_a_desktop_that_systemd_started_is_no_journal(show: Show) -> None:
    text = printed(show, JOURNAL_STREAM="8:1")
    assert token_of(show) in text


def test_it_serves_and_ends_when_it_is_told_to(show: Show) -> None:
    token = renew_token(show)
    with serving(show, "--log-json") as (address, process):
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx.get(f"{address}/articles", headers=headers).json() == {"articles": [], "episodes": []}
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGTERM)
    (line,) = errors.splitlines()
    assert json.loads(line)["path"] == "/articles"
    assert token not in errors


@contextmanager
def heard(number: signal.Signals) -> Iterator[None]:
    """Who is started here hears a signal, though these tests may be started to pass over it (nohup)."""
    before = signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="needs a system that says when a terminal closes")
def test_it_leaves_nothing_behind_when_its_terminal_is_closed(show: Show, tmp_path: Path) -> None:
    made = tmp_path / "temporary"
    made.mkdir()
    with heard(signal.SIGHUP), serving(show, TMPDIR=str(made)) as (_, process):
        assert list(made.iterdir())
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)
    assert not list(made.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_log_without_room_costs_nobody_an_answer(show: Show) -> None:
    show.articles.mkdir()
    (show.articles / "signs.txt").write_text("……", encoding="utf-8")  # the log has why
    with open("/dev/full", "w") as full, serving(show, "--log-json", errors=full) as (address, _):  # noqa: PTH123
        assert httpx.get(f"{address}/feed.xml").text.endswith("</rss>\n")
        assert httpx.get(f"{address}/articles/signs/").status_code == 422


def test_a_voice_that_is_not_there_keeps_nobody_from_listening(show: Show) -> None:
    with serving(show, "--voice", "nobody") as (address, process):
        assert httpx.get(f"{address}/feed.xml").status_code == 200
        assert httpx.post(f"{address}/articles").status_code in (404, 405)
        process.terminate()
        assert process.stdout
        assert "/owner\n" not in process.stdout.read()
        assert "nobody" in process.communicate(timeout=60)[1]


def test_headers_that_do_not_end_are_refused(show: Show) -> None:
    with serving(show) as (address, _):
        where = httpx.URL(address)
        with socket.create_connection((where.host, where.port or 0), timeout=60) as raw:
            raw.sendall(b"GET /feed.xml HTTP/1.1\r\nX-A: " + b"a" * 20_000)
            assert raw.recv(100).startswith(b"HTTP/1.1 400")


def test_where_the_token_cannot_be_written_no_address_is_told(show: Show) -> None:
    show.owner_token_file.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = run_apart("serve", "--show", show.root, "--port", str(port))
    assert_one_line(result, str(show.owner_token_file))
    assert result.stdout == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_to_listen_everywhere_an_address_must_be_said(show: Show, host: str) -> None:
    assert_one_line(run("serve", "--show", show.root, "--host", host), "--base-url")


def test_a_folder_that_is_no_show_stays_as_it_is(tmp_path: Path) -> None:
    for words in ((), ("--show", tmp_path)):
        result = run("serve", *words, cwd=tmp_path)
        assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert str(tmp_path) in result.stderr
        assert "`narrate init" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["articles", "output"])
def test_a_folder_with_articles_or_episodes_is_a_show(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert Show(tmp_path).is_begun
