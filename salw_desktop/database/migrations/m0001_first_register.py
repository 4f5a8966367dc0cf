"""The register of one weapon's day: people, places, numbers, items, orders, and the journal under them."""

from __future__ import annotations

import sqlite_utils

# Journalled: `id TEXT` first, STRICT, only TEXT and INTEGER, no COLLATE, DEFAULT or generated columns, since the
# journal could not carry those exactly. Words of closed lists are guarded by triggers made from domain/axes.py.
JOURNALLED = """
CREATE TABLE station(id TEXT PRIMARY KEY NOT NULL, unit TEXT NOT NULL, site TEXT NOT NULL REFERENCES site(id),
  is_practice INTEGER NOT NULL, role TEXT NOT NULL, series TEXT NOT NULL, device_key TEXT NOT NULL,
  age_recipient TEXT NOT NULL, recovery_key TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
CREATE TABLE site(id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE place(id TEXT PRIMARY KEY NOT NULL, site TEXT NOT NULL REFERENCES site(id), name TEXT NOT NULL,
  kind TEXT NOT NULL, UNIQUE(site, name)) STRICT;
CREATE TABLE number_block(id TEXT PRIMARY KEY NOT NULL, country TEXT NOT NULL, year TEXT NOT NULL, site TEXT NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL CHECK(last >= first), given_by TEXT NOT NULL, given_at TEXT NOT NULL) STRICT;
CREATE TABLE roster(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, function TEXT NOT NULL, organisation TEXT NOT NULL,
  qualification TEXT, level TEXT, valid_until TEXT) STRICT;
CREATE TABLE operator(id TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL UNIQUE REFERENCES roster(id), name TEXT NOT NULL UNIQUE,
  sign_key TEXT NOT NULL, introduced_by TEXT REFERENCES operator(id), introduced_second TEXT REFERENCES operator(id),
  blocked_at TEXT, CHECK(introduced_by IS NOT introduced_second OR introduced_by IS NULL)) STRICT;
CREATE TABLE operator_role(id TEXT PRIMARY KEY NOT NULL, operator TEXT NOT NULL REFERENCES operator(id), role TEXT NOT NULL,
  given_by TEXT REFERENCES operator(id), given_second TEXT REFERENCES operator(id), ended_at TEXT,
  UNIQUE(operator, role), CHECK(given_by IS NOT given_second OR given_by IS NULL)) STRICT;
CREATE TABLE campaign(id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
  is_named INTEGER NOT NULL, may_be_traced INTEGER NOT NULL, may_approve_locally INTEGER NOT NULL, authority TEXT NOT NULL,
  legal_promise TEXT) STRICT;
CREATE TABLE paper_number(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  running INTEGER NOT NULL, given_at TEXT NOT NULL, UNIQUE(kind, running)) STRICT;
CREATE TABLE series_jump(id TEXT PRIMARY KEY NOT NULL, series TEXT NOT NULL, after INTEGER NOT NULL, reason TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE hand_in(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, campaign TEXT NOT NULL REFERENCES campaign(id),
  place TEXT NOT NULL REFERENCES place(id), brought_by TEXT NOT NULL, state TEXT NOT NULL, opened_on TEXT NOT NULL,
  closed_on TEXT, declared INTEGER) STRICT;
CREATE TABLE clearance(id TEXT PRIMARY KEY NOT NULL, hand_in TEXT REFERENCES hand_in(id), weapon TEXT REFERENCES weapon(id),
  token TEXT, safety TEXT NOT NULL, cleared_by TEXT NOT NULL, performed_by TEXT REFERENCES roster(id),
  verified_by TEXT REFERENCES roster(id), place TEXT NOT NULL REFERENCES place(id), done_at TEXT NOT NULL, seen TEXT,
  countersign TEXT NOT NULL REFERENCES countersign(id),
  CHECK(performed_by IS NOT verified_by OR performed_by IS NULL)) STRICT;
CREATE TABLE weapon(id TEXT PRIMARY KEY NOT NULL, number TEXT UNIQUE, running INTEGER, number_block TEXT REFERENCES number_block(id),
  hand_in TEXT REFERENCES hand_in(id), campaign TEXT REFERENCES campaign(id), site TEXT NOT NULL REFERENCES site(id),
  model TEXT NOT NULL, model_name TEXT NOT NULL, category TEXT NOT NULL, calibre TEXT NOT NULL, country TEXT,
  country_basis TEXT, maker TEXT, year TEXT, serial TEXT NOT NULL, serial_key TEXT NOT NULL, serial_status TEXT NOT NULL,
  function TEXT NOT NULL, completeness TEXT NOT NULL, preservation TEXT NOT NULL, inspected_by TEXT REFERENCES roster(id),
  custody TEXT NOT NULL, place TEXT REFERENCES place(id), safety TEXT NOT NULL, identification TEXT NOT NULL,
  identified_by TEXT REFERENCES roster(id), confidence TEXT, intended_disposal TEXT NOT NULL, breaches TEXT,
  recorded_at TEXT NOT NULL, handed_in_on TEXT NOT NULL, CHECK(serial_status <> 'readable' OR serial_key <> '')) STRICT;
CREATE TABLE mark(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL,
  text TEXT NOT NULL, place TEXT NOT NULL, legibility TEXT, alteration TEXT) STRICT;
CREATE TABLE tag(id TEXT PRIMARY KEY NOT NULL, weapon TEXT REFERENCES weapon(id), number TEXT NOT NULL, kind TEXT NOT NULL,
  state TEXT NOT NULL, since TEXT NOT NULL) STRICT;
CREATE TABLE label(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), state TEXT NOT NULL,
  asked_at TEXT NOT NULL, printed_at TEXT, position INTEGER, copy INTEGER NOT NULL) STRICT;
CREATE TABLE placement(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id),
  from_place TEXT REFERENCES place(id), to_place TEXT NOT NULL REFERENCES place(id), purpose TEXT NOT NULL, at TEXT NOT NULL,
  performed_by TEXT REFERENCES roster(id), breach TEXT) STRICT;
CREATE TABLE hold(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL,
  authority TEXT NOT NULL, case_number TEXT NOT NULL, ordered_on TEXT NOT NULL, review_on TEXT, placed_by TEXT NOT NULL REFERENCES operator(id),
  lifted_at TEXT, lifted_on_order_of TEXT, lifted_by TEXT REFERENCES operator(id), lifted_second TEXT REFERENCES operator(id),
  remote_code TEXT UNIQUE REFERENCES remote_code(id), CHECK((lifted_at IS NULL) = (lifted_by IS NULL)),
  CHECK((lifted_at IS NOT NULL) = ((lifted_second IS NULL) <> (remote_code IS NULL))),
  CHECK(lifted_by IS NOT lifted_second OR lifted_by IS NULL)) STRICT;
CREATE TABLE destruction_order(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, campaign TEXT NOT NULL REFERENCES campaign(id),
  legal_basis TEXT NOT NULL, method TEXT NOT NULL, place TEXT NOT NULL REFERENCES place(id), planned_on TEXT NOT NULL,
  authority_kind TEXT NOT NULL, issuer TEXT, issuer_number TEXT, issued_on TEXT, scan_sha256 TEXT, state TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES operator(id), written_at TEXT NOT NULL, approved_by TEXT REFERENCES operator(id), approved_at TEXT,
  list_sha256 TEXT NOT NULL, items INTEGER NOT NULL, CHECK(approved_by IS NULL OR approved_by <> written_by),
  CHECK(state NOT IN ('approved', 'carried out') OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
  CHECK(authority_kind = 'local' OR (issuer IS NOT NULL AND issuer_number IS NOT NULL AND issued_on IS NOT NULL))) STRICT;
CREATE TABLE order_line(id TEXT PRIMARY KEY NOT NULL, destruction_order TEXT NOT NULL REFERENCES destruction_order(id),
  line INTEGER NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), UNIQUE(destruction_order, weapon)) STRICT;
CREATE TABLE destruction_session(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE,
  destruction_order TEXT NOT NULL REFERENCES destruction_order(id), place TEXT NOT NULL REFERENCES place(id), method TEXT NOT NULL,
  responsible TEXT NOT NULL REFERENCES roster(id), state TEXT NOT NULL, started_by TEXT NOT NULL REFERENCES operator(id),
  started_second TEXT REFERENCES operator(id), remote_code TEXT UNIQUE REFERENCES remote_code(id), started_at TEXT NOT NULL,
  checked_at TEXT, ended_at TEXT, weight_before_g INTEGER, weight_after_g INTEGER, scrap_to TEXT,
  CHECK(started_by IS NOT started_second), CHECK((started_second IS NULL) <> (remote_code IS NULL))) STRICT;
CREATE TABLE session_scan(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  code TEXT NOT NULL, weapon TEXT REFERENCES weapon(id), result TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE session_witness(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  person TEXT NOT NULL REFERENCES roster(id), is_outside_chain INTEGER NOT NULL, UNIQUE(destruction_session, person)) STRICT;
CREATE TABLE session_result(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  weapon TEXT NOT NULL REFERENCES weapon(id), outcome TEXT NOT NULL, at TEXT NOT NULL, remark TEXT,
  line INTEGER NOT NULL, described TEXT NOT NULL,
  UNIQUE(destruction_session, weapon)) STRICT;
CREATE TABLE certificate(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE,
  destruction_session TEXT NOT NULL UNIQUE REFERENCES destruction_session(id), annex_sha256 TEXT NOT NULL, items INTEGER NOT NULL,
  code TEXT NOT NULL, issued_by TEXT NOT NULL REFERENCES operator(id), issued_at TEXT NOT NULL) STRICT;
CREATE TABLE correction(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id),
  reason TEXT NOT NULL, corrected_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL) STRICT;
CREATE TABLE voiding(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), reason TEXT NOT NULL,
  voided_by TEXT NOT NULL REFERENCES operator(id), voided_second TEXT REFERENCES operator(id),
  remote_code TEXT UNIQUE REFERENCES remote_code(id), at TEXT NOT NULL,
  CHECK(voided_by IS NOT voided_second), CHECK((voided_second IS NULL) <> (remote_code IS NULL))) STRICT;
CREATE TABLE countersign(id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, asked_by TEXT NOT NULL REFERENCES operator(id),
  asked_at TEXT NOT NULL, due_at TEXT NOT NULL, signed_by TEXT REFERENCES operator(id), signed_at TEXT,
  CHECK(signed_by IS NULL OR signed_by <> asked_by)) STRICT;
CREATE TABLE countersign_item(id TEXT PRIMARY KEY NOT NULL, countersign TEXT NOT NULL REFERENCES countersign(id),
  weapon TEXT NOT NULL REFERENCES weapon(id), UNIQUE(countersign, weapon)) STRICT;
CREATE TABLE day(id TEXT PRIMARY KEY NOT NULL, site TEXT NOT NULL REFERENCES site(id), date TEXT NOT NULL, hand_ins INTEGER NOT NULL,
  weapons INTEGER NOT NULL, in_hand INTEGER NOT NULL, first_running INTEGER, last_running INTEGER, labels_printed INTEGER NOT NULL,
  newest_event TEXT NOT NULL, closed_by TEXT NOT NULL REFERENCES operator(id), closed_at TEXT NOT NULL, UNIQUE(site, date)) STRICT;
CREATE TABLE registry(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, sign_key TEXT NOT NULL UNIQUE, operational TEXT NOT NULL,
  recovery TEXT NOT NULL, enrolled_at TEXT NOT NULL) STRICT;
CREATE TABLE remote_code(id TEXT PRIMARY KEY NOT NULL, registry TEXT NOT NULL REFERENCES registry(id), position INTEGER NOT NULL,
  salt TEXT NOT NULL, hash TEXT NOT NULL, used_by TEXT REFERENCES operator(id), used_at TEXT, letters TEXT,
  UNIQUE(registry, position), CHECK((used_by IS NULL) = (used_at IS NULL) AND (used_by IS NULL) = (letters IS NULL))) STRICT;
CREATE TABLE receipt(id TEXT PRIMARY KEY NOT NULL, registry TEXT NOT NULL REFERENCES registry(id), number INTEGER NOT NULL,
  given_at TEXT NOT NULL, taken_at TEXT NOT NULL, sha256 TEXT NOT NULL, holds TEXT NOT NULL, wants TEXT NOT NULL, weapons INTEGER NOT NULL,
  UNIQUE(registry, number)) STRICT;
CREATE TABLE check_run(id TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL, events INTEGER NOT NULL, newest_event TEXT NOT NULL) STRICT
"""

