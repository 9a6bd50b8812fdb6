"""README and docs: every link between pages leads to a file that is there, and to a heading that it has."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT

PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]+))?\)")


def links() -> list[tuple[Path, str, str]]:
    """(page, file, heading) of each link that stays within the checkout."""
    return [
        (page, target, heading)
        for page in PAGES
        for target, heading in LINK.findall(page.read_text(encoding="utf-8"))
    ]


def headings(page: Path) -> set[str]:
    """The names of a page's headings, as GitHub makes them of Latin text."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in found}


def test_each_leads_to_a_file() -> None:
    assert len(links()) > 30
    assert [(page.name, target) for page, target, _ in links() if not (page.parent / target).exists()] == []


def test_each_leads_to_a_heading() -> None:
    named = [(page, target, heading) for page, target, heading in links() if heading]
    assert named
    assert [
        (page.name, target, heading)
        for page, target, heading in named
        if heading not in headings(page.parent / target if target else page)
    ] == []


def test_each_page_of_docs_is_reached_from_the_readme() -> None:
    reached, at_hand = set(), [ROOT / "README.md"]
    while at_hand:
        page = at_hand.pop().resolve()
        if page not in reached:
            reached.add(page)
            at_hand += [
                at.parent / target
                for at, target, _ in links()
                if at.resolve() == page and target[-3:] == ".md"
            ]
    assert {*ROOT.glob("docs/*.md")} - reached == set()
