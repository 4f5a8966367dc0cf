"""Destruction in the first register: order, amendments, session, batches, breaks, certificate."""

from __future__ import annotations

DESTRUCTION = """
CREATE TABLE destruction_order(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, campaign TEXT NOT NULL REFERENCES campaign(id),
  legal_basis TEXT NOT NULL, method TEXT NOT NULL, place TEXT NOT NULL REFERENCES place(id), planned_on TEXT NOT NULL,
  authority_kind TEXT NOT NULL, issuer TEXT, issuer_number TEXT, issued_on TEXT, scan_sha256 TEXT, state TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES operator(id), written_at TEXT NOT NULL, approved_by TEXT REFERENCES operator(id), approved_at TEXT,
  list_sha256 TEXT NOT NULL, items INTEGER NOT NULL, CHECK(approved_by IS NULL OR approved_by <> written_by),
  CHECK(state NOT IN ('approved', 'carried out') OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
  CHECK(authority_kind = 'local' OR (issuer IS NOT NULL AND issuer_number IS NOT NULL AND issued_on IS NOT NULL))) STRICT;
CREATE TABLE order_line(id TEXT PRIMARY KEY NOT NULL, destruction_order TEXT NOT NULL REFERENCES destruction_order(id),
  line INTEGER NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), UNIQUE(destruction_order, weapon)) STRICT;
CREATE TABLE order_amendment(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE,
  destruction_order TEXT NOT NULL REFERENCES destruction_order(id), reason TEXT NOT NULL, list_sha256 TEXT NOT NULL, items INTEGER NOT NULL,
  amended_by TEXT NOT NULL REFERENCES operator(id), amended_second TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL,
  CHECK(amended_by IS NOT amended_second)) STRICT;
CREATE TABLE amendment_line(id TEXT PRIMARY KEY NOT NULL, order_amendment TEXT NOT NULL REFERENCES order_amendment(id),
  destruction_order TEXT NOT NULL REFERENCES destruction_order(id), weapon TEXT NOT NULL REFERENCES weapon(id),
  UNIQUE(destruction_order, weapon)) STRICT;
CREATE TABLE destruction_session(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE,
  destruction_order TEXT NOT NULL REFERENCES destruction_order(id), place TEXT NOT NULL REFERENCES place(id), method TEXT NOT NULL,
  responsible TEXT NOT NULL REFERENCES roster(id), state TEXT NOT NULL, started_by TEXT NOT NULL REFERENCES operator(id),
  started_second TEXT REFERENCES operator(id), remote_code TEXT UNIQUE REFERENCES remote_code(id), started_at TEXT NOT NULL,
  checked_at TEXT, ended_at TEXT, weight_before_g INTEGER, weight_after_g INTEGER, scrap_to TEXT, counted_after INTEGER, difference_reason TEXT,
  ffe_number TEXT,
  CHECK(started_by IS NOT started_second), CHECK((started_second IS NULL) <> (remote_code IS NULL))) STRICT;
CREATE TABLE session_break(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  state_before TEXT NOT NULL, reason TEXT NOT NULL, seals TEXT NOT NULL, left_items INTEGER NOT NULL, began_at TEXT NOT NULL,
  resumed_at TEXT, counted INTEGER, seals_whole INTEGER, breaches TEXT) STRICT;
CREATE TABLE session_batch(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  name TEXT NOT NULL, items INTEGER NOT NULL, began_at TEXT NOT NULL, ended_at TEXT NOT NULL, UNIQUE(destruction_session, name)) STRICT;
CREATE TABLE session_scan(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  code TEXT NOT NULL, weapon TEXT REFERENCES weapon(id), result TEXT NOT NULL, check_number INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE session_witness(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  person TEXT NOT NULL REFERENCES roster(id), is_outside_chain INTEGER NOT NULL, UNIQUE(destruction_session, person)) STRICT;
CREATE TABLE session_result(id TEXT PRIMARY KEY NOT NULL, destruction_session TEXT NOT NULL REFERENCES destruction_session(id),
  weapon TEXT NOT NULL REFERENCES weapon(id), outcome TEXT NOT NULL, at TEXT NOT NULL, remark TEXT,
  line INTEGER NOT NULL, described TEXT NOT NULL, session_batch TEXT REFERENCES session_batch(id),
  UNIQUE(destruction_session, weapon)) STRICT;
CREATE TABLE certificate(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE,
  destruction_session TEXT NOT NULL UNIQUE REFERENCES destruction_session(id), annex_sha256 TEXT NOT NULL, items INTEGER NOT NULL,
  code TEXT NOT NULL, issued_by TEXT NOT NULL REFERENCES operator(id), issued_at TEXT NOT NULL) STRICT
"""
