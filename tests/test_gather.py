"""Which articles are meant: files, addresses, folders, lists."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from narrate import gather
from narrate.build import build_episodes
from narrate.cast import Cast
from narrate.errors import ArticleError
from narrate.show import Show
from narrate.source import read_bytes


def test_files_addresses_and_standard_input_are_themselves() -> None:
    named = [Path("a.txt"), "https://example.com/b", "-", Path("missing.md")]
    assert gather.articles(named) == named


def test_a_folder_stands_for_the_articles_in_it_and_below(tmp_path: Path) -> None:
    for name in (
        "10.md",
        "2.txt",
        "2²3.txt",
        "in/c.HTML",
        "picture.png",
        "notes.pdf",
        ".hidden/d.md",
        ".e.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("記事", encoding="utf-8")
    found = gather.articles([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found if isinstance(path, Path)] == [
        "2.txt",
        "2²3.txt",
        "10.md",
        "in/c.HTML",
    ]


def test_a_folder_that_is_gone_meanwhile_costs_only_itself(
    show: Show, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = os.scandir

    def meanwhile(folder: Path | str) -> object:
        if Path(folder).name in ("gone", ".gone"):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
        return listing(folder)

    for name in ("a.txt", "gone/b.txt", ".gone/c.txt", "in/d.txt"):
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}の話\n\n川の話です。\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", meanwhile)
        found = gather.articles([tmp_path / "articles"])
    gone = tmp_path / "articles" / "gone"
    assert found == [tmp_path / "articles" / "a.txt", gone, tmp_path / "articles" / "in" / "d.txt"]
    shutil.rmtree(gone)
    results = list(build_episodes(show, found, cast, "http://127.0.0.1"))
    assert sorted(type(each).__name__ for each in results) == ["Built", "Built", "Failed"]


def test_a_link_to_where_nobody_may_look_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bool:
        if path.name == "closed.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return True

    for name in ("a.txt", "closed.txt"):
        (tmp_path / name).write_text("記事", encoding="utf-8")
    monkeypatch.setattr(Path, "is_file", refused)
    assert gather.articles([tmp_path]) == [tmp_path / "a.txt", tmp_path / "closed.txt"]
    with pytest.raises(ArticleError, match=r"closed\.txt: cannot be read \(Permission denied\)"):
        read_bytes(tmp_path / "closed.txt")


def test_what_a_show_has_made_is_no_article(show: Show) -> None:
    article, page = show.root / "a.txt", show.output / "episodes" / "a" / "index.html"
    for path in (article, page, show.root / "voices" / "notes.txt"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("記事", encoding="utf-8")
    assert gather.articles([show.root], show.own_folders) == [article]
    assert gather.articles([show.output], show.own_folders) == [page], "who names it means it"


def test_each_article_is_meant_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("記事", encoding="utf-8")
    assert gather.articles([path, tmp_path, path, "-", "-"]) == [path, "-"]


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no article in this folder; their names end in \.md"):
        gather.articles([tmp_path])


def test_changes_are_told_once_a_file_has_come_to_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.md"
    old.write_text("記事", encoding="utf-8")
    steps = iter(["書き", "書きかけ", "書きかけの記事"])

    def meanwhile(_: float) -> None:
        new.write_text(next(steps, "書きかけの記事"), encoding="utf-8")
        os.utime(new, (1, 1))

    monkeypatch.setattr(gather.time, "sleep", meanwhile)
    changes = gather.changes(tmp_path, seen=[old])
    assert next(changes) == [new]
    assert new.read_text(encoding="utf-8") == "書きかけの記事"
    old.write_text("別の記事", encoding="utf-8")
    assert next(changes) == [old]


def test_what_was_not_seen_before_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather.time, "sleep", lambda _: None)
    (tmp_path / "a.txt").write_text("記事", encoding="utf-8")
    assert next(gather.changes(tmp_path)) == [tmp_path / "a.txt"]


def test_a_document_that_comes_is_told_with_the_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "old.docx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")

    def meanwhile(_: float) -> None:
        for name in ("b.docx", "~$b.docx", "c.png"):
            (tmp_path / name).write_bytes(b"PK\x03\x04")
            os.utime(tmp_path / name, (1, 1))

    monkeypatch.setattr(gather.time, "sleep", meanwhile)
    changes = gather.changes(tmp_path)
    assert next(changes) == [tmp_path / "a.txt"], "what was there is told by left_out"
    assert next(changes) == [tmp_path / "b.docx"]


def test_what_was_put_off_comes_again_after_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(gather.time, "sleep", slept.append)
    put_off = {tmp_path / "a.txt"}
    changes = gather.changes(tmp_path, put_off=put_off)
    assert next(changes) == [tmp_path / "a.txt"]
    assert sum(slept) == 60
    put_off.clear()
    (tmp_path / "b.txt").write_text("記事", encoding="utf-8")
    assert next(changes) == [tmp_path / "b.txt"]


def test_texts_that_only_other_programs_read_are_told(show: Show) -> None:
    names = ("a.txt", "1.pdf", "in/2.PDF", "cover.png", ".git/3.pdf", "voices/4.pdf")
    for path in (show.root / name for name in names):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7")
    named = [show.root, show.root / "1.pdf", "https://example.com/b"]
    (line,) = gather.left_out(named, show.own_folders)
    assert line == f"{show.root}: not text, and left out: 1.pdf, in/2.PDF; save each article as a text file"
    for number in range(5, 10):
        (show.root / f"{number}.docx").write_bytes(b"PK")
    (line,) = gather.left_out([show.root], show.own_folders)
    assert ": 1.pdf, 5.docx, 6.docx, 7.docx, 8.docx and 2 more; " in line


@pytest.mark.parametrize("text", ["今日の題\n\n今日は晴れです。\n", "題\n\n" + "川" * 99])
def test_an_article_in_place_of_a_list_is_told(text: str) -> None:
    with pytest.raises(
        ArticleError, match=r"^a\.txt, line 3: names no file; a list has a path or an address"
    ):
        gather.listed(text.split("\n"), "a.txt")


def test_a_list_with_a_name_that_no_file_has_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("記事", encoding="utf-8")
    listed = gather.listed([str(tmp_path / "a.txt"), "川" * 99, "今日は晴れです。"])
    assert gather.articles(listed) == listed
    with pytest.raises(ArticleError, match=r"cannot be read \(File name too long\)"):
        read_bytes(Path("川" * 99))


def test_a_list_names_one_a_line() -> None:
    lines = ["a.txt\n", "\n", "# not this\n", "  https://example.com/b \n", "c d.md"]
    assert gather.listed(lines) == [Path("a.txt"), "https://example.com/b", Path("c d.md")]


def test_the_parts_of_a_saved_page_are_no_articles(tmp_path: Path) -> None:
    for name in ("春.html", "春_files/ad.html", "秋_files/memo.txt", "冬.mhtml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("川です。", encoding="utf-8")
    found = {str(Path(one).relative_to(tmp_path)) for one in gather.articles([tmp_path])}
    assert found == {"春.html", "秋_files/memo.txt", "冬.mhtml"}
