"""Every form of transcript is valid whatever the text is, holds all of it, and keeps to the sound's times."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree

from narrate import transcript
from narrate.model import Audio, Chapter, Cue, Episode, TimeMark
from narrate.transcript.lines import line_ends
from narrate.transcript.times import times_at

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {"mei": "Mei", "zunda": "ずんだもん", "odd": "A & <B>\n-->"}
RATE = 48_000
SRT_TIME = r"\d{2,}:[0-5]\d:[0-5]\d,\d{3}"
SRT_BLOCK = re.compile(rf"(\d+)\n({SRT_TIME}) --> ({SRT_TIME})\n(.+(?:\n.+)?)\n")
LONG = "研究者たちは、学習と推論という2つの方法を組み合わせる道を、長い時間をかけて探し続けてきました。"


def cue(text: str, start_ms: int = 0, end_ms: int = 1000, **more: Any) -> Cue:
    said = {"section": 0, "spoken": text, "voice": "mei", **more}
    return Cue(text=text, start_ms=start_ms, end_ms=end_ms, **said)


def episode(*cues: Cue, title: str = "題名", chapters: Sequence[Chapter] = ()) -> Episode:
    end_ms = cues[-1].end_ms + 20 if cues else 1000
    return Episode(
        guid="0b6c2b8e-7b0b-5c3c-8f0e-6f7d8c9b0a1d",
        slug="o1",
        title=title,
        date=None,
        byline="",
        source="o1.txt",
        published="2024-09-22T00:00:00+09:00",
        voice="mei",
        credit="",
        audio=Audio("a.mp3", 1, "0" * 64, RATE, end_ms * RATE // 1000, -16.0),
        chapters=tuple(chapters) or (Chapter(title, 0, end_ms),),
        cues=cues,
    )


def spoken_in_turn(*texts: str) -> Episode:
    at, cues = 0, []
    for text in texts:
        cues.append(cue(text, at, at + 400 * len(text) - 300))
        at += 400 * len(text)
    return episode(*cues)


def written(one: Episode, kind: str) -> str:
    found = {made.kind: made.data for made in transcript.made(one, NAMES)}
    return found.get(kind, b"").decode()


def validated(one: Episode, kind: str, schema: str = "transcript") -> Any:
    data = json.loads(written(one, kind))
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(rules)
    Draft202012Validator(rules).validate(data)
    return data


def vtt(one: Episode) -> list[webvtt.Cue]:
    return webvtt.parse(written(one, "vtt").encode())


def srt(one: Episode) -> list[tuple[int, int, list[str]]]:
    text = written(one, "srt")
    blocks = [block + "\n" for block in text.rstrip("\n").split("\n\n") if block]
    found = [SRT_BLOCK.fullmatch(block) for block in blocks]
    assert all(found), text
    matches = [match for match in found if match]
    assert [int(match[1]) for match in matches] == list(range(1, len(matches) + 1))
    return [(_srt_ms(match[2]), _srt_ms(match[3]), match[4].split("\n")) for match in matches]


def _srt_ms(clock: str) -> int:
    hours, minutes, seconds, ms = map(int, re.split("[:,]", clock))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def seen(text: str) -> str:
    """The characters of a text that are seen, none of those that no file may hold, nor what we add."""
    unseen = "\x00-\x20\x7f-\x9f\ufffe\uffff\ud800-\udfff\u2028-\u202e\u2060\u2066-\u2069"
    return re.sub(f"[{unseen}]|\\s", "", text)


# What the forms look like


def test_each_form_says_what_it_is() -> None:
    one = episode(cue("はい。", marks=(TimeMark("ハ", 0, 90), TimeMark("イ", 90, 200))))
    assert [(made.kind, made.suffix, made.type) for made in transcript.made(one, NAMES)] == [
        ("vtt", ".vtt", "text/vtt"),
        ("srt", ".srt", "application/x-subrip"),
        ("json", ".json", "application/json"),
        ("html", ".html", "text/html"),
        ("chapters", ".chapters.json", "application/json+chapters"),
        ("words", ".words.json", "application/json"),
    ]


def test_there_are_no_words_without_marks() -> None:
    assert [made.kind for made in transcript.made(episode(cue("はい。")), NAMES)][-1] == "chapters"


def test_the_same_episode_gives_the_same_bytes() -> None:
    one = spoken_in_turn("はい。", LONG)
    assert list(transcript.made(one, NAMES)) == list(transcript.made(replace(one), dict(NAMES)))


def test_webvtt_names_who_speaks_and_escapes_what_is_markup() -> None:
    second = cue("<b>はい", 3_723_004, 3_724_000, voice="zunda")
    one = episode(cue("a < b && c > d --> e", 1_500, 2_000), second)
    assert written(one, "vtt") == (
        "WEBVTT\n\n"
        "00:00:01.500 --> 00:00:02.000\n<v Mei>a &lt; b &amp;&amp; c &gt; d --&gt; e\n\n"
        "01:02:03.004 --> 01:02:04.000\n<v ずんだもん>&lt;b&gt;はい\n"
    )


def test_srt_has_no_second_arrow() -> None:
    one = episode(cue("1 --> 2", 1_500, 2_000))
    assert written(one, "srt") == "1\n00:00:01,500 --> 00:00:02,000\n1 --\u2060> 2\n"


def test_a_name_is_kept_on_its_line() -> None:
    assert vtt(episode(cue("はい", voice="odd")))[0].voice == "A & <B> -->"


def test_a_voice_without_another_name_is_called_by_its_own() -> None:
    assert vtt(episode(cue("はい", voice="akane")))[0].voice == "akane"


def test_the_author_s_words_are_shown_not_the_spoken_ones() -> None:
    one = episode(cue("o1です。", spoken="オーワンです。"))
    for kind in ("vtt", "srt", "json", "html"):
        assert "o1です。" in written(one, kind)
        assert "オーワン" not in written(one, kind)


def test_json_has_a_segment_a_sentence() -> None:
    one = spoken_in_turn("はい。", LONG)
    assert validated(one, "json")["segments"] == [
        {"speaker": "Mei", "startTime": 0.0, "endTime": 0.9, "body": "はい。"},
        {"speaker": "Mei", "startTime": 1.2, "endTime": one.cues[1].end_ms / 1000, "body": LONG},
    ]


def test_words_are_what_is_heard_and_when() -> None:
    marks = TimeMark("ハ", 1000, 1090), TimeMark("イ", 1090, 1200)
    one = episode(cue("いいえ。", 0, 900), cue("はい。", 1000, 1200, marks=marks))
    (segment,) = validated(one, "words")["segments"]
    assert segment["body"] == "はい。"
    assert segment["words"] == [
        {"startTime": 1.0, "endTime": 1.09, "body": "ハ"},
        {"startTime": 1.09, "endTime": 1.2, "body": "イ"},
    ]


def test_chapters_are_those_of_the_tag() -> None:
    chapters = (Chapter("題\n名", 0, 1_234), Chapter("", 1_234, 20_000))
    data = validated(episode(cue("はい。"), chapters=chapters), "chapters", "chapters")
    assert data["chapters"] == [
        {"startTime": 0.0, "endTime": 1.234, "title": "題 名", "toc": True},
        {"startTime": 1.234, "endTime": 20.0, "title": "題名", "toc": True},
    ]


def test_the_page_has_headings_and_paragraphs() -> None:
    cues = (
        cue("題名", 0, 900),
        cue("山本の記事です。", 1_900, 3_000),
        cue("はじめに & <おわり>", 4_500, 5_000, section=1),
        cue("一つ目。", 6_000, 7_000, section=1),
        cue("二つ目の、", 7_450, 8_000, section=1),
        cue("続き。", 8_180, 9_000, section=1),
        cue("Next one.", 9_750, 10_000, section=1),
        cue("Last one.", 10_450, 11_000, section=1),
        cue("小見出し", 12_500, 13_000, section=2),
    )
    chapters = Chapter("題名", 0, 4_500), Chapter("はじめに", 4_500, 13_000)
    page = written(episode(*cues, chapters=chapters), "html")
    assert page.partition("<body>\n")[2] == (
        '<h1>題名</h1>\n<time datetime="PT0.000S">00:00</time>\n<p>山本の記事です。</p>\n'
        '<time datetime="PT4.500S">00:04</time>\n<h2>はじめに &amp; &lt;おわり&gt;</h2>\n'
        "<p>一つ目。二つ目の、続き。</p>\n<p>Next one. Last one.</p>\n"
        '<time datetime="PT12.500S">00:12</time>\n<h3>小見出し</h3>\n</body>\n</html>\n'
    )


def test_the_page_says_who_speaks_only_where_there_are_several() -> None:
    alone = episode(cue("題名"), cue("一人です。", 2_000, 3_000))
    together = episode(*alone.cues, cue("二人です。", 3_100, 4_000, voice="zunda"))
    assert "<cite>" not in written(alone, "html")
    assert re.findall("<cite>(.*)</cite>", written(together, "html")) == ["Mei:", "ずんだもん:"]


# Lines and times


def test_a_line_ends_where_one_pauses() -> None:
    first, second = (
        "研究者たちは、学習と推論という2つの方法を組み合わせる道を、",
        "長い時間をかけて探し続けてきました。",
    )
    assert _lines(first + second, (), 32) == [first, second]
    assert _lines(first, (), 32) == [first]


def test_a_bunsetsu_stays_whole() -> None:
    text = "研究者が/モデルの/数学的な/問題を/解決する/能力を/向上させるために/歩いてきた/道のりの/話です"
    starts = list(accumulate(map(len, text.split("/"))))
    lines = _lines(text.replace("/", ""), starts, 32)
    assert len(lines) == 2
    assert set(accumulate(map(len, lines))) <= set(starts)


@pytest.mark.parametrize("word", ["o1-mini-2024-09-12", "3,141,592.65", "don't", "https://example.com/a?b=c"])
@pytest.mark.parametrize("before", range(20, 33))
def test_a_latin_word_or_number_stays_whole(word: str, before: int) -> None:
    lines = _lines("あ" * before + word + "い" * 30, (), 32)
    assert any(word in line for line in lines)


@pytest.mark.parametrize("letter", ["か\u3099", "葛\U000e0100", "👩\u200d🔬", "👍🏽"])
def test_what_is_seen_as_one_character_is_not_parted(letter: str) -> None:
    for line in _lines(letter * 50, (), 32):
        assert line == letter * (len(line) // len(letter))


def test_a_sentence_of_many_lines_is_shown_in_parts_while_they_are_heard() -> None:
    text = LONG * 3
    one = episode(cue(text, 0, 60_000))
    shown = vtt(one)
    assert [len(part.lines) for part in shown] == [2, 1]
    assert (shown[0].start_ms, shown[-1].end_ms) == (0, 60_000)
    assert shown[0].end_ms == shown[1].start_ms
    assert shown[0].end_ms / 60_000 == pytest.approx(len("".join(shown[0].lines)) / len(text), abs=0.05)


def test_a_place_in_a_sentence_is_told_by_what_is_said_before_it() -> None:
    text, spoken = "GPT-4の話を、します", "ジーピーティーフォーのはなしを、します"
    (at,) = times_at(cue(text, 1_000, 2_000, spoken=spoken), [text.index("します")])
    assert at == pytest.approx(1_000 + 1_000 * 16.5 / 19.5, abs=40)


def test_a_place_in_a_sentence_is_told_by_its_marks() -> None:
    said = "ハナシヲシマス"
    times = [0, 100, 200, 300, 700, 800, 900]
    marks = tuple(TimeMark(mora, at, at + 100) for mora, at in zip(said, times, strict=True))
    assert times_at(cue("話を、します", 0, 1_000, marks=marks), [3]) == [700]


def _lines(text: str, breaks: Sequence[int], width: int) -> list[str]:
    ends = line_ends(text, breaks, width)
    return [text[start:end] for start, end in pairwise([0, *ends])]


# Whatever the text is

PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["-->", "&lt;", "&amp;", "\r\n\r\n", "\u202e", "\u2066", "\0", "<v x>", "NOTE "]),
    st.sampled_from(["a" * 500, "1" * 100, "、" * 70, "か\u3099" * 60, "👩\u200d👩\u200d👧", "STYLE\n\n"]),
    st.just("1\n00:00:00,000 --> 00:00:01,000\n"),
    st.text("あいうアイ研究、。「」 a1", max_size=90),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map("".join)


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Cues of any text one after another, some very short; breaks and marks may be anywhere."""
    at, section, cues = 0, 0, []
    for text in draw(st.lists(TEXTS, min_size=1, max_size=5)):
        at += draw(st.integers(0, 2_000))
        end = at + draw(st.sampled_from([1, 900, 60_000])) + len(text)
        breaks = tuple(sorted(draw(st.sets(st.integers(0, 99), max_size=20))))
        marks = tuple(TimeMark("ア", at, at + 1) for _ in range(draw(st.sampled_from([0, 1, 9]))))
        section += draw(st.integers(0, 1))
        voice = draw(st.sampled_from([*NAMES, ""]))
        said = {"spoken": draw(st.sampled_from([text, "", "ア"])), "section": section, "voice": voice}
        cues.append(cue(text, at, end, breaks=breaks, marks=marks, **said))
        at = end
    return episode(*cues, title=draw(TEXTS))


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(episodes())
def test_any_text_is_valid_whole_and_within_the_sound(one: Episode) -> None:
    words = seen("".join(cue.text for cue in one.cues))
    length_ms = one.audio.samples * 1000 / RATE
    for width, found in (65, [(c.start_ms, c.end_ms, c.lines) for c in vtt(one)]), (32, srt(one)):
        assert seen("".join(line for *_, lines in found for line in lines)) == words
        assert all(len(line.replace("\u2060", "")) <= width for *_, lines in found for line in lines)
        assert all(start < end <= length_ms for start, end, _ in found)
        assert all(before[1] <= after[0] for before, after in pairwise(found))
    segments = validated(one, "json")["segments"]
    assert seen("".join(segment["body"] for segment in segments)) == words
    assert all(segment["endTime"] * 1000 <= length_ms for segment in segments)
    if any(cue.marks and seen(cue.text) for cue in one.cues):
        validated(one, "words")
    validated(one, "chapters", "chapters")


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(episodes())
def test_a_page_of_any_text_is_well_formed(one: Episode) -> None:
    page = written(one, "html")
    closed = re.sub("<(meta[^>]*)>", r"<\1/>", page.removeprefix("<!DOCTYPE html>\n"))
    tree = etree.fromstring(closed.encode())
    assert tree.get("lang") == "ja"
    tags = {str(element.tag) for element in tree.iter()}
    assert tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "time", "cite", "p"}
    shown = "".join("".join(element.itertext()) for element in tree.find("body").iter("h2", "h3", "p"))
    words = seen("".join(cue.text for cue in one.cues))
    assert words.endswith(seen(shown))
    assert words.removesuffix(seen(shown)) in ("", seen("".join(tree.find("body/h1").itertext())))
