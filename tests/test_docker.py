"""The Dockerfile, as far as it can be tried without Docker: what it copies is there, and its commands run."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from commands import run
from conftest import ROOT
from packages import built
from serving import served

from narrate.cli_serve import serve
from narrate.show import Show

FILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STEPS = [line.split(maxsplit=1) for line in FILE.replace("\\\n", " ").splitlines() if line[:1].isupper()]
PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")


def steps(instruction: str) -> list[str]:
    return [rest for name, rest in STEPS if name == instruction]


def command(instruction: str) -> list[str]:
    """The words of an instruction in JSON form, the last that counts."""
    words: list[str] = json.loads(re.sub(r"^[^\[]*", "", steps(instruction)[-1]))
    return words


def is_left_out(name: str) -> bool:
    """Whether Docker gets the file; the last pattern that is its own or a folder's above counts."""
    is_out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        above = [name, *(str(path) for path in Path(name).parents), Path(name).name]
        if line and not line.startswith("#") and any(fnmatch.fnmatch(each, pattern) for each in above):
            is_out = not line.startswith("!")
    return is_out


def test_what_is_copied_is_there_and_all_that_the_package_needs() -> None:
    copied = [name for step in steps("COPY") for name in step.split()[:-1]]
    for name in copied:
        assert (ROOT / name).exists(), name
        assert not is_left_out(name), name
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in ("README.md", "LICENSE", "NOTICE", "voices", "feed.xml.template"):
        assert f'"{name}"' in settings
        assert name in copied
    assert "narrate" in copied


def test_what_is_copied_makes_the_whole_package(tmp_path: Path) -> None:
    copy = tmp_path / "src"
    copy.mkdir()
    for step in steps("COPY"):
        *names, target = step.split()
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, copy / target)
    assert steps("RUN")[0] == "pip install -c constraints.txt ."
    of_copy, of_checkout = (
        sorted(zipfile.ZipFile(built("wheel", tmp_path / name, source)).namelist())
        for name, source in (("of copy", copy), ("of checkout", ROOT))
    )
    assert of_copy == of_checkout


def test_nothing_of_a_show_goes_to_docker() -> None:
    for name in (
        "owner.token",
        "private.key",
        "narrate.toml",
        "output/feed.xml",
        "articles/a.md",
        ".git/config",
    ):
        assert is_left_out(name), name
    assert is_left_out("narrate/__pycache__/cli.pyc")
    assert not is_left_out("narrate/server/openapi.yaml")


def test_compiled_patterns_are_kept_while_there_are_rights(tmp_path: Path) -> None:
    (step,) = [step for step in steps("RUN") if step.startswith("python -c")]
    assert STEPS.index(["RUN", step]) < STEPS.index(["USER", *steps("USER")])
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    around["PYTHONPYCACHEPREFIX"] = str(tmp_path)
    subprocess.run([sys.executable, *shlex.split(step)[1:]], env=around, check=True, timeout=120)
    assert list(tmp_path.rglob("*.kept"))


def test_it_runs_as_a_user_without_rights_whose_show_is_a_volume() -> None:
    (user,) = steps("USER")
    assert user != "root"
    assert f"useradd --create-home --uid 1000 {user}" in " ".join(steps("RUN"))
    assert f"NARRATE_SHOW={steps('VOLUME')[0]}" in steps("ENV")
    names = [name for name, _ in STEPS]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert "-c constraints.txt" in " ".join(steps("RUN"))


def test_its_command_serves_everyone_once_it_knows_its_address(show: Show) -> None:
    assert command("ENTRYPOINT") == ["narrate"]
    words = command("CMD")
    context = serve.make_context("serve", [*words[1:], "--show", str(show.root)])
    assert (words[0], context.params["host"], context.params["port"]) == ("serve", "0.0.0.0", 8000)
    assert steps("EXPOSE") == ["8000"]
    result = run(*words, NARRATE_SHOW=str(show.root))
    assert result.returncode == 1
    assert "--base-url" in result.stderr


def test_its_check_of_health_tells_well_from_ill(show: Show) -> None:
    _, flag, code = command("HEALTHCHECK")
    with served(show) as address:
        there = code.replace("http://127.0.0.1:8000", address)
        assert there != code
        assert subprocess.run([sys.executable, flag, there], check=False).returncode == 0
    assert subprocess.run([sys.executable, flag, there], check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("option", ["-p", "-v", "-e", "--stop-timeout"])
def test_the_page_runs_it_as_it_is(option: str, monkeypatch: pytest.MonkeyPatch, show: Show) -> None:
    (told,) = re.findall(r"docker run -d (.*?) narrate\n", PAGE.replace("\\\n", " "))
    words = shlex.split(told)
    given = [words[at + 1] for at, word in enumerate(words) if word == option]
    wanted = {
        "-p": ["127.0.0.1:8000:8000"],
        "-v": [f"podcast:{steps('VOLUME')[0]}"],
        "-e": ["NARRATE_BASE_URL=https://podcast.example.com", "FORWARDED_ALLOW_IPS=*"],
        "--stop-timeout": ["120"],
    }
    assert given == wanted[option]
    monkeypatch.setenv("NARRATE_BASE_URL", "https://podcast.example.com")
    context = serve.make_context("serve", ["--show", str(show.root)])
    assert context.params["base_url"] == "https://podcast.example.com"
