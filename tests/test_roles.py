"""Who says a stretch: told apart only where a show asks for it, and nothing between the parts is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Kind, Paragraph
from narrate.roles import Part, Wanted, parts

ALL = Wanted(
    frozenset(("heading", "quote", "frame")), frozenset(("話者A", "田中")), frozenset(("en", "ko", "ru"))
)


def told(text: str, kind: Kind = "prose", wanted: Wanted = ALL) -> list[tuple[str, str]]:
    return [(part.role, part.text) for part in parts(Paragraph(text, kind), wanted)]


@pytest.mark.parametrize("kind", ["title", "heading", "quote", "frame", "prose", "item"])
def test_without_a_cast_a_paragraph_is_one_part_of_no_role(kind: Kind) -> None:
    text = "話者A：「今日はとてもよい天気ですね」と言った。"
    assert told(text, kind, Wanted()) == [("", text)]


@pytest.mark.parametrize(
    ("kind", "role"),
    [("title", "heading"), ("heading", "heading"), ("quote", "quote"), ("frame", "frame"), ("item", "")],
)
def test_a_paragraphs_kind_gives_its_role(kind: Kind, role: str) -> None:
    assert told("春が来ました。", kind) == [(role, "春が来ました。")]


def test_somebody_quoted_is_told_apart() -> None:
    assert told("彼は「今日はとてもよい天気ですね」と言った。") == [
        ("", "彼は"),
        ("quote", "「今日はとてもよい天気ですね」"),
        ("", "と言った。"),
    ]


@pytest.mark.parametrize(
    "text", ["「読書の部屋」を開いた。", "彼は「はい」と言った。", "「閉じない引用の長い長い文です。"]
)
def test_a_short_quote_is_a_name_or_a_word(text: str) -> None:
    assert told(text) == [("", text)]


def test_a_quote_in_a_quote_belongs_to_it() -> None:
    text = "「母は『まあ』と言い、「そう」とうなずきました」"
    assert told(text) == [("quote", text)]


def test_a_heading_is_not_taken_apart() -> None:
    assert told("「今日はとてもよい天気ですね」とは", "heading") == [
        ("heading", "「今日はとてもよい天気ですね」とは")
    ]


@pytest.mark.parametrize("text", ["話者A：川の話です。", "話者A: 川の話です。", "　話者A ：川の話です。"])
def test_a_speakers_mark_is_not_said(text: str) -> None:
    (part,) = parts(Paragraph(text), ALL)
    assert (part.text, part.role) == ("川の話です。", "speaker:話者A")
    assert part.mark + part.text == text


@pytest.mark.parametrize("text", ["鈴木：川の話です。", "時間：午後三時です。", "午後3:15に会う。", "田中："])
def test_another_mark_is_read(text: str) -> None:
    assert told(text) == [("", text)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The meeting starts at two.", "en"),
        ("Attention Is All You Need", "en"),
        ("안녕하세요.", "ko"),
        ("Привет, мир!", "ru"),
    ],
)
def test_a_paragraph_in_another_language_goes_to_its_voice(text: str, language: str) -> None:
    assert told(text) == [(f"language:{language}", text)]


@pytest.mark.parametrize(
    "text",
    ["OpenAI o1", "GPT-4o mini", "The meeting は2時です。", "Ελληνικά", "2024-09-22", "こんにちは"],
)
def test_words_in_japanese_and_languages_without_a_voice_stay(text: str) -> None:
    assert told(text) == [("", text)]


@given(
    st.text("「」『』。、：: 話者A田中ですab c\n", max_size=60), st.sampled_from(["prose", "item", "heading"])
)
def test_the_parts_are_the_text(text: str, kind: Kind) -> None:
    found = list(parts(Paragraph(text, kind), ALL))
    assert "".join(part.mark + part.text for part in found).split() == text.split()
    assert all(isinstance(part, Part) for part in found)


def test_a_hostile_line_is_taken_apart_in_linear_steps() -> None:
    text = "「" * 50_000 + "あ" * 50_000 + "」" * 10
    assert "".join(part for _, part in told(text)) == text
