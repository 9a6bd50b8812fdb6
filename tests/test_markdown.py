"""Markdown as the sites of Japan write it: what of it is read, and what is dropped for which reason."""

from __future__ import annotations

import pytest

from narrate.article import markdown, parse
from narrate.model import Article


def article_of(text: str) -> Article:
    return parse(f"# 川の話\n\n{text}\n\nそれで終わりです。", "a.md")


def said(article: Article, *kinds: str) -> list[str]:
    """What is read between the title and the last sentence."""
    texts = [p.text for s in article.sections for p in s.paragraphs if not kinds or p.kind in kinds]
    return texts if kinds else texts[1:-1]


def reasons(article: Article) -> dict[str, str]:
    return {piece.text: piece.reason for piece in article.dropped if "title" not in piece.reason}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::message\n川は深い。\n:::", ["川は深い。"]),
        (":::message alert\n川は深い。\n:::", ["川は深い。"]),
        (":::note warn\n川は深い。\n:::", ["川は深い。"]),
        (":::details 測り方\n川は深い。\n:::", ["測り方", "川は深い。"]),
        (":::tip[測り方]\n川は深い。\n:::", ["測り方", "川は深い。"]),
        (":::note 深さ\n川は深い。\n:::", ["深さ", "川は深い。"]),
        (":::note info 深さ\n川は深い。\n:::", ["深さ", "川は深い。"]),
        (":::tip[測り方]の話\n川は深い。\n:::", ["測り方 の話", "川は深い。"]),
        (":::details **測り方** {.open}\n川は深い。\n:::", ["測り方", "川は深い。"]),
        (":::{note} {渓流|けいりゅう}\n川は深い。\n:::", ["{渓流|けいりゅう}", "川は深い。"]),
        ("::::details 測り方\n:::message\n川は深い。\n:::\n::::", ["測り方", "川は深い。"]),
        ("> [!NOTE]\n> 川は深い。", ["川は深い。"]),
        ("> [!warning]- 深さ\n> 川は深い。", ["深さ", "川は深い。"]),
        ("{渓流|けいりゅう}です。", ["{渓流|けいりゅう}です。"]),
        ("<ruby>渓流<rt>けいりゅう</rt></ruby>です。", ["{渓流|けいりゅう}です。"]),
        ("**「川」**が好きです。", ["「川」が好きです。"]),
        ("捨てるか。**捨てるか、残すか。**迷った。", ["捨てるか。捨てるか、残すか。迷った。"]),
        ("2**3**4と`**川**`です。", ["234と**川**です。"]),
        ("[[川|大きな川]]と[[海]]です。", ["大きな川と海です。"]),
        ("==大切==です。", ["大切です。"]),
        ("[川の話]({% post_url a %})です。", ["川の話です。"]),
        ('[川の話]({{< ref "a" >}})です。', ["川の話です。"]),
        ("[川の話](https://a.example/川_(地形)#a)です。", ["川の話です。"]),
        ("[川の話](<https://a.example/a_(b> '題')です。", ["川の話です。"]),
        ('[川[大]の話](https://a.example/a_(b) "題(名)")です。', ["川[大]の話です。"]),
        ("[川の話](https://a.example/a b)です。", ["川の話です。"]),
        ("[川の話](https://a.example/a “題”)です。", ["川の話です。"]),
        ("[川](https://a.example/a_(b)と[海](https://a.example/c)です。", ["川と海です。"]),
        ("[川の話](川の話 (1).pdf)です。", ["川の話です。"]),
        ("[川の話](https://a.example/){target=_blank rel=noopener}です。", ["川の話です。"]),
        ("[川の話][1]です。\n\n[1]: <https://a.example/a_(b)> '題'", ["川の話です。"]),
        ("川*[の話](https://a.example/)*です。", ["川の話です。"]),
        ("`{{ 川 }}`です。", ["{{ 川 }}です。"]),
        ("| は縦の線です。", ["| は縦の線です。"]),
        ("深い &amp; 広い&nbsp;川です。", ["深い & 広い 川です。"]),
        ("<details><summary>測り方</summary>\n\n川は深い。\n\n</details>", ["測り方", "川は深い。"]),
        ("川の話](  {{海}}です。", ["川の話]( です。"]),
        ("It&#146;s 川です。", ["It’s 川です。"]),
        ("列 $A_{:,1}$ と $a==b$ と $c==d$ です。", ["列 A_:,1 と a==b と c==d です。"]),
        ("$5の==大切==な川と$6の川です。", ["$5の大切な川と$6の川です。"]),
        ("この記事をシェアした人は三人です。", ["この記事をシェアした人は三人です。"]),
    ],
)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert said(article_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```rust:src/main.rs\nlet a;\n```", {"rust:src/main.rs let a;": "code block"}),
        ("    let a;", {"let a;": "code block"}),
        ("| 川 | 海 |\n|---|---|\n| 1 | 2 |", {"川 海 1 2": "table"}),
        ("![川の絵](a.png)", {"川の絵": "picture"}),
        ("![川の絵](a.png)\n*川の絵の説明*", {"川の絵": "picture", "川の絵の説明": "caption"}),
        ("![川の絵](a.png =250x)", {"川の絵": "picture"}),
        ("![川の絵](川の絵 2026-01-02 (1).png)", {"川の絵": "picture"}),
        ("![川の絵](https://a.example/a_(b).png =250x)", {"川の絵": "picture"}),
        ("![$d$の絵](a.png)", {"dの絵": "picture"}),
        ("[川]です。\n\n[川]:\n/a\n'川の\n話'", {"[川]: /a '川の話'": "address"}),
        ("$$\nd = 1\n$$ (深さ)", {"深さ d = 1": "formula"}),
        ("$$\nA_{:,1}\n$$", {"A_{:,1}": "formula"}),
        ("    {{ 川 }} {:a}", {"{{ 川 }} {:a}": "code block"}),
        ("川です。https://a.example/a_(b)", {"https://a.example/a_(b)": "address"}),
        ("川です。<https://a.example/a_(b)>", {"https://a.example/a_(b)": "address"}),
        ("![[川の絵.png]]", {"![[川の絵.png]]": "embedded"}),
        ("@[card](https://a.example/b_c)", {"@[card](https://a.example/b_c)": "embedded"}),
        ("{{< youtube a_b_c >}}", {"{{< youtube a_b_c >}}": "shortcode"}),
        ("{% include ad.html %}", {"{% include ad.html %}": "shortcode"}),
        (
            '{{< figure\n    src="a.jpg"\n    caption="川の朝"\n>}}',
            {'{{< figure src="a.jpg" caption="川の朝" >}}': "shortcode"},
        ),
        (
            '{% include figure.html\n  caption="川の朝"\n%}',
            {'{% include figure.html caption="川の朝" %}': "shortcode"},
        ),
        ("{{< highlight go >}}\nlet a;\n{{< /highlight >}}", "code block"),
        ("{% raw %}\nlet a;\n{% endraw %}", "code block"),
        ('{% file src="a.pdf" %}\n当番表\n{% endfile %}', "embedded"),
        ('{{< button href="/a" >}}海を見る{{< /button >}}', "shortcode"),
        ("<% tp.file.cursor() %>", "shortcode"),
        ('--8<-- "a.md"', "comment"),
        ("{/*\n下書き：\nここに写真\n*/}", "comment"),
        ("export const meta = {\n  title: '竿',\n}", "comment"),
        ("```html\n<script>\n// 川\n</script>\n```\n", {"html <script> // 川 </script>": "code block"}),
        ("- 目次\n{:toc}", {"- 目次 {:toc}": "table of contents"}),
        ("%%\nあとで書く\n%%", {"%% あとで書く %%": "comment"}),
        ("*[川]: 流れる水", {"*[川]: 流れる水": "comment"}),
        ("- [海の話](a)\n- [山の話](b)", {"海の話": "link", "山の話": "link"}),
        ("深さ:: 3", {"深さ:: 3": "details of the post"}),
        ("%%あとで書く%%", {"%%あとで書く%%": "comment"}),
        ("川です。:tada:", {":tada:": "emoji code"}),
        ("川です。:tada::+1:", {":tada::+1:": "emoji code"}),
        ("川です。\n\n^river-1", {"^river-1": "attributes"}),
        ("- [[海の話]]\n- [[山の話]]", {"海の話": "link", "山の話": "link"}),
        ("[asin:4000000000:detail]", {"[asin:4000000000:detail]": "embedded"}),
        ("![川の朝](a.png)\n\n川の朝。右に橋", {"川の朝": "picture", "川の朝。右に橋": "caption"}),
        (r"$\underbrace{d}_{i}$", {r"\underbrace{d}_{i}": "formula"}),
        ('<blockquote class="twitter-tweet">川だ</blockquote>', {"川だ": "embedded"}),
        ("## 川 {#river}", {"{#river}": "attributes"}),
        ("~~川~~海です。", {"川": "struck out"}),
        ("川です~~、海です~~。", {"、海です": "struck out"}),
        (r"深さは $\underbrace{d}_{i}$ です。", {r"\underbrace{d}_{i}": "formula"}),
        ("$$\nd = 1\n$$", {"d = 1": "formula"}),
        ("https://a.example/b", {"https://a.example/b": "address"}),
        ("import Tabs from '@theme/Tabs';", {"import Tabs from '@theme/Tabs';": "code block"}),
    ],
)
def test_what_is_dropped(text: str, expected: dict[str, str] | str) -> None:
    found = reasons(article_of(text))
    assert (found if isinstance(expected, dict) else next(iter(found.values()))) == expected


