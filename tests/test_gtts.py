"""GoogleTranslate: the request gtts makes, sent by us, and an answer that is taken only if it is a sound."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from contracts import engine as contract
from speech_servers import (
    RATE,
    SpeechServer,
    google,
    google_answer,
    google_call,
    google_text,
    mp3,
    served,
    unused_port,
    wave,
)

from narrate.engines import Engine, load_engine, shaping_options
from narrate.errors import EngineError, EngineUnavailable, Unspeakable, VoiceError

TEXT = contract.TEXTS[0]


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with served(google) as server:
        yield server


def voice(server: str, **options: object) -> Engine:
    quick = {"min_interval": 0, "backoff": 0, "attempts": 3, "server": server}
    return load_engine("gtts", {**quick, **options}, "google.toml")


def refusal(engine: Engine, kind: type[EngineError] = EngineError) -> str:
    with pytest.raises(EngineError) as caught:
        engine.synthesize(TEXT)
    assert type(caught.value) is kind
    told = str(caught.value)
    assert told.isprintable()
    return told


@pytest.mark.parametrize("rule", contract.RULES, ids=lambda rule: rule.__name__)
def test_it_keeps_the_contract(rule: Callable[[Engine], None], server: SpeechServer) -> None:
    rule(voice(server.base))
    assert server.most_together <= 2


def test_odd_texts_write_nothing_to_standard_error(
    server: SpeechServer, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = voice(server.base)
    for text in (*contract.ODD_BUT_SPEAKABLE, *contract.SOUNDLESS):
        contract.check_sound(engine, text)
    assert capfd.readouterr().err == ""


def test_the_sound_is_what_the_service_sent(server: SpeechServer) -> None:
    sound = voice(server.base).synthesize(TEXT)
    assert sound.rate == RATE
    spectrum = np.abs(np.fft.rfft(sound.samples))
    assert spectrum.argmax() * RATE / len(sound.samples) == pytest.approx(220, abs=2)
    assert len(sound.samples) == pytest.approx(len(wave(TEXT)), abs=2 * 576)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith が o1-\nmini を、見た。",
        "、はじめの点。",
        '「引用」と"quote"と\\と&と＜。',
        "一二三四五、" * 16 + "おわり。",
        "𠮷野家🍣です",
    ],
)
def test_a_text_is_sent_as_given_in_one_request(server: SpeechServer, text: str) -> None:
    voice(server.base).synthesize(text)
    assert [google_text(request) for request in server.asked] == [text]


def test_options_are_sent(server: SpeechServer) -> None:
    voice(server.base, language="en", slow=True).synthesize("Hello.")
    voice(server.base).synthesize("はい。")
    assert [google_call(request)[:3] for request in server.asked] == [
        ["Hello.", "en", True],
        ["はい。", "ja", None],
    ]


def test_the_path_of_a_mirror_stays(server: SpeechServer) -> None:
    voice(f"{server.base}/mirror/").synthesize("はい。")
    assert server.asked[0].path == "/mirror/_/TranslateWebserverUi/data/batchexecute"


def test_without_a_mirror_google_is_asked(server: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a proxy that does not reach it either."""
    monkeypatch.setenv("https_proxy", server.base)
    server.always = (502, {}, b"")
    engine = load_engine("gtts", {"tld": "co.jp", "attempts": 1, "min_interval": 0}, "google.toml")
    assert "https://translate.google.co.jp" in refusal(engine, EngineUnavailable)
    assert [request.target for request in server.asked] == ["translate.google.co.jp:443"]


@pytest.mark.parametrize("text", ["", " ", "。", "、、。", "😀", "Привет", "「」", "→"])
def test_nothing_is_asked_for_a_text_without_sound(server: SpeechServer, text: str) -> None:
    with pytest.raises(Unspeakable):
        voice(server.base).synthesize(text)
    assert server.asked == []


def test_russian_is_spoken_by_a_russian_voice(server: SpeechServer) -> None:
    server.always = google_answer(base64.b64encode(mp3(wave(TEXT))).decode())
    assert len(voice(server.base, language="ru").synthesize("Привет").samples)


