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
for text in sys.stdin.read().split(chr(0)):
    try:
        print("read", len(parse(text, sys.argv[1]).title))
    except ArticleError as error:
        print("refused", error)
"""
PROSE = "川は流れています。"
PAGE = "<html><body><h1>題</h1><p>" + PROSE
COPIED = "".join(f"{title}\n{PROSE * 5}\n\n" for title in ("始まり", "橋", "海", "終わり"))
WAYS = "".join(f"{n}{'/ あ' * 19}{'い' * 15}\n" for n in range(200))
PART = "<div class='part' id='{}'><p>{}</p></div>"
ALIASES = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
ENTITIES = '<!DOCTYPE html [<!ENTITY a "x">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)
)


def outcomes(texts: list[str], name: str) -> list[str]:
    """What became of each text, all in one process of their own."""
    command, given = [sys.executable, "-c", CODE, name], "\0".join(texts).encode()
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, timeout=120)
    return [line.split(" ")[0] for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("text", [PROSE * 200_000, "川です。\n" * 20_000], ids=["one line of 5 MB", "lines"])
def test_much_text_is_read(text: str, name: str) -> None:
    assert outcomes([f"題\n\n{text}"], name) == ["read"]


MARKS = (
    *("[", "![", "[[", "*", "_a*", ">", "`", "{{", "{%", "{{<", "<", "<!--"),
    *("&", "==a", "@[](", "![a](", "<br>", "$", "$${{$", "~", ":::", "[^", "**a", "{#"),
)


@pytest.mark.parametrize(
    ("name", "before"), [("a.md", f"題\n\n{PROSE}"), ("a.html", PAGE), ("a.txt", f"題\n\n{PROSE}")]
)
def test_each_mark_ten_thousand_times_is_read(name: str, before: str) -> None:
    texts = [f"{before}{mark * 10_000}\n\n{PROSE}" for mark in MARKS]
    assert outcomes(texts, name) == ["read"] * len(MARKS)


def test_each_mark_of_scrapbox_ten_thousand_times_is_read() -> None:
    marks = ("[", "[http://a ", "[[", "`", "[- ", " ", "code:a\n ", "[* a]\n")
    texts = [f"題\n[* 川]\n{PROSE}\n[* 海]\n{PROSE}{mark * 10_000}\n{PROSE}" for mark in marks]
    assert outcomes(texts, "a.txt") == ["read"] * len(marks)


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
        (f"題\n\n{COPIED}{'=' * 200_000}あ\n{PROSE}\n\n{PROSE}", "a.txt", "read"),
        (f"題\n\n{PROSE}\n\na -b{'=x' * 90}あ\n\n{PROSE}", "a.txt", "read"),
        (PART.format("1" * 200_000 + "a", PROSE * 9) + PART.format("b", PROSE * 99), "a.html", "read"),
        (f"題\n\n{WAYS}\n{PROSE}", "a.txt", "read"),
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
        (PAGE + "<ruby>漢<rt>かん</rt></ruby>" * 25_000, "a.html", "read"),
        (f"{'<div style=font-size:20px>' * 800}{f'<p>{PROSE}</p>' * 5_000}", "a.html", "read"),
    ],
    ids=lambda part: part if len(part) < 20 else part[:20],
)
def test_what_is_made_to_break_is_read_or_refused(text: str, name: str, expected: str) -> None:
    assert outcomes([text], name) == [expected]


def test_rows_each_further_in_than_the_one_over_it_are_read() -> None:
    stairs = "\n".join(f"{' ' * n}概要" for n in range(1500))
    assert outcomes([f"{stairs}\n{PROSE}"], "a.txt") == ["read"]