# Derived from the journal, or secret and local: none of it leaves the machine as rows.
LOCAL = """
CREATE TABLE journal(n INTEGER PRIMARY KEY, event_id BLOB NOT NULL UNIQUE, type TEXT NOT NULL, packed BLOB NOT NULL,
  signature BLOB NOT NULL, witness BLOB) STRICT;
CREATE TABLE touched(root TEXT NOT NULL, n INTEGER NOT NULL REFERENCES journal(n), PRIMARY KEY(root, n)) STRICT, WITHOUT ROWID;
CREATE TABLE secret(name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE nat(i INTEGER PRIMARY KEY) STRICT;
CREATE TABLE serial_key(n INTEGER PRIMARY KEY, weapon TEXT NOT NULL UNIQUE, key TEXT NOT NULL) STRICT;
CREATE VIEW serial_piece AS SELECT n, (SELECT group_concat(substr(key, i, 1) || iif(i < length(key), ' ' || substr(key, i, 2), '')
  || iif(i + 1 < length(key), ' ' || substr(key, i, 1) || '_' || substr(key, i + 2, 1) || ' ' || substr(key, i, 3), ''), ' ')
  FROM nat WHERE i <= length(key)) AS pieces FROM serial_key;
CREATE VIRTUAL TABLE serial_search USING fts5(pieces, content='serial_piece', content_rowid='n', detail='none', columnsize=0,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE INDEX weapon_custody ON weapon(custody, place);
CREATE INDEX weapon_hand_in ON weapon(hand_in);
CREATE INDEX mark_weapon ON mark(weapon);
CREATE INDEX hold_weapon ON hold(weapon);
CREATE INDEX label_state ON label(state, asked_at);
CREATE INDEX label_weapon ON label(weapon);
CREATE INDEX order_line_weapon ON order_line(weapon);
CREATE INDEX countersign_item_weapon ON countersign_item(weapon);
CREATE INDEX serial_key_unreadable ON serial_key(key) WHERE instr(key, '?') > 0
"""
LONGEST_KEY = 60


def migrate(db: sqlite_utils.Database) -> None:
    for statement in (*JOURNALLED.split(";\n"), *LOCAL.split(";\n")):
        db.execute(statement)
    db.table("nat").insert_all({"i": i} for i in range(1, LONGEST_KEY + 1))
