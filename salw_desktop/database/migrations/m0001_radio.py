"""Radio messages in the first register: each as it was read out, or as it was typed from another station."""

from __future__ import annotations

RADIO = """
CREATE TABLE radio_message(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, way TEXT NOT NULL, kind TEXT NOT NULL,
  date TEXT NOT NULL, text TEXT NOT NULL, kept_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL) STRICT
"""
