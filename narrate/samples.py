"""A text as one voice says it: what ``narrate voices NAME --say`` makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from narrate import assembler, foreign, id3
from narrate.errors import ArticleError
from narrate.model import Article, Paragraph, ScriptSection, Section, Sentence
from narrate.pauses import PAUSES_MS
from narrate.readings import Reader
from narrate.scheduler import Line, make_clips
from narrate.segmenter import Requests, segment
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import Voice
from narrate.web_types import with_hash


def build_sample(show: Show, voice: Voice, text: str) -> Path:
    """The MP3 of a text, read as an article would be, in ``output/samples``.

    Raises:
        ArticleError: there is nothing in it that the voice can say.
        NarrateError: the lexicon or the voice is faulty, or the engine failed.
    """
    sections = _japanese(show, voice, text) if "ja" in voice.engine.languages else _foreign(voice, text)
    store = ClipStore(show.clips)
    lines = [Line("", sentence.spoken) for section in sections for sentence in section.sentences]
    alone = replace(voice, fallback="")  # nobody wants to hear another in its place
    placed = assembler.place(sections, make_clips(lines, {"": alone}, store))
    if not placed:
        raise ArticleError(f"the voice '{voice.name}' has no sound for this text; try another")
    tag = id3.tag({"TIT2": text}, comment=voice.credit_line)
    folder = show.output / "samples"
    audio = assembler.write(folder, lambda digest: with_hash(voice.name, digest, ".mp3"), tag, placed, store)
    return folder / audio.file


def _japanese(show: Show, voice: Voice, text: str) -> tuple[ScriptSection, ...]:
    article = Article("", None, "", (Section("", (Paragraph(text),)),), ())
    requests = Requests(voice.engine.max_chars, pauses=voice.pauses)
    return segment(article, Reader.load(show.lexicon_files), requests).sections


def _foreign(voice: Voice, text: str) -> tuple[ScriptSection, ...]:
    requests = (part for parts in foreign.sentences(text, voice.engine.max_chars) for part in parts)
    said = tuple(Sentence(part, foreign.spoken(part), PAUSES_MS["sentence"]) for part in requests)
    return (ScriptSection("", said),)
