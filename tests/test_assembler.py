"""Clips become an episode: every time follows from frames, and what decoders hear agrees with it."""

from __future__ import annotations

import hashlib
import io
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile
from numpy.typing import NDArray

from narrate import assembler, id3, mp3
from narrate.assembler import Placed
from narrate.chapters import chapters
from narrate.errors import OutputError
from narrate.model import Audio, Clip, ScriptSection, Sentence
from narrate.recipe import RATE
from narrate.scheduler import Clips, Line, make_clips
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import Voice, find_voice

HEADINGS = ("はじめに", "なかほど", "おわりに")
VOICE = "reader"
TAG = id3.tag({"TIT2": "記事"})


def sentence(text: str, pause_ms: int) -> Sentence:
    return Sentence(f"〈{text}〉", text, pause_ms, voice=VOICE)


SECTIONS = (
    ScriptSection(
        HEADINGS[0],
        (sentence("はじめに", 1000), sentence("みじかいぶんです", 400), sentence("もうひとつ", 1500)),
    ),
    ScriptSection(HEADINGS[1], (sentence("なかほど", 100), sentence("みじかいぶんです", 733))),
    ScriptSection(HEADINGS[2], (sentence("おわりに", 250), sentence("さようなら", 0), sentence("では", 500))),
)


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


@pytest.fixture
def placed(blip: Voice, store: ClipStore) -> list[Placed]:
    return assembler.place(SECTIONS, clips(blip, store))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "episode"


def clips(voice: Voice, store: ClipStore) -> Clips:
    lines = [Line(VOICE, sentence.spoken) for section in SECTIONS for sentence in section.sentences]
    return make_clips(lines, {VOICE: voice}, store)


def write(folder: Path, placed: list[Placed], store: ClipStore) -> Audio:
    return assembler.write(folder, lambda digest: f"episode-{digest[:12]}.mp3", TAG, placed, store)


def decode(data: bytes) -> NDArray[np.float32]:
    samples, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    assert rate == RATE
    return np.asarray(samples, np.float32)


def ms(frames: int) -> float:
    return frames * mp3.FRAME_SAMPLES * 1000 / RATE


def test_clips_stand_one_after_another_in_reading_order(placed: list[Placed]) -> None:
    sentences = [(n, s) for n, section in enumerate(SECTIONS) for s in section.sentences]
    assert [(p.section, p.text, p.spoken) for p in placed] == [(n, s.text, s.spoken) for n, s in sentences]
    assert placed[0].start == 0
    for before, after in pairwise(placed):
        assert after.start == before.start + before.clip.frames + before.pause == before.end


def test_pauses_are_as_long_as_asked_within_half_a_frame(placed: list[Placed]) -> None:
    wanted = [s.pause_ms for section in SECTIONS for s in section.sentences]
    heard = [(p.end * mp3.FRAME_SAMPLES - _speech_end(p)) * 1000 / RATE for p in placed]
    far = [(w, h) for w, h in zip(wanted, heard, strict=True) if w >= 100 and abs(w - h) > 12]
    assert far == []
    assert heard[6] < 48


@pytest.mark.parametrize("pause_ms", [100, 101, 250, 400, 417, 733, 1000, 1500, 5000])
def test_pause_of_any_length_is_met_within_half_a_frame(blip: Voice, store: ClipStore, pause_ms: int) -> None:
    made = clips(blip, store)
    for text in [line.text for line in made.by_line]:
        (one,) = assembler.place([ScriptSection("", (sentence(text, pause_ms),))], made)
        heard_ms = (one.end * mp3.FRAME_SAMPLES - one.clip.speech) * 1000 / RATE
        assert heard_ms == pytest.approx(pause_ms, abs=12)


def test_sentence_without_a_clip_is_passed_over(blip: Voice, store: ClipStore) -> None:
    made = clips(blip, store)
    for text in ("なかほど", "みじかいぶんです"):
        del made.by_line[Line(VOICE, text)]
    placed = assembler.place(SECTIONS, made)
    assert [p.spoken for p in placed] == ["はじめに", "もうひとつ", "おわりに", "さようなら", "では"]
    assert [p.section for p in placed] == [0, 0, 2, 2, 2]
    made = chapters(placed, SECTIONS)
    assert [chapter.title for chapter in made] == ["はじめに", "おわりに"]


def test_no_clip_at_all_places_nothing() -> None:
    assert assembler.place(SECTIONS, Clips()) == []


def test_cues_follow_from_the_sum_of_frames(placed: list[Placed]) -> None:
    cues = assembler.cues(placed)
    frames = 0
    for cue, p in zip(cues, placed, strict=True):
        assert (cue.section, cue.text, cue.spoken) == (p.section, p.text, p.spoken)
        assert cue.start_ms == round(ms(frames))
        assert cue.end_ms == round(ms(frames) + p.clip.speech * 1000 / RATE)
        frames += p.clip.frames + p.pause
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(cues))


