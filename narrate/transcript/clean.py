"""Text as it can stand in any of the formats: on one line, of characters that XML and JSON can hold."""

from __future__ import annotations

import re

_BREAK = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text on one line, without control characters and halves of characters."""
    return _CONTROL.sub("", _BREAK.sub(" ", text)).strip()
