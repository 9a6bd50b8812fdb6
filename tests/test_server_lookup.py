"""Which article or section is meant by an address: what the show knows by its name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from rooms import ARTICLE, ROOMS, written
from serving import app_served

from narrate.address import private_key
from narrate.cast import Cast
from narrate.server import make_app
from narrate.show import Show


@pytest.fixture
def article(show: Show) -> Path:
    """An article that lies ready to be read."""
    return written(show, "rooms", ARTICLE)


@pytest.fixture
def base(show: Show, cast: Cast, article: Path) -> Iterator[str]:
    """A server of the show; its address."""
    with app_served(lambda address: make_app(show, address, cast)) as address:
        yield address


def test_nothing_but_known_names_leads_anywhere(base: str, show: Show, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(ARTICLE, encoding="utf-8")
    (show.root / "outside.md").write_text(ARTICLE, encoding="utf-8")
    (show.articles / ".hidden.md").write_text(ARTICLE, encoding="utf-8")
    (show.articles / "notes.bak").write_text(ARTICLE, encoding="utf-8")
    (show.articles / "link.md").symlink_to(tmp_path / "secret.md")
    (show.articles / "folder.md").mkdir()
    for slug in (
        *("nothing", "outside", "../outside", "..%2foutside", "%2e%2e/outside", "rooms%00", "rooms.md", "."),
        *("..", "%2e%2e", "..%5coutside", ".hidden", "notes", "link", "folder", "", "%ff", "*", "x" * 3000),
    ):
        url = httpx.URL(f"{base}/articles/{slug}/sections/1.mp3")
        assert httpx.get(url).status_code == 404, slug
    for number in ("0", "4", "-1", "01", "１", "1.0", "x", "", "9" * 5000, "1%2f..%2f2"):
        assert httpx.get(httpx.URL(f"{base}{ROOMS}/{number}.mp3")).status_code == 404, number
    assert httpx.post(f"{base}{ROOMS}/1.mp3").status_code == 405
    assert list(show.output.rglob("*.clip")) == []


def test_a_name_is_found_however_its_characters_are_spelled(show: Show, cast: Cast) -> None:
    written(show, "ガイド", ARTICLE)
    with app_served(lambda address: make_app(show, address, cast)) as base:
        for spelled in ("ガイド", "カ\u3099イト\u3099"):
            assert httpx.head(f"{base}/articles/{spelled}/sections/1.mp3").status_code == 200


def test_an_article_that_cannot_be_read_is_told(base: str, show: Show) -> None:
    (show.articles / "broken.md").write_bytes(b"\x00\x01\x02\xff" * 100)
    answer = httpx.get(f"{base}/articles/broken/sections/1.mp3")
    assert answer.status_code == 422
    assert answer.json() == {"error": "the article cannot be read aloud"}


def test_without_a_cast_nothing_is_made(show: Show, article: Path) -> None:
    with app_served(lambda address: make_app(show, address)) as base:
        assert httpx.get(f"{base}{ROOMS}/1.mp3").status_code == 404


def test_sections_of_a_private_show_are_only_under_its_key(show: Show, cast: Cast, article: Path) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    with app_served(lambda address: make_app(secret, address, cast)) as base:
        for path in (ROOMS, f"/{key[:-1]}{ROOMS}", f"/{key}x{ROOMS}"):
            assert httpx.get(f"{base}{path}/1.mp3").status_code == 404
        for _ in ("made", "kept"):
            answer = httpx.get(f"{base}/{key}{ROOMS}/1.mp3")
            assert answer.status_code == 200
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert "public" not in answer.headers["cache-control"]
