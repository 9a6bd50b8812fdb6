"""A term is taken apart: what its parts are said like, and why, without a lexicon that knows any of them."""

from __future__ import annotations

import pytest

from narrate.readings.lexicon import Lexicon
from narrate.readings.terms import TERM, TermReader

READER = TermReader(Lexicon([]))


@pytest.mark.parametrize(
    ("term", "kana", "rule"),
    [
        ("MacBell", "マックベル", "Mc"),
        ("McBell", "マクベル", "Mc"),
        ("DaBell", "ダベル", "particle of a name"),
        ("DeBell", "デベル", "particle of a name"),
        ("DiBell", "ディベル", "particle of a name"),
        ("DuBell", "デュベル", "particle of a name"),
        ("LaBell", "ラベル", "particle of a name"),
        ("LeBell", "ルベル", "particle of a name"),
        ("IIIb", "スリービー", "roman numeral"),
        ("IVc", "フォーシー", "roman numeral"),
        ("VIIa", "セブンエー", "roman numeral"),
        ("IXa", "ナインエー", "roman numeral"),
        ("CEOs", "シーイーオーズ", "capitals"),
        ("Bell's", "ベルズ", "plural or possessive"),
        ("GbE", "ギガビットイーサ", "unit"),
        ("AbC", "エービーシー", "capitals"),
        ("BlameIt", "ブレイムイット", "guess"),
        ("KaoriYa", "カオリヤ", "romanised Japanese"),
        ("mplayer", "エムプレーヤー", "letters and a known word"),
        ("tfplan", "ティーエフプラン", "letters and a known word"),
        ("EnCodec", "エンコーデック", "one word"),
        ("GPTv2", "ジーピーティーブイツー", "no vowel"),
        ("CLOVA", "クロヴァ", "guess"),
        ("Vinod", "ビノド", "frequent name"),
        ("spinup", "スピンアップ", "known word with an ending"),
        ("signups", "サインアップス", "compound with an ending"),
        ("FDclone", "エフディークローン", "capitals"),
        ("HTMLcode", "エイチティーエムエルコード", "capitals"),
        ("USmile", "ユースマイル", "no vowel"),
        ("KGplayer", "ケージープレーヤー", "capitals"),
        ("ex-member", "エックスメンバー", "one word"),
        ("AT&T", "エーティーアンドティー", "whole term"),
        ("x" * 200, "エックス" * 200, "too long for a word"),
    ],
)
def test_a_part_is_read_by_its_rule(term: str, kana: str, rule: str) -> None:
    part = READER.read(term)
    assert (part.kana, part.rule) == (kana, rule)


@pytest.mark.parametrize(
    ("term", "kana"),
    [
        ("SP800-190", "エスピー800、190"),
        ("A+B", "エープラスビー"),
        ("x@y", "エックスアットワイ"),
        ("C#", "シーシャープ"),
        ("a_b", "エービー"),
        ("STEP01", "ステップワン"),
        ("step01", "ステップ01"),
        ("A5504T", "エーゴーゴーマルヨンティー"),
        ("RTX4090", "アールティーエックスヨンマルキューマル"),
        ("RTX5060Ti", "アールティーエックスゴーマルロクマルティーアイ"),
        ("x3", "エックススリー"),
        ("x11", "エックス11"),
        ("v1.2.3", "ブイ1テン2テン3"),
    ],
)
def test_numbers_and_signs_in_a_term_are_said(term: str, kana: str) -> None:
    assert READER.read(term).kana == kana


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ARR10億円", ["ARR"]),
        ("iPhone15万台", ["iPhone"]),
        ("GPT-4oとRTX4090", ["GPT-4o", "RTX4090"]),
        (f"a{'1' * 200_000}", [f"a{'1' * 200_000}"]),
        (f"a{'1' * 200_000}億", ["a"]),
    ],
)
def test_a_sum_behind_letters_is_no_part_of_the_term(text: str, terms: list[str]) -> None:
    """In a time that grows with the digits."""
    assert [found.group() for found in TERM.finditer(text)] == terms
