"""Dictionaries: only words are asked for."""

from __future__ import annotations

import pytest

from narrate.readings import Reader, dictionaries


@pytest.mark.parametrize("length", [dictionaries.LONGEST + 1, 60_000])
def test_what_is_too_long_for_a_word_is_in_no_dictionary(length: int) -> None:
    assert dictionaries.unidic("a" * length) == ""
    assert dictionaries.sudachi("a" * length) == ""


def test_a_very_long_word_beside_a_word_is_spelled() -> None:
    assert Reader.load([]).read("the " + "z" * 60_000).text.endswith("ゼットゼット")
