"""Bytes to text: every encoding that a text file comes in, and a clear word about what is no text."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrate.article import read_article
from narrate.encodings import decode
from narrate.errors import ArticleError
from narrate.source import Source, clean, read_bytes, read_source, read_text, where_of, wide_option

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
PRINTED = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]))

same_everywhere = settings(deadline=None, derandomize=True, max_examples=200)


@same_everywhere
@given(PRINTED, st.sampled_from(sorted(MARKS)))
def test_text_with_a_byte_order_mark_comes_back(text: str, encoding: str) -> None:
    assert decode(MARKS[encoding] + text.encode(encoding), "a.txt") == text


@same_everywhere
@given(PRINTED)
@example("図書館の記事\r\n二行目")
def test_utf_8_without_a_mark_comes_back(text: str) -> None:
    assert decode(b"\n" + text.encode(), "a.txt") == "\n" + text


@same_everywhere
@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert clean(decode(b"\n" + cleaned.encode(), "a.txt")) == "\n" + cleaned


@same_everywhere
@given(st.text())
def test_clean_text_has_no_control_but_line_feed_and_tab(text: str) -> None:
    assert not [char for char in clean(text) if unicodedata.category(char) == "Cc" and char not in "\n\t"]


@same_everywhere
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Mn"]) | st.sampled_from(" \n\t\u3000")))
def test_cleaning_keeps_all_that_prints(text: str) -> None:
    assert unicodedata.normalize("NFKC", clean(text)) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [("ﬁle oﬃce", "file office"), ("Poke\u0301mon", "Pokémon"), ("が", "が"), ("か\u3099", "が")],
)
def test_letters_in_parts_or_joined_are_the_letters_people_type(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"一行目{end}二行目{end}") == "一行目\n二行目\n"


def test_zero_width_and_direction_marks_vanish() -> None:
    assert clean("\ufeffあ\u200bい\u200cう\u202eえ\u2066お\u00ad。\x07") == "あいうえお。"


def test_a_file_is_read_with_its_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes(codecs.BOM_UTF16_LE + "題\r\n\r\n本文です。\r\n".encode("utf-16-le"))
    assert read_text(path) == "題\n\n本文です。\n"


def test_a_text_about_id3_is_a_text() -> None:
    text = "ID3タグとは何か"
    assert decode(text.encode(), "id3.txt") == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP, Word or EPUB file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x00", "an MP3"),
        (b"\x7fELF\x02", "a program"),
    ],
)
def test_a_binary_file_is_named_by_its_kind(data: bytes, kind: str) -> None:
    with pytest.raises(ArticleError, match=f"^thing.bin: is {kind}, not text"):
        decode(data, "thing.bin")


def test_an_invalid_byte_is_named_with_offset_and_line() -> None:
    data = "一\n二".encode() + b"\xff\n"
    with pytest.raises(ArticleError, match=r"^a\.txt: not valid UTF-8: byte 0xff at offset 7 \(line 2\)"):
        decode(data, "a.txt")


def test_the_offset_of_an_invalid_byte_counts_the_mark() -> None:
    with pytest.raises(ArticleError, match=r"byte 0xff at offset 5 \(line 2\)"):
        decode(codecs.BOM_UTF8 + b"a\n\xff", "a.txt")


def test_half_a_character_at_the_end_is_an_error_in_utf_16_too() -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt: not valid UTF-16-LE: byte 0x44 at offset 4"):
        decode(codecs.BOM_UTF16_LE + b"\x42\x30\x44", "a.txt")


JAPANESE = "図書館は、町の話を集めています。今日はその第一回をお届けします。\n"


@pytest.mark.parametrize(
    "encoding", ["shift_jis", "cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16-le", "utf-16-be", "utf-16"]
)
def test_an_encoding_is_told_by_its_look(encoding: str) -> None:
    assert decode(JAPANESE.encode(encoding), "a.txt") == JAPANESE


@pytest.mark.parametrize("declared", ["Shift_JIS", "shift-jis", "x-sjis", "EUC-JP", "utf-8"])
def test_a_declared_encoding_is_used(declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body>①図書館</body></html>"
    codec = {"s": "cp932", "x": "cp932", "e": "euc_jisx0213", "u": "utf-8"}[declared[0].lower()]
    assert "図書館" in decode(page.encode(codec), "a.html")
    assert "図書館" in decode("図書館です。".encode(codec), "a.html", charset=declared)


def test_a_wrong_declaration_is_not_believed() -> None:
    assert decode(JAPANESE.encode("utf-8"), "a.html", charset="euc-jp") == JAPANESE
    assert decode(b"<meta charset=nonsense>" + JAPANESE.encode(), "a.html").endswith(JAPANESE)


def test_a_faulty_byte_is_named_with_its_line() -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt: not valid UTF-8: byte 0xff at offset 10 \(line 2\)"):
        decode("図書館\n".encode() + b"\xff\xfe\xff" + "本".encode(), "a.txt")


def test_a_nul_byte_is_named_with_its_line() -> None:
    with pytest.raises(
        ArticleError, match=r"^a\.txt: is not a text file \(byte 0 at offset 3, line 2\); .*as text in UTF-8"
    ):
        decode(b"ab\n\0cd", "a.txt")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"nowhere\.txt: no such file; check the name"):
        read_text(tmp_path / "nowhere.txt")


@pytest.mark.parametrize("name", ["example.com/article", "www.example.com", "example.com:8000/a"])
def test_an_address_without_its_beginning_is_told_so(name: str) -> None:
    with pytest.raises(ArticleError, match=rf"^{name}: no such file; .*begin it with https://$"):
        read_text(Path(name))


@pytest.mark.parametrize("name", ["article.txt", "articles/a.txt", "../a.txt", "記事.md"])
def test_the_name_of_a_file_is_taken_for_no_address(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(ArticleError, match=rf"^{name}: no such file; check the name$"):
        read_text(Path(name))


@pytest.mark.parametrize(
    ("named", "meant"),
    [("artcle.txt", "article.txt"), ("記事2.txt", "記事.txt"), ("A.TXT", "a.txt"), ("ａ.txt", "a.txt")],
)
def test_a_file_with_nearly_that_name_is_offered(named: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / meant).write_text("本文です。", encoding="utf-8")
    with pytest.raises(ArticleError) as error:
        read_text(tmp_path / named)
    assert str(error.value) == f"{tmp_path / named}: no such file; perhaps {tmp_path / meant} is meant"


def test_a_link_that_leads_nowhere_is_told_and_not_offered(tmp_path: Path) -> None:
    (tmp_path / "article.txt").symlink_to("nowhere")
    with pytest.raises(ArticleError, match=r"article\.txt: no such file; it is a link that leads nowhere"):
        read_text(tmp_path / "article.txt")
    with pytest.raises(ArticleError, match=r"artcle\.txt: no such file; check the name$"):
        read_text(tmp_path / "artcle.txt")


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        *(("ーーbase-url=x", "--base-url"), ("－－ｂａｓｅ－ｕｒｌ", "--base-url")),
        *(("–-voice", "--voice"), ("－ｑ", "-q")),
        *(("--voice", ""), ("ーー", ""), ("ー川.txt", ""), ("a―b", "")),
    ],
)
def test_an_option_is_told_in_whatever_width_it_is_typed(typed: str, option: str) -> None:
    assert wide_option(typed) == option


@pytest.mark.parametrize("name", ["－－quiet", "ーーquiet", "—quiet"])
def test_an_option_with_wide_hyphens_is_told_so(name: str) -> None:
    with pytest.raises(ArticleError, match=rf"^{name}: no such file; .* half-width hyphens: --quiet$"):
        read_text(Path(name))


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=rf"{tmp_path.name}: is a folder; name the article file"):
        read_text(tmp_path)


def test_a_path_through_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.txt: cannot be read \(Not a directory\)"):
        read_text(tmp_path / "file" / "a.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_article_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match=r"a\.txt: is not a file; save the article as a text file"):
        read_text(tmp_path / "a.txt")


def test_a_file_larger_than_any_article_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(ArticleError, match=r"a\.txt: has more than 50 MB; split it into articles"):
        read_text(tmp_path / "a.txt")


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("題\r\n本文。".encode("shift_jis"))))
    assert read_source("-") == Source("standard input", "題\n本文。")


def test_standard_input_larger_than_any_article_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * 50_000_001)))
    with pytest.raises(ArticleError, match="standard input: has more than 50 MB; split it into articles"):
        read_source("-")


@pytest.mark.parametrize(
    "named", ["ｈｔｔｐｓ：／／example.com/a", "https：//example.com/a", "https://example.com/a"]
)
def test_an_address_in_wide_letters_is_one(named: str) -> None:
    assert where_of(named) == "https://example.com/a"


def test_a_page_that_was_saved_whole_is_read(tmp_path: Path) -> None:
    page = EmailMessage()
    page["From"], page["Subject"] = "<Saved by Blink>", "庭の話"
    page["Snapshot-Content-Location"] = "https://example.com/garden"
    page.set_content("<html><body><h1>庭の話</h1><p>池を作りました。</p></body></html>", subtype="html")
    (tmp_path / "庭.mhtml").write_bytes(page.as_bytes())
    article = read_article(tmp_path / "庭.mhtml")
    assert (article.title, article.byline) == ("庭の話", "")
    assert [p.text for s in article.sections for p in s.paragraphs] == ["庭の話", "池を作りました。"]


@pytest.mark.parametrize("named", ["articel.txt", "article", "「article.txt」", "“article”"])
def test_a_file_that_is_nearly_called_so_is_named(tmp_path: Path, named: str) -> None:
    (tmp_path / "article.txt").write_text("川です。", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"perhaps .*article\.txt is meant"):
        read_bytes(tmp_path / named)
