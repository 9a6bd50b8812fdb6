"""OPML: shows as a list that podcast apps import."""

from __future__ import annotations

from lxml import etree

from narrate.opml import Subscription, opml


def test_each_show_is_a_feed_in_the_list() -> None:
    shows = [
        Subscription('A & "B"\x00', "https://a.example.com/feed.xml", "https://a.example.com/"),
        Subscription("聴く記事", "https://b.example.com/feed.xml", "https://b.example.com/"),
    ]
    root = etree.fromstring(opml("私の番組", shows))
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "私の番組")
    assert [dict(each.attrib) for each in root.iterfind("body/outline")] == [
        {
            "type": "rss",
            "text": title,
            "title": title,
            "xmlUrl": f"https://{host}.example.com/feed.xml",
            "htmlUrl": f"https://{host}.example.com/",
        }
        for title, host in (('A & "B"', "a"), ("聴く記事", "b"))
    ]
