"""Service: what is tried again, what is not, and what the user is told."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from speech_servers import Answer, SpeechServer, fine, served, unused_port

from narrate.engines.patience import Patience
from narrate.engines.service import Service, base_url
from narrate.errors import EngineError, EngineUnavailable

QUICK = Patience(timeout=30, attempts=3, backoff=0, min_interval=0, at_once=4)
SECRET = "sk-geheim-1234"
BEARER = {"Authorization": f"Bearer {SECRET}"}


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with served(fine) as server:
        yield server


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "REQUESTS_CA_BUNDLE",
        "CURL_CA_BUNDLE",
    ):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def service(how: Patience = QUICK) -> Service:
    return Service("Parrot", how, "feed it", "check the key in PARROT_KEY", lambda: SECRET)


def unavailable(url: str, how: Patience = QUICK) -> str:
    with pytest.raises(EngineUnavailable) as caught:
        service(how).ask("POST", url, data=b"x", headers=BEARER)
    return one_line_without_secret(caught.value)


def one_line_without_secret(error: Exception) -> str:
    told = str(error)
    assert told.isprintable()
    assert len(told) < 500
    assert SECRET not in told
    assert "Bearer" not in told
    return told


def test_what_is_answered_is_returned(server: SpeechServer) -> None:
    body = service().ask(
        "POST", f"{server.base}/say", params={"text": "は い"}, json={"a": 1}, headers=BEARER
    )
    assert body == b"fine"
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.query) == ("POST", "/say", {"text": "は い"})
    assert json.loads(asked.body) == {"a": 1}
    assert asked.headers["authorization"] == BEARER["Authorization"]


def test_a_failure_that_passes_is_not_noticed(server: SpeechServer) -> None:
    server.troubles.extend([(500, {}, b""), (503, {}, b"")])
    assert service().ask("GET", server.base) == b"fine"
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_failure_that_stays_ends_after_all_attempts(server: SpeechServer, status: int) -> None:
    server.always = (status, {}, b"")
    told = unavailable(server.base)
    assert told.startswith(f"Parrot at {server.base} refuses for now ({status} ")
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, EngineError), (422, EngineError), *((s, EngineUnavailable) for s in (401, 403, 404, 405, 501))],
)
def test_a_refusal_for_good_is_asked_once(
    server: SpeechServer, status: int, error: type[EngineError]
) -> None:
    server.always = (status, {}, b"")
    with pytest.raises(EngineError) as caught:
        service().ask("POST", server.base)
    assert type(caught.value) is error
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"detail": "no such voice"}', "no such voice"),
        (b'{"detail": [{"loc": ["body"], "msg": "text is long"}]}', "text is long"),
        (b'{"error": {"message": "bad\\n\\u001b[31m input"}}', "bad \\x1b[31m input"),
        (b'{"error": "nothing to say"}', "nothing to say"),
        (b"plain words", "plain words"),
        ("音声を作れません".encode(), "音声を作れません"),
    ],
)
def test_the_words_of_the_service_are_told(server: SpeechServer, body: bytes, told: str) -> None:
    server.always = (400, {}, body)
    with pytest.raises(EngineError) as caught:
        service().ask("POST", server.base)
    assert f"(400 Bad Request: {told})" in one_line_without_secret(caught.value)


@pytest.mark.parametrize("body", [b"<html>Bad</html>", b"", b"[]", b"{}", b"[" * 40_000, b"null"])
def test_a_page_or_nothing_is_not_told(server: SpeechServer, body: bytes) -> None:
    server.always = (422, {}, body)
    with pytest.raises(EngineError, match=r"this text \(422 [^:]*\)"):
        service().ask("POST", server.base)


def test_long_words_of_the_service_are_cut(server: SpeechServer) -> None:
    server.always = (400, {}, b"blah " * 10_000)
    with pytest.raises(EngineError) as caught:
        service().ask("POST", server.base)
    assert len(one_line_without_secret(caught.value)) < 400


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_a_key_that_the_service_repeats_is_not_told(
    server: SpeechServer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.always = (status, {}, f'{{"error": {{"message": "key {SECRET} is wrong"}}}}'.encode())
    caplog.set_level("DEBUG")
    with pytest.raises(EngineError) as caught:
        service().ask("POST", server.base, headers=BEARER)
    one_line_without_secret(caught.value)
    assert SECRET not in caplog.text


def test_refused_access_names_the_key(server: SpeechServer) -> None:
    server.always = (401, {}, b"")
    assert unavailable(server.base).endswith("check the key in PARROT_KEY")


def test_a_redirect_is_not_followed(server: SpeechServer) -> None:
    server.always = (302, {"Location": "https://user:pw@elsewhere.example/sorry?q=1"}, b"")
    told = unavailable(server.base)
    assert "sends on to https://elsewhere.example;" in told
    assert len(server.asked) == 1


@pytest.mark.parametrize("target", ["", "/sorry", "http://[::1", "//"])
def test_a_redirect_to_nowhere_is_told(server: SpeechServer, target: str) -> None:
    server.always = (307, {"Location": target}, b"")
    assert "sends on to nowhere;" in unavailable(server.base)


def test_no_cookie_and_no_password_of_netrc_is_sent(
    server: SpeechServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password mine\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    server.troubles.append((200, {"Set-Cookie": "a=b"}, b""))
    asker = service()
    asker.ask("GET", server.base)
    asker.ask("GET", server.base)
    assert not any({"cookie", "authorization"} & request.headers.keys() for request in server.asked)


def test_nobody_there_is_told_with_what_to_do() -> None:
    base = f"http://127.0.0.1:{unused_port()}"
    assert unavailable(base) == f"Parrot at {base} does not answer (Connection refused); feed it"


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "does not answer (no network, or no such host)" in unavailable("http://parrot.example")


def half_an_answer(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    connection.shutdown(socket.SHUT_RDWR)


def half_a_chunk(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nhalf")
    connection.shutdown(socket.SHUT_RDWR)


def nothing(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("die", [half_an_answer, half_a_chunk, nothing])
def test_a_server_that_dies_half_way_is_asked_again(
    server: SpeechServer, die: Callable[[socket.socket], None]
) -> None:
    server.troubles.append(die)
    assert service().ask("GET", server.base) == b"fine"
    server.always = die
    assert "does not answer" in unavailable(server.base)


def test_who_waits_for_an_answer_or_another_attempt_is_let_go(server: SpeechServer) -> None:
    asked, silent = threading.Event(), threading.Event()

    def hang(connection: socket.socket) -> None:
        asked.set()
        silent.wait(30)

    how = replace(QUICK, backoff=60)
    with ThreadPoolExecutor(2) as pool:
        server.always = hang
        waiting = pool.submit(unavailable, server.base, how)
        assert asked.wait(30)
        again = pool.submit(unavailable, f"http://127.0.0.1:{unused_port()}", how)
        how.interrupt()
        assert "interrupted" in waiting.result(30)
        assert "interrupted" in again.result(30)
        silent.set()


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "]
)
def test_a_drip_ends_at_the_deadline(server: SpeechServer, start: bytes) -> None:
    done = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        while not done.wait(0.02):
            connection.sendall(b"a")
        connection.shutdown(socket.SHUT_RDWR)

    server.always = drip
    try:
        told = unavailable(server.base, replace(QUICK, timeout=0.2, attempts=2))
    finally:
        done.set()
    assert f"Parrot at {server.base} does not answer within 0.2 s" in told


def test_an_answer_without_end_is_not_read(server: SpeechServer) -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(60):
            connection.sendall(bytes(1_000_000))

    server.always = flood
    assert "more than 50 MB" in unavailable(server.base)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody vouches for, and its key."""
    openssl = which("openssl")
    if not openssl:
        pytest.skip("there is no openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(certificate: tuple[Path, Path]) -> None:
    with served(fine, certificate) as server:
        assert "certificate is not to be trusted: self-signed certificate" in unavailable(server.base)
        assert server.asked == []


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_certificates_of_the_environment_are_trusted(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(certificate[0]))
    with served(fine, certificate) as server:
        assert service().ask("GET", server.base) == b"fine"


def test_the_proxy_of_the_environment_is_used(server: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.base)
    assert service().ask("GET", "http://parrot.example/say") == b"fine"
    assert server.asked[0].target == "http://parrot.example/say"


def test_a_proxy_that_is_not_there_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://me:{SECRET}@127.0.0.1:{unused_port()}")
    assert "Connection refused" in unavailable("http://parrot.example/say")


def test_this_machine_is_reached_without_the_proxy(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port()}")
    assert service().ask("GET", server.base) == b"fine"


def test_a_problem_is_found_by_asking_once(server: SpeechServer) -> None:
    server.always = (500, {}, b"")
    assert "refuses for now (500" in service().problem(server.base)
    assert len(server.asked) == 1
    base = f"http://127.0.0.1:{unused_port()}"
    assert service().problem(base) == f"Parrot at {base} does not answer (Connection refused); feed it"


@pytest.mark.parametrize("answer", [(200, {}, b""), (400, {}, b"")])
def test_a_service_that_answers_is_no_problem(server: SpeechServer, answer: Answer) -> None:
    server.always = answer
    assert service().problem(server.base) == ""


@pytest.mark.parametrize(
    "url",
    ["", "localhost:50021", "ftp://a.example", "http://", "http://a b", "http://[::1", "http://a:99999"],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is no address of a server"):
        base_url(url)


def test_an_address_with_a_password_is_refused_without_telling_it() -> None:
    with pytest.raises(ValueError, match="must not hold") as caught:
        base_url(f"http://me:{SECRET}@a.example")
    assert SECRET not in str(caught.value)
