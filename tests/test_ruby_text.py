"""Which readings stand above which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.pages.ruby_text import Part, with_readings


@pytest.mark.parametrize(
    ("text", "spoken", "readings"),
    [
        (
            "o1の誕生はopenaiにとって",
            "オーワンの誕生はオープンエーアイにとって",
            "o1=オーワン openai=オープンエーアイ",
        ),
        ("o1モデルです", "オーワンモデルです", "o1=オーワン"),
        ("新しい cot 推論を", "新しいシーオーティー推論を", "cot=シーオーティー"),
        ("openai o1 チーム", "オープンエーアイオーワンチーム", "openai o1=オープンエーアイオーワン"),
        (
            "deep blue、alphago、gpt",
            "ディープブルー、アルファゴ、ジーピーティー",
            "deep blue=ディープブルー alphago=アルファゴ gpt=ジーピーティー",
        ),
        ("「API」は", "エーピーアイは", "API=エーピーアイ"),
        ("ＡＩが", "エーアイが", "ＡＩ=エーアイ"),
        ("C++とC#を", "シープラスプラスとシーシャープを", "C++=シープラスプラス C#=シーシャープ"),
        ("o1-miniが", "オーワンミニが", "o1-mini=オーワンミニ"),
        ("dota2の", "ドータツーの", "dota2=ドータツー"),
        ("iPhone 15を", "アイフォーン15を", "iPhone=アイフォーン"),
        ("4Kの映像", "4ケーの映像", "K=ケー"),
        ("容量は5GBです", "容量は5ギガバイトです", "GB=ギガバイト"),
        ("最後はAI", "最後はエーアイ", "AI=エーアイ"),
        (
            "Python 3.12とUbuntu 24.04で",
            "パイソン3.12とウブントゥ24.04で",
            "Python=パイソン Ubuntu=ウブントゥ",
        ),
        ("Node.js 20.11.1を", "ノードジェーエス20テン11テン1を", "Node.js=ノードジェーエス"),
        ("HTML5.2の", "エイチティーエムエル5.2の", "HTML=エイチティーエムエル"),
        ("GPT-3.5の", "ジーピーティーサンテンゴの", "GPT-3.5=ジーピーティーサンテンゴ"),
        ("最後はPython 3.12", "最後はパイソン3.12", "Python=パイソン"),
        ("PC（Core i7）の話", "ピーシー、コアアイセブン、の話", "PC=ピーシー Core i7=コアアイセブン"),
        ("Docker（8GB）の話", "ドッカー、8ギガバイト、の話", "Docker=ドッカー GB=ギガバイト"),
    ],
)
def test_a_latin_term_has_the_reading_that_was_spoken(text: str, spoken: str, readings: str) -> None:
    found = [f"{part.written}={part.reading}" for part in with_readings(text, spoken) if part.reading]
    assert " ".join(found) == readings


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("22分間の動画", "22分間の動画"),
        ("2024年9月22日", "2024年9月22日"),
        ("そのAPIで長い間", "そのAPIで長い間"),
        ("長い間取り組んだ", "長いアイダとりくんだ"),
    ],
)
def test_what_is_read_as_usual_has_none(text: str, spoken: str) -> None:
    assert with_readings(text, spoken) == [Part(text)]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("o1 + 思考", "オーワンプラス思考"),
        ("10%のAPI & 思考", "10パーセントのエーピーアイアンド思考"),
        ("長い間APIで", "長いアイダエーピーアイで"),
        ("APIアイデア", "エーピーアイ愛である"),
        ("Python 3.12と", "パイソン3.1と2"),
        ("a「b」", "エービー"),
        ("a「b」、cの", "エービー、シー"),
    ],
)
def test_a_reading_that_is_not_sure_is_left_out(text: str, spoken: str) -> None:
    assert [part.written for part in with_readings(text, spoken)] == [text]


def test_what_is_said_otherwise_before_a_term_does_not_hide_it() -> None:
    parts = with_readings(
        "【重要】10%のAPIが、5 kmのAIで", "重要、10パーセントのエーピーアイが、5キロのエーアイで"
    )
    assert [part for part in parts if part.reading] == [
        Part("API", "エーピーアイ"),
        Part("km", "キロ"),
        Part("AI", "エーアイ"),
    ]


@given(st.text("aB1ア あ、。.+%「」漢9"), st.text("アエーテン あ、.1漢"))
def test_nothing_of_a_text_is_lost_whatever_was_spoken(text: str, spoken: str) -> None:
    parts = with_readings(text, spoken)
    assert "".join(part.written for part in parts) == text
    assert all(part.written for part in parts)
    plain = "".join(filter(str.isalnum, spoken))
    assert all(part.reading in plain for part in parts)
