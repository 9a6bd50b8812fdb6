"""What notebooks show: whole, with readings above the terms, and with nothing of an article as markup."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from narrate import shown
from narrate.article import read_article
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.model import Article, Dropped, Paragraph, Reading, Section, Sentence
from narrate.scripts import read_script
from narrate.show import Show
from narrate.voices import Voice

HOSTILE = "<script>alert(1)</script>"


def text_of(markup: str) -> str:
    """What is seen, without the readings."""
    page = html.fromstring(f"<div>{markup}</div>")
    for reading in page.iter("rt"):
        reading.text = ""
    return str(page.text_content())


def test_readings_stand_above_their_terms() -> None:
    readings = (
        Reading("openai", 0, "オープンエーアイ", "lexicon", "ai.tsv:1"),
        Reading("o1", 7, "オーワン", "number", "model"),
    )
    markup = Sentence("openaiのo1です。", "…", 0, readings)._repr_html_()
    assert markup == (
        '<ruby title="lexicon: ai.tsv:1">openai<rt>オープンエーアイ</rt></ruby>の'
        '<ruby title="number: model">o1<rt>オーワン</rt></ruby>です。'
    )


@given(
    st.text(st.sampled_from("aあ<&\"'>o1。"), max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4))),
)
def test_a_sentence_is_shown_whole_wherever_its_readings_stand(
    text: str, spans: list[tuple[int, int]]
) -> None:
    readings = tuple(Reading(text[at : at + size], at, "ア", "web", "") for at, size in sorted(spans))
    assert text_of(Sentence(text, text, 0, readings)._repr_html_()) == text


def test_an_article_shows_what_is_not_read_and_why() -> None:
    sections = (Section("題", (Paragraph("本文。"),), 0), Section("節", (Paragraph(HOSTILE),)))
    article = Article("題", None, "山本", sections, (Dropped("共有", "share button"),))
    markup = article._repr_html_()
    assert "<script" not in markup
    assert (
        re.sub(r"\s+", "", text_of(markup))
        == "題山本本文。節<script>alert(1)</script>読まない部分:1共有（sharebutton）"
    )


def test_a_script_shows_each_of_its_sentences(show: Show, blip: Voice, example: Path) -> None:
    script = read_script(show, example, Cast.alone(blip))
    seen = text_of(script._repr_html_())
    assert [each.text for each in script.sentences() if each.text not in seen] == []
    assert script.title in text_of(read_article(example)._repr_html_())


@pytest.fixture
def built(show: Show, blip: Voice, example: Path) -> Built:
    return build_episode(show, example, Cast.alone(blip), "https://example.com")


def test_a_build_can_be_heard(built: Built) -> None:
    audio = html.fromstring(built._repr_html_()).find(".//audio")
    assert audio is not None
    source = audio.get("src", "")
    assert base64.b64decode(source.removeprefix("data:audio/mpeg;base64,")) == built.mp3.read_bytes()
    assert "<audio" not in built.episode._repr_html_()


def test_sound_too_long_for_a_notebook_is_named(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_MOST_BYTES", 1)
    assert f"<p>{built.mp3}</p>" in built._repr_html_()
    built.mp3.unlink()
    assert f"<p>{built.mp3}</p>" in built._repr_html_()
