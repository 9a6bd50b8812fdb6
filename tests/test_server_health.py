"""What a server tells of itself: its health, counts for Prometheus, and a log that gives nothing away."""

from __future__ import annotations

import io
import json
import socket
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx
from prometheus_client.parser import text_string_to_metric_families
from serving import events, owned, served

from narrate.address import private_key
from narrate.cast import Cast
from narrate.server.health import Metrics
from narrate.server.owner import read_token
from narrate.server.watched import Answered
from narrate.show import Show
from narrate.voices import Voice

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。\n"


def counts(client: httpx.Client) -> dict[tuple[str, ...], float]:
    """All samples by their name and the values of their labels."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_a_server_that_is_well_says_so_to_everybody(show: Show) -> None:
    with served(show) as address:
        answer = httpx.get(f"{address}/healthz")
        assert (answer.status_code, answer.json()) == (200, {"ok": True, "template": True, "output": True})
        assert answer.headers["cache-control"] == "no-store"
        head = httpx.head(f"{address}/healthz")
        assert (head.status_code, head.content) == (200, b"")


def test_a_server_whose_output_is_gone_is_not_well(show: Show) -> None:
    with served(show) as address:
        show.output.rename(show.root / "elsewhere")
        answer = httpx.get(f"{address}/healthz")
        assert (answer.status_code, answer.json()["output"]) == (503, False)
        assert str(show.root) not in answer.text


def test_what_happens_is_counted(show: Show, blip: Voice) -> None:
    with owned(show, Cast.alone(blip)) as client:
        job = client.post("/articles", content=TEXT.encode(), headers={"Content-Type": "text/plain"}).json()
        clips = events(client, job)[-1]["progress"]["all"]
        for path in ("/feed.xml", "/nothing.mp3", "/jobs/none", "/jobs/other"):
            client.get(path)
        client.request("BREW", "/feed.xml")
        found = counts(client)
        assert found["narrate_clips_made_total",] == clips > 0
        assert found["narrate_store_hits_total",] == 0
        assert found["narrate_episodes_built_total",] == 1
        assert found["narrate_jobs_waiting",] == found["narrate_listeners",] == 0
        assert found["narrate_requests_total", "POST", "/articles", "202"] == 1
        assert found["narrate_requests_total", "GET", "published", "200"] == 1
        assert found["narrate_requests_total", "GET", "published", "404"] == 1
        assert found["narrate_requests_total", "GET", "/jobs/{id}", "404"] == 2
        assert found["narrate_requests_total", "other", "published", "405"] == 1
        assert found["narrate_request_seconds_count", "/articles"] == 1
        (show.articles / f"{job['article']}.txt").write_text(f"{TEXT}海は広いです。\n", encoding="utf-8")
        events(client, client.post(f"/articles/{job['article']}").json())
        found = counts(client)
        assert found["narrate_clips_made_total",] == clips + 1
        assert found["narrate_store_hits_total",] == clips


def test_counts_are_the_owner_s_only(show: Show) -> None:
    with served(show) as address:
        assert httpx.get(f"{address}/metrics").status_code == 401


def test_two_applications_count_for_themselves() -> None:
    one, other = Metrics(), Metrics()
    one.note_answer(Answered("", "GET", "/a", "/a", 200, 0, 0.1))
    labels = {"route": "/a", "method": "GET", "status": "200"}
    assert one.registry.get_sample_value("narrate_requests_total", labels) == 1
    assert other.registry.get_sample_value("narrate_requests_total", labels) is None


def lines_of(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_the_log_has_a_line_of_json_for_each_answer(show: Show) -> None:
    log = io.StringIO()
    with served(show, log=log) as address:
        feed = httpx.get(f"{address}/feed.xml?a=b")
        httpx.head(f"{address}/nothing.mp3")
    first, second = lines_of(log)
    assert first["path"] == "/feed.xml", "what is behind ? may be a secret"
    assert (first["method"], first["status"], first["client"]) == ("GET", 200, "127.0.0.1")
    assert first["bytes"] == len(feed.content)
    assert first["seconds"] >= 0
    assert (second["method"], second["status"]) == ("HEAD", 404)


def test_no_secret_is_in_the_log(show: Show, blip: Voice) -> None:
    secret, log = replace(show, private=True), io.StringIO()
    with owned(secret, Cast.alone(blip), log=log) as client:
        key, token = private_key(secret), read_token(show)
        assert token
        for path in (f"/{key}/feed.xml", f"/{key}", f"/{key}/", f"//{key}/feed.xml", f"/x/{key}/feed.xml"):
            client.get(path)
        client.get(f"/{key[:-1]}/feed.xml")
        client.get(f"/{key}/articles/none/sections/1.mp3")
        client.get(f"/metrics?token={token}")
        client.post("/login", data={"token": token}, headers={"Sec-Fetch-Site": "same-origin"})
    assert len(lines_of(log)) == 9
    assert lines_of(log)[0]["path"] == "/[key]/feed.xml"
    assert lines_of(log)[6]["path"] == "/[key]/articles/none/sections/1.mp3"
    assert key[:-1] not in log.getvalue()
    assert token not in log.getvalue()


def test_nobody_can_write_a_line_of_the_log(show: Show) -> None:
    log = io.StringIO()
    with served(show, log=log) as address:
        for path in ('/%0a{"status":200}', "/%0d%0a", "/%1b[2J", "/%e2%80%a8x", "/%00", "/" + "x" * 5000):
            httpx.get(address + path)
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as raw:
            raw.sendall(b"GET /\x85\xff HTTP/1.0\r\n\r\n")
            raw.recv(100)
    assert log.getvalue().isascii()
    assert len(lines_of(log)) == log.getvalue().count("\n") >= 6
    assert max(map(len, log.getvalue().splitlines())) < 2200
