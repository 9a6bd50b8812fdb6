"""Code that stands in a page as text, in no element for code."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[{};]|\(\)|=>|->|::|[=!]=|</?[a-z]")
_SURE = re.compile(r"[{}]|[)=][^;=)]{0,80};$")
"""Braces, or a statement at the end: English has lists with semicolons too, and ends otherwise."""
_FEWEST = 3  # signs
_WORDS = re.compile(r"(?<!:)//[^{};]*|/\*[^*]*\*/|\"[^\"]*\"|'[^']*'")
"""What may be in any language: comments and strings."""
_NO_CODE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿]|\\[A-Za-z]{2}|^\$")
"""A sentence with code in it, or LaTeX."""


def is_code(text: str) -> bool:
    """Whether a block is code: signs of programs are in it, and Japanese only in comments and strings."""
    if len(_SIGNS.findall(text)) < _FEWEST:
        return False
    bare = _WORDS.sub("", text).rstrip()
    return len(_SIGNS.findall(bare)) >= _FEWEST and bool(_SURE.search(bare)) and not _NO_CODE.search(bare)
