"""Formulas in a sentence: short ones are said, long ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.article import parse
from narrate.formulas import in_words
from narrate.readings import Reader
from narrate.readings.lexicon import Lexicon
from narrate.show import Show


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("n", "n"),
        ("k_1", "k₁"),
        (r"O(n \log n)", "O(n log n)"),
        (r"x^2 \le \alpha", "x² ≦ α"),
        ("b=0.75", "b=0.75"),
        ("2^{10}", "2¹⁰"),
        (r"5\%", "5%"),
        ("x^{n+1}", "xⁿ⁺¹"),
        (r"\frac{a}{b}", "b分のa"),
        (r"\dfrac{1 + \sqrt{5}}{2}", "2分の(1 + √5)"),
        (r"\frac{a}{\frac{b}{c}}", ""),
        (r"\bar{X} \to \hat{\beta}", "Xバー → βハット"),
        (r"x_1, \ldots, x_n", "x₁, …, xₙ"),
        (r"\mathcal{D}_S \le \mathbb{R}", "D_S ≦ R"),
        (r"\sum_{i=1}^{m} \frac{\frac{a}{b}}{c}", ""),
        ("a" * 50, ""),
    ],
)
def test_a_short_formula_is_put_in_words(latex: str, words: str) -> None:
    assert in_words(latex) == words


def test_a_sentence_keeps_its_formula() -> None:
    article = parse("# 題\n\n計算量は$O(n)$で、和は$\\underbrace{x_i}_{m}$です。\n", "a.md")
    assert article.sections[0].paragraphs[1].text == "計算量はO(n)で、和は数式です。"
    assert [piece.reason for piece in article.dropped] == ["title, said at the start", "formula"]


def test_a_line_that_is_a_formula_is_not_named_but_a_heading_of_that_name_is_read() -> None:
    article = parse("# 題\n\n## 数式\n\n次の通りです。\n\n$\\underbrace{x_i}_{m}$\n", "a.md")
    assert [p.text for section in article.sections for p in section.paragraphs[-2:]] == [
        "題",
        "数式",
        "次の通りです。",
    ]


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        (
            r"$\underbrace{P_i(a)}_{i} = num(a) / N$という比になり、これを使います。",
            "数式という比になり、これを使います。",
        ),
        (r"札は$n_1$枚、または\(n_2\)枚です。", "札はn₁枚、またはn₂枚です。"),
        ("$HOMEと$PATHは船の名で、板は25$、縄は5$です。", "$HOMEと$PATHは船の名で、板は25$、縄は5$です。"),
    ],
)
def test_latex_that_a_page_leaves_in_its_text_is_no_text(line: str, spoken: str) -> None:
    article = parse(f"<title>題</title><h1>題</h1><p>{line}</p>", "a.html")
    assert [p.text for section in article.sections for p in section.paragraphs] == ["題", spoken]


@pytest.mark.parametrize(
    ("script", "spoken"), [("/mathjax/tex.js", "枚数nを数えます。"), ("/a.js", "枚数$n$を数えます。")]
)
def test_letters_between_dollars_are_a_formula_where_a_script_sets_formulas(script: str, spoken: str) -> None:
    page = f'<title>題</title><script src="{script}"></script><h1>題</h1><p>枚数$n$を数えます。</p>'
    article = parse(page, "a.html")
    assert article.sections[0].paragraphs[-1].text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (r"計算量は$O(n \log n)$です", "計算量はオーエヌログエヌです"),
        ("変数$n$と$x_1$", "変数エヌとエックスワン"),
        (r"和は$\underbrace{x_i}_{n}$、次は$$\frac{1}{2}$$です", "和は数式、次は2分の1です"),
        ("$2^{10}$と$n^2$", "2の10乗とエヌの2乗"),
        ("板は$5、縄は$6です", "板は5ドル、縄は6ドルです"),
        ("$5から$10", "5ドルから10ドル"),
        ("$user_idと$nameを渡す", "ドルユーザーアイディーとドルネームを渡す"),
    ],
)
def test_latex_that_a_text_has_is_read_as_a_formula(text: str, spoken: str) -> None:
    assert Reader(Lexicon.load(Show(Path()).lexicon_files)).read(text).text == spoken


def test_a_text_keeps_its_latex_as_it_is_written() -> None:
    article = parse("題\n\n計算量は$O(n \\log n)$です。終わりです。\n", "a.txt")
    assert article.sections[0].paragraphs[-1].text == "計算量は$O(n \\log n)$です。終わりです。"
