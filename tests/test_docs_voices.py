"""docs/voices.md: its plugin, its voice file and its cast are taken from the page and used."""

from __future__ import annotations

import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from contracts import engine as contract

from narrate.cast import Cast
from narrate.engines import Engine, engine_names, load_engine
from narrate.roles import Wanted
from narrate.voices import Voice, read_voice

PAGE = (Path(__file__).parent.parent / "docs" / "voices.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def espeak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    (plugin,) = blocks("python")
    (tmp_path / "narrate_espeak.py").write_text(plugin, encoding="utf-8")
    entry = tomllib.loads(blocks("toml")[-1])["project"]["entry-points"]["narrate.engines"]
    contract.register(monkeypatch, tmp_path, **entry)
    monkeypatch.delitem(sys.modules, "narrate_espeak", raising=False)
    return "espeak"


def test_the_plugin_of_the_page_is_an_engine_of_thirty_lines(espeak: str) -> None:
    assert espeak in engine_names()
    assert load_engine(espeak, {"words_per_minute": 200}, "a voice file").max_chars == 100
    assert len(blocks("python")[0].splitlines()) <= 35


@pytest.mark.parametrize("rule", contract.RULES, ids=lambda rule: rule.__name__)
def test_the_plugin_of_the_page_keeps_the_contract(espeak: str, rule: Callable[[Engine], None]) -> None:
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed: the page's plugin was loaded, but did not speak")
    rule(load_engine(espeak, {}, "a voice file"))


def test_the_voice_file_of_the_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.toml"
    path.write_text(blocks("toml")[0], encoding="utf-8")
    voice = read_voice(path)
    assert (voice.fallback, voice.pauses) == ("mei", {"sentence": 450})
    assert voice.options["speaker"] == "ずんだもん"


def test_each_voice_file_of_the_page_has_an_engine_that_takes_it(tmp_path: Path) -> None:
    files = [block for block in blocks("toml") if block.startswith("engine = ")]
    assert len(files) == 3
    for text in files:
        (tmp_path / "page.toml").write_text(text, encoding="utf-8")
        assert read_voice(tmp_path / "page.toml").engine.network


def test_the_cast_of_the_page_is_one() -> None:
    (settings,) = (tomllib.loads(block) for block in blocks("toml") if block.startswith("[cast]"))
    english = Voice("jenny", "fluent")
    voices = {name: Voice(name, "tone") for name in ("mei", "metan", "zundamon")}
    del settings["cast"]["languages"]  # its voice needs an engine that speaks English
    cast = Cast.of(settings, voices["mei"], (voices | {"jenny": english}).__getitem__)
    assert cast.wanted == Wanted(frozenset(("heading", "quote", "frame")), frozenset(("話者A",)))


def test_every_built_in_engine_has_its_row_of_options() -> None:
    table = PAGE[PAGE.index("### Options by engine") : PAGE.index("### VOICEVOX")]
    for name in engine_names():
        assert f"| `{name}` |" in table
