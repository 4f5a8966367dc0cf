"""What becomes of photographs of the first register: areas made unrecognisable, views and owners put right."""

from __future__ import annotations

PHOTOGRAPHS = """
CREATE TABLE photo_blurring(id TEXT PRIMARY KEY NOT NULL, photo TEXT NOT NULL REFERENCES photo(id), weapon TEXT REFERENCES weapon(id),
  sha256 TEXT NOT NULL, turn INTEGER NOT NULL CHECK(turn > 0), areas TEXT NOT NULL, shown_sha256 TEXT NOT NULL, shown_size INTEGER NOT NULL,
  person TEXT REFERENCES person(id), sealed_sha256 TEXT, sealed_size INTEGER, reason TEXT NOT NULL,
  blurred_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL, erased_at TEXT, erased_by TEXT REFERENCES operator(id),
  erased_second TEXT REFERENCES operator(id), UNIQUE(sha256, turn), CHECK((turn = 1) = (sealed_sha256 IS NOT NULL)),
  CHECK((sealed_sha256 IS NULL) = (sealed_size IS NULL)), CHECK(person IS NULL OR turn = 1),
  CHECK(erased_at IS NULL OR (turn = 1 AND person IS NULL AND erased_second IS NOT NULL)),
  CHECK((erased_at IS NULL) = (erased_by IS NULL) AND (erased_at IS NULL) = (erased_second IS NULL)),
  CHECK(erased_by IS NOT erased_second OR erased_by IS NULL)) STRICT;
CREATE TABLE photo_correction(id TEXT PRIMARY KEY NOT NULL, photo TEXT NOT NULL REFERENCES photo(id), weapon TEXT REFERENCES weapon(id),
  view_before TEXT NOT NULL, reason TEXT NOT NULL, corrected_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL) STRICT
"""
