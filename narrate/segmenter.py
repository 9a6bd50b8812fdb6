"""Article → Script: speakable sentences, each with what the engine is given and the pause after it.

A sentence ends at 。！？!?．, or a full stop of half width after a sentence's last word, outside brackets
and quotes, or at the line's end; closers stay with it. One that is longer than the engine takes is cut
after an inner 。, else after 、, else before a bunsetsu.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from narrate import cuts, foreign
from narrate.cuts import CLOSERS, FINAL, Span
from narrate.model import Article, Dropped, Paragraph, Script, ScriptSection, Section, Sentence
from narrate.patterns import compiled
from narrate.pauses import PAUSES_MS
from narrate.readings import Reader, Spoken, dictionaries
from narrate.roles import Wanted, language_of, parts

_ENDING_OF = {
    **{"title": "heading", "heading": "heading"},
    **{"item": "item", "prose": "paragraph", "frame": "paragraph", "quote": "quote"},
}
_ONE_END = f"[{re.escape(FINAL.replace('．', ''))}]|(?<![0-9０-９])．|．(?![0-9０-９])"
_HALF_WIDTH_STOP = (
    r"(?<=[ぁ-ん])\.(?=\s|$)|(?<=[ぁ-んァ-ヶー一-鿿][ァ-ヶー一-鿿])\.(?=\s|$)"
    r"|(?<=[ぁ-ん])(?<![がにのをはとへもや])\.(?!を)(?=[ぁ-んァ-ヶ一-鿿「『])|(?<=です|ます|した|せん)\.(?=[A-Z0-9])"
)
_GOES_ON = "=|/[0-9]|[のがはにへ][一-鿿ァ-ヺA-Za-z0-9]|です|という|と[言い]|って|とか|を"
"""What no sentence begins with: けいおん!の話, なぜ?という問い, a!=b, any?/2."""
_STOP = compiled(r"[。！？!?]|\.(?=\s|$)")
_NEAR = 3  # paragraphs from the first on
_END = compiled(f"(?:{_ONE_END}|{_HALF_WIDTH_STOP})[{re.escape(FINAL + CLOSERS)}]*+(?!{_GOES_ON})")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A request to the engine in the making; ``ending`` names its pause."""

    text: str
    spoken: Spoken
    ending: str
    role: str = ""

    @property
    def is_foreign(self) -> bool:
        """Whether a voice of another language says it, as it is written."""
        return bool(language_of(self.role))

    @property
    def is_speakable(self) -> bool:
        """Whether its voice would make any sound of it."""
        return any(map(str.isalnum, self.text)) if self.is_foreign else self.spoken.is_speakable


