"""README.md: what it shows of the program is what the program shows."""

from __future__ import annotations

import re
from pathlib import Path

import pyopenjtalk
import pytest
from commands import run
from packages import EXTRAS

from narrate.cli import cli
from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.lexicon import Lexicon
from narrate.show import Show

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
JAPANESE = (ROOT / "README.ja.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_table() -> None:
    rows = re.findall(r"^\| `narrate ([a-z]+)", PAGE, re.MULTILINE)
    assert sorted({*cli.commands} - {*rows}) == []
    assert sorted({*rows} - {*cli.commands}) == []


def test_a_build_ends_as_it_says(show: Show, example: Path) -> None:
    told = re.search(r"ends like this:\n\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert told
    result = run("build", example, "--voice", "blip", cwd=show.root)
    assert plain(result.stdout) == plain(told[1])


def test_the_japanese_page_explains_lines_that_a_build_ends_with() -> None:
    told = re.search(r"ends like this:\n\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert told
    explained = re.findall(r"^\| `([^`…]+)[^`]*` \|", JAPANESE, re.MULTILINE)
    assert len([line for line in explained if line in told[1]]) >= 4


ROW = re.compile(r"^\| (\S[^|]*) \| ([ァ-ヶー]+) \| ([^|]+) \|$", re.MULTILINE)
READINGS = ROW.findall(PAGE)


def test_the_japanese_page_shows_some_of_the_same_readings() -> None:
    shown = ROW.findall(JAPANESE)
    assert len(shown) > 5
    assert set(shown) <= set(READINGS)


def test_the_japanese_page_has_some_of_the_same_figures() -> None:
    shown = re.findall(r"^\| [\w ]+ \|(?: [0-9.]+ \|){3}$", JAPANESE, re.MULTILINE)
    assert len(shown) > 1
    assert set(shown) <= set(PAGE.splitlines())


def test_the_limits_count_the_entries_that_there_are() -> None:
    told = re.search(r"the lexicon \(([0-9,]+) entries\)", PAGE)
    assert told
    entries = len(Lexicon.load(Show(Path()).lexicon_files))
    assert abs(int(told[1].replace(",", "")) - entries) < 100


@pytest.mark.parametrize(
    ("pattern", "tables"),
    [
        ("([0-9,]+)(?: words and contexts|の語と文脈)", ("heteronyms", "senses", "compounds")),
        ("([0-9,]+)(?: persons|人の人名)", ("persons",)),
        ("([0-9,]+)(?: places|の地名)", ("places", "municipalities")),
    ],
)
@pytest.mark.parametrize("page", [PAGE, JAPANESE], ids=["README.md", "README.ja.md"])
def test_the_limits_count_the_rows_that_there_are(page: str, pattern: str, tables: tuple[str, ...]) -> None:
    (told,) = re.findall(pattern, page)
    files = (ROOT / "narrate" / "readings" / f"{name}.tsv" for name in tables)
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    rows = sum(not line.startswith("#") for line in lines)
    assert int(told.replace(",", "")) == pytest.approx(rows, rel=0.05)


def test_the_extras_are_named_that_there_are() -> None:
    for page in (PAGE, JAPANESE):
        (named,) = re.findall(r"uv tool install '\.\[([a-z,]+)\]'", page)
        assert set(named.split(",")) == EXTRAS.keys() - {"dev"}


def test_there_are_readings() -> None:
    assert len(READINGS) >= 10


@pytest.mark.parametrize(("written", "said", "by_itself"), READINGS)
def test_a_reading_is_as_it_says(written: str, said: str, by_itself: str) -> None:
    reader = Reader.load(Show(Path()).lexicon_files)
    assert kana(reader.read(written).text) == said
    assert pyopenjtalk.g2p(written, kana=True) == by_itself


def plain(text: str) -> str:
    """Without what differs from voice to voice: hashes and numbers."""
    return re.sub(r"-?[0-9]+(?:\.[0-9]+)?", "0", re.sub("-[0-9a-f]{12}", "-hash", text))


@pytest.mark.parametrize("page", [PAGE, JAPANESE], ids=["README.md", "README.ja.md"])
def test_what_kana_prints_is_as_it_says(page: str) -> None:
    shown = re.findall(r"^echo '(.+)' \| narrate kana +# (.+)$", page, re.MULTILINE)
    assert shown
    reader = Reader.load(Show(Path()).lexicon_files)
    for line, said in shown:
        assert kana(reader.read(line).text) == said
