"""The numbers of lists, said before their items since texts speak of them: 2が一番大事です."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement
from markdown_it.token import Token

from narrate.article.elements import HEADINGS
from narrate.patterns import compiled

_NUMBER = "data-number"
_WHOLE = compiled("-?[0-9]{1,6}")
_NOT_SHOWN = compiled(
    r"list-style(?:-type)?:\s*none|\blist-(?:none|unstyled|inline)\b|\b(?:un-?styled|no-?(?:bullets?|markers?|numbers?))\b"
)
"""What says, in the style or class of a list, that its items have no numbers on the page."""


_BEGINS_WITH_NUMBER = compiled(r"\s*(?:STEP|Step|手順|その|第)?\s*[0-9０-９①-⑳一二三四五六七八九十]")


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
        if _shows_numbers(ordered):
            _count(ordered)


def _shows_numbers(ordered: HtmlElement) -> bool:
    """Whether a list counts its items, in digits, and neither they nor headings in them do so themselves."""
    items = ordered.findall("li")
    looks = " ".join(each.get(name, "") for each in (ordered, *items) for name in ("style", "class"))
    is_list = len(items) > 1 or (bool(items) and "start" in ordered.attrib)
    is_plain = ordered.get("type", "1") == "1" and not _NOT_SHOWN.search(looks)
    has_numbers = all(_BEGINS_WITH_NUMBER.match(item.text_content()) for item in items)
    return is_list and is_plain and not has_numbers and next(ordered.iter(*HEADINGS), None) is None


def _count(ordered: HtmlElement) -> None:
    """Number items as browsers do: from ``start``, down if ``reversed``, anew at a ``value``."""
    items, is_reversed = ordered.findall("li"), "reversed" in ordered.attrib
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
