"""Template + all episodes → ``output/feed.xml``: the same input gives the same bytes.

feedgen serialises the channel, with the elements of ``feed_tags``; ``feed_items`` writes the items.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import uuid
from collections.abc import Sequence
from pathlib import Path

from feedgen.feed import FeedGenerator
from filelock import FileLock

from narrate import files
from narrate.address import root_of
from narrate.base_url import is_local, is_this_machine
from narrate.cover import check_cover, check_name
from narrate.errors import TemplateError
from narrate.feed_items import Items
from narrate.feed_tags import ShowExtension
from narrate.library import load_episodes, number_episodes
from narrate.model import Episode
from narrate.pages import qr
from narrate.pages.frame import PAGE, SCRIPT, STYLE, script
from narrate.pages.show import page
from narrate.pages.unbuilt import Listed
from narrate.patterns import compiled
from narrate.plain import clean
from narrate.settings import FILE as SETTINGS
from narrate.show import FEED, TEMPLATE, Show
from narrate.template import Template, read_template
from narrate.template_rules import ITUNES, PODCAST
from narrate.web_types import with_hash

_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # given by the podcast namespace
_COPYRIGHT_MARK = compiled(
    r"\A(?:copyright\b|\(c\)|[©℗\s,–-]|[0-9]{4}年?(?=[\s,–-]))+(?=\S)", re.IGNORECASE
)  # apps write it themselves
_END_OF_CHANNEL = b"  </channel>\n"
_TITLE, _HEAD_OF_FEED = compiled("<title>(.*?)</title>"), 4096  # characters in which it stands


def write_feed(show: Show, base_url: str, wait_s: float = -1) -> tuple[Path, list[str]]:
    """Write the feed of all episodes, with cover and page beside it.

    Returns its path and a line for each episode that was left out. Two builds at once take turns, so that
    neither loses the other's episode: one waits ``wait_s`` seconds for the other, or as long as it takes. The
    show's guid, and the numbers of a serial show's episodes, are given here for life.

    Raises:
        TemplateError: the template is not a show, or names a picture that is not there.
        filelock.Timeout: the other took longer.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    template = read_template(show.template, root_of(show, base_url))
    with FileLock(show.lock_file, wait_s):
        if template.text(f"{{{ITUNES}}}type") == "serial":
            number_episodes(show)
        _check_title(show, template)
        _keep_guid(show, template, base_url)
        made, problems = files_of(show, base_url)
        for name, data in made.items():
            files.write_if_changed(show.output / name, data)
    return show.feed, problems


def _check_title(show: Show, template: Template) -> None:
    """A show whose own template is gone would get the title of the packaged one, and all apps with it."""
    is_packaged = template.path.parent != show.root and (show.root / SETTINGS).exists()
    if not (is_packaged and show.feed.exists()):
        return
    with show.feed.open(encoding="utf-8", errors="replace") as feed:
        found = _TITLE.search(feed.read(_HEAD_OF_FEED))
    title = html.unescape(found[1]).strip() if found else template.title
    if title != template.title:
        raise TemplateError(
            f"{show.root / TEMPLATE}: is gone, and the show «{title}» would be called «{template.title}»; "
            f"put it back, or delete {show.feed} if that is meant"
        )


