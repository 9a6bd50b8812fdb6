"""English words beside a title: set there for looks, or what the article is about."""

from __future__ import annotations

import pytest

from narrate.article import parse


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("<em>Python</em>入門", "<em>Python</em>環境構築", "Python入門"),
        ("新製品発表 <span>Kawazu Air</span>", "使い心地 <b>Kawazu Pro</b>", "新製品発表 Kawazu Air"),
        ("会の案内<span>Guide</span>", "道順<span>Access</span>", "会の案内"),
        ("会の案内<span class='en'>Guide</span>", "道順", "会の案内"),
        ("会の案内<span>Guide</span>", "道順", "会の案内Guide"),
    ],
)
def test_english_is_beside_the_title_unless_the_text_speaks_of_it(
    title: str, heading: str, expected: str
) -> None:
    said = "<p>蛙はPythonを学び、Kawazu Airで書きます。毎日すこしずつ進みます。</p>"
    page = f"<html><body><article><h1>{title}</h1>{said}<h2>{heading}</h2>{said}</article></body></html>"
    assert parse(page, "a.html").title == expected


def test_english_that_is_called_so_beside_a_heading_is_not_read() -> None:
    said = "<p>川の水は町で使われます。毎日すこしずつ測っています。</p>"
    over = "<p class='ttl-en'>NUMBERS</p><h2><span class='en'>FACTS</span>数で見る川</h2>"
    page = f"<h1>会の案内</h1>{said}{over}{said}<p class='en'>Thanks</p>"
    article = parse(f"<html><body><article>{page}</article></body></html>", "a.html")
    spoken = [p.text for section in article.sections for p in section.paragraphs]
    assert "NUMBERS" not in spoken
    assert "数で見る川" in spoken
    assert "Thanks" in spoken
