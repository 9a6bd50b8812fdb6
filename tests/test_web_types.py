"""What is said of hosted files."""

from __future__ import annotations

import pytest

from narrate.web_types import cache_of, has_hash, type_of, with_charset, with_hash


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("episodes/o1/o1-0123456789ab.mp3", "audio/mpeg"),
        ("o1-0123456789ab.m4a", "audio/x-m4a"),
        ("index.html", "text/html; charset=utf-8"),
        ("o1-0123456789ab.opus", "audio/opus"),
        ("o1-0123456789ab.vtt", "text/vtt; charset=utf-8"),
        ("o1-0123456789ab.chapters.json", "application/json+chapters"),
        ("o1-0123456789ab.words.json", "application/json"),
        ("o1-0123456789ab.json", "application/json"),
        ("v1.2-0123456789ab.mp3", "audio/mpeg"),
        ("episode.json", None),
        ("cues.json", None),
        ("noextension", None),
    ],
)
def test_a_name_tells_the_type(name: str, media_type: str | None) -> None:
    assert type_of(name) == media_type


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("text/vtt", "text/vtt; charset=utf-8"),
        ("application/x-subrip", "application/x-subrip; charset=utf-8"),
        ("text/html; charset=utf-8", "text/html; charset=utf-8"),
        ("application/json+chapters", "application/json+chapters"),
        ("audio/ogg", "audio/ogg"),
    ],
)
def test_texts_tell_their_encoding(given: str, told: str) -> None:
    assert with_charset(given) == told


def test_a_name_with_a_hash_is_known_as_one() -> None:
    digest = "0123456789abcdef" * 4
    assert with_hash("2026-04-12-o1", digest, ".words.json") == "2026-04-12-o1-0123456789ab.words.json"
    assert has_hash(with_hash("2026-04-12-o1", digest, ".words.json"))


def test_only_what_a_hash_names_may_be_kept_for_ever() -> None:
    for name in ("o1-0123456789ab.mp3", "episodes/o1/o1-0123456789ab.ja.vtt"):
        assert has_hash(name)
        assert "immutable" in cache_of(name)
    for name in ("feed.xml", "cover.png", "o1-0123456789AB.mp3", "o1-0123456789abc.mp3", "2026-04-12-o1.mp3"):
        assert not has_hash(name)
        assert "immutable" not in cache_of(name)
