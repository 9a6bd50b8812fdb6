"""Open JTalk's library, imported when it is needed: it speaks, and its dictionary reads kanji."""

from __future__ import annotations

import os
from typing import Any


def library() -> Any:
    """The module pyopenjtalk; ONNX Runtime in it would report its use to its maker."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import pyopenjtalk

    return pyopenjtalk
