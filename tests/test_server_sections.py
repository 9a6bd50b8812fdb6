"""Sections on demand, over real HTTP on loopback: heard while they are made, and made once."""

from __future__ import annotations

import asyncio
import io
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import miniaudio
import numpy as np
import pytest
import soundfile
from rooms import ARTICLE, FIRST, HEADING, ROOMS, SECOND, first_clip, written
from serving import PATIENCE_S, Gated, app_served, gated_voice, owned
from starlette.applications import Starlette

from narrate import id3, mp3
from narrate.build import build_episode, build_section
from narrate.cast import Cast
from narrate.library import update
from narrate.server import make_app
from narrate.server.lookup import Lookup
from narrate.server.maker import Maker
from narrate.server.sections import Sections
from narrate.show import Show
from narrate.voices import Voice


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    """A voice that waits where it is told to."""
    return gated_voice(monkeypatch, tmp_path, Gated)


@pytest.fixture
def engine(voice: Voice) -> Gated:
    """What the voice speaks with."""
    assert isinstance(voice.engine, Gated)
    return voice.engine


@pytest.fixture
def cast(voice: Voice) -> Cast:
    """The voice alone."""
    return Cast.alone(voice)


@pytest.fixture
def article(show: Show) -> Path:
    """An article that lies ready to be read."""
    return written(show, "rooms", ARTICLE)


@pytest.fixture
def base(show: Show, cast: Cast, article: Path) -> Iterator[str]:
    """A server of the show; its address."""
    with app_served(lambda address: make_app(show, address, cast)) as address:
        yield address


@contextmanager
def listening(url: str, **headers: str) -> Iterator[httpx.Response]:
    with httpx.stream("GET", url, headers=headers, timeout=PATIENCE_S) as answer:
        yield answer


def left_over(show: Show) -> list[Path]:
    return list(show.output.rglob(".part-*"))


def test_the_first_sentence_is_heard_before_the_second_is_made(
    base: str, show: Show, engine: Gated, article: Path, cast: Cast
) -> None:
    gate = engine.gate(FIRST)
    with listening(f"{base}{ROOMS}/2.mp3") as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "audio/mpeg"
        assert answer.headers["accept-ranges"] == "none"
        assert answer.headers["cache-control"] == "no-store"
        assert "content-length" not in answer.headers
        chunks = answer.iter_bytes()
        data = first_clip(chunks)
        assert not list(show.output.rglob("*.mp3"))
        gate.set()
        data += b"".join(chunks)
    asked = len(engine.asked)
    path, _ = build_section(show, article, 2, cast)
    assert len(engine.asked) == asked, "nothing is made again"
    assert list(show.sections.rglob("*")) == [path.parent, path]
    assert_same_sound(data, path.read_bytes())


def assert_same_sound(stream: bytes, file: bytes) -> None:
    """A stream is the file but for the frame that tells its length, and is heard as the file is."""
    start = id3.size(file[: id3.HEADER_BYTES])
    info = slice(start, start + mp3.FRAME_BYTES)
    assert (stream[: info.start], stream[info.stop :]) == (file[: info.start], file[info.stop :])
    assert stream[info] == mp3.info_frame(None) != file[info]
    one, other = (soundfile.read(io.BytesIO(data), dtype="float32")[0] for data in (stream, file))
    assert len(one) - len(other) in (0, mp3.CODEC_SAMPLES), "libsndfile trims only what it knows the end of"
    delay = mp3.HEAD_SAMPLES if len(one) > len(other) else 0
    assert np.array_equal(one[delay : delay + len(other)], other)
    one, other = (miniaudio.decode(data, nchannels=1, sample_rate=48_000) for data in (stream, file))
    assert abs(one.num_frames - other.num_frames) < 2 * mp3.FRAME_SAMPLES


def test_a_finished_section_is_a_file_like_any_other(
    base: str, show: Show, cast: Cast, article: Path
) -> None:
    url = f"{base}{ROOMS}/1.mp3"
    part = httpx.get(url, headers={"Range": "bytes=0-1"}, timeout=PATIENCE_S)
    path, _ = build_section(show, article, 1, cast)
    data = path.read_bytes()
    assert (part.status_code, part.content) == (206, data[:2])
    assert part.headers["content-range"] == f"bytes 0-1/{len(data)}"
    whole, head = httpx.get(url), httpx.head(url)
    assert whole.content == data
    assert whole.headers["content-type"] == "audio/mpeg"
    assert whole.headers["cache-control"] == "public, max-age=300"
    for header in ("content-length", "etag", "accept-ranges", "last-modified"):
        assert head.headers[header] == whole.headers[header]
    etag = whole.headers["etag"]
    for headers, status, content in (
        ({"Range": "bytes=100-"}, 206, data[100:]),
        ({"Range": "bytes=100-", "If-Range": etag}, 206, data[100:]),
        ({"Range": "bytes=100-", "If-Range": '"other"'}, 200, data),
        ({"Range": f"bytes={len(data)}-"}, 416, None),
        ({"If-None-Match": etag}, 304, b""),
    ):
        answer = httpx.get(url, headers=headers)
        assert answer.status_code == status
        assert content is None or answer.content == content


