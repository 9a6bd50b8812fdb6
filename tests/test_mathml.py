"""The LaTeX of formulas in pages: of annotations, alternative texts and MathML."""

from __future__ import annotations

import lxml.html
import pytest

from narrate.article import parse
from narrate.article.mathml import latex_of


@pytest.mark.parametrize(
    ("html", "latex"),
    [
        (
            '<span class="katex"><math><semantics><mi>E</mi><annotation encoding="application/x-tex">'
            "E^2</annotation></semantics></math></span>",
            "E^2",
        ),
        ('<math alttext="\\sigma^{2}"><mi>s</mi></math>', "\\sigma^{2}"),
        (
            "<math><msup><mi>x</mi><mn>2</mn></msup><mo>−</mo><mfrac><mi>y</mi><mn>2</mn></mfrac></math>",
            "x^{2}-\\frac{y}{2}",
        ),
        (
            "<math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover></math>",
            "\\sum _{i=1}^{n}",
        ),
        ("<math><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt></math>", "\\sqrt{a+b}"),
        ("<math><mroot><mi>a</mi><mn>3</mn></mroot><mtext>個</mtext></math>", "\\sqrt[3]{a}\\text{個}"),
        ("<math><msup><mi>x</mi></msup></math>", "x"),
        ("<span>x</span>", ""),
    ],
)
def test_a_formula_in_a_page(html: str, latex: str) -> None:
    assert latex_of(lxml.html.fragment_fromstring(html)) == latex


def test_formulas_of_a_page_are_said_within_and_between_its_paragraphs() -> None:
    shown = (
        '<span class="katex{}"><math><semantics><mi>a</mi><annotation encoding="application/x-tex">a - b'
        '</annotation></semantics></math><span aria-hidden="true">ab</span></span>'
    )
    page = (
        f"<title>題</title><h1>題</h1><p>差は{shown.format('')}で、よって</p>{shown.format('-display')}"
        "<p>となる。以上です。</p>"
    )
    article = parse(page, "a.html")
    assert [p.text for p in article.sections[0].paragraphs[1:]] == [
        "差はa − bで、よってa − bとなる。以上です。"
    ]
