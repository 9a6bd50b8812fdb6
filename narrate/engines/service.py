"""Speech services reached over HTTP: one careful way to send a request, for all engines of that kind.

TLS is verified. Proxies and certificates of the environment are used, but a server on this machine is
reached directly. Nothing that a service says is told without being cut to a line, and never a key.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from narrate.engines import Sound
from narrate.engines.encoded import decode
from narrate.engines.patience import Patience, TryAgain
from narrate.errors import EngineError, EngineUnavailable
from narrate.patterns import compiled
from narrate.plain import LONGEST_QUOTED, quoted

if TYPE_CHECKING:
    import requests

_MAX_BYTES = 50_000_000  # of one answer; half a minute of stereo floats at 48 kHz is 12 MB
_PIECE = 65_536
_CONNECT = 10.0  # seconds for a connection
_LOOK_UP = 0.2  # seconds after which a thread that waits for an answer looks whether it still should
_PROBE = 2.0  # seconds to find out whether a server is there
_LONGEST_ASKED = 30 * 86_400.0  # seconds; whoever asks for more does not mean it
_OF_THIS_TEXT = frozenset((400, 413, 422))
_PASSING = frozenset((408, 425, 429))
_REFUSING = frozenset((401, 403, 429))  # any other answer shows that the service is there
_ON_THIS_MACHINE = compiled(r"localhost|127(\.\d+){3}|::1")

T = TypeVar("T")


@dataclass
class Service:
    """``name`` is whom messages speak of, ``advice`` what to do when it does not answer.

    ``access`` is what to do when it refuses (401, 403); ``secret`` returns what no message may hold.
    """

    name: str
    patience: Patience
    advice: str
    access: str = "check whether you may use it"
    secret: Callable[[], str] = lambda: ""
    _local: threading.local = field(default_factory=threading.local, init=False, repr=False)

    def ask(self, method: str, url: str, **parts: Any) -> bytes:
        """Send a request made of ``params``, ``json``, ``data`` or ``headers``; the body of the answer.

        Raises:
            EngineUnavailable: it does not answer, refuses, or fails after all attempts.
            EngineError: it does not accept this text.
        """
        import requests

        return self._run(requests.Request(method, url, **parts).prepare(), lambda body: body)

    def sound(
        self, request: requests.PreparedRequest, advice: str, read: Callable[[bytes], Sound] = decode
    ) -> Sound:
        """Send a prepared request until its answer is a sound; errors as ``ask``.

        A service may answer with a page, or with half a sound, and a moment later as it should.
        """

        def read_or_again(body: bytes) -> Sound:
            try:
                return read(body)
            except EngineError as error:
                told = f"the answer of {self.name} at {origin(str(request.url))} {error}"
                raise TryAgain(told, advice, in_the_end=EngineError) from None

        return self._run(request, read_or_again)

    def _run(self, request: requests.PreparedRequest, read: Callable[[bytes], T]) -> T:
        host = urlsplit(str(request.url)).netloc
        return self.patience.run(host, lambda: read(self._attempt(request, self.patience.timeout)))

    def problem(self, url: str, headers: Mapping[str, str] | None = None) -> str:
        """Why the service cannot be used now, or empty; asked once, within two seconds."""
        import requests

        request = requests.Request("GET", url, headers=dict(headers or {})).prepare()
        try:
            self._attempt(request, _PROBE, lambda status: status in _REFUSING or status >= 500)
        except TryAgain as failure:
            return f"{failure}; {failure.advice}"
        except EngineUnavailable as error:
            return str(error)
        return ""

    def _attempt(
        self,
        request: requests.PreparedRequest,
        seconds: float,
        is_failure: Callable[[int], bool] = lambda status: status != HTTPStatus.OK,
    ) -> bytes:
        """Send once; which statuses are a failure is for the caller to say."""
        import requests
        from requests import exceptions

        at = f"{self.name} at {origin(str(request.url))}"
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        session = self._local.session
        try:
            status, headers, body = self._within(seconds, lambda: _exchange(session, request, seconds))
        except (TimeoutError, exceptions.Timeout):
            del self._local.session  # the one that is given up goes on with it
            raise TryAgain(f"{at} does not answer within {seconds:g} s", self.advice) from None
        except (exceptions.ConnectionError, exceptions.ChunkedEncodingError) as error:
            cause, is_final = _cause(error)
            told = f"{at} does not answer ({cause})"
            if is_final:
                raise EngineUnavailable(f"{told}; {self.advice}") from None
            raise TryAgain(told, self.advice) from None
        except (exceptions.RequestException, OSError, ValueError) as error:
            raise EngineUnavailable(f"{at} cannot be asked ({_cause(error)[0]}); {self.advice}") from None
        if is_failure(status):
            raise self._failure(at, status, headers, body)
        return body

    def _within(self, seconds: float, work: Callable[[], T]) -> T:
        """Do it in a thread that is left to itself when time is up: no timeout of a socket ends a drip.

        Raises:
            TimeoutError: it is not done.
            EngineUnavailable: the run is being ended.
        """
        result: Future[T] = Future()

        def run() -> None:
            try:
                result.set_result(work())
            except BaseException as error:
                result.set_exception(error)

        threading.Thread(target=run, daemon=True, name="request").start()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                return result.result(min(left, _LOOK_UP))
            self.patience.check()
        raise TimeoutError

    def _failure(self, at: str, status: int, headers: Mapping[str, str], body: bytes) -> Exception:
        said = one_line(self._without_secret(_message(body)))
        told = f"{status} {_phrase(status)}".strip() + (f": {said}" if said else "")
        if status in _PASSING or (status >= 500 and status != HTTPStatus.NOT_IMPLEMENTED):
            is_limit = status == HTTPStatus.TOO_MANY_REQUESTS
            advice = "wait some minutes, or choose another voice" if is_limit else self.advice
            after = retry_after(headers) if is_limit or status == HTTPStatus.SERVICE_UNAVAILABLE else None
            return TryAgain(f"{at} refuses for now ({told})", advice, after, for_all=is_limit)
        if status in _OF_THIS_TEXT:
            return EngineError(
                f"{at} does not accept this text ({told}); change its wording, or the voice's options"
            )
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):  # its words may hold half of the key
            return EngineUnavailable(f"{at} refuses access ({status} {_phrase(status)}); {self.access}")
        if 300 <= status < 400:
            target = origin(headers.get("Location", ""))
            return EngineUnavailable(f"{at} sends on to {target or 'nowhere'}; check its address")
        return EngineUnavailable(f"{at} does not know this request ({told}); check its address and options")

    def _without_secret(self, text: str) -> str:
        secret = self.secret()
        return text.replace(secret, "…") if secret else text


def base_url(url: str) -> str:
    """An address of a server without the last slash.

    Raises:
        ValueError: not http(s), without a host, or with a password in it.
    """
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise ValueError(
            f"'{one_line(url)}' is no address of a server; write for example http://127.0.0.1:50021"
        )
    if "@" in parts.netloc:
        raise ValueError("an address must not hold a user name or password")
    return url.rstrip("/")


def origin(url: str) -> str:
    """Scheme, host and port of an address: what may be told of it; empty if it has no host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return one_line(f"{parts.scheme}://{host}") if host else ""


