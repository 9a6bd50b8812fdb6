"""What is never fetched: other schemes, users in addresses, addresses that are not of the public internet."""

from __future__ import annotations

import ipaddress
import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import HTML, Site, Speak, answers, fetched, refusal

from narrate.errors import SettingsError
from narrate.fetch import ALLOW, Address, fetch, is_public


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("file:///etc/passwd", "file"),
        ("ftp://example.com/a.txt", "ftp"),
        ("javascript:alert(1)", "javascript"),
        ("data:text/html,<p>a", "data"),
        ("gopher://127.0.0.1:70/_a", "gopher"),
        ("ws://example.com/", "ws"),
        ("unix:/run/a.sock", "unix"),
        ("example.com/a", "this"),
        ("//example.com/a", "this"),
        ("", "this"),
    ],
)
def test_only_http_is_fetched(site: Site, url: str, scheme: str) -> None:
    why = f"refused: only http and https are fetched, not {scheme}"
    assert refusal(url) == f"{url}: {why}"
    if scheme != "this":
        moved = site.page(status=302, location=url)
        assert refusal(moved) == f"{moved}: redirects to {url}: {why}"


@pytest.mark.parametrize("user", ["user", "user:word", ":", "", "good.example\\", "%40"])
def test_an_address_with_a_user_is_refused(site: Site, user: str) -> None:
    rest = f"@127.0.0.1:{site.port}/: refused: has a user name in it; use the address without"
    url = f"http://{user}@127.0.0.1:{site.port}/"
    told = refusal(url)
    assert told.endswith(rest)
    assert "word" not in told, "a password in a message ends up in logs"
    assert "has a user name in it" in refusal(site.page(status=302, location=url))


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://[::1]x/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[v1.a]/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://example.com:a/",
        "http://example.com:-1/",
        "http://./",
        "http://a..example/",
        "http://.example/",
        f"http://{'a' * 64}.example/",
        f"http://{'あ' * 64}.example/",
        "http://exa mple/",
        "http://exa%6dple/",
        "http://good.example\\.bad.example/",
        "http://a\u2100b.example/",
        "http://a,b/",
        "http://exa\tmple/",
        "http://example.com/a\r\nX-Header: b",
        "http://example.com/\0",
        "http://example.com/\x1b[31m",
        "http://example.com/\u2028",
        "http://example.com/\ud800",
        "ht\ntp://example.com/",
    ],
)
def test_what_is_no_address_is_told(url: str) -> None:
    assert refusal(url).endswith(": is no address that can be fetched; check it")


@pytest.mark.parametrize("url", ["http:///", "http:///a", "https:", "http://:80/", "http:\\\\a.example\\b"])
def test_an_address_without_a_host_is_told(url: str) -> None:
    assert refusal(url).endswith(": has no host; write https://host/path")


@pytest.mark.parametrize(
    "location", ["http://[", "http://[::1", "http://a\x1bb/", "http://a:0/", "http://a\x85b/"]
)
def test_a_redirect_to_no_address_is_told(speaks: Callable[[Speak], str], location: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode("latin-1")
    assert refusal(speaks(lambda connection: connection.sendall(answer))).endswith("fetched; check it")


PRIVATE = {
    "this host": ["0.0.0.0", "0.1.2.3", "::"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00:ec2::254"],
    "link-local": ["169.254.169.254", "169.254.0.1", "fe80::1", "febf::1"],
    "site-local": ["fec0::1"],
    "carrier's": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "4000::1", "5f00::1", "100::1"],
    "for documents": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "for tests": ["198.18.0.1", "198.19.255.255"],
    "of protocols": ["192.0.0.192", "192.0.0.9", "192.88.99.1", "2001::1", "2001:2::1", "2001:20::1"],
    "of a cloud's machine": ["168.63.129.16"],
    "IPv4 in IPv6": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "::127.0.0.1", "::8.8.8.8"],
    "NAT64": ["64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808"],
    "6to4": ["2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::"],
    "Teredo": ["2001:0:808:808::f7f7:f7f7", "2001:0:808:808::5601:5601"],
}  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2001:4860:4860::8888"]
CARRIED = ["::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"]


