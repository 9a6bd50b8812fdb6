"""The player in a real browser: from the disk and from a server, by mouse, keys and screen reader."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsers import DARK, LIGHT, PHONE, OpenPage, Watched, faults, opening
from playwright.sync_api import Browser, Route, expect
from serving import served
from sites import Site

from narrate.address import private_key
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import write_feed
from narrate.library import load_episodes
from narrate.show import Show
from narrate.voices import find_voice

BASE = "https://podcast.example.com"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """The example, which is long, and a short episode that is newer."""
    folder = tmp_path_factory.mktemp("played")
    show = Show(folder / "show")
    show.root.mkdir()
    cast = Cast.alone(find_voice("tone", show.voice_folders))
    build_episode(show, Path(__file__).parent.parent / "examples" / "article.txt", cast, BASE)
    (folder / "b.txt").write_text("ＡＩの<b>話</b>\n\n2026-05-01\n\n本文です。\n", encoding="utf-8")
    build_episode(show, folder / "b.txt", cast, BASE)
    write_feed(show, BASE)
    return show


@pytest.fixture
def read(opened: OpenPage, played: Show) -> Watched:
    """The example's page, opened from the disk."""
    return opened(episode_file(played), played.output.as_uri())


def episode_file(show: Show) -> str:
    return (show.episodes / load_episodes(show)[0][1].slug / "index.html").as_uri()


def test_it_plays_from_the_disk(read: Watched) -> None:
    expect(read.page.locator("audio[controls]")).to_have_count(0)
    read.page.get_by_role("button", name="再生", exact=True).click()
    read.plays_beyond(0.2)
    read.page.get_by_role("button", name="一時停止").click()
    assert read.page.evaluate("document.querySelector('audio').paused")


def test_it_plays_from_a_server_where_folders_are_pages(browser: Browser, played: Show) -> None:
    slug = load_episodes(played)[0][1].slug
    with served(played) as address, opening(browser) as opened:
        page = opened(f"{address}/episodes/{slug}/", address)
        page.page.keyboard.press("k")
        page.plays_beyond(0.2)
        page.page.get_by_role("link", name="聴く記事").click()
        expect(page.page.get_by_role("heading", level=1)).to_have_text("聴く記事")


def test_the_sentence_that_is_heard_is_marked(read: Watched, played: Show) -> None:
    assert read.marked() == [], "before anything is heard"
    places = [
        (s.get_attribute("data-start"), s.get_attribute("data-end"))
        for s in read.page.locator("[data-end]").all()
    ]
    for start, end in (places[1], places[20], places[7]):
        middle = (float(start or 0) + float(end or 0)) / 2
        read.seek(middle)
        expect(read.page.locator("[data-end][aria-current]")).to_have_attribute("data-start", str(start))
    read.page.evaluate(
        "() => { const a = document.querySelector('audio'); a.currentTime = a.duration - 0.01 }"
    )
    expect(read.page.locator("[data-end][aria-current]")).to_have_count(0)


def test_a_click_on_a_sentence_plays_from_there_and_the_mark_goes_on(read: Watched) -> None:
    sentences = read.page.locator("[data-end]")
    start = float(sentences.nth(5).get_attribute("data-start") or 0)
    sentences.nth(5).click()
    read.plays_beyond(start)
    assert read.marked() == [sentences.nth(5).get_attribute("data-start")]
    read.seek(float(sentences.nth(6).get_attribute("data-start") or 0) - 0.3)
    expect(sentences.nth(6)).to_have_attribute("aria-current", "true")


def test_a_chapter_plays_from_its_start_and_is_told(read: Watched) -> None:
    chapter = read.page.locator("[data-chapters] a").nth(2)
    chapter.click()
    read.plays_beyond(float(chapter.get_attribute("data-start") or 0))
    expect(chapter).to_have_attribute("aria-current", "true")
    expect(read.page.locator(".now")).to_have_text(chapter.locator("span").inner_text())


def test_a_chapter_is_shown_from_its_heading_on(opened: OpenPage, played: Show) -> None:
    small = {"reduced_motion": "reduce", "viewport": {"width": 390, "height": 300}}
    page = opened(episode_file(played), played.output.as_uri(), **small).page
    page.locator("[data-chapters] a").nth(2).click()
    expect(page.locator("#s2 .sentence").first).to_be_in_viewport()


