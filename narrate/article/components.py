"""Components of JSX in Markdown, as Docusaurus, Nextra and Mintlify have them, as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

from narrate.patterns import compiled

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,200}\}){0,500}\}"
_PART = rf"(?:[^<>{{}}\"']|\"[^\"<]{{0,500}}\"|'[^'<]{{0,500}}'|{_BRACES})"
_ALONE = compiled(
    r"^[ \t]{0,12}<(?:[A-Z][\w.]{0,60}|video|audio|iframe|img(?=[^<>{]{0,500}=\{))(?=[\s/])"
    rf"{_PART}{{0,2000}}/>[ \t]*$",
    re.MULTILINE,
)
"""One without an end of its own, alone on its lines: a picture, a player, a card, a button."""
_TAG = compiled(
    r"(?<!`)(?P<ticks>`++)[^\n]{1,5000}?(?<!`)(?P=ticks)(?!`)"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][\w.]{{0,60}})(?P<rest>(?:[\s/]{_PART}{{0,2000}})?)>"
)
_CODE = compiled(rf"\s[A-Za-z][\w-]{{0,60}}={_BRACES}")
_CLASS = compiled(r"(?<=\s)className(?==[\"'])")
_TITLED = compiled(
    "(?:[A-Z][A-Za-z]{0,20})?(?:Callout|Aside|Admonition|Accordion(?:Item)?|Card|Note|Tip|Warning|Step)"
)
_TITLE = compiled(r"\s(?:title|header|label|summary)=(?P<quote>[\"'])(?P<title>[^<>\"']{1,100})(?P=quote)")
"""What boxes and cards are called, which stands over their text."""
_CAPTION = compiled("(?:[A-Z][A-Za-z]{0,20})?Caption")


def made_plain(text: str, embedded: Callable[[str], str]) -> str:
    """A text without code, its components as HTML; ``embedded`` makes those that only show something."""
    if "<" not in text:
        return text
    return _TAG.sub(_as_html, _ALONE.sub(lambda found: embedded(" ".join(found.group().split())), text))


def _as_html(tag: re.Match[str]) -> str:
    """A tag without code in its attributes, a caption by HTML's name for it; code in a line as it is."""
    if tag["ticks"]:
        return tag.group()
    name = "figcaption" if _CAPTION.fullmatch(tag["name"]) else tag["name"]
    titled = _TITLE.search(tag["rest"]) if _TITLED.fullmatch(name) and "href=" not in tag["rest"] else None
    title = f"<p>{titled['title']}</p>" if titled else ""
    return f"<{tag['end']}{name}{_CLASS.sub('class', _CODE.sub('', tag['rest']))}>{title}"
