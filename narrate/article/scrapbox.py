"""Scrapbox (Cosense) → Markdown: ``[** 見出し]``, ``[link]``, lists by indent, ``code:`` and ``table:``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import takewhile

from narrate.article.quoting import quoted
from narrate.patterns import compiled

_HEADING = compiled(r"\[(?P<stars>\*{1,9}) (?P<text>[^\[\]\n]{1,80})\]")
_OWN_HEADING = compiled(rf"^{_HEADING.pattern}$", re.MULTILINE)
_OTHERS_HEADING = compiled(r"^#{1,6} \S", re.MULTILINE)
_FEWEST_HEADINGS = 2
_BLOCK = compiled(r"(?P<indent>\s*)(?P<kind>code|table):(?P<name>.+)$")
_CODE_OF_FILE = compiled(r"code:[^\s:.]{1,60}\.[A-Za-z0-9]{1,8}")
_BRACKETS = compiled(
    r"`[^`]+`|\[\[(?P<strong>[^\[\]]+)\]\]|\[\$ (?P<formula>[^\[\]]+)\]"
    r"|\[(?P<icon>[^\[\]]{1,60}\.icon(?:\*\d+)?)\]"
    r"|\[-(?:[*/_])* (?P<struck>[^\[\]]+)\]|\[[*/_!]{1,9} (?P<looks>[^\[\]]+)\]"
    r"|\[(?P<before>[^\[\]]{0,200}?)\s?(?P<address>https?://[^\s\[\]]{1,500}+)\s?(?P<after>[^\[\]]{0,200})\]"
    r"|\[(?P<link>[^\[\]\n]{1,100})\](?!\()"
)
_HIGHEST = 2  # level of the headings with most stars; the title is above them


def is_scrapbox(text: str) -> bool:
    """Whether a text has Scrapbox's headings, and none of Markdown."""
    return len(_OWN_HEADING.findall(text)) >= _FEWEST_HEADINGS and not _OTHERS_HEADING.search(text)


def to_markdown(text: str) -> str:
    """The same article in Markdown; its first line is the title."""
    most = max((len(found["stars"]) for found in _OWN_HEADING.finditer(text)), default=0)
    title, _, body = text.strip().partition("\n")
    return "\n\n".join([f"# {title}", *_blocks(body.split("\n"), most)])


def with_code(text: str) -> str:
    """A text in Markdown, the blocks of code that it kept from Scrapbox (``code:a.js``) marked as such."""
    rows, place, is_fenced = text.split("\n"), 0, False
    kept: list[str] = []
    while place < len(rows):
        row = rows[place]
        place += 1
        is_fenced ^= row.lstrip().startswith(("```", "~~~"))
        is_block = not is_fenced and _CODE_OF_FILE.fullmatch(row)
        inside = _indented(rows, place, 0) if is_block else []
        place += len(inside)
        kept.append(_code(row, inside) if inside else row)
    return "\n".join(kept)


def _blocks(rows: list[str], most: int) -> Iterator[str]:
    place = 0
    while place < len(rows):
        row = rows[place]
        place += 1
        if found := _BLOCK.match(row):
            inside = _indented(rows, place, len(found["indent"]))
            place += len(inside)
            yield (_table if found["kind"] == "table" else _code)(found.group().strip(), inside)
        elif found := _OWN_HEADING.fullmatch(row):
            yield f"{'#' * min(_HIGHEST + most - len(found['stars']), 6)} {found['text']}"
        elif row.strip():
            text = _BRACKETS.sub(_plain, row.strip())
            yield f"- {text}" if _indent(row) else text


def _indented(rows: list[str], start: int, indent: int) -> list[str]:
    """The rows from a place on that are indented more than this."""
    places = takewhile(lambda place: _indent(rows[place]) > indent, range(start, len(rows)))
    return [rows[place] for place in places]


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _code(name: str, rows: list[str]) -> str:
    return f"<pre>{html.escape(name)}\n{'&#10;'.join(map(html.escape, rows))}</pre>"


def _table(name: str, rows: list[str]) -> str:
    cells = (f"<td>{html.escape(cell)}</td>" for row in rows for cell in row.strip().split("\t"))
    return f"<table><tr><th>{html.escape(name)}</th>{''.join(cells)}</tr></table>"


def _plain(found: re.Match[str]) -> str:
    if found["icon"]:
        return f"<x-emoji>{quoted(found.group())}</x-emoji>"
    if found["formula"]:
        return f"${found['formula']}$"
    if found["struck"]:
        return f"<del>{html.escape(found['struck'])}</del>"
    if found["address"]:
        words = f"{found['before']}{found['after']}".strip()
        return f"[{words}](#)<x-address>{quoted(found['address'])}</x-address>" if words else found["address"]
    if found["link"]:
        return f"[{found['link']}](#)"
    return found["strong"] or found["looks"] or found.group()