def test_a_page_of_an_older_build_works_with_the_player_of_this_one(opened: OpenPage, played: Show) -> None:
    folder = played.episodes / "older"
    folder.mkdir()
    (folder / "index.html").write_bytes((Path(__file__).parent / "cases" / "older_page.html").read_bytes())
    episode = played.episodes / load_episodes(played)[0][1].slug
    for name in ("audio.mp3", "picture.jpg"):
        (made,) = episode.glob(f"*{Path(name).suffix}")
        (folder / name).write_bytes(made.read_bytes())
    watched = opened((folder / "index.html").as_uri(), played.output.as_uri())
    watched.page.get_by_role("button", name="再生", exact=True).click()
    watched.plays_beyond(0.1)
    sentence = watched.page.locator("[data-end]").last
    sentence.click()
    watched.plays_beyond(float(sentence.get_attribute("data-start") or 0))
    assert watched.marked() == [sentence.get_attribute("data-start")]
    watched.page.locator("[data-chapters] a").first.click()
    assert watched.page.locator("[data-chapters] a[aria-current]").count() == 1


def test_a_reader_at_the_voice_is_followed_and_one_elsewhere_is_left_alone(
    opened: OpenPage, played: Show
) -> None:
    read = opened(episode_file(played), played.output.as_uri(), reduced_motion="reduce")
    sentences = read.page.locator("[data-end]")
    starts = [float(each.get_attribute("data-start") or 0) for each in sentences.all()]
    sentences.nth(3).click()
    read.page.keyboard.press("k")
    read.seek(starts[-1] + 0.1)
    expect(sentences.last).to_be_in_viewport()
    read.page.evaluate("scrollTo({ top: 0 })")
    read.seek(starts[-5] + 0.1)
    expect(sentences.nth(-5)).to_have_attribute("aria-current", "true")
    assert read.page.evaluate("scrollY") == 0, "who looks elsewhere is left there"
    read.seek(0.1)
    expect(sentences.first).to_have_attribute("aria-current", "true")
    read.page.get_by_label("読み上げを追う").uncheck()
    read.page.evaluate("scrollTo({ top: 0 })")
    read.seek(starts[-1] + 0.1)
    expect(sentences.last).to_have_attribute("aria-current", "true")
    assert read.page.evaluate("scrollY") == 0


def test_place_and_speed_are_remembered(read: Watched) -> None:
    read.page.get_by_label("速さ").select_option("1.5")
    read.page.get_by_label("再生位置").fill("42")
    assert read.time() == pytest.approx(42)
    read.page.reload()
    expect(read.page.locator(".passed")).to_have_text("0:42")
    assert read.page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    assert len(read.marked()) == 1


def test_without_a_memory_it_plays_too(opened: OpenPage, played: Show) -> None:
    forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })"
    page = opened(episode_file(played), played.output.as_uri(), script=forbidden)
    page.page.keyboard.press("k")
    page.plays_beyond(0.1)


def test_keys_do_what_the_help_says(read: Watched) -> None:
    keys, passed = read.page.keyboard, read.page.locator(".passed")
    keys.press("l")
    expect(passed).to_have_text("0:30")
    keys.press("ArrowRight")
    expect(passed).to_have_text("1:00")
    keys.press("j")
    keys.press("ArrowLeft")
    expect(passed).to_have_text("0:30")
    keys.press(">")
    keys.press(">")
    keys.press("<")
    assert read.page.evaluate("document.querySelector('audio').playbackRate") == 1.1
    for is_paused in (False, True):
        keys.press(" ")
        assert read.page.evaluate("document.querySelector('audio').paused") is is_paused
    keys.press("?")
    expect(read.page.get_by_role("dialog")).to_contain_text("30秒進む")
    read.page.get_by_label("キーで操作する").uncheck()
    keys.press("Escape")
    before = passed.inner_text()
    keys.press("l")
    assert passed.inner_text() == before


