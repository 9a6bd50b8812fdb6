"""Front matter: the fields that blogs write above an article, in YAML (``---``) or TOML (``+++``)."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from narrate.article import addresses, credits
from narrate.article.facts import Facts, parse_date
from narrate.article.people import names_of
from narrate.model import Dropped
from narrate.patterns import compiled

_FIELDS = compiled(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>.*?)\n?^(?P=fence)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
_PANDOC = compiled(r"\A%[ \t]*(?P<title>.*)\n(?:%[ \t]*(?P<author>.*)\n)?(?:%[ \t]*(?P<date>.*)\n)?")
_NAMED_WITHIN = r"(?=(?:.*\n){0,15}?(?:title|date)[ \t]*:)"
_HEADERS = compiled(
    rf"\A\s*{_NAMED_WITHIN}"
    r"[A-Za-z][\w-]{1,30}[ \t]*:(?!//)[ \t]+\S.*\n"
    r"(?:[A-Za-z][\w-]{1,30}[ \t]*:(?!//)(?:[ \t]+\S.*|[ \t]*)\n|[ \t]+\S.*\n)+(?=[ \t]*\n)",
    re.IGNORECASE,
)
"""Fields without fences over a blank line, as Pelican and MultiMarkdown have them."""
_FIELD = r"[A-Za-z][\w-]{0,30}[ \t]*:(?!//).*\n"
_FIELD_OR_MORE = rf"(?:{_FIELD}|[ \t]*- .*\n|[ \t]+\S.*\n)"
"""A field, or a row of its value; repeated without going back, since some rows fit in two ways."""
_UNOPENED = compiled(rf"\A\s*{_NAMED_WITHIN}(?P<fields>{_FIELD}{_FIELD_OR_MORE}{{1,60}}+)---[ \t]*(?:\n|\Z)")
"""Fields over a fence that no other opens, as Hexo takes them."""
_UNCLOSED = compiled(rf"\A\s*---[ \t]*\n{_FIELD_OR_MORE}{{3,}}+")
"""Fields under a fence that no other closes."""
_READER = compiled(
    r"\A\s*Title:[ \t]*(?P<title>.+)\n\s*URL Source:.*\n(?:\s*Published Time:[ \t]*(?P<date>.+)\n)?"
    r"(?:.*\n){0,4}?\s*Markdown Content:[ \t]*\n"
)
"""What programs that turn pages into Markdown write over it."""
_LONGEST = 20_000  # characters that are parsed; of longer ones only the lines that name title, date, author
_ALL_FIELDS = compiled(r"(?:(?:[\w.-]+[ \t]*[:=]|[ \t-]|#|\n).*\n?)*+")
_A_FIELD = compiled(r"^[A-Za-z_-]+\s*[:=]", re.MULTILINE)
_BARE = compiled(
    r"^(?P<name>title|date|author|draft|published|created_at|updated_at|timestamp)s?"
    r"[ \t]*[:=][ \t]*(?P<value>\S.*?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_NO_TEXTS = (bool, int, float, dt.date)
"""What YAML makes of titles without quotes: 2026-01-01 a day, 12:30 a number of minutes, No a false."""
_DATES = (
    "date",
    "published_at",
    "publishedat",
    "publishdate",
    "publish_date",
    "date_published",
    "published",
    "posted_at",
    "pubdate",
    "pubdatetime",
    "timestamp",
    "created_at",
    "createdat",
    "created",
    "created_time",
    "updated_at",
    "lastmod",
    "last_modified_at",
    "last_update",
    "updated",
)
_OF_THEMES = ("params", "extra")
"""Tables in which Hugo and Zola have what is a theme's."""
_AUTHORS = ("author", "authors", "byline", "writer")
_ACCOUNT = compiled("[a-z0-9]+(?:_[a-z0-9]+)+")
_SITE = compiled(" [|｜] [^|｜]{1,40}$")
"""The site behind the title, as programs that clip pages write it, with ``source`` and ``created``."""
_LINKS = ("canonical_url", "canonical", "url", "permalink")
_PICTURES = ("image", "images", "cover", "cover_image", "ogp", "ogimage", "og_image", "thumbnail", "eyecatch")
"""As Jekyll, Hugo, Hexo, Astro, Zola and dev.to name them; only whole addresses count, no paths of a site."""
_TAG = compiled("</?[A-Za-z][^<>]{0,300}>")
_IN_A_PICTURE = ("url", "src", "path", "image")  # where the field is a table: Hugo's cover.image


