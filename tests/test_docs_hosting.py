"""docs/hosting.md and publishing.md: their configurations are used by the servers that they are for."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import web
from conftest import ROOT
from lxml import etree
from published import BASE
from serving import PATIENCE_S, Gated, gated_voice, served

from narrate.address import private_key
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.cli_serve import serve
from narrate.library import update
from narrate.model import Episode
from narrate.publish import contents, publish
from narrate.server.owner import renew_token
from narrate.show import Show
from narrate.targets import target_at
from narrate.voices import Voice
from narrate.web_types import TYPES

PAGE = web.PAGE.read_text(encoding="utf-8")
PUBLISHING = ROOT / "docs" / "publishing.md"
SECTION = "/articles/rooms/sections/2.mp3"
ROOMS = "# 図書館の部屋\n\n## 一階\n\n本があります。机があります。\n"
SECOND = "机があります"
Proxy = Callable[[int, Show], AbstractContextManager[str]]


def tool(name: str) -> str:
    """The path of a program; a check that must have it fails without."""
    path = shutil.which(name)
    if path is None:
        if "NARRATE_REQUIRE_HOSTS" in os.environ:
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed: its part of the page was not tried")
    return path


@pytest.fixture(params=["nginx", "caddy"])
def proxy(request: pytest.FixtureRequest, tmp_path: Path) -> Proxy:
    """Puts the page's nginx or Caddy in front of a port; without TLS, on loopback."""
    command = tool(str(request.param))

    @contextmanager
    def nginx(port: int, show: Show) -> Iterator[str]:
        own, folder = web.free_port(), tmp_path / "nginx"
        folder.mkdir()
        servers = web.nginx_of_page(own, port, show.output, folder / "cache")
        with web.nginx(folder, servers, own):
            yield f"http://127.0.0.1:{own}"

    @contextmanager
    def caddy(port: int, show: Show) -> Iterator[str]:
        own, file = web.free_port(), tmp_path / "Caddyfile"
        changes = {"podcast.example.com": f"http://127.0.0.1:{own}", "127.0.0.1:8000": f"127.0.0.1:{port}"}
        file.write_text("{\n    admin off\n}\n" + web.block("caddyfile", changes), encoding="utf-8")
        with web.child([command, "run", "--config", str(file), "--adapter", "caddyfile"], own):
            yield f"http://127.0.0.1:{own}"

    return nginx if request.param == "nginx" else caddy


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    """A voice that waits where it is told to."""
    return gated_voice(monkeypatch, tmp_path, Gated)


@pytest.fixture
def engine(voice: Voice) -> Gated:
    """What the voice speaks with."""
    assert isinstance(voice.engine, Gated)
    return voice.engine


@pytest.fixture
def built(show: Show, voice: Voice, example: Path) -> Episode:
    """The example episode; an article lies beside it."""
    show.articles.mkdir()
    (show.articles / "rooms.md").write_text(ROOMS, encoding="utf-8")
    return build_episode(show, example, Cast.alone(voice), "http://127.0.0.1:8000").episode


@pytest.fixture
def built_show(finished: Show, tmp_path: Path) -> Show:
    """A copy of a show of three episodes."""
    return Show(shutil.copytree(finished.root, tmp_path / "finished"))


@contextmanager
def proxied(show: Show, proxy: Proxy, voice: Voice) -> Iterator[tuple[str, str]]:
    """The public address of a show, and that of narrate behind it."""
    port = web.free_port()
    with (
        served(show, Cast.alone(voice), base_url=f"http://127.0.0.1:{port}") as inside,
        proxy(httpx.URL(inside).port or 0, show) as address,
    ):
        yield address, inside


def mp3_of(episode: Episode) -> str:
    return f"/episodes/{episode.slug}/{episode.audio.file}"


def test_feed_pages_and_parts_of_mp3s_pass(show: Show, proxy: Proxy, voice: Voice, built: Episode) -> None:
    data = (show.output / mp3_of(built)[1:]).read_bytes()
    with proxied(show, proxy, voice) as (address, inside):
        feed, again = (httpx.get(f"{each}/feed.xml") for each in (address, inside))
        assert etree.fromstring(feed.content).findtext("channel/item/title") == built.title
        assert feed.content == again.content
        known = {"If-None-Match": feed.headers["etag"]}
        assert httpx.get(f"{address}/feed.xml", headers=known).status_code == 304
        assert httpx.get(f"{address}/").headers["content-type"] == "text/html; charset=utf-8"
        part = httpx.get(address + mp3_of(built), headers={"Range": "bytes=100-199"})
        assert (part.status_code, part.content) == (206, data[100:200])
        through, direct = (httpx.head(each + mp3_of(built)).headers for each in (address, inside))
        for header in ("content-type", "content-length", "cache-control", "access-control-allow-origin"):
            assert through[header] == direct[header]
        assert httpx.get(f"{address}/none.mp3").status_code == 404


