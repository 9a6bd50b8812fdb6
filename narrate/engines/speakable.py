"""Which texts a service on the network can say: known here, so that none is asked for silence."""

from __future__ import annotations

from narrate.errors import Unspeakable
from narrate.patterns import compiled

# Kana, kanji, digits and Latin letters, in full and in half width: all that a Japanese voice reads.
_JAPANESE = compiled(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚぁ-ゖァ-ヺｦ-ｯｱ-ﾝ々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]")


def require_sound(text: str, languages: tuple[str, ...]) -> None:
    """See that a voice of these languages has something to say.

    Raises:
        Unspeakable: a Japanese voice finds no kana, kanji, digit or Latin letter, another no letter or digit.
    """
    is_japanese = all(language.split("-")[0] == "ja" for language in languages)
    if not (_JAPANESE.search(text) if is_japanese else any(map(str.isalnum, text))):
        raise Unspeakable(f"there is nothing to say in '{text}'")
