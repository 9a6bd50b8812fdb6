"""The server, over real HTTP on loopback: what apps ask of a feed and its media, and what nobody may have."""

from __future__ import annotations

import asyncio
import shutil
import stat
import string
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from serving import served
from starlette.types import Message, Scope

from narrate.address import private_key, renew_private_key
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import write_feed
from narrate.library import MANIFEST, update
from narrate.model import Episode
from narrate.server.published import ServedFeed
from narrate.show import Show
from narrate.voices import Voice


@pytest.fixture
def built(show: Show, blip: Voice, example: Path) -> Episode:
    """The example episode."""
    return build_episode(show, example, Cast.alone(blip), "http://127.0.0.1:8000").episode


@pytest.fixture
def base(show: Show, built: Episode) -> Iterator[str]:
    """A server that hosts the example episode; its address."""
    write_feed(show, "https://published.example.com")
    with served(show) as address:
        yield address


@pytest.fixture
def client(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base) as one:
        yield one


def media(base: str, show: Show) -> tuple[str, bytes]:
    (path,) = show.episodes.rglob("*.mp3")
    return f"{base}/{path.relative_to(show.output).as_posix()}", path.read_bytes()


def test_the_feed_is_served_as_one_and_revalidates(base: str, show: Show) -> None:
    answer = httpx.get(f"{base}/feed.xml")
    assert f'href="{base}/feed.xml"' in answer.text
    assert "https://published.example.com" in show.feed.read_text(encoding="utf-8"), "serving changes nothing"
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    for header, value in (
        ("If-None-Match", answer.headers["etag"]),
        ("If-Modified-Since", answer.headers["last-modified"]),
    ):
        again = httpx.get(f"{base}/feed.xml", headers={header: value})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("cover_first", [False, True])
