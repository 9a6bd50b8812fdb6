"""What only looks like clutter, in whole articles: it is read."""

from __future__ import annotations

import pytest

from narrate.article import parse


def _parts(*headings: str) -> str:
    return "# 川の話\n\n" + "".join(f"## {heading}\n\n話です。\n\n" for heading in headings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.txt",
            "正月の日記\n\n正月です。\n\n0:00 鐘を聞いた\n1:30 初詣だ\n3:00 布団に入った\n\n良い年です。\n",
        ),
        (
            "a.md",
            "# 走った\n\n記録です。\n\n- 00:00 スタート\n- 00:45 十キロ\n- 01:50 ゴール\n\n終わりです。\n",
        ),
        (
            "a.txt",
            "会の報告\n\n会です。\n\n登壇者について：三人に話を聞きました。みな元気でした。\n\n終わりです。\n",
        ),
        ("a.txt", "設定の話\n\n通知が不要な場合は、次の手順で停止します。\n\n設定を開きます。\n"),
        ("a.md", "# 習慣\n\n毎日のことです。\n\n- 日記を書く\n- 記事を書く\n\n続けます。\n"),
        ("a.md", "# 眠り\n\n話です。\n\n## 佐藤花子さん（睡眠の専門家）\n\n眠ることが大切です。\n"),
        ("a.txt", "道具の話\n\n図を描く道具です。\n\ndraw.io\n\n無料で使えます。とても便利です。\n"),
        (
            "a.txt",
            "祭りの話\n\n祭りの話です。\n\n町は祭りを開く。\n\n人は花を探す。\n\n箱を開く\n\n中に花がありました。\n",
        ),
        ("a.txt", "星の王子さま\n\nこれは最初の段落です。\n\n次の段落です。\n"),
        (
            "a.txt",
            "SQLの話\n\nTABLE\n表を作ります。列も決めます。\n\nINDEX\n検索が速くなります。索引です。\n",
        ),
        ("a.txt", "調査\n\n三百人に聞きました。\n\n読んだ人 5人\n行った人 2人\n\n以上です。\n"),
        (
            "a.html",
            "<h1>調査</h1><p>三つの群を比べました。結果は次のとおりです。</p>"
            "<div><span>読んだ人 120人</span><span>行った人 60人</span></div><p>読んだ人が多いです。</p>",
        ),
        (
            "a.txt",
            "質問\n\nQ1. 返品できますか？\nA1. はい。\n\nA2. 登録の解除は、こちらのページから行えます。\n",
        ),
        ("a.md", "# 二版\n\n速い版です。\n\n## New Contributors\n\n山田さんが加わりました。\n"),
        ("a.md", "# 言葉\n\n説明です。\n\n- 変更履歴：誰がいつ変えたかの記録。\n- Diff: 違いのこと。\n"),
        ("a.txt", "卒業生の皆さんへ\n\n卒業おめでとうございます。皆さんの前には長い道があります。\n"),
        ("a.md", _parts("3 系の話", "3.11 高速化", "3.12 改善")),
        ("a.md", _parts("3 系の話", "3.1 高速化", "3.2 改善")),
        ("a.md", _parts("3 準備", "3.1 から移行する", "3.2 新機能")),
        ("a.md", _parts("1. 前の版", "1.5 倍速くなった", "1.6 倍速くなった")),
        ("a.md", _parts("1. 前の版", "1.1 倍速くなった", "1.2 キロ先の海")),
        ("a.md", _parts("2. 電波", "2.4 GHz の落とし穴", "2.5 GHz の話")),
        ("a.md", _parts("2. 電波", "2.1 GHz の落とし穴", "2.2 話")),
        ("a.md", _parts("4 月の予定", "4-3 入学式", "4-4 遠足")),
        ("a.md", _parts("2 回戦", "2-1 勝利", "2-2 引き分け")),
        ("a.md", _parts("1. はじめに", "1.0 最初の版", "1.1 修正版")),
        ("a.md", _parts("1. はじめに", "1.1 修正版", "1.10 大きな版")),
        ("a.md", _parts("1 川", "1.1 橋", "2.1 海")),
        (
            "a.txt",
            "山の一日\n\n山です。\n\n5:30 朝\n暗い。\n\n7:05 出発\n駅です。\n\n9:12 山頂\n霧です。\n",
        ),
        (
            "a.txt",
            "故障\n\n経緯です。\n\n0:13 検知\n鳴った。\n\n0:41 着手\n見た。\n\n1:07 復旧\n直った。\n",
        ),
        (
            "a.txt",
            "祭り\n\nどうぞ。\n\n10:00 開会\n挨拶。\n\n10:30 太鼓\n叩きます。\n\n13:00 餅\n配ります。\n",
        ),
        (
            "a.txt",
            "作業の記録\n\n残します。\n\n" + "".join(f"2024/03/01 1{n}:15\n点検した。\n\n" for n in range(4)),
        ),
        (
            "a.txt",
            "歩み\n\n発表当初は無料としていました。\n\n配信直後に誤って別の番組を流しました。\n\n終わりです。\n",
        ),
        ("a.txt", "投票の日\n\n説明します。\n\n・紙をもらう\n・箱に入れて投票する\n\n終わりです。\n"),
        (
            "a.md",
            "# 竹とんぼ\n\n削ります。\n\n## この記事で使用した道具\n\n小刀は薄いものが楽でした。\n",
        ),
        (
            "a.md",
            "# 写真の棚\n\n道具です。\n\n- ソート：更新日順\n- 費用：3,000円\n- この記事に登場する3人\n",
        ),
        (
            "a.md",
            "# 助成の申請\n\n申請です。\n\n## 添付書類\n\n- 住民票\n\n## トラックバック\n\n仕組みです。\n",
        ),
        (
            "a.txt",
            "編集の仕事\n\n紹介します。\n\n内容の間違いは編集部で確かめてから載せています。\n\n終わりです。\n",
        ),
        (
            "a.txt",
            "会への誘い\n\n川の会では、一緒に歩く仲間を募集しています。\n\n歩きます。\n\n楽しいです。\n",
        ),
        ("a.txt", "入試の話\n\n空欄［1］に入る語を選びます。\n\n［1］ 川、海、山\n"),
        ("a.txt", "異界の旅人\n\n――それは、遠い夏の記憶\n\n彼は目を覚ました。月が出ていた。\n"),
        (
            "a.txt",
            "雨の日\n\n　雨だ。\n\n「ああ」\n　母がいた。\n\n　「雨」と書いた。\n\n「やあ」\n　妹だ。\n",
        ),
        (
            "a.txt",
            "古い手紙\n\n箱がありました。\n\n最後の一通には、こう記されていました。\n\n二〇一一年三月十日\n\n父より\n",
        ),
        ("a.txt", "海が引いた日\n\n2011年3月\n\n海が引いた。誰もが見ていた。\n\n私は丘の上にいた。\n"),
        (
            "a.txt",
            "文化祭\n\n順です。\n\n開会 10:00\n庭。\n休憩 10:30\n茶。\n合唱 11:00\n歌。\n休憩 12:00\n飯。\n",
        ),
        (
            "a.txt",
            "合宿\n\n持ち物です。\n\nTシャツ\u3000\u30003枚\n靴下\u3000\u3000\u3000\u30004足\n上着\u3000\u3000\u3000\u30001枚\n\n忘れずに。\n",
        ),
        (
            "a.txt",
            "断水です\n\n清掃します。\n\n日時\u3000\u300011月18日（水）9時～15時\n対象\u3000\u3000全戸\n\nご協力ください。\n",
        ),
        ("a.txt", "面談の記録\n\n質問：いつ始めましたか\n回答：三年前です\n\n三年続いています。\n"),
        ("a.html", "<title>海の町／山の町</title><h1>海の町／山の町</h1><p>二つの町です。魚を食べます。</p>"),
    ],
)
def test_what_only_looks_like_clutter_is_read(name: str, text: str) -> None:
    article = parse(text, name)
    assert {piece.reason for piece in article.dropped} <= {"title, said at the start"}
    assert article.title in text.split("\n")[0]


