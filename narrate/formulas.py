r"""LaTeX in a sentence → words and signs that can be read: ``$k_1 \le n^2$`` is k₁ ≦ n².

Pages leave it in their text for a script (MathJax, KaTeX) to set: ``\(…\)`` and ``$…$`` in the line,
``\[…\]`` and ``$$…$$`` on a line of its own. What is written here in signs of its own (``−`` between spaces,
``∕``, ``∑(i=1→n)``, ``^(…)``) is what ``readings.in_formulas`` says of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings import ruby
from narrate.readings.latex import UnsayableError, written

NAMED = "数式"
"""What is said in a sentence for a formula too long to say: without it the sentence would be false."""
_LONGEST = 40  # characters: what is longer nobody follows by ear
IN_TEXT = (
    r"(?P<apart>\$\$[^$\ue000-\ue005]{1,2000}\$\$|(?<!\\)\\\[[^\ue000-\ue005]{1,2000}?\\\])"
    r"|(?P<inline>\\\([^\ue000-\ue005]{1,500}?\\\)"
    r"|(?<![\\$A-Za-z0-9])\$(?:(?!\s)[^$\ue000-\ue005]{1,500}(?<![\s\\])"
    r"| [^$\n\ue000-\ue005]{1,200} )\$(?![$A-Za-z0-9]))"
)
"""What may be LaTeX in a page's text; what the readers of pages mark with is never in it."""
_IS_LATEX = compiled(r"\\[A-Za-z]|[_^]")
_IN_DOLLARS = compiled(
    r"\$\$[^$]{1,500}\$\$|(?<![\\$A-Za-z0-9])\$(?!\s)[^$]{1,500}(?<![\s\\])\$(?![$A-Za-z0-9])"
)
_SURE = compiled(r"\\[A-Za-z]|[A-Za-z0-9)}\]|][_^]\{?[A-Za-z0-9\\+-]|^[A-Za-z]$")
"""A command, what stands below or above the line at something, or one letter alone."""
_JAPANESE = compiled("[ぁ-んァ-ヶ一-鿿。、]")
_TEXT = compiled(r"\\(?:text|mathrm|mbox)\s?\{[^{}]*\}")


def in_words(latex: str) -> str:
    """A short formula without its markup; empty if there is more in it than can be said in a line."""
    try:
        words = written(latex)
    except UnsayableError:
        return ""
    return words if len(ruby.base(words)) <= _LONGEST else ""


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Formulas between dollars that were left in a text, as (start, end, what is read in their place)."""
    for found in _IN_DOLLARS.finditer(text, start, end):
        if _SURE.search(bare(found.group())) and is_latex(found.group(), is_set=True):
            yield *found.span(), in_words(bare(found.group())) or NAMED


def is_latex(text: str, is_set: bool) -> bool:
    """Whether what stands between the marks of a formula is one: no Japanese, and markup is in it.

    Markup is not asked for where the page has a script that sets formulas (``is_set``).
    """
    if _JAPANESE.search(_TEXT.sub("", text)):
        return False
    if re.match(r"\$[0-9]+\s", text) or (text.startswith("$ ") and not is_set):
        return False  # what costs $5 to $10
    return is_set or bool(_IS_LATEX.search(text.replace("\\(", "").replace("\\[", "")))


def bare(text: str) -> str:
    r"""A formula without the marks around it: ``$x$``, ``\(x)``."""
    return text[2:-2] if text.startswith(("\\(", "\\[")) else text.strip("$")
