"""Show notes: what stands in them, in which HTML, and that they fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from narrate.model import Audio, Chapter, Episode
from narrate.notes import MAX_BYTES, notes
from narrate.plain import web_address

ALLOWED = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em"}
EPISODE = Episode(
    guid="g",
    slug="o1",
    title="題名",
    date="2026-04-12",
    byline="山本",
    source="o1.txt",
    published="2026-04-12T00:00:00+09:00",
    voice="mei",
    credit="© Mei",
    audio=Audio("a.mp3", 1, "0" * 64, 48_000, 96_000, -16.0),
    chapters=(Chapter("題名", 0, 61_000), Chapter("終わり", 61_000, 3_723_000)),
    link="https://example.com/o1?a=1&b=2",
    lead="町の話です。\n静かな朝でした。",
)


def test_notes_tell_how_it_begins_what_is_in_it_where_from_and_by_whom() -> None:
    assert notes(EPISODE) == (
        "<p>町の話です。 静かな朝でした。</p><p>2026-04-12 · 山本</p>"
        "<ul><li>00:00 題名</li><li>01:01 終わり</li></ul>"
        '<p><a href="https://example.com/o1?a=1&amp;b=2">元の記事</a></p>'
        "<p>音声合成による読み上げです。 © Mei</p>"
    )


def test_notes_of_a_show_in_another_language_are_english() -> None:
    assert "Read by a synthetic voice." in notes(EPISODE, "en-us")


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(EPISODE, date=None, byline="", chapters=(), link="", lead="", credit="")
    assert notes(bare) == "<p>音声合成による読み上げです。</p>"


def test_of_too_many_chapters_the_first_are_listed() -> None:
    chapters = tuple(Chapter(f"とても長い見出しその{i}", i * 1000, i * 1000 + 999) for i in range(300))
    text = notes(replace(EPISODE, chapters=chapters))
    assert MAX_BYTES - 200 < len(text.encode()) <= MAX_BYTES
    assert text.endswith("<p>音声合成による読み上げです。 © Mei</p>")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "//e.com",
        "https://a b",
        'https://e/"x',
        "https://[x",
        "https://e.com/\x01",
        "\x01https://e.com/",
    ],
)
def test_an_address_that_a_browser_must_not_open_is_no_link(address: str) -> None:
    assert web_address(address) == ""
    assert "<a" not in notes(replace(EPISODE, link=address))


def test_a_link_that_would_leave_no_room_is_left_out() -> None:
    assert "<a" in notes(replace(EPISODE, link=f"https://e.com/?{'a' * 700}"))
    assert "<a" not in notes(replace(EPISODE, link=f"https://e.com/?{'&' * 900}"))


@given(*[st.text(max_size=6000)] * 5)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_hostile_texts_make_harmless_notes(
    title: str, byline: str, lead: str, credit: str, link: str
) -> None:
    episode = replace(
        EPISODE,
        byline=byline,
        lead=f"{lead}]]><script>x</script>",
        credit=credit[:300],
        link=f"https://example.com/{link}",
        chapters=(Chapter(f"<b onclick=x>{title}", 0, 1), Chapter("\ud800\x00", 1, 2)),
    )
    text = notes(episode)
    assert len(text.encode()) <= MAX_BYTES
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)
    etree.fromstring(f"<notes>{text}</notes>".encode())
    page = html.fromstring(f"<div>{text}</div>")
    assert {each.tag for each in page.iterdescendants()} <= ALLOWED
    assert {name for each in page.iter() for name in each.attrib} <= {"href"}
