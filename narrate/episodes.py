"""A script whose clips are all there becomes an episode in the show's output, with all its files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from filelock import FileLock

from narrate import alternate, art, assembler, files, id3, library, receipts, transcript
from narrate.assembler import Placed
from narrate.attachments import attach, kept
from narrate.cast import Cast
from narrate.chapters import chapters as chapters_of
from narrate.chapters import soundbite
from narrate.errors import ArticleError
from narrate.formats import Format
from narrate.known import KnownEpisodes
from narrate.model import Attachment, Dropped, Episode, Script, Sentence
from narrate.pages import episode as pages
from narrate.pages.parts import Setting
from narrate.recipe import TARGET_LUFS, TRUE_PEAK_DB
from narrate.scheduler import Clips, Line
from narrate.show import Show
from narrate.source import Where
from narrate.store import ClipStore
from narrate.template import Template

_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_CHINESE = frozenset("的是我了这這们們吗嗎呢吧很")
"""What Chinese is full of, and lists of names and addresses in kanji are not."""
_LEAST, _MOSTLY, _ENOUGH_LETTERS = 0.03, 0.8, 100
"""Shares of a text's letters, of which so many tell."""
_TOLERANCE_LU = 1.0
"""What Apple Podcasts allows around −16 LUFS."""
_ENOUGH_SENTENCES = 20
"""So many of a well levelled voice are within half a LU of the target, or little more."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the episode, its MP3, how many clips were new, and lines of warning.

    It ``is_changed`` unless all of it was there already; ``came_of`` is what its receipt tells of.
    """

    episode: Episode
    mp3: Path
    new_clips: int
    clips: int
    warnings: tuple[str, ...]
    is_changed: bool = True
    came_of: str = ""

    def put_back(self) -> Built:
        """The same, its episode in the feed again."""
        warnings = tuple(line for line in self.warnings if line != _withdrawn_line(self.episode))
        return replace(
            self, episode=replace(self.episode, withdrawn=False), warnings=warnings, is_changed=True
        )

    def _repr_html_(self) -> str:
        from narrate import shown

        return shown.episode(self.episode, self.mp3)


@dataclass(frozen=True, slots=True)
class _Material:
    """What one episode is written of."""

    path: Where
    script: Script
    placed: list[Placed]
    picture: art.Art
    credit: str
    tag_texts: dict[str, str]
    dropped: tuple[Dropped, ...]

    @property
    def content(self) -> tuple[object, ...]:
        """The same, clips by their keys, the file by its name."""
        source = library.source_name(self.path)
        heard = [(p.clip.key, p.voice, p.pause) for p in self.placed]
        return source, self.script, heard, self.picture, self.credit, self.tag_texts, self.dropped


