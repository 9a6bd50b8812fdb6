"""Notices, forms, notes and headings of plain texts behind their head, each beside what is read."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.model import Article

PROSE = "川の水は山に降った雨が集まって流れ、途中でいくつもの町を通って海に出ます。"
HEAD = f"川の話\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n"


def _article(part: str) -> Article:
    return parse(f"{HEAD}{part}\n", "a.txt")


def _spoken(part: str) -> str:
    return "\n".join(p.text for section in _article(part).sections for p in section.paragraphs)


def _headings(part: str) -> list[str]:
    return [section.heading for section in _article(part).sections[1:]]


@pytest.mark.parametrize(
    ("part", "unsaid"),
    [
        (
            "────────\n◇感想はそのまま返信してください。全部読んでいます。\n◇バックナンバー → https://a.example/\n"
            "◇登録・解除はこちら → https://a.example/x",
            "全部読んでいます",
        ),
        (
            "■次号予告　8月号は「川の力」です\n■ご意見は広報室（内線 3310）まで\n■写真を募集しています",
            "募集しています",
        ),
        (
            "■ セミナーのご案内\n「川の歩き方」\n日時：12月3日\n会費：3,300円\n申込：https://a.jp/1",
            "川の歩き方",
        ),
        (f"［写真① 橋の作業台。工具は影に合わせて戻す］\n\n{PROSE}", "作業台"),
        (f"メモ欄＿＿＿＿＿＿＿＿\n\n{PROSE}", "メモ欄"),
        (f"＜広告＞\n和菓子司 松風　会場となり\n＜／広告＞\n\n{PROSE}", "松風"),
        (f"― 2 ―　川だより　No.58\n\n{PROSE}\n\n― 3 ―　川だより　No.58", "川だより"),
        (f"川の講座　第2回（1／2）\n\n{PROSE}\n\n川の講座　第2回（2／2）", "講座"),
        (f"――――――\n1) 湧き水を除く。\n2) 令和五年の調べ。\n\n- 4 -\n\n{PROSE}\n\n- 5 -", "湧き水"),
    ],
)
def test_what_stands_around_a_plain_text_is_not_read(part: str, unsaid: str) -> None:
    assert unsaid not in _spoken(part)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("●雨どいは、一度水を流してみてください。\n●元栓は、家族に教えておきます。", "元栓は"),
        ("■ 朝市のご案内\n\n朝八時に橋の下に集まります。\n\nhttps://a.example/1", "橋の下"),
        ("次回は、年末に喜ばれるお茶のお話をお届けします。", "次回は"),
        ("中身はこちら。\n\n♡ねぎ入り卵焼き\n♡かぼちゃの塩バター", "中身はこちら"),
        ("事例（1）\n\n川が溢れた。\n\n事例（2）\n\n橋が流れた。", "事例（2）"),
        ("＼できたー！／\n\n三日かかりました。", "できたー"),
    ],
)
def test_what_looks_like_a_notice_is_read(part: str, said: str) -> None:
    assert said in _spoken(part)


@pytest.mark.parametrize(
    ("part", "headings"),
    [
        (f"■1■ 父の電卓\n\n{PROSE}\n\n■2■ 台所の一品\n\n{PROSE}", ["父の電卓", "台所の一品"]),
        (f"＊空っぽの朝＊\n\n{PROSE}\n\n＊夫のひと言＊\n\n{PROSE}", ["空っぽの朝", "夫のひと言"]),
        (f"◇─ 鮎がのぼる ─◇\n{PROSE}", ["鮎がのぼる"]),
        ("忘れてません（笑）\n\n次の日も行きました。", []),
    ],
)
def test_headings_between_signs_are_told_from_what_is_said(part: str, headings: list[str]) -> None:
    assert _headings(part) == headings


def test_numbered_headings_are_found_back_from_one_that_is_told() -> None:
    part = f"{PROSE}\n第1章　川\n{PROSE}\n第2章　橋\n{PROSE}\n\n第3章　海\n\n{PROSE}"
    assert "第2章　橋" in _headings(part)
