"""What stands behind the element with the text of a page: what leads away is not read, a chapter is."""

from __future__ import annotations

import pytest

from narrate.article import parse

TEXT = (
    "市では四月から、川沿いの古い倉庫を市民の作業場として開く。鍵は近くの商店が預かる。",
    "倉庫は昭和三十年代に建てられ、長く空いたままだった。屋根を直す費用は、寄付でまかなった。",
)
BODIES = (
    '<div class="entry-content">{}</div>',
    "<article>{}</article>",
    '<div class="richText sd appear">{}</div>',
    '<div class="Article_content__mN3">{}</div>',
    '<div class="skin-entryBody">{}</div>',
    '<div class="ir-news-body">{}</div>',
)


def said(behind: str, body: str = BODIES[0]) -> str:
    text = body.format("".join(f"<p>{words}</p>" for words in TEXT))
    page = f"<html><body><main><h1>川沿いの倉庫</h1>{text}{behind}</main></body></html>"
    article = parse(page, "a.html")
    read = "\n".join(paragraph.text for section in article.sections for paragraph in section.paragraphs)
    assert [words for words in TEXT if words not in read] == []
    return read


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "behind",
    [
        "<div><p>倉庫の設計のご相談</p><p>広さに合わせた提案をする。</p><a href='/c'>相談の窓口</a></div>",
        "<div><p>取材先を探しています。</p><a href='/c'><p>お便りを送る</p></a></div>",
        "<div><h2>新しい話</h2><div><a href='/1'>銭湯を継いだ二人</a><p>番台に座る。湯を沸かす。</p></div>"
        "<div><a href='/2'>渡し船の船頭</a><p>川を渡す。客は少ない。</p></div></div>",
        "<aside><p>受付は9時から17時まで。日曜は休む。</p></aside>",
    ],
)
def test_what_leads_away_is_not_read(body: str, behind: str) -> None:
    assert said(behind, body).count("\n") == len(TEXT)


LONG = "橋の下には船が着く。荷を降ろす人は朝の四時に集まり、湯を沸かして一日を始める。"


@pytest.mark.parametrize(
    "behind",
    [
        "<section><h2>閉じる日</h2>{}<p><a href='/b'>橋の話</a>は別に書いた。</p></section>",
        "<section><h2>まとめ</h2>{}<a href='/c'>相談する</a></section>",
        "<div class='entry_more'>{}{}<p><a href='/1'>写真を見る</a></p></div>",
        "<div>{}<a href='b.jpg'><img src='s.jpg' alt=''></a></div>",
        "<section><h2>質問</h2><div><button>熱湯をかけてよいですか？</button><div>{}</div></div></section>",
        "<aside>{}</aside><div><h2>次の百年</h2>{}</div>",
    ],
)
def test_a_chapter_is_read(behind: str) -> None:
    read = said(behind.replace("{}", f"<p>{LONG}</p>"))
    assert read.count(LONG) == behind.count("{}")
    assert "？" not in behind or "熱湯をかけてよいですか" in read


@pytest.mark.parametrize("rest", ["entry-more", "article-body-more", "asset-more", "entry_extended"])
def test_the_rest_of_a_text_is_read_though_it_is_short(rest: str) -> None:
    text = "".join(f"<p>{words}</p>" for words in TEXT * 9)
    page = f"<h1>川沿いの倉庫</h1><div class='in'>{text}</div><div class='{rest}'><p>{LONG}</p></div>"
    article = parse(f"<html><body><div>{page}</div></body></html>", "a.html")
    assert LONG in [paragraph.text for section in article.sections for paragraph in section.paragraphs]