def test_a_footnote_to_which_a_mark_leads_is_not_read() -> None:
    article = article_of("川です[^1]。\n\n[^1]: 注です。")
    assert said(article, "prose", "item") == ["川です。", "それで終わりです。"]
    assert reasons(article) == {"[1]": "footnote mark", "注です。 ↩︎": "footnotes"}


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("川です。\n\n[^1]: 誰も引かない注です。", ["川です。", "誰も引かない注です。"]),
        (
            "川です[^1]。\n\n[^1]: 一つ目です。\n\n[^1]: 二つ目です。",
            ["川です。", "一つ目です。"],
        ),
        ("川です[^1]。\n\n[^1]: 外です。\n\n    [^2]: 中です。", ["川です。"]),
        ("川です。\n\n[注]: 海は別です。", ["川です。", "[注]: 海は別です。"]),
        ("> 1. [注]: 海は別です。", ["1. [注]: 海は別です。"]),
        ("[川の話です。\n[海]: 川は別", ["[川の話です。", "[海]: 川は別"]),
        ("[追記]:海は別の話 ", ["[追記]:海は別の話"]),
        ("[^注 海]: 川は別です。", ["[^注 海]: 川は別です。"]),
        ("[注]: 海 '川\n山'", ["[注]: 海 '川", "山'"]),
        ("- [ ] 川\n\n  [注]: 海", ["川", "[注]: 海"]),
        (r"[注\]]: 海", ["[注]]: 海"]),
        ("[注]: 한국", ["[注]: 한국"]),
        (f"[{'長い注' * 300}]: 海は別で", [f"[{'長い注' * 300}]: 海は別で"]),
        ("> [追記]:\n> 海です", ["[追記]:", "海です"]),
        ("[追記]:\n海です\n\n川です。", ["[追記]:", "海です", "川です。"]),
        ("[川]です。\n\n[川]: /川#海", ["川です。"]),
        (":::川の注\n川です。\n:::", ["川の注", "川です。"]),
        ("[川]です。\n\n[川]: https://a.example/川。", ["川です。"]),
    ],
)
def test_what_markdown_would_swallow_is_read(text: str, prose: list[str]) -> None:
    article = parse(f"# 題\n\n{text}", "a.md")
    assert said(article, "prose", "item", "quote") == prose


def test_a_note_as_hatena_has_it_is_not_read() -> None:
    article = parse("# 川\n\n橋は長い((測ったのは昔です))。式は((a+b))、`((長さ))` です。\n", "a.md")
    assert article.sections[0].paragraphs[-1].text == "橋は長い。式は((a+b))、((長さ)) です。"
    assert any(piece.text.startswith("測ったのは昔です") for piece in article.dropped)


def test_a_date_in_an_address_is_not_the_date_of_the_article() -> None:
    assert parse("[1]: https://a.example/2020-01-01/\n\n# 川の話\n\n川です[1]。", "a.md").date is None


def test_a_comment_written_as_a_definition_is_dropped() -> None:
    article = article_of("川です。\n\n[//]: # (海はあとで)")
    assert reasons(article) == {"[//]: # (海はあとで)": "comment"}


def test_a_footnote_without_a_mark_stands_under_no_heading() -> None:
    article = parse("# 川の話\n\n川です。\n\n## 参考\n\n- [海の話](a)\n\n[^1]: 注です。", "a.md")
    assert (said(article, "heading"), said(article, "prose", "item")) == ([], ["川です。", "注です。"])


def test_a_sentence_of_two_links_is_read() -> None:
    assert said(article_of("[川](a)と[海](b)です。")) == ["川と海です。"]


def test_a_long_text_is_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"## {n}\n\n- 川\n\n  海\n\n```\n# 山\n\n# 山\n```\n\n> 橋" for n in range(40))
    (whole,), article = markdown.to_html(text, "a.md"), article_of(text)
    monkeypatch.setattr(markdown, "_LONG", 100)
    parts = list(markdown.to_html(text, "a.md"))
    assert (len(parts) > 9, "".join(parts)) == (True, whole)
    assert article_of(text) == article
    hidden = f"<div hidden>\n\n{text}\n\n</div>\n\n海です。"
    assert said(article_of(hidden)) == ["海です。"]
    (with_definition,) = markdown.to_html(f"[川]\n\n{text}\n\n[川]: /a", "a.md")
    assert with_definition.startswith('<p><a href="/a">')


def test_headings_keep_their_levels() -> None:
    article = article_of("## 源流\n\n川です。\n\n### 泉\n\n泉です。")
    assert [(s.heading, s.level) for s in article.sections] == [("川の話", 0), ("源流", 2), ("泉", 3)]


def test_items_and_quotes_are_told_from_prose() -> None:
    article = article_of("- 一つ\n- 二つ\n\n> 引用です。")
    assert (said(article, "item"), said(article, "quote")) == (["一つ", "二つ"], ["引用です。"])


@pytest.mark.parametrize(
    "text",
    ["```\n川です。", "~~~\n川です。", "``川です。", "**川です。", "$$\n川です。", ":::message\n川です。"],
)
def test_what_is_not_closed_loses_nothing(text: str) -> None:
    article = parse(f"# 川の話\n\n川は流れます。\n\n{text}", "a.md")
    assert "川です。" in "".join([*said(article, "prose"), *reasons(article)])


def test_an_authors_note_to_oneself_is_dropped_with_its_reason() -> None:
    article = parse("# 題\n\n川です。\n\n<!-- あとで\n\n直す。 -->\n\n海です。\n", "a.md")
    assert said(article, "prose") == ["川です。", "海です。"]
    assert any("あとで" in piece.text and "直す。" in piece.text for piece in article.dropped)


def test_what_names_only_folded_code_is_dropped() -> None:
    text = ":::details 全体\n```py\nprint(1)\n```\n:::\n\n"
    text += "<details><summary>測り方</summary>\n\n川は深い。\n\n</details>"
    article = article_of(text)
    assert said(article) == ["測り方", "川は深い。"]
    assert reasons(article)["全体"] == "summary of what is not read"


