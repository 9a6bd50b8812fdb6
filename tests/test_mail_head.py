"""The head of a mail that was copied as text: its subject, its date, and whom it greets."""

from __future__ import annotations

import pytest

from narrate.article import parse

TEXT = "川の水は、山に降った雨です。海まで三日かけて流れます。"


def titled(subject: str, over: str = "") -> str:
    head = f"From: 川の会 <river@example.com>\nDate: Wed, 01 Apr 2026 07:00:00 +0900\nSubject: {subject}"
    return parse(f"{head}\n\n{over}{TEXT}", "a.txt").title


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: 川の話", "川の話"),
        ("Re: Re: 川の話", "川の話"),
        ("[river-ml:0482] 川の話", "川の話"),
        ("[川の会] 川の話", "[川の会] 川の話"),
        ("【川の便り 第3号】川の話", "【川の便り 第3号】川の話"),
        ("Re", "Re"),
    ],
)
def test_a_subject_is_said_without_what_programs_set_before_it(subject: str, title: str) -> None:
    assert titled(subject) == title


def test_a_label_is_not_said_that_the_title_in_the_text_lacks() -> None:
    assert titled("【川の便り】春の川を歩く", over="春の川を歩く\n\n") == "春の川を歩く"
    assert titled("【川の便り】春の川を歩く（11/18号）", over="「春の川を歩く」\n\n") == "「春の川を歩く」"


def test_the_address_over_a_greeting_is_no_title() -> None:
    article = parse(
        "From: 川の会 <river@example.com>\nSubject: 春の川を歩く\n\n"
        f"会員番号 0041\n山本 みどり 様\n\nいつもありがとうございます。\n\n{TEXT}",
        "a.txt",
    )
    assert article.title == "春の川を歩く"
    assert [p.text for p in article.sections[0].paragraphs][1:] == ["いつもありがとうございます。", TEXT]


def test_the_group_that_a_mail_greets_is_no_title() -> None:
    assert titled("春の川を歩く", over="川の会のみなさま\n\n") == "春の川を歩く"


@pytest.mark.parametrize(
    "rows",
    [
        ["明日の集会は中止です", "雨が強いためです", "皆様"],
        ["中止になりました", "延期はありません", "川田 太郎 様"],
        ["欠席の人は水曜までに", "佐藤 花子様"],
    ],
)
def test_what_is_said_over_a_greeting_is_read(rows: list[str]) -> None:
    over = "\n".join(rows)
    head = "From: 川の会 <river@example.com>\nSubject: 集まりの件"
    article = parse(f"{head}\n\n{over}\n\n{TEXT}", "a.txt")
    assert article.title == "集まりの件"
    assert [p.text for section in article.sections for p in section.paragraphs][1:] == [*rows[:-1], TEXT]


def test_what_is_said_under_a_whole_head_is_no_label() -> None:
    head = "From: 川の会 <o@example.com>\nSubject: 川の便り\nDate: Wed, 01 Apr 2026 07:00:00 +0900"
    rows = ["明日の集会は中止です", "雨が強いためです"]
    article = parse(f"{head}\n\n{rows[0]}\n{rows[1]}\n皆様\n\n{TEXT}", "a.txt")
    assert [p.text for section in article.sections for p in section.paragraphs][1:] == [*rows, TEXT]


def test_a_short_subject_that_the_text_says_again_is_read_once() -> None:
    article = parse(f"From: 川の会 <o@example.com>\nSubject: 川の便り\n\n川の便り\n\n{TEXT}", "a.txt")
    assert [p.text for section in article.sections for p in section.paragraphs] == ["川の便り", TEXT]


@pytest.mark.parametrize("over", ["", "今週の三冊です\n\n"])
def test_numbered_rows_of_a_list_are_no_labels_of_issues(over: str) -> None:
    rows = ["第1巻 川の始まり", "第2巻 海の終わり", "第3巻 空の上"]
    article = parse(f"差出人：山田\n件名：本の話\n\n{over}" + "\n".join(rows) + f"\n\n{TEXT}", "a.txt")
    said = [p.text for section in article.sections for p in section.paragraphs]
    assert said[-4:] == [*rows, TEXT]


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("月末の三日を取り戻す ― 請求書の見直し", "月末の三日を取り戻す ― 請求書の見直し"),
        ("月末の三日を取り戻すには準備が要る", "月末の三日を取り戻す"),
    ],
)
def test_the_text_completes_the_title_of_a_subject(below: str, title: str) -> None:
    head = "From: 川の会 <o@example.com>\nSubject: [川の便り Vol.58] 月末の三日を取り戻す"
    assert parse(f"{head}\n\n{below}\n\n{TEXT}", "a.txt").title.endswith(title)


