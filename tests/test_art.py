"""Pictures of episodes: cards that can be read, articles' own pictures fetched with care, each made once."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3
from PIL import Image, ImageChops
from sites import Site

from narrate import art, pictures, settings
from narrate.art import card, fonts, lines
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.errors import SettingsError
from narrate.fetch import ALLOW
from narrate.model import Script
from narrate.show import Show
from narrate.voices import Voice

BASE = "https://pods.example.com/show"
RED = (200, 30, 40)


def script(title: str = "川の話", picture: str = "") -> Script:
    return Script(title, dt.date(2026, 4, 12), "", (), (), picture=picture)


def made(show: Show, title: str = "川の話", picture: str = "", **settings: str) -> art.Art:
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    (show.root / "narrate.toml").write_text(text, encoding="utf-8")
    return art.of_episode(show, script(title, picture), "kawa.txt", "川の番組", show.asset("cover.png"))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def saved(kind: str, size: tuple[int, int], colour: Any = RED, mode: str = "RGB", **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **how)
    return file.getvalue()


@pytest.fixture
def face() -> fonts.Typeface:
    file = fonts.typeface_file(None, Path())
    assert file is not None
    return fonts.typeface(file)


TITLES = {
    "short": "川",
    "quoted": "「読まれない議事録」をなくすために、三年かけて会議のやり方を根本から見直した話（前編）",
    "endless": "吾輩は猫である。名前はまだ無い。" * 300,
    "latin": "Understanding Retrieval-Augmented Generation in Production",
    "one word": "Donaudampfschifffahrtsgesellschaftskapitaen" * 3,
    "emoji": "祝🎉1周年！❤️みなさん👨‍👩‍👧ありがとう",
    "rare": "𠮷野家と髙島屋と﨑の字",
    "mixed": "Pythonのasyncioで10万リクエスト",
    "digits": "1234567890" * 12,
    "spaces": "  川　の\n話  ",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_a_card_is_a_square_jpeg_of_moderate_size(show: Show, title: str) -> None:
    (one,), embedded, warnings = made(show, title)
    picture = opened(one.data)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (card.SIDE, card.SIDE))
    assert picture.info["dpi"] == (72, 72)
    assert len(one.data) <= pictures.MAX_JPEG
    assert (one.kind, one.suffix, one.type) == ("art", ".jpg", "image/jpeg")
    assert embedded == ("art.jpg", one.data)
    assert warnings == ()


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where in a box something differs clearly from its corner."""
    part = picture.convert("RGB").crop(box)
    plain = Image.new("RGB", part.size, part.getpixel((part.width - 1, 0)))
    return ImageChops.difference(part, plain).convert("L").point(lambda v: 255 * (v > 60)).getbbox()


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_the_title_stays_within_the_margins(show: Show, title: str) -> None:
    picture = opened(made(show, title).made[0].data)
    right = ink(picture, (60, 60, card.SIDE, 1130))
    assert right is not None
    assert 60 + right[2] <= card.SIDE - 100
    assert 60 + right[0] >= 100
    assert 60 + right[3] <= 1110


def test_a_short_title_is_large(show: Show) -> None:
    picture = opened(made(show, "川の話").made[0].data)
    box = ink(picture, (60, 60, card.SIDE, 1130))
    assert box is not None
    assert box[3] - box[1] > 180
    assert box[2] - box[0] > 600


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("図書館の自習室はなぜ静かなのか", ("図書館の", "自習室はなぜ", "静かなのか")),
        ("Pythonのasyncioで10万リクエスト", ("Pythonの", "asyncioで", "10万", "リクエスト")),
        ("驚愕の瞬間をo1金メダルチームが暴露", ("驚愕の", "瞬間を", "o1金メダルチームが", "暴露")),
        ("川、海（前編）", ("川、", "海", "（前編）")),
        ("Understanding Retrieval", ("Understanding", "Retrieval")),
        ("東京都立中央図書館利用者懇談会", ("東京都立", "中央", "図書館", "利用者", "懇談会")),
    ],
)
def test_lines_end_where_a_reader_pauses(face: fonts.Typeface, title: str, broken: tuple[str, ...]) -> None:
    parts = lines.laid_out(title, face.width, 1176, 850).lines
    assert "".join(parts) == title.replace(" ", "")
    at, ends = 0, set()
    for part in broken:
        at += len(part)
        ends.add(at)
    at = 0
    for part in parts:
        at += len(part)
        assert at in ends, parts


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_no_line_begins_or_ends_with_the_wrong_sign(face: fonts.Typeface, title: str) -> None:
    for line in lines.laid_out(title, face.width, 1176, 850).lines:
        assert line[0] not in "、。」』）ーっゃ"
        assert line[-1] not in "「『（"
        assert face.width(line, 100) > 0


