"""The owner's list and files: those that are chosen in the browser, and those that a command was given."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from desk import Desk, desk
from playwright.sync_api import Browser, expect

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.show import Show

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。\n"


def test_a_file_is_added_in_whatever_encoding(owners: Desk, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "kawa.md"
    path.write_bytes("# 川の話\n\n川は**流れて**います。\n".encode("cp932"))
    choose = owners.page.locator("input[type=file]")
    choose.set_input_files(__file__)
    expect(owners.page.locator(".add .error")).to_contain_text(f"{Path(__file__).name} は読めません")
    choose.set_input_files(path)
    expect(owners.page.locator(".held")).to_contain_text("kawa.md")
    owners.press("取り消す")
    expect(owners.page.get_by_label("記事のアドレス")).to_be_focused()
    choose.set_input_files(path)
    owners.press("追加")
    expect(owners.row("川の話").locator(".state")).to_have_text("公開中")
    assert [each.suffix for each in show.articles.iterdir()] == [".md"]


def test_a_saved_mail_is_added_under_its_subject(owners: Desk, show: Show, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "川の会 <river@example.com>", "川の便り"
    mail.set_content("川は流れています。\n", cte="base64")
    path = tmp_path / "kawa.eml"
    path.write_bytes(bytes(mail))
    owners.page.locator("input[type=file]").set_input_files(path)
    owners.press("追加")
    row = owners.row("川の便り")
    expect(row.locator(".state")).to_have_text("公開中")
    row.get_by_role("link", name="本文を直す").click()
    expect(owners.page.locator("textarea")).to_have_value(re.compile("川は流れています。"))


def test_an_episode_that_a_command_has_made_can_be_heard_until_its_article_comes(
    owners: Desk, show: Show, cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text(TEXT, encoding="utf-8")
    build_episode(show, path, cast, owners.address)
    owners.page.reload()
    row = owners.row("川の話")
    expect(row.locator(".state")).to_have_text("公開中")
    expect(row.locator(".note")).to_have_text("元の記事がここにないので、聴くことだけできます。")
    how = owners.page.get_by_text("narrate withdraw")
    expect(how).to_be_visible()
    expect(row.locator(".links > *")).to_have_text(["聴く"])
    owners.add(TEXT)
    expect(row).to_have_count(1)
    expect(row.get_by_role("button", name="取り下げる")).to_be_visible()
    expect(row.locator(".note")).to_have_count(0)
    expect(how).to_be_hidden()


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "America/New_York"])
def test_an_episode_is_of_its_articles_day_wherever_the_owner_is(
    browser: Browser, show: Show, cast: Cast, tmp_path: Path, zone: str
) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text(TEXT, encoding="utf-8")
    build_episode(show, path, cast, "http://a.example")
    with desk(browser, show, cast, timezone_id=zone, locale="ja-JP") as owners:
        owners.sign_in()
        expect(owners.row("川の話")).to_contain_text("2026年4月1日に公開")
