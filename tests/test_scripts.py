"""Scripts that are kept: the same as read anew, and read anew whenever anything could have changed them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from narrate import scripts
from narrate.cast import Cast
from narrate.model import Script
from narrate.scripts import Scripts
from narrate.show import Show
from narrate.voices import Voice, find_voice


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(
        "# zorkの題\n\n2026-01-02\n\n```sh\nls\n```\n\nzorkが来た。「はい」と言った。\n", encoding="utf-8"
    )
    return path


def reads(show: Show, article: Path, voice: Voice, monkeypatch: pytest.MonkeyPatch) -> tuple[Script, int]:
    """The kept script of a new run, and how often the article was read for it."""
    count = 0
    real = Scripts.read

    def counted(self: Scripts, path: Path) -> Script:
        nonlocal count
        count += 1
        return real(self, path)

    monkeypatch.setattr(Scripts, "read", counted)
    script = Scripts(show, Cast.alone(voice)).kept(article)
    monkeypatch.setattr(Scripts, "read", real)
    return script, count


def test_a_kept_script_is_the_one_that_was_read_but_for_its_readings(
    show: Show, article: Path, blip: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, count = reads(show, article, blip, monkeypatch)
    again, count_again = reads(show, article, blip, monkeypatch)
    assert (count, count_again) == (1, 0)
    assert first.dropped == again.dropped
    for section, kept in zip(first.sections, again.sections, strict=True):
        assert kept == replace(section, sentences=tuple(replace(s, readings=()) for s in section.sentences))
    assert replace(again, sections=first.sections) == first


def changed_text(show: Show, article: Path) -> None:
    article.write_text(article.read_text(encoding="utf-8") + "川。\n", encoding="utf-8")


def corrected(show: Show, article: Path) -> None:
    show.corrections.parent.mkdir(parents=True)
    show.corrections.write_text("zork\tゾーク\n", encoding="utf-8")


def other_settings(show: Show, article: Path) -> None:
    (show.root / "narrate.toml").write_text('sign_off = "以上です。"\n', encoding="utf-8")


def other_pauses(show: Show, article: Path) -> None:
    path = show.root / "voices" / "blip.toml"
    path.write_text(path.read_text(encoding="utf-8") + "[pauses]\nsection = 10\n", encoding="utf-8")


def damaged(show: Show, article: Path) -> None:
    (kept,) = (show.output / "scripts").iterdir()
    kept.write_bytes(kept.read_bytes()[:-5])


@pytest.mark.parametrize("change", [changed_text, corrected, other_settings, other_pauses, damaged])
def test_whatever_changes_a_script_makes_it_read_again(
    show: Show,
    article: Path,
    blip: Voice,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Show, Path], None],
) -> None:
    reads(show, article, blip, monkeypatch)
    change(show, article)
    voice = find_voice("blip", show.voice_folders)
    script, count = reads(show, article, voice, monkeypatch)
    assert count == 1
    assert script == Scripts(show, Cast.alone(voice)).read(article)


def test_another_code_reads_again(
    show: Show, article: Path, blip: Voice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = tmp_path / "code.py"
    code.write_text("", encoding="utf-8")
    monkeypatch.setattr(scripts, "_code", lambda: [code])
    reads(show, article, blip, monkeypatch)
    assert reads(show, article, blip, monkeypatch)[1] == 0
    os.utime(code, (1, 1))
    assert reads(show, article, blip, monkeypatch)[1] == 1


def test_each_article_has_one_script_kept(
    show: Show, article: Path, blip: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(show, article, blip, monkeypatch)
    changed_text(show, article)
    reads(show, article, blip, monkeypatch)
    assert len(list((show.output / "scripts").iterdir())) == 1
