"""The LaTeX of a formula in a page: what its element has for who copies it, else what its MathML comes to.

KaTeX and Wikipedia have an ``<annotation>``, arXiv's pages ``alttext``, pictures of formulas ``alt``.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from narrate.patterns import compiled

_AS_LATEX = {
    **{"msup": "{0}^{{{1}}}", "msub": "{0}_{{{1}}}", "msubsup": "{0}_{{{1}}}^{{{2}}}"},
    **{"munder": "{0}_{{{1}}}", "munderover": "{0}_{{{1}}}^{{{2}}}", "mfrac": "\\frac{{{0}}}{{{1}}}"},
    **{"mroot": "\\sqrt[{1}]{{{0}}}", "mtext": "\\text{{{0}}}"},
}
"""How an element's parts are set in LaTeX."""
_SIGNS = {"∑": "\\sum ", "∏": "\\prod ", "∫": "\\int ", "−": "-", "\u2061": "", "\u2062": "", "\u2063": ""}
_SILENT = frozenset(("annotation", "annotation-xml", "mspace", "mphantom"))
_DEEPEST = 40  # elements
_SETS_FORMULAS = compiled("mathjax|katex", re.IGNORECASE)


def are_set(page: HtmlElement) -> bool:
    """Whether a page has a script or a style that sets LaTeX as formulas."""
    named = (part.get(name, "") for part in page.iter("script", "link") for name in ("src", "href", "id"))
    return any(map(_SETS_FORMULAS.search, named))


def latex_of(element: HtmlElement) -> str:
    """The formula that an element is; empty if it does not say it."""
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or ""):
            return str(annotation.text or "").strip()
    for formula in element.iter("math"):
        return str(formula.get("alttext") or "").strip() or _converted(formula, 0).strip()
    return ""


def is_set_apart(element: HtmlElement) -> bool:
    """Whether a formula stands on a line of its own."""
    return element.get("display") == "block" or "katex-display" in (element.get("class") or "")


def _converted(element: HtmlElement, depth: int) -> str:
    if not isinstance(element.tag, str) or element.tag in _SILENT or depth > _DEEPEST:
        return ""
    text = (element.text or "").strip()
    parts = [_converted(child, depth + 1) for child in element] or [_SIGNS.get(text, text)]
    if element.tag == "msqrt":
        return f"\\sqrt{{{''.join(parts)}}}"
    form = _AS_LATEX.get(element.tag)
    is_whole = form and f"{{{len(parts) - 1}}}" in form and f"{{{len(parts)}}}" not in form
    return form.format(*parts) if form and is_whole else "".join(parts)
