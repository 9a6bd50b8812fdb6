"""Who may change the show: whoever has the owner's token, as a bearer or in a session of a page.

The token is compared in a time that tells nothing, and is never in an address or a log. A session is a cookie
that only this site's own pages can use: signed with the token, so that a new token ends all sessions.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from narrate import files
from narrate.errors import SettingsError
from narrate.patterns import compiled
from narrate.server.answers import OF_PROGRAMS, refusal
from narrate.server.limits import Attempts, read_body
from narrate.server.posted import json_in
from narrate.show import Show

_TOKEN_BYTES = 32
_TOKEN = compiled(r"[\w-]{32,200}", re.ASCII)  # 192 bits and more
_SESSION_S = 30 * 86_400
_MOST_LOGIN = 4_000  # bytes
_SAFE = ("GET", "HEAD")
_OTHERS = ("same-site", "cross-site")

Endpoint = Callable[[Request], Awaitable[Response]]


def renew_token(show: Show) -> str:
    """A new token in the place of the old one, whose holders and sessions are then nobody."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    files.write(show.owner_token_file, f"{token}\n".encode(), mode=files.SECRET)
    return token


def read_token(show: Show) -> str | None:
    """The token; None if there is none yet.

    Raises:
        SettingsError: the file holds something else.
    """
    path = show.owner_token_file
    try:
        token = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    if not _TOKEN.fullmatch(token):
        raise SettingsError(f"{path}: is no token; `narrate serve --new-token` makes a new one")
    return token


class Owner:
    """Tells the owner of a show, served at ``base_url``, from everybody else.

    The file is looked at each time, so that a new token counts at once; without one, nobody is the owner.
    """

    def __init__(self, show: Show, base_url: str, attempts: Attempts | None = None) -> None:
        self._show, self._base_url = show, base_url
        self._attempts = attempts or Attempts()

    def only(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint, for the owner only; to others 401, 403 or 429."""

        @wraps(endpoint)
        async def guarded(request: Request) -> Response:
            self.check(request)
            return await endpoint(request)

        return guarded

    def check(self, request: Request) -> None:
        """Let the owner pass.

        Raises:
            HTTPException: 401, it is not the owner; 429, nor was it too often; 403, the owner's browser asks,
                but for a page of another site.
        """
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if given and kind.lower() == "bearer":  # another kind is meant for a proxy in front
            self._check(request, given.strip(), self._token())
            return
        token = self._token()
        cookie = request.cookies.get(_cookie_name(token)) if token else None
        if token is None or cookie is None:
            raise _unknown("say who you are: Authorization: Bearer and the owner's token")
        expires = cookie.partition(".")[0]
        is_current = expires.isascii() and expires.isdigit() and int(expires[:12]) > time.time()
        session = _session(token, expires) if is_current else None
        # who has a session need not wait for a guesser behind the same address
        if not _is_same(cookie, session):
            self._check(request, cookie, session)
        if request.method not in _SAFE or request.headers.get("sec-fetch-site") in _OTHERS:
            self._check_is_own_page(request)

    async def login(self, request: Request) -> Response:
        """Open a session for a page: the token in a form's or a JSON object's ``token`` becomes a cookie."""
        self._check_is_own_page(request)
        body = await read_body(request, _MOST_LOGIN)
        token = self._token()
        self._check(request, _token_in(body, request.headers.get("content-type", "")), token)
        assert token
        answer = Response(status_code=204, headers=OF_PROGRAMS)
        session = _session(token, str(int(time.time()) + _SESSION_S))
        self._set_cookie(answer, token, session, _SESSION_S, self._path)
        return answer

    async def logout(self, request: Request) -> Response:
        """Take the session's cookie out of the browser."""
        self._check_is_own_page(request)
        answer = Response(status_code=204, headers=OF_PROGRAMS)
        if token := self._token():
            for path in {self._path, "/"}:  # where it was before the base URL had a path
                self._set_cookie(answer, token, "", 0, path)
        return answer

    @property
    def _path(self) -> str:
        return urlsplit(self._base_url).path or "/"

    def _set_cookie(self, answer: Response, token: str, value: str, seconds: int, path: str) -> None:
        name, is_secure = _cookie_name(token), urlsplit(self._base_url).scheme == "https"
        answer.set_cookie(name, value, seconds, path=path, secure=is_secure, httponly=True, samesite="strict")

    def _token(self) -> str | None:
        try:
            return read_token(self._show)
        except (SettingsError, OSError):
            return None

    def _check(self, request: Request, given: str, right: str | None) -> None:
        """Compare, unless this client was wrong too often."""
        client = request.client.host if request.client else ""
        if wait := self._attempts.wait(client):
            raise refusal(429, "too many wrong tokens; wait", Retry_After=str(math.ceil(wait)))
        if not _is_same(given, right):
            self._attempts.note(client)
            raise _unknown("this is not the owner's token")

    def _check_is_own_page(self, request: Request) -> None:
        """Refuse what a page of another site makes a browser ask; old browsers tell only their origin."""
        if site := request.headers.get("sec-fetch-site"):
            is_own = site == "same-origin"
        else:
            asked = f"{request.scope['scheme']}://{request.headers.get('host', '')}"
            is_own = request.headers.get("origin") in (_origin(self._base_url), asked)
        if not is_own:
            raise refusal(403, "asked for by a page of another site")


def _is_same(given: str, right: str | None) -> bool:
    return right is not None and hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def _unknown(line: str) -> Exception:
    return refusal(401, line, WWW_Authenticate='Bearer realm="narrate"')


def _cookie_name(token: str) -> str:
    """Another for each token, since shows at several ports of a host share their cookies."""
    return f"narrate-{hashlib.sha256(token.encode()).hexdigest()[:12]}"


def _session(token: str, expires: str) -> str:
    """What the cookie holds until ``expires``, in seconds since 1970."""
    signed = hmac.new(token.encode(), f"session {expires}".encode(), hashlib.sha256)
    return f"{expires}.{signed.hexdigest()}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _token_in(body: bytes, content_type: str) -> str:
    """The token that a form or a JSON object brings.

    Raises:
        HTTPException: 415, another type; 422, it is no valid JSON, or there is none in it.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == "application/x-www-form-urlencoded":
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        token: object = form.get("token", [None])[0]
    elif media_type == "application/json":
        data = json_in(body)
        token = data.get("token") if isinstance(data, dict) else None
    else:
        raise refusal(415, "send a form or JSON with the field 'token'")
    if not isinstance(token, str):
        raise refusal(422, "there is no field 'token'")
    return token