def test_words_under_an_embedded_picture_are_its_caption() -> None:
    assert reasons(article_of("![[kawa.jpg|480]]\n*朝の川。右に橋*"))["朝の川。右に橋"] == "caption"
    assert "朝の川" in said(article_of("川を見た。\n\n*朝の川*"))


def test_what_a_program_wrote_over_a_page_says_title_and_date() -> None:
    head = "Title: 川の話\n\nURL Source: https://kawa.example/1\n\n"
    head += "Published Time: 2025-01-08\n\nMarkdown Content:\n"
    article = parse(f"{head}\n川は深い。\n", "a.md")
    assert (article.title, str(article.date)) == ("川の話", "2025-01-08")


def test_labels_over_the_first_heading_are_not_the_title() -> None:
    article = parse("[川](/) / [橋](/b) / 話\n\n# 橋の話\n\n橋は川にかかっています。\n", "a.md")
    assert article.title == "橋の話"


def test_a_line_of_links_is_not_read_but_a_sentence_with_links_is() -> None:
    article = article_of(
        "🐦 [@kawa](https://a.example) | [川の写真](https://b.example)\n\n[川](#a)と[海](#b)を見て、歩いた。"
    )
    assert said(article) == ["川と海を見て、歩いた。"]


def test_the_number_that_adorns_a_heading_is_not_read() -> None:
    assert said(article_of("## 01 川の朝\n\n川は深い。"), "heading") == ["川の朝"]
    assert said(article_of("## 2024年の川\n\n川は深い。"), "heading") == ["2024年の川"]


def test_tags_that_are_told_of_in_code_end_nothing() -> None:
    text = (
        "まず`<script>`を書く。大切な文。次に`</script>`で閉じる。\n\n`{% raw %}`から`{% endraw %}`まで。\n"
    )
    article = parse(text, "a.md", "markdown")
    said = "".join(p.text for section in article.sections for p in section.paragraphs)
    assert "大切な文。" in said
    assert "から" in said
    assert article.dropped == ()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| 川 | 橋 | 舟 | 魚 |", ["川", "橋", "舟", "魚"]),
        ("川 | 橋 | 舟", ["川", "橋", "舟"]),
        (r"| 川 | 橋 | 舟\|魚 |", ["川", "橋", "舟|魚"]),
        ("| 川 | | |", ["川", "", ""]),
        ("| 川 |", ["川", ""]),
    ],
)
@pytest.mark.parametrize("quote", ["", "> "])
def test_a_row_of_a_table_keeps_the_cells_beyond_its_head(row: str, cells: list[str], quote: str) -> None:
    page = "".join(markdown.to_html(f"{quote}| 甲 | 乙 |\n{quote}|---|---|\n{quote}{row}\n", "a"))
    assert [part.partition("</td>")[0] for part in page.split("<td>")[1:]] == cells


def test_every_cell_of_a_table_is_in_what_is_dropped() -> None:
    article = article_of("川です。\n\n| 甲 |\n|---|\n| 川 | 橋 | 舟 |\n\n海です。")
    tables = "".join(piece.text for piece in article.dropped if piece.reason == "table")
    assert {"川", "橋", "舟"} <= set(tables)


def test_tags_as_a_heading_and_marks_of_who_said_it_are_not_read() -> None:
    article = article_of(
        "###### tags: `川` `会議`\n\n川です。\n\n> 海です。 [name=山田] [time=Wed] [color=#907bf7]"
    )
    assert said(article, "heading") == []
    assert "#907bf7" not in "".join(said(article, "prose", "quote"))


