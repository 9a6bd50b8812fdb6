"""The texts that are built: the example article made longer, each time with other sentences."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "article.txt"
PLANTED = "この方法は、Quellmontという名前で知られています。"
"""A sentence with a name that no lexicon has."""


def example() -> str:
    """The example article: 31 sentences, not three minutes."""
    return EXAMPLE.read_text(encoding="utf-8")


def longer(text: str, times: int) -> str:
    """The article with its body repeated, each time with other sentences."""
    first_sentence = text.index("。") + 1
    head, body = text[:first_sentence], text[first_sentence:]
    return head + "\n\n".join(body.replace("。", f"、{i}回目。") for i in range(1, times + 1))


def with_planted(text: str, sentence: str = PLANTED) -> str:
    """The article with one more paragraph at its end."""
    return f"{text.rstrip()}\n\n{sentence}\n"


def sentences(count: int) -> str:
    """An article without headings: a title and so many sentences, no two of them the same."""
    body = "\n\n".join(f"駅前の図書館は、{i}番目の部屋を、毎朝九時に開けます。" for i in range(1, count + 1))
    return f"図書館の部屋\n\n{body}\n"


def sections(count: int) -> str:
    """An article in Markdown of so many sections, no two of them beginning with the same words."""
    text = "窓から海が見えます。机と椅子が並んでいます。"
    rooms = (f"## {i}番目の部屋には何があるか\n\n{text}" for i in range(1, count + 1))
    return "\n\n".join(["# 図書館の部屋", *rooms]) + "\n"


def show(folder: Path, voice: str = "") -> Path:
    """A show in an existing folder; ``voice`` is the voice file of a voice named *bench*."""
    (folder / "voices" / "lexicon").mkdir(parents=True)
    if voice:
        (folder / "voices" / "bench.toml").write_text(voice, encoding="utf-8")
    return folder


def article(folder: Path, text: str, name: str = "article") -> Path:
    """The article as a file."""
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path