def test_a_file_that_was_deleted_is_joined_again(base: str, show: Show, engine: Gated) -> None:
    url = f"{base}{ROOMS}/2.mp3"
    data = httpx.get(url, headers={"Range": "bytes=1-"}).content
    asked = len(engine.asked)
    (path,) = show.sections.rglob("*.mp3")
    path.unlink()
    assert httpx.get(url, headers={"Range": "bytes=1-"}).content == data
    assert len(engine.asked) == asked


@pytest.mark.parametrize("asked", ["bytes=0-", "seconds=1-2", ""])
def test_what_asks_for_the_whole_hears_it_at_once(base: str, engine: Gated, asked: str) -> None:
    gate = engine.gate(FIRST)
    with listening(f"{base}{ROOMS}/2.mp3", Range=asked) as answer:
        assert answer.status_code == 200
        first_clip(answer.iter_bytes())
        gate.set()


def test_what_asks_for_a_part_waits_for_the_whole(base: str, engine: Gated) -> None:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
            asked = asyncio.create_task(client.get(f"{base}{ROOMS}/2.mp3", headers={"Range": "bytes=-9"}))
            await asyncio.to_thread(engine.reached.wait, PATIENCE_S)
            assert not asked.done()
            gate.set()
            return await asked

    gate = engine.gate(FIRST)
    answer = asyncio.run(ask())
    assert (answer.status_code, len(answer.content)) == (206, 9)


def test_head_of_an_unmade_section_makes_nothing(base: str, show: Show, engine: Gated) -> None:
    answer = httpx.head(f"{base}{ROOMS}/1.mp3")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/mpeg"
    assert "content-length" not in answer.headers
    assert engine.asked == []
    assert not show.sections.exists()


def test_two_listeners_hear_one_synthesis_each_from_its_beginning(base: str, engine: Gated) -> None:
    gate = engine.gate(SECOND)
    url = f"{base}{ROOMS}/2.mp3"
    with listening(url) as one:
        before = one.iter_bytes()
        first = first_clip(before)
        with listening(url) as other:
            later = other.iter_bytes()
            second = first_clip(later)
            gate.set()
            second += b"".join(later)
        first += b"".join(before)
    assert first == second
    assert set(Counter(engine.asked).values()) == {1}


def test_who_hangs_up_stops_nothing(base: str, engine: Gated, show: Show, cast: Cast, article: Path) -> None:
    gate = engine.gate(SECOND)
    url = f"{base}{ROOMS}/2.mp3"
    with listening(url) as answer:
        first_clip(answer.iter_bytes())
    gate.set()
    whole = httpx.get(url, headers={"Range": "bytes=0-99999999"}, timeout=PATIENCE_S).content
    assert set(Counter(engine.asked).values()) == {1}
    assert whole == build_section(show, article, 2, cast)[0].read_bytes()


def test_the_episode_built_later_makes_only_what_is_new(
    base: str, show: Show, cast: Cast, article: Path, engine: Gated
) -> None:
    for number in (1, 2, 3):
        assert httpx.get(f"{base}{ROOMS}/{number}.mp3", timeout=PATIENCE_S).status_code == 200
    made = build_episode(show, article, cast, base)
    assert made.new_clips == 0
    asked = len(engine.asked)
    answer = httpx.get(f"{base}/articles/{made.episode.slug}/sections/2.mp3")
    assert answer.content == build_section(show, article, 2, cast)[0].read_bytes()
    assert answer.headers["accept-ranges"] == "bytes"
    assert len(engine.asked) == asked
    update(show, made.episode.slug, withdrawn=True)
    assert httpx.get(f"{base}/articles/{made.episode.slug}/sections/2.mp3").status_code == 410


def test_an_episode_whose_audio_was_lost_is_read_from_its_article(
    base: str, show: Show, cast: Cast, article: Path
) -> None:
    episode = build_episode(show, article, cast, base).episode
    url = f"{base}/articles/{episode.slug}/sections"
    assert httpx.head(f"{url}/3.mp3").headers["content-length"]
    assert httpx.get(f"{url}/4.mp3").status_code == 404
    (show.episodes / episode.slug / episode.audio.file).unlink()
    assert httpx.get(f"{url}/3.mp3").status_code == 200
    article.unlink()
    assert httpx.get(f"{url}/3.mp3").status_code == 404


def test_an_edited_article_is_read_anew_and_only_its_new_sentence_made(
    base: str, show: Show, engine: Gated
) -> None:
    url = f"{base}{ROOMS}/2.mp3"
    before = httpx.get(url, headers={"Range": "bytes=0-99999999"}).content
    asked = len(engine.asked)
    written(show, "rooms", ARTICLE.replace("窓があります", "大きな窓があります"))
    after = httpx.get(url, headers={"Range": "bytes=0-99999999"}).content
    assert after != before
    assert engine.asked[asked:] == ["大きな窓があります。"]


