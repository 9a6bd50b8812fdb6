"""The feed as others read it: podcastparser (of gPodder), feedparser, and a checker of real answers."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from published import hosted
from serving import served
from shows import BASE, TITLES, as_serial, build_all

from narrate.address import root_of
from narrate.feed import write_feed
from narrate.library import load_episodes
from narrate.model import Episode
from narrate.publish import publish
from narrate.show import Show
from narrate.targets import target_at

Variant = Callable[[Show], Show]
VARIANTS: dict[str, Variant] = {
    "public": lambda show: show,
    "private": lambda show: replace(show, private=True),
    "serial": as_serial,
}
every_variant = pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """A show of several episodes with everything that a feed can say."""
    show = Show(tmp_path_factory.mktemp("full") / "show")
    voice = show.root / "voices" / "blip.toml"
    voice.parent.mkdir(parents=True)
    voice.write_text(
        'engine = "tone"\nloudness_lufs = -19.7\n[options]\nseconds_per_mora = 0.02\n', encoding="utf-8"
    )
    articles = show.root.parent / "articles"
    articles.mkdir()
    build_all(show, articles)
    return show


@pytest.fixture
def copied(full: Show, tmp_path: Path) -> Show:
    """A copy of it."""
    return Show(shutil.copytree(full.root, tmp_path / "show"))


def written(show: Show) -> tuple[str, bytes, list[Episode]]:
    """Where its files are, the feed, and the episodes that must be seen in it."""
    path, problems = write_feed(show, BASE)
    assert problems == []
    return root_of(show, BASE), path.read_bytes(), load_episodes(show)[0]


def address(root: str, episode: Episode, kind: str) -> str:
    (file,) = (each.file for each in episode.attachments if each.kind == kind)
    return f"{root}/episodes/{episode.slug}/{file}"


@every_variant
def test_podcastparser_sees_each_episode_as_it_is(copied: Show, variant: Variant) -> None:
    show = variant(copied)
    root, data, episodes = written(show)
    feed = podcastparser.parse(f"{root}/feed.xml", io.BytesIO(data))
    seen = sorted(feed["episodes"], key=lambda each: each["published"], reverse=True)
    assert [(each["guid"], each["title"]) for each in seen] == [
        (episode.guid, TITLES[episode.date or ""]) for episode in episodes
    ]
    for each, episode in zip(seen, episodes, strict=True):
        audio = f"{root}/episodes/{episode.slug}/{episode.audio.file}"
        assert each["enclosures"] == [
            {"url": audio, "file_size": episode.audio.bytes, "mime_type": "audio/mpeg"}
        ]
        assert each["published"] == dt.datetime.fromisoformat(episode.published).timestamp()
        assert abs(each["total_time"] - episode.audio.seconds) <= 0.5
        assert each["episode_art_url"] == address(root, episode, "art")
        assert each["link"] == episode.link
        assert each["explicit"] is False
        assert (each.get("season"), each.get("number")) == (episode.season, episode.number)
        assert "町の話をします。" in each["description_html"]
    assert feed["cover_url"].startswith(f"{root}/cover-")
    assert feed["itunes_owner"] == {"name": "山本", "email": "owner@example.com"}


@every_variant
def test_feedparser_sees_each_episode_as_it_is(copied: Show, variant: Variant) -> None:
    root, data, episodes = written(variant(copied))
    feed: Any = feedparser.parse(data)
    assert not feed.bozo
    assert feed.version == "rss20"
    assert [each.id for each in feed.entries] == [episode.guid for episode in episodes]
    for each, episode in zip(feed.entries, episodes, strict=True):
        audio = f"{root}/episodes/{episode.slug}/{episode.audio.file}"
        (enclosure,) = each.enclosures
        assert (enclosure.href, enclosure.type) == (audio, "audio/mpeg")
        assert enclosure.length == str(episode.audio.bytes)
        assert each.title == TITLES[episode.date or ""]
        assert each.podcast_chapters == {
            "url": address(root, episode, "chapters"),
            "type": "application/json+chapters",
        }
        assert each.podcast_transcript["url"] == address(root, episode, "html"), "the last of four"
        assert each.image.href == address(root, episode, "art")
        assert ("podcast_episode" in each) == (episode.number is not None)
    assert feed.entries[0].podcast_source == {"uri": address(root, episodes[0], "opus")}
    assert feed.feed.podcast_funding == {"url": "https://example.com/give"}


def feedlint(shared: Path, url: str) -> str:
    if not shutil.which("ffprobe"):
        pytest.skip("ffprobe is not installed: the feed's sound and pictures were not looked at")
    command = [sys.executable, shared / "tools" / "feedlint.py", url]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


@every_variant
def test_nothing_is_wrong_with_what_is_served(copied: Show, shared: Path, variant: Variant) -> None:
    show = variant(copied)
    write_feed(show, BASE)
    with served(show) as base:
        assert feedlint(shared, f"{root_of(show, base)}/feed.xml") == "0 problem(s)\n"


def test_nothing_is_wrong_with_what_a_bucket_gives_out(
    copied: Show, shared: Path, public: str, access: dict[str, str]
) -> None:
    base = hosted(public, access, "")[:-1]
    publish(copied, target_at(public), base)
    *told, _ = feedlint(shared, f"{base}/feed.xml").splitlines()
    # the S3 server of the tests knows no If-Range; as bytes at an address never change, nothing comes of it
    assert [line for line in told if line != "FAIL #36 If-Range ignored"] == []
