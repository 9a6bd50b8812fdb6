"""Pull quotes: a sentence of the text that stands a second time in a box of its own, for the eye alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from narrate.article import elements
from narrate.article.beside import behind
from narrate.article.captions import TALK
from narrate.patterns import compiled

_BOXES = frozenset(("aside", "blockquote", "div", "figure", "p", "section"))
_QUOTES = frozenset(("blockquote", "figure"))
_HOLDS = (*elements.HEADINGS, "a", "button", "img", "input", "li", "table", "time")
_NOT_AROUND = frozenset(("li", "table", "dl"))
_CALLED = compiled(
    r"(?:^|[\s_-])(?:block|pull|large|big|side)?-?_?(?:quote|quotation|pull|inyo)(?=$|[\s_-])", re.I
)
_QUOTED = compiled(r"[「『“\"].*[」』”\"][。.]?", re.DOTALL)
_NO_LETTER = compiled(r"[\W_]+")
_SENTENCE = compiled("[。！？!?\n「」『』]")
_SHORTEST, _LONGEST = 8, 70  # letters
_PARTS = 12  # elements and texts that are looked at in a box
_FEW_ALIKE = 3  # boxes of one look; what more are of is how the text itself looks
_MOST, _MOST_SENTENCES = 20, 3000  # quotes in a page, sentences that are compared with one
_LONGEST_SENTENCE = 200  # characters
_NEARLY = 0.7  # of the pairs of letters stand in one sentence too
_CITED = 30  # letters of whose words they are
_TAKEN_UP = compiled(
    "[と、]?(?:そう|こう|このように|これは|この(?:言葉|一[言文行句節]|句|詩|問い))|と(?:語|話|言|述べ|書)"
)
"""How a text goes on that speaks of the words over it, which are no ornament then."""


def find(page: HtmlElement) -> frozenset[HtmlElement]:
    """The elements that only repeat what the text says, with the name of the one who said it."""
    boxes = list(_boxes(page))
    if not boxes:
        return frozenset()
    texts = list(_texts(page))
    body = _letters("\n".join(texts))
    spaced = "".join("".join(texts).split())
    parts = [part for part in _SENTENCE.split("\n".join(texts)) if len(part) <= _LONGEST_SENTENCE]
    sentences = [_letters(part) for part in parts[:_MOST_SENTENCES]]
    found = {box for box, _ in boxes}
    outer = ((box, words) for box, words in boxes if found.isdisjoint(islice(box.iterancestors(), _PARTS)))
    times = Counter(_letters(words) for _, words in outer)  # a refrain is no ornament
    alone = ((box, words) for box, words in boxes if times[_letters(words)] <= 1 and not _is_taken_up(box))
    return frozenset(box for box, words in alone if _is_again(box, words, body, spaced, sentences))


def _is_taken_up(box: HtmlElement) -> bool:
    """Whether the text behind a box speaks of its words."""
    below = behind(box)
    words = "" if below is None else "".join(islice(below.itertext(), _PARTS))
    return bool(_TAKEN_UP.match(f"{box.tail or ''}{words}".lstrip()))


def _texts(page: HtmlElement) -> Iterator[str]:
    """What is seen in the page."""
    for element in page.iter("*"):
        for text in ("" if element.tag in elements.SILENT else element.text, element.tail):
            if text and text.strip():
                yield text


def _boxes(page: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The first small boxes of a look of their own with their words."""
    found = [(box, words) for box in page.iter(*_BOXES) if (words := _words(box))]
    looks = Counter((box.tag, box.get("class")) for box, _ in found)
    alone = ((box, words) for box, words in found if looks[box.tag, box.get("class")] <= _FEW_ALIKE)
    yield from islice(((box, words) for box, words in alone if _is_set_apart(box)), _MOST)


def _words(box: HtmlElement) -> str:
    """The words of a small box that may be a quote; empty if it is none."""
    texts = [text for part in islice(box.itertext(), _PARTS + 1) if (text := part.strip())]
    if not 0 < len(texts) <= _PARTS or sum(map(len, texts)) > _LONGEST + _CITED:
        return ""
    is_called = box.tag in _QUOTES or bool(_CALLED.search(box.get("class", "")))
    quote = texts[0] if is_called and len(texts) > 1 and len(texts[-1]) <= _CITED else "".join(texts)
    is_quote = bool(_QUOTED.fullmatch(quote)) or is_called
    return quote if is_quote and _SHORTEST <= len(_letters(quote)) <= _LONGEST else ""


def _is_set_apart(box: HtmlElement) -> bool:
    around = [box, *islice(box.iterancestors(), _PARTS)]
    is_listed = any(part.tag in _NOT_AROUND for part in around)
    is_said = any(TALK.search(part.get("class", "")) for part in around)
    has_look = box.tag in _QUOTES or box.tag == "aside" or bool(box.get("class"))
    return has_look and not is_listed and not is_said and next(box.iter(*_HOLDS), None) is None


def _is_again(box: HtmlElement, words: str, body: str, spaced: str, sentences: list[str]) -> bool:
    letters = _letters(words)
    bare = _QUOTED.sub(lambda found: found.group()[1:].rstrip("。.")[:-1], "".join(words.split()))
    inside = sum(spaced.count(f"{left}{bare}{right}") for left, right in ("「」", "『』", "“”"))
    if inside > bool(_QUOTED.fullmatch(words)):
        return False  # the text speaks of these very words
    if body.count(letters) > 1:
        return True
    pairs = {letters[n : n + 2] for n in range(len(letters) - 1)}
    own = {letters, *map(_letters, _SENTENCE.split(words))}
    others = (sentence for sentence in sentences if sentence not in own and len(sentence) >= _SHORTEST)
    is_near = any(sum(pair in other for pair in pairs) >= _NEARLY * len(pairs) for other in others)
    return is_near and bool(_QUOTED.fullmatch(words) or _CALLED.search(box.get("class", "")))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)
