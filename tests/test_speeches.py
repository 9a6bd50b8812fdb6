"""Transcripts: the times over speeches are dropped, who speaks is read and is nobody's byline."""

from __future__ import annotations

import pytest

from narrate.article.lines import lines_of
from narrate.article.speeches import without_times

SPEECHES = ("川を歩きましょう。", "海も見たいです。", "では、両方にします。")


def text_of(stamps: tuple[str, str, str]) -> str:
    return "\n\n".join(f"{stamp}\n{said}" for stamp, said in zip(stamps, SPEECHES, strict=True))


@pytest.mark.parametrize(
    ("stamps", "read"),
    [
        (("[00:00:08] 山本", "[00:00:31] 川田", "[00:01:10] 山本"), ["山本", "川田", "山本"]),
        (("00:08 山本", "00:31 川田", "1:10 山本"), ["山本", "川田", "山本"]),
        (("山本 (00:08)", "川田 (00:31)", "山本 (01:10)"), ["山本", "川田", "山本"]),
        (("0:08", "0:31", "1:10"), []),
        (("[00:08] （笑い声）", "[00:31] 川田", "[01:10] 録音終了"), ["川田"]),
    ],
)
def test_times_are_dropped_and_names_are_read(stamps: tuple[str, str, str], read: list[str]) -> None:
    lines = without_times(lines_of(text_of(stamps)))
    assert [line.text for line in lines if not line.reason and line.text not in SPEECHES] == read
    written = "".join(text_of(stamps).split())
    assert "".join("".join(line.text.split()) for line in lines) == written


@pytest.mark.parametrize(
    "stamps",
    [
        ("2026/1/8 20:33", "2026/1/8 21:10", "2026/1/8 22:31"),
        ("朝の部", "昼の部", "夜の部"),
        ("9:00 受付", "その日の話", "10:00 開会"),
        ("5:31 起床", "7:05 出発", "9:12 起床"),
        ("0:13 検知", "0:41 着手", "1:07 復旧"),
        ("0:30 山本", "0:40 川田", "1:05 山本"),
    ],
)
def test_days_and_programmes_stay(stamps: tuple[str, str, str]) -> None:
    lines = lines_of(text_of(stamps))
    assert without_times(lines) == lines


def lines_with(stamps: tuple[str, str, str]) -> str:
    return "\n".join(f"{stamp}{said}" for stamp, said in zip(stamps, SPEECHES, strict=True))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("stamps", "read"),
    [
        (("[00:01:12] 山本：", "[00:01:30] 川田：", "[00:02:05] 山本："), ("山本：", "川田：", "山本：")),
        (("[00:08] 山本：", "[00:31] Ann Lee：", "[12:05] 山本："), ("山本：", "Ann Lee：", "山本：")),
        (("(00:08) 山本 ", "(00:31) 川田 ", "(12:05) 山本 "), ("山本 ", "川田 ", "山本 ")),
        (("山本（00:00:08）：", "川田（00:00:31）：", "山本（00:16:20）："), ("山本：", "川田：", "山本：")),
        (("00:00 山本 ", "00:15 川田 ", "01:02 山本 "), ("山本 ", "川田 ", "山本 ")),
        (("00:00:08 山本: ", "00:00:31 川田: ", "00:16:20 山本: "), ("山本: ", "川田: ", "山本: ")),
    ],
)
def test_times_in_lines_of_speech_are_dropped(
    stamps: tuple[str, str, str], read: tuple[str, str, str], gap: str
) -> None:
    text = f"会議の記録{gap}{lines_with(stamps)}"
    lines = without_times(lines_of(text))
    said = [f"{name}{speech}" for name, speech in zip(read, SPEECHES, strict=True)]
    assert [line.text for line in lines if not line.reason] == ["会議の記録", *said]
    assert sorted("".join("".join(line.text.split()) for line in lines)) == sorted("".join(text.split()))


@pytest.mark.parametrize(
    "stamps",
    [
        ("9:00 山本：", "9:31 川田：", "10:12 山本："),
        ("0:13 山本：", "0:41 川田：", "1:07 山本："),
        ("[00:13] 検知：", "[00:41] 着手：", "[01:07] 復旧："),
        ("[13:01] 山本：", "[13:41] 川田：", "[14:07] 山本："),
        ("[00:13] 山本：", "[00:41] 川田：", "[00:07] 山本："),
        ("[00:00] 山本：", "[00:30] 川田：", "[01:00] 山本："),
        ("7:05 起床 ", "7:31 出発 ", "9:12 起床 "),
        ("[00:13] ", "[00:41] ", "[01:07] "),
        ("山本：", "[00:41] 川田：", "[01:07] 山本："),
    ],
)
def test_times_of_a_day_and_times_alone_stay_in_their_lines(stamps: tuple[str, str, str]) -> None:
    lines = lines_of(f"その日の話\n\n{lines_with(stamps)}")
    assert without_times(lines) == lines
