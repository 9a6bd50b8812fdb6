"""Bytes → text, whatever the encoding: by its mark, by what is declared, and above all by how it reads.

Declarations are often wrong (a server's default, a page that was converted and still names its old encoding),
so one is kept only if no other encoding gives clearly better Japanese.
"""

from __future__ import annotations

import codecs
import re

from narrate.errors import ArticleError
from narrate.patterns import compiled

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
_HEAD_BYTES = 2048  # a page declares its encoding in the first kilobyte, somewhat later in life
_CHARSET = compiled(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]{2,40})",
    re.IGNORECASE,
)
_SUPERSETS = {
    **{"shift_jis": "cp932", "x-sjis": "cp932", "x-euc-jp": "euc_jp", "cp51932": "euc_jp"},
    **{"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"},
}
"""Codecs that read what pages mean by an encoding's name (as the WHATWG's Encoding Standard has it)."""
_OF_TEXT = compiled("utf-(?:8|16|16-[lb]e)|cp[0-9]+|iso8859-[0-9]+|koi8-[rtu]|gb18030|big5|big5hkscs|euc_jp")
"""Codecs that a page may ask for; Python has others that are slow, read escapes or are none of text."""
_WIDE_CODEC = compiled("cp9|euc|gb|big5|utf-16")
_MANY = 50  # one faulty byte in so many, and the encoding is wrong
_STRAY = 1000  # one byte 0 in so many was typed by accident into a text, as editors let one
_SAMPLE = 200_000  # bytes by which an encoding is told
_SURE = 10  # characters beyond ASCII that are not valid UTF-8 by chance where two bytes are a character
_BETTER = 0.25  # what an encoding must score more than the declared one
_SCARCE = 20  # characters in which there need be no kana
_ORDINARY = compiled("[\t\n\r -~\u2010-\u27bf\u3000-\u30ff\u3200-\u33ff\u4e00-\u9fff\uff00-\uffef]")
_WRITTEN = compiled("[ぁ-んァ-ヶ]|[A-Za-z]{2}")
_KANA = compiled("[ぁ-んァ-ヶー]")
_BEYOND_ASCII = compiled("[^\x00-\x7f]")
_WIDE = compiled("[\u3000-\u30ff\uff01-\uff60]")
_KANJI = compiled("[\u4e00-\u9fff]+")
_FAULT = compiled("[\x80-\x9f\ue000-\uf8ff\ufffd]")
_SHIFT = compiled(rb"\x1b(\([BJI]|\$[@B]|\$\(D)")


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
    if (text := _utf_16(data)) is not None:
        return text
    if b"\0" in data and data.count(b"\0") * _STRAY <= len(data):
        data = data.replace(b"\0", b"")
    if b"\0" in data:
        at = data.index(b"\0")
        raise ArticleError(
            f"{name}: is not a text file (byte 0 at offset {at}, line {_line(data, at)}); "
            "open it in the program that made it, and save the article as text in UTF-8"
        )
    if data.isascii() and _SHIFT.search(data) and (text := _iso_2022_jp(data)) and not _is_faulty(text):
        return text
    return _told(data, _declared(data, charset)) or _decode_as(data, "utf-8", name)


def _told(data: bytes, declared: list[str]) -> str:
    """The text in the encoding that is declared and fits, or in the best; empty if none fits."""
    utf_8 = _decoded(data, "utf-8")
    is_utf_8 = "\ufffd" not in utf_8 or _is_valid(data)
    sure = _SURE if any(map(_WIDE_CODEC.match, declared)) else 1
    if is_utf_8 and (not declared or "utf-8" in declared or len(_BEYOND_ASCII.findall(utf_8)) >= sure):
        return utf_8
    sample = data[:_SAMPLE]
    first = next((codec for codec in declared if _fits(_decoded(data, codec))), "")
    least = _score(_decoded(sample, first)) + _BETTER if first else 0.0
    found = {
        codec: _score(text)
        for codec in ("cp932", "euc_jp", "utf-8")
        if _reads_as_japanese(text := _decoded(sample, codec), is_declared=bool(first))
    }
    best = max(found, key=lambda codec: found[codec], default="")
    if (
        best
        and found[best] > least
        and not _is_faulty(text := _decoded(data, best))
        and (best != "utf-8" or is_utf_8 or first)
    ):
        return text
    return _decoded(data, first) if first else ""


