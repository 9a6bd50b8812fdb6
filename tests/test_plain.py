"""Text and times in the forms that feed, pages, transcripts and tags have in common."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from narrate.pages.words import words_in
from narrate.plain import ascii_host, clean, clipped, clock, full_clock, near_or_some


@given(st.text())
def test_clean_text_is_a_line_that_xml_and_json_hold(text: str) -> None:
    line = clean(text)
    assert len(line.splitlines()) <= 1
    element = etree.Element("text", value=line)
    assert etree.fromstring(etree.tostring(element)).get("value") == line
    assert json.loads(json.dumps(line, ensure_ascii=False).encode()) == line
    assert clean(line) == line


def test_times_are_those_that_people_and_files_write() -> None:
    assert [clock(ms) for ms in (0, 59_999, 3_599_000, 3_600_000)] == ["00:00", "00:59", "59:59", "1:00:00"]
    assert full_clock(43_200_007) == "12:00:00.007"
    assert full_clock(61_234, ",") == "00:01:01,234"


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert [clipped("一二三四", most) for most in (5, 4, 3)] == ["一二三四", "一二三四", "一二…"]


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("example.com", "example.com"),
        ("例え。JP", "xn--r8jz45g.JP"),
        ("straße.example", "xn--strae-oqa.example"),
        ("βόλος.example:8000", "xn--nxasmm1c.example:8000"),
        ("I❤.example", "xn--i-7iq.example"),
        ("ｅｘａｍｐｌｅ．com", "example.com"),
    ],
)
def test_a_host_is_named_as_browsers_ask_for_it(host: str, asked: str) -> None:
    assert ascii_host(host) == asked


@pytest.mark.parametrize("host", ["a..b", "あ" * 64, "a" * 64])
def test_what_no_host_is_called_is_refused(host: str) -> None:
    with pytest.raises(UnicodeError):
        ascii_host(host)


def test_only_japanese_is_japanese() -> None:
    words = {"ja": "全文", "en": "Transcript"}
    found = [words_in(language, words) for language in ("ja", "JA-jp", "en-us", "jam", "")]
    assert found == ["全文", "全文", "Transcript", "Transcript", "Transcript"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("jp", "near it are: ja"),
        ("kokoro", "there are: ja, en, fr, de, it …"),
        ("", "there are: ja, en, fr, de, it …"),
    ],
)
def test_what_may_have_been_meant_is_told_or_what_there_is(name: str, told: str) -> None:
    assert near_or_some(name, ["ja", "en", "fr", "de", "it", "es"]) == told
    assert near_or_some("x", ["ja", "en"]) == "there are: ja, en"
