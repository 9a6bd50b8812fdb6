"""A mail that was saved as a file (``.eml``): its text or page, with what its head says."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape

from narrate.errors import ArticleError

_HEAD = ("From", "Subject", "Date")


def text_of(data: bytes, name: str) -> tuple[str, str]:
    """The article in a mail, and its form, ``text`` or ``html``; the plain text where it has both.

    Raises:
        ArticleError: it holds neither, or in a way that no mail program would read.
    """
    mail = message_from_bytes(data, policy=policy.default)
    body = mail.get_body(("plain", "html"))
    if body is None:
        raise ArticleError(f"{name}: is a mail without a text; save its article as a text file")
    try:
        text = body.get_content()
        return _with_head(mail, text, body.get_content_subtype())
    except (LookupError, ValueError) as error:
        raise ArticleError(
            f"{name}: is a mail that cannot be read ({error}); save it as a text file"
        ) from None


def _with_head(mail: EmailMessage, text: str, kind: str) -> tuple[str, str]:
    if kind == "html":
        return f'<meta property="og:title" content="{escape(str(mail["Subject"] or ""))}">\n{text}', "html"
    lines = [f"{field}: {' '.join(str(mail[field]).split())}" for field in _HEAD if mail[field]]
    return "\n".join([*lines, "", text]), "text"
