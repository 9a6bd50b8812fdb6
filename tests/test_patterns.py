"""What is kept of a pattern is what it is compiled to, and a file that is not whole is none."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate import patterns
from narrate.article import tables
from narrate.patterns import Store, compiled

OUR_OWN = [(pattern, re.IGNORECASE) for _, _, pattern in tables.patterns("clutter.tsv")]
OTHERS: list[tuple[str, int]] = [
    ("", 0),
    (r"(?P<year>\d{4})-(?P<month>\d\d)(-\d\d)?", 0),
    (r"^(?:あ|い)+?$", re.MULTILINE),
    (r"(?i:https?)://\S++", re.ASCII),
    (r"(?is)a . b", re.VERBOSE),
    ("[\ud800-\udfff]", 0),
]
IMPORT_ALL = "import narrate.article, narrate.readings"
NONE_COMPILED = f"import narrate.patterns; narrate.patterns._code = None; {IMPORT_ALL}"
KEY = "code", "a+"


def never() -> Any:
    """Fails: what is asked for must be known."""
    raise AssertionError


@pytest.mark.parametrize(("pattern", "flags"), [*OTHERS, *OUR_OWN])
def test_a_pattern_is_as_re_compiles_it(pattern: str, flags: int) -> None:
    """Twice: as it was just made, and as it is kept."""
    for _ in range(2):
        ours, theirs = compiled(pattern, flags), re.compile(pattern, flags)
        assert ours == theirs
        assert (ours.flags, ours.groups, ours.groupindex) == (theirs.flags, theirs.groups, theirs.groupindex)


def test_a_pattern_of_bytes() -> None:
    assert compiled(rb"\r?\n") == re.compile(rb"\r?\n")


def test_groups_have_their_names() -> None:
    found = compiled(r"(?P<year>\d{4})-(?P<month>\d\d)").search("am 2026-11-29")
    assert found
    assert found.groupdict() == {"year": "2026", "month": "11"}
    assert found.lastgroup == "month"


def test_what_is_no_pattern_is_an_error() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled("(a")


@pytest.mark.filterwarnings("ignore:Possible")
@given(st.text("ab(|)[]*+?^$あ", max_size=20), st.text("abあ", max_size=10))
def test_any_pattern_matches_as_it_does_with_re(pattern: str, text: str) -> None:
    try:
        found = re.search(pattern, text)
    except re.error:
        return
    ours = compiled(pattern).search(text)
    assert (ours and (ours.span(), ours.groups())) == (found and (found.span(), found.groups()))


def test_what_was_found_out_is_known_to_the_next(tmp_path: Path) -> None:
    first = Store(tmp_path / "kept")
    assert first.get(KEY, lambda: 7) == 7
    first.save()
    assert Store(tmp_path / "kept").get(KEY, never) == 7


def test_nothing_is_written_when_nothing_is_new(tmp_path: Path) -> None:
    for _ in range(2):
        store = Store(tmp_path / "kept")
        store.get(KEY, lambda: 7)
        store.save()
        os.utime(tmp_path / "kept", (0, 0))
    store = Store(tmp_path / "kept")
    store.get(KEY, never)
    store.save()
    assert (tmp_path / "kept").stat().st_mtime == 0


@given(st.data())
def test_a_damaged_file_counts_as_empty(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("store") / "kept"
    store = Store(path)
    store.get(KEY, lambda: 7)
    store.save()
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.binary(max_size=3).filter(lambda some: some != whole[at : at + 1]))
    path.write_bytes(whole[:at] + other + whole[at + 1 :])
    assert Store(path).get(KEY, lambda: 8) == 8


def test_the_hash_of_nothing_alone_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(hashlib.sha256(b"").digest())
    assert Store(tmp_path / "kept").get(KEY, lambda: 8) == 8


def test_what_another_python_left_counts_as_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "kept")
    store.get(KEY, lambda: 7)
    monkeypatch.setattr(store, "_version", ("another", 0))
    store.save()
    assert Store(tmp_path / "kept").get(KEY, lambda: 8) == 8


def test_of_too_many_only_the_used_ones_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 2)
    for names in ("ab", "cd"):
        store = Store(tmp_path / "kept")
        for name in names:
            store.get(("code", name), lambda: 7)
        store.save()
    last = Store(tmp_path / "kept")
    assert [last.get(("code", name), lambda: 8) for name in "abcd"] == [8, 8, 7, 7]


def test_where_nobody_may_write_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file" / "kept")  # below a file there can be no other, not even root's
    assert store.get(KEY, lambda: 7) == 7
    store.save()
    assert Store(tmp_path / "file" / "kept").get(KEY, lambda: 8) == 8


def test_a_second_process_compiles_nothing(tmp_path: Path) -> None:
    left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
    around = {name: value for name, value in os.environ.items() if name not in left_out}
    around["PYTHONPYCACHEPREFIX"] = str(tmp_path)
    for code in (IMPORT_ALL, NONE_COMPILED):
        subprocess.run([sys.executable, "-c", code], env=around, check=True, timeout=120)
    assert [path.name for path in tmp_path.rglob("*.kept")]


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "HOME"])
def test_where_python_keeps_nothing_the_cache_of_the_user_does(tmp_path: Path, variable: str) -> None:
    around = {name: value for name, value in os.environ.items() if name != "XDG_CACHE_HOME"}
    around |= {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"), "PYTHONDONTWRITEBYTECODE": "1"}
    around[variable] = str(tmp_path)
    for code in (IMPORT_ALL, NONE_COMPILED):
        subprocess.run([sys.executable, "-c", code], env=around, check=True, timeout=120)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.parent == tmp_path / ("narrate" if variable == "XDG_CACHE_HOME" else ".cache/narrate")


def test_what_one_may_only_read_is_known_too(tmp_path: Path) -> None:
    theirs = Store(tmp_path / "theirs")
    theirs.get(KEY, lambda: 7)
    theirs.save()
    ours = Store(tmp_path / "ours", tmp_path / "theirs")
    assert ours.get(KEY, never) == 7
    ours.get(("code", "b+"), lambda: 8)
    ours.save()
    assert Store(tmp_path / "ours").get(("code", "b+"), never) == 8
    assert Store(tmp_path / "theirs").get(("code", "b+"), lambda: 9) == 9
