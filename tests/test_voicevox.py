"""Voicevox: names become numbers, options reach the query, and times are told only where they are real."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from contracts import engine as contract
from speech_servers import MORA_SECONDS, RATE, SpeechServer, file, served, unused_port, voicevox, wave

from narrate.engines import Engine, Sound, load_engine, shaping_options
from narrate.engines.voicevox import marks
from narrate.errors import EngineError, EngineUnavailable, Unspeakable, VoiceError

TEXT = contract.TEXTS[0]


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with served(voicevox) as server:
        yield server


def voice(url: str, **options: object) -> Engine:
    quick = {"speaker": "ずんだもん", "backoff": 0, "url": url}
    return load_engine("voicevox", {**quick, **options}, "zunda.toml")


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


@pytest.mark.parametrize("text", [*contract.SOUNDLESS, "「」", "→", "！？"])
def test_nothing_is_asked_for_a_text_without_sound(server: SpeechServer, text: str) -> None:
    with pytest.raises(Unspeakable):
        voice(server.base).synthesize(text)
    assert server.asked == []


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ({}, "3"),
        ({"style": "ささやき"}, "22"),
        ({"speaker": "四国めたん"}, "2"),
        ({"speaker": 22}, "22"),
        ({"speaker": -888753760}, "-888753760"),
        ({"speaker": "Anneli"}, "-888753760"),
    ],
)
def test_a_speaker_is_found_by_name_or_number(
    server: SpeechServer, options: dict[str, object], number: str
) -> None:
    voice(server.base, **options).synthesize(TEXT)
    asked = [request for request in server.asked if request.path != "/speakers"]
    assert [(request.path, request.query["speaker"]) for request in asked] == [
        ("/audio_query", number),
        ("/synthesis", number),
    ]
    assert asked[0].query["text"] == TEXT


def test_the_list_of_speakers_is_asked_for_once(server: SpeechServer) -> None:
    engine = voice(server.base)
    contract.four_threads_hear_what_one_hears(engine)
    assert [request.path for request in server.asked].count("/speakers") == 1


def test_nothing_but_what_is_needed_is_asked(server: SpeechServer) -> None:
    engine = voice(server.base)
    engine.problem()
    engine.speakers()
    engine.synthesize(TEXT)
    assert {request.path for request in server.asked} == {
        "/version",
        "/speakers",
        "/audio_query",
        "/synthesis",
    }


def test_speakers_are_listed_with_the_styles_that_speak(server: SpeechServer) -> None:
    assert voice(server.base).speakers() == (
        "四国めたん（ノーマル 2）",
        "ずんだもん（ノーマル 3、ささやき 22）",
        "Anneli（ノーマル -888753760）",
    )


def test_an_unknown_speaker_is_told_with_those_near(server: SpeechServer) -> None:
    told = refusal(voice(server.base, speaker="ずんだもち"))
    assert told.startswith(
        "VOICEVOX has no speaker 'ずんだもち'; near it are: ずんだもん (`narrate voices NAME`"
    )


def test_an_unknown_style_is_told_with_those_there_are(server: SpeechServer) -> None:
    told = refusal(voice(server.base, style="絶叫"))
    assert told.startswith("VOICEVOX has no style of ずんだもん '絶叫'; there are: ノーマル, ささやき")


def test_an_unknown_number_is_told_before_anything_is_asked_to_be_said(server: SpeechServer) -> None:
    assert "VOICEVOX has no style number '999'; there are: " in refusal(voice(server.base, speaker=999))
    assert "write a number without quotes" in refusal(voice(server.base, speaker="3"))
    assert [request.target for request in server.asked] == ["/speakers"] * 2


def test_options_reach_the_query(server: SpeechServer) -> None:
    options = {"speed": 1.25, "pitch": 0.05, "intonation": 1.5, "volume": 0.5, "pause_scale": 2}
    voice(server.base, **options).synthesize(TEXT)
    query = json.loads(server.asked[-1].body)
    scales = ("speedScale", "pitchScale", "intonationScale", "volumeScale", "pauseLengthScale")
    assert [query[scale] for scale in scales] == [1.25, 0.05, 1.5, 0.5, 2]
    assert (query["prePhonemeLength"], query["outputSamplingRate"], query["kana"]) == (0.1, RATE, TEXT)


def test_an_old_server_is_given_no_scale_of_pauses(server: SpeechServer) -> None:
    query = {"accent_phrases": [], "speedScale": 1.0}
    server.troubles.extend([voicevox_speakers(), (200, {}, json.dumps(query).encode())])
    server.troubles.append((200, {}, file(wave(TEXT))))
    assert voice(server.base, pause_scale=2).synthesize(TEXT).marks == ()
    assert "pauseLengthScale" not in json.loads(server.asked[-1].body)


def voicevox_speakers() -> tuple[int, dict[str, str], bytes]:
    speakers = [{"name": "ずんだもん", "styles": [{"name": "ノーマル", "id": 3}]}]
    return 200, {}, json.dumps(speakers).encode()


@pytest.mark.parametrize("speed", [0.5, 1.0, 1.3, 2.0])
def test_marks_are_the_times_of_the_morae(server: SpeechServer, speed: float) -> None:
    sound = voice(server.base, speed=speed, pause_scale=1.5).synthesize("東京、大阪")
    frame = 256 / RATE
    assert [mark.text for mark in sound.marks] == ["ア"] * 8
    assert sound.marks[0].start == pytest.approx(0.1 / speed, abs=frame / 2)
    lengths = [mark.end - mark.start for mark in sound.marks]
    assert lengths == pytest.approx([MORA_SECONDS / speed] * 8, abs=frame)
    pause = sound.marks[4].start - sound.marks[3].end
    assert pause == pytest.approx(0.3 * 1.5 / speed, abs=frame / 2)
    assert end_of(sound) == pytest.approx(sound.marks[-1].end + round(0.1 / speed / frame) * frame)


def end_of(sound: Sound) -> float:
    return len(sound.samples) / sound.rate


def test_the_rise_of_a_question_is_part_of_its_length(server: SpeechServer) -> None:
    sound = voice(server.base).synthesize("ほんとうですか？")
    assert end_of(sound) - sound.marks[-1].end == pytest.approx(0.15 + 0.1, abs=256 / RATE)


def query(length: float, speed: float = 1.0) -> dict[str, object]:
    mora = {"text": "ア", "consonant_length": None, "vowel_length": length, "pitch": 5.0}
    return {
        "accent_phrases": [{"moras": [mora] * 5, "pause_mora": None, "is_interrogative": False}],
        **{"speedScale": speed, "prePhonemeLength": 0.0, "postPhonemeLength": 0.0},
    }


@pytest.mark.parametrize(
    ("query", "seconds", "count"),
    [
        (query(0.2), 1.0, 5),
        (query(0.2), 1.09, 5),
        (query(0.2), 1.2, 0),
        (query(0.2), 0.8, 0),
        (query(0.0), 0.0, 0),
        (query(0.0), 1.0, 0),
        ({}, 1.0, 0),
        ({"speedScale": None}, 1.0, 0),
        (query(0.2, speed=0), 1.0, 0),
        (query(float("inf")), 1.0, 0),
        (query(float("nan")), 1.0, 0),
    ],
)
def test_times_that_do_not_fit_the_sound_are_not_told(
    query: dict[str, object], seconds: float, count: int
) -> None:
    assert len(marks(query, seconds)) == count


def test_a_server_that_does_not_run_is_told_with_what_to_do() -> None:
    base = f"http://127.0.0.1:{unused_port()}"
    told = (
        f"VOICEVOX at {base} does not answer (Connection refused); "
        "start it (open the VOICEVOX app or its engine), or choose another voice"
    )
    assert refusal(voice(base), EngineUnavailable) == told
    assert voice(base).problem() == told
    with pytest.raises(EngineUnavailable):
        voice(base).speakers()


def test_a_server_that_fails_is_asked_again(server: SpeechServer) -> None:
    engine = voice(server.base)
    engine.synthesize(TEXT)
    server.troubles.append((500, {}, b"Internal Server Error"))
    assert len(engine.synthesize(TEXT).samples)
    server.always = (500, {}, b"Internal Server Error")
    assert "(500 Internal Server Error" in refusal(engine, EngineUnavailable)


@pytest.mark.parametrize(
    "body", [b"<html>a router</html>", b"", b"{}", b"[7]", b'[{"name": "a", "styles": [{}]}]']
)
def test_another_server_at_the_address_is_told(server: SpeechServer, body: bytes) -> None:
    server.always = (200, {}, body)
    assert "VOICEVOX" in refusal(voice(server.base))


@pytest.mark.parametrize("body", [b"", b"[]", b"null"])
def test_a_query_that_is_none_is_told(server: SpeechServer, body: bytes) -> None:
    server.troubles.append(voicevox_speakers())
    server.always = (200, {}, body)
    assert "audio_query" in refusal(voice(server.base, speaker=3))


@pytest.mark.parametrize("body", [b"", b"<html>", file(wave(TEXT))[:-100]])
def test_an_answer_without_a_whole_sound_is_an_error(server: SpeechServer, body: bytes) -> None:
    engine = voice(server.base)
    engine.synthesize(TEXT)
    query = voicevox(server.asked[1])
    server.troubles.append(query)
    server.always = (200, {}, body)
    assert refusal(engine).startswith(f"the answer of VOICEVOX at {server.base} is ")


def test_another_product_is_named(server: SpeechServer) -> None:
    engine = voice(f"http://127.0.0.1:{unused_port()}", product="AivisSpeech", speaker="Anneli")
    assert engine.credit == "AivisSpeech:Anneli"
    assert "open the AivisSpeech app" in refusal(engine, EngineUnavailable)


def test_the_credit_names_the_speaker() -> None:
    assert voice("http://a.example").credit == "VOICEVOX:ずんだもん"
    assert voice("http://a.example", speaker=3).credit == ""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"speaker": 1.5}, "'speaker' must be str | int"),
        ({"speaker": True}, "'speaker' must be str | int"),
        ({"speed": 3.0}, "speed 3.0 is outside 0.5 to 2"),
        ({"pitch": 1}, "pitch 1.0 is outside -0.15 to 0.15"),
        ({"pause_scale": -1}, "pause_scale -1.0 is outside 0 to 2"),
        ({"url": "localhost:50021"}, "'localhost:50021' is no address"),
        ({"parallelism": 0}, "parallelism 0 is outside"),
    ],
)
def test_a_wrong_option_is_an_error_of_the_voice_file(options: dict[str, object], told: str) -> None:
    with pytest.raises(VoiceError, match=r"^zunda\.toml: ") as caught:
        voice("http://a.example", **options) if "url" not in options else load_engine(
            "voicevox", {"speaker": 1, **options}, "zunda.toml"
        )
    assert told in str(caught.value)


def test_the_speaker_must_be_chosen() -> None:
    with pytest.raises(VoiceError, match=r"^zunda\.toml: \[options\] lacks speaker$"):
        load_engine("voicevox", {}, "zunda.toml")


def test_where_it_runs_is_no_part_of_the_sound() -> None:
    names = {"speaker", "style", "speed", "pitch", "intonation", "volume", "pause_scale", "product"}
    assert set(shaping_options(voice("http://a.example"))) == names
