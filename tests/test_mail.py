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


def test_a_mail_in_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail.set_content(TEXT, cte="8bit")
    mail.replace_header("Content-Type", "text/plain; charset=river-1")
    with pytest.raises(ArticleError, match=r"river\.eml: is a mail that cannot be read"):
        read_article(saved(tmp_path, mail))


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe" * 9, b"Content-Type: multipart/mixed\n\n--"])
def test_what_is_no_mail_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "river.eml"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"^[^\n]*river\.eml: "):
        read_article(path)
