"""Shows and their feeds: of a few articles, and one that uses all that a feed can say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from narrate import feed, library
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.model import Episode
from narrate.show import TEMPLATE, Show, packaged
from narrate.voices import Voice, find_voice

BASE = "https://pods.example.com/show"
TITLES = {
    "2026-01-02": "絵文字😀と ]]> の話",
    "2026-02-03": "A & B <b>C</b> \"D\" 'E'",
    "2026-03-04": "さかさまの話",
    "2026-04-05": "最後の話",
}
"""The title of each day's episode, the oldest first."""
_ALL = """
    <itunes:owner><itunes:name>山本</itunes:name><itunes:email>owner@example.com</itunes:email></itunes:owner>
    <podcast:person role="host" img="${BASE_URL}/cover.png" href="https://example.com/yamamoto">山本</podcast:person>
    <podcast:funding url="https://example.com/give">応援する</podcast:funding>
    <podcast:license url="https://creativecommons.org/licenses/by/4.0/">cc-by-4.0</podcast:license>
    <podcast:updateFrequency rrule="FREQ=WEEKLY">週に一度</podcast:updateFrequency>
    <podcast:image href="${BASE_URL}/cover.png" alt="表紙" aspect-ratio="1/1" width="3000" type="image/png"/>
    <podcast:txt purpose="verify">narrate</podcast:txt>
  </channel>"""


def article(folder: Path, name: str, text: str) -> Path:
    """A file with an article."""
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def built(show: Show, voice: Voice, *articles: Path) -> list[Episode]:
    """The episodes of articles, built one after the other."""
    return [build_episode(show, path, Cast.alone(voice), BASE).episode for path in articles]


def channel_of(show: Show) -> etree._Element:
    """The channel of a show's feed, written now."""
    path, problems = feed.write_feed(show, BASE)
    assert problems == []
    channel = etree.parse(path).getroot().find("channel")
    assert channel is not None
    return channel


def edit_template(show: Show, old: str, new: str) -> None:
    """Give a show the packaged template with something else in it."""
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    assert old in text
    (show.root / TEMPLATE).write_text(text.replace(old, new), encoding="utf-8")


def full_template(show: Show, kind: str = "episodic") -> None:
    """Give a show a template with everything that one can hold."""
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    text = text.replace("\n  </channel>", _ALL).replace(">episodic<", f">{kind}<")
    text = text.replace(">no</podcast:locked>", ' owner="owner@example.com">yes</podcast:locked>')
    (show.root / TEMPLATE).write_text(text, encoding="utf-8")


def build_all(show: Show, articles: Path, base_url: str = BASE) -> None:
    """Build its episodes; the last has other formats of its sound; titles are spoiled by hand as well."""
    full_template(show)
    cast = Cast.alone(find_voice("blip", show.voice_folders))
    for day, title in TITLES.items():
        if day == max(TITLES):
            (show.root / "narrate.toml").write_text('alternate = ["opus", "m4a"]\n', encoding="utf-8")
        text = "\n\n".join(f"{part}\n\n{'町の話をします。' * 20}" for part in ("始まり", "終わり"))
        path = articles / f"{day}.md"
        path.write_text(
            f"---\ntitle: 題\nauthor: 山本\ndate: {day}\n---\n\n# {title}\n\n## {text}\n", encoding="utf-8"
        )
        build_episode(show, path, cast, base_url)
    for episode in library.load_episodes(show)[0]:
        title = TITLES[episode.date or ""].replace("の話", "の\x07\u202e話")
        library.update(show, episode.slug, title=title, link=f"https://example.com/{episode.date}")


def as_serial(show: Show) -> Show:
    """The same show as one whose episodes are numbered."""
    full_template(show, "serial")
    return replace(show, season=2)
