"""What a manifest may say: each field with values that a slip of the hand or of a program leaves in it."""

from __future__ import annotations

import copy
import itertools
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from narrate.feed import write_feed
from narrate.library import MANIFEST
from narrate.model import Attachment, Audio, Chapter, Episode
from narrate.show import Show

BASE = "https://pods.example.com/show"
SOUND = b"not really an MP3"
Keys = tuple[str | int, ...]


def manifest(slug: str) -> dict[str, Any]:
    """A manifest with something in every field."""
    episode = Episode(
        guid=f"guid of {slug}",
        slug=slug,
        title="題名",
        date="2024-09-22",
        byline="山本",
        source="o1.txt",
        published="2024-09-22T00:00:00+09:00",
        voice="mei",
        credit="© Mei",
        audio=Audio("a.mp3", len(SOUND), "0" * 64, 48_000, 96_000, -16.0, -1.5),
        chapters=(Chapter("題名", 0, 1_000), Chapter("終わり", 1_000, 2_000, 2)),
        link="https://example.com/o1",
        lead="町の話です。",
        season=1,
        number=2,
        soundbite=Chapter("終わり", 1_000, 2_000),
        attachments=(
            Attachment("vtt", "a-000000000000.vtt", "text/vtt; charset=utf-8", 6, "0" * 64),
            Attachment("opus", "a-000000000000.opus", "audio/opus", 9, "f" * 64),
        ),
    )
    return dict(json.loads(json.dumps(episode.to_json())))


def written(show: Show, slug: str, data: object) -> Path:
    folder = show.episodes / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.mp3").write_bytes(SOUND)
    (folder / MANIFEST).write_text(json.dumps(data), encoding="utf-8")
    return folder / MANIFEST


def changed(data: Any, keys: Keys, value: object) -> Any:
    """A copy in which another value stands at a place."""
    if not keys:
        return value
    key, *rest = keys
    result = copy.copy(data)
    result[key] = changed(data[key], tuple(rest), value)
    return result


