"""The ``itunes:`` and ``podcast:`` elements of a feed's channel, as an extension of feedgen.

feedgen's own extension drops artwork silently and refuses ``true`` and ``false``; it has no ``podcast:``.
"""

from __future__ import annotations

import copy

from feedgen.ext.base import BaseExtension
from lxml import etree

from narrate.plain import clean
from narrate.template import Template
from narrate.template_rules import ATOM, ITUNES, PODCAST, PREFIXES

# What feedgen or the feed writes itself; everything else of the template is carried through.
_OWN = {
    *("title", "link", "description", "language", "copyright", "generator", "docs"),
    *("lastBuildDate", "pubDate", f"{{{PODCAST}}}guid"),
}
_DEFAULTS = {
    f"{{{PODCAST}}}locked": "no",
    f"{{{PODCAST}}}medium": "podcast",
}
"""What a channel says where its template does not."""
_AI_CONTENT = "ai-content"  # Apple asks that a synthetic voice is disclosed in the metadata


class ShowExtension(BaseExtension):  # type: ignore[misc]
    """Carries the template's other elements through, and adds what the show is and where it went."""

    def set(self, template: Template, guid: str, *, private: bool, moved_to: str) -> None:
        """``guid`` is the show's; a ``private`` one is in no directory; ``moved_to`` is its new feed."""
        self._template, self._guid = template, guid
        self._private, self._moved_to = private, moved_to

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the template and our own."""
        own = {prefix: uri for prefix, uri in self._template.channel.nsmap.items() if prefix}
        return own | PREFIXES

    def extend_rss(self, rss: etree._Element) -> None:
        """Add the elements to the channel."""
        channel = rss[0]
        _add(channel, PODCAST, "guid", self._guid)
        ours = set()
        if self._private:
            ours.add(_add(channel, ITUNES, "block", "Yes").tag)
        if self._moved_to:
            ours.add(_add(channel, ITUNES, "new-feed-url", self._moved_to).tag)
        for element in self._template.channel:
            if _is_carried(element) and element.tag not in ours:
                channel.append(cleaned(element))
        for tag, text in _DEFAULTS.items():
            if channel.find(tag) is None:
                etree.SubElement(channel, tag).text = text
        if channel.find(f"podcast:txt[@purpose='{_AI_CONTENT}']", PREFIXES) is None:
            _add(channel, PODCAST, "txt", "true", purpose=_AI_CONTENT)


def _is_carried(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _OWN:
        return False
    return not (element.tag == f"{{{ATOM}}}link" and element.get("rel") == "self")


def cleaned(element: etree._Element) -> etree._Element:
    """A copy without spaces around its values, which some apps would take for a part of them."""
    copied = copy.deepcopy(element)
    for each in copied.iter("*"):
        each.text, each.tail = clean(each.text or "") or None, None
        for name, value in each.attrib.items():
            each.attrib[name] = clean(str(value))
    return copied


def _add(
    parent: etree._Element, namespace: str, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = text
    return element
