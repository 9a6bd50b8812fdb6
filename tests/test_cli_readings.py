"""The commands about readings: corrections are checked before they are written, and nothing is silent."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock, Timeout

from narrate.cli import cli
from narrate.errors import ArticleError, LexiconError, SettingsError
from narrate.readings import lexicon
from narrate.readings.lexicon import Entry
from narrate.show import Show


def run(show: Show, *words: str | Path, stdin: bytes = b"") -> Result:
    runner = CliRunner(mix_stderr=False)
    return runner.invoke(cli, [*map(str, words), "--show", str(show.root)], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "it's an article.txt"
    path.write_text("題名\n\nGPT-4とＭＣＰとmailingの話。２０２４年に始まる。\n", encoding="utf-8")
    return path


def test_after_a_correction_only_what_is_read_by_it_is_listed(show: Show, article: Path) -> None:
    assert len(run(show, "readings", article).stdout.splitlines()) > 2
    result = run(show, "readings", article, "--set", "MCP=えむしー")
    assert result.stdout.splitlines() == [
        "   1  ＭＣＰ  エムシー  (lexicon: corrections.tsv:2)",
        "      GPT-4とＭＣＰとmailingの話。",
    ]


def test_a_correction_can_be_taken_back(show: Show, article: Path) -> None:
    before = run(show, "readings", article).stdout
    run(show, "readings", article, "--set", "MCP=えむしー", "--set", "GPT-4=ジー")
    result = run(show, "readings", article, "--unset", "ＭＣＰ", "--unset", "gpt-4")
    assert result.stdout == before
    assert result.stderr.splitlines() == [
        f"{show.corrections}: ＭＣＰ is corrected no more from the next build on",
        f"{show.corrections}: gpt-4 is corrected no more from the next build on",
    ]
    result = run(show, "readings", article, "--unset", "MCP")
    assert isinstance(result.exception, SettingsError)
    assert str(result.exception).startswith("--unset MCP: stands in no line of ")


def test_of_terms_to_take_back_all_are_there_or_none_is(show: Show, article: Path) -> None:
    run(show, "readings", article, "--set", "MCP=えむしー")
    assert run(show, "readings", article, "--unset", "MCP", "--unset", "x").exception is not None
    assert "MCP\tエムシー\n" in show.corrections.read_text(encoding="utf-8")


def test_a_correction_never_breaks_the_file_it_is_written_to(show: Show, article: Path) -> None:
    show.corrections.parent.mkdir()
    show.corrections.write_text("# 我が家\na\u2028b\tア\tai\tだ\x0bめ\u0085\nmcp\tエム\ttool\tn\n", "utf-8")
    result = run(show, "readings", article, "--set", "q\nb=ア", "--set", "MCP=えむ")
    assert result.exception is None
    assert show.corrections.read_text(encoding="utf-8").split("\n") == [
        "# 我が家",
        "a\u2028b\tア\tai\tだ\x0bめ\u0085",
        "MCP\tエム\ttool\tn",
        "q b\tア",
        "",
    ]
    assert run(show, "readings", article).exception is None


def test_a_doubtful_name_that_has_one_reading_is_shown_with_its_sentence_alone(
    show: Show, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("話\n\nSENDA Keijiroの本です。\n", encoding="utf-8")
    lines = run(show, "readings", tmp_path / "a.txt").stdout.splitlines()
    assert lines == [
        "   1  SENDA Keijiro  センダケイジロウ  (name: Japanese name)",
        "      SENDA Keijiroの本です。",
    ]


def test_the_sign_of_a_japanese_keyboard_is_taken(show: Show, article: Path) -> None:
    assert run(show, "readings", article, "--set", "C=1＝しーいち").exception is None
    assert "C=1\tシーイチ" in show.corrections.read_text(encoding="utf-8")
    assert run(show, "readings", article, "--set", "===イコール").exception is None


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ("生=ナマ", "'生' is read so in 先生、学生、人生、生活、一生 and 1 more too; if that is wrong,"),
        ("魚=ウオ", "'魚' stands in words of other articles too; unless all are read so,"),
        ("先生=センセ", ""),
        ("生の魚=ナマノサカナ", ""),
        ("ビール=ビア", ""),
    ],
)
def test_a_correction_says_which_longer_words_it_reaches(
    show: Show, tmp_path: Path, correction: str, told: str
) -> None:
    text = "話\n\n生の魚と生ビールです。先生と学生が人生と生活を語り、一生を生きる。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    _, *lines = run(show, "readings", tmp_path / "a.txt", "--set", correction).stderr.splitlines()
    assert len(lines) == bool(told)
    assert told in "".join(lines)


@pytest.mark.parametrize(
    ("name", "sets", "error", "told"),
    [
        ("gone.txt", ["a=ア"], ArticleError, "no such file"),
        (
            "",
            ["a=ア", "b=b"],
            LexiconError,
            "--set b=b: reading 'b' of 'b' is not katakana only; write it in",
        ),
        ("", ["a=ア", "#b=ビー"], LexiconError, "starts with #"),
        ("", ["a=ア", "b"], SettingsError, "write TERM=READING"),
        ("", ["頭取==トウドリ"], SettingsError, "write TERM=READING"),
        ("", ["頭取＝ = トウドリ"], SettingsError, "write TERM=READING"),
    ],
)
def test_nothing_is_written_unless_all_is_right(
    show: Show, article: Path, name: str, sets: list[str], error: type[Exception], told: str
) -> None:
    path = article.with_name(name) if name else article
    result = run(show, "readings", path, *(word for one in sets for word in ("--set", one)))
    assert isinstance(result.exception, error)
    assert told in str(result.exception)
    assert not show.corrections.exists()


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ("GPT=グ", "'GPT' stands in 'GPT-4', read ジーピーティーフォー (lexicon: ai.tsv:"),
        ("mail=メ", "'mail' stands in 'mailing', read メーリング"),
        ("zork=ゾーク", "'zork' is in no sentence of it"),
        ("mcp=エム", ""),
    ],
)
def test_a_correction_that_is_not_used_is_told_with_the_reason(
    show: Show, article: Path, correction: str, told: str
) -> None:
    lines = run(show, "readings", article, "--set", correction).stderr.splitlines()[1:]
    assert len(lines) == bool(told)
    assert told in "".join(lines)


def test_a_term_that_stands_there_with_accents_is_pointed_to(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("題\n\nÉmile Zolaを読んだ。\n", encoding="utf-8")
    told = run(show, "readings", path, "--set", "emile zola=エミール").stderr
    assert "'emile zola' is in no sentence of it; perhaps 'Émile Zola' is meant" in told


def test_explain_asks_for_terms_in_any_width_and_quotes_what_it_advises(show: Show, article: Path) -> None:
    told = run(show, "explain", article, "mcp").stdout
    assert told.startswith("ＭＣＰ  エムシーピー")
    advice = told.splitlines()[-1].removeprefix("To correct it: ")
    assert shlex.split(advice) == ["narrate", "readings", str(article), "--set", "mcp=カタカナ"]
    assert isinstance(run(show, "explain", article, " ").exception, SettingsError)


def test_kana_tells_what_it_does_not_read_and_takes_long_lines(show: Show) -> None:
    result = run(show, "kana", stdin=f"{'あ' * 12_000}\n한국어は\n".encode())
    assert [len(line) for line in result.stdout.splitlines()] == [12_000, 1]
    assert result.stderr.splitlines() == [
        "narrate: standard input, line 2: not read, the voice cannot say it: 한국어"
    ]


def test_a_file_is_read_line_by_line(show: Show, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("川\nGPT-4o\n", encoding="utf-8")
    assert run(show, "kana", text).stdout == run(show, "kana", stdin=text.read_bytes()).stdout != ""
    old = tmp_path / "old.txt"
    old.write_bytes("川の水は今日も澄んでいる。\n二行目です。\n".encode("cp932"))
    assert run(show, "kana", old).stdout.splitlines() == [
        "カワノミズワキョーモスンデイル、",
        "ニギョーメデス、",
    ]
    missing = run(show, "kana", tmp_path / "none.txt")
    assert missing.exit_code == 2
    assert "none.txt" in missing.stderr


def test_kana_names_the_line_that_is_wrong_once(show: Show) -> None:
    result = run(show, "kana", stdin=b"a\nb\n\xff\n")
    assert str(result.exception).startswith("standard input, line 3: not valid UTF-8: byte 0xff at offset 0;")


def test_imports_take_turns_so_that_none_is_lost(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merged(path: Path, entries: list[Entry]) -> tuple[int, int]:
        with pytest.raises(Timeout), FileLock(show.lock_file, 0):
            pass
        return len(entries), 0

    monkeypatch.setattr(lexicon, "merge", merged)
    (tmp_path / "new.tsv").write_text("zork\tゾーク\n", encoding="utf-8")
    result = run(show, "lexicon", "import", tmp_path / "new.tsv")
    assert (result.exit_code, result.stdout) == (0, f"{show.imported}: 1 new terms, 0 changed\n")
