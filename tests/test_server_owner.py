"""Who may change a served show: the token, sessions of its own pages, and what strangers are told."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from serving import served

from narrate.cast import Cast
from narrate.errors import SettingsError
from narrate.server.owner import read_token, renew_token
from narrate.show import Show
from narrate.voices import Voice

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def token(show: Show) -> str:
    """The owner's token."""
    return renew_token(show)


@pytest.fixture
def base(show: Show, blip: Voice, token: str) -> Iterator[str]:
    """A server of an empty show; its address."""
    with served(show, Cast.alone(blip)) as address:
        yield address


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def status(base: str, **headers: str) -> int:
    return httpx.get(f"{base}/articles", headers=headers).status_code


@contextmanager
def login(base: str, token: str) -> Iterator[httpx.Client]:
    """A browser with a session."""
    with httpx.Client(base_url=base) as client:
        answer = client.post("/login", data={"token": token}, headers=OWN)
        assert (answer.status_code, answer.content) == (204, b"")
        yield client


def test_a_token_is_long_and_its_owner_s_alone_to_read(show: Show, token: str) -> None:
    assert len(token) >= 43, "256 bits in base64"
    assert read_token(show) == token != renew_token(show)
    assert stat.S_IMODE(show.owner_token_file.stat().st_mode) == 0o600


def test_what_is_no_token_is_told(show: Show) -> None:
    assert read_token(show) is None
    show.owner_token_file.write_text("secret", encoding="utf-8")
    with pytest.raises(SettingsError, match="--new-token"):
        read_token(show)


def test_nobody_else_is_the_owner(base: str, token: str) -> None:
    for given in ("", "Bearer", "Bearer wrong", "Bearer 鍵", "Basic {}", "{}", "Bearer {}x", "Bearer\t{}"):
        answer = httpx.get(f"{base}/articles", headers={"Authorization": given.format(token).encode()})
        assert answer.status_code == 401, given
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert list(answer.json()) == ["error"]
        assert token not in answer.text


def test_the_owner_is_let_in_and_only_with_the_token_in_use(base: str, show: Show, token: str) -> None:
    assert status(base, **bearer(token)) == 200
    renewed = renew_token(show)
    assert status(base, **bearer(token)) == 401, "revoked at once"
    assert status(base, **bearer(renewed)) == 200
    assert httpx.get(f"{base}/articles?token={renewed}").status_code == 401, "not in addresses"


def test_without_a_token_nobody_is_the_owner(base: str, show: Show, token: str) -> None:
    show.owner_token_file.unlink()
    assert status(base, **bearer(token)) == status(base, **bearer("None")) == 401
    assert httpx.post(f"{base}/login", data={"token": ""}, headers=OWN).status_code == 401
    show.owner_token_file.write_text("short", encoding="utf-8")
    assert status(base, **bearer("short")) == 401


def test_a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get(base: str, token: str) -> None:
    answer = httpx.post(f"{base}/login", json={"token": token}, headers=OWN)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Secure" not in cookie, "over http no browser would send it back"
    assert token not in cookie
    assert answer.headers["cache-control"] == "no-store"


def test_a_session_over_https_is_sent_over_https_only(show: Show, token: str) -> None:
    with served(show, base_url="https://a.example") as address:
        own = {"Origin": "https://a.example"}  # which a proxy serves
        answer = httpx.post(f"{address}/login", json={"token": token}, headers=own)
        assert "Secure" in answer.headers["set-cookie"]


def test_a_session_lasts_until_the_token_changes(base: str, show: Show, token: str) -> None:
    with login(base, token) as client:
        assert client.get("/articles").status_code == 200
        renew_token(show)
        assert client.get("/articles").status_code == 401


def test_a_session_goes_on_while_another_browser_guesses_tokens(base: str, token: str) -> None:
    with login(base, token) as client:
        assert [status(base, **bearer("wrong")) for _ in range(11)] == [401] * 10 + [429]
        assert status(base, **bearer(token)) == 429
        assert client.get("/articles").status_code == 200
        client.cookies = httpx.Cookies(dict.fromkeys(client.cookies, "1.forged"))
        assert client.get("/articles").status_code == 429


def test_a_session_can_be_ended(base: str, token: str) -> None:
    with login(base, token) as client:
        assert client.post("/logout", headers=OWN).status_code == 204
        assert not client.cookies
        assert client.get("/articles").status_code == 401


def test_a_forged_or_old_session_is_none(base: str, token: str) -> None:
    with login(base, token) as client:
        ((name, value),) = client.cookies.items()
    expires, _, signed = value.partition(".")
    for forged in (f"{int(expires) + 1}.{signed}", f"1.{signed}", f"{expires}.", f"²{expires}.{signed}", "."):
        cookie = f"{name}={forged}".encode()
        assert httpx.get(f"{base}/articles", headers={"Cookie": cookie}).status_code == 401, forged


