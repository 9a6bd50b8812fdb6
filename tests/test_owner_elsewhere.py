"""Articles that come from other apps and pages: they fill in the form, and only the owner sends it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, unquote, urlencode

import httpx
import pytest
from browsers import WITH_APPS, launched
from desk import Desk, desk
from playwright.sync_api import Browser, Page, expect
from sites import Site

from narrate.cast import Cast
from narrate.show import Show

PAGE = """<html><title>川の話</title><script>let secret = "読まれない"</script><style>p { margin: 0 }</style>
<body><article><h1>川の話</h1><p id="drawn"></p><p>川は海へ行きます。</p></article>
<script>document.querySelector("#drawn").textContent = "川は流れています。"</script>"""
HTML = {"Content_Type": "text/html; charset=utf-8"}
ADDRESS = "https://example.com/川?a=1&b=2"


def articles(owners: Desk) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {owners.token}"}
    found: list[dict[str, Any]] = httpx.get(f"{owners.address}/articles", headers=headers).json()["articles"]
    return found


def field(page: Page) -> str:
    return page.get_by_label("記事のアドレス、または本文").input_value()


@pytest.mark.parametrize(
    ("shared", "filled_in"),
    [
        ({"url": ADDRESS, "title": "川の話"}, ADDRESS),
        ({"title": "川の話", "text": f"川の話 {ADDRESS}"}, ADDRESS),
        ({"text": "「川の話」（https://example.com/a）"}, "https://example.com/a"),
        ({"title": "https://example.com/a", "text": ""}, "https://example.com/a"),
        ({"title": "川の話", "text": "川は流れています。"}, "川の話\n\n川は流れています。"),
        ({"text": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    ],
)
def test_what_an_app_shares_is_filled_in_and_not_sent(
    browser: Browser, show: Show, cast: Cast, shared: dict[str, str], filled_in: str
) -> None:
    with desk(browser, show, cast, f"?{urlencode(shared)}") as owners:
        owners.sign_in()
        assert field(owners.page) == filled_in
        expect(owners.page.locator(".news")).to_be_focused()
        assert owners.page.url == f"{owners.address}/owner", "it is filled in once"
        assert articles(owners) == []


def test_the_page_can_be_installed(browser: Browser, show: Show, cast: Cast) -> None:
    with launched(browser.browser_type, WITH_APPS) as installer, desk(installer, show, cast) as owners:
        owners.sign_in()
        asked = owners.context.new_cdp_session(owners.page)
        told = asked.send("Page.getAppManifest")
        faults = asked.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert told["errors"] == []
    assert json.loads(told["data"])["share_target"]["method"] == "GET"
    assert [fault["errorId"] for fault in faults] == ["in-incognito"], "as all pages of a test are"


def bookmark(owners: Desk) -> str:
    """The address that is dragged to the bookmarks bar."""
    owners.page.locator("summary").click()
    address = owners.page.get_by_role("link", name="聴く記事に追加").get_attribute("href")
    assert address
    return address


def clicked(owners: Desk, site: Site, path: str = "/kawa") -> Page:
    """The owner's page as it opens when the bookmark is clicked on a page of another site."""
    code = bookmark(owners)
    owners.page.goto(f"http://localhost:{site.port}{path}")
    with owners.context.expect_page() as opened:
        owners.page.evaluate("code => { location.href = code }", code)
    opened.value.locator("main h1").wait_for()
    return opened.value


def test_the_bookmark_hands_over_the_page_as_it_is_seen(owners: Desk, site: Site, show: Show) -> None:
    site.page(PAGE.encode(), "/kawa?page=1", **HTML)
    opened = clicked(owners, site, "/kawa?page=1")
    held = opened.locator(".held")
    expect(held).to_contain_text("川の話")
    expect(held).to_contain_text(f"localhost:{site.port}のページ · 21文字")
    expect(opened.get_by_text("内容を確かめて「追加」を押してください。")).to_be_focused()
    opened.keyboard.press("Enter")
    assert articles(owners) == [], "before the button is pressed"
    asked = len(site.asked)
    opened.get_by_role("button", name="追加", exact=True).click()
    expect(opened.locator(".articles .state")).to_have_text("公開中")
    kept = (show.articles / "kawa.html").read_text(encoding="utf-8-sig")
    assert f"http://localhost:{site.port}/kawa?page=1" in kept.splitlines()[0]
    assert "川は流れています。" in kept
    assert "読まれない" not in kept
    assert len(site.asked) == asked, "the server asks nobody"
    assert owners.page.get_by_role("heading", name="川の話").is_visible(), "the page stays as it was"


