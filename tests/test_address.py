"""Where a show is on the web: base URLs that apps can use, and the key of a private show."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from narrate.address import (
    address_of_feed,
    private_key,
    private_keys,
    renew_private_key,
    root_of,
)
from narrate.errors import SettingsError
from narrate.feed import render, write_feed
from narrate.show import Show
from narrate.template import read_template

BASE = "https://pods.example.com/show"


def test_the_files_of_a_public_show_are_below_its_base_url(show: Show) -> None:
    assert root_of(show, BASE) == BASE
    assert not show.private_key_file.exists()


@pytest.mark.parametrize("private", [False, True])
def test_a_feed_tells_the_address_it_was_written_for(show: Show, private: bool) -> None:
    show = replace(show, private=private)
    assert address_of_feed(show) is None
    write_feed(show, BASE)
    assert address_of_feed(show) == BASE
    show.feed.write_bytes(b"<rss/>")
    assert address_of_feed(show) is None


@pytest.mark.parametrize("private", [False, True])
def test_a_feed_from_before_a_show_was_private_or_public_tells_its_address(show: Show, private: bool) -> None:
    write_feed(replace(show, private=private), BASE)
    assert address_of_feed(replace(show, private=not private)) == BASE


def test_a_private_show_keeps_its_key(show: Show) -> None:
    secret = replace(show, private=True)
    root = root_of(secret, BASE)
    key = root.removeprefix(f"{BASE}/")
    assert len(key) >= 22, "128 bits and more"
    assert root_of(secret, BASE) == root
    assert show.private_key_file.stat().st_mode & 0o077 == 0, "for its owner only"
    assert renew_private_key(secret) != key
    assert root_of(secret, BASE) != root


def test_a_lost_key_is_found_in_the_feed_that_apps_follow(show: Show) -> None:
    secret = replace(show, private=True)
    template = read_template(show.template, BASE)
    key = private_key(secret)
    secret.output.mkdir(parents=True, exist_ok=True)
    secret.feed.write_bytes(render(secret, template, [], root_of(secret, BASE), str(uuid4())))
    show.private_key_file.unlink()
    assert private_key(secret) == key
    assert show.private_key_file.read_text(encoding="ascii").split() == [key]
    show.private_key_file.unlink()
    assert renew_private_key(secret) != key
    assert private_keys(secret)[1:] == [key], "what stands below it can be deleted"


def test_the_address_of_a_public_feed_is_no_key(show: Show) -> None:
    base = f"{BASE}/{'a' * 32}"
    template = read_template(show.template, base)
    show.output.mkdir(parents=True, exist_ok=True)
    show.feed.write_bytes(render(show, template, [], base, str(uuid4())))
    assert private_keys(replace(show, private=True)) == []


@pytest.mark.parametrize("text", ["", "short", "../../etc/passwd-and-more-of-it", "a" * 30 + "/b", "鍵" * 30])
def test_a_file_that_holds_no_key_is_told(show: Show, text: str) -> None:
    show.private_key_file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"private\.key: is no key; delete it"):
        private_key(show)