def split(text: str) -> tuple[Facts, str]:
    """What the front matter says, and the text under it; all of it is dropped, broken or not."""
    facts = Facts()
    if found := _PANDOC.match(text):
        facts.title, facts.byline = found["title"].strip(), (found["author"] or "").strip()
        facts.date = parse_date(found["date"] or "")
    elif found := _READER.match(text):
        facts.title, facts.date = found["title"].strip(), parse_date(found["date"] or "")
    elif found := _HEADERS.match(text):
        _take(_bare(found.group()), facts)
    elif found := _UNOPENED.match(text):
        _take(_parsed("---", found["fields"]), facts)
    else:
        found = _FIELDS.match(text)
        if found and _is_front_matter(found["fields"]):
            _take(_parsed(found["fence"], found["fields"]), facts)
        elif not found and (found := _UNCLOSED.match(text)):
            _take(_bare(found.group()), facts)
        else:
            return facts, text
    facts.dropped.append(Dropped(found.group().strip(), "front matter"))
    return facts, text[found.end() :]


def _is_front_matter(fields: str) -> bool:
    """Whether there are fields between two fences; between fences far apart there must be nothing else."""
    is_sure = len(fields) <= _LONGEST or _ALL_FIELDS.fullmatch(fields)
    return bool(is_sure and _A_FIELD.search(fields))


def _parsed(fence: str, fields: str) -> Mapping[str, Any]:
    """The fields; of a broken or very long front matter the lines that can be read alone."""
    try:
        too_long = len(fields) > _LONGEST
        data = None if too_long else tomllib.loads(fields) if fence == "+++" else yaml.safe_load(fields)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError):
        data = None
    if not isinstance(data, Mapping):
        return _bare(fields)
    named = {str(name).lower(): value for name, value in data.items()}
    if isinstance(named.get("title"), _NO_TEXTS):
        named["title"] = _bare(fields).get("title")
    return named


def _bare(fields: str) -> dict[str, str]:
    """Title, dates, author and whether it is a draft, each from a line that names it."""
    return {found["name"].lower(): found["value"].strip("'\"") for found in _BARE.finditer(fields)}


def _take(fields: Mapping[str, Any], facts: Facts) -> None:
    for table in _OF_THEMES:
        inner = fields.get(table)
        fields = {**inner, **fields} if isinstance(inner, Mapping) else fields
    title = fields.get("title")
    facts.title = " ".join(str(title).split()) if isinstance(title, str) else ""
    clipped = addresses.absolute(fields.get("source")) if "created" in fields else ""
    if clipped:
        facts.title = _SITE.sub("", facts.title)
    facts.date = next(filter(None, (_date(fields.get(name)) for name in _DATES)), None)
    byline = next(filter(None, (names_of(_people(fields.get(name))) for name in _AUTHORS)), "")
    facts.byline = credits.writer(byline) or _TAG.sub("", byline)
    facts.is_draft = _says(fields.get("draft"), "true") or _says(fields.get("published"), "false")
    facts.link = addresses.of_article([*map(fields.get, _LINKS), clipped])
    pictures = (addresses.absolute(_picture(fields.get(name))) for name in _PICTURES)
    facts.picture = next(filter(None, pictures), "")


def _people(authors: object) -> object:
    """The authors but for those of a list that are called by the name of an account: [kuroda_ai]."""
    if not isinstance(authors, list):
        return authors
    people = [one for one in authors if not (isinstance(one, str) and _ACCOUNT.fullmatch(one))]
    return people or authors


def _says(value: object, word: str) -> bool:
    """Whether a field says true or false, as YAML and TOML read it or as a word."""
    return str(value).lower() == word


def _picture(value: object) -> object:
    """The address in a field that is text, a list, or a table."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, Mapping):
        return next((first[name] for name in _IN_A_PICTURE if name in first), None)
    return first


def _date(value: object) -> dt.date | None:
    if isinstance(value, Mapping):
        value = value.get("date")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return parse_date(value) if isinstance(value, str) else None
