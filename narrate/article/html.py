"""HTML → pieces: the blocks of a page in reading order, each read or dropped with a reason.

The page is walked once, without recursion. Its *root* is the smallest element that holds nearly all prose;
what stands outside is dropped, but for prose between the title and the root, which is the lead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from narrate import formulas
from narrate.article import (
    around,
    boxes,
    elements,
    large_title,
    linked_items,
    looks,
    mathml,
    numbered_items,
    preformatted,
    set_apart,
    two_languages,
    under_pictures,
)
from narrate.article.code_as_text import is_code
from narrate.article.facts import without_page_number
from narrate.article.marked_lines import (
    ALL_STRONG,
    BREAK,
    HELD,
    LINK,
    LINK_END,
    MARKS,
    NAMED,
    STRONG,
    STRONG_END,
    flat,
    heading_line,
    is_link,
    lines,
    one_line,
    with_lines_kept,
)
from narrate.article.pieces import Block, Piece, is_prose
from narrate.article.weight import Weights
from narrate.errors import ArticleError
from narrate.model import Dropped, Kind
from narrate.patterns import compiled
from narrate.readings import ruby

_DEEPEST = 2000  # nested elements; the parser stops soon after
_NEAR = 200  # characters around a formula that say whether it is part of a sentence
_SUBTITLE = compiled(
    r"(?:^|[\s_-])sub-?(?:title|ttl|head|heading|headline|copy)\b|\bstandfirst\b|\bdek\b",
    re.IGNORECASE,
)
_RAISED = dict(zip("0123456789-+n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", strict=True))
_LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_KINDS: dict[str, Kind] = {"li": "item", "dt": "item", "dd": "item", "blockquote": "quote"}
_ENTRIES = frozenset(("li", "dt", "dd", "td", "th"))
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", ".")
_NOTES = "footnotes"
"""The class of what Markdown's footnotes are put into, behind the last section and none of it."""
_AT_START = compiled(r"[\W_]*")
_BEGINS = {"a": LINK, "b": STRONG, "strong": STRONG}
_ENDS = {LINK: LINK_END, STRONG: STRONG_END}
_ENDS_SENTENCE = compiled(r"。|[.!?](?:\s|$)")  # no title of another page does
_PASSED_OVER = compiled(r"(<(?:html|head|body)(?:\s[^<>]*)?)/(>)|</(?:html|body)\s*>", re.IGNORECASE)
"""A slash, or an end with text behind it, that browsers pass over; the parser would read no further."""
_FORMULA = compiled(f"{HELD}|{formulas.IN_TEXT}")


