"""The owner's page of readings in a real browser: heard, corrected, heard again, taken back."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from desk import Desk
from playwright.sync_api import Browser, Locator, expect
from serving import served

from narrate import library
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.server.owner import renew_token
from narrate.show import Show
from narrate.voices import Voice, find_voice

TEXT = (
    "川の話\n\n2026-04-01\n\n"
    "Zorkblattは川を流れます。川は世界中の海へ行きます。雨が降ります。Zorkblattは大きいです。\n"
)
TERM = "Zorkblatt"
DARK, LIGHT = {"color_scheme": "dark"}, {"color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
_TOLD = "the server responded with a status of"
"""Browsers write that of refusals into their console; the page tells them its own way."""


class Readings(Desk):
    """The page of an article, and what the owner does there."""

    def term(self, term: str) -> Locator:
        """The row of a term."""
        return self.page.locator(".readings li").filter(has=self.page.get_by_role("heading", name=term))

    def box(self, term: str) -> Locator:
        """The box that holds the reading of a term."""
        return self.term(term).get_by_label(f"「{term}」の読み")

    def press_in(self, row: Locator, name: str) -> None:
        """Press the button of a row whose name begins so."""
        row.get_by_role("button", name=re.compile(f"^{name}")).click()

    def correct(self, term: str, reading: str) -> Locator:
        """Write another reading into a box and save it."""
        self.box(term).fill(reading)
        self.press_in(self.term(term), "保存")
        expect(self.term(term).get_by_text("保存しました。")).to_be_visible()
        return self.term(term)

    def remade(self) -> None:
        """Wait until the episode was made again."""
        expect(self.page.get_by_role("complementary")).to_contain_text("作り直しました")

    def heard(self) -> list[str]:
        """What was asked for to be heard."""
        return [url for url in self.asked if ".mp3" in url]


@contextmanager
def readings_of(
    browser: Browser, show: Show, voice: Voice, text: str = TEXT, **context: Any
) -> Iterator[Readings]:
    """The page of an article with an episode; in the end it has asked only its server, and not complained."""
    cast = Cast.alone(voice)
    show.articles.mkdir()
    (show.articles / "kawa.txt").write_text(text, encoding="utf-8")
    build_episode(show, show.articles / "kawa.txt", cast, "http://a.example")
    with served(show, cast) as address:
        opened = Readings(browser, address, renew_token(show), "/readings/kawa", **context)
        opened.sign_in()
        yield opened
        opened.context.close()
    assert [line for line in opened.complaints if _TOLD not in line] == []
    assert [url for url in opened.asked if not url.startswith(address)] == []


@pytest.fixture
def opened(browser: Browser, show: Show, blip: Voice) -> Iterator[Readings]:
    """The page, said by a tone of 20 ms a mora."""
    with readings_of(browser, show, blip) as opened:
        opened.term(TERM).wait_for()
        yield opened


def clips(show: Show) -> set[Path]:
    return set((show.output / "clips").rglob("*.clip"))


def test_a_reading_is_corrected_and_heard_at_once(browser: Browser, show: Show) -> None:
    with readings_of(browser, show, find_voice("tone", show.voice_folders)) as opened:
        row = opened.term(TERM)
        expect(row.locator("mark")).to_have_text(TERM)
        opened.press_in(row, "聞く")
        opened.plays_beyond(0.2)
        (address,) = set(opened.heard())
        before = opened.context.request.get(address).body()
        (episode,), had = library.load_episodes(show)[0], clips(show)
        opened.correct(TERM, "ぞーく")
        expect(opened.box(TERM)).to_have_value("ゾーク")
        expect(row.get_by_role("button", name=f"止める: {TERM}")).to_be_visible()
        opened.plays_beyond(0.2)
        assert set(opened.heard()) == {address}
        assert opened.context.request.get(address).body() != before
        opened.remade()
        assert len(clips(show) - had) == 2, "only the sentences with the term"
        (again,) = library.load_episodes(show)[0]
        assert (again.guid, again.slug) == (episode.guid, episode.slug)
        assert again.audio.sha256 != episode.audio.sha256
        assert httpx.get(f"{address.partition('/articles')[0]}/feed.xml").text.count("<item>") == 1
        link = opened.page.get_by_role("complementary").get_by_role("link", name="聴く")
        assert httpx.get(link.get_attribute("href") or "").status_code == 200


def test_a_reading_is_heard_before_it_is_saved(opened: Readings, show: Show) -> None:
    row = opened.term("世界中")
    opened.press_in(row, "セカイチュー")
    expect(opened.box("世界中")).to_have_value("セカイチュー")
    expect(row.get_by_role("button", name="聞く: 世界中")).to_be_visible()
    assert "reading=%E3%82%BB" in opened.heard()[-1]
    assert not show.corrections.exists()


def test_a_correction_is_taken_back_step_by_step(opened: Readings, show: Show) -> None:
    first = opened.box(TERM).input_value()
    opened.correct(TERM, "ゾーク")
    row = opened.correct(TERM, "ゾゾ")
    opened.press_in(row, "元に戻す")
    expect(row.get_by_text("元に戻しました。")).to_be_visible()
    expect(opened.box(TERM)).to_have_value("ゾーク")
    opened.press_in(row, "元に戻す")
    expect(opened.box(TERM)).to_have_value(first)
    expect(row.get_by_role("button", name=re.compile("^元に戻す"))).to_have_count(0)
    assert TERM not in show.corrections.read_text(encoding="utf-8")


def test_a_correction_is_taken_back_before_it_was_heard(opened: Readings, show: Show) -> None:
    opened.correct(TERM, "ゾーク")
    opened.page.route("**/sentences/*.mp3*", lambda _: None)
    row = opened.correct(TERM, "ゾゾ")
    opened.press_in(row, "元に戻す")
    expect(row.get_by_text("元に戻しました。")).to_be_visible()
    expect(opened.box(TERM)).to_have_value("ゾーク")
    assert f"{TERM}\tゾーク" in show.corrections.read_text(encoding="utf-8")


def test_a_word_that_stands_in_others_is_warned_of(browser: Browser, show: Show, blip: Voice) -> None:
    text = "数の話\n\n2026-04-01\n\n博士号を数つ取りました。数学が好きです。\n"
    with readings_of(browser, show, blip, text) as opened:
        row = opened.term("数")
        opened.box("数").fill("いく")
        opened.press_in(row, "保存")
        opened.press("やめる")
        assert not show.corrections.exists()
        opened.press_in(row, "保存")
        opened.press("保存する")
        expect(row.locator(".note")).to_contain_text("文の読みが変わりました。「数」を含むほかの語")


def test_a_word_in_kanji_that_is_read_rightly_is_not_written(
    browser: Browser, show: Show, blip: Voice
) -> None:
    text = "数の話\n\n2026-04-01\n\n博士号を数つ取りました。数学が好きです。\n"
    with readings_of(browser, show, blip, text) as opened:
        opened.press_in(opened.term("数"), "保存")
        expect(opened.term("数").get_by_role("alert")).to_contain_text("いまのままです。")
        assert not show.corrections.exists()


def test_what_another_window_has_corrected_is_not_undone(opened: Readings, show: Show) -> None:
    row = opened.correct(TERM, "ゾーク")
    show.corrections.write_text(f"{TERM}\tベツ\n", encoding="utf-8")
    opened.press_in(row, "元に戻す")
    expect(row.get_by_role("alert")).to_contain_text("ほかの画面で「ベツ」に直されています。")
    assert "ベツ" in show.corrections.read_text(encoding="utf-8")


def test_what_another_window_has_saved_is_not_replaced(opened: Readings, show: Show) -> None:
    other = opened.context.new_page()
    other.goto(opened.page.url)
    row = other.locator(".readings li").filter(has=other.get_by_role("heading", name=TERM))
    row.wait_for()
    opened.correct(TERM, "ゾーク")
    row.get_by_label(f"「{TERM}」の読み").fill("べつ")
    opened.press_in(row, "保存")
    expect(row.get_by_role("alert")).to_contain_text("ほかの画面で「ゾーク」に直されています。")
    assert "ゾーク" in show.corrections.read_text(encoding="utf-8")
    other.reload()
    other.get_by_label("すべての語を表示する").check()
    row.get_by_label(f"「{TERM}」の読み").fill("べつ")
    opened.press_in(row, "保存")
    expect(row.get_by_text("保存しました。")).to_be_visible()
    opened.press_in(row, "元に戻す")
    expect(row.get_by_text("元に戻しました。")).to_be_visible()
    assert "ゾーク" in show.corrections.read_text(encoding="utf-8")


def test_what_is_no_reading_is_told_beside_its_box(opened: Readings, show: Show) -> None:
    row = opened.term(TERM)
    box = opened.box(TERM)
    box.fill("zork")
    opened.press_in(row, "保存")
    alert = row.locator(".error")
    expect(row.get_by_role("alert")).to_have_text("読みは、ひらがなかカタカナだけで書いてください。")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert box.get_attribute("aria-describedby") == alert.get_attribute("id")
    box.fill("ぞーく")
    expect(alert).to_be_empty()
    show.corrections.parent.mkdir(parents=True, exist_ok=True)
    show.corrections.write_text("川\tkawa\n", encoding="utf-8")
    opened.press_in(row, "保存")
    expect(alert).to_contain_text("corrections.tsv:1")
    opened.press_in(row, "聞く")
    expect(alert).to_contain_text("corrections.tsv:1")


def test_a_page_that_is_left_with_readings_unsaved_asks_first(opened: Readings) -> None:
    asked: list[str] = []
    opened.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    def leave() -> int:
        opened.page.reload()
        opened.term(TERM).wait_for()
        return len(asked)

    assert leave() == 0
    opened.box(TERM).press_sequentially("ー")
    assert leave() == 1
    form = opened.page.locator(".another")
    form.get_by_label("読み（かな）").press_sequentially("でかい")
    assert leave() == 2
    opened.correct(TERM, "ゾーク")
    opened.box("世界中").press_sequentially("ー")
    opened.box("世界中").press("Backspace")
    opened.page.reload()
    opened.page.get_by_label("すべての語を表示する").wait_for()
    assert asked == ["beforeunload"] * 2, "nothing was unsaved"


def test_enter_saves_but_not_while_an_input_method_is_at_work(opened: Readings, show: Show) -> None:
    row = opened.term(TERM)
    box = opened.box(TERM)
    box.fill("ゾーク")
    is_left = box.evaluate(
        """box => box.dispatchEvent(new KeyboardEvent("keydown",
            { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    assert not is_left, "the form is not sent"
    assert not show.corrections.exists()
    box.press("Enter")
    expect(row.get_by_text("保存しました。")).to_be_visible()


def test_all_by_keys_alone(opened: Readings) -> None:
    page = opened.page
    opened.box(TERM).focus()
    names = []
    for _ in range(2):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.ariaLabel"))
    assert names == [f"聞く: {TERM}", f"保存: {TERM}"]
    page.keyboard.press("Space")
    expect(opened.term(TERM).get_by_text("保存しました。")).to_be_visible()


def test_sure_readings_are_shown_when_they_are_asked_for(opened: Readings) -> None:
    opened.correct(TERM, "ゾーク")
    opened.page.reload()
    expect(opened.term("世界中")).to_be_visible()
    expect(opened.term(TERM)).to_have_count(0)
    opened.page.get_by_label("すべての語を表示する").check()
    expect(opened.term(TERM)).to_contain_text("訂正済み")
    opened.press_in(opened.term(TERM), "元に戻す")
    expect(opened.term(TERM).get_by_text("元に戻しました。")).to_be_visible()


def test_what_is_heard_of_any_word_can_be_stopped(browser: Browser, show: Show) -> None:
    with readings_of(browser, show, find_voice("tone", show.voice_folders)) as opened:
        form, lit = opened.page.locator(".another"), re.compile("playing")
        form.get_by_label("語", exact=True).fill("大きい")
        colours = []
        for place in (opened.term(TERM), form):
            opened.press_in(place, "聞く")
            button = place.locator(".listen")
            expect(button).to_have_class(lit)
            colours.append(button.evaluate("button => getComputedStyle(button).backgroundColor"))
        assert colours[0] == colours[1]
        form.get_by_label("語", exact=True).fill("海")
        expect(form.locator(".listen")).not_to_have_class(lit)
        expect(form.locator(".listen")).to_have_text("聞く")


def test_any_word_can_be_corrected(opened: Readings, show: Show) -> None:
    form = opened.page.locator(".another")
    form.get_by_label("語", exact=True).fill("大きい")
    expect(form.get_by_text("1文にあります。")).to_be_visible()
    expect(form.locator("mark")).to_have_text("大きい")
    form.get_by_label("読み（かな）").fill("でかい")
    opened.press_in(form, "聞く")
    expect(form.get_by_role("button", name="聞く: 大きい")).to_be_visible()
    opened.press_in(form, "保存")
    expect(form.get_by_text("保存しました。")).to_be_visible()
    assert "大きい\tデカイ" in show.corrections.read_text(encoding="utf-8")
    form.get_by_label("語", exact=True).fill("Zork")
    form.get_by_label("読み（かな）").fill("ぞー")
    opened.press_in(form, "保存")
    expect(form.get_by_text("「Zork」は「Zorkblatt」")).to_be_visible()
    assert "Zork\tゾー" in show.corrections.read_text(encoding="utf-8")


def test_a_word_that_is_not_in_the_article_is_saved_only_when_that_is_meant(
    opened: Readings, show: Show
) -> None:
    form = opened.page.locator(".another")
    form.get_by_label("語", exact=True).fill("どこにもない")
    form.get_by_label("読み（かな）").fill("なし")
    opened.press_in(form, "保存")
    expect(opened.page.get_by_role("dialog")).to_contain_text("「どこにもない」は、この記事にはありません。")
    opened.press("やめる")
    assert not show.corrections.exists()
    expect(form.get_by_text("この記事の文にはありません。")).to_be_visible()
    expect(form.get_by_role("button", name="聞く: どこにもない")).to_be_disabled()
    opened.press_in(form, "保存")
    opened.press("保存する")
    expect(form.get_by_text("番組のほかの記事のために残してあります。")).to_be_visible()
    assert "どこにもない\tナシ" in show.corrections.read_text(encoding="utf-8")


def test_a_word_is_found_however_it_is_typed(browser: Browser, show: Show, blip: Voice) -> None:
    text = "花の話\n\n2026-04-01\n\nサクラが咲きました。ＡＰＩを使います。\n"
    with readings_of(browser, show, blip, text) as opened:
        form = opened.page.locator(".another")
        for typed, written in (("さくら", "サクラ"), ("api", "ＡＰＩ"), ("ｻｸﾗ", "サクラ")):
            form.get_by_label("語", exact=True).fill(typed)
            expect(form.locator("mark")).to_have_text(written)
        form.get_by_label("読み（かな）").fill("ざくら")
        opened.press_in(form, "保存")
        expect(form.get_by_text("保存しました。1文の読みが変わりました。")).to_be_visible()
        assert "サクラ\tザクラ" in show.corrections.read_text(encoding="utf-8"), "as the article has it"
        form.get_by_label("語", exact=True).fill("")
        form.get_by_label("語", exact=True).fill("サクラ")
        expect(form.get_by_text("いまは「ザクラ」に直してあります。")).to_be_visible()


def test_what_was_saved_stays_told_when_its_word_is_found(opened: Readings) -> None:
    form, clock = opened.page.locator(".another"), opened.page.clock
    clock.install()
    clock.pause_at(time.time() + 60)
    form.get_by_label("語", exact=True).fill(TERM)
    form.get_by_label("読み（かな）").fill("ぞー")
    opened.press_in(form, "保存")
    expect(form.get_by_text("保存しました。")).to_be_visible()
    with opened.page.expect_response("**/sentences?*"):
        clock.run_for(1000)
    expect(form.get_by_text("2文にあります。")).to_be_visible()
    expect(form.get_by_text("保存しました。")).to_be_visible()


def test_an_article_that_is_elsewhere_is_asked_for(browser: Browser, show: Show, blip: Voice) -> None:
    with readings_of(browser, show, blip) as opened:
        slug = library.load_episodes(show)[0][0].slug
        (show.articles / "kawa.txt").unlink()
        opened.page.goto(opened.page.url.replace("kawa", slug))
        expect(opened.page.get_by_role("alert")).to_contain_text("もう一度追加すると")
        opened.page.goto(opened.page.url.replace(slug, "none"))
        expect(opened.page.get_by_role("alert")).to_have_text("この記事はありません。")


@pytest.mark.parametrize("context", [{**PHONE, **DARK}, {**PHONE, **LIGHT}, DARK, LIGHT])
def test_nobody_is_kept_out(browser: Browser, show: Show, blip: Voice, context: dict[str, Any]) -> None:
    with readings_of(browser, show, blip, **context) as opened:
        opened.correct(TERM, "ゾーク")
        opened.remade()
        opened.press_in(opened.page.locator(".another"), "保存")
        expect(opened.page.locator(".another").get_by_role("alert")).to_be_visible()
        opened.page.get_by_label("すべての語を表示する").check()
        assert opened.faults() == []
        width = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, "nothing is wider than the screen"


def test_hundreds_of_terms_are_shown_with_their_boxes(browser: Browser, show: Show, blip: Voice) -> None:
    letters = "bdfgklmnprstvz"
    words = [f"Q{one}or{other}ixka" for one in letters for other in letters]
    text = "語の話\n\n2026-04-01\n\n" + "".join(f"{word}が来ました。\n\n" for word in words)
    with readings_of(browser, show, blip, text) as opened:
        rows = opened.page.locator(".readings li")
        expect(rows).to_have_count(len(words))
        last = rows.last.locator("h2").text_content() or ""
        opened.correct(last, "ゾーク")
