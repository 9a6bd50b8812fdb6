"""English endings and prefixes: how a known word sounds with them."""

from __future__ import annotations

import pytest

from narrate.readings.inflections import inflected, prefixed

_SAYS = {
    **{"agent": "エージェント", "card": "カード", "note": "ノート", "node": "ノード", "cache": "キャッシュ"},
    **{"box": "ボックス", "quiz": "クイズ", "branch": "ブランチ", "page": "ページ", "class": "クラス"},
    **{"book": "ブック", "graph": "グラフ", "stop": "ストップ", "make": "メイク", "string": "ストリング"},
    **{"model": "モデル", "query": "クエリ", "format": "フォーマット", "embed": "エンベッド"},
    **{"process": "プロセス", "plan": "プラン", "local": "ローカル", "train": "トレイン", "build": "ビルド"},
    **{
        "illy": "イリー",
        "topic": "トピック",
        "bake": "ベイク",
        "write": "ライト",
        "safe": "セーフ",
        "fast": "ファースト",
        "dog": "ドッグ",
    },
    **{
        "chop": "チョップ",
        "video": "ビデオ",
        "stack": "スタック",
        "roof": "ルーフ",
        "size": "サイズ",
        "dog": "ドッグ",
    },
}


def _known(word: str) -> str:
    return _SAYS.get(word, "")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("agents", "エージェンツ"),
        ("cards", "カーズ"),
        ("notes", "ノーツ"),
        ("nodes", "ノーズ"),
        ("caches", "キャッシュズ"),
        ("boxes", "ボックシズ"),
        ("quizes", "クイジズ"),
        ("branches", "ブランチズ"),
        ("pages", "ページズ"),
        ("sizes", "サイジズ"),
        ("classes", "クラシズ"),
        ("books", "ブックス"),
        ("graphs", "グラフス"),
        ("makes", "メイクス"),
        ("roofs", "ルーフス"),
        ("strings", "ストリングス"),
        ("models", "モデルズ"),
        ("videos", "ビデオズ"),
        ("queries", "クエリズ"),
        ("cachable", "キャッシャブル"),
        ("stoppable", "ストッパブル"),
        ("trainability", "トレイナビリティ"),
        ("makeable", "メイカブル"),
        ("videoable", ""),
        ("illiness", "イリネス"),
        ("topically", "トピカリー"),
        ("locically", ""),
    ],
)
def test_a_plural_ends_as_japanese_says_it(word: str, said: str) -> None:
    assert inflected(word, _known) == said


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("formatted", "フォーマテッド"),
        ("formated", "フォーマテッド"),
        ("embedded", "エンベデッド"),
        ("noted", "ノーテッド"),
        ("baked", "ベイクド"),
        ("chopped", "チョップド"),
        ("planned", "プランド"),
        ("queried", "クエリド"),
        ("processed", "プロセスト"),
        ("stacked", "スタックド"),
    ],
)
def test_a_past_ends_as_japanese_says_it(word: str, said: str) -> None:
    assert inflected(word, _known) == said


def test_ly_after_l_is_one_sound() -> None:
    assert inflected("locally", _known) == "ローカリー"


@pytest.mark.parametrize("word", ["dress", "unheard", "as", "dogss"])
def test_an_ending_behind_no_known_word_is_none(word: str) -> None:
    assert inflected(word, _known) == ""


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("unsafe", "アンセーフ"),
        ("rewrite", "リライト"),
        ("superfast", "スーパーファースト"),
        ("misgraph", "ミスグラフ"),
        ("disembed", "ディスエンベッド"),
        ("disnode", ""),
        ("reilly", ""),
        ("undog", ""),
        ("unknowable", ""),
    ],
)
def test_a_prefix_stands_before_words_of_some_length(word: str, said: str) -> None:
    assert prefixed(word, _known) == said