def parse(html: str, name: str) -> HtmlElement:
    """The tree of a page or of a part of one.

    Raises:
        ArticleError: no element in it, or nested too deep to be a page.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        whole = _PASSED_OVER.sub(r"\1\2", html)
        tree = lxml.html.document_fromstring(whole.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise ArticleError(f"{name}: has no HTML element in it; nothing to narrate") from None
    if any("xcessive depth" in error.message for error in parser.error_log):
        raise ArticleError(f"{name}: elements are nested more than {_DEEPEST} deep; save the article as text")
    return preformatted.with_text(tree)


def pieces_of_page(page: HtmlElement, title: str) -> list[Piece]:
    """The blocks of a whole page, its surroundings dropped; prose after the ``title`` is the lead."""
    headings = page.iter("h1", "h2", "h3")
    is_titled = any(_is_title(text_of(heading, with_ruby=False), title) for heading in headings)
    walk = _Walk(Weights(page), title, is_titled=is_titled, sets_formulas=mathml.are_set(page))
    walk.large = large_title.find(page)
    numbered_items.write_on_page(page)
    walk.read(page)
    return walk.all_pieces()


def pieces_of_parts(parts: Iterable[HtmlElement]) -> list[Piece]:
    """The blocks of HTML that is all article, as Markdown gives it, in one tree after the other."""
    walk = _Walk(None, "")
    for part in parts:
        walk.read(part)
    return walk.all_pieces()


def text_of(element: HtmlElement, *, with_pictures: bool = False, with_ruby: bool = True) -> str:
    """The visible text of an element as one line, a space between its blocks, pictures too if asked."""
    silent = elements.SILENT if with_ruby else elements.SILENT | elements.OVER_WORDS
    seen: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            seen.append(BREAK if node.tag in elements.APART else "")
            if node.tag in silent or (node.tag == two_languages.TAG and node is not element):
                walk.skip_subtree()
            else:
                seen.append(node.text or "")
            if with_pictures and node.tag == "img":
                seen.append(node.get("alt") or "")
        elif node is not element:
            seen.append((BREAK if node.tag in elements.APART else "") + (node.tail or ""))
    return " ".join(filter(None, map(one_line, "".join(seen).split(BREAK))))


class _Walk:
    """One pass over a page or its parts; ``line`` gathers the text of the block that is being read."""

    def __init__(
        self, weights: Weights | None, title: str, *, is_titled: bool = False, sets_formulas: bool = False
    ) -> None:
        self.pieces: list[Piece] = []
        self._title, self._is_titled = title, is_titled
        self._weights = weights
        self.large: HtmlElement | None = None
        self._in_large: frozenset[HtmlElement] = frozenset()
        self._is_inside = weights is None
        self._is_lead = False
        self._block_of_lead: HtmlElement | None = None
        self._blocks: list[HtmlElement] = []
        self._bold: list[int] = []  # places of short lines in bold
        self._on_boxes: list[int] = []  # places of lines that head a box
        self._looks: defaultdict[str, list[int]] = defaultdict(list)  # places of blocks by class
        self._pictures = under_pictures.Places()
        self._items = linked_items.Places()
        self._line: list[str] = []
        self._held: list[Dropped] = []  # dropped from the line, to follow it
        self._sets_formulas = sets_formulas

    def read(self, tree: HtmlElement) -> None:
        """Go through a tree."""
        self._in_large = large_title.lines(tree)
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if not self._enter(element):
                    walk.skip_subtree()
            else:
                if event == "end":
                    self._leave(element)
                self._line.append(element.tail or "")
        self._end_block()

    def all_pieces(self) -> list[Piece]:
        """What was read, lines that look like headings or captions told as such."""
        pieces = under_pictures.without_captions(self._items.named(self.pieces), self._pictures.under)
        pieces = looks.with_headings(pieces, self._bold, self._looks, self._title)
        return looks.of_steps(looks.raised_below(pieces, self._on_boxes), self._on_boxes)

    def _heads_box(self, is_strong: bool) -> bool:
        if not self._blocks or not self._weights:
            return False
        block = self._blocks[-1]
        if looks.heads_description(block):
            return True
        above = block.getparent()
        is_in_box = above is not None and not self._weights.is_heavy(above)
        return is_in_box and around.heads_box(block, is_strong)

    def _is_title(self, text: str) -> bool:
        return _is_title(text, self._title)

    def _opens_lead(self) -> bool:
        """Whether a heading of the first level is the article's: the title, or any where none says that."""
        return not self._is_titled or any(
            self._is_title(text_of(block, with_ruby=False)) for block in self._blocks[-1:]
        )

    def _is_subtitle(self) -> bool:
        return any(_SUBTITLE.search(block.get("class", "")) for block in self._blocks[-1:])

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element; whether to go on into it."""
        tag = str(element.tag)
        if tag in elements.SILENT:
            return False
        if why := self._reason(element):
            self._drop(element, why)
            return False
        if self._weights and element is self._weights.root:
            self._end_block()
            self._is_inside, self._is_lead = True, False
        if element is self.large and self._is_title(words := large_title.words_of(element)):
            self._end_block()
            piece = Block("heading", words) if self._is_inside else self._piece(words, False, False)
            self.pieces.append(piece)
            return False
        if tag in elements.BLOCKS:
            self._end_block()
            self._blocks.append(element)
        return self._begin_text(element, tag)

    def _begin_text(self, element: HtmlElement, tag: str) -> bool:
        if tag == "br":
            self._line.append(BREAK)
        elif tag == "img" and (alt := one_line(element.get("alt") or "")):
            self._hold(alt, "picture")
        elif tag == "ruby":
            self._read_ruby(element)
            return False
        elif tag in ("sup", "sub"):
            text, table = text_of(element), _RAISED if tag == "sup" else _LOWERED
            self._line.append("".join(table[char] for char in text) if set(text) <= table.keys() else text)
            return False
        self._line.append(self._begins(element) + (element.text or ""))
        return True

    def _read_ruby(self, element: HtmlElement) -> None:
        """The word with its reading, or the reading alone where the word is drawn, as rare kanji are."""
        base, reading = _ruby(element)
        for image in element.iter("img"):
            self._begin_text(image, "img")
        word = ruby.marked(base, reading) if base else reading
        self._line.append(word)
        if reading and word == base:
            self._hold(reading, "ruby that is no kana")

    def _begins(self, element: HtmlElement) -> str:
        """The sign before what stands in a link, in bold or in large letters."""
        return STRONG if element in self._in_large else _BEGINS.get(element.tag, "")

    def _leave(self, element: HtmlElement) -> None:
        self._line.append(_ENDS.get(self._begins(element), ""))
        if self._blocks and self._blocks[-1] is element:
            self._end_block()
            self._blocks.pop()
        if self._weights and element is self._weights.root:
            self._end_block()
            self._is_inside = False

    def _reason(self, element: HtmlElement) -> str:
        if self._weights is None:
            return elements.reason_in_part(element) or boxes.reason_in_part(element)
        return self._weights.reason(element)

    def _drop(self, element: HtmlElement, why: str) -> None:
        is_in_line = element.tag not in elements.BLOCKS and not mathml.is_set_apart(element)
        if not is_in_line:
            self._end_block()
        is_caption = why == "caption"
        for image in element.iter("img") if is_caption else ():
            self._begin_text(image, "img")
        text = text_of(element, with_pictures=not is_caption) or one_line(
            element.get("title") or element.get("alt") or ""
        )
        latex = (mathml.latex_of(element) or text) if why == "formula" else ""
        if is_in_line and latex and (words := formulas.in_words(latex)):
            self._line.append(words)
            return
        text = latex or text
        if text:
            self._hold(text, why)
        if not is_in_line:
            self._end_block()
        elif why == "formula":
            self._line.append(NAMED + formulas.NAMED)

    def _without_formulas(self, line: str) -> str:
        """A line in which LaTeX is in words or held; a formula that stands apart breaks the line."""
        held, kept = iter(self._held), list[Dropped]()

        def set_as_page(found: re.Match[str]) -> str:
            text = found.group()
            if text == HELD:
                kept.append(next(held))
                return text
            if not formulas.is_latex(text, self._sets_formulas):
                return text
            around = (
                line[max(found.start() - _NEAR, 0) : found.start()],
                line[found.end() : found.end() + _NEAR],
            )
            is_part = found["inline"] or set_apart.is_part_of_sentence(
                *(MARKS.sub("", words).strip() for words in around)
            )
            if is_part and (words := formulas.in_words(formulas.bare(text))):
                return words
            kept.append(Dropped(one_line(text), "formula"))
            return HELD + (NAMED + formulas.NAMED if is_part else BREAK)

        line = _FORMULA.sub(set_as_page, line)
        self._held = kept
        return line

    def _end_block(self) -> None:
        line = with_lines_kept(flat("".join(self._line).replace(LINK + LINK_END, "")), self._blocks)
        if self._weights and ("$" in line or "\\" in line):
            line = self._without_formulas(line)
        held = iter(self._held)
        called = {drop.text for drop in self._held if drop.reason == "picture"}
        is_heading = bool(self._blocks) and self._blocks[-1].tag in elements.HEADINGS
        for text in [heading_line(line)] if is_heading else lines(line):
            before = _AT_START.match(text)
            first = before.group().count(HELD) if before else 0
            self.pieces += islice(held, first)
            plain = MARKS.sub("", text).strip()
            if first:  # between the mark of a note and its text
                plain = re.sub("^[:：]\\s*", "", plain)
            if plain in called and self._may_be_called(plain):
                self.pieces.append(Dropped(plain, "caption"))
            elif plain and not (plain == formulas.NAMED and NAMED in text):
                self._items.add(len(self.pieces), self._blocks, has_link=LINK in text)
                is_strong = bool(ALL_STRONG.fullmatch(text))
                self.pieces.append(self._piece(plain, is_link(text, plain), is_strong))
            self.pieces += islice(held, text.count(HELD) - first)
        if self._weights is None and self._blocks:
            self._pictures.end(self._blocks[-1], self.pieces)
        self._line.clear()
        self._held.clear()

    def _may_be_called(self, line: str) -> bool:
        """Whether a line that its picture is called by is a caption: no entry, heading or sentence."""
        return not line.endswith(_SENTENCE_ENDS) and not any(
            block.tag in elements.HEADINGS or block.tag in _ENTRIES for block in self._blocks
        )

    def _hold(self, text: str, why: str) -> None:
        self._line.append(HELD)
        self._held.append(Dropped(text, why))

    def _piece(self, text: str, is_link: bool, is_strong: bool) -> Piece:
        levels = (elements.HEADINGS[b.tag] for b in reversed(self._blocks) if b.tag in elements.HEADINGS)
        level = next(levels, 0)
        if not self._is_inside:
            self._is_lead |= self._is_title(text) or (level == 1 and self._opens_lead())
            block = self._blocks[-1] if self._blocks else None
            is_more = block is not None and block is self._block_of_lead
            is_lead = self._is_lead and level != 1 and (is_prose(text) or is_more or self._is_subtitle())
            self._block_of_lead = block if is_lead else None
            return Block("prose", text) if is_lead else Dropped(text, "outside the article")
        if level and not (level > 1 and looks.is_paragraph(text)):
            is_subtitle = looks.is_subtitle(text, self.pieces, is_called_so=self._is_subtitle())
            return Block("prose", text) if level > 1 and is_subtitle else Block("heading", text, level)
        if is_link and not _ENDS_SENTENCE.search(text):
            return Dropped(text, "link")
        if is_code(text):
            return Dropped(text, "code block")
        if self._blocks and (look := looks.look_of(text, self._blocks[-1], bool(self._weights))):
            self._looks[look].append(len(self.pieces))
        is_strong = is_strong or bool(self._blocks and looks.is_bold(self._blocks[-1]))
        if heads_box := self._heads_box(is_strong) and looks.may_be_heading(text):
            self._on_boxes.append(len(self.pieces))
        if is_strong and looks.may_be_heading(text, is_strong):
            self._bold.append(len(self.pieces))
        kinds = (_KINDS[block.tag] for block in reversed(self._blocks) if block.tag in _KINDS)
        is_note = self._weights is None and any(b.get("class") == _NOTES for b in self._blocks)
        kind: Kind = "prose" if heads_box else next(kinds, "prose")
        number = numbered_items.take(self._blocks) if kind == "item" else ""
        return Block(kind, text, is_note=is_note, number=number)


def _is_title(text: str, title: str) -> bool:
    """Whether a line is the title, perhaps with a few words more such as the number of the page."""
    title, line = ("".join(words.split()) for words in (title, without_page_number(ruby.base(text))))
    return bool(title) and title in line and len(line) < 1.5 * len(title)


def _ruby(element: HtmlElement) -> tuple[str, str]:
    """The word and the reading over it: 漢字, かんじ of ``<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>``."""
    base, reading = [element.text or ""], []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event != "start":
            base.append((node.tail or "") if node is not element else "")
        elif node.tag in elements.OVER_WORDS or node.tag in elements.SILENT:
            reading.append(text_of(node) if node.tag in ("rt", "rtc") else "")
            walk.skip_subtree()
        elif node is not element:
            base.append(node.text or "")
    return one_line("".join(base)), one_line("".join(reading))
