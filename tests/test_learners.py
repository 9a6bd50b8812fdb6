"""Ruby over nearly every word is left to the voice where it would say the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.lexicon import Lexicon
from narrate.show import Show


@cache
def reader() -> Reader:
    return Reader(Lexicon.load(Show(Path()).lexicon_files))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "{子|こ}どもが{川|かわ}で{遊|あそ}ぶのは{楽|たの}しいと{言|い}う{人|ひと}がいます",
            "子どもが川で遊ぶのは楽しいと言う人がいます",
        ),
        ("{日本|にっぽん}の{川|かわ}と{山|やま}を{守|まも}る", "ニッポンの川と山を守る"),
        ("{続|つづ}く{川|かわ}の{話|はなし}", "続く川の話"),
        ("{川|かわ}の{話|はなし}", "カワのハナシ"),
        ("{本気|マジ}の{川|かわ}と{山|やま}と{海|うみ}", "マジの川と山と海"),
    ],
)
def test_ruby_stays_where_it_says_something_else_or_is_rare(text: str, given: str) -> None:
    assert reader().read(text).text == given


def test_words_are_said_as_their_ruby_says() -> None:
    text = (
        "{新|あたら}しい{橋|はし}を{渡|わた}って{学校|がっこう}へ{行|い}くと{先生|せんせい}が{待|ま}っていた"
    )
    assert kana(reader().read(text).text) == "アタラシイハシヲワタッテガッコーエイクトセンセーガマッテイタ"
