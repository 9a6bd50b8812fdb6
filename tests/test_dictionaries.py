"""Dictionaries: only words are asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from narrate.readings import Reader, dictionaries


@pytest.mark.parametrize("length", [dictionaries.LONGEST + 1, 60_000])
def test_what_is_too_long_for_a_word_is_in_no_dictionary(length: int) -> None:
    assert dictionaries.unidic("a" * length) == ""
    assert dictionaries.sudachi("a" * length) == ""


def test_a_very_long_word_beside_a_word_is_spelled() -> None:
    assert Reader.load([]).read("the " + "z" * 60_000).text.endswith("ゼットゼット")


def test_many_threads_may_read_at_once() -> None:
    sentences = ("世界中の研究所に行く。", "私は日本にいる。", "タイムアウトは興味深い。", "雨が降る。")
    texts = [sentence * 20 for sentence in sentences]
    alone = [dictionaries.unidic_words(text) for text in texts]
    with ThreadPoolExecutor(len(texts)) as pool:
        together = pool.map(dictionaries.unidic_words, texts * 40)
        assert list(together) == alone * 40
        words = [f"word{number}" for number in range(2_000)]
        assert len(list(pool.map(dictionaries.sudachi, words))) == len(words)


def test_notes_of_two_builds_at_once_are_kept_apart() -> None:
    first, second = dictionaries.answers_noted({}), dictionaries.answers_noted({})
    with first as noted:
        with second:
            pass
        dictionaries.sudachi("river")
        assert "river" in noted["sudachi"]


def test_a_word_of_many_signs_does_not_end_the_program() -> None:
    assert dictionaries.bunsetsu_starts(f"川{';' * 100_000}が長い。")