def test_what_the_system_tidies_up_is_made_again(
    show: Show, built: Episode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cover_first: bool
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with served(replace(show, private=True)) as base:
        root = f"{base}/{private_key(show)}"
        feed = httpx.get(f"{root}/feed.xml")
        cover = next(
            str(each) for each in etree.fromstring(feed.content).xpath("//@href") if "/cover-" in each
        )
        (folder,) = temporary.iterdir()
        shutil.rmtree(folder)
        for address in sorted((f"{root}/feed.xml", cover), reverse=not cover_first):
            assert httpx.get(address).status_code == 200
        assert httpx.get(f"{root}/feed.xml").content == feed.content
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_who_is_being_answered_gets_the_feed_whose_length_was_told(show: Show, built: Episode) -> None:
    asked = {"method": "GET", "path": "/feed.xml", "headers": []}
    scope: Scope = {"type": "http", "asgi": {"spec_version": "2.4"}, **asked}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    with closing(ServedFeed(show, "http://a.example")) as feed:
        answer = asyncio.run(feed.response("feed.xml", scope))
        update(show, built.slug, title="題名は、あとから長いものに変わった")
        feed.refresh()
        asyncio.run(answer(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    assert len(body) == int(answer.headers["content-length"])
    assert built.title in body.decode()


def test_a_disk_that_is_away_leaves_the_feed_as_it_was(
    base: str, show: Show, capsys: pytest.CaptureFixture[str]
) -> None:
    before = httpx.get(f"{base}/feed.xml").content
    away = show.output.rename(show.root / "away")
    assert httpx.get(f"{base}/feed.xml").content == before
    assert "the feed stays as it was: " in capsys.readouterr().err
    away.rename(show.output)
    assert httpx.get(f"{base}/feed.xml").content == before


def test_an_episode_that_the_feed_leaves_out_is_told_once(
    show: Show, built: Episode, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = show.episodes / built.slug / MANIFEST
    whole = manifest.read_bytes()
    manifest.write_bytes(b"{")
    with closing(ServedFeed(show, "http://127.0.0.1:8000")) as feed:
        feed.refresh()
        show.template.touch()
        feed.refresh()
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"narrate: an episode is not in the feed: {manifest}: damaged (")
        manifest.write_bytes(whole)
        feed.refresh()
        manifest.write_bytes(b"{")
        feed.refresh()
        assert capsys.readouterr().err.splitlines() == [line]


def test_an_episode_built_meanwhile_stands_in_the_served_feed(
    base: str, show: Show, blip: Voice, tmp_path: Path
) -> None:
    before = httpx.get(f"{base}/feed.xml")
    (tmp_path / "a.txt").write_text("新しい記事\n\n2026-05-01\n\n本文です。\n", encoding="utf-8")
    build_episode(show, tmp_path / "a.txt", Cast.alone(blip), base)
    after = httpx.get(f"{base}/feed.xml", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "新しい記事" in after.text


@pytest.mark.parametrize("name", ["feed.xml", "index.html", "media"])
def test_head_tells_what_get_gives(base: str, show: Show, name: str) -> None:
    url = media(base, show)[0] if name == "media" else f"{base}/{name}"
    head, get = httpx.head(url), httpx.get(url)
    assert head.status_code == get.status_code == 200
    for header in ("content-type", "content-length", "etag", "last-modified"):
        assert head.headers[header] == get.headers[header]


def test_what_the_feed_names_is_served_as_it_says(base: str) -> None:
    channel = etree.fromstring(httpx.get(f"{base}/feed.xml").content)
    named = {str(each.get("url") or each.get("href")): each for each in channel.iter("*")}
    ours = {url: each for url, each in named.items() if url.startswith(f"{base}/")}
    tags = {etree.QName(each).localname for each in ours.values()}
    assert tags == {"link", "image", "enclosure", "transcript", "chapters"}
    for url, each in ours.items():
        head, get = httpx.head(url), httpx.get(url)
        assert head.status_code == get.status_code == 200, url
        assert get.headers["content-type"].partition(";")[0] == each.get("type", get.headers["content-type"])
        assert get.headers["access-control-allow-origin"] == "*"
        assert "content-disposition" not in get.headers
        for header in ("content-type", "content-length", "etag", "last-modified"):
            assert head.headers[header] == get.headers[header]
        if length := each.get("length"):
            assert get.headers["content-length"] == length


@given(
    st.sampled_from(
        ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "Forwarded", "X-Original-URL"]
    ),
    st.sampled_from(["evil.example", "evil.example:81", "host=evil.example", "/evil", "//evil.example"])
    | st.text(string.digits + string.ascii_letters + ".:/@%-_\"'<;= ", max_size=30),
)
@settings(
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_header_of_a_request_is_believed(client: httpx.Client, name: str, value: str) -> None:
    asked = client.get("/feed.xml", headers={name: value.strip()})
    assert asked.content == client.get("/feed.xml").content


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("0-1", 0, 2), ("100-", 100, None), ("-50", -50, None), ("5-5", 5, 6)]
)
def test_a_part_of_the_audio_can_be_asked_for(
    base: str, show: Show, asked: str, start: int, stop: int | None
) -> None:
    url, data = media(base, show)
    answer = httpx.get(url, headers={"Range": f"bytes={asked}"})
    assert answer.status_code == 206
    assert answer.content == data[start:stop]
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-range"].endswith(f"/{len(data)}")


def test_a_part_past_the_end_is_refused(base: str, show: Show) -> None:
    url, data = media(base, show)
    answer = httpx.get(url, headers={"Range": f"bytes={len(data)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(data)}"


def test_a_part_of_another_version_is_not_given(base: str, show: Show) -> None:
    url, data = media(base, show)
    answer = httpx.get(url, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (answer.status_code, answer.content) == (200, data)


def test_audio_may_be_kept_for_ever_and_the_feed_not(base: str, show: Show) -> None:
    assert "immutable" in httpx.head(media(base, show)[0]).headers["cache-control"]
    assert "immutable" not in httpx.head(f"{base}/feed.xml").headers["cache-control"]


def test_nothing_but_what_is_published_is_served(base: str, show: Show, tmp_path: Path) -> None:
    (tmp_path / "secret.mp3").write_bytes(b"secret")
    (show.episodes / "link.mp3").symlink_to(tmp_path / "secret.mp3")
    (show.output / ".hidden.xml").write_bytes(b"secret")
    (manifest,) = show.episodes.rglob("episode.json")
    (clip, *_) = show.clips.rglob("*.clip")
    for path in (
        *("/.lock", "/.hidden.xml", "/clips/", "/episodes/", "/episodes/link.mp3", "/nothing.mp3"),
        *("/../secret.mp3", "/%2e%2e/secret.mp3", "/episodes/..%2f..%2fsecret.mp3", "/a%00b.mp3"),
        f"/{manifest.relative_to(show.output)}",
        f"/{clip.relative_to(show.output)}",
    ):
        assert httpx.get(httpx.URL(base + path)).status_code == 404, path


def test_the_folder_of_a_page_is_the_page_and_no_other_folder_is_anything(
    base: str, show: Show, built: Episode
) -> None:
    for folder, name in (
        ("", "index.html"),
        (f"episodes/{built.slug}/", f"episodes/{built.slug}/index.html"),
    ):
        answer = httpx.get(f"{base}/{folder}")
        assert answer.content == httpx.get(f"{base}/{name}").content
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "immutable" not in answer.headers["cache-control"]
    for folder in (
        "episodes/",
        f"episodes/{built.slug}",
        "episodes/none/",
        "clips/",
        "scripts/",
        f"episodes/{built.slug}/a/",
    ):
        assert httpx.get(f"{base}/{folder}").status_code == 404, folder
    for name in ("player.js", "player.css"):
        assert httpx.get(f"{base}/{name}").content == (show.output / name).read_bytes()


def test_it_only_answers_questions(base: str) -> None:
    assert httpx.post(f"{base}/feed.xml").status_code == 405


def test_a_show_that_was_just_made_private_is_served(show: Show) -> None:
    secret = replace(show, private=True)
    with served(secret) as address:
        assert httpx.get(f"{address}/{private_key(secret)}/feed.xml").status_code == 200


def test_a_private_show_is_only_under_its_key(show: Show, built: Episode) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    audio = f"episodes/{built.slug}/{built.audio.file}"
    with served(secret) as address:
        feed = httpx.get(f"{address}/{key}/feed.xml")
        assert f"{address}/{key}/{audio}" in feed.text
        assert httpx.get(f"{address}/{key}/").text == httpx.get(f"{address}/{key}/index.html").text
        assert httpx.get(f"{address}/").status_code == 404
        for name in ("feed.xml", "index.html", audio):
            answer = httpx.get(f"{address}/{key}/{name}")
            assert answer.status_code == 200
            assert "private" in answer.headers["cache-control"]
            assert answer.headers["referrer-policy"] == "no-referrer"
            for path in (name, f"{key[:-1]}/{name}", f"{key}x/{name}", f"%00/{name}", f"鍵/{name}"):
                assert httpx.get(f"{address}/{path}").status_code == 404, path
        part = httpx.get(f"{address}/{key}/{audio}", headers={"Range": "bytes=0-1"})
        assert part.status_code == 206
        renewed = renew_private_key(secret)
        assert httpx.get(f"{address}/{key}/feed.xml").status_code == 404, "revoked at once"
        feed = httpx.get(f"{address}/{renewed}/feed.xml")
        assert f"{address}/{renewed}/{audio}" in feed.text


def test_the_key_without_a_slash_leads_to_the_shows_page(show: Show, built: Episode) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    with served(secret) as address, httpx.Client(base_url=address) as client:
        answer = client.get(f"/{key}")
        assert (answer.status_code, answer.headers["location"]) == (307, f"{key}/")
        assert client.get(f"/{key}", follow_redirects=True).headers["content-type"].startswith("text/html")
        for other in ("/feed.xml", f"/{key[:-1]}", "/x"):
            assert client.get(other).status_code == 404


def test_a_withdrawn_episode_is_gone(base: str, show: Show, built: Episode) -> None:
    url, _ = media(base, show)
    update(show, built.slug, withdrawn=True)
    assert httpx.get(url).status_code == 410
    assert built.guid not in httpx.get(f"{base}/feed.xml").text
    update(show, built.slug, withdrawn=False)
    assert httpx.get(url).status_code == 200


def test_a_show_that_moved_sends_apps_to_its_new_feed(show: Show, built: Episode) -> None:
    new = "https://new.example.com/feed.xml"
    with served(replace(show, moved_to=new)) as address:
        answer = httpx.get(f"{address}/feed.xml")
        assert (answer.status_code, answer.headers["location"]) == (301, new)
        assert httpx.get(media(address, show)[0]).status_code == 200, "what apps have already found stays"


def test_while_the_key_cannot_be_read_nobody_is_let_in(show: Show, built: Episode) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    with served(secret) as address:
        assert httpx.get(f"{address}/{key}/feed.xml").status_code == 200
        show.private_key_file.write_text("damaged", encoding="ascii")
        assert httpx.get(f"{address}/{key}/feed.xml").status_code == 404


def test_a_show_that_has_arrived_does_not_send_its_feed_in_circles(show: Show, built: Episode) -> None:
    with served(show, arrived=True) as address:
        assert httpx.get(f"{address}/feed.xml").status_code == 200


def test_the_shows_own_address_is_its_page(base: str) -> None:
    answer = httpx.get(f"{base}/")
    assert (answer.status_code, answer.text) == (200, httpx.get(f"{base}/index.html").text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
