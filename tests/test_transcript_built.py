"""The transcripts of a built episode: with its times, made once, without a dictionary the next time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import webvtt
from mutagen.id3 import ID3

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.show import Show
from narrate.voices import Voice, find_voice

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def built(show: Show, blip: Voice, example: Path) -> Built:
    return build_episode(show, example, Cast.alone(blip), BASE)


def attached(built: Built, kind: str) -> bytes:
    (file,) = (each.file for each in built.episode.attachments if each.kind == kind)
    return (built.mp3.parent / file).read_bytes()


def test_an_episode_has_its_files_beside_it(built: Built) -> None:
    found = {each.kind: each for each in built.episode.attachments}
    assert {"vtt", "srt", "json", "html", "chapters"} <= found.keys()
    for each in found.values():
        assert (built.mp3.parent / each.file).stat().st_size == each.bytes


def test_what_is_shown_is_what_is_heard_and_when(built: Built) -> None:
    shown, heard = webvtt.parse(attached(built, "vtt")), built.episode.cues
    assert (shown[0].start_ms, shown[-1].end_ms) == (heard[0].start_ms, heard[-1].end_ms)
    assert {cue.start_ms for cue in heard} <= {cue.start_ms for cue in shown}
    text = "".join(line for cue in shown for line in cue.lines)
    assert "".join(text.split()) == "".join("".join(cue.text.split()) for cue in heard)
    assert {cue.voice for cue in shown} == {"blip"}


def test_chapters_are_those_of_the_mp3(built: Built) -> None:
    tag = ID3(built.mp3)
    in_tag = sorted((c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in tag.getall("CHAP"))
    data = json.loads(attached(built, "chapters"))["chapters"]
    beside = [(round(c["startTime"] * 1000), round(c["endTime"] * 1000), c["title"]) for c in data]
    assert beside == in_tag
    assert beside[0][0] == 0


def test_a_build_of_the_same_writes_nothing_and_loads_no_dictionary(
    built: Built, show: Show, example: Path
) -> None:
    before = {path: path.stat().st_ino for path in built.mp3.parent.iterdir()}
    code = "import sys; from narrate.cli import cli; cli.main(sys.argv[1:], standalone_mode=False);"
    code += "assert not {'fugashi', 'sudachipy', 'pyopenjtalk'} & set(sys.modules)"
    command = ["build", str(example), "--show", str(show.root), "--voice", "blip", "--quiet"]
    subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, timeout=120)
    assert {path: path.stat().st_ino for path in built.mp3.parent.iterdir()} == before


def test_each_voice_of_a_cast_has_its_name(show: Show, blip: Voice, tmp_path: Path) -> None:
    article = tmp_path / "talk.txt"
    article.write_text("対談\n\nA：図書館の話をします。\n\nB：よろしくお願いします。\n", encoding="utf-8")
    (show.voice_folders[0] / "high.toml").write_text(
        'engine = "tone"\nloudness_lufs = -19.7\n[options]\npitch = 400\nseconds_per_mora = 0.02\n'
    )
    cast = Cast.of(
        {"cast": {"speakers": {"B": "high"}}}, blip, lambda name: find_voice(name, show.voice_folders)
    )
    built = build_episode(show, article, cast, BASE)
    assert [cue.voice for cue in webvtt.parse(attached(built, "vtt"))][-2:] == ["blip", "high"]
