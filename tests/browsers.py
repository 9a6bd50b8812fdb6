"""A real browser for the tests of pages, and everything that a page asks for in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_PLAYS_BEYOND = """async least => {
    const audio = document.querySelector("audio"), end = performance.now() + 20_000;
    while (audio.paused || audio.currentTime <= least) {
        if (performance.now() > end) throw new Error(`is at ${audio.currentTime} s, paused: ${audio.paused}`);
        await new Promise(requestAnimationFrame);
    }
}"""
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium; the test is skipped where there is none, unless NARRATE_REQUIRE_BROWSER is set."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("NARRATE_REQUIRE_BROWSER"):
            pytest.fail("NARRATE_REQUIRE_BROWSER is set, but there is no chromium")
        pytest.skip("no chromium is installed: the pages were not opened in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


class Watched:
    """A page with all that it asked for, and all that it complained of; ``script`` runs before its own."""

    def __init__(self, browser: Browser, address: str, script: str = "", **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.context.add_init_script(script)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("console", lambda message: self.complaints.append(message.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = self.context.new_page()
        self.page.goto(address)

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
