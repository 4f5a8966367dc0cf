"""Requests, answers and receipts that do not fit; blocks of numbers; certificates at HQ."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factory import FAST, Desk, a_destruction, a_practice, a_weapon, introduce
from pair import Pair, enrolled_with, forged_letter

from salw_desktop.bundle.head import Purpose
from salw_desktop.bundle.messages import read_request, write_receipt, write_request
from salw_desktop.database import journal, numbers
from salw_desktop.database.connection import connect
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.certificates import write_code
from salw_desktop.keys.events import read_event
from salw_desktop.keys.signing import Signer
from salw_desktop.registry import desk as hq_desk
from salw_desktop.registry import stations, verifying
from salw_desktop.usecases import enrolment, exchange


def an_answer(pair: Pair, **changed: Any) -> bytes:  # noqa: ANN401  whatever JSON holds
    """As HQ would write it for this station, with one thing changed."""
    with pair.hq() as registry, pair.station() as desk:
        keys = hq_desk.keys_of(registry)
        whole: dict[str, Any] = {
            "registry": {
                "id": keys.id,
                "name": keys.name,
                "sign_key": keys.sign_key,
                "operational": keys.operational,
                "recovery": keys.recovery,
            },
            "device": str(desk.register.station["device_key"]),
            "block": None,
            "codes": [],
        }
    return json.dumps({**whole, **changed}).encode()


def refusal_of_answer(pair: Pair, data: bytes, signer: Signer | None = None) -> str:
    file = forged_letter(pair, Purpose.ANSWER, data, signer=signer)

    def take(desk: Desk) -> None:
        offer = enrolment.read_offer(desk.register, file)
        enrolment.take_answer(desk.register, offer)

    with pair.station() as desk, pytest.raises(Refusal) as refusal:
        take(desk)
    return refusal.value.code


def test_that_an_answer_that_does_not_read_is_refused(pair: Pair) -> None:
    assert refusal_of_answer(pair, b"{}") == "answer.malformed"


def test_that_an_answer_names_the_keys_that_signed_it(pair: Pair) -> None:
    assert refusal_of_answer(pair, an_answer(pair), Signer()) == "answer.not-its-own"


def test_that_an_answer_for_another_station_is_refused(pair: Pair) -> None:
    data = an_answer(pair, device="ab" * 32)
    assert refusal_of_answer(pair, data) == "answer.other-station"


def test_that_a_registry_is_known_once(pair: Pair) -> None:
    assert refusal_of_answer(pair, an_answer(pair)) == "answer.taken"


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("XA26-LEN-009900-010100", "block.overlaps"),
        ("CD26-LEN-000001-001000", "block.practice-mixed"),
        ("XA26-NGT-000001-001000", "block.other-site"),
    ],
)
def test_that_no_answer_brings_numbers_that_do_not_fit(pair: Pair, block: str, code: str) -> None:
    stranger, age = Signer(), AgeIdentity.generate().recipient
    keys = {"id": "01a20182-0000-7000-8000-000000000000", "name": "Another registry"}
    keys |= {"sign_key": stranger.public.hex(), "operational": age, "recovery": age}
    data = an_answer(pair, registry=keys, block=block)
    assert refusal_of_answer(pair, data, stranger) == code


def enrol_with_another(pair: Pair, place: int) -> None:
    path = pair.home / f"hq{place}.salw"
    founded = hq_desk.found(path, f"Registry {place}", f"XA{30 + place}", cost=FAST)
    words = founded.shown.passphrases[0][1]
    with hq_desk.unlock(path, "Clerk", words) as other, pair.station() as desk:
        enrolled_with(desk.register, other, pair.folder(f"answers{place}"))


def test_that_a_station_reports_to_three_registries_at_most(pair: Pair) -> None:
    for place in (2, 3):
        enrol_with_another(pair, place)
    with pytest.raises(Refusal) as refusal:
        enrol_with_another(pair, 4)
    assert refusal.value.code == "answer.too-many"


def test_that_a_receipt_that_does_not_read_is_refused(pair: Pair) -> None:
    file = forged_letter(pair, Purpose.RECEIPT, b"{}")
    with pair.station() as desk, pytest.raises(Refusal) as refusal:
        exchange.read_offered_receipt(desk.register, file)
    assert refusal.value.code == "receipt.malformed"


def test_that_a_receipt_about_another_station_is_refused(pair: Pair) -> None:
    _, receipt = pair.receipt()
    data = write_receipt(replace(receipt, device="ab" * 32))
    file = forged_letter(pair, Purpose.RECEIPT, data)
    with pair.station() as desk, pytest.raises(Refusal) as refusal:
        exchange.read_offered_receipt(desk.register, file)
    assert refusal.value.code == "receipt.other-station"


def enrolled_block(pair: Pair, name: str, block: str = "") -> tuple[int, int]:
    """A further station of the same site: its first and last running number."""
    practice = a_practice(pair.home / f"{name}.salw", block=block)
    desk = Desk(practice, practice.unlock())
    with pair.hq() as registry:
        enrolled_with(desk.register, registry, pair.folder(name))
    (own,) = numbers.blocks(desk.register.reader)
    desk.register.close()
    return own.block.first, own.block.last


def test_that_no_two_stations_of_a_site_share_a_number(pair: Pair) -> None:
    ranges = [(1, 10_000), enrolled_block(pair, "second"), enrolled_block(pair, "third")]
    assert ranges == [(1, 10_000), (10_001, 20_000), (20_001, 30_000)]


def test_that_a_block_brought_along_is_kept_and_stepped_over(pair: Pair) -> None:
    assert enrolled_block(pair, "second", block="15001-15100") == (15_001, 15_100)
    assert enrolled_block(pair, "third") == (15_101, 25_100)


def test_that_a_block_that_meets_another_is_refused(pair: Pair) -> None:
    with pytest.raises(Refusal) as refusal:
        enrolled_block(pair, "second", block="9900-10100")
    assert refusal.value.code == "enrol.block-overlaps"
    with pair.hq() as registry:
        assert len(stations.everyone(registry.reader)) == 1


def test_that_a_known_device_with_another_key_is_refused(pair: Pair) -> None:
    with pair.station() as desk:
        request = read_request(enrolment.request_of(desk.register))
        other = replace(request, age_recipient=AgeIdentity.generate().recipient)
        data = write_request(other, enrolment.device_of(desk.register))
    file = pair.home / "other.json"
    file.write_bytes(data)
    with pair.hq() as registry, pytest.raises(Refusal) as refusal:
        hq_desk.enrol(registry, file, pair.home)
    assert refusal.value.code == "enrol.twice"


def a_certificate(pair: Pair) -> tuple[str, Signer]:
    with pair.station() as desk:
        introduce(desk, "Deputy", Role.SUPERVISOR)
        session = a_destruction(desk, str(a_weapon(desk)["number"]))
        number = str(desk.do("issue-certificate", session=session)["number"])
        return number, enrolment.device_of(desk.register)


@pytest.mark.parametrize("is_sent", [True, False])
def test_that_another_annex_under_the_stations_own_key_is_found(pair: Pair, is_sent: bool) -> None:
    number, device = a_certificate(pair)
    code = write_code(number, hashlib.sha256(b"another annex").hexdigest(), device)
    if is_sent:
        pair.imported(pair.bundle())
    with pair.hq() as registry:
        if is_sent:
            with pytest.raises(Refusal) as refusal:
                verifying.paper(code, registry)
            assert refusal.value.code == "certificate.other-annex"
        else:
            facts = verifying.paper(code, registry).facts
            assert (facts["known"], facts["recorded"]) == (True, False)


def test_that_letters_are_numbered_upwards(pair: Pair) -> None:
    names = [pair.receipt()[0].name for _ in range(3)]
    assert [Path(name).stem[-5:] for name in names] == ["r0002", "r0003", "r0004"]


def test_that_no_other_station_speaks_for_a_certificate(pair: Pair) -> None:
    """Another one sends a row with this number: HQ asks the one whose key signed the paper."""
    number, device = a_certificate(pair)
    annex_sha256 = "ab" * 32
    with pair.hq() as registry:
        with connect(registry.database.path, registry.data_key) as raw:
            copied = "unit, site, 'aa', age_recipient, register, block, enrolled_at"
            raw.execute(f"INSERT INTO enrolled SELECT 'other', {copied} FROM enrolled")
            columns, values = "enrolled, id, number, annex_sha256", ("other", "1", number)
            raw.execute(
                f"INSERT INTO held_certificate({columns}) VALUES (?, ?, ?, ?)",
                (*values, annex_sha256),
            )
        raw.close()
        facts = verifying.paper(write_code(number, annex_sha256, device), registry).facts
    assert (facts["known"], facts["recorded"]) == (True, False)


def test_that_each_side_names_what_it_had_seen_of_the_other(pair: Pair) -> None:
    bundle = pair.bundle()
    pair.imported(bundle)
    file, receipt = pair.receipt()
    pair.taken(file)
    with pair.station() as desk, pair.hq() as registry:
        here, there = desk.register.reader, registry.reader
        (taken,) = journal.of_type(here, ["receipt.taken"], 0)
        (imported,) = journal.of_type(there, ["bundle.imported"], 0)
        numbered = list(journal.of_type(there, ["letter.numbered"], 0))[-1]
        sent = journal.place_of(here, receipt.holds[0].event)
        assert read_event(taken.payload).members["seen"] == [numbered.event_id.hex()]
        assert read_event(imported.payload).members["seen"] == [receipt.holds[0].event]
        assert sent is not None
        assert sent < taken.n
