"""What is said with a full stop is no label, and labels amid the text are words of it."""

from __future__ import annotations

import pytest

from narrate.article import parse

BEFORE = "橋のある町で暮らして十年になります。川は毎年少しずつ形を変えます。"
AFTER = "町の人に話を聞いて回りました。誰もが違うことを言いました。"
TITLE = "橋のある町の話"


def within(text: str) -> str:
    return "\n\n".join([TITLE, *[BEFORE] * 4, text, *[AFTER] * 8])


def read(source: str, name: str) -> list[str]:
    return [p.text for section in parse(source, name).sections for p in section.paragraphs]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "sentence",
    [
        "写真：父はこの一枚をずっと財布に入れていた。",
        "出典：この言葉はもともと漢詩から来ている、と祖父は言った。",
        "関連：この二つの事件には関連があると、刑事は考えた。",
        "編集：という仕事を、私は長いあいだ誤解していた。",
        "撮影：それは待つことだ、と彼は言う。",
        "提供：本当にすばらしい時間を、と書かれた看板があった。",
        "広告：それは約束である。そう社長は言った。",
        "PR：広報とは、約束のことである。",
        "【広告】と書かれた紙が風に飛ばされていた。",
        "駅前の〒123-4567という看板は、もう誰も覚えていない。",
        "コメントはまだありません、と表示されたまま三年が過ぎた。",
        "メールマガジンに登録する人は、年々減っている。",
        "ランキングに参加している店は、駅前に集中している。",
        "お問い合わせは電話だけだった時代の話です。",
        "初出：それは一九六三年の秋だった。",
        "協力：なしには成り立たない仕事だった。",
        "最終更新：この日を最後に、彼の日記は途絶えた。",
        "©という記号の由来を書きます。",
        "Copyrightという言葉は、写す権利を意味する。",
        "写真1　橋の北側は崩れていた。",
        "この先は有料道路になっている。",
        "前回：三位、今回：一位。",
        "1958年生まれ。父の跡を継いで船に乗った。",
    ],
)
def test_a_sentence_that_begins_as_a_label_does_is_read(name: str, sentence: str) -> None:
    assert sentence in "".join(read(within(sentence), name))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "lines",
    [
        "給水は次の場所で行う。\n\n場所：第一小学校\n\n電話：0123-45-6789",
        "新しい店の住所\n\n福岡市博多区一丁目\n\n電話 092-123-4567\n\n営業時間 十時から十八時",
        "価格：12,800円\n\n重さ：320g\n\n色：黒",
        "種類：柴犬\n\n性別：オス\n\n体重：九キロ",
        "時間：40分\n\n分量：四人分",
        "1 1 2 3 5 8 13",
        "肉 > 魚 > 野菜",
        "東京＞大阪＞福岡",
        "Made by hand",
        "『海』／山本太郎／1,200円",
        "テーマ：水",
        "No.",
        "[拍手]",
        "12%\n\n30%",
    ],
)
def test_what_tells_something_amid_the_text_is_read(name: str, lines: str) -> None:
    said = read(within(lines), name)
    assert [line for line in lines.split("\n\n") if line not in said] == []


@pytest.mark.parametrize("bullet", ["- ", "・"])
def test_labels_are_words_in_a_list_of_others(bullet: str) -> None:
    words = ["検索", "地図", "通知", "写真の共有", "家計簿"]
    listed = "\n".join(f"{bullet}{word}" for word in words)
    said = "".join(read(within(listed), "a.md" if bullet == "- " else "a.txt"))
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_chronicle_under_the_title_tells_no_date_of_the_article(name: str) -> None:
    days = "2024年1月3日　開店\n\n2024年3月9日　二号店\n\n2025年8月1日　閉店"
    article = parse(f"{'# ' if name == 'a.md' else ''}{TITLE}\n\n{days}\n\n{BEFORE}\n\n{AFTER}", name)
    assert (article.date, article.byline) == (None, "")
    assert days.split("\n\n")[1] in read(f"{TITLE}\n\n{days}\n\n{BEFORE}\n\n{AFTER}", name)


