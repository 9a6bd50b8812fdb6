"""The server's description is whole and right, and nothing that anybody sends breaks the server."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving import events, owned, served
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from narrate.cast import Cast
from narrate.server import make_app
from narrate.server.openapi import PUBLISHED
from narrate.show import Show

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。\n"
METHODS = ("get", "post", "put", "delete", "patch")


@pytest.fixture
def client(show: Show, cast: Cast) -> Iterator[httpx.Client]:
    """The owner of a show that is served."""
    with owned(show, cast) as client:
        yield client


def operations(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (method.upper(), path)
        for path, item in document["paths"].items()
        if path not in PUBLISHED
        for method in item
        if method in METHODS
    }


async def routes_of(app: Starlette) -> set[tuple[str, str]]:
    async with app.router.lifespan_context(app):
        inside = (route for mount in app.routes if isinstance(mount, Mount) for route in mount.routes)
        return {
            (method, route.path)
            for route in (*app.routes, *inside)
            if isinstance(route, Route)
            for method in route.methods or ()
            if method != "HEAD"
        }


def test_each_route_is_described_and_nothing_else(show: Show, cast: Cast) -> None:
    for voices in (cast, None):
        routes = asyncio.run(routes_of(make_app(show, "http://a.example", voices)))
        with served(show, voices) as address:
            assert operations(httpx.get(f"{address}/openapi.json").json()) == routes


def test_every_reference_leads_somewhere_and_everything_is_used(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": str(client.base_url).rstrip("/")}]
    text = json.dumps(document, ensure_ascii=False)
    for kind in ("responses", "schemas", "parameters"):
        for name in document["components"][kind]:
            reference = f"#/components/{kind}/{name}"
            assert f'"{reference}"' in text
            text = text.replace(f'"{reference}"', "")
    assert '$ref": "' not in text
    for path, item in document["paths"].items():
        told = {each.get("name") or each["$ref"].rpartition("/")[2] for each in item.get("parameters", ())}
        assert told == set(re.findall(r"{(\w+)}", path))


def test_answers_are_as_described(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    job = client.post("/articles", content=TEXT.encode(), headers={"Content-Type": "text/plain"}).json()
    done = events(client, job)[-1]
    correction = {"term": "川", "reading": "かわ"}
    seen = client.get(f"/articles/{done['article']}/text").json()
    changed_text = {"text": f"{TEXT}海は広いです。\n", "was": seen["version"]}
    for name, data in (
        ("Job", job),
        ("Job", done),
        ("Articles", client.get("/articles").json()),
        ("Health", client.get("/healthz").json()),
        ("Error", client.get("/jobs/none").json()),
        ("Readings", client.get(f"/articles/{done['article']}/readings").json()),
        ("Sentences", client.get(f"/articles/{done['article']}/sentences").json()),
        ("NewCorrection", correction),
        ("Correction", client.put(f"/articles/{done['article']}/readings", json=correction).json()),
        ("Correction", client.delete(f"/articles/{done['article']}/readings?term=川").json()),
        ("Text", seen),
        ("NewText", changed_text),
        ("ChangedText", client.put(f"/articles/{done['article']}/text", json=changed_text).json()),
        ("Posted", {"text": "a", "name": "b", "format": "html"}),
        ("Posted", {"text": "a", "format": "html", "from": "https://a.example/"}),
        ("Posted", {"url": "https://a.example/"}),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(data)


CONFIG = """
[generation]
deterministic = true
max-examples = 10

[[operations]]  # a text in which nothing is to be said
include-name = "POST /articles"
checks.positive_data_acceptance.expected-statuses = ["202", "422"]

[[operations]]  # a term or a reading that no lexicon could have, another than was seen, or nothing to say
include-path-regex = "^/articles/[^/]+/(readings|sentences)"
checks.positive_data_acceptance.expected-statuses = ["200", "404", "409", "412", "422"]

