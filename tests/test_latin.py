"""What is said of Latin letters and digits by rule alone, each letter, digit and mora once."""

from __future__ import annotations

import string

import pytest

from narrate.readings.latin import DIGITS, LONG_DIGITS, fold, romaji, say_digits, say_version, spell

LETTERS = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム"
    " エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット"
)
MORAE = {
    "a i u e o": "アイウエオ",
    "ka ki ku ke ko": "カキクケコ",
    "sa shi su se so": "サシスセソ",
    "ta chi tsu te to": "タチツテト",
    "na ni nu ne no": "ナニヌネノ",
    "ha hi fu he ho": "ハヒフヘホ",
    "ma mi mu me mo": "マミムメモ",
    "ya yu yo wa": "ヤユヨワ",
    "ra ri ru re ro": "ラリルレロ",
    "ga gi gu ge go": "ガギグゲゴ",
    "za ji zu ze zo": "ザジズゼゾ",
    "da de do": "ダデド",
    "ba bi bu be bo": "バビブベボ",
    "pa pi pu pe po": "パピプペポ",
    "kya kyu kyo gya gyu gyo": "キャキュキョギャギュギョ",
    "sha shu sho ja ju jo": "シャシュショジャジュジョ",
    "cha chu cho nya nyu nyo": "チャチュチョニャニュニョ",
    "hya hyu hyo mya myu myo": "ヒャヒュヒョミャミュミョ",
    "rya ryu ryo bya byu byo": "リャリュリョビャビュビョ",
    "pya pyu pyo": "ピャピュピョ",
}


def test_each_letter_has_its_name() -> None:
    assert [spell(letter) for letter in string.ascii_lowercase] == LETTERS.split()
    assert spell(string.ascii_uppercase) == LETTERS.replace(" ", "")


@pytest.mark.parametrize(("written", "kana"), MORAE.items())
def test_each_mora_is_read(written: str, kana: str) -> None:
    assert "".join(map(romaji, written.split())) == kana


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("kitte", "キッテ"),
        ("zasshi", "ザッシ"),
        ("kippu", "キップ"),
        ("bukkyo", "ブッキョ"),
        ("matcha", "マッチャ"),
        ("shimbun", "シンブン"),
        ("sampo", "サンポ"),
        ("kammuri", "カンムリ"),
        ("hon", "ホン"),
        ("konnichi", "コンニチ"),
        ("ohno", "オーノ"),
        ("toーkyoー", "トーキョー"),
        ("ohayo", "オハヨ"),
        ("syuzitu", "シュジツ"),
        ("hyouti", "ヒョウチ"),
        ("zyanken", "ジャンケン"),
        ("ryokutya", "リョクチャ"),
        ("satya", ""),
        ("tito", ""),
        ("inn", ""),
        ("si", ""),
        ("kl", ""),
        ("wi", ""),
    ],
)
def test_a_word_is_romanised_japanese_or_is_not(word: str, kana: str) -> None:
    assert romaji(word) == kana


def test_each_digit_has_its_name_and_two_morae_among_others() -> None:
    assert [say_digits(str(number)) for number in range(10)] == list(DIGITS)
    assert DIGITS == ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
    assert say_digits("0123456789", zero="マル") == "マル" + "".join(LONG_DIGITS[1:])
    assert {*LONG_DIGITS} - {*DIGITS} == {"ニー", "ゴー"}


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("3.12.0", "3テン12テンゼロ"),
        ("1.05", "1テンゼロゴー"),
        ("1234567890123456", "1234567890123456"),
        ("11111111111111111", "イチ" * 17),
    ],
)
def test_a_version_is_said_by_its_parts(numbers: str, said: str) -> None:
    assert say_version(numbers) == said


def test_letters_of_other_alphabets_are_folded() -> None:
    assert [fold(letter) for letter in "ßæœøđðþłıéÅñÆØ"] == [
        *("ss", "ae", "oe", "o", "d", "d", "th", "l", "i", "e", "A", "n", "ae", "o"),
    ]
