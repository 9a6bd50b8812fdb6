"""Which form a text has where its name does not tell, or not surely: its marks tell pages and Markdown."""

from __future__ import annotations

import re

from narrate.patterns import compiled

_PAGE = compiled(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ATX = compiled(r"^#{1,6} \S", re.MULTILINE)
_SET_APART = compiled(r"(?:\A|\n[ \t]*\n)(?:#{2,6} \S|# \S[^\n]*(?=\s*\Z|\n[ \t]*\n))")
_COMPACT = compiled(r"\s*# \S[^\n]*\n(?:.*\n)*?##+ \S")
_MOSTLY = 0.6  # of such lines are set apart; comments in code that was copied are not
_MARKED = compiled(r"^(?:```|:::|~~~)|\]\(<?https?://|^\[[^\]\n]+\]: <?https?://|^\|[ :|-]+\|$", re.MULTILINE)
_FRONT = compiled(r"\A\s*(?:---|\+\+\+)[ \t]*\n(?:.*\n){1,200}?(?:---|\+\+\+)[ \t]*\n")
_ANY_MARK = compiled(
    r"[*_`<>{}\[\]$|\\&~]|^[^\S\n]*(?:#|[-+=:]|[0-9]{1,3}[.)]\s)|^(?: {4}|\t)\S|https?://|:\w+:|\S[^\S\n]*\n[^\S\n]*\S",
    re.MULTILINE,
)
"""Whatever Markdown might make something of; it joins lines, which in a text may end something."""


def form_of(text: str) -> str:
    """The form of a text: ``html``, ``markdown`` or ``text``."""
    if _PAGE.match(text):
        return "html"
    headings, apart = len(_ATX.findall(text)), len(_SET_APART.findall(text))
    are_headings = (apart > 1 and apart >= _MOSTLY * headings) or _COMPACT.match(text)
    is_markdown = _FRONT.match(text) or are_headings or (headings and _MARKED.search(text))
    return "markdown" if is_markdown else "text"


def is_plain(text: str) -> bool:
    """Whether a text has none of the marks of Markdown, as notes in ``.md`` files may."""
    return not _ANY_MARK.search(text)
