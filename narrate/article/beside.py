"""The elements beside another; comments, which nobody sees, may stand between them."""

from __future__ import annotations

from lxml.html import HtmlElement


def before(element: HtmlElement) -> HtmlElement | None:
    """The element right before another in the same one; None if it is the first."""
    return next(element.itersiblings("*", preceding=True), None)


def behind(element: HtmlElement) -> HtmlElement | None:
    """The element right behind another in the same one; None if it is the last."""
    return next(element.itersiblings("*"), None)