_Said = tuple[Paragraph, list[_Piece]]
"""A paragraph, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Requests:
    """What the voices ask for: how long a request may be, whose parts are told apart, pauses in ms."""

    max_chars: int
    wanted: Wanted = Wanted()  # noqa: RUF009 - frozen, and the same for all
    pauses: Mapping[str, int] = field(default_factory=dict)


def segment(
    article: Article, reader: Reader, requests: Requests, on_paragraph: Callable[[], None] = lambda: None
) -> Script:
    """Split an article into sentences of at most ``requests.max_chars`` spoken characters.

    What the voice cannot say is added to the article's dropped pieces, with the reason. ``on_paragraph`` is
    called before each.
    """
    dropped = list(article.dropped)
    sections = []
    lead = ""
    for section in article.sections:
        said = _said(section, reader, requests, dropped, on_paragraph)
        lead = lead or _lead(said)
        if sentences := _sentences(said, PAUSES_MS | dict(requests.pauses)):
            sections.append(ScriptSection(section.heading, sentences, section.level))
    facts = article.title, article.date, article.byline
    about = article.link, article.picture, lead
    return Script(*facts, tuple(sections), tuple(dropped), *about, is_draft=article.is_draft)


def _lead(said: list[_Said]) -> str:
    """The first paragraph that is prose, without what is not said of it; empty where there is none.

    A label over a box, without a full stop, is only where nothing near it has one.
    """
    prose = [pieces for paragraph, pieces in said if paragraph.kind == "prose"][:_NEAR]
    texts = [cuts.without_strays(cuts.joined(piece.spoken.written for piece in pieces)) for pieces in prose]
    return next((text for text in texts if _STOP.search(text)), next(filter(None, texts), ""))


def split_sentences(text: str, protected: Sequence[Span] = ()) -> list[str]:
    """Cut a line into sentences; quotes, brackets and ``protected`` spans stay whole."""
    whole = deque(sorted([*cuts.brackets(text), *protected]))
    sentences = []
    start = 0
    for end in _END.finditer(text):
        while whole and whole[0][1] <= end.start():
            whole.popleft()
        if not (whole and whole[0][0] <= end.start()):
            sentences.append(text[start : end.end()].strip())
            start = end.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _said(
    section: Section,
    reader: Reader,
    requests: Requests,
    dropped: list[Dropped],
    on_paragraph: Callable[[], None],
) -> list[_Said]:
    said = []
    for paragraph in section.paragraphs:
        on_paragraph()
        pieces = list(_speakable(_paragraph_pieces(paragraph, reader, requests, dropped), dropped))
        if pieces:
            said.append((paragraph, pieces))
    return said


def _sentences(said: list[_Said], pauses: Mapping[str, int]) -> tuple[Sentence, ...]:
    pieces: list[_Piece] = []
    for paragraph, (*firsts, last) in said:
        pieces += [*firsts, replace(last, ending=_ENDING_OF[paragraph.kind])]
    if pieces:
        pieces[-1] = replace(pieces[-1], ending="section")
    return tuple(
        Sentence(
            p.spoken.written, p.spoken.text, pauses[p.ending], p.spoken.readings, p.role, breaks=_breaks(p)
        )
        for p in pieces
    )


def _breaks(piece: _Piece) -> tuple[int, ...]:
    written = piece.spoken.written
    if piece.is_foreign or len(written) <= cuts.SHORT_LINE:
        return ()
    return tuple(sorted(dictionaries.bunsetsu_starts(written)))


def _paragraph_pieces(
    paragraph: Paragraph, reader: Reader, requests: Requests, dropped: list[Dropped]
) -> Iterator[_Piece]:
    for part in parts(paragraph, requests.wanted):
        if part.mark:
            dropped.append(Dropped(part.mark.strip(), "a speaker's mark: the voice tells who speaks"))
        if language_of(part.role):
            pieces = _foreign_pieces(part.text, requests.max_chars)
        else:
            pieces = _pieces(part.text, paragraph.kind == "item", reader, requests.max_chars)
        yield from (replace(piece, role=part.role) for piece in pieces)


def _foreign_pieces(text: str, max_chars: int) -> Iterator[_Piece]:
    for requests in foreign.sentences(text, max_chars):
        for number, request in enumerate(requests, 1):
            spoken = Spoken(request, foreign.spoken(request), (), ())
            yield _Piece(request, spoken, "sentence" if number == len(requests) else "clause")


def _pieces(text: str, is_item: bool, reader: Reader, max_chars: int) -> Iterator[_Piece]:
    for sentence in split_sentences(text, reader.protected(text)):
        spoken = reader.read(sentence, is_item=is_item)
        if len(spoken.text) <= max_chars:
            yield _Piece(sentence, spoken, "sentence")
        else:
            *firsts, last = _fit(sentence, reader, max_chars)
            for part in firsts:
                yield _Piece(part, reader.read(part, is_item=is_item), "clause")
                is_item = False
            yield _Piece(last, reader.read(last), "sentence")
        is_item = False


def _speakable(pieces: Iterator[_Piece], dropped: list[Dropped]) -> Iterator[_Piece]:
    for piece in pieces:
        if not piece.is_speakable:
            reason = "script the voice cannot say" if piece.spoken.unsaid else "nothing to say in it"
            dropped.append(Dropped(piece.spoken.written, reason))
            continue
        dropped.extend(Dropped(span, "script the voice cannot say") for span in piece.spoken.unsaid)
        yield piece


def _fit(text: str, reader: Reader, max_chars: int) -> list[str]:
    """Cut a text at its best places into parts whose spoken form fits."""
    window = 4 * max_chars
    parts: list[str] = []
    start = 0
    while len(text) - start > window:
        end = start + _best_cut(text[start : start + window], reader)
        parts += _halve(text[start:end].strip(), reader, max_chars)
        start = end
    return parts + _halve(text[start:].strip(), reader, max_chars)


def _halve(text: str, reader: Reader, max_chars: int) -> list[str]:
    if len(text) < 2 or len(reader.read(text).text) <= max_chars:
        return [text] if text else []
    cut = _best_cut(text, reader)
    return [
        *_halve(text[:cut].strip(), reader, max_chars),
        *_halve(text[cut:].strip(), reader, max_chars),
    ]


def _best_cut(text: str, reader: Reader) -> int:
    """The offset in characters to cut at: the best place in the middle half, the nearest to the middle."""
    places = cuts.Places(text, dictionaries.bunsetsu_starts(text), reader.protected(text))
    best = (-1.0, 0.0, len(text) // 2)
    for offset in range(1, len(text)):
        off_middle = abs(offset - len(text) / 2)
        quality = places.quality(offset)
        if off_middle > len(text) / 4:
            quality = min(quality, cuts.FAR)
        elif offset in places.quoted:
            quality -= cuts.IN_A_QUOTE
        best = max(best, (quality, -off_middle, offset))
    return best[2]
