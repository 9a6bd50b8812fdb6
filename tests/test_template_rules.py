"""What a channel may say: each rule with a value that is refused, and the line it is told with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from narrate.errors import TemplateError
from narrate.show import TEMPLATE, packaged
from narrate.template import read_template
from narrate.template_rules import faults

BASE = "https://pods.example.com/show"
PACKAGED = (packaged() / TEMPLATE).read_text(encoding="utf-8")
END = "  </channel>"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (">聴く記事<", f">{'長' * 256}<", "<title> must be at most 255 characters"),
        ("${BASE_URL}/<", "javascript:alert(1)<", "<link> must be the address of a page"),
        (
            "${BASE_URL}/<",
            "${BASE_URL}/feed.xml<",
            "<link> must be the address of a page, which the feed is not, not 'https",
        ),
        (">記事を音声で。", f">{'長' * 1334}", "<description> must be at most 4000 bytes"),
        (
            ">narrate</itunes:author",
            f">{'長' * 256}</itunes:author",
            "<itunes:author> must be at most 255 char",
        ),
        (">ja<", ">jp<", "<language> must be a language code such as ja or en-us, not 'jp'"),
        (
            ">記事を音声で。",
            ">記事を<b>音声</b>で。",
            "<description> has an element in it",
        ),
        (">ja<", ">Japanese!<", "<language> must be a language code such as ja or en-us, not 'Japanese!'"),
        (">false<", ">clean<", "<itunes:explicit> must be true or false, not 'clean'"),
        (">episodic<", ">weekly<", "<itunes:type> must be episodic or serial"),
        (">no<", ">maybe<", "<podcast:locked> must be yes or no"),
        (">podcast</podcast", ">radio</podcast", "<podcast:medium> must be one of podcast, music"),
        (">true</podcast:txt", ">yes</podcast:txt", "must be true or false, not 'yes'"),
        (
            "${BASE_URL}/cover.png",
            "cover.png",
            "<itunes:image href> must be an address, such as ${BASE_URL}/cov",
        ),
        ("<link>", "<title>b</title>\n<link>", "a second <title>; keep one of them"),
        ('"Technology"', '"Tech"', "Apple has no category 'Tech'; there are: Arts, Business"),
        (END, "<podcast:guid>abc</podcast:guid>\n</channel>", "<podcast:guid> must be a UUID, or left out"),
        (END, "<itunes:block>no</itunes:block>\n</channel>", "<itunes:block> must be Yes, or left out"),
        (END, "<itunes:complete>true</itunes:complete>\n</channel>", "<itunes:complete> must be Yes"),
        (END, "<itunes:new-feed-url>/x</itunes:new-feed-url>\n</channel>", "must be the address of a feed"),
        (
            END,
            f"<podcast:person>{'山' * 129}</podcast:person>\n</channel>",
            "at most 128 characters",
        ),
        (
            END,
            '<podcast:funding url="x">a</podcast:funding>\n</channel>',
            "<podcast:funding url> must be an address, not 'x'",
        ),
        (END, f"<podcast:license>{'a' * 129}</podcast:license>\n</channel>", "at most 128 characters"),
        (
            END,
            "<itunes:owner>\n<itunes:email>nobody</itunes:email></itunes:owner>\n</channel>",
            "<itunes:owner/itunes:email> must be a mail address, not 'nobody'",
        ),
    ],
)
def test_what_directories_refuse_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in PACKAGED
    text = PACKAGED.replace(old, new, 1)
    (tmp_path / TEMPLATE).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        read_template(tmp_path / TEMPLATE, BASE)
    place, _, told = str(caught.value).partition(": ")
    line = int(place.rpartition(":")[2])
    assert message in told
    changed = [
        n for n, (a, b) in enumerate(zip(PACKAGED.split("\n"), text.split("\n"), strict=False), 1) if a != b
    ]
    assert changed[0] <= line <= changed[0] + 1


@pytest.mark.parametrize(
    ("category", "inner", "message"),
    [
        ("Arts", "Books", ""),
        ("Society &amp; Culture", "", ""),
        ("Arts", "Golf", "'Arts' has no subcategory 'Golf'; there are: Books, Design"),
        ("History", "Art", "'History' has no subcategory 'Art'; there are: none"),
        ("Books", "", "Apple has no category 'Books'; there are: Arts, Business"),
    ],
)
def test_categories_are_apples(category: str, inner: str, message: str) -> None:
    child = f'<itunes:category text="{inner}"/>' if inner else ""
    text = PACKAGED.replace('"Technology"/>', f'"{category}">{child}</itunes:category>')
    channel = etree.fromstring(text.encode()).find("channel")
    assert channel is not None
    told = [fault.message for fault in faults(channel) if "categor" in fault.message]
    assert [message in each for each in told] == ([True] if message else [])


def test_a_name_that_apps_do_not_know_is_told(tmp_path: Path) -> None:
    text = PACKAGED.replace("www.itunes.com/dtds/", "www.itunes.com/DTDs/")
    (tmp_path / TEMPLATE).write_text(text, encoding="utf-8")
    with pytest.raises(
        TemplateError, match=r'xmlns:itunes must be "http://www\.itunes\.com/dtds/podcast-1\.0\.dtd'
    ):
        read_template(tmp_path / TEMPLATE, BASE)


def test_what_nobody_refuses_is_carried(tmp_path: Path) -> None:
    more = """<podcast:funding url="https://e.com/give">応援する</podcast:funding>
    <podcast:person role="host">山本</podcast:person><podcast:license>cc-by-4.0</podcast:license>
    <itunes:owner><itunes:name>山本</itunes:name><itunes:email>a@example.com</itunes:email></itunes:owner>
    <podcast:updateFrequency rrule="FREQ=WEEKLY">weekly</podcast:updateFrequency>
    <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><itunes:block>Yes</itunes:block>
  </channel>"""
    (tmp_path / TEMPLATE).write_text(PACKAGED.replace(END, more), encoding="utf-8")
    assert read_template(tmp_path / TEMPLATE, BASE).title == "聴く記事"


def told(more: str) -> list[str]:
    """What is said of the packaged template with elements added at its end."""
    return messages(PACKAGED.replace(END, f"{more}</channel>"))


def messages(template: str) -> list[str]:
    """What is said of a template's channel."""
    channel = etree.fromstring(template.replace("${BASE_URL}", BASE).encode()).find("channel")
    assert channel is not None
    return [fault.message for fault in faults(channel)]


