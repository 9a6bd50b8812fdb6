"""Steps that tell how something is done, each in a box under its name: 申し込む, お問い合わせ.

The same words stand on buttons, but those lead somewhere.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from narrate.article import beside
from narrate.patterns import compiled

_DEEPEST = 4  # boxes around the name of the first step
_FEW_TEXTS = 40  # texts of a step
_WAYS = ("a", "button", "form", "iframe", "input", "select", "textarea")
_ADDRESS = compiled(r"@|://|〒|[0-9０-９]{2,5}[-‐－–(（)）][0-9０-９]{2,5}|内線|(?:TEL|FAX)\b", re.IGNORECASE)


def has_way(box: HtmlElement) -> bool:
    """Whether there is a link, a button or a field in a box."""
    return next(box.iter(*_WAYS), None) is not None


def are_in(box: HtmlElement) -> bool:
    """Whether a box tells something and leads nowhere, and is a step or begins with the first of several.

    A step stands beside another of its look, or its name is a term over what explains it.
    """
    if has_way(box):
        return False
    words = "".join(islice(box.itertext(), _FEW_TEXTS))
    if "。" not in words or _ADDRESS.search(words):
        return False
    part = box
    for _ in range(_DEEPEST):
        if part.tag == "dt" or _is_beside_alike(part):
            return True
        first = next(part.iterchildren("*"), None)
        if first is None:
            return False
        part = first
    return False


def _is_beside_alike(step: HtmlElement) -> bool:
    """Whether right before an element or behind it another of its tag and class says something."""
    look = (step.tag, step.get("class"))
    others = (other for other in (beside.before(step), beside.behind(step)) if other is not None)
    return any((other.tag, other.get("class")) == look and _says(other) for other in others)


def _says(step: HtmlElement) -> bool:
    return len(step) > 0 and any("。" in words for words in islice(step.itertext(), _FEW_TEXTS))
