"""Whatever a text holds, a build of it ends with an episode or with one line that says why not."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate import cli
from narrate.library import load_episodes
from narrate.show import Show

_ODD = [
    *(
        "題",
        "町の話です。",
        "はい",
        "ー",
        "っ",
        "〜",
        "々",
        "𠮷",
        "鬱",
        "w",
        "GPT-5",
        "12,345.6%",
        "10:30",
        "2026-02-31",
    ),
    *(
        "「",
        "」",
        "（",
        "）",
        "《",
        "》",
        "{",
        "}",
        "[^1]",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "```",
        "$$",
        "| ",
        "---",
        "***",
    ),
    *(
        "<",
        ">",
        "<p>",
        "</p>",
        "<script>",
        "&#27;",
        "&amp;",
        "![a](b)",
        "](",
        "https://a.example/b_(c)",
        ":::",
        "%%",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u3000",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\x00",
        "\x0b",
        "\x85",
        "\u2028",
        "\ud7ff",
    ),
    *(
        "😀",
        "👨‍👩‍👧",
        "é",
        "か\u3099",
        "Привет",
        "مرحبا",
        "①",
        "㍿",
        "½",
        "!",
        "?",
        ".",
        "、",
        "。",
        "…",
        "＃",
        "：",
        "年",
    ),
    *(
        "title: ",
        "date: 2026-13-45",
        "著者：山本",
        "目次",
        "関連記事",
        "\ue000",
        "\uffff",
        "\U0010ffff",
        "\U000e0041",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_ODD), max_size=40).map("".join),
    st.tuples(st.sampled_from(_ODD), st.integers(1, 400)).map(lambda pair: pair[0] * pair[1]),
)


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXTS, ending=st.sampled_from([".txt", ".md", ".html"]))
def test_a_build_makes_an_episode_or_says_why_not(
    text: str, ending: str, show: Show, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"article{ending}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    before = len(list(show.episodes.glob("*/*.mp3")))
    capfd.readouterr()
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("error")
        patch.setattr(
            "sys.argv", ["narrate", "build", str(path), "--show", str(show.root), "--voice", "blip", "-q"]
        )
        with pytest.raises(SystemExit) as ended:
            cli.main()
    said = capfd.readouterr()
    told = [line for line in said.err.splitlines() if line]
    assert "Traceback" not in said.err
    assert all(line.startswith("narrate: ") for line in told)
    assert "a fault of narrate itself" not in said.err
    if ended.value.code == 0:
        assert "MP3" in said.out
        assert load_episodes(show)[0]
    else:
        assert ended.value.code == 1
        assert (said.out, len(told)) == ("", 1)
        assert len(list(show.episodes.glob("*/*.mp3"))) == before
