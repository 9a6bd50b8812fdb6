"""An episode's page: the player, and the article's words, each sentence with the time at which it is heard.

All times stand in the page, so that it needs to fetch nothing and works from the disk too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from narrate.attachments import Made
from narrate.model import Attachment, Cue, Episode
from narrate.pages.frame import PAGE, document
from narrate.pages.html import Markup, element, joined, lines
from narrate.pages.parts import Setting, beginning, contents, credit, facts, home, short
from narrate.pages.text import Text, transcript
from narrate.pages.words import Words, length
from narrate.plain import clean, clock, in_seconds, web_address
from narrate.transcript.paragraphs import paragraphs

KIND = "page"
_Section = tuple[int, Sequence[Sequence[Cue]]]
_ROOT = "../../"
_SUBTITLES = {"vtt": "WebVTT", "srt": "SRT"}


def made(episode: Episode, setting: Setting) -> Made:
    """The page of an episode that has its text and all its other files."""
    title = clean(episode.title) or episode.slug
    data = document(
        f"{short(title)} – {setting.show}",
        home(setting.show, _ROOT),
        element("main", lines(*_main(episode, setting))),
        _player(episode, title, setting),
        language=setting.language,
        root=_ROOT,
        about=beginning(episode.lead),
        icon=art_of(episode),
        private=setting.private,
    )
    return Made(KIND, ".html", "text/html", data, PAGE)


def _main(episode: Episode, setting: Setting) -> Iterator[Markup]:
    text = Text(_times, setting.names if episode.has_cast else {})
    title, sections = _sections(episode, text)
    yield element("header", lines(*_about(episode, title, setting)), class_="about")
    if len(episode.chapters) > 1:
        yield _chapters(episode, setting.words)
    chapters = {chapter.start_ms for chapter in episode.chapters}
    yield transcript(
        setting, *(text.section(number, _level(number, cues, chapters), cues) for number, cues in sections)
    )
    yield element("footer", lines(*_footer(episode, setting.words)))


def _sections(episode: Episode, text: Text[Cue]) -> tuple[Markup, list[_Section]]:
    """The title as it is heard, if it is the first that is heard, and the paragraphs of each section."""
    found: list[_Section] = [
        (number, list(paragraphs(list(cues))))
        for number, cues in groupby(episode.cues, key=lambda cue: cue.section)
    ]
    number, texts = found[0] if found else (0, [])
    title, rest = text.title(texts, clean(episode.title))
    return title or joined(episode.slug), [(number, rest), *found[1:]] if found else []


def _times(cue: Cue) -> dict[str, str]:
    return {"data_start": in_seconds(cue.start_ms), "data_end": in_seconds(cue.end_ms)}


def _level(number: int, cues: Sequence[Sequence[Cue]], chapters: set[int]) -> str:
    """What a section's heading is; the first one has none."""
    if not (number and cues):
        return ""
    return "h2" if cues[0][0].start_ms in chapters else "h3"


def _about(episode: Episode, title: Markup, setting: Setting) -> Iterator[Markup]:
    words = setting.words
    if art := art_of(episode):
        yield element("img", src=art, alt="", width="160", height="160")
    link = web_address(episode.link)
    audio = element("a", words["download"], href=episode.audio.file, download=True)
    links = [element("a", words["article"], href=link) if link else "", audio]
    lead = beginning(episode.lead)
    yield element(
        "div",
        element("h1", title),
        facts_of(episode, setting.language, words),
        element("p", lead, class_="lead") if lead else "",
        element("p", joined(*links, between=" "), class_="links"),
    )


def facts_of(episode: Episode, language: str, words: Words) -> Markup:
    """Day, author and length of an episode on one line."""
    iso = episode.date or episode.published[:10]
    return facts(iso, clean(episode.byline), length(episode.audio.seconds, words), language=language)


def _chapters(episode: Episode, words: Words) -> Markup:
    """The contents; without scripts they lead to the text."""
    sections: dict[int, int] = {}
    for cue in episode.cues:
        sections.setdefault(cue.section, cue.start_ms)
    places = {start_ms: number for number, start_ms in sections.items()}
    entries = (
        element(
            "li",
            element(
                "a",
                element("span", clean(chapter.title) or clean(episode.title)),
                " ",
                element("time", clock(chapter.start_ms)),
                href=f"#s{places.get(chapter.start_ms, 0)}",
                data_start=in_seconds(chapter.start_ms),
            ),
        )
        for chapter in episode.chapters
    )
    return contents(entries, words, data_chapters=True)


def _footer(episode: Episode, words: Words) -> Iterator[Markup]:
    yield credit(words, episode.credit)
    files = [(_SUBTITLES[each.kind], each.file) for each in episode.attachments if each.kind in _SUBTITLES]
    links = (element("a", name, href=file, download=True) for name, file in files)
    if files:
        yield element("p", words["transcript_files"], " ", joined(*links, between=" "), class_="links")


def _player(episode: Episode, title: str, setting: Setting) -> Markup:
    """What the script makes the player of; without scripts it is the browser's own."""
    return element(
        "section",
        element("audio", controls=True, preload="metadata", src=episode.audio.file),
        class_="player",
        aria_label=setting.words["player"],
        data_player=True,
        data_episode=episode.guid,
        data_title=short(title),
        data_show=setting.show,
        data_art=art_of(episode),
        data_length=f"{episode.audio.seconds:.3f}",
    )


def art_of(episode: Episode) -> str:
    """The name of an episode's own picture; empty if it has none."""
    return next((each.file for each in episode.attachments if each.kind == "art"), "")


def page_of(episode: Episode) -> Attachment | None:
    """An episode's page; one that an older version built has none."""
    return next((each for each in episode.attachments if each.kind == KIND), None)
