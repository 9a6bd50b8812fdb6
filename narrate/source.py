"""Where an article comes from (file, address, standard input) and its text, whatever the encoding."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import ArticleError, unreadable
from narrate.patterns import compiled

_MAX_BYTES = 50_000_000  # some thirty hours of audio are 1 MB; this is no article
_TOO_LARGE = f"has more than {_MAX_BYTES // 10**6} MB; split it into articles"
_ADDRESS = compiled(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST = compiled(r"www\.|[\w-]+(?:\.[\w-]+)+[/:]")
_WIDE_HYPHENS = compiled("[ー－−–—‐―]")
_WIDE_OPTION = compiled(
    "[ー－−–—‐―][-ー－−–—‐―]?([A-Za-zＡ-Ｚａ-ｚ][-ー－−–—‐―A-Za-zＡ-Ｚａ-ｚ]*)(?:[=＝].*)?$"
)
"""An option, typed while the keyboard was Japanese."""
_WIDE_SPACE = compiled(r"\u3000\s*(--[A-Za-z][\w-]*|-[A-Za-z]\b)", re.ASCII)
_QUOTES = "\"'“”‘’「」『』"
_CLOSE = 0.8  # of two names: a letter more, less or in another place
_LINE_END = compiled("\r\n?|[\v\f\x85\u2028\u2029]")
_APART = compiled(
    "[か-ほカ-ホうウ]\u3099|[は-ほハ-ホ]\u309a|[A-Za-z\u00c0-\u024f][\u0300-\u036f]+"
)  # kana or Latin letters and their marks, as some systems write them
_LIGATURE = compiled("[\ufb00-\ufb06]")  # ﬁ, as it comes out of a PDF
_INVISIBLE = compiled(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"  # and what no file can hold: half a character, what is none
)

_FIELD = compiled(rb"([A-Za-z][A-Za-z0-9-]*):")
_LONGEST_HEAD = 65_536  # bytes

Where = Path | str
"""A file, or as text an address (``https://…``) or ``-`` for standard input."""
MAIL = ".eml"
"""What the name of a saved mail ends in; inside may be a text or a page."""
_MAILS = (MAIL, ".mhtml", ".mht")
"""And of a page that a browser saved whole, which is a mail in form."""
_WIDE_ADDRESS = compiled("(?i:(?!https?://)[hｈ][tｔ][tｔ][pｐ][sｓ]?[:：][/／]{2})")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
ENDINGS = {
    **{".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown"},
    **{".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text"},
    **dict.fromkeys(_MAILS, "text"),
}
"""The form of a file by the end of its name."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came: its text, what it is called in messages, and its form where that is known.

    ``form`` is ``text``, ``markdown``, ``html`` or empty; ``url`` is where it was fetched from in the end.
    """

    name: str
    text: str
    form: str = ""
    url: str = ""


def read_source(where: Where) -> Source:
    """The article of a file, an address or standard input.

    Line ends are LF, control and zero-width characters are taken out.

    Raises:
        ArticleError: it cannot be had, is binary, or not in the encoding it claims.
    """
    if is_address(where):
        from narrate.fetch import fetch

        page = fetch(str(where))
        return Source(str(where), _decoded(page.data, str(where), page.charset), page.form, page.url)
    if str(where) == "-":
        name = "standard input"
        return _mail_or_text(_limited(sys.stdin.buffer.read(_MAX_BYTES + 1), name), name, "")
    path = Path(where)
    return _mail_or_text(read_bytes(path), str(where), path.suffix.lower())


def _mail_or_text(data: bytes, name: str, ending: str) -> Source:
    """A mail is told by its name, or in a text by its head, as mail programs show it as its source."""
    if ending in _MAILS or (ending in ("", ".txt") and is_mail(data)):
        from narrate import mail

        text, form = mail.text_of(data, name)
        return Source(name, clean(text), form)
    return Source(name, _decoded(data, name))


def is_mail(data: bytes) -> bool:
    """Whether it is a mail as it was sent.

    Fields stand before the first empty line then, some of them of MIME and of a letter.
    """
    lines = data[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    fields = [_FIELD.match(line) for line in lines if not line.startswith((b" ", b"\t"))]
    names = {found[1].lower() for found in fields if found}
    is_letter = bool(names & {b"mime-version", b"content-type"}) and bool(names & {b"from", b"subject"})
    return is_letter and all(fields)


def where_of(named: Where) -> Where:
    """The path of a file that was named as text; what is an address or standard input stays as it is."""
    if isinstance(named, str) and _WIDE_ADDRESS.match(named):
        named = named.translate(_HALF_WIDTH)
    return named if str(named) == "-" or is_address(named) else Path(named)


def is_address(where: Where) -> bool:
    """Whether an article is named by its address on the web."""
    return isinstance(where, str) and bool(_ADDRESS.match(where))


def read_text(path: Path) -> str:
    """The text of a file, line ends as LF, without control and zero-width characters.

    Raises:
        ArticleError: it cannot be read, is binary, or not in the encoding it claims.
    """
    return _decoded(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of an article's file.

    Raises:
        ArticleError: no such file, a folder, too large, or not to be read by this user.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ArticleError(f"{path}: is not a file; save the article as a text file")
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            raise ArticleError(f"{path}: {_TOO_LARGE}")
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file; {_perhaps(path)}") from None
    except IsADirectoryError:
        raise ArticleError(f"{path}: is a folder; name the article file in it") from None
    except OSError as error:
        raise ArticleError(unreadable(path, error)) from None


def _perhaps(path: Path) -> str:
    """What whoever named a file that is not there may have meant."""
    if advice := option_meant(str(path)):
        return advice
    if path.is_symlink():
        return "it is a link that leads nowhere; link it to the article's file"
    if _HOST.match(path.as_posix()):
        return "check the name; if it is an address, begin it with https://"
    from difflib import get_close_matches

    try:
        beside = {_folded(each.name): each for each in path.parent.iterdir() if each.exists()}
    except OSError:
        beside = {}
    bare = _folded(path.name.strip(_QUOTES))
    called = [name for name in beside if bare in (name, name.rpartition(".")[0])]
    close = called or get_close_matches(bare, beside, n=1, cutoff=_CLOSE)
    return f"perhaps {path.with_name(beside[close[0]].name)} is meant" if close else "check the name"


def _folded(name: str) -> str:
    """A name as it is compared: in whatever case and width, and with marks of letters as they are typed."""
    return unicodedata.normalize("NFKC", name).casefold()


def wide_option(named: str) -> str:
    """The option that somebody means who typed it in wide letters or behind wide hyphens; empty if none."""
    found = _WIDE_OPTION.match(named)
    name = unicodedata.normalize("NFKC", _WIDE_HYPHENS.sub("-", found[1])) if found else ""
    return f"{'--' if len(name) > 1 else '-'}{name}" if name else ""


def option_meant(named: str) -> str:
    """What is said of such an option, or of one behind a wide space; empty if there is none."""
    if option := wide_option(named):
        return f"if an option is meant, begin it with half-width hyphens: {option}"
    if behind := _WIDE_SPACE.search(named):
        return f"write a half-width space before {behind[1]}, if an option is meant"
    return ""


def _decoded(data: bytes, name: str, charset: str = "") -> str:
    from narrate.encodings import decode

    return clean(decode(data, name, charset))


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > _MAX_BYTES:
        raise ArticleError(f"{name}: {_TOO_LARGE}")
    return data


def visible(text: str) -> str:
    """A text without control characters, zero-width ones, and halves of characters."""
    return _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """Unify line ends; drop what is invisible; put letters and their marks together, take ligatures apart."""
    text = visible(_LINE_END.sub("\n", text))
    text = _LIGATURE.sub(lambda letters: unicodedata.normalize("NFKC", letters.group()), text)
    return _APART.sub(lambda letter: unicodedata.normalize("NFC", letter.group()), text)
