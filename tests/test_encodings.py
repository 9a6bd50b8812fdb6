"""Japanese in every encoding it comes in, short and long, declared rightly, wrongly, late or not at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.encodings import decode
from narrate.errors import ArticleError

SENTENCE = "図書館は、町の話を集めています。今日はその第一回をお届けします。\n"
SHORT = [
    "図書館",
    "図書館です。",
    "こんにちは",
    "本",
    "テスト",
    "東京都は晴れ",
    "A社のAI",
    "はい\nいいえ\n",
    "髙﨑彅",
]
LONG = [SENTENCE, SENTENCE * 100, "Python の例です。x = 1\n" * 20, "code " * 500 + "図書館です。"]
MANY_SIGNS = "①②③ Ⅳ ㈱ ﾃｽﾄ 図書館――東京です。\n" * 5
PAGE = "<html><head>{}<title>図書館の話</title></head><body>{}<p>町の話を集めています。</p></body></html>"
LABELS = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP", "utf-8": "UTF-8", "iso2022_jp": "ISO-2022-JP"}


@pytest.mark.parametrize("encoding", [*LABELS, "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", LONG + SHORT)
def test_a_text_without_a_declaration_comes_back(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = b""  # 髙 is in Windows' encodings only
    if "16" in encoding and not re.search("[ぁ-んァ-ン\n]", text):
        return  # two or three kanji in UTF-16 might be anything
    assert decode(data, "a.txt") == (text if data else "")


@pytest.mark.parametrize("encoding", ["cp932", "utf-16-le", "utf-16-be", "utf-8"])
def test_signs_of_windows_come_back(encoding: str) -> None:
    assert decode(MANY_SIGNS.encode(encoding), "a.txt") == MANY_SIGNS


def as_euc_jp(text: str) -> bytes:
    """EUC-JP as Windows writes it: its own characters at their places in rows 13 and 89 to 92."""
    own = {"①": b"\xad\xa1", "㈱": b"\xad\xea", "髙": b"\xfc\xe2", "﨑": b"\xf9\xf5"}
    return b"".join(own.get(char) or char.encode("euc_jp") for char in text)


def test_signs_of_windows_come_back_from_euc_jp_and_mail() -> None:
    text = "①番は㈱図書館の髙田さんと宮﨑さんです。\n"
    data = as_euc_jp(text)
    assert decode(data, "a.txt") == text
    assert decode(b"<meta charset=euc-jp>" + data, "a.html").endswith(text)
    mail = re.sub(rb"[\xa1-\xfe]+", lambda found: b"\x1b$B%b\x1b(B" % bytes(b & 127 for b in found[0]), data)
    assert decode(mail, "a.txt") == text


def test_half_width_kana_of_mail_come_back() -> None:
    text = "ﾃｽﾄです。 OK?\n次の行です。\n"
    assert decode(text.encode("iso2022_jp_ext"), "a.txt") == text


DECLARATIONS = [
    *("", "<meta charset=utf-8>", "<meta charset=shift_jis>", "<meta charset='euc-jp'>"),
    *("<meta charset=iso-8859-1>", "<meta charset=us-ascii>", "<meta charset=windows-1252>"),
    *("<meta charset=utf-16>", "<meta charset=utf-7>", "<meta charset=iso-2022-jp>", "<meta charset=x-sjis>"),
    *("<meta charset=nonsense>", "<meta charset=punycode>", "<meta charset=idna>", "<meta charset=rot13>"),
    *("<meta charset=unicode_escape>", "<meta charset=undefined>", "<!-- <meta charset=euc-jp> -->"),
    '<meta http-equiv="Content-Type" content="text/html; charset=ms932">',
    "<!-- " + "x" * 9000 + " --><meta charset=@>",
]


@pytest.mark.parametrize("encoding", [*LABELS, "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", DECLARATIONS)
@pytest.mark.parametrize("body", ["", f"<p>{SENTENCE}</p>" * 50])
def test_a_page_is_read_whatever_it_declares(body: str, declaration: str, encoding: str) -> None:
    page = PAGE.format(declaration.replace("@", LABELS.get(encoding, "utf-8")), body)
    assert decode(page.encode(encoding), "a.html") == page
    for charset in ("utf-8", "iso-8859-1", "Shift_JIS", "EUC-JP", "nonsense", "a\0b", "zlib", "図"):
        assert decode(page.encode(encoding), "a.html", charset) == page, charset


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        ("It’s “late” – très tard.\n", "cp1252", "iso-8859-1"),
        ("It’s “late” – très tard.\n", "utf-8", "iso-8859-1"),
        ("Привет, мир\n" * 9, "koi8-r", "koi8-r"),
        ("图书馆的故事，第一回。\n" * 9, "gb18030", "gb2312"),
        ("圖書館的故事，第一回。\n" * 9, "big5", "big5"),
        ("도서관 이야기입니다.\n" * 9, "cp949", "euc-kr"),
        ("図書館", "utf-16-le", "utf-16le"),
    ],
)
def test_another_language_is_read_as_declared(text: str, encoding: str, charset: str) -> None:
    assert decode(text.encode(encoding), "a.txt", charset) == text


@pytest.mark.parametrize("encoding", ["cp1252", "koi8-r", "cp949", "gb18030"])
def test_another_language_that_declares_nothing_is_not_taken_for_japanese(encoding: str) -> None:
    text = {"c": "It’s “late” – très tard.\n", "k": "Привет, мир\n"}.get(encoding[0], "图书馆的故事\n")
    text = "도서관 이야기입니다.\n" if encoding == "cp949" else text
    with pytest.raises(ArticleError, match=r"^a\.txt: not valid UTF-8: byte 0x.*; save the file as UTF-8$"):
        decode((text * 9).encode(encoding), "a.txt")


def test_a_byte_or_two_of_a_declared_encoding_may_be_wrong() -> None:
    data = b"<meta charset=utf-8>" + SENTENCE.encode() * 9 + b"\xff"
    assert decode(data, "a.html") == "<meta charset=utf-8>" + SENTENCE * 9 + "\ufffd"
    data = b"<meta charset=shift_jis>" + b"\xff" + SENTENCE.encode("cp932") * 9
    assert decode(data, "a.html").endswith(SENTENCE * 9)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.binary(max_size=60), st.sampled_from(["", *LABELS.values(), "utf-16", "latin-1", "gb2312", "\ud800"])
)
def test_any_bytes_are_a_text_or_told_to_be_none(data: bytes, charset: str) -> None:
    for prefix in (b"", b"\x1b$B", b"<meta charset=euc-jp>", "図書館".encode("cp932")):
        try:
            told = decode(prefix + data, "a.txt", charset)
        except ArticleError as error:
            told = str(error)
        told.encode()


def test_a_stray_byte_0_is_left_out_of_a_text_but_many_are_none() -> None:
    page = "<p>川の会\0\0議です。</p>" + "<p>海の話です。</p>" * 200
    assert decode(page.encode(), "a.html") == page.replace("\0", "")
    with pytest.raises(ArticleError, match="is not a text file"):
        decode(b"\0" * 20 + page.encode(), "a.html")