@pytest.mark.parametrize("line", ["庭に梅が咲きました", "明日は十時に", "庭の便り"])
def test_a_mail_may_be_one_line(line: str) -> None:
    head = "From: 川の会 <o@example.com>\nSubject: 庭の便り\nDate: Sun, 12 Apr 2026 09:00:00 +0900"
    article = parse(f"{head}\n\n{line}\n", "a.txt")
    assert article.title == "庭の便り"
    assert article.sections[-1].paragraphs[-1].text == line


def test_a_mail_may_begin_with_its_first_chapter() -> None:
    assert titled("川の調査の報告", f"1　目的\n\n{TEXT}\n\n2　方法\n\n") == "川の調査の報告"


def test_the_title_of_a_magazine_is_the_issue_that_the_subject_names() -> None:
    over = "週刊まちの木\n第48号　伐られなかったイチョウの話\n\n"
    assert (
        titled("【週刊まちの木】第48号　伐られなかったイチョウの話", over)
        == "第48号　伐られなかったイチョウの話"
    )
    over = "川開きの準備について\n集合場所は橋の北側です\n\n"
    assert titled("川開きの準備について（集合場所は橋の北側です）", over) == "川開きの準備について"


HEAD = "From: 杉田一 <sugita@example.com>\nSubject: Re: 打合せの件\nDate: Thu, 26 Nov 2026 10:12:44 +0900\n\n"
ANSWERED = (
    "差出人: 山本 <yamamoto@example.com>\n送信日時: 2026年11月25日 17:40\n宛先: 杉田\n件名: 打合せの件\n\n"
    "金曜に来られますか。\n"
)


OVER = ["-----元のメッセージ-----\n", "-----Original Message-----\n", f"{'_' * 32}\n", ""]


def said(text: str) -> list[str]:
    return [p.text for section in parse(text, "a.txt").sections for p in section.paragraphs]


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize("answer", ["金曜の14時にうかがいます。川沿いの道を歩きます。", "金曜に伺います！"])
def test_the_mail_that_is_answered_is_not_read_nor_who_sent_it(over: str, answer: str) -> None:
    article = parse(f"{HEAD}{answer}\n\n{over}{ANSWERED}", "a.txt")
    assert article.sections[-1].paragraphs[-1].text == answer
    assert (article.byline, str(article.date)) == ("杉田一", "2026-11-26")


def test_answers_between_the_lines_of_a_mail_are_read() -> None:
    answered = ANSWERED.replace("金曜に", "> 金曜に") + "\nはい、金曜の十四時にうかがいます。\n"
    assert (
        said(f"{HEAD}返事は下に書きます。\n\n{OVER[0]}{answered}")[-1] == "はい、金曜の十四時にうかがいます。"
    )


@pytest.mark.parametrize(
    ("head", "over"),
    [
        (HEAD, "---------- Forwarded message ---------\n"),
        (HEAD.replace("Re:", "Fwd:"), OVER[2]),
        (HEAD.replace("Re:", "転送:"), ""),
    ],
)
def test_a_mail_that_is_sent_on_with_a_word_is_read(head: str, over: str) -> None:
    text = f"{head}山本さんのメールを転送します。ぜひ読んでください。\n\n{over}{ANSWERED}"
    assert said(text)[-1] == "金曜に来られますか。"


@pytest.mark.parametrize("over", [*OVER, "----------\n"])
def test_a_mail_in_a_text_about_mails_ends_nothing(over: str) -> None:
    about = f"メールの書き方\n\nまず次の例を見てください。例は長くありません。\n\n{over}{ANSWERED}"
    assert said(f"{about}\nこのように、件名で用件を伝えます。\n")[-1] == "このように、件名で用件を伝えます。"


@pytest.mark.parametrize(
    "rows",
    [
        "Date: 2026年12月1日\nFrom: 羽田\nTo: 福岡",
        "件名：定例会議\n日時：12月3日 10時\n配信日：12月1日",
    ],
)
def test_rows_that_only_look_like_the_head_of_a_mail_end_none(rows: str) -> None:
    assert (
        said(f"{HEAD}予定です。よろしくお願いします。\n\n{rows}\n\n帰りは新幹線です。\n")[-1]
        == "帰りは新幹線です。"
    )


def test_of_a_mail_that_is_sent_on_only_its_head_is_not_read() -> None:
    text = f"{HEAD}{'_' * 32}\n{ANSWERED}"
    assert (said(text)[-1], parse(text, "a.txt").byline) == ("金曜に来られますか。", "杉田一")
