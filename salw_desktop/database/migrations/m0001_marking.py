"""Marks struck by us: the State's profile, the machines, their numbers, jobs and strikes."""

from __future__ import annotations

MARKING = """
CREATE TABLE mark_profile(id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT NOT NULL,
  agency TEXT NOT NULL, template TEXT NOT NULL, parts TEXT NOT NULL, marks_before_destruction INTEGER NOT NULL, height_um INTEGER,
  depth_um INTEGER, list_encoding TEXT NOT NULL, list_line_end TEXT NOT NULL, list_delimiter TEXT NOT NULL, list_header INTEGER NOT NULL,
  decided_by TEXT NOT NULL, valid_from TEXT NOT NULL, ended_on TEXT, set_by TEXT NOT NULL REFERENCES operator(id)) STRICT;
CREATE TABLE machine(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, serial TEXT NOT NULL, method TEXT NOT NULL,
  place TEXT NOT NULL REFERENCES place(id), since TEXT NOT NULL, ended_on TEXT) STRICT;
CREATE TABLE machine_entry(id TEXT PRIMARY KEY NOT NULL, machine TEXT NOT NULL REFERENCES machine(id), kind TEXT NOT NULL,
  strikes INTEGER NOT NULL, remark TEXT, done_by TEXT REFERENCES roster(id), at TEXT NOT NULL) STRICT;
CREATE TABLE machine_training(id TEXT PRIMARY KEY NOT NULL, machine TEXT NOT NULL REFERENCES machine(id),
  person TEXT NOT NULL REFERENCES roster(id), trained_on TEXT NOT NULL, valid_until TEXT, trained_by TEXT NOT NULL) STRICT;
CREATE TABLE mark_block(id TEXT PRIMARY KEY NOT NULL, machine TEXT NOT NULL REFERENCES machine(id), country TEXT NOT NULL,
  agency TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL CHECK(last >= first), given_by TEXT NOT NULL,
  given_at TEXT NOT NULL) STRICT;
CREATE TABLE mark_job(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id),
  mark_profile TEXT NOT NULL REFERENCES mark_profile(id), machine TEXT NOT NULL REFERENCES machine(id),
  mark_block TEXT NOT NULL REFERENCES mark_block(id), running INTEGER NOT NULL, string TEXT NOT NULL UNIQUE, cause TEXT NOT NULL,
  state TEXT NOT NULL, breaches TEXT, ordered_by TEXT NOT NULL REFERENCES operator(id), ordered_at TEXT NOT NULL, ended_at TEXT, why TEXT,
  UNIQUE(mark_block, running)) STRICT;
CREATE TABLE strike(id TEXT PRIMARY KEY NOT NULL, mark_job TEXT NOT NULL REFERENCES mark_job(id), line INTEGER NOT NULL, part TEXT NOT NULL,
  place TEXT NOT NULL, string TEXT NOT NULL, outcome TEXT NOT NULL, struck_by TEXT REFERENCES roster(id), struck_at TEXT, read_as TEXT,
  read_by TEXT REFERENCES roster(id), read_at TEXT, is_exposed INTEGER, is_conspicuous INTEGER, is_recognisable INTEGER,
  is_readable INTEGER, is_durable INTEGER, is_recoverable INTEGER, breaches TEXT, UNIQUE(mark_job, line)) STRICT
"""
