"""Texts written with ，and ．are read as those with 、 and 。 are, and keep their signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.article import parse, punctuation
from narrate.model import Article

SENTENCES = ("川を歩いたので，少し疲れた．", "水位は３．５，幅は２，０００である．", "橋の下で，人が休む．")


def said(article: Article) -> list[str]:
    return [paragraph.text for section in article.sections for paragraph in section.paragraphs]


@pytest.mark.parametrize(
    ("text", "usual", "signs"),
    [
        (
            "".join(SENTENCES),
            "川を歩いたので、少し疲れた。水位は３．５，幅は２，０００である。橋の下で、人が休む。",
            "．，",
        ),
        ("川だ。海だ。山だ．", "川だ。海だ。山だ．", ""),
        ("川では，水が，流れる。川だ．", "川では、水が、流れる。川だ．", "，"),
        (
            "一．はじめに\nア．川\n川だ．水は三．五だ．海だ．",
            "一．はじめに\nア．川\n川だ。水は三．五だ。海だ。",
            "．",
        ),
        (
            "川だ．海だ．\n門脇宏：川の話．汀書房，2021．",
            "川だ。海だ。\n門脇宏：川の話．汀書房，2021．",
            "．",
        ),
        (
            "川だ. 海だ.\n山は1.5キロ, 谷は a.b である.",
            "川だ。 海だ。\n山は1.5キロ, 谷は a.b である。",
            ".",
        ),
        ("川だ。海だ... 山だ. 谷だ。", "川だ。海だ... 山だ. 谷だ。", ""),
        ("", "", ""),
    ],
)
def test_the_signs_that_a_text_is_written_with(text: str, usual: str, signs: str) -> None:
    read, written = punctuation.usual(text)
    assert read == usual
    assert "".join(written.signs.values()) == signs


def test_the_few_usual_signs_of_such_a_text_stay() -> None:
    text = "川の水は、今日，橋の下で，人の背より，高い。山は、遠い。海も，空も，近い。川とは，水だ。"
    assert said(parse(f"川の話\n\n{text}\n", "a.txt"))[-1] == text


@given(st.text("川だ，．、。「」３., \n"))
def test_letters_are_left_alone(text: str) -> None:
    read, _ = punctuation.usual(text)
    assert [char for char in read if char.isalnum()] == [char for char in text if char.isalnum()]


def test_works_at_the_end_of_a_paper_are_no_sentences() -> None:
    works = "門脇宏：川の話．汀書房，2021．\n川田一（2015）．夜の川．川学研究，4，10-20．"
    article = parse(f"川の話\n\n{''.join(SENTENCES)}\n\n参考文献\n\n{works}\n", "a.txt")
    assert {drop.reason for drop in article.dropped} == {"references"}
    assert said(article) == ["川の話", "".join(SENTENCES)]


def test_a_page_without_any_usual_stop_is_read_whole() -> None:
    menu = "<nav><a href='/'>家</a></nav>"
    chapters = "".join(f"<h2>{n}の章</h2><p>{''.join(SENTENCES)}</p><p>{SENTENCES[2]}</p>" for n in "一二三")
    head = "<html><head><title>川の話</title></head>"
    page = f"{head}<body>{menu}<div><h1>川の話</h1>{chapters}</div></body></html>"
    article = parse(page, "a.html")
    assert [section.heading for section in article.sections] == ["川の話", "一の章", "二の章", "三の章"]
    assert said(article)[2:4] == ["".join(SENTENCES), SENTENCES[2]]
