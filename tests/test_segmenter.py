"""Article to script: where sentences end, what fits the engine, which pause follows, what is not said."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.article import parse, read_article
from narrate.model import Article, Dropped, Kind, Paragraph, Script, Section
from narrate.pauses import PAUSES_MS
from narrate.readings import Reader
from narrate.roles import Wanted
from narrate.segmenter import Requests, segment, split_sentences
from narrate.show import Show

ROOT = Path(__file__).parent.parent
ROWS = (ROOT / "tests" / "cases" / "sentences.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = [row.split("\t") for row in ROWS if not row.startswith("#")]
MARKS = "。！？!?．.、，,;:「」『』（）()【】\"'・…ー−%±℃㈱①／ \u3000"
WORDS = [*MARKS, "町", "話", "でした", "こと", "openai", "o1-mini", "GPT-4", "Ｗ", "W", "xylophone"]
WORDS += ["3", "2.5", "1,000", "１２", "한국어", "😀", "é"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map("".join)
LONG_TEXTS = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join), st.integers(1, 60)
).map(lambda part: part[0] * part[1])
KINDS: tuple[Kind, ...] = ("prose", "item", "quote")

same_everywhere = settings(deadline=None, derandomize=True, max_examples=150)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(Show(ROOT).lexicon_files)


def article(*paragraphs: Paragraph) -> Article:
    return Article("題", None, "", (Section("題", paragraphs),), ())


def packed(texts: Iterable[str]) -> str:
    """The texts in a row without white space."""
    return "".join("".join(texts).split())


def check_nothing_lost(source: Article, script: Script) -> None:
    written = packed(p.text for section in source.sections for p in section.paragraphs)
    said = [packed([sentence.text]) for sentence in script.sentences()]
    dropped = packed(piece.text for piece in script.dropped)
    assert Counter(written) - Counter(packed(said) + dropped) == Counter()
    at = 0
    for text in said:
        assert (at := written.find(text, at) + len(text)) >= len(text), f"'{text}' is not in its place"


@pytest.mark.parametrize(("line", "sentences"), SENTENCES)
def test_a_line_is_cut_as_its_case_says(line: str, sentences: str, reader: Reader) -> None:
    assert split_sentences(line, reader.protected(line)) == sentences.split("|")


@same_everywhere
@given(st.one_of(TEXTS, st.text()))
def test_sentences_in_a_row_are_the_line(line: str) -> None:
    sentences = split_sentences(line)
    assert packed(sentences) == packed([line])
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


@same_everywhere
@given(TEXTS, st.sampled_from(["Yahoo!ニュース", "モーニング娘。", "what?if", "A。B"]), TEXTS)
def test_a_protected_span_stays_whole(before: str, term: str, after: str) -> None:
    span = (len(before), len(before) + len(term))
    assert any(term in sentence for sentence in split_sentences(before + term + after, [span]))


@same_everywhere
@given(st.lists(TEXTS, min_size=1, max_size=5), st.integers(60, 200))
def test_every_character_is_in_a_sentence_or_dropped(reader: Reader, lines: list[str], limit: int) -> None:
    source = article(*(Paragraph(line, "prose") for line in lines))
    check_nothing_lost(source, segment(source, reader, Requests(limit)))


@same_everywhere
@given(LONG_TEXTS, st.sampled_from(KINDS), st.integers(60, 200))
def test_no_request_is_longer_than_the_engine_takes(
    reader: Reader, text: str, kind: Kind, limit: int
) -> None:
    script = segment(article(Paragraph(text, kind)), reader, Requests(limit))
    assert max((len(sentence.spoken) for sentence in script.sentences()), default=0) <= limit


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 200,
        "ありがとう、" * 40,
        "openai " * 40,
        "「はい。」" * 60,
        "(あ)" * 60,
        "a,b;" * 60,
        "あ。" + "い" * 200,
        "±" * 60,
        "Ｗ" * 60,
        "1 " * 60,
        "OpenAI1" * 60,
        "W" * 60,
        "1" * 200,
        "1,000" * 60,
        "3.あ" + "い" * 57,
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_long_sentence_is_cut_to_the_limit(text: str, kind: Kind, reader: Reader) -> None:
    source = article(Paragraph(text, kind))
    script = segment(source, reader, Requests(60))
    assert max(len(sentence.spoken) for sentence in script.sentences()) <= 60
    check_nothing_lost(source, script)


def test_a_sentence_that_just_fits_is_not_cut(reader: Reader) -> None:
    source = article(Paragraph("あ" * 29 + "、" + "い" * 29 + "。"))
    assert [len(segment(source, reader, Requests(limit)).sections[0].sentences) for limit in (60, 59)] == [
        1,
        2,
    ]


def test_a_long_sentence_is_cut_after_an_inner_sentence(reader: Reader) -> None:
    text = "「" + "あ" * 20 + "、" + "い" * 20 + "。" + "う、" + "え" * 30 + "」"
    first, second = segment(article(Paragraph(text)), reader, Requests(60)).sentences()
    assert first.text == "「" + "あ" * 20 + "、" + "い" * 20 + "。"
    assert second.text == "う、" + "え" * 30 + "」"


def test_a_long_sentence_is_else_cut_after_a_comma(reader: Reader) -> None:
    first, second = segment(
        article(Paragraph("あ" * 40 + "、" + "い" * 40)), reader, Requests(60)
    ).sentences()
    assert (first.text, second.text) == ("あ" * 40 + "、", "い" * 40)
    assert first.pause_ms == PAUSES_MS["clause"]


def test_a_term_is_not_cut_in_two(reader: Reader) -> None:
    script = segment(article(Paragraph("あ" * 55 + "OpenAI Five" + "い" * 20)), reader, Requests(60))
    texts = [sentence.text for sentence in script.sentences()]
    assert "".join(texts) == "あ" * 55 + "OpenAI Five" + "い" * 20
    assert len(texts) == 2
    assert any("OpenAI Five" in text for text in texts)


def test_a_sentence_keeps_the_authors_wording(reader: Reader) -> None:
    (sentence,) = segment(
        article(Paragraph("ＯｐｅｎＡＩの「O1」は３倍!")), reader, Requests(200)
    ).sentences()
    assert sentence.text == "ＯｐｅｎＡＩの「O1」は３倍!"
    assert sentence.spoken == "オープンエーアイのオーワンは3倍！"
    assert [(r.written, r.start) for r in sentence.readings] == [("ＯｐｅｎＡＩ", 0), ("O1", 8)]


def test_each_ending_has_its_pause(reader: Reader) -> None:
    text = "題\n\n前の文。後の文。\n\n1 一つ\n\n2 二つ\n\n本文。\n\n見出し\n\n終わり。"
    sentences = list(segment(parse(text, "a.txt"), reader, Requests(200)).sentences())
    endings = ["heading", "sentence", "paragraph", "item", "item", "section", "heading", "section"]
    assert [s.pause_ms for s in sentences] == [PAUSES_MS[ending] for ending in endings]


def test_each_paragraph_is_told_before_it_is_read(reader: Reader) -> None:
    told: list[None] = []
    source = article(Paragraph("川は深い。海は広い。"), Paragraph("山は高い。"))
    segment(source, reader, Requests(60), lambda: told.append(None))
    assert len(told) == len(source.sections[0].paragraphs)


def test_better_breaks_have_longer_pauses() -> None:
    order = ["clause", "sentence", "item", "paragraph", "quote", "heading", "section"]
    assert sorted(PAUSES_MS, key=PAUSES_MS.__getitem__) == order


def test_a_heading_is_the_first_sentence_of_its_section(reader: Reader) -> None:
    script = segment(parse("題\n\n本文。\n\n見出し\n\n終わり。", "a.txt"), reader, Requests(200))
    assert [(s.heading, s.sentences[0].text) for s in script.sections] == [("題", "題"), ("見出し", "見出し")]


def test_a_list_number_is_followed_by_a_pause(reader: Reader) -> None:
    script = segment(article(Paragraph("3. 子どもの本。絵の本。", "item")), reader, Requests(200))
    assert [sentence.spoken for sentence in script.sentences()] == ["3、子どもの本。", "絵の本。"]
    kinds: tuple[tuple[Kind, str], ...] = (("item", "1、一つ"), ("prose", "1一つ"))
    for kind, spoken in kinds:
        (sentence,) = segment(article(Paragraph("1 一つ", kind)), reader, Requests(200)).sentences()
        assert sentence.spoken == spoken


def test_a_decimal_at_the_start_of_an_item_is_one_number(reader: Reader) -> None:
    (sentence,) = segment(article(Paragraph("2.5倍に増えた", "item")), reader, Requests(200)).sentences()
    assert sentence.spoken == "2.5倍に増えた"


def test_what_has_no_sound_is_dropped_with_its_reason(reader: Reader) -> None:
    source = article(
        Paragraph("本文です。"), Paragraph("＊＊＊"), Paragraph("한국어"), Paragraph("本のКнига。")
    )
    script = segment(source, reader, Requests(200))
    assert [sentence.text for sentence in script.sentences()] == ["本文です。", "本のКнига。"]
    assert script.dropped == (
        Dropped("＊＊＊", "nothing to say in it"),
        Dropped("한국어", "script the voice cannot say"),
        Dropped("Книга", "script the voice cannot say"),
    )
    check_nothing_lost(source, script)


def test_a_section_without_sound_is_no_section(reader: Reader) -> None:
    source = Article(
        "題", None, "", (Section("題", (Paragraph("本。"),)), Section("☆", (Paragraph("☆", "heading"),))), ()
    )
    script = segment(source, reader, Requests(200))
    assert [section.heading for section in script.sections] == ["題"]
    assert script.dropped == (Dropped("☆", "nothing to say in it"),)


def test_the_articles_dropped_pieces_come_first(reader: Reader, example: Path) -> None:
    source = read_article(example)
    script = segment(source, reader, Requests(200))
    assert script.dropped[: len(source.dropped)] == source.dropped
    assert (script.title, script.date, script.byline) == (source.title, source.date, source.byline)


def test_the_json_form_has_both_wordings(reader: Reader) -> None:
    form = segment(parse("題です\n\n2024-09-22\n\nAI の本。", "a.txt"), reader, Requests(200)).to_json()
    assert form["date"] == "2024-09-22"
    assert form["sections"][0]["sentences"][1] == {
        "text": "AI の本。",
        "spoken": "エーアイの本。",
        "pause_ms": PAUSES_MS["section"],
    }
    assert form["dropped"] == [{"text": "2024-09-22", "reason": "date, said at the start"}]


def test_nothing_of_the_real_article_is_lost(reader: Reader, shared: Path) -> None:
    source = read_article(shared / "articles" / "o1.txt")
    script = segment(source, reader, Requests(100))
    check_nothing_lost(source, script)
    assert script.dropped == source.dropped
    assert max(len(sentence.spoken) for sentence in script.sentences()) <= 100


@pytest.mark.parametrize("unit", ["漢字", "今日は「晴れ。」でした。", "openai の o1 は"])
def test_a_line_of_30_000_characters_is_cut_to_the_limit(unit: str, reader: Reader) -> None:
    source = article(Paragraph(unit * (30_000 // len(unit))))
    script = segment(source, reader, Requests(200))
    assert max(len(sentence.spoken) for sentence in script.sentences()) <= 200
    assert packed(sentence.text for sentence in script.sentences()) == packed(
        [source.sections[0].paragraphs[0].text]
    )


def test_5_000_short_lines_are_5_000_sentences(reader: Reader) -> None:
    source = article(*(Paragraph(f"{i} 番目の行。") for i in range(5_000)))
    sentences = list(segment(source, reader, Requests(200)).sentences())
    assert [sentence.text for sentence in sentences] == [p.text for p in source.sections[0].paragraphs]


def test_lines_of_100_000_marks_come_to_an_end() -> None:
    code = """if True:
        from narrate.readings import Reader, lexicon
        from narrate.segmenter import split_sentences
        read = Reader(lexicon.Lexicon([])).read
        n = 50_000
        lines = "（" * n + "）" * n, "（" * n + "」" * n, "、" * n + "あ", "あ" + "…" * n, "「あ。」い。" * n
        print(*(len(split_sentences(line)) for line in lines), *(len(read(line).text) for line in lines))
    """
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, timeout=60)
    assert done.stdout.split() == b"1 1 1 1 50000 0 0 1 2 200000".split()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "図書館の職員たちは新しい仕組みの説明を受けるために朝早くから集まっていた",
            ["図書館の職員たちは新しい仕組みの説明を", "受けるために朝早くから集まっていた"],
        ),
        (
            "彼女は「これは大切な話だから、よく聞いてほしい」と静かに話し始めたのだった",
            ["彼女は「これは大切な話だから、よく聞いてほしい」と", "静かに話し始めたのだった"],
        ),
        (
            "きのう買ったKubernetes入門という本を図書館で読んだ",
            ["きのう買ったKubernetes入門という", "本を図書館で読んだ"],
        ),
    ],
)
def test_a_long_sentence_is_cut_before_a_bunsetsu_and_not_in_a_quote(
    reader: Reader, text: str, parts: list[str]
) -> None:
    script = segment(article(Paragraph(text)), reader, Requests(25))
    assert [sentence.text for sentence in script.sentences()] == parts


CAST = Requests(
    40,
    Wanted(frozenset(("heading", "quote")), frozenset(("話者A",)), frozenset(("en",))),
    {"heading": 1234},
)


def test_parts_have_their_roles_and_what_is_between_them_a_short_pause(reader: Reader) -> None:
    source = article(Paragraph("彼は「今日はとてもよい天気ですね」と言った。"))
    first, second, third = segment(source, reader, CAST).sentences()
    assert [s.role for s in (first, second, third)] == ["", "quote", ""]
    assert second.text == "「今日はとてもよい天気ですね」"


def test_a_speakers_mark_is_dropped_with_its_reason(reader: Reader) -> None:
    source = article(Paragraph("話者A：川の話です。"), Paragraph("話者B：山の話です。"))
    script = segment(source, reader, CAST)
    assert [(s.role, s.text) for s in script.sentences()] == [
        ("speaker:話者A", "川の話です。"),
        ("", "話者B：山の話です。"),
    ]
    assert script.dropped == (Dropped("話者A：", "a speaker's mark: the voice tells who speaks"),)


def test_a_paragraph_in_english_is_spoken_as_written(reader: Reader) -> None:
    source = article(Paragraph("It rains. When the rain stopped after three days, we saw the hills."))
    sentences = list(segment(source, reader, CAST).sentences())
    assert {s.role for s in sentences} == {"language:en"}
    assert [s.spoken for s in sentences] == [
        "It rains.",
        "When the rain stopped after three days,",
        "we saw the hills.",
    ]
    assert [s.pause_ms for s in sentences][:2] == [PAUSES_MS["sentence"], PAUSES_MS["clause"]]


def test_a_sentence_that_a_transcript_breaks_knows_where(reader: Reader) -> None:
    text = "図書館の職員たちは新しい仕組みの説明を受けるために朝早くから集まっていた"
    source = article(Paragraph(text), Paragraph(text[:32]), Paragraph("We saw the hills after three days."))
    long, short, foreign = segment(source, reader, CAST).sentences()
    assert [text[start:end] for start, end in pairwise((*long.breaks, len(text)))][:3] == [
        *("職員たちは", "新しい", "仕組みの")
    ]
    assert (short.breaks, foreign.breaks) == ((), ())


def test_a_voice_may_pause_longer(reader: Reader) -> None:
    source = article(Paragraph("見出し", "heading"), Paragraph("本文です。"))
    assert next(segment(source, reader, CAST).sentences()).pause_ms == 1234


@same_everywhere
@given(st.text("「」今日はとても。話者A：It rains.!? \n", max_size=120), st.integers(10, 60))
def test_nothing_is_lost_with_a_cast(reader: Reader, text: str, limit: int) -> None:
    source = article(*(Paragraph(line) for line in text.split("\n")))
    check_nothing_lost(source, segment(source, reader, replace(CAST, max_chars=limit)))


def test_a_script_tells_where_its_article_is_and_how_it_begins(reader: Reader) -> None:
    paragraphs = Paragraph("題", "title"), Paragraph("はじめに", "frame"), Paragraph("{町|まち}の話。\n次。")
    told = replace(article(*paragraphs), link="https://example.com/a", picture="https://example.com/a.png")
    script = segment(told, reader, Requests(100))
    assert (script.link, script.picture) == (told.link, told.picture)
    assert script.lead == "町の話。次。"


def test_a_label_over_a_box_is_not_how_an_article_begins(reader: Reader) -> None:
    label, words = Paragraph("この記事のポイント"), Paragraph("春の話")
    assert (
        segment(article(label, Paragraph("春が来ました。")), reader, Requests(100)).lead == "春が来ました。"
    )
    assert segment(article(label, words), reader, Requests(100)).lead == "この記事のポイント"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("【入門】】春の話です。 次の話です。", "【入門】春の話です。次の話です。"),
        ("😀。 春です。", "春です。"),
        ("It rains. It’s wet（very）) 1) one", "It rains. It’s wet（very）) 1) one"),
        ("「春の『花』」」の話です。", "「春の『花』」の話です。"),
    ],
)
def test_an_article_begins_as_it_is_said_without_leftovers(reader: Reader, text: str, lead: str) -> None:
    paragraphs = Paragraph("😀"), Paragraph(text), Paragraph("次の段落です。")
    assert segment(article(*paragraphs), reader, Requests(100)).lead == lead
