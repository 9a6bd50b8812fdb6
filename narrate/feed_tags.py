"""The ``itunes:`` and ``podcast:`` elements of a feed, as extensions of feedgen.

feedgen's own extension drops artwork silently and refuses ``true`` and ``false``; it has no ``podcast:``.
"""

from __future__ import annotations

import base64
import copy
import re
from collections.abc import Iterator, Mapping

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from narrate.model import Attachment, Episode
from narrate.patterns import compiled
from narrate.plain import clean, clipped, in_seconds
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
_LANGUAGE = compiled("[a-z]{2,3}", re.IGNORECASE)
_MAX_NAME = 128  # characters of a person, a soundbite's title (podcast namespace)
_MAX_VALUE = 255  # characters of any other value (PSP-1)
_TRANSCRIPTS = ("vtt", "srt", "json", "html")
"""Kinds of attachments that are transcripts, the one that Apple takes first."""
_TIMED = ("vtt", "srt", "json")
_ALTERNATES = ("m4a", "opus")


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
                _append_copy(channel, element)
        for tag, text in _DEFAULTS.items():
            if channel.find(tag) is None:
                etree.SubElement(channel, tag).text = text
        if channel.find(f"podcast:txt[@purpose='{_AI_CONTENT}']", PREFIXES) is None:
            _add(channel, PODCAST, "txt", "true", purpose=_AI_CONTENT)


class EpisodeExtension(BaseEntryExtension):  # type: ignore[misc]
    """Adds what podcast apps ask of an item."""

    def set(self, episode: Episode, template: Template, root: str) -> None:
        """``root`` is the address that the show's files are below."""
        self._episode, self._template = episode, template
        self._folder = f"{root}/episodes/{episode.slug}"

    def extend_rss(self, item: etree._Element) -> None:
        """Add the elements to the item."""
        self._add_itunes(item)
        self._add_numbers(item)
        self._add_people(item)
        found = _LANGUAGE.match(self._template.text("language"))
        language = {"language": found[0].lower()} if found else {}
        for kind in _TRANSCRIPTS:
            for each in self._attached(kind):
                self._add_transcript(item, each, language)
        for each in self._attached("chapters"):
            _add(item, PODCAST, "chapters", url=self._url(each.file), type=each.type)
        if bite := self._episode.soundbite:
            times = {
                "startTime": in_seconds(bite.start_ms),
                "duration": in_seconds(bite.end_ms - bite.start_ms),
            }
            _add(item, PODCAST, "soundbite", clipped(clean(bite.title), _MAX_NAME), **times)
        for kind in _ALTERNATES:
            for each in self._attached(kind):
                self._add_alternate(item, each)

    def _add_itunes(self, item: etree._Element) -> None:
        episode = self._episode
        _add(item, ITUNES, "title", clipped(clean(episode.title), _MAX_VALUE))
        _add(item, ITUNES, "duration", str(max(1, round(episode.audio.seconds))))
        _add(item, ITUNES, "explicit", self._template.text(f"{{{ITUNES}}}explicit"))
        _add(item, ITUNES, "episodeType", "full")
        for each in self._attached("art"):
            _add(item, ITUNES, "image", href=self._url(each.file))

    def _add_numbers(self, item: etree._Element) -> None:
        for name, number in (("season", self._episode.season), ("episode", self._episode.number)):
            if number is not None:
                _add(item, ITUNES, name, str(number))
                _add(item, PODCAST, name, str(number))

    def _add_people(self, item: etree._Element) -> None:
        """Who wrote the article; with the show's own people, whom an item's would replace otherwise.

        Roles and groups are of the podcast taxonomy.
        """
        if not clean(self._episode.byline):
            return
        name = clipped(clean(self._episode.byline), _MAX_NAME)
        _add(item, PODCAST, "person", name, role="author", group="writing")
        for person in self._template.channel.iterfind("podcast:person", PREFIXES):
            _append_copy(item, person)

    def _add_transcript(self, item: etree._Element, each: Attachment, language: Mapping[str, str]) -> None:
        attributes = {"url": self._url(each.file), "type": each.type.partition(";")[0], **language}
        if each.kind in _TIMED:
            attributes["rel"] = "captions"
        _add(item, PODCAST, "transcript", **attributes)

    def _add_alternate(self, item: etree._Element, each: Attachment) -> None:
        bits = round(each.bytes * 8 / self._episode.audio.seconds)
        about = {"type": each.type, "length": str(each.bytes), "bitrate": str(bits)}
        alternate = _add(item, PODCAST, "alternateEnclosure", title=each.kind.upper(), **about)
        _add(alternate, PODCAST, "source", uri=self._url(each.file))
        digest = base64.b64encode(bytes.fromhex(each.sha256)).decode()
        _add(alternate, PODCAST, "integrity", type="sri", value=f"sha256-{digest}")

    def _attached(self, kind: str) -> Iterator[Attachment]:
        return (each for each in self._episode.attachments if each.kind == kind)

    def _url(self, file: str) -> str:
        return f"{self._folder}/{file}"


def _is_carried(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _OWN:
        return False
    return not (element.tag == f"{{{ATOM}}}link" and element.get("rel") == "self")


def _append_copy(parent: etree._Element, element: etree._Element) -> None:
    """Without spaces around its values, which some apps would take for a part of them."""
    copied = copy.deepcopy(element)
    for each in copied.iter("*"):
        each.text, each.tail = clean(each.text or "") or None, None
        for name, value in each.attrib.items():
            each.attrib[name] = clean(str(value))
    parent.append(copied)


def _add(
    parent: etree._Element, namespace: str, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = text
    return element