@dataclass(frozen=True, slots=True)
class EpisodeWriter:
    """Writes episodes into a show; what it needs for each is the same.

    ``known`` are the show's episodes, ``cover`` is its picture, ``forms`` the formats that its sound is
    wanted in beside MP3. To ``republish`` is to give an episode that was published a new guid. ``program``
    is another if anything may be made otherwise than before: our code, a package.
    """

    show: Show
    known: KnownEpisodes
    cast: Cast
    store: ClipStore
    template: Template
    cover: Path | None
    forms: tuple[Format, ...]
    republish: bool
    program: str

    def write(self, path: Where, script: Script, clips: Clips) -> Built:
        """Write the episode of the article at ``path``; with its manifest it is published.

        Raises:
            ArticleError: the voice can say nothing of it.
            OutputError: a clip was lost or damaged since it was made.
        """
        self.show.episodes.mkdir(parents=True, exist_ok=True)
        material = self._material(path, script, clips)
        with FileLock(self.show.lock_file):
            episode, is_changed, came_of = self._saved(material)
        lines = set(lines_of(script.sentences()))
        warnings = (
            *clip_warnings(episode.source, clips, lines, self.store),
            *_level_warnings(episode, self.cast),
            *material.picture.warnings,
            *_feed_warnings(episode),
            *_language_warnings(episode.source, script, self.cast),
        )
        mp3 = self.show.episodes / episode.slug / episode.audio.file
        counts = len(lines & clips.made), len(lines - clips.unspeakable)
        return Built(episode, mp3, *counts, warnings, is_changed, came_of)

    def _material(self, path: Where, script: Script, clips: Clips) -> _Material:
        placed = assembler.place(script.sections, clips)
        if not placed:
            raise ArticleError(
                f"{path}: has nothing in it that the voice '{self.cast.main.name}' can say; "
                "put the article's text in, or save the page as text from a browser"
            )
        source = library.source_name(path)
        return _Material(
            path,
            script,
            placed,
            art.of_episode(self.show, script, source, self.template.title, self.cover),
            credit_of((p.voice for p in placed), self.cast),
            _tag_texts(script, self.template),
            _all_dropped(script, clips),
        )

    def _saved(self, material: _Material) -> tuple[Episode, bool, str]:
        """The episode, published; whether it is another than before; and what it came of, hashed."""
        identity, before = self.known.identify(material.script, material.path)
        files.clear_drafts(self.show.episodes / identity.slug)
        surroundings = self.program, self._setting, self.forms, self.cast.main.name, self.show.clips
        came_of = receipts.digest(*surroundings, *material.content)
        if self.republish and before:
            identity = identity.republished(dt.datetime.now(dt.UTC))
        receipt = receipts.of_episode(self.show, identity.slug)
        if before and not self.republish and receipt.told(came_of) is not None:
            return library.with_text(self.show, before), False, came_of
        episode = self._written(material, identity, before)
        is_changed = self.known.save(episode)
        receipt.leave(came_of, self._files(material, identity.slug))
        return episode, is_changed, came_of

    def _files(self, material: _Material, slug: str) -> Iterator[Path]:
        """All files of an episode, and its clips."""
        folder = self.show.episodes / slug
        yield folder
        yield from folder.iterdir()
        yield from filter(None, (self.store.path_of(p.clip.key) for p in material.placed))

    def _written(self, material: _Material, identity: library.Identity, before: Episode | None) -> Episode:
        """The episode, all of its files written but its manifest."""
        script, placed, picture = material.script, material.placed, material.picture
        folder = self.show.episodes / identity.slug
        chapters = chapters_of(placed, script.sections)
        cues = assembler.cues(placed)
        tag = id3.tag(material.tag_texts, chapters, material.credit, picture.embedded)
        audio = assembler.write(folder, identity.name_of, tag, placed, self.store)
        episode = Episode(
            **asdict(identity),
            title=script.title,
            date=script.date.isoformat() if script.date else None,
            byline=script.byline,
            source=library.source_name(material.path),
            voice=self.cast.main.name,
            credit=material.credit,
            audio=audio,
            chapters=chapters,
            link=script.link,
            lead=script.lead,
            soundbite=soundbite(chapters, cues),
            cues=cues,
            dropped=material.dropped,
        )
        beside = (*transcript.made(episode, self.cast.display_names), *picture.made)
        attached = attach(folder, identity.slug, beside)
        others = self._in_other_formats(episode, before, placed, material.tag_texts)
        whole = replace(episode, attachments=(*attached, *others))
        page = attach(folder, identity.slug, [pages.made(whole, self._setting)])
        return replace(whole, attachments=(*whole.attachments, *page))

    @property
    def _setting(self) -> Setting:
        """What pages tell of the show."""
        language = self.template.text("language")
        return Setting(self.template.title, language, self.show.private, self.cast.display_names)

    def _in_other_formats(
        self, episode: Episode, before: Episode | None, placed: list[Placed], texts: dict[str, str]
    ) -> Iterator[Attachment]:
        """The sound in each format: as it is there already while the MP3 is the same, else made now."""
        folder = self.show.episodes / episode.slug
        for form in self.forms:
            if there := kept(folder, before, episode.audio, form.kind):
                yield there
                continue
            made = alternate.made(form, placed, episode.chapters, texts, episode.credit, self.store)
            yield from attach(folder, episode.slug, [made])


def lines_of(sentences: Iterable[Sentence]) -> list[Line]:
    """What is to be said, by whom, in reading order."""
    return [Line(sentence.voice, sentence.spoken) for sentence in sentences]


def credit_of(voices: Iterable[str], cast: Cast) -> str:
    """Whom the voices that are heard must name, each once, in the order of their first sentence."""
    lines = (cast.voices[name].credit_line for name in dict.fromkeys(voices))
    return " / ".join(dict.fromkeys(filter(None, lines)))


