"""The messages that narrate can give whoever adds articles, as its source has them."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from narrate.errors import unreadable

ROOT = Path(__file__).parent.parent / "narrate"
_OF_COMMANDS = (
    *("cli*", "publish", "targets", "new_show", "cluster", "opml", "doctor", "clean", "gather", "samples"),
    *("sections", "show", "exchange", "formats", "streams", "library"),
)
"""Modules whose messages only commands print, or of which something else is told."""
_TOLD = {
    *("ArticleError", "DraftError", "FetchError", "LexiconError", "SettingsError", "VoiceError"),
    *("EngineError", "EngineUnavailable", "Unspeakable", "TemplateError", "OutputError", "TryAgain"),
    *("refusal", "later", "_unknown"),
}
_WITH_STATUS = ("refusal", "later")
"""What these are given first is a number."""
_WHERE = {
    "settings.py": "/show/narrate.toml",
    "lexicon.py": "/show/voices/lexicon/show.tsv:3",
    "template.py": "/show/feed.xml.template",
    "feed.py": "/show/feed.xml.template",
    "__init__.py": "/show/voices/a.toml:3",
    "voices.py": "/show/voices/a.toml",
    "cast.py": "/show/voices/a.toml",
    "cover.py": "/show/cover.png",
    "owner.py": "/show/owner.token",
    "address.py": "/show/private.key",
}
"""What a message of a module begins with, where that is the place of a fault."""
_SAMPLES = {
    "self.product": "VOICEVOX",
    "wanted.otherwise": "not a page; articles are text",
    "wanted.too_large": "has more than 5 MB",
    "ALLOW": "NARRATE_ALLOW_ADDRESSES",
}
_NUMBER = re.compile("(?<=[a-z]:)あ(?=:)|(?<=the server says )あ|(?<=in line )あ|(?<=has )あ(?= tab)")


def messages() -> Iterator[tuple[str, str]]:
    """Each message with its place in the source; あ stands for what it is about."""
    for path in sorted(ROOT.rglob("*.py")):
        if not any(path.match(f"{name}.py") for name in _OF_COMMANDS):
            for function in _functions(ast.parse(path.read_text(encoding="utf-8"))):
                yield from _of_function(function, path)


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _of_function(function: ast.AST, path: Path) -> Iterator[tuple[str, str]]:
    named = {
        node.targets[0].id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TOLD:
            text = _text(node.args[node.func.id in _WITH_STATUS], named, path.name)
            if text.strip("あ:; "):
                of_engine = path.parent.name == "engines" and path.stem != "__init__"
                told = f"voice 'あ': {text}" if of_engine else text
                yield f"{path.relative_to(ROOT)}:{node.lineno}", _NUMBER.sub("3", told)


def _text(node: ast.expr, named: dict[str, ast.expr], file: str) -> str:
    """A text as it is printed; empty for what is none."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.Name) and node.id in named:
        return _text(named[node.id], {}, file)
    if isinstance(node, ast.Call) and ast.unparse(node) == "unreadable(path, error)":
        where = Path(_WHERE.get(file, "あ").rstrip(":3"))
        return unreadable(where, OSError(errno.EACCES, os.strerror(errno.EACCES)))
    if isinstance(node, ast.IfExp):
        return _text(node.body, named, file)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # f"…".strip()
        return _text(node.func.value, named, file)
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(part, named, file, is_first=not at) for at, part in enumerate(node.values))
    return ""


def _part(part: ast.expr, named: dict[str, ast.expr], file: str, *, is_first: bool) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    value = ast.unparse(part.value)
    if value in named and (text := _text(named[value], {}, file)):
        return text
    return _SAMPLES.get(value, _WHERE.get(file, "あ") if is_first else "あ")