@pytest.mark.parametrize(
    "line", ["一月一日　雪", "写真　一枚", "コーヒー", "了", "鈴木さん提供", "By the sea", "記者：続きは？"]
)
def test_words_under_the_title_are_no_name(line: str) -> None:
    assert parse(f"{TITLE}\n\n{line}\n\n{BEFORE}\n\n{AFTER}", "a.txt").byline == ""


def test_a_ticket_from_here_to_there_is_no_mail() -> None:
    said = read(f"{TITLE}\n\nFrom: 東京\nTo: 大阪\n\n切符にはそれだけ印字されていた。\n\n{AFTER}", "a.txt")
    assert {"From: 東京", "To: 大阪"} <= set(said)


@pytest.mark.parametrize("line", ["※は、任意の一文字を表す記号です。", "※印のついた箱は、新しい品種です。"])
def test_a_last_sentence_about_the_mark_is_no_note(line: str) -> None:
    assert line in read(f"{TITLE}\n\n{BEFORE}\n\n{AFTER}\n\n{line}", "a.txt")


@pytest.mark.parametrize(
    "block",
    [
        "山本太郎（やまもと・たろう）\nこの名を覚えている人は、もう少ない。",
        "ランキング\n上位の三人は次のとおり。\n山本\n佐藤\n鈴木",
        "連絡先\nそれを持たない友人がいる。",
    ],
)
def test_sentences_under_a_label_are_read_if_they_tell_something_else(block: str) -> None:
    assert block.split("\n")[1] in read(within(block), "a.txt")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_fact_among_others_is_no_caption_nor_credit(between: str) -> None:
    facts = ["監督：山本太郎", "脚本：佐藤花子", "撮影：鈴木一郎", "血液型：A", "音楽：田中次郎"]
    assert set(facts) <= set(read(within(between.join(facts)), "a.txt"))


def test_a_count_over_a_recipe_does_not_take_what_it_is_made_of() -> None:
    made = ["材料（4人分）", "じゃがいも", "4個", "作り方", "じゃがいもを切る。"]
    said = read(f"レシピの森\n検索\nログイン\n\n肉じゃが\n\nつくれぽ 120\n{chr(10).join(made)}\n", "a.txt")
    assert set(made) <= set(said)


def test_a_table_of_contents_alone_makes_no_page_of_a_book() -> None:
    chapters = ["第一章　川の始まり", "第二章　川の流れ", "第三章　海へ"]
    text = "\n\n".join(f"{chapter}\n{BEFORE}" for chapter in chapters)
    article = parse("\n\n".join(["川の本", "\n".join(["目次", *chapters]), text]), "a.txt")
    assert article.title == "川の本"
    assert [section.heading for section in article.sections][1:] == chapters


def test_a_summary_under_a_heading_is_read() -> None:
    points = ["朝早く起きる", "水を飲む", "歩く"]
    text = "\n\n".join(f"{point}\n{BEFORE}" for point in points)
    summed = "\n".join(["まとめ", *points, "この三つを守りましょう。"])
    said = read(f"三つの約束\n\n{text}\n\n{summed}", "a.txt")
    assert [said.count(point) for point in points] == [2, 2, 2]


def test_a_telephone_alone_is_read_but_not_beside_an_office() -> None:
    asked = "見かけた方は、どんなことでもよいので連絡してください。"
    telephone = "電話：0123-45-6789（山本）"
    assert telephone in read(f"{within(asked)}\n\n{telephone}", "a.txt")
    assert telephone not in read(f"{within(asked)}\n\n住所：東町1-2-3\n{telephone}", "a.txt")


def test_who_an_article_is_about_may_stand_over_it() -> None:
    told = "山本太郎（やまもと・たろう）\n舟を作り続けて五十年"
    assert {*told.split("\n")} <= {*read(f"{told}\n\n{BEFORE}\n\n{AFTER}", "a.txt")}


