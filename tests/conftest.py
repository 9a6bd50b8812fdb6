"""What the tests share: shows in temporary folders, and the material that lies beside a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from browsers import browser, opened
from buckets import access, bucket, s3
from desk import owners
from httpx._config import DEFAULT_TIMEOUT_CONFIG
from httpx._transports import default as transports
from offline import offline
from published import built, finished, public, recorder, target
from sites import site, speaks

from narrate.cast import Cast
from narrate.show import Show
from narrate.voices import Voice, find_voice

__all__ = [
    "access",
    "browser",
    "bucket",
    "built",
    "finished",
    "offline",
    "opened",
    "owners",
    "public",
    "recorder",
    "s3",
    "site",
    "speaks",
    "target",
]
ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
DEFAULT_TIMEOUT_CONFIG.read = 60.0  # seconds; a busy machine is no fault of a server
transports.create_ssl_context = cache(transports.create_ssl_context)  # 30 ms, for servers that have no TLS


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """An empty show: template, voices and lexicon come from the package; a fast test voice is added."""
    voices = tmp_path / "show" / "voices"
    voices.mkdir(parents=True)
    (voices / "blip.toml").write_text(
        'engine = "tone"\nloudness_lufs = -19.7\n[options]\nseconds_per_mora = 0.02\n', encoding="utf-8"
    )
    return Show(tmp_path / "show")


@pytest.fixture
def blip(show: Show) -> Voice:
    """A tone of 20 ms a mora: whole episodes in a blink."""
    return find_voice("blip", show.voice_folders)


@pytest.fixture
def cast(blip: Voice) -> Cast:
    """That tone alone."""
    return Cast.alone(blip)


@pytest.fixture
def example() -> Path:
    """The example article."""
    return ROOT / "examples" / "article.txt"


@pytest.fixture
def shared() -> Path:
    """The folder of real articles and gold data; a test that needs it is skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ with the real article is not beside this checkout")
    return SHARED