@pytest.mark.parametrize("address", list(itertools.chain(*PRIVATE.values())))
def test_an_address_of_no_public_place_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def within(*networks: str) -> st.SearchStrategy[Address]:
    """Any address of these networks."""
    return st.sampled_from(networks).flatmap(lambda network: st.ip_addresses(network=network))


IPV4_INTERNAL = within("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16")
IPV4_INTERNAL |= within("172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3")


@given(IPV4_INTERNAL | within("::/96", "100::/8", "fc00::/7", "fe80::/9", "ff00::/8"))
def test_no_address_of_an_internal_network_is_public(address: Address) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4) | IPV4_INTERNAL)
def test_an_address_that_carries_another_is_as_public_as_that(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    carriers = (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80)
    assert {is_public(ipaddress.IPv6Address(carrier)) for carrier in carriers} == {is_public(address)}


@pytest.mark.parametrize("address", PUBLIC + CARRIED)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        *(("127.0.0.1",) * 2, ("10.0.0.1",) * 2, ("169.254.169.254",) * 2, ("0.0.0.0",) * 2),
        *((host, "127.0.0.1") for host in ("2130706433", "0x7f.1", "127.1", "0177.0.0.1", "017700000001")),
        *((host, "127.0.0.1") for host in ("127。0。0。1", "１２７.0.0.1", "①②⑦.0.0.1", "127.0.0.1.")),
        *((host, "127.0.0.1") for host in ("0x7F000001", "127.000.000.001")),
        *(
            ("[::1]", "::1"),
            ("[0:0::1]", "::1"),
            ("[::ffff:127.0.0.1]", "127.0.0.1"),
            ("[fd00::2]", "fd00::2"),
        ),
        *(("[fe80::1]", "fe80::1"), ("0", "0.0.0.0")),
    ],
)
def test_a_host_is_refused_however_its_address_is_written(site: Site, host: str, address: str) -> None:
    """Some systems' resolvers do not know the odder forms; then the name is not found, as good a refusal."""
    told = refusal(f"http://{host}:{site.port}/", None)
    assert (
        f"refused: {address} is not a public address" in told
        or "refused: ::ffff:" in told
        or (host != address and "cannot be fetched" in told)
    )
    assert not site.asked


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST"])
def test_localhost_is_refused(site: Site, host: str) -> None:
    assert "is not a public address; if it is yours, name it in" in refusal(
        f"http://{host}:{site.port}/", None
    )
    assert not site.asked


def test_a_redirect_to_an_address_that_is_not_public_is_refused(site: Site) -> None:
    moved = site.page(status=302, location="http://169.254.169.254/latest/meta-data/")
    assert refusal(moved).startswith("169.254.169.254: refused: 169.254.169.254 is not a public address")


def test_a_name_with_one_private_address_among_others_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    told = refusal(f"http://two.example:{site.port}/")
    assert told.startswith("two.example: refused: 10.0.0.1 is not a public address")
    assert not site.asked


def test_the_address_that_was_checked_is_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    site.page()
    assert fetched(f"http://rebound.example:{site.port}/").data == HTML
    assert asked == ["rebound.example"], "a name is resolved once"


def test_a_name_without_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, [])
    assert refusal("http://none.example/") == "none.example: has no address; check the name"


def test_networks_of_ones_own_can_be_allowed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.page()
    monkeypatch.setenv(ALLOW, "192.168.0.0/16 10.0.0.1,\t127.0.0.0/8, fd00::/8")
    assert fetch(url).data == HTML
    for address in ("10.0.0.1", "192.168.3.4", "::ffff:127.0.0.1", "fd00::2"):
        assert is_public(ipaddress.ip_address(address))
    assert not is_public(ipaddress.ip_address("10.0.0.2"))


@pytest.mark.parametrize("written", ["192.168.0.1/16", "localhost", "127.0.0.0/33", "*", "10.0.0.0-10.0.0.9"])
def test_networks_written_wrong_are_told(site: Site, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv(ALLOW, f"10.0.0.0/8,{written}")
    with pytest.raises(SettingsError, match=rf"^{ALLOW}: .*; write networks such as 192\.168\.0\.0/16$"):
        fetch(site.page())
