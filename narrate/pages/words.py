"""What pages and show notes say themselves, in the show's language: Japanese, or English for all others.

The controls' own words stand in ``assets/player/words.js``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

from narrate.plain import in_japanese

Words = Mapping[str, str]
_T = TypeVar("_T")
_MINUTE_S = 60

_JAPANESE = {
    "articles": "エピソードになる前の記事",
    "articles_how": "聴きたい部分を選ぶと、その場で読み上げます。",
    "article": "元の記事",
    "chapters": "目次",
    "copy": "コピー",
    "download": "MP3をダウンロード",
    "episodes": "エピソード",
    "feed": "フィードのアドレス",
    "find": "題名でさがす",
    "hours": "{hours}時間{minutes}分",
    "local": "このアドレスは、同じネットワークの中でだけ開けます。",
    "minutes": "{minutes}分",
    "more": "ほかに{count}件あります。",
    "none": "まだエピソードがありません。",
    "none_add": "記事を追加する（番組の持ち主）",
    "none_how": "購読しておくと、最初の回が届きます。",
    "none_unbuilt": "いまは、ありません。",
    "open_in": "アプリで開く",
    "owners_only": "まだ音声のない部分は、番組の持ち主だけが作れます。できている部分は、どなたでも聴けます。",
    "play": "再生",
    "player": "プレーヤー",
    "qr": "フィードのアドレスのQRコード",
    "rest": "ほかの{count}話はフィードにあります。",
    "seconds": "{seconds}秒",
    "show_all": "すべて表示",
    "subscribe": "購読する",
    "subscribe_how": "ポッドキャストのアプリにこのアドレスを加えると、新しい回が届きます。",
    "synthetic": "音声合成による読み上げです。",
    "transcript": "本文",
    "this_machine": "このアドレスは、このコンピューターでだけ開けます。スマートフォンでは開けません。",
    "transcript_files": "字幕ファイル",
    "unlisted": "ほかに、古いものが{count}件あります。ここには新しいものだけが並びます。",
}
_ENGLISH = {
    "articles": "Articles without an episode yet",
    "articles_how": "Choose a part of one, and it is read aloud on the spot.",
    "article": "The article",
    "chapters": "Contents",
    "copy": "Copy",
    "download": "Download the MP3",
    "episodes": "Episodes",
    "feed": "Address of the feed",
    "find": "Find by title",
    "hours": "{hours} h {minutes} min",
    "local": "Only this network can open this address.",
    "minutes": "{minutes} min",
    "more": "There are {count} more.",
    "none": "There are no episodes yet.",
    "none_add": "Add an article (the owner of the show)",
    "none_how": "Subscribe, and the first one arrives by itself.",
    "none_unbuilt": "There are none now.",
    "open_in": "Open in an app",
    "owners_only": "Only the owner of the show can have made what has no sound yet. All can hear the rest.",
    "play": "Play",
    "player": "Player",
    "qr": "QR code of the feed's address",
    "rest": "{count} more are in the feed.",
    "seconds": "{seconds} s",
    "show_all": "Show all",
    "subscribe": "Subscribe",
    "subscribe_how": "Add this address to a podcast app, and new episodes arrive by themselves.",
    "synthetic": "Read by a synthetic voice.",
    "transcript": "Transcript",
    "this_machine": "Only this computer can open this address, no phone can.",
    "transcript_files": "Subtitles",
    "unlisted": "{count} older ones have no room on this list.",
}


def words_in(language: str, words: Mapping[str, _T]) -> _T:
    """Which of ``ja`` and ``en`` is for a show's language: English for all that is not Japanese."""
    return words["ja" if language.lower().partition("-")[0] == "ja" else "en"]


def words_of(language: str) -> Words:
    """The words for a show's language (``ja``, ``en-us``)."""
    return words_in(language, {"ja": _JAPANESE, "en": _ENGLISH})


def day(iso: str, language: str) -> str:
    """A day (``2026-04-02``) as people write it; English pages keep the form that nobody misreads."""
    return words_in(language, {"ja": in_japanese(dt.date.fromisoformat(iso)), "en": iso})


def length(seconds: float, words: Words) -> str:
    """How long an episode is, in hours and minutes; in seconds below one minute, one at least."""
    if (whole := max(1, round(seconds))) < _MINUTE_S:
        return words["seconds"].format(seconds=whole)
    hours, minutes = divmod(round(seconds / _MINUTE_S), 60)
    return words["hours" if hours else "minutes"].format(hours=hours, minutes=minutes)
