"""``index.html``: the show as a page that any browser opens, from a web root or from the disk.

All addresses in it but the feed's are relative, so it works before the show has an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from narrate.base_url import is_local, is_this_machine
from narrate.model import Episode
from narrate.pages.episode import art_of, facts_of, page_of
from narrate.pages.frame import document
from narrate.pages.html import Markup, element, joined, lines
from narrate.pages.parts import finder, idle_player, short
from narrate.pages.unbuilt import Listed, part
from narrate.pages.words import Words, words_of
from narrate.plain import clean, clipped
from narrate.show import FEED
from narrate.template import Template

_MOST = 100
"""Episodes on the page, the newest."""
_LEAD = 120  # characters


def page(
    template: Template,
    episodes: Sequence[Episode],
    cover: str,
    *,
    root: str,
    qr: str,
    private: bool,
    unbuilt: Listed | None = None,
) -> bytes:
    """The page of a show whose files are below the address ``root``.

    ``cover`` and ``qr`` are the names of the show's picture and of the feed's QR code beside the page, empty
    where there is none. ``unbuilt`` articles are listed by a server that has pages of them, and one of its
    owner.
    """
    language = template.text("language")
    words = words_of(language)
    return document(
        template.title,
        element("header", lines(*_about(template, cover)), class_="about"),
        _subscribe(f"{root}/{FEED}", qr, words),
        element("main", lines(*_lists(template, episodes, cover, words, unbuilt, private))),
        idle_player(clean(template.title), words),
        language=language,
        about=template.text("description"),
        icon=cover,
        private=private,
    )


def _about(template: Template, cover: str) -> Iterator[Markup]:
    if cover:
        yield element("img", src=cover, alt="", width="160", height="160")
    yield element(
        "div",
        element("h1", clean(template.title)),
        element("p", template.text("description"), class_="lead"),
        element("p", element("a", "RSS", href=FEED), class_="links"),
    )


def _subscribe(feed: str, qr: str, words: Words) -> Markup:
    picture = element("img", src=qr, alt=words["qr"], width="160", height="160", class_="qr") if qr else ""
    address = element(
        "p",
        element("input", type="text", id="feed", readonly=True, value=feed, aria_label=words["feed"]),
        element("button", words["copy"], type="button", data_copy="feed", hidden=True),
        class_="address",
    )
    how = (
        element("p", words["subscribe_how"]),
        address,
        element("p", words[_reach(feed)], class_="note") if is_local(feed) else "",
        "" if is_this_machine(feed) else _apps(feed, words),
    )
    box = element("div", element("div", lines(*how)), picture)
    return element("details", lines(element("summary", words["subscribe"]), box), class_="subscribe")


def _reach(feed: str) -> str:
    """Who can open a local address."""
    return "this_machine" if is_this_machine(feed) else "local"


def _apps(feed: str, words: Words) -> Markup:
    """Links that an app on the listener's own device answers; nobody else learns the address."""
    bare = feed.partition("://")[2]
    apps = {
        "Apple Podcasts": f"podcast://{bare}",
        "Overcast": f"overcast://x-callback-url/add?url={quote(feed, safe='')}",
        "Pocket Casts": f"pktc://subscribe/{bare}",
        "AntennaPod": f"itpc://{bare}",
    }
    links = (element("a", name, href=address) for name, address in apps.items())
    return element("p", words["open_in"], " ", joined(*links, between=" "), class_="links")


def _lists(
    template: Template,
    episodes: Sequence[Episode],
    cover: str,
    words: Words,
    unbuilt: Listed | None,
    private: bool,
) -> Iterator[Markup]:
    listed = unbuilt or Listed()
    if episodes:
        yield from _episodes(template, episodes, cover, words)
    if listed.articles:
        yield from part(listed, words, None if episodes else finder(words))
    if not episodes and not listed.articles:
        owner = "../owner" if private else "owner"
        how = words["none_how"] if unbuilt is None else element("a", words["none_add"], href=owner)
        yield element("div", element("p", words["none"]), element("p", how), class_="empty")


def _episodes(template: Template, episodes: Sequence[Episode], cover: str, words: Words) -> Iterator[Markup]:
    language, rest = template.text("language"), len(episodes) - _MOST
    shown = (_episode(episode, cover, language, words) for episode in episodes[:_MOST])
    yield element("h2", words["episodes"])
    yield finder(words)
    yield element("ol", lines(*shown), class_="episodes", data_episodes=True)
    if rest > 0:
        yield element("p", words["rest"].format(count=rest), class_="note")


def _episode(episode: Episode, cover: str, language: str, words: Words) -> Markup:
    folder = f"episodes/{episode.slug}"
    title = clean(episode.title) or episode.slug
    art = f"{folder}/{own}" if (own := art_of(episode)) else cover
    where = f"{folder}/{own_page.file}" if (own_page := page_of(episode)) else ""
    lead = clipped(" ".join(clean(episode.lead).split()), _LEAD)
    play = element(
        "button",
        words["play"],
        type="button",
        class_="play",
        aria_label=f"{words['play']}: {short(title)}",
        hidden=True,
        data_play=f"{folder}/{episode.audio.file}",
        data_episode=episode.guid,
        data_title=short(title),
        data_art=art,
        data_page=where,
        data_length=f"{episode.audio.seconds:.3f}",
    )
    about = element(
        "div",
        element("h3", element("a", title, href=where) if where else title),
        facts_of(episode, language, words),
        element("p", lead, class_="lead") if lead else "",
    )
    picture = element("img", src=art, alt="", width="96", height="96", loading="lazy") if art else ""
    return element("li", picture, about, play)
