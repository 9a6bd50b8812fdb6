"""Names of languages that are written as they sound, and Vietnamese ones, with their marks and without."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from narrate.readings import Reader, foreign_names, orthographies
from narrate.readings.lexicon import NAMED
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
        ("Goran Stanišević", "ゴランスタニシェヴィッチ"),
        ("Ljubomir Šešelj", "リュボミルシェシェリ"),
        ("László Krasznahorkai", "ラースロークラスナホルカイ"),
        ("Zsófia Nagy", "ジョーフィアナジ"),
        ("Ștefan Popescu", "シュテファンポペスク"),
        ("Håkan Lindqvist", "ホーカンリンドクヴィスト"),
        ("Kaisa Jääskeläinen", "カイサヤースケライネン"),
        ("Sebastião Magalhães", "セバスチャンマガリャンイス"),
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
        ("Tomasz Wisniewski氏", "トマシュヴィシニェフスキ氏"),
        ("Ioana Dumitrescu", "イオアナドゥミトレスク"),
        ("Mykola Kovalchuk", "ミコラコワルチュク"),
        ("Iryna Bondarenko", "イリーナボンダレンコ"),
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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Peter Zumthorの建築", "ペーターズントーの建築"),
        ("Edward Saidの思想", "エドワードサイードの思想"),
        ("Saul Bassの仕事", "ソールバスの仕事"),
        ("Jorge Ibarrondoさん", "ホルヘイバロンドさん"),
        ("Giuseppe Bertinotti", "ジュゼッペベルティノッティ"),
        ("Friedrich Oberhauser", "フリードリヒオバーハウザー"),
        ("Mathilde Beaumarchand", "マチルドボーマルシャン"),
        ("Tony Stark", "トニースターク"),
        ("Simone Veil", "シモーヌヴェイユ"),
        ("Kenji Fujimoto", "ケンジフジモト"),
    ],
)
def test_the_words_beside_it_tell_how_a_name_sounds(written: str, said: str) -> None:
    assert READER.read(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lucasの映画", "ルーカスの映画"),
        ("Kondoさん", "コンドウさん"),
        ("Bassの音", "ベースの音"),
        ("Start Button", "スタートボタン"),
        ("DeutschPortuguês", "ドイチュポルトゥゲス"),
        ("Épernayの町", "エペルネの町"),
        ("Charlotte Hornets", "シャーロットホーネッツ"),
        ("前CEONat Friedman", "前シーイーオーナットフリードマン"),
        ("Julia Extension", "ジュリアエクステンション"),
        ("George Hotel", "ジョージホテル"),
        ("Angel Investor", "エンジェルインベスター"),
        ("Philips Roadmap", "フィリップスロードマップ"),
        ("Sun Microsystems", "サンマイクロシステムズ"),
        ("Hugo Low", "ヒューゴロー"),
        ("Odaiba Marine Park", "オダイバマリンパーク"),
        ("GoogleのBorg", "グーグルのボーグ"),
        ("Tapas Bar", "タパスバー"),
    ],
)
def test_a_frequent_name_alone_is_read_and_other_words_are_as_before(written: str, said: str) -> None:
    assert READER.read(written).text == said


def test_a_name_that_was_introduced_is_read_so_where_it_stands_alone() -> None:
    text = "Mathilde Beaumarchandの本。Beaumarchandは語る。"
    assert READER.taught_by(text).read("Beaumarchandは語る。").text == "ボーマルシャンは語る。"
    assert READER.taught_by("Beaumarchandは語る。") is READER


def test_no_place_teaches_how_a_person_is_called() -> None:
    text = "Santa Barbaraで学んだBarbara Oakley氏。Barbaraは語る。"
    assert READER.taught_by(text).read("Barbaraは語る。").text == "バーバラは語る。"


def test_what_a_name_teaches_is_no_other_word() -> None:
    reader = READER.taught_by("Josef Albersの色。albersと書く。")
    assert reader.read("Albersの色").text == "アルバースの色"
    assert NAMED not in {reading.rule for reading in reader.read("albersと書く").readings}


def test_the_show_s_own_reading_of_a_name_stands_in_any_language(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("Peter\tピータ\tname\n", encoding="utf-8")
    lexicon = [own, *sorted((packaged() / "voices" / "lexicon").glob("*.tsv"))]
    assert Reader.load(lexicon).read("Peter Zumthor").text == "ピータズントー"


def rows() -> list[list[str]]:
    return [line.split("\t") for line in foreign_names.TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def test_the_table_has_katakana_for_names_of_languages_in_order() -> None:
    assert rows() == sorted(rows())
    for language, kana, names in rows():
        assert re.fullmatch("[ァ-ヴー]+", kana), kana
        for name in names.split(" "):
            assert re.fullmatch(f"[{orthographies.LETTERS}'’-]{{2,}}", name), name
            assert foreign_names.in_language(language, name), name


def test_the_rules_of_each_language_say_its_names_as_the_table_does() -> None:
    right: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for language, kana, each in rows():
        for name in each.split(" "):
            if name.isalpha() and name.istitle() and len(name) > 2 and orthographies.has(language):
                said = orthographies.said_in(language, name)
                assert re.fullmatch("[ァ-ヴー]+", said), (language, name)
                names[language] += 1
                right[language] += said == kana
    assert len(names) > 20
    assert {language for language, count in names.items() if right[language] < 0.3 * count} == set()
    assert right.total() > 0.5 * names.total()
