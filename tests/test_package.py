"""What is shipped: the wheel holds a whole show and nothing else, the source archive the whole checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import httpx
import pytest
import web
from commands import started
from conftest import ROOT
from lxml import etree
from packages import built, installed_alone
from serving import PATIENCE_S


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"), ROOT)


def listed(*words: str) -> set[str]:
    """The names of the files that git lists."""
    if not (ROOT / ".git").exists():
        pytest.skip("these files are no checkout: nothing tells which belong to them")
    result = subprocess.run(
        ["git", "ls-files", "-z", *words], check=True, cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    return {name for name in result.stdout.split("\0") if name and (ROOT / name).exists()}


@pytest.fixture(scope="module")
def checkout() -> set[str]:
    """The files of this checkout, new ones too, without what git ignores."""
    return listed("--cached", "--others", "--exclude-standard")


def test_the_wheel_holds_the_package_and_a_show_and_nothing_else(wheel: Path, checkout: set[str]) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    show = {name for name in checkout if name.startswith("voices/") or name == "feed.xml.template"}
    package = {name for name in checkout if name.startswith("narrate/")}
    package.remove("narrate/assets/draw_cover.py")  # what it drew is in the wheel
    assert names == package | {f"narrate/show/{name}" for name in show}
    assert {"narrate/show/voices/mei.toml", "narrate/assets/cover.png", "narrate/art/fonts.tsv"} <= names


def test_the_source_archive_holds_what_git_keeps_and_no_more(tmp_path: Path, checkout: set[str]) -> None:
    with tarfile.open(built("sdist", tmp_path, ROOT)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()} - {"PKG-INFO"}
    assert listed() <= names <= checkout


def test_the_wheel_builds_an_episode_in_an_empty_folder(wheel: Path, tmp_path: Path, example: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "narrate", "build", str(example), "--voice", "tone", "--quiet"],
        check=False,
        capture_output=True,
        text=True,
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    assert result.returncode == 0, result.stderr
    assert (work / "output" / "feed.xml").is_file()
    where = "import narrate; print(narrate.__file__)"
    printed = subprocess.run(
        [sys.executable, "-c", where], check=True, capture_output=True, text=True, cwd=work,
        env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip
    assert str(site) in printed.stdout, "the wheel's own copy was run, not the checkout's"


def test_from_the_source_archive_a_stranger_makes_and_serves_a_show(tmp_path: Path) -> None:
    """With nothing on the path and in the home folder, and no package that is not asked for."""
    commands = installed_alone(built("sdist", tmp_path / "archive", ROOT), tmp_path / "alone")
    (tmp_path / "home").mkdir()
    environment = {"HOME": str(tmp_path / "home"), "PATH": str(commands), "PYTHONUNBUFFERED": "1"}

    def narrate(*words: str, cwd: Path) -> str:
        line = [str(commands / "narrate"), *words]
        ran = subprocess.run(line, check=False, capture_output=True, cwd=cwd, env=environment, text=True)
        assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
        return ran.stdout

    narrate("init", "show", cwd=tmp_path)
    show = tmp_path / "show"
    (show / "article.md").write_text("# 川の話\n\nopenaiのo1が町に来た。\n", encoding="utf-8")
    narrate("build", "article.md", "--quiet", cwd=show)
    assert "FAIL" not in narrate("doctor", cwd=show)
    address = f"http://127.0.0.1:{(port := web.free_port())}"
    line = [str(commands / "narrate"), "serve", "--port", str(port)]
    with started(line, cwd=show, env=environment) as server:
        assert server.stdout
        assert server.stdout.readline().startswith(f"Subscribe to {address}/feed.xml")
        feed = etree.fromstring(httpx.get(f"{address}/feed.xml", timeout=PATIENCE_S).content)
        sound = httpx.get(str(feed.xpath("string(channel/item/enclosure/@url)")), timeout=PATIENCE_S)
        server.terminate()
        server.wait()
    assert [sound.content] == [path.read_bytes() for path in show.glob("output/episodes/*/*.mp3")]
    assert list((tmp_path / "home").iterdir()) == []
