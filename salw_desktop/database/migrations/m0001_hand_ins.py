"""Hand-ins of the first register: what was brought, by what kind of bringer, and the receipt for it."""

from __future__ import annotations

HAND_INS = """
CREATE TABLE person(id TEXT PRIMARY KEY NOT NULL, campaign TEXT NOT NULL REFERENCES campaign(id), sealed TEXT NOT NULL, since TEXT NOT NULL,
  erased_at TEXT, erased_by TEXT REFERENCES operator(id), erased_second TEXT REFERENCES operator(id),
  CHECK((erased_at IS NULL) = (erased_by IS NULL) AND (erased_at IS NULL) = (erased_second IS NULL)),
  CHECK(erased_by IS NOT erased_second OR erased_by IS NULL)) STRICT;
CREATE TABLE person_reading(id TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL REFERENCES person(id), why TEXT NOT NULL,
  read_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL) STRICT;
CREATE TABLE erasure_followed(id TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL UNIQUE REFERENCES person(id),
  receipt TEXT NOT NULL REFERENCES receipt(id)) STRICT;
CREATE TABLE cache(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, campaign TEXT NOT NULL REFERENCES campaign(id),
  site TEXT NOT NULL REFERENCES site(id), found_on TEXT NOT NULL, found_by_unit TEXT NOT NULL, described TEXT NOT NULL, where_found TEXT NOT NULL,
  latitude_udeg INTEGER, longitude_udeg INTEGER, precision_m INTEGER, decision TEXT, decided_by TEXT REFERENCES roster(id), decided_at TEXT,
  is_decided_from_afar INTEGER, breaches TEXT, CHECK((decision IS NULL) = (decided_by IS NULL))) STRICT;
CREATE TABLE hand_in(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, campaign TEXT NOT NULL REFERENCES campaign(id),
  place TEXT NOT NULL REFERENCES place(id), completed_at_place TEXT REFERENCES place(id), team TEXT, brought_by TEXT NOT NULL,
  from_unit TEXT, voucher TEXT, cache TEXT REFERENCES cache(id), person TEXT REFERENCES person(id), state TEXT NOT NULL,
  opened_on TEXT NOT NULL, closed_on TEXT, declared INTEGER, late_because TEXT) STRICT;
CREATE TABLE hand_in_line(id TEXT PRIMARY KEY NOT NULL, hand_in TEXT NOT NULL REFERENCES hand_in(id), line INTEGER NOT NULL,
  kind TEXT NOT NULL, described TEXT NOT NULL, calibre TEXT, quantity INTEGER NOT NULL CHECK(quantity >= 0), unit TEXT NOT NULL,
  packed TEXT, lies_at TEXT, state TEXT NOT NULL, received_on TEXT, received_at_place TEXT REFERENCES place(id), breaches TEXT,
  UNIQUE(hand_in, line)) STRICT;
CREATE TABLE hand_in_receipt(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, hand_in TEXT NOT NULL REFERENCES hand_in(id),
  salt TEXT, secret_hash TEXT, lines_sha256 TEXT NOT NULL, described TEXT NOT NULL, code TEXT NOT NULL, read_aloud_in TEXT, read_aloud_by TEXT REFERENCES roster(id), state TEXT NOT NULL, issued_on TEXT NOT NULL,
  issued_by TEXT NOT NULL REFERENCES operator(id), CHECK((salt IS NULL) = (secret_hash IS NULL))) STRICT;
CREATE TABLE receipt_shown(id TEXT PRIMARY KEY NOT NULL, hand_in_receipt TEXT NOT NULL REFERENCES hand_in_receipt(id),
  shown_on TEXT NOT NULL, seen_by TEXT NOT NULL REFERENCES operator(id)) STRICT;
CREATE TABLE allotment(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), person TEXT NOT NULL REFERENCES person(id),
  allotted_by TEXT NOT NULL REFERENCES operator(id), allotted_second TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL,
  CHECK(allotted_by IS NOT allotted_second)) STRICT;
CREATE TABLE clearance(id TEXT PRIMARY KEY NOT NULL, hand_in TEXT REFERENCES hand_in(id), weapon TEXT REFERENCES weapon(id),
  token TEXT, safety TEXT NOT NULL, cleared_by TEXT NOT NULL, performed_by TEXT REFERENCES roster(id),
  verified_by TEXT REFERENCES roster(id), place TEXT NOT NULL REFERENCES place(id), done_at TEXT NOT NULL, seen TEXT,
  told TEXT REFERENCES roster(id), told_at TEXT,
  countersign TEXT NOT NULL REFERENCES countersign(id),
  CHECK(performed_by IS NOT verified_by OR performed_by IS NULL)) STRICT
"""
