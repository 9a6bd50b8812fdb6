"""What articles are called: each is read once, so that the pages of listeners do not wait for a long one."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from serving import OneByOne, app_served, events, gated_voice, owned
from starlette.applications import Starlette
from starlette.routing import Mount

from narrate.article import read_article
from narrate.cast import Cast
from narrate.server.published import Published, ServedFeed
from narrate.server.titles import Titles
from narrate.show import Show

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。\n"
OTHER = "山の話\n\n2026-04-01\n\n山は動きません。\n\n"


def written(path: Path, text: str) -> Path:
    """The file, with that text in it."""
    path.write_text(text, encoding="utf-8")
    return path


def changed_in_secret(path: Path) -> None:
    """Another text of the same size and time: only who reads the file sees it."""
    about = path.stat()
    data = OTHER.encode()[: about.st_size].decode("utf-8", "ignore").encode()
    path.write_bytes(data.ljust(about.st_size))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def test_a_title_is_read_once_and_again_when_the_file_has_changed(tmp_path: Path) -> None:
    titles, path = Titles(), written(tmp_path / "a.txt", TEXT)
    assert titles.of(path).text == "川の話"
    changed_in_secret(path)
    assert titles.of(path).text == "川の話"
    os.utime(path, ns=(0, 0))
    assert titles.of(path).text == "山の話"


def test_what_was_read_for_something_else_is_not_read_again(tmp_path: Path) -> None:
    titles, path = Titles(), written(tmp_path / "a.txt", TEXT)
    titles.note(path, read_article(path))
    changed_in_secret(path)
    assert titles.of(path).text == "川の話"


def test_what_cannot_be_read_is_told_once_and_has_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles, path = Titles(), written(tmp_path / "a.txt", "")
    assert titles.of(path).text == "a"
    assert titles.of(path).problem.endswith("a.txt: is empty; nothing to narrate")
    assert not titles.of(path).is_no_text
    assert capsys.readouterr().err.count("a.txt cannot be read for its title") == 1


def test_a_file_that_is_no_text_is_told_from_one_without_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00\x01\x02\xff" * 100)
    assert Titles().of(path).is_no_text


def test_a_disk_that_does_not_give_a_file_makes_it_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error", str(path))

    titles, path = Titles(), written(tmp_path / "a.txt", TEXT)
    with monkeypatch.context() as disk:
        disk.setattr(Path, "read_bytes", fails)
        title = titles.of(path)
        assert (title.text, title.is_no_text, bool(title.problem)) == ("a", False, True)
    assert titles.of(path).text == "川の話"


def test_the_page_of_listeners_does_not_read_what_was_posted(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = gated_voice(monkeypatch, tmp_path, OneByOne)
    assert isinstance(voice.engine, OneByOne)
    gate = voice.engine.gate("川")
    with owned(show, Cast.alone(voice)) as client:
        try:
            job = client.post(
                "/articles", content=TEXT.encode(), headers={"Content-Type": "text/plain"}
            ).json()
            assert voice.engine.reached.wait(60)
            changed_in_secret(show.articles / f"{job['article']}.txt")
            assert "川の話" in client.get("/").text
        finally:
            gate.set()
        events(client, job)


def test_who_comes_while_the_page_is_made_gets_the_one_before(show: Show) -> None:
    show.output.mkdir(parents=True)
    with closing(ServedFeed(show, "http://a.example")) as feed:
        app = Starlette(routes=[Mount("/", Published(show, feed))])
        with app_served(lambda _: app) as address, feed._turn:
            assert httpx.get(address).status_code == 200
