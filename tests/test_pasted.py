"""Pages that were copied whole into a text: what of them is the article."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.lines import lines_of
from narrate.article.pasted import without_furniture

SENTENCE = "川は山から海へと流れていき、途中でいくつもの町を通ります。"
HEAD = "山の新聞\nホーム\n天気\n\n川を歩いて見つけた三つの橋\n2026年1月8日\n山本 みどり\nシェア\n"
TAIL = "関連記事\n海の話\n\n前の記事：山の話\n\n町の便り\n\nCopyright 山の新聞"


def said(text: str) -> list[str]:
    return [p.text for section in parse(text, "a.txt").sections for p in section.paragraphs]


def test_a_page_is_read_from_its_title_to_its_end() -> None:
    article = parse(f"{HEAD}\n{SENTENCE}\n\n{SENTENCE}\n\n{TAIL}", "a.txt")
    assert (article.title, article.byline) == ("川を歩いて見つけた三つの橋", "山本 みどり")
    assert [p.text for s in article.sections for p in s.paragraphs] == [article.title, SENTENCE, SENTENCE]
    assert {"site label", "after the article"} <= {piece.reason for piece in article.dropped}


def test_a_text_without_the_furniture_of_a_page_stays_as_it_is() -> None:
    lines = lines_of(f"川の話\n\n小さな題\n\n{SENTENCE}\n\n関連記事\n海の話\n\n川だ")
    assert [line.text for line in without_furniture(lines) if not line.reason] == [
        *("川の話", "小さな題", SENTENCE, "川だ"),
    ]


@pytest.mark.parametrize(
    ("block", "is_read"),
    [
        ("PR\n新しい水筒を試す", False),
        (f"PR\n{SENTENCE}", True),
        ("この記事を書いた人\n山本みどり\n川の町に住む。", False),
        ("お問い合わせ先\n川の町役場 水辺課", False),
        ("川の町\n水辺課", True),
    ],
)
def test_a_block_is_told_by_the_label_on_its_top(block: str, is_read: bool) -> None:
    texts = said(f"川の話\n\n{SENTENCE}\n\n{block}\n\n{SENTENCE}")
    assert (block.splitlines()[-1] in texts) == is_read


@pytest.mark.parametrize("end", ["", "\n", "\n\n次の話です。\n"])
def test_an_ad_with_its_label_before_it_goes_up_to_a_blank_row_or_the_end(end: str) -> None:
    ad = "[PR] 出汁をもっと手軽に。\nだしパックを送料無料でお届けします。\nhttps://example.com/lp"
    article = parse(f"川の話\n\n川は深い。\n\n{ad}{end}", "a.txt")
    assert {piece.text for piece in article.dropped} >= set(ad.split("\n"))


def test_the_words_under_a_picture_break_off() -> None:
    caption = "橋の上の子ども。今朝も川を見ている"
    signed = "橋はいまも残っている。（山本みどり）"
    page = f"{HEAD}\n{SENTENCE}\n\n{caption}\n\n{SENTENCE}\n\n{SENTENCE}\n\n{signed}\n\n{TAIL}"
    assert caption not in said(page)
    assert "橋はいまも残っている。" in said(page)


def test_a_long_last_paragraph_is_no_notice_after_the_end() -> None:
    last = SENTENCE * 3
    assert last in said(f"{HEAD}\n{SENTENCE * 9}\n\n前の記事：山の話\n\n{last}\n\n{TAIL}")


def test_a_name_under_its_label_is_the_byline() -> None:
    tail = "この記事を書いた人\nかわうそ堂\n川の町に住む。\n\n関連記事\n海の話"
    assert (
        parse(f"{HEAD.replace('山本 みどり', '川')}\n{SENTENCE * 4}\n\n{tail}", "a.txt").byline
        == "かわうそ堂"
    )


def test_what_the_head_of_a_page_has_too_stands_after_the_text() -> None:
    head = HEAD.replace("山本 みどり\n", "かわうそ堂\n")
    tail = "かわうそ堂\n川の町に住み、橋を数えています。\nフォロー\n\n関連記事\n海の話"
    article = parse(f"{head}\n{SENTENCE * 6}\n\n{tail}", "a.txt")
    assert article.byline == "かわうそ堂"
    assert [p.text for s in article.sections for p in s.paragraphs] == [article.title, SENTENCE * 6]


def test_a_section_after_buttons_and_an_advertisement_is_read() -> None:
    middle = "シェア\n\nスポンサーリンク\n\n橋の下\n\n"
    assert "橋の下" in said(f"{HEAD}\n{SENTENCE * 3}\n\n{middle}{SENTENCE * 2}\n\n{TAIL}")


def test_a_comment_does_not_make_the_page_go_on() -> None:
    comments = (
        "コメント\nかわ\n2026年1月9日\n面白い話でした。うちの町にも橋があります。\n返信\n3\n山\n返信\n2"
    )
    texts = said(f"{HEAD}\n{SENTENCE * 3}\n\n{comments}\n\n{TAIL}")
    assert not any("面白い" in text for text in texts)


def test_the_title_is_no_menu_though_that_is_wider() -> None:
    menu = "主要国内国際経済芸能スポーツ科学地域ライフ天気交通災害文化教育"
    assert parse(f"{menu}\n{HEAD}\n{SENTENCE}\n\n{TAIL}", "a.txt").title == "川を歩いて見つけた三つの橋"


def test_what_opens_an_article_is_a_heading_right_under_the_date() -> None:
    assert "はじめに" in said(f"{HEAD}はじめに\n{SENTENCE}\n\n{SENTENCE}\n\n{TAIL}")


def test_an_excerpt_under_another_title_is_not_read() -> None:
    card = "合わせて読みたい\n橋の渡り方\n橋を渡るときに見る三つの場所です。"
    page = said(f"{HEAD}\n{SENTENCE}\n\n{card}\n\n{SENTENCE}\n\n{TAIL}")
    assert page[1:] == [SENTENCE, SENTENCE]


def test_who_wrote_a_post_stands_under_its_time() -> None:
    posts = "\n\n".join(f"2026年1月{n}日 10:00 #{n}\nkawa_no_ko\n参加者\n{SENTENCE}" for n in range(1, 5))
    assert said(f"川の話\n\n{posts}")[1:] == [SENTENCE] * 4


def test_a_running_head_is_not_the_end_of_a_page() -> None:
    page = "\n\n".join(f"{SENTENCE}\n\n－ {n} －\n川の便り　第3号" for n in range(1, 5))
    assert said(f"川の便り　第3号\n\n川を歩いて見つけた橋\n\n{page}") == [
        "川を歩いて見つけた橋",
        *[SENTENCE] * 4,
    ]


def test_the_title_is_by_the_date_though_the_menus_have_sentences() -> None:
    menus = "\n".join(["川の新聞", SENTENCE, *(f"項目その{n}" for n in range(20))])
    page = f"{menus}\n橋のたもとの小さな店\n2026年1月8日\nシェア\n\n{SENTENCE * 3}\n\n{TAIL}"
    article = parse(page, "a.txt")
    assert article.title == "橋のたもとの小さな店"
    assert said(page)[1:] == [SENTENCE * 3]


def test_what_says_something_under_the_title_is_read_without_full_stops() -> None:
    notes = [f"{n}日目は川のそばで網を直しながら過ごした" for n in "一二三四五六"]
    head = "ホーム\n検索\n川の帳面 2026-01-08\n2026年1月8日 投稿\n\n"
    page = head + "\n\n".join(notes) + f"\n\n{SENTENCE}\n\n{TAIL}"
    assert (parse(page, "a.txt").title, said(page)[1:]) == ("川の帳面 2026-01-08", [*notes, SENTENCE])


def test_menus_after_the_text_end_it_though_notices_stand_among_them() -> None:
    menus = "ランキング\n検索\n新しい橋の話\nログイン\n町の便り\n利用規約\n" * 6
    page = f"{HEAD}\n{SENTENCE}\n\n{SENTENCE}\n\n{menus}{SENTENCE * 3}\n{menus}"
    assert said(page)[1:] == [SENTENCE, SENTENCE]


def test_code_after_the_text_is_no_menu() -> None:
    code = "\n".join(f"$ npm run step{n}" for n in range(30))
    page = f"{HEAD}\n{SENTENCE}\n\n検索\n\n{code}\n\n{SENTENCE * 2}\n\n{TAIL}"
    assert SENTENCE * 2 in said(page)


LAST = "来年は川の向こうにも図書室を開く。"


@pytest.mark.parametrize("label", ["関連記事", "あわせて読みたい", "アクセスランキング"])
@pytest.mark.parametrize(
    "paragraphs", [(LAST * 2,), (f"{LAST}「人手が要ります」。{LAST}",), (LAST * 2, SENTENCE)]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_section_right_under_links_is_read_with_its_heading(
    label: str, paragraphs: tuple[str, ...], gap: str
) -> None:
    links = f"{label}\n移動図書館が30年ぶりに復活\n書店のない町、どうする"
    page = gap.join(["川の図書室の話", SENTENCE, f"{links}\nこれから\n{paragraphs[0]}", *paragraphs[1:]])
    article = parse(page, "a.txt")
    assert article.sections[-1].heading == "これから"
    assert [p.text for p in article.sections[-1].paragraphs] == ["これから", *paragraphs]
    assert {piece.text for piece in article.dropped} >= set(links.split("\n"))


def test_the_excerpt_under_a_link_and_what_the_page_says_twice_are_no_section() -> None:
    links = "関連記事\n移動図書館が30年ぶりに復活\n書店のない町、どうする"
    for block in (
        f"{links}\n小さな町の大きな本屋さんを訪ねる\n川の町の本屋だ。",
        f"{links}\n天気\n{SENTENCE}",
    ):
        page = f"{HEAD}\n{SENTENCE}\n\n{SENTENCE}\n\n{block}\n\n{TAIL}"
        assert block.split("\n")[3] not in said(page)


def test_a_name_with_its_reading_over_a_life_is_no_heading_but_several_are() -> None:
    one = f"山本 みどり（やまもと・みどり）\n1974年生まれ。川の町に住む。\n\n{SENTENCE}"
    other = f"川田 一郎（かわだ・いちろう）\n1980年生まれ。山の町に住む。\n\n{SENTENCE}"
    text = f"川の話\n\n{SENTENCE}\n\n{{}}\n\n{SENTENCE}\n"
    assert len(parse(text.format(one), "a.txt").sections) == 1
    assert len(parse(text.format(f"{one}\n\n{other}"), "a.txt").sections) == 3


@pytest.mark.parametrize("label", ["この記事のポイント", "要点", "3行まとめ"])
def test_points_at_the_top_have_a_heading(label: str) -> None:
    points = "橋は三つある\n舟は週末だけ出る\n帰りは歩く"
    article = parse(f"川の話\n2026年1月8日\n\n{SENTENCE}\n\n{label}\n{points}\n\n{SENTENCE}\n", "a.txt")
    assert [section.heading for section in article.sections] == ["川の話", label]


@pytest.mark.parametrize("mark", ["●\t", "➢\t", "1.\t", "(ア)\t", "①\t", "・\t"])
def test_rows_with_a_mark_and_a_tab_are_a_list(mark: str) -> None:
    rows = [f"{mark}橋は古かった", f"{mark}舟は速かった"]
    text = "\n".join(rows)
    spoken = "".join(said(f"川の話\n\n{SENTENCE}\n\n{text}\n\n{SENTENCE}\n"))
    assert "橋は古かった" in spoken
    assert "舟は速かった" in spoken


@pytest.mark.parametrize(
    "rows", ["順位\t橋\n1\t石の橋\n2\t木の橋", "橋\t人\t舟\n○\t五人\t三そう", "費目\t金額\n舟\t100円"]
)
def test_other_rows_with_tabs_are_a_table(rows: str) -> None:
    assert said(f"川の話\n\n{SENTENCE}\n\n{rows}\n\n{SENTENCE}\n") == ["川の話", SENTENCE, SENTENCE]


SHOP = "豆の店つぐみ\n〒999-0000 みずき市川端町4-7\n営業 10:00-18:00　水・木休み\n電話 0999-00-1234"
UNSUBSCRIBE = "▼配信停止・メールアドレスの変更はこちら\nhttps://bean.example/off\nこのメールに返信いただいてもお答えできません。"


@pytest.mark.parametrize(
    "foot",
    [
        f"━━━━━━\n{SHOP}\n\n{UNSUBSCRIBE}\n(C) Bean Roasters\n━━━━━━",
        f"------\n{SHOP}\nhttps://bean.example\n------",
        f"＿＿＿＿＿＿\n豆の店　川田一郎\nInstagram @bean\n通販　https://bean.example/shop\n{UNSUBSCRIBE}",
    ],
)
def test_what_a_shop_says_of_itself_under_the_last_rule_of_a_mail_is_not_read(foot: str) -> None:
    head = "差出人: 豆の店 <a@bean.example>\n件名: 冷めた豆の茶の話\n日付: 2024年9月6日 18:00\n\n"
    assert said(f"{head}{SENTENCE}\n\n{SENTENCE}\n\n{foot}\n") == ["冷めた豆の茶の話", SENTENCE, SENTENCE]


def test_the_last_shops_of_a_list_keep_their_names() -> None:
    shops = "川の食堂\n住所：川区1-2\n定休日：火曜日\n\n山の食堂\n住所：山区3\n定休日：水曜日"
    assert said(f"川の話\n\n{SENTENCE}\n\n{shops}\n")[-2:] == ["川の食堂", "山の食堂"]


def test_the_first_of_numbered_parts_is_no_title_under_the_number_of_a_meeting() -> None:
    text = (
        f"川の会　第3回　議事メモ\n\n記録：山本 みどり\n\n１　前回\n\n{SENTENCE}\n\n２　議題\n\n{SENTENCE}\n"
    )
    article = parse(text, "a.txt")
    assert (article.title, article.byline) == ("川の会　第3回　議事メモ", "山本 みどり")


def test_one_numbered_line_with_a_tab_over_a_paragraph_is_a_heading() -> None:
    text = f"川の話\n\n(1)\t橋\n\n{SENTENCE}\n\n・\t石の橋\n・\t木の橋\n\n(2)\t舟\n\n{SENTENCE}\n"
    assert [s.heading for s in parse(text, "a.txt").sections[1:]] == ["(1)\t橋", "(2)\t舟"]


def test_a_section_about_comments_is_no_place_for_them() -> None:
    page = f"{HEAD}\n{SENTENCE}\n\nコメント\n{{}}\n\n題\n{SENTENCE}\n\n{SENTENCE}\n\n{TAIL}"
    topic = "説明をプログラムの中に書けます。これをコメントといいます。"
    assert topic in said(page.format(topic))
    assert "とてもよい話でした。" not in said(
        f"{HEAD}\n{SENTENCE * 9}\n\nコメント\nとてもよい話でした。\n\n{TAIL}"
    )


def test_what_a_picture_was_taken_with_tells_its_caption() -> None:
    texts = said(f"川の話\n\n{SENTENCE}\n\n橋の上の鳥\nレンズ：北のレンズ 135mm\n\n{SENTENCE}\n")
    assert texts == ["川の話", SENTENCE, SENTENCE]


def test_what_heads_a_list_is_no_caption() -> None:
    rows = "受け付けている道具の例\n釣り竿（新しいもの）\n網\n長靴\n傘"
    texts = said(f"{HEAD}\n{SENTENCE}\n\n{rows}\n\n{SENTENCE}\n\n{TAIL}")
    assert [row for row in rows.split("\n") if row not in texts] == []


def test_questions_and_a_lead_under_the_title_are_read() -> None:
    lead = "川を歩くとはどういうことか？\n「歩く」から「見る」へ向かう道を考える\n\n川の始まり"
    texts = said(f"{HEAD}\n{lead}\n{SENTENCE}\n\n{SENTENCE}\n\n{TAIL}")
    assert [line for line in lead.split("\n") if line and line not in texts] == []


@pytest.mark.parametrize(
    "head",
    [
        "☰\nホーム\n川の会\n橋の名とその由来\n",
        "川の会\nホーム / 橋の名とその由来\n事業案内\nお問い合わせ\n\n橋の名とその由来\n",
        "川の会 川の話\nToggle navigation\nホーム\n会社案内\n2026年1月8日\n橋の名とその由来\n",
    ],
)
def test_the_title_stands_right_over_the_text(head: str) -> None:
    article = parse(f"{head}{SENTENCE}\n\n{SENTENCE}\n\n{TAIL}", "a.txt")
    assert article.title == "橋の名とその由来"
