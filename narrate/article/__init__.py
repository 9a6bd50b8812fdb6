"""The article room: a source in any form → Article, every part of it to be read or dropped with a reason.

``facts`` finds title, date and byline, ``text``, ``markdown`` and ``html`` give the blocks of their form,
``clutter`` and ``elements`` know what nobody wants to hear, ``pieces`` makes the Article.
"""

from __future__ import annotations

from narrate.article.forms import parse, read_article
from narrate.cuts import CLOSERS, FINAL

__all__ = ["CLOSERS", "FINAL", "parse", "read_article"]
