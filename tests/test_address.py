"""Where a show is on the web: base URLs that apps can use, and the key of a private show."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from narrate.address import (
    check_base_url,
    is_local,
    private_key,
    private_keys,
    renew_private_key,
    root_of,
)
from narrate.errors import SettingsError
from narrate.feed import render
from narrate.show import Show
from narrate.template import read_template

BASE = "https://pods.example.com/show"


@pytest.mark.parametrize(
    "url",
    [
        "example.com",
        "ftp://example.com",
        "https://",
        "https://e.com/?a=1",
        "https://e.com/#x",
        "https://例.jp",
        "https://e.com:99999/",
        "https://e.com:x/",
    ],
)
def test_an_address_that_apps_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="base URL"):
        check_base_url(url)


@pytest.mark.parametrize("rest", ["/p", "/p?a=b", "/p#a", "/feed.xml", " /p"])
def test_a_password_in_the_address_is_refused_and_not_told(rest: str) -> None:
    told = re.escape(f"'https://…@e.com{rest}': whoever has the feed would read")
    with pytest.raises(SettingsError, match=told):
        check_base_url(f"https://me:secret@e.com{rest}")


def test_slashes_at_the_end_of_the_address_do_not_matter() -> None:
    assert check_base_url("https://example.com/a//") == "https://example.com/a"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("e.com", False),
        ("1.1.1.1", False),
        ("127.0.0.1:8000", True),
        ("[::1]", True),
        ("pi.local", True),
        ("nas", True),
    ],
)
def test_an_address_of_this_network_is_nobodys_own(host: str, local: bool) -> None:
    assert is_local(f"http://{host}/show") == local


def test_the_files_of_a_public_show_are_below_its_base_url(show: Show) -> None:
    assert root_of(show, BASE) == BASE
    assert not show.private_key_file.exists()


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


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://my show.example.com", "write it like https://example.com/podcast"),
        ("https://e.com/pod/feed.xml", "names a file; write the folder it is in, https://e.com/pod"),
        (
            "https://例え.jp/ポッド",
            "write it as browsers send it: https://xn--r8jz45g.jp/%E3%83%9D%E3%83%83%E3%83%89",
        ),
    ],
)
def test_what_was_probably_meant_is_shown(url: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check_base_url(url)
    assert told in str(caught.value)
