"""Template + all episodes → ``output/feed.xml``: the same input gives the same bytes.

feedgen serialises the core of RSS; the ``itunes:`` and ``podcast:`` elements come from an extension of ours,
because feedgen's own drops artwork silently and refuses ``true`` and ``false``.
"""

from __future__ import annotations

import copy
import datetime as dt
import html
import ipaddress
import json
import re
import uuid
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from filelock import FileLock
from lxml import etree

from narrate import files
from narrate.cover import check_cover, check_name
from narrate.errors import SettingsError, TemplateError
from narrate.library import load_episodes
from narrate.model import Episode
from narrate.show import Show
from narrate.template import ATOM, CONTENT, ITUNES, PODCAST, Template, read_template

_NAMESPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "content": CONTENT}
# What feedgen or this module writes itself; everything else of the template is carried through.
_OWN = {
    *("title", "link", "description", "language", "copyright", "generator", "docs"),
    *("lastBuildDate", "pubDate", f"{{{PODCAST}}}guid"),
}
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # given by the podcast namespace
_MAX_NOTES = 4000  # bytes; Apple's limit for a description
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_feed(show: Show, base_url: str) -> tuple[Path, list[str]]:
    """Write the feed of all episodes; returns its path and a line for each episode that was left out.

    Two builds at once take turns, so that neither loses the other's episode.

    Raises:
        TemplateError: the template is not a show, or names a picture that is not there.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    with FileLock(show.output / ".lock"):
        data, problems = feed_bytes(show, base_url, publishing=True)
        files.write_if_changed(show.feed, data)
    return show.feed, problems


def feed_bytes(show: Show, base_url: str, *, publishing: bool = False) -> tuple[bytes, list[str]]:
    """The feed of all episodes for an address; writes nothing, unless it is ``publishing``.

    Publishing puts the cover beside the feed, and keeps the show's guid for life.

    Raises:
        TemplateError: see ``write_feed``.
    """
    template = read_template(show.template, base_url)
    episodes, problems = load_episodes(show)
    if publishing:
        publish_cover(show, template, base_url)
    guid = _channel_guid(show, template, base_url, publishing)
    return render(template, episodes, base_url, guid), problems


def check_base_url(base_url: str) -> str:
    """The address without slashes at its end.

    Raises:
        SettingsError: not ``http://`` or ``https://`` with a host, or with a query.
    """
    try:
        parts = urlsplit(base_url)
        usable = (
            parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
        )
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"base URL '{base_url}': write it like https://example.com/podcast")
    if not re.fullmatch("[!-~]+", base_url) or re.search('[<>"]', base_url):
        raise SettingsError(f"base URL '{base_url}': has characters that must be percent-encoded")
    return base_url.rstrip("/")


def cover_file(show: Show, template: Template, base_url: str) -> Path | None:
    """The local file behind the template's picture; None if the picture is somewhere else on the web.

    Raises:
        TemplateError: directories would not take the picture; its address is ours, but there is no such file.
    """
    is_ours = template.cover_url.startswith(f"{base_url}/")
    name = template.cover_url.removeprefix(f"{base_url}/") if is_ours else template.cover_url
    try:
        check_name(name)
    except TemplateError as error:
        raise TemplateError(f"{template.path}: itunes:image names {error}") from None
    if not is_ours:
        return None
    asset = show.asset(name) if re.fullmatch(r"[\w-][\w.-]*", name) else None
    if asset is None:
        raise TemplateError(
            f"{template.path}: itunes:image names '{name}'; put a picture of that name into {show.root}"
        )
    if not _is_published(asset, show.output / asset.name):  # what is has been checked
        check_cover(asset)
    return asset


def _is_published(asset: Path, published: Path) -> bool:
    return published.is_file() and published.read_bytes() == asset.read_bytes()


def publish_cover(show: Show, template: Template, base_url: str) -> None:
    """Copy the show's picture to where its address says it is."""
    if cover := cover_file(show, template, base_url):
        files.write_if_changed(show.output / cover.name, cover.read_bytes())


