"""A day with a named fighter, an amnesty, a child and a group: what leaves the table in clear says nobody's name."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bringers import (
    AMNESTY,
    BRINGER,
    CP_OFFICER,
    NAMED,
    SENDS,
    a_named_hand_in,
    a_receipt,
    campaigns,
    closed,
    introduce_child_protection,
    needs_openssl,
    pages,
    person_of,
)
from card import SECRET, talkative_jpeg, tells_nothing
from factory import (
    FAST,
    STOREKEEPER,
    SUPERVISOR,
    Desk,
    Practice,
    a_hand_in,
    a_practice,
    a_weapon,
    furnish,
)
from terminal import salw

from salw_desktop.bundle.layout import SEALED_MAX_BYTES
from salw_desktop.keys.age import AgeIdentity, unseal
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import enrolment, exchange, photos
from salw_desktop.usecases.intake.counting import child_figures
from salw_desktop.usecases.register import Register

NAMES = (
    BRINGER["name"],
    BRINGER["card_number"],
    BRINGER["group"],
    "Other Practice",
    "Gone Practice",
)
REFUSED = "Refused Practice"
WHY = "asked for by the one it is about"


@dataclass(frozen=True)
class Day:
    """The register after the day, locked; its bundle as HQ's key opens it; what the program said."""

    practice: Practice
    data_key: bytes
    tar: bytes
    said: str
    picture: bytes
    keys: dict[str, str]
    gone: str
    sends: str


def story(desk: Desk, folder: Path) -> tuple[str, str]:
    """The persons whose key is destroyed and whose key goes to HQ."""
    campaigns(desk)
    introduce_child_protection(desk)
    weapon = a_weapon(desk, hand_in=a_named_hand_in(desk))["number"]
    (folder / "a.jpg").write_bytes(talkative_jpeg())
    desk.do("add-photo", weapon=weapon, file=str(folder / "a.jpg"), view="left")
    sends = person_of(desk, a_named_hand_in(desk, SENDS))
    a_receipt(desk, AMNESTY)
    closed(desk, a_hand_in(desk, NAMED, cleared_as_adult="no"))
    desk.do("count-child", sex="male", child_protection_present=False)
    for band in ("25-59", *["60+"] * 5):
        desk.do("count-bringer", sex="male", age_band=band)
    group = a_hand_in(desk, NAMED, brought_by="group", bringer=BRINGER)
    shared = a_weapon(desk, hand_in=group)["number"]
    allotted = {"bringer": {"name": NAMES[3]}, "cleared_as_adult": "yes"}
    desk.do("allot-weapon", STOREKEEPER, weapon=shared, **allotted)
    gone = person_of(desk, a_named_hand_in(desk, SENDS, name=NAMES[4]))
    desk.do("read-person", person=gone, reason=WHY)
    desk.do("close-day", STOREKEEPER)
    return gone, sends


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    home = tmp_path_factory.mktemp("privacy")
    practice = a_practice(home / "lendo.salw", block="1-99")
    founded = hq_desk.found(home / "hq.salw", "Practice registry", "XA26", cost=FAST)
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    words = dict(founded.shown.passphrases)["Clerk"]
    with hq_desk.unlock(home / "hq.salw", "Clerk", words) as registry:
        (home / "request").write_bytes(enrolment.request_of(desk.register))
        letter, _ = hq_desk.enrol(registry, home / "request", home)
        offer = enrolment.read_offer(desk.register, letter.written.path)
        enrolment.take_answer(desk.register, offer)
        identity = hq_desk.identity_of(registry)
    gone, sends = story(desk, home)
    keys = dict(desk.register.reader.execute("SELECT owner, key FROM sealed_key"))
    desk.do("erase-person", STOREKEEPER, person=gone, reason=WHY)
    (picture,) = (shrunk for _, shrunk in _pictures(desk.register))
    tar, data_key = _tar(desk.register, identity, home), desk.register.data_key
    desk.register.close()
    return Day(practice, data_key, tar, _said(practice, home), picture, keys, gone, sends)