def one_line(text: str) -> str:
    """What others wrote, as part of a message, in one line; see ``quoted``."""
    return quoted(" ".join(text[: 10 * LONGEST_QUOTED].split()))


def _exchange(
    session: requests.Session, request: requests.PreparedRequest, seconds: float
) -> tuple[int, Mapping[str, str], bytes]:
    """Send once; status, headers and body of the answer."""
    url, end = str(request.url), time.monotonic() + seconds
    settings: dict[str, Any] = {**session.merge_environment_settings(url, {}, True, None, None)}
    if _ON_THIS_MACHINE.fullmatch(urlsplit(url).hostname or ""):
        settings["proxies"] = {}
    timeout = (min(_CONNECT, seconds), seconds)
    # past the session, which would prepare to follow a redirect, and read all of the page that sends on
    with session.get_adapter(url).send(request, timeout=timeout, **settings) as response:
        body = bytearray()
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > _MAX_BYTES:
                raise OSError(None, f"its answer has more than {_MAX_BYTES // 10**6} MB")
            if time.monotonic() > end:
                raise TimeoutError
        return response.status_code, response.headers, bytes(body)


def _cause(error: BaseException) -> tuple[str, bool]:
    """Why there was no answer, in a few words without address or header; and whether it stays so."""
    import socket
    import ssl

    innermost: BaseException = error
    while following := innermost.__cause__ or innermost.__context__:
        innermost = following
    if isinstance(innermost, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {one_line(innermost.verify_message)}", True
    if isinstance(innermost, socket.gaierror):
        return "no network, or no such host", False
    if isinstance(innermost, OSError) and innermost.strerror:
        return one_line(innermost.strerror), False
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(innermost).__name__).lower(), False


def _message(body: bytes) -> str:
    """What an answer that is an error says: of JSON the usual places, of a text all, of a page nothing."""
    text = body[:_PIECE].decode("utf-8", "replace").strip()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return "" if text.startswith(("<", "{", "[")) else text
    for key in ("error", "detail", "message", "msg"):
        while isinstance(said, list) and said:
            said = said[0]
        if isinstance(said, dict) and key in said:
            said = said[key]
    return said if isinstance(said, str) else ""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a service asks to wait (RFC 9110, 10.2.3: a number, or a date)."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), _LONGEST_ASKED)
    try:
        date = parsedate_to_datetime(value).timestamp()
        # its own clock counts, if it shows one
        now = parsedate_to_datetime(headers["Date"]).timestamp() if "Date" in headers else time.time()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, date - now), _LONGEST_ASKED)


def _phrase(status: int) -> str:
    return {one.value: one.phrase for one in HTTPStatus}.get(status, "")
