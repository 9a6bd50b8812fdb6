"""Names, capitals and short words are told by the words beside them."""

from __future__ import annotations

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.show import packaged

READER = Reader.load(sorted((packaged() / "voices" / "lexicon").glob("*.tsv")))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Tianqi Chen", "ティエンチーチェン"),
        ("tianqi chen", "ティエンチーチェン"),
        ("hyung won chung 氏", "ヒョンウォンチョンシ"),
        ("Choi Soo-young", "チェスヨン"),
        ("Alan Wang", "アランワン"),
        ("Pauline Yang", "ポーリーンヤン"),
        ("Sean Xu", "ショーンシュー"),
        ("Eugene Yan氏", "ユージンヤンシ"),
        ("Yanan Sun", "ヤーナンスン"),
        ("Weian Wang", "ウェイアンワン"),
        ("Hung-yi Lee", "ホンイーリー"),
        ("Hsin-Ying Tsai", "シンインツァイ"),
        ("Kuang-Chieh Hsu", "クアンチエスー"),
        ("Lee Jae-yong", "イジェヨン"),
        ("Miyuki Sawashiro氏", "ミユキサワシロシ"),
        ("Koshiro Matsumoto氏", "コウシロウマツモトシ"),
        ("Kim Taehyung×Park Jiminの曲", "キムテヒョンカケルパクジミンノキョク"),
        ("Liang Wenfeng氏", "リャンウェンフォンシ"),
        ("SENDA Keijiroの記事", "センダケイジロウノキジ"),
        ("ITO Jiroさん", "イトウジロウサン"),
        ("SENDAさんの記事", "センダサンノキジ"),
        ("OECD氏とHTML君", "オーイーシーディーシトエイチティーエムエルクン"),
        ("Keijiroの記事", "ケイジローノキジ"),
        ("SATO Taro", "サトータロー"),
        ("ONO Yokoの歌", "オノヨウコノウタ"),
        ("Date Masamuneの城", "ダテマサムネノシロ"),
        ("Takuma GOTO氏", "タクマゴトーシ"),
        ("KATO Hanako", "カトーハナコ"),
        ("Date Rangeを選ぶ", "デートレンジヲエラブ"),
        ("GOTO文とIDE Mode", "ゴートゥーブントアイディーイーモード"),
        ("Sora NARITAさん", "ソラナリタサン"),
        ("NASA Tanaka", "ナサタナカ"),
        ("SHADY HILLS", "シェイディーヒルズ"),
        ("HOW TO WIN", "ハウツーウィン"),
        ("we can make it", "ウィーキャンメイクイット"),
        ("A Philosophy of Software Design", "アフィロソフィーオブソフトウェアデザイン"),
        ("generic chore", "ジェネリックチョア"),
        ("IT企業とAMP", "アイティーキギョートエーエムピー"),
        ("VMsとKPIs", "ブイエムズトケーピーアイズ"),
        ("unboxable workspaces", None),
        ("CoEとiPaaS", "シーオーイートアイパース"),
        ("3Scale", "スリースケール"),
    ],
)
def test_a_name_or_a_run_is_read_as_words(written: str, said: str | None) -> None:
    heard = kana(READER.read(written).text)
    assert heard == said if said else "エー" not in heard


@pytest.mark.parametrize("text", ["he can", "long time", "an open song", "can you", "sun microsystems"])
def test_english_words_are_no_chinese_names(text: str) -> None:
    assert all(reading.layer != "name" for reading in READER.read(text).readings)


def test_a_reading_keeps_its_layer_confidence_and_alternatives() -> None:
    (lexicon,) = READER.read("RAGとは").readings
    assert (lexicon.layer, lexicon.alternatives) == ("lexicon", ("アールエージー",))
    (guess,) = READER.read("Zorkblatt").readings
    assert guess.layer == "kanalizer"
    assert guess.confidence < 0.6 < lexicon.confidence
    assert guess.alternatives
