"""Duty in the first register: who confirmed the time, who stands for whom, who is alone; eligibility, rolls, what is out."""

from __future__ import annotations

DUTY = """
CREATE TABLE day_opening(id TEXT PRIMARY KEY NOT NULL, clock TEXT NOT NULL, said_at TEXT NOT NULL, claimed_at TEXT NOT NULL,
  difference_s INTEGER NOT NULL, breaches TEXT, opened_by TEXT NOT NULL REFERENCES operator(id),
  opened_second TEXT NOT NULL REFERENCES operator(id), CHECK(opened_by IS NOT opened_second)) STRICT;
CREATE TABLE acting_appointment(id TEXT PRIMARY KEY NOT NULL, operator TEXT NOT NULL REFERENCES operator(id),
  stands_for TEXT NOT NULL REFERENCES operator(id), role TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL, why TEXT NOT NULL,
  appointed_by TEXT NOT NULL REFERENCES operator(id), appointed_second TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL,
  ended_at TEXT, ended_by TEXT REFERENCES operator(id), CHECK(operator <> stands_for), CHECK(appointed_by IS NOT appointed_second),
  CHECK(operator <> appointed_by), CHECK((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK((julianday(until_on) - julianday(from_on) BETWEEN 0 AND 30) IS TRUE)) STRICT;
CREATE TABLE lone_duty(id TEXT PRIMARY KEY NOT NULL, why TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL,
  declared_by TEXT NOT NULL REFERENCES operator(id), declared_at TEXT NOT NULL, ended_at TEXT, ended_by TEXT REFERENCES operator(id),
  CHECK((ended_at IS NULL) = (ended_by IS NULL)), CHECK((julianday(until_on) - julianday(from_on) BETWEEN 0 AND 7) IS TRUE)) STRICT;
CREATE TABLE eligibility(id TEXT PRIMARY KEY NOT NULL, hand_in TEXT NOT NULL REFERENCES hand_in(id), rule TEXT NOT NULL, facts TEXT NOT NULL,
  is_eligible INTEGER NOT NULL CHECK(is_eligible IN (0, 1)), why TEXT NOT NULL, referred_to TEXT,
  decided_by TEXT NOT NULL REFERENCES roster(id), decided_on TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES operator(id)) STRICT;
CREATE TABLE group_roll(id TEXT PRIMARY KEY NOT NULL, hand_in TEXT NOT NULL REFERENCES hand_in(id), expected INTEGER NOT NULL CHECK(expected >= 0),
  came INTEGER NOT NULL CHECK(came >= 0), unarmed_women INTEGER NOT NULL CHECK(unarmed_women >= 0),
  unarmed_men INTEGER NOT NULL CHECK(unarmed_men >= 0), unarmed_others INTEGER NOT NULL CHECK(unarmed_others >= 0), breaches TEXT,
  called_on TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES operator(id)) STRICT;
CREATE TABLE going_out(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id), purpose TEXT NOT NULL,
  to_whom TEXT NOT NULL, case_number TEXT, from_place TEXT REFERENCES place(id), carried_by TEXT NOT NULL REFERENCES roster(id),
  due_on TEXT NOT NULL, sent_by TEXT NOT NULL REFERENCES operator(id), sent_at TEXT NOT NULL, back_on TEXT,
  back_place TEXT REFERENCES place(id), condition TEXT, breaches TEXT, taken_by TEXT REFERENCES operator(id),
  CHECK((back_on IS NULL) = (back_place IS NULL) AND (back_on IS NULL) = (taken_by IS NULL))) STRICT;
CREATE TABLE laboratory_result(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), restoration TEXT NOT NULL,
  laboratory TEXT, examiner TEXT, method TEXT, report_number TEXT, examined_on TEXT, read TEXT, certainty TEXT,
  mark TEXT REFERENCES mark(id), waived_by TEXT, why TEXT, recorded_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL,
  CHECK((restoration = 'waived') = (waived_by IS NOT NULL)), CHECK((restoration = 'waived') = (examiner IS NULL)),
  CHECK((read IS NULL) = (certainty IS NULL) AND (read IS NULL) = (mark IS NULL)),
  CHECK((restoration IN ('brought back', 'in part')) = (read IS NOT NULL))) STRICT
"""
