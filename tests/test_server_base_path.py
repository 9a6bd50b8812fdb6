"""A base URL with a path, behind web servers that leave it in what they ask for or take it off."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import web
from browsers import OpenPage, opening
from desk import Desk
from lxml import etree
from playwright.sync_api import Browser, expect
from serving import events, served
from test_docs_hosting import tool

from narrate.address import private_key
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.errors import SettingsError
from narrate.model import Episode
from narrate.server import make_app
from narrate.server.owner import renew_token
from narrate.show import Show

PATH = "/podcast"
ROOMS = "# 図書館の部屋\n\n## 一階\n\n本があります。机があります。\n"


@pytest.fixture
def built(show: Show, cast: Cast, example: Path) -> Episode:
    """The example episode; an article lies beside it."""
    show.articles.mkdir()
    (show.articles / "rooms.md").write_text(ROOMS, encoding="utf-8")
    return build_episode(show, example, cast, "http://127.0.0.1:8000").episode


@pytest.fixture(params=["alone", "beside others", "taken off", "caddy"])
def address(
    request: pytest.FixtureRequest, show: Show, cast: Cast, built: Episode, tmp_path: Path
) -> Iterator[str]:
    """Where the show is: by the page's nginx or Caddy, or by an nginx that takes the path off."""
    tool("caddy" if request.param == "caddy" else "nginx")
    port, folder = web.free_port(), tmp_path / "proxy"
    folder.mkdir()
    address = f"http://127.0.0.1:{port}{PATH}"
    with served(show, cast, base_url=address) as inside:
        if request.param == "caddy":
            proxy = caddy(port, inside, folder)
        else:
            proxy = nginx(port, inside, folder, show, request.param)
        with proxy:
            yield address


def nginx(port: int, narrate: str, folder: Path, show: Show, form: str) -> AbstractContextManager[object]:
    """The page's nginx, changed as the page tells for a host that has other things too."""
    servers = web.nginx_of_page(port, httpx.URL(narrate).port or 0, show.output, folder / "cache")
    if form != "alone":
        servers = servers.replace("location / {", f"location {PATH}/ {{")
        servers = servers.replace('"^(?:', f'"^{PATH}(?:')
    if form == "taken off":
        servers = servers.replace(f"proxy_pass {narrate};", f"proxy_pass {narrate}/;", 1)
    return web.nginx(folder, servers, port)


def caddy(port: int, narrate: str, folder: Path) -> AbstractContextManager[object]:
    """The page's Caddy, its two parts within a ``handle``."""
    changes = {
        "podcast.example.com {": f"http://127.0.0.1:{port} {{\nhandle {PATH}* {{",
        "127.0.0.1:8000": narrate.removeprefix("http://"),
    }
    text = "{\n    admin off\n}\n" + web.block("caddyfile", changes) + "}\n"
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return web.child(["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"], port)


def test_feed_pages_and_files_are_below_the_path(address: str, built: Episode) -> None:
    feed = etree.fromstring(httpx.get(f"{address}/feed.xml").content)
    (url,) = feed.xpath("//enclosure/@url")
    assert url == f"{address}/episodes/{built.slug}/{built.audio.file}"
    part = httpx.get(url, headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.content)) == (206, 10)
    home = httpx.get(address, follow_redirects=True)
    assert (home.status_code, str(home.url)) == (200, f"{address}/")


@pytest.mark.parametrize("address", ["alone", "beside others", "taken off"], indirect=True)
def test_nginx_sends_mp3s_below_the_path_from_the_disk(address: str, built: Episode) -> None:
    etag = httpx.head(f"{address}/episodes/{built.slug}/{built.audio.file}").headers["etag"]
    assert "-" in etag, "narrate's own is a hash"


def test_who_is_refused_finds_the_way_back(address: str) -> None:
    for place in ("none", "episodes/none/index.html", "owner/readings/none/x"):
        told = httpx.get(f"{address}/{place}", headers={"Accept": "text/html"})
        assert told.status_code == 404
        (home,) = [link.get("href") for link in etree.HTML(told.text).iter("a")]
        assert str(told.url.join(home)) == f"{address}/"


def test_a_job_is_where_its_location_says(address: str, show: Show) -> None:
    owner = {"Authorization": f"Bearer {renew_token(show)}"}
    with httpx.Client(base_url=address, headers=owner) as client:
        answer = client.post("/articles/rooms")
        assert answer.status_code == 202
        assert client.get(answer.headers["location"]).json()["id"] == answer.json()["id"]
        last = events(client, answer.json())[-1]
        assert last["state"] == "done"
        assert httpx.get(last["episode"]["page"]).status_code == 200


@pytest.mark.parametrize("address", ["beside others", "taken off"], indirect=True)
def test_listeners_and_the_owner_find_all_pages(address: str, show: Show, browser: Browser) -> None:
    with opening(browser) as open_page:
        _listen(open_page, address)
    owners = Desk(browser, address, renew_token(show))
    owners.sign_in()
    owners.page.reload()
    row = owners.row("図書館の部屋")
    row.get_by_role("button", name="音声にする").click()
    expect(row).to_contain_text("公開中")
    row.get_by_role("link", name="聴く").click()
    owners.page.get_by_role("button", name="再生").click()
    owners.plays_beyond(0.1)
    owners.page.goto(f"{address}/owner/readings/rooms")
    expect(owners.page.get_by_text("図書館の部屋").first).to_be_visible()
    cookies = owners.context.cookies()
    assert [cookie.get("path") for cookie in cookies] == [PATH]
    assert all(url.startswith(address) for url in owners.asked)
    owners.context.close()


def _listen(open_page: OpenPage, address: str) -> None:
    """From the show's page to an article without an episode, whose section is made and heard."""
    opened = open_page(f"{address}/", address)
    opened.page.get_by_role("link", name="図書館の部屋").click()
    opened.page.get_by_role("button", name="再生").first.click()
    opened.plays_beyond(0.1)


def test_a_private_shows_key_is_below_the_path_and_in_no_log(show: Show, built: Episode, cast: Cast) -> None:
    secret, log = replace(show, private=True), io.StringIO()
    key = private_key(secret)
    with served(secret, cast, f"https://example.com{PATH}", log) as address:
        for before in ("", PATH):
            for path in ("feed.xml", "articles/rooms/", f"episodes/{built.slug}/{built.audio.file}"):
                assert httpx.get(f"{address}{before}/{key}/{path}").status_code == 200
                assert httpx.get(f"{address}{before}/{path}").status_code == 404
        assert httpx.get(f"{address}{PATH}").headers["location"] == "podcast/"
        home = httpx.get(f"{address}{PATH}/{key}")
        assert home.headers["location"] == f"{key}/"
    assert key not in log.getvalue()
    assert all(json.loads(line)["path"] for line in log.getvalue().splitlines())


def test_a_path_of_several_parts_in_any_script_is_answered(show: Show, built: Episode) -> None:
    path = "/a/%E7%95%AA%E7%B5%84"
    with served(show, base_url=f"https://example.com{path}") as address:
        assert httpx.get(f"{address}{path}/feed.xml").status_code == 200
        assert httpx.get(f"{address}{path}", follow_redirects=True).url.path.endswith("/番組/")
        assert httpx.get(f"{address}/a/feed.xml").status_code == 404


@pytest.mark.parametrize("path", ["/episodes", "/articles/a", "/owner", "/jobs", "/feed.xml/a"])
def test_a_path_that_is_narrates_own_is_refused(show: Show, cast: Cast, path: str) -> None:
    with pytest.raises(SettingsError, match="take another path"):
        make_app(show, f"https://example.com{path}", cast)
