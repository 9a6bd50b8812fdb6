"""A strict reader of WebVTT with voice spans, by the syntax of https://www.w3.org/TR/webvtt1/ section 4."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMINGS = re.compile(f"{_TIME}[ \t]+-->[ \t]+{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s.<>&]+)*[ \t]([^<>&\n]|&[a-z]+;)+>")
_REFERENCE = re.compile("&(?:amp|lt|gt|lrm|rlm|nbsp);")


class Cue(NamedTuple):
    """Times in ms, the name in the voice span, the text's lines without markup."""

    start_ms: int
    end_ms: int
    voice: str
    lines: list[str]


def parse(data: bytes) -> list[Cue]:
    """The cues of a file.

    Raises:
        AssertionError: the file breaks a rule of the syntax; it says which.
    """
    text = data.decode("utf-8").removeprefix("\ufeff")
    assert "\0" not in text, "U+0000"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header, _, body = text.partition("\n")
    assert re.fullmatch("WEBVTT(?:[ \t].*)?", header), f"signature {header!r}"
    assert "-->" not in header, "an arrow in the header"
    assert not body or body.startswith("\n"), "no blank line after the header"
    assert not body or (body.endswith("\n") and not body.endswith("\n\n\n")), "the end of the last line"
    cues: list[Cue] = []
    for block in filter(None, re.split("\n{2,}", body.strip("\n"))):
        if not re.match("NOTE(?:[ \t\n]|$)", block):
            cues.append(_cue(block))
            if len(cues) > 1:
                assert cues[-2].end_ms <= cues[-1].start_ms, f"overlap: {block}"
    return cues


def _cue(block: str) -> Cue:
    lines = block.split("\n")
    if "-->" not in lines[0]:
        lines = lines[1:]
    assert lines, f"an identifier alone: {block}"
    times = _TIMINGS.fullmatch(lines[0])
    assert times, f"timings {lines[0]!r}"
    start, end = _ms(*times.groups()[:4]), _ms(*times.groups()[4:])
    assert start < end, f"it ends before it starts: {lines[0]}"
    payload = "\n".join(lines[1:])
    assert payload.strip(), f"nothing is shown: {block}"
    assert "-->" not in payload, f"an arrow: {payload}"
    voice = _VOICE.match(payload)
    name = html.unescape(voice.group()[:-1].partition(" ")[2]) if voice else ""
    rest = payload[voice.end() :].removesuffix("</v>") if voice else payload
    bare = _REFERENCE.sub("", rest)
    assert not set("<>&") & set(bare), f"not escaped: {payload}"
    return Cue(start, end, name, _REFERENCE.sub(lambda found: html.unescape(found.group()), rest).split("\n"))


def _ms(hours: str | None, minutes: str, seconds: str, ms: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(ms)
