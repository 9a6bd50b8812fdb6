"""Addresses → pages, from a real server on loopback: what is fetched, and why the rest cannot be had."""

from __future__ import annotations

import gzip
import random
import socket
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import HTML, Site, Speak, answers, fetched, refusal

from narrate import fetch as fetching
from narrate.fetch import ALLOW, Page, fetch
from narrate.source import read_source

TOO_MUCH = 10_000_001

# What is fetched


@pytest.mark.parametrize(
    ("content_type", "charset", "form"),
    [
        ("text/html", "", "html"),
        ("text/html; charset=Shift_JIS", "Shift_JIS", "html"),
        ('Text/HTML;Charset="utf-8"', "utf-8", "html"),
        ("text/html;charset='EUC-JP'; x=y", "EUC-JP", "html"),
        ("text/html; charset*=%00''x", "", "html"),
        ("text/html; charset=", "", "html"),
        ("text/html, text/html", "", "html"),
        ("application/xhtml+xml", "", "html"),
        ("text/markdown; charset=UTF-8; variant=GFM", "UTF-8", "markdown"),
        ("text/x-markdown", "", "markdown"),
        ("text/plain", "", ""),
        ("", "", ""),
    ],
)
def test_a_page_has_bytes_encoding_and_form(site: Site, content_type: str, charset: str, form: str) -> None:
    assert fetched(site.page(content_type=content_type)) == Page(HTML, charset, form, f"{site.base}/")


def test_a_page_without_a_type_is_told_by_its_look(site: Site) -> None:
    assert fetched(site.page()) == Page(HTML, "", "", f"{site.base}/")


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML, mtime=0)),
        ("x-gzip", gzip.compress(HTML, mtime=0)),
        ("GZIP", gzip.compress(HTML, mtime=0)),
        ("gzip", gzip.compress(HTML[:20], mtime=0) + gzip.compress(HTML[20:], mtime=0)),
        ("gzip", gzip.compress(HTML, mtime=0) + b"\0" * 100),
        ("deflate", zlib.compress(HTML)),
        ("deflate", bare(HTML)),
        ("deflate", gzip.compress(HTML, mtime=0)),
        ("identity", HTML),
    ],
)
def test_a_packed_page_is_unpacked(site: Site, encoding: str, packed: bytes) -> None:
    assert fetched(site.page(packed, content_encoding=encoding)).data == HTML


@pytest.mark.parametrize("packed", [gzip.compress(HTML, mtime=0), bare(HTML), zlib.compress(HTML)])
def test_a_packed_page_may_come_byte_by_byte(speaks: Callable[[Speak], str], packed: bytes) -> None:
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in packed) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert fetched(speaks(lambda connection: connection.sendall(head + chunks))).data == HTML


def test_an_empty_page_is_empty_packed_or_not(site: Site) -> None:
    assert fetched(site.page(b"", content_encoding="gzip")).data == b""
    assert fetched(site.page(b"")).data == b""


def test_a_page_of_the_largest_size_is_fetched(site: Site) -> None:
    assert len(fetched(site.page(b" " * (TOO_MUCH - 1))).data) == TOO_MUCH - 1


def test_five_redirects_are_followed_and_no_more(site: Site) -> None:
    site.page(path="/0")
    for n in range(1, 7):
        site.page(b"moved", f"/{n}", (301, 302, 303, 307, 308)[n % 5], location=f"/{n - 1}")
    assert fetched(f"{site.base}/5").data == HTML
    assert refusal(f"{site.base}/6").endswith("open it in a browser and save the page")
    assert "redirects more than 5 times" in refusal(site.page(status=302, location="/"))


@pytest.mark.parametrize("location", ["b?x=1#part", "/dir/b?x=1", "../dir/b?x=1", "//{host}/dir/b?x=1"])
def test_a_redirect_may_be_relative(site: Site, location: str) -> None:
    site.page(path="/dir/b?x=1")
    moved = site.page(path="/dir/a", status=302, location=location.format(host=site.base[7:]))
    assert fetched(moved).data == HTML


