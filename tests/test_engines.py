"""Engines: the contract that each keeps, and the one door through which all come."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from contracts import engine as contract

from narrate.engines import Engine, Sound, engine_names, load_engine, openjtalk, shaping_options
from narrate.engines.asked import spoken
from narrate.errors import EngineError, Unspeakable, VoiceError

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dictionary.create:DeprecationWarning"  # pyopenjtalk's use of SudachiPy
)

BUILT_IN = ["edge", "gtts", "openai", "openjtalk", "tone", "voicevox"]
PLUGIN = '''"""A plugin as somebody else would write it."""

from dataclasses import dataclass

import numpy as np

from narrate.engines import Engine, Sound
from narrate.errors import Unspeakable


@dataclass
class Hum(Engine):
    hertz: float = 110.0
    loud: bool = False
    name: str = "hum"
    voices: int = 1

    max_chars = 50
    parallelism = 2
    version = "7"

    def synthesize(self, text):
        length = 2000 * sum("ぁ" <= c <= "鿿" or c.isdigit() for c in text)
        if not length:
            raise Unspeakable(f"cannot hum '{text}'")
        wave = np.sin(np.arange(1, length + 1) * 2 * np.pi * self.hertz / 16000)
        return Sound(wave.astype(np.float32) * (1 + self.loud) / 4, 16000)
'''

ODD = "@dataclass\nclass Odd(Engine):\n    def synthesize(self, text): ...\n"


@dataclass
class Demanding(Engine):
    """An engine that cannot do without an option."""

    address: str
    accent: str | None = None

    def synthesize(self, text: str) -> Sound:
        """Say nothing."""
        raise Unspeakable(text)


@pytest.fixture(scope="module", params=["openjtalk", "tone"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return load_engine(request.param, {}, "a voice file")


@pytest.fixture
def hum(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    (tmp_path / "hum_plugin.py").write_text(PLUGIN, encoding="utf-8")
    contract.register(monkeypatch, tmp_path, hum="hum_plugin:Hum")
    monkeypatch.delitem(sys.modules, "hum_plugin", raising=False)
    return "hum"


@pytest.mark.parametrize("rule", contract.RULES, ids=lambda rule: rule.__name__)
def test_built_in_engine_keeps_the_contract(rule: Callable[[Engine], None], engine: Engine) -> None:
    rule(engine)


def test_odd_texts_write_nothing_to_standard_error(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    contract.nothing_goes_to_standard_error(engine, capfd)


def test_any_kana_writes_nothing_to_standard_error(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    contract.any_kana_is_quiet_and_well_formed(engine, capfd)


@pytest.mark.parametrize("rule", contract.RULES, ids=lambda rule: rule.__name__)
def test_plugin_keeps_the_contract_like_a_built_in(rule: Callable[[Engine], None], hum: str) -> None:
    rule(load_engine(hum, {}, "a voice file"))


def test_plugin_is_listed_beside_the_built_in_engines(hum: str) -> None:
    assert engine_names() == sorted([hum, *BUILT_IN])


def test_plugin_gets_the_options_of_the_voice_file(hum: str) -> None:
    quiet = load_engine(hum, {"hertz": 440}, "a voice file").synthesize("ああああ").samples
    loud = load_engine(hum, {"hertz": 440, "loud": True}, "a voice file").synthesize("ああああ").samples
    assert np.allclose(loud, 2 * quiet)
    peak = int(np.abs(np.fft.rfft(quiet)).argmax())
    assert peak * 16000 / len(quiet) == 440


def test_plugin_is_gone_with_its_distribution() -> None:
    assert engine_names() == BUILT_IN


def test_unknown_engine_names_the_installed_ones_and_the_file() -> None:
    with pytest.raises(
        VoiceError, match=rf"^my\.toml: no engine 'parrot'; installed are {', '.join(BUILT_IN)}$"
    ):
        load_engine("parrot", {}, "my.toml")


def test_unknown_option_names_the_known_ones_and_the_file() -> None:
    with pytest.raises(VoiceError, match=r"^my\.toml: unknown engine option 'sped'; .*: speed, half_tone$"):
        load_engine("openjtalk", {"sped": 1.0}, "my.toml")


def test_inner_field_is_no_option() -> None:
    with pytest.raises(VoiceError, match="unknown engine option '_local'"):
        load_engine("tone", {"_local": 1}, "my.toml")


@pytest.mark.parametrize("value", ["fast", True, [1.0], None])
def test_option_of_the_wrong_type_names_the_right_one(value: object) -> None:
    with pytest.raises(VoiceError, match=r"^my\.toml: 'speed' must be float, not "):
        load_engine("openjtalk", {"speed": value}, "my.toml")


@pytest.mark.parametrize(
    ("option", "value"),
    [("hertz", "A"), ("hertz", False), ("loud", 1), ("name", 3), ("voices", 1.5), ("voices", True)],
)
def test_option_of_the_wrong_type_is_an_error_in_a_plugin_too(hum: str, option: str, value: object) -> None:
    with pytest.raises(VoiceError, match=rf"^my\.toml: '{option}' must be "):
        load_engine(hum, {option: value}, "my.toml")


def test_whole_number_is_a_float_option() -> None:
    fast = load_engine("openjtalk", {"speed": 2}, "my.toml").synthesize(contract.LONG)
    normal = load_engine("openjtalk", {}, "my.toml").synthesize(contract.LONG)
    assert len(fast.samples) == pytest.approx(len(normal.samples) / 2, rel=0.1)


def test_whole_and_decimal_options_are_the_same_voice() -> None:
    one, other = (load_engine("openjtalk", {"speed": speed}, "my.toml") for speed in (1, 1.0))
    assert repr(shaping_options(one)) == repr(shaping_options(other))


def test_half_tone_raises_the_voice_and_keeps_its_length() -> None:
    high = load_engine("openjtalk", {"half_tone": 4}, "my.toml").synthesize(contract.SHORT)
    normal = load_engine("openjtalk", {}, "my.toml").synthesize(contract.SHORT)
    assert len(high.samples) == len(normal.samples)
    assert not np.array_equal(high.samples, normal.samples)


def test_options_hold_in_every_thread() -> None:
    contract.four_threads_hear_what_one_hears(
        load_engine("openjtalk", {"speed": 2.5, "half_tone": 3}, "my.toml")
    )


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [
        ("openjtalk", "speed", 0.4),
        ("openjtalk", "speed", 3.1),
        ("openjtalk", "speed", float("nan")),
        ("openjtalk", "half_tone", -13),
        ("openjtalk", "half_tone", 12.5),
        ("tone", "seconds_per_mora", 0),
        ("tone", "seconds_per_mora", -1.0),
        ("tone", "seconds_per_mora", float("nan")),
        ("tone", "pitch", float("inf")),
        ("tone", "pitch", 0.0),
    ],
)
def test_value_out_of_range_is_an_error_of_the_voice_file(name: str, option: str, value: float) -> None:
    with pytest.raises(VoiceError, match=rf"^my\.toml: .*{option}"):
        load_engine(name, {option: value}, "my.toml")


def test_engine_whose_module_is_missing_is_an_error_of_the_voice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    contract.register(monkeypatch, tmp_path, ghost="no_such_module:Ghost")
    with pytest.raises(VoiceError, match=r"^my\.toml: engine 'ghost' cannot be loaded .*no_such_module"):
        load_engine("ghost", {}, "my.toml")


def test_engine_whose_class_is_missing_is_an_error_of_the_voice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    contract.register(monkeypatch, tmp_path, ghost="narrate.engines.tone:Ghost")
    with pytest.raises(VoiceError, match=r"^my\.toml: engine 'ghost' cannot be loaded"):
        load_engine("ghost", {}, "my.toml")


@pytest.mark.parametrize(
    ("plugin", "told"),
    [
        ("raise RuntimeError('no GPU\\nfound')", "cannot be loaded (no GPU found)"),
        ("raise SystemExit(0)", "cannot be loaded (0)"),
        ("class Odd(Engine): ...", "is no dataclass of narrate.engines.Engine"),
        ("class Odd: ...", "is no dataclass of narrate.engines.Engine"),
        (f"{ODD}    def __post_init__(self): raise OSError('no licence')", "cannot begin (no licence)"),
        (f"{ODD}    max_chars = 0", "max_chars of the engine is 0, not 1 or more"),
        (f"{ODD}    max_chars = None", "cannot begin ("),
        (f"{ODD}    parallelism = -1", "parallelism of the engine is -1, not 1 or more"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_an_error_of_the_voice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plugin: str, told: str
) -> None:
    lines = ["from dataclasses import dataclass", "from narrate.engines import Engine", plugin]
    (tmp_path / "odd_plugin.py").write_text("\n".join(lines), encoding="utf-8")
    contract.register(monkeypatch, tmp_path, odd="odd_plugin:Odd")
    monkeypatch.delitem(sys.modules, "odd_plugin", raising=False)
    with pytest.raises(VoiceError, match=rf"^my\.toml: .*{re.escape(told)}"):
        load_engine("odd", {}, "my.toml")


@dataclass
class Careless(Engine):
    """An engine that returns or raises what it must not."""

    answer: Callable[[], object]

    def synthesize(self, text: str) -> Sound:
        """Whatever it is."""
        return self.answer()  # type: ignore[return-value]


def _raise(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda: None, "returned NoneType, not a Sound"),
        (lambda: Sound(np.zeros((2, 9), np.float32), 48_000), "in the shape (2, 9), not one channel"),
        (lambda: Sound(np.zeros(9, np.float32), 1), "returned 1 samples a second"),
        (lambda: Sound(np.zeros(9, np.float32), 0), "returned 0 samples a second"),
        (lambda: _raise(RuntimeError()), "RuntimeError"),
        (lambda: _raise(SystemExit(0)), "wanted to end the program (exit 0)"),
        (lambda: _raise(asyncio.CancelledError()), "CancelledError"),
        (lambda: _raise(EngineError("no more paper")), "no more paper"),
    ],
)
def test_whatever_a_plugin_answers_is_a_sound_or_an_error_of_the_engine(
    answer: Callable[[], object], told: str
) -> None:
    with pytest.raises(EngineError, match=re.escape(told)):
        spoken(Careless(answer), "はい")


def test_a_list_of_samples_and_another_stop_of_the_user_go_through() -> None:
    assert spoken(Careless(lambda: Sound([0.0, 0.5], 48_000)), "はい").rate == 48_000  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        spoken(Careless(lambda: _raise(KeyboardInterrupt())), "はい")


def test_missing_option_is_an_error_of_the_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    contract.register(monkeypatch, tmp_path, demanding=f"{__name__}:Demanding")
    with pytest.raises(VoiceError, match=r"^my\.toml: .*address"):
        load_engine("demanding", {}, "my.toml")


def test_option_that_may_be_none_is_checked_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    contract.register(monkeypatch, tmp_path, demanding=f"{__name__}:Demanding")
    options = {"address": "here", "accent": "Kansai"}
    with pytest.raises(Unspeakable):
        load_engine("demanding", options, "my.toml").synthesize("はい")
    with pytest.raises(VoiceError, match=r"^my\.toml: 'accent' must be "):
        load_engine("demanding", {**options, "accent": 3}, "my.toml")


@pytest.mark.parametrize("text", ["え" * 12 + "！", "あ" * 120, "ん" * 40, "a" * 120, "亜" * 60, "エー" * 40])
def test_a_sound_that_is_held_does_not_burst(text: str) -> None:
    voice = load_engine("openjtalk", {}, "my.toml")
    held, spoken = (voice.synthesize(each).samples for each in (text, contract.LONG))
    assert np.abs(held).max() <= 2
    quieter_db = 20 * np.log10(np.sqrt(np.mean(spoken**2) / np.mean(held**2)))
    assert -6 < quieter_db < 12


@pytest.mark.parametrize("text", ["w" * 11 + "っ", "ん" * 12 + "w"])
def test_what_cannot_be_said_faster_is_said_as_fast_as_it_can(
    text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    voice = load_engine("openjtalk", {"speed": 3.0}, "my.toml")
    assert voice.synthesize(text).samples.size
    assert capfd.readouterr().err == ""


def test_tone_counts_morae() -> None:
    tone = load_engine("tone", {"seconds_per_mora": 0.1}, "my.toml")
    seconds = {
        text: len(tone.synthesize(text).samples) / 4800 for text in ("きょう", "がっこう", "12", "東京")
    }
    assert seconds == {"きょう": 2, "がっこう": 4, "12": 4, "東京": 4}


@pytest.mark.parametrize("text", ["あ" * 12_000, "研究と、" * 3_000, "12345" * 2_000])
def test_the_words_of_a_long_text_are_those_of_its_parts(text: str) -> None:
    assert "".join(said for _, said in openjtalk.words(text)) == openjtalk.kana(text)
    assert len(openjtalk.kana(text)) >= len(text)


def test_a_long_text_is_cut_where_it_pauses() -> None:
    assert openjtalk.kana("研究と、" * 3_000) == openjtalk.kana("研究と、") * 3_000


def test_the_embedded_voice_loads_nothing_of_the_network() -> None:
    code = (
        "import sys, narrate.cli; from narrate.engines import load_engine\n"
        "load_engine('openjtalk', {}, '').synthesize('はい。')\n"
        "import narrate.engines.edge, narrate.engines.openai, narrate.engines.voicevox\n"
        "print(*{'requests', 'tenacity', 'soundfile', 'gtts', 'edge_tts', 'aiohttp'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == ""