def test_an_engine_that_fails_in_the_middle_breaks_the_stream_off(
    base: str, show: Show, engine: Gated, capfd: pytest.CaptureFixture[str]
) -> None:
    gate = engine.gate(SECOND)
    engine.failing.add(SECOND)
    url = f"{base}{ROOMS}/2.mp3"
    with listening(url) as answer:
        chunks = answer.iter_bytes()
        first_clip(chunks)
        gate.set()
        with pytest.raises(httpx.RemoteProtocolError):
            list(chunks)
    assert not list(show.sections.rglob("*"))
    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("narrate: ")]
    assert len(told) == 1
    assert "rooms.md: section 2 was not made" in told[0]
    assert "the line was cut" in told[0]
    engine.failing.clear()
    assert httpx.get(url, headers={"Range": "bytes=0-1"}, timeout=PATIENCE_S).status_code == 206, (
        "tried again"
    )
    assert left_over(show) == []


def test_an_engine_that_fails_at_once_is_an_error_in_one_line(base: str, show: Show, engine: Gated) -> None:
    engine.failing.add(HEADING)
    for headers in ({}, {"Range": "bytes=0-1"}):
        answer = httpx.get(f"{base}{ROOMS}/2.mp3", headers=headers)
        assert answer.status_code == 502
        assert answer.headers["cache-control"] == "no-store"
        assert list(answer.json()) == ["error"]
        assert "\n" not in answer.text
    assert not list(show.sections.rglob("*"))


def test_more_than_can_wait_are_sent_away(show: Show, cast: Cast, article: Path, engine: Gated) -> None:
    gate = engine.gate("")
    maker = Maker(show, cast, at_once=1, waiting=1)
    sections = Sections(show, Lookup(show, cast), maker, lambda _: None)

    async def ask(base: str) -> list[httpx.Response]:
        async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
            first = asyncio.create_task(client.get(f"{base}{ROOMS}/1.mp3"))
            await asyncio.to_thread(engine.reached.wait, PATIENCE_S)
            others = [asyncio.create_task(client.get(f"{base}{ROOMS}/{n}.mp3")) for n in (2, 3)]
            done, _ = await asyncio.wait(others, return_when=asyncio.FIRST_COMPLETED)
            (refused,) = done
            heads = [await client.head(url) for url in ((await refused).url, f"{base}{ROOMS}/1.mp3")]
            gate.set()
            heard = [await first, *[await other for other in others if other not in done]]
            return [await refused, *heads, *heard]

    with app_served(lambda _: Starlette(routes=sections.routes)) as base:
        refused, head, begun, *heard = asyncio.run(ask(base))
    assert refused.status_code == head.status_code == 503, "a page asks by HEAD why nothing is heard"
    assert int(refused.headers["retry-after"]) == int(head.headers["retry-after"]) > 0
    assert begun.status_code == 200
    assert [answer.status_code for answer in heard] == [200, 200]
    maker.close()


def test_two_hundred_listeners_of_twenty_sections_make_each_once(
    show: Show, cast: Cast, engine: Gated
) -> None:
    kana = "あいうえおかきくけこさしすせそたちつてと"
    parts = [f"## {a}の{b}\n\n{a}と{b}です。{b}の{a}です。\n" for a, b in zip(kana, kana[::-1], strict=True)]
    written(show, "many", "\n".join(["たくさん\n", *parts]))

    async def ask(base: str) -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(timeout=PATIENCE_S, limits=limits) as client:
            urls = [f"{base}/articles/many/sections/{n}.mp3" for n in range(2, 22)]
            return await asyncio.gather(*(client.get(url) for url in urls * 10))

    with app_served(lambda address: make_app(show, address, cast)) as base:
        answers = asyncio.run(ask(base))
        files = [
            httpx.get(f"{base}/articles/many/sections/{n}.mp3", headers={"Range": "bytes=0-99999999"}).content
            for n in range(2, 22)
        ]
    assert {answer.status_code for answer in answers} == {200}
    for number, answer in enumerate(answers):
        file = files[number % 20]
        start = id3.size(file[: id3.HEADER_BYTES]) + mp3.FRAME_BYTES
        assert answer.content[start:] == file[start:]
    assert set(Counter(engine.asked).values()) == {1}
    assert len(list(show.sections.rglob("*.mp3"))) == 20


def test_who_hangs_up_while_waiting_keeps_no_place(
    show: Show, cast: Cast, article: Path, engine: Gated
) -> None:
    gate = engine.gate(FIRST)
    with owned(show, cast) as client:
        assert article.is_file()
        where = client.base_url
        asked = f"GET {ROOMS}/2.mp3 HTTP/1.1\r\nHost: {where.host}\r\nRange: bytes=0-1\r\n\r\n"
        with socket.create_connection((where.host, where.port or 80)) as gone:
            gone.sendall(asked.encode())
            assert engine.reached.wait(PATIENCE_S)
        try:
            while 'status="499"' not in client.get("/metrics").text:
                assert not gate.is_set()
        finally:
            gate.set()
