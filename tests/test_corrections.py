"""A show's corrections are read before all else, unless something longer is meant."""

from __future__ import annotations

import pytest

from narrate.readings import Reader
from narrate.readings.lexicon import Entry, Lexicon

OTHERS = [("GPT-4", "ジーピーティーフォー", ""), ("make", "メイク", "word"), ("C++", "シープラスプラス", "")]


def corrected(**readings: str) -> Reader:
    own = [
        Entry(t, kana, "", "", f"show/corrections.tsv:{n}") for n, (t, kana) in enumerate(readings.items(), 2)
    ]
    return Reader(Lexicon([*own, *(Entry(t, kana, kind, "", "own.tsv:1") for t, kana, kind in OTHERS)]))


@pytest.mark.parametrize(
    ("term", "kana", "text", "spoken"),
    [
        ("Kubernetes", "クベ", "Kubernetes（クーバネティス）とkubernetes", "クベとクベ"),
        ("NVIDIA", "ヌビ", "エヌビディア（NVIDIA）とNVIDIA", "ヌビとヌビ"),
        ("進捗", "ススミ", "進捗（しんちょく）と進捗", "ススミとススミ"),
        ("本気", "ホンキ", "{本気|まじ}と本気", "ホンキとホンキ"),
        ("Tianqi", "テスト", "Tianqi Chenは", "テストチェンは"),
        ("it", "イテ", "make itは", "メイクイテは"),
        ("github.com", "ギト", "github.comとhttps://github.com/x/y", "ギトとギトハブドットコム"),
        ("km", "キロ", "kmと10kmと10km²", "キロと10キロと10ヘーホーキロメートル"),
        ("mg/dL", "ミリ", "98mg/dLと98 mg/dL", "98ミリと98ミリ"),
        ("mg", "ミリ", "98mg/dLと98mg", "98ミリグラムパーデシリットルと98ミリ"),
        ("km/h", "キロマイジ", "60km/hで", "60キロマイジで"),
        ("KB", "ナレッジベース", "KBと500KB", "ナレッジベースと500キロバイト"),
        ("GB", "ギガ", "16GB/32GB", "16ギガ、32ギガ"),
        ("A", "エー", "AとB、10A", "エーとビー、10アンペア"),
        ("st", "スト", "1stとst", "ファーストとスト"),
    ],
)
def test_a_correction_wins_over_every_layer(term: str, kana: str, text: str, spoken: str) -> None:
    reader = corrected(**{term: kana, "github": "ギトハブ"}).taught_by(text)
    assert reader.read(text).text == spoken


@pytest.mark.parametrize(
    ("term", "text", "spoken"),
    [
        ("GPT", "GPT-4", "ジーピーティーフォー"),
        ("C", "C++", "シープラスプラス"),
        ("太郎", "山田太郎（やまだたろう）", "ヤマダタロー"),
        ("github", "https://docs.github.com", "ドックスドットテストドットコム"),
        ("気", "{本気|まじ}", "マジ"),
    ],
)
def test_inside_something_longer_no_correction_is_meant(term: str, text: str, spoken: str) -> None:
    assert corrected(**{term: "テスト"}).read(text).text == spoken


def test_a_correction_says_where_it_stands_and_is_not_cut() -> None:
    reader = corrected(Kubernetes="クベ")
    (reading,) = reader.read("Kubernetes（クーバネティス）").readings
    assert (reading.layer, reading.rule) == ("lexicon", "corrections.tsv:2")
    assert reader.protected("のKubernetes（クーバネティス）") == [(1, 20)]


def test_a_correction_of_a_class_is_meant_as_its_class_says() -> None:
    entry = Entry("aid", "エイドー", "word", "", "show/corrections.tsv:2")
    assert Reader(Lexicon([entry])).read("aidとAID").text == "エイドーとエーアイディー"


def test_of_two_corrections_of_a_unit_the_last_wins() -> None:
    first, second = (Entry("kg", kana, "", "", "show/corrections.tsv:2") for kana in ("キログ", "キロ"))
    assert Reader(Lexicon([first]).over([second])).read("5kgとkg").text == "5キロとキロ"