def files_of(
    show: Show,
    base_url: str,
    loaded: tuple[Sequence[Episode], list[str]] | None = None,
    unbuilt: Listed | None = None,
) -> tuple[dict[str, bytes], list[str]]:
    """Cover, page and feed for an address, by name, and a line for each episode that is left out.

    They stand in the order in which they may be published: what names others comes after them. Writes
    nothing. ``loaded`` is what ``load_episodes`` returned to a caller who needs the same episodes, while a
    build may be adding to them. ``unbuilt`` articles are for the page of a server.

    Raises:
        TemplateError: see ``write_feed``.
    """
    root = root_of(show, base_url)
    template = read_template(show.template, root)
    made = {}
    name_of_cover = ""
    if cover := cover_file(show, template, root):
        name_of_cover = published_name(cover)
        template.name_cover(f"{root}/{name_of_cover}")
        made[name_of_cover] = cover.read_bytes()
    made |= {name: _asset(show, template, name).read_bytes() for name in template.files_below(root)}
    episodes, problems = loaded or load_episodes(show)
    code = "" if is_this_machine(root) else qr.name_of(f"{root}/{FEED}")
    if code:
        made[code] = qr.qr_code(f"{root}/{FEED}", show.output / code)
    own_script = show.asset(SCRIPT)
    made[SCRIPT] = own_script.read_bytes() if own_script else script()
    made[STYLE] = _asset(show, template, STYLE).read_bytes()
    made[PAGE] = page(
        template, episodes, name_of_cover, root=root, qr=code, private=show.private, unbuilt=unbuilt
    )
    made[FEED] = render(show, template, episodes, root, _channel_guid(show, template, base_url))
    return made, problems


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
    asset = _asset(show, template, name)
    others = [path.name for path in sorted(show.root.glob("*")) if path.stem == "cover" and path.is_file()]
    if asset.parent != show.root and others and asset.name not in others:
        raise TemplateError(f"{template.path}: names '{name}', but there is only {others[0]}; name that one")
    if not (show.output / published_name(asset)).exists():  # what is published has been checked
        check_cover(asset)
    return asset


def _asset(show: Show, template: Template, name: str) -> Path:
    asset = show.asset(name) if re.fullmatch(r"[\w-][\w.-]*", name) else None
    if asset is None:
        told = f"names '{clean(name)}'; put a file of that name into {show.root}"
        raise TemplateError(f"{template.path}: {told}")
    return asset


def published_name(cover: Path) -> str:
    """What a show's picture is called where it is published.

    Another picture has another name, since apps keep that of an address they know.
    """
    return with_hash(cover.stem, files.sha256(cover), cover.suffix)


def render(show: Show, template: Template, episodes: Sequence[Episode], root: str, guid: str) -> bytes:
    """The feed's bytes for these episodes, newest first, whose files are below the address ``root``."""
    feed = FeedGenerator()
    feed.register_extension("show", ShowExtension, atom=False)
    feed.show.set(template, guid, private=show.private, moved_to=show.moved_to)
    feed.title(clean(template.title))
    feed.link(href=f"{root}/{FEED}", rel="self", type="application/rss+xml")
    feed.link(href=template.text("link"), rel="alternate")  # the last link becomes the channel's <link>
    feed.description(clean(template.text("description")))
    feed.language(template.text("language"))
    if holder := _COPYRIGHT_MARK.sub("", template.text("copyright")):
        feed.copyright(holder)
    feed.generator("narrate")
    newest = max((e.published for e in episodes), key=dt.datetime.fromisoformat, default=None)
    feed.lastBuildDate(newest or "1970-01-01T00:00:00Z")
    channel, end, rest = bytes(feed.rss_str(pretty=True)).rpartition(_END_OF_CHANNEL)
    items = "".join(map(Items(template, root).xml, episodes))
    return b"".join((channel, items.encode(), end, rest))


def _channel_guid(show: Show, template: Template, base_url: str) -> str:
    """The show's guid for life: the template's, else the one first derived from a public address."""
    if given := template.text(f"{{{PODCAST}}}guid"):
        return given
    try:
        return str(uuid.UUID(json.loads(_guid_file(show).read_text(encoding="utf-8"))["guid"]))
    except (OSError, ValueError, KeyError, TypeError):  # none, or damaged: derive it again
        address = re.sub("^https?://", "", f"{base_url}/{FEED}").rstrip("/")
        return str(uuid.uuid5(_PODCAST_NAMESPACE, address))


def _keep_guid(show: Show, template: Template, base_url: str) -> None:
    """Keep what was derived; but a local address is everybody's."""
    if not is_local(base_url) and not template.text(f"{{{PODCAST}}}guid"):
        guid = _channel_guid(show, template, base_url)
        files.write_if_changed(_guid_file(show), json.dumps({"guid": guid}).encode())


def _guid_file(show: Show) -> Path:
    return show.output / "show.json"
