"""The banner over a mail: the title is what it calls itself, or the one article under it that is signed."""

from __future__ import annotations

import pytest

from narrate.article import parse

RULE = "━" * 30
TEXT = "契約は、口約束でも成り立ちます。判は要りません。\n\n証拠になるものは、ほかにもあります。"
TITLE = "口約束の仕事、代金はどうなる？"
SIGNED = f"{TITLE}\n　　　　　　　　　弁護士　橘 香織\n\n{TEXT}\n"


@pytest.mark.parametrize(
    "over",
    [
        f"{RULE}\n　み ち し る べ 通 信　　　第112号\n　　　2024年11月25日 発行\n{RULE}\n\n",
        f"{RULE}\n　川の税理士通信　Vol.45\n　　2024/11/25\n{RULE}\n"
        "※このメールは、名刺を交換させていただいた方に配信しております。\n不要な方は末尾よりお手続きください。\n\n",
        f"■□■{RULE}\n　川の事務所ニュース\n　　2024年11月25日号（通巻112号）\n{RULE}■□■\n\n",
    ],
)
def test_a_signed_article_under_a_banner_gives_the_title(over: str) -> None:
    article = parse(f"{over}{SIGNED}", "a.txt")
    assert (article.title, article.byline.replace("　", " ")) == (TITLE, "橘 香織")
    assert str(article.date) == "2024-11-25"
    assert len(article.sections) == 1


def test_a_framed_title_has_no_bar_of_its_frame() -> None:
    over = f"{RULE}\n　川の便り　第3号\n　　2024年11月25日発行\n{RULE}\n\n"
    article = parse(f"{over}┏{RULE}\n┃{TITLE}\n┗{RULE}\n　　弁護士　橘 香織\n\n{TEXT}\n", "a.txt")
    assert article.title == TITLE


@pytest.mark.parametrize(
    "under",
    [
        f"こんにちは。今号は三つの話です。\n\n{TITLE}\n弁護士　橘 香織\n\n{TEXT}\n",
        f"■ {TITLE}\n\n{TEXT}\n\n■ 見積もりは、いつまで守る？\n\n{TEXT}\n",
    ],
)
def test_a_banner_gives_the_title_over_several_articles(under: str) -> None:
    over = f"{RULE}\n　川の便り　第3号\n　　2024年11月25日発行\n{RULE}\n\n"
    assert parse(f"{over}{under}", "a.txt").title.startswith("川の便り")


def test_the_days_an_office_is_closed_are_not_read_at_the_end() -> None:
    end = "◆ 年末年始の休業日\n\n12月28日（土）から1月5日（日）まで休業いたします。\n"
    long = "\n\n".join([TEXT] * 4)
    article = parse(f"契約の話\n\n{long}\n\n■ まとめ\n\n口約束も約束です。\n\n{end}", "a.txt")
    assert "休業" not in "".join(p.text for s in article.sections for p in s.paragraphs)
    notice = parse(f"# 年末年始の休業日\n\n{TEXT}\n\n12月28日から1月5日まで休業いたします。\n", "a.md")
    assert "休業いたします。" in "".join(p.text for s in notice.sections for p in s.paragraphs)
