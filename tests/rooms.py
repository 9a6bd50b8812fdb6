"""An article of three sections that lies in a show's folder, ready to be read aloud and listened to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrate import id3, mp3
from narrate.show import Show

ARTICLE = """図書館の部屋

2026-05-01

駅前の図書館です。

## 一階

本があります。机があります。窓があります。椅子があります。

## 二階

地図があります。模型があります。
"""
HEADING, FIRST, SECOND = "一階", "本があります", "机があります"
ROOMS = "/articles/rooms/sections"


def written(show: Show, name: str, text: str) -> Path:
    """The article of that name, in Markdown."""
    show.articles.mkdir(exist_ok=True)
    path = show.articles / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def first_clip(chunks: Iterator[bytes]) -> bytes:
    """What arrives of a section up to some of its first clip."""
    data = b""
    while len(data) < id3.HEADER_BYTES or len(data) <= id3.size(data[: id3.HEADER_BYTES]) + mp3.FRAME_BYTES:
        data += next(chunks)
    return data