def test_where_pages_are_kept_apart_the_address_is_handed_over(owners: Desk, site: Site) -> None:
    site.page(PAGE.encode(), "/kawa", **HTML, Cross_Origin_Opener_Policy="same-origin")
    opened = clicked(owners, site)
    assert field(opened) == f"http://localhost:{site.port}/kawa"
    expect(opened.locator(".held")).to_be_hidden()


def test_of_a_page_that_is_too_large_the_address_is_taken(owners: Desk, site: Site) -> None:
    site.page((PAGE + "あ" * 700_000).encode(), "/kawa", **HTML)
    opened = clicked(owners, site)
    expect(opened.locator(".news")).to_have_text("ページが大きすぎるため、アドレスだけを受け取りました。")
    assert field(opened) == f"http://localhost:{site.port}/kawa"


def test_another_site_can_neither_add_nor_speak_for_others(owners: Desk, site: Site) -> None:
    """It opens the owner's page, and sends what it likes; what comes last is the first that is taken."""
    lies: list[Any] = [
        *(None, "text", {}, {"url": "https://bank.example/", "title": "a", "html": "<p>a", "characters": 1}),
        {"url": "javascript:alert(1)", "title": "a", "html": "<p>a", "characters": 1},
        {"url": "http://", "title": "a", "html": "<p>a", "characters": 1},
        {"url": f"http://localhost:{site.port}/", "title": "a", "html": "<p>a", "characters": "<b>"},
    ]
    own = {
        "url": f"http://localhost:{site.port}/",
        "title": "<img src=x>",
        "html": "<img src=x onerror=alert(1)>",
        "characters": 1,
    }
    site.page(b"<p>evil", "/evil", **HTML)
    owners.page.goto(f"http://localhost:{site.port}/evil")
    with owners.context.expect_page() as popup:
        owners.page.evaluate(
            """([address, all]) => {
                onmessage = ({ source }) => all.forEach((each) => source.postMessage(each, "*"));
                open(address);
            }""",
            [f"{owners.address}/owner?url={quote('https://evil.example/')}", [*lies, own]],
        )
    opened = popup.value
    expect(opened.locator(".held strong")).to_have_text("<img src=x>")
    assert field(opened) == "https://evil.example/"
    assert articles(owners) == []
    with owners.page.expect_response("**/articles") as answer:
        owners.page.evaluate(
            "to => fetch(to, { method: 'POST', credentials: 'include', mode: 'no-cors', body: 'a' })",
            f"{owners.address}/articles",
        )
    assert answer.value.status == 401
    assert articles(owners) == []


def test_the_bookmark_knows_its_server_by_the_address_that_it_was_given(
    show: Show, cast: Cast, browser: Browser
) -> None:
    with desk(browser, show, cast, base_url="https://podcast.example.com") as owners:
        owners.sign_in()
        code = unquote(bookmark(owners))
    assert '"https://podcast.example.com"' in code
    assert owners.address not in code


def test_a_click_on_the_bookmark_s_link_says_what_to_do_and_its_code_can_be_copied(owners: Desk) -> None:
    code = bookmark(owners)
    owners.page.get_by_role("link", name="聴く記事に追加").click()
    expect(owners.page.get_by_text("ブックマークバーへドラッグしてください")).to_be_visible()
    owners.context.grant_permissions(["clipboard-read", "clipboard-write"])
    owners.press("ブックマークのコードをコピー")
    expect(owners.page.get_by_text("コピーしました。")).to_be_visible()
    assert owners.page.evaluate("navigator.clipboard.readText()") == code
