"""Where a text was cut, and how its parts are put together again."""

from __future__ import annotations

import pytest

from narrate import cuts
from narrate.segmenter import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "速い! 川の話",
        "なぜ? 川は流れる? それは",
        "川は流れる. 海は深い.",
        "速い！川の話。次です。",
        "「速い!」と言った。次です。",
    ],
)
def test_sentences_in_a_row_are_the_text_again(text: str) -> None:
    assert len(split_sentences(text)) > 1
    assert cuts.joined(split_sentences(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "starts", "quality"),
    [
        ("春が来た。", "夏も来た", False, 4),
        ("「春。」", "と言った", True, 4),
        ("「春。」", "と言った", False, cuts.FAR),
        ('それは"春"', "です", True, 2),
        ("春、", "夏", False, 3),
        ("春，", "夏", False, 3),
        ("春；", "夏", False, 3),
        ("spring,", " 夏", False, 3),
        ("春が", "来た", True, 2),
        ("春が ", "来た", False, 1),
        ("「春」", "（題）を", True, 1),
        ("春が来た。", "（笑）", True, 4),
        ("春", "が来た", False, cuts.FAR),
        ("春", "、夏", True, cuts.FAR),
        ("春", "，夏", True, cuts.FAR),
        ("春", "。", True, cuts.FAR),
        ("「春", "」の話", True, cuts.FAR),
        ("Open", "AI", True, 0),
        ("1,", "000", True, 0),
        ("3.1", "4", True, 0),
    ],
)
def test_a_place_is_as_good_as_one_can_breathe_there(
    before: str, after: str, starts: bool, quality: float
) -> None:
    places = cuts.Places(before + after, [len(before)] if starts else [])
    assert places.quality(len(before)) == quality


def test_a_bracket_goes_with_what_it_opens() -> None:
    places = cuts.Places("私は「春が来た」と", [3])
    assert (places.quality(2), places.quality(3)) == (2, cuts.FAR)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("川はa", "b"), "川はa b"),
        (("a", "b川"), "a b川"),
        (("川a", "川"), "川a川"),
        (("川!", "海"), "川! 海"),
    ],
)
def test_latin_words_keep_their_space(parts: tuple[str, str], whole: str) -> None:
    assert cuts.joined(parts) == whole


def test_what_is_protected_is_not_parted() -> None:
    places = cuts.Places("夏目漱石の話", [2, 4], [(0, 4)])
    assert (places.quality(2), places.quality(4)) == (0, 2)


def test_what_opens_goes_with_what_it_opens() -> None:
    places = cuts.Places("彼は「『春』」と", [4])
    assert [places.quality(offset) for offset in (2, 3, 4)] == [2, cuts.FAR, cuts.FAR]
    assert places.quoted == {3, 4, 5}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("「a『b』c」d", [(0, 6)]),
        ("「a」「b」", [(0, 2), (3, 5)]),
        ("((a)(b))c", [(0, 7)]),
        ("(a「b)c」d", [(0, 4)]),
        ("(a「『b)c』」(d)", [(0, 5), (9, 11)]),
        ("a)b(c", []),
    ],
)
def test_brackets_are_the_outermost_that_are_closed(text: str, spans: list[cuts.Span]) -> None:
    assert cuts.brackets(text) == spans


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("a!", "b", " "),
        ("a", "b", " "),
        ("春!", "夏", " "),
        ("以下:", "夏", " "),
        ("春", "a", ""),
        ("a", "春", ""),
        ("春。", "夏", ""),
        ("", "a", ""),
        ("a!", "", ""),
    ],
)
def test_only_marks_and_words_of_half_width_have_room_behind_them(
    before: str, after: str, between: str
) -> None:
    assert cuts.space_between(before, after) == between


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("春】の【話】", "春の【話】"),
        ("「春」」の「「話」」", "「春」の「「話」」"),
        ("春”の話）と1)", "春”の話）と1)"),
        ("春」の「話", "春の「話"),
    ],
)
def test_what_closes_nothing_is_not_shown(text: str, shown: str) -> None:
    assert cuts.without_strays(text) == shown


@pytest.mark.parametrize("whole", ["dp[i][j-w[i]]", "O(n log n)", "f(x, y)"])
def test_what_a_formula_has_in_brackets_is_not_parted(whole: str) -> None:
    text = f"値の{whole}を使う"
    places = cuts.Places(text, range(len(text)))
    start = text.index(whole)
    assert not any(places.quality(at) for at in range(start + 1, start + len(whole)))
    assert places.quality(start) > 0
