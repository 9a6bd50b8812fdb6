"""Numbers, dates, units and symbols as the embedded voice says them, on gold of our own."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from scoring import is_right, rows

from narrate.engines.openjtalk import kana
from narrate.readings import Reader, numbers
from narrate.show import packaged

GOLD = rows(Path(__file__).parent / "gold" / "numbers.tsv")
READER = Reader.load(sorted((packaged() / "voices" / "lexicon").glob("*.tsv")))


def test_the_gold_is_broad() -> None:
    assert len(GOLD) >= 200
    assert len({sentence for sentence, *_ in GOLD}) == len(GOLD)


@pytest.mark.parametrize(("sentence", "accepted"), [row[:2] for row in GOLD])
def test_a_sentence_is_said_as_its_gold(sentence: str, accepted: str) -> None:
    said = kana(READER.read(sentence).text)
    assert is_right(said, accepted), said


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("〜はじめに〜", "はじめに、"),
        ("本日発売〜新機能〜", "本日発売、新機能、"),
        ("第1-3章", "第1から3章"),
        ("型番SP800-190です", "型番エスピー800、190です"),
        ("A5504Tという機種", "エーゴーゴーマルヨンティーという機種"),
        ("RTX 4090を買う", "アールティーエックスヨンマルキューマルを買う"),
        ("RTX4090を買う", "アールティーエックスヨンマルキューマルを買う"),
        ("Ryzen 9 5950Xです", "ライゼンナインゴーキューゴーマルエックスです"),
        ("ポート8080を開く", "ポートハチマルハチマルを開く"),
        ("サポート8080件", "サポート8080件"),
        ("IBM 350件", "アイビーエム350件"),
        ("IBM 2024年度", "アイビーエム2024年度"),
        ("API v2とlarge-v3", "エーピーアイブイツーとラージブイスリー"),
        ("v3.0とv10", "ブイ3テンゼロとブイ10"),
        ("chmod 755とパーミッション644", "チェンジモードナナゴーゴーとパーミッションロクヨンヨン"),
        ("Tsumiki-8x22Bを動かす", "ツミキエイトバイ22ビーを動かす"),
        ("RFC2616による", "アールエフシーニーロクイチロクによる"),
        ("p<0.05である", "ピー小なり0.05である"),
        ("設定 > 一般", "設定、一般"),
        ("R8年度", "令和8年度"),
        ("TEL：03-1234-5678", "電話、ゼロサン、イチニーサンヨン、ゴーロクナナハチ"),
        ("TEL 03-1234-5678", "電話、ゼロサン、イチニーサンヨン、ゴーロクナナハチ"),
        ("TEL/FAX 03-1234-5678", "電話、ファックスゼロサン、イチニーサンヨン、ゴーロクナナハチ"),
        ("1クリックで買う", "ワンクリックで買う"),
        ("1パターン目と11クリック", "1パターン目と11クリック"),
        ("1ルームメイト", "1ルームメイト"),
        ("△５三銀車成で詰む", "ゴテ、ゴーサン銀車成で詰む"),
        ("△12四風龍", "ゴテ、12、ヨン風龍"),
        ("△8二億円", "マイナス8二億円"),
        ("初戦に1-2で負ける", "初戦に1タイ2で負ける"),
        ("16Gのメモリ", "16ギガのメモリ"),
        ("空き容量は512Mだ", "空き容量は512メガだ"),
        ("全部で6.5Gある", "全部で6.5ギガある"),
        ("2.4G帯の電波", "2.4ジー帯の電波"),
        ("3.5Gの加速度", "3.5ジーの加速度"),
        ("5Gの電波", "ファイブジーの電波"),
        ("RS232CとRS-422", "アールエスニーサンニーシーとアールエスヨンニーニー"),
        ("「レベル1」～「レベル9」", "レベル1からレベル9"),
        ("〜「春」〜「夏」〜", "春、夏、"),
        ("hana123@example.com", "ハナイチニーサンアットエグザンプルドットコム"),
        ("hana2024@example.com", "ハナ2024アットエグザンプルドットコム"),
        ("TELで聞く", "テルで聞く"),
        ("FAXで送る", "ファックスで送る"),
        ("FAX：03-1234-5678", "ファックス、ゼロサン、イチニーサンヨン、ゴーロクナナハチ"),
        ("12:00 過ぎに着いた", "12時過ぎに着いた"),
        ("12:00 前夜祭", "12時、前夜祭"),
        ("9:16 縦型動画", "9タイ16縦型動画"),
        ("熊本地震 教授が解説", "熊本地震、教授が解説"),
        ("連敗脱出 監督の采配が光る", "連敗脱出、監督の采配が光る"),
        ("経営者 会長 挨拶", "経営者、会長、挨拶"),
        ("山田太郎 教授が話す", "山田太郎教授が話す"),
        ("場所　★駐車場あり", "場所、駐車場あり"),
        ("ポート8080:80を開く", "ポート8080、80を開く"),
        ("メニューからA>Bを選ぶ", "メニューからエー、ビーを選ぶ"),
        ("比べるとA>Bなので、Aを選ぶ", "比べるとエー大なりビーなので、エーを選ぶ"),
    ],
)
def test_forms_beside_the_gold(written: str, spoken: str) -> None:
    assert READER.read(written).text == spoken


@pytest.mark.parametrize("form", ["A>", "月、水、金", "★\u3000", "1-1、前半", "10億"])
def test_a_form_ten_thousand_times_is_read_in_time(form: str) -> None:
    text, began = form * 10_000, process_time()
    for read in (numbers.measures, numbers.readings_of):
        for _ in read(text, 0, len(text)):
            pass
    assert process_time() - began < 20
