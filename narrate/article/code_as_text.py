"""Code that stands in a text, in no element for code: in a page, or in rows of a plain text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from narrate.patterns import compiled

CODE = "code block"
"""Why code is not read."""
_SIGNS = compiled(r"[{};]|\(\)|=>|->|::|[=!]=|</?[a-z]")
_SURE = compiled(r"[{}]|[)=][^;=)]{0,80};$")
"""Braces, or a statement at the end: English has lists with semicolons too, and ends otherwise."""
_FEWEST = 3  # signs
_SYNOPSIS = compiled(
    r"(?=[!-~\s]*[\[<])[\w./-]{1,40}"
    r"(?:\s+(?:\[(?:[ -Z^-~\\]|\[[ -Z^-~\\]{0,40}\]){1,80}\]"
    r"|<[\w-]+>|\([\w|-]+\)[*+]?|-[\w-]+|\.\.\.)){2,20}"
)
"""How a command is called: ``kawazu [-o file] [--init] <map>``."""
_WORDS = compiled(r"(?<!:)//[^{};]*|/\*[^*]*\*/|\"[^\"]*\"|'[^']*'")
"""What may be in any language: comments and strings."""
_NO_CODE = compiled(r"[ぁ-ゖァ-ヺー一-鿿]|\\[A-Za-z]{2}|^\$")
"""A sentence with code in it, or LaTeX."""
_LONGEST_ROW = 200  # characters of a row of code
_CODE = compiled(
    r"[!-~\s]*(?:[;{}]|\(\)|=>|->|\)\s*:|/>)|(?:import|from|def|class|return|const|let|var|function|export|public|private|void|async|await|print)\s[!-~\s]*"
    r"[(){}=:;.'\"][!-~\s]*|[A-Za-z_][\w.\[\]]*(?:,\s?[A-Za-z_]\w*)*\s?(?:=|\+=|:=)\s?[!-~\s]+|[\w.]*[A-Za-z_.]\([!-~\s]*\)|\{[!-~\s]*\}|\[[!-~\s]*\]"
    r"|type\s[A-Z]\w*\s[*\w.\[\]]+"
    r"|(?:import|from) [a-z_][\w.]*(?: import [\w, ]+)?|(?:\$|>>>|#!|//|--|/\*|<\?|</?[a-z])\s?[!-~\s]*"
    r"|[!-~\s]{1,150}[;{})]\s*(?://|#)\s.{0,60}"
    r"|(?:npm|npx|pip|git|docker|sudo|curl|cd|brew|apt|yarn|pnpm|cargo|go|kubectl|python|node)\s[a-z-][!-~\s]*"
    r"|[!-~\s]*(?:%>%|\s<-\s|\|>)[!-~\s]*|\$\s[a-z][^。]{1,150}"
    r"|\"\"\s?:\s[!-~\s]{1,100}"
    r"|(?:require|require_relative|puts|load|include|extend|attr_[a-z]+|delegate|alias)\s+[:\"'][!-~\s]*"
    r"|[a-z_]+ :[a-z_]+(?:,\s?[!-~\s]*|\s(?:do|if|unless)\s?[!-~\s]*)?"
    r"|(?:SELECT|INSERT|CREATE|REPLACE|UPDATE|DELETE|DROP|ALTER)\s[!-~\s]*"
)
_SURELY = compiled(
    r"[A-Za-z_]\w*\s:=\s[!-~\s]+|#!/[!-~\s]+"
    r"|#\s?(?:include|import|define|undef|ifn?def|if|elif|else|endif|pragma|error)\b[!-~\s]*"
)
"""A value that is given to a name, the first line of a script, and what a preprocessor is told."""
_ENDINGS = (
    "txt|csv|json|ya?ml|toml|xml|html?|css|js|ts|py|rb|go|rs|sh|c|h|cc|cpp|java|sql|conf|cfg|log"
    "|asc|gpg|pem|key|tar|t?gz|zip|whl|deb|rpm|png|jpe?g|svg|pdf|mp3|wav"
)
_MEANT = (
    r"[!-~]*[ァ-ヶー一-鿿]{0,12}"
    "(?:名|ファイル|メッセージ|フォルダー?|ディレクトリ|パス|ホスト|アドレス|番号|コメント|ポート|ブランチ|文字列|パターン)"
)
"""What somebody is to put in the place of."""
_COMMAND = compiled(
    rf"(?a:[a-z][\w.+-]*(?:\s[\w./@:=~+-]+)*(?:\s{_MEANT})?\s--?[A-Za-z][\w-]*(?:=[!-~]+)?(?:\s(?:[!-~]+|{_MEANT}(?:@{_MEANT})?)(?=\s|$))*"
    r"|[\w.-]{1,32}@[\w.-]{1,64}[\s:]\s?[~/][\w./~-]*\s?[$#]\s?[^。]{0,150}|['\"][!-~]*[/\\_=][!-~]*['\"]"
    rf"|[a-z][\w+-]{{1,15}}(?:\s[\w./~-]+){{0,3}}\s[\w./~-]+\.(?:{_ENDINGS}))"
)
"""A command with its options, behind a prompt, or with the name of a file at its end; a path in quotes."""
_CALLED_CODE = frozenset(("code", "prog", "listing", "terminal"))
_A_LISTING = 2  # breaks of lines
_LIKE_CODE = compiled(r"[a-z_]: |[={};$]")
_MAY_BE_CALLED_SO = frozenset(("program", "source", "src"))
"""What the program of a meeting and the source of a picture are called too."""
_OF_CODE = compiled(r"[{};=<>$#\\|]|\(\)|\s--?[a-z]")
_MOSTLY_ASCII = 0.8
_NO_JAPANESE = compiled("[!-~\\s]*[A-Za-z{}()\\[\\];#$][!-~\\s]*")
_NAMED_IN_FULL = compiled(r"[A-Z][\w-]*\s?\((?:[A-Z][\w-]+(?:\s|(?=\)))){2,}\)")
"""Short letters with what they stand for, which is no call: HKD (Higher Kinded Datatype)."""
_QUOTED = compiled(r"\"[^\"]{0,80}\"|'[^']{0,80}'")
"""What may be in any language in a line of code."""
_COMMENT = compiled(r"(?:#(?!\s[0-9])|//|--|;)\s[^。]{1,80}")
"""A line beside code that is in any language."""
_KEY, _ENTRY = compiled(r"[a-z][a-z0-9_-]*:"), compiled(r"- [!-~\s]{1,80}")
"""A list in YAML."""
_PROMPT = ">>> "
_SHELL = "$ "
_IN_LATIN = 0.6  # of the characters of what a shell answers, file names in Japanese aside
_OF_A_PERSON = compiled("。|[ぁ-ん]{2}")  # no program that answers writes so
_CHANGED = compiled(r"[-+]\s(?P<what>[!-~]{2,})(?:\s[!-~\s]*)?")
"""A row of a list of changes, as programs write it: ``- version: 1`` over ``+ version: 2``."""


def is_called_code(box: HtmlElement) -> bool:
    """Whether a box is called code, and what is in it is mostly ASCII and no sentence."""
    names = box.get("class", "").lower().split()
    if (_CALLED_CODE | _MAY_BE_CALLED_SO).isdisjoint(names):
        return False
    words = "".join(box.itertext()).split()
    is_sure = len(words) > 1 and not _CALLED_CODE.isdisjoint(names)  # one word may be a coupon's code
    if not is_sure and not _OF_CODE.search(" ".join(words)):
        return False
    text = "".join(words)
    return "。" not in text and sum(map(str.isascii, text)) >= _MOSTLY_ASCII * len(text)


def holds_code(element: HtmlElement) -> bool:
    """Whether a box, or a paragraph of several lines, holds code, or all that is set as code in three."""
    if element.tag == "code":
        is_listing = len(list(islice(element.iter("br"), _A_LISTING))) == _A_LISTING
        is_like_code = bool(_LIKE_CODE.search(" ".join(element.itertext())))
        return is_listing and (is_like_code or not _is_in_line(element))
    if element.tag == "div":
        is_named = is_called_code(element) or "-en-codeblock" in element.get("style", "")
        return is_named or _is_box_of_code(element)
    return _is_box_of_code(element) and next(element[0].iter("br"), None) is not None


def _is_in_line(element: HtmlElement) -> bool:
    """Whether words stand right before an element or behind it, in the same line."""
    before, box = element.getprevious(), element.getparent()
    left = (box.text if box is not None else "") if before is None else before.tail
    return bool((left or "").strip() or (element.tail or "").strip())


def _is_box_of_code(box: HtmlElement) -> bool:
    """Whether code is all there is in a box: it is no word of a sentence."""
    if len(box) != 1 or box[0].tag != "code":
        return False
    return not f"{box.text or ''}{box[0].tail or ''}".strip()


def is_code(text: str) -> bool:
    """Whether a block is code: signs of programs are in it, and Japanese only in comments and strings."""
    if _SYNOPSIS.fullmatch(text):
        return True
    if len(_SIGNS.findall(text)) < _FEWEST:
        return False
    bare = _WORDS.sub("", text).rstrip()
    return len(_SIGNS.findall(bare)) >= _FEWEST and bool(_SURE.search(bare)) and not _NO_CODE.search(bare)


def is_row(row: str) -> bool:
    """Whether a row of a plain text is a line of a program."""
    bare = _QUOTED.sub('""', row)
    if _NAMED_IN_FULL.fullmatch(row):
        return False
    return bool(_CODE.fullmatch(bare) or _COMMAND.fullmatch(row)) and not row.endswith(".")


def is_surely_row(row: str) -> bool:
    """Whether a row of a plain text is code, though it may look like a tag or a heading: ``#define A``."""
    return bool(_SURELY.fullmatch(row))


