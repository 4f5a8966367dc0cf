"""Releases in the first register: which record went out to whom, for what, and who let it go."""

from __future__ import annotations

RELEASES = """
CREATE TABLE dossier_release(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id),
  recipient_kind TEXT NOT NULL, recipient TEXT NOT NULL, case_number TEXT, purpose TEXT NOT NULL, legal_clearance TEXT NOT NULL,
  content TEXT NOT NULL, redactions TEXT, has_events INTEGER NOT NULL CHECK(has_events IN (0, 1)),
  has_originals INTEGER NOT NULL CHECK(has_originals IN (0, 1)), has_hidden_marks INTEGER NOT NULL CHECK(has_hidden_marks IN (0, 1)),
  released_by TEXT NOT NULL REFERENCES operator(id), released_second TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL,
  CHECK(released_by IS NOT released_second), CHECK(has_events OR NOT has_hidden_marks),
  CHECK(content = 'everything' OR (has_events + has_originals) = 0)) STRICT
"""
