"""Paragraphs in another language: their sentences, and requests that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate import foreign


def test_sentences_end_at_marks() -> None:
    assert foreign.sentences("It rains. Does it? Yes! “So.” Then we go.", 100) == [
        ["It rains."],
        ["Does it?"],
        ["Yes!"],
        ["“So.”"],
        ["Then we go."],
    ]


@pytest.mark.parametrize(
    "text",
    ["Dr. Smith met J. K. Rowling.", "Version 3.12 came at 5 p.m.", "See e.g. Fig. 2 of Smith et al. 2020"],
)
def test_a_point_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert foreign.sentences(text, 100) == [[text]]


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    text = "When the rain stopped after three days, we saw a rainbow beyond the hills."
    assert foreign.sentences(text, 50) == [
        ["When the rain stopped after three days,", "we saw a rainbow beyond the hills."]
    ]


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("a" * 20 + ", " + "b" * 10 + ", " + "c" * 18, ["a" * 20 + ",", "b" * 10 + ", " + "c" * 18]),
        ("a" * 4 + ", " + "b" * 20 + " " + "c" * 20, ["a" * 4 + ", " + "b" * 20, "c" * 20]),
        ("a" * 39 + "b", ["a" * 39 + "b"]),
        ("a" * 40 + "b", ["a" * 20, "a" * 20 + "b"]),
    ],
)
def test_a_cut_is_near_the_middle_at_a_clause_or_a_word(text: str, requests: list[str]) -> None:
    assert foreign.sentences(text, 40) == [requests]


def test_thousands_of_abbreviations_come_to_an_end() -> None:
    (requests,) = foreign.sentences("Mr. " * 50_000, 100)
    assert "".join(requests).replace(" ", "") == "Mr." * 50_000


def test_a_character_longer_than_a_request_is_one() -> None:
    assert foreign.sentences("ﷺ", 10) == [["ﷺ"]]


def test_a_language_without_spaces_is_cut_all_the_same() -> None:
    (requests,) = foreign.sentences("ภ" * 250, 100)
    assert "".join(requests) == "ภ" * 250
    assert max(map(len, requests)) <= 100


def test_what_is_spoken_has_no_invisible_characters() -> None:
    assert foreign.spoken("ｇｏ\u200b  on\n\tnow\u202e") == "go on now"


@given(st.text("ab .,;!?\"'é한\u200b", max_size=200), st.integers(10, 40))
def test_nothing_is_lost_and_everything_fits(text: str, limit: int) -> None:
    requests = [part for parts in foreign.sentences(text, limit) for part in parts]
    assert "".join("".join(requests).split()) == "".join(text.split())
    assert all(len(foreign.spoken(part)) <= limit for part in requests)
