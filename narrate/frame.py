"""What the announcer says that no author wrote: opening, sign-off, a word in place of code or a table.

The texts are the show's own, set in ``narrate.toml``; an empty one is not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from narrate.errors import SettingsError
from narrate.model import Article, Paragraph, Section
from narrate.patterns import compiled
from narrate.plain import in_japanese


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts; in ``opening`` and ``sign_off`` stand ``{title}``, ``{date}``, ``{byline}``, ``{credit}``.

    ``credit`` is date and byline as far as they are known; an opening that names what is not known is not
    said. ``code_aloud`` and ``table_aloud`` are said where code or a table was left out.
    """

    opening: str = "{credit}の記事です。"
    sign_off: str = ""
    synthetic_voice: str = ""
    code_aloud: str = ""
    table_aloud: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Frame:
        """The texts that a show's settings name, the others as they are by default.

        Raises:
            SettingsError: a text names something else in braces.
        """
        frame = cls(**{field.name: settings[field.name] for field in fields(cls) if field.name in settings})
        for name in ("opening", "sign_off", "synthetic_voice"):
            _filled(name, getattr(frame, name), dict.fromkeys(_NAMES, "-"))
        return frame

    @property
    def aloud(self) -> dict[str, str]:
        """What is said in place of what was dropped, by the reason."""
        return {"code block": self.code_aloud, "table": self.table_aloud}

    def around(self, article: Article) -> Article:
        """The article with what is said before and after it."""
        if not article.sections:
            return article
        facts = _facts(article)
        before = _paragraphs(_filled("opening", self.opening, facts))
        ends = (
            _filled("sign_off", self.sign_off, facts),
            _filled("synthetic_voice", self.synthetic_voice, facts),
        )
        first, *rest = article.sections
        if first.level == 0:
            is_titled = bool(first.paragraphs) and first.paragraphs[0].kind == "title"
            place = 1 if is_titled else 0
            first = replace(first, paragraphs=(*first.paragraphs[:place], *before, *first.paragraphs[place:]))
            sections = [first, *rest]
        else:
            sections = [*([Section(article.title, before, 0)] if before else []), first, *rest]
        after = tuple(paragraph for text in ends for paragraph in _paragraphs(text))
        sections[-1] = replace(sections[-1], paragraphs=(*sections[-1].paragraphs, *after))
        return replace(article, sections=tuple(sections))


_FULL_NAME = compiled(r"([一-鿿々ヶヵ]{1,4})[ \u3000]([一-鿿々ぁ-んァ-ヺー]{1,4})")
"""A family name and a given name, which are said in one breath."""
_NAMES = ("title", "date", "byline", "credit")
_WELL_FORMED = compiled(rf"(?:[^{{}}]|\{{\{{|\}}\}}|\{{(?:{'|'.join(_NAMES)})\}})*")
"""What Python would fill in otherwise, such as ``{title.upper}``, is not meant."""


def _facts(article: Article) -> dict[str, str]:
    date = in_japanese(article.date) if article.date else ""
    byline = _FULL_NAME.sub(r"\1\2", article.byline)
    credit = "、".join(filter(None, (date, byline)))
    return {"title": article.title, "date": date, "byline": byline, "credit": credit}


def _filled(name: str, text: str, facts: Mapping[str, str]) -> str:
    """The text with its names filled in; empty if one of them is not known."""
    if any(f"{{{fact}}}" in text and not value for fact, value in facts.items()):
        return ""
    if not _WELL_FORMED.fullmatch(text):
        known = ", ".join(f"{{{fact}}}" for fact in _NAMES)
        raise SettingsError(f"narrate.toml: '{name}' has braces around something else than {known}")
    return text.format_map(facts)


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text, "frame"),) if text else ()