def test_a_redirect_in_raw_utf_8_is_followed(site: Site) -> None:
    site.page(path="/%E8%A8%98%E4%BA%8B")
    moved = site.page(path="/a", status=302, location="/記事".encode().decode("latin-1"))
    assert fetched(moved).data == HTML


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/記事?題=図書", "/%E8%A8%98%E4%BA%8B?%E9%A1%8C=%E5%9B%B3%E6%9B%B8"),
        ("/%E8%A8%98?a=b%20c&d=e+f", "/%E8%A8%98?a=b%20c&d=e+f"),
        ("/100% done", "/100%25%20done"),
        ('/a[1]|^`{}\\"<>', "/a%5B1%5D%7C%5E%60%7B%7D%5C%22%3C%3E"),
        ("?q=1", "/?q=1"),
        ("#part", "/"),
        (" \n", "/"),
    ],
)
def test_a_path_is_asked_for_in_ascii(site: Site, written: str, asked: str) -> None:
    site.page(path=asked)
    assert fetched(site.base + written).data == HTML
    assert [path for path, _ in site.asked] == [asked]


@pytest.mark.parametrize(
    "host", ["日本語.example", "日本語。example", "xn--wgv71a119e.example", "ＸＮ--wgv71a119e.Example"]
)
def test_a_host_is_asked_for_in_ascii(site: Site, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    asked = answers(monkeypatch, ["127.0.0.1"])
    site.page()
    assert fetched(f"http://{host}:{site.port}").data == HTML
    assert asked == ["xn--wgv71a119e.example"]
    assert site.asked[0][1]["host"] == f"xn--wgv71a119e.example:{site.port}"


def test_the_next_address_is_tried_if_one_does_not_answer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    site.page()
    assert fetch(f"http://two.example:{site.port}", lambda address: address.is_loopback).data == HTML


def test_nothing_secret_is_sent(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No proxy of the environment, no cookie that was set before, no password of ``.netrc``, no referrer."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n", encoding="ascii")
    monkeypatch.setenv("HOME", str(tmp_path))
    site.page(path="/b")
    fetched(site.page(path="/a", status=302, location="/b", set_cookie="id=1"))
    allowed = {"host", "user-agent", "accept", "accept-language", "accept-encoding"}
    assert [(path, set(headers) - allowed) for path, headers in site.asked] == [("/a", set()), ("/b", set())]


def test_an_address_is_a_source(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALLOW, "10.0.0.0/8, 127.0.0.1/32")
    url = site.page("題\r\n".encode("cp932"), content_type="text/markdown; charset=shift_jis")
    source = read_source(url)
    assert (source.name, source.text, source.form) == (url, "題\n", "markdown")


# What cannot be had


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "404 Not Found"),
        (500, "500 Internal Server Error"),
        (301, "301 Moved Permanently"),
        (999, "999"),
    ],
)
def test_a_server_that_has_no_page_is_quoted(site: Site, status: int, told: str) -> None:
    url = site.page(status=status)
    assert refusal(url).startswith(f"{url}: the server says {told}; check the address")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream", "nonsense"])
def test_what_is_no_page_is_told_by_its_type(site: Site, kind: str) -> None:
    url = site.page(content_type=kind)
    assert refusal(url) == f"{url}: is {kind}, not a page; articles are HTML, Markdown or plain text"


def test_a_page_too_large_is_not_read(speaks: Callable[[Speak], str]) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {TOO_MUCH}\r\n\r\n".encode()
    told = refusal(speaks(lambda connection: connection.sendall(head)))
    assert told.endswith(": has more than 10 MB; save the article as text")


