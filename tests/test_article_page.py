"""The page of an article without an episode as HTML: all of its text, and a button for each section."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import html

from narrate.model import Script, ScriptSection, Sentence
from narrate.pages.article import page
from narrate.pages.parts import Setting

SETTING = Setting("聴く記事", "ja", False, {"mei": "Mei", "zunda": "ずんだもん"})
HOSTILE = "</script><script>alert(1)</script> & \" ' <b onload=x>"


def said(text: str, spoken: str = "", pause_ms: int = 300, voice: str = "mei") -> Sentence:
    return Sentence(text, spoken or text, pause_ms, voice=voice)


def script(*sections: ScriptSection, title: str = "題名", date: dt.date | None = None) -> Script:
    return Script(title, date, "山本 葉", sections, (), link="https://example.com/a", lead="始まり。")


def parsed(script: Script, *, is_limited: bool = False, cover: str = "cover.png") -> html.HtmlElement:
    return html.document_fromstring(page(script, SETTING, cover, "声: Mei", is_limited=is_limited))


OPENING = ScriptSection("題名", (said("題名", pause_ms=900), said("始まり。", pause_ms=900)), 0)
FIRST = ScriptSection(
    "一つ目",
    (
        said("一つ目", pause_ms=900),
        said("GPTの話。", "ジーピーティーの話。", 300),
        said("続き。", pause_ms=900),
        said("別の段落。"),
    ),
)
DEEPER = ScriptSection("細かい話", (said("細かい話", pause_ms=900), said("中身。", voice="zunda")), 2)


def test_each_section_has_its_heading_its_button_and_its_text() -> None:
    root = parsed(script(OPENING, FIRST, DEEPER, date=dt.date(2026, 4, 2)))
    assert [each.tag for each in root.xpath("//h1 | //article//h2 | //article//h3")] == ["h1", "h2", "h3"]
    assert root.xpath("//button/@data-title") == ["題名", "一つ目", "細かい話"]
    assert root.xpath("//nav//a/@href") == ["#s0", "#s1", "#s2"]
    assert root.xpath("//nav//a/@data-section") == root.xpath("//button/@data-section") == ["1", "2", "3"]
    assert root.xpath("//h1//*/@data-sentence") == ["1.0"]
    assert root.xpath("//ruby/text()") == ["GPT"]
    assert [each.text_content() for each in root.xpath("//section[@id='s1']/p")] == [
        "MeiGPT（ジーピーティー）の話。続き。",
        "Mei別の段落。",
    ]
    assert [each.text_content() for each in root.xpath("//cite")] == ["Mei", "Mei", "Mei", "ずんだもん"]
    assert root.xpath("//time")[0].text == "2026年4月2日"
    assert "声: Mei" in root.xpath("//footer")[0].text_content()


def test_an_article_may_begin_with_a_section_and_have_no_day() -> None:
    root = parsed(script(FIRST), cover="")
    assert root.xpath("//h1")[0].text_content() == "題名"
    assert root.xpath("//header//button") == root.xpath("//time") == root.xpath("//nav") == []
    assert root.xpath("//article//h2//*/@data-sentence") == ["1.0"]
    assert root.xpath("//link[@rel='icon']") == []


def test_nothing_in_an_article_is_taken_for_markup() -> None:
    hostile = ScriptSection(HOSTILE, (said(HOSTILE, pause_ms=900), said(HOSTILE)), 0)
    root = parsed(script(hostile, as_section(hostile), title=HOSTILE))
    assert root.xpath("//b | //script[not(@src)] | //*[@onload]") == []
    assert root.xpath("//h1")[0].text_content() == HOSTILE
    assert root.xpath("//button/@data-title") == [HOSTILE, HOSTILE]


def as_section(section: ScriptSection) -> ScriptSection:
    return ScriptSection(section.heading, section.sentences, 1)


def test_it_asks_its_own_server_and_nobody_else() -> None:
    (policy,) = parsed(script(FIRST)).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "; connect-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("is_limited", [False, True])
def test_who_can_have_nothing_made_is_told_so(is_limited: bool) -> None:
    notes = [each.text_content() for each in parsed(script(FIRST), is_limited=is_limited).find_class("note")]
    assert bool(notes) == is_limited
