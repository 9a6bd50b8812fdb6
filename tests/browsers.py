"""A real browser for the tests of pages, and everything that a page asks for in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, Page, expect, sync_playwright

expect.set_options(timeout=20_000)  # ms; a busy machine is no fault of a page
DARK, LIGHT = {"color_scheme": "dark"}, {"color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
_PLAYS_BEYOND = """async least => {
    const audio = document.querySelector("audio"), end = performance.now() + 20_000;
    while (audio.paused || audio.currentTime <= least) {
        if (performance.now() > end) throw new Error(`is at ${audio.currentTime} s, paused: ${audio.paused}`);
        await new Promise(requestAnimationFrame);
    }
}"""
_OF_AXE = ("axe.utils.preloadMedia", "Couldn't load preload assets")
"""What axe says of its own attempts, as soon or as late as they fail."""
WITH_APPS = ("chromium", "google-chrome")
"""Browsers that can install a page as an app."""
_ANY = ("chromium-headless-shell", *WITH_APPS)
"""The first is Chromium without its windows: the same pages in two thirds of the time."""
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium; the test is skipped where there is none, unless NARRATE_REQUIRE_BROWSER is set."""
    with sync_playwright() as playwright, launched(playwright.chromium, _ANY) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, programs: tuple[str, ...]) -> Iterator[Browser]:
    """The first of these programs that is installed."""
    path = next(filter(None, map(shutil.which, programs)), None)
    if path is None:
        if os.environ.get("NARRATE_REQUIRE_BROWSER"):
            pytest.fail(f"NARRATE_REQUIRE_BROWSER is set, but there is none of {', '.join(programs)}")
        pytest.skip("no chromium is installed: the pages were not opened in a browser")
    browser = kind.launch(executable_path=path, args=_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one module."""
    with chromium() as browser:
        yield browser


class Watched:
    """A page with all that it asked for, and all that it complained of; ``script`` runs before its own."""

    def __init__(self, browser: Browser, address: str, script: str = "", **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.context.add_init_script(script)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("console", lambda message: self._note(message.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = self.context.new_page()
        self.page.goto(address)

    def _note(self, line: str) -> None:
        if not line.startswith(_OF_AXE):
            self.complaints.append(line)

    def plays_beyond(self, seconds: float) -> None:
        """Wait until the audio plays and is past that time; Playwright's own waiting needs eval."""
        self.page.evaluate(_PLAYS_BEYOND, seconds)

    def seek(self, seconds: float) -> None:
        """Bring the audio to a time, as the browser's own controls would."""
        self.page.evaluate("t => { document.querySelector('audio').currentTime = t }", seconds)

    def time(self) -> float:
        """Where the audio is, in seconds."""
        return float(self.page.evaluate("document.querySelector('audio').currentTime"))

    def marked(self) -> list[str | None]:
        """The starts of the sentences that are marked as heard."""
        marked = self.page.locator("[data-end][aria-current]")
        return [each.get_attribute("data-start") for each in marked.all()]


class OpenPage(Protocol):
    """Opens the page at an address; all that it asks for is to be below ``place``."""

    def __call__(self, address: str, place: str, **context: Any) -> Watched:
        """The page."""


@contextmanager
def opening(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages; in the end, none may have complained, or asked for anything beyond its own place."""
    watched: list[tuple[Watched, str]] = []

    def open_page(address: str, place: str, **context: Any) -> Watched:
        watched.append((Watched(browser, address, **context), place))
        return watched[-1][0]

    yield open_page
    for each, place in watched:
        each.context.close()
        assert not each.complaints, each.complaints
        elsewhere = [url for url in each.asked if not url.removeprefix("blob:").startswith(place)]
        assert not elsewhere, elsewhere


@pytest.fixture
def opened(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, and sees in the end that none has complained; see ``opening``.

    Whoever serves is named before it, or around ``opening``: a page that outlives its server complains.
    """
    with opening(browser) as open_page:
        yield open_page


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds that keeps people out, and where."""
    found = [
        each for each in Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")
    ]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
