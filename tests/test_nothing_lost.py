"""Markdown and HTML put together from pieces of all kinds: no crash, and every word is said or dropped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.article import parse

same_everywhere = settings(deadline=None, derandomize=True, max_examples=200)

# Where a piece has 語, a word of its own is put in.
MARKDOWN = (
    *("# 語\n", "## 語 ##\n", "語\n===\n", "語\n---\n", "語です。\n", "語です。  \n語です。\n", "   語。\n"),
    *(
        "- 語\n",
        "  - 語\n",
        "* [ ] 語\n",
        "1. 語\n",
        "7) 語\n\n   語です。\n",
        "> 語です。\n",
        "> > 語\n",
        ">語\n",
    ),
    *(
        "```\n語\n```\n",
        "```語\n語\n",
        "~~~\n語\n~~~\n",
        "    語\n",
        "`語`です。\n",
        "``語\n",
        "``語`語``。\n",
    ),
    *(
        "**語**を\n",
        "**「語」**を\n",
        "*語_語*\n",
        "~~語~~語\n",
        "==語==\n",
        "[語](http://a.example)\n",
        "[語]\n",
    ),
    *(
        "![語](a.png)\n",
        "![語](a.png =20x)\n",
        "[[a|語]]\n",
        "![[語]]\n",
        "<b>語</b>\n",
        "<div>語\n\n語</div>\n",
    ),
    *(
        "<ruby>漢<rt>語</rt></ruby>\n",
        "{漢字|かんじ}語\n",
        "&amp;語&nbsp;語&#12354;\n",
        "語<br>語\n",
        "<!-- -->語\n",
    ),
    *("| 語 | 語 |\n|---|---|\n| 語 | 語 |\n", "|語|\n", "$語$\n", "$$\n語\n$$\n", ":::message\n語\n:::\n"),
    *(
        ":::details 語\n語です。\n:::\n",
        "::: \n語\n",
        "語\n: 語です。\n",
        "{{< a 語 >}}\n",
        "{% 語 %}\n",
        "{{ 語\n",
    ),
    *(
        "%%語%%\n",
        "{#語}\n",
        ":語:\n",
        "@[card](語)\n",
        "\\*語\\*\n",
        "語\\\n語\n",
        "---\n",
        "***\n",
        "\n",
        "\t語\n",
    ),
    *(
        "<details><summary>語</summary>\n\n語\n\n</details>\n",
        "import 語 from 'a';\n",
        "[x]: http://a.example\n",
    ),
    *(
        "https://a.example/語\n",
        "<https://a.example> 語\n",
        "語[^1]\n",
        "[^1]: 語\n",
        "[^2]: 語\n\n    [^1]: 語\n\n    語\n",
        "^[語]\n",
        "[語]: 語です。\n",
        "[語]:\n語\n",
        "- [語]: 語\n",
        "[語]: 語 '語\n語'\n",
        '[語]:\n/語\n"語\n語"\n',
        "![$語$](b)\n",
        ":::note[語]語 {語}\n語\n:::\n",
        "$$\n語\n$$ (語)\n",
        "関連記事\n",
        "## 関連記事\n",
    ),
)
HTML = (
    *(
        "<h1>語</h1>",
        "<h2>語<small>語</small></h2>",
        "<p>語です。</p>",
        "<p>語",
        "語です。",
        "<br>",
        "<div>語",
        "</div>",
    ),
    *(
        "<ul><li>語<li>語</ul>",
        "<ol><li><p>語</p><ul><li>語</ul></ol>",
        "<blockquote>語</blockquote>",
        "<hr>",
    ),
    *(
        "<pre><code>語\n 語</code></pre>",
        "<table><tr><th>語<td>語</table>",
        "<table><tr><td><p>語<p>語<br>語</table>",
    ),
    *(
        "<a href='x'>語</a>",
        "<a href='x'><h3>語</h3><p>語</p></a>",
        "<b>語</b>",
        "<i>語<b>語</i>語</b>",
        "<sup>語</sup>",
    ),
    *(
        "<sup>2</sup>語",
        "<sup><a href='#a'>語</a>語</sup>",
        "<ruby>語<rt>語</rt>語</ruby>",
        "<ruby>語<rp>(<rt>ご<rp>)</ruby>",
    ),
    *(
        "<ruby>漢<rt>か<b>ん</b>語</rt>字<rt>じ</rt></ruby>",
        "&amp;語&nbsp;語&lt;",
        "<!-- x -->語",
        "<source src='x'>語",
        "<![CDATA[x]]>語",
    ),
    *(
        "<span hidden>語<b>語</b>語</span>語",
        "<div style='display:none'>語<p>語</p>語</div>語",
        "<nav>語<a>語</a></nav>語",
    ),
    *(
        "<aside>語<p>語</p></aside>",
        "<footer>語<br>語</footer>",
        "<div class='share'>語<b>語</b>語</div>",
        "<del>語</del>語",
    ),
    *(
        "<figure><img alt='x'><figcaption>語<b>語</b>語</figcaption></figure>",
        "<img alt='x'>語",
        "<button>語</button>語",
    ),
    *(
        "<select><option>語<option>語</select>",
        "<textarea>語</textarea>",
        "<dl><dt>語<dd>語</dl>",
        "<math><mi>語</mi></math>",
    ),
    *(
        "<details><summary>語</summary>語</details>",
        "<section><h2>語</h2>語です。</section>",
        "<article>語です。",
        "</article>",
    ),
    *(
        "<main>",
        "</main>",
        "<script>x</script>語",
        "<style>x</style>語",
        "<font>語</font>",
        "<center>語</center>",
        " \n\t",
    ),
    *(
        "<h2>関連記事</h2><p>語",
        "<h2>目次</h2>語",
        "\u3000語\n語",
        "<p>語[1]です。",
        "<p>https://a.example/語</p>",
        "<x-y>語</x-y>",
    ),
    *(
        "<span class='msg'>語</span>",
        "<p class='date'>2024年1月2日 語</p>",
        "<p><strong>語</strong></p>",
        "<em>語</em><!---->",
    ),
)


def numbered(pieces: list[str]) -> tuple[str, list[str]]:
    """The pieces in a row, each 語 of them made one that stands nowhere else."""
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(f"語{len(words):03}番")
        return words[-1]

    return re.sub("語", word, "".join(pieces)), words


def check(source: str, words: list[str], name: str, *, is_in_order: bool = True) -> None:
    article = parse(source, name)
    said = "".join(p.text for section in article.sections for p in section.paragraphs if p.kind != "title")
    dropped = "".join(piece.text for piece in article.dropped)
    assert [word for word in words if word not in said + dropped] == []
    found = re.findall("語[0-9]{3}番", said)
    assert len(found) == len(set(found))
    assert not is_in_order or found == sorted(found)
    assert all(piece.text and piece.reason for piece in article.dropped)


@same_everywhere
@given(st.lists(st.sampled_from(MARKDOWN), min_size=1, max_size=14))
def test_markdown_of_any_pieces_loses_no_word(pieces: list[str]) -> None:
    source, words = numbered(["語です。\n\n", *pieces])
    check(source, words, "a.md", is_in_order=not re.search(r"\^\[|\[\^", source))


@same_everywhere
@given(st.lists(st.sampled_from(HTML), min_size=1, max_size=14), st.booleans())
def test_html_of_any_pieces_loses_no_word(pieces: list[str], is_whole: bool) -> None:
    source, words = numbered(["<p>語です。</p>", *pieces])
    check(f"<html><head><title>題</title></head><body>{source}" if is_whole else source, words, "a.html")


@same_everywhere
@given(st.text(), st.sampled_from(["a.md", "a.html"]))
def test_no_text_crashes_a_reader(text: str, name: str) -> None:
    assert parse(f"川は流れています。\n\n{text}", name).title


@pytest.mark.parametrize("piece", MARKDOWN)
def test_each_piece_of_markdown_loses_no_word(piece: str) -> None:
    source, words = numbered(["語です。\n\n", piece])
    check(source, words, "a.md", is_in_order=not re.search(r"\^\[|\[\^", source))


@pytest.mark.parametrize("piece", HTML)
def test_each_piece_of_html_loses_no_word(piece: str) -> None:
    source, words = numbered(["<p>語です。</p>", piece])
    check(source, words, "a.html")
