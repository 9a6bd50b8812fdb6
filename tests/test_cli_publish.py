"""``narrate publish`` and ``narrate clean`` as a user meets them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from published import BASE, names_of, newest

from narrate.address import private_key, private_keys
from narrate.show import Show


def run(*words: str | Path, command: str = "publish") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "narrate", command, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={k: v for k, v in os.environ.items() if not k.startswith("NARRATE_")},
    )


def test_the_command_says_what_it_does(built: Show, tmp_path: Path) -> None:
    settings = f'base_url = "{BASE}"\npublish = "www"\n'
    (built.root / "narrate.toml").write_text(settings, encoding="utf-8")
    count = len(names_of(built))
    foretold = run("--show", built.root, "--dry-run")
    assert foretold.stdout.count("would upload  ") == count
    assert not (built.root / "www").exists()
    done = run("--show", built.root)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        0,
        f"{built.root / 'www'}: {count} of {count} files",
    )
    assert done.stdout.startswith(f"{count} files uploaded, ")
    assert done.stdout.endswith(f"Feed    {BASE}/feed.xml\n")
    again = run("--show", built.root, "--quiet")
    assert (again.stderr, again.stdout.splitlines()[0]) == ("", f"0 files uploaded, 0 kB; {count} unchanged")
    elsewhere = run(tmp_path / "www", "--show", built.root, "--json", "--quiet")
    told = json.loads(elsewhere.stdout)
    assert {each["name"] for each in told["uploaded"]} == names_of(built)
    assert (told["feed"], told["unchanged"], told["dry_run"]) == (f"{BASE}/feed.xml", 0, False)


def test_the_command_tells_line_by_line_what_it_deletes(built: Show, tmp_path: Path) -> None:
    where = ("--show", built.root, "--base-url", BASE, "--quiet")
    run(tmp_path / "www", *where)
    count = len([name for name in names_of(built) if newest(built).name in name])
    shutil.rmtree(newest(built))
    told = f"{count} files there are named no longer; --delete removes them"
    assert told in run(tmp_path / "www", *where).stdout
    foretold = run(tmp_path / "www", *where, "--delete", "--dry-run")
    assert foretold.stdout.count("would delete  episodes/") == count
    assert len(list((tmp_path / "www").rglob("*.mp3"))) == 3
    assert run(tmp_path / "www", *where, "--delete").stdout.count("deleted  episodes/") == count
    assert len(list((tmp_path / "www").rglob("*.mp3"))) == 2


def test_the_key_of_a_private_show_is_in_no_output(built: Show, tmp_path: Path) -> None:
    settings = f'base_url = "{BASE}"\npublish = "www"\nprivate = true\n'
    (built.root / "narrate.toml").write_text(settings, encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text("題の記事\n\n本文です。\n", encoding="utf-8")
    runs = [
        run(article, "--show", built.root, "--voice", "tone", *more, command="build")
        for more in ((), ("--json",))
    ]
    runs += [run("--show", built.root, *more) for more in (("--dry-run",), (), ("--json",))]
    place = built.root / "www" / private_key(replace(built, private=True)) / "feed.xml"
    place.unlink()
    (place / "in the way").mkdir(parents=True)
    runs.append(run("--show", built.root))
    assert run("--rotate", "--show", built.root, command="private").returncode == 0
    runs.append(run("--show", built.root, "--delete", "--quiet"))
    assert [each.returncode for each in runs] == [0, 0, 0, 0, 0, 1, 1]
    keys = private_keys(built)
    assert len(keys) == 2
    assert [each for each in runs for key in keys if key in each.stdout + each.stderr] == []
    for result in runs[:5]:
        assert f"{BASE}/…/feed.xml" in result.stdout
    assert "…/feed.xml" in runs[5].stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "publish needs to know where"),
        (("www",), "publish needs the address that subscribers use"),
        (("memory://x", "--base-url", "http://127.0.0.1:8000"), "only this machine can reach it"),
        (("https://example.com/x", "--base-url", BASE), "files cannot be put to such an address"),
    ],
)
def test_an_error_is_one_line(built: Show, words: tuple[str, ...], told: str) -> None:
    result = run(*words, "--show", built.root)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("narrate: ")
    assert result.stderr.count("\n") == 1
    assert told in result.stderr


def test_a_folder_without_room_or_rights_is_one_line(built: Show, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "episodes").write_bytes(b"in the way")
    result = run(tmp_path / "www", "--show", built.root, "--base-url", BASE, "--quiet")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "www/episodes" in result.stderr
    assert "run the same command again" in result.stderr
    assert not (tmp_path / "www" / "feed.xml").exists()


def test_clean_lists_and_deletes_earlier_versions(built: Show) -> None:
    folder = newest(built)
    old = folder / f"{folder.name}-00112233aabb.mp3"
    old.write_bytes(b"x" * 2_500_000)
    assert run("--show", built.root, command="clean").stdout.splitlines() == ["0 files deleted, 0 kB"]
    name = f"episodes/{folder.name}/{old.name}"
    words = ("--show", built.root, "--keep-days", "0")
    foretold = run(*words, "--dry-run", command="clean")
    assert foretold.stdout.splitlines() == [f"would delete  {name}", "1 files to delete, 2.5 MB"]
    assert old.exists()
    assert run(*words, command="clean").stdout.splitlines() == [f"deleted  {name}", "1 files deleted, 2.5 MB"]
    assert not old.exists()
