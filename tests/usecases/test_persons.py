"""Persons: ciphertext in the journal, a key outside it, and no name once two have erased it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bringers import (
    AMNESTY,
    BRINGER,
    NAME,
    NAMED,
    a_named_hand_in,
    campaigns,
    needs_openssl,
    pages,
    payloads,
    person_of,
)
from factory import DEPUTY, RECORDER, STOREKEEPER, Desk, a_hand_in, a_weapon, refusal_of

from salw_desktop.database import rebuild, sealed_keys
from salw_desktop.database.connection import IntegrityError, connect
from salw_desktop.keys.slots import new_data_key
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.intake.hand_ins import OpenHandIn
from salw_desktop.usecases.intake.persons import Bringer

ALLOT = {"bringer": {"name": "Another Practice"}, "cleared_as_adult": "yes"}
WHY = "asked for by the one it is about"


@pytest.fixture(autouse=True)
def _open(desk: Desk) -> None:
    campaigns(desk)


def test_that_what_identifies_a_person_stands_in_no_event_and_no_row(desk: Desk) -> None:
    person = desk.row("person", id=person_of(desk, a_named_hand_in(desk)))
    told = payloads(desk).decode() + json.dumps(person)
    assert [value for value in BRINGER.values() if len(value) > 2 and value in told] == []


def test_that_a_short_name_is_as_long_as_a_longer_one(desk: Desk) -> None:
    lengths = {
        len(desk.row("person", id=person_of(desk, a_named_hand_in(desk, name=name)))["sealed"])
        for name in ("A", "Abcdefghij")
    }
    assert len(lengths) == 1


def test_that_a_person_is_read_with_a_reason_that_is_kept(desk: Desk) -> None:
    hand_in = a_named_hand_in(desk, sex="Male", age_band="25-59")
    read = desk.do("read-person", person=hand_in, reason=WHY)
    assert (read["name"], read["group"], read["sex"]) == (NAME, "Northern Front", "male")
    assert desk.row("person_reading", person=read["person"])["why"] == WHY
    assert NAME not in payloads(desk).decode()


@pytest.mark.parametrize("reason", [f"{NAME} asked", "zebulon asked", "card px-4711"])
@pytest.mark.parametrize("act", ["read-person", "erase-person"])
def test_that_the_reason_does_not_say_who_it_is(desk: Desk, act: str, reason: str) -> None:
    second = STOREKEEPER if act == "erase-person" else None
    refusal = desk.refused(act, second, person=a_named_hand_in(desk), reason=reason)
    assert refusal.code == "person.named-in-reason"
    assert "Zebulon" not in str(refusal.facts)


def test_that_a_campaign_without_names_has_none_to_send(desk: Desk) -> None:
    fields = {"code": "X", "name": "X", "campaign_kind": "DDR", "authority": "Commission"}
    sends = {"named": False, "may_be_traced": True, "may_send_persons": True}
    assert desk.refused("open-campaign", **fields, **sends).code == "campaign.no-persons-to-send"


def test_that_only_a_supervisor_reads(desk: Desk) -> None:
    hand_in = a_named_hand_in(desk)
    assert desk.refused("read-person", person=hand_in).code == "reason.missing"
    assert desk.refused("read-person", person="HI-0", reason=WHY).code == "person.unknown"
    desk.sit(RECORDER)
    refusal = desk.refused("read-person", person=hand_in, reason=WHY)
    assert refusal.code == "operator.not-allowed"


@pytest.mark.parametrize("field", ["name", "district"])
def test_that_what_is_no_character_is_refused_before_it_is_sealed(desk: Desk, field: str) -> None:
    bringer = Bringer(**{**BRINGER, field: "\ud800"})
    command = OpenHandIn(
        campaign=NAMED, brought_by="person", cleared_as_adult="yes", bringer=bringer
    )
    refusal = refusal_of(lambda: perform(command, desk.register))
    assert (refusal.code, refusal.field) == ("text.unwritable", f"bringer.{field}")


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("person.not-kept", {"campaign": AMNESTY}),
        ("person.of-no-person", {"brought_by": "own patrol"}),
        ("field.missing", {"bringer": {"name": " "}}),
        ("word.not-listed", {"bringer": {"name": "A", "sex": NAME}}),
        ("word.not-listed", {"bringer": {"name": "A", "age_band": "12-17"}}),
    ],
)
def test_that_a_name_is_turned_away(desk: Desk, code: str, changed: dict[str, object]) -> None:
    fields = {"campaign": NAMED, "brought_by": "person", "cleared_as_adult": "yes"}
    refusal = desk.refused("open-hand-in", **{**fields, "bringer": BRINGER, **changed})
    assert refusal.code == code
    assert desk.rows("person") == []


def test_that_erasing_leaves_the_weapon_and_takes_the_name(desk: Desk) -> None:
    hand_in = a_named_hand_in(desk)
    weapon = a_weapon(desk, hand_in=hand_in)
    before = desk.row("weapon", id=weapon["weapon"])
    desk.do("erase-person", STOREKEEPER, person=hand_in, reason=WHY)
    assert desk.row("weapon", id=weapon["weapon"]) == before
    assert desk.refused("read-person", person=hand_in, reason=WHY).code == "person.erased"
    again = desk.refused("erase-person", STOREKEEPER, person=hand_in, reason=WHY)
    assert again.code == "person.erased"
    assert desk.findings() == []


def test_that_nobody_erases_alone(desk: Desk) -> None:
    hand_in = a_named_hand_in(desk)
    refusal = desk.refused("erase-person", person=hand_in, reason=WHY)
    assert refusal.code == "second.missing"
    assert desk.do("read-person", person=hand_in, reason=WHY)["name"] == NAME


ERASE = "UPDATE person SET erased_at = 'x', erased_by = '{operator}', erased_second = {second}"


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (ERASE.format(operator="{operator}", second="NULL"), "CHECK"),
        (ERASE.format(operator="{operator}", second="'{operator}'"), "CHECK"),
        (ERASE.format(operator="{deputy}", second="'{second}'"), "signed by nobody who is here"),
        (ERASE.format(operator="{second}", second="'{operator}'"), "by a supervisor and another"),
        ("DELETE FROM sealed_key", "destroyed by erasing whom"),
        ("UPDATE sealed_key SET key = 'x'", "never changed"),
        ("UPDATE hand_in SET person = NULL WHERE person IS NOT NULL", "stays as it was written"),
    ],
)
def test_that_sql_erases_by_two_or_not_at_all(desk: Desk, sql: str, said: str) -> None:
    hand_in = a_named_hand_in(desk)
    names = {"operator": "Supervisor", "second": STOREKEEPER, "deputy": DEPUTY}
    ids = {role: desk.row("operator", name=name)["id"] for role, name in names.items()}
    with pytest.raises(IntegrityError, match=said), desk.writing(STOREKEEPER) as tx:
        tx.connection.execute(sql.format(**ids))
    assert desk.do("read-person", person=hand_in, reason=WHY)["name"] == NAME


def test_that_who_writes_the_erasure_in_sql_has_destroyed_the_key(desk: Desk) -> None:
    person = person_of(desk, a_named_hand_in(desk))
    with desk.writing(STOREKEEPER) as tx:
        signed = {"erased_by": tx.operator, "erased_second": tx.witness}
        tx.change("person", person, erased_at=tx.now.text, **signed)
    assert desk.register.reader.execute("SELECT * FROM sealed_key").fetchall() == []
    with pytest.raises(IntegrityError, match="stays erased"), desk.writing() as tx:
        sealed_keys.keep(tx.connection, person, "00" * 32)


def test_that_sql_names_nobody_where_no_names_are_kept(desk: Desk) -> None:
    campaign = desk.row("campaign", code=AMNESTY)["id"]
    with pytest.raises(IntegrityError, match="keeps names"), desk.writing() as tx:
        tx.insert("person", {"campaign": campaign, "sealed": "x", "since": "2026-11-22"})


def test_that_sql_puts_no_person_of_another_campaign_into_a_hand_in(desk: Desk) -> None:
    row = desk.row("hand_in", number=a_named_hand_in(desk))
    kept = ("place", "state", "opened_on", "person")
    values = {"number": "HI-1", "brought_by": "person", **{name: row[name] for name in kept}}
    with pytest.raises(IntegrityError, match="of the same campaign"), desk.writing() as tx:
        tx.insert("hand_in", {**values, "campaign": desk.row("campaign", code=AMNESTY)["id"]})


@pytest.mark.skipif(needs_openssl, reason="openssl is not installed here")
def test_that_no_page_keeps_a_destroyed_key(desk: Desk) -> None:
    """Enough persons for the table of keys to split its pages: an old half must not keep what is destroyed later."""
    people = [a_named_hand_in(desk) for _ in range(60)]
    keys = dict(desk.register.reader.execute("SELECT owner, key FROM sealed_key"))
    gone = [person_of(desk, hand_in) for hand_in in people[::4]]
    for person in gone:
        desk.do("erase-person", STOREKEEPER, person=person, reason=WHY)
    file, data_key = desk.register.database.path, desk.register.data_key
    desk.register.close()
    log = file.with_name(f"{file.name}-wal")
    assert not log.exists() or log.stat().st_size == 0
    found = pages(file, data_key)
    kept = {person for person, key in keys.items() if key.encode() in found}
    assert kept == keys.keys() - set(gone)
    desk.register = desk.practice.unlock()


def test_that_a_rebuilt_file_has_the_keys_that_are_left(desk: Desk, tmp_path: Path) -> None:
    left, gone = a_named_hand_in(desk), a_named_hand_in(desk)
    desk.do("erase-person", STOREKEEPER, person=gone, reason=WHY)
    data_key = new_data_key()
    rebuild.rebuild(desk.register.database, tmp_path / "new.db", data_key)
    made = connect(tmp_path / "new.db", data_key, read_only=True)
    assert [owner for (owner,) in made.execute("SELECT owner FROM sealed_key")] == [
        person_of(desk, left)
    ]
    made.close()


def test_that_a_weapon_of_a_group_is_allotted_by_two_and_again(desk: Desk) -> None:
    hand_in = a_hand_in(desk, NAMED, brought_by="group", bringer=BRINGER)
    weapon = a_weapon(desk, hand_in=hand_in)["number"]
    first = desk.do("allot-weapon", STOREKEEPER, weapon=weapon, **ALLOT)
    desk.do("allot-weapon", STOREKEEPER, weapon=weapon, **ALLOT)
    assert len(desk.rows("allotment")) == 2
    assert desk.do("read-person", person=first["person"], reason=WHY)["name"] == "Another Practice"
    assert desk.refused("allot-weapon", weapon=weapon, **ALLOT).code == "second.missing"


@pytest.mark.parametrize(
    ("code", "hand_in", "changed"),
    [
        ("allotment.of-no-group", {"campaign": NAMED, "brought_by": "person"}, {}),
        ("person.not-kept", {"campaign": AMNESTY, "brought_by": "group"}, {}),
        (
            "child.nothing-written",
            {"campaign": NAMED, "brought_by": "group"},
            {"cleared_as_adult": "not sure"},
        ),
    ],
)
def test_that_a_weapon_is_not_allotted(
    desk: Desk, code: str, hand_in: dict[str, str], changed: dict[str, str]
) -> None:
    weapon = a_weapon(desk, hand_in=a_hand_in(desk, **hand_in))["number"]
    refusal = desk.refused("allot-weapon", STOREKEEPER, weapon=weapon, **{**ALLOT, **changed})
    assert refusal.code == code
    assert desk.rows("person") == []


def test_that_sql_allots_no_weapon_of_one_person(desk: Desk) -> None:
    hand_in = a_named_hand_in(desk)
    weapon = a_weapon(desk, hand_in=hand_in)["weapon"]
    row = {"weapon": weapon, "person": person_of(desk, hand_in), "at": "x"}
    with pytest.raises(IntegrityError, match="that a group brought"), desk.writing(DEPUTY) as tx:
        tx.insert("allotment", {**row, "allotted_by": tx.operator, "allotted_second": tx.witness})