def _tag_texts(script: Script, template: Template) -> dict[str, str]:
    return {
        "TIT2": script.title,
        "TALB": template.title,
        "TPE1": script.byline or template.author,
        "TPE2": template.author,
        "TYER": f"{script.date.year:04}" if script.date else "",
        "TLAN": "jpn",
        "TCON": "Podcast",
    }


def _all_dropped(script: Script, clips: Clips) -> tuple[Dropped, ...]:
    unsaid = (s.text for s in script.sentences() if Line(s.voice, s.spoken) in clips.unspeakable)
    return (*script.dropped, *(Dropped(text, "the voice has no sound for it") for text in unsaid))


def clip_warnings(source: str, clips: Clips, lines: set[Line], store: ClipStore) -> Iterator[str]:
    """What a listener would miss, or hear in another voice; and a word about damaged clips, once a run."""
    if store.damaged:
        many = "1 clip was" if len(store.damaged) == 1 else f"{len(store.damaged)} clips were"
        many += " damaged and made again"
        store.damaged.clear()
        yield f"{store}: {many}; `narrate clips verify` looks for more"
    yield from _stand_in_lines(source, clips, lines)
    if unspeakable := clips.unspeakable & lines:
        texts = "; ".join(sorted(line.text for line in unspeakable))
        yield f"{source}: left out, the voice has no sound for: {texts}"


def _level_warnings(episode: Episode, cast: Cast) -> Iterator[str]:
    off = episode.audio.lufs - TARGET_LUFS
    is_meant = any(voice.gain_db for voice in cast.voices.values()) or len(cast.voices) > 1
    if abs(off) > _TOLERANCE_LU and len(episode.cues) >= _ENOUGH_SENTENCES and not is_meant:
        yield (
            f"{episode.source}: {episode.audio.lufs:.1f} LUFS, not {TARGET_LUFS:.0f}; "
            f"if it is so for every article, correct loudness_lufs in {cast.main.where} by {off:+.1f}"
        )
    if (episode.audio.peak_db or 0.0) > TRUE_PEAK_DB and not is_meant:
        yield f"{episode.source}: true peak {episode.audio.peak_db:.1f} dBTP, above {TRUE_PEAK_DB:.0f}"


def _feed_warnings(episode: Episode) -> Iterator[str]:
    if episode.date and episode.date > dt.datetime.now(library.HOME).date().isoformat():
        yield f"{episode.source}: its day, {episode.date}, is to come; it is published now all the same"
    if episode.withdrawn:
        yield _withdrawn_line(episode)


def _language_warnings(source: str, script: Script, cast: Cast) -> Iterator[str]:
    """That a voice which speaks Japanese only has read what does not look like it: a text without kana."""
    name, speaks = cast.main.name, cast.main.engine.languages
    if set(speaks) != {"ja"}:
        return
    read = "".join(sentence.text for sentence in script.sentences() if sentence.voice == name)
    letters = [char for char in read if char.isalpha()]
    counts = Counter(letters)
    of_kana, of_chinese = (sum(counts[char] for char in group) for group in (_KANA, _CHINESE))
    is_latin = sum(map(str.isascii, letters)) >= _MOSTLY * len(letters)
    is_other = is_latin or of_chinese >= _LEAST * len(letters)
    if len(letters) >= _ENOUGH_LETTERS and is_other and of_kana < _LEAST * len(letters):
        yield (
            f"{source}: has hardly any kana and may not be Japanese, but '{name}' reads all as Japanese; "
            "give another language a voice of its own (docs/voices.md), or leave the article out"
        )


def _withdrawn_line(episode: Episode) -> str:
    return (
        f"{episode.source}: is withdrawn and stays out of the feed; "
        f"`narrate withdraw --undo {episode.slug}` puts it back"
    )


def _stand_in_lines(source: str, clips: Clips, lines: set[Line]) -> Iterator[str]:
    """How many sentences another voice says, and why."""
    counts = Counter((line.voice, clips.stand_ins[line]) for line in lines & clips.stand_ins.keys())
    for (voice, name), count in counts.items():
        many = f"{count} of {len(lines)} sentences are said by '{name}', not '{voice}'"
        yield f"{source}: {many}: {clips.reasons.get(voice, 'its fallback failed too')}"
