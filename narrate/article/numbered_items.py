"""The numbers of lists in Markdown, said before their items since texts speak of them: 2が一番大事です."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement
from markdown_it.token import Token

_NUMBER = "data-number"


def write(tokens: Sequence[Token]) -> None:
    """Write the numbers of lists into their items, as they are shown: counted on from the first."""
    last: list[int] = []  # of each list that is open; one without numbers has none
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            start = token.attrGet("start")
            last.append(int(start) - 1 if start is not None else 0)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            last.pop()
        elif token.type == "list_item_open" and token.info:
            last[-1] += 1
            token.attrSet(_NUMBER, f"{last[-1]}. ")


def take(blocks: Sequence[HtmlElement]) -> str:
    """The number of the innermost item among the open ``blocks``, once; empty without one."""
    item = next((block for block in reversed(blocks) if block.tag == "li"), None)
    return "" if item is None else str(item.attrib.pop(_NUMBER, ""))
