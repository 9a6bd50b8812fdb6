"""Base URLs that apps can use, and who reaches them."""

from __future__ import annotations

import re

import pytest

from narrate.base_url import check_base_url, is_local
from narrate.errors import SettingsError


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