@pytest.mark.parametrize(
    "caption",
    [
        "*旧道の入り口。道標は石である*\n{: .image-caption}",
        "旧道の入り口。道標は石である\n{: .caption}",
        "\n旧道の入り口。道標は石である\n{: .figcaption}",
        '\n旧道の入り口。道標は石である\n{: class="caption"}',
        "\n旧道の入り口。道標は石である\n{: .small .text-center}",
        "旧道の入り口。道標は石である\n{: .text-center}",
    ],
)
def test_a_class_behind_a_paragraph_says_that_it_is_a_caption(caption: str) -> None:
    article = parse(f"# 旧道\n\n歩きました。\n\n![道](a.jpg)\n{caption}\n\n着きました。\n", "a.md")
    assert [p.text for section in article.sections for p in section.paragraphs] == [
        *("旧道", "歩きました。", "着きました。"),
    ]


def test_another_class_behind_a_paragraph_leaves_it() -> None:
    article = parse("# 旧道\n\n歩きました。\n{: .notice}\n\n着きました。\n{: .captivating}\n", "a.md")
    assert "歩きました。" in [p.text for section in article.sections for p in section.paragraphs]
    assert "着きました。" in [p.text for section in article.sections for p in section.paragraphs]


@pytest.mark.parametrize(
    "below",
    [
        "道標は石です。\n{: .text-center}",
        "歩きました。\n\n帰り道は夕日\n{: .text-center}",
        "> 帰り道は夕日\n{: .text-center}",
    ],
)
def test_words_in_the_middle_that_say_something_or_stand_elsewhere_are_read(below: str) -> None:
    article = parse(f"# 旧道\n\n![道](a.jpg)\n\n{below}\n\n着きました。\n", "a.md")
    assert not any(piece.reason == "caption" for piece in article.dropped)


def test_the_name_of_a_table_as_pandoc_has_it_is_not_read() -> None:
    article = parse(
        "# 旧道\n\n歩きました。\n\n: 道の長さ {#tbl:way}\n\n| 道 | 里 |\n|---|---|\n| 旧 | 二 |\n", "a.md"
    )
    assert [p.text for section in article.sections for p in section.paragraphs] == ["旧道", "歩きました。"]


def test_a_picture_with_attributes_has_a_caption_under_it() -> None:
    text = "# 旧道\n\n歩きました。\n\n![道](a.jpg){width=300}\n\n*帰り道。夕日が見えた*\n\n着きました。\n"
    assert "帰り道。夕日が見えた" in [piece.text for piece in parse(text, "a.md").dropped]


def test_what_is_indented_in_an_open_element_is_no_code() -> None:
    page = (
        "<section>\n  <div>\n\n    <h2>橋の話</h2>\n\n    <p>橋が見えました。</p>\n\n  </div>\n</section>\n"
    )
    article = parse(f"# 旧道\n\n歩きました。\n\n{page}", "a.md")
    said = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
    assert said == ["旧道", "歩きました。", "橋の話", "橋が見えました。"]
    code = parse("# 旧道\n\n歩きました。\n\n<div>道</div>\n\n    <p>橋が見えました。</p>\n", "a.md")
    assert "code block" in {piece.reason for piece in code.dropped}


def test_a_sign_that_a_tag_begins_with_takes_no_paragraphs() -> None:
    article = parse("# 川\n\n川は{% と書きます。\n\n海の話です。\n\n終わりは %} と書きます。\n", "a.md")
    spoken = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
    assert "海の話です。" in spoken


def test_an_item_with_a_day_in_it_is_read() -> None:
    items = "- 『無人島』（2025-01-10に図書館で予約）\n- 映画（2024-05-01）\n- 公開日: 2026-11-29\n"
    article = parse(f"# 川の話\n\n川です。\n\n{items}", "a.md")
    assert str(article.date) == "2026-11-29"
    assert [piece.text for piece in article.dropped] == ["川の話", "公開日: 2026-11-29"]


def test_a_number_between_tildes_behind_a_letter_is_set_low() -> None:
    article = parse("# 川\n\n水はH~2~Oで、10~20分、5~6回です。\n", "a.md")
    spoken = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
    assert spoken[-1] == "水はH₂Oで、10~20分、5~6回です。"
