"""Words that go through Markdown as they are, within HTML."""

from __future__ import annotations

from narrate.patterns import compiled

_PUNCTUATION = compiled(r"[!-/:-@\[-`{-~]")


def quoted(text: str) -> str:
    """A text as HTML in which no mark of Markdown is left, nor a line break."""
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark.group())};", text).replace("\n", "&#10;")
