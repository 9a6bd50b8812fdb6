"""Template + all episodes → ``output/feed.xml``: the same input gives the same bytes.

feedgen serialises the core of RSS; the ``itunes:`` and ``podcast:`` elements are in ``feed_tags``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Sequence
from pathlib import Path

from feedgen.feed import FeedGenerator
from filelock import FileLock

from narrate import files
from narrate.address import is_local, root_of
from narrate.cover import check_cover, check_name
from narrate.errors import TemplateError
from narrate.feed_tags import EpisodeExtension, ShowExtension
from narrate.library import load_episodes, number_episodes
from narrate.model import Episode
from narrate.notes import clean, clipped, notes, web_address
from narrate.page import PAGE, page
from narrate.show import Show
from narrate.template import Template, read_template
from narrate.template_rules import ITUNES, PODCAST

_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # given by the podcast namespace
_MAX_TITLE = 255  # characters (PSP-1)


def write_feed(show: Show, base_url: str) -> tuple[Path, list[str]]:
    """Write the feed of all episodes, with cover and page beside it.

    Returns its path and a line for each episode that was left out. Two builds at once take turns, so that
    neither loses the other's episode. The show's guid, and the numbers of a serial show's episodes, are given
    here for life.

    Raises:
        TemplateError: the template is not a show, or names a picture that is not there.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    root = root_of(show, base_url)
    template = read_template(show.template, root)
    with FileLock(show.output / ".lock"):
        if template.text(f"{{{ITUNES}}}type") == "serial":
            number_episodes(show)
        episodes, problems = load_episodes(show)
        cover = publish_cover(show, template, root)
        guid = _channel_guid(show, template, base_url, record=True)
        files.write_if_changed(show.feed, render(show, template, episodes, root, guid))
        files.write_if_changed(show.output / PAGE, page(template, episodes, cover))
    return show.feed, problems


def feed_bytes(show: Show, base_url: str) -> tuple[bytes, list[str]]:
    """The feed of all episodes for an address, and a line for each that is left out; writes nothing.

    Raises:
        TemplateError: the template is not a show.
    """
    root = root_of(show, base_url)
    template = read_template(show.template, root)
    guid = _channel_guid(show, template, base_url, record=False)
    episodes, problems = load_episodes(show)
    return render(show, template, episodes, root, guid), problems


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


def publish_cover(show: Show, template: Template, base_url: str) -> str:
    """Copy the show's picture to where its address says it is; returns its address as seen from there."""
    cover = cover_file(show, template, base_url)
    if cover is None:
        return template.cover_url
    files.write_if_changed(show.output / cover.name, cover.read_bytes())
    return cover.name


def render(show: Show, template: Template, episodes: Sequence[Episode], root: str, guid: str) -> bytes:
    """The feed's bytes for these episodes, newest first, whose files are below the address ``root``."""
    feed = FeedGenerator()
    feed.register_extension("show", ShowExtension, EpisodeExtension, atom=False)
    feed.show.set(template, guid, private=show.private, moved_to=show.moved_to)
    feed.title(template.title)
    feed.link(href=f"{root}/feed.xml", rel="self", type="application/rss+xml")
    feed.link(href=template.text("link"), rel="alternate")  # the last link becomes the channel's <link>
    feed.description(template.text("description"))
    feed.language(template.text("language"))
    if template.text("copyright"):
        feed.copyright(template.text("copyright"))
    feed.generator("narrate")
    newest = max((e.published for e in episodes), key=dt.datetime.fromisoformat, default=None)
    feed.lastBuildDate(newest or "1970-01-01T00:00:00Z")
    for episode in episodes:
        _add(feed, episode, template, root)
    return bytes(feed.rss_str(pretty=True))


def _add(feed: FeedGenerator, episode: Episode, template: Template, root: str) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(episode.guid, permalink=False)
    entry.title(clipped(clean(episode.title), _MAX_TITLE))
    if link := web_address(episode.link):
        entry.link(href=link)
    entry.description(notes(episode, template.text("language")))
    url = f"{root}/episodes/{episode.slug}/{episode.audio.file}"
    entry.enclosure(url, str(episode.audio.bytes), "audio/mpeg")
    entry.published(dt.datetime.fromisoformat(episode.published))
    entry.show.set(episode, template, root)


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
    if record and not is_local(base_url):
        files.write(kept, json.dumps({"guid": guid}).encode())
    return guid
