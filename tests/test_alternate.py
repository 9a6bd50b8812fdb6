"""The sound beside the MP3: what decoders hear of it is the MP3's sound, at the MP3's times."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pyloudnorm
import pytest
import soundfile
from decoders import told_length
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate import alternate, assembler, mp3
from narrate.alternate import NEAR, formats, slots
from narrate.assembler import Placed
from narrate.attachments import attach
from narrate.errors import OutputError, SettingsError
from narrate.formats import FORMATS, M4A, OPUS, Format
from narrate.model import Chapter, Clip, ScriptSection, Sentence
from narrate.recipe import RATE, TRUE_PEAK_DB
from narrate.scheduler import Line, make_clips
from narrate.show import Show
from narrate.store import ClipStore, clip_key
from narrate.voices import find_voice

KINDS = pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
CHAPTERS = (
    Chapter("はじめに", 0, 4776),
    Chapter("= なかほど; #1", 4776, 11_999),
    Chapter("おわりに", 11_999, 20_000),
)
TEXTS = {"TIT2": "記事", "TALB": "番組", "TPE1": "", "TYER": "2026"}
LENGTHS = (31_000, 96_001, 14_400, 70_123, 48_000, 1152 * 60, 120_000)
PAUSES = (42, 19, 19, 62, 8, 31, 0)
SECTIONS = (0, 0, 1, 1, 1, 2, 2)


@cache
def noise(seed: int, length: int) -> NDArray[np.int16]:
    """Noise that swells like syllables, as no other of its kind does; silent at both ends."""
    random = np.random.default_rng(seed)
    dull = np.convolve(random.standard_normal(length + 30), np.hanning(31), "valid")[:length]
    swell = np.sin(np.arange(length) / RATE * np.pi * 4 + seed) ** 2
    edge = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / 480)
    return np.asarray(dull * swell * edge / np.abs(dull).max() * 16_000, np.int16)


def clip(store: ClipStore, seed: int, length: int) -> Clip:
    frames = mp3.encode(noise(seed, length))
    made = Clip(clip_key(seed=seed, length=length), mp3.frame_count(frames), length, (0.01,), -4.0)
    store.put(made, frames)
    return made


def place(clips: list[Clip], pauses: tuple[int, ...], sections: tuple[int, ...]) -> list[Placed]:
    placed: list[Placed] = []
    for each, pause, section in zip(clips, pauses, sections, strict=True):
        start = placed[-1].end if placed else 0
        placed.append(Placed(section, "ぶん", "ブン", "mei", each, start, pause))
    return placed


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


@pytest.fixture
def placed(store: ClipStore) -> list[Placed]:
    return place([clip(store, seed, length) for seed, length in enumerate(LENGTHS)], PAUSES, SECTIONS)


def write(folder: Path, form: Format, placed: list[Placed], store: ClipStore) -> Path:
    made = alternate.made(form, placed, CHAPTERS, TEXTS, "声: メイ", store)
    (attachment,) = attach(folder, "o1", [made])
    assert (attachment.kind, attachment.type) == (form.kind, form.type)
    assert attachment.bytes == (folder / attachment.file).stat().st_size
    return folder / attachment.file


def heard(path: Path) -> NDArray[np.float32]:
    with av.open(str(path)) as file:
        frames = [frame.to_ndarray()[0] for frame in file.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32)


def heard_mp3(folder: Path, placed: list[Placed], store: ClipStore) -> NDArray[np.float32]:
    audio = assembler.write(folder, lambda digest: f"{digest[:12]}.mp3", b"", placed, store)
    return np.asarray(soundfile.read(folder / audio.file, dtype="float32")[0])


def lag(sound: NDArray[np.float32], within: NDArray[np.float32], at: int) -> int:
    """How many samples after ``at`` the sound is heard, up to 25 ms either way."""
    reach = 1200
    padded = np.pad(within, reach)[at : at + len(sound) + 2 * reach]
    size = 1 << len(padded).bit_length()
    spectrum = np.fft.rfft(padded, size) * np.conj(np.fft.rfft(sound, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: 2 * reach])) - reach


def shifts(folder: Path, form: Format, placed: list[Placed], store: ClipStore) -> list[int]:
    """How much later than in the MP3 each clip is heard, in samples."""
    reference, sound = heard_mp3(folder, placed, store), heard(write(folder, form, placed, store))
    starts = [(p.start * mp3.FRAME_SAMPLES, p.clip.speech) for p in placed]
    return [lag(reference[start : start + length], sound, start) for start, length in starts]


def test_opus_is_heard_as_long_as_the_mp3(placed: list[Placed], store: ClipStore, tmp_path: Path) -> None:
    sound = heard(write(tmp_path, OPUS, placed, store))
    assert len(sound) == mp3.decoded_samples(placed[-1].end) == len(heard_mp3(tmp_path, placed, store))


def test_an_m4a_says_that_it_is_as_long_as_the_mp3(
    placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    path = write(tmp_path, M4A, placed, store)
    length = mp3.decoded_samples(placed[-1].end)
    assert told_length(path) == length
    assert 0 <= len(heard(path)) - length < M4A.packet


def test_another_decoder_hears_the_same_length_of_opus(
    placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    sound, rate = soundfile.read(write(tmp_path, OPUS, placed, store))
    assert (rate, sound.shape) == (RATE, (mp3.decoded_samples(placed[-1].end),))


def test_every_clip_of_opus_is_heard_within_a_millisecond(
    placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    assert max(map(abs, shifts(tmp_path, OPUS, placed, store))) <= NEAR


def test_clips_of_aac_are_heard_within_half_a_packet_and_sections_within_a_millisecond(
    placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    late = shifts(tmp_path, M4A, placed, store)
    assert max(map(abs, late)) <= M4A.packet // 2
    assert [abs(late[SECTIONS.index(section)]) <= NEAR for section in (0, 1, 2)] == [True] * 3


@KINDS
def test_pauses_are_silent_and_nothing_clicks_at_the_joints(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    sound = heard(write(tmp_path, form, placed, store))
    assert np.abs(sound).max() > 0.3
    for slot, after in pairwise(slots(form, placed)):
        pause = sound[slot.start + slot.shift + slot.clip.speech : after.start + after.shift]
        assert np.abs(pause).max() < 0.015  # -36 dBFS, in what codecs smear over the ends of a clip
        assert np.abs(np.diff(pause)).max() < 0.01
        assert np.abs(pause[RATE // 20 : -RATE // 50]).max(initial=0) < 0.0001


@KINDS
def test_speech_is_that_of_the_mp3_and_as_loud(
    form: Format, show: Show, store: ClipStore, tmp_path: Path
) -> None:
    texts = ("機械学習の話です。", "問題を一つずつ解いていきます。", "では、始めましょう。")
    spoken = [Sentence(text, text, 450, voice="mei") for text in texts]
    voices = {"mei": find_voice("mei", show.voice_folders)}
    clips = make_clips([Line("mei", text) for text in texts], voices, store)
    placed = assembler.place([ScriptSection("題", tuple(spoken))], clips)
    reference, sound = heard_mp3(tmp_path, placed, store), heard(write(tmp_path, form, placed, store))
    meter = pyloudnorm.Meter(RATE)
    loud, wanted = (meter.integrated_loudness(each.astype(np.float64)) for each in (sound, reference))
    assert loud == pytest.approx(wanted, abs=0.5)
    for p, late in zip(placed, shifts(tmp_path, form, placed, store), strict=True):
        start = p.start * mp3.FRAME_SAMPLES
        clean = reference[start : start + p.clip.speech]
        error = clean - np.pad(sound, (0, 2000))[start + late :][: len(clean)]
        assert 10 * np.log10((clean**2).sum() / (error**2).sum()) > 10


@KINDS
def test_a_clip_at_the_limit_does_not_pass_it(form: Format, store: ClipStore, tmp_path: Path) -> None:
    loud = np.asarray(noise(5, 96_000) * (32_767 / 16_000) * 10 ** (TRUE_PEAK_DB / 20), np.int16)
    frames = mp3.encode(loud)
    made = Clip("ff" * 32, mp3.frame_count(frames), len(loud), (0.1,), TRUE_PEAK_DB)
    store.put(made, frames)
    sound = heard(write(tmp_path, form, place([made], (0,), (0,)), store))
    assert 20 * np.log10(np.abs(sound).max()) < TRUE_PEAK_DB + 0.1


@KINDS
def test_the_same_clips_make_the_same_bytes(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    first = write(tmp_path / "first", form, placed, store)
    from_kept = write(tmp_path / "second", form, placed, store)
    for path in (tmp_path / "clips").rglob("*.packets"):
        path.unlink()
    anew = write(tmp_path / "third", form, placed, store)
    assert first.read_bytes() == from_kept.read_bytes() == anew.read_bytes()
    assert first.name == from_kept.name == anew.name


@KINDS
def test_kept_packets_are_not_encoded_again(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    first = write(tmp_path, form, placed, store)
    for path in (tmp_path / "clips").rglob("*.clip"):
        path.unlink()
    assert write(tmp_path, form, placed, store) == first


@KINDS
def test_an_edited_sentence_costs_its_own_packets(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    write(tmp_path, form, placed, store)
    before = set((tmp_path / "clips").rglob("*.packets"))
    assert len(before) == len(placed)
    edited = [p.clip for p in placed]
    edited[1] = clip(store, 99, 70_000)
    write(tmp_path, form, place(edited, PAUSES, SECTIONS), store)
    new = set((tmp_path / "clips").rglob("*.packets")) - before
    later_sections = 2 if form is M4A else 0  # which begin at another place within a packet now
    assert len(new) == 1 + later_sections


@KINDS
def test_chapters_are_where_they_are_in_the_mp3(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    path = write(tmp_path, form, placed, store)
    with av.open(str(path)) as file:
        found = [(chapter["metadata"]["title"], chapter["start"]) for chapter in file.chapters()]
    assert found == [(chapter.title, chapter.start_ms) for chapter in CHAPTERS]


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="no ffprobe here")
@KINDS
def test_ffprobe_sees_chapters_title_and_credit(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    path = write(tmp_path, form, placed, store)
    command = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_chapters",
        "-show_format",
        "-show_streams",
        path,
    ]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    starts = [round(float(chapter["start_time"]) * 1000) for chapter in told["chapters"]]
    assert starts == [chapter.start_ms for chapter in CHAPTERS]
    tags = {**told["streams"][0].get("tags", {}), **told["format"].get("tags", {})}
    assert (tags["title"], tags["album"], tags["comment"]) == ("記事", "番組", "声: メイ")
    assert "creation_time" not in tags
    assert told["streams"][0]["codec_name"] == {"opus": "opus", "m4a": "aac"}[form.kind]


def test_an_m4a_says_what_it_is_before_its_sound(
    placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    data = write(tmp_path, M4A, placed, store).read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@KINDS
def test_a_lost_clip_is_told_and_leaves_no_file(
    form: Format, placed: list[Placed], store: ClipStore, tmp_path: Path
) -> None:
    (path,) = (tmp_path / "clips").rglob(f"{placed[3].clip.key}*")
    path.unlink()
    with pytest.raises(OutputError, match="run the same command again"):
        write(tmp_path / "episode", form, placed, store)
    assert list((tmp_path / "episode").iterdir()) == []


_LENGTH = st.integers(480, 300_000)
_CLIP = st.tuples(_LENGTH, st.integers(0, 80), st.booleans())


@KINDS
@given(st.lists(_CLIP, min_size=1, max_size=40))
def test_no_error_grows_whatever_the_lengths(form: Format, shape: list[tuple[int, int, bool]]) -> None:
    placed: list[Placed] = []
    for number, (length, pause, starts_section) in enumerate(shape):
        frames = -(-length // mp3.FRAME_SAMPLES) + 1
        section = (placed[-1].section if placed else 0) + starts_section
        start = placed[-1].end if placed else 0
        pause += 2  # 48 ms and what is in the clip: shorter ones leave no room for packets
        each = Clip(str(number), frames, length, (), -4.0)
        placed.append(Placed(section, "", "", "", each, start, pause))
    end, section = 0, -1
    for p, slot in zip(placed, slots(form, placed), strict=True):
        wanted = p.start * mp3.FRAME_SAMPLES
        assert slot.start >= end
        assert slot.start % form.grid == 0
        off = abs(slot.start + slot.shift - wanted)
        assert off <= (NEAR if p.section != section else form.grid // 2)
        end = slot.start + form.count(slot.shift + p.clip.speech) * form.packet
        section = p.section


@KINDS
@settings(max_examples=25, deadline=None)
@given(order=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12)), min_size=1, max_size=6))
def test_any_order_of_clips_and_pauses_is_as_long_as_the_mp3(
    form: Format, order: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    store = ClipStore(folder / "clips")
    clips = [clip(store, seed, 5_000 + 3_333 * seed) for seed, _ in order]
    placed = place(clips, tuple(pause for _, pause in order), tuple(seed for seed, _ in order))
    path, length = write(folder, form, placed, store), mp3.decoded_samples(placed[-1].end)
    assert told_length(path) - (OPUS.delay if form is OPUS else 0) == length
    assert len(heard(path)) == (length if form is OPUS else -(-length // M4A.packet) * M4A.packet)


def test_formats_are_those_that_the_setting_names_each_once() -> None:
    assert formats({}) == ()
    assert formats({"alternate": ["m4a", "opus", "m4a"]}) == (M4A, OPUS)


@pytest.mark.parametrize("name", ["flac", 3, ["opus"]])
def test_an_unknown_format_is_told(name: object) -> None:
    with pytest.raises(SettingsError, match=r"'alternate' has .*; there are: opus, m4a"):
        formats({"alternate": ["opus", name]})
