"""The items of a feed, one for each episode, with what podcast apps ask of them.

They are text from the start: thousands are written each time that one is added, and as elements of feedgen
and lxml they take three times as long.
"""

from __future__ import annotations

import base64
import datetime as dt
import html
from collections.abc import Iterator, Mapping
from email.utils import format_datetime

from lxml import etree

from narrate.feed_tags import cleaned
from narrate.model import Attachment, Episode
from narrate.notes import notes
from narrate.pages.episode import page_of
from narrate.patterns import compiled
from narrate.plain import clean, clipped, in_seconds, web_address
from narrate.template import Template
from narrate.template_rules import ITUNES, PREFIXES

_MAX_TITLE = 255  # characters of a title and of any other value (PSP-1)
_MAX_NAME = 128  # characters of a person, a soundbite's title (podcast namespace)
_LANGUAGE = compiled("[a-z]{2,3}")
_TRANSCRIPTS = ("vtt", "srt", "json", "html")
"""Kinds of attachments that are transcripts, the one that Apple takes first."""
_TIMED = ("vtt", "srt", "json")
_ALTERNATES = ("m4a", "opus")
_INDENT = "    "
"""Of an item, as lxml writes a channel's elements."""


class Items:
    """Writes items of a show whose files are below the address ``root``."""

    def __init__(self, template: Template, root: str) -> None:
        self._root = root
        self._language = template.text("language")
        self._explicit = template.text(f"{{{ITUNES}}}explicit")
        found = _LANGUAGE.match(self._language.lower())
        self._spoken = {"language": found[0]} if found else {}
        people = template.channel.iterfind("podcast:person", PREFIXES)
        self._people = [_copy(person, template.channel.nsmap) for person in people]

    def xml(self, episode: Episode) -> str:
        """An episode's item, its lines indented as a part of a channel."""
        lines = "\n".join(f"{_INDENT}  {line}" for line in self._elements(episode))
        return f"{_INDENT}<item>\n{lines}\n{_INDENT}</item>\n"

    def _elements(self, episode: Episode) -> Iterator[str]:
        folder = f"{self._root}/episodes/{episode.slug}"
        title = clipped(clean(episode.title), _MAX_TITLE)
        yield from self._of_rss(episode, title, folder)
        yield from self._of_itunes(episode, title, folder)
        yield from self._named(episode)
        yield from self._texts(episode, folder)
        if bite := episode.soundbite:
            length = in_seconds(bite.end_ms - bite.start_ms)
            times = {"startTime": in_seconds(bite.start_ms), "duration": length}
            yield _element("podcast:soundbite", clipped(clean(bite.title), _MAX_NAME), times)
        for each in _attached(episode, *_ALTERNATES):
            yield from _alternate(each, folder, episode.audio.seconds)

    def _of_rss(self, episode: Episode, title: str, folder: str) -> Iterator[str]:
        audio, own_page = episode.audio, page_of(episode)
        yield _element("title", title)
        if link := web_address(episode.link) or (f"{folder}/{own_page.file}" if own_page else ""):
            yield _element("link", link)
        yield _element("description", notes(episode, self._language))
        yield _element("guid", episode.guid, {"isPermaLink": "false"})
        file = {"url": f"{folder}/{audio.file}", "length": str(audio.bytes), "type": "audio/mpeg"}
        yield _element("enclosure", "", file)
        yield _element("pubDate", format_datetime(dt.datetime.fromisoformat(episode.published)))

    def _of_itunes(self, episode: Episode, title: str, folder: str) -> Iterator[str]:
        yield _element("itunes:title", title)
        yield _element("itunes:duration", str(max(1, round(episode.audio.seconds))))
        yield _element("itunes:explicit", self._explicit)
        yield _element("itunes:episodeType", "full")
        for each in _attached(episode, "art"):
            yield _element("itunes:image", "", {"href": f"{folder}/{each.file}"})
        for name, number in (("season", episode.season), ("episode", episode.number)):
            if number is not None:
                yield _element(f"itunes:{name}", str(number))
                yield _element(f"podcast:{name}", str(number))

    def _named(self, episode: Episode) -> Iterator[str]:
        """Who wrote the article; with the show's own people, whom an item's would replace otherwise.

        Roles and groups are of the podcast taxonomy.
        """
        if name := clipped(clean(episode.byline), _MAX_NAME):
            yield _element("podcast:person", name, {"role": "author", "group": "writing"})
            yield from self._people

    def _texts(self, episode: Episode, folder: str) -> Iterator[str]:
        """The transcripts and the chapters."""
        for each in _attached(episode, *_TRANSCRIPTS):
            about = {"url": f"{folder}/{each.file}", "type": each.type.partition(";")[0], **self._spoken}
            rel = {"rel": "captions"} if each.kind in _TIMED else {}
            yield _element("podcast:transcript", "", about | rel)
        for each in _attached(episode, "chapters"):
            yield _element("podcast:chapters", "", {"url": f"{folder}/{each.file}", "type": each.type})


def _alternate(each: Attachment, folder: str, seconds: float) -> Iterator[str]:
    """The lines of another format of the same sound, with its address and its hash."""
    about = {
        "title": each.kind.upper(),
        "type": each.type,
        "length": str(each.bytes),
        "bitrate": str(round(each.bytes * 8 / seconds)),
    }
    digest = base64.b64encode(bytes.fromhex(each.sha256)).decode()
    opening = _element("podcast:alternateEnclosure", "", about).removesuffix("/>")
    yield f"{opening}>"
    yield "  " + _element("podcast:source", "", {"uri": f"{folder}/{each.file}"})
    yield "  " + _element("podcast:integrity", "", {"type": "sri", "value": f"sha256-{digest}"})
    yield "</podcast:alternateEnclosure>"


def _attached(episode: Episode, *kinds: str) -> list[Attachment]:
    """What lies beside an episode of these kinds, in their order."""
    return [each for kind in kinds for each in episode.attachments if each.kind == kind]


def _copy(element: etree._Element, declared: Mapping[str | None, str]) -> str:
    """An element of the template as the feed has it, which declares the prefixes itself."""
    text = etree.tostring(cleaned(element), encoding="unicode")
    for prefix, uri in (*declared.items(), *PREFIXES.items()):
        text = text.replace(f' xmlns:{prefix}="{uri}"', "")
    return text


def _element(name: str, text: str, attributes: dict[str, str] | None = None) -> str:
    told = "".join(
        f' {key}="{_escaped(value).replace(chr(34), "&quot;")}"' for key, value in (attributes or {}).items()
    )
    return f"<{name}{told}>{_escaped(text)}</{name}>" if text else f"<{name}{told}/>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