def without_ranges(site: Site, played: Show) -> str:
    """Have a server send the show's files from their start only, and not be kept; the example's page."""
    for path in played.output.rglob("*.*"):
        kind = mimetypes.guess_type(path)[0] or ""
        name = f"/{path.relative_to(played.output)}"
        site.page(path.read_bytes(), name, content_type=kind, cache_control="no-store")
    return f"{site.base}/episodes/{load_episodes(played)[0][1].slug}/index.html"


def test_a_server_without_ranges_lets_everybody_play_from_any_place(
    site: Site, opened: OpenPage, played: Show
) -> None:
    watched = opened(without_ranges(site, played), site.base)
    page, passed = watched.page, watched.page.locator(".passed")
    page.keyboard.press("k")
    watched.plays_beyond(0.1)
    chapter = page.locator("[data-chapters] a").nth(2)
    chapter.click()
    watched.plays_beyond(float(chapter.get_attribute("data-start") or 0))
    page.keyboard.press("k")
    page.get_by_label("再生位置").fill("42")
    expect(passed).to_have_text("0:42")
    for path in (page.url, f"{site.base}/index.html"):
        page.goto(path)
        page.get_by_role("button", name="再生").last.click()
        watched.plays_beyond(42)
        page.keyboard.press("k")


@pytest.mark.parametrize(
    "answer", [lambda route: route.abort(), lambda route: route.fulfill(status=503, body="<p>later</p>")]
)
def test_where_nothing_else_can_be_done_it_says_that_it_plays_from_the_start_only(
    site: Site, opened: OpenPage, played: Show, answer: Callable[[Route], None]
) -> None:
    address = without_ranges(site, played)
    watched = opened(address, site.base)
    watched.page.wait_for_function("document.querySelector('audio').readyState > 0")
    source = watched.page.locator("audio").get_attribute("src")
    watched.page.route("**/*.mp3", answer)
    watched.page.locator("[data-chapters] a").nth(2).click()
    expect(watched.page.locator(".message")).to_contain_text("途中から再生できません")
    expect(watched.page.locator(".passed")).to_have_text("0:00")
    assert watched.page.locator("audio").get_attribute("src") == source
    watched.complaints.clear()  # of the browser, that the file was not there


@pytest.mark.parametrize("from_disk", [True, False])
def test_places_that_are_sought_quickly_are_found(browser: Browser, played: Show, *, from_disk: bool) -> None:
    slug = load_episodes(played)[0][1].slug
    with served(played) as address, opening(browser) as opened:
        there = (episode_file(played), played.output.as_uri())
        watched = opened(*there) if from_disk else opened(f"{address}/episodes/{slug}/", address)
        watched.page.evaluate(
            """async () => {
                const audio = document.querySelector("audio");
                if (!audio.readyState) await new Promise(known => { audio.onloadedmetadata = known });
                const [back, forward] = document.querySelectorAll(".skip");
                for (const button of [forward, forward, back, back]) button.click();
            }"""
        )
        expect(watched.page.locator(".passed")).to_have_text("0:30")
        watched.page.keyboard.press("k")
        watched.plays_beyond(30.2)
        assert watched.time() < 60


def test_a_sentence_is_chosen_and_played_by_keys(read: Watched) -> None:
    sentences = read.page.locator("[data-end]")
    sentences.nth(0).focus()
    for _ in range(4):
        read.page.keyboard.press("ArrowDown")
    read.page.keyboard.press("ArrowUp")
    expect(sentences.nth(3)).to_be_focused()
    read.page.keyboard.press("Enter")
    read.plays_beyond(float(sentences.nth(3).get_attribute("data-start") or 0))
    expect(read.page.locator("[data-end][tabindex='0']")).to_have_count(1)


def test_readings_can_be_hidden(read: Watched) -> None:
    reading = read.page.locator("article rt").first
    expect(reading).to_be_visible()
    read.page.get_by_label("読みがな").uncheck()
    expect(reading).to_be_hidden()
    read.page.reload()
    expect(read.page.locator("article rt").first).to_be_hidden()


def test_the_lock_screen_knows_what_is_played(read: Watched, played: Show) -> None:
    read.page.keyboard.press("k")
    read.plays_beyond(0)
    title, artist = read.page.evaluate(
        "[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]"
    )
    assert (title, artist) == (load_episodes(played)[0][1].title, "聴く記事")