@pytest.mark.parametrize(("name", "between"), [("a.txt", "\n"), ("a.txt", "\n\n"), ("a.md", "\n\n")])
def test_the_lives_of_several_persons_are_the_article(name: str, between: str) -> None:
    lives = [
        f"山本太郎（やまもと・たろう）{between}1955年、東町生まれ。十五歳で舟大工になる。",
        f"佐藤花子（さとう・はなこ）{between}1985年、西町生まれ。会社を辞めて舟を学んだ。",
    ]
    said = "".join(read(within("\n\n".join(lives)), name))
    assert [line for life in lives for line in life.split() if line not in said] == []


def test_a_day_in_a_list_under_the_text_is_no_date_of_the_article() -> None:
    days = "<dl><dt>1955年<dd>橋ができる<dt>1963年5月3日<dd>橋が流れる</dl>"
    page = f"<h1>{TITLE}</h1><p>{BEFORE}</p>{days}<p>{AFTER}</p>"
    assert parse(page, "a.html").date is None
    assert "1963年5月3日" in read(page, "a.html")


def test_a_share_is_no_count_of_a_button() -> None:
    assert "シェア 30%" in read(within("シェア 30%"), "a.txt")


@pytest.mark.parametrize(
    "notice",
    [
        "当サイトではCookieを使用しています。引き続き閲覧する場合、Cookieの使用に同意したものとみなします。",
        "著作権は橋の町の新聞に帰属します。無断転載を禁じます。",
        "この記事は会員限定です。登録すると続きをお読みいただけます。",
        "この記事は約5分で読めます。",
        "残り500文字です。",
        "ニュースレターに登録してください。",
        "コメントを投稿するにはログインしてください。",
        "コメントは受け付けていません。",
        "このブログはランキングに参加しています。クリックしてくれると嬉しいです。",
        "チャンネル登録をお願いします。",
        "感想は #橋の話 でお寄せください。",
        "利用規約に同意の上、お進みください。",
        "本メールは送信専用です。ご返信いただいてもお答えできません。",
    ],
)
def test_what_a_page_says_of_itself_in_sentences_is_not_read(notice: str) -> None:
    assert notice not in read(within(notice), "a.txt")


HEAD_OF_MAIL = "Subject: 買うもの\nFrom: haha@example.jp\nDate: 2024-05-03\n\n"


@pytest.mark.parametrize(
    "foot", ["", "\n\nメールマガジンの配信停止はこちら\nお問い合わせはこちら\nフォローする\n"]
)
@pytest.mark.parametrize(
    "rows",
    [
        ["牛乳", "卵", "パン（六枚切り）", "お茶"],
        ["10:00 開会", "10:30 話（山本）", "11:00 休み", "12:00 閉会"],
        ["第一位　東町", "第二位　西町"],
    ],
)
def test_what_a_mail_says_in_rows_under_its_head_is_read(rows: list[str], foot: str) -> None:
    listed = "\n".join(rows)
    article = parse(f"{HEAD_OF_MAIL}{listed}\n\n帰りに見てください。{foot}", "a.txt")
    said = [p.text for section in article.sections for p in section.paragraphs]
    assert (article.title, article.byline) == ("買うもの", "")
    assert [row for row in rows if row not in said] == []


def test_the_head_of_a_letter_that_is_told_of_is_read() -> None:
    rows = ["宛先：東町一丁目", "差出人：なし", "日付：五月三日"]
    listed = "\n".join(rows)
    assert set(rows) <= set(read(f"{TITLE}\n\n封筒には、こうあった。\n\n{listed}\n\n{AFTER}", "a.txt"))


@pytest.mark.parametrize("text", ["値[0]を取り出します。", "※1から※3までの印があります。"])
def test_a_number_that_is_spoken_of_is_no_mark(text: str) -> None:
    assert text in read(within(text), "a.txt")