@pytest.mark.parametrize(
    "element",
    [
        *("title", "link", "description", "language", "copyright", "itunes:author", "itunes:explicit"),
        *("itunes:image", "itunes:owner", "itunes:type", "podcast:guid", "podcast:locked", "podcast:medium"),
    ],
)
def test_a_thing_is_said_once(element: str) -> None:
    twice = "".join(told(f"<{element}/>" * 2))
    assert f"a second <{element}>; keep one of them" in twice


@pytest.mark.parametrize(
    "element", ["title", "link", "description", "language", "copyright", "itunes:author", "itunes:summary"]
)
def test_an_element_in_a_text_is_told_with_how_to_write_it(element: str) -> None:
    advice = "which apps do not show; write the text as <![CDATA[…]]>, or its < as &lt;"
    assert f"<{element}> has an element in it, {advice}" in told(f"<{element}>a<b/></{element}>")


@pytest.mark.parametrize("kind", ["podcast", "music", "video", "film", "audiobook", "newsletter", "blog"])
def test_what_a_show_is_may_be_any_medium_of_the_namespace(kind: str) -> None:
    others = ("publisher", "course", "mixed", f"{kind}L")
    for medium in (kind, *others):
        assert messages(PACKAGED.replace(">podcast</podcast", f"> {medium} </podcast")) == []


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("<itunes:block> Yes </itunes:block>", ""),
        ("<itunes:block/>", "<itunes:block> must be Yes, or left out, not ''"),
        ("<itunes:category/>", "Apple has no category ''"),
        ("<itunes:owner><itunes:email>shop@news.example.com</itunes:email></itunes:owner>", ""),
        ("<itunes:owner><itunes:email>a@example</itunes:email></itunes:owner>", "not 'a@example'"),
        (
            "<itunes:owner><itunes:email>a@e xample.com</itunes:email></itunes:owner>",
            "must be a mail address",
        ),
    ],
)
def test_a_value_is_looked_at_without_the_space_around_it(more: str, message: str) -> None:
    assert [message in each for each in told(more)] == ([True] if message else [])


@pytest.mark.parametrize(
    ("opened", "most"),
    [
        ("podcast:txt", 4000),
        ("podcast:person", 128),
        ("podcast:license", 128),
        ('podcast:funding url="https://e.com"', 128),
    ],
)
def test_a_text_may_be_so_long_and_no_longer(opened: str, most: int) -> None:
    name = opened.partition(" ")[0]
    assert told(f"<{opened}>{'長' * most}</{name}>") == []
    (message,) = told(f"<{opened}>{'長' * (most + 1)}</{name}>")
    assert re.match(f"<{name}> must be .*at most {most} characters, not '長", message)


def test_a_purpose_may_have_128_characters() -> None:
    assert told(f'<podcast:txt purpose="{"p" * 128}">a</podcast:txt>') == []
    (message,) = told(f'<podcast:txt purpose="{"p" * 129}">a</podcast:txt>')
    assert message.startswith("<podcast:txt purpose> must be at most 128 characters, not 'ppp")


def test_an_empty_text_of_the_namespace_is_told() -> None:
    assert told("<podcast:txt/>") == ["<podcast:txt> must be at most 4000 characters, not ''"]


@pytest.mark.parametrize(
    "values", [">episodic</|>serial</", ">no</|>yes</", ">true</podcast:txt|>false</podcast:txt"]
)
def test_a_channel_may_choose(values: str) -> None:
    old, new = values.split("|")
    assert old in PACKAGED
    assert messages(PACKAGED.replace(old, new)) == []


@pytest.mark.parametrize("value", ["Yes", "yes"])
def test_a_show_may_be_complete(value: str) -> None:
    assert told(f"<itunes:complete>{value}</itunes:complete>") == []
