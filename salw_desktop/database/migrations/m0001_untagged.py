"""Items without a readable tag that nobody can identify yet, in the first register (practice d6)."""

from __future__ import annotations

UNTAGGED = """
CREATE TABLE untagged_item(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, site TEXT NOT NULL REFERENCES site(id),
  place TEXT NOT NULL REFERENCES place(id), found_on TEXT NOT NULL, found_by TEXT NOT NULL REFERENCES roster(id), described TEXT NOT NULL,
  safety TEXT NOT NULL, verified_by TEXT REFERENCES roster(id), breaches TEXT, recorded_by TEXT NOT NULL REFERENCES operator(id),
  recorded_at TEXT NOT NULL, outcome TEXT, weapon TEXT REFERENCES weapon(id), solved_why TEXT, solved_by TEXT REFERENCES operator(id),
  solved_second TEXT REFERENCES operator(id), solved_at TEXT,
  CHECK((solved_at IS NULL) = (outcome IS NULL) AND (solved_at IS NULL) = (solved_why IS NULL)),
  CHECK((solved_at IS NULL) = (solved_by IS NULL) AND (solved_at IS NULL) = (solved_second IS NULL)),
  CHECK(solved_by IS NOT solved_second OR solved_by IS NULL),
  CHECK((weapon IS NOT NULL) = (ifnull(outcome, '') IN ('known again', 'recorded')))) STRICT
"""
