"""Any feed.xml.template: its line is told, or feed and page are made of it, twice the same.

The first byte says what the others are: a whole template, elements that the packaged one lacks, or lines that
take the place of its own.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from fuzz import check_told
from narrate.errors import TemplateError
from narrate.feed import files_of, write_feed
from narrate.model import Audio, Chapter, Episode
from narrate.pages.frame import PAGE
from narrate.show import FEED, TEMPLATE, Show, packaged

BASE = "https://pods.example.com/show"
EPISODE = Episode(
    "0b6c2b8e-7b0b-5c3c-8f0e-6f7d8c9b0a1d", "o1", "題名", "2026-04-02", "山本 葉", "o1.txt",
    "2026-04-02T00:00:00+09:00", "mei", "", Audio("a.mp3", 9, "0" * 64, 48_000, 480_000, -16.0),
    (Chapter("題名", 0, 10_000),), soundbite=Chapter("題名", 0, 10_000),
)  # fmt: skip
_PACKAGED = (packaged() / TEMPLATE).read_bytes()
_FOLDER = TemporaryDirectory()
_SHOW = Show(Path(_FOLDER.name))
write_feed(_SHOW, BASE)  # the cover is checked once


def check(data: bytes) -> None:
    (_SHOW.root / TEMPLATE).write_bytes(_template(data[:1], data[1:]))
    try:
        made, _ = files_of(_SHOW, BASE, ([EPISODE], []))
    except TemplateError as error:
        check_told(error)
        return
    channel = etree.fromstring(made[FEED]).find("channel")
    assert channel is not None
    assert len(channel.findall("item")) == 1
    assert all((channel.findtext(name) or "").strip() for name in ("title", "link", "description"))
    assert made[PAGE]
    assert files_of(_SHOW, BASE, ([EPISODE], []))[0] == made


def _template(how: bytes, data: bytes) -> bytes:
    """What is written; elements that are said again take the place of the packaged template's."""
    if how == b"0":
        return data
    if how == b"1":
        return _PACKAGED.replace(b"</channel>", data + b"</channel>")
    template = _PACKAGED
    for line in data.split(b"\n"):
        if found := re.match(rb"<[a-z:]+", line):
            template = re.sub(rb"%b\b.*" % found.group(), line.replace(b"\\", rb"\\"), template)
    return template