[[operations]]  # a file in which there is no text, or a version that it never was
include-path-regex = "^/articles/[^/]+/text"
checks.positive_data_acceptance.expected-statuses = ["200", "404", "412", "422"]

[[operations]]  # of an episode that was withdrawn
include-name = "GET /episodes/{slug}/{file}"
checks.positive_data_acceptance.expected-statuses = ["200", "404", "410"]

[[operations]]
include-path-regex = "^/articles/[^/]+/(sections/[^/]+json)?$"
include-method = "GET"
checks.positive_data_acceptance.expected-statuses = ["200", "307", "404", "410", "422", "502"]
checks.not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "502"]

[[operations]]  # of an article in which the voice finds nothing to say
include-name = "GET /articles/{slug}/sections/{number}.mp3"
checks.positive_data_acceptance.expected-statuses = ["200", "404", "410", "422", "502"]
checks.not_a_server_error.expected-statuses = ["2xx", "4xx", "502"]
"""


def test_schemathesis_finds_nothing(client: httpx.Client, show: Show, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    job = client.post("/articles", content=TEXT.encode(), headers={"Content-Type": "text/plain"}).json()
    assert events(client, job)[-1]["state"] == "done"
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(client.base_url.join("/openapi.json"))]
    owner = f"Authorization: {client.headers['Authorization']}"
    hooks = {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(ROOT / "tests")}
    checks = (
        "--checks",
        "all",
        "--exclude-checks",
        "use_after_free",
    )  # a job that was stopped is still told of
    ran = subprocess.run(
        [*command, "--header", owner, *checks, "--continue-on-failure", "--no-color"],
        env={**os.environ, **hooks, "NARRATE_SHOW": str(show.root)},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "✅  Stateful" in ran.stdout
    assert client.get("/healthz").json()["ok"]


def test_whatever_headers_and_bytes_are_sent_nothing_breaks(client: httpx.Client) -> None:
    paths = sorted({path for _, path in operations(client.get("/openapi.json").json())})
    part = st.text(st.characters(exclude_characters="/?#", exclude_categories=("Cs",)), max_size=30)
    types = ("text/plain; charset={}", "text/html; charset={}", "text/markdown", "application/json")
    names = ("Cookie", "Origin", "Range", "Last-Event-ID", "Accept-Encoding", "Host", "X-A")
    of_header = st.characters(min_codepoint=33, max_codepoint=255)

    @settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(["GET", "HEAD", "POST", "DELETE", "BREW"]),
        st.builds(lambda path, value: re.sub("{.*?}", quote(value), path), st.sampled_from(paths), part),
        st.binary(max_size=200),
        st.builds(lambda kind, charset: kind.format(charset), st.sampled_from(types), st.text('-azAZ8;="_')),
        st.sampled_from(names),
        st.text(of_header, max_size=30),
    )
    def send(method: str, path: str, body: bytes, content_type: str, name: str, value: str) -> None:
        headers = {"Content-Type": content_type.encode(), name: value.encode("latin-1")}
        answer = client.request(method, path, content=body, headers=headers)
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400 and method != "HEAD" and path.partition("?")[0] in paths:
            assert list(answer.json()) == ["error"]

    send()
    assert client.get("/healthz").json()["ok"]


def test_what_a_path_does_not_answer_is_refused_with_what_it_does(client: httpx.Client) -> None:
    for method, path, allowed in (
        ("GET", "/login", {"POST"}),
        ("PUT", "/articles", {"GET", "HEAD", "POST"}),
        ("TRACE", "/healthz", {"GET", "HEAD"}),
        ("POST", "/articles/a/sections/1.mp3", {"GET", "HEAD"}),
        ("DELETE", "/feed.xml", {"GET", "HEAD"}),
    ):
        answer = client.request(method, path)
        assert (answer.status_code, {*answer.headers["allow"].split(", ")}) == (405, allowed), path
