"""Where an article comes from (file, address, standard input) and its text, whatever the encoding."""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from dataclasses import dataclass
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
_TOO_LARGE = f"has more than {_MAX_BYTES // 10**6} MB; split it into articles"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HEAD_BYTES = 2048  # a page declares its encoding in the first kilobyte, somewhat later in life
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]{2,40})",
    re.IGNORECASE,
)
_SUPERSETS = {"shift_jis": "cp932", "euc_jp": "euc_jis_2004", "iso8859-1": "cp1252", "ascii": "utf-8"}
"""Codecs that read what pages mean by an encoding's name (as the WHATWG's Encoding Standard has it)."""
_MANY = 50  # one faulty byte in so many, and the declaration is wrong
_ORDINARY = re.compile("[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_WRITTEN = re.compile("[ぁ-んァ-ヶ]|[A-Za-z]{2}")
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_APART = re.compile(
    "[か-ほカ-ホうウ]\u3099|[は-ほハ-ホ]\u309a|[A-Za-z\u00c0-\u024f][\u0300-\u036f]+"
)  # kana or Latin letters and their marks, as some systems write them
_LIGATURE = re.compile("[\ufb00-\ufb06]")  # ﬁ, as it comes out of a PDF
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


Where = Path | str
"""A file, or as text an address (``https://…``) or ``-`` for standard input."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came: its text, what it is called in messages, and its form where that is known.

    ``form`` is ``text``, ``markdown``, ``html`` or empty.
    """

    name: str
    text: str
    form: str = ""


def read_source(where: Where) -> Source:
    """The article of a file, an address or standard input.

    Line ends are LF, control and zero-width characters are taken out.

    Raises:
        ArticleError: it cannot be had, is binary, or not in the encoding it claims.
    """
    if is_address(where):
        from narrate.fetch import fetch

        page = fetch(str(where))
        return Source(str(where), clean(decode(page.data, str(where), page.charset)), page.form)
    if str(where) == "-":
        return Source(
            "standard input",
            clean(
                decode(_limited(sys.stdin.buffer.read(_MAX_BYTES + 1), "standard input"), "standard input")
            ),
        )
    return Source(str(where), read_text(Path(where)))


def is_address(where: Where) -> bool:
    """Whether an article is named by its address on the web."""
    return isinstance(where, str) and bool(_ADDRESS.match(where))


def read_text(path: Path) -> str:
    """The text of a file, line ends as LF, without control and zero-width characters.

    Raises:
        ArticleError: no such file, a folder, binary, or not the encoding it claims.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ArticleError(f"{path}: is not a file; save the article as a text file")
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            raise ArticleError(f"{path}: {_TOO_LARGE}")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise ArticleError(f"{path}: is a folder; name the article file in it") from None
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror})") from None
    return clean(decode(data, str(path)))


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > _MAX_BYTES:
        raise ArticleError(f"{name}: {_TOO_LARGE}")
    return data


def decode(data: bytes, name: str, charset: str = "") -> str:
    """Decode by byte order mark, by the ``charset`` that is declared, as UTF-8, or by its look.

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
        return _utf_16(data, name)
    if declared := _declared(data, charset):
        return data.decode(declared, "replace")
    if b"\x1b$" in data:  # the shift sequence of mail in Japanese
        return _decode_as(data, "iso2022_jp", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_look(data, name)


def _declared(data: bytes, charset: str) -> str:
    """The codec of an encoding that was declared and that most of the data keeps; empty if there is none."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    for name in (charset, (found[1] or found[2]).decode("ascii") if found else ""):
        try:
            codec = _SUPERSETS.get(codecs.lookup(name).name, codecs.lookup(name).name) if name else ""
            if codec and data.decode(codec, "replace").count("\ufffd") * _MANY < len(data):
                return codec
        except (LookupError, UnicodeError):
            continue
    return ""


def _utf_16(data: bytes, name: str) -> str:
    """UTF-16 without its mark, if most of it would then be ordinary text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        if _WRITTEN.search(text) and len(_ORDINARY.findall(text)) > 0.9 * len(text):
            return text
    at = data.index(b"\0")
    raise ArticleError(
        f"{name}: NUL byte at offset {at} (line {_line(data, at)}): not a text file; "
        "if it is UTF-16, save it as UTF-8"
    )


def _by_look(data: bytes, name: str) -> str:
    """Japanese in Shift_JIS or EUC-JP, told by a library; what neither fits is told as faulty UTF-8."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp932", "euc_jis_2004"]).best()
    return str(best) if best and best.encoding != "utf_8" else _decode_as(data, "utf-8", name)


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
