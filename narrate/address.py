"""Where a show is on the web, and the part of the path that a private show keeps secret."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from narrate import files
from narrate.errors import SettingsError
from narrate.patterns import compiled
from narrate.show import FEED, Show

_KEY_BYTES = 24
"""192 bits; a path of 128 and more cannot be guessed."""
_KEY = compiled(r"[\w-]{22,}", re.ASCII)
_KEY_OF_FEED = compiled(rb'<atom:link href="[^"]*/([\w-]{32})/[^/"]*" rel="self"')
_ADDRESS_OF_FEED = compiled(rb'<atom:link href="(https?://[^"]*)/[^/"]*" rel="self"')
_HEAD_OF_FEED = 2**16  # bytes, before the first episode


def root_of(show: Show, base_url: str) -> str:
    """The address that feed, audio, pictures and transcripts are below: of a private show with its key.

    Raises:
        SettingsError: the key's file cannot be used.
    """
    return f"{base_url}/{private_key(show)}" if show.private else base_url


def feed_of(show: Show, base_url: str) -> str:
    """The address that apps subscribe to.

    Raises:
        SettingsError: see ``root_of``.
    """
    return f"{root_of(show, base_url)}/{FEED}"


def address_of_feed(show: Show) -> str | None:
    """The address, without a key, that the show's feed was last written for; None if there is none."""
    if found := _ADDRESS_OF_FEED.search(_head_of_feed(show)):
        address = found[1].decode("ascii", "replace")
        return address.rpartition("/")[0] if _keys_of_feed(show) else address
    return None


def private_key(show: Show) -> str:
    """The secret part of a private show's addresses; made at the first use, kept in ``private.key``.

    If that file is lost, the feed that apps follow still tells it.

    Raises:
        SettingsError: the file holds something else than a key.
    """
    keys = private_keys(show)
    if keys and not show.private_key_file.exists():
        _keep(show, keys)
    return keys[0] if keys else renew_private_key(show)


def private_keys(show: Show) -> list[str]:
    """The keys that a show has had, the one in use first; none, if it was never private.

    Raises:
        SettingsError: see ``private_key``.
    """
    path = show.private_key_file
    if not path.exists():
        return _keys_of_feed(show)
    keys = path.read_text(encoding="ascii", errors="replace").split()
    if not keys or not all(map(_KEY.fullmatch, keys)):
        raise SettingsError(f"{path}: is no key; delete it, and `narrate private --rotate` makes a new one")
    return keys


def without_keys(show: Show, text: str) -> str:
    """The text with an ellipsis for each key that the show has had, for what may be kept in a log."""
    for key in private_keys(show):
        text = text.replace(key, "…")
    return text


def renew_private_key(show: Show) -> str:
    """A new key in the place of the old ones, whose addresses are then wrong.

    The old ones are kept, so that what was published below them can be found and deleted.
    """
    key = secrets.token_urlsafe(_KEY_BYTES)
    _keep(show, [key, *private_keys(show)])
    return key


def _keep(show: Show, keys: Iterable[str]) -> None:
    lines = "".join(f"{key}\n" for key in keys)
    files.write(show.private_key_file, lines.encode(), mode=files.SECRET)


def _keys_of_feed(show: Show) -> list[str]:
    """The key in the address of a feed that was made as a private one; none, if there is no such feed."""
    head = _head_of_feed(show)
    found = _KEY_OF_FEED.search(head) if b"<itunes:block>" in head else None
    return [found[1].decode("ascii")] if found else []


def _head_of_feed(show: Show) -> bytes:
    try:
        with show.feed.open("rb") as feed:
            return feed.read(_HEAD_OF_FEED)
    except OSError:
        return b""
