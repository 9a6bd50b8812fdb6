"""Licences in English, as the notes to a program carry them whole: law that no listener follows."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.patterns import compiled

_OPENS = compiled(
    r"Permission (?:is hereby granted|to use, copy)\b"
    r"|Redistributions? (?:and use|of source code|in binary form)\b"
    r"|Licensed under the (?:Apache|MIT|BSD|GNU)\b|Licensed to the \S.{1,60} under one or more"
    r"|Unless required by applicable law\b|You may obtain a copy of the License\b"
    r"|The above copyright notices?\b"
    r"|(?:This|These) (?:copyright|permission) notices? (?:and|may|must|shall)\b"
    r"|THE SOFTWARE IS PROVIDED\b|THIS (?:SOFTWARE|PROGRAM|LIBRARY) IS (?:PROVIDED|DISTRIBUTED)\b"
    r"|This (?:program|library|software) is (?:free software|distributed in the hope|provided \W+as[ -]is)"
    r"|You should have received a copy of the (?:GNU|CC0)\b|Neither the name of .{1,80} nor the\b"
)
"""How their paragraphs begin."""
_NAME = compiled(r"[A-Z][!-~ ]{0,60}\bLicen[cs]e\b[!-~ ]{0,60}")
_NUMBER = compiled(r"(?:[0-9]{1,2}[.)]|\([0-9a-z]{1,2}\)|[*-])\s+")
_WHY = "licence"


def mark(rows: Sequence[str], reasons: list[str]) -> None:
    """The rows of paragraphs in English that are of a licence, and its name right over them."""
    is_of_one = False
    name: int | None = None  # the place of one that may be over what follows
    for n, row in enumerate(rows):
        is_of_one = bool(row) and (is_of_one or bool(_OPENS.match(_NUMBER.sub("", row))))
        if is_of_one and row.isascii():
            reasons[n] = reasons[n] or _WHY
            if name is not None:
                reasons[name] = reasons[name] or _WHY
        if row:
            name = n if _NAME.fullmatch(row) and not reasons[n] else None
