"""The address of the folder that a show's files are in: one that feeds can have, and who reaches it."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from narrate.errors import SettingsError
from narrate.plain import ascii_host


def check_base_url(base_url: str) -> str:
    """The address without slashes at its end.

    Raises:
        SettingsError: not ``http://`` or ``https://`` with a host, or with a query, or with a password, which
            every reader of the feed would see.
    """
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # also of a port that is none
        usable = False
    if usable and "@" in parts.netloc:
        bare = base_url.replace(f"{parts.netloc.rpartition('@')[0]}@", "…@", 1)
        raise SettingsError(f"base URL '{bare}': whoever has the feed would read the password; leave it out")
    if not usable or parts.query or parts.fragment or re.search(r"\s", parts.netloc):
        raise SettingsError(f"base URL '{base_url}': write it like https://example.com/podcast")
    if parts.path.endswith((".xml", ".rss", ".html")):
        shorter = base_url.rpartition("/")[0]
        raise SettingsError(f"base URL '{base_url}': names a file; write the folder it is in, {shorter}")
    if not re.fullmatch("[!-~]+", base_url) or re.search('[<>"]', base_url):
        raise SettingsError(f"base URL '{base_url}': write it as browsers send it: {_encoded(parts)}")
    return base_url.rstrip("/")


def _encoded(parts: SplitResult) -> str:
    """The address in the characters that feeds may hold, as far as that can be told."""
    host = parts.netloc
    with contextlib.suppress(UnicodeError):  # a name that is none stays as it is
        host = ascii_host(host)
    return urlunsplit((parts.scheme, host, quote(parts.path, safe="/%"), "", ""))


def is_local(base_url: str) -> bool:
    """Whether only this machine or network reaches it, so that it is nobody's own."""
    host = urlsplit(base_url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".lan")) or "." not in host


def is_this_machine(base_url: str) -> bool:
    """Whether only this very machine reaches it."""
    host = urlsplit(base_url).hostname or ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified
