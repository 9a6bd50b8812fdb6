"""Markdown → HTML of the article alone: CommonMark with what Zenn, Qiita, Hatena, Hugo, Jekyll, Obsidian add.

What those sites turn into boxes, cards and players becomes an element: one place decides what is read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from narrate.article import components, hatena, mkdocs, myst, numbered_items
from narrate.article.fences import lines_with_code
from narrate.article.markdown_tables import whole_table
from narrate.article.quoting import quoted
from narrate.errors import ArticleError
from narrate.patterns import compiled

_RAW = compiled(
    r"(?P<span>(?<!`)(?P<ticks>`++)[^\n]{1,5000}?(?<!`)(?P=ticks)(?!`))"  # what is told of is not there
    r"|\{\{[<%]\s*(?P<hugo>highlight|code|mermaid|math)\b[^{}]*[%>]\}\}"
    r"(?:(?!\{\{[<%]\s*(?P=hugo)\b).)*?\{\{[<%]\s*/(?P=hugo)\s*[%>]\}\}"
    r"|\{%-?\s*(?P<liquid>highlight|codeblock|comment|raw|file|embed)\b[^{}]*%\}"
    r"(?:(?!\{%-?\s*(?P=liquid)\b).)*?\{%-?\s*end(?P=liquid)\s*-?%\}"
    r"|<(?P<tag>script|style)\b[^<>]*>(?:(?!<(?P=tag)\b).)*?</(?P=tag)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = r"""\s+[a-z_-]+=(?:"[^"\[\]]{0,300}"|'[^'\[\]]{0,300}')"""
