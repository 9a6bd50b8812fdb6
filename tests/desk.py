"""The owner's pages in a real browser, for tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import Watched
from playwright.sync_api import Browser, Locator, Page
from serving import served

from narrate.cast import Cast
from narrate.server.owner import renew_token
from narrate.show import Show

_REFUSED = re.compile("the server responded with a status of 4")
"""Browsers write that into their console; pages tell it their own way."""


class Desk(Watched):
    """The owner's first page, at ``address``, and what the owner does there."""

    def __init__(self, browser: Browser, address: str, token: str, path: str = "", **context: Any) -> None:
        self.address, self.token = address, token
        super().__init__(browser, f"{address}/owner{path}", **context)

    def sign_in(self, page: Page | None = None) -> None:
        """Give the token, on this page or on another one."""
        page = page or self.page
        page.get_by_label(re.compile("トークン|token")).fill(self.token)
        page.keyboard.press("Enter")
        page.locator("main").wait_for()

    def add(self, text: str) -> None:
        """Type an address or a text, and press the button."""
        self.page.get_by_label("記事のアドレス、または本文").fill(text)
        self.press("追加")

    def press(self, name: str) -> None:
        """Press the button whose name begins so."""
        self.page.get_by_role("button", name=re.compile(f"^{name}")).click()

    def row(self, title: str) -> Locator:
        """An article in the list."""
        return self.page.locator("li").filter(has=self.page.get_by_role("heading", name=title))

    def faults(self) -> list[tuple[str, list[str]]]:
        """What axe finds that keeps people out, and where; its own attempts are no complaints."""
        before = list(self.complaints)
        found = Axe().run(self.page).response["violations"]
        self.complaints[:] = before
        grave = [each for each in found if each["impact"] in ("serious", "critical")]
        return [(each["id"], [node["html"] for node in each["nodes"]]) for each in grave]


@contextmanager
def desk(
    browser: Browser, show: Show, cast: Cast, path: str = "", base_url: str = "", **context: Any
) -> Iterator[Desk]:
    """The page of a show that is served; in the end it has not complained."""
    token = renew_token(show)
    with served(show, cast, base_url) as address:
        watched = Desk(browser, address, token, path, **context)
        yield watched
        watched.context.close()
    complaints = [line for line in watched.complaints if not _REFUSED.search(line)]
    assert not complaints, complaints


@pytest.fixture
def owners(browser: Browser, show: Show, cast: Cast) -> Iterator[Desk]:
    """The page of an empty show, its owner signed in."""
    with desk(browser, show, cast) as page:
        page.sign_in()
        yield page
