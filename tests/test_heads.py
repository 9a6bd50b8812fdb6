"""The heads of printed and sent texts: title, date and byline, and nothing else of them is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.article import parse

CASES = (Path(__file__).parent / "cases" / "heads.txt").read_text(encoding="utf-8").split("\n%%\n")
BODY = (
    "川の水は、春になると山の雪をとかして流れてきます。岸に立つと、音だけで水かさがわかるほどです。",
    "今年はその音が、いつもの年より十日も早く聞こえました。町の人は、畑の支度を急いでいます。",
    "昔の日記を開いても、こんなに早い年は一度しかありません。そのときも、夏は長かったそうです。",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition(" ¦")[0])
def test_title_date_and_byline_are_all_that_is_said_of_a_head(case: str) -> None:
    told, _, text = case.partition("\n")
    title, date, byline = (part.strip() for part in told.split("¦"))
    rows = text.split("\n")
    said = [row.removeprefix("|") for row in rows if row.startswith("|")]
    article = parse("\n".join(row.removeprefix("|") for row in rows) + "\n\n" + "\n\n".join(BODY), "a.txt")
    assert (article.title, str(article.date or ""), article.byline) == (title, date, byline)
    spoken = [p.text for section in article.sections for p in section.paragraphs]
    assert [text for text in spoken if text.strip("★◆ ") != title] == [*said, *BODY]


def spoken(text: str) -> list[str]:
    article = parse(text, "a.txt")
    return [article.title, *(p.text for section in article.sections for p in section.paragraphs)]


@pytest.mark.parametrize(
    "rows",
    [
        ["川南だより　第3号", "", "春の詩", "", "菜の花の道を", "月がわたる", "舟はまだ来ない"],
        [
            "川南文芸　第12号",
            "",
            "受賞者の発表",
            "",
            "大賞　山田 花子",
            "優秀賞　佐藤 次郎",
            "佳作　鈴木 三郎",
        ],
        ["川南通信　第5号", "", "登場人物", "山田 太郎", "佐藤 花子", "鈴木 三郎"],
        ["学級通信　第8号", "", "明日の持ち物", "・水筒", "・帽子"],
    ],
)
def test_under_a_masthead_all_of_the_text_is_read(rows: list[str]) -> None:
    text = "\n".join(rows) + "\n\n" + "\n\n".join(BODY)
    title, *said = spoken(text)
    assert title == rows[2]
    assert [row for row in said if row != title] == [*filter(None, rows[3:]), *BODY]


@pytest.mark.parametrize(
    "rows",
    [
        ["お茶会のお知らせ", "", "日時：10月3日", "会場：公民館", "参加費：500円"],
        ["肉じゃがの作り方", "", "材料", "じゃがいも　3個", "玉ねぎ　1個", "", "作り方"],
        ["創業のころ", "", "昭和二十三年、川南製作所", "そこがすべての始まりだった"],
        ["社会人一年目の皆さんへ"],
        ["広報とは何か"],
        ["母へ", "", "川南 花子様"],
        ["川の話", "水の音が続く夜に"],
        ["十月の日記", "", "10月1日"],
        ["九月の手帳", "", "月曜　雨"],
        ["記事をエクスポートする", "", "背景と、伝えたいこと"],
        ["毎日歩くと体はどう変わるか", "", "雨の日に見つけたもの"],
        ["山の会に参加して、海まで歩いた回のレポート", "", "母の台所"],
    ],
)
def test_a_text_without_a_masthead_begins_with_its_title(rows: list[str]) -> None:
    title, *said = spoken("\n".join(rows) + "\n\n" + "\n\n".join(BODY))
    assert title == rows[0]
    assert [row for row in said if row != title] == [*filter(None, rows[1:]), *BODY]


def test_a_magazine_with_several_articles_is_called_by_its_own_name() -> None:
    over = "━━━━━━━━━━\n川の商い通信　第18号　　　2026年9月10日発行\n～小さな店のために～\n━━━━━━━━━━\n\n"
    hello = (
        "こんにちは。編集長の水谷はるかです。\n\n今号の目次\n1. お店訪問\n2. 商いQ&A\n3. 催しのお知らせ\n\n"
    )
    article = parse(over + hello + "\n\n".join(BODY), "a.txt")
    assert (article.title, str(article.date), article.byline) == ("川の商い通信　第18号", "2026-09-10", "")


def test_the_office_of_an_author_is_told_by_the_mark_behind_the_name() -> None:
    head = "川南大学紀要　第3巻\n\n川の立ち話\n\n倉本 彩*\n\n要　旨\n"
    text = f"{head}{BODY[0]}\n* 川南大学地域研究所 准教授\n1　はじめに\n{BODY[1]}\n2　方法\n{BODY[2]}\n"
    article = parse(text, "a.txt")
    assert article.byline == "倉本 彩"
    assert "准教授" not in "".join(p.text for section in article.sections for p in section.paragraphs)


@pytest.mark.parametrize("sign", [" ", "号 ", "発行", "様", "一", "第1", "【", "1-", "・", "令和"])
def test_long_heads_come_to_an_end(sign: str) -> None:
    rows = "\n".join(("い" + sign * 160)[:159] for _ in range(14))
    assert parse(f"題です\n\n{rows}\n\n本文です。", "a.txt").sections


@pytest.mark.parametrize(
    ("over", "title"),
    [
        ("川の音が早い年 - 川辺日記\n\n川の音が早い年\n2024-03-01", "川の音が早い年"),
        ("https://k.example/a\n川の音が早い年 – 川辺日記\n\n川の音が早い年", "川の音が早い年"),
        ("k.example\n『川の音が早い年』｜川辺日記\n読了目安 5～7分\n\n川の音が早い年", "川の音が早い年"),
        ("川の音が早い年の春\n\n川の音が早い年", "川の音が早い年の春"),
    ],
)
def test_a_title_with_its_site_gives_way_to_the_title_alone(over: str, title: str) -> None:
    assert spoken(f"{over}\n\n" + "\n\n".join(BODY))[0] == title


def test_an_account_under_a_profile_wrote_the_page() -> None:
    menu = "読者になる\n川辺日記\nトップ > 川 > 川の音が早い年\n2024-03-01\n川の音が早い年\n断熱 DIY 借家"
    text = f"{menu}\n\n" + "\n\n".join(BODY) + "\n\nコメントを書く\nプロフィール\nid:kogarashi_9\n検索\n"
    assert parse(text, "a.txt").byline == "kogarashi_9"


def test_who_greets_is_called_as_the_site_is() -> None:
    body = "おはようございます、ぽんぽこ母です。\n\n" + "\n\n".join(BODY)
    for site, name in (
        ("ぽんぽこ母さんの弁当日記", "ぽんぽこ母さん"),
        ("ぽんぽこ母の弁当日記", "ぽんぽこ母"),
    ):
        head = f"<h1>川の話</h1><p>{body}</p>"
        page = f"<html><head><title>川の話 | {site}</title></head><body>{head}</body></html>"
        assert parse(page, "a.html").byline == name


MAIL = (
    "━━━━━━━━━━\n月曜の赤ペン　　第214号　　2026/06/16\n"
    "　　発行：川田 なお（元・校正者）　毎週月曜発行\n＝＝＝＝＝＝＝＝＝＝\n\n"
    "おはようございます、川田です。\n今週の赤ペンをお届けします。\n\n"
    "■ 今週のもくじ ━━━━━━\n　１．赤ペン本編\n　２．今週の一冊\n━━━━━━━━━\n\n"
)


def test_the_dressed_heading_that_says_something_is_the_title_of_a_mail() -> None:
    title = "言葉を三つ減らすと、息をしはじめる"
    text = f"{MAIL}◆◇ {title} ◇◆\n\n{BODY[0]}\n\n◆◇ 今週の一冊 ◇◆\n\n{BODY[1]}\n"
    article = parse(text, "a.txt")
    assert (article.title, article.byline) == (title, "川田 なお")


def test_the_entry_of_a_dressed_table_of_contents_is_the_title() -> None:
    rule, title = "─" * 30, "「休憩中の電話番」は休憩ですか?"
    over = f"{rule}\n　川辺ワンポイント便　第88号\n　　みなと橋税理士法人\n2026年10月1日(木)\n{rule}\n\n"
    contents = f"◇─ 目次 ─◇\n1){title}\n2)10月のカレンダー\n\n"
    text = f"{over}{contents}{rule}\n1)\n{title}\n{rule}\n\n" + "\n\n".join(BODY)
    assert spoken(text)[0] == title


def test_the_title_of_the_only_article_of_a_magazine_is_without_the_signs_around_it() -> None:
    text = "川の本 2024年1月号\n\n目次\n1. 海を渡る鳥を追って\n2. 編集後記\n\n■ 海を渡る鳥を追って ■\n\n"
    assert parse(f"{text}{BODY[0]}\n\n■ 編集後記 ■\n\n{BODY[1]}\n", "a.txt").title == "海を渡る鳥を追って"


@pytest.mark.parametrize(
    "facts",
    [
        "１　日時　　令和8年12月13日（日）午前9時\n２　場所　　各教室",
        "１　日　時　令和８年１２月１３日（日）午前９時\n２　場　所　各教室",
        "日　　時　　令和8年12月13日（日）午前9時\n場　　所　　各教室",
        "■日時\n令和8年12月13日（日）午前9時\n■場所\n各教室",
        "締切\n2026年12月13日（日）必着",
    ],
)
def test_the_day_of_what_a_letter_is_about_is_read_and_is_not_its_own(facts: str) -> None:
    article = parse(
        f"授業参観のご案内\n\n　下記のとおり授業参観を行います。\n\n記\n\n{facts}\n\n以上\n", "a.txt"
    )
    said = [p.text for section in article.sections for p in section.paragraphs]
    assert article.title == "授業参観のご案内"
    assert article.date is None
    assert set(facts.split("\n")) <= set(said)