def test_numbers_that_run_on_under_a_chapter_are_not_read() -> None:
    article = parse(
        _parts("2. 川", "2.1 はじめに", "2.1.1 石", "2.1.2 木", "2.2 道の話", "3 海", "3-1 船", "3-2 帆"),
        "a.md",
    )
    said = [section.heading for section in article.sections][1:]
    assert said == ["2. 川", "はじめに", "石", "木", "道の話", "3 海", "船", "帆"]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ("川の食堂\n\n住所：川区1-2\n定休日：火曜日\n\n山の食堂\n\n住所：山区3\n定休日：水曜日", "川の食堂"),
        ("次回の予定\n三つのことをする\nごみを拾う\n詳細 https://a.example/plan", "ごみを拾う"),
        ("イベントのお知らせ（春）\n三日に祭り\n五日に掃除\nhttps://a.example/e", "三日に祭り"),
        ("再生 12,000回\nコメント 30件\nフォロワー 500人", "再生 12,000回"),
    ],
)
def test_names_notices_and_numbers_amid_the_text_are_read(lines: str, read: str) -> None:
    text = f"川の記録\n\n川の水は山から来ます。\n\n{lines}\n\nその水を飲んでいます。だから川を守るのです。\n"
    assert read in [p.text for section in parse(text, "a.txt").sections for p in section.paragraphs]


