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
