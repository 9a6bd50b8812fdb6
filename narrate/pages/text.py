"""The words of an article as pages show them: sections, paragraphs, sentences, with readings above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from narrate.pages.html import Markup, element, joined, lines
from narrate.pages.parts import Setting, short
from narrate.pages.ruby_text import with_readings
from narrate.plain import clean
from narrate.transcript.paragraphs import S, same, spaced

_LONGEST_WORD = 24
"""Letters, for which a line has room on a phone that is 320 pixels wide."""


@dataclass(frozen=True, slots=True)
class Text(Generic[S]):
    """Writes sentences of one kind: ``data`` gives the attributes of each.

    ``names`` are those of the voices, where a paragraph is to say who speaks.
    """

    data: Callable[[S], Mapping[str, str]]
    names: Mapping[str, str]

    def title(self, texts: Sequence[Sequence[S]], title: str) -> tuple[Markup, Sequence[Sequence[S]]]:
        """The title as it is heard, if it is the first of these paragraphs, and the other ones.

        One that is too long for a heading is shortened, and stays in the text as a whole.
        """
        if short(title) != title:
            return joined(short(title)), texts
        if texts and same("".join(clean(each.text) for each in texts[0]), title):
            return self.sentences(texts[0]), texts[1:]
        return joined(title), texts

    def section(
        self, number: int, heading: str, texts: Sequence[Sequence[S]], beside: Markup | None = None
    ) -> Markup:
        """The paragraphs of section ``number``, counted from 0.

        The first is its heading, an element of that name (``h2``), if it has one; ``beside`` goes with it.
        """
        blocks = []
        if heading:
            first, *texts = texts
            line = element(heading, self.sentences(first))
            blocks.append(element("div", line, beside, class_="heading") if beside else line)
        blocks += map(self._paragraph, texts)
        return element("section", lines(*blocks), id=f"s{number}")

    def sentences(self, said: Sequence[S]) -> Markup:
        """Sentences one after the other."""
        return joined(*(part for space, each in spaced(said) for part in (space, self._sentence(each))))

    def _paragraph(self, said: Sequence[S]) -> Markup:
        speaker = clean(self.names.get(said[0].voice, ""))
        return element("p", element("cite", speaker) if speaker else "", self.sentences(said))

    def _sentence(self, said: S) -> Markup:
        words = (_ruby(written, reading) for written, reading in with_readings(clean(said.text), said.spoken))
        return element("span", *words, class_="sentence", **self.data(said))


def transcript(setting: Setting, *sections: Markup) -> Markup:
    """The text with its switches."""
    switches = element("div", class_="switches", data_switches=True)
    label = setting.words["transcript"]
    return element("article", lines(switches, *sections), class_="transcript", aria_label=label)


def _ruby(written: str, reading: str) -> str:
    """Browsers that know no ruby show the reading in brackets.

    A word with a reading is not broken, so what no line of a phone has room for stands without.
    """
    if not reading or max(map(len, written.split())) > _LONGEST_WORD:
        return written
    open_, close = element("rp", "（"), element("rp", "）")
    return element("ruby", written, open_, element("rt", reading), close)
