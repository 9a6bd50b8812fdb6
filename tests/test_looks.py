"""How pages look in a real browser: words stay whole, long titles leave room for the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsers import PHONE, OpenPage, Watched
from desk import desk
from playwright.sync_api import Browser, expect

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import write_feed
from narrate.library import load_episodes
from narrate.show import Show
from narrate.voices import Voice

BASE = "https://podcast.example.com"
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
_BROKEN_WORDS = """() => [...document.querySelectorAll("ruby")].flatMap(ruby => {
    const text = ruby.firstChild, words = [...text.data.matchAll(/\\S+/g)];
    return words.filter(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    }).map(([word]) => word);
})"""
_TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


def built(show: Show, voice: Voice, title: str, text: str) -> None:
    """Build an episode and write the feed."""
    article = show.root / "a.txt"
    article.write_text(f"{title}\n\n2026-05-01\n\n{text}\n", encoding="utf-8")
    build_episode(show, article, Cast.alone(voice), BASE)
    write_feed(show, BASE)


def episode_of(opened: OpenPage, show: Show, **context: object) -> Watched:
    """The page of its only episode, from the disk."""
    (episode,) = load_episodes(show)[0]
    page: Path = show.episodes / episode.slug / "index.html"
    return opened(page.as_uri(), show.output.as_uri(), **context)


def test_keys_are_told_of_only_where_there_are_some(opened: OpenPage, show: Show, blip: Voice) -> None:
    built(show, blip, "川の話", "川は流れます。")
    help_of_keys = {"name": "キー操作", "exact": True}
    phone = episode_of(opened, show, **PHONE, is_mobile=True).page
    expect(phone.get_by_role("button", name="再生", exact=True)).to_be_visible()
    expect(phone.get_by_role("button", **help_of_keys)).to_have_count(0)
    expect(episode_of(opened, show).page.get_by_role("button", **help_of_keys)).to_be_visible()


@pytest.mark.parametrize("context", [PHONE, {}])
def test_an_endless_title_leaves_room_for_the_rest(
    browser: Browser, show: Show, blip: Voice, context: dict[str, object]
) -> None:
    show.articles.mkdir()
    for name in ("a", "b"):
        text = f"# {name}{'終わらない題名' * 700}\n\n本文です。\n\n## 節\n\n本文です。\n"
        (show.articles / f"{name}.md").write_text(text, encoding="utf-8")
    cast = Cast.alone(blip)
    slug = build_episode(show, show.articles / "a.md", cast, BASE).episode.slug
    with desk(browser, show, cast, **context) as owners:
        owners.sign_in()
        seen = owners.page.locator("main li h3, main li a, main h1, header h1, .facts, dialog h2")
        for path in ("/", "/articles/", "/articles/b/", f"/episodes/{slug}/", "/owner", "/owner/readings/b"):
            owners.page.goto(f"{owners.address}{path}")
            owners.page.get_by_text(re.compile("終わらない題名")).first.wait_for()
            if path == "/owner":
                owners.page.get_by_role("button", name=re.compile("^削除する")).click()
            heights = [(each.bounding_box() or {"height": 0})["height"] for each in seen.all()]
            assert heights
            assert max(heights) < 450, (path, heights)


@pytest.mark.parametrize("context", [PHONE, NARROW])
def test_no_word_with_a_reading_is_broken(
    opened: OpenPage, show: Show, blip: Voice, context: dict[str, object]
) -> None:
    words = ("Kubernetes", "Internationalization", "Elasticsearch", "Ubuntu", "deep blue", "PostgreSQL")
    texts = [f"{'あ' * count}{word}と{word}のことです。" for word in words for count in range(1, 24, 2)]
    endless = f"https://example.com/{'a' * 80}を見ます。{'Pneumono' * 12}と{'漢' * 80}の話。"
    built(show, blip, "KubernetesとElasticsearchとPostgreSQL", f"{''.join(texts)}\n\n{endless}")
    page = episode_of(opened, show, **context).page
    assert page.locator("article ruby").count() > 100
    assert page.evaluate(_BROKEN_WORDS) == []
    assert page.evaluate(_TOO_WIDE) <= 0, "what has no reading is broken where the line ends"
