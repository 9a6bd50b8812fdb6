"""Voice files: what they hold, which one wins, and a word about what is wrong in one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from narrate.engines.tone import Tone
from narrate.errors import VoiceError
from narrate.show import Show, packaged
from narrate.voices import Voice, find_voice, list_voices, read_voice


def written(folder: Path, text: str, name: str = "own") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_voice_file_is_a_voice(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'engine = "tone"\ndescription = "試し"\ncredit = "c"\nloudness_lufs = -20\n[options]\npitch = 440\n',
    )
    assert read_voice(path) == Voice("own", "tone", "試し", "c", -20, options={"pitch": 440}, where=str(path))


def test_the_engine_is_enough(tmp_path: Path) -> None:
    voice = read_voice(written(tmp_path, 'engine = "tone"\n'))
    assert (voice.description, voice.credit, voice.loudness_lufs, voice.options) == ("", "", None, {})


def test_pauses_gain_and_fallback_are_the_voices_own(tmp_path: Path) -> None:
    text = 'engine = "tone"\nfallback = "mei"\ngain_db = -2.5\n[pauses]\nsentence = 300\nheading = 1200\n'
    voice = read_voice(written(tmp_path, text))
    assert (voice.fallback, voice.gain_db) == ("mei", -2.5)
    assert voice.pauses == {"sentence": 300, "heading": 1200}


def test_the_engine_is_made_once_with_its_options(tmp_path: Path) -> None:
    voice = read_voice(written(tmp_path, 'engine = "tone"\n[options]\npitch = 440\n'))
    assert isinstance(voice.engine, Tone)
    assert voice.engine.pitch == 440
    assert voice.engine is voice.engine


def test_earlier_folders_win(tmp_path: Path) -> None:
    first = written(tmp_path / "first", 'engine = "tone"\n', "mei")
    second = written(tmp_path / "second", 'engine = "openjtalk"\n', "other")
    folders = [tmp_path / "first", tmp_path / "second", tmp_path / "missing", packaged() / "voices"]
    voices = list_voices(folders)
    assert (voices["mei"], voices["other"]) == (first, second)
    assert voices["tone"] == packaged() / "voices" / "tone.toml"
    assert find_voice("mei", folders).engine_name == "tone"


def test_an_unknown_voice_is_told_with_those_there_are(show: Show) -> None:
    with pytest.raises(
        VoiceError, match=r"^no voice 'mai'; there are: blip, google, mei, tone, voicevox; name one of them$"
    ):
        find_voice("mai", show.voice_folders)


@pytest.mark.parametrize("name", ["google", "mei", "tone", "voicevox"])
def test_the_packaged_voices_have_an_engine(name: str, tmp_path: Path) -> None:
    voice = find_voice(name, Show(tmp_path).voice_folders)
    assert voice.engine.max_chars >= 60
    assert voice.description


def test_the_default_voice_credits_its_makers(tmp_path: Path) -> None:
    assert "Nagoya Institute of Technology" in find_voice("mei", Show(tmp_path).voice_folders).credit


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"own\.toml: no 'engine'; write for example engine = \"openjtalk\""),
        ("engine = \n", r"own\.toml: not valid TOML: .*line 1"),
        ('engine = "tone"\npitch = 3\n', r"own\.toml:\d: unknown key 'pitch'; a voice has: engine, "),
        ('engine = "tone"\nname = "x"\n', r"own\.toml:\d: unknown key 'name'"),
        ("engine = 3\n", r"own\.toml:\d: 'engine' has the wrong type: 3"),
        ('engine = "tone"\noptions = "loud"\n', r"own\.toml:\d: 'options' has the wrong type"),
        (
            'engine = "tone"\nloudness_lufs = true\n',
            r"own\.toml:\d: 'loudness_lufs' has the wrong type: True",
        ),
        (
            'engine = "tone"\nloudness_lufs = "x"\n',
            r"own\.toml:\d: 'loudness_lufs' has the wrong type: 'x'",
        ),
        ('engine = "tone"\ngain_db = 13\n', r"own\.toml:2: 'gain_db' must be within ±12"),
        ('engine = "tone"\n\n[pauses]\nbreath = 3\n', r"own\.toml:4: unknown pause 'breath'; there are: cl"),
        ('engine = "tone"\n[pauses]\nclause = -1\n', r"own\.toml:3: 'clause' must be 0 to 10000 ms, not -1"),
        ('engine = "tone"\n[pauses]\nclause = 0.5\n', r"own\.toml:3: 'clause' must be 0 to 10000 ms"),
        ('engine = "tone"\nfallback = true\n', r"own\.toml:2: 'fallback' has the wrong type: True"),
        ('engine = "tone"\nloudness_lufs = nan\n', r"own\.toml:\d: 'loudness_lufs'"),
        ('engine = "tone"\nloudness_lufs = -inf\n', r"own\.toml:\d: 'loudness_lufs'"),
    ],
)
def test_a_faulty_file_is_named_with_its_key_or_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(VoiceError, match=message):
        read_voice(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('engine = "bell"\n', r"own\.toml:\d: no engine 'bell'; installed are .*openjtalk.*tone"),
        (
            'engine = "tone"\n[options]\nvolume = 3\n',
            r"own\.toml:\d: unknown engine option 'volume'; this engine knows: pitch",
        ),
        (
            'engine = "tone"\n[options]\npitch = "high"\n',
            r"own\.toml:\d: 'pitch' must be float, not 'high'",
        ),
        ('engine = "tone"\n[options]\npitch = true\n', r"own\.toml:\d: 'pitch' must be float, not True"),
        ('engine = "tone"\n[options]\n_local = 1\n', r"own\.toml:\d: unknown engine option '_local'"),
        ('engine = "openjtalk"\n[options]\nspeed = 9\n', r"own\.toml:\d: speed 9\.0 is outside 0\.5 to 3"),
        ('engine = "openjtalk"\n[options]\nhalf_tone = nan\n', r"own\.toml:\d: half_tone nan is outside"),
    ],
)
def test_a_faulty_engine_or_option_is_named_with_its_file(tmp_path: Path, text: str, message: str) -> None:
    voice = read_voice(written(tmp_path, text))
    with pytest.raises(VoiceError, match=message):
        _ = voice.engine


def test_a_folder_of_that_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.toml").mkdir()
    with pytest.raises(VoiceError, match=r"own\.toml: cannot be read \(Is a directory\)"):
        find_voice("own", [tmp_path])


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('engine = "声"'.encode("shift_jis"))
    with pytest.raises(VoiceError, match=r"own\.toml: not UTF-8 \(byte 10\); save it as UTF-8"):
        read_voice(path)


def test_a_file_whose_name_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("声.toml".encode("shift_jis"))
    with pytest.raises(VoiceError, match=r"\.toml: has no name in UTF-8; give the file another name"):
        read_voice(path)


def test_a_voice_file_of_ones_own_credits_the_voice_behind_it(tmp_path: Path) -> None:
    voice = read_voice(written(tmp_path, 'engine = "openjtalk"\n[options]\nspeed = 1.4\n'))
    assert "Nagoya Institute of Technology" in voice.credit_line
