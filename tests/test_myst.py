"""MyST's directives: those with text in them are read, as are the words of its roles."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.myst import with_boxes

TEXT = "三脚は三本とも伸ばします。風の日は砂袋を下げます。"
FENCE = "`" * 3


def read(body: str) -> tuple[list[str], dict[str, str]]:
    article = parse(f"# 据え付け方\n\n{TEXT}\n\n{body}\n\n{TEXT}\n", "a.md")
    said = [p.text for section in article.sections for p in section.paragraphs]
    return said[2:-1], {drop.text: drop.reason for drop in article.dropped}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"{FENCE}{{note}}\n脚は乾かします。\n{FENCE}", ["脚は乾かします。"]),
        (
            f"{FENCE}{{admonition}} 風の強い日\n:class: tip\n砂袋を下げます。\n{FENCE}",
            ["風の強い日", "砂袋を下げます。"],
        ),
        (":::{warning}\n:name: w1\n砂袋を下げます。\n:::", ["砂袋を下げます。"]),
        (
            f"`{FENCE}{{tip}}\n先に読みます。\n{FENCE}{{hint}}\n脚は三本です。\n{FENCE}\n`{FENCE}",
            ["先に読みます。", "脚は三本です。"],
        ),
        ("~~~{prf:theorem} 三脚の定理\n脚は三本です。\n~~~", ["三脚の定理", "脚は三本です。"]),
        (f"{FENCE}{{code-block}} python\nprint('読みません。')\n{FENCE}", []),
        (f"{FENCE}{{figure}} a.png\n水平の写真。\n{FENCE}", []),
        (f"{FENCE}md\n{FENCE[:2]}{{note}}\n読みません。\n{FENCE}", []),
        ("{ref}`零点の合わせ方 <zero>`を先に読みます。", ["零点の合わせ方を先に読みます。"]),
        ("{kbd}`Enter`を押します。{cite:p}`tanaka2019`", ["Enterを押します。"]),
    ],
)
def test_text_in_directives_and_roles_is_read(body: str, said: list[str]) -> None:
    assert read(body)[0] == said


def test_options_comments_and_targets_are_told_as_such() -> None:
    note = f"{FENCE}{{note}}\n:class: tip\n脚は乾かします。\n{FENCE}"
    body = f"{note}\n\n% 後で直す\n\n{{ref}}`脚 <legs>`を見ます。"
    said, dropped = read(body)
    assert said == ["脚は乾かします。", "脚を見ます。"]
    assert {reason for text, reason in dropped.items() if "後で直す" in text} == {"comment"}
    assert dropped["legs"] == "address"


def test_a_text_without_directives_stays_as_it_is() -> None:
    text = f"{FENCE}{{.python}}\nx = 1\n{FENCE}\n\n% はここでは記号です。\n"
    assert with_boxes(text) == text


@pytest.mark.parametrize("line", [f"{FENCE}{{note}}", ":::{note}", f"{FENCE}{{note}}\n:a: b"])
def test_many_open_directives_take_no_longer_each(line: str) -> None:
    text = f"{line}\n" * 50_000
    assert len(with_boxes(text)) < 4 * len(text)
