"""The form of an article whose name does not tell it."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.untold import form_of, is_plain


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("川は長い。\n\n海は広い。\n", "text"),
        ("<!DOCTYPE html>\n<title>川</title>", "html"),
        ("---\ntitle: 川\n---\n\n川は長い。\n", "markdown"),
        ("# 川\n\n川は長い。\n\n## 海\n\n海は広い。\n", "markdown"),
        ("# の数を数える。\n川は長い。\n", "text"),
    ],
)
def test_marks_tell_the_form(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    "mark",
    ["**川**", "- 川", "1. 川", "> 川", "`川`", "{川|かわ}", "# 川", "[川](/)", "    川", "$x$", "a\\"],
)
def test_one_mark_is_markdown(mark: str) -> None:
    assert not is_plain(f"川は長い。\n{mark}\n")


def test_a_note_without_marks_has_its_day_and_headings_as_in_a_text() -> None:
    note = "運動会の朝\n\n2026年11月3日　山本みどり\n\n五時に起きた。\n\n午後のリレー\n\n二位だった。\n"
    article = parse(note, "note.md")
    assert str(article.date) == "2026-11-03"
    assert article.byline == "山本みどり"
    assert article == parse(note, "note.txt")
