"""The main job from end to end: an article becomes an episode, and the episode stands in the feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from narrate import assembler, feed, files, id3, library
from narrate.article import read_article
from narrate.audio import TARGET_LUFS
from narrate.errors import ArticleError, SettingsError
from narrate.frame import Frame
from narrate.model import Dropped, Episode, Script, Sentence
from narrate.readings import Reader
from narrate.segmenter import segment
from narrate.settings import read_settings
from narrate.show import Show
from narrate.source import Where
from narrate.store import ClipStore
from narrate.template import Template, read_template
from narrate.tts import Clips, make_clips
from narrate.voices import Voice

_LOUDNESS_TOLERANCE = 1.0  # LU around the target that directories accept
_ENOUGH_CLIPS = 5  # fewer sentences differ by more than that from the voice's mean


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the episode, its MP3, how many clips were new, and lines of warning."""

    episode: Episode
    mp3: Path
    new_clips: int
    clips: int
    warnings: tuple[str, ...]


def read_script(show: Show, path: Where, voice: Voice) -> Script:
    """Article file → what will be spoken; no audio.

    Raises:
        ArticleError, LexiconError, VoiceError: see there.
    """
    frame = Frame.of(read_settings(show.root))
    article = read_article(path, frame.aloud)
    text = "\n".join(paragraph.text for section in article.sections for paragraph in section.paragraphs)
    reader = Reader.load(show.lexicon_files).taught_by(text)
    script = segment(frame.around(article), reader, voice.engine.max_chars)
    if not script.sections:
        raise ArticleError(f"{path}: has nothing in it that the voice '{voice.name}' can say")
    return script


def build_episode(
    show: Show,
    path: Where,
    voice: Voice,
    base_url: str,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
) -> Built:
    """Make the episode of one article; the feed is written by ``feed.write_feed`` afterwards.

    ``on_clip`` is called after each clip with the number of all. Everything that can be wrong with the
    article, the voice or the template is found before any audio is made.

    Raises:
        NarrateError: see ``errors``; nothing half-written is left, clips made so far are kept.
    """
    script = read_script(show, path, voice)
    template = read_template(show.template, base_url)
    cover = feed.cover_file(show, template, base_url)
    show.episodes.mkdir(parents=True, exist_ok=True)
    store = ClipStore(show.clips)
    clips = _clips(script.sentences(), voice, store, workers, on_clip)
    placed = assembler.place(script.sections, clips.by_text)
    if not placed:
        raise ArticleError(f"{path}: has nothing in it that the voice '{voice.name}' can say")
    chapters = assembler.chapters(placed, script.sections)
    tag = id3.tag(_tag_texts(script, template), chapters, voice.credit, _picture(cover))
    with FileLock(show.output / ".lock"):
        files.clear_drafts(show.episodes)
        taken = library.taken_slugs(show)
        identity = library.identify(script, path, library.known_episodes(show), taken)
        audio = assembler.write(
            show.episodes / identity.slug,
            lambda digest: f"{identity.slug}-{digest[:12]}.mp3",
            tag,
            placed,
            store,
        )
        episode = Episode(
            guid=identity.guid,
            slug=identity.slug,
            title=script.title,
            date=script.date.isoformat() if script.date else None,
            byline=script.byline,
            source=library.source_name(path),
            published=identity.published,
            voice=voice.name,
            credit=voice.credit,
            audio=audio,
            chapters=chapters,
            cues=assembler.cues(placed),
            dropped=_all_dropped(script, clips),
        )
        library.save_episode(show, episode)
    mp3 = show.episodes / episode.slug / audio.file
    return Built(episode, mp3, clips.made, len(clips.by_text), tuple(_warnings(episode, voice, clips)))


def build_section(
    show: Show,
    path: Where,
    number: int,
    voice: Voice,
    workers: int | None = None,
    on_clip: Callable[[int], None] = lambda total: None,
) -> Path:
    """Only the audio of one section, counted from 1; the clips serve the episode later.

    Raises:
        SettingsError: there is no section of that number; the message lists them.
        NarrateError: as for ``build_episode``.
    """
    script = read_script(show, path, voice)
    if not 1 <= number <= len(script.sections):
        names = "; ".join(f"{i} {section.heading}" for i, section in enumerate(script.sections, 1))
        raise SettingsError(f"{path}: no section {number}; there are: {names}")
    section = script.sections[number - 1]
    store = ClipStore(show.clips)
    clips = _clips(section.sentences, voice, store, workers, on_clip)
    placed = assembler.place((section,), clips.by_text)
    if not placed:
        raise ArticleError(f"{path}: section {number} has nothing that the voice '{voice.name}' can say")
    slug = library.new_slug(path, script.date, set())
    tag = id3.tag({"TIT2": section.heading, "TALB": script.title}, comment=voice.credit)
    folder = show.output / "sections" / slug
    audio = assembler.write(folder, lambda digest: f"{slug}-{number}-{digest[:12]}.mp3", tag, placed, store)
    return folder / audio.file


def _clips(
    sentences: Iterable[Sentence],
    voice: Voice,
    store: ClipStore,
    workers: int | None,
    on_clip: Callable[[int], None],
) -> Clips:
    texts = list(dict.fromkeys(sentence.spoken for sentence in sentences))
    return make_clips(texts, voice, store, workers, lambda: on_clip(len(texts)))


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


def _picture(cover: Path | None) -> tuple[str, bytes] | None:
    return (cover.name, cover.read_bytes()) if cover else None


def _all_dropped(script: Script, clips: Clips) -> tuple[Dropped, ...]:
    unsaid = (s.text for s in script.sentences() if s.spoken in clips.unspeakable)
    return (*script.dropped, *(Dropped(text, "the voice has no sound for it") for text in unsaid))


def _warnings(episode: Episode, voice: Voice, clips: Clips) -> list[str]:
    lines = []
    if clips.unspeakable:
        texts = "; ".join(sorted(clips.unspeakable))
        lines.append(f"{episode.source}: left out, the voice has no sound for: {texts}")
    off = episode.audio.lufs - TARGET_LUFS
    if abs(off) > _LOUDNESS_TOLERANCE and len(episode.cues) >= _ENOUGH_CLIPS:
        better = round(voice.loudness_lufs + off, 1)
        lines.append(
            f"{episode.source}: {episode.audio.lufs:.1f} LUFS, not {TARGET_LUFS:.0f}; "
            f"if it is so for every article, write loudness_lufs = {better} in {voice.where}"
        )
    return lines