def test_the_shows_page_plays_each_episode_and_goes_on_where_it_was(opened: OpenPage, played: Show) -> None:
    watched = opened((played.output / "index.html").as_uri(), played.output.as_uri(), **PHONE)
    page = watched.page
    newer, example = load_episodes(played)[0]
    expect(page.locator("[data-player]")).to_be_hidden()
    page.get_by_role("button", name=f"再生: {example.title}").tap()
    watched.plays_beyond(0.2)
    expect(page.locator(".now a")).to_have_text(example.title)
    page.keyboard.press("l")
    page.get_by_role("button", name=f"再生: {newer.title}").tap()
    expect(page.locator(".now a")).to_have_text(newer.title)
    watched.plays_beyond(0.1)
    page.get_by_role("button", name=f"一時停止: {newer.title}").tap()
    page.get_by_role("link", name=example.title).tap()
    page.get_by_role("button", name="再生", exact=True).tap()
    watched.plays_beyond(30)


def test_episodes_are_found_by_their_titles(opened: OpenPage, played: Show) -> None:
    page = opened((played.output / "index.html").as_uri(), played.output.as_uri()).page
    page.get_by_label("題名でさがす").fill("ai 話")
    expect(page.locator("[data-episodes] > li:visible h3")).to_have_text(["ＡＩの<b>話</b>"])
    expect(page.get_by_role("status")).to_have_text("1件")
    page.get_by_label("題名でさがす").fill("ナルマデ")
    expect(page.locator("[data-episodes] > li:visible h3")).to_contain_text(["なるまで"])
    page.get_by_label("題名でさがす").fill("無い")
    expect(page.get_by_text("見つかりません。")).to_be_visible()
    page.get_by_label("題名でさがす").fill("")
    expect(page.locator("[data-episodes] > li:visible")).to_have_count(2)
    expect(page.get_by_text("見つかりません。")).to_be_hidden()


def test_the_feeds_address_is_copied(opened: OpenPage, played: Show) -> None:
    allowed = {"permissions": ["clipboard-read", "clipboard-write"]}
    page = opened((played.output / "index.html").as_uri(), played.output.as_uri(), **allowed).page
    page.get_by_text("購読する").click()
    page.get_by_role("button", name="コピー").click()
    expect(page.get_by_role("status")).to_have_text("コピーしました")
    assert page.evaluate("navigator.clipboard.readText()") == f"{BASE}/feed.xml"
    assert page.locator("img.qr").evaluate("image => image.complete && image.naturalWidth > 0")


def test_without_scripts_the_browsers_own_player_is_there(opened: OpenPage, played: Show) -> None:
    page = opened(episode_file(played), played.output.as_uri(), java_script_enabled=False).page
    expect(page.locator("audio[controls]")).to_be_visible()
    page.locator("[data-chapters] a").nth(2).click()
    assert page.url.endswith("#s2")


@pytest.mark.parametrize("look", [LIGHT, DARK, {**LIGHT, **PHONE}], ids=["light", "dark", "phone"])
@pytest.mark.parametrize("which", ["show", "episode"])
def test_a_screen_reader_finds_its_way(
    opened: OpenPage, played: Show, which: str, look: dict[str, Any]
) -> None:
    address = episode_file(played) if which == "episode" else (played.output / "index.html").as_uri()
    watched = opened(address, played.output.as_uri(), **look)
    page = watched.page
    if which == "episode":
        page.locator("[data-end]").nth(3).click()
    else:
        page.get_by_text("購読する").click()
        page.locator("[data-play]").first.click()
    watched.plays_beyond(0)
    page.keyboard.press("k")
    before = list(watched.complaints)
    assert faults(page) == []
    page.keyboard.press("?")
    assert faults(page) == []
    watched.complaints[:] = before  # axe's own attempts


def test_the_page_of_a_private_show_is_in_no_search_engine(browser: Browser, played: Show) -> None:
    secret = replace(played, private=True)
    key = private_key(secret)
    with served(secret) as address, opening(browser) as opened:
        page = opened(f"{address}/{key}/", address)
        assert page.page.locator("meta[name=robots]").get_attribute("content") == "noindex"
        page.page.get_by_role("button", name="再生").first.click()
        page.plays_beyond(0.1)
