"""The first register: the station, its people, places and numbers here; hand-ins, weapons, marking, destruction beside."""

from __future__ import annotations

import sqlite_utils

from salw_desktop.database.migrations.m0001_destruction import DESTRUCTION
from salw_desktop.database.migrations.m0001_duty import DUTY
from salw_desktop.database.migrations.m0001_hand_ins import HAND_INS
from salw_desktop.database.migrations.m0001_marking import MARKING
from salw_desktop.database.migrations.m0001_photographs import PHOTOGRAPHS
from salw_desktop.database.migrations.m0001_press import PRESS
from salw_desktop.database.migrations.m0001_radio import RADIO
from salw_desktop.database.migrations.m0001_releases import RELEASES
from salw_desktop.database.migrations.m0001_untagged import UNTAGGED
from salw_desktop.database.migrations.m0001_weapons import WEAPONS

# Journalled: `id TEXT` first, STRICT, only TEXT and INTEGER, no COLLATE, DEFAULT or generated columns, since the
# journal could not carry those exactly. Words of closed lists are guarded by triggers made from domain/axes.py.
_STATION = """
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
  is_named INTEGER NOT NULL, may_be_traced INTEGER NOT NULL, may_approve_locally INTEGER NOT NULL, may_send_persons INTEGER NOT NULL,
  authority TEXT NOT NULL, legal_promise TEXT, decree TEXT, promise_from TEXT, promise_until TEXT, may_go_out TEXT NOT NULL,
  receipt_text TEXT, payment_text TEXT, ask_at TEXT, CHECK(is_named OR NOT may_send_persons)) STRICT;
CREATE TABLE paper_number(id TEXT PRIMARY KEY NOT NULL, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  running INTEGER NOT NULL, given_at TEXT NOT NULL, UNIQUE(kind, running)) STRICT;
CREATE TABLE series_jump(id TEXT PRIMARY KEY NOT NULL, series TEXT NOT NULL, after INTEGER NOT NULL, reason TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE countersign(id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, asked_by TEXT NOT NULL REFERENCES operator(id),
  asked_at TEXT NOT NULL, due_at TEXT NOT NULL, signed_by TEXT REFERENCES operator(id), signed_at TEXT,
  CHECK(signed_by IS NULL OR signed_by <> asked_by)) STRICT;
CREATE TABLE countersign_item(id TEXT PRIMARY KEY NOT NULL, countersign TEXT NOT NULL REFERENCES countersign(id),
  weapon TEXT NOT NULL REFERENCES weapon(id), UNIQUE(countersign, weapon)) STRICT;
CREATE TABLE day(id TEXT PRIMARY KEY NOT NULL, site TEXT NOT NULL REFERENCES site(id), date TEXT NOT NULL, hand_ins INTEGER NOT NULL,
  weapons INTEGER NOT NULL, parts INTEGER NOT NULL, documented INTEGER NOT NULL, in_hand INTEGER NOT NULL, isolated INTEGER NOT NULL,
  destroyed INTEGER NOT NULL, late INTEGER NOT NULL, first_running INTEGER, last_running INTEGER, labels_printed INTEGER NOT NULL, untagged INTEGER NOT NULL,
  newest_event TEXT NOT NULL, closed_by TEXT NOT NULL REFERENCES operator(id), closed_at TEXT NOT NULL, UNIQUE(site, date)) STRICT;
CREATE TABLE day_tally(id TEXT PRIMARY KEY NOT NULL, day TEXT NOT NULL REFERENCES day(id), sex TEXT NOT NULL, age_band TEXT NOT NULL,
  count INTEGER NOT NULL CHECK(count >= 5), UNIQUE(day, sex, age_band)) STRICT;
CREATE TABLE paper_print(id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, copy INTEGER NOT NULL, reason TEXT NOT NULL,
  printed_by TEXT NOT NULL REFERENCES operator(id), printed_at TEXT NOT NULL, UNIQUE(kind, number, copy)) STRICT;
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
JOURNALLED = ";\n".join(
    text.strip()
    for text in (
        _STATION,
        HAND_INS,
        WEAPONS,
        PHOTOGRAPHS,
        MARKING,
        DESTRUCTION,
        DUTY,
        RELEASES,
        UNTAGGED,
        PRESS,
        RADIO,
    )
)

# Derived from the journal, or secret and local: none of it leaves the machine as rows.
LOCAL = """
CREATE TABLE journal(n INTEGER PRIMARY KEY, event_id BLOB NOT NULL UNIQUE, type TEXT NOT NULL, line_end INTEGER NOT NULL,
  packed BLOB NOT NULL, signature BLOB NOT NULL, witness BLOB) STRICT;
