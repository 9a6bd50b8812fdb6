"""Names of languages that are written as they sound, and Vietnamese ones, with their marks and without."""

from __future__ import annotations

import pytest

from narrate.readings import Reader
from narrate.readings.sounds import katakana
from narrate.show import packaged

READER = Reader.load(sorted((packaged() / "voices" / "lexicon").glob("*.tsv")))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ayşe Demir氏", "アイシェデミル氏"),
        ("Hakan Çalhanoğluさん", "ハカンチャルハノールさん"),
        ("Büşra Kılıç", "ビュシュラクルチ"),
        ("Małgorzata Wójcik", "マウゴジャタヴイチク"),
        ("Grzegorz Brzęczyszczykiewicz", "グジェゴシュブジェンチシュチキェヴィチ"),
        ("Jarosław Kaczyński", "ヤロスワフカチンスキ"),
        ("Jiří Novotný", "イジーノヴォトニー"),
        ("Jindřich Šlapka", "インドジフシュラプカ"),
        ("Goran Ivanišević", "ゴランイヴァニシェヴィッチ"),
        ("Ljubomir Šešelj", "リュボミルシェシェリ"),
        ("László Krasznahorkai", "ラースロークラスナホルカイ"),
        ("Zsófia Nagy", "ジョーフィアナジ"),
        ("Ștefan Popescu", "シュテファンポペスク"),
        ("Håkan Lindqvist", "ホーカンリンドクヴィスト"),
        ("Kaisa Jääskeläinen", "カイサヤースケライネン"),
        ("Sebastião Magalhães", "セバスティアンマガリャンイス"),
        ("Íñigo Muñoz", "イニゴムニョス"),
        ("Jonas Gahr Bråten", "ヨナスガフルブローテン"),
        ("Niklas Zennström", "ニクラスゼンストロム"),
    ],
)
def test_letters_that_one_language_has_tell_how_a_name_sounds(written: str, said: str) -> None:
    assert READER.read(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Vesna Jovanovicさん", "ヴェスナヨヴァノヴィッチさん"),
        ("Tomasz Wisniewski氏", "トマシュヴィスニェフスキ氏"),
        ("Ioana Dumitrescu", "イオアナドゥミトレスク"),
        ("Mykola Kovalchuk", "ミコラコヴァルチュク"),
        ("Iryna Bondarenko", "イリナボンダレンコ"),
        ("Amazon Nova", "アマゾンノバ"),
        ("Apple Music", "アップルミュージック"),
    ],
)
def test_the_end_of_a_surname_tells_as_much_without_accents(written: str, said: str) -> None:
    assert READER.read(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Tran Duc Thang", "チャンドゥックタン"),
        ("Le Minh Hung", "レミンフン"),
        ("Nguyễn Thị Minh Khai", "グエンティミンカイ"),
        ("Đặng Thùy Trâm", "ダントゥイチャム"),
        ("Dương Thu Hương", "ズオントゥーフオン"),
        ("Huynh Thuc Khang", "フイントゥックカン"),
        ("Viet Thanh Nguyen", "ヴィエットタイングエン"),
    ],
)
def test_vietnamese_names_are_read_by_their_syllables(written: str, said: str) -> None:
    assert READER.read(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Le Chat", "ルシャ"),
        ("İstanbulのOpenAI", "イスタンブールのオープンエーアイ"),
        ("François Chollet", "フランソワショレ"),
        ("5 Å", "5オングストローム"),
        ("Mai Tai", "マイタイ"),
    ],
)
def test_words_that_only_look_like_such_names_are_read_as_before(written: str, said: str) -> None:
    assert READER.read(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Byun Baek-hyun", "ピョンペクヒョン"),
        ("Kang Kyung-wha", "カンギョンファ"),
        ("Seo Taiji", "ソテジ"),
        ("Ko Wen-je", "コーウェンジョー"),
    ],
)
def test_names_with_rare_syllables_are_not_spelled(written: str, said: str) -> None:
    assert READER.read(written).text == said


@pytest.mark.parametrize(("sounds", "kana"), [("mehmet", "メフメト"), ("ko-be", "コーベ"), ("qx", "")])
def test_sounds_are_put_into_katakana(sounds: str, kana: str) -> None:
    assert katakana(sounds) == kana
