"""Addresses that an article tells of itself: its own on the web, and that of its picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from narrate.patterns import compiled
from narrate.plain import ascii_host

_LONGEST = 2000  # characters: what is longer is data, not an address
_SAFE = "/%:@!$&'()*+,;=-._~?[]"
_LONE_PERCENT = compiled("%(?![0-9A-Fa-f]{2})")
_SAVED_FROM = compiled(r"<!-- saved from url=\([0-9]{4}\)([!-~]+) -->")
_HEAD = 3000  # characters in which a browser writes where it saved a page from
_DAY_IN_PATH = compiled(r"/((?:19|20)[0-9]{2})/(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])(?=[/._-]|$)")
_DAY_IN_NAME = compiled(
    r"((?:19|20)[0-9]{2})(?:(?P<sep>[-_.])(0[1-9]|1[0-2])(?P=sep)(0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z])"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=[-_. ]|[^\x00-\x7f])"
    r"|年([0-9]{1,2})月([0-9]{1,2})日)"
)
_HOST = compiled(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def absolute(text: object, base: str = "") -> str:
    """The http(s) address in ASCII without its fragment; empty if ``text`` is none, relative to ``base``.

    What has a user's name in it is none either: it would be published.
    """
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base, text.strip()))
        host, port = ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return ""
    path, query = (quote(_LONE_PERCENT.sub("%25", part), _SAFE) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, path, query, ""))


def of_article(candidates: Iterable[object], base: str = "") -> str:
    """The first address that names a page; else the first that names only a site, as careless pages do."""
    found = [url for url in (absolute(text, base) for text in candidates) if url]
    return next((url for url in found if _names_page(url)), found[0] if found else "")


def link(said: str, fetched: str) -> str:
    """The article's address: what it says of itself, if that is on the site that it was ``fetched`` from.

    ``fetched`` is empty for an article that was not; a page's word on another site is not trusted.
    """
    given = absolute(fetched)
    if not given or not said:
        return given or said
    is_own = _is_same_site(urlsplit(said), urlsplit(given))
    return said if is_own and (_names_page(said) or not _names_page(given)) else given


def day_of(address: str) -> dt.date | None:
    """The day that an article's address or file name has: ``…/2013/12/13/title/``, ``2013-12-13-title.md``.

    Blogs have such addresses, and Jekyll takes the day from nowhere else; ``20131213_題.txt`` and
    ``2013年12月13日.txt`` are how people name theirs.
    """
    path = unquote(address.partition("?")[0])
    found = _DAY_IN_PATH.search(path) if "://" in path else None
    found = found or _DAY_IN_NAME.match(path.rstrip("/").rpartition("/")[2])
    numbers = [int(part) for part in found.groups() if part and part.isdecimal()] if found else []
    try:
        return dt.date(*numbers) if numbers else None
    except ValueError:  # the 31st of February
        return None


def saved_from(page: str) -> str:
    """Where a page was saved from, as browsers write it above the page; empty if it does not say."""
    found = _SAVED_FROM.search(page[:_HEAD])
    return absolute(found[1]) if found else ""


def with_saved_from(page: str, url: str) -> str:
    """A page that says where it was saved from, in the way of browsers."""
    address = absolute(url)
    return f"<!-- saved from url=({len(address):04}){address} -->\n{page}" if address else page


def _names_page(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _is_same_site(one: SplitResult, other: SplitResult) -> bool:
    """Whether hosts are the same, or one is under the other: ``m.example.com`` and ``www.example.com``."""
    short, long = sorted(((each.hostname or "").removeprefix("www.") for each in (one, other)), key=len)
    return short == long or ("." in short and long.endswith(f".{short}"))
