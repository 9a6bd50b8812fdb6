"""Names of episodes: safe in every address, free, and telling what the article is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.slugs import earlier_slug, new_slug

DAY = dt.date(2024, 9, 22)


@pytest.mark.parametrize(
    ("name", "date", "slug"),
    [
        ("o1.txt", DAY, "2024-09-22-o1"),
        ("2024-09-22-o1.txt", DAY, "2024-09-22-o1"),
        ("2024-09-22.txt", DAY, "2024-09-22"),
        ("Ｏ１ Mini (final).txt", None, "o1-mini-final"),
        ("会議の記録.txt", None, "kaigi-no-kiroku"),
        ("記事.txt", DAY, "2024-09-22-kiji"),
        ("2024年9月22日 会議.txt", DAY, "2024-09-22-kaigi"),
        ("学校だより第3号（最終）.txt", None, "gakko-dayori-dai-3-saishu"),
        ("GPT-4oの話.txt", None, "gpt-4o-no-hanashi"),
        ("抹茶とシェフのｶﾞﾝﾀﾞﾑ.txt", None, "matcha-to-shefu-no-gandamu"),
        ("Café日記.txt", None, "cafe-nikki"),
        ("旅の2日目.txt", None, "tabi-no-2-ka-me"),
        ("b" * 70 + ".txt", DAY, "2024-09-22-" + "b" * 49),
        ("서울.txt", None, "episode"),
        ("\udce3\udc81.txt", None, "episode"),
        ("https://ja.wikipedia.org/wiki/%E6%9D%B1%E4%BA%AC", None, "tokyo"),
        ("https://www.example.com/", None, "www-example-com"),
        ("ながい" * 9 + ".txt", None, "-".join(["nagai"] * 9)),
        ("ながい" * 20 + ".txt", None, "-".join(["nagai"] * 10)),
        ("../../etc/passwd", None, "passwd"),
        ("a" * 99 + ".txt", None, "a" * 60),
    ],
)
def test_a_slug_is_made_of_day_and_file_name(name: str, date: dt.date | None, slug: str) -> None:
    source = name if name.startswith("https:") else Path(name)
    assert new_slug(source, date, set()) == slug


def test_a_taken_slug_is_numbered() -> None:
    assert new_slug(Path("o1.txt"), None, {"o1", "o1-2", "o1-4"}) == "o1-3"


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.text(min_size=1).filter(lambda name: "/" not in name and "\0" not in name),
    st.none() | st.dates(),
    st.sets(st.sampled_from(["episode", "episode-2", "a", "2000-01-01"])),
)
def test_a_slug_is_safe_in_an_address_and_free(name: str, date: dt.date | None, taken: set[str]) -> None:
    slug = new_slug(Path(name), date, taken)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 64
    assert slug not in taken


def test_the_name_from_before_names_were_romanised_is_known() -> None:
    assert earlier_slug(Path("会議の記録.txt"), DAY) == "2024-09-22"
    assert earlier_slug(Path("会議の記録.txt"), None) == "episode"
    assert earlier_slug(Path("Café日記.txt"), None) == "caf"
    assert earlier_slug("https://a.example/%E6%9D%B1", None) == "e6-9d-b1"
    assert earlier_slug(Path("ab-" * 30 + ".txt"), None) == ("ab-" * 20).strip("-")
    assert earlier_slug(Path("o1.txt"), DAY) == new_slug(Path("o1.txt"), DAY, set())