_SPAN = compiled(  # nothing goes past the beginning of another of its kind: time grows with the length
    r"(?P<role>\{(?P<does>[a-z][a-z:_-]{0,20})\}`(?P<said>[^`<>\n]{1,200}?)(?:\s?<(?P<leads>[^<>`\n]{1,200})>)?`)"
    r"|(?P<code>(?<!`)(?P<ticks>`++).{1,5000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<formula>(?<![\\$0-9])\$(?![\s$])[^$ぁ-んァ-ヶ一-鿿。、]{1,500}(?<![\s\\])\$(?![$0-9]))"
    r"|(?P<target>(?P<opened>\]\(\s{0,9})(?P<computed>(?:\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\})[^()\s]*)(?=[)\s]))"
    r"|(?P<shortcode>\{\{[<%]\s*(?P<pressed>button|btn)\b[^{}]{0,200}[>%]\}\}[^{}]{0,80}\{\{[<%]\s*/(?P=pressed)\s*[>%]\}\}"
    r"|\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|<%(?:(?!<%).)*?%>)"
    r"|(?P<comment>%%.*?%%|\{/\*(?:(?!\{/\*).)*?\*/\}|\[(?:name|time|color)=[^\[\]]{1,200}\](?!\())"
    r"|(?P<embedded>!\[\[(?:(?!\[\[).)*?\]\]|@\[[a-z]*\]\((?:(?!@\[)[^)])*\))"
    r"|\(\((?P<note>(?=[^()\n]*[ぁ-んァ-ヶ一-鿿])[^()\n]{4,400})\)\)"  # of Hatena
    r"|(?P<hatena>\[(?:f:id:|asin:|:contents|https?://[^\[\]\s]{1,500}:(?:embed|title|cite|image|barcode))[^\[\]]{0,500}\](?!\())"
    r"|(?P<wordpress>\[caption\b[^\[\]]{0,500}\](?:(?!\[/?caption).)*?\[/caption\]"
    rf"|\[/?[a-z][a-z0-9_-]{{2,30}}(?:{_ATTRIBUTE}){{1,20}}\s*/?\](?!\())"
    r"|\[\[(?:[^\[\]|]*\|)?(?P<wiki>[^\[\]|]+)\]\]"
    r"|\*\*(?P<strong>(?![\s*])[^*]{1,500}(?<![\s*]))\*\*(?!\*)|~~(?P<struck>(?![\s~])[^~]{1,500}(?<![\s~]))~~(?!~)"
    r"|==(?P<marked>[^=\s](?:[^=]*[^=\s])?)=="
    r"|(?<=[A-Za-z])~(?P<sub>[0-9]{1,3})~(?!~)"  # of Pandoc: H~2~O
    r"|(?<!\*)\*(?P<em>[「『（(\[][^*]{1,500}[」』）)\]])\*(?!\*)"
    r"|(?P<attributes>\{ ?[:#.][^{}|]*\}|(?<=\))\{ ?[a-z-]+=[^{}|]*\})"
    r"|(?<![A-Za-z0-9+])\+\+(?P<keys>[a-z0-9]+(?:[+-][a-z0-9]+)*)\+\+(?![A-Za-z0-9+])"
    r"|(?P<picture>!\[[^\[\]]*\]\((?:[^()\s]|\([^()\s]*\))+)\s+=\d*x\d*\)"
    r"|(?P<file>(?P<shown>!?\[[^\[\]]*\])\((?P<path>(?:[^()<>\"']|\([^()<>\"']*\))+\.[A-Za-z0-9]{2,4})\))"
    r"|(?<![A-Za-z0-9:])(?P<emoji>(?::[a-z0-9+][a-z0-9_+-]*+:)++)(?![A-Za-z0-9:])"
)
_NO_GAP = r"(?!\n[ \t]*\n)."
_OVER_LINES = compiled(
    rf"\{{\{{[<%](?:(?!\{{\{{|\}}\}}){_NO_GAP}){{1,3000}}?[>%]\}}\}}|\{{%(?:(?!\{{%|%\}}){_NO_GAP}){{1,3000}}?%\}}",
    re.DOTALL,
)
"""A tag of Hugo or of Jekyll; what it shows may stand in lines of their own, none of them blank."""
_ENVIRONMENT = compiled(
    r"\$\$(?:(?!\$\$).){1,5000}\$\$"
    r"|^(?P<bare>[ \t]{0,3}\\begin\{"
    r"(?P<name>(?:align|equation|gather|eqnarray|multline|aligned|split|cases|[pbvB]?matrix)\*?)\}"
    r"(?:(?!\\begin\{(?P=name)\}).){1,5000}?\\end\{(?P=name)\}[ \t]*)$",
    re.DOTALL | re.MULTILINE,
)
_OPENS_OR_ENDS = compiled(
    r"<(?P<end>/?)(?:article|center|div|main|section|table|td|tr)\b[^<>]*>", re.IGNORECASE
)
_BEGINS_ELEMENT = compiled(
    r"\s*</?(?:a|article|br|center|div|figure|h[1-6]|img|li|main|ol|p|section|span|table|t[dr]|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_SILENT_ROLES = ("cite", "eq", "math", "sub-ref")
_MADE = compiled(r"<(?P<tag>x-[a-z]+)>(?P<text>[^<>]*)</(?P=tag)>")
_ELEMENTS = {"hatena": "x-embedded", "wordpress": "x-shortcode"}
_SHOWS = ("file", "embed")
_TITLED = compiled(
    r"\{\{[<%]\s*(?:details|expand|spoiler|accordion|toggle|collapse|callout|notice|admonition)\s"
    r"(?:[^{}]{0,200}?\b(?:title|summary)=)?\"(?P<title>[^\"<>]{1,100})\""
)
"""A box of Hugo with what it is called, which is its only value or has its name; ``{{< details "題" >}}``."""
_TOC = compiled(r"^[*+-][ \t].*\n\{:\s*toc\b[^{}\n]*\}", re.MULTILINE)
_HIDDEN = compiled(
    r"^%%[ \t]*\n(?:(?!%%).*\n)*?%%[ \t]*$|^\*\[[^\[\]\n]+\]:.*$"
    r"|^:[ \t]+[^\n]{1,200}\{#(?:tbl|fig|lst)[-:][^{}\n]*\}[ \t]*$"
    r"|^#{1,6}[ \t]+tags[ \t]?[:：][^\n。]{1,300}$"
    r"|^\[(?://|comment)\]:[ \t]+#[ \t].*$"
    r"|^ {0,3}<!--(?:(?!<!--|-->)[\s\S])*-->[ \t]*$"
    r"|^[ \t]*\{/\*(?:(?!\{/\*|\*/\})[\s\S])*\*/\}[ \t]*$"
    r"|^export[ ](?:const|default|let)\b[^\n]{0,200}[{\[(][ \t]*\n"
    r"(?:(?![}\])]|export[ ]).*\n){0,60}[}\])]{1,3};?[ \t]*$"
    r"|^[ \t]*-{1,9}8<-{1,9}(?:[ \t]+\"[^\"\n]*\")?[ \t]*$",
    re.MULTILINE,
)
_ADDRESS = compiled(r"[a-z]+:.*|(?=[^/.#]*[/.#])[^。、！？「」]*|[\x00-\x7f]*", re.DOTALL)
"""What may be an address behind a label in brackets and a colon; CommonMark takes any word for one."""
_OLD_SIGN = compiled("&#(?:1[2-5][0-9]|x[89][0-9a-f]);", re.IGNORECASE)
"""A sign by its number in Windows, as browsers read it and CommonMark does not: ``&#146;``."""
_BLOCK_ID = compiled(r"(?:^|\s)(?P<id>\^(?=[0-9-]*[A-Za-z])[A-Za-z0-9-]{2,})$")
_CALLOUT = compiled(r"^(\s*(?:>\s?)++)\[![A-Za-z]+\][+-]?\s*(.*)")
_JSX = compiled(
    r"(?:import\s.+\sfrom\s+['\"].+['\"];?|import\s+['\"].+['\"];?"
    r"|export\s+(?:const|default|let|function)\b(?!\s*[ぁ-ゖァ-ヺ一-鿿])(?!.*。$).*)$"
)
_CONTAINER = compiled(r"(?P<name>[\w-]*)\s*(?:\[(?P<bracket>.*)\](?!\())?(?P<title>.*)", re.ASCII)
_BRACES = compiled(r"(?<!\S)\{[^{}|]*\}")  # :::{note} 題
_DEEPEST = 60  # blocks in each other
_DEEPEST_IN_LINE = 10  # emphasis and links in each other; the parser's time grows with it
_LONG = 50_000  # characters
_HEADING = compiled("#{1,6}[ \t]")
_GOES_FAR = compiled(
    r"^ {0,3}\[[^\]\n]+\]:|^\s*:::|\^\[|^ {0,3}\$\$|<(?!(?:br|img|hr|wbr|https?:)\b)[a-z/!?]",
    re.MULTILINE | re.IGNORECASE,
)
"""What is known in the whole text, or goes on over a blank line and a heading: definitions, notes, boxes,
elements that stay open."""
_FOLDED = "details"
_FOLDS = frozenset(("details", "spoiler", "expand"))
_NO_TITLES = frozenset(f"{name} {mood}" for name in ("message", "note") for mood in ("alert", "info", "warn"))
_MOOD = compiled(r"^(?:alert|info|warn)\s+(?=\S)")
"""What kind of note it is, before what it is called."""


def to_html(text: str, name: str) -> Iterator[str]:
    """The article's body, without front matter, as HTML: a long one in parts, each from a heading on.

    Raises:
        ArticleError: quotes and lists are nested too deep to be an article.
    """
    text = myst.with_boxes(_OLD_SIGN.sub(lambda sign: html.unescape(sign.group()), text))
    text = mkdocs.with_elements(text)
    prepared = "\n".join(_prepared(_with_fences(text)))
    return filter(str.strip, (_rendered(part, name) for part in _parts(prepared)))


def _parts(text: str) -> Iterator[str]:
    """A long text cut before headings where nothing goes on: the parser holds 25 times what it parses."""
    lines: list[str] = []
    size = 0
    can_cut = len(text) > _LONG and not _GOES_FAR.search(text)
    for is_code, line in lines_with_code(text) if can_cut else ():
        if size > _LONG and not is_code and _HEADING.match(line) and not lines[-1].strip():
            yield "\n".join((*lines, ""))
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield "\n".join(lines) if can_cut else text


def _rendered(text: str, name: str) -> str:
    markdown, env = _renderer(), dict[str, Any]()
    tokens = markdown.parse(text, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):  # what is deeper was left out
        raise ArticleError(f"{name}: quotes or lists are nested more than {_DEEPEST} deep; make them flat")
    numbered_items.write(tokens)
    return str(markdown.renderer.render(_with_open_elements(tokens), markdown.options, env))


def _with_open_elements(tokens: list[Token]) -> list[Token]:
    """The blocks, what is indented like code in an element that is still open as the page that it is."""
    depth = 0
    for token in tokens:
        if token.type == "code_block" and depth > 0 and _BEGINS_ELEMENT.match(token.content):
            token.type = "html_block"
        if token.type == "html_block":
            depth += sum(-1 if found["end"] else 1 for found in _OPENS_OR_ENDS.finditer(token.content))
    return tokens


def _as_fence(found: re.Match[str]) -> str:
    """Code in the tags of Hugo and Jekyll, and their comments, as a fence; code in a line as it is."""
    if found["span"]:
        return found.group()
    if found["liquid"] in _SHOWS:
        return f"\n<x-embedded>{quoted(found.group())}</x-embedded>\n"
    fence = "`" * (3 + max(map(len, re.findall("`{3,}", found.group())), default=0))
    return f"\n{fence}\n{found.group()}\n{fence}\n"


def _as_toc(found: re.Match[str]) -> str:
    """Where Jekyll puts the table of contents."""
    return f"\n<x-toc>{quoted(found.group())}</x-toc>\n"


def _as_comment(found: re.Match[str]) -> str:
    """What an author hides on lines of its own: comments, tags, and what abbreviations stand for."""
    return f"\n<x-comment>{quoted(found.group())}</x-comment>\n"


def _with_fences(text: str) -> str:
    """The text with other sites' ways of code as fences; what stands in a fence is left as it is."""
    parts = []
    for is_code, lines in groupby(lines_with_code(text), key=lambda told: told[0]):
        part = "\n".join(line for _, line in lines)
        parts.append(part if is_code else _made_plain(part))
    return "\n".join(parts)


def _in_one_line(tag: re.Match[str]) -> str:
    return " ".join(tag.group().split())


def _set_apart(found: re.Match[str]) -> str:
    r"""What a script sets as a formula though no dollars are around it: ``\begin{align}``."""
    return f"\n$$\n{found['bare'].strip()}\n$$\n" if found["bare"] else found.group()


def _made_plain(part: str) -> str:
    for pattern, plain in ((_RAW, _as_fence), (_TOC, _as_toc), (_HIDDEN, _as_comment)):
        part = pattern.sub(plain, part)
    part = _ENVIRONMENT.sub(_set_apart, _OVER_LINES.sub(_in_one_line, part))
    return components.made_plain(part, lambda shown: f"<x-embedded>{quoted(shown)}</x-embedded>")


def _prepared(text: str) -> Iterator[str]:
    """The lines with what CommonMark does not know made plain; code stays as it is."""
    for is_code, line in lines_with_code(text):
        if is_code:
            yield line
        elif _JSX.match(line):
            yield f"<pre>{html.escape(line)}</pre>\n"
        else:
            called = _CALLOUT.sub(r"\1\2\n\1", line)
            yield _SPAN.sub(_plain, _BLOCK_ID.sub(r" <x-attributes>\g<id></x-attributes>", called))


def _plain(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "target":
            return f"{found['opened']}#{quote(found['computed'])}"
        case "wiki":
            return f'<a href="#">{found["wiki"]}</a>'
        case "marked" | "keys" as name:
            return str(found[name])
        case "strong" | "em" | "sub" as tag:  # CommonMark wants a space behind **「題」**
            return f"<{tag}>{found[tag]}</{tag}>"
        case "file":  # CommonMark wants no space in its name
            return f"{found['shown']}({found['path'].replace(' ', '%20')})"
        case "note":
            return f"^[{found['note']}]"
        case "struck":
            return f"<del>{found['struck']}</del>"
        case "picture":
            return f"{found['picture']})"
        case "shortcode" | "comment" | "embedded" | "attributes" | "emoji" | "hatena" | "wordpress" as name:
            return _as_element(found.group(), name)
        case _:
            return _role(found) if found["role"] else found.group()


def _as_element(part: str, name: str) -> str:
    """As an element what a site makes something of; a link that says how its page is called as a link."""
    if link := hatena.LINK.fullmatch(part):
        closes = f"<x-address>{quoted(link['closes'])}</x-address>" if link["closes"] != "]" else ""
        return f"<x-address>{quoted(link['opens'])}</x-address>[{link['called']}](<{link['page']}>){closes}"
    element = _ELEMENTS.get(name, f"x-{name}")
    titled = _TITLED.match(part) if name == "shortcode" else None
    return f"<{element}>{quoted(part)}</{element}>{titled['title'] if titled else ''}"


def _role(found: re.Match[str]) -> str:
    """The words of a role of MyST, ``{ref}`題 <name>` ``, without where it leads; not what it cites."""
    if found["does"].startswith(_SILENT_ROLES):
        return f"<x-attributes>{quoted(found.group())}</x-attributes>"
    leads = found["leads"] or ""
    return found["said"] + (f"<x-address>{quoted(leads)}</x-address>" if leads else "")


@cache
def _renderer() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": True, "linkify": False})
    markdown.enable(["table", "strikethrough"])
    markdown.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)
    markdown.use(
        dollarmath_plugin,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
        renderer=lambda formula, _: html.escape(_as_written(formula)),
        label_renderer=html.escape,
    )
    markdown.use(container_plugin, "box", validate=lambda *_: True, render=_box)
    markdown.block.ruler.at("reference", _definition)
    markdown.block.ruler.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    markdown.core.ruler.before("footnote_tail", "notes", _keep_notes)
    markdown.core.ruler.after("inline", "called", _call_pictures)
    markdown.core.ruler.before("block", "deep", lambda state: _nest(state, _DEEPEST))
    markdown.core.ruler.before("inline", "shallow", lambda state: _nest(state, _DEEPEST_IN_LINE))
    markdown.add_render_rule("fence", _code)
    markdown.add_render_rule("code_block", _code)
    return markdown


def _nest(state: StateCore, deepest: int) -> None:
    state.md.options["maxNesting"] = deepest


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Where a link's label leads, as CommonMark has it, but only if that is an address; it is kept as one."""
    env, state.env = state.env, {}
    is_one = reference(state, start, end, silent)
    found, state.env = state.env.get("references", {}), env
    for label, target in found.items():
        if not _ADDRESS.fullmatch(unquote(target["href"])):
            state.line = start
            return False
        state.env.setdefault("references", {}).setdefault(label, target)
        lines = state.getLines(start, state.line, state.blkIndent, keepLastLF=False)
        state.push("html_block", "", 0).content = f"<x-address>{quoted(lines)}</x-address>\n"
    return is_one


def _call_pictures(state: StateCore) -> None:
    """Formulas keep their words in what a picture is called."""
    for token in state.tokens:
        for picture in token.children or ():
            for part in picture.children or ():
                part.type = "text" if part.type.startswith("math") else part.type


def _keep_notes(state: StateCore) -> None:
    """Leave a footnote where it stands that the plugin would lose.

    Nothing refers to it, it stands in another, or another has its mark.
    """
    marks = state.env.get("footnotes", {}).get("refs", {})
    opened: list[Token] = []
    moved: dict[str, tuple[Token, Token]] = {}
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            opened.append(token)
        elif token.type == "footnote_reference_close":
            note = opened.pop(), token
            mark = f":{note[0].meta['label']}"
            if opened or marks.get(mark, -1) < 0:
                _leave_note(*note)
                continue
            if mark in moved:
                _leave_note(*moved[mark])
            moved[mark] = note


def _leave_note(start: Token, end: Token) -> None:
    start.type = end.type = "html_block"
    start.content, end.content = '<section class="footnotes">\n', "</section>\n"


def _code(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """Code with its language or file name, which nobody hears either."""
    token = tokens[index]
    if token.info.split()[:1] == ["math"]:
        return f'<div class="math block">\n{html.escape(token.content)}</div>\n'
    if token.type == "fence":  # what an author has set so is code, whatever it says
        return f'<pre class="code">{html.escape(token.info)}\n{html.escape(token.content)}</pre>\n'
    return f"<pre>\n{html.escape(_as_written(token.content))}</pre>\n"


def _as_written(text: str) -> str:
    """Code or a formula without the elements that were made in it before it was known for one."""
    return _MADE.sub(lambda made: html.unescape(made["text"]), text)


def _box(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """``:::message``, ``:::details 題``, ``:::tip[題]``: a box, with its title as a paragraph."""
    token = tokens[index]
    if token.nesting < 0:
        return "</details>\n" if token.markup == _FOLDED else "</div>\n"
    found = _CONTAINER.match(token.info.strip())
    title = _title(found) if found else ""
    if found and found["name"] in _FOLDS:
        closing = next(
            (other for other in tokens[index:] if other.nesting < 0 and other.level == token.level), token
        )
        closing.markup = _FOLDED
        return f"<details>\n<summary>{title}</summary>\n"
    return f"<div>\n<p>{title}</p>\n" if title else "<div>\n"


def _title(box: re.Match[str]) -> str:
    """What a box is called, as HTML; not what kind of box it is, nor its attributes."""
    if box.group() in _NO_TITLES:
        return ""
    title = f"{box['bracket'] or ''} {_MOOD.sub('', box['title'])}".strip()
    marked = _BRACES.sub(lambda braces: f"<x-attributes>{quoted(braces.group())}</x-attributes>", title)
    return str(_renderer().renderInline(marked))
