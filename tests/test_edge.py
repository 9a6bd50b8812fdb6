"""EdgeTTS: the real edge-tts against a loopback service; every way in which that service fails."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator

import pytest
from aiohttp import web
from contracts import engine as contract
from edge_server import EdgeServer, edge_served, end_turn, send_audio
from speech_servers import MORA_SECONDS, RATE, google, mp3, served, unused_port, wave

from narrate.engines import Engine, load_engine, shaping_options
from narrate.errors import EngineError, EngineUnavailable, Unspeakable, VoiceError

TEXT = contract.TEXTS[0]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[EdgeServer]:
    with edge_served() as server:
        point_to(server.address, monkeypatch)
        yield server


def point_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", f"ws://{address}/edge/v1?TrustedClientToken=x")


def voice(**options: object) -> Engine:
    quick = {"backoff": 0, "attempts": 3, "min_interval": 0}
    return load_engine("edge", {**quick, **options}, "nanami.toml")


def refusal(engine: Engine, kind: type[EngineError] = EngineError) -> str:
    with pytest.raises(EngineError) as caught:
        engine.synthesize(TEXT)
    assert type(caught.value) is kind
    told = str(caught.value)
    assert told.isprintable()
    assert "Token" not in told
    return told


@pytest.mark.parametrize("rule", contract.RULES, ids=lambda rule: rule.__name__)
def test_it_keeps_the_contract(rule: Callable[[Engine], None], server: EdgeServer) -> None:
    rule(voice())
    assert server.most_together <= 2


@pytest.mark.parametrize("text", [*contract.SOUNDLESS, "「」", "→"])
def test_nothing_is_asked_for_a_text_without_sound(server: EdgeServer, text: str) -> None:
    with pytest.raises(Unspeakable):
        voice().synthesize(text)
    assert server.connections == 0


def test_the_sound_and_the_times_of_words_are_those_that_were_sent(server: EdgeServer) -> None:
    sound = voice().synthesize("きつね、と")
    assert sound.rate == RATE
    assert len(sound.samples) == pytest.approx(len(wave("きつね、と")), abs=2 * 576)
    assert [mark.text for mark in sound.marks] == ["き", "つ", "ね", "と"]
    assert sound.marks[2].start == pytest.approx(0.1 + 2 * MORA_SECONDS)
    assert sound.marks[2].end == pytest.approx(0.1 + 3 * MORA_SECONDS)
    assert '"wordBoundaryEnabled":"true"' in server.configs[0]


def test_options_and_text_are_sent(server: EdgeServer) -> None:
    voice(voice="ja-JP-KeitaNeural", speed=1.25, pitch=-5).synthesize("AとBと<C>&D")
    (ssml,) = server.ssml
    assert "(ja-JP, KeitaNeural)" in ssml
    assert "pitch='-5Hz' rate='+25%'" in ssml
    assert ">AとBと&lt;C&gt;&amp;D<" in ssml


def test_one_text_is_one_request(server: EdgeServer) -> None:
    voice().synthesize("一二三四五、" * 16 + "おわり。")
    assert server.connections == 1


async def break_off(server: EdgeServer, request: web.Request, whole_frames: bool) -> web.StreamResponse:
    async with server.asked(request) as (socket, text):
        data = mp3(wave(text), 48)
        await send_audio(socket, data[: 720 if whole_frames else 700])
    return socket


@pytest.mark.parametrize("whole_frames", [True, False])
def test_half_a_sound_is_asked_for_again(server: EdgeServer, whole_frames: bool) -> None:
    server.troubles.append(lambda request: break_off(server, request, whole_frames))
    assert len(voice().synthesize(TEXT).samples) >= len(wave(TEXT))
    server.always = lambda request: break_off(server, request, whole_frames)
    assert "breaks off in the middle" in refusal(voice(), EngineUnavailable)


async def no_audio(server: EdgeServer, request: web.Request) -> web.StreamResponse:
    async with server.asked(request) as (socket, _):
        await end_turn(socket)
    return socket


def test_no_audio_is_asked_for_again_and_then_an_error_of_the_text(server: EdgeServer) -> None:
    server.troubles.append(lambda request: no_audio(server, request))
    assert len(voice().synthesize(TEXT).samples)
    server.always = lambda request: no_audio(server, request)
    assert "sends no audio for this text" in refusal(voice())
    assert server.connections == 2 + 3


async def wrong_audio(server: EdgeServer, request: web.Request) -> web.StreamResponse:
    async with server.asked(request) as (socket, _):
        await send_audio(socket, bytes(5000))
        await end_turn(socket)
    return socket


def test_a_sound_that_is_none_is_an_error(server: EdgeServer) -> None:
    server.always = lambda request: wrong_audio(server, request)
    assert "is no audio that can be decoded" in refusal(voice())


async def nonsense(server: EdgeServer, request: web.Request) -> web.StreamResponse:
    async with server.asked(request) as (socket, _):
        await socket.send_str("Path:nonsense\r\n\r\n{}")
    return socket


async def no_headers(server: EdgeServer, request: web.Request) -> web.StreamResponse:
    async with server.asked(request) as (socket, _):
        await socket.send_bytes(b"\xff\xff")
    return socket


@pytest.mark.parametrize("speak", [nonsense, no_headers])
def test_an_answer_of_no_known_form_is_an_error(server: EdgeServer, speak: Callable[..., object]) -> None:
    server.always = lambda request: speak(server, request)  # type: ignore[assignment, return-value]
    assert "answers in an unknown form" in refusal(voice())


def status(code: int, **headers: str) -> Callable[[web.Request], object]:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(
            status=code, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return answer


def test_a_server_that_fails_is_asked_again(server: EdgeServer) -> None:
    server.troubles.extend([status(503), status(429, Retry_After="0")])  # type: ignore[list-item]
    assert len(voice().synthesize(TEXT).samples)
    server.always = status(429)  # type: ignore[assignment]
    assert "refuses (429)" in refusal(voice(), EngineUnavailable)
    assert server.connections == 3 + 3


def test_a_long_wait_is_told_at_once(server: EdgeServer) -> None:
    server.always = status(429, Retry_After="600")  # type: ignore[assignment]
    assert "asks to wait 10 minutes" in refusal(voice(), EngineUnavailable)
    assert server.connections == 1


@pytest.mark.parametrize("code", [401, 403, 404])
def test_a_refusal_names_the_update(server: EdgeServer, code: int) -> None:
    server.always = status(code)  # type: ignore[assignment]
    told = refusal(voice(), EngineUnavailable)
    assert f"refuses ({code})" in told
    assert "pip install --upgrade edge-tts" in told


async def silence(request: web.Request) -> web.StreamResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for _ in socket:
        pass  # until the client has had enough
    return socket


def test_a_server_that_never_answers_is_given_up(server: EdgeServer) -> None:
    server.always = silence
    assert "does not answer within 0.2 s" in refusal(voice(timeout=0.2, attempts=2), EngineUnavailable)


async def drip(server: EdgeServer, request: web.Request) -> web.StreamResponse:
    async with server.asked(request) as (socket, text):
        while not socket.closed:
            await send_audio(socket, mp3(wave(text), 48)[:144])
            await asyncio.sleep(0.02)
    return socket


def test_a_drip_ends_at_the_deadline(server: EdgeServer) -> None:
    server.always = lambda request: drip(server, request)
    assert "does not answer within 0.3 s" in refusal(voice(timeout=0.3, attempts=1), EngineUnavailable)


def test_no_network_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    point_to(f"127.0.0.1:{unused_port()}", monkeypatch)
    assert "does not answer (" in refusal(voice(), EngineUnavailable)
    assert "does not answer (Connection refused)" in voice().problem()


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(google) as proxy:
        proxy.always = (502, {}, b"")
        monkeypatch.setenv("https_proxy", proxy.base)
        monkeypatch.delenv("no_proxy", raising=False)
        assert "refuses (502)" in refusal(voice(attempts=1), EngineUnavailable)
        assert [request.target for request in proxy.asked] == ["speech.platform.bing.com:443"]


def test_a_service_that_answers_is_no_problem(server: EdgeServer) -> None:
    server.always = status(400)  # type: ignore[assignment]
    assert voice().problem() == ""


def test_the_extra_is_named_if_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "edge_tts", None)
    told = "edge-tts is not installed; install the package 'edge-tts' beside narrate"
    assert refusal(voice(), EngineUnavailable) == told
    assert voice().problem() == told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"voice": "Nanami"}, "voice 'Nanami' is none of Edge"),
        ({"voice": "ja-JP-X' /><x Neural"}, "is none of Edge"),
        ({"speed": 3.0}, "speed 3.0 is outside 0.5 to 2"),
        ({"pitch": 1.5}, "'pitch' must be int"),
        ({"pitch": 200}, "pitch 200 is outside -100 to 100 hertz"),
        ({"attempts": 0}, "attempts 0 is outside"),
    ],
)
def test_a_wrong_option_is_an_error_of_the_voice_file(options: dict[str, object], told: str) -> None:
    with pytest.raises(VoiceError, match=r"^nanami\.toml: ") as caught:
        load_engine("edge", options, "nanami.toml")
    assert told in str(caught.value)


def test_what_it_says_of_itself() -> None:
    engine = voice(voice="fil-PH-AngeloNeural")
    assert (engine.languages, engine.parallelism, engine.network) == (("fil",), 2, True)
    assert set(shaping_options(engine)) == {"voice", "speed", "pitch"}
