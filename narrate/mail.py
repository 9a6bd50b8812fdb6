"""A mail that was saved as a file (``.eml``): its text or page, with what its head says."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from html import escape

from narrate.encodings import decode
from narrate.errors import ArticleError
from narrate.patterns import compiled

_HEAD = ("From", "Subject", "Date")
_LONGEST_HEADER = 2000  # bytes; the library's time grows with their square
_HEAD_END = compiled(rb"\r?\n\r?\n")
_FOLDED = compiled(rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_HTML = "text/html"


def text_of(data: bytes, name: str) -> tuple[str, str]:
    """The article in a mail, and its form, ``text`` or ``html``; the plain text where it has both.

    Raises:
        ArticleError: it holds neither, or in a way that no mail program would read.
    """
    try:
        mail = message_from_bytes(_with_short_headers(data), policy=policy.default)
        body = mail.get_body(("plain", "html"))
        parts = [body, *_further(mail, body)] if body else []
        texts = [_decoded(part, name) for part in parts]
    except ArticleError:
        raise
    except Exception as error:  # the library raises what it likes on a broken mail
        told = f"is a mail that cannot be read ({type(error).__name__})"
        raise ArticleError(f"{name}: {told}; save its article as a text file") from None
    if not texts:
        raise ArticleError(f"{name}: is a mail without a text; save its article as a text file")
    if parts[0].get_content_type() == _HTML:
        return (
            f'<meta property="og:title" content="{escape(_field(mail, "Subject"))}">\n{"".join(texts)}',
            "html",
        )
    head = [f"{field}: {value}" for field in _HEAD if (value := _field(mail, field))]
    return "\n".join([*head, "", *texts]), "text"


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
