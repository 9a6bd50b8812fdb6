"""What the elements of a channel may say, so that no directory refuses the show.

The rules are those of Apple's guide to RSS, the Podcast Standards Project (PSP-1) and the podcast namespace.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from narrate.patterns import compiled
from narrate.plain import web_address

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
PREFIXES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "content": CONTENT}

_LANGUAGE = compiled("([a-zA-Z]{2})(?:-[a-zA-Z0-9]{2,8})*")
_LANGUAGES = Path(__file__).with_name("languages.tsv")
_EMAIL = compiled(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_MEDIA = (
    *("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course"),
    "mixed",
)
_CATEGORIES = Path(__file__).with_name("categories.tsv")


class Fault(NamedTuple):
    """What is wrong with an element, at which line, and what to write instead."""

    line: int
    message: str


class Rule(NamedTuple):
    """What is well in the text (or in an attribute) of an element; ``instead`` completes "must be …"."""

    element: str
    is_well: Callable[[str], bool]
    instead: str
    attribute: str = ""


def faults(channel: etree._Element) -> Iterator[Fault]:
    """What directories and apps would refuse, in the order of the rules."""
    yield from _namespace_faults(channel)
    yield from _missing(channel)
    yield from _doubles(channel)
    for rule in _RULES:
        for element in channel.iterfind(rule.element, PREFIXES):
            value = element.get(rule.attribute) if rule.attribute else element.text
            if not rule.is_well((value or "").strip()):
                name = f"<{rule.element}{f' {rule.attribute}' if rule.attribute else ''}>"
                yield Fault(_line(element), f"{name} must be {rule.instead}, not '{(value or '').strip()}'")
    for name in _TEXTS:
        for element in channel.iterfind(name, PREFIXES):
            if (inner := next(element.iterchildren("*"), None)) is not None:
                advice = "write the text as <![CDATA[…]]>, or its < as &lt;"
                yield Fault(_line(inner), f"<{name}> has an element in it, which apps do not show; {advice}")
    for element in channel.iterfind("itunes:category", PREFIXES):
        yield from _category_faults(element)


def _namespace_faults(channel: etree._Element) -> Iterator[Fault]:
    """Apps compare these addresses letter by letter."""
    for prefix, uri in PREFIXES.items():
        given = channel.nsmap.get(prefix, uri)
        if given != uri:
            yield Fault(
                _line(channel.getroottree().getroot()), f'xmlns:{prefix} must be "{uri}", not "{given}"'
            )


def _doubles(channel: etree._Element) -> Iterator[Fault]:
    for name in _ONCE:
        for second in channel.findall(name, PREFIXES)[1:]:
            yield Fault(_line(second), f"a second <{name}>; keep one of them")


def _missing(channel: etree._Element) -> Iterator[Fault]:
    for name, attribute in _REQUIRED.items():
        element = channel.find(name, PREFIXES)
        value = None if element is None else element.get(attribute) if attribute else element.text
        if not (value or "").strip():
            tag = f'<{name} {attribute}="…">' if attribute else f"<{name}>"
            yield Fault(_line(channel), f"<channel> needs {tag}; write it there, with something in it")


def _category_faults(element: etree._Element) -> Iterator[Fault]:
    known = _categories()
    name = (element.get("text") or "").strip()
    if name not in known:
        yield Fault(_line(element), f"Apple has no category '{name}'; there are: {', '.join(known)}")
        return
    for inner in element.iterfind("itunes:category", PREFIXES):
        sub = (inner.get("text") or "").strip()
        if sub not in known[name]:
            there = ", ".join(known[name]) or "none"
            yield Fault(_line(inner), f"'{name}' has no subcategory '{sub}'; there are: {there}")


@cache
def _categories() -> dict[str, list[str]]:
    return {name: subcategories for name, *subcategories in _rows(_CATEGORIES)}


@cache
def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda text: text in values


def _at_most(characters: int) -> Callable[[str], bool]:
    return lambda text: 0 < len(text) <= characters


def _is_language(text: str) -> bool:
    found = _LANGUAGE.fullmatch(text)
    return found is not None and found[1].lower() in _rows(_LANGUAGES)[0]


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _line(element: etree._Element) -> int:
    line: int | None = element.sourceline  # type: ignore[assignment]
    return line or 1


_REQUIRED = {
    "title": "",
    "link": "",
    "description": "",
    "language": "",
    "itunes:explicit": "",
    "itunes:image": "href",
    "itunes:category": "text",
}
"""Elements without which Apple refuses a show, and the attribute that holds what they say."""

_TEXTS = ("title", "link", "description", "language", "copyright", "itunes:author", "itunes:summary")
"""Elements that hold nothing but text."""

_ONCE = (
    *(name for name in _REQUIRED if name != "itunes:category"),
    *("copyright", "itunes:author", "itunes:owner", "itunes:type"),
    *("podcast:guid", "podcast:locked", "podcast:medium", "podcast:txt[@purpose='ai-content']"),
)

_RULES = (
    Rule("title", _at_most(255), "at most 255 characters"),
    Rule("link", lambda text: bool(web_address(text)), "the address of a page, such as https://example.com/"),
    Rule("link", lambda text: not text.endswith("/feed.xml"), "the address of a page, which the feed is not"),
    Rule("description", lambda text: len(text.encode()) <= 4000, "at most 4000 bytes"),
    Rule("language", _is_language, "a language code such as ja or en-us"),
    Rule("itunes:explicit", _one_of("true", "false"), "true or false"),
    Rule(
        "itunes:image",
        lambda text: bool(web_address(text)),
        "an address, such as ${BASE_URL}/cover.png",
        "href",
    ),
    Rule("itunes:type", _one_of("episodic", "serial"), "episodic or serial"),
    Rule("itunes:author", _at_most(255), "at most 255 characters"),
    Rule(
        "itunes:owner/itunes:email",
        lambda text: bool(_EMAIL.fullmatch(text)),
        "a mail address",
    ),
    Rule("itunes:block", _one_of("Yes"), "Yes, or left out"),
    Rule("itunes:complete", _one_of("Yes", "yes"), "Yes, or left out"),
    Rule("itunes:new-feed-url", lambda text: bool(web_address(text)), "the address of a feed"),
    Rule("podcast:guid", _is_uuid, "a UUID, or left out"),
    Rule("podcast:locked", _one_of("yes", "no"), "yes or no"),
    Rule("podcast:medium", _one_of(*_MEDIA, *(f"{name}L" for name in _MEDIA)), f"one of {', '.join(_MEDIA)}"),
    Rule("podcast:person", _at_most(128), "a name of at most 128 characters"),
    Rule("podcast:license", _at_most(128), "at most 128 characters"),
    Rule("podcast:funding", lambda text: len(text) <= 128, "at most 128 characters"),
    Rule("podcast:funding", lambda text: bool(web_address(text)), "an address", "url"),
    Rule("podcast:txt", lambda text: 0 < len(text) <= 4000, "at most 4000 characters"),
    Rule("podcast:txt", lambda text: len(text) <= 128, "at most 128 characters", "purpose"),
    Rule("podcast:txt[@purpose='ai-content']", _one_of("true", "false"), "true or false"),
)
