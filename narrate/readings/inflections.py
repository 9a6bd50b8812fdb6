"""English words that are a known word with an ending or a prefix: ``containers``, ``deployed``, ``unsigned``.

Only those where the rule is nearer to the usual katakana than a model's guess at the whole word, measured on
the inflected words that dictionaries have; -ing and -er are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_SHORTEST = 3  # letters of a stem before -s or -ed; one more before longer endings and after prefixes

Known = Callable[[str], str]
"""The reading of a word that is known as it stands, else an empty string."""

_ADDED = {
    **{
        "ness": "ネス",
        "less": "レス",
        "ship": "シップ",
        "ment": "メント",
        "hood": "フッド",
        "ware": "ウェア",
    },
    **{
        "like": "ライク",
        "wise": "ワイズ",
        "proof": "プルーフ",
        "ly": "リー",
        "up": "アップ",
        "out": "アウト",
        "off": "オフ",
    },
}
_ABLE = {"able": "ブル", "ability": "ビリティ"}
_BEFORE_ABLE = {
    **{
        "シュ": "シャ",
        "ジ": "ジャ",
        "チ": "チャ",
        "ト": "タ",
        "ド": "ダ",
        "ク": "カ",
        "グ": "ガ",
        "ス": "サ",
    },
    **{"ズ": "ザ", "ル": "ラ", "プ": "パ", "ブ": "バ", "ム": "マ", "ン": "ナ", "フ": "ファ", "ヴ": "バ"},
}
"""The end of a verb, and how it sounds before -able: テスト is テスタブル."""
_ENDINGS = ("ies", "s", "ied", "ed", "iness", "ally", *_ABLE, *_ADDED)
_PREFIXES = {
    **{
        "un": "アン",
        "non": "ノン",
        "multi": "マルチ",
        "micro": "マイクロ",
        "super": "スーパー",
        "over": "オーバー",
    },
    **{"auto": "オート", "mini": "ミニ", "anti": "アンチ", "cyber": "サイバー", "under": "アンダー"},
    **{"hyper": "ハイパー", "meta": "メタ", "nano": "ナノ", "mega": "メガ", "post": "ポスト", "sub": "サブ"},
    **{"re": "リ", "tiny": "タイニー", "mis": "ミス", "dis": "ディス"},
}
_BEFORE_NO_S = ("mis", "dis")
_SHORT_PREFIXES = ("re", "dis")
_AFTER_HISS = {"シュ": "シズ", "ス": "シズ", "ズ": "ジズ", "チ": "チズ", "ジ": "ジズ"}


def inflected(word: str, known: Known) -> str:
    """The katakana of a lower-case word that is a known one with an ending; empty if it is not."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            shortest = _SHORTEST + (ending in _ADDED or ending in _ABLE)
            for stem in _stems(word.removesuffix(ending), ending):
                kana = known(stem) if len(stem) >= shortest else ""
                if joined := _join(kana, stem, ending) if kana else "":
                    return joined
    return ""


def prefixed(word: str, known: Known) -> str:
    """The katakana of a lower-case word with a prefix before a known one of four letters or more.

    Of five after re- and dis-: Reilly is no illy.
    """
    for prefix, kana in _PREFIXES.items():
        rest = word.removeprefix(prefix)
        if prefix in _BEFORE_NO_S and rest.startswith("s"):
            continue  # missing
        if rest != word and len(rest) > _SHORTEST + (prefix in _SHORT_PREFIXES) and (said := known(rest)):
            return kana + said
    return ""


def _stems(stem: str, ending: str) -> Iterator[str]:
    """What a word may have been before its ending: stop in stopped, make in makes, apply in applied."""
    if ending in ("ies", "ied", "iness"):
        yield stem + "y"
    elif ending == "s" and re.search("(?:s|x|z|ch|sh)e$", stem):
        yield stem[:-1]
        yield stem
    elif ending == "ed" or ending in _ABLE:
        if re.search(r"([bdgmnprt])\1$", stem):
            yield stem[:-1]
        yield from (stem, stem + "e") if stem.endswith("gn") else (stem + "e", stem)
    elif ending == "ally":
        if stem.endswith("ic"):
            yield stem
    elif not (ending == "s" and stem.endswith("s")):
        yield stem


def _join(kana: str, stem: str, ending: str) -> str:
    """The reading of a stem with its ending; empty where they do not join."""
    if ending == "ly" and stem.endswith("l"):
        return kana.removesuffix("ル") + "リー"
    if ending == "ally":
        return kana.removesuffix("ク").removesuffix("ッ") + "カリー" if kana.endswith("ク") else ""
    if ending == "iness":
        return kana.removesuffix("ー") + "ネス"
    if ending in _ADDED:
        return kana + _ADDED[ending]
    if ending in _ABLE:
        return next(
            (
                kana.removesuffix(end) + a + _ABLE[ending]
                for end, a in _BEFORE_ABLE.items()
                if kana.endswith(end)
            ),
            "",
        )
    return _past(kana, stem) if ending in ("ed", "ied") else _plural(kana, stem)


def _plural(kana: str, stem: str) -> str:
    """-s: ツ and ズ after ト and ド, a syllable more after a hiss, ス after voiceless sounds and -ng."""
    if kana[-1] in "トド" and re.search("[td]e?$", stem):
        return kana[:-1] + ("ツ" if kana[-1] == "ト" else "ズ")
    if re.search("(?:s|x|z|ch|sh|[sczg]e)$", stem):
        return next((kana.removesuffix(k) + said for k, said in _AFTER_HISS.items() if kana.endswith(k)), "")
    is_voiceless = re.search("(?:[pkfc]|[pkf]e|th|ph|gh)$", stem) and kana[-1] in "クプフス"
    return kana + ("ス" if is_voiceless or stem.endswith("ng") else "ズ")


def _past(kana: str, stem: str) -> str:
    """-ed: テッド and デッド after ト and ド, ト after ss, else ド (ベイクド, チョップド, フォーカスド)."""
    if kana[-1] in "トド" and re.search("[td]e?$", stem):
        return kana[:-1].removesuffix("ッ") + ("テッド" if kana[-1] == "ト" else "デッド")
    return kana + ("ト" if stem.endswith("ss") else "ド")
