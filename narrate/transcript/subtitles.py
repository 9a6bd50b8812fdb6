"""WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip, from the same captions."""

from __future__ import annotations

import html
from collections.abc import Mapping

from narrate.model import Episode
from narrate.plain import clean, full_clock
from narrate.transcript.captions import captions

_WIDTH = 65
"""Characters of a line that Apple shows in a transcript."""
_SRT_WIDTH = 32
"""As https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md says."""
_WORD_JOINER = "\u2060"  # invisible


def vtt(episode: Episode, names: Mapping[str, str]) -> str:
    """WebVTT, each cue with the name of who speaks."""
    blocks = ["WEBVTT"]
    for caption in captions(episode, _WIDTH):
        times = f"{full_clock(caption.start_ms)} --> {full_clock(caption.end_ms)}"
        name = html.escape(clean(names.get(caption.voice, caption.voice)), quote=False)
        speaker = f"<v {name}>" if name else ""
        blocks.append(f"{times}\n{speaker}" + html.escape("\n".join(caption.lines), quote=False))
    return "\n\n".join(blocks) + "\n"


def srt(episode: Episode, names: Mapping[str, str]) -> str:
    """SubRip. It has no escapes, so an arrow in the text is parted by what nobody sees."""
    blocks = []
    for number, caption in enumerate(captions(episode, _SRT_WIDTH), 1):
        times = f"{full_clock(caption.start_ms, ',')} --> {full_clock(caption.end_ms, ',')}"
        lines = "\n".join(caption.lines).replace("-->", f"--{_WORD_JOINER}>")
        blocks.append(f"{number}\n{times}\n{lines}\n")
    return "\n".join(blocks)
