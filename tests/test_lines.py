"""``assets/lines.js``: whatever the server tells the owner is said in Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from messages import messages
from playwright.sync_api import Browser, Page
from serving import served

from narrate.cast import Cast
from narrate.show import Show
from narrate.voices import Voice

NAMES = "|".join(
    (
        *("NARRATE_ALLOW_ADDRESSES", "loudness_lufs", "base_url", "card_font", "narrate", "toml", "template"),
        *("feed", "xml", "tsv", "show", "https?", "url", "APIキー", "MP3", "PNG", "JPEG", "VOICEVOX"),
    )
)
"""What stays as it is written."""
FALLBACK = "サーバーの言葉"
_TOLD = "async lines => { const { told } = await import('/owner/lines.js'); return lines.map(told); }"


@pytest.fixture
def page(browser: Browser, show: Show, blip: Voice) -> Iterator[Page]:
    """The owner's page, in Japanese."""
    with served(show, Cast.alone(blip)) as address:
        page = browser.new_page()
        page.goto(f"{address}/owner")
        yield page
        page.close()


def told(page: Page, *lines: str) -> list[str]:
    said: list[str] = page.evaluate(_TOLD, list(lines))
    return said


def test_every_message_that_the_owner_can_meet_is_said_in_japanese(page: Page) -> None:
    found = list(messages())
    assert len(found) > 130
    said = told(page, *(line for _, line in found))
    left = [(*each, line) for each, line in zip(found, said, strict=True) if FALLBACK in line]
    assert left == []
    half = [line for line in said if re.search("[A-Za-z]{2}", re.sub(NAMES, "", line))]
    assert half == []
    assert all("。" in line for line in said), "whole sentences"


def test_a_voice_that_fails_is_told_with_what_the_page_can_do(page: Page) -> None:
    down = "voice 'zunda': VOICEVOX at http://127.0.0.1:50021 does not answer (connection refused); start it"
    kept = "; 3 of 12 sentences are made and kept: run the same command again to continue"
    (line,) = told(page, down + kept)
    assert line.startswith("声のサーバーが応えません。動いているかを確かめて、もう一度ボタンを")
    assert line.endswith("12文のうち3文はできていて、続きから始まります。")
    broken = "voice 'zunda': the answer of VOICEVOX is cut off; the sentence is: 雨が降ります。"
    assert told(page, broken)[0].endswith("文：雨が降ります。")


def test_a_fault_of_a_file_is_told_with_its_name(page: Page) -> None:
    for line, parts in {
        "/show/narrate.toml: 'season' must be a number, not 'x'": ("narrate.toml", "「season」"),
        "/a/show.tsv:7: has 1 tab-separated columns, needs 2 to 4; write term": ("show.tsv", "7行目"),
        "/a/corrections.tsv:1: reading 'kawa' of '川' is not katakana only; write": (
            "corrections.tsv:1",
            "川",
        ),
        "/show/voices/zunda.toml:4: unknown key 'spede'; a voice has: engine": ("zunda.toml",),
        "/show/feed.xml.template:12: not valid XML: mismatch": ("feed.xml.template", "12行目"),
        "/show/output/x: No space left on device; free some space and run": ("空き",),
    }.items():
        (said,) = told(page, line)
        assert all(part in said for part in parts), said


def test_what_nobody_has_foreseen_is_shown_all_the_same(page: Page) -> None:
    (line,) = told(page, "the plugin is tired")
    assert line.startswith("うまくいきませんでした。")
    assert "the plugin is tired" in line
    page.evaluate("document.documentElement.lang = 'en'")
    assert told(page, "the plugin is tired") == ["the plugin is tired"]
