"""Photographs that a supervisor released for the press, in the first register."""

from __future__ import annotations

PRESS = """
CREATE TABLE press_photo(id TEXT PRIMARY KEY NOT NULL, photo TEXT NOT NULL UNIQUE REFERENCES photo(id),
  released_by TEXT NOT NULL REFERENCES operator(id), released_at TEXT NOT NULL) STRICT
"""
