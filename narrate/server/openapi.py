"""``/openapi.json``: the server's routes for programs, as ``openapi.yaml`` describes them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from narrate.server.answers import Answer

PUBLISHED = ("/feed.xml", "/index.html", "/episodes/{slug}/{file}")
"""What subscribers get: no routes of their own, but files of the show."""
_FILE = Path(__file__).with_name("openapi.yaml")


class Description:
    """What is told of a server at ``base_url`` with these ``paths``."""

    def __init__(self, base_url: str, paths: Collection[str]) -> None:
        self._base_url, self._paths = base_url, paths

    async def openapi(self, _: Request) -> Response:
        """The description as JSON; any page may read it."""
        document = await run_in_threadpool(lambda: self.document)
        return Answer(document, headers={"Access-Control-Allow-Origin": "*"})

    @cached_property
    def document(self) -> dict[str, Any]:
        """The file, without what only a server with voices does."""
        data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        about, paths = {**data["info"], "version": version("narrate")}, data["paths"]
        here = {path: paths[path] for path in paths if path in self._paths or path in PUBLISHED}
        return {**data, "info": about, "servers": [{"url": self._base_url}], "paths": here}
