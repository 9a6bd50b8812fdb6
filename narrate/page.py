"""``index.html``: the show as a page that any browser opens, from a web root or from the disk.

All addresses in it are relative, so it works before the show has an address, to listen to what was built.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Episode
from narrate.notes import clock, escape, notes
from narrate.template import Template

PAGE = "index.html"

_MOST = 100
"""Episodes on the page, the newest; a browser opens that many players at once without delay."""
_WORDS = {
    "ja": {"feed": "購読用フィード", "transcript": "全文", "rest": "ほかの{n}話はフィードにあります。"},
    "en": {"feed": "Feed to subscribe to", "transcript": "Transcript", "rest": "{n} more are in the feed."},
}
_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.7 system-ui, sans-serif;
  overflow-wrap: anywhere; }
header { display: flex; gap: 1rem; align-items: center; }
header img { width: 6rem; height: 6rem; border-radius: .5rem; }
h1 { font-size: 1.5rem; margin: 0; line-height: 1.3; }
h2 { font-size: 1.15rem; margin: 0; line-height: 1.5; }
article { border-top: 1px solid var(--line); padding: 1.25rem 0; }
audio { width: 100%; margin: .5rem 0; }
ul { padding-left: 1.2rem; } p { margin: .4rem 0; } .about { opacity: .75; font-size: .9rem; }
"""


def page(template: Template, episodes: Sequence[Episode], cover: str) -> bytes:
    """The page of a show; ``cover`` is the picture's name beside the page, or its address."""
    language = template.text("language")
    words = _WORDS["ja" if language.lower().startswith("ja") else "en"]
    rest = len(episodes) - _MOST
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(template.title)}</title>",
        '<link rel="alternate" type="application/rss+xml" href="feed.xml">',
        f"<style>{_STYLE}</style>",
        f'<header><img src="{escape(cover)}" alt=""><div><h1>{escape(template.title)}</h1>',
        f"<p>{escape(template.text('description'))}</p>",
        f'<p><a href="feed.xml">{words["feed"]}</a></p></div></header>',
        "<main>",
        *(_article(episode, language, words) for episode in episodes[:_MOST]),
        *([f"<p>{words['rest'].format(n=rest)}</p>"] if rest > 0 else []),
        "</main>",
    ]
    return "\n".join([*lines, "</html>", ""]).encode()


def _article(episode: Episode, language: str, words: dict[str, str]) -> str:
    folder = f"episodes/{episode.slug}"
    day = episode.date or episode.published[:10]
    about = f'<time datetime="{day}">{day}</time> · {clock(round(episode.audio.seconds * 1000))}'
    transcripts = [each for each in episode.attachments if each.kind == "html"]
    links = [f'<p><a href="{folder}/{each.file}">{words["transcript"]}</a></p>' for each in transcripts]
    return "\n".join(
        [
            "<article>",
            f"<h2>{escape(episode.title)}</h2>",
            f'<p class="about">{about}</p>',
            f'<audio controls preload="none" src="{folder}/{episode.audio.file}"></audio>',
            notes(episode, language),
            *links,
            "</article>",
        ]
    )
