"""Only patterns whose words are in a line are tried on it, and that changes no answer."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.article import tables
from narrate.article.wordings import Wordings, needed_words

CASES = Path(__file__).parent / "cases" / "articles"
TAGS = re.compile("<[^>]*>")
PATTERNS = [re.compile(pattern, re.IGNORECASE) for _, _, pattern in tables.patterns("clutter.tsv")]
WORDINGS = Wordings(pattern.pattern for pattern in PATTERNS)
PIECES = sorted({word for pattern in PATTERNS for words in needed_words(pattern.pattern) for word in words})


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("を?コピー(?:する)?", [{"コピー"}]),
        ("(?:写真|画像)を見る", [{"を見る"}]),
        ("(?:海|川)(?:の話)+", [{"の話"}]),
        ("目次|Contents", [{"目次"}, {"contents"}]),
        (r"\d+", [set()]),
        ("[海川]", [{"海", "川"}]),
        ("(?:海の)?[^。]{1,9}", [set()]),
        ("(?!海)川", [{"川"}]),
    ],
)
def test_words_without_which_a_pattern_matches_nothing(pattern: str, words: list[set[str]]) -> None:
    assert [set(some) for some in needed_words(pattern)] == words


def matching(line: str) -> set[int]:
    return {number for number, pattern in enumerate(PATTERNS) if pattern.fullmatch(line)}


def test_no_line_of_the_cases_misses_a_pattern() -> None:
    texts = (path.read_text("utf-8", "replace") for path in CASES.iterdir())
    lines = {line.strip() for text in texts for line in TAGS.sub("\n", text).split("\n")}
    for line in lines:
        assert matching(line) <= set(WORDINGS.candidates(line))


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=6).map("".join))
def test_no_pattern_that_matches_is_left_out(line: str) -> None:
    assert matching(line) <= set(WORDINGS.candidates(line))


@given(st.data())
def test_whatever_a_pattern_makes_finds_it(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(PATTERNS) - 1))
    line = data.draw(st.from_regex(PATTERNS[number], fullmatch=True))
    assert number in WORDINGS.candidates(line)


@pytest.mark.parametrize("letter", ["ſ", "\u212a", "ı", "İ"])
def test_letters_that_count_as_ascii_ones_when_case_does_not_count(letter: str) -> None:
    assert WORDINGS.candidates(letter * 3) == WORDINGS.candidates(letter.lower() * 3)
    for word in ("Print", "ſhare", "B\u0131uesky", "Lınk"):
        assert matching(word) <= set(WORDINGS.candidates(word))


def test_every_name_in_the_table_is_said_once_and_filled_in() -> None:
    rows = tables.rows("clutter.tsv")
    names = [name for name, place, _ in rows if place == "means"]
    assert len(names) == len(set(names))
    assert all(any(name in pattern for _, _, pattern in rows) for name in names)
    assert not any(name in pattern.pattern for pattern in PATTERNS for name in names)


def test_no_row_stands_twice() -> None:
    rows = [tuple(row) for row in tables.patterns("clutter.tsv")]
    assert len(rows) == len(set(rows))


def test_rows_of_a_reason_are_together() -> None:
    reasons = [reason for reason, _, _ in tables.patterns("clutter.tsv")]
    changes = sum(before != behind for before, behind in itertools.pairwise(reasons))
    assert changes == len(set(reasons)) - 1
