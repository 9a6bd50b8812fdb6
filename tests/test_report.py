"""The list of readings: doubtful ones first, kanji that UniDic reads otherwise among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.article import parse
from narrate.engines.openjtalk import words
from narrate.model import Script, ScriptSection, Sentence
from narrate.readings import Reader
from narrate.readings.report import explain, place_of, standing_inside, stands_in, summarise
from narrate.segmenter import Requests, segment


def script_of(text: str) -> Script:
    return segment(parse(f"題名\n\n{text}\n", "a.txt"), Reader.load([]), Requests(200))


def test_the_doubtful_and_frequent_come_first() -> None:
    text = "題名\n\nZorkblattとOpenAIが来た。Zorkblattは工夫した。Frobnitzも来た。\n"
    rows = summarise(segment(parse(text, "a.txt"), Reader.load([]), Requests(200)))
    assert [(row["term"], row["count"]) for row in rows][:2] == [("Zorkblatt", 2), ("Frobnitz", 1)]
    assert rows == sorted(rows, key=lambda row: (row["confidence"], -row["count"], row["term"]))
    assert (rows[0]["number"], rows[0]["sentence"]) == (2, "ZorkblattとOpenAIが来た。")
    openai = next(row for row in rows if row["term"] == "OpenAI")
    assert openai["sentence"][openai["start"] :].startswith("OpenAI")


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("春のサクラが", "さくら", "サクラ"),
        ("春のさくらが", "サクラ", "さくら"),
        ("ｶﾞｲﾄﾞを読む", "ガイド", "ｶﾞｲﾄﾞ"),
        ("ガイドを読む", "ｶﾞｲﾄﾞ", "ガイド"),
        ("ＡＰＩを使う", "api", "ＡＰＩ"),
        ("apiを使う", "ＡＰＩ", "api"),
        ("次のdeep  blue です", "Deep Blue", "deep  blue"),
        ("㈱山田の話", "(株)", "㈱"),
        ("ヴェネツィアへ", "ゔぇねつぃあ", "ヴェネツィア"),
        ("川の話", "山", None),
        ("川の話", "", None),
    ],
)
def test_a_term_is_found_as_people_look_for_it(text: str, term: str, found: str | None) -> None:
    place = place_of(text, term)
    assert (text[slice(*place)] if place else None) == found


@given(st.text("aAＡ ｶﾞかガ㈱漢"), st.text("aＡ カが株", min_size=1))
def test_what_is_found_is_what_was_looked_for(text: str, term: str) -> None:
    place = place_of(text, term)
    if place:
        start, end = place
        assert 0 <= start < end <= len(text)
        assert place_of(text[start:end], term)


def test_kanji_that_unidic_reads_otherwise_are_listed() -> None:
    script = segment(
        parse("題名\n\n世界中の研究所に行く。私は日本にいる。\n", "a.txt"), Reader.load([]), Requests(200)
    )
    doubtful = {row["term"]: row["alternatives"] for row in summarise(script, words)}
    assert doubtful["世界中"] == ["セカイチュー"]
    assert not {"私", "日本"} & doubtful.keys()


def test_the_voice_is_asked_once_about_each_sentence_with_kanji_however_many_there_are() -> None:
    asked: list[str] = []

    def counted(text: str) -> list[tuple[str, str]]:
        asked.append(text)
        return [(text, "カイ")]

    sentences = [Sentence("あ。", "あ。", 0), *(Sentence(f"{n}回。", f"{n}回。", 0) for n in range(12_000))]
    script = Script("題", None, "", (ScriptSection("題", tuple(sentences)),), ())
    assert summarise(script, counted) == summarise(script, counted)
    assert asked == [sentence.spoken for sentence in sentences[1:]]


def test_kanji_after_a_number_are_listed_and_what_is_counted_is_not() -> None:
    rows = summarise(script_of("2024年10月2日に3本を0.5倍した世界中の12人。"), words)
    doubtful = {row["term"]: row["reading"] for row in rows if row["layer"] == "engine"}
    assert doubtful == {"世界中": "セカイジュー"}


def test_what_only_the_voice_reads_is_explained_after_and_with_numbers() -> None:
    script = script_of("2024年に研究が始まる。始まるのは10人。")
    assert [(row["reading"], row["count"]) for row in explain(script, "始まる", words)] == [("ハジマル", 2)]
    assert [row["reading"] for row in explain(script, "2024年", words)] == ["ニセンニジューヨネン"]
    assert explain(script, "", words) == explain(script, "究が", words) == []


def test_a_term_is_found_in_any_width_and_case_and_with_its_reading_in_brackets() -> None:
    script = script_of("ＧＰＴとgptとKubernetes（クーバネティス）です。")
    assert [row["term"] for row in explain(script, "Gpt", words)] == ["gpt", "ＧＰＴ"]
    for asked in ("kubernetes", "クーバネティス", "Kubernetes（クーバネティス）"):
        assert [row["reading"] for row in explain(script, asked, words)] == ["クーバネティス"]


def test_what_stands_inside_something_longer_is_told() -> None:
    script = script_of("mailingの日本語。")
    inside = standing_inside(script, "ＭＡＩＬ")
    assert inside is not None
    assert inside.written == "mailing"
    assert standing_inside(script, "本語") is None
    assert stands_in(script, "本語")
    assert not stands_in(script, "英語")


def test_every_term_stands_in_its_sentence() -> None:
    rows = summarise(script_of("会議は11月25日（水）の10時からです。Ａ級の工夫した人気のない道です。"), words)
    assert "（水）" in {row["term"] for row in rows}
    for row in rows:
        assert row["sentence"][row["start"] :].startswith(row["term"]), row
