"""How likely letters are in a language."""

from __future__ import annotations

import math

import pytest

from narrate.readings.letters import ENGLISH_WORDS, likelihood

NAMES = {"Italian": ["Bertinotti", "Rossellini", "Fellini"], "German": ["Oberhauser", "Steinbach"]}


def of(language: str) -> list[str]:
    return NAMES.get(language, [])


@pytest.mark.parametrize(
    ("word", "language"), [("Bellini", "Italian"), ("Steinhauser", "German"), ("Deployment", ENGLISH_WORDS)]
)
def test_a_word_is_likeliest_where_its_letters_stand_together(word: str, language: str) -> None:
    others = {*NAMES, ENGLISH_WORDS} - {language}
    assert all(likelihood(word, language, of) > likelihood(word, other, of) for other in others)


def test_a_short_word_tells_nothing() -> None:
    assert {likelihood("Li", language, of) for language in (*NAMES, ENGLISH_WORDS)} == {0.0}


def test_letters_that_were_never_seen_are_not_impossible() -> None:
    assert -math.inf < likelihood("Жук", "Italian", of) < likelihood("Bellini", "Italian", of)
