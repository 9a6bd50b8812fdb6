"""The owner changes the text of an article in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import DARK, PHONE
from desk import Desk, desk
from playwright.sync_api import Browser, Locator, Route, expect

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.show import Show

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。\n"
CHANGED = TEXT.replace("海へ", "湖へ")
_IS_ON_TOP = """(element, [x, y]) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return document.elementFromPoint(x < 0 ? right + x : left + x, y < 0 ? bottom + y : top + y) === element;
}"""
"""Whether an element is what is touched at a place, in px from its left or right and top or bottom edge."""


@pytest.fixture
def article(show: Show, cast: Cast) -> Show:
    """A show with one article, and its episode."""
    show.articles.mkdir()
    (show.articles / "kawa.txt").write_text(TEXT, encoding="utf-8")
    build_episode(show, show.articles / "kawa.txt", cast, "http://a.example")
    return show


@pytest.fixture
def owners(browser: Browser, article: Show, cast: Cast) -> Iterator[Desk]:
    """The page of the article's text, its owner signed in."""
    with desk(browser, article, cast, "/text/kawa") as page:
        page.sign_in()
        field(page).wait_for()
        yield page


def field(owners: Desk) -> Locator:
    return owners.page.get_by_label("本文", exact=True)


def remade(owners: Desk) -> Locator:
    """The bar that says that the episode is made again, the text having been changed and saved."""
    field(owners).fill(CHANGED)
    owners.press("保存する")
    bar = owners.page.get_by_role("complementary")
    expect(bar).to_contain_text("エピソードを作り直しました。")
    return bar


def test_a_text_is_changed_and_its_episode_made_again(owners: Desk, article: Show) -> None:
    expect(field(owners)).to_have_value(TEXT)
    field(owners).fill(CHANGED.replace("川の話", "大きな川の話"))
    owners.press("保存する")
    expect(owners.page.locator(".news")).to_have_text("保存しました。")
    expect(owners.page.get_by_role("complementary")).to_contain_text("エピソードを作り直しました。")
    expect(owners.page.locator(".facts")).to_have_text("大きな川の話")
    assert "湖へ" in (article.articles / "kawa.txt").read_text(encoding="utf-8")
    owners.page.get_by_role("complementary").get_by_role("link", name="聴く").click()
    expect(owners.page.get_by_text("川は湖へ行きます。", exact=True)).to_be_visible()


def test_the_list_leads_to_the_text_and_tells_the_day_of_its_file(owners: Desk) -> None:
    owners.page.locator(".home a").click()
    today = owners.page.evaluate("new Date().toLocaleDateString('ja', { dateStyle: 'long' })")
    expect(owners.row("川の話").locator(".saved")).to_have_text(f"{today}に保存")
    owners.row("川の話").get_by_role("link", name="本文を直す").click()
    expect(field(owners)).to_have_value(TEXT)


def test_what_is_as_it_was_is_not_saved_but_told(owners: Desk) -> None:
    owners.press("保存する")
    expect(owners.page.locator(".news")).to_have_text("前と同じです。変わったところはありません。")
    assert not [url for url in owners.asked if "/jobs/" in url]


@pytest.mark.parametrize(
    "look", [PHONE, {"viewport": {"width": 1280, "height": 800}}], ids=["phone", "desktop"]
)
def test_nothing_lies_over_the_button_when_the_episode_is_made(
    browser: Browser, article: Show, cast: Cast, look: dict[str, object]
) -> None:
    with desk(browser, article, cast, "/text/kawa", **look) as owners:
        owners.sign_in()
        made = remade(owners)
        expect(made).to_be_in_viewport(ratio=1)
        button = owners.page.get_by_role("button", name="保存する")
        for x, y in ((5, 5), (5, -5), (-5, 5), (-5, -5)):
            assert button.evaluate(_IS_ON_TOP, [x, y]), f"{x}, {y} px from its edge"


def test_what_is_said_of_saving_is_true_of_what_stands_in_the_field(owners: Desk) -> None:
    news = owners.page.locator(".news")
    field(owners).fill(CHANGED)
    expect(news).to_have_text("まだ保存していません。")
    owners.press("保存する")
    expect(news).to_have_text("保存しました。")
    field(owners).press_sequentially("x")
    expect(news).to_have_text("まだ保存していません。")
    field(owners).press("Backspace")
    expect(news).to_have_text("")


def test_what_is_typed_while_the_text_is_saved_is_not_called_saved(owners: Desk) -> None:
    held: list[Route] = []
    owners.page.route("**/text", lambda route: held.append(route))
    field(owners).fill(CHANGED)
    with owners.page.expect_request("**/text"):
        owners.press("保存する")
    field(owners).press_sequentially("x")
    held.pop().continue_()
    expect(owners.page.get_by_role("complementary")).to_contain_text("エピソードを作り直しました。")
    expect(owners.page.locator(".news")).to_have_text("まだ保存していません。")


def test_what_cannot_be_saved_is_told_and_stays_in_the_field(owners: Desk, article: Show) -> None:
    for typed, part in (("", "本文がありません。"), (CHANGED, "この本文は、ほかの画面で変えられています。")):
        field(owners).fill(typed)
        owners.press("保存する")
        expect(owners.page.get_by_role("alert").last).to_contain_text(part)
        expect(field(owners)).to_have_value(typed)
        (article.articles / "kawa.txt").write_text(TEXT.replace("海へ", "池へ"), encoding="utf-8")
    assert "池へ" in (article.articles / "kawa.txt").read_text(encoding="utf-8")


def test_a_page_that_is_left_with_changes_asks_first(owners: Desk) -> None:
    asked: list[str] = []
    owners.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    field(owners).press_sequentially("x")
    owners.page.reload()
    assert asked == ["beforeunload"]
    field(owners).wait_for()
    owners.page.reload()
    assert asked == ["beforeunload"], "nothing was changed since"


def test_an_article_that_is_not_there_or_cannot_be_read_is_told(
    browser: Browser, article: Show, cast: Cast
) -> None:
    (article.articles / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    for slug, part in (("none", "この記事はありません。"), ("bad", "テキストのファイルではありません。")):
        with desk(browser, article, cast, f"/text/{slug}") as page:
            page.sign_in()
            expect(page.page.get_by_role("alert").last).to_contain_text(part)


@pytest.mark.parametrize("look", [{}, {**DARK, **PHONE}], ids=["desktop", "dark phone"])
def test_nothing_keeps_anybody_out(
    browser: Browser, article: Show, cast: Cast, look: dict[str, object]
) -> None:
    with desk(browser, article, cast, "/text/kawa", **look) as page:
        page.sign_in()
        remade(page)
        assert page.faults() == []
        assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