CREATE TABLE touched(root TEXT NOT NULL, n INTEGER NOT NULL REFERENCES journal(n), PRIMARY KEY(root, n)) STRICT, WITHOUT ROWID;
CREATE TABLE secret(name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE nat(i INTEGER PRIMARY KEY) STRICT;
CREATE TABLE serial_key(n INTEGER PRIMARY KEY, owner TEXT NOT NULL UNIQUE, weapon TEXT NOT NULL, weapon_row INTEGER NOT NULL,
  key TEXT NOT NULL) STRICT;
CREATE TABLE serial_waiting(n INTEGER PRIMARY KEY REFERENCES serial_key(n)) STRICT;
CREATE TABLE sealed_key(owner TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tick(date TEXT NOT NULL, sex TEXT NOT NULL, age_band TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(date, sex, age_band)) STRICT, WITHOUT ROWID;
CREATE TABLE child_tally(id TEXT PRIMARY KEY NOT NULL, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE desk(operator TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(operator, name)) STRICT, WITHOUT ROWID;
CREATE VIEW serial_piece AS SELECT n, (SELECT group_concat(substr(key, i, 1) || iif(i < length(key), ' ' || substr(key, i, 2), '')
  || iif(i + 1 < length(key), ' ' || substr(key, i, 1) || '_' || substr(key, i + 2, 1) || ' ' || substr(key, i, 3), ''), ' ')
  FROM nat WHERE i <= length(key)) AS pieces FROM serial_key;
CREATE VIRTUAL TABLE serial_search USING fts5(pieces, content='serial_piece', content_rowid='n', detail='none', columnsize=0,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE INDEX journal_opened ON journal(n) WHERE type = 'branch.opened';
CREATE INDEX journal_jumped ON journal(n) WHERE type = 'clock.jumped';
CREATE INDEX journal_pictured ON journal(n) WHERE type IN ('photo.added', 'photo.blurred');
CREATE INDEX weapon_custody ON weapon(custody, place);
CREATE INDEX weapon_beside ON weapon(custody, record_kind, counts_as) WHERE counts_as = 'part' OR record_kind = 'documented';
CREATE INDEX weapon_hand_in ON weapon(hand_in);
CREATE INDEX weapon_running ON weapon(number_block, running);
CREATE INDEX label_printed ON label(printed_at) WHERE printed_at IS NOT NULL;
CREATE UNIQUE INDEX weapon_documented ON weapon(documented_as) WHERE documented_as IS NOT NULL;
CREATE INDEX weapon_custody_alone ON weapon(custody);
CREATE INDEX weapon_model ON weapon(model_name, kind);
CREATE INDEX weapon_serial ON weapon(serial_key);
CREATE INDEX weapon_safety ON weapon(safety, custody) WHERE safety NOT IN ('clear', 'component');
CREATE INDEX weapon_identification ON weapon(identification, custody) WHERE identification <> 'identified';
CREATE INDEX serial_key_weapon ON serial_key(weapon) WHERE owner <> weapon;
CREATE INDEX serial_key_key ON serial_key(key);
CREATE INDEX mark_weapon ON mark(weapon);
CREATE INDEX part_weapon ON part(weapon);
CREATE INDEX photo_weapon ON photo(weapon);
CREATE INDEX photo_sha256 ON photo(sha256);
CREATE INDEX tag_weapon ON tag(weapon);
CREATE INDEX tag_number ON tag(number);
CREATE INDEX clearance_weapon ON clearance(weapon);
CREATE INDEX clearance_hand_in ON clearance(hand_in);
CREATE INDEX look_alike_other ON look_alike(other);
CREATE INDEX alarm_open ON alarm(weapon) WHERE acknowledged_at IS NULL;
CREATE INDEX mark_job_weapon ON mark_job(weapon);
CREATE INDEX going_out_weapon ON going_out(weapon);
CREATE INDEX laboratory_result_weapon ON laboratory_result(weapon);
CREATE INDEX strike_job ON strike(mark_job);
CREATE INDEX loss_weapon ON loss(weapon);
CREATE INDEX hand_in_line_hand_in ON hand_in_line(hand_in);
CREATE INDEX amendment_line_weapon ON amendment_line(weapon);
CREATE INDEX accessory_weapon ON accessory(weapon);
CREATE INDEX hold_weapon ON hold(weapon);
CREATE INDEX dossier_release_weapon ON dossier_release(weapon);
CREATE INDEX label_state ON label(state, asked_at);
CREATE INDEX label_weapon ON label(weapon);
CREATE INDEX placement_weapon ON placement(weapon);
CREATE INDEX handed_in_again_hand_in ON handed_in_again(hand_in);
CREATE INDEX hand_in_receipt_hand_in ON hand_in_receipt(hand_in);
CREATE INDEX session_scan_weapon ON session_scan(destruction_session, weapon);
CREATE INDEX order_line_weapon ON order_line(weapon);
CREATE INDEX countersign_item_weapon ON countersign_item(weapon);
CREATE INDEX serial_key_unreadable ON serial_key(length(key), key) WHERE instr(key, '?') > 0
"""
LONGEST_KEY = 60


def migrate(db: sqlite_utils.Database) -> None:
    for statement in (*JOURNALLED.split(";\n"), *LOCAL.split(";\n")):
        db.execute(statement)
    db.table("nat").insert_all({"i": i} for i in range(1, LONGEST_KEY + 1))