@pytest.mark.parametrize(
    "bracket", ["（この話は実際に起きたことです）", "（前回までのあらすじ：太郎は川に落ちた）"]
)
def test_a_bracket_under_the_author_is_read_if_it_says_something(bracket: str) -> None:
    article = parse(f"川のほとり\n文：山田太郎\n{bracket}\n\n太郎は岸に上がった。\n", "a.txt")
    assert bracket not in [piece.text for piece in article.dropped]


@pytest.mark.parametrize(
    "behind", ["第二話　山\n\n男は山を見ていた。", "夜\n星が出る\n犬がなく", "あとがき\n\n著書の話です。"]
)
def test_what_goes_on_behind_a_last_word_is_read(behind: str) -> None:
    article = parse(f"海\n\n男は海を見ていた。\n\n（了）\n\n{behind}\n", "a.txt")
    assert {piece.text for piece in article.dropped} == {"（了）"}


def test_a_life_behind_the_last_word_is_not_read() -> None:
    article = parse(
        "海\n\n男は海を見ていた。\n\n（了）\n\n山田みどり\n川の町に生まれる。著書に『水』。\n", "a.txt"
    )
    assert [piece.text for piece in article.dropped][-1] == "川の町に生まれる。著書に『水』。"


def test_a_line_with_a_dash_before_it_stands_with_its_title() -> None:
    assert parse("川の話\n――水のゆくえ\n\n川は海に着きます。\n", "a.txt").title == "川の話　――水のゆくえ"


def test_dialogue_is_no_heading_though_a_paragraph_begins_with_a_quote() -> None:
    said = "「ただいま」\n　母がいた。\n\n　「雨」と書いた。\n\n「おかえり」\n　妹が来た。"
    article = parse(f"雨の日\n\n　雨だった。\n\n{said}\n", "a.txt")
    assert [section.heading for section in article.sections] == ["雨の日"]


def spoken(text: str) -> str:
    article = parse(f"川の話\n\n{text}\n", "a.txt")
    return "\n".join(p.text for section in article.sections for p in section.paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "コメント（審査員）：とても良かったです。",
        "制作メモ：三日かけて描きました。",
        "この通信は、昭和三十年から毎月発行しています。",
        "本文は二千字ほどで、すぐに読めます。",
        "希望されない方は、その欄に丸を付けて窓口にご連絡ください。",
        "新しい装置（試作機）",
    ],
)
def test_what_is_said_of_a_manuscript_or_a_notice_only_seems_so(line: str) -> None:
    assert line in spoken(f"川の話です。山から来ます。\n\n{line}\n\n海まで流れます。終わりです。")


@pytest.mark.parametrize(
    "line",
    [
        "（1,780字／掲載予定：12月号 P.6～7）",
        "コメント [沢口1]：写真は差し替え予定です。確認してください。",
        "Commented [YS12]: この表は古い数字です。",
        "デザイナーさんへの指示：写真を大きくしてください。",
        "掲載予定：12月号",
        "（原稿用紙換算5枚）",
        "触る顕微鏡の本体と触図ピン（開発中の製品です）",
        "※このメールは、当事務所の弁護士と名刺を交換させていただいた方にお送りしています。",
    ],
)
def test_what_is_noted_on_a_manuscript_a_release_or_a_mail_is_not_read(line: str) -> None:
    assert line not in spoken(f"川の話です。山から来ます。\n\n海まで流れます。\n\n{line}")


SAID = "川は山に降った雨が集まって流れます。"


