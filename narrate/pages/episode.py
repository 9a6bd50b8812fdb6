"""An episode's page: the player, and the article's words, each sentence with the time at which it is heard.

All times stand in the page, so that it needs to fetch nothing and works from the disk too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from narrate.attachments import Made
from narrate.model import Attachment, Cue, Episode
from narrate.notes import web_address
from narrate.pages.frame import PAGE, document
from narrate.pages.html import Markup, element, joined, lines
from narrate.pages.ruby_text import with_readings
from narrate.pages.words import Words, day, length, words_of
from narrate.plain import clean, clipped, clock, in_seconds
from narrate.transcript.paragraphs import paragraphs, same, spaced

KIND = "page"
_Section = tuple[int, list[list[Cue]]]
_ROOT = "../../"
_LEAD = 300  # characters
_SUBTITLES = {"vtt": "WebVTT", "srt": "SRT"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page tells of the show it belongs to, and the names that listeners know of its voices."""

    show: str
    language: str
    private: bool
    names: Mapping[str, str]

    @property
    def words(self) -> Words:
        """What the page says itself."""
        return words_of(self.language)


def made(episode: Episode, setting: Setting) -> Made:
    """The page of an episode that has its text and all its other files."""
    title = clean(episode.title) or episode.slug
    data = document(
        f"{title} – {setting.show}",
        element("p", element("a", setting.show, href=f"{_ROOT}{PAGE}"), class_="home"),
        element("main", lines(*_main(episode, setting))),
        _player(episode, title, setting),
        language=setting.language,
        root=_ROOT,
        about=_lead(episode),
        icon=art_of(episode),
        private=setting.private,
    )
    return Made(KIND, ".html", "text/html", data, PAGE)


def _main(episode: Episode, setting: Setting) -> Iterator[Markup]:
    title, sections = _sections(episode)
    yield element("header", lines(*_about(episode, title, setting)), class_="about")
    if len(episode.chapters) > 1:
        yield _chapters(episode, setting.words)
    several = len({cue.voice for cue in episode.cues}) > 1
    chapters = {chapter.start_ms for chapter in episode.chapters}
    names = setting.names if several else {}
    texts = (_section(number, cues, chapters, names) for number, cues in sections)
    switches = element("div", class_="switches", data_switches=True)
    label = setting.words["transcript"]
    yield element("article", lines(switches, *texts), class_="transcript", aria_label=label)
    yield element("footer", lines(*_footer(episode, setting.words)))


def _sections(episode: Episode) -> tuple[Markup, list[_Section]]:
    """The title as it is heard, if it is the first that is heard, and the paragraphs of each section."""
    title = Markup()
    found: list[_Section] = []
    for number, cues in groupby(episode.cues, key=lambda cue: cue.section):
        texts = list(paragraphs(list(cues)))
        if not found and same("".join(clean(cue.text) for cue in texts[0]), clean(episode.title)):
            title = _sentences(texts.pop(0))
        found.append((number, texts))
    return title or joined(clean(episode.title) or episode.slug), found


def _about(episode: Episode, title: Markup, setting: Setting) -> Iterator[Markup]:
    words = setting.words
    if art := art_of(episode):
        yield element("img", src=art, alt="", width="160", height="160")
    link = web_address(episode.link)
    audio = element("a", words["download"], href=episode.audio.file, download=True)
    links = [element("a", words["article"], href=link) if link else "", audio]
    lead = _lead(episode)
    yield element(
        "div",
        element("h1", title),
        facts(episode, setting.language, words),
        element("p", lead, class_="lead") if lead else "",
        element("p", joined(*links, between=" "), class_="links"),
    )


def facts(episode: Episode, language: str, words: Words) -> Markup:
    """Day, author and length of an episode on one line."""
    iso = episode.date or episode.published[:10]
    return element(
        "p",
        element("time", day(iso, language), datetime=iso),
        *(
            element("span", text)
            for text in (clean(episode.byline), length(episode.audio.seconds, words))
            if text
        ),
        class_="facts",
    )


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
    return element(
        "nav",
        element("h2", words["chapters"], id="contents"),
        element("ol", lines(*entries)),
        class_="chapters",
        aria_labelledby="contents",
        data_chapters=True,
    )


def _section(
    number: int, texts: Sequence[Sequence[Cue]], chapters: set[int], names: Mapping[str, str]
) -> Markup:
    blocks = []
    if number:
        first, *texts = texts
        level = "h2" if first[0].start_ms in chapters else "h3"
        blocks.append(element(level, _sentences(first)))
    blocks += (_paragraph(cues, names) for cues in texts)
    return element("section", lines(*blocks), id=f"s{number}")


def _paragraph(cues: Sequence[Cue], names: Mapping[str, str]) -> Markup:
    speaker = clean(names.get(cues[0].voice, ""))
    return element("p", element("cite", speaker) if speaker else "", _sentences(cues))


def _sentences(cues: Sequence[Cue]) -> Markup:
    return joined(*(part for space, cue in spaced(cues) for part in (space, _sentence(cue))))


def _sentence(cue: Cue) -> Markup:
    words = (_ruby(written, reading) for written, reading in with_readings(clean(cue.text), cue.spoken))
    times = {"data_start": in_seconds(cue.start_ms), "data_end": in_seconds(cue.end_ms)}
    return element("span", *words, class_="sentence", **times)


def _ruby(written: str, reading: str) -> str:
    """Browsers that know no ruby show the reading in brackets."""
    if not reading:
        return written
    open_, close = element("rp", "（"), element("rp", "）")
    return element("ruby", written, open_, element("rt", reading), close)


def _footer(episode: Episode, words: Words) -> Iterator[Markup]:
    yield element("p", f"{words['synthetic']} {clean(episode.credit)}".strip())
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
        data_title=title,
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


def _lead(episode: Episode) -> str:
    return clipped(clean(episode.lead), _LEAD)