def test_sound_and_events_go_out_at_once(
    show: Show, proxy: Proxy, voice: Voice, built: Episode, engine: Gated
) -> None:
    gate = engine.gate(SECOND)
    owner = {"Authorization": f"Bearer {renew_token(show)}"}
    with (
        proxied(show, proxy, voice) as (address, _),
        httpx.Client(base_url=address, headers=owner, timeout=PATIENCE_S) as client,
        client.stream("GET", SECTION) as answer,
    ):
        chunks = answer.iter_raw()
        assert next(chunks), "the second sentence waits"
        job = client.post("/articles", content=ROOMS.encode(), headers={"Content-Type": "text/plain"})
        with client.stream("GET", f"/jobs/{job.json()['id']}/events") as told:
            lines = (line for line in told.iter_lines() if line.startswith("data: "))
            assert json.loads(next(lines)[6:])["state"] in ("queued", "running")
            gate.set()
            assert [json.loads(line[6:])["state"] for line in lines][-1] == "done"
        assert b"".join(chunks)


@pytest.mark.parametrize("proxy", ["nginx"], indirect=True)  # Caddy 2.6 ends it as if it were whole
def test_a_section_that_breaks_off_is_not_taken_for_whole(
    show: Show, proxy: Proxy, voice: Voice, built: Episode, engine: Gated, capfd: pytest.CaptureFixture[str]
) -> None:
    gate = engine.gate(SECOND)
    engine.failing.add(SECOND)
    with (
        proxied(show, proxy, voice) as (address, _),
        httpx.stream("GET", address + SECTION, timeout=PATIENCE_S) as answer,
    ):
        chunks = answer.iter_raw()
        next(chunks)
        gate.set()
        with pytest.raises(httpx.RemoteProtocolError):
            list(chunks)
    assert "the line was cut" in capfd.readouterr().err


def test_who_guesses_tokens_is_told_from_others(
    show: Show, proxy: Proxy, voice: Voice, built: Episode
) -> None:
    token = renew_token(show)

    def status(client: str, given: str, forged: str = "192.0.2.1") -> int:
        headers = {"Authorization": f"Bearer {given}", "X-Forwarded-For": forged}
        with httpx.Client(transport=httpx.HTTPTransport(local_address=client)) as other:
            return other.get(f"{address}/articles", headers=headers).status_code

    with proxied(show, proxy, voice) as (address, _):
        for number in range(10):
            assert status("127.0.0.2", "wrong", f"192.0.2.{number}") == 401
        assert status("127.0.0.2", token) == 429
        assert status("127.0.0.3", token) == 200


@pytest.mark.parametrize("proxy", ["nginx"], indirect=True)  # before Caddy has read it, narrate says 401
def test_a_body_that_is_too_long_is_stopped_in_front(
    show: Show, proxy: Proxy, voice: Voice, built: Episode
) -> None:
    with proxied(show, proxy, voice) as (address, _):
        answer = httpx.post(f"{address}/articles", content=b"a" * 3_500_000)
        assert (answer.status_code, "server" in answer.headers) == (413, True), "narrate names no server"


