"""The owner adds, sees and takes back articles in a real browser."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, desk
from playwright.sync_api import Browser, Route, expect
from serving import OneByOne, gated_voice

from narrate.cast import Cast
from narrate.show import TEMPLATE, Show, packaged

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。\n"
OTHER = "山の話\n\n2026-04-02\n\n山は動きません。山は高いです。\n"
Held = tuple[Desk, OneByOne, threading.Event]
DARK_PHONE = {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def held(browser: Browser, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """The same, with a voice that says nothing of the sea before it is let."""
    voice = gated_voice(monkeypatch, tmp_path, OneByOne)
    assert isinstance(voice.engine, OneByOne)
    gate = voice.engine.gate("海")
    with desk(browser, show, Cast.alone(voice)) as page:
        page.sign_in()
        yield page, voice.engine, gate
        gate.set()


def test_only_the_owner_comes_in(browser: Browser, show: Show, cast: Cast) -> None:
    with desk(browser, show, cast) as owners:
        field = owners.page.get_by_label("持ち主のトークン")
        expect(field).to_be_focused()
        expect(owners.page.get_by_role("heading", name="記事を追加")).to_be_hidden()
        field.fill("wrong")
        owners.press("サインイン")
        expect(owners.page.get_by_role("alert").first).to_have_text("トークンが違います。")
        owners.sign_in()
        expect(field).to_have_count(0)
        owners.page.reload()
        expect(owners.page.get_by_role("heading", name="記事を追加")).to_be_visible()
        owners.press("サインアウト")
        expect(field).to_be_visible()
        expect(owners.page.get_by_role("heading", name="記事を追加")).to_be_hidden()


def test_the_page_is_not_empty_while_the_server_reads(browser: Browser, show: Show, cast: Cast) -> None:
    with desk(browser, show, cast) as owners:
        owners.sign_in()
        held: list[Route] = []
        owners.page.route("**/articles", lambda route: held.append(route))
        with owners.page.expect_request("**/articles"):
            owners.page.reload()
        expect(owners.page.get_by_text("読み込んでいます…")).to_be_visible()
        held[0].continue_()
        expect(owners.page.get_by_role("heading", name="記事を追加")).to_be_visible()
        expect(owners.page.get_by_text("読み込んでいます…")).to_have_count(0)


def test_who_is_wrong_too_often_is_told_to_wait(browser: Browser, show: Show, cast: Cast) -> None:
    with desk(browser, show, cast) as owners:
        alert = owners.page.get_by_role("alert").first
        for _ in range(11):
            owners.page.get_by_label("持ち主のトークン").fill("wrong")
            with owners.page.expect_response("**/login"):
                owners.press("サインイン")
        expect(alert).to_have_text(re.compile(r"[1-9][0-9]*秒待ってから"))


def test_a_session_that_the_browser_does_not_keep_is_told(browser: Browser, show: Show, cast: Cast) -> None:
    with desk(browser, show, cast, base_url="https://a.example") as owners:
        owners.page.route("**/login", lambda route: route.fulfill(status=204))
        owners.page.get_by_label("持ち主のトークン").fill(owners.token)
        owners.press("サインイン")
        expect(owners.page.get_by_role("alert").first).to_contain_text("https://a.example/owner を開いて")


def test_a_text_becomes_an_episode_that_can_be_heard(owners: Desk) -> None:
    owners.add(TEXT)
    expect(owners.page.locator(".news")).to_have_text("「川の話」を追加しました。")
    row = owners.row("川の話")
    expect(row.locator(".state")).to_have_text("公開中")
    expect(row.get_by_role("link", name="読みを直す")).to_have_attribute(
        "href", f"{owners.address}/owner/readings/2026-04-01-kawa-no-hanashi"
    )
    owners.add(TEXT)
    expect(owners.page.locator(".news")).to_have_text("「川の話」はもうあります。")
    expect(row).to_have_count(1)
    row.get_by_role("link", name="聴く").click()
    expect(owners.page.locator("h1")).to_have_text("川の話")
    owners.page.get_by_role("button", name="再生", exact=True).click()
    owners.plays_beyond(0.1)


def test_the_end_of_a_session_loses_nothing(owners: Desk) -> None:
    owners.context.clear_cookies()
    owners.add(TEXT)
    owners.sign_in()
    expect(owners.row("川の話").locator(".state")).to_have_text("公開中")


def test_progress_is_seen_also_after_a_reload(held: Held) -> None:
    owners, _, gate = held
    owners.add(TEXT)
    bar = owners.row("川の話").get_by_role("progressbar")
    for _ in range(2):
        expect(owners.row("川の話").locator(".state")).to_have_text(
            re.compile("音声にしています [1-9] / [3-9]文")
        )
        assert 0 < float(bar.evaluate("bar => bar.position")) < 1
        owners.page.reload()
    owners.add(OTHER)
    expect(owners.row("山の話").locator(".state")).to_have_text("順番を待っています")
    gate.set()
    for title in ("川の話", "山の話"):
        expect(owners.row(title).locator(".state")).to_have_text("公開中")
    expect(bar).to_have_count(0)


def test_what_is_being_made_is_stopped_and_made_again(held: Held) -> None:
    owners, engine, gate = held
    for text in (TEXT, OTHER):
        owners.add(text)
    row, other = owners.row("川の話"), owners.row("山の話")
    expect(row.locator(".state")).to_have_text(re.compile("音声にしています"))
    assert engine.reached.wait(60)
    for each in (other, row):
        each.get_by_role("button", name="中止").click()
    expect(other.locator(".state")).to_have_text("途中で止まりました")
    expect(row.locator(".state")).to_have_text("中止しています…")
    expect(row.get_by_role("button")).to_have_count(0)
    gate.set()
    expect(row.locator(".state")).to_have_text("途中で止まりました")
    expect(row.locator(".note")).to_contain_text("できた分は残っています")
    row.get_by_role("button", name="音声にする").click()
    expect(row.locator(".state")).to_have_text("公開中")
    expect(owners.row("山の話").locator(".state")).to_have_text("途中で止まりました")


def test_the_end_of_what_was_over_before_the_server_answered_is_told(owners: Desk) -> None:
    def answer_when_over(route: Route) -> None:
        answer = route.fetch()
        job = f"{owners.address}/jobs/{answer.json()['id']}"
        owners.page.request.get(f"{job}/events")  # ends with the job
        route.fulfill(response=answer, json=owners.page.request.get(job).json())

    owners.page.route("**/articles", answer_when_over, times=1)
    owners.add(TEXT)
    expect(owners.row("川の話").locator(".state")).to_have_text("公開中")
    expect(owners.page.locator("p.status")).to_have_text("「川の話」ができました。")


def test_what_is_typed_while_another_article_is_sent_stays(owners: Desk) -> None:
    held: list[Route] = []
    owners.page.route("**/articles", lambda route: held.append(route))
    with owners.page.expect_request("**/articles"):
        owners.add(TEXT)
    field = owners.page.get_by_label("記事のアドレス、または本文")
    field.fill(OTHER)
    held.pop().continue_()
    owners.row("川の話").wait_for()
    expect(field).to_have_value(OTHER)


def test_a_page_that_is_left_before_a_text_is_added_asks_first(owners: Desk) -> None:
    asked: list[str] = []
    owners.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    owners.page.get_by_label("記事のアドレス、または本文").press_sequentially("川は")
    owners.page.reload()
    assert asked == ["beforeunload"]
    owners.add(TEXT)
    expect(owners.page.locator(".news")).to_have_text("「川の話」を追加しました。")
    owners.page.reload()
    assert asked == ["beforeunload"], "it was added"


def test_what_cannot_be_added_is_told_and_kept(owners: Desk) -> None:
    error = owners.page.locator(".add .error")
    for typed, part in (
        ("", "アドレスか本文を入れてください。"),
        ("川の", "本文が短すぎます。"),
        *(
            (address, "http:// か https:// で始まるアドレス")
            for address in (
                *("ftp://example.com/x", "javascript:alert(1)", "JavaScript:alert('a b')"),
                *("data:text/html,<p>長い文章です。</p>", "file:///etc/passwd", "localhost:8000/article"),
            )
        ),
        ("*" * 20, "追加できませんでした：記号のほかに、読むものがありません。"),
        ("ｈｔｔｐ：／／１２７．０．０．１／ｘ", "127.0.0.1 は公開されたアドレスではないので、開きません。"),
        ("127.0.0.1/secret", "127.0.0.1 は公開されたアドレスではないので、開きません。"),
        ("あ" * 700_000, "2 MBより大きいもの"),
    ):
        owners.add(typed)
        expect(error).to_contain_text(part)
        assert error.get_attribute("role") == "alert"
        expect(owners.page.get_by_label("記事のアドレス")).to_have_value(typed)
    expect(owners.page.locator(".articles li")).to_have_count(0)


def test_a_text_that_only_looks_like_an_address_is_added(owners: Desk) -> None:
    owners.add("補足:これは、コロンのある文章です。アドレスではありません。")
    expect(owners.page.locator(".articles li")).to_have_count(1)


def test_an_episode_is_withdrawn_only_when_that_is_confirmed(owners: Desk) -> None:
    owners.add(TEXT)
    row = owners.row("川の話")
    row.get_by_role("button", name="取り下げる").click()
    owners.page.keyboard.press("Escape")
    expect(owners.page.get_by_role("dialog")).to_have_count(0)
    expect(row.locator(".state")).to_have_text("公開中")
    expect(row.get_by_role("button", name="取り下げる")).to_be_focused()
    row.get_by_role("button", name="取り下げる").click()
    owners.page.get_by_role("dialog").get_by_role("button", name="取り下げる").click()
    expect(row.locator(".state")).to_have_text("取り下げました")
    expect(row.get_by_role("link", name="聴く")).to_have_count(0)
    assert owners.page.evaluate("document.activeElement.closest('li') !== null"), "the focus stays in its row"
    row.get_by_role("button", name="元に戻す").click()
    expect(row.locator(".state")).to_have_text("公開中")
    expect(row.get_by_role("link", name="聴く")).to_be_visible()


def test_an_article_without_an_episode_is_made_or_deleted(browser: Browser, show: Show, cast: Cast) -> None:
    show.articles.mkdir()
    for name, text in (("kawa", TEXT), ("yama", OTHER)):
        (show.articles / f"{name}.txt").write_text(text, encoding="utf-8")
    with desk(browser, show, cast) as owners:
        owners.sign_in()
        owners.row("川の話").get_by_role("button", name="音声にする").click()
        expect(owners.row("川の話").locator(".state")).to_have_text("公開中")
        owners.row("山の話").get_by_role("button", name="削除する").click()
        owners.page.get_by_role("dialog").get_by_role("button", name="削除する").click()
        expect(owners.row("山の話")).to_have_count(0)
    assert [path.name for path in show.articles.iterdir()] == ["kawa.txt"]


def test_why_a_job_failed_is_told_also_after_a_reload(owners: Desk, show: Show) -> None:
    show.corrections.parent.mkdir()
    show.corrections.write_text("川\tkawa\n", encoding="utf-8")
    owners.add(TEXT)
    for _ in range(2):
        expect(owners.row("川の話").locator(".state")).to_have_text("できませんでした")
        expect(owners.row("川の話")).to_contain_text("corrections.tsv:1：「川」の読み「kawa」は")
        owners.page.reload()
    show.corrections.unlink()
    owners.row("川の話").get_by_role("button", name="音声にする").click()
    expect(owners.row("川の話").locator(".state")).to_have_text("公開中")


def test_of_many_articles_the_newest_are_shown_and_all_are_found(
    browser: Browser, show: Show, cast: Cast
) -> None:
    show.articles.mkdir()
    for number in range(120):
        (show.articles / f"{number}.txt").write_text(f"第{number}話\n\n本文です。\n", encoding="utf-8")
    with desk(browser, show, cast) as owners:
        owners.sign_in()
        rows = owners.page.locator(".articles li")
        expect(rows).to_have_count(100)
        expect(owners.page.get_by_text("ほかに20件あります")).to_be_visible()
        owners.page.get_by_label("題名でさがす").fill("第１７話")
        expect(rows).to_have_text(re.compile("第17話"))
        owners.page.get_by_label("題名でさがす").fill("無い")
        expect(owners.page.get_by_text("見つかりません。")).to_be_visible()


def test_titles_are_found_by_words_in_either_kana(browser: Browser, show: Show, cast: Cast) -> None:
    show.articles.mkdir()
    for number, title in enumerate(("ねこの本とカメラ", "本の話")):
        (show.articles / f"{number}.txt").write_text(f"{title}\n\n本文です。\n", encoding="utf-8")
    with desk(browser, show, cast) as owners:
        owners.sign_in()
        rows = owners.page.locator(".articles li")
        expect(rows).to_have_count(2)
        owners.page.get_by_label("題名でさがす").fill("かめら ネコ")
        expect(rows).to_have_text(re.compile("ねこの本とカメラ"))


def test_an_article_that_cannot_be_read_says_why_and_offers_only_what_helps(
    browser: Browser, show: Show, cast: Cast
) -> None:
    show.articles.mkdir()
    (show.articles / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    (show.articles / "empty.txt").touch()
    with desk(browser, show, cast) as owners:
        owners.sign_in()
        for name, line, offers in (
            ("bad", "テキストのファイルではありません。", ["削除する"]),
            ("empty", "本文がありません。", ["本文を直す", "音声にする", "削除する"]),
        ):
            expect(owners.row(name).locator(".state")).to_have_text("できませんでした")
            expect(owners.row(name)).to_contain_text(line)
            expect(owners.row(name).locator(".links > *")).to_have_text(offers)


def test_of_an_article_that_broke_later_only_what_works_is_offered(owners: Desk, show: Show) -> None:
    for text in (TEXT, OTHER):
        owners.add(text)
    for title, content, line, offers in (
        ("川の話", b"\x00\x01\x02\xff" * 100, "テキストのファイルではありません。", ["聴く", "取り下げる"]),
        ("山の話", b"", "本文がありません。", ["聴く", "本文を直す", "もう一度作る", "取り下げる"]),
    ):
        row = owners.row(title)
        expect(row.locator(".state")).to_have_text("公開中")
        (file,) = (path for path in show.articles.iterdir() if title in path.read_text(encoding="utf-8"))
        file.write_bytes(content)
        owners.page.reload()
        expect(row.locator(".note")).to_contain_text(f"記事のファイルが読めなくなりました。{line}")
        expect(row.locator(".links > *")).to_have_text(offers)
        file.unlink()


def test_a_refusal_is_told_where_the_button_is(owners: Desk, show: Show) -> None:
    for number in range(9):
        owners.add(TEXT.replace("川の話", f"川の話{number}"))
        expect(owners.row(f"川の話{number}").locator(".state")).to_have_text("公開中")
    row = owners.page.locator(".articles li").last
    file = next(path for path in show.articles.iterdir() if "川の話0" in path.read_text(encoding="utf-8"))
    file.write_text("", encoding="utf-8")
    row.get_by_role("button", name="もう一度作る").click()
    expect(row.get_by_role("alert")).to_have_text("本文がありません。本文を入れてください。")
    expect(row.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(row.get_by_role("button", name="もう一度作る")).to_be_focused()
    file.write_text(TEXT.replace("川の話", "川の話0"), encoding="utf-8")
    row.get_by_role("button", name="もう一度作る").click()
    expect(row.locator(".note")).to_contain_text("前と同じでした")
    expect(row.locator(".error")).to_have_text("")


def test_what_is_made_again_and_is_as_it_was_says_so_each_time(owners: Desk) -> None:
    owners.add(TEXT)
    row = owners.row("川の話")
    expect(row.locator(".state")).to_have_text("公開中")
    expect(row.locator(".note")).to_have_count(0)
    for second in (1, 2):
        owners.page.clock.set_fixed_time(dt.datetime(2026, 4, 1, 10, 20, second).astimezone())
        row.get_by_role("button", name="もう一度作る").click()
        expect(row.locator(".note")).to_have_text(
            f"10:20:0{second}に作り直しましたが、前と同じでした。変わったところはありません。"
        )
        expect(owners.page.locator("p.status")).to_have_text(
            f"「川の話」は10:20:0{second}に作り直しましたが、前と同じでした。変わったところはありません。"
        )


def test_a_private_show_s_episode_is_reached_with_its_key(browser: Browser, show: Show, cast: Cast) -> None:
    with desk(browser, replace(show, private=True), cast) as owners:
        owners.sign_in()
        owners.add(TEXT)
        owners.row("川の話").get_by_role("link", name="聴く").click()
        expect(owners.page.locator("h1")).to_have_text("川の話")


def test_a_show_in_another_language_has_english_pages(browser: Browser, show: Show, cast: Cast) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8").replace(">ja<", ">en-us<")
    (show.root / TEMPLATE).write_text(text, encoding="utf-8")
    with desk(browser, show, cast) as owners:
        owners.sign_in()
        expect(owners.page.get_by_role("heading", name="Add an article")).to_be_visible()
        expect(owners.page.get_by_role("button", name="Add", exact=True)).to_be_visible()


@pytest.mark.parametrize("context", [{}, DARK_PHONE])
def test_nothing_keeps_anybody_out(
    browser: Browser, show: Show, cast: Cast, context: dict[str, object]
) -> None:
    with desk(browser, show, cast, **context) as owners:
        assert owners.faults() == []
        owners.sign_in()
        owners.add(TEXT)
        expect(owners.row("川の話").locator(".state")).to_have_text("公開中")
        owners.page.locator("summary").click()
        assert owners.faults() == []
        assert owners.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        owners.row("川の話").get_by_role("button", name="取り下げる").click()
        assert owners.faults() == []
