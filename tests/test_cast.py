"""Who speaks which part: as the show's settings say, and nobody is given what it cannot say."""

from __future__ import annotations

from typing import Any

import pytest

from narrate.cast import Cast
from narrate.errors import SettingsError, VoiceError
from narrate.model import Script, ScriptSection, Sentence
from narrate.roles import Wanted
from narrate.voices import Voice

VOICES = {
    name: Voice(name, "tone", where=f"voices/{name}.toml", fallback=fallback)
    for name, fallback in {
        "mei": "",
        "metan": "mei",
        "ring": "gnir",
        "gnir": "ring",
        "lost": "nobody",
    }.items()
}
SCRIPT = Script(
    "題",
    None,
    "",
    (
        ScriptSection(
            "題", (Sentence("題", "題", 0, role="heading"), Sentence("開く。", "開く。", 0, role="frame"))
        ),
        ScriptSection(
            "まとめ",
            (
                Sentence("まとめ", "まとめ", 0, role="heading"),
                Sentence("川。", "川。", 0),
                Sentence("川。", "川。", 0, role="speaker:A"),
            ),
        ),
    ),
    (),
)


def find(name: str) -> Voice:
    if name not in VOICES:
        raise VoiceError(f"no voice '{name}'")
    return VOICES[name]


def cast(**table: Any) -> Cast:
    return Cast.of({"cast": table}, VOICES["mei"], find)


def heard(cast: Cast) -> list[str]:
    return [sentence.voice for sentence in cast.given_out(SCRIPT).sentences()]


def test_without_settings_one_voice_says_everything() -> None:
    assert Cast.of({}, VOICES["mei"], find) == Cast.alone(VOICES["mei"])
    assert set(heard(cast())) == {"mei"}
    assert cast().wanted == Wanted()


def test_each_role_has_its_voice() -> None:
    assert heard(cast(heading="metan")) == ["metan", "mei", "metan", "mei", "mei"]
    assert heard(cast(frame="metan", speakers={"A": "metan"})) == ["mei", "metan", "mei", "mei", "metan"]


@pytest.mark.parametrize("section", ["まとめ", "2"])
def test_a_section_by_heading_or_number_is_read_by_its_voice(section: str) -> None:
    assert heard(cast(sections={section: "metan"})) == ["mei", "mei", "metan", "metan", "metan"]


def test_a_role_wins_over_its_section() -> None:
    assert heard(cast(sections={"2": "metan"}, speakers={"A": "mei"}))[-2:] == ["metan", "mei"]


def test_what_is_wanted_is_what_has_a_voice() -> None:
    wanted = cast(quote="metan", speakers={"A": "mei", "B": "metan"}).wanted
    assert wanted == Wanted(frozenset(("quote",)), frozenset("AB"), frozenset())


def test_fallbacks_are_among_the_voices() -> None:
    assert set(Cast.of({}, VOICES["metan"], find).voices) == {"metan", "mei"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"hero": "mei"},
            r"^narrate\.toml: \[cast\] has no 'hero'; there are: heading, quote",
        ),
        ({"heading": 3}, r"^narrate\.toml: \[cast\] 'heading' must be the name of a voice, not 3$"),
        ({"speakers": "mei"}, r"^narrate\.toml: \[cast\] 'speakers' must be a table of voices' names"),
        ({"speakers": {"A": 3}}, r"^narrate\.toml: \[cast\] 'speakers' must name voices, not 3$"),
        ({"heading": "lost"}, r"^voices/lost\.toml: fallback: no voice 'nobody'$"),
        ({"languages": {"xx": "mei"}}, r"^narrate\.toml: \[cast\] no language 'xx'; there are: en, ko"),
        (
            {"languages": {"en": "mei"}},
            r"^narrate\.toml: 'language:en': the voice 'mei' speaks ja, not en; name",
        ),
        (
            {"heading": "ring"},
            r"^voices/ring\.toml: the fallbacks go round: ring → gnir → ring; take",
        ),
    ],
)
def test_a_faulty_cast_is_told_in_one_line(table: dict[str, Any], message: str) -> None:
    with pytest.raises((SettingsError, VoiceError), match=message):
        cast(**table)


def test_an_unknown_voice_is_told() -> None:
    with pytest.raises(VoiceError, match="no voice 'nobody'"):
        cast(quote="nobody")
