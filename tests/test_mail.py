"""Mails that were saved as files."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from narrate.article import read_article
from narrate.errors import ArticleError
from narrate.model import Article

SUBJECT = "川の便り 第12号"
TEXT = "こんにちは。今週は、川の話です。\n\n川は流れています。\n"
PAGE = f"<html><body><h1>{SUBJECT}</h1><p>今週は、川の話です。</p><p>川は流れています。</p></body></html>"


def saved(folder: Path, mail: EmailMessage) -> Path:
    mail["From"], mail["Subject"] = "川の会 <river@example.com>", SUBJECT
    mail["Date"] = "Wed, 01 Apr 2026 07:00:00 +0900"
    path = folder / "river.eml"
    path.write_bytes(bytes(mail))
    return path


def said(article: Article) -> list[str]:
    return [p.text for section in article.sections for p in section.paragraphs if p.kind == "prose"]


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_the_text_of_a_mail_is_read_under_its_subject(tmp_path: Path, coding: str) -> None:
    mail = EmailMessage()
    mail.set_content(TEXT, cte=coding)
    mail.add_alternative("<p>別の話です。</p>", subtype="html")
    article = read_article(saved(tmp_path, mail))
    assert (article.title, str(article.date)) == (SUBJECT, "2026-04-01")
    assert said(article) == ["こんにちは。今週は、川の話です。", "川は流れています。"]


@pytest.mark.parametrize("name", ["river.txt", "river"])
def test_a_mail_is_told_by_its_head_too(tmp_path: Path, name: str) -> None:
    mail = EmailMessage()
    mail.set_content(TEXT, cte="base64")
    path = saved(tmp_path, mail).rename(tmp_path / name)
    assert said(read_article(path)) == ["こんにちは。今週は、川の話です。", "川は流れています。"]


def test_a_text_about_mails_is_none(tmp_path: Path) -> None:
    path = tmp_path / "river.txt"
    path.write_text("Subject: 川\nContent-Type: text/plain\nと書きます。\n\n川の話です。\n", encoding="utf-8")
    assert said(read_article(path))[-1] == "川の話です。"


def test_a_mail_that_has_only_a_page_is_read_as_one(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content(PAGE, subtype="html", charset="iso-2022-jp")
    article = read_article(saved(tmp_path, mail))
    assert article.title == SUBJECT
    assert said(article) == ["今週は、川の話です。", "川は流れています。"]


LONG_PAGE = (
    f"<style>p {{}}</style>{PAGE.replace('川は流れています。', '川は、山から海まで流れています。' * 9)}"
)


@pytest.mark.parametrize(
    ("stub", "page"),
    [
        ("", PAGE),
        ("\n", LONG_PAGE),
        ("HTMLメールです。ブラウザでご覧ください。", PAGE),
        ("このメールはHTML形式です。表示できない場合は下記URLをご覧ください。\nhttps://example.com/12", PAGE),
        ("HTMLでご覧ください。", LONG_PAGE + "<p>HTMLでご覧ください。</p>"),
        ("川の便りです。\nhttps://example.com/" + "12" * 200, LONG_PAGE),
    ],
)
def test_the_page_of_a_mail_is_read_where_its_text_is_a_stub(tmp_path: Path, stub: str, page: str) -> None:
    mail = EmailMessage()
    mail.set_content(stub)
    mail.add_alternative(page, subtype="html")
    mail.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg")
    article = read_article(saved(tmp_path, mail))
    assert (article.title, str(article.date)) == (SUBJECT, "2026-04-01")
    assert said(article)[0] == "今週は、川の話です。"


@pytest.mark.parametrize(
    "page", ["<p>別の話です。</p>", f"<style>{'a' * 999}</style><p>別</p>", "<p>" * 9_999, "", "別の話です。"]
)
def test_a_short_text_is_read_where_the_page_shows_no_more(tmp_path: Path, page: str) -> None:
    mail = EmailMessage()
    mail.set_content("HTMLではない川の話です。川は流れています。")
    mail.add_alternative(page, subtype="html")
    assert said(read_article(saved(tmp_path, mail))) == ["HTMLではない川の話です。川は流れています。"]


def test_a_letter_is_read_whatever_its_sentences_end_with(tmp_path: Path) -> None:
    letter = "春になりました！\n庭の桜が咲きました♪\n来週の花見に来てください！"
    mail = EmailMessage()
    mail.set_content(letter)
    mail.add_alternative(f"<p>{letter}</p><p>{'当協会は川の会です。' * 5}</p>", subtype="html")
    assert "".join(said(read_article(saved(tmp_path, mail)))).startswith("春になりました！")


def test_a_letter_is_read_without_what_its_page_has_around_it(tmp_path: Path) -> None:
    letter, footer = "春になりました。桜が咲いています。", "<div>会社概要 配信停止はこちら</div>" * 9
    mail = EmailMessage()
    mail.set_content(letter)
    mail.add_alternative(f"<p>{letter}</p>{footer}", subtype="html")
    assert said(read_article(saved(tmp_path, mail))) == [letter]


@pytest.mark.parametrize(
    "text", [SUBJECT, "メールが正しく表示されない場合はこちら", "川の話をお届けします。"]
)
def test_what_a_page_shows_over_its_article_is_no_letter(tmp_path: Path, text: str) -> None:
    mail = EmailMessage()
    mail.set_content(text)
    mail.add_alternative(f"<p>{text}</p>{LONG_PAGE}", subtype="html")
    assert "今週は、川の話です。" in said(read_article(saved(tmp_path, mail)))


def test_a_text_over_a_page_that_was_put_in_is_no_stub(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content("川は流れています。")
    mail.add_attachment(LONG_PAGE, subtype="html", disposition="inline")
    assert said(read_article(saved(tmp_path, mail))) == ["川は流れています。"]


@pytest.mark.parametrize(
    ("title", "heading"),
    [("", ""), ("川の会", ""), ("メールマガジン", "川の会"), ("", SUBJECT), (SUBJECT, "")],
)
def test_a_page_in_a_mail_has_the_title_and_the_day_of_the_mail(
    tmp_path: Path, title: str, heading: str
) -> None:
    mail = EmailMessage()
    page = f"<title>{title}</title><h1>{heading}</h1><p>2025年1月1日</p><p>川は流れています。</p>"
    mail.set_content(f"<?xml version='1.0' encoding='shift_jis'?><html>{page}</html>", subtype="html")
    article = read_article(saved(tmp_path, mail))
    assert (article.title, str(article.date)) == (SUBJECT, "2026-04-01")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("【川の会】川の話を聞きました", "川の話を聞きました"),
        ("Fwd: 川の話を聞きました", "川の話を聞きました"),
        ('「a: "b"」\\ --- 川', '「a: "b"」\\ --- 川'),
        ("", "川の話を聞きました"),
    ],
)
def test_the_subject_over_a_page_is_taken_as_over_a_text(tmp_path: Path, subject: str, title: str) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = subject, "山本太郎 <yamamoto@example.com>"
    mail.set_content(PAGE.replace(SUBJECT, "川の話を聞きました"), subtype="html")
    path = tmp_path / "river.eml"
    path.write_bytes(bytes(mail))
    article = read_article(path)
    assert (article.title, article.date, article.byline) == (title, None, "山本太郎")


def test_a_mail_of_pictures_is_refused(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content(b"\xff\xd8", maintype="image", subtype="jpeg")
    with pytest.raises(ArticleError, match=r"river\.eml: is a mail without a text; save its article"):
        read_article(saved(tmp_path, mail))


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/plain", "utf-8"),
        ("text/plain; charset=river-1", "utf-8"),
        ("text/plain; charset=shift_jis", "cp932"),
    ],
)
def test_the_letters_are_those_that_were_written(tmp_path: Path, declared: str, charset: str) -> None:
    path = tmp_path / "river.eml"
    text = "①川の話です。髙橋さんが歩きました。"
    path.write_bytes(b"Subject: river\nContent-Type: " + declared.encode() + b"\n\n" + text.encode(charset))
    assert said(read_article(path)) == [text]


def test_texts_around_a_picture_are_all_read(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content("川は流れています。")
    mail.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg")
    mail.add_attachment("海は広いです。", disposition="inline")
    mail.add_attachment("山は高いです。", filename="mountain.txt")
    assert said(read_article(saved(tmp_path, mail))) == ["川は流れています。", "海は広いです。"]


@pytest.mark.parametrize(
    "head",
    [
        *(b'From: "', b"From: a@[", b"From: =?utf-8?q?a=0Ab?= <x@y>", b"From: " + b"(" * 900),
        *(b"Date: Thu, 1 Jan 99999999999999999999999999", b"Date: 1 Jan 2026 00:00:00 +99999999999"),
        *(b"From: " + b"a," * 30_000, b"Subject: " + b"=?utf-8?q?a?= " * 20_000, b"X: " + b"a\n b" * 20_000),
    ],
    ids=lambda head: head[:20].decode(),
)
def test_a_field_that_is_broken_costs_that_field(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "river.eml"
    path.write_bytes(head + "\nX-River: 川\n\n川の話\n\n川は流れています。\n".encode())
    assert said(read_article(path))[-1] == "川は流れています。"


def test_a_mail_of_mails_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "river.eml"
    path.write_bytes(b"Content-Type: message/rfc822\n\n" * 5_000)
    with pytest.raises(ArticleError, match=r"^[^\n]*river\.eml: "):
        read_article(path)


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe" * 9, b"Content-Type: multipart/mixed\n\n--"])
def test_what_is_no_mail_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "river.eml"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"^[^\n]*river\.eml: "):
        read_article(path)