def test_chapters_cover_the_episode_without_a_gap(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    made = chapters(placed, SECTIONS)
    starts = [next(p.start for p in placed if p.section == n) for n in range(3)]
    assert [chapter.title for chapter in made] == list(HEADINGS)
    assert [chapter.start_ms for chapter in made] == [round(ms(start)) for start in starts]
    assert [c.end_ms for c in made[:-1]] == [c.start_ms for c in made[1:]]
    assert made[-1].end_ms == round(write(folder, placed, store).seconds * 1000)


def test_decoded_sound_begins_and_ends_where_the_cues_say(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    audio = write(folder, placed, store)
    loud = np.abs(decode((folder / audio.file).read_bytes())) > 0.01
    for cue in assembler.cues(placed):
        heard = np.flatnonzero(loud[_at(cue.start_ms - 10) : _at(cue.end_ms + 10)]) + _at(cue.start_ms - 10)
        assert heard[0] == pytest.approx(_at(cue.start_ms), abs=RATE * 0.004)
        assert heard[-1] == pytest.approx(_at(cue.end_ms), abs=RATE * 0.004)


def test_decoded_sound_is_silent_between_the_cues(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    audio = write(folder, placed, store)
    samples = decode((folder / audio.file).read_bytes())
    cues = assembler.cues(placed)
    for before, after in pairwise(cues):
        gap = samples[_at(before.end_ms + 20) : _at(after.start_ms - 2)]
        if after.start_ms - before.end_ms >= 90:
            assert len(gap) > 0
            assert np.abs(gap).max() < 0.001


def test_audio_says_what_the_file_is(placed: list[Placed], store: ClipStore, folder: Path) -> None:
    audio = write(folder, placed, store)
    data = (folder / audio.file).read_bytes()
    assert audio.bytes == len(data)
    assert audio.sha256 == hashlib.sha256(data).hexdigest()
    assert audio.file == f"episode-{audio.sha256[:12]}.mp3"
    assert audio.rate == RATE
    assert audio.samples == len(decode(data)) == mp3.decoded_samples(placed[-1].end)


@pytest.mark.parametrize("name", ["tone", "mei"])
def test_loudness_is_that_of_the_decoded_file(name: str, show: Show, store: ClipStore, folder: Path) -> None:
    made = clips(find_voice(name, show.voice_folders), store)
    audio = write(folder, assembler.place(SECTIONS * 3, made), store)
    samples = decode((folder / audio.file).read_bytes()).astype(np.float64)
    assert audio.lufs == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(samples), abs=0.2)


def test_file_is_tag_then_info_then_the_clips_as_stored(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    audio = write(folder, placed, store)
    wanted = TAG + mp3.info_frame(placed[-1].end)
    for p in placed:
        frames = store.frames(p.clip.key)
        assert frames is not None
        wanted += frames + mp3.silent_frame() * p.pause
    assert (folder / audio.file).read_bytes() == wanted


def test_same_content_is_not_written_again(placed: list[Placed], store: ClipStore, folder: Path) -> None:
    first = write(folder, placed, store)
    path = folder / first.file
    os.utime(path, ns=(10**18, 10**18))
    inode = path.stat().st_ino
    assert write(folder, placed, store) == first
    assert path.stat().st_mtime_ns == 10**18
    assert path.stat().st_ino == inode
    assert [file.name for file in folder.iterdir()] == [first.file]


def test_damaged_file_of_that_name_is_written_again(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    audio = write(folder, placed, store)
    path = folder / audio.file
    path.write_bytes(path.read_bytes()[:-1])
    write(folder, placed, store)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == audio.sha256


def test_other_content_gets_another_name_and_the_old_file_stays(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    first = write(folder, placed, store)
    old = (folder / first.file).read_bytes()
    second = write(folder, placed[:-1], store)
    assert second.file != first.file
    assert (folder / first.file).read_bytes() == old


def test_file_may_be_read_by_everyone_the_umask_allows(
    placed: list[Placed], store: ClipStore, folder: Path, tmp_path: Path
) -> None:
    audio = write(folder, placed, store)
    usual = tmp_path / "usual"
    usual.touch()
    assert (folder / audio.file).stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("lost", [0, 4, -1])
def test_lost_clip_is_told_and_leaves_no_file(
    placed: list[Placed], store: ClipStore, folder: Path, tmp_path: Path, lost: int
) -> None:
    (path,) = (tmp_path / "clips").rglob(f"{placed[lost].clip.key}*")
    path.unlink()
    with pytest.raises(OutputError, match="run the same command again"):
        write(folder, placed, store)
    assert list(folder.iterdir()) == []


def test_damaged_clip_is_told_and_leaves_the_published_file(
    placed: list[Placed], store: ClipStore, folder: Path, tmp_path: Path
) -> None:
    audio = write(folder, placed, store)
    (path,) = (tmp_path / "clips").rglob(f"{placed[-1].clip.key}*")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(OutputError, match=placed[-1].text):
        write(folder, placed, store)
    assert [file.name for file in folder.iterdir()] == [audio.file]
    assert hashlib.sha256((folder / audio.file).read_bytes()).hexdigest() == audio.sha256


def test_clip_that_became_another_one_is_not_joined(
    placed: list[Placed], store: ClipStore, folder: Path
) -> None:
    short = store.frames(placed[0].clip.key)
    assert short is not None
    changed = Clip(placed[0].clip.key, placed[0].clip.frames - 1, 1000, (0.1,), -4.0)
    store.put(changed, short[mp3.FRAME_BYTES :])
    with pytest.raises(OutputError):
        write(folder, placed, store)
    assert list(folder.iterdir()) == []


def _speech_end(p: Placed) -> int:
    return p.start * mp3.FRAME_SAMPLES + p.clip.speech


def _at(time_ms: int) -> int:
    return max(0, time_ms * RATE // 1000)
