"""Chapters: which headings make one, that ID3 can hold them all, and the part to hear first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.assembler import Placed
from narrate.chapters import chapters, soundbite
from narrate.id3 import MAX_CHAPTERS
from narrate.model import Chapter, Clip, Cue, ScriptSection
from narrate.mp3 import FRAME_SAMPLES
from narrate.recipe import RATE

Titles = list[tuple[str, int]]


def made(titles: Titles, seconds: int = 90) -> list[Chapter]:
    """The chapters of an episode whose sections have these headings and levels, each so long."""
    frames = seconds * RATE // FRAME_SAMPLES
    clip = Clip("", frames, 0, (), 0.0)
    sections = [ScriptSection(title, (), level) for title, level in titles]
    placed = [Placed(n, "", "", "", clip, n * frames, 0, ()) for n in range(len(titles))]
    return list(chapters(placed, sections))


def book(*counts: int) -> Titles:
    """A title, then so many parts, each of so many chapters, each of so many sections."""
    titles: Titles = [("題", 0)]

    def add(name: str, level: int) -> None:
        if level <= len(counts):
            for number in range(1, counts[level - 1] + 1):
                titles.append((f"{name}.{number}" if name else str(number), level))
                add(titles[-1][0], level + 1)

    add("", 1)
    return titles


def names(found: Sequence[Chapter]) -> list[str]:
    return [chapter.title for chapter in found]


def test_headings_of_every_level_are_chapters_where_these_are_long_enough() -> None:
    assert names(made(book(3, 2))) == names_of(book(3, 2))


def names_of(titles: Titles) -> list[str]:
    return [title for title, _ in titles]


@pytest.mark.parametrize(("seconds", "levels"), [(61, {0, 1, 2, 3}), (40, {0, 1, 2}), (5, {0, 1})])
def test_deeper_headings_are_none_where_chapters_would_be_short(seconds: int, levels: set[int]) -> None:
    titles = book(3, 2, 1)
    assert names(made(titles, seconds)) == [title for title, level in titles if level in levels]


def test_one_heading_above_all_others_divides_nothing() -> None:
    titles = [("題", 0), ("はじめに", 1), ("構成", 2), ("まとめ", 2)]
    assert names(made(titles, 5)) == [title for title, _ in titles]


def test_the_top_level_need_not_be_the_first() -> None:
    titles = [("題", 0), ("一", 2), ("二", 3), ("三", 2)]
    assert names(made(titles, 5)) == ["題", "一", "三"]
    assert names(made([("題", 0)], 5)) == ["題"]


def test_300_chapters_are_merged_with_their_neighbours() -> None:
    titles = [(str(n), 1) for n in range(300)]
    assert names(made(titles)) == names_of(titles)[::2]


@pytest.mark.parametrize(
    ("counts", "levels"),
    [((5, 12, 10), {0, 1, 2}), ((4, 6, 5, 9), {0, 1, 2, 3}), ((40, 6, 2), {0, 1}), ((30, 9), {0, 1})],
)
def test_the_deepest_levels_become_part_of_what_is_above_them(
    counts: tuple[int, ...], levels: set[int]
) -> None:
    titles = book(*counts)
    assert names(made(titles)) == [title for title, level in titles if level in levels]


def test_neighbours_are_merged_below_a_heading_where_the_level_above_is_too_coarse() -> None:
    found = made(book(3, 100, 4))
    assert [c.title for c in found if c.level == 1] == ["1", "2", "3"]
    assert [c.title for c in found if c.level == 2] == [
        f"{part}.{n}" for part in (1, 2, 3) for n in range(1, 101, 2)
    ]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=1_500), st.sampled_from([1, 90]))
def test_chapters_of_any_levels_cover_the_episode(levels: list[int], seconds: int) -> None:
    found = made([(str(n), level) for n, level in enumerate(levels)], seconds)
    assert 1 <= len(found) <= MAX_CHAPTERS
    assert all(one.end_ms == other.start_ms for one, other in pairwise(found))
    assert (found[0].title, found[0].start_ms) == ("0", 0)
    assert found[-1].end_ms == pytest.approx(len(levels) * seconds * 1000, abs=30 + 24 * len(levels))
    assert all(chapter.level == levels[int(chapter.title)] for chapter in found)


MINUTE = 60_000


def spoken(*times: tuple[int, int]) -> list[Cue]:
    return [Cue(0, "文", "文", start, end) for start, end in times]


@pytest.mark.parametrize(
    ("found", "cues", "bite"),
    [
        # the first chapter after the opening, to the last sentence that ends within a minute
        (
            [Chapter("題", 0, 20_000), Chapter("一", 20_000, 200_000)],
            [(0, 19_000), (20_000, 50_000), (50_000, 79_000), (79_000, 81_000)],
            ("一", 20_000, 79_000),
        ),
        # a chapter of less than 15 seconds says too little
        (
            [Chapter("題", 0, 5_000), Chapter("一", 5_000, 15_000), Chapter("二", 15_000, 60_000)],
            [(0, 4_000), (5_000, 14_000), (15_000, 40_000), (40_000, 59_000)],
            ("二", 15_000, 59_000),
        ),
        # without chapters, from the sentence after the title
        ([Chapter("題", 0, MINUTE)], [(0, 2_000), (2_400, 30_000)], ("題", 2_400, 30_000)),
        ([Chapter("題", 0, MINUTE)], [(0, 10_000), (11_000, 20_000)], None),
        ([Chapter("題", 0, MINUTE)], [(0, 50_000)], None),
        # a sentence of more than a minute has no end to stop at
        ([Chapter("題", 0, 2 * MINUTE)], [(0, 1_000), (1_000, 90_000)], None),
    ],
)
def test_a_part_to_hear_first_begins_a_chapter_and_ends_with_a_sentence(
    found: list[Chapter], cues: list[tuple[int, int]], bite: tuple[str, int, int] | None
) -> None:
    assert soundbite(found, spoken(*cues)) == (bite and Chapter(*bite))