def render(template: Template, episodes: Sequence[Episode], base_url: str, guid: str) -> bytes:
    """The feed's bytes for these episodes, newest first."""
    feed = FeedGenerator()
    feed.register_extension("show", _ShowExtension, _EpisodeExtension, atom=False)
    feed.show.set(template, guid)
    feed.title(template.title)
    feed.link(href=f"{base_url}/feed.xml", rel="self", type="application/rss+xml")
    feed.link(href=template.text("link"), rel="alternate")  # the last link becomes the channel's <link>
    feed.description(template.text("description"))
    feed.language(template.text("language"))
    if template.text("copyright"):
        feed.copyright(template.text("copyright"))
    feed.generator("narrate")
    newest = max((e.published for e in episodes), key=dt.datetime.fromisoformat, default=None)
    feed.lastBuildDate(newest or "1970-01-01T00:00:00Z")
    for episode in episodes:
        _add(feed, episode, base_url)
    return bytes(feed.rss_str(pretty=True))


def notes(episode: Episode) -> str:
    """The show notes as HTML: date and byline, the chapters with their times, the voice's credit."""
    facts = " · ".join(fact for fact in (episode.date, episode.byline) if fact)
    parts = [f"<p>{_escape(facts)}</p>"] if facts else []
    credit = [f"<p>音声合成による読み上げです。{_escape(episode.credit)}</p>"]
    entries: list[str] = []
    room = _MAX_NOTES - len("".join([*parts, "<ul></ul>", *credit]).encode())
    for chapter in episode.chapters:
        entry = f"<li>{_clock(chapter.start_ms)} {_escape(chapter.title)}</li>"
        room -= len(entry.encode())
        if room < 0:
            break
        entries.append(entry)
    return "".join([*parts, "<ul>", *entries, "</ul>", *credit] if entries else [*parts, *credit])


def _add(feed: FeedGenerator, episode: Episode, base_url: str) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(episode.guid, permalink=False)
    entry.title(_clean(episode.title))
    entry.description(notes(episode))
    url = f"{base_url}/episodes/{episode.slug}/{episode.audio.file}"
    entry.enclosure(url, str(episode.audio.bytes), "audio/mpeg")
    entry.published(dt.datetime.fromisoformat(episode.published))
    entry.show.set(episode)


class _ShowExtension(BaseExtension):  # type: ignore[misc]
    """Carries the template's other elements through, and adds the show's guid."""

    def set(self, template: Template, guid: str) -> None:
        self._template, self._guid = template, guid

    def extend_ns(self) -> dict[str, str]:
        own = {prefix: uri for prefix, uri in self._template.channel.nsmap.items() if prefix}
        return own | _NAMESPACES

    def extend_rss(self, rss: etree._Element) -> None:
        channel = rss[0]
        _add_element(channel, PODCAST, "guid", self._guid)
        for element in self._template.channel:
            is_self = element.tag == f"{{{ATOM}}}link" and element.get("rel") == "self"
            if isinstance(element.tag, str) and element.tag not in _OWN and not is_self:
                carried = copy.deepcopy(element)
                carried.tail = None
                channel.append(carried)


class _EpisodeExtension(BaseEntryExtension):  # type: ignore[misc]
    """Adds what podcast apps ask of an item."""

    def set(self, episode: Episode) -> None:
        self._episode = episode

    def extend_rss(self, item: etree._Element) -> None:
        _add_element(item, ITUNES, "duration", str(max(1, round(self._episode.audio.seconds))))
        _add_element(item, ITUNES, "episodeType", "full")


def _add_element(parent: etree._Element, namespace: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}").text = text


def _channel_guid(show: Show, template: Template, base_url: str, record: bool) -> str:
    """The show's guid for life: the template's, else the one first derived from a public address.

    A local address is everybody's: what is derived from it is not kept.
    """
    if given := template.text(f"{{{PODCAST}}}guid"):
        return given
    kept = show.output / "show.json"
    if kept.is_file():
        try:
            return str(uuid.UUID(json.loads(kept.read_text(encoding="utf-8"))["guid"]))
        except (ValueError, KeyError, TypeError):
            pass  # damaged: derive it again
    address = re.sub("^https?://", "", f"{base_url}/feed.xml").rstrip("/")
    guid = str(uuid.uuid5(_PODCAST_NAMESPACE, address))
    if record and not _is_local(urlsplit(base_url).hostname or ""):
        files.write(kept, json.dumps({"guid": guid}).encode())
    return guid


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".lan")) or "." not in host


def _escape(text: str) -> str:
    return html.escape(_clean(text), quote=False)


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _clock(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
