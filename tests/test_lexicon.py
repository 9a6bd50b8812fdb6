"""The lexicon: its lines are checked, its terms are found as whole words, the longest first."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import LexiconError
from narrate.readings.lexicon import (
    _TIDY,
    Entry,
    Lexicon,
    _entry,
    _row,
    entry_in,
    entry_of,
    merge,
    read_entries,
    set_entries,
    unset_entry,
)
from narrate.show import packaged

TERMS = ("GPT", "GPT-4", "GPT-4 Turbo", "C++", "C", "C#", ".NET", "o1", "node.js", "AT&T", "New York")
FILES = sorted((packaged() / "voices" / "lexicon").glob("*.tsv"))


def lexicon(*terms: str) -> Lexicon:
    return Lexicon(Entry(term, "ヨミ", "", "", f"own.tsv:{i}") for i, term in enumerate(terms, 1))


def found(text: str, *terms: str) -> list[str]:
    return [text[match.start : match.end] for match in lexicon(*(terms or TERMS)).matches(text)]


def written(folder: Path, text: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_line_is_an_entry(tmp_path: Path) -> None:
    path = written(tmp_path, "# term\treading\n\nOpenAI\tオープンエーアイ\tcompany\t会社\no1\tオーワン\n")
    assert list(read_entries(path)) == [
        Entry("OpenAI", "オープンエーアイ", "company", "会社", f"{path}:3"),
        Entry("o1", "オーワン", "", "", f"{path}:4"),
    ]


def test_an_entry_names_its_file_and_line_in_short(tmp_path: Path) -> None:
    (entry,) = read_entries(written(tmp_path, "o1\tオーワン\n"))
    assert entry.short == "own.tsv:1"


def test_windows_files_are_read_too(tmp_path: Path) -> None:
    (entry,) = read_entries(written(tmp_path, "\ufeffo1\tオーワン\r\n\r\n"))
    assert (entry.term, entry.reading) == ("o1", "オーワン")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("o1", r"own\.tsv:2: has 1 tab-separated columns"),
        ("a\tエー\tb\tc\td", r"own\.tsv:2: has 5 tab-separated columns"),
        ("o1\t", r"own\.tsv:2: reading '' of 'o1' is not katakana only"),
        ("o1\tおーわん", r"own\.tsv:2: reading 'おーわん' of 'o1' is not katakana only"),
        ("o1\tオー ワン", r"own\.tsv:2: reading 'オー ワン' of 'o1'"),
        ("o1\tおーわん", r"write it in katakana, here オーワン"),
        ("o1\tヷ", r"write it in katakana, here ヴァ"),
        ("o1\tb", r"write it in katakana, such as ラグ for RAG"),
        ("\tオーワン", r"own\.tsv:2: the term is empty"),
        ("＃o1\tオーワン", r"own\.tsv:2: the term '#o1' starts with #"),
        ("OPENAI\tオープン", r"own\.tsv:2: 'OPENAI' stands already in line 1; keep one"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        Lexicon.load([written(tmp_path, f"OpenAI\tオープン\n{line}\n")])


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sjis.tsv"
    path.write_bytes("o1\tオーワン".encode("shift_jis"))
    with pytest.raises(LexiconError, match=r"sjis\.tsv: not UTF-8 \(byte 3\)"):
        Lexicon.load([path])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"gone\.tsv: cannot be read \(No such file or directory\)"):
        Lexicon.load([tmp_path / "gone.tsv"])


def test_the_first_file_wins(tmp_path: Path) -> None:
    files = [
        written(tmp_path, f"{term}\t{kana}\n", kana) for term, kana in (("AI", "アイ"), ("ai", "エーアイ"))
    ]
    both = Lexicon.load(files)
    assert len(both) == 1
    assert [match.entry.reading for match in both.matches("Ai")] == ["アイ"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("gpt-4 turboとGPT-4とGpt", ["gpt-4 turbo", "GPT-4", "Gpt"]),
        ("C++とC#とC", ["C++", "C#", "C"]),
        ("c++++", ["c++"]),
        ("日本.NET語", [".NET"]),
        ("node.jsを", ["node.js"]),
        ("(o1)。", ["o1"]),
        ("o12 xo1 o1x o1é", []),
        ("o1-o1", ["o1", "o1"]),
        ("at&tのAT", ["at&t"]),
        ("New Yorkers in New York", ["New York"]),
        ("new  york", []),
        ("GPT×o1", ["GPT", "o1"]),
        ("İ GPT", ["GPT"]),
    ],
)
def test_terms_are_found_as_whole_words_the_longest_first(text: str, terms: list[str]) -> None:
    assert found(text) == terms


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.sampled_from([*TERMS, *(term.upper() for term in TERMS), *"の、-. xé1&+"])).map("".join))
def test_matches_are_terms_in_order_without_overlap(text: str) -> None:
    end = 0
    for match in lexicon(*TERMS).matches(text):
        assert match.start >= end
        end = match.end
        assert end - match.start == len(match.entry.term)
        assert text[match.start : end].lower() == match.entry.term.lower()


def test_a_match_ends_where_its_term_ends_though_a_longer_term_begins_so() -> None:
    (match,) = lexicon("OpenAI", "OpenAI Five of").matches("OpenAI")
    assert (match.start, match.end) == (0, 6)


@pytest.mark.parametrize("text", ["", "日本語だけの文。", "\n", "😀"])
def test_a_text_without_terms_has_no_match(text: str) -> None:
    assert found(text) == []


def test_an_empty_lexicon_finds_nothing() -> None:
    assert list(Lexicon([]).matches("OpenAI")) == []


def test_white_space_and_what_is_invisible_never_divide_a_row(tmp_path: Path) -> None:
    (entry,) = read_entries(
        written(tmp_path, "New\u3000\u2028 York\x00\u200b\tニュー\u200bヨーク\t\tだ\x0bめ\n")
    )
    assert (entry.term, entry.reading, entry.note) == ("New York", "ニューヨーク", "だ め")


def test_a_term_is_written_as_articles_are_after_they_were_cleaned(tmp_path: Path) -> None:
    path = written(tmp_path, "caf\u0065\u0301\tカフェ\n\ufb01x\tフィックス\nａ\u0301\tア\n")
    assert [entry.term for entry in read_entries(path)] == ["café", "fix", "á"]
    assert entry_in(path, "ＣＡＦＥ\u0301") == next(read_entries(path))


def test_a_new_reading_keeps_place_class_and_note(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\r\nRAG\tラグ\tai\tnote\r\no1\tオーワン")
    new = [Entry("rag", "ラグラグ", "", "", "x"), Entry("q", "キュー", "", "", "x")]
    assert set_entries(path, new) == [
        Entry("rag", "ラグラグ", "ai", "note", f"{path}:2"),
        Entry("q", "キュー", "", "", f"{path}:4"),
    ]
    assert path.read_text(encoding="utf-8") == "# mine\nrag\tラグラグ\tai\tnote\no1\tオーワン\nq\tキュー\n"
    assert merge(path, [Entry("RAG", "ラグ", "", "", "x")]) == (0, 1)
    assert [e.kind for e in read_entries(path) if e.term == "RAG"] == ["ai"]


def test_a_term_is_taken_out_and_all_else_stays(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\nRAG\tラグ\tai\tnote\n\no1\tオーワン\n")
    assert entry_in(path, "ｒａｇ") == Entry("RAG", "ラグ", "ai", "note", f"{path}:2")
    assert unset_entry(path, " rag ") == Entry("RAG", "ラグ", "ai", "note", f"{path}:2")
    assert path.read_text(encoding="utf-8") == "# mine\n\no1\tオーワン\n"
    assert unset_entry(path, "rag") is None
    assert unset_entry(tmp_path / "none.tsv", "rag") is None
    path.write_text("RAG\no1\tオーワン\n", encoding="utf-8")
    with pytest.raises(LexiconError):
        unset_entry(path, "o1")
    assert path.read_text(encoding="utf-8") == "RAG\no1\tオーワン\n"


def test_a_faulty_file_stays_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, "RAG\n")
    with pytest.raises(
        LexiconError, match=r"own\.tsv:1: has 1 tab-separated columns, needs 2 to 4; write term"
    ):
        set_entries(path, [Entry("q", "キュー", "", "", "x")])
    assert path.read_text(encoding="utf-8") == "RAG\n"


def test_the_packaged_lexicon_has_each_term_once() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for entry in read_entries(path):
            places[entry.term.lower()].append(entry.short)
    assert len(places) > 2_000
    assert {term: where for term, where in places.items() if len(where) > 1} == {}


def test_every_packaged_term_is_found_whole() -> None:
    entries = [entry for path in FILES for entry in read_entries(path)]
    whole = Lexicon(entries)
    missed = [
        entry.term
        for entry in entries
        if [(match.start, match.end) for match in whole.matches(f"の{entry.term}は")]
        != [(1, 1 + len(entry.term))]
    ]
    assert missed == []


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.from_regex(_TIDY, fullmatch=True))
def test_a_tidy_line_is_read_as_any_other(line: str) -> None:
    columns = [*line.split("\t"), "", ""][:4]
    assert _row(line, "own.tsv:1") == _entry(*columns, "own.tsv:1")


@pytest.mark.parametrize(
    ("term", "reading", "said"),
    [
        ("人気は", "ひとけは", "ヒトケワ"),
        ("向こうの岸へ", "むこうのきしへ", "ムコウノキシエ"),
        ("はは", "はは", "ハハ"),
        ("母", "はは", "ハハ"),
        ("人気は", "ヒトケワ", "ヒトケワ"),
    ],
)
def test_a_particle_at_the_end_of_a_correction_is_said_as_one(term: str, reading: str, said: str) -> None:
    assert entry_of(term, reading, "here").reading == said


def test_a_folder_named_first_wins_and_leaves_the_other_as_it_is(tmp_path: Path) -> None:
    paths = []
    for folder, rows in [
        ("own", "GPT\tグ\n波\tハ\n"),
        ("package", "gpt\tジーピーティー\nGPT-4\tジーピーティーフォー\n"),
    ]:
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "a.tsv")
        paths[-1].write_text(rows, encoding="utf-8")
    both, package = Lexicon.load(paths), Lexicon.load(paths[1:])
    text = "GPTとGPT-4の波"
    assert [match.entry.reading for match in both.matches(text)] == ["グ", "ジーピーティーフォー", "ハ"]
    assert [match.entry.reading for match in package.matches(text)] == [
        "ジーピーティー",
        "ジーピーティーフォー",
    ]
    over = both.over([Entry("GPT-4", "シ", "", "", "a"), Entry("gpt-4", "ヨン", "", "", "b")])
    assert [match.entry.reading for match in over.matches(text)] == ["グ", "シ", "ハ"]
    assert both.entry("GPT-4") == package.entry("GPT-4")
