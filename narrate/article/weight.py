"""How much prose each element of a page holds: where the article is, and what is too heavy to be clutter."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import around, behind_body, beside, boxes, captions, elements, note_targets, pull_quotes
from narrate.article.class_names import HEADING_TAGS, class_reason
from narrate.article.code_as_text import holds_code
from narrate.article.pieces import is_prose
from narrate.patterns import compiled

_NEARLY_ALL = 0.9  # of the prose is in the root
_CONTAINERS = frozenset(
    ("article", "body", "center", "div", "html", "main", "section", "table", "tbody", "td", "tr")
)
_OF_TABLES = frozenset(("table", "tbody", "td", "tr"))
_MANY_STOPS, _MOST = 5, 0.6  # full stops in a page of sentences; of its prose
_LINKS = 3  # in a list of nothing but links
_ALL_LINKS = 0.9  # of the letters in a paragraph are in links
_MOSTLY_LINKS = 0.65  # of those in a list: dates, numbers and sources stand beside the links
_OF_A_MENU = 0.4  # of those in a column beside the article: counters and notices stand under them
_STOPS = 2  # full stops beside the links: somebody tells of them, however shortly
_EDIT_LINK = compiled(r"[\W_]*(?:編集|edit|link|permalink)?[\W_]*", re.IGNORECASE)
_EXCERPT = 80  # characters of prose in a card
_LONGEST = 400  # letters in a box, and
_MOST_PARTS = 100  # elements
_THREAD = compiled(r"(?:\"@type\"\s*:\s*\"|schema\.org/)(?:DiscussionForumPosting|QAPage)\b")
_NO_LETTER = compiled(r"[\W\d_]+")
_BODY = compiled(r"(?:^|\s)(?:entry|post|article)[-_]?(?:content|body|text)(?=\s|$)", re.IGNORECASE)
"""The class of the element that has an article's text and nothing else."""
_BY_SOMEBODY = compiled("(?!.*(?:みんな|皆|読者|お客|ユーザー?|この記事)).{1,20}(?:の|から|による)コメント")
_COUNT = compiled(r"-[0-9]+$|(?<![0-9])[0-9]+$|(?<=-)(?=[^-]*[0-9])[^-]*$")
"""The number with which a name ends, or a hash behind its last dash: outline-container-1, part2, org3f2a."""
_MAIN_AND_BODY = 2  # elements that may be called a page's text, one in the other
_IN_BODY, _MOSTLY_BODY = 0.2, 0.5  # of the prose at least is in the body of a page; if little stands behind


@dataclass(slots=True)
class _Weight:
    """What an element holds: elements, letters (all, in links, in headings), links, characters of prose."""

    parts: int = 1
    text: int = 0
    linked: int = 0
    headed: int = 0
    links: int = 0
    prose: int = 0
    says: bool = False  # a sentence, not only in its parts
    stops: int = 0  # full stops that are in no link

    def add(self, part: _Weight) -> None:
        for name in ("parts", "text", "linked", "headed", "links", "prose", "stops"):
            setattr(self, name, getattr(self, name) + getattr(part, name))