@pytest.mark.parametrize("proxy", ["nginx"], indirect=True)
def test_nginx_sends_mp3s_from_the_disk_and_only_those_that_may_be_had(
    show: Show, proxy: Proxy, voice: Voice, built: Episode, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("取り下げた話\n\n本文です。\n", encoding="utf-8")
    gone = build_episode(show, tmp_path / "a.txt", Cast.alone(voice), "http://127.0.0.1:8000").episode
    update(show, gone.slug, withdrawn=True)
    with proxied(show, proxy, voice) as (address, inside):
        ours, theirs = (httpx.head(each + mp3_of(built)).headers["etag"] for each in (inside, address))
        assert ours != theirs, "narrate names it by another hash than nginx"
        answer = httpx.get(address + mp3_of(gone))
        assert (answer.status_code, list(answer.json())) == (410, ["error"])
        missing = mp3_of(built).replace(built.audio.file, "a-0123456789ab.mp3")
        assert httpx.get(address + missing).status_code == 404
        host = httpx.URL(address)
        spelled = f"{mp3_of(gone)}#/../../{built.slug}/{built.audio.file}"
        for target in (spelled, f"/.{mp3_of(gone)}", f"{mp3_of(built)}/../../..{mp3_of(gone)}"):
            with web.connected(host.port or 0) as raw, raw.makefile("rb") as said:
                raw.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
                assert said.read().split()[1] in (b"404", b"410"), target


@pytest.mark.parametrize("proxy", ["nginx"], indirect=True)
def test_nginx_keeps_a_private_show_private(show: Show, proxy: Proxy, voice: Voice, built: Episode) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    with proxied(secret, proxy, voice) as (address, _):
        answer = httpx.get(f"{address}/{key}{mp3_of(built)}", headers={"Range": "bytes=0-9"})
        assert (answer.status_code, len(answer.content)) == (206, 10)
        assert answer.headers["cache-control"].startswith("private")
        assert answer.headers["x-robots-tag"] == "noindex"
        for path in ("", "/", f"/{key[:-1]}", f"/{key}x", "/articles"):
            assert httpx.get(f"{address}{path}{mp3_of(built)}").status_code == 404, path


def test_nginx_sends_what_is_published_as_a_bucket_would(built_show: Show, tmp_path: Path) -> None:
    tool("nginx")
    publish(built_show, target_at(str(tmp_path / "www" / "podcast")), BASE)
    port, folder = web.free_port(), tmp_path / "nginx"
    folder.mkdir()
    location = web.block("nginx", {"/var/www": str(tmp_path / "www")}, PUBLISHING)
    with web.nginx(folder, f"server {{ listen 127.0.0.1:{port}; {location} }}", port):
        address = f"http://127.0.0.1:{port}/podcast"
        files = [file for group in contents(built_show, BASE) for file in group]
        answers = {file.name: httpx.head(f"{address}/{file.name}").headers for file in files}
        page, hidden = (httpx.head(f"{address}/{name}") for name in ("", ".narrate-published.json"))
    told = {name: (each["content-type"], each["cache-control"]) for name, each in answers.items()}
    assert told == {file.name: (file.type, file.cache) for file in files}
    assert {each["access-control-allow-origin"] for each in answers.values()} == {"*"}
    assert (page.headers["cache-control"], hidden.status_code) == ("public, no-cache", 403)


@pytest.mark.parametrize("media_type", TYPES.values())
def test_the_types_that_a_web_server_must_send_are_told(media_type: str) -> None:
    assert f"`{media_type}`" in PUBLISHING.read_text(encoding="utf-8")


def test_nginx_takes_the_blocks_as_they_stand(tmp_path: Path) -> None:
    command = tool("nginx")
    names = {"fullchain.pem": tmp_path / "cert.pem", "privkey.pem": tmp_path / "key.pem"}
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=podcast.example.com"]
    made = [*new, "-keyout", str(names["privkey.pem"]), "-out", str(names["fullchain.pem"])]
    subprocess.run(made, check=True, capture_output=True)
    folder = "/etc/letsencrypt/live/podcast.example.com"
    changes = {f"{folder}/{name}": str(path) for name, path in names.items()}
    hosted = web.block("nginx", {**changes, "/var/cache/narrate": str(tmp_path / "cache")})
    published = web.block("nginx", {}, PUBLISHING)
    config = web.nginx_config(tmp_path, f"{hosted}\nserver {{ {published} }}")
    checked = [command, "-t", "-p", str(tmp_path), "-e", f"{tmp_path}/error.log", "-c", str(config)]
    ran = subprocess.run(checked, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "warn" not in ran.stderr


def test_caddy_takes_its_block_as_it_stands(tmp_path: Path) -> None:
    command = tool("caddy")
    (tmp_path / "Caddyfile").write_text(web.block("caddyfile", {}), encoding="utf-8")
    ran = subprocess.run(
        [command, "adapt", "--config", str(tmp_path / "Caddyfile"), "--validate"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
    )
    assert ran.returncode == 0, ran.stderr
    assert "podcast.example.com" in ran.stdout


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    command = tool("systemd-analyze")
    unit = tmp_path / "narrate.service"
    program = shutil.which("true") or ""
    unit.write_text(web.block("ini", {"/usr/local/bin/narrate": program}), encoding="utf-8")
    ran = subprocess.run([command, "verify", str(unit)], check=False, capture_output=True, text=True)
    told = [line for line in ran.stderr.splitlines() if "narrate" in line]
    assert (ran.returncode, told) == (0, []), ran.stderr


def test_the_page_s_commands_are_understood(monkeypatch: pytest.MonkeyPatch, show: Show) -> None:
    lines = re.findall(r"^(?:ExecStart=/usr/local/bin/)?narrate serve(.*?)(?: +#.*)?$", PAGE, re.MULTILINE)
    assert len(lines) == 4
    for line in lines:
        serve.make_context("serve", [*shlex.split(line), "--show", str(show.root)])
