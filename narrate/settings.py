"""``narrate.toml``: a show's settings, below flags and ``NARRATE_*`` environment variables."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from narrate.errors import TOML_VALUES, SettingsError, not_utf_8, unreadable

FILE = "narrate.toml"
FLAGS: dict[str, type] = {"voice": str, "base_url": str, "workers": int, "clips": str, "publish": str}
"""Settings and their types that are flags too and, as ``NARRATE_<KEY>``, environment variables."""
SPOKEN = ("opening", "sign_off", "synthetic_voice", "code_aloud", "table_aloud")
"""Texts that the announcer says around an article (see ``frame``)."""
SHOW: dict[str, type] = {"private": bool, "moved_to": str, "season": int, "on_demand": str}
"""Settings of the show that are no flags (see ``show.Show``)."""
ART = ("episode_art", "card_font")
"""What an episode shows itself with, and the font file for its title (see ``art``)."""
FONT_VARIABLE = "NARRATE_CARD_FONT"
"""An environment variable: a font file that wins over the show's ``card_font``."""
CHOICES = {"episode_art": ("card", "article", "none"), "on_demand": ("everyone", "owner")}
"""The values that a setting may have, where they are few."""


class Rule(NamedTuple):
    """What a value of the right type must be besides; ``instead`` completes "must be …"."""

    is_well: Callable[[Any], bool]
    instead: str


def _is_address(text: str) -> bool:
    from narrate.plain import web_address

    return not text or bool(web_address(text))


RULES = {
    "season": Rule(lambda number: 1 <= number < 2**31, "a number from 1 to 2147483647"),  # as in manifests
    "moved_to": Rule(_is_address, "the address of a feed, such as https://example.com/feed.xml"),
}
KEYS = FLAGS | SHOW | dict.fromkeys((*SPOKEN, *ART), str) | {"cast": dict, "alternate": list}
_KINDS = {
    str: "a text in quotes",
    int: "a number",
    bool: "true or false, without quotes",
    list: 'a list such as ["opus"]',
    dict: "a table, [cast]",
}


_ADVICE = {
    "overwrite|twice": "it is set twice; keep one of them",
    r"Unterminated|Illegal character '\\n'": 'a text is not closed; end it with " on the same line',
    r"Unescaped '\\'|hex value": r"a text with \ in it, as a path, stands in single quotes: 'C:\fonts\a.ttf'",
    "Invalid value": TOML_VALUES,
    "": 'write one setting a line, as in voice = "mei", and close each bracket',
}
"""What to do by what the parser tells."""
_TOLD = "|".join([*_ADVICE][:2])  # where wide letters in the same line are not to blame


def _known(key: str) -> str:
    """What there is, or what was probably meant."""
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, 1)
    return f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(KEYS)}"


def read_settings(show: Path) -> dict[str, Any]:
    """What the show's ``narrate.toml`` sets; empty without one.

    Raises:
        SettingsError: not TOML, an unknown key, a value of the wrong type or one that cannot be used.
    """
    path = show / FILE
    data = _parsed(path) if os.path.lexists(path) else {}
    for key, value in data.items():
        if key not in KEYS:
            raise SettingsError(f"{path}: unknown setting '{key}'; {_known(key)}")
        if type(value) is not KEYS[key]:
            raise SettingsError(f"{path}: '{key}' must be {_KINDS[KEYS[key]]}, not {value!r}")
        if value not in CHOICES.get(key, (value,)):
            raise SettingsError(f"{path}: '{key}' must be {' or '.join(CHOICES[key])}, not {value!r}")
        if isinstance(value, str) and "\0" in value:
            raise SettingsError(f"{path}: '{key}' has a character in it that no text has: {value!r}")
        if key in RULES and not RULES[key].is_well(value):
            raise SettingsError(f"{path}: '{key}' must be {RULES[key].instead}, not {value!r}")
    return data


def _parsed(path: Path) -> dict[str, Any]:
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except OSError as error:  # also of a link that leads nowhere: a private show must not become public
        raise SettingsError(unreadable(path, error)) from None
    except UnicodeDecodeError as error:
        raise SettingsError(not_utf_8(path, error)) from None
    except ValueError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}; {_advice(text, str(error))}") from None


def _advice(text: str, fault: str) -> str:
    """What to do about a fault that the parser tells: most files are written by people who do not program."""
    rows = text.rstrip().split("\n")
    at = re.search(r"line (\d+)", fault)
    row = rows[min(int(at[1]) if at else len(rows), len(rows)) - 1]
    is_wide = not re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", row).isascii()
    if is_wide and not re.search(_TOLD, fault):
        return 'outside of quotes all stands in half-width Latin letters, as in voice = "mei"'
    return next(advice for of, advice in _ADVICE.items() if re.search(of, fault))


def font_file(named: str | None, show: Path) -> Path | None:
    """The file of the font that somebody named, seen from the show's folder; None if nobody did."""
    chosen = os.environ.get(FONT_VARIABLE) or named
    return show / Path(chosen).expanduser() if chosen else None
