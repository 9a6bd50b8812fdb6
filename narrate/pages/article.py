"""The page of an article that has no episode: a button for each section, read aloud when it is pressed.

Only a server that makes sections has such pages. Their times are not known yet; the page asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from narrate.model import Script, ScriptSection
from narrate.pages.frame import document
from narrate.pages.html import Markup, element, joined, lines
from narrate.pages.parts import Setting, beginning, contents, credit, facts, home, idle_player, short
from narrate.pages.text import Text, transcript
from narrate.pages.words import Words
from narrate.plain import clean, web_address
from narrate.transcript.paragraphs import grouped

_ROOT = "../../"


class _Said(NamedTuple):
    """A sentence; ``place`` is its section's number, from 1, and its own in that section, from 0."""

    text: str
    spoken: str
    voice: str
    pause_ms: int
    place: str


def page(script: Script, setting: Setting, cover: str, credited: str, *, is_limited: bool) -> bytes:
    """The page at ``articles/<slug>/`` beside the show's own.

    ``cover`` is the name of the show's picture beside it, empty if there is none; ``credited`` are whom the
    voices must name. It ``is_limited`` for a reader for whom nothing new is made.
    """
    return document(
        f"{short(clean(script.title))} – {setting.show}",
        home(setting.show, _ROOT),
        element("main", lines(*_main(script, setting, credited, is_limited))),
        idle_player(setting.show, setting.words),
        language=setting.language,
        root=_ROOT,
        about=beginning(script.lead),
        icon=f"{_ROOT}{cover}" if cover else "",
        private=setting.private,
    )


def _main(script: Script, setting: Setting, credited: str, is_limited: bool) -> Iterator[Markup]:
    words, title = setting.words, joined(short(clean(script.title)))
    text = Text(_place, setting.names if script.has_cast else {})
    paragraphs = [_paragraphs(number, section) for number, section in enumerate(script.sections)]
    controls = [_control(number, section, words) for number, section in enumerate(script.sections)]
    if not _heading(script.sections[0]):
        title, paragraphs[0] = text.title(paragraphs[0], clean(script.title))
    about = _about(script, title, setting), "" if _heading(script.sections[0]) else controls[0]
    yield element("header", lines(*about), class_="about")
    if is_limited:
        yield element("p", words["owners_only"], class_="note")
    if len(script.sections) > 1:
        yield _contents(script, words)
    sections = (
        text.section(number, _heading(section), paragraphs[number], controls[number])
        for number, section in enumerate(script.sections)
    )
    yield transcript(setting, *sections)
    yield element("footer", credit(words, credited))


def _paragraphs(number: int, section: ScriptSection) -> Sequence[Sequence[_Said]]:
    said = [
        _Said(each.text, each.spoken, each.voice, each.pause_ms, f"{number + 1}.{place}")
        for place, each in enumerate(section.sentences)
    ]
    return list(grouped(said, lambda before, _: before.pause_ms))


def _place(said: _Said) -> dict[str, str]:
    return {"data_sentence": said.place}


def _heading(section: ScriptSection) -> str:
    """The element of a section's heading; the opening, which begins with the title, has none."""
    return ("", "h2", "h3")[min(section.level, 2)]


def _about(script: Script, title: Markup, setting: Setting) -> Markup:
    iso = script.date.isoformat() if script.date else ""
    link = web_address(script.link)
    original = element("a", setting.words["article"], href=link) if link else ""
    return element(
        "div",
        element("h1", title),
        facts(iso, clean(script.byline), language=setting.language),
        element("p", original, class_="links") if original else "",
    )


def _contents(script: Script, words: Words) -> Markup:
    """A section is played by its entry; without scripts this leads to the text."""
    entries = (
        element(
            "li",
            element(
                "a",
                element("span", clean(section.heading) or clean(script.title)),
                href=f"#s{number}",
                data_section=str(number + 1),
            ),
        )
        for number, section in enumerate(script.sections)
    )
    return contents(entries, words)


def _control(number: int, section: ScriptSection, words: Words) -> Markup:
    """The button of a section; without scripts the browser's own player."""
    audio = f"sections/{number + 1}.mp3"
    button = element(
        "button",
        words["play"],
        type="button",
        class_="play",
        hidden=True,
        data_play=audio,
        data_cues=f"sections/{number + 1}.json",
        data_section=str(number + 1),
        data_title=short(clean(section.heading)),
    )
    return joined(button, element("noscript", element("audio", controls=True, preload="none", src=audio)))
