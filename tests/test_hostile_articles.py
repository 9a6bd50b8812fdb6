"""Articles made to break a reader: each is read, or refused in words, in a bounded time."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
from narrate.article import parse
from narrate.errors import ArticleError
try:
    article = parse(sys.stdin.read(), sys.argv[1])
    print("read", sum(len(p.text) for section in article.sections for p in section.paragraphs))
except ArticleError as error:
    print("refused", error)
"""
PROSE = "川は流れています。"
PAGE = "<html><body><h1>題</h1><p>" + PROSE
ALIASES = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
ENTITIES = '<!DOCTYPE html [<!ENTITY a "x">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)
)


def outcome(text: str, name: str) -> str:
    command = [sys.executable, "-c", CODE, name]
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True, timeout=60)
    return done.stdout.decode().split(" ")[0]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("text", [PROSE * 200_000, "川です。\n" * 40_000], ids=["one line of 5 MB", "lines"])
def test_much_text_is_read(text: str, name: str) -> None:
    assert outcome(f"題\n\n{text}", name) == "read"


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@pytest.mark.parametrize(
    "mark",
    [
        "[",
        "![",
        "[[",
        "*",
        "_a*",
        ">",
        "`",
        "{{",
        "{%",
        "{{<",
        "<",
        "<!--",
        "&",
        "==a",
        "@[](",
        "![a](",
        "<br>",
    ],
)
def test_a_mark_a_hundred_thousand_times_is_read(mark: str, name: str) -> None:
    text = mark * 100_000
    assert outcome(f"{PAGE}{text}" if name == "a.html" else f"題\n\n{PROSE}{text}\n\n{PROSE}", name) == "read"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<div>" * 1_900 + PROSE, "a.html", "read"),
        ("<div>" * 10_000 + PROSE, "a.html", "refused"),
        (PAGE + "<b>" * 100_000, "a.html", "refused"),
        ("> " * 50_000 + PROSE, "a.md", "refused"),
        ("- " * 50_000 + PROSE, "a.md", "refused"),
        ("\n".join("  " * depth + "- " + PROSE for depth in range(1_000)), "a.md", "refused"),
        ("\n".join(">" * depth + PROSE for depth in range(20)), "a.md", "read"),
        (":::a\n" * 3_000 + PROSE, "a.md", "refused"),
        ("# 題\n\n```\n" + f"{PROSE}\n" * 20_000, "a.md", "read"),
        ("題\n\n" + "「" * 100_000 + PROSE, "a.txt", "read"),
        ("題" * 5_000 + f"\n\n{PROSE}", "a.txt", "read"),
        (f"# {'題' * 5_000}\n\n{PROSE}", "a.md", "read"),
        ("---\n" + "a: b\n" * 50_000 + f"---\n{PROSE}", "a.md", "read"),
        (f"---\n{ALIASES}author: *a29\n---\n{PROSE}", "a.md", "read"),
        (f"---\nauthor: &a [*a]\n---\n{PROSE}", "a.md", "read"),
        (f"---\ntitle: {'[' * 9_000}\n---\n{PROSE}", "a.md", "read"),
        (f"+++\ntitle = {'[' * 9_000}\n+++\n{PROSE}", "a.md", "read"),
        (f"{ENTITIES}]><html><body><p>&u;{PROSE}", "a.html", "read"),
        (f'<script type="application/ld+json">{"[" * 100_000}</script><p>{PROSE}', "a.html", "read"),
        (f"{PAGE}{'<div class=date>2024-' * 1_500}", "a.html", "read"),
        (PAGE + "<ruby>漢<rt>かん</rt></ruby>" * 50_000, "a.html", "read"),
    ],
)
def test_what_is_made_to_break_is_read_or_refused(text: str, name: str, expected: str) -> None:
    assert outcome(text, name) == expected