def _declared(data: bytes, charset: str) -> list[str]:
    """The codecs of the encodings that were declared: outside, then in the page."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    inside = (found[1] or found[2]).decode("ascii") if found else ""
    codecs_ = [codec for name in (charset, inside) if name and (codec := _codec(name))]
    # A page that can be read to the place where it says UTF-16 is not in UTF-16.
    return [codec if found is None or not codec.startswith("utf-16") else "utf-8" for codec in codecs_]


def _codec(name: str) -> str:
    name = name.lower()
    try:
        known = codecs.lookup(_SUPERSETS.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    codec = _SUPERSETS.get(known, known)
    return codec if _OF_TEXT.fullmatch(codec) else ""


def _decoded(data: bytes, codec: str) -> str:
    return data.decode(codec, _FAULTS_OF.get(codec, "replace"))


def _is_valid(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fits(text: str) -> bool:
    return text.count("\ufffd") * _MANY <= len(text)


def _is_faulty(text: str) -> bool:
    return text.count("\ufffd") * _MANY > len(_BEYOND_ASCII.findall(text))


def _score(text: str) -> float:
    """How much the characters beyond ASCII look like Japanese: 1 is all of them, 0 or less not at all.

    Wide signs, kana and the first level of kanji do; any other letter does a little, a fault not at all.
    """
    beyond = len(_BEYOND_ASCII.findall(text))
    kanji = "".join(_KANJI.findall(text)).encode("cp932", "ignore")
    common = sum(lead < 0x98 for lead in kanji[::2])
    likely = len(_WIDE.findall(text)) + common
    faults = len(_FAULT.findall(text))
    return (likely + 0.3 * (beyond - likely - faults) - 5 * faults) / beyond if beyond else 0.0


def _reads_as_japanese(text: str, is_declared: bool) -> bool:
    """Whether there is kana, or so few characters that there need be none."""
    beyond, kana = len(_BEYOND_ASCII.findall(text)), len(_KANA.findall(text))
    is_short = not is_declared and beyond <= _SCARCE and 5 * beyond >= len(text)
    return is_short or (kana > 0 and 10 * kana >= beyond)


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark, told by NULs or by the 0x30 of kana, if it would mostly be ordinary text."""
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if b"\0" not in data and 4 * high.count(0x30) < max(4, len(high)):
            continue
        text = data.decode(encoding, "replace")
        if b"\0" not in data and len(_KANA.findall(text)) < 2:
            continue
        if _WRITTEN.search(text) and len(_ORDINARY.findall(text)) > 0.9 * len(text):
            return text
    return None


def _iso_2022_jp(data: bytes) -> str:
    """What mail in Japanese is written in, read as EUC-JP: so with half-width kana and ① too."""
    first, *rest = _SHIFT.split(data)
    shifted = (_as_euc_jp(*pair) for pair in zip(rest[::2], rest[1::2], strict=True))
    return _decoded(first + b"".join(shifted), "euc_jp")


def _as_euc_jp(shift: bytes, text: bytes) -> bytes:
    if shift in (b"(B", b"(J"):
        return text
    lead, size = {b"(I": (b"\x8e", 1), b"$(D": (b"\x8f", 2)}.get(shift, (b"", 2))
    return re.sub(
        rb"[\x21-\x7e]{%d}" % size, lambda found: lead + bytes(byte | 0x80 for byte in found.group()), text
    )


def _of_windows(error: UnicodeError) -> tuple[str, int]:
    """What EUC-JP has no character for, Windows has: ①, ㈱, 髙."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or min(pair) < 0xA1 or max(pair) > 0xFE:
        return "\ufffd", error.start + 1
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932", "replace")[0], error.start + 2


codecs.register_error("narrate.of_windows", _of_windows)
_FAULTS_OF = {"euc_jp": "narrate.of_windows"}


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
