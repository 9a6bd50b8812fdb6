"""The owner's pages as they are served: to anybody, without anything in them that is not everybody's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from PIL import Image
from serving import served

from narrate.cast import Cast
from narrate.show import Show
from narrate.voices import Voice


@pytest.fixture
def base(show: Show, blip: Voice) -> Iterator[str]:
    """A server of an empty show; its address."""
    with served(show, Cast.alone(blip)) as address:
        yield address


def test_a_page_is_a_shell_that_loads_only_its_own_files(base: str) -> None:
    answer = httpx.get(f"{base}/owner")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "聴く記事" in answer.text
    policy = answer.headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    sources = {source for each in policy for source in each.split()[1:]}
    assert sources == {"'none'", "'self'"}
    for name, kind in (("owner.js", "javascript"), ("add.js", "javascript"), ("owner.css", "css")):
        answer = httpx.get(f"{base}/owner/{name}")
        assert kind in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_the_browser_has_is_not_sent_again(base: str) -> None:
    for path in ("/owner", "/owner/owner.js"):
        first = httpx.get(f"{base}{path}")
        assert first.headers["cache-control"] == "no-cache"
        for tag in (first.headers["etag"], f"W/{first.headers['etag']}"):
            again = httpx.get(f"{base}{path}", headers={"If-None-Match": tag})
            assert (again.status_code, again.content) == (304, b"")
        assert httpx.get(f"{base}{path}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_nothing_else_is_there(base: str) -> None:
    for path in ("/owner/cover.png", "/owner/draw_cover.py", "/owner/..%2fowner.token", "/owner/a/b"):
        assert httpx.get(f"{base}{path}").status_code == 404


def icon_of(base: str, side: int) -> Image.Image:
    answer = httpx.get(f"{base}/owner/icon-{side}.png")
    assert answer.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(answer.content))


def test_the_manifest_names_icons_of_the_show_s_cover(base: str, show: Show, blip: Voice) -> None:
    answer = httpx.get(f"{base}/owner/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    assert answer.json()["name"] == "聴く記事"
    for told in answer.json()["icons"]:
        side = int(told["sizes"].partition("x")[0])
        assert icon_of(base, side).size == (side, side)
    Image.new("RGB", (1400, 1400), "red").save(show.root / "cover.png")
    with served(show, Cast.alone(blip)) as again:
        assert icon_of(again, 192).getpixel((96, 96)) == (255, 0, 0)


def test_a_private_show_is_neither_named_nor_pictured(show: Show, blip: Voice) -> None:
    Image.new("RGB", (1400, 1400), "red").save(show.root / "cover.png")
    with served(replace(show, private=True), Cast.alone(blip)) as base:
        told = httpx.get(f"{base}/owner").text + httpx.get(f"{base}/owner/manifest.webmanifest").text
        assert icon_of(base, 192).getpixel((96, 96)) != (255, 0, 0)
    assert "聴く記事" not in told
    assert show.private_key_file.read_text(encoding="ascii").strip() not in told


def test_without_a_voice_there_is_nothing_to_add_to(show: Show) -> None:
    with served(show) as base:
        assert httpx.get(f"{base}/owner").status_code == 404
