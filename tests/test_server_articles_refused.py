"""What is refused where articles are handed in: what is none, what is not public, what is too much."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import httpx
import pytest
from serving import owned

from narrate.cast import Cast
from narrate.show import Show


@pytest.fixture
def client(show: Show, cast: Cast) -> Iterator[httpx.Client]:
    """The owner of a show that is served."""
    with owned(show, cast) as client:
        yield client


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://127.0.0.1/",
            "http://169.254.169.254/latest",
            "http://2130706433/",
            "http://user@a.example/",
        ),
        *("file:///etc/passwd", "-", "/etc/passwd", "", "ftp://a.example/", "http://[::1]/"),
    ],
)
def test_only_public_addresses_are_fetched(client: httpx.Client, show: Show, url: str) -> None:
    answer = client.post("/articles", json={"url": url})
    assert answer.status_code == 422
    assert "\n" not in answer.json()["error"]
    assert not show.articles.exists()


def test_what_is_no_article_is_refused_in_one_line(client: httpx.Client, show: Show) -> None:
    for content_type, body, status, part in (
        ("text/plain", b"", 422, "is empty"),
        ("text/plain", b" \n", 422, "is empty"),
        ("text/plain", b"***", 422, "only symbols"),
        ("text/plain", b"%PDF-1.7", 422, "a PDF"),
        ("text/plain", b"a\0b", 422, "not a text file"),
        ("text/plain", b"x" * 2_000_001, 413, "2000000 bytes"),
        ("", b"x", 415, "text/plain"),
        ("image/png", b"x", 415, "text/plain"),
        ("application/json", b"{", 422, "not valid JSON"),
        ("application/json", b"[" * 100_000, 422, "not valid JSON"),
        ("application/json", b"[]", 422, "'url' or 'text'"),
        ("application/json", b"{}", 422, "either"),
        ("application/json", b'{"text": "a", "url": "b"}', 422, "either"),
        ("application/json", b'{"text": 1}', 422, "texts"),
        ("application/json", b'{"text": "a", "colour": "b"}', 422, "colour"),
        ("application/json", b'{"text": "a", "format": "pdf"}', 422, "markdown"),
        ("application/json", b'{"text": "\\ud800"}', 422, "only symbols"),
        ("application/json", b'{"text": "a", "from": "https://a.example/"}', 422, "'html'"),
        ("application/json", b'{"text": "a", "format": "html", "from": "ftp://a.example/"}', 422, "'from'"),
        ("application/json", b'{"text": "a", "format": "html", "from": "https://b@a.example/"}', 422, "user"),
        ("application/json", b'{"url": "http://a.example/", "from": "http://a.example/"}', 422, "'text'"),
    ):
        answer = client.post("/articles", content=body, headers={"Content-Type": content_type})
        assert answer.status_code == status, body[:40]
        assert part in answer.json()["error"]
        assert "\n" not in answer.json()["error"]
    assert not show.articles.exists()


def test_a_body_that_is_too_large_is_not_read_to_its_end(client: httpx.Client) -> None:
    plain = {"Content-Type": "text/plain"}
    pieces = [b"x" * 100_000] * 1000
    sent = 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for piece in pieces:
            sent += len(piece)
            yield piece

    with contextlib.suppress(httpx.NetworkError):  # the server may hang up before its answer is seen
        assert client.post("/articles", content=counted(), headers=plain).status_code == 413
    assert sent < 100_000_000


def test_what_is_not_there_is_not_found(client: httpx.Client) -> None:
    for method, path in (
        ("POST", "/articles/none"),
        ("DELETE", "/articles/none"),
        ("DELETE", "/articles/..%2fowner"),
        ("GET", "/jobs/none"),
        ("GET", "/jobs/none/events"),
    ):
        answer = client.request(method, path)
        assert answer.status_code == 404, path
        assert list(answer.json()) == ["error"]
