"""The pages as HTML: all of the author's text as it was written, and nothing that loads from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from narrate.feed import files_of
from narrate.model import Attachment, Audio, Chapter, Cue, Episode
from narrate.pages import episode as episode_page
from narrate.pages import qr
from narrate.pages.frame import script
from narrate.pages.parts import Setting, short
from narrate.pages.show import page
from narrate.pages.unbuilt import Listed, Unbuilt
from narrate.pages.unbuilt import page as unbuilt_page
from narrate.pages.words import day, length, words_of
from narrate.plain import clean
from narrate.show import TEMPLATE, Show, packaged
from narrate.template import Template, read_template

BASE = "https://podcast.example.com/show"
SETTING = Setting("聴く記事", "ja", False, {"mei": "Mei", "zunda": "ずんだもん"})
AUDIO = Audio("a-0123456789ab.mp3", 9, "0" * 64, 48_000, 480_000, -16.0)
EPISODE = Episode(
    "0b6c2b8e-7b0b-5c3c-8f0e-6f7d8c9b0a1d", "o1", "題名", "2026-04-02", "山本 葉", "o1.txt",
    "2026-04-02T00:00:00+09:00", "mei", "", AUDIO, (Chapter("題名", 0, 10_000),),
)  # fmt: skip
HOSTILE = "</script><script>alert(1)</script> & \" ' <b onload=x>"


def cues(*texts: str, **more: str) -> tuple[Cue, ...]:
    return tuple(Cue(0, text, text, 1000 * i, 1000 * i + 900, **more) for i, text in enumerate(texts))


def parsed(episode: Episode, setting: Setting = SETTING) -> html.HtmlElement:
    data = episode_page.made(episode, setting).data
    assert isinstance(data, bytes)
    return html.document_fromstring(data)


def sentences(root: html.HtmlElement) -> list[str]:
    for reading in root.xpath("//rp | //rt"):
        reading.drop_tree()
    return [each.text_content() for each in root.find_class("sentence")]


@pytest.fixture
def template() -> Template:
    return read_template(packaged() / TEMPLATE, BASE)


def show_page(
    template: Template, *episodes: Episode, root: str = BASE, private: bool = False
) -> html.HtmlElement:
    data = page(template, episodes, "cover.png", root=root, qr="feed.svg", private=private)
    return html.document_fromstring(data)


@given(st.text(), st.lists(st.text(), min_size=1), st.text())
def test_an_episodes_page_has_the_authors_text_as_it_was_written(
    title: str, texts: list[str], spoken: str
) -> None:
    told = replace(EPISODE, title=title, byline=title, lead=title, cues=tuple(
        replace(cue, spoken=spoken) for cue in cues(*texts)
    ))  # fmt: skip
    root = parsed(told)
    assert sentences(root) == [clean(text) for text in texts if clean(text)]
    assert root.findtext(".//title") == f"{short(clean(title)) or 'o1'} – 聴く記事"
    assert len(root.findall(".//script")) == 1


@pytest.mark.parametrize("text", [HOSTILE, "&lt;", "a\x00b"])
def test_no_text_becomes_markup(template: Template, text: str) -> None:
    chapters = (Chapter(text, 0, 5_000), Chapter(text, 5_000, 10_000))
    hostile = replace(
        EPISODE, title=text, byline=text, lead=text, credit=text, chapters=chapters, cues=cues(text),
        guid=text, link=f"https://example.com/{text}",
    )  # fmt: skip
    setting = replace(SETTING, show=text, names={"mei": text})
    template.channel.find("title").text = text.replace("\x00", "")  # type: ignore[union-attr]
    for root in (parsed(hostile, setting), show_page(template, hostile)):
        assert len(root.findall(".//script")) == 1
        assert root.findall(".//b") == []
        assert not [
            name for each in root.iter(etree.Element) for name in each.attrib if name.startswith("on")
        ]


def test_each_sentence_has_its_times_and_each_paragraph_its_sentences() -> None:
    spoken = Cue(0, "o1です。", "オーワンです。", 0, 900), Cue(0, "次です。", "次です。", 1000, 1900)
    root = parsed(replace(EPISODE, cues=(*spoken, Cue(0, "段落。", "段落。", 4000, 4900))))
    assert [each.get("data-start") for each in root.find_class("sentence")] == ["0.000", "1.000", "4.000"]
    assert [each.get("data-end") for each in root.find_class("sentence")] == ["0.900", "1.900", "4.900"]
    assert [len(each) for each in root.xpath("//section[@id='s0']/p")] == [2, 1]
    (ruby,) = root.iter("ruby")
    assert etree.tostring(ruby, encoding="unicode", with_tail=False) == (
        "<ruby>o1<rp>（</rp><rt>オーワン</rt><rp>）</rp></ruby>"
    )


def test_a_title_that_is_heard_is_the_heading_and_chapters_lead_to_their_sections() -> None:
    texts = (
        Cue(0, "題名", "題名", 0, 900),
        Cue(1, "はじめ", "はじめ", 2000, 2900),
        Cue(1, "本文。", "本文。", 4000, 4900),
    )
    chapters = (Chapter("題名", 0, 2000), Chapter("はじめ", 2000, 10_000))
    root = parsed(replace(EPISODE, cues=texts, chapters=chapters))
    assert [each.text_content() for each in root.xpath("//h1 | //article//h2")] == ["題名", "はじめ"]
    assert len(root.find_class("sentence")) == 3
    for link in root.xpath("//nav//a"):
        assert root.get_element_by_id(link.get("href").removeprefix("#")) is not None
    assert [link.get("data-start") for link in root.xpath("//nav//a")] == ["0.000", "2.000"]


def test_a_title_without_an_end_is_shortened_and_stays_in_the_text(template: Template) -> None:
    title = "長い題名" * 1250
    endless = replace(EPISODE, title=title, cues=cues(*re.findall(".{100}", title), "本文。"))
    root = parsed(endless)
    assert "".join(sentences(root)) == f"{title}本文。"
    for shown in (root.findtext(".//h1"), root.findtext(".//title").removesuffix(" – 聴く記事")):
        assert (shown[-1], len(shown)) == ("…", 100)
    (button,) = show_page(template, endless).xpath("//button[@data-play]")
    assert len(button.get("aria-label")) < 120


def test_who_speaks_is_told_where_there_are_several() -> None:
    talk = (*cues("はい。", voice="mei"), Cue(0, "いいえ。", "いいえ。", 1000, 1900, "zunda"))
    assert [each.text for each in parsed(replace(EPISODE, cues=talk)).iter("cite")] == ["Mei", "ずんだもん"]
    assert list(parsed(replace(EPISODE, cues=cues("はい。", voice="mei"))).iter("cite")) == []


def test_what_lies_beside_the_episode_is_linked() -> None:
    files = [("vtt", "o1.vtt"), ("srt", "o1.srt"), ("art", "o1.jpg")]
    attached = tuple(Attachment(kind, file, "x/y", 1, "0") for kind, file in files)
    root = parsed(replace(EPISODE, link="https://example.com/a", attachments=attached, cues=cues("文。")))
    hrefs = {each.get("href") for each in root.iter("a")}
    assert hrefs == {"../../index.html", "https://example.com/a", AUDIO.file, "o1.vtt", "o1.srt"}
    assert [each.get("src") for each in root.iter("img", "audio")] == ["o1.jpg", AUDIO.file]
    assert (
        parsed(replace(EPISODE, link="javascript:alert(1)", cues=cues("文。"))).xpath(
            "//a[contains(@href, ':')]"
        )
        == []
    )


@pytest.mark.parametrize("private", [False, True])
def test_pages_load_nothing_from_elsewhere_and_hold_no_code(template: Template, private: bool) -> None:
    own = parsed(replace(EPISODE, cues=cues("文。")), replace(SETTING, private=private))
    for root in (own, show_page(template, EPISODE, private=private)):
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self' file:;")
        assert "unsafe" not in policy
        loaded = root.xpath("//@src | //link[@rel='stylesheet']/@href")
        assert loaded
        assert not [address for address in loaded if re.match("[a-z]+:|//", address)]
        assert root.xpath("//@style | //style | //script[not(@src)]") == []
        assert root.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]
        assert root.xpath("//meta[@name='robots']/@content") == (["noindex"] if private else [])


def test_a_page_speaks_the_shows_language() -> None:
    root = parsed(replace(EPISODE, cues=cues("文。")), replace(SETTING, language="en-us"))
    assert root.get("lang") == "en-us"
    assert "Download the MP3" in root.text_content()
    assert (day("2026-04-02", "ja-JP"), day("2026-04-02", "en")) == ("2026年4月2日", "2026-04-02")
    lengths = {0.2: "1秒", 31.6: "32秒", 59.4: "59秒", 59.6: "1分", 150: "2分", 3900: "1時間5分"}
    assert {seconds: length(seconds, words_of("ja")) for seconds in lengths} == lengths
    assert length(31.6, words_of("en")) == "32 s"
    assert words_of("ja").keys() == words_of("en").keys()


def test_the_newest_hundred_are_shown_and_the_rest_is_told(template: Template) -> None:
    root = show_page(template, *(replace(EPISODE, slug=f"e{i}", title=f"第{i}話") for i in range(103)))
    assert len(root.xpath("//ol/li")) == 100
    assert root.xpath("//h3")[0].text_content() == "第0話"
    assert "ほかの3話はフィードにあります。" in root.text_content()


def test_an_empty_show_says_what_comes_next(template: Template) -> None:
    assert "購読しておくと、最初の回が届きます。" in show_page(template).text_content()
    for private, owner in ((False, "owner"), (True, "../owner")):
        data = page(template, (), "", root=BASE, qr="", private=private, unbuilt=Listed())
        root = html.document_fromstring(data)
        assert "まだエピソードがありません。" in root.text_content()
        assert root.xpath("//main//a/@href") == [owner], "only a server has that page"
        assert root.xpath("//*[@data-find]") == []


def test_articles_without_an_episode_are_listed_and_the_rest_is_told(template: Template) -> None:
    listed = Listed((Unbuilt("a b", "川の<話>"), Unbuilt("c", "")), 110)
    shown = html.document_fromstring(page(template, (), "", root=BASE, qr="", private=False, unbuilt=listed))
    assert shown.xpath("//ol//a/@href") == ["articles/a%20b/", "articles/c/"]
    assert shown.xpath("//ol//a/text()") == ["川の<話>", "c"]
    assert "ほかに110件あります。" in shown.text_content()
    assert shown.xpath("//main/p/a/@href") == ["articles/"]
    assert len(shown.xpath("//*[@data-find]")) == 1
    every = html.document_fromstring(unbuilt_page(listed._replace(rest=0), SETTING, "cover.png"))
    assert every.xpath("//ol//a/@href") == ["a%20b/", "c/"]
    assert every.xpath("//p[@class='home']/a/@href") == ["../index.html"]
    assert "件あります" not in every.text_content()


def test_apps_are_given_the_feeds_address_and_nobody_else(template: Template) -> None:
    root = show_page(template, EPISODE)
    apps = [link for link in root.xpath("//details//a/@href") if ":" in link]
    assert apps == [
        "podcast://podcast.example.com/show/feed.xml",
        "overcast://x-callback-url/add?url=https%3A%2F%2Fpodcast.example.com%2Fshow%2Ffeed.xml",
        "pktc://subscribe/podcast.example.com/show/feed.xml",
        "itpc://podcast.example.com/show/feed.xml",
    ]
    assert root.xpath("//input[@id='feed']/@value") == [f"{BASE}/feed.xml"]


@pytest.mark.parametrize(
    ("base", "is_told", "has_apps"),
    [(BASE, False, True), ("http://192.168.1.5:8000", True, True), ("http://127.0.0.1:8000", True, False)],
)
def test_an_address_of_this_place_only_says_so(
    template: Template, base: str, is_told: bool, has_apps: bool
) -> None:
    root = show_page(template, EPISODE, root=base)
    assert ("このアドレスは" in root.text_content()) == is_told
    assert bool(root.xpath("//a[starts-with(@href, 'podcast:')]")) == has_apps


def test_the_code_is_of_the_feeds_address_and_drawn_once(show: Show, tmp_path: Path) -> None:
    name = qr.name_of(f"{BASE}/feed.xml")
    data = qr.qr_code(f"{BASE}/feed.xml", tmp_path / name)
    assert etree.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"style" not in data
    (tmp_path / name).write_bytes(b"as it was")
    assert qr.qr_code(f"{BASE}/feed.xml", tmp_path / name) == b"as it was"
    made, _ = files_of(show, BASE)
    assert made[name] == data
    assert list(made)[-2:] == ["index.html", "feed.xml"]
    assert made["player.js"] == script()
    assert made["player.css"]
    assert not [name for name in files_of(show, "http://localhost:8000")[0] if name.endswith(".svg")]


def test_a_shows_own_player_takes_the_place_of_ours(show: Show) -> None:
    for name in ("player.js", "player.css"):
        (show.root / name).write_bytes(b"/* mine */")
        assert files_of(show, BASE)[0][name] == b"/* mine */"
