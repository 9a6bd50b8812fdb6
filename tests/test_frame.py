"""What the announcer says around an article."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article import parse
from narrate.errors import SettingsError
from narrate.frame import Frame
from narrate.model import Article, Paragraph, Section

ARTICLE = Article(
    "題",
    dt.date(2026, 3, 1),
    "山本みどり",
    (
        Section("題", (Paragraph("題", "title"), Paragraph("本文。")), 0),
        Section("見出し", (Paragraph("見出し", "heading"),), 1),
    ),
    (),
)


def said(article: Article) -> list[str]:
    return [paragraph.text for section in article.sections for paragraph in section.paragraphs]


def test_date_and_byline_follow_the_title() -> None:
    assert said(Frame().around(ARTICLE))[:3] == ["題", "2026年3月1日、山本みどりの記事です。", "本文。"]


@pytest.mark.parametrize(
    ("date", "byline", "opening"),
    [
        (None, "山本みどり", ["山本みどりの記事です。"]),
        (None, "長谷川　遥", ["長谷川遥の記事です。"]),
        (None, "鵜飼 りつ", ["鵜飼りつの記事です。"]),
        (None, "Jane Doe", ["Jane Doeの記事です。"]),
        (dt.date(2026, 3, 1), "", ["2026年3月1日の記事です。"]),
        (None, "", []),
    ],
)
def test_an_opening_says_what_is_known(date: dt.date | None, byline: str, opening: list[str]) -> None:
    article = Article("題", date, byline, ARTICLE.sections, ())
    assert said(Frame().around(article)) == ["題", *opening, "本文。", "見出し"]


def test_the_ending_is_the_shows_own() -> None:
    frame = Frame.of(
        {"opening": "", "sign_off": "以上、{title}でした。", "synthetic_voice": "合成音声です。"}
    )
    assert said(frame.around(ARTICLE)) == ["題", "本文。", "見出し", "以上、題でした。", "合成音声です。"]


def test_an_article_whose_title_is_not_said_is_opened_too() -> None:
    article = Article("本文", dt.date(2026, 3, 1), "", (Section("節", (Paragraph("本文。"),), 1),), ())
    assert said(Frame().around(article)) == ["2026年3月1日の記事です。", "本文。"]


def test_an_article_that_begins_without_its_title_is_opened_before_its_words() -> None:
    untitled = Article("題", dt.date(2026, 3, 1), "", (Section("題", (Paragraph("本文。"),), 0),), ())
    assert said(Frame().around(untitled)) == ["2026年3月1日の記事です。", "本文。"]


def test_what_is_said_before_stands_in_the_opening_section() -> None:
    article = Article("本文", dt.date(2026, 3, 1), "", (Section("節", (Paragraph("本文。"),), 1),), ())
    opening, section = Frame().around(article).sections
    assert (opening.heading, opening.level, section.heading) == ("本文", 0, "節")
    undated = Article("本文", None, "", article.sections, ())
    assert Frame().around(undated).sections == article.sections


def test_an_article_without_sections_stays_one() -> None:
    empty = Article("題", dt.date(2026, 3, 1), "", (), ())
    assert Frame().around(empty) == empty


@pytest.mark.parametrize("text", ["{name}です", "{", "{title.x}", "{0}", "{title.upper}", "{title:>99}"])
def test_faulty_braces_are_told(text: str) -> None:
    with pytest.raises(SettingsError, match=r"^narrate\.toml: 'sign_off' has braces around something else"):
        Frame.of({"sign_off": text})


def test_a_word_stands_in_for_code_and_tables() -> None:
    frame = Frame.of({"code_aloud": "コードは省略します。"})
    text = "# 題\n\n前。\n\n```\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n後。\n"
    assert said(parse(text, "a.md", aloud=frame.aloud)) == ["題", "前。", "コードは省略します。", "後。"]
