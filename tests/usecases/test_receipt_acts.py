"""Receipts: a plain number for everybody; where no names are kept, a secret that only the bearer holds."""

from __future__ import annotations

import json

import pytest
from bringers import (
    AMNESTY,
    NAMED,
    a_receipt,
    campaigns,
    closed,
    needs_openssl,
    pages,
    payloads,
)
from factory import STOREKEEPER, Desk, a_hand_in, a_weapon

from salw_desktop.database.connection import IntegrityError
from salw_desktop.keys.certificates import RECEIPT, read_code


@pytest.fixture(autouse=True)
def _open(desk: Desk) -> None:
    campaigns(desk)


def test_that_receipts_are_numbered_one_by_one(desk: Desk) -> None:
    numbers = [a_receipt(desk, campaign)["number"] for campaign in (NAMED, AMNESTY, NAMED)]
    assert numbers == sorted(numbers)
    running = [row["running"] for row in desk.rows("paper_number", kind="RC")]
    assert running == sorted(set(running))  # one is passed over where its check character is
    assert (len(running), running[-1] < 7) == (3, True)


def test_that_a_named_campaign_gives_no_secret(desk: Desk) -> None:
    receipt = a_receipt(desk, NAMED)
    assert receipt["secret"] == ""
    assert desk.do("show-receipt", number=receipt["number"])["state"] == "issued"


def test_that_a_secret_has_64_bits_and_is_not_kept(desk: Desk) -> None:
    letters = a_receipt(desk, AMNESTY)["secret"]
    assert len(letters) * 5 >= 64
    rows = [desk.rows(table.name) for table in desk.register.database.tables]
    assert letters not in json.dumps(rows)
    assert letters not in payloads(desk).decode()


@pytest.mark.skipif(needs_openssl, reason="openssl is not installed here")
def test_that_no_page_of_the_file_knows_the_secret(desk: Desk) -> None:
    receipt = a_receipt(desk, AMNESTY)
    file, data_key = desk.register.database.path, desk.register.data_key
    desk.register.close()
    found = pages(file, data_key)
    desk.register = desk.practice.unlock()
    assert receipt["number"].encode() in found
    assert receipt["secret"].encode() not in found


def test_that_the_bearer_shows_it_and_each_showing_is_kept(desk: Desk) -> None:
    receipt = a_receipt(desk, AMNESTY)
    fields = {"number": receipt["number"].lower(), "secret": f" {receipt['secret'].lower()} "}
    assert desk.do("show-receipt", **fields)["shown_before"] == 0
    assert desk.do("show-receipt", **fields)["shown_before"] == 1
    assert len(desk.rows("receipt_shown")) == 2


@pytest.mark.parametrize("secret", ["", "AAAAAAAAAAAAA"])
def test_that_whoever_found_half_a_slip_proves_nothing(desk: Desk, secret: str) -> None:
    number = a_receipt(desk, AMNESTY)["number"]
    refusal = desk.refused("show-receipt", number=number, secret=secret)
    assert refusal.code == "receipt.secret-wrong"
    assert desk.rows("receipt_shown") == []


def test_that_the_secret_of_another_slip_proves_nothing(desk: Desk) -> None:
    one, other = a_receipt(desk, AMNESTY), a_receipt(desk, AMNESTY)
    refusal = desk.refused("show-receipt", number=one["number"], secret=other["secret"])
    assert refusal.code == "receipt.secret-wrong"


def test_that_the_answer_to_a_slip_names_no_weapon(desk: Desk) -> None:
    hand_in = a_hand_in(desk, AMNESTY)
    weapon = a_weapon(desk, hand_in=hand_in)
    receipt = desk.do("issue-receipt", hand_in=closed(desk, hand_in))
    shown = desk.do("show-receipt", number=receipt["number"], secret=receipt["secret"])
    told = json.dumps(shown)
    assert weapon["number"] not in told
    assert hand_in not in told


def test_that_a_receipt_nobody_issued_is_unknown(desk: Desk) -> None:
    assert desk.refused("show-receipt", number="RC-0").code == "receipt.unknown"


@pytest.mark.parametrize("end", ["", "left without receipt"])
def test_that_a_receipt_is_of_a_closed_hand_in(desk: Desk, end: str) -> None:
    hand_in = a_hand_in(desk, AMNESTY)
    if end:
        desk.do("close-hand-in", hand_in=hand_in, end=end)
    refusal = desk.refused("issue-receipt", hand_in=hand_in)
    assert (refusal.code, refusal.facts["state"]) == ("receipt.not-closed", end or "open")


def test_that_a_second_receipt_has_a_reason_and_voids_the_first(desk: Desk) -> None:
    first = a_receipt(desk, AMNESTY)
    refusal = desk.refused("issue-receipt", hand_in=first["hand_in"])
    assert (refusal.code, refusal.facts["issued"]) == ("receipt.issued", first["number"])
    second = desk.do("issue-receipt", hand_in=first["hand_in"], reason="slip was wet")
    states = [row["state"] for row in desk.rows("hand_in_receipt")]
    assert states == ["replaced", "issued"]
    assert first["secret"] != second["secret"]
    shown = desk.do("show-receipt", number=first["number"], secret=first["secret"])
    assert shown["state"] == "replaced"


def test_that_a_receipt_tells_what_it_was_when_it_was_issued(desk: Desk) -> None:
    hand_in = a_hand_in(desk, NAMED)
    weapon = a_weapon(desk, hand_in=hand_in)["number"]
    receipt = desk.do("issue-receipt", hand_in=closed(desk, hand_in))
    before = desk.row("hand_in_receipt")
    serial = {"weapon": weapon, "serial": "ZZ 9", "reason": "read again"}
    desk.do("correct-weapon", STOREKEEPER, **serial)
    assert desk.row("hand_in_receipt") == before
    code = read_code(receipt["code"])
    assert (code.number, code.annex_sha256) == (receipt["number"], before["lines_sha256"])
    assert code.kind is RECEIPT


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE hand_in_receipt SET secret_hash = 'x', salt = 'x'", "stays as it was written"),
        ("UPDATE hand_in_receipt SET state = 'issued' WHERE state = 'replaced'", "counts no more"),
    ],
)
def test_that_sql_changes_no_receipt(desk: Desk, sql: str, said: str) -> None:
    hand_in = a_receipt(desk, AMNESTY)["hand_in"]
    desk.do("issue-receipt", hand_in=hand_in, reason="lost")
    with pytest.raises(IntegrityError, match=said), desk.writing() as tx:
        tx.connection.execute(sql)


@pytest.mark.parametrize("changed", [{"salt": None, "secret_hash": None}, {}])
def test_that_sql_issues_one_receipt_and_none_without_its_secret(
    desk: Desk, changed: dict[str, None]
) -> None:
    row = desk.row("hand_in_receipt", number=a_receipt(desk, AMNESTY)["number"])
    del row["id"]
    if changed:
        row["hand_in"] = desk.row("hand_in", number=closed(desk, a_hand_in(desk, AMNESTY)))["id"]
    with pytest.raises(IntegrityError, match="one that counts"), desk.writing() as tx:
        tx.insert("hand_in_receipt", {**row, **changed, "number": "RC-9"})
