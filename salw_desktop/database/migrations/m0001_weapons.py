"""Weapons of the first register: the record, its marks and parts, tags and photographs, where it lies, why it must stay."""

from __future__ import annotations

WEAPONS = """
CREATE TABLE weapon(id TEXT PRIMARY KEY NOT NULL, number TEXT UNIQUE, running INTEGER, number_block TEXT REFERENCES number_block(id),
  documented_as TEXT, record_kind TEXT NOT NULL, counts_as TEXT NOT NULL, hand_in TEXT REFERENCES hand_in(id),
  campaign TEXT REFERENCES campaign(id), site TEXT NOT NULL REFERENCES site(id), acquired TEXT NOT NULL, handover TEXT NOT NULL,
  kind TEXT NOT NULL, model TEXT NOT NULL, model_name TEXT NOT NULL, model_card TEXT REFERENCES model_card(id), category TEXT NOT NULL, variant TEXT,
  calibre TEXT NOT NULL, measured_calibre_um INTEGER, action TEXT, fire_mode TEXT, barrels INTEGER, capacity INTEGER, finish TEXT,
  stock TEXT, sights TEXT, frame_material TEXT, national_code TEXT, hs6 TEXT, is_salw INTEGER NOT NULL,
  country TEXT, country_basis TEXT, maker TEXT, year TEXT, licensed TEXT, licensed_from TEXT, factory_code TEXT, import_country TEXT,
  import_year TEXT, manufacture_kind TEXT NOT NULL, serial TEXT NOT NULL, serial_key TEXT NOT NULL, serial_status TEXT NOT NULL,
  serial_place TEXT, read_back_by TEXT REFERENCES roster(id), function TEXT NOT NULL, completeness TEXT NOT NULL, missing_part TEXT, preservation TEXT NOT NULL,
  inspected_by TEXT REFERENCES roster(id), custody TEXT NOT NULL, place TEXT REFERENCES place(id), safety TEXT NOT NULL,
  identification TEXT NOT NULL, typed_by TEXT NOT NULL REFERENCES operator(id), identified_by TEXT REFERENCES roster(id), confidence TEXT,
  verified_by TEXT REFERENCES roster(id), illicit_grounds TEXT, adequately_marked TEXT NOT NULL, intended_disposal TEXT NOT NULL,
  rounds_declared INTEGER, seen_where TEXT, seen_with TEXT, source_reliability TEXT, latitude_udeg INTEGER, longitude_udeg INTEGER, precision_m INTEGER,
  breaches TEXT, recorded_at TEXT NOT NULL, handed_in_on TEXT NOT NULL, CHECK(serial_status <> 'readable' OR serial_key <> ''),
  CHECK(read_back_by IS NULL OR serial <> ''),
  CHECK((record_kind = 'documented') = (documented_as IS NOT NULL)), CHECK(record_kind <> 'documented' OR number IS NULL)) STRICT;
CREATE TABLE model_card(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL, measured_calibre_um INTEGER,
  described TEXT NOT NULL, made_by TEXT NOT NULL REFERENCES operator(id), made_at TEXT NOT NULL) STRICT;
CREATE TABLE mark(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL,
  text TEXT NOT NULL, place TEXT NOT NULL, script TEXT, symbol TEXT, latin TEXT, method TEXT, legibility TEXT, alteration TEXT,
  recovered TEXT, sealed TEXT, CHECK((kind = 'hidden') = (sealed IS NOT NULL))) STRICT;
CREATE TABLE part(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL, serial TEXT NOT NULL,
  serial_key TEXT NOT NULL, serial_status TEXT NOT NULL, note TEXT) STRICT;
CREATE TABLE accessory(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL,
  count INTEGER NOT NULL CHECK(count > 0), note TEXT) STRICT;
CREATE TABLE former_number(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL,
  number TEXT NOT NULL) STRICT;
CREATE TABLE photo(id TEXT PRIMARY KEY NOT NULL, weapon TEXT REFERENCES weapon(id), hand_in TEXT REFERENCES hand_in(id),
  cache TEXT REFERENCES cache(id), destruction_session TEXT REFERENCES destruction_session(id),
  destruction_order TEXT REFERENCES destruction_order(id), view TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  media TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, tag_seen TEXT, taken_at TEXT,
  added_by TEXT NOT NULL REFERENCES operator(id), added_at TEXT NOT NULL,
  CHECK((weapon IS NOT NULL) + (hand_in IS NOT NULL) + (cache IS NOT NULL) + (destruction_session IS NOT NULL)
    + (destruction_order IS NOT NULL) = 1)) STRICT;
CREATE TABLE look_alike(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), other TEXT NOT NULL REFERENCES weapon(id),
  grade TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT, answered_by TEXT REFERENCES operator(id), answered_at TEXT,
  UNIQUE(weapon, other), CHECK(weapon <> other), CHECK((verdict = 'open') = (answered_by IS NULL))) STRICT;
CREATE TABLE handed_in_again(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id),
  hand_in TEXT NOT NULL REFERENCES hand_in(id), custody_before TEXT NOT NULL, at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES operator(id)) STRICT;
CREATE TABLE alarm(id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id),
  other TEXT REFERENCES weapon(id), said TEXT NOT NULL, raised_at TEXT NOT NULL, acknowledged_by TEXT REFERENCES operator(id),
  acknowledged_at TEXT, remark TEXT, CHECK((acknowledged_at IS NULL) = (acknowledged_by IS NULL))) STRICT;
CREATE TABLE correction(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id),
  reason TEXT NOT NULL, corrected_by TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL) STRICT;
CREATE TABLE voiding(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id), reason TEXT NOT NULL,
  voided_by TEXT NOT NULL REFERENCES operator(id), voided_second TEXT REFERENCES operator(id),
  remote_code TEXT UNIQUE REFERENCES remote_code(id), at TEXT NOT NULL,
  CHECK(voided_by IS NOT voided_second), CHECK((voided_second IS NULL) <> (remote_code IS NULL))) STRICT;
CREATE TABLE tag_range(id TEXT PRIMARY KEY NOT NULL, number_block TEXT NOT NULL REFERENCES number_block(id), kind TEXT NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL CHECK(last >= first), count INTEGER NOT NULL, made_at TEXT NOT NULL,
  holder TEXT REFERENCES roster(id), out_on TEXT, back_on TEXT, unused INTEGER) STRICT;
CREATE TABLE tag(id TEXT PRIMARY KEY NOT NULL, weapon TEXT REFERENCES weapon(id), number TEXT NOT NULL, kind TEXT NOT NULL,
  state TEXT NOT NULL, since TEXT NOT NULL, tag_range TEXT REFERENCES tag_range(id), why TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE retagging(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), old_tag TEXT REFERENCES tag(id),
  new_tag TEXT NOT NULL REFERENCES tag(id), known_by TEXT NOT NULL, tagged_by TEXT NOT NULL REFERENCES operator(id),
  tagged_second TEXT NOT NULL REFERENCES operator(id), at TEXT NOT NULL, CHECK(tagged_by IS NOT tagged_second)) STRICT;
CREATE TABLE sheet_pack(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, sheet TEXT NOT NULL, next_position INTEGER NOT NULL) STRICT;
CREATE TABLE label(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), state TEXT NOT NULL,
  asked_at TEXT NOT NULL, printed_at TEXT, position INTEGER, sheet_pack TEXT REFERENCES sheet_pack(id), copy INTEGER NOT NULL) STRICT;
CREATE TABLE placement(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id),
  from_place TEXT REFERENCES place(id), to_place TEXT NOT NULL REFERENCES place(id), purpose TEXT NOT NULL, at TEXT NOT NULL,
  performed_by TEXT REFERENCES roster(id), breach TEXT) STRICT;
CREATE TABLE hold(id TEXT PRIMARY KEY NOT NULL, weapon TEXT NOT NULL REFERENCES weapon(id), kind TEXT NOT NULL,
  authority TEXT NOT NULL, case_number TEXT NOT NULL, ordered_on TEXT NOT NULL, review_on TEXT, placed_by TEXT NOT NULL REFERENCES operator(id),
  lifted_at TEXT, lifted_on_order_of TEXT, lifted_by TEXT REFERENCES operator(id), lifted_second TEXT REFERENCES operator(id),
  remote_code TEXT UNIQUE REFERENCES remote_code(id), CHECK((lifted_at IS NULL) = (lifted_by IS NULL)),
  CHECK((lifted_at IS NOT NULL) = ((lifted_second IS NULL) <> (remote_code IS NULL))),
  CHECK(lifted_by IS NOT lifted_second OR lifted_by IS NULL)) STRICT;
CREATE TABLE loss(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL REFERENCES weapon(id),
  discovered_on TEXT NOT NULL, discovered_by TEXT NOT NULL REFERENCES roster(id), last_seen_on TEXT, circumstances TEXT NOT NULL,
  cause TEXT NOT NULL, action_taken TEXT, notified TEXT, reported_by TEXT NOT NULL REFERENCES operator(id), reported_at TEXT NOT NULL,
  finding TEXT, found_in TEXT, corrective_action TEXT, closed_by TEXT REFERENCES operator(id),
  closed_second TEXT REFERENCES operator(id), closed_at TEXT, CHECK(closed_by IS NOT closed_second OR closed_by IS NULL), CHECK((finding IS NULL) = (closed_at IS NULL) AND (finding IS NULL) = (closed_by IS NULL))) STRICT
"""
