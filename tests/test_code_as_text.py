"""Code in a page's text, told from sentences about code."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.code_as_text import is_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fn main() { let x = Box::new(1); // もう使えない }", True),
        ('#include <stdio.h> int main() { printf("こんにちは"); return 0; }', True),
        ("parse(binary(), 2..36) :: {integer(), rest :: binary()} | :error", True),
        ("型は parse(binary()) :: {integer(), rest :: binary()} | :error です", False),
        ("He came; she left; they stayed; nobody knew why.", False),
        (r"$\frac{a}{b} = \frac{c}{d}$", False),
        ("{a} と {b} と {c}", False),
        ("a(); b(); c(); // 終わり", True),
        ("The method has parts (see 2); the data (3); the model (4); and the results.", False),
        ("big = large; small = little; fast = quick; happy = glad", False),
        ('"こんにちは、{name}さん。{day}です; {weather}ですね"', False),
        ("GET https://example.com/の記事; {id}; {name}", False),
        ("kawazu [-o [file]] [--init] <map>", True),
        (f"kawazu{' [a]' * 60}の話", False),
        (f"kawazu <a>{' --a' * 60}の話", False),
        ("川です。", False),
        ("", False),
    ],
)
def test_code_is_told_from_sentences(text: str, expected: bool) -> None:
    assert is_code(text) is expected


def test_code_that_a_page_hides_by_its_style_is_not_read() -> None:
    hidden = "<span class='rusttest'>fn main() { let x = 1; f(x); }</span>"
    article = parse(f"<h1>川の話</h1><p>川です。</p>{hidden}<pre>let x = 1;</pre><p>海です。</p>", "a.html")
    assert [p.text for section in article.sections for p in section.paragraphs] == [
        "川の話",
        "川です。",
        "海です。",
    ]


@pytest.mark.parametrize(
    ("name", "text", "is_read"),
    [
        ("code", "cd map<br>make install", False),
        ("source", "let x = 1;<br>draw(x);", False),
        ("program", "kawazu --init map", False),
        ("code", "川は流れています。", True),
        ("code", "KAWA-1234", True),
        ("program", "10:00 Opening<br>11:00 Lunch Talk (Room A)", True),
        ("source", "Photo: Kawazu Press", True),
    ],
)
def test_a_box_that_is_called_code_may_hold_something_else(name: str, text: str, is_read: bool) -> None:
    article = parse(
        f"<h1>川の話</h1><p>川です。</p><div class='{name}'>{text}</div><p>海です。</p>", "a.html"
    )
    assert ("code block" not in {drop.reason for drop in article.dropped}) is is_read


@pytest.mark.parametrize(
    "row",
    [
        "#include <stdio.h>",
        "#!/bin/sh",
        "gpg -c himitsu.txt",
        "kawa --map north.json",
        "kawa himitsu.txt.gpg",
        "activate :gzip",
        "me@host ~ $ ls",
        '"/home/me"',
    ],
)
def test_rows_of_code_in_a_plain_text_are_not_read(row: str) -> None:
    article = parse(f"川の話\n\n川です。長い川です。\n\n{row}\n\n海です。広い海です。\n", "a.txt")
    assert (row, "code block") in {(piece.text, piece.reason) for piece in article.dropped}


@pytest.mark.parametrize(
    "row", ["HKD (Higher Kinded Datatype)", "OpenAI o1", "川の README.txt の話", "Node-RED"]
)
def test_headings_in_latin_letters_are_no_code(row: str) -> None:
    article = parse(f"川の話\n\n川です。長い川です。\n\n{row}\n\n海です。広い海です。\n", "a.txt")
    assert row in [p.text for section in article.sections for p in section.paragraphs]
