"""Front matter in YAML, TOML and Pandoc's lines, broken or not."""

from __future__ import annotations

import datetime as dt

import pytest

from narrate.article import frontmatter, parse

DAY = dt.date(2026, 1, 8)


@pytest.mark.parametrize(
    ("front", "title", "date", "byline"),
    [
        ('---\ntitle: "川の話"\ndate: 2026-01-08\nauthor: 山本\n---\n', "川の話", DAY, "山本"),
        ("---\ntitle: 川の話\npublished_at: 2026-01-08 21:00\n---\n", "川の話", DAY, ""),
        ("---\ntitle: 川の話\nupdated_at: '2026-01-08T10:00:00+09:00'\n---\n", "川の話", DAY, ""),
        (
            "---\ntitle: 川の話\ndate: 2026-01-09\nlastmod: 2026-01-08\n---\n",
            "川の話",
            dt.date(2026, 1, 9),
            "",
        ),
        ("---\nTitle: 川の話\nauthors: [山本, 佐藤]\n---\n", "川の話", None, "山本、佐藤"),
        ("---\ntitle: 川の話\nauthors:\n  - name: 山本\n---\n", "川の話", None, "山本"),
        ("---\ntitle: 2026\ntags: [a]\n---\n", "2026", None, ""),
        ("---\ntitle: 2026-01-08\ndate: 2026-01-08\n---\n", "2026-01-08", DAY, ""),
        ("---\ntitle: 12:30\n---\n", "12:30", None, ""),
        ("---\ntitle: No\n---\n", "No", None, ""),
        ("---\ntitle: 3.10\n---\n", "3.10", None, ""),
        ("---\ntitle: [川の話\ndate: 2026-01-08\n---\n", "[川の話", DAY, ""),
        ("---\ntitle: 川: 深い\nauthor: 山本\n---\n", "川: 深い", None, "山本"),
        ("---\ndraft:\ntitle: 川: 深い\n---\n", "川: 深い", None, ""),
        (
            '+++\ntitle = "川の話"\ndate = 2026-01-08T22:30:00+09:00\nauthor = "山本"\n+++\n',
            "川の話",
            DAY,
            "山本",
        ),
        ("+++\ntitle = '川の話'\ndate = 2026-01-08\n+++\n", "川の話", DAY, ""),
        ("+++\ntitle = '川の話'\n[params]\nauthor = '山本'\n+++\n", "川の話", None, "山本"),
        ("+++\ntitle = '川の話'\nbroken = \n+++\n", "川の話", None, ""),
        ("% 川の話\n% 山本\n% 2026-01-08\n", "川の話", DAY, "山本"),
        ("---\ntitle: 川の話\ndate: 2026-13-40\n---\n", "川の話", None, ""),
        ("---\ntitle: 川の話\nlast_update:\n  date: 2026-01-08\n---\n", "川の話", DAY, ""),
        (
            "---\ntitle: 川の話 | 山の新聞\nsource: https://example.com/a\ncreated: 2026-01-08\n---\n",
            "川の話",
            DAY,
            "",
        ),
        ("---\ntitle: 入門 | 川\nsource: https://example.com/a\n---\n", "入門 | 川", None, ""),
        ("---\ntitle: 川の話 | 山の話\nsource: 聞き書き\n---\n", "川の話 | 山の話", None, ""),
        ("---\ntitle: 川の話\nlast_update: &a\n  date: *a\n---\n", "川の話", None, ""),
    ],
)
def test_fields_are_found(front: str, title: str, date: dt.date | None, byline: str) -> None:
    facts, body = frontmatter.split(f"{front}\n川です。\n")
    assert (facts.title, facts.date, facts.byline) == (title, date, byline)
    assert [(piece.text, piece.reason) for piece in facts.dropped] == [(front.strip(), "front matter")]
    assert body.strip() == "川です。"


@pytest.mark.parametrize(
    "text",
    [
        "---\n川です。\n---\n海です。",
        "川です。\n---\ntitle: 海\n---\n",
        "---\ntitle: 川の話\n",
        "title: 川\ntags:\n" + "  - 海\n" * 40 + "川です。\n",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    facts, body = frontmatter.split(text)
    assert (facts.title, facts.dropped, body) == ("", [], text)


def test_fields_that_no_fence_closes_end_where_no_field_is() -> None:
    facts, body = frontmatter.split("---\ntitle: 川の話\ndate: 2026-01-08\ntags:\n  - 川\n\n川です。\n")
    assert (facts.title, facts.date, body.strip()) == ("川の話", dt.date(2026, 1, 8), "川です。")


def test_text_under_a_rule_is_no_front_matter() -> None:
    text = "---\ntitle: 川の話\n\n川です。\n注: 海もあります。\n"
    assert frontmatter.split(text)[1] == text


def test_a_very_long_front_matter_is_not_parsed_but_its_plain_fields_are_known() -> None:
    fields = "title: 川の話\n" + "tag: 川\n" * 10_000
    facts, body = frontmatter.split(f"---\n{fields}---\n川です。\n")
    assert (facts.title, body) == ("川の話", "川です。\n")


def test_an_article_between_two_rules_is_no_front_matter() -> None:
    text = "---\ntitle: 川の話\n" + "川は流れています。\n" * 10_000 + "---\n海です。\n"
    assert frontmatter.split(text)[1] == text


def test_the_title_of_the_front_matter_is_not_said_twice() -> None:
    article = parse("---\ntitle: 川の話\n---\n# 川の話\n\n川です。", "a.md")
    assert [p.text for s in article.sections for p in s.paragraphs] == ["川の話", "川です。"]


@pytest.mark.parametrize(
    ("fields", "is_draft"),
    [
        ("draft: true", True),
        ("draft: false", False),
        ('draft: "true"', True),
        ("draft:\ntitle: 川: 深い", False),
        ("title: 川: 深い\ndraft: true", True),
        ("title: 川: 深い\npublished: false", True),
        ("title: 川: 深い\ndraft: false\npublished: 2026-04-01", False),
        ("published: false", True),
        ("published: true", False),
        ("published: 2026-04-01", False),
        ("title: 草稿", False),
    ],
)
def test_a_draft_is_known_by_its_field(fields: str, is_draft: bool) -> None:
    facts, _ = frontmatter.split(f"---\n{fields}\n---\n\n本文です。\n")
    assert facts.is_draft == is_draft


def test_fields_without_fences_may_be_empty() -> None:
    fields = (
        "title: 川の話\ntags: 川\nurl: https://example.com/a\ncreated_at: 2015-12-25 20:34:25+09:00\nbody:\n"
    )
    facts, text = frontmatter.split(f"{fields}\n# 川\n\n川です。\n")
    assert (facts.title, facts.date, text.strip()) == ("川の話", dt.date(2015, 12, 25), "# 川\n\n川です。")
    said = "川:\n橋:\n\n川です。\n"
    assert frontmatter.split(said)[1] == said


def test_front_matter_over_html_tells_of_it_too() -> None:
    article = parse(
        "---\ntitle: 川の話\ndate: 2026-03-23\n---\n\n<h3>川の話</h3>\n<p>川です。海です。</p>\n", "a.html"
    )
    assert (article.title, article.date) == ("川の話", dt.date(2026, 3, 23))
    assert [p.text for s in article.sections for p in s.paragraphs] == ["川の話", "川です。海です。"]
    assert "front matter" in {piece.reason for piece in article.dropped}
    bare = parse("<p>川です。</p><hr><p>---</p><p>海です。</p>", "a.html")
    assert "front matter" not in {piece.reason for piece in bare.dropped}
