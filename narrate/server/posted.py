"""What was posted → an article to keep: a text, a page, a mail, or an address that is fetched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from typing import Any

from narrate import mail, source
from narrate.article import addresses, forms
from narrate.encodings import decode
from narrate.errors import ArticleError
from narrate.fetch import fetch
from narrate.model import Article
from narrate.server.answers import refusal

FORMS = {"text/plain": "text", "text/markdown": "markdown", "text/html": "html"}
"""The form of an article by the type of the body that it comes as."""
ENDINGS = {"text": ".txt", "markdown": ".md", "html": ".html"}
"""What the name of a kept article ends in, by its form."""
MAIL = "message/rfc822"
"""The type of a mail as it was sent; the text or the page in it is kept, which its owner can change."""
_JSON = "application/json"
_FIELDS = frozenset(("url", "text", "name", "format", "from"))
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Posted:
    """An article as it came: its text and form, a file name to name it after, the address of the page."""

    text: str
    form: str
    name: str = ""
    url: str = ""

    @property
    def data(self) -> bytes:
        """Its bytes as they are kept; a page is marked as UTF-8, whatever encoding its head names."""
        if self.form != "html":
            return self.text.encode()
        page = self.text.removeprefix(_BOM)
        return (_BOM + (addresses.with_saved_from(page, self.url) if self.url else page)).encode()

    def parsed(self) -> Article:
        """The article in it.

        Raises:
            ArticleError: there is nothing to say in it.
        """
        return forms.parse(self.text, self.name or "the article", self.form, url=self.url)


def posted(content_type: str, body: bytes) -> Posted:
    """The article in a body; one that is named by its address is fetched, which may take half a minute.

    Raises:
        HTTPException: 415, a body of another type; 422, JSON without an article in it.
        ArticleError: it is no text, a mail without one, or cannot be fetched.
    """
    head = Message()
    head["Content-Type"] = content_type
    media_type = head.get_content_type() if content_type else ""
    if media_type == _JSON:
        return _of_json(body)
    if media_type == MAIL:
        return _of_mail(body)
    if media_type not in FORMS:
        raise refusal(415, f"send {', '.join((*FORMS, MAIL))}, or {_JSON} with 'url' or 'text'")
    if FORMS[media_type] == "text" and source.is_mail(body):
        return _of_mail(body)
    charset = head.get_content_charset("")
    return Posted(decode(body, "the article", charset), FORMS[media_type])


def _of_mail(data: bytes, name: str = "") -> Posted:
    text, form = mail.text_of(data, "the mail")
    return Posted(text, form, name)


def json_in(body: bytes) -> Any:
    """The value that a body of JSON says.

    Raises:
        HTTPException: 422, it is no JSON, or nested deeper than Python follows.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise refusal(422, "the body is not valid JSON") from None


def _of_json(body: bytes) -> Posted:
    fields = _fields(json_in(body))
    if "url" in fields:
        return _fetched(fields["url"], fields.get("name", ""))
    form = fields.get("format") or form_of(fields.get("name", ""))
    if form not in ENDINGS:
        raise refusal(422, f"'format' must be one of {', '.join(ENDINGS)}")
    data = fields["text"].encode("utf-8", "replace")  # JSON can hold halves of characters
    if form == "text" and source.is_mail(data):
        return _of_mail(data, fields.get("name", ""))
    url = _read_at(fields["from"], form) if "from" in fields else ""
    return Posted(data.decode(), form, fields.get("name") or _name_in(url), url)


def _read_at(url: str, form: str) -> str:
    """The address of a page that was sent as its reader saw it; it is never fetched."""
    if form != "html":
        raise refusal(422, "'from' is the address of a page; send it with 'format': 'html'")
    if not (address := addresses.absolute(url)):
        raise refusal(422, "'from' must be an address with http:// or https://, without a user's name")
    return address


def _fields(data: Any) -> dict[str, str]:
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise refusal(422, "send an object whose values are texts, with 'url' or 'text'")
    if unknown := sorted(data.keys() - _FIELDS):
        raise refusal(422, f"unknown field '{unknown[0][:40]}'; there are: {', '.join(sorted(_FIELDS))}")
    if ("url" in data) == ("text" in data):
        raise refusal(422, "send either 'url' or 'text'")
    if "url" in data and "from" in data:
        raise refusal(422, "'from' goes with 'text'")
    return data


def form_of(name: str) -> str:
    """The form of an article by the end of its file's name."""
    return source.ENDINGS.get(PurePosixPath(name).suffix.lower(), "text")


def _fetched(url: str, name: str) -> Posted:
    if not url.startswith(("http://", "https://")):
        raise ArticleError("the address must begin with http:// or https://")
    page = fetch(url)
    text = decode(page.data, url, page.charset)
    return Posted(text, page.form or "text", name or _name_in(page.url), page.url)


def _name_in(url: str) -> str:
    """The last part of an address's path."""
    return PurePosixPath(url.partition("?")[0].rstrip("/")).name
