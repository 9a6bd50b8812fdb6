"""Articles that have no episode yet: the newest on the show's page, all of them on one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from narrate.pages.frame import document
from narrate.pages.html import Markup, element, lines
from narrate.pages.parts import Setting, finder, home
from narrate.pages.words import Words
from narrate.plain import clean

FOLDER = "articles/"
"""Where they are beside the show's page: all of them, and below it each by its slug."""
_ROOT = "../"


class Unbuilt(NamedTuple):
    """An article that has no episode yet, but a page at ``articles/<slug>/``."""

    slug: str
    title: str


class Listed(NamedTuple):
    """Articles that are listed, and the number of those for which the list has no room."""

    articles: tuple[Unbuilt, ...] = ()
    rest: int = 0


def part(listed: Listed, words: Words, find: Markup | None) -> Iterator[Markup]:
    """What the show's page has of them, with a field that finds them, if none stands above it."""
    yield element("h2", words["articles"], id="articles")
    yield element("p", words["articles_how"], class_="note")
    if find:
        yield find
    yield _list(listed, FOLDER)
    if listed.rest:
        all_of_them = element("a", words["show_all"], href=FOLDER)
        yield element("p", words["more"].format(count=listed.rest), " ", all_of_them, class_="note")


def page(listed: Listed, setting: Setting, cover: str) -> bytes:
    """The page at ``articles/`` beside the show's own, whose picture is ``cover``, empty if it has none."""
    words = setting.words
    main = (
        element("h1", words["articles"]),
        element("p", words["articles_how" if listed.articles else "none_unbuilt"], class_="note"),
        finder(words),
        _list(listed, ""),
        element("p", words["unlisted"].format(count=listed.rest), class_="note") if listed.rest else "",
    )
    return document(
        f"{words['articles']} – {setting.show}",
        home(setting.show, _ROOT),
        element("main", lines(*main)),
        language=setting.language,
        root=_ROOT,
        about="",
        icon=f"{_ROOT}{cover}" if cover else "",
        private=setting.private,
    )


def _list(listed: Listed, folder: str) -> Markup:
    links = (
        element("a", clean(article.title) or article.slug, href=f"{folder}{quote(article.slug)}/")
        for article in listed.articles
    )
    entries = (element("li", element("h3", link)) for link in links)
    return element("ol", lines(*entries), class_="unbuilt", data_episodes=True)
