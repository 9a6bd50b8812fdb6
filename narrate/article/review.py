"""Re:VIEW and Ruby's documents: what stands in their lines and blocks, as plain text.

``@<code>{…}`` is its words, ``//list[…]{`` up to ``//}`` is code, ``((<題|URL:…>))`` its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.patterns import compiled

_TAG = compiled(
    r"@<(?P<tag>[a-z]{1,12})>"
    r"(?:\{(?P<braces>(?:\\.|[^}\\]){0,500})\}|\$(?P<dollars>[^$]{0,500})\$|\|(?P<bars>[^|]{0,500})\|)"
)
_LINK = compiled(r"\(\(<\"?(?P<words>[^|<>]{1,200}?)\"?(?:\|[^<>]{1,300})?>\)\)")
_RD_MARK = compiled(r"\(\((?P<sign>[*{%|:])(?P<words>[^()]{1,200}?)[*}%|:]\)\)")
_BLOCK = compiled(
    r"//(?P<name>[a-z]{2,20})(?:\[[^\]]{0,300}\]){0,3}?(?:\[(?P<title>[^\]]{0,300})\])?(?P<opens>\{?)\s*"
)
_END = "//}"
_HEADING = compiled(r"(={1,6})(?:\[/?[a-z]+\]|\{[\w-]+\})+[ \t]*")
_SECTION = compiled(r"=(?:begin|end)\b.*|#@.*")
_PROSE = frozenset((
    "abstract", "caution", "chapterlink", "column", "important", "info", "lead", "memo", "note",
    "notice", "quote", "read", "readme", "summary", "tip", "warning", "blockquote", "centering", "flushright",
))  # fmt: skip
_SHOWN = {
    "image": "picture", "graph": "picture", "indepimage": "picture", "imgtable": "picture", "table": "table",
    "emtable": "table", "footnote": "footnotes", "endnote": "footnotes", "texequation": "formula",
    "comment": "comment",
}  # fmt: skip
_SILENT = frozenset(("fn", "endnote", "raw", "embed", "icon", "m", "comment", "br", "idx", "hidx", "label"))
_FIRST = frozenset(("kw", "ruby"))
"""Of two words the first is said: a word and what it is in English, a word and its reading."""
_CALLED = {"list": "リスト", "img": "図", "table": "表", "eq": "式"}
"""What is named by a number that the printed book has."""
_FEWEST = 2


def is_review(rows: Sequence[str]) -> bool:
    """Whether a text has such blocks, or several such tags in its lines."""
    marks = sum(bool(_BLOCK.fullmatch(row) or _TAG.search(row) or _LINK.search(row)) for row in rows)
    return marks >= _FEWEST or sum(bool(_SECTION.fullmatch(row)) for row in rows) >= _FEWEST


def plain(rows: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The rows without their marks, and why some of them are not read; each block in one row."""
    kept: list[str] = []
    dropped: dict[str, str] = {}
    ends = _ends(rows)
    place = 0
    while place < len(rows):
        block = _BLOCK.fullmatch(rows[place])
        end = place
        if block and block["opens"] and block["name"] not in _PROSE:
            end = ends[place]
        elif not (block or _SECTION.fullmatch(rows[place]) or rows[place].rstrip() == _END):
            kept.append(_said(rows[place]))
            place += 1
            continue
        whole = " ".join(" ".join(rows[place : end + 1]).split())
        title = _said(block["title"] or "") if block and block["name"] in _PROSE else ""
        kept += ["", title or whole, ""]
        if not title:
            dropped[whole] = _why(block)
        place = end + 1
    return kept, dropped


def _ends(rows: Sequence[str]) -> list[int]:
    """For each row the place of the next that closes a block; its own where there is none."""
    ends: list[int] = []
    last: int | None = None
    for place in range(len(rows) - 1, -1, -1):
        last = place if rows[place].rstrip() == _END else last
        ends.append(place if last is None else last)
    return ends[::-1]


def _why(block: re.Match[str] | None) -> str:
    """Why a block, or the row of a mark, is not read."""
    if not block or block["name"] in _PROSE:
        return "comment"
    return _SHOWN.get(block["name"], "code block" if block["opens"] else "comment")


def _said(row: str) -> str:
    row = _TAG.sub(_words, _HEADING.sub(r"\1 ", row))
    return _RD_MARK.sub(r"\g<words>", _LINK.sub(r"\g<words>", row))


def _words(tag: re.Match[str]) -> str:
    """What a tag in a line says."""
    name = tag["tag"]
    inside = next(part for part in tag.group("braces", "dollars", "bars") if part is not None)
    if name in _SILENT:
        return ""
    if name in _CALLED:
        return _CALLED[name]
    parts = [part.strip() for part in re.split(r"(?<!\\),", inside)]
    if name == "href":
        return parts[-1].replace("\\", "")
    return parts[0] if name in _FIRST else inside.replace("\\}", "}")
