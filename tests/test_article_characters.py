"""Characters that no article should have: they never stop the work, and never reach what is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.article import parse
from narrate.errors import ArticleError
from narrate.model import Article

ODD = [
    "\ud800",
    "\udfff",
    "\udc80",
    "\ufffe",
    "\uffff",
    "\ue000",
    "\ue001",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\xad",
]
PARTS = st.sampled_from(
    [
        *(*ODD, *map(chr, range(32)), "\x7f", "\x85", "\x9f", "\r\n", "\xa0"),
        *("題", "本文です。", "\n\n", "# ", "- ", "1. ", "```\n", "|a|b|\n|-|-|\n", "---\n", "+++\n"),
        *("title: ", 'title: "\\ud800\\x1b"\n', "date: 2024-13-40\n", "作者:", "｜漢《かん》", "[^1]"),
        *("](", "% ", "$x$"),
        *("<html>", "<body>", "<p>", "</p>", "<title>", "<!--", "-->", "<ruby>漢<rt>かん</rt>"),
        *("&#0;", "&#27;", "&#12;", "&#xD800;", "&#x202E;", "&shy;", "<svg>", "<h1>"),
        *("<a href='", "'>", "<meta name=author content='"),
        '<script type="application/ld+json">{"@type":"Article","headline":"\\ud800\\u001b題"}</script>',
        "<?xml version='1.0' encoding='utf-16'?>",
    ]
)  # fmt: skip
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\xad\u202e]")


def written(article: Article) -> str:
    said = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
    headings = [section.heading for section in article.sections]
    return "\n".join(
        [article.title, article.byline, *headings, *said, *(drop.text for drop in article.dropped)]
    )


@pytest.mark.parametrize("form", ["", "text", "markdown", "html"])
@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(PARTS, max_size=14).map("".join))
def test_odd_characters_never_stop_an_article_nor_come_out_of_it(form: str, text: str) -> None:
    try:
        told = written(parse(f"{text}本文です。", "a.txt", form))
    except ArticleError as error:
        told = str(error)
    assert not UNWRITABLE.search(told)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("char", ["\ud800", "\udc80\udfff", "\0", "\x1b", "\u200b"])
def test_text_around_an_odd_character_is_read(char: str, form: str) -> None:
    assert "図書館の記事です。" in written(parse(f"図書館{char}の記事です。", "a.txt", form))


@pytest.mark.parametrize("entity", ["&shy;", "&#173;", "&#8203;", "&#xAD;"])
def test_what_a_page_names_but_nobody_sees_is_not_read(entity: str) -> None:
    page = f"<html><title>図書{entity}館</title><body><p>図書{entity}館の記事です。</p></body></html>"
    article = parse(page, "a.html")
    assert article.title == "図書館"
    assert "図書館の記事です。" in written(article)


def test_half_a_character_in_the_data_of_a_page_is_left_out_of_its_title() -> None:
    data = (
        '{"@type": "Article", "headline": "題\\ud83d", "author": "山田\\u001b[31m", "datePublished": "2024"}'
    )
    page = f'<html><script type="application/ld+json">{data}</script><body><p>本文です。</p></body></html>'
    article = parse(page, "a.html")
    assert (article.title, article.byline) == ("題", "山田[31m")
