"""OpenAISpeech: the request of the API, the key from the environment only, WAVs of servers that stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from contracts import engine as contract
from speech_servers import RATE, SpeechServer, file, mp3, openai, served, unused_port, wave

from narrate.engines import Engine, load_engine, shaping_options
from narrate.errors import EngineError, EngineUnavailable, Unspeakable, VoiceError

TEXT = contract.TEXTS[0]


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-good")


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with served(openai) as server:
        yield server


def voice(url: str, **options: object) -> Engine:
    return load_engine("openai", {"backoff": 0, "attempts": 3, "url": url, **options}, "nova.toml")


def refusal(engine: Engine, kind: type[EngineError] = EngineError) -> str:
    with pytest.raises(EngineError) as caught:
        engine.synthesize(TEXT)
    assert type(caught.value) is kind
    told = str(caught.value)
    assert told.isprintable()
    assert "sk-" not in told
    return told


# A real service may say one text in two ways; the rule that it does not holds for what narrate adds.
@pytest.mark.parametrize("rule", contract.RULES, ids=lambda rule: rule.__name__)
def test_it_keeps_the_contract(rule: Callable[[Engine], None], server: SpeechServer) -> None:
    rule(voice(server.base))
    assert server.most_together <= 2


@pytest.mark.parametrize("text", [*contract.SOUNDLESS, "「」", "→"])
def test_nothing_is_asked_for_a_text_without_sound(server: SpeechServer, text: str) -> None:
    with pytest.raises(Unspeakable):
        voice(server.base).synthesize(text)
    assert server.asked == []


def test_the_request_is_that_of_the_api(server: SpeechServer) -> None:
    voice(server.base, model="kokoro", voice="jf_alpha", speed=1.25).synthesize(TEXT)
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/v1/audio/speech")
    assert asked.headers["authorization"] == "Bearer sk-good"
    assert json.loads(asked.body) == {
        **{"model": "kokoro", "voice": "jf_alpha", "speed": 1.25},
        **{"input": TEXT, "response_format": "wav"},
    }


def test_instructions_are_sent_if_there_are_any(server: SpeechServer) -> None:
    voice(server.base, instructions="落ち着いて").synthesize(TEXT)
    assert json.loads(server.asked[0].body)["instructions"] == "落ち着いて"


@pytest.mark.parametrize("end", ["", "/", "/v1", "/v1/"])
def test_the_address_may_have_its_version(server: SpeechServer, end: str) -> None:
    voice(server.base + end).synthesize(TEXT)
    assert server.asked[0].path == "/v1/audio/speech"


def test_a_server_without_keys_is_sent_none(server: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    engine = voice(server.base, api_key_env="")
    assert engine.problem() == ""
    engine.synthesize(TEXT)
    assert all("authorization" not in request.headers for request in server.asked)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_key_that_is_missing_is_told_and_nothing_asked(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("OPENAI_API_KEY")
    else:
        monkeypatch.setenv("OPENAI_API_KEY", value)
    engine = voice(server.base)
    assert refusal(engine, EngineUnavailable).startswith("set OPENAI_API_KEY ")
    assert engine.problem().startswith("set OPENAI_API_KEY ")
    assert server.asked == []


@pytest.mark.parametrize("value", ["sk-秘密", "sk-a\nb", "sk-a\x7f"])
def test_a_key_that_cannot_be_one_is_not_told(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", value)
    assert (
        refusal(voice(server.base), EngineUnavailable) == "what OPENAI_API_KEY holds is no key; set it again"
    )
    assert server.asked == []


def test_a_wrong_key_is_told_without_it(server: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTHER_KEY", "sk-bad")
    engine = voice(server.base, api_key_env="OTHER_KEY")
    told = f"the speech server at {server.base} refuses access (401 Unauthorized); check the key in OTHER_KEY"
    assert refusal(engine, EngineUnavailable) == told
    assert engine.problem() == told


@pytest.mark.parametrize(
    "data", [file(wave(TEXT)), file(wave(TEXT), "FLAC"), file(wave(TEXT), subtype="FLOAT"), mp3(wave(TEXT))]
)
def test_whatever_sound_comes_is_decoded(server: SpeechServer, data: bytes) -> None:
    server.always = (200, {"Content-Type": "application/octet-stream"}, data)
    sound = voice(server.base).synthesize(TEXT)
    assert sound.rate == RATE
    assert len(sound.samples) == pytest.approx(len(wave(TEXT)), abs=2 * 576)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "is empty"),
        (b"<html>login</html>", "is a page of text instead of audio"),
        (bytes(5000), "is no audio that can be decoded"),
        (file(wave(TEXT))[:-10], "is cut off"),
    ],
)
def test_an_answer_without_a_whole_sound_is_an_error(server: SpeechServer, body: bytes, told: str) -> None:
    server.always = (200, {}, body)
    assert f"the answer of the speech server at {server.base} {told}" in refusal(voice(server.base))


def test_a_text_that_is_not_accepted_is_told_in_the_words_of_the_server(server: SpeechServer) -> None:
    server.always = (400, {}, b'{"error": {"message": "voice must be one of alloy, nova", "type": "x"}}')
    assert "(400 Bad Request: voice must be one of alloy, nova)" in refusal(voice(server.base))
    assert len(server.asked) == 1


def test_a_server_that_is_full_is_asked_again(server: SpeechServer) -> None:
    server.troubles.extend([(429, {"Retry-After": "0"}, b"{}"), (503, {}, b"")])
    assert len(voice(server.base).synthesize(TEXT).samples)
    server.always = (429, {}, b'{"error": {"message": "You exceeded your quota"}}')
    assert "You exceeded your quota" in refusal(voice(server.base), EngineUnavailable)


def test_no_server_is_told() -> None:
    base = f"http://127.0.0.1:{unused_port()}"
    told = f"the speech server at {base} does not answer (Connection refused)"
    assert refusal(voice(base), EngineUnavailable).startswith(told)
    assert voice(base).problem().startswith(told)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"speed": 5}, "speed 5.0 is outside 0.25 to 4"),
        ({"url": "api.openai.com"}, "is no address"),
        ({"api_key_env": "sk-geheim"}, "must be the name of an environment variable, not a key"),
        ({"timeout": -1.0}, "timeout -1.0 is outside"),
    ],
)
def test_a_wrong_option_is_an_error_of_the_voice_file(options: dict[str, object], told: str) -> None:
    with pytest.raises(VoiceError, match=r"^nova\.toml: ") as caught:
        load_engine("openai", options, "nova.toml")
    assert told in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_the_name_of_the_key_is_no_part_of_the_sound() -> None:
    names = {"url", "model", "voice", "speed", "instructions"}
    assert set(shaping_options(voice("http://a.example"))) == names
