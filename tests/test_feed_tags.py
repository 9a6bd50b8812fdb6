"""The elements of podcast apps in a channel, those of its template among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from email.utils import parsedate_to_datetime

from shows import channel_of, edit_template

from narrate.show import TEMPLATE, Show, packaged
from narrate.template_rules import ITUNES, PODCAST


def test_a_channel_says_what_its_template_forgot(show: Show) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    without = "\n".join(line for line in text.splitlines() if "<podcast:" not in line)
    (show.root / TEMPLATE).write_text(without, encoding="utf-8")
    channel = channel_of(show)
    assert channel.findtext(f"{{{PODCAST}}}locked") == "no"
    assert channel.findtext(f"{{{PODCAST}}}medium") == "podcast"
    told = channel.find(f"{{{PODCAST}}}txt[@purpose='ai-content']")
    assert told is not None
    assert told.text == "true", "a synthetic voice is disclosed"


def test_the_template_says_each_thing_once(show: Show) -> None:
    edit_template(show, ">no</podcast:locked>", ' owner="a@example.com">yes</podcast:locked>')
    channel = channel_of(show)
    assert [each.text for each in channel.findall(f"{{{PODCAST}}}locked")] == ["yes"]
    assert len(channel.findall(f"{{{PODCAST}}}txt")) == 1
    assert channel.find(f"{{{ITUNES}}}block") is None
    assert channel.find(f"{{{ITUNES}}}new-feed-url") is None


def test_a_show_that_moved_says_where_to(show: Show) -> None:
    new = "https://new.example.com/feed.xml"
    edit_template(
        show,
        "<podcast:medium>",
        "<itunes:new-feed-url>https://old.example.com/</itunes:new-feed-url><podcast:medium>",
    )
    moved = [each.text for each in channel_of(replace(show, moved_to=new)).iter(f"{{{ITUNES}}}new-feed-url")]
    assert moved == [new]


def test_what_the_feed_says_itself_is_not_carried_too(show: Show) -> None:
    stale = "Sat, 01 Jan 2000 00:00:00 +0000"
    dates = f"<lastBuildDate>{stale}</lastBuildDate><pubDate>{stale}</pubDate>"
    guid = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"
    more = f"{dates}{guid}<generator>x</generator><docs>y</docs>"
    edit_template(show, "<podcast:medium>", f"{more}<podcast:medium>")
    channel = channel_of(show)
    assert [tag for tag, times in Counter(each.tag for each in channel).items() if times > 1] == []
    assert [each.tag for each in channel if each.text in (stale, "x", "y")] == []
    assert channel.findtext("generator") == "narrate"
    date = parsedate_to_datetime(channel.findtext("lastBuildDate") or "")
    assert date.timestamp() == 0, "a show without episodes has no date of its own, and never the clock's"
