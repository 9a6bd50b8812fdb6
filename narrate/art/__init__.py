"""An episode's picture: a card with its title, or the picture that the article shows itself with.

``fonts`` finds typefaces, ``lines`` breaks titles, ``card`` draws. What was made is kept in ``output/art``
under a hash of all that it came from, so that a build in which nothing changed neither draws nor fetches.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from narrate import files, pictures
from narrate.art import fonts
from narrate.attachments import Made
from narrate.errors import FetchError
from narrate.model import Script
from narrate.plain import in_japanese
from narrate.settings import read_settings
from narrate.show import Show

if TYPE_CHECKING:
    from PIL.Image import Image

    from narrate.art.card import Wording

KIND = "art"
"""The attachment's kind."""

_DESIGN = 1  # another number makes all cards anew: for when they are drawn in another way
_SMALLEST = (400, 200)  # pixels: what is smaller is an icon, or counts readers
_ODD = 0.02  # of the side that a picture may be off the square to be used whole


class Art(NamedTuple):
    """What is published beside the MP3, what is put into it (name and bytes), and lines of warning."""

    made: tuple[Made, ...]
    embedded: tuple[str, bytes] | None
    warnings: tuple[str, ...]


def check(show: Show) -> None:
    """See that the show's settings for pictures can be used.

    Raises:
        SettingsError: a font is named that is none.
    """
    fonts.typeface_file(read_settings(show.root).get("card_font"), show.root)


def of_episode(show: Show, script: Script, source: str, show_name: str, cover: Path | None) -> Art:
    """The picture of an episode as the show's settings want it.

    Where none can be made the show's ``cover`` stands in, and a warning that names the ``source`` says why.
    """
    studio = _Studio(show, script, show_name, cover, read_settings(show.root))
    data, reasons = studio.work()
    warnings = tuple(f"{source}: {reason}" for reason in reasons)
    if data:
        return Art((Made(KIND, ".jpg", "image/jpeg", data),), ("art.jpg", data), warnings)
    return Art((), studio.embedded_cover(), warnings)


class _NoCard(Exception):  # noqa: N818 - a finding, told as a warning
    """Why there can be no card."""


@dataclass
class _Studio:
    """Makes the picture of one episode."""

    show: Show
    script: Script
    show_name: str
    cover: Path | None
    settings: Mapping[str, Any]

    def work(self) -> tuple[bytes, list[str]]:
        """The picture as JPEG, empty if there is none; and what did not go as wished."""
        wish = self.settings.get("episode_art", "card")
        if wish == "none":
            return b"", []
        reasons: list[str] = []
        try:
            if wish == "article" and self.script.picture:
                try:
                    return self._kept(self._design | {"picture": self.script.picture}, self._of_article), []
                except (FetchError, pictures.NoPicture) as error:
                    reasons.append(f"its picture is not used, a title card stands in: {error}")
            return self._kept(self._design, self._card), reasons
        except _NoCard as error:
            return b"", [*reasons, f"no title card, the show's cover stands in: {error}"]

    def embedded_cover(self) -> tuple[str, bytes] | None:
        """The show's cover, made smaller if it would make every MP3 large."""
        if not self.cover:
            return None
        if len(self._cover_data) <= pictures.MAX_JPEG:
            return self.cover.name, self._cover_data
        try:
            small = self._kept({"cover": self._cover_hash}, lambda: _whole(_opened(self._cover_data)))
        except pictures.NoPicture:  # see below
            return self.cover.name, self._cover_data
        return "cover.jpg", small

    def _kept(self, about: Mapping[str, object], make: Callable[[], Image]) -> bytes:
        """What was made before of the same things, else what is made now."""
        key = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
        kept = self.show.art / f"{key[:32]}.jpg"
        if kept.is_file() and pictures.is_whole_jpeg(data := kept.read_bytes()):
            return data
        data = pictures.to_jpeg(make())
        files.write(kept, data, durable=False)
        return data

    def _of_article(self) -> Image:
        """The article's picture: whole if it is a large square, else above the title."""
        from narrate import fetch

        page = fetch.fetch(self.script.picture, wanted=fetch.PICTURES)
        try:
            picture = _opened(page.data)
        except pictures.NoPicture as reason:
            raise pictures.NoPicture(f"{page.url} {reason}") from None
        from narrate.art.card import SIDE

        sides = sorted(picture.size)
        if sides[0] >= SIDE and sides[1] - sides[0] <= _ODD * sides[1]:
            return _whole(picture)
        return self._card(picture)

    def _card(self, picture: Image | None = None) -> Image:
        from narrate.art import card

        if not self._font:
            raise _NoCard(
                "no font with Japanese letters was found; install the package noto-cjk-sans-jp-bold, or name "
                "a font file as card_font in narrate.toml"
            )
        face = fonts.typeface(self._font)
        return card.draw(self._wording(face), face, self._cover_picture, picture)

    def _wording(self, face: fonts.Typeface) -> Wording:
        """What the card says; signs and emoji that no font has are left out, letters never."""
        from narrate.art.card import Wording

        title = " ".join(unicodedata.normalize("NFC", self.script.title).split())
        lacking = "".join(dict.fromkeys(c for c in title if c.isalnum() and not face.has(c)))
        if lacking:
            raise _NoCard(f"no font has '{lacking[:9]}'; name one that has as card_font in narrate.toml")
        shown, show_name = (
            " ".join("".join(filter(face.has, text)).split()) for text in (title, self.show_name)
        )
        if not shown:
            raise _NoCard("its title has no letters")
        return Wording(shown, show_name, self._date)

    @property
    def _design(self) -> dict[str, object]:
        """All that shapes a card."""
        font = [self._font.path.name, self._font.path.stat().st_size] if self._font else []
        words = [self.script.title, self.show_name, self._date]
        return {"design": _DESIGN, "words": words, "cover": self._cover_hash, "font": font}

    @property
    def _date(self) -> str:
        return in_japanese(self.script.date) if self.script.date else ""

    @cached_property
    def _font(self) -> fonts.FontFile | None:
        return fonts.typeface_file(self.settings.get("card_font"), self.show.root)

    @cached_property
    def _cover_data(self) -> bytes:
        return self.cover.read_bytes() if self.cover else b""

    @property
    def _cover_hash(self) -> str:
        return hashlib.sha256(self._cover_data).hexdigest()

    @property
    def _cover_picture(self) -> Image | None:
        try:
            return _opened(self._cover_data, ("JPEG", "PNG")) if self.cover else None
        except pictures.NoPicture:  # published by somebody else than us, as we look at what we publish
            return None


def _opened(data: bytes, formats: tuple[str, ...] = pictures.SHOWN) -> Image:
    picture = pictures.opened(data, formats)
    if picture.width < _SMALLEST[0] or picture.height < _SMALLEST[1]:
        raise pictures.NoPicture(f"is only {picture.width} x {picture.height} pixels")
    pictures.decode(picture)
    return pictures.upright(picture)


def _whole(picture: Image) -> Image:
    from PIL import ImageOps

    from narrate.art.card import SIDE

    return ImageOps.fit(picture, (SIDE, SIDE))
