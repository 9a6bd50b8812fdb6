"""Sentences of the text that stand again in a box, and quotes that stand once or are said twice."""

from __future__ import annotations

import pytest

from narrate.article import parse

TEXT = (
    "値上げは謝ることだと思い込んでいた。謝られたほうは、謝られると怒りたくなる。半分の店で見送りになった。",
    "そこで、謝るのをやめて説明することにした。まず豆腐一丁の原価を全部書き出し、手紙にして取引先へ送った。",
    "手紙は便箋で三枚になった。一枚目に何がいくら上がったか、二枚目に減らした費用、三枚目に新しい値段を書いた。",
)


def count(part: str, words: str) -> int:
    """How often words are read in a page with a part in the middle of its text."""
    first, *others = (f"<p>{text}</p>" for text in TEXT)
    page = f"<html><body><article><h1>手紙で伝える</h1>{first}{part}{''.join(others)}</article></body></html>"
    article = parse(page, "a.html")
    said = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
    return "".join(said).count(words)


@pytest.mark.parametrize(
    "part",
    [
        '<div class="c-pull"><span>「謝られると、人は怒りたくなる」</span></div>',
        '<blockquote class="pull"><p>謝られたほうは、謝られると怒りたくなる</p></blockquote>',
        '<p class="kotoba">「謝られたほうは、謝られると怒りたくなる」</p>',
        '<aside class="msg">「謝られると怒りたくなる」</aside>',
        '<figure class="wp-block-pullquote"><blockquote><p>謝られたほうは、謝られると怒りたくなる。</p>'
        "<cite>土屋社長</cite></blockquote></figure>",
    ],
)
def test_a_pull_quote_is_not_read(part: str) -> None:
    assert count(part, "怒りたくなる") == 1
    assert not count(part, "土屋社長")


@pytest.mark.parametrize(
    ("part", "words", "times"),
    [
        (
            "<p>「必ず帰ってくる、待っていてください」</p><p>「必ず帰ってくる、待っていてください」と言った。</p>",
            "必ず帰って",
            2,
        ),
        (
            '<div class="midashi">まず豆腐一丁の原価を全部</div><p>原価は三か月かけて出した。</p>',
            "まず豆腐一丁",
            2,
        ),
        ("<blockquote><p>山は遠くにありて思うもの、そして悲しく歌うもの。</p></blockquote>", "山は遠く", 1),
        (
            "<blockquote><p>豆腐は口より先にしゃべるな</p></blockquote><p>「豆腐は口より先にしゃべるな」は父の口癖だ。</p>",
            "口より先",
            2,
        ),
        ('<div class="balloon">「謝られたほうは、謝られると怒りたくなる」</div>', "怒りたくなる", 2),
        (
            '<p class="kotoba">「謝られたほうは、謝られると怒りたくなる」</p><p>そう語るのは店の主人だ。</p>',
            "怒りたくなる",
            2,
        ),
        (
            "<p>主人はこう言った。</p><blockquote><p>「父の一杯は、父にしか淹れられない。私は私の一杯を」</p></blockquote>"
            "<p>店は静かだった。</p>",
            "父の一杯",
            1,
        ),
        ("<blockquote>風よまた来いこの丘に</blockquote><p>春だ。</p>" * 2, "風よまた来い", 2),
    ],
)
def test_other_quotes_are_read(part: str, words: str, times: int) -> None:
    assert count(part, words) == times