def test_what_does_not_fit_ends_with_an_ellipsis(face: fonts.Typeface) -> None:
    title = lines.laid_out(TITLES["endless"], face.width, 1176, 850)
    assert title.size == lines.SMALLEST
    assert title.lines[-1].endswith("…")
    assert len("".join(title.lines)) > 60
    assert all(face.width(line, title.size) <= 1176 for line in title.lines)


def test_a_title_that_was_cut_says_so_however_narrow_its_letters(face: fonts.Typeface) -> None:
    assert lines.laid_out("i" * 310, face.width, 1176, 850).lines[-1].endswith("…")


def test_a_title_in_no_room_at_all_is_an_ellipsis(face: fonts.Typeface) -> None:
    assert lines.laid_out("川の話", face.width, 10, 120) == lines.Title(("…",), lines.SMALLEST)


def test_fonts_know_what_they_lack(face: fonts.Typeface) -> None:
    assert all(map(face.has, "川𠮷髙﨑あア〜①㍿Aé "))
    assert not face.has("\U000e0100")
    assert not face.has("\ufe0f")
    assert not face.has("\U0001f468")


def test_letters_that_no_font_has_are_not_left_out(show: Show) -> None:
    nothing, embedded, (warning,) = made(show, "川と\U00012000の話")
    assert nothing == ()
    assert embedded is not None
    assert embedded[0] == "cover.png"
    assert (
        "kawa.txt: no title card, the show's cover stands in: no font has '\U00012000'; name one" in warning
    )


def test_a_title_of_emoji_alone_has_no_card(show: Show) -> None:
    nothing, _, (warning,) = made(show, "🎉🎉")
    assert nothing == ()
    assert "its title has no letters" in warning


