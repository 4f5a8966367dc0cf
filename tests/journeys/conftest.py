"""Keys that cost little."""

from __future__ import annotations

from terminal import cheap_keys as cheap_keys
