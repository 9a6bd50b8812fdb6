"""Formulas on lines of their own, put back into the sentence that they are a part of."""

from __future__ import annotations

import pytest

from narrate.article import parse

LONG = "\\sum_{i=1}^{n} \\frac{\\frac{a}{b}}{c}"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (f"密度は\n\n$$\n{LONG}\n$$\n\nである。以上。", ["密度は数式である。以上。"]),
        ("よって\n\n$$ y = 2x $$\n\nとなる。", ["よってy = 2{x|エックス}となる。"]),
        (f"次を得る。\n\n$$ {LONG} $$\n\nここで$a$は定数。", ["次を得る。", "ここでaは定数。"]),
        (f"次を得る。\n\n$$ {LONG} $$\n\nと書ける。", ["次を得る。", "数式と書ける。"]),
        (f"確率は\n\n$$ {LONG} $$\n\nつぎに移る。", ["確率は数式", "つぎに移る。"]),
        (f"次の式：\n\n$$ {LONG} $$\n\nつぎに移る。", ["次の式：", "つぎに移る。"]),
        (
            "和は\n\n$$ x $$\n\nで、積は\n\n$$ y $$\n\nである。",
            ["和はxで、積はyである。"],
        ),
        (f"和は\n\n$$ {LONG} $$\n\n$$ {LONG} $$\n\nである。", ["和は数式である。"]),
        ("よって\n\n```math\ny = 2x\n```\n\nとなる。", ["よってy = 2{x|エックス}となる。"]),
        ("値は\n\\begin{align}\na &= b\n\\end{align}\nである。", ["値は数式である。"]),
        ("$$\n\\begin{aligned}\na &= b\n\\end{aligned}\n$$\n\nと書ける。", ["数式と書ける。"]),
        ("値は\n\n```\nprint(1)\n```\n\nである。", ["値は", "である。"]),
    ],
)
def test_a_sentence_keeps_its_formula(text: str, spoken: list[str]) -> None:
    article = parse(f"# 題\n\n{text}\n", "a.md")
    assert [p.text for section in article.sections for p in section.paragraphs[1:]] == spoken


def test_a_formula_that_is_only_named_is_told_to_be_left_out() -> None:
    article = parse(f"# 題\n\n和は\n\n$$ {LONG} $$\n\nである。\n\n積は\n\n$$ x $$\n\nである。\n", "a.md")
    assert [drop.text for drop in article.dropped if drop.reason == "formula"] == [LONG]
