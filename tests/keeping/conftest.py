"""A locked register whose passphrases a test may change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import Practice


@pytest.fixture
def practice(practice: Practice) -> Practice:
    return replace(practice, passphrases=dict(practice.passphrases))
