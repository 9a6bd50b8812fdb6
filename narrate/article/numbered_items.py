"""The numbers of lists in Markdown, said before their items since texts speak of them: 2が一番大事です."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement
from markdown_it.token import Token

_NUMBER = "data-number"


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


def take(blocks: Sequence[HtmlElement]) -> str:
    """The number of the innermost item among the open ``blocks``, once; empty without one."""
    item = next((block for block in reversed(blocks) if block.tag == "li"), None)
    return "" if item is None else str(item.attrib.pop(_NUMBER, ""))
