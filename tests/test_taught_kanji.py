"""Kanji with their reading in brackets are said once; an explanation in kana stays."""

from __future__ import annotations

import pytest
from conftest import ROOT

from narrate.readings import Reader
from narrate.show import Show


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load([])


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("山田太郎（やまだたろう）は", "ヤマダタローは"),
        ("これは山田　太郎（やまだ・たろう）氏", "これはヤマダタロー氏"),
        ("今日の進捗（しんちょく）を", "今日のシンチョクを"),
        ("進捗（シンチョク）を", "シンチョクを"),
        ("井上(いのうえ)氏", "イノウエ氏"),
        ("打ち合わせ（うちあわせ）", "ウチアワセ"),
        ("お茶（おちゃ）を", "オチャを"),
        ("元首相菅直人（かんなおと）", "元首相カンナオト"),
        ("菅義偉（すがよしひで）", "スガヨシヒデ"),
        ("人（ひと）は", "ヒトは"),
        ("彼女（かのじょ、以下同）", "カノジョ、以下同、"),
        ("花芽（かが、はなめ）が", "カガ、ハナメが"),
        ("はい（はな、とり）", "はい、ハナ、とり、"),
        ("米を醸（かも）し、食（た）べる", "米をカモし、タべる"),
        ("堪（こた）えられない話を、空（す）いた店で止（や）める", "コタえられない話を、スいた店でヤめる"),
        ("心白（しんぱく）が", "シンパクが"),
        ("清酒心白（しんぱく）が", "清酒シンパクが"),
        ("本圀寺（ほんこくじ、京都）は", "ホンコクジ、京都、は"),
        ("醪（もろみ）を", "モロミを"),
        ("概念（がいねん）、方法（ほうほう）", "ガイネン、ホーホー"),
        ("寶田（ほうた）が", "ホータが"),
        ("社長の李仁奎（イ・インギュ）氏", "社長のイインギュ氏"),
        ("尹錫悦（ユン・ソンニョル）大統領", "ユンソンニョル大統領"),
        ("習近平（シー・ジンピン）主席", "習近平、シージンピン、主席"),
    ],
)
def test_kanji_with_their_reading_are_said_once(reader: Reader, text: str, spoken: str) -> None:
    assert reader.read(text).text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("これはみかげいし（御影石）です", "これはミカゲイシです"),
        ("ミカゲイシ（御影石）です", "ミカゲイシです"),
        ("とうきょう（東京）へ", "トーキョーへ"),
        ("おーぷんえーあい（OpenAI）の", "オープンエーアイの"),
        ("Docker（どっかー）の", "ドッカーの"),
    ],
)
def test_kana_with_just_what_they_spell_are_said_once(reader: Reader, text: str, spoken: str) -> None:
    assert reader.read(text).text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("効果が出ます（増す）", "効果が出ます、増す、"),
        ("山のこと（古都）です", "山のこと、古都、です"),
        ("みかげいし（花崗岩）です", "みかげいし、花崗岩、です"),
    ],
)
def test_what_only_ends_alike_or_is_another_word_stays(reader: Reader, text: str, spoken: str) -> None:
    assert reader.read(text).text == spoken


def test_the_reading_of_the_last_word_leaves_those_before_it() -> None:
    reader = Reader.load(Show(ROOT).lexicon_files)
    assert reader.read("OpenAI o1（オーワン）は").text == "オープンエーアイオーワンは"
    assert (
        reader.read("Model Context Protocol（モデルコンテキストプロトコル）は").text
        == "モデルコンテキストプロトコルは"
    )


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("彼（いわゆる）は", "彼、いわゆる、は"),
        ("東京（みやこ）は", "東京、みやこ、は"),
        ("担当者（あなた）の", "担当者、あなた、の"),
        ("重要（つまり、必要）", "重要、つまり、必要、"),
        ("商標（めじるし）として", "商標、めじるし、として"),
        ("理由（わけ）が", "理由、わけ、が"),
        ("人工知能（エーアイ）", "人工知能、エーアイ、"),
        ("ひらがな（かな）", "ひらがな、かな、"),
        ("人生（たび）という名の旅", "人生、たび、という名の旅"),
        ("人工知能（えーあい）という名前", "人工知能、えーあい、という名前"),
        ("警察官（おまわり）は東京にいる", "警察官、おまわり、は東京にいる"),
        ("自分自身（おのれ）は", "自分自身、おのれ、は"),
        ("門外漢（しろうと）と呼ばれる", "門外漢、しろうと、と呼ばれる"),
        ("県の施設長（おさ）は", "県の施設長、おさ、は"),
        ("市の人気者（あいどる）が", "市の人気者、あいどる、が"),
    ],
)
def test_an_explanation_in_kana_stays(reader: Reader, text: str, spoken: str) -> None:
    assert reader.read(text).text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("月見里（やまなし）さんは", "ヤマナシさんは"),
        ("こんにちは、月見里(やまなし)です。", "こんにちは、ヤマナシです。"),
        ("長都(おさつ)駅周辺は", "オサツ駅周辺は"),
        ("三枝陽向（ひなた）さん", "三枝ヒナタさん"),
        ("四十万（しじま）という地名", "シジマという地名"),
        ("行方（なめかた）さんが", "ナメカタさんが"),
        ("御薬袋（みない）氏は", "ミナイ氏は"),
        ("一尺八寸（かまつか）という珍しい名字", "カマツカという珍しい名字"),
        ("十六島（うっぷるい）は島根にある", "ウップルイは島根にある"),
        ("島根県の十六島（うっぷるい）へ", "島根県のウップルイへ"),
        ("十六島（うっぷるい）町", "ウップルイ町"),
        ("月見里（やまなし）と読む", "ヤマナシと読む"),
        ("一口（いもあらい）という地名", "イモアライという地名"),
        ("月見里　太郎（やまなし　たろう）さん", "ヤマナシタローさん"),
        ("会長 山田太郎（やまだ たろう）さん", "会長、ヤマダタローさん"),
    ],
)
def test_a_name_that_tells_nothing_of_its_sound_is_said_once(reader: Reader, text: str, spoken: str) -> None:
    assert reader.read(text).text == spoken


@pytest.mark.parametrize(
    ("given", "text", "spoken"),
    [
        ("月見里（やまなし）さん。", "月見里は", "ヤマナシは"),
        ("行方（なめかた）さん。", "行方さんは行方不明", "ナメカタサンは行方不明"),
        ("放出（はなてん）駅。", "放出する", "放出する"),
        ("一口（いもあらい）という地名。", "一口食べる", "一口食べる"),
        ("新聞記者（ぶんや）さん。", "新聞記者は", "新聞記者は"),
        ("四十万（しじま）という地名。", "四十万に住む", "シジマに住む"),
        ("四十万（しじま）という地名。四十万円を払う。", "四十万円を払う", "四十万円を払う"),
    ],
)
def test_a_name_is_read_so_in_the_rest(reader: Reader, given: str, text: str, spoken: str) -> None:
    assert reader.taught_by(given).read(text).text == spoken


def test_words_of_two_kanji_are_taught_and_a_single_one_is_not(reader: Reader) -> None:
    taught = reader.taught_by("菅義偉（すがよしひで）という人（ひと）。")
    assert taught.read("菅義偉は人間").text == "スガヨシヒデは人間"


def test_only_the_first_of_several_readings_is_taught(reader: Reader) -> None:
    taught = reader.taught_by("本圀寺（ほんこくじ、京都）の花芽（かが、はなめ）。")
    assert taught.read("本圀寺で花芽を").text == "ホンコクジでカガを"
