"""Lexicons of other programs: what is written is read back, and what is no lexicon is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from narrate.errors import LexiconError
from narrate.readings import exchange
from narrate.readings.lexicon import Entry, Lexicon, read_entries
from narrate.show import packaged

ENTRIES = [
    Entry("AT&T", "エーティーアンドティー", "", "", "own.tsv:1"),
    Entry("GPT-4 Turbo", "ジーピーティーフォーターボ", "", "", "own.tsv:2"),
    Entry("何処か", "ドコカ", "", "", "own.tsv:3"),
]
PLS = '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">{}</lexicon>'


@pytest.mark.parametrize("ending", [".tsv", ".pls", ".xml", ".json"])
def test_what_is_written_is_read_back(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"mine{ending}"
    path.write_bytes(exchange.write(path, ENTRIES))
    assert [(e.term, e.reading) for e in exchange.read(path)] == [(e.term, e.reading) for e in ENTRIES]


@pytest.mark.parametrize("ending", [".pls", ".json"])
def test_the_whole_lexicon_survives_the_way(ending: str, tmp_path: Path) -> None:
    whole = Lexicon.load(sorted((packaged() / "voices" / "lexicon").glob("*.tsv")))
    path = tmp_path / f"all{ending}"
    path.write_bytes(exchange.write(path, whole))
    assert {e.term: e.reading for e in exchange.read(path)} == {e.term: e.reading for e in whole}


def test_pls_has_the_form_of_the_recommendation(tmp_path: Path) -> None:
    root = etree.fromstring(exchange.write(tmp_path / "a.pls", ENTRIES))
    assert root.get("version") == "1.0"
    assert root.get("alphabet") == "ipa"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja-JP"


def test_voicevox_words_have_its_fields(tmp_path: Path) -> None:
    words = json.loads(exchange.write(tmp_path / "a.json", ENTRIES[:1]))
    (word,) = words.values()
    assert word["surface"] == "ＡＴ＆Ｔ"
    assert word["mora_count"] == 9
    assert 0 <= word["accent_type"] <= word["mora_count"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.pls", '<!DOCTYPE lexicon [<!ENTITY a "b">]>' + PLS.format(""), "DOCTYPE"),
        ("a.pls", '<!DOCTYPE lexicon SYSTEM "http://127.0.0.1/x.dtd">' + PLS.format(""), "DOCTYPE"),
        ("a.pls", "<lexicon/>", "no PLS"),
        ("a.pls", "<lexicon", "a.pls:1: is no XML"),
        ("a.pls", "<lexicon>\0", r"\(Invalid character: Char 0x0 .* range\); export"),
        ("a.pls", PLS.format("\n<lexeme><grapheme>a</grapheme></lexeme>"), "a.pls:2: a lexeme needs"),
        (
            "a.pls",
            PLS.format("\n\n<lexeme><grapheme>a</grapheme><phoneme>əˈb</phoneme></lexeme>"),
            "a.pls:3: reading 'əˈb' of 'a' is not katakana",
        ),
        ("a.json", "[1, 2]", "no VOICEVOX user dictionary"),
        ("a.json", '{"1": {"surface": "a"}}', "no such field"),
        ("a.json", "{", "no VOICEVOX user dictionary"),
        ("a.json", "[" * 100_000, "no VOICEVOX user dictionary"),
        ("a.json", '{"1": {"surface": "a", "pronunciation": "ア\\tb"}}', "a.json: 1: reading 'アb' of 'a'"),
        ("a.json", '{"1": {"surface": "#a", "pronunciation": "ア"}}', "starts with #"),
        ("a.json", '{"1\\n2": {"surface": "", "pronunciation": ""}}', "a.json: 1 2: the term is empty"),
        (
            "a.json",
            '{"1": {"surface": "a", "pronunciation": "ア"}, "2": {"surface": "Ａ", "pronunciation": "イ"}}',
            "a.json: 2: 'A' is read イ here and ア at .*a.json: 1; keep one",
        ),
        (
            "a.pls",
            PLS.format("".join(f"<lexeme><grapheme>a</grapheme><alias>{k}</alias></lexeme>" for k in "アイ")),
            "'a' is read イ here and ア at",
        ),
        ("a.csv", "a,b", "unknown ending"),
    ],
)
def test_what_is_no_lexicon_is_refused(name: str, text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=told):
        exchange.read(path)


@pytest.mark.parametrize("name", ["gone.tsv", "gone.pls", "gone.json"])
def test_a_file_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=f"{name}: no such file; check the name"):
        exchange.read(tmp_path / name)


def test_a_term_twice_with_one_reading_in_any_kana_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    words = {str(n): {"surface": "RAG", "pronunciation": kana} for n, kana in enumerate(("ラグ", "らぐ"))}
    path.write_text(json.dumps(words), encoding="utf-8")
    assert [(e.term, e.reading) for e in exchange.read(path)] == [("RAG", "ラグ")]


def test_a_lexicon_that_is_imported_twice_changes_nothing(tmp_path: Path) -> None:
    from narrate.readings.lexicon import merge

    path = tmp_path / "imported.tsv"
    assert merge(path, ENTRIES) == (3, 0)
    once = path.read_bytes()
    assert merge(path, ENTRIES) == (0, 0)
    assert path.read_bytes() == once
    assert [e.term for e in read_entries(path)] == ["AT&T", "GPT-4 Turbo", "何処か"]
