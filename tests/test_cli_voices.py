"""``narrate voices``: a list that says who can speak, and a sample of one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

from narrate.show import Show

NARRATE = (sys.executable, "-m", "narrate", "voices")


def run(show: Show, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*NARRATE, *words, "--show", str(show.root)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def with_voice(show: Show, name: str, text: str) -> Show:
    (show.root / "voices" / f"{name}.toml").write_text(text, encoding="utf-8")
    return show


def test_a_faulty_voice_is_listed_with_what_is_wrong(show: Show) -> None:
    result = run(with_voice(show, "bad", 'engine = "tone"\npitch = 3\n'))
    assert result.returncode == 0
    assert "CANNOT speak" in result.stdout
    assert "bad.toml:2: unknown key 'pitch'" in result.stdout
    assert result.stderr == ""


def test_the_list_is_there_for_machines_too(show: Show) -> None:
    rows = {row["name"]: row for row in json.loads(run(show, "--json").stdout)}
    assert rows["mei"]["engine"] == "openjtalk"
    assert rows["mei"]["problem"] == ""
    assert rows["blip"]["description"] == ""


def test_one_voice_is_described_with_its_credit_and_how_to_hear_it(show: Show) -> None:
    result = run(show, "mei")
    assert result.returncode == 0
    assert "Nagoya Institute of Technology" in result.stdout
    assert "narrate voices mei --say" in result.stdout
    assert "mei.toml" in result.stdout


def test_a_voice_with_a_fallback_has_a_sample_of_its_own(show: Show) -> None:
    text = 'engine = "tone"\nfallback = "mei"\nloudness_lufs = -18\n'
    result = run(with_voice(show, "far", text), "far", "--say", "はい。")
    assert result.returncode == 0, result.stderr


def test_a_sample_is_an_mp3_of_the_text_as_an_article_would_be_read(show: Show) -> None:
    result = run(show, "blip", "--say", "openaiの記事です。")
    assert result.returncode == 0, result.stderr
    path = Path(result.stdout.strip())
    assert path.parent == show.output / "samples"
    samples, rate = soundfile.read(path)
    morae = len("オープンエーアイのきじです")
    assert len(samples) / rate == pytest.approx(0.02 * morae + 1.5, abs=0.2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody",), "no voice 'nobody'; there are: blip, google, mei"),
        (("--say", "はい"), "name the voice too"),
        (("blip", "--say", "。"), "the voice 'blip' has no sound for this text"),
        (("blip", "--say", ""), "the voice 'blip' has no sound for this text"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(show: Show, words: tuple[str, ...], told: str) -> None:
    result = run(show, *words)
    assert result.returncode == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""
