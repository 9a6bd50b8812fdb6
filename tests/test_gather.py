"""Which articles are meant: files, addresses, folders, lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate import gather
from narrate.errors import ArticleError


def test_files_addresses_and_standard_input_are_themselves() -> None:
    named = [Path("a.txt"), "https://example.com/b", "-", Path("missing.md")]
    assert gather.articles(named) == named


def test_a_folder_stands_for_the_articles_in_it_and_below(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "in/c.HTML", "picture.png", "notes.pdf", ".hidden/d.md", ".e.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("記事", encoding="utf-8")
    found = gather.articles([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found if isinstance(path, Path)] == [
        "a.txt",
        "b.md",
        "in/c.HTML",
    ]


def test_each_article_is_meant_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("記事", encoding="utf-8")
    assert gather.articles([path, tmp_path, path, "-", "-"]) == [path, "-"]


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no article in this folder; their names end in \.md"):
        gather.articles([tmp_path])


def test_a_list_names_one_a_line() -> None:
    lines = ["a.txt\n", "\n", "# not this\n", "  https://example.com/b \n", "c d.md"]
    assert gather.listed(lines) == [Path("a.txt"), "https://example.com/b", Path("c d.md")]