WHOLE = base64.b64encode(mp3(wave(TEXT))).decode()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((200, {}, b"<!doctype html><title>Sorry</title>robot?"), "is a page of text instead of audio"),
        ((200, {}, b""), "is empty"),
        (google_answer(None), "has no audio for this text"),
        (google_answer(""), "is empty"),
        (google_answer(WHOLE[:-3]), "is cut off"),
        (google_answer(WHOLE[: len(WHOLE) // 2 // 4 * 4]), "is cut off"),
        (google_answer("%%" + WHOLE), "is cut off, or of a form that is not known"),
        (google_answer(base64.b64encode(b"no sound" * 500).decode()), "is a page of text"),
        (google_answer(base64.b64encode(mp3(wave(TEXT))[7:]).decode()), "is no audio that can be decoded"),
        ((200, {}, google_answer(WHOLE)[2][:300]), "is cut off"),
        ((200, {}, b')]}\'\n\n[["wrb.fr","jQ1olc",7]]'), "of a form that is not known"),
        ((200, {}, b')]}\'\n\n[["wrb.fr","jQ1olc","{}"]]'), "of a form that is not known"),
    ],
)
def test_an_answer_without_a_whole_sound_is_an_error(
    server: SpeechServer, answer: tuple[int, dict[str, str], bytes], told: str
) -> None:
    server.always = answer
    line = refusal(voice(server.base))
    assert line.startswith("the answer of Google Translate ")
    assert told in line


def test_an_answer_in_pieces_is_understood(server: SpeechServer) -> None:
    """Each piece after its length, and a line feed within, as the page of Google gets it."""
    row = json.dumps([["wrb.fr", "jQ1olc", json.dumps([WHOLE]) + "\n", None, None, None, "generic"]])
    server.always = (200, {}, f')]}}\'\n\n{len(row)}\n{row}\n57\n[["di",37]\n]\n'.encode())
    assert len(voice(server.base).synthesize(TEXT).samples)


def test_padding_written_as_an_escape_is_understood(server: SpeechServer) -> None:
    status, headers, body = google_answer(base64.b64encode(mp3(wave(TEXT)) + b"TAG" + bytes(124)).decode())
    escaped = body.replace(b"=", b"\\\\u003d")
    assert escaped != body
    server.always = (status, headers, escaped)
    assert len(voice(server.base).synthesize(TEXT).samples)


def test_too_many_requests_are_waited_for_and_then_told(server: SpeechServer) -> None:
    server.troubles.append((429, {"Retry-After": "0"}, b"<html>"))
    engine = voice(server.base)
    assert len(engine.synthesize(TEXT).samples)
    server.always = (429, {}, b"<html>")
    assert "429 Too Many Requests" in refusal(engine, EngineUnavailable)
    assert len(server.asked) == 2 + 3


def test_no_network_is_told() -> None:
    base = f"http://127.0.0.1:{unused_port()}"
    told = f"Google Translate at {base} does not answer (Connection refused); check the network"
    assert refusal(voice(base), EngineUnavailable).startswith(told)
    assert voice(base).problem().startswith(told)


def test_a_service_that_answers_is_no_problem(server: SpeechServer) -> None:
    assert voice(server.base).problem() == ""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"language": "jp"}, "language 'jp' is unknown to Google Translate"),
        ({"language": "zh-cn"}, "zh-CN"),
        ({"tld": "co.jpp"}, "co.jp"),
        ({"tld": "com/evil"}, "tld 'com/evil' is unknown"),
        ({"server": "nowhere"}, "'nowhere' is no address"),
        ({"timeout": 0}, "timeout 0.0 is outside"),
        ({"attempts": 1.5}, "'attempts' must be int"),
    ],
)
def test_a_wrong_option_is_an_error_of_the_voice_file(options: dict[str, object], told: str) -> None:
    with pytest.raises(VoiceError, match=r"^google\.toml: ") as caught:
        load_engine("gtts", options, "google.toml")
    assert told in str(caught.value)


def test_how_it_is_asked_is_no_part_of_the_sound() -> None:
    assert shaping_options(voice("http://a.example")) == {"language": "ja", "tld": "com", "slow": False}


def test_what_it_says_of_itself() -> None:
    engine = load_engine("gtts", {"language": "fr"}, "google.toml")
    assert (engine.languages, engine.max_chars, engine.parallelism, engine.network) == (("fr",), 100, 2, True)


def test_one_answer_without_audio_is_asked_for_again(server: SpeechServer) -> None:
    server.troubles.append((200, {}, b"<html><body>Before you continue</body></html>"))
    assert len(voice(server.base).synthesize(TEXT).samples)
    assert len(server.asked) == 2
