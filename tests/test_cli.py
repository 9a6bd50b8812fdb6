"""The command line as a user meets it: real processes, exit codes, one line for each error."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from pathlib import Path

import httpx
import pytest
from commands import NARRATE, assert_one_line, run, run_apart, started

from narrate.show import Show

BAD_ARTICLES = {
    "empty": (b"", "is empty"),
    "white_space": (b" \n\t\n\xe3\x80\x80\n", "is empty"),
    "symbols": (b"!!! --- ???\n", "only symbols"),
    "binary": (
        bytes(range(256)),
        "is not a text file (byte 0 at offset 0, line 1); open it in the program that made it",
    ),
    "nul": ("あ\0い".encode(), "is not a text file (byte 0 at offset 3, line 1)"),
    "not_utf8": (b"\xe3\x81\x82\nab\xffc\n", "byte 0xff at offset 6 (line 2)"),
    "half_utf16": (b"\xff\xfea\x00b", "not valid UTF-16"),
    "pdf": (b"%PDF-1.7\n\xff", "a PDF"),
    "cyrillic": ("Привет\n".encode(), "nothing in it that the voice"),
}


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_bad_article_gets_one_line_and_leaves_nothing(show: Show, tmp_path: Path, name: str) -> None:
    data, message = BAD_ARTICLES[name]
    path = tmp_path / f"{name}.txt"
    path.write_bytes(data)
    assert_one_line(run("build", path, "--show", show.root), path.name, message)
    assert not show.output.exists()


def test_a_missing_article_gets_one_line(show: Show) -> None:
    assert_one_line(run("build", "nosuch.txt", "--show", show.root), "nosuch.txt: no such file")


def test_a_folder_is_not_an_article_but_may_hold_some(show: Show) -> None:
    assert_one_line(run("read", show.root, "--show", show.root), "is a folder")
    assert_one_line(run("build", show.root, "--show", show.root), "no article in this folder")


def test_an_unknown_voice_lists_the_known_ones(show: Show, example: Path) -> None:
    result = run("build", example, "--show", show.root, "--voice", "nobody")
    assert_one_line(result, "no voice 'nobody'", "blip, google, mei, tone, voicevox")


@pytest.mark.parametrize("group", [[], ["clips"], ["lexicon"]])
def test_each_command_is_told_of_in_a_whole_sentence(group: list[str]) -> None:
    listed = run(*group, "--help").stdout.partition("Commands:\n")[2].splitlines()
    assert len(listed) > 1
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


def test_utf_16_with_its_mark_is_read(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("題の記事\n\n本文です。\n", encoding="utf-16")
    result = run("read", path, "--show", show.root, "--json")
    assert json.loads(result.stdout)["title"] == "題の記事"


def test_read_prints_the_script_as_the_design_says(show: Show, example: Path) -> None:
    script = json.loads(run("read", example, "--show", show.root, "--json").stdout)
    assert set(script) == {"title", "date", "byline", "sections", "dropped"}
    assert script["date"] == "2026-04-12"
    assert script["byline"] == "山本みどり"
    first = script["sections"][0]
    assert set(first) == {"heading", "sentences"}
    assert set(first["sentences"][0]) == {"text", "spoken", "pause_ms"}
    assert {"text": "特集", "reason": "site label"} in script["dropped"]


def test_read_for_people_shows_what_is_not_read(show: Show, example: Path) -> None:
    text = run("read", example, "--show", show.root).stdout
    assert "[2] 小さな始まり、o1-mini と一台のパソコン" in text
    assert "オーワンミニ" in text
    assert "(language menu)" in text


def test_readings_counts_each_term_and_names_its_source(show: Show, example: Path) -> None:
    rows = json.loads(run("readings", example, "--show", show.root, "--json").stdout)
    by_term = {row["term"]: row for row in rows}
    assert by_term["ai"]["count"] == 4
    assert by_term["ai"]["reading"] == "エーアイ"
    assert by_term["gpt-4o"]["layer"] == "lexicon"
    assert by_term["llm"]["confidence"] > 0.9
    told = run("readings", example, "--show", show.root).stdout
    assert [line.split()[1] for line in told.splitlines() if line[:4].strip()] == [
        row["term"].split()[0] for row in rows
    ]


def test_explain_says_why_and_what_else(show: Show, example: Path) -> None:
    text = run("explain", example, "RAG", "--show", show.root).stdout
    assert text.startswith("rag  ラグ  (lexicon: ai.tsv:")
    assert "2 rag を使うと" in text
    assert "    else アールエージー" in text
    assert_one_line(run("explain", example, "nothing", "--show", show.root), "does not say 'nothing'")
    assert run("explain", example, "始まり", "--show", show.root).stdout.startswith(
        "始まり  ハジマリ  (engine:"
    )


def test_a_correction_costs_the_sentences_that_hold_the_term(show: Show, example: Path) -> None:
    words = ("build", example, "--show", show.root, "--voice", "blip", "--json", "--quiet")
    run(*words)
    for reading in ("ラグラグ", "アールエージー"):
        result = run("readings", example, "--show", show.root, "--set", f"RAG={reading}", "--json")
        rows = {row["term"]: row for row in json.loads(result.stdout)}
        assert (rows["rag"]["reading"], rows["rag"]["rule"]) == (reading, "corrections.tsv:2")
        assert json.loads(run(*words).stdout)["episodes"][0]["new_clips"] == 1
    assert show.corrections.read_text(encoding="utf-8").count("RAG") == 1


def test_a_correction_of_a_term_that_is_not_there_is_kept_and_said(show: Show, example: Path) -> None:
    told = run("readings", example, "--show", show.root, "--set", "zorkblatt=ゾークブラット").stderr
    assert "'zorkblatt' is in no sentence of it" in told
    assert "ゾークブラット" in show.corrections.read_text(encoding="utf-8")
    assert "no sentence" not in run("readings", example, "--show", show.root, "--set", "RAG=ラグラグ").stderr


@pytest.mark.parametrize("correction", ["rag=rag", "=ラグ", "rag", "。=マル="])
def test_a_faulty_correction_changes_nothing(show: Show, example: Path, correction: str) -> None:
    result = run("readings", example, "--show", show.root, "--set", correction)
    assert_one_line(result)
    assert not show.corrections.exists()


def test_a_correction_may_be_typed_in_hiragana(show: Show, example: Path) -> None:
    run("readings", example, "--show", show.root, "--set", "rag=ら ぐ")
    assert show.corrections.read_text(encoding="utf-8").endswith("rag\tラグ\n")


def test_kana_reads_each_line_whole(show: Show) -> None:
    lines = "gpt-4oは2024-09-22に\n\n2 つのo1を10kmで\n私は日本へ行く。\n"
    result = subprocess.run(
        [*NARRATE, "kana", "--show", str(show.root)], check=True, capture_output=True, input=lines, text=True
    )
    assert result.stdout.splitlines() == [
        "ジーピーティーフォーオーワニセンニジューヨネンクガツニジューニニチニ",
        "",
        "フタツノオーワンヲジュッキロメートルデ",
        "ワタシワニホンエイク、",
    ]


def test_settings_come_from_flag_then_environment_then_file(show: Show, example: Path) -> None:
    (show.root / "narrate.toml").write_text('voice = "fromfile"\n', encoding="utf-8")
    assert "'fromfile'" in run("read", example, "--show", show.root).stderr
    assert "'fromenv'" in run("read", example, "--show", show.root, NARRATE_VOICE="fromenv").stderr
    result = run("read", example, "--show", show.root, "--voice", "fromflag", NARRATE_VOICE="fromenv")
    assert "'fromflag'" in result.stderr


def test_without_a_show_everything_comes_from_the_package(tmp_path: Path, example: Path) -> None:
    result = run("build", example, "--voice", "tone", cwd=tmp_path)
    assert result.returncode == 0
    assert (tmp_path / "output" / "feed.xml").is_file()
    assert "output/episodes/2026-04-12-article/" in result.stdout
    assert "http://127.0.0.1:8000/feed.xml" in result.stdout


def test_progress_is_plain_lines_on_stderr(show: Show, example: Path) -> None:
    result = run("build", example, "--show", show.root, "--voice", "blip")
    lines = [f"article.txt: {n} of 31 clips" for n in (8, 16, 24, 31)]
    assert result.stderr.splitlines() == lines
    assert "\x1b" not in result.stderr


def test_clips_are_not_said_to_be_of_articles_that_came_to_nothing(
    show: Show, example: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("build", tmp_path / "empty.txt", example, "--show", show.root, "--voice", "blip")
    first, *lines, total, last = result.stderr.splitlines()
    assert first == "Reading 2 articles"
    assert lines == [f"articles: {n} of 31 clips" for n in (8, 16, 24, 31)]
    assert total == "narrate: 1 of 2 articles is an episode, these are not:"
    assert "empty.txt: is empty" in last


def test_section_prints_only_its_file(show: Show, example: Path) -> None:
    result = run("section", example, "2", "--show", show.root, "--voice", "blip", "--quiet")
    assert Path(result.stdout.strip()).read_bytes().startswith(b"ID3")
    assert result.stderr == ""


def test_voices_lists_the_shows_and_the_packages(show: Show) -> None:
    lines = run_apart("voices", "--show", show.root).stdout.splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["blip", "google", "mei", "tone", "voicevox"]
    told = dict(zip([line.split()[0] for line in lines[::2]], map(str.strip, lines[1::2]), strict=True))
    assert told["mei"] == told["blip"] == "can speak"
    assert told["voicevox"].startswith("CANNOT speak: VOICEVOX at http://127.0.0.1:50021 does not answer")


def test_doctor_finds_a_healthy_machine_well(show: Show) -> None:
    result = run("doctor", "--show", show.root)
    assert result.returncode == 0, result.stdout
    assert "mei speaks" in result.stdout


def test_doctor_takes_the_address_that_was_published_at_where_none_is_set(show: Show) -> None:
    run("feed", "--show", show.root, "--base-url", "https://pods.example.com")
    result = run("doctor", "--show", show.root)
    assert (result.returncode, result.stdout.count("FAIL")) == (0, 0)
    assert "address   https://pods.example.com\n" in result.stdout


def test_doctor_finds_what_is_wrong(show: Show) -> None:
    (show.root / "voices" / "lexicon").mkdir()
    (show.root / "voices" / "lexicon" / "a.tsv").write_text("term\thiragana\n", encoding="utf-8")
    result = run("doctor", "--show", show.root)
    assert result.returncode == 1
    assert "FAIL  lexicon" in result.stdout
    assert "a.tsv:1" in result.stdout


def test_doctor_says_each_thing_in_one_line(show: Show) -> None:
    run("init", show.root)
    text = show.template.read_text(encoding="utf-8")
    (show.root / "feed.xml.template").write_text(text.replace("<title>", "<title>朝\n夜\n"), encoding="utf-8")
    result = run("doctor", "--show", show.root, "--voice", "blip")
    assert result.returncode == 0, result.stdout
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["ok"] * 14
    assert "«朝 夜" in result.stdout


def test_serve_hosts_the_feed_at_the_address_it_prints(show: Show, example: Path) -> None:
    run("build", example, "--show", show.root, "--voice", "blip")
    with started([*NARRATE, "serve", "--show", str(show.root), "--port", "8934"]) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line == "Subscribe to http://127.0.0.1:8934/feed.xml (Ctrl-C stops)\n"
        with httpx.Client(transport=httpx.HTTPTransport(retries=5)) as client:
            answer = client.get("http://127.0.0.1:8934/feed.xml")
        server.send_signal(signal.SIGINT)
        assert server.wait() in (0, 130)
    assert 'href="http://127.0.0.1:8934/feed.xml"' in answer.text


def test_serve_uses_its_own_address_whatever_is_published(show: Show) -> None:
    (show.root / "narrate.toml").write_text('base_url = "https://example.com/p"\n', encoding="utf-8")
    with started([*NARRATE, "serve", "--show", str(show.root), "--port", "8935"]) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Subscribe to http://127.0.0.1:8935/feed.xml")
        server.send_signal(signal.SIGINT)
        assert server.wait() in (0, 130)
    assert not show.feed.exists()


def test_a_port_in_use_is_told_in_one_line(show: Show) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--show", show.root, "--port", str(port))
    assert_one_line(result, "choose one with --port")


def test_a_fault_of_a_plugin_is_told_in_one_line_and_the_rest_is_done(
    show: Show, example: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("w" * 1500 + "と" + "A" * 1500 + "と" + "strengths" * 300, encoding="utf-8")
    result = run("build", long, example, "--show", show.root, "--voice", "blip", "--quiet")
    assert "Traceback" not in result.stderr
    assert "episodes/2026-04-12-article" in result.stdout


def test_nothing_is_reported_to_anybody(show: Show, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    result = run("doctor", "--show", show.root, HOME=str(home))
    assert result.returncode == 0, result.stdout
    assert list(home.rglob("*")) == []


def test_a_lexicon_goes_out_and_comes_in(show: Show, example: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.pls"
    run("readings", example, "--show", show.root, "--set", "zork=ゾーク")
    assert "1 terms" in run("lexicon", "export", words, "--show", show.root).stdout
    (show.root / "voices" / "lexicon" / "corrections.tsv").unlink()
    assert "1 new terms" in run("lexicon", "import", words, "--show", show.root).stdout
    assert "zork\tゾーク" in (show.root / "voices" / "lexicon" / "imported.tsv").read_text(encoding="utf-8")


def test_a_folder_and_a_list_are_built_in_one_go(show: Show, example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for season in ("春", "秋"):
        (folder / f"{season}.txt").write_text(f"{season}の記事\n\n{season}が来た。\n", encoding="utf-8")
    listing = tmp_path / "list.txt"
    listing.write_text(f"# 毎週\n{folder}\n{example}\n", encoding="utf-8")
    words = ("--show", show.root, "--voice", "blip", "--json", "--quiet")
    built = json.loads(run("build", "--list", listing, *words).stdout)
    assert {row["title"][:4] for row in built["episodes"]} == {"春の記事", "秋の記事", "図書館の"}
    again = json.loads(run("build", folder, example, *words).stdout)
    assert [row["new_clips"] for row in again["episodes"]] == [0, 0, 0]


def test_a_watched_folder_is_built_as_articles_come(show: Show, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    words = ("build", "--watch", folder, "--show", show.root, "--voice", "blip", "--quiet")
    with started([*NARRATE, *map(str, words)], stderr=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert watching.stderr.readline() == f"Watching {folder} (Ctrl-C stops)\n"
        (folder / "empty.txt").write_text("", encoding="utf-8")
        assert "is empty" in watching.stderr.readline()
        (folder / "spring.txt").write_text("春の記事\n\n春が来た。\n", encoding="utf-8")
        assert watching.stdout.readline() == "春の記事\n"
        watching.send_signal(signal.SIGINT)
        assert watching.wait() == 130
    assert "春の記事" in show.feed.read_text(encoding="utf-8")


def test_a_list_in_the_encoding_of_its_writer_is_read(show: Show, tmp_path: Path) -> None:
    article = tmp_path / "春の記事.txt"
    article.write_text("春の記事\n\n春が来た。\n", encoding="utf-8")
    words = ("--show", show.root, "--voice", "blip", "--json", "--quiet")
    for encoding in ("utf-8-sig", "shift_jis", "utf-16"):
        listing = tmp_path / "list.txt"
        listing.write_text(f"{article}\n", encoding=encoding)
        (row,) = json.loads(run("build", "--list", listing, *words).stdout)["episodes"]
        assert row["title"] == "春の記事"


def test_machines_are_told_of_what_came_to_nothing(show: Show, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    result = run(
        "build", empty, tmp_path / "none.txt", "--show", show.root, "--voice", "blip", "--json", "-q"
    )
    assert result.returncode == 1
    told = json.loads(result.stdout)
    assert told["episodes"] == []
    assert len(told["failed"]) == 2


def test_nothing_to_build_is_wrong_usage(show: Show) -> None:
    result = run("build", "--show", show.root)
    assert result.returncode == 2
    assert "name an article" in result.stderr


def test_shows_may_share_their_clips(show: Show, example: Path, tmp_path: Path) -> None:
    words = ("build", example, "--voice", "tone", "--json", "--quiet", "--clips", tmp_path / "clips")
    run(*words, "--show", show.root)
    other = tmp_path / "other"
    other.mkdir()
    assert '"new_clips": 0' in run(*words, "--show", other).stdout
    assert not (show.output / "clips").exists()


def test_read_shows_who_speaks_where_there_are_several(show: Show, tmp_path: Path) -> None:
    (show.root / "narrate.toml").write_text('[cast]\nspeakers = { "話者A：" = "tone" }\n', encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text("対談\n\n話者Ａ：川の話です。\n\nそれで終わりです。\n", encoding="utf-8")
    said = run("read", article, "--show", show.root, "--voice", "blip").stdout
    assert "    [tone] 川の話です。\n" in said
    assert "    [blip] それで終わりです。\n" in said
    (show.root / "narrate.toml").unlink()
    assert "[blip]" not in run("read", article, "--show", show.root, "--voice", "blip").stdout
