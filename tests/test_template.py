"""feed.xml.template: what it gives, and the line of whatever is wrong in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.errors import TemplateError
from narrate.show import TEMPLATE, packaged
from narrate.template import read_template
from narrate.template_rules import ITUNES, PODCAST

BASE = "https://pods.example.com/show"
PACKAGED = (packaged() / TEMPLATE).read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    path = folder / TEMPLATE
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_packaged_template_is_a_show() -> None:
    template = read_template(packaged() / TEMPLATE, BASE)
    assert template.title == "聴く記事"
    assert template.author == "narrate"
    assert template.cover_url == f"{BASE}/cover.png"
    assert template.text("link") == f"{BASE}/"
    assert template.text(f"{{{PODCAST}}}medium") == "podcast"
    assert template.text("nothing") == ""


def test_no_placeholder_is_left() -> None:
    channel = read_template(packaged() / TEMPLATE, BASE).channel
    values = [
        value for element in channel.iter() for value in (element.text, *map(str, element.attrib.values()))
    ]
    assert [value for value in values if value and "${" in value] == []
    assert [value for value in values if value and BASE in value]


def test_a_placeholder_after_a_comment_is_filled_in_too(tmp_path: Path) -> None:
    text = PACKAGED.replace("<link>", "<link><!-- the address -->")
    link = read_template(written(tmp_path, text), BASE).channel.find("link")
    assert link is not None
    assert "".join(map(str, link.itertext(with_tail=False))).strip().endswith(f"{BASE}/")


def test_an_address_is_put_in_as_text_not_as_markup() -> None:
    template = read_template(packaged() / TEMPLATE, "https://e.com/a&amp;<b>'")
    assert template.cover_url == "https://e.com/a&amp;<b>'/cover.png"


def test_the_shows_name_stands_in_for_a_missing_author(tmp_path: Path) -> None:
    text = re.sub("<itunes:author>.*</itunes:author>", "", PACKAGED)
    assert read_template(written(tmp_path, text), BASE).author == "聴く記事"


def test_a_template_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / TEMPLATE
    path.write_bytes(PACKAGED.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert read_template(path, BASE).title == "聴く記事"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("title", "title"),
        ("link", "link"),
        ("description", "description"),
        ("language", "language"),
        ("itunes:image", "itunes:image"),
        ("itunes:category", "itunes:category"),
        ("itunes:explicit", "itunes:explicit"),
    ],
)
@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_required_element_is_named_with_the_channels_line(
    tmp_path: Path, tag: str, name: str, how: str
) -> None:
    text = re.sub(rf"<{tag}[ >].*", "" if how == "missing" else f"<{tag}/>", PACKAGED)
    line = line_of(text, "<channel>")
    with pytest.raises(TemplateError, match=rf"feed\.xml\.template:{line}: <channel> needs <{name}"):
        read_template(written(tmp_path, text), BASE)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</title>", "</titel>", "not valid XML: .*title"),
        ("<link>", "<link>\0", "not valid XML: .* out of allowed range; mend "),
        ("<rss", "<!DOCTYPE rss>\n<rss", "has a DOCTYPE, which is refused; delete it"),
        ("<link>", "<item><title>x</title></item>\n<link>", "has an <item>; narrate writes the items"),
        (">false<", ">no<", "<itunes:explicit> must be true or false"),
        ("${BASE_URL}/cover", "${BASEURL}/cover", r"unknown placeholder \$\{BASEURL\}; only \$\{BASE_URL\}"),
        (">ja<", ">en\nus<", "<language> must be a language code such as ja or en-us, not 'en us'$"),
        ("聴く記事<", "${TI\nTLE}<", r"unknown placeholder \$\{TI TLE\}; only"),
        ("聴く記事<", "${TITLE}<", r"unknown placeholder \$\{TITLE\}"),
        ("</copyright>", "</copyright>${X}", r"unknown placeholder \$\{X\}"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = PACKAGED.replace(old, new, 1)
    line = line_of(text, new)
    with pytest.raises(TemplateError, match=rf"feed\.xml\.template:{line}: {message}"):
        read_template(written(tmp_path, text), BASE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"feed\.xml\.template:\d+: not valid XML"),
        ("just words", r"feed\.xml\.template:1: not valid XML"),
        ("<feed><channel/></feed>", r"feed\.xml\.template:1: needs <rss"),
        ("<feed/>", r"feed\.xml\.template:1: needs <rss"),
        ('<rss version="2.0"/>', r"feed\.xml\.template:1: needs <rss"),
        ("<rss><channel>&nbsp;</channel></rss>", r"feed\.xml\.template:1: not valid XML"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', r"feed\.xml\.template:1: not valid XML"),
        ("<rss>" * 2_000 + "</rss>" * 2_000, r"feed\.xml\.template:1: not valid XML"),
    ],
)
def test_what_is_no_channel_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        read_template(written(tmp_path, text), BASE)


def test_no_entity_brings_in_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", encoding="utf-8")
    doctype = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    text = PACKAGED.replace("<rss", f"{doctype}\n<rss").replace("聴く記事", "&s;")
    with pytest.raises(TemplateError, match="has a DOCTYPE") as caught:
        read_template(written(tmp_path, text), BASE)
    assert "hidden" not in str(caught.value)


def test_a_template_that_grows_by_entities_is_refused(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    text = PACKAGED.replace("<rss", f"<!DOCTYPE rss [{entities}]>\n<rss").replace("聴く記事", "&a9;")
    line = line_of(text, "<!DOCTYPE")
    with pytest.raises(
        TemplateError, match=rf"feed\.xml\.template:{line}: has a DOCTYPE, which is refused; del"
    ):
        read_template(written(tmp_path, text), BASE)


def test_a_template_of_more_than_256_kib_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, PACKAGED + "<!--" + "x" * 256 * 1024 + "-->")
    with pytest.raises(TemplateError, match=rf"template: has {path.stat().st_size} bytes; .* at most 262144"):
        read_template(path, BASE)


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_template_that_cannot_be_read_is_named(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        (tmp_path / TEMPLATE).mkdir()
    with pytest.raises(TemplateError, match=r"feed\.xml\.template: cannot be read \("):
        read_template(tmp_path / TEMPLATE, BASE)


def test_an_explicit_show_is_a_show(tmp_path: Path) -> None:
    path = written(tmp_path, PACKAGED.replace(">false<", "> true <"))
    assert read_template(path, BASE).text(f"{{{ITUNES}}}explicit") == "true"


PICTURES = """<image><url/></image><image><url> ${BASE_URL}/cover.png </url></image>
    <image><url>${BASE_URL}/small.png</url></image><podcast:image href=" ${BASE_URL}/wide.png "/>
    <podcast:image href="https://elsewhere.example.com/a.png"/>
    <podcast:person img="${BASE_URL}/face.png">山本</podcast:person>
  </channel>"""


def test_the_other_files_of_the_show_are_named(tmp_path: Path) -> None:
    template = read_template(written(tmp_path, PACKAGED.replace("</channel>", PICTURES)), BASE)
    assert sorted(template.files_below(BASE)) == ["face.png", "small.png", "wide.png"]
    assert template.files_below("https://elsewhere.example.com") == ["a.png"]


def test_the_cover_is_given_another_address_wherever_it_is_named(tmp_path: Path) -> None:
    template = read_template(written(tmp_path, PACKAGED.replace("</channel>", PICTURES)), BASE)
    template.name_cover(f"{BASE}/cover-1.png")
    assert template.cover_url == f"{BASE}/cover-1.png"
    urls = [url.text for url in template.channel.findall("image/url")]
    assert urls == [None, f"{BASE}/cover-1.png", f"{BASE}/small.png"]
    assert "small.png" in template.files_below(BASE)
    assert "cover-1.png" not in template.files_below(BASE)
