"""Components of JSX in Markdown: what shows something, the caption under it, and what is said in them."""

from __future__ import annotations

import pytest

from narrate.article import parse

OVER = "# 凧の日\n\n橋の上で風を待ちました。夕方になって、ようやく凧が上がりました。\n\n"
UNDER = "\n\n翌日は雨が降ったので、家で凧の骨を直しました。\n"


def spoken(markdown: str) -> str:
    article = parse(f"{OVER}{markdown}{UNDER}", "a.md")
    return "\n".join(p.text for section in article.sections for p in section.paragraphs)


@pytest.mark.parametrize(
    "markdown",
    [
        "<ThemedImage alt=\"凧\" sources={{ light: '/a.png' }} />\n<small>凧の骨。竹です</small>",
        '<Image src="/a.png" />\n*凧の骨。竹です*',
        '<Image src="/a.png" />\n\n*凧の骨。竹です*',
        '<Image\n  src="/a.png"\n  width={300}\n/>\n\n_凧の骨。竹です_',
        "<img src={useBaseUrl('/a.png')} />\n<sub>凧の骨。竹です</sub>",
        '<img src="a.png" />\n<p className="caption">竹です、凧の骨</p>',
        "<Frame>\n![](a.png)\n<Caption>凧の骨。竹です。</Caption>\n</Frame>",
        '<video src="a.mp4" controls />\n<small>凧の骨。竹です</small>',
        '{{< figure src="a.png" >}}\n<small>凧の骨。竹です</small>',
        '<YouTube id="abc" />\n\n*凧の骨。竹です*',
    ],
)
def test_a_caption_under_what_is_shown_is_not_read(markdown: str) -> None:
    assert "竹です" not in spoken(markdown)
    assert "sources" not in spoken(markdown)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("<Tabs items={['a', 'b']}>\n\n風は西から吹きます。\n\n</Tabs>", "風は西から吹きます。"),
        ('<Callout type="info" title="西の風">\n  風は西から吹きます。\n</Callout>', "西の風"),
        ('<CardGrid>\n  <Card title="西の風" icon="a">風は西から吹きます。</Card>\n</CardGrid>', "西の風"),
        ('{{% details "西の風" %}}\n風は西から吹きます。\n{{% /details %}}', "西の風"),
        ('{{< expand open="true" title="西の風" >}}\n風は西から吹きます。\n{{< /expand >}}', "西の風"),
        ("<div style={{ color: 'red' }}>風は西から吹きます。</div>", "風は西から吹きます。"),
        ("`<Image src={a} />` は絵を出します。", "は絵を出します。"),
        ("@[card](https://a.example/)\n\n*風は西から吹きます。*", "風は西から吹きます。"),
        ('<LinkCard href="/a" />\n\n*風は西から吹きます。*', "風は西から吹きます。"),
        ("a < b かつ b > c のとき、風は西から吹きます。", "風は西から吹きます。"),
    ],
)
def test_what_is_said_in_components_and_beside_them_is_read(markdown: str, words: str) -> None:
    assert words in spoken(markdown)


def test_a_component_alone_is_told_as_it_is_written() -> None:
    article = parse(f'{OVER}<Chart data={{[1, 2]}} title="凧" />{UNDER}', "a.md")
    assert [d.reason for d in article.dropped if "Chart" in d.text] == ["embedded"]


def test_files_to_be_fetched_are_not_read_in_a_box_nor_alone() -> None:
    files = "- kite-1.2-linux.tar.gz\n- `sha256: 9b1f0c77ad42…`"
    box = f"<details>\n<summary>ダウンロード</summary>\n\n{files}\n\n</details>"
    assert "kite" not in spoken(box)
    assert "kite" not in spoken("kite_1.2_amd64.deb (12.3 MB)")
    assert "kite.zip の中の setup.exe を開きます。" in spoken("kite.zip の中の setup.exe を開きます。")