@pytest.mark.parametrize(
    "part",
    [
        "## 冬休み\n\n祖母の家で餅をついた。",
        "## 当院からのお願い\n\n発熱のある方は、来院の前にお電話ください。",
        "## 参考にした本\n\n図書館で借りた入門書は絵が多くてわかりやすい。",
        "- 公開予定：7月17日\n- 登録者数：30万人\n- 毎週配信",
        "- デザイナーへの依頼：目的を先に伝える\n- 担当者への連絡：電話よりメールがよい",
        "利用登録を希望しない方は、市役所で手続きをしてください。",
        "この通信は祖父が始めたものだ。村の方々に配り、今は孫のわたしがお届けしています。",
        "<details><summary>使うもの</summary>\n\n- Node.js\n- ASP.NET\n\n</details>",
        '<div class="info"><p>Info</p><p>設定は再起動のあとに有効になります。</p></div>',
        "音声検索（開発中です）",
        "## コメントを書く\n\n関数の先頭に理由を書きます。\n\n- 理由を書く\n- 前提を書く",
        "## レビューを見る\n\n毎朝、届いたものを読む。返事も書く。",
        "## コメント欄\n\n返事に困って、二年前に閉じた。",
        "## バックナンバー\n\n残った号は、いまも倉庫にある。",
        "## 宣伝\n\n店は宣伝をしない。看板も出さない。",
        "## 執筆\n\n朝の四時に起きて、二時間だけ書く。",
        "- 編集リクエストをどうするか考える\n- 返事を待つ\n- [ ] --help / エラーに説明がある",
        "町の加盟店で使えるクーポンを配布中です。",
        "## 晩年の著作\n\n旅の記録は死後に本になりました。",
        "## 図書館の新刊案内\n\n毎週金曜に、入口の棚に並びます。",
        '<div class="profile"><p>父は言葉の少ない人だった。音で機械の傷がわかった。</p></div>',
        '<div class="related"><p>隣の町にも同じ工場があった。十年前に閉じた。</p></div>',
    ],
)
def test_what_only_sounds_like_a_notice_is_read(part: str) -> None:
    article = parse(f"# 川の話\n\n{SAID}\n\n{SAID * 2}\n\n{part}\n\n## 海\n\n{SAID}\n", "a.md")
    assert {piece.reason for piece in article.dropped} <= {"title, said at the start"}


@pytest.mark.parametrize(
    "block",
    [
        "レビューを書く\n良い点と悪い点を二つずつ挙げます。",
        "ログを検索する\n利用者を検索する\n件数を数える",
        "写真を見る\n手紙を書く\n感想を書く\n宿を予約する\n靴を買う",
        "見る\n聞く\n待つ",
        "PR\nという二文字が、夢に出てきた。",
        "PR レビューの運用",
        f"コマンド一覧\n\n{SAID * 2}",
        "宣伝\n\n彼は自分の本でさえ一行で済ませた。",
        "バックナンバー\n\n本棚の下に、印刷した束がある。",
    ],
)
def test_steps_verbs_and_words_that_are_spoken_of_are_no_buttons(block: str) -> None:
    said = spoken(f"{SAID}\n\n{block}\n\n手順\n{SAID}{SAID}")
    headings = [section.heading for section in parse(f"川の話\n\n{block}\n\n{SAID}\n", "a.txt").sections]
    assert all(row in said or row in headings for row in block.split("\n") if row)
    assert SAID * 2 in said


@pytest.mark.parametrize(
    "buttons", ["コメントを書く\n記事を保存する\n写真を見る", "共有する\n保存する\n見る"]
)
def test_buttons_alone_are_not_read(buttons: str) -> None:
    said = spoken(f"{SAID}\n\n{buttons}\n\n{SAID}{SAID}")
    assert not any(button in said for button in buttons.split("\n"))


def test_what_somebody_tells_among_facts_is_read() -> None:
    facts = "発売日：四月一日\n会社名：川の会社\n価格：三千円"
    article = parse(f"川の遊び\n\n遊びです。\n\n{facts}\n感想：川の音がよかった\n\n終わりです。\n", "a.txt")
    assert [drop.text for drop in article.dropped] == facts.split("\n")


def test_a_sentence_that_begins_with_a_keyword_is_read() -> None:
    article = parse("# 竿の話\n\nexport default を使う話です。\n\nexport default rod;\n", "a.md")
    assert [p.text for p in article.sections[0].paragraphs] == ["竿の話", "export default を使う話です。"]


def test_a_note_to_editors_that_a_sentence_is_about_is_read() -> None:
    text = "[要出典]という札です。「[要出典]」を消します。"
    article = parse(f"# 札の話\n\n{text}川です[要出典]とされます。\n", "a.md")
    assert article.sections[0].paragraphs[-1].text == f"{text}川ですとされます。"
