"""Bytes → text: the encodings a text file comes in, and a clear word about those that it must not."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from narrate.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARIES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP, Word or EPUB file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"ID3\x02", "an MP3"),
    (b"ID3\x03", "an MP3"),
    (b"ID3\x04", "an MP3"),
    (b"\x7fELF", "a program"),
)
_MAX_BYTES = 50_000_000  # some thirty hours of audio are 1 MB; this is no article
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_APART = re.compile(
    "[か-ほカ-ホうウ]\u3099|[は-ほハ-ホ]\u309a|[A-Za-z\u00c0-\u024f][\u0300-\u036f]+"
)  # kana or Latin letters and their marks, as some systems write them
_LIGATURE = re.compile("[\ufb00-\ufb06]")  # ﬁ, as it comes out of a PDF
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def read_text(path: Path) -> str:
    """The text of a file, line ends as LF, without control and zero-width characters.

    Raises:
        ArticleError: no such file, a folder, binary, or not the encoding it claims.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ArticleError(f"{path}: is not a file; save the article as a text file")
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            raise ArticleError(f"{path}: has more than {_MAX_BYTES // 10**6} MB; split it into articles")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise ArticleError(f"{path}: is a folder; name the article file in it") from None
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror})") from None
    return clean(decode(data, str(path)))


def decode(data: bytes, name: str) -> str:
    """Decode by byte order mark or by the shifts of ISO-2022-JP, else as UTF-8.

    Raises:
        ArticleError: binary data, or a byte that the encoding does not allow.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name, offset=len(mark))
    for magic, kind in _BINARIES:
        if data.startswith(magic):
            raise ArticleError(f"{name}: is {kind}, not text; save the article as a text file")
    if b"\0" in data:
        at = data.index(b"\0")
        raise ArticleError(
            f"{name}: NUL byte at offset {at} (line {_line(data, at)}): "
            "not a text file; if it is UTF-16, save it as UTF-8"
        )
    if b"\x1b$" in data:  # the shift sequence of mail in Japanese
        return _decode_as(data, "iso2022_jp", name)
    return _decode_as(data, "utf-8", name)


def clean(text: str) -> str:
    """Unify line ends; drop what is invisible; put letters and their marks together, take ligatures apart."""
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    text = _LIGATURE.sub(lambda letters: unicodedata.normalize("NFKC", letters.group()), text)
    return _APART.sub(lambda letter: unicodedata.normalize("NFC", letter.group()), text)


def _decode_as(data: bytes, encoding: str, name: str, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02x} at offset {error.start + offset}"
        if encoding == "utf-8":
            where += f" (line {_line(data, error.start)})"
        raise ArticleError(f"{name}: not valid {encoding.upper()}: {where}; save the file as UTF-8") from None


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
