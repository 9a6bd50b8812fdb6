"""OPML: the feeds of several shows in one file, which podcast apps import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from narrate.plain import clean


class Subscription(NamedTuple):
    """A show as a subscriber sees it: name, address of its feed and of its page."""

    title: str
    feed: str
    link: str


def opml(title: str, shows: Iterable[Subscription]) -> bytes:
    """The list as OPML 2.0."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = clean(title)
    body = etree.SubElement(root, "body")
    for show in shows:
        name = clean(show.title)
        places = {"xmlUrl": show.feed, "htmlUrl": show.link}
        etree.SubElement(body, "outline", {"type": "rss", "text": name, "title": name, **places})
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
