"""The queue of a server: how many may wait, one after the other, and what an end in the middle leaves."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from contracts.engine import register
from serving import events, owned
from speech_servers import SpeechServer, voicevox
from speech_servers import served as speech_served

from narrate.cast import Cast
from narrate.engines import Sound
from narrate.engines.tone import Tone
from narrate.readings import Reader, Spoken
from narrate.server.jobs import Jobs, QueueFull
from narrate.show import Show
from narrate.store import ClipStore
from narrate.voices import Voice

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。海は広いです。\n"
PLAIN = {"Content-Type": "text/plain"}


class Held(Tone):
    """A tone whose every sentence waits until it is let go."""

    parallelism = 1
    begun = threading.Semaphore(0)
    let_go = threading.Semaphore(0)

    def synthesize(self, text: str) -> Sound:
        """Say that it has begun, and wait."""
        self.begun.release()
        assert self.let_go.acquire(timeout=60)
        return super().synthesize(text)


@pytest.fixture
def held(show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """A cast of one voice that waits at each sentence; the counts begin anew."""
    Held.begun, Held.let_go = threading.Semaphore(0), threading.Semaphore(0)
    register(monkeypatch, tmp_path / "site", held="test_server_jobs:Held")
    (show.root / "voices" / "held.toml").write_text('engine = "held"\nloudness_lufs = -19.7\n', "utf-8")
    yield Cast.of_show(show, "held")
    let_all_go()


@contextmanager
def letting_go(show: Show, held: Cast) -> Iterator[httpx.Client]:
    """The owner of a show that is served; whatever happens, the server can end."""
    with owned(show, held) as client:
        try:
            yield client
        finally:
            let_all_go()


def listeners(client: httpx.Client) -> float:
    """How many wait for news of a job."""
    line = re.search("^narrate_listeners (.+)$", client.get("/metrics").text, re.MULTILINE)
    assert line
    return float(line[1])


def let_all_go() -> None:
    for _ in range(1000):
        Held.let_go.release()


def zunda(show: Show, speech: SpeechServer) -> Cast:
    """A cast of one voice that a server speaks."""
    options = f'speaker = 3\nbackoff = 0.0\nurl = "{speech.base}"\n'
    voice = f'engine = "voicevox"\nloudness_lufs = -19.7\n[options]\n{options}'
    (show.root / "voices" / "zunda.toml").write_text(voice, encoding="utf-8")
    return Cast.of_show(show, "zunda")


def post(client: httpx.Client, text: str = TEXT) -> dict[str, Any]:
    answer = client.post("/articles", content=text.encode(), headers=PLAIN)
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()
    return job


def idle(show: Show, voice: Voice) -> Jobs:
    """A queue at which nobody works."""
    return Jobs(show, Cast.alone(voice), "http://127.0.0.1:8000")


def test_ten_thousand_jobs_do_no_harm(show: Show, blip: Voice) -> None:
    jobs = idle(show, blip)
    full = 0
    for number in range(10_000):
        try:
            jobs.submit(Path(f"{number}.txt"), "", "")
        except QueueFull:
            full += 1
    assert (jobs.waiting, full) == (100, 9_900)
    assert jobs.submit(Path("7.txt"), "", "").path == Path("7.txt"), "what waits already is known"


def test_only_so_many_that_are_over_are_remembered(show: Show, blip: Voice) -> None:
    jobs = idle(show, blip)
    first = jobs.submit(Path("first.txt"), "", "")
    for number in range(1_500):
        path = Path(f"{number}.txt")
        jobs.submit(path, "", "")
        assert jobs.withdraw(path)
    last = jobs.submit(Path("last.txt"), "", "")
    assert len(jobs.latest()) <= 1_003
    assert jobs.find(first.id) is first, "what waits is not forgotten"
    assert jobs.find(last.id) is last


def test_a_full_queue_refuses_what_is_new_and_keeps_nothing_of_it(show: Show, held: Cast) -> None:
    with letting_go(show, held) as client:
        for number in range(101):
            text = f"{number}番の話\n\n本文{number}です。\n"
            post(client, text)
            if not number:
                assert Held.begun.acquire(timeout=60)
        answer = client.post("/articles", content=TEXT.encode(), headers=PLAIN)
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert len(list(show.articles.iterdir())) == 101
        post(client, text)
        let_all_go()


def test_progress_is_told_as_it_is_made(show: Show, held: Cast) -> None:
    with letting_go(show, held) as client:
        job = post(client)
        assert Held.begun.acquire(timeout=60)
        assert client.delete(f"/articles/{job['article']}").status_code == 409
        seen = []
        with client.stream("GET", f"/jobs/{job['id']}/events") as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    seen.append(json.loads(line[6:]))
                    Held.let_go.release()
        assert (seen[0]["state"], seen[0]["progress"]["done"]) == ("running", 0)
        counts = [each["progress"]["done"] for each in seen]
        assert counts[:3] == [0, 1, 2], "each is told before the next is made"
        assert seen[-1]["state"] == "done"


def test_a_listener_that_leaves_is_forgotten(show: Show, held: Cast) -> None:
    with letting_go(show, held) as client:
        job = post(client)
        assert Held.begun.acquire(timeout=60)
        for _ in range(3):
            with client.stream("GET", f"/jobs/{job['id']}/events") as answer:
                lines = answer.iter_lines()
                assert next(lines)
                assert listeners(client) == 1
            assert any(listeners(client) == 0 for _ in range(2_000)), "as soon as it is seen to have gone"


def test_an_end_finishes_the_sentence_that_is_being_made_and_keeps_it(show: Show, held: Cast) -> None:
    show.articles.mkdir()
    path, other = show.articles / "kawa.txt", show.articles / "yama.txt"
    path.write_text(TEXT, encoding="utf-8")
    jobs = Jobs(show, held, "http://127.0.0.1:8000")
    jobs.start()
    job, waiting = jobs.submit(path, "", ""), jobs.submit(other, "", "")
    assert Held.begun.acquire(timeout=60)
    Held.let_go.release()
    assert Held.begun.acquire(timeout=60)
    jobs.stop()
    Held.let_go.release()
    jobs.close()
    assert (job.state, waiting.state) == ("stopped", "queued")
    assert "kept" in job.error
    assert ClipStore(show.clips).stats().clips == 2
    assert not list(show.episodes.glob("*"))
    let_all_go()
    with owned(show, held) as client:
        states = [each["state"] for each in client.get("/articles").json()["articles"]]
        assert states == ["waiting"], "what was not made is offered"
        assert events(client, post(client))[-1]["state"] == "done"
        assert len(list(show.articles.iterdir())) == 1


def test_a_job_that_is_stopped_keeps_what_was_made_and_lets_the_next_begin(show: Show, held: Cast) -> None:
    with letting_go(show, held) as client:
        job, waiting = post(client), post(client, "山の話\n\n山は動きません。\n")
        assert Held.begun.acquire(timeout=60)
        assert client.delete(f"/jobs/{waiting['id']}").json()["state"] == "stopped"
        answer = client.delete(f"/jobs/{job['id']}")
        assert (answer.status_code, answer.json()["state"]) == (202, "running"), "the sentence goes on"
        let_all_go()
        last = events(client, job)[-1]
        assert (last["state"], "kept" in last["error"]) == ("stopped", True)
        assert ClipStore(show.clips).stats().clips == 1
        told = {each["job"]: each for each in client.get("/articles").json()["articles"]}
        assert told[job["id"]]["state"] == told[waiting["id"]]["state"] == "stopped"
        assert told[job["id"]]["error"] == last["error"]
        assert client.delete(f"/jobs/{job['id']}").json() == last, "what is over stays as it is"
        again = client.post(f"/articles/{job['article']}").json()
        assert again["id"] != job["id"]
        assert events(client, again)[-1]["state"] == "done"


def test_a_job_whose_voice_does_not_answer_is_stopped_at_once(show: Show) -> None:
    asked, over = threading.Event(), threading.Event()

    def stay_silent(_: socket.socket) -> None:
        asked.set()
        over.wait(60)

    with speech_served(voicevox) as speech:
        speech.always = stay_silent
        with owned(show, zunda(show, speech)) as client:
            try:
                job = post(client)
                assert asked.wait(60)
                assert client.delete(f"/jobs/{job['id']}").status_code == 202
                assert events(client, job)[-1]["state"] == "stopped"
                assert not over.is_set()
            finally:
                over.set()


def test_a_full_disk_in_a_job_silences_nobody_after_it(show: Show) -> None:
    with (
        speech_served(voicevox) as speech,
        owned(replace(show, on_demand="everyone"), zunda(show, speech)) as client,
    ):
        show.clips.write_text("a file where the folder should be", encoding="utf-8")
        job = post(client)
        assert str(show.clips) in events(client, job)[-1]["error"]
        show.clips.unlink()
        article = f"/articles/{job['article']}"
        for path in (f"{article}/sentences/1.mp3", f"{article}/sections/1.mp3"):
            speech.troubles.append((503, {}, b"busy"))  # who waits for another attempt is not interrupted
            assert client.get(path).status_code == 200, path
            assert not speech.troubles
        assert events(client, post(client))[-1]["state"] == "done"


def test_who_listens_does_not_keep_a_server_from_ending(show: Show, held: Cast) -> None:
    heard = threading.Event()

    def listen(url: str, headers: httpx.Headers) -> None:
        with httpx.stream("GET", url, headers=headers, timeout=60) as answer:
            for _ in answer.iter_lines():
                heard.set()
        let_all_go()  # so that the sentence ends after the stream has

    with owned(show, held) as client:
        url = f"{client.base_url}/jobs/{post(client)['id']}/events"
        assert Held.begun.acquire(timeout=60)
        listening = threading.Thread(target=listen, args=(url, client.headers))
        listening.start()
        assert heard.wait(60)
    listening.join(60)
    assert not listening.is_alive()


def test_a_job_that_is_stopped_while_its_article_is_read_reads_no_further(
    show: Show, blip: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, read = threading.Event(), threading.Event(), []

    def reading(reader: Reader, text: str, *, is_item: bool = False) -> Spoken:
        read.append(text)
        if "一番目" in text:
            begun.set()
            assert go_on.wait(60)
        return as_ever(reader, text, is_item=is_item)

    as_ever = Reader.read
    monkeypatch.setattr(Reader, "read", reading)
    with owned(show, Cast.alone(blip)) as client:
        text = f"{TEXT}\n\n一番目の段落です。\n\n二番目の段落です。\n"
        job = client.post("/articles", content=text.encode(), headers=PLAIN).json()
        assert begun.wait(60)
        assert client.delete(f"/jobs/{job['id']}").json()["state"] == "running"
        go_on.set()
        last = events(client, job)[-1]
    assert (last["state"], last["progress"]["all"]) == ("stopped", 0)
    assert not any("二番目" in each for each in read)
