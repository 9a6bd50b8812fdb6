"""Addresses, mail addresses, file names, ``#tag`` and ``@name``: the site is said, a long path is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings.latin import say_digits, spell
from narrate.readings.rule import any_of
from narrate.readings.terms import TermReader

Found = tuple[int, int, str, str]

_DOMAINS = {
    **{
        "com": "コム",
        "net": "ネット",
        "org": "オルグ",
        "jp": "ジェーピー",
        "io": "アイオー",
        "ai": "エーアイ",
    },
    **{"dev": "デブ", "app": "アップ", "co": "シーオー", "edu": "エデュ", "gov": "ゴブ", "tv": "ティービー"},
    **{
        "info": "インフォ",
        "me": "ミー",
        "uk": "ユーケー",
        "us": "ユーエス",
        "cn": "シーエヌ",
        "de": "ディーイー",
    },
}
"""How the last parts of addresses are said."""

ENDINGS = {
    **{
        "py": "パイ",
        "js": "ジェーエス",
        "ts": "ティーエス",
        "rs": "アールエス",
        "sh": "エスエイチ",
        "rb": "アールビー",
    },
    **{
        "md": "エムディー",
        "txt": "テキスト",
        "csv": "シーエスブイ",
        "tsv": "ティーエスブイ",
        "pdf": "ピーディーエフ",
    },
    **{"json": "ジェイソン", "yaml": "ヤムル", "yml": "ヤムル", "toml": "トムル", "xml": "エックスエムエル"},
    **{"html": "エイチティーエムエル", "css": "シーエスエス", "ini": "イニ", "log": "ログ", "lock": "ロック"},
    **{"png": "ピング", "jpg": "ジェーペグ", "jpeg": "ジェーペグ", "gif": "ジフ", "svg": "エスブイジー"},
    **{"mp3": "エムピースリー", "mp4": "エムピーフォー", "wav": "ワブ", "zip": "ジップ", "exe": "エグゼ"},
    **{"ipynb": "アイパイエヌビー", "docx": "ドックエックス", "xlsx": "エックスエルエスエックス"},
    **{
        "go": "ゴー",
        "cc": "シーシー",
        "cpp": "シープラスプラス",
        "hpp": "エイチプラスプラス",
        "conf": "コンフ",
    },
    **{"java": "ジャバ", "kt": "ケーティー", "swift": "スイフト", "php": "ピーエイチピー", "lua": "ルア"},
    **{
        "jsx": "ジェーエスエックス",
        "tsx": "ティーエスエックス",
        "mjs": "エムジェーエス",
        "cjs": "シージェーエス",
    },
    **{
        "vue": "ビュー",
        "scss": "エスシーエスエス",
        "sass": "サス",
        "sql": "エスキューエル",
        "cs": "シーエス",
    },
    **{"vim": "ヴィム", "nvim": "エヌヴィム", "el": "イーエル", "ps1": "ピーエスワン", "bat": "バット"},
    **{
        "tex": "テフ",
        "bib": "ビブ",
        "pptx": "ピーピーティーエックス",
        "dll": "ディーエルエル",
        "cfg": "コンフィグ",
    },
    **{"jar": "ジャー", "gz": "ジーゼット", "deb": "デブ", "iso": "アイエスオー", "apk": "エーピーケー"},
    **{"webp": "ウェッピー", "ico": "アイシーオー", "mov": "エムオーブイ", "db": "ディービー", "pem": "ペム"},
    **{"ex": "イーエックス", "exs": "イーエックスエス", "erl": "イーアールエル", "hs": "エイチエス"},
    **{"scala": "スカラ", "dart": "ダート", "tf": "ティーエフ", "proto": "プロト", "nix": "ニックス"},
    **{
        "tcl": "ティックル",
        "svelte": "スベルト",
        "sty": "エスティーワイ",
        "cls": "シーエルエス",
        "xls": "エックスエルエス",
    },
    **{
        "cmd": "シーエムディー",
        "service": "サービス",
        "properties": "プロパティーズ",
        "gradle": "グレードル",
        "wasm": "ワズム",
    },
    **{
        "doc": "ドック",
        "ppt": "ピーピーティー",
        "rst": "アールエスティー",
        "adoc": "アドック",
        "asm": "アセンブラ",
    },
    **{
        "bin": "ビン",
        "dat": "ダット",
        "rpm": "アールピーエム",
        "dmg": "ディーエムジー",
        "msi": "エムエスアイ",
    },
    **{
        "whl": "ホイール",
        "rar": "ラー",
        "lzh": "エルゼットエイチ",
        "epub": "イーパブ",
        "prisma": "プリズマ",
        "astro": "アストロ",
        "graphql": "グラフキューエル",
    },
    **{
        "avi": "エーブイアイ",
        "psd": "ピーエスディー",
        "ttf": "ティーティーエフ",
        "otf": "オーティーエフ",
        "sqlite": "エスキューライト",
    },
    **{"bak": "バック", "tmp": "テンポラリー", "plist": "ピーリスト"},
}
"""How the endings of file names are said."""

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+"
_SCHEME = "(?<![A-Za-z0-9])(?i:https?|s?ftp|ssh|git|wss?|[a-z]+sql|postgres|mongodb|redis|amqp)"
_SECRET = r"(?:[!\"$-.0->A-~]*@)*"  # user and password: they are never read
_WEB = compiled(
    rf"(?P<url>{_SCHEME}://{_SECRET}(?P<host>{_HOST}|localhost)(?P<rest>(?::[0-9]+)?(?:[/?#][!-~]*[A-Za-z0-9/_=&-])?/?))"
    rf"|(?P<secret>{_SCHEME}://[!\"$-.0-9:;=A-Z_a-z~]+@)"
    rf"|(?P<mail>(?<![\w.+-])(?P<user>[A-Za-z0-9][\w.+-]*)@(?P<at>{_HOST}))"
    rf"|(?P<domain>(?<![\w.@-])(?:[A-Za-z0-9-]{{2,}}\.)+(?:{any_of(_DOMAINS)})(?![\w-])(?P<path>(?:/[!-~]*[A-Za-z0-9/_-])?))"
    rf"|(?P<file>(?<![\w.-])[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.(?:{any_of(ENDINGS)})(?![\w]))"
    r"|(?P<source>(?<![\w.-])[A-Za-z_][A-Za-z0-9_-]+\.(?:[chmd])(?![\w.]))"
    r"|(?P<hidden>(?<![^\s/~*(\[\"'`「『、,をにのがはとや])\.[a-z][A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]+)*)"
    r"|(?P<tag>#(?![0-9A-Fa-f]{6}(?!\w))(?=[^\W\d_])|(?<![\w#ぁ-んァ-ヺー一-鿿])#(?=[ぁ-んァ-ヺ一-鿿]))"
    r"|(?P<name>(?<![\w])@(?=[A-Za-z]))",
    re.ASCII,
)
_KINDS, _COUNTRIES = ("or", "ne", "go", "ac", "ed", "lg", "gr", "ad", "co"), ("jp", "uk", "kr", "nz", "tw")
_SAID_AFTER_A_DOT = _DOMAINS | ENDINGS
_DOTS = compiled(r"(?<![0-9])\.|\.(?![0-9])")  # of gosen-2.0.0.jar only the last
_RUN_COMMANDS = compiled("[a-z]{3,}rc")  # .eslintrc.js
_NUMBERED = compiled(r"([\w.+-]*[A-Za-z_.+-])(?!(?:19|20)[0-9]{2}$)([0-9]{3,})")
_CLASS_BEFORE, _LONGEST_CLASS = compiled("(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*$"), 40  # Module#prepend
_ONE_WORD = compiled("/([A-Za-z]{2,12})/?")


def readings_of(text: str, start: int, end: int, terms: TermReader) -> Iterator[Found]:
    """Spans of ``text`` that belong to the web, as (start, end, kana, rule), left to right."""
    for found in _WEB.finditer(text, start, end):
        match found.lastgroup:
            case "mail":
                kana = _user(found["user"], terms) + "アット" + _dotted(found["at"], terms)
                yield found.start(), found.end(), kana, "mail address"
            case "file" | "source" | "hidden":
                if not terms.knows(found.group()):
                    yield found.start(), found.end(), _dotted(found.group(), terms), "file name"
            case "tag":
                is_of_class = bool(
                    _CLASS_BEFORE.search(text, max(0, found.start() - _LONGEST_CLASS), found.start())
                )
                yield found.start(), found.end(), "シャープ" if is_of_class else "ハッシュタグ", "tag"
            case "secret":
                yield found.start(), found.end(), "", "user and password"
            case "name":
                yield found.start(), found.end(), "アット", "name"
            case _:
                host = found["host"] or found.group().partition("/")[0]
                rest = found["rest"] if found["host"] else found["path"]
                if found["host"] or not terms.knows(host):
                    kana, rule = _site(host, rest or "", terms)
                    yield found.start(), found.end(), kana, rule


def _site(host: str, rest: str, terms: TermReader) -> tuple[str, str]:
    site = _dotted(host.removeprefix("www."), terms)
    if word := _ONE_WORD.fullmatch(rest):
        return f"{site}スラッシュ{terms.read(word[1]).kana}", "address"
    return site, "address" if rest in ("", "/") else "address: only the site is read"


def _user(name: str, terms: TermReader) -> str:
    """Before the @ of a mail address; what number follows a name is told by its digits, but for a year."""
    numbered = _NUMBERED.fullmatch(name)
    return _dotted(numbered[1], terms) + say_digits(numbered[2]) if numbered else _dotted(name, terms)


def _dotted(name: str, terms: TermReader) -> str:
    """The labels of a name with ドット between; the first is a word, unless a dot stands before it."""
    labels = [label for label in _DOTS.split(name) if label]
    beside = [*labels[1:], ""]
    words = [
        spell(label)
        if label in _KINDS and of in _COUNTRIES
        else _label(label, terms, is_first=number == 0 and not name.startswith("."))
        for number, (label, of) in enumerate(zip(labels, beside, strict=True))
    ]
    return "ドット" * name.startswith(".") + "ドット".join(words)


def _label(label: str, terms: TermReader, *, is_first: bool) -> str:
    known = "" if is_first else _SAID_AFTER_A_DOT.get(label.lower())
    if not known and _RUN_COMMANDS.fullmatch(label) and not terms.knows(label):
        return terms.read(label.removesuffix("rc")).kana + spell("rc")
    return known or terms.read(label).kana