def _pictures(register: Register) -> Iterator[tuple[str, bytes]]:
    (weapon,) = register.reader.execute("SELECT weapon FROM photo").fetchone()
    for row in photos.of_weapon(register, str(weapon)):
        yield str(row["sha256"]), photos.picture(register, row, 1600)


def _tar(register: Register, identity: AgeIdentity, home: Path) -> bytes:
    """The bundle as HQ's key opens it, before anybody has read it."""
    (home / "stick").mkdir()
    bundle = exchange.export(register, home / "stick").written.path
    unseal(bundle, home / "plain.tar", [identity], limit_bytes=SEALED_MAX_BYTES)
    return (home / "plain.tar").read_bytes()


def _said(practice: Practice, home: Path) -> str:
    """Everything on both streams: the journal, a search, a check, and an act that is turned down."""
    words, fields = home / "words", home / "fields.json"
    words.write_text(practice.passphrases[SUPERVISOR], encoding="utf-8")
    at = (practice.path, "--operator", SUPERVISOR, "--passphrase-file", words)
    bringer = {"name": REFUSED, "sex": "x"}
    line = {"campaign": AMNESTY, "brought_by": "person", "cleared_as_adult": "yes"}
    fields.write_text(json.dumps({**line, "bringer": bringer}), encoding="utf-8")
    refused = salw("do", practice.path, "open-hand-in", fields, *at[1:])
    assert refused.status == 1, refused.err
    runs = [salw("journal", *at), salw("journal", *at, "--json"), salw("check", *at)]
    assert [run.status for run in runs] == [0, 0, 0], runs[0].err + runs[2].err
    return "\n".join(run.out + run.err for run in (*runs, refused))


def decoded(text: bytes) -> bytes:
    """With the base64 of every event line opened."""
    found = re.findall(rb"[A-Za-z0-9+/]{120,}={0,2}", text)
    return text + b"\n".join(base64.b64decode(each + b"=" * (-len(each) % 4)) for each in found)


@pytest.mark.parametrize("name", NAMES)
def test_that_no_name_stands_in_the_bundle(day: Day, name: str) -> None:
    opened = decoded(day.tar)
    assert b"hand-in.opened" in opened
    assert name.encode() not in opened


@pytest.mark.parametrize("name", [*NAMES, REFUSED])
def test_that_no_name_is_said_by_the_program(day: Day, name: str) -> None:
    said = decoded(day.said.encode())
    assert b"person.erased" in said
    assert name.encode() not in said


def test_that_the_bundle_has_the_key_of_whom_it_may_send_and_no_other(day: Day) -> None:
    assert len(day.keys) == 5
    sent = {person for person, key in day.keys.items() if key.encode() in day.tar}
    assert sent == {day.sends}


def test_that_neither_tick_nor_childhood_is_in_the_bundle(day: Day) -> None:
    opened = decoded(day.tar)
    assert b"cleared_as_adult" not in opened
    assert b"child.counted" not in opened
    assert b'"age_band":"60+"' in opened  # the day's total
    assert b'"age_band":"25-59"' not in opened  # of one man


def test_that_no_position_leaves_in_a_picture(day: Day) -> None:
    assert SECRET.encode() in talkative_jpeg()
    assert tells_nothing(day.picture)


@pytest.mark.skipif(needs_openssl, reason="openssl is not installed here")
def test_that_the_key_of_an_erased_person_is_in_no_page_and_no_log(day: Day) -> None:
    file = day.practice.path / "register.db"
    found = pages(file, day.data_key)
    log = file.with_name(f"{file.name}-wal")
    assert not log.exists() or log.stat().st_size == 0
    kept = {person for person, key in day.keys.items() if key.encode() in found}
    assert kept == day.keys.keys() - {day.gone}
    assert [name for name in NAMES if name.encode() in found] == []


def test_that_no_file_of_the_folder_says_a_name(day: Day) -> None:
    files = [path.read_bytes() for path in day.practice.path.rglob("*") if path.is_file()]
    assert [name for name in NAMES for data in files if name.encode() in data] == []


def test_that_child_protection_alone_is_told_of_the_child(day: Day) -> None:
    with day.practice.unlock(CP_OFFICER) as register:
        assert [(each.sex, each.count) for each in child_figures(register)] == [("male", None)]
