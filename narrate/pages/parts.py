"""What several pages have in common, and what they are told of the show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from narrate.pages.frame import PAGE
from narrate.pages.html import Markup, element, lines
from narrate.pages.words import Words, day, words_of
from narrate.plain import clean, clipped

_LONGEST_TITLE = 100
"""Characters, some eight lines on a phone; what is longer is a text without a title of its own."""
_LONGEST_LEAD = 300  # characters


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page tells of the show it belongs to, and the names that listeners know of its voices."""

    show: str
    language: str
    private: bool
    names: Mapping[str, str]

    @property
    def words(self) -> Words:
        """What the page says itself."""
        return words_of(self.language)


def beginning(lead: str) -> str:
    """How an article begins, for the head of its page or as its first lines."""
    return clipped(clean(lead), _LONGEST_LEAD)


def short(title: str) -> str:
    """A title as it is shown where its page is about something else: the text, or a list."""
    return clipped(title, _LONGEST_TITLE)


def home(show: str, root: str) -> Markup:
    """The way to the show's page, to which ``root`` leads (``../../``)."""
    return element("p", element("a", show, href=f"{root}{PAGE}"), class_="home")


def facts(iso: str, *others: str, language: str) -> Markup:
    """A day, if it is known, and other facts on one line, the empty ones left out."""
    date = element("time", day(iso, language), datetime=iso) if iso else ""
    return element("p", date, *(element("span", text) for text in others if text), class_="facts")


def credit(words: Words, names: str) -> Markup:
    """That the voice is synthetic, and whom it must name."""
    return element("p", f"{words['synthetic']} {clean(names)}".strip())


def finder(words: Words) -> Markup:
    """A field that filters the lists of a page by their titles; the script shows it."""
    label = element("label", words["find"], for_="find")
    field = element("input", type="search", id="find", data_find=True)
    return element("p", label, field, class_="find", hidden=True)


def idle_player(show: str, words: Words) -> Markup:
    """A player for all that a page plays; the script fills it and shows it."""
    return element(
        "section",
        element("audio", preload="none"),
        class_="player",
        aria_label=words["player"],
        data_player=True,
        data_show=show,
        hidden=True,
    )


def contents(entries: Iterable[Markup], words: Words, **attributes: str | bool) -> Markup:
    """The contents, of entries each in an ``li``; ``attributes`` are for the script."""
    return element(
        "nav",
        element("h2", words["chapters"], id="contents"),
        element("ol", lines(*entries)),
        class_="chapters",
        aria_labelledby="contents",
        **attributes,
    )