@pytest.mark.parametrize(
    ("keys", "value", "told"),
    [
        (("guid",), None, "'guid' must be str, not null"),
        (("guid",), "", "'guid' must be a name that no other episode has"),
        (("guid",), "a\x00b", "'guid' must be"),
        (("title",), None, "'title' must be str, not null"),
        (("title",), " \u202e\x07", "'title' must be a text"),
        (("date",), "22.9.2024", "'date' must be a day such as 2024-09-22, or null"),
        (("date",), "2024-02-30", "'date' must be a day"),
        (("byline",), ["山本"], "'byline' must be str"),
        (("published",), None, "'published' must be str, not null"),
        (("published",), "yesterday", "'published' must be a time that has come, such as 2024-"),
        (("published",), "2024-09-22T00:00:00", "'published' must be"),
        (("published",), "2024-13-22T00:00:00+09:00", "'published' must be"),
        (("published",), "2199-01-01T00:00:00+09:00", "'published' must be a time that has come"),
        (("published",), "0001-01-01T00:00:00+09:00", "'published' must be"),
        (("published",), "9999-12-31T23:59:59-12:00", "'published' must be"),
        (("link",), "javascript:alert(1)", "'link' must be the address of a page"),
        (("link",), "https://例.jp/\x00", "'link' must be"),
        (("season",), 0, "'season' must be a number from 1"),
        (("number",), "2", "'number' must be NoneType or int"),
        (("number",), 10**30, "'number' must be a number from 1 to 2147483647"),
        (("revision",), -1, "'revision' must be"),
        (("withdrawn",), "false", "'withdrawn' must be bool"),
        (("audio", "file"), "../b/a.mp3", "'file' must be the name of a file beside it"),
        (("audio", "file"), "/etc/passwd.mp3", "'file' must be"),
        (("audio", "file"), "https://example.com/a.mp3", "'file' must be"),
        (("audio", "file"), "a.wav", "'file' must be a name that ends in .mp3"),
        (("audio", "file"), "episode.json", "'file' must be"),
        (("audio", "bytes"), -17, "'bytes' must be the size of the file"),
        (("audio", "bytes"), "17", "'bytes' must be int"),
        (("audio", "bytes"), True, "'bytes' must be int"),
        (("audio", "rate"), 0, "'samples' must be a number of samples, with 'rate' those of a second"),
        (("audio", "samples"), 10**400, "'samples' must be"),
        (("audio", "samples"), 1e9, "'samples' must be int"),
        (("audio", "lufs"), "-16", "'lufs' must be float or int"),
        (("audio", "sha256"), "g" * 64, "'sha256' must be"),
        (("chapters", 0, "start_ms"), 1_001, "'chapters' must be in the order of their times"),
        (("chapters", 0, "start_ms"), -1, "'chapters' must be"),
        (("chapters", 1, "end_ms"), 10**30, "'chapters' must be"),
        (("chapters", 1, "title"), 3, "'title' must be str"),
        (("soundbite", "end_ms"), 500, "'soundbite' must be from an earlier time to a later one"),
        (("attachments", 0, "file"), "../a.vtt", "'file' must be the name of a file beside it"),
        (("attachments", 0, "file"), "/etc/passwd", "'file' must be"),
        (("attachments", 0, "file"), "https://example.com/a.vtt", "'file' must be"),
        (("attachments", 0, "file"), ".env", "'file' must be"),
        (("attachments", 0, "type"), 'text/"vtt', "'type' must be a media type"),
        (("attachments", 0, "kind"), "", "'kind' must be a word such as vtt"),
        (("attachments", 1, "bytes"), 0, "'bytes' must be"),
        (("attachments", 1, "sha256"), "x", "'sha256' must be"),
    ],
)
def test_an_episode_with_a_faulty_field_is_named_and_left_out(
    show: Show, keys: Keys, value: object, told: str
) -> None:
    written(show, "good", manifest("good"))
    path = written(show, "bad", changed(manifest("bad"), keys, value))
    feed, (problem,) = write_feed(show, BASE)
    assert problem.startswith(f"{path}: damaged ({told}"), problem
    assert problem.endswith("; mend it, or delete its folder and build the article again")
    assert len(problem) < len(str(path)) + 300, "one line that can be read"
    assert [item.findtext("guid") for item in etree.parse(feed).iter("item")] == ["guid of good"]


def test_an_episode_without_a_fault_is_in_the_feed(show: Show) -> None:
    for slug in ("one", "two"):
        written(show, slug, manifest(slug))
    feed, problems = write_feed(show, BASE)
    assert problems == []
    assert len(list(etree.parse(feed).iter("item"))) == 2


def places(data: Any, at: Keys = ()) -> Iterator[Keys]:
    """Where a value can be replaced: everywhere."""
    yield at
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*at, key))


PLACES = list(places(manifest("one")))
MOMENTS = itertools.count(10**9)  # seconds: no two manifests of one size are written at the same time
ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["\ud800", "\x00", "]]>", "\u202e", "../x.mp3", "a-000000000000.vtt", "2024-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), ANY_JSON), min_size=1, max_size=3))
@settings(
    deadline=None,
    derandomize=True,
    max_examples=250,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_stands_in_a_manifest_the_feed_is_whole(
    show: Show, changes: list[tuple[Keys, object]]
) -> None:
    data: Any = manifest("one")
    for keys, value in changes:
        try:
            data = changed(data, keys, value)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took that place away
    path = written(show, "one", data)
    moment = next(MOMENTS)
    os.utime(path, (moment, moment))
    feed, problems = write_feed(show, BASE)
    items = list(etree.parse(feed).iter("item"))
    assert len(items) + len(problems) == 1 or data.get("withdrawn") is True
    for item in items:
        enclosure = item.find("enclosure")
        assert enclosure is not None
        assert enclosure.get("length") == str(len(SOUND))
        assert (item.findtext("title") or "").strip()
        for each in item.iter():
            for value in each.attrib.values():
                assert not re.search("[\x00-\x1f\u202a-\u202e]|/\\.\\./", str(value))
