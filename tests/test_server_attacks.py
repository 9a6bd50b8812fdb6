"""What somebody sends who means harm, byte by byte over real sockets, and a server that dies at its work."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from commands import serving
from lxml import etree
from serving import PATIENCE_S, events, owned, served
from test_mishaps import check_nothing_is_broken

from narrate.address import private_key
from narrate.build import build_episode, build_section
from narrate.cast import Cast
from narrate.library import MANIFEST
from narrate.model import Episode
from narrate.server.owner import renew_token
from narrate.show import Show
from narrate.voices import Voice

SECRET = b"nobody's business"
HIDDEN = ("narrate.toml", "owner.token", "private.key", ".git/config", "notes.mp3", "articles/draft.md")
OUT = (
    *(
        "/",
        "//",
        "/./",
        "/../",
        "/..%2f",
        "/%2e%2e/",
        "/%2E%2E%2F",
        "/..%5c",
        "/..\\",
        "/%252e%252e/",
        "/..%252f",
    ),
    *(
        "/;/../",
        "/..;/",
        "/%c0%ae%c0%ae/",
        "/%e0%80%ae%e0%80%ae/",
        "/..%c0%af",
        "/.%00./",
        "/%00/../",
        "/%u002e./",
    ),
    *("/episodes/../../", "/episodes/a/%2e%2e/%2e%2e/%2e%2e/", "/episodes/..%2f..%2f", "/index.html/../../"),
    *("http://127.0.0.1/../", "http://evil.example/", "file:///", "..", "../", "*/../"),
)
ENDINGS = ("", "/", "%00", "%00.mp3", "?.mp3", "#.mp3", ";.mp3", "/.mp3", "%20", ".")


@pytest.fixture
def built(show: Show, blip: Voice, example: Path) -> Episode:
    """The example episode."""
    return build_episode(show, example, Cast.alone(blip), "http://127.0.0.1:8000").episode


@pytest.fixture
def base(show: Show, built: Episode, blip: Voice) -> Iterator[str]:
    """A server of the show, with its voice; its address."""
    with served(show, Cast.alone(blip)) as address:
        yield address


def connected(base: str) -> socket.socket:
    where = httpx.URL(base)
    return socket.create_connection((where.host, where.port or 0), timeout=PATIENCE_S)


def said(base: str, request: bytes) -> bytes:
    """All that is answered to some bytes, to the end of the connection."""
    with connected(base) as client, client.makefile("rb") as answer:
        client.sendall(request)
        return answer.read()


def asked(base: str, target: str, method: str = "GET", headers: str = "") -> tuple[int, bytes, bytes]:
    """Status, head and body of an answer."""
    request = f"{method} {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n"
    head, _, body = said(base, request.encode("latin-1")).partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


def test_no_spelling_leads_out_of_what_is_published(show: Show, built: Episode, base: str) -> None:
    for name in HIDDEN:
        (show.root / name).parent.mkdir(exist_ok=True)
        (show.root / name).write_bytes(SECRET)
    (show.output / ".hidden.mp3").write_bytes(SECRET)
    (show.output / "outside").symlink_to(show.root, target_is_directory=True)
    (show.episodes / "outside").symlink_to(show.root, target_is_directory=True)
    (show.episodes / built.slug / "link.mp3").symlink_to(show.root / "notes.mp3")
    found = [f"{out}{name}{ending}" for out in OUT for name in HIDDEN for ending in ENDINGS]
    found += [f"{show.root}/{name}" for name in HIDDEN]
    found += [f"/{folder}/{name}" for folder in ("outside", "episodes/outside") for name in HIDDEN]
    found += ["/.hidden.mp3", "/%2ehidden.mp3", f"/episodes/{built.slug}/link.mp3"]
    for target in found:
        status, _, body = asked(base, target)
        assert status in (400, 404, 405), target
        assert SECRET not in body, target


def test_a_file_has_one_spelling(built: Episode, base: str) -> None:
    path = f"/episodes/{built.slug}/{built.audio.file}"
    assert asked(base, path)[0] == 200
    assert asked(base, path.replace("a", "%61"))[0] == 200
    for other in (
        f"/{path}",
        path.replace("/2", "//2"),
        f"/index.html/..{path}",
        f"/.{path}",
        f"{path}#/../../a",
    ):
        assert asked(base, other)[0] == 404, other


@pytest.mark.parametrize("is_private", [False, True])
def test_head_is_answered_as_get_without_a_body(
    show: Show, built: Episode, blip: Voice, is_private: bool
) -> None:
    secret = Show(show.root, private=is_private)
    root = f"/{private_key(secret)}" if is_private else ""
    owner = f"Authorization: Bearer {renew_token(show)}\r\n"
    published = ("", "feed.xml", "index.html", "none.mp3", f"episodes/{built.slug}/{built.audio.file}")
    sections = [f"articles/{built.slug}/sections/{number}.mp3" for number in (1, 99)]
    with served(secret, Cast.alone(blip)) as address:
        paths = [f"{root}/{name}" for name in (*published, *sections)]
        for path in (*paths, "/healthz", "/openapi.json", "/metrics", "/articles", "/jobs/a", "/login", "/x"):
            get, _, _ = asked(address, path, "GET", owner)
            head, _, body = asked(address, path, "HEAD", owner)
            assert (head, body) == (get, b""), path


def test_however_many_parts_are_asked_for_each_byte_is_sent_once(
    show: Show, built: Episode, base: str
) -> None:
    path = f"/episodes/{built.slug}/{built.audio.file}"
    size = (show.output / path[1:]).stat().st_size
    for ranges, status in (
        (",".join(f"{n}-{n}" for n in range(0, 2000, 2)), 200),
        (",".join(["0-"] * 100), 206),
        (",".join(f"{n}-" for n in range(100)), 206),
        (",".join(f"{n}-{n}" for n in range(0, 200, 2)), 206),
        ("0-0," * 2000, 200),
        ("5-1", 400),
        ("-", 400),
        (",,,", 400),
        ("1-2-3", 400),
        ("a-b", 400),
        ("9" * 5000 + "-", 400),
        ("99999999999999999999-", 416),
    ):
        told, _, body = asked(base, path, headers=f"Range: bytes={ranges}\r\n")
        assert told == status, ranges
        assert len(body) <= size + 100 * 200, "a hundred parts, and what is said of each"


def test_what_is_no_request_is_refused(base: str) -> None:
    for request in (
        b"\x00\xff\x16\x03\x01" * 20,
        b"GET\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a",
        b"GET / HTTP/1.1",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00",
        b"POST /articles HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2",
        b"POST /articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip",
    ):
        answer = said(base, request + b"\r\nConnection: close\r\n\r\n")
        assert answer.split()[1] in (b"400", b"501"), request
    assert httpx.get(f"{base}/healthz").status_code == 200


def test_hundreds_that_hold_their_connection_keep_nobody_from_listening(base: str) -> None:
    parts = (
        b"",
        b"GET /feed.xml HTTP/1.1\r\nHost:",
        b"POST /login HTTP/1.1\r\nContent-Length: 9\r\nHost: a\r\n\r\n1",
    )
    with ExitStack() as stack:
        for number in range(400):
            stack.enter_context(connected(base)).sendall(parts[number % 3])
        assert httpx.get(f"{base}/feed.xml", timeout=PATIENCE_S).status_code == 200
        more = [stack.enter_context(connected(base)) for _ in range(100)]
        assert httpx.get(f"{base}/feed.xml", timeout=PATIENCE_S).status_code == 503, "500 are served at once"
        for each in more:
            each.close()
        with httpx.Client(transport=httpx.HTTPTransport(retries=3), timeout=PATIENCE_S) as client:
            while client.get(f"{base}/feed.xml").status_code != 200:
                pass


def test_the_feed_is_whole_at_any_moment_of_a_build(show: Show, blip: Voice) -> None:
    seen: list[int] = []
    is_over = threading.Event()

    def follow(url: str) -> None:
        while not is_over.is_set() or not seen:
            with httpx.Client() as client:
                items = etree.fromstring(client.get(url).content).findall("channel/item")
                for enclosure in (item.find("enclosure") for item in items):
                    assert enclosure is not None
                    head = client.head(str(enclosure.get("url")))
                    assert head.headers["content-length"] == enclosure.get("length")
            seen.append(len(items))

    with owned(show, Cast.alone(blip)) as client:
        follower = threading.Thread(target=follow, args=(f"{client.base_url}/feed.xml",))
        follower.start()
        for number in range(4):
            text = f"{number}番の話\n\n2026-04-0{number + 1}\n\n" + "".join(
                f"{n}番の文です。" for n in range(9)
            )
            answer = client.post("/articles", content=text.encode(), headers={"Content-Type": "text/plain"})
            assert events(client, answer.json())[-1]["state"] == "done"
        count = len(seen)
        while follower.is_alive() and len(seen) < count + 2:
            pass
        is_over.set()
        follower.join()
    assert seen[-1] == 4
    assert seen == sorted(seen)


def test_killed_while_it_streams_it_leaves_nothing_half_and_goes_on_at_the_next_start(
    show: Show, blip: Voice
) -> None:
    show.articles.mkdir()
    article = show.articles / "rooms.md"
    lines = "".join(f"{number}番目の部屋には窓があります。" for number in range(1, 400))
    article.write_text(f"# 部屋の話\n\n## 部屋\n\n{lines}\n", encoding="utf-8")
    path = "/articles/rooms/sections/2.mp3"
    with serving(show) as (address, process):
        with httpx.stream("GET", f"{address}{path}", timeout=PATIENCE_S) as answer:
            chunks = answer.iter_raw()
            heard = next(chunks) + next(chunks)
            process.kill()
            with pytest.raises(httpx.TransportError):
                heard += b"".join(chunks)
        process.wait()
    check_nothing_is_broken(show)
    assert not list(show.output.rglob("*.mp3"))
    with serving(show) as (address, _):
        whole = httpx.get(
            f"{address}{path}", headers={"Range": "bytes=0-99999999"}, timeout=PATIENCE_S
        ).content
    assert whole == build_section(show, article, 2, Cast.alone(blip))[0].read_bytes()
    assert not list(show.episodes.rglob(MANIFEST))
    assert len(heard) < len(whole)
