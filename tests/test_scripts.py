"""Scripts that are kept: the same as read anew, and read anew whenever anything could have changed them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate import program, scripts
from narrate.cast import Cast
from narrate.model import Script
from narrate.readings import dictionaries
from narrate.readings.lexicon import entry_of
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


def test_a_name_in_another_encoding_than_the_systems_is_a_name(
    show: Show, article: Path, blip: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(os.fsdecode(os.fsencode(article.parent) + b"/\x8bL\x8e\x96"))  # 記事 in Shift_JIS
    folder.mkdir()
    unpacked = article.rename(folder / os.fsdecode(b"\x91\xe8.md"))
    first, _ = reads(show, unpacked, blip, monkeypatch)
    again, count = reads(show, unpacked, blip, monkeypatch)
    assert (again.title, count) == (first.title, 0)


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


def test_a_correction_that_is_tried_reads_as_if_it_were_written(
    show: Show, article: Path, blip: Voice
) -> None:
    scripts = Scripts(show, Cast.alone(blip))
    before = scripts.read(article)
    tried = scripts.trying(entry_of("ZORK", "ぞぞ", "here")).read(article)
    assert scripts.read(article) == before
    corrected(show, article)
    show.corrections.write_text("zork\tゾゾ\n", encoding="utf-8")
    written = Scripts(show, Cast.alone(blip)).read(article)
    said = [sentence.spoken for sentence in tried.sentences()]
    assert said == [sentence.spoken for sentence in written.sentences()]
    assert said != [sentence.spoken for sentence in before.sentences()]


def test_another_code_reads_again(
    show: Show, article: Path, blip: Voice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = tmp_path / "package" / "code.py"
    code.parent.mkdir()
    code.write_text("", encoding="utf-8")
    monkeypatch.setattr(program, "_PACKAGE", code.parent)
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


def test_what_dictionaries_said_is_not_asked_again(
    show: Show, article: Path, blip: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    dictionaries.forget()
    first, _ = reads(show, article, blip, monkeypatch)
    changed_text(show, article)
    dictionaries.forget()
    with monkeypatch.context() as without:
        for name in ("_tagger", "_sudachi"):
            without.setattr(dictionaries, name, None)
        without.setitem(sys.modules, "kanalizer", None)
        again, count = reads(show, article, blip, monkeypatch)
    assert count == 1
    assert [s.spoken for s in again.sentences()][: len(list(first.sentences())) - 1] == [
        s.spoken for s in first.sentences()
    ][:-1]


SENTENCES = st.sampled_from(
    (
        "Quellmontが来た。",
        "RAG（ラグ）を試した。",
        "RAGは3.5GBある。",
        "OpenAIのo1は速い。",
        "「はい」とVorkenは言った。",
        "山田太郎（やまだたろう）は2024年9月22日に来た。",
        "山田太郎は言う。",
        "This is all written in English, and is read so.",
        "WE ARE HEREと書く。",
        "関連記事",
    )
)
LINES = st.sampled_from(("Quellmont\tカルモン", "RAG\tアールエージー", "Vorken\tボーケン", "来た\tキタ"))
SETTINGS = st.sampled_from(("", 'sign_off = "以上です。"', 'opening = "{title}です。"'))


@settings(deadline=None, derandomize=True, max_examples=6)
@given(
    st.lists(
        st.tuples(st.lists(SENTENCES, min_size=1, max_size=5), st.lists(LINES, unique=True), SETTINGS),
        min_size=2,
        max_size=4,
    )
)
def test_a_kept_script_is_the_same_as_one_read_anew_after_any_changes(
    changes: list[tuple[list[str], list[str], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        show = Show(Path(folder))
        show.corrections.parent.mkdir(parents=True)
        cast = Cast.alone(find_voice("tone", show.voice_folders))
        article = show.root / "a.md"
        for sentences, lines, toml in changes:
            article.write_text("# 題\n\n" + "\n\n".join(sentences) + "\n\n本文だ。\n", encoding="utf-8")
            show.corrections.write_text("\n".join(lines), encoding="utf-8")
            (show.root / "narrate.toml").write_text(toml, encoding="utf-8")
            for alternatives in (True, False):
                dictionaries.forget()
                anew = Scripts(show, cast).read(article)
                dictionaries.forget()
                kept = Scripts(show, cast, alternatives=alternatives).kept(article)
                assert scripts._without_readings(kept) == scripts._without_readings(anew)