@pytest.mark.parametrize(
    ("is_own", "asked_by"),
    [
        (True, [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "{base}"}]),
        (True, [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}]),
        (
            False,
            [{}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Origin": "{base}.evil.example"}],
        ),
        (False, [{"Sec-Fetch-Site": "cross-site", "Origin": "{base}"}, {"Sec-Fetch-Site": "same-site"}]),
        (False, [{"Sec-Fetch-Site": "none"}]),
    ],
)
def test_only_pages_of_this_site_may_use_a_session(
    base: str, token: str, is_own: bool, asked_by: list[dict[str, str]]
) -> None:
    for headers in asked_by:
        sent = {name: value.format(base=base) for name, value in headers.items()}
        with login(base, token) as client:
            answer = client.post("/articles", content="", headers={"Content-Type": "text/plain", **sent})
            assert answer.status_code == (422 if is_own else 403), headers
            answer = client.post("/login", data={"token": token}, headers=sent)
            assert answer.status_code == (204 if is_own else 403)
            assert client.post("/logout", headers=sent).status_code == (204 if is_own else 403)


def test_a_bearer_needs_no_origin(base: str, token: str) -> None:
    headers = {**bearer(token), "Content-Type": "text/plain", "Origin": "https://elsewhere.example"}
    assert httpx.post(f"{base}/articles", content="", headers=headers).status_code == 422


def test_a_login_that_is_none_is_told(base: str) -> None:
    for content_type, body, expected in (
        ("text/plain", b"token", 415),
        ("application/json", b"{", 422),
        ("application/json", b"[" * 3000, 422),
        ("application/json", b'{"token": 1}', 422),
        ("application/json", b'{"token": "\\ud800"}', 401),
        ("application/x-www-form-urlencoded", b"other=1", 422),
        ("application/x-www-form-urlencoded", b"token=%ff", 401),
        ("application/x-www-form-urlencoded", b"token=" + b"x" * 4000, 413),
    ):
        headers = {"Content-Type": content_type, **OWN}
        answer = httpx.post(f"{base}/login", content=body, headers=headers)
        assert answer.status_code == expected, body[:40]
        if body in (b"{", b"[" * 3000):
            assert answer.json()["error"] == "the body is not valid JSON"


def test_who_is_wrong_too_often_must_wait(base: str, token: str) -> None:
    assert [status(base, **bearer("wrong")) for _ in range(10)] == [401] * 10
    answer = httpx.get(f"{base}/articles", headers=bearer("wrong"))
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 6
    assert status(base, **bearer(token)) == 429, "else the right one would be told from the others"
    assert httpx.post(f"{base}/login", data={"token": token}, headers=OWN).status_code == 429
    assert status(base) == 401, "who says nothing has guessed nothing"
    assert httpx.get(f"{base}/feed.xml").status_code == 200


def test_a_proxy_on_this_machine_tells_who_asks(base: str, token: str) -> None:
    for _ in range(11):
        status(base, **bearer("wrong"), **{"X-Forwarded-For": "203.0.113.5"})
    assert status(base, **bearer(token), **{"X-Forwarded-For": "203.0.113.5"}) == 429
    assert status(base, **bearer(token), **{"X-Forwarded-For": "203.0.113.6"}) == 200
    forged = {"X-Forwarded-For": "203.0.113.6, 203.0.113.5"}
    assert status(base, **bearer(token), **forged) == 429, "only what the proxy itself saw is believed"


def test_a_private_show_has_its_owner_s_side_at_the_same_place(show: Show, blip: Voice, token: str) -> None:
    with served(replace(show, private=True), Cast.alone(blip)) as address:
        assert status(address, **bearer(token)) == 200
        assert status(address) == 401


def test_without_voices_a_server_only_hosts(show: Show, token: str) -> None:
    with served(show) as address:
        assert status(address, **bearer(token)) == 404
        assert httpx.get(f"{address}/feed.xml").status_code == 200


def test_every_answer_is_careful(base: str, token: str) -> None:
    for path, sent in (("/feed.xml", {}), ("/nothing", {}), ("/articles", {}), ("/articles", bearer(token))):
        headers = httpx.get(base + path, headers=sent).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"]
        if headers["content-type"] == "application/json":
            assert headers["content-security-policy"].startswith("default-src 'none'")
            assert headers["cache-control"] == "no-store"


def test_a_password_that_is_a_proxys_does_not_hide_the_session(base: str, token: str) -> None:
    with login(base, token) as browser:
        for _ in range(12):
            assert (
                browser.get("/articles", headers={"Authorization": "Basic bWU6cGFzcw=="}).status_code == 200
            )


def test_a_session_serves_no_page_of_a_neighbour(base: str, token: str) -> None:
    with login(base, token) as browser:
        for site in ("same-site", "cross-site"):
            assert browser.get("/articles", headers={"Sec-Fetch-Site": site}).status_code == 403
        assert browser.get("/articles", headers={"Sec-Fetch-Site": "none"}).status_code == 200
