"""What an article says of its own address and its picture, and what of that is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import Site

from narrate.article import addresses, parse, read_article
from narrate.fetch import ALLOW

BODY = "<body><h1>川の話</h1><p>川は流れています。川は海へ行きます。"


def page(head: str) -> str:
    return f"<!doctype html><html><head>{head}</head>{BODY}"


def ld(**data: object) -> str:
    article = {"@type": "Article", "headline": "川の話", **data}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ("<link rel='canonical' href='https://a.example/kawa'>", "https://a.example/kawa"),
        ("<link rel='Canonical Alternate' href='https://a.example/kawa#top'>", "https://a.example/kawa"),
        ("<meta property='og:url' content='http://a.example/kawa?id=7'>", "http://a.example/kawa?id=7"),
        (ld(mainEntityOfPage={"@id": "https://a.example/kawa"}), "https://a.example/kawa"),
        (ld(mainEntityOfPage="https://a.example/kawa"), "https://a.example/kawa"),
        (ld(url="https://a.example/kawa"), "https://a.example/kawa"),
        (
            "<link rel='canonical' href='https://a.example/'>"
            "<meta property='og:url' content='https://a.example/kawa'>",
            "https://a.example/kawa",
        ),
        ("<link rel='canonical' href='https://a.example/'>", "https://a.example/"),
        ("<link rel='canonical' href='/kawa'>", ""),
        ("<link rel='canonical' href='https://日本.example/川?題=水'>",
         "https://xn--wgv71a.example/%E5%B7%9D?%E9%A1%8C=%E6%B0%B4"),
        ("<link rel='canonical' href='javascript:alert(1)'>", ""),
        ("<link rel='canonical' href='https://me:pass@a.example/kawa'>", ""),
        ("<link rel='canonical' href='https://a.example:x/kawa'>", ""),
        ("<link rel='canonical' href='https://[::1'>", ""),
        ("<link rel='canonical'>", ""),
        (ld(mainEntityOfPage=True, url=["x"]), ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_page_says_its_address(head: str, link: str) -> None:
    assert parse(page(head), "a.html").link == link


@pytest.mark.parametrize(
    ("head", "picture"),
    [
        ("<meta property='og:image' content='https://a.example/a.jpg'>", "https://a.example/a.jpg"),
        ("<meta name='twitter:image' content='https://a.example/a.jpg?w=1'>", "https://a.example/a.jpg?w=1"),
        (ld(image="https://a.example/a.jpg"), "https://a.example/a.jpg"),
        (ld(image=["https://a.example/a.jpg", "https://a.example/b.jpg"]), "https://a.example/a.jpg"),
        (ld(image={"@type": "ImageObject", "url": "https://a.example/a.jpg"}), "https://a.example/a.jpg"),
        (ld(image=[{"contentUrl": "https://a.example/a.jpg"}]), "https://a.example/a.jpg"),
        (
            "<meta property='og:image' content='/a.jpg'><link rel='canonical' href='https://a.example/b/c'>",
            "https://a.example/a.jpg",
        ),
        (
            "<meta property='og:image' content='data:image/png;base64,AAAA'>"
            + ld(image="https://a.example/a.jpg"),
            "https://a.example/a.jpg",
        ),
        ("<meta property='og:image' content='/a.jpg'>", ""),
        ("<meta property='og:image' content='file:///etc/passwd'>", ""),
        ("<meta property='og:image' content='//a.example/a.jpg'>", ""),
        (ld(image=7), ""),
        (ld(image=[]), ""),
        ("", ""),
    ],
)
def test_a_page_says_its_picture(head: str, picture: str) -> None:
    assert parse(page(head), "a.html").picture == picture


@pytest.mark.parametrize(
    ("fields", "link", "picture"),
    [
        ("canonical_url: https://a.example/kawa", "https://a.example/kawa", ""),
        ("url: https://a.example/kawa\nimage: https://a.example/a.jpg", "https://a.example/kawa",
         "https://a.example/a.jpg"),
        ("permalink: /kawa/\nimage: /a.jpg", "", ""),
        ("permalink: https://a.example/kawa", "https://a.example/kawa", ""),
        ("url: /kawa\ncanonical_url: https://a.example/kawa", "https://a.example/kawa", ""),
        ("cover:\n  image: https://a.example/a.jpg", "", "https://a.example/a.jpg"),
        ("images: [https://a.example/a.jpg]", "", "https://a.example/a.jpg"),
        ("image: false\neyecatch: https://a.example/a.jpg", "", "https://a.example/a.jpg"),
        ("thumbnail: https://a.example/a.jpg", "", "https://a.example/a.jpg"),
        ("ogp: https://a.example/a.jpg", "", "https://a.example/a.jpg"),
        ("cover: {}\nimage: [{}]", "", ""),
    ],
)  # fmt: skip
def test_front_matter_says_address_and_picture(fields: str, link: str, picture: str) -> None:
    article = parse(f"---\ntitle: 川の話\n{fields}\n---\n川は流れています。\n", "a.md")
    assert (article.link, article.picture) == (link, picture)


@pytest.mark.parametrize(
    ("said", "fetched", "link"),
    [
        ("", "https://a.example/k?x=1#top", "https://a.example/k?x=1"),
        ("https://a.example/k", "https://a.example/k?utm_source=x", "https://a.example/k"),
        ("https://www.a.example/k", "https://a.example/k", "https://www.a.example/k"),
        ("https://www.a.example/k", "https://m.a.example/k", "https://www.a.example/k"),
        ("https://b.example/k", "https://a.example/k", "https://a.example/k"),
        ("https://aa.example/k", "https://a.example/k", "https://a.example/k"),
        ("https://example/k", "https://a.example/k", "https://a.example/k"),
        ("https://a.example/", "https://a.example/k", "https://a.example/k"),
        ("https://a.example/", "https://a.example", "https://a.example/"),
        ("https://b.example/k", "", "https://b.example/k"),
        ("", "", ""),
    ],
)
def test_the_address_that_was_fetched_wins_over_another_sites(said: str, fetched: str, link: str) -> None:
    assert addresses.link(said, fetched) == link


def test_endless_addresses_are_none() -> None:
    assert addresses.absolute("https://a.example/" + "a" * 5000) == ""


def test_a_fetched_article_has_the_address_after_redirects(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    site.page(status=302, path="/short", Location="/kawa/1")
    html = page("<meta property='og:image' content='../a.jpg'>").encode()
    site.page(html, "/kawa/1", content_type="text/html; charset=utf-8")
    article = read_article(f"{site.base}/short#part")
    assert (article.link, article.picture) == (f"{site.base}/kawa/1", f"{site.base}/a.jpg")


def test_a_fetched_text_has_an_address_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    site.page("川の話\n\n川は流れています。".encode(), "/a.txt", content_type="text/plain; charset=utf-8")
    assert read_article(f"{site.base}/a.txt").link == f"{site.base}/a.txt"


def test_a_saved_page_keeps_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page("<link rel='canonical' href='https://a.example/kawa'>"), encoding="utf-8")
    assert read_article(path).link == "https://a.example/kawa"


def test_a_page_that_was_saved_says_where_from(tmp_path: Path) -> None:
    saved = addresses.with_saved_from(
        page("<link rel='canonical' href='https://evil.example/x'>"), "https://a.example/川?a=-->"
    )
    (tmp_path / "kawa.html").write_text(saved, encoding="utf-8")
    article = read_article(tmp_path / "kawa.html")
    assert article.link == addresses.saved_from(saved) == "https://a.example/%E5%B7%9D?a=--%3E"
    assert article.title == "川の話"
    by_a_browser = "<!DOCTYPE html>\n<!-- saved from url=(0022)http://a.example/kawa/ -->\n" + page("")
    assert addresses.saved_from(by_a_browser) == "http://a.example/kawa/"


@pytest.mark.parametrize(
    "head", ["", "<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=x -->"]
)
def test_a_page_that_does_not_say_so_was_saved_from_nowhere(head: str) -> None:
    assert addresses.saved_from(head + page("")) == ""


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.com/blog/2013/12/13/kawa/", "2013-12-13"),
        ("https://example.com/2013/4/5/kawa.html?page=2", "2013-04-05"),
        ("https://example.com/posts/2013-12-13-kawa/", "2013-12-13"),
        ("posts/2013-12-13-kawa.md", "2013-12-13"),
        ("2013-12-13.txt", "2013-12-13"),
        ("20131213_川.txt", "2013-12-13"),
        ("2013.12.13 川.txt", "2013-12-13"),
        ("2013年12月3日の日記.txt", "2013-12-03"),
        ("https://example.com/20131213-kawa.html", "2013-12-13"),
        ("https://example.com/20131213/k10014.html", "None"),
        ("https://example.com/201312135.html", "None"),
        ("20131213a.txt", "None"),
        ("https://example.com/articles/20131213", "None"),
        ("https://example.com/2013/13/12/", "None"),
        ("https://example.com/1234/12/13/", "None"),
        ("https://example.com/2013/02/31/", "None"),
        ("2013/12/13/kawa.txt", "None"),
        ("kawa-2013-12-13.txt", "None"),
        ("2013-12-131.txt", "None"),
    ],
)
def test_an_address_or_a_file_name_has_the_day(address: str, day: str) -> None:
    assert str(addresses.day_of(address)) == day


def test_what_the_article_says_goes_before_its_file_name() -> None:
    assert str(parse("# 川の話\n\n川です。\n", "2013-12-13-kawa.md").date) == "2013-12-13"
    assert str(parse("---\ndate: 2014-01-02\n---\n\n川です。\n", "2013-12-13-kawa.md").date) == "2014-01-02"
