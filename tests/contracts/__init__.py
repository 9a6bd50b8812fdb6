"""Contracts: what every implementation of a part must keep, as functions that a test runs it through."""

import pytest

pytest.register_assert_rewrite(f"{__name__}.engine")
