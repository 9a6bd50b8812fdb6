"""What docs/architecture.md promises, whatever befalls a show: an article is edited, renamed, built again."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from visible import words

from narrate import id3, mp3, sections
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.feed import write_feed
from narrate.show import Show
from narrate.voices import find_voice

BASE = "https://pods.example.com/show"
VOICE = 'engine = "tone"\nloudness_lufs = -19.7\n[options]\nseconds_per_mora = 0.02\n'
SETTINGS = 'episode_art = "none"\nopening = ""\n'  # only what the author wrote is said
HASHED = re.compile("-[0-9a-f]{12}[.]")
SENTENCES = st.sampled_from(
    [
        *("川が流れます。", "OpenAIの人が来た。", "朝9時に橋を渡る。", "「はい。」と言った。", "3kmです。"),
        *("本を読む。", "APIを直した。", "雨が降る！", "港に船が着いた。", "五分で済んだ。", "한국어입니다."),
    ]
)
ZONES = st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])


def new_show(root: Path) -> tuple[Show, Cast]:
    """A show with the fast voice."""
    (root / "voices").mkdir(parents=True)
    (root / "voices" / "blip.toml").write_text(VOICE, encoding="utf-8")
    (root / "narrate.toml").write_text(SETTINGS, encoding="utf-8")
    show = Show(root)
    return show, Cast.alone(find_voice("blip", show.voice_folders))


@contextmanager
def zone(name: str) -> Iterator[None]:
    """As if this machine stood somewhere else."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        del os.environ["TZ"]
        os.environ.update({"TZ": before} if before else {})
        time.tzset()


def frames(mp3_file: Path) -> bytes:
    """What is heard of an MP3: all behind its tag and its Info frame."""
    data = mp3_file.read_bytes()
    return data[id3.size(data[: id3.HEADER_BYTES]) + mp3.FRAME_BYTES :]


class Life(RuleBasedStateMachine):
    """A show with one article, whose file is renamed and edited; ``seen`` is all that was ever published."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.show, self.cast = new_show(self.folder / "show")
        self.article = self.folder / "a.md"
        self.lines: list[str] = []
        self.spoken: set[str] = set()
        self.seen: dict[Path, bytes] = {}
        self.guid = ""

    def teardown(self) -> None:
        """Nothing is left of it."""
        shutil.rmtree(self.folder)

    @initialize(
        title=st.sampled_from(["川の話", "GPT-4の町"]), body=st.lists(SENTENCES, min_size=2, max_size=6)
    )
    def write(self, title: str, body: list[str]) -> None:
        """The article as it is at first."""
        self.lines = [f"# {title}", "2026-05-01", *body, "## 二つ目", "町に本があります。"]
        self.build()

    @rule(sentence=SENTENCES, share=st.floats(0, 1))
    def put_in_a_sentence(self, sentence: str, share: float) -> None:
        """It costs one clip, unless the same is said already."""
        self.lines.insert(2 + round(share * (len(self.lines) - 2)), sentence)
        self.build()

    @precondition(lambda self: self.article.stem == "a")
    @rule()
    def give_the_file_another_name(self) -> None:
        """It stays the same episode."""
        self.article = self.article.rename(self.article.with_stem("b"))
        assert self.build().new_clips == 0

    @rule(where=ZONES)
    def build_again_somewhere_else(self, where: str) -> None:
        """Nothing changes."""
        before = self.published()
        with zone(where):
            assert self.build().new_clips == 0
        assert self.published() == before

    @rule(where=ZONES)
    def build_from_nothing(self, where: str) -> None:
        """Another show makes the same sound of it."""
        show, cast = new_show(self.folder / "other")
        with zone(where):
            built = build_episode(show, self.article, cast, BASE)
        assert built.mp3.read_bytes() == self.built.mp3.read_bytes()
        shutil.rmtree(show.root)

    @rule()
    def cut_into_sections(self) -> None:
        """They are the episode's own frames."""
        episode = self.built.episode
        paths = (
            sections.cut(self.show, episode, number + 1) for number in {cue.section for cue in episode.cues}
        )
        assert b"".join(frames(path) for path in paths if path) == frames(self.built.mp3)

    def build(self) -> Built:
        """The article becomes an episode, and each promise is looked at."""
        text = "\n\n".join(self.lines) + "\n"
        self.article.write_text(text, encoding="utf-8")
        self.built = build_episode(self.show, self.article, self.cast, BASE)
        write_feed(self.show, BASE)
        self._check_nothing_is_lost(text)
        self._check_what_is_written_is_the_authors(text)
        self._check_each_text_was_spoken_once()
        self._check_what_was_published_is_as_it_was()
        return self.built

    def _check_nothing_is_lost(self, text: str) -> None:
        episode = self.built.episode
        there = "".join([*(cue.text for cue in episode.cues), *(piece.text for piece in episode.dropped)])
        assert not Counter(words(text)) - Counter(words(there))

    def _check_what_is_written_is_the_authors(self, text: str) -> None:
        episode = self.built.episode
        shown = [*(cue.text for cue in episode.cues), *(chapter.title for chapter in episode.chapters)]
        assert [line for line in shown if line not in text] == []
        assert not re.search("[A-Za-z]", "".join(cue.spoken for cue in episode.cues))

    def _check_each_text_was_spoken_once(self) -> None:
        spoken = {cue.spoken for cue in self.built.episode.cues}
        assert self.built.new_clips == len(spoken - self.spoken)
        self.spoken |= spoken

    def _check_what_was_published_is_as_it_was(self) -> None:
        self.guid = self.guid or self.built.episode.guid
        assert self.built.episode.guid == self.guid
        now = {name: data for name, data in self.published().items() if HASHED.search(name)}
        assert {name: now.get(name) for name in self.seen} == self.seen
        self.seen |= now

    def published(self) -> dict[str, bytes]:
        """All that a subscriber can have, by its place."""
        files = [path for path in self.show.output.glob("*.*") if path.is_file() and path.name[0] != "."]
        files += [path for path in self.show.episodes.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.show.output)): path.read_bytes() for path in files}


TestLife = Life.TestCase
TestLife.settings = settings(deadline=None, derandomize=True, max_examples=8, stateful_step_count=5)
