"""An article without an episode in a real browser: heard and read along while it is being made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsers import DARK, LIGHT, PHONE, OpenPage, Watched, faults, opening
from playwright.sync_api import Browser, Locator, expect
from rooms import ARTICLE, SECOND, written
from serving import Gated, gated_voice, served

from narrate.address import private_key
from narrate.cast import Cast
from narrate.server.owner import renew_token
from narrate.show import Show
from narrate.voices import Voice

PAGE = "/articles/rooms/"
PATIENCE_MS = 20_000
LOGIN = """async token => {
    const body = new URLSearchParams({ token });
    return (await fetch("/login", { method: "POST", body })).status;
}"""


@pytest.fixture
def voice(show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    """A voice as slow as people speak; the article lies ready."""
    written(show, "rooms", ARTICLE)
    voice = gated_voice(monkeypatch, tmp_path, Gated)
    assert isinstance(voice.engine, Gated)
    voice.engine.seconds_per_mora = 0.25  # Chromium plays nothing before it has 32 KB
    return voice


@pytest.fixture
def engine(voice: Voice) -> Gated:
    assert isinstance(voice.engine, Gated)
    return voice.engine


@pytest.fixture
def base(show: Show, voice: Voice) -> Iterator[str]:
    """A server of the show; its address."""
    with served(show, Cast.alone(voice)) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, base: str) -> Iterator[OpenPage]:
    """Opens pages of that server, which none outlives: it would complain of what it can no longer ask for."""
    with opening(browser) as open_page:
        yield open_page


def play(watched: Watched, heading: str) -> None:
    watched.page.get_by_role("button", name=f"再生: {heading}").click()


def sentence(watched: Watched, place: str) -> Locator:
    return watched.page.locator(f"[data-sentence='{place}']")


def is_marked(watched: Watched, place: str) -> None:
    """Wait until that sentence is the one that is heard; looks at each frame, since some are short."""
    watched.page.wait_for_selector(f"[data-sentence='{place}'][aria-current]", timeout=PATIENCE_MS)
    assert watched.page.locator("[data-sentence][aria-current]").count() <= 1


def test_a_section_is_heard_and_read_along_while_it_is_made_and_the_next_one_follows(
    opened: OpenPage, base: str, engine: Gated, show: Show
) -> None:
    gate = engine.gate("窓が")
    watched = opened(f"{base}{PAGE}", base)
    play(watched, "一階")
    watched.plays_beyond(0.2)
    is_marked(watched, "2.1")
    expect(watched.page.locator(".left")).to_have_text("作成中")
    is_marked(watched, "2.2")
    assert not show.sections.exists(), "the rest is still to be made"
    gate.set()
    is_marked(watched, "2.4")
    is_marked(watched, "3.1")
    expect(watched.page.locator(".now")).to_have_text("二階")
    expect(watched.page.locator("a[data-section][aria-current]")).to_have_text("二階")
    expect(watched.page.get_by_role("button", name="一時停止: 二階")).to_be_visible()
    expect(watched.page.locator(".left")).to_have_text("−0:00", timeout=PATIENCE_MS)


def test_a_click_leads_to_any_sentence_that_was_made(opened: OpenPage, base: str, engine: Gated) -> None:
    gate = engine.gate("窓が")
    watched = opened(f"{base}{PAGE}", base)
    sentence(watched, "2.1").click()
    assert watched.page.evaluate("document.querySelector('audio').paused"), "there is nothing to hear yet"
    play(watched, "一階")
    is_marked(watched, "2.2")
    sentence(watched, "2.1").click()
    is_marked(watched, "2.1")
    watched.page.get_by_role("button", name="30秒進む").click()
    known = float(sentence(watched, "2.2").get_attribute("data-end") or 0)
    watched.plays_beyond(known - 0.5)
    assert watched.time() < known + 1, "no further than there is sound"
    gate.set()
    is_marked(watched, "3.0")
    sentence(watched, "2.3").click()
    is_marked(watched, "2.3")
    expect(watched.page.locator(".now")).to_have_text("一階")


def test_a_stream_that_has_ended_is_sought_in_as_a_file(opened: OpenPage, base: str, engine: Gated) -> None:
    gate = engine.gate("模型")
    watched = opened(f"{base}{PAGE}", base)
    play(watched, "二階")
    is_marked(watched, "3.1")
    gate.set()
    watched.page.wait_for_selector("[data-sentence='3.2'][data-end]")
    watched.page.evaluate(
        """() => new Promise(resolve => {
            const audio = document.querySelector("audio");
            const look = () => Number.isFinite(audio.duration) ? resolve() : requestAnimationFrame(look);
            look();
        })"""
    )
    sentence(watched, "3.2").click()
    is_marked(watched, "3.2")
    watched.plays_beyond(float(sentence(watched, "3.2").get_attribute("data-start") or 0))


def test_what_breaks_off_is_told_and_goes_on_when_it_is_played_again(
    browser: Browser, base: str, engine: Gated
) -> None:
    gate = engine.gate("窓が")
    engine.failing.add("窓が")
    watched = Watched(browser, f"{base}{PAGE}")
    play(watched, "一階")
    is_marked(watched, "2.1")
    gate.set()
    expect(watched.page.locator(".message")).to_contain_text("音声が途中で切れました", timeout=PATIENCE_MS)
    expect(watched.page.locator(".now")).to_have_text("一階")
    engine.failing.clear()
    watched.page.locator(".toggle").click()
    is_marked(watched, "2.4")
    expect(watched.page.locator(".message")).to_be_hidden()
    watched.context.close()


def test_a_stranger_is_told_what_only_the_owner_can_have_made(
    browser: Browser, show: Show, voice: Voice
) -> None:
    with served(replace(show, on_demand="owner"), Cast.alone(voice)) as base:
        watched = Watched(browser, f"{base}{PAGE}")
        expect(watched.page.locator(".note")).to_contain_text("番組の持ち主だけが作れます")
        play(watched, "一階")
        expect(watched.page.locator(".message")).to_contain_text("作れるのは番組の持ち主だけです")
        expect(watched.page.get_by_role("status")).to_contain_text("作れるのは番組の持ち主だけです")
        assert faults(watched.page) == []
        watched.context.close()


def test_the_owner_listens_by_the_session_of_the_page(browser: Browser, show: Show, voice: Voice) -> None:
    token = renew_token(show)
    owners = replace(show, on_demand="owner")
    with served(owners, Cast.alone(voice)) as base, opening(browser) as opened:
        watched = opened(f"{base}/", base)
        watched.page.goto(f"{base}{PAGE}")
        assert watched.page.evaluate(LOGIN, token) == 204
        watched.page.reload()
        expect(watched.page.locator(".note")).to_have_count(0)
        play(watched, "一階")
        watched.plays_beyond(0.2)


def test_the_shows_page_leads_to_it_and_the_whole_is_played_from_the_player(
    opened: OpenPage, base: str
) -> None:
    watched = opened(f"{base}/", base, **PHONE)
    watched.page.get_by_role("link", name="図書館の部屋").tap()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("図書館の部屋")
    watched.page.keyboard.press("k")
    is_marked(watched, "1.0")
    watched.page.locator("a[data-section]", has_text="二階").tap()
    is_marked(watched, "3.0")
    watched.page.keyboard.press(">")
    assert watched.page.evaluate("document.querySelector('audio').playbackRate") == 1.1


def test_a_private_shows_article_is_heard_under_its_key(browser: Browser, show: Show, voice: Voice) -> None:
    secret = replace(show, private=True)
    with served(secret, Cast.alone(voice)) as base, opening(browser) as opened:
        place = f"{base}/{private_key(secret)}/"
        watched = opened(f"{place}articles/rooms/", place)
        play(watched, "一階")
        is_marked(watched, "2.1")


def test_without_scripts_each_section_has_the_browsers_own_player(opened: OpenPage, base: str) -> None:
    page = opened(f"{base}{PAGE}", base, java_script_enabled=False).page
    expect(page.locator("audio[controls]")).to_have_count(3)
    page.locator("nav a").nth(2).click()
    assert page.url.endswith("#s2")


@pytest.mark.parametrize("look", [LIGHT, DARK, {**DARK, **PHONE}], ids=["light", "dark", "phone"])
def test_a_screen_reader_finds_its_way(
    opened: OpenPage, base: str, engine: Gated, look: dict[str, Any]
) -> None:
    gate = engine.gate(SECOND)
    watched = opened(f"{base}{PAGE}", base, **look)
    assert faults(watched.page) == []
    play(watched, "一階")
    is_marked(watched, "2.1")
    before = list(watched.complaints)
    assert faults(watched.page) == []
    watched.complaints[:] = before  # axe's own attempts
    gate.set()
