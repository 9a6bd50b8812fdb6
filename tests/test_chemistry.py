"""Formulas of compounds are told from words in capitals."""

from __future__ import annotations

import pytest

from narrate.readings.chemistry import formula


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("SO4", "エスオーフォー"),
        ("H2SO4", "エイチツーエスオーフォー"),
        ("C6H12O6", "シーシックスエイチ12オーシックス"),
        ("NaCl", "エヌエーシーエル"),
        ("SPY2", ""),
        ("COIN", ""),
        ("Cs", ""),
        ("openai", ""),
    ],
)
def test_a_formula_is_spelled(term: str, said: str) -> None:
    assert formula(term) == said