def mark(rows: Sequence[str], reasons: list[str]) -> None:
    """Code by the rows of it that are known, what programs have answered, and lists of changes."""
    _mark_changes(rows, reasons)
    _mark_code(rows, reasons)
    _mark_output(rows, reasons)


def _mark_changes(rows: Sequence[str], reasons: list[str]) -> None:
    """What was taken out and put in: a row with a minus beside one with a plus, before the same word."""
    found = [_CHANGED.fullmatch(row) for row in rows]
    for n, (out, put) in enumerate(pairwise(found)):
        if out and put and out["what"] == put["what"] and out.group()[0] != put.group()[0]:
            reasons[n : n + 2] = [CODE] * 2


def _mark_code(rows: Sequence[str], reasons: list[str]) -> None:
    """Rows without Japanese next to code, comments in it, and lists with a name in YAML."""
    keys = [
        n for n, pair in enumerate(pairwise(rows)) if _KEY.fullmatch(pair[0]) and _ENTRY.fullmatch(pair[1])
    ]
    for n in keys:
        if len(keys) > 1 or CODE in reasons[max(0, n - 1) : n]:  # one alone may be a list in English
            reasons[n] = reasons[n] or CODE
    for order in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for n in order:
            is_beside = reasons[n + step] == CODE
            if (
                is_beside
                and 0 < len(rows[n]) <= _LONGEST_ROW
                and not reasons[n]
                and (_NO_JAPANESE.fullmatch(_QUOTED.sub('""', rows[n])) or _COMMENT.fullmatch(rows[n]))
            ):
                reasons[n] = CODE


def _mark_output(rows: Sequence[str], reasons: list[str]) -> None:
    """What a prompt has answered, up to a sentence or a blank row."""
    for n in range(1, len(rows)):
        is_below = rows[n - 1].startswith(_PROMPT) or reasons[n - 1] == "output"
        is_latin = sum(map(str.isascii, rows[n])) >= _IN_LATIN * len(rows[n])
        is_below |= rows[n - 1].startswith(_SHELL) and is_latin
        if is_below and rows[n] and not reasons[n] and not _OF_A_PERSON.search(rows[n]):
            reasons[n] = "output"