def endless(head: bytes, piece: bytes) -> Speak:
    def speak(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return speak


PACKED = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 10_000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"3E8\r\n" + b"a" * 1000 + b"\r\n"),
        (PACKED % b"deflate" + b"\x78\x9c", b"\0\0\0\xff\xff" * 1000),  # blocks with nothing in them
        (PACKED % b"gzip", gzip.compress(b"", 9, mtime=0) * 100),
    ],
)
def test_a_page_without_an_end_is_too_large(
    speaks: Callable[[Speak], str], head: bytes, piece: bytes
) -> None:
    assert refusal(speaks(endless(head, piece))).endswith(": has more than 10 MB; save the article as text")


@pytest.mark.parametrize("size", [TOO_MUCH, 20 * TOO_MUCH])
def test_a_small_page_that_unpacks_to_a_large_one_is_refused(site: Site, size: int) -> None:
    url = site.page(gzip.compress(b"\0" * size, 9, mtime=0), content_encoding="gzip")
    assert refusal(url) == f"{url}: has more than 10 MB; save the article as text"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML, mtime=0)[:-1]),
        ("gzip", gzip.compress(random.Random(1).randbytes(1000), mtime=0)[:500]),
        ("gzip", b"\x1f"),
        ("deflate", zlib.compress(HTML)[:-4]),
        ("deflate", bare(HTML)[:-1]),
        ("gzip", HTML),
        ("deflate", HTML),
        ("gzip", gzip.compress(HTML, mtime=0)[:-8] + b"\0" * 8),
    ],
)
def test_a_packed_page_that_is_broken_is_told(site: Site, encoding: str, packed: bytes) -> None:
    url = site.page(packed, content_encoding=encoding)
    assert refusal(url).startswith(f"{url}: cannot be unpacked (")


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "\x1b[31m"])
def test_a_packing_that_was_not_asked_for_is_told(site: Site, encoding: str) -> None:
    assert ", which was not asked for; save the page" in refusal(site.page(content_encoding=encoding))


def test_a_closed_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    assert refusal(url) == f"{url}: cannot be fetched (Connection refused); check the address"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nA\0: b\r\n\r\nabc",
        b"HTTP/1.1 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x15\x03\x01\0\x02\x02\x16" * 1000,
        b"a" * 50_000 + b"\r\n\r\n",
    ],
)
def test_a_server_that_breaks_off_or_speaks_no_http_is_told(
    speaks: Callable[[Speak], str], answer: bytes
) -> None:
    url = speaks(lambda connection: connection.sendall(answer))
    assert refusal(url).startswith(f"{url}: cannot be fetched (")


@pytest.mark.parametrize(
    ("head", "piece"), [(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"), (b"HTTP/1.1 200 OK\r\nA: ", b"a"), (b"", b"a")]
)
def test_headers_without_an_end_are_told(speaks: Callable[[Speak], str], head: bytes, piece: bytes) -> None:
    assert "cannot be fetched (Receive buffer too long)" in refusal(speaks(endless(head, piece * 1000)))


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
)
def test_a_drip_without_an_end_is_cut_off(
    speaks: Callable[[Speak], str], monkeypatch: pytest.MonkeyPatch, head: bytes, piece: bytes
) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 0.2)
    assert refusal(speaks(endless(head, piece))).endswith(" s; try again later")


def silent(connection: socket.socket) -> None:
    connection.recv(1)


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na"]
)
def test_a_server_that_falls_silent_is_told(
    speaks: Callable[[Speak], str], monkeypatch: pytest.MonkeyPatch, head: bytes
) -> None:
    def speak(connection: socket.socket) -> None:
        connection.sendall(head)
        silent(connection)

    monkeypatch.setattr(fetching, "_WAIT", 0.05)
    assert ": no answer within " in refusal(speaks(speak))


def test_a_name_that_nobody_answers_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: end.wait() and [])
    monkeypatch.setattr(fetching, "_WAIT", 0.05)
    assert ": no answer within " in refusal("http://library.example/")
    end.set()


def test_a_server_without_tls_is_told(speaks: Callable[[Speak], str]) -> None:
    url = speaks(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    assert ": cannot be fetched (" in refusal(url.replace("http:", "https:"))