class Weights:
    """The prose of a page by element, in characters, and what follows from it."""

    def __init__(self, page: HtmlElement) -> None:
        self._of: defaultdict[HtmlElement, _Weight] = defaultdict(_Weight)
        self._is_thread = _is_thread(page)
        self._told = dict.fromkeys(pull_quotes.find(page), "pull quote")
        self._told |= dict.fromkeys(note_targets.find(page), "footnotes")
        self._weigh(page)
        self._body, self._all = self._find_body(page)
        self._behind = self._find_behind()
        self.root = self._in_text(page, self._find_root(page))
        """The smallest element that holds nearly all prose which is not clutter."""
        self._behind &= set(self.root.iter("*"))  # all else is outside and told apart by what it is

    def reason(self, element: HtmlElement) -> str:
        """Why an element is not read; empty if it is."""
        weight = self._of[element]
        share = weight.prose / self._all
        is_outside = share >= elements.HEAVY and self._is_outside_body(element)
        why = elements.reason(element, 0 if is_outside else share)
        if element in self._told and share < elements.HEAVY:
            return self._told[element]
        is_behind = element in self._behind and share < elements.HEAVY
        if self._says_else(element, why, is_outside=is_outside, is_behind=is_behind):
            return ""
        if element.tag == "a" and next(element.iter("h2", "h3", "h4", "p", "div"), None) is not None:
            why = why or "link card"
        if element.tag == "figure" and weight.text == weight.linked > 0:
            why = why or "link card"
        if element.tag not in elements.BLOCKS and not self._is_apart(element, why):
            why = ""
        if why or self.is_heavy(element):
            return why
        if self._is_only_links(element) and not _is_text(element):
            return "list of links"
        is_small = weight.parts <= _MOST_PARTS and 0 < weight.text <= _LONGEST
        why = around.reason(element) or (boxes.reason(element) if is_small else "")
        why = why or ("comments" if boxes.are_reviews(element) else "")
        leads_away = is_behind and behind_body.leads_away(element, weight.text, weight.stops)
        return why or ("outside the article" if leads_away else "")

    def _says_else(self, element: HtmlElement, why: str, *, is_outside: bool, is_behind: bool) -> bool:
        """Whether an element is read though it would not be for this: what it says is the article's."""
        weight = self._of[element]
        if why == "edit link":
            return not _EDIT_LINK.fullmatch("".join(element.itertext()))
        if why == "comments":
            return weight.prose > 0 and (self._is_thread or _is_by_somebody(element))
        if why == "aside":
            is_around = is_outside or (is_behind and behind_body.is_last(element))
            return weight.prose > 0 and weight.linked < 0.3 * weight.text and not is_around
        return False

    def is_heavy(self, element: HtmlElement) -> bool:
        """Whether a good part of the page's prose is in an element."""
        return self._of[element].prose >= elements.HEAVY * self._all

    def _is_apart(self, element: HtmlElement, why: str) -> bool:
        """Whether an element in the line is dropped for this; in a sentence its class is its looks."""
        above = element.getparent()
        is_in_sentence = above is not None and self._of[above].says
        if why == "caption" and captions.is_small_below(element):
            return True
        if element.tag == "code" and why == "code block":
            return holds_code(element)
        return why in (elements.IN_SENTENCE if is_in_sentence else elements.IN_LINE)

    def _weigh(self, page: HtmlElement) -> None:
        """Add up from the leaves."""
        for _, element in etree.iterwalk(page, events=("end",)):
            if element.tag in elements.SILENT or not isinstance(element.tag, str):
                continue
            own = (element.text or "") + "".join(child.tail or "" for child in element)
            weight = self._of[element]
            weight.text += len(_NO_LETTER.sub("", own))
            if element.tag == "a":
                weight.linked, weight.links = weight.text, 1
            else:
                weight.stops += own.count("。")
                weight.says = "。" in own or is_prose(own)
                weight.prose += len(own) if is_prose(own) else 0
            if element.tag in elements.HEADINGS:
                weight.headed = weight.text - weight.linked
            above = element.getparent()
            if above is not None:
                self._of[above].add(weight)

    def _is_only_links(self, element: HtmlElement) -> bool:
        """Whether there is little but links in an element, headings over them aside."""
        weight = self._of[element]
        letters = weight.text - weight.headed
        if element.tag in ("p", "table"):
            is_list = weight.links >= _LINKS and weight.linked >= _ALL_LINKS * letters
        elif element.tag in boxes.TAGS:
            is_said = weight.prose or weight.stops >= _STOPS
            mostly = weight.links > 1 and not is_said and 0 < weight.linked >= _MOSTLY_LINKS * letters
            is_list = mostly or (boxes.is_of_cards(element) and weight.prose <= _EXCERPT * len(element))
        else:
            return False
        return is_list and next(element.iter("h1", "pre"), None) is None

    def _find_body(self, page: HtmlElement) -> tuple[HtmlElement | None, int]:
        """The element that the page marks as its only article, if there is a good part of the prose in it.

        And how much prose there is on the page, without what opens over such an element.
        """
        prose = max(self._of[page].prose, 1)
        blocks = [block for block in page.iter("article", "div", "main", "section") if self._of[block].prose]
        for marked in (
            [block for block in blocks if block.get("itemprop") == "articleBody"],
            [block for block in blocks if _BODY.search(block.get("class", ""))],
            [block for block in blocks if block.tag == "article"],
            [block for block in blocks if behind_body.is_called_body(block)],
        ):
            outer = _outermost(marked)
            if len(outer) == 1:
                around = prose - self._prose_of_dialogs(page, outer[0])
                if self._of[outer[0]].prose >= _IN_BODY * around:
                    return outer[0], max(around, 1)
        return None, prose

    def _prose_of_dialogs(self, page: HtmlElement, body: HtmlElement) -> int:
        """How much prose is in what opens over a page: a search has the other articles of the site in it."""
        above, prose = set(body.iterancestors()), 0
        walk = etree.iterwalk(page, events=("start",))
        for _, element in walk:
            if element is body:
                walk.skip_subtree()
            elif isinstance(element.tag, str) and element not in above and class_reason(element) == "dialog":
                prose += self._of[element].prose
                walk.skip_subtree()
        return prose

    def _find_behind(self) -> frozenset[HtmlElement]:
        """The elements behind the marked body, or behind what is called the text in it, if most is there."""
        if self._body is None or not self._is_most(self._body):
            return frozenset()
        called = filter(behind_body.is_called_body, self._body.iter("div", "section"))
        *_, body = self._body, *filter(self._is_most, called)  # each is in the one before
        around = (body, *body.iterancestors())
        behind = (part for box in around for part in box.itersiblings("*"))
        return frozenset(inner for part in behind for inner in part.iter("*"))

    def _is_most(self, body: HtmlElement) -> bool:
        return self._of[body].prose >= _MOSTLY_BODY * self._all

    def _is_outside_body(self, element: HtmlElement) -> bool:
        body = self._body
        if body is None or body is element:
            return False
        return body not in element.iterancestors() and element not in body.iterancestors()

    def _find_root(self, page: HtmlElement) -> HtmlElement:
        kept = self._kept_prose(page)
        root = page
        while True:
            enough = _NEARLY_ALL * kept[page]
            heavy = next(
                (
                    child
                    for child in root
                    if child.tag in _CONTAINERS
                    and (kept[child] >= enough > 0 or self._says_all(child, root, kept[child]))
                ),
                None,
            )
            if heavy is None or _is_headed(root, heavy):
                return root
            others = (part for part in root if part is not heavy)
            if any(self._says(part, kept[part], heavy) and self._belongs_to(part, heavy) for part in others):
                return root
            root = heavy

    def _in_text(self, page: HtmlElement, root: HtmlElement) -> HtmlElement:
        """The root, or what the page says is its text if that has more in it, in no sentence: dates."""
        texts = [block for block in page.iter("div", "main", "section") if _is_text(block)]
        if not 0 < len(texts) <= _MAIN_AND_BODY:
            return root
        text = texts[-1]
        if text in root.iterancestors() or root in (text, *text.iterancestors()):
            return root
        weight = self._of[text]
        return text if weight.text - weight.linked > self._of[root].text else root

    def _says(self, part: HtmlElement, kept: int, other: HtmlElement) -> bool:
        """Whether an element has prose that is read, or a sentence and the class or the length of another."""
        weight = self._of[part]
        is_section = weight.stops > 1 or next(part.iter(*HEADING_TAGS), None) is not None
        is_of_class = bool(part.get("class")) and part.get("class") == other.get("class")
        is_of_class = is_of_class and is_section and 2 * weight.linked < weight.text
        is_as_long = 2 * self._of[part].text > self._of[other].text
        is_alike = self._of[part].stops > 0 and (is_of_class or is_as_long)
        return kept > 0 or (is_alike and not self.reason(part))

    def _belongs_to(self, part: HtmlElement, text: HtmlElement) -> bool:
        """Whether an element beside a text is a part of it: it looks alike, or is called the rest."""
        is_alike = _is_alike(part, text) and not self._is_beside(part, text)
        return is_alike or (bool(self._of[part].stops) and behind_body.is_called_rest(part))

    def _says_all(self, element: HtmlElement, around: HtmlElement, kept: int) -> bool:
        """Whether a row or a cell of an old page has the sentences, and others have labels with commas."""
        stops = self._of[around].stops
        is_enough = stops >= _MANY_STOPS and self._of[element].stops >= _NEARLY_ALL * stops
        return element.tag in _OF_TABLES and is_enough and kept >= _MOST * self._all

    def _is_beside(self, element: HtmlElement, text: HtmlElement) -> bool:
        """Whether an element is no part of a text: a column of links, or a row without any full stop."""
        weight = self._of[element]
        is_menu = weight.links >= _LINKS and weight.linked >= _OF_A_MENU * weight.text
        is_label = element.tag in _OF_TABLES and not weight.stops and self._of[text].stops > 0
        return is_menu or is_label

    def _kept_prose(self, page: HtmlElement) -> defaultdict[HtmlElement, int]:
        """The prose of each element without that of clutter in it."""
        kept = defaultdict(int, {element: weight.prose for element, weight in self._of.items()})
        walk = etree.iterwalk(page, events=("start",))
        for _, element in walk:
            if isinstance(element.tag, str) and self.reason(element):
                walk.skip_subtree()
                for above in (element, *element.iterancestors()):
                    kept[above] -= self._of[element].prose
        return kept


