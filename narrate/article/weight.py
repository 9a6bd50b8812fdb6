"""How much prose each element of a page holds: where the article is, and what is too heavy to be clutter."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import boxes, elements
from narrate.article.pieces import is_prose

_NEARLY_ALL = 0.9  # of the prose is in the root
_CONTAINERS = frozenset(
    ("article", "body", "center", "div", "html", "main", "section", "table", "tbody", "td", "tr")
)
_LINKS = 3  # in a list of nothing but links
_ALL_LINKS = 0.9  # of the letters in a paragraph are in links
_MOSTLY_LINKS = 0.6  # of those in a list: dates, numbers and sources stand beside the links
_EDIT_LINK = re.compile(r"[\W_]*(?:編集|edit|link|permalink)?[\W_]*", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]+")


class Weights:
    """The prose of a page by element, in characters, and what follows from it."""

    def __init__(self, page: HtmlElement) -> None:
        self._text: defaultdict[HtmlElement, int] = defaultdict(int)
        self._linked: defaultdict[HtmlElement, int] = defaultdict(int)
        self._links: defaultdict[HtmlElement, int] = defaultdict(int)
        self._prose: defaultdict[HtmlElement, int] = defaultdict(int)
        self._weigh(page)
        self._all = max(self._prose[page], 1)
        self.root = self._find_root(page)
        """The smallest element that holds nearly all prose which is not clutter."""

    def reason(self, element: HtmlElement) -> str:
        """Why an element is not read; empty if it is."""
        why = elements.reason(element, self._prose[element] / self._all)
        if why == "edit link" and not _EDIT_LINK.fullmatch("".join(element.itertext())):
            return ""
        if why == "aside" and self._prose[element] and self._linked[element] < 0.3 * self._text[element]:
            return ""
        if element.tag == "a" and next(element.iter("h2", "h3", "h4", "p", "div"), None) is not None:
            why = why or "link card"
        if element.tag not in elements.BLOCKS and why not in elements.IN_LINE:
            why = ""
        if why or self._prose[element] >= elements.HEAVY * self._all:
            return why
        if self._is_only_links(element):
            return "list of links"
        return boxes.reason(element, self._text[element])

    def _weigh(self, page: HtmlElement) -> None:
        """Characters of text, of links and of prose, added up from the leaves."""
        for _, element in etree.iterwalk(page, events=("end",)):
            if element.tag in elements.SILENT or not isinstance(element.tag, str):
                continue
            own = (element.text or "") + "".join(child.tail or "" for child in element)
            self._text[element] += len(_NO_LETTER.sub("", own))
            if element.tag == "a":
                self._linked[element] = self._text[element]
                self._links[element] = 1
            elif is_prose(own):
                self._prose[element] += len(own)
            above = element.getparent()
            if above is not None:
                for counts in (self._text, self._linked, self._links, self._prose):
                    counts[above] += counts[element]

    def _is_only_links(self, element: HtmlElement) -> bool:
        """Whether there is little but links in an element, headings over them aside."""
        if element.tag in ("p", "table"):
            is_list = self._links[element] >= _LINKS and self._is_linked(element, _ALL_LINKS)
        elif element.tag in boxes.TAGS:
            is_list = (
                self._links[element] > 1
                and not self._prose[element]
                and self._is_linked(element, _MOSTLY_LINKS)
            )
            is_list = is_list or boxes.is_of_cards(element)
        else:
            return False
        return is_list and next(element.iter("h1", "pre"), None) is None

    def _is_linked(self, element: HtmlElement, share: float) -> bool:
        headings = sum(self._text[h] - self._linked[h] for h in element.iter("h2", "h3", "h4", "h5"))
        return 0 < self._linked[element] >= share * (self._text[element] - headings)

    def _find_root(self, page: HtmlElement) -> HtmlElement:
        kept = self._kept_prose(page)
        root = page
        while True:
            enough = _NEARLY_ALL * kept[page]
            heavy = next(
                (child for child in root if child.tag in _CONTAINERS and kept[child] >= enough > 0), None
            )
            if heavy is None or any(
                kept[part] and _is_alike(part, heavy) for part in root if part is not heavy
            ):
                return root
            root = heavy

    def _kept_prose(self, page: HtmlElement) -> defaultdict[HtmlElement, int]:
        """The prose of each element without that of clutter in it."""
        kept = defaultdict(int, self._prose)
        walk = etree.iterwalk(page, events=("start",))
        for _, element in walk:
            if isinstance(element.tag, str) and self.reason(element):
                walk.skip_subtree()
                for above in (element, *element.iterancestors()):
                    kept[above] -= self._prose[element]
        return kept


def _is_alike(part: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements beside each other are parts of one thing, as sections of an article are."""
    if part.tag != other.tag or part.get("class") != other.get("class"):
        return False
    return part.tag == "section" or not (part.get("id") or other.get("id"))
