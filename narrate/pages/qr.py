"""The QR code of a feed's address, to subscribe by a phone's camera."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from narrate.web_types import with_hash

_QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


def name_of(address: str) -> str:
    """The file's name: that of another address is another."""
    return with_hash("feed", hashlib.sha256(address.encode()).hexdigest(), ".svg")


def qr_code(address: str, made: Path) -> bytes:
    """The code as SVG; taken from the file ``made`` if it is there, as drawing it is slow."""
    if made.is_file():
        return made.read_bytes()
    import segno

    data = io.BytesIO()
    code = segno.make(address, micro=False, error="m")
    code.save(data, kind="svg", border=_QUIET, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return data.getvalue()