@pytest.mark.parametrize(
    "rows",
    [
        ["「寒いね」", "「うん」", "「帰ろうか」"],
        ["天気：晴れ", "人数：三人", "時間：五時間"],
        ["肉 300g", "玉ねぎ 3個", "じゃがいも 4個"],
        ["一位　佐藤", "二位　鈴木", "三位　田中"],
    ],
)
def test_rows_over_the_first_sentence_of_a_copied_page_are_no_labels(rows: list[str]) -> None:
    foot = "シェアする\nツイート\nこの記事を書いた人\n川辺\n関連記事\n犬と橋\nCopyright 川辺の暮らし"
    listed = "\n".join(rows)
    article = parse(f"{TITLE}\n2024年5月3日\n\n{listed}\n\n{BEFORE}\n\n{AFTER}\n\n{foot}\n", "a.txt")
    assert article.title == TITLE
    assert set(rows) <= {p.text for section in article.sections for p in section.paragraphs}


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "line",
    [
        "関連記事：橋を架けた人。その手の「豆」の話",
        "取材協力：有限会社川の鉄工所（2025年7月取材）",
        "企画・制作：川の編集部",
        "▼この記事で紹介した宿の空室を調べる▼",
        "この記事で使った道具を購入する",
        "毎月10日・25日発行／購読者数 18,402名",
        "隔月刊行",
        "PDF形式のファイルを開くには、閲覧ソフトが必要です。お持ちでない方は、左のボタンから入手してください。",
        "▶ 再生",
        "・・・・・・・・・・・・１",
        "2023年3月発行　ISSN 0000-5252",
    ],
)
def test_a_line_that_speaks_of_the_page_is_not_read(line: str, name: str) -> None:
    assert line not in read(within(line), name)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "line",
    [
        "関連記事：という欄を私は読まない。そこには何もない。",
        "この記事で紹介した宿を調べると、三軒だった。",
        "月刊誌の発行",
        "読者数の推移",
        "年に四回の発行",
        "PDFを開くには専用のソフトが必要です。",
        "再生可能な資源",
        "画像が表示されない場合は、ブラウザを更新してください。",
    ],
)
def test_a_line_of_the_text_with_such_words_is_read(line: str, name: str) -> None:
    assert line in read(within(line), name)


@pytest.mark.parametrize(
    "notice",
    [
        "※画像が表示されない場合はブラウザでご覧ください",
        "このメールが正しく表示されない場合は、こちらをクリックしてください。",
        "（はるかわ　ひろこ）",
        "この随筆は、同人誌『川』十二号に載せたものに手を入れました。",
    ],
)
def test_what_a_mail_says_of_itself_is_told_at_its_edges_only(notice: str) -> None:
    assert notice in read(within(notice), "a.txt")
    assert notice not in read(f"{within(AFTER)}\n\n{notice}", "a.txt")


@pytest.mark.parametrize(
    ("entry", "is_read"),
    [("- 橋の選び方。木と石で渡り心地は変わるか", False), ("- 橋は三つある。どれも石でできている。", True)],
)
def test_a_title_with_two_sentences_is_an_entry_of_a_list_of_articles(entry: str, is_read: bool) -> None:
    text = within(f"**関連する記事**\n\n- [橋の話](https://river.example/)\n{entry}")
    assert (entry[2:] in read(text, "a.md")) == is_read


@pytest.mark.parametrize(
    ("heading", "entry", "is_read"),
    [
        ("参考にした本", "川一郎『橋の本』川の社、1994年", False),
        ("参考書", "『橋の本』は、橋を架ける人のために書かれた。", True),
    ],
)
def test_books_under_their_heading_are_not_read(heading: str, entry: str, is_read: bool) -> None:
    assert (entry in read(f"{within(AFTER)}\n\n## {heading}\n\n- {entry}\n", "a.md")) == is_read