def test_without_a_font_the_cover_stands_in(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_package")
    monkeypatch.setattr(fonts, "_folders", lambda: iter(()))
    fonts._of_system.cache_clear()
    nothing, embedded, (warning,) = made(show)
    fonts._of_system.cache_clear()
    assert nothing == ()
    assert embedded is not None
    assert "no font with Japanese letters was found; install the package noto-cjk-sans-jp-bold" in warning
    assert len(warning.splitlines()) == 1


def test_a_font_of_the_system_stands_in_for_the_packaged(
    show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (packaged,) = fonts._packaged()
    (tmp_path / "ヒラギノ角ゴシック W6.ttc".replace("ギ", "キ\u3099").replace("ゴ", "コ\u3099")).symlink_to(
        packaged.path
    )
    (tmp_path / "msgothic.ttc").write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_package")
    monkeypatch.setattr(fonts, "_folders", lambda: iter((tmp_path, tmp_path / "none")))
    fonts._of_system.cache_clear()
    art_of_it = made(show)
    fonts._of_system.cache_clear()
    assert art_of_it.made
    assert art_of_it.warnings == ()


def test_a_show_names_its_font(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = made(show).made
    (packaged,) = fonts._packaged()
    (show.root / "own.otf").symlink_to(packaged.path)
    named = made(show, card_font="own.otf").made
    assert named == ours, "the same letters"
    monkeypatch.setenv(settings.FONT_VARIABLE, str(packaged.path))
    assert made(show, card_font="not there, but the variable wins").made == ours


@pytest.mark.parametrize("name", ["none.ttf", "narrate.toml"])
def test_a_font_that_is_none_is_told_before_any_audio(
    show: Show, blip: Voice, example: Path, name: str
) -> None:
    (show.root / "narrate.toml").write_text(f'card_font = "{name}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"card_font: .*{name} is no font; name a file that ends in"):
        build_episode(show, example, Cast.alone(voice=blip), BASE)
    assert not show.episodes.exists()


def test_cards_take_the_colours_of_the_cover() -> None:
    yellow = Image.new("RGB", (1400, 1400), (255, 222, 60))
    yellow.paste(RED, (300, 300, 700, 700))
    colours = card.palette(yellow)
    assert colours.ground == (255, 222, 60)
    assert sum(colours.ink) < 100, "dark on light"
    assert max(abs(a - b) for a, b in zip(colours.accent, RED, strict=True)) < 12


@pytest.mark.parametrize("grey", range(0, 256, 15))
def test_text_stands_out_on_any_cover(grey: int) -> None:
    colours = card.palette(Image.new("RGB", (1400, 1400), (grey, grey, grey)))
    assert card._contrast(colours.ink, colours.ground) >= 4.5


def test_none_leaves_the_shows_cover(show: Show) -> None:
    nothing, embedded, warnings = made(show, episode_art="none")
    cover = show.asset("cover.png")
    assert cover is not None
    assert (nothing, embedded, warnings) == ((), ("cover.png", cover.read_bytes()), ())
    assert not show.art.exists()


def test_a_large_cover_is_made_smaller_for_the_mp3(show: Show) -> None:
    noise = Image.effect_noise((3000, 3000), 90)
    Image.merge("RGB", [noise] * 3).save(show.root / "cover.png")
    _, embedded, _ = made(show, episode_art="none")
    assert embedded is not None
    assert embedded[0] == "cover.jpg"
    assert opened(embedded[1]).size == (1400, 1400)
    assert len(embedded[1]) < (show.root / "cover.png").stat().st_size / 10


def test_an_articles_large_square_is_used_whole(
    show: Show, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    address = site.page(saved("JPEG", (1600, 1600), exif=exif), "/a", content_type="image/jpeg")
    (one,), _, warnings = made(show, picture=address, episode_art="article")
    assert warnings == ()
    picture = opened(one.data)
    assert picture.size == (1400, 1400)
    assert not picture.getexif()
    assert b"secret" not in one.data
    assert max(abs(a - b) for a, b in zip(picture.getpixel((700, 1300)), RED, strict=True)) < 6  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (saved("PNG", (1200, 630)), "image/png"),
        (saved("WEBP", (1200, 630), lossless=True), "image/webp; charset=binary"),
        (saved("JPEG", (600, 900)), "image/jpg"),
        (saved("PNG", (800, 500), (*RED, 255), "RGBA"), "image/jpeg"),
        (saved("JPEG", (800, 800), (0, 255, 255, 40), "CMYK"), "image/jpeg"),
    ],
)
def test_other_pictures_stand_above_the_title(
    show: Show, site: Site, monkeypatch: pytest.MonkeyPatch, data: bytes, content_type: str
) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    address = site.page(data, "/a", content_type=content_type)
    (one,), _, warnings = made(show, picture=address, episode_art="article")
    assert warnings == ()
    picture = opened(one.data)
    assert picture.getpixel((700, 300))[0] > 180  # type: ignore[index]
    assert picture.getpixel((1380, 1300))[0] < 60  # type: ignore[index]
    assert ink(picture, (60, 760, card.SIDE, 1130)) is not None


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='1400' height='1400'/>"


@pytest.mark.parametrize(
    ("data", "content_type", "reason"),
    [
        (SVG, "image/svg+xml", "is image/svg\\+xml, not a picture that can be shown"),
        (SVG, "image/png", "is no picture that can be read"),
        (b"<html>", "text/html", "is text/html, not a picture"),
        (saved("JPEG", (800, 800)), "", "is of no type, not a picture"),
        (saved("GIF", (800, 800)), "image/png", "is no picture that can be read"),
        (saved("JPEG", (2000, 2000))[:-3000], "image/jpeg", "is damaged or not whole"),
        (saved("PNG", (1, 1)), "image/png", "is only 1 x 1 pixels"),
        (saved("PNG", (8000, 8000), 0, "1"), "image/png", "has 8000 x 8000 pixels, far too many"),
        (bytes(11_000_000), "image/png", "has more than 10 MB; name a smaller picture"),
    ],
)
def test_a_picture_that_cannot_be_used_costs_a_warning(
    show: Show, site: Site, monkeypatch: pytest.MonkeyPatch, data: bytes, content_type: str, reason: str
) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    address = site.page(data, "/a", content_type=content_type)
    result = made(show, picture=address, episode_art="article")
    assert result.made == made(show).made, "the card that there is without a picture"
    (warning,) = result.warnings
    assert len(warning.splitlines()) == 1
    assert re.match(f"kawa.txt: its picture is not used, .*{site.base}/a:? {reason}", warning)


def test_a_picture_on_a_machine_that_is_not_public_is_not_fetched(show: Show, site: Site) -> None:
    address = site.page(saved("PNG", (800, 800)), "/a", content_type="image/png")
    result = made(show, picture=address, episode_art="article")
    assert len(result.made) == 1
    assert "is not a public address" in result.warnings[0]
    assert site.asked == []


def test_an_article_without_a_picture_has_a_card_without_a_word(show: Show) -> None:
    result = made(show, episode_art="article")
    assert result == made(show)


def test_a_picture_is_asked_for_as_one_and_only_once(
    show: Show, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    address = site.page(saved("PNG", (1200, 630)), "/a", content_type="image/png")
    first = made(show, picture=address, episode_art="article")
    site.pages.clear()
    assert made(show, picture=address, episode_art="article") == first
    ((path, headers),) = site.asked
    assert (path, headers["accept"]) == ("/a", "image/jpeg, image/png, image/webp")
    assert "referer" not in headers


def test_the_same_card_has_the_same_bytes_when_made_again(show: Show) -> None:
    first = made(show)
    (kept,) = show.art.iterdir()
    for left in (b"", kept.read_bytes()[:-9] + bytes(9)):  # as by a power cut
        kept.write_bytes(left)
        assert made(show) == first
    kept.unlink()
    assert made(show) == first
    assert made(show, "海の話") != first


def build(show: Show, voice: Voice, article: Path) -> Built:
    return build_episode(show, article, Cast.alone(voice), BASE)


def test_an_episode_has_its_card_beside_and_inside_its_mp3(show: Show, blip: Voice, example: Path) -> None:
    built = build(show, blip, example)
    (attached,) = (each for each in built.episode.attachments if each.kind == "art")
    data = (built.mp3.parent / attached.file).read_bytes()
    assert (attached.kind, attached.type, attached.bytes) == ("art", "image/jpeg", len(data))
    assert attached.file.endswith(".jpg")
    (inside,) = ID3(str(built.mp3)).getall("APIC")
    assert (inside.mime, inside.data) == ("image/jpeg", data)
    again = build(show, blip, example)
    assert (again.episode, again.mp3) == (built.episode, built.mp3)


def test_a_build_in_which_nothing_changed_draws_nothing(show: Show, blip: Voice, example: Path) -> None:
    build(show, blip, example)
    code = (
        "import sys; from pathlib import Path; from narrate.show import Show; from narrate.cast import Cast\n"
        "from narrate.build import build_episode; from narrate.feed import write_feed\n"
        "show = Show(Path(sys.argv[1])); write_feed(show, sys.argv[3])\n"
        "before = set(sys.modules)\n"
        "build_episode(show, Path(sys.argv[2]), Cast.of_show(show, 'blip'), sys.argv[3])\n"
        "write_feed(show, sys.argv[3])\n"
        "print([name for name in ('PIL.ImageDraw', 'fugashi') if name in sys.modules])"
    )
    arguments = [str(show.root), str(example), BASE]
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
