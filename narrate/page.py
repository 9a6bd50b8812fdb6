"""``index.html``: the show as a page that any browser opens, from a web root or from the disk.

All addresses in it are relative, so it works before the show has an address, to listen to what was built.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.html_page import document, words_in
from narrate.model import Episode
from narrate.notes import notes
from narrate.plain import clock, escape
from narrate.template import Template

PAGE = "index.html"

_MOST = 100
"""Episodes on the page, the newest; a browser opens that many players at once without delay."""
_WORDS = {
    "ja": {"feed": "購読用フィード", "transcript": "全文", "rest": "ほかの{n}話はフィードにあります。"},
    "en": {"feed": "Feed to subscribe to", "transcript": "Transcript", "rest": "{n} more are in the feed."},
}
_STYLE = """header { display: flex; gap: 1rem; align-items: center; }
header img { width: 6rem; height: 6rem; border-radius: .5rem; }
article { border-top: 1px solid var(--line); padding: 1.25rem 0; }
audio { width: 100%; margin: .5rem 0; }
ul { padding-left: 1.2rem; } p { margin: .4rem 0; } .about { opacity: .75; font-size: .9rem; }
"""


def page(template: Template, episodes: Sequence[Episode], cover: str) -> bytes:
    """The page of a show; ``cover`` is the picture's name beside the page, or its address."""
    language = template.text("language")
    words = words_in(language, _WORDS)
    rest = len(episodes) - _MOST
    lines = [
        f'<header><img src="{escape(cover)}" alt=""><div><h1>{escape(template.title)}</h1>',
        f"<p>{escape(template.text('description'))}</p>",
        f'<p><a href="feed.xml">{words["feed"]}</a></p></div></header>',
        "<main>",
        *(_article(episode, language, words) for episode in episodes[:_MOST]),
        *([f"<p>{words['rest'].format(n=rest)}</p>"] if rest > 0 else []),
        "</main>",
        "",
    ]
    feed = '<link rel="alternate" type="application/rss+xml" href="feed.xml">\n'
    return document(language, template.title, "\n".join(lines), _STYLE, feed).encode()


def _article(episode: Episode, language: str, words: dict[str, str]) -> str:
    folder = escape(f"episodes/{episode.slug}")
    day = escape(episode.date or episode.published[:10])
    about = f'<time datetime="{day}">{day}</time> · {clock(round(episode.audio.seconds * 1000))}'
    transcripts = [each for each in episode.attachments if each.kind == "html"]
    links = [
        f'<p><a href="{folder}/{escape(each.file)}">{words["transcript"]}</a></p>' for each in transcripts
    ]
    return "\n".join(
        [
            "<article>",
            f"<h2>{escape(episode.title)}</h2>",
            f'<p class="about">{about}</p>',
            f'<audio controls preload="none" src="{folder}/{escape(episode.audio.file)}"></audio>',
            notes(episode, language),
            *links,
            "</article>",
        ]
    )
