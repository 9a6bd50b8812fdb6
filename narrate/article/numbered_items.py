"""The numbers of lists, said before their items since texts speak of them: 2が一番大事です."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement
from markdown_it.token import Token

from narrate.article.elements import HEADINGS
from narrate.patterns import compiled

_NUMBER = "data-number"
_WHOLE = compiled("-?[0-9]{1,6}")
_STYLE = compiled(r"list-style(?:-type)?\s*:(?![^;]*\bdecimal\b)", re.IGNORECASE)
_CLASS = compiled(
    r"(?:^|[\s_-])list[_-]*(?:style[_-]*)?(?:none|unstyled|disc|circle|square|inline|alpha|roman)\b"
    r"|(?:^|[\s_-])(?:un-?styled|no-?(?:bullets?|markers?|numbers?))\b",
    re.IGNORECASE,
)
"""What says that the items of a list have no numbers on the page, or others than 1, 2, 3."""
_LONGEST_LABEL = 16  # characters
_FEW = 16  # elements and texts at the beginning of an item
_LETTERED = compiled(r"[\W_]*[A-Za-zア-ン][\s.)）:：、]|[\W_]*[ivx]{1,4}[.)）]")
_LABELLED = compiled(
    r"[\W_]*[^\W\d_]{0,6}?[\W_]{0,2}(?P<number>[0-9]{1,3}|[①-⑳❶-❿⑴-⒇Ⅰ-Ⅻ一二三四五六七八九十])"
)
"""The number in what an item begins with: STEP 1, ポイント①, 【1】."""


def write(tokens: Sequence[Token]) -> None:
    """Write the numbers of lists into their items, where they were typed as they are shown: counted on."""
    items: list[list[Token]] = []  # of each list that is open
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            items.append([])
        elif token.type == "list_item_open":
            items[-1].append(token)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            _write_list(items.pop())


def _write_list(items: Sequence[Token]) -> None:
    typed = [item.info for item in items]
    if not all(map(str.isdecimal, typed)):
        return
    first = int(typed[0])
    if [int(number) for number in typed] == list(range(first, first + len(items))):
        for item in items:
            item.attrSet(_NUMBER, f"{item.info}. ")


def write_on_page(page: HtmlElement) -> None:
    """Write the numbers that a browser shows before the items of a page's lists into the items."""
    for item in page.iter("li"):
        item.attrib.pop(_NUMBER, None)
    for ordered in page.iter("ol"):
        items = _items(ordered)
        if _shows_numbers(ordered, items):
            _count(ordered, items)


def _shows_numbers(ordered: HtmlElement, items: Sequence[HtmlElement]) -> bool:
    """Whether a list counts its items, in digits, and neither they nor headings in them do so themselves."""
    looks = (ordered, *items)
    is_list = len(items) > 1 or (bool(items) and "start" in ordered.attrib)
    is_bare = ordered.get("type", "1") != "1" or any(
        _STYLE.search(each.get("style", "")) or _CLASS.search(each.get("class", "")) for each in looks
    )
    is_of_headings = any(part.tag in HEADINGS for item in items for part in islice(item.iter("*"), _FEW))
    return is_list and not (is_bare or is_of_headings or _are_numbered(items))


def _items(ordered: HtmlElement) -> list[HtmlElement]:
    """The items that are seen, which alone are counted."""
    shown = (item for item in ordered.findall("li") if "hidden" not in item.attrib)
    return [item for item in shown if "display:none" not in item.get("style", "").replace(" ", "")]


def _are_numbered(items: Sequence[HtmlElement]) -> bool:
    """Whether items begin with letters, or with numbers of their own that count on: STEP 1, STEP 2."""
    texts = ["".join(islice(item.itertext(), _FEW)).strip()[:_LONGEST_LABEL] for item in items]
    found = [_LABELLED.match(text) for text in texts]
    numbers = [_value(label["number"]) for label in found if label]
    counts = len(numbers) == len(items) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return counts or all(map(_LETTERED.match, texts))


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else int(unicodedata.numeric(number))


def _count(ordered: HtmlElement, items: Sequence[HtmlElement]) -> None:
    """Number items as browsers do: from ``start``, down if ``reversed``, anew at a ``value``."""
    is_reversed = "reversed" in ordered.attrib
    number = _whole(ordered.get("start"), len(items) if is_reversed else 1)
    for item in items:
        number = _whole(item.get("value"), number)
        item.set(_NUMBER, f"{number}. ")
        number += -1 if is_reversed else 1


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and _WHOLE.fullmatch(written) else otherwise


def take(blocks: Sequence[HtmlElement]) -> str:
    """The number of the innermost item among the open ``blocks``, once; empty without one."""
    item = next((block for block in reversed(blocks) if block.tag == "li"), None)
    return "" if item is None else str(item.attrib.pop(_NUMBER, ""))
