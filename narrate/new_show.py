"""A new show: the few files of a folder that its owner edits; all else is made, or comes with narrate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from narrate import files, safe_xml
from narrate.errors import SettingsError
from narrate.plain import escape
from narrate.settings import FILE
from narrate.show import TEMPLATE, packaged
from narrate.template_rules import faults

_SETTINGS = """\
# The settings of this show. A line that begins with # does nothing: take the # away to use it.

# base_url = "https://example.com/podcast"    # where the show will be published
# publish = "/srv/www/podcast"                # where `narrate publish` puts it: a folder, or s3://bucket/prefix
# voice = "mei"                               # `narrate voices` lists them
# opening = "{credit}の記事です。"              # said after the title; "" for nothing
# sign_off = "以上、{title}でした。"            # said at the end
# synthetic_voice = "この音声は、合成音声です。"
# code_aloud = "コードは省略します。"           # said in place of code
# private = true                              # only who has its secret address can subscribe
"""
_LEXICON = """\
# term\treading\tclass\tnote
# A term as articles write it, a tab, its reading in katakana. Lines that begin with # do nothing.
# GitHub\tギットハブ
"""
_IGNORED = """\
output/
owner.token
private.key
"""


def make_show(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Make a show of a folder, which may have other files in it; returns the files that were made.

    ``texts`` are those of elements of the channel, by tag (``title``, ``itunes:author``); of all others the
    new show has what comes with narrate. Files that are there already stay as they are.

    Raises:
        SettingsError: the folder is a show already, or directories would refuse one of the texts.
    """
    if (folder / TEMPLATE).exists():
        raise SettingsError(
            f"{folder}: is a show already, it has a {TEMPLATE}; edit that, or name another folder"
        )
    contents = {
        folder / FILE: _SETTINGS.encode(),
        folder / "voices" / "lexicon" / "show.tsv": _LEXICON.encode(),
        folder / ".gitignore": _IGNORED.encode(),
        folder / TEMPLATE: _template(texts),  # the last: with it the folder is a show
    }
    new = [path for path in contents if not path.exists()]
    for path in new:
        files.write(path, contents[path])
    return new


def _template(texts: Mapping[str, str]) -> bytes:
    """The packaged template with the texts in it."""
    template = (packaged() / TEMPLATE).read_text(encoding="utf-8")

    def filled(element: re.Match[str]) -> str:
        tag, text = element.groups()
        return f"<{tag}>{escape(texts[tag]) if tag in texts else text}</{tag}>"

    template = re.sub("<([a-z:]+)>([^<]*)</\\1>", filled, template)
    published = template.replace("${BASE_URL}", "https://example.com")
    channel = safe_xml.parse(published.encode()).find("channel")
    assert channel is not None
    for fault in faults(channel):
        raise SettingsError(f"a new show: {fault.message}")
    return template.encode()
