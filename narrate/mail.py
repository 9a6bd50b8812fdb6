"""A mail that was saved as a file (``.eml``): its text or page, with what its head says."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

import lxml.html
from lxml import etree

from narrate.article import elements, mail_head
from narrate.article.facts import Facts
from narrate.article.lines import Line
from narrate.encodings import decode
from narrate.errors import ArticleError
from narrate.patterns import compiled

_HEAD = ("From", "Subject", "Date")
_LONGEST_HEADER = 2000  # bytes; the library's time grows with their square
_HEAD_END = compiled(rb"\r?\n\r?\n")
_FOLDED = compiled(rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_HTML = "text/html"
_ADDRESS = compiled(r"https?://[!-~]+")
_STUB = 300  # letters and digits at the most; one that names the sender has two hundred
_OF_PAGE = 1 / 3  # the plain text of the same letter has nearly all words of its page
_STOP = compiled("[。！？!?♪]")
_OF_LETTER = 2  # sentences; one is often what mail programs show first
_TELLS_OF_PAGE = compiled("HTML|ブラウザ|browser", re.IGNORECASE)


def text_of(data: bytes, name: str) -> tuple[str, str]:
    """The article in a mail, and its form, ``text`` or ``html``.

    The plain text where it has both, unless that is empty or a stub. A stub is short, and has under a third
    of the letters that the page shows; under twice as many are enough where it tells of HTML or of a browser.

    Raises:
        ArticleError: it holds neither, or in a way that no mail program would read.
    """
    try:
        mail = message_from_bytes(_with_short_headers(data), policy=policy.default)
        body = _body(mail, name)
        texts = _texts(mail, body, name) if body else []
        is_page = body is not None and body.get_content_type() == _HTML
        head = _front_matter(mail, texts) if is_page else _head(mail)
    except ArticleError:
        raise
    except Exception as error:  # the library raises what it likes on a broken mail
        told = f"is a mail that cannot be read ({type(error).__name__})"
        raise ArticleError(f"{name}: {told}; save its article as a text file") from None
    if not texts:
        raise ArticleError(f"{name}: is a mail without a text; save its article as a text file")
    return "\n".join([*head, *texts]), "html" if is_page else "text"


def _body(mail: EmailMessage, name: str) -> MIMEPart | None:
    """The plain text, or the page where that is all or more than a stub stands for."""
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    if not (plain and page):
        return plain or page
    text = _ADDRESS.sub("", "".join(_texts(mail, plain, name)))
    letters = _letters(text)
    if letters > (_STUB if _are_alternatives(mail, plain, page) else 0):
        return plain
    shown = ""
    with contextlib.suppress(Exception):  # a page that cannot be read has nothing to show
        shown = "".join(_tree(text).text_content() for text in _texts(mail, page, name))
    tells_of_page = bool(_TELLS_OF_PAGE.search(text))
    if not tells_of_page and _is_letter(text, shown):
        return plain
    return page if letters < _letters(shown) * (2 if tells_of_page else _OF_PAGE) else plain


def _is_letter(text: str, shown: str) -> bool:
    """Whether a text is the letter that a page shows: of two sentences, or with no more around its one."""
    letter, page = "".join(text.split()), "".join(shown.split())
    said, around = len(_STOP.findall(letter)), len(_STOP.findall(page.replace(letter, "", 1)))
    return letter in page and (said >= _OF_LETTER or 0 < said >= around)


def _are_alternatives(mail: EmailMessage, plain: MIMEPart, page: MIMEPart) -> bool:
    """Whether both say the same; a text over a page that was put into the mail is a text of its own."""
    both = (part for part in mail.walk() if part.get_content_type() == "multipart/alternative")
    return any({id(plain), id(page)} <= {id(inner) for inner in part.walk()} for part in both)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _tree(page: str) -> lxml.html.HtmlElement:
    """The tree of a page without what nobody sees."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    etree.strip_elements(tree, *elements.SILENT, with_tail=False)
    return tree


def _head(mail: EmailMessage) -> list[str]:
    """What stands over the text of a mail, as mail programs show it."""
    return [*(f"{field}: {value}" for field in _HEAD if (value := _field(mail, field))), ""]


def _front_matter(mail: EmailMessage, pages: list[str]) -> list[str]:
    """What the head of a mail says, as it stands over a page: it wins over what a page says of itself.

    A page calls itself as the newsletter, or as its template is called.
    """
    rows: list[str] = []
    with contextlib.suppress(etree.LxmlError):  # what is no page at all is told when it is read
        for tree in map(_tree, pages):
            rows += [each.text_content() for each in tree.iter(*elements.HEADINGS)]
            rows += tree.itertext()
    told = [Line(" ".join(row.split()), place, opens=True, closes=True) for place, row in enumerate(rows)]
    head = [Line(row, 0, opens=True, closes=True, reason="mail header") for row in _head(mail)]
    mail_head.take([*head, *filter(lambda line: line.text, told)], facts := Facts())
    said = {"title": facts.title, "date": str(facts.date or ""), "author": facts.byline}
    fields = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items() if text]
    return ["---", *fields, "---"] if fields else []


def _texts(mail: EmailMessage, body: MIMEPart, name: str) -> list[str]:
    return [_decoded(part, name) for part in (body, *_further(mail, body))]


def _further(mail: EmailMessage, body: MIMEPart) -> Iterator[MIMEPart]:
    """The other texts of the same kind that stand one after the other, as around a picture."""
    if mail.get_content_type() != "multipart/mixed":
        return
    for part in mail.iter_parts():
        is_text = part.get_content_type() == body.get_content_type() and not part.is_attachment()
        if part is not body and is_text:
            yield part


def _decoded(part: MIMEPart, name: str) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload if isinstance(payload, bytes) else b"", name, part.get_content_charset(""))


def _field(mail: EmailMessage, name: str) -> str:
    """A field of the head on one line; empty if there is none, or none that can be read."""
    try:
        return " ".join(str(mail[name] or "").split())
    except Exception:  # as above: it costs that field, not the mail
        return ""


def _with_short_headers(data: bytes) -> bytes:
    """The mail without fields of its head that are longer than any that people write."""
    end = found.start() if (found := _HEAD_END.search(data)) else len(data)
    fields = _FOLDED.findall(data, 0, end)
    return b"".join(field for field in fields if len(field) <= _LONGEST_HEADER) + data[end:]
