"""What is answered where a request is refused: a line to programs, to people a page with the way back."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import httpx
import pytest
from browsers import DARK, PHONE, Watched, faults
from lxml import html
from playwright.sync_api import Browser, expect
from serving import served

from narrate.address import private_key
from narrate.cast import Cast
from narrate.pages.refused import page
from narrate.server.answers import Answer
from narrate.show import TEMPLATE, Show, packaged
from narrate.voices import Voice

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def opened(address: str) -> tuple[httpx.Response, html.HtmlElement]:
    answer = httpx.get(address, headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer, html.document_fromstring(answer.content)


def test_a_program_is_told_in_a_line(show: Show) -> None:
    with served(show) as address:
        answer = httpx.get(f"{address}/none.html", headers={"Accept": "*/*"})
        assert (answer.status_code, answer.json()) == (404, {"error": "Not Found"})
        assert httpx.post(f"{address}/login", headers=BROWSER).headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["none.html", "episodes/none/", "episodes/a/b%2fc.mp3", "//x//y"])
def test_a_person_is_led_back_to_the_show(show: Show, path: str) -> None:
    with served(show) as address:
        answer, root = opened(f"{address}/{path}")
        assert answer.status_code == 404
        assert root.findtext(".//h1") == "ページが見つかりません"
        assert "unsafe" not in answer.headers["content-security-policy"]
        (home,) = root.xpath("//a/@href")
        assert httpx.URL(f"{address}/{path}").join(home).path == "/"


def test_who_is_not_the_owner_is_led_to_where_one_signs_in(show: Show, blip: Voice) -> None:
    with served(show, Cast.alone(blip)) as address:
        answer, root = opened(f"{address}/articles/x/readings")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"]
        assert root.xpath("//a/@href") == ["../../", "../../owner"]
    with served(show) as address:
        assert opened(f"{address}/metrics")[1].xpath("//a/@href") == ["./"], "it has no page for the owner"


def test_of_a_private_show_nobody_is_led_to_it_but_from_below_its_key(show: Show) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    with served(secret) as address:
        for path in ("x", f"{key[:-1]}/x", "a/b/c"):
            answer, root = opened(f"{address}/{path}")
            assert (answer.status_code, root.xpath("//a")) == (404, [])
        answer, root = opened(f"{address}/{key}/episodes/none/")
        assert (answer.status_code, root.xpath("//a/@href")) == (404, ["../../"])
        assert key not in answer.text


def test_the_page_speaks_the_shows_language(show: Show) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8").replace(">ja<", ">en-us<")
    (show.root / TEMPLATE).write_text(text, encoding="utf-8")
    with served(show) as address:
        _, root = opened(f"{address}/none")
        assert (root.get("lang"), root.findtext(".//h1")) == ("en-us", "There is no such page")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 422, 429, 500, 502, 503])
def test_every_refusal_is_told_in_either_language(status: int) -> None:
    for language, is_its_own in (("ja", lambda text: not text.isascii()), ("en", str.isascii)):
        root = html.document_fromstring(page(status, language, home="./"))
        told, advice = root.findtext(".//h1"), root.xpath("//h1/following-sibling::p")[0].text
        assert is_its_own(told)
        assert is_its_own(advice)


@pytest.mark.parametrize("context", [{**PHONE, **DARK}, {}])
def test_it_is_seen_in_a_browser(browser: Browser, show: Show, context: dict[str, Any]) -> None:
    with served(show) as address:
        watched = Watched(browser, f"{address}/episodes/none/", **context)
        expect(watched.page.get_by_role("heading")).to_have_css("text-align", "center")
        assert faults(watched.page) == []
        watched.page.get_by_role("link", name="番組のページへ").click()
        expect(watched.page.get_by_role("heading", level=1)).to_have_text("聴く記事")
        watched.context.close()
        assert not [line for line in watched.complaints if "status of 404" not in line]


def test_an_answer_can_tell_of_a_file_whose_name_is_in_another_encoding() -> None:
    name = os.fsdecode(b"\x8e.tsv")
    assert Answer({"rule": f"{name}:1"}).body == b'{"rule":"?.tsv:1"}'
