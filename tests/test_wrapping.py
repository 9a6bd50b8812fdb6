"""Lines that were broken at a fixed width; a row that stands for itself is joined with none."""

from __future__ import annotations

import pytest

from narrate.article.wrapping import unwrapped, width_of_breaks, without_frames, without_hanging

TEXT = ["川は山から町を通って海へ流れ、町の人はその水で米を作ってい", "ます。"] * 9
"""Prose broken at 58 columns."""


@pytest.mark.parametrize(
    ("row", "following"),
    [
        ("・川は山から町を通って海へ流れ、町の人はその水で米を作っ", "  ている"),
        ("・泡立てネットを使い、いつもの倍の時間をかけ", "  て泡を育てる"),
    ],
)
def test_a_row_that_was_broken_is_joined_with_what_hangs_under_it(row: str, following: str) -> None:
    assert without_hanging([*TEXT, "", row, following])[-1] == row + following.strip()


@pytest.mark.parametrize(
    ("row", "following"),
    [
        ("・日時は2026年4月3日（金）午後一時から三時まで", "  会費は五百円"),
        ("1. 玉ねぎを薄切りにして、油をひいた鍋で弱火で炒める", "   ポイント：焦がさない"),
        ("・川は山から町を通って海へ流れ、次の命令をそのまま入れ（空", "  npm install"),
    ],
)
def test_a_row_of_its_own_is_joined_with_none(row: str, following: str) -> None:
    for text in ([], TEXT):
        rows = [*text, "", row, following]
        assert without_hanging(rows) == rows


def test_lines_of_one_width_are_joined_to_paragraphs() -> None:
    assert unwrapped(TEXT[:4]) == ["".join(TEXT[:2])] * 2


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("朝晩めっきり冷え込んできました。皆さま、風邪など召されて", "いませんか。"),
        ("荷物が多くて困ります。来週の引っ越しも、片付", "けが終わりません。"),
        ("銀杏が色づきました。そんな姿を見ると、こちらまで", "うれしくなります。"),
        ("話を聞いてくれる人がいる。それだけでありがたいと思っ", "ている。"),
        ("会場の確保に苦労しました。来年度は半年前に予約を", "取ります。"),
    ],
)
def test_a_sentence_that_breaks_off_goes_on_below_whatever_the_width(row: str, below: str) -> None:
    assert unwrapped([row, below]) == [row + below]


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("冬の暮らしをもっと豊かに、そして楽しく過ごすために", "暖房の効いた部屋は格別です。"),
        ("雨の降る日はいつも、君のことを", "思い出すのでした"),
        ("今日も朝から雨だった。外には一歩も出られなかった", "でも、本は読めた。"),
        ("今日も朝から雨だった。外には一歩も出られなかった", "夕方には虹が出た。"),
        ("空が晴れた。山へ行った", "を見た。"),
    ],
)
def test_what_may_stand_for_itself_is_not_joined(row: str, below: str) -> None:
    assert unwrapped([row, below]) == [row, below]


@pytest.mark.parametrize(
    "address", ["https://river.example/", "https://river.example/letters/unsubscribe/all/of/it"]
)
@pytest.mark.parametrize(
    ("below", "are_apart"), [("返信には答えられません。", True), ("を見てください。", False)]
)
def test_an_address_alone_is_joined_only_with_what_goes_on_in_its_sentence(
    address: str, below: str, are_apart: bool
) -> None:
    over = "川は山から町を通って海へ流れ、町の人はその水で米を作っていて詳しく"
    rows = unwrapped([*TEXT, "", over, address.ljust(58, "a"), below])
    assert (rows[-1] == below) == are_apart


def test_a_full_line_goes_on_beside_a_table_and_a_short_one() -> None:
    table = ["町　人口　広さ", "上原　120人　3ha"]
    rows = [*TEXT[:6], *table, *TEXT[:2], "（異議なし）", *TEXT[:2]]
    assert unwrapped(rows, {6, 7}) == [
        *["".join(TEXT[:2])] * 3,
        *table,
        "".join(TEXT[:2]),
        "（異議なし）",
        "".join(TEXT[:2]),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "狭いので、植えるものを選ばなければならない場所が多い庭",
        "１．庭で植えるものを選ぶときに気をつけていること",
    ],
)
def test_words_over_long_paragraphs_tell_no_width(row: str) -> None:
    assert width_of_breaks([row, "".join(TEXT[:6]), "", row, "".join(TEXT[:6])]) == 0


def test_two_rows_that_break_off_tell_the_width_of_a_short_text() -> None:
    assert width_of_breaks(["\u3000" + TEXT[0], TEXT[1], "", "\u3000" + TEXT[0], TEXT[1]]) > 0


def test_a_comma_goes_on() -> None:
    assert unwrapped(["川は山から町を通って海へ流れ、町の人はその水を、", "今も使う。"]) == [
        "川は山から町を通って海へ流れ、町の人はその水を、今も使う。"
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("┃☆┃ 川の便り                ┃＿┃□┃×┃", "川の便り"),
        ("│ 川の便り        │□│×│", "川の便り"),
        ("│ 川 │ 橋 │ 舟 │", ""),
    ],
)
def test_a_box_drawn_like_a_window_has_its_name_alone(row: str, words: str) -> None:
    edge = "┗━━━━━━━━━━┛"
    plain = [each.strip() for each in without_frames([row, edge])]
    assert (words in plain) if words else (plain == [row, edge])


NARROW = (
    "川の地図を描くときは、まず岸の\n高いところから見下ろすことにして\nいます。水の筋がよく見えます。\n\n"
    "次に橋のところまで下りて、杭に\n残った水の跡を確かめます。跡が\n高いほど大水のあった年です。\n\n"
    "そのあとで流れの向きを書き入れ\nます。向きは葉を一枚落とせば\nすぐに分かります。\n\n"
    "岸のくずれたところには印をつけ\nて、あとで石を積みます。石は\n上の淵から運びます。\n\n"
    "道具は物差しと紐と鉛筆だけで\n足ります。紙はぬれてもよいもの\nを使ってください。\n"
)


def test_a_narrow_text_that_is_broken_by_hand_has_whole_sentences() -> None:
    rows = unwrapped(NARROW.split("\n"))
    assert [row for row in rows if row] == [
        "".join(part.split("\n")) for part in NARROW.strip().split("\n\n")
    ]


def test_a_poem_keeps_its_lines() -> None:
    rows = ["川は流れて", "橋を過ぎ", "岸の柳に", "風が吹く", ""] * 6
    assert unwrapped(rows) == rows


def test_verse_whose_parts_are_sentences_keeps_its_lines() -> None:
    rows = [
        "波が寄せては",
        "静かに返す",
        "砂の上には",
        "足あとひとつ",
        "風が運んで",
        "海へと消した。",
        "",
    ] * 3
    assert unwrapped(rows) == rows
