"""Verbs in the spelling before 1946 are read as today's, and particles behind a noun stay particles."""

from __future__ import annotations

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader

READER = Reader.load([])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("桜と云ふ花", "サクラトユーハナ"),
        ("さう言はれた", "ソーイワレタ"),
        ("古い船を使ふ", "フルイフネヲツカウ"),
        ("筆を使ひたい", "フデヲツカイタイ"),
        ("庭で行なはれる祭", "ニワデオコナワレルマツリ"),
        ("祭を行ふ村", "マツリヲオコナウムラ"),
        ("友に会ひます", "トモニアイマス"),
        ("窓を洗へば光る", "マドヲアラエバヒカル"),
        ("使ひ勝手を問ふ", "ツカイガッテヲトウ"),
        ("水に従ふのがよい", "ミズニシタガウノガヨイ"),
        ("道を問へと答へた", "ミチヲトイエトコタエタ"),
        ("考へを変へる", "カンガエヲカエル"),
        ("舟に乗り換へる", "フネニノリカエル"),
        ("色の組み合はせの妙", "イロノクミアワセノミョー"),
        ("紙を多く使ふか", "カミヲオークツカウカ"),
        ("心が添ふてゐる", "ココロガソウテイル"),
        ("扱ひには慣れた", "アツカイニワナレタ"),
        ("荷を擔ひます", "ニヲニナイマス"),
        ("歴史を背負ふ紙", "レキシヲセオウカミ"),
        ("躊躇はず進む", "タメラワズススム"),
        ("見事なものがあつた", "ミゴトナモノガアッタ"),
        ("事実であらう", "ジジツデアロー"),
        ("縁があらうか", "エンガアローカ"),
        ("紙を穢すことにならう", "カミヲケガスコトニナロー"),
        ("夏が終はる", "ナツガオワル"),
        ("風が変はりました", "カゼガカワリマシタ"),
    ],
)
def test_a_verb_is_read_as_it_is_spelled_today(text: str, said: str) -> None:
    spoken = READER.read(text)
    assert kana(spoken.text) == said
    assert kana(text) != said
    assert "verb in the old spelling" in {reading.rule for reading in spoken.readings}


@pytest.mark.parametrize(
    "text",
    [
        "次の会は来月だ",
        "今日は会はない",
        "この歌はれっきとした名曲だ",
        "歌ひとつで変わる",
        "会へ行く",
        "食はいつでも楽しい",
        "次の行へ移る",
        "問はない",
        "答へたどり着く",
        "答への道",
        "歌ふたつを選ぶ",
        "大会は熱い",
        "味はない",
        "荷はなく",
        "毎日ひたすら歩く",
        "海へ出る",
        "抽選会ふじの間",
        "もつと野菜を煮込む",
        "勉強会ふりかえり",
        "飲み会ふと思い出す",
        "落合ひとみの詩",
        "敵はなかった",
        "刑の執行はなかった",
        "支払はない",
        "令和へようこそ",
        "小生へたくさんの人が来た",
        "名古屋のあつた神宮",
        "おかあさんがあらう",
        "せっけんであらう",
        "大会へ出る",
        "関はりんごを見る",
    ],
)
def test_what_follows_a_noun_is_no_ending(text: str) -> None:
    assert not [each for each in READER.read(text).readings if each.rule == "verb in the old spelling"]
