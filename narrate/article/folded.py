"""Boxes of Markdown in which nothing is written but links under a label, or the versions of what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from narrate.article.class_names import HEADING_TAGS
from narrate.article.phrases import line_reason, section_reason
from narrate.patterns import compiled

_BOXES = frozenset(("aside", "blockquote", "details", "div", "section"))
_LINES = ("dd", "dt", "li", "p", "summary")
_MOST_LINES = 60
_MOST_PARTS, _LARGEST = 600, 6000  # texts in a box, and their characters: a larger box says something
_LONGEST_LABEL = 40  # characters
_SAYS = compiled("[。！？!?]")
_WRITTEN_LINK = compiled(r"[-*]?\s?\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)")
_VERSION = r"[\^~=]{0,2}v?\d[\w.+-]{0,30}"
_OF_VERSION = compiled(
    rf"@?[A-Za-z][\w@./+-]{{0,60}}(?: [A-Za-z][\w./+-]{{0,30}}){{0,2}}[\s:：@]{{1,3}}{_VERSION}"
    rf"(?:\s?(?:→|⇒|->|=>|から|to)\s?{_VERSION})?"
)
"""What of software, and which version of it, or from which to which."""
_ENDINGS = (
    "tar|gz|xz|bz2|zst|tgz|7z|zip|deb|rpm|msi|exe|dmg|pkg|apk|AppImage|jar|whl|iso|sig|asc|sha256|md5|pdf|csv|json|ya?ml"
    "|txt|md|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|mp[34]|wav"
)
_OF_FILE = compiled(
    rf"(?:[\w@+-][\w.@+-]{{0,100}}\.(?:{_ENDINGS})|(?:sha-?\d{{1,3}}|md5)(?:sums?)?\s?[:：=]\s?[\da-fA-F]{{6,128}}(?:…|\.{{3}})?"
    r"|[\da-f]{32,128})(?:\s?[(（]?[\d.,]{1,9}\s?[KMG]?i?B[)）]?)?",
    re.IGNORECASE,
)
"""A file to be fetched, its size, or what it is checked with."""
_OF_SOFTWARE = ((_OF_VERSION, "list of versions"), (_OF_FILE, "downloads"))


def reason(box: HtmlElement) -> str:
    """Why a box of a text is not read; empty if it says anything."""
    is_around_box = len(box) > 0 and box[0].tag in _BOXES  # which is looked at itself
    if box.tag not in _BOXES or is_around_box or not _is_small(box):
        return ""
    lines = list(islice(_lines(box), _MOST_LINES + 1))
    why = _reason_of(box, lines) if 0 < len(lines) <= _MOST_LINES else ""
    is_whole = why and _letters("".join(box.itertext())) == sum(_letters(text) for text, _ in lines)
    return why if is_whole else ""


def _is_small(box: HtmlElement) -> bool:
    size = 0
    for part, text in enumerate(box.itertext()):
        size += len(text)
        if part >= _MOST_PARTS or size > _LARGEST:
            return False
    return True


def _reason_of(box: HtmlElement, lines: list[tuple[str, bool]]) -> str:
    (label, is_link), rest = lines[0], lines[1:]
    is_label = not is_link and len(label) <= _LONGEST_LABEL and not _SAYS.search(label)
    inside = rest if is_label else lines
    for form, why in _OF_SOFTWARE if box.tag == "details" and inside else ():
        if all(form.fullmatch(text) for text, _ in inside):
            return why
    are_links = bool(inside) and all(is_link for _, is_link in inside)
    is_quote = box.tag == "blockquote" and is_label
    is_told = not is_quote or section_reason(label) or line_reason(label)
    return "related links" if are_links and is_told else ""


def _lines(box: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The lines of a box, each with whether it is nothing but a link; in HTML Markdown is as written."""
    if not any(part.tag in _LINES for part in box.iter("*")):
        written = filter(None, map(str.strip, "".join(box.itertext()).split("\n")))
        yield from ((line, bool(_WRITTEN_LINK.fullmatch(line))) for line in written)
    for part in box.iter("*"):
        if part.tag in _LINES:
            yield from _lines_of(part)
        elif part.tag in ("table", "pre", *HEADING_TAGS):
            yield " ".join("".join(part.itertext()).split()) + "。", False


def _lines_of(part: HtmlElement) -> Iterator[tuple[str, bool]]:
    """The lines that breaks make of a paragraph, those of paragraphs in it aside."""
    words, link = [part.text or ""], ""
    for child in part:
        if child.tag in ("br", *_LINES, "ul", "ol"):
            yield from _told(words, link)
            words, link = [], ""
        elif child.tag == "a":
            link += "".join(child.itertext())
            words.append("".join(child.itertext()))
        elif isinstance(child.tag, str):
            words.append("".join(child.itertext()))
        words.append(child.tail or "")
    yield from _told(words, link)


def _told(words: list[str], link: str) -> Iterator[tuple[str, bool]]:
    text = " ".join("".join(words).split())
    if text:
        yield text, 0 < _letters(text) == _letters(link)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
