"""The numbers of lists, as a browser shows them."""

from __future__ import annotations

import pytest

from narrate.article import parse

PROSE = "卵を割ってよく混ぜ、塩と砂糖を入れてから、熱した鍋に少しずつ流します。"
OMELETTE = "<li>卵を割る<li>塩を入れる<li>2に酒を足す</ol>"


def items(html: str) -> list[str]:
    """What is read of a list on a page, between its first paragraph and its last."""
    article = parse(f"<h1>卵の話</h1><p>{PROSE}</p>{html}<p>{PROSE}</p>", "a.html", "html")
    return [p.text for section in article.sections for p in section.paragraphs if p.kind == "item"]


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<ol>" + OMELETTE, "1. 2. 3. "),
        ("<ol type=1 class=list-decimal>" + OMELETTE, "1. 2. 3. "),
        ("<ol start=4>" + OMELETTE, "4. 5. 6. "),
        ("<ol start=x>" + OMELETTE, "1. 2. 3. "),
        ("<ol reversed>" + OMELETTE, "3. 2. 1. "),
        ("<ol><li>卵を割る<li value=5>塩を入れる<li>酒を足す</ol>", "1. 5. 6. "),
        ("<ol><li><p>卵を割る</p><p>殻は捨てる</p><li>塩を入れる</ol>", "1. * 2. "),
        ("<ol><li>卵を割る<ul><li>二つ</ul><li>塩を入れる</ol>", "1. * 2. "),
        ("<ol><li>卵を割る<ol><li>白身<li>黄身</ol><li>塩を入れる</ol>", "1. 1. 2. 2. "),
        ("<ol start=2><li>卵を割る</ol>", "2. "),
        ("<ol><li>卵を割る</ol>", "* "),
        ("<ul>" + OMELETTE.replace("ol", "ul"), "* * * "),
        ("<ul><li data-number='7. '>卵を割る<li>塩を入れる</ul>", "* * "),
        ("<ol type=a>" + OMELETTE, "* * * "),
        ("<ol class='my-2 list-none'>" + OMELETTE, "* * * "),
        ("<ol style='list-style: none'>" + OMELETTE, "* * * "),
        ("<ol><li>（1）卵を割る<li>（2）塩を入れる</ol>", "* * "),
        ("<ol><li><b>1</b> 卵を割る<li><b>2</b> 塩を入れる</ol>", "* * "),
        ("<ol><li>STEP 1 卵を割る<li>STEP 2 塩を入れる</ol>", "* * "),
        ("<ol style='list-style-type: lower-alpha'>" + OMELETTE, "* * * "),
        ("<ol style='list-style-type: decimal'>" + OMELETTE, "1. 2. 3. "),
        ("<ol class=list_unstyled>" + OMELETTE, "* * * "),
        ("<ol class=list-disc>" + OMELETTE, "* * * "),
        ("<ol class=my-list>" + OMELETTE, "1. 2. 3. "),
        ("<ol><li hidden>卵を割る<li>塩を入れる<li>酒を足す</ol>", "1. 2. "),
        ("<ol><li>ステップ1　卵を割る<li>ステップ2　塩を入れる</ol>", "* * "),
        ("<ol><li>【1】卵を割る<li>【2】塩を入れる</ol>", "* * "),
        ("<ol><li>❶卵を割る<li>❷塩を入れる</ol>", "* * "),
        ("<ol><li>(a) 卵を割る<li>(b) 塩を入れる</ol>", "* * "),
        ("<ol><li>十分に混ぜる<li>一晩置く</ol>", "1. 2. "),
        ("<ol><li>3個の卵を割る<li>2分混ぜる</ol>", "1. 2. "),
        ("<ol><li>山田：卵は？<li>川田：二つ。<li>山田：はい。</ol>", "* * * "),
    ],
)
def test_numbers_are_those_that_the_page_shows(html: str, numbers: str) -> None:
    said = [text[:3] if text[1:3] == ". " else "* " for text in items(html)]
    assert "".join(said) == numbers


def test_a_list_of_headings_is_one_of_sections() -> None:
    html = f"<ol><li><h2>卵を割る</h2><p>{PROSE}</p><li><h2>塩を入れる</h2><p>{PROSE}</p></ol>"
    assert items(html) == [PROSE, PROSE]