def _outermost(blocks: list[HtmlElement]) -> list[HtmlElement]:
    """Those of some elements that stand in no other of them."""
    among = set(blocks)
    return [block for block in blocks if among.isdisjoint(block.iterancestors())]


def _is_by_somebody(element: HtmlElement) -> bool:
    """Whether the heading before an element says whose comment it is: 研究者のコメント."""
    before = beside.before(element)
    if before is None or before.tag not in elements.HEADINGS:
        return False
    return bool(_BY_SOMEBODY.fullmatch("".join(before.itertext()).strip()))


def _is_headed(section: HtmlElement, text: HtmlElement) -> bool:
    """Whether a chapter's heading stands right over the box of its text."""
    over = beside.before(text) if section.tag == "section" else None
    return over is not None and over.tag in HEADING_TAGS[1:]


def _is_text(block: HtmlElement) -> bool:
    """Whether a page says that an element is its text; an ``article`` may be a card in a list of them."""
    return str(block.tag) == "main" or str(block.get("itemprop")) == "articleBody"


def _is_thread(page: HtmlElement) -> bool:
    """Whether a page says that it is a thread or a question: comments elsewhere, posts and answers here."""
    scripts = (script.text or "" for script in page.iter("script") if "ld+json" in script.get("type", ""))
    kinds = (element.get("itemtype", "") for element in page.iter("html", "body", "main", "div", "section"))
    return any(map(_THREAD.search, scripts)) or any(map(_THREAD.search, kinds))


def _is_alike(part: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements beside each other are parts of one thing, as sections of an article are."""
    if part.tag != other.tag or part.get("class") != other.get("class"):
        return False
    return part.tag == "section" or _are_numbered(part.get("id", ""), other.get("id", ""))


def _are_numbered(name: str, other: str) -> bool:
    """Whether two elements have no names, or names that are counted: outline-container-1, -2."""
    if not (name and other):
        return name == other or not _COUNT.sub("", name or other)
    return _COUNT.sub("", name) == _COUNT.sub("", other)
