"""Authors who write no full stops are told from those whose pages only have many titles."""

from __future__ import annotations

import pytest

from narrate.article.clauses import is_clause, writes_no_stops

CLAUSE = "川沿いの道を歩いてみたら思ったより近かった"
SENTENCE = "川は山から海へと流れていき、途中でいくつもの町を通り、春には雪どけの水で岸まで満ちます。"


@pytest.mark.parametrize(
    ("text", "says"), [(CLAUSE, True), ("川の話", False), ("水車小屋保存会定例会議事録一覧", False)]
)
def test_a_clause_is_told_by_its_length_and_its_hiragana(text: str, says: bool) -> None:
    assert is_clause(text) == says


def test_lines_without_stops_are_of_an_author_who_writes_none() -> None:
    assert writes_no_stops([CLAUSE] * 8)
    assert not writes_no_stops([CLAUSE] * 7)


def test_one_paragraph_with_a_stop_makes_the_others_titles() -> None:
    assert not writes_no_stops([*[CLAUSE] * 20, SENTENCE])
