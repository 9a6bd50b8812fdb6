"""HTML that cannot be broken by what stands in it: text is escaped unless it is ``Markup`` already."""

from __future__ import annotations

import html
from collections.abc import Iterable

from narrate.plain import on_one_line

_VOID = frozenset(("img", "input", "link", "meta"))


class Markup(str):
    """HTML as it is written; all other strings are text."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | bool) -> Markup:
    """An element with its children.

    An underscore in an attribute's name stands for a hyphen, one at its end is left out (``class_``). An
    attribute that is True has no value, one that is False is left out.
    """
    given = "".join(_attribute(key, value) for key, value in attributes.items() if value is not False)
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*children: str, between: str = "") -> Markup:
    """Children one after the other, the empty ones left out."""
    parts = (child if isinstance(child, Markup) else _escaped(child) for child in children if child)
    return Markup(between.join(parts))


def lines(*children: str) -> Markup:
    """Children on lines of their own, for what is no running text."""
    return Markup(f"\n{joined(*children, between=chr(10))}\n")


def whole_page(head: Iterable[str], body: Iterable[str], language: str) -> bytes:
    """A whole page, of what stands in its head and in its body."""
    whole = element("html", element("head", lines(*head)), element("body", lines(*body)), lang=language)
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _attribute(name: str, value: str | bool) -> str:
    key = name.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{_escaped(str(value))}"'


def _escaped(text: str) -> str:
    return html.escape(on_one_line(text))
