"""A slip at the desk: whose it is, whether it counts, and that no other paper passes for it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from bringers import AMNESTY, NAMED, a_receipt, campaigns
from factory import refusal_of
from pair import Pair

from salw_desktop.database.connection import connect
from salw_desktop.keys.certificates import CERTIFICATE, DAY_SHEET, RECEIPT, CodeKind, write_code
from salw_desktop.keys.signing import Signer
from salw_desktop.registry import verifying
from salw_desktop.usecases import enrolment


def issued(pair: Pair, campaign: str) -> dict[str, Any]:
    with pair.station() as desk:
        campaigns(desk)
        return a_receipt(desk, campaign)


def square(receipt: dict[str, Any]) -> str:
    """What stands in the bearer's square."""
    return ".".join(each for each in (receipt["code"], receipt["secret"]) if each)


def test_that_the_station_knows_its_slip_and_marks_it_shown(pair: Pair) -> None:
    receipt = issued(pair, AMNESTY)
    with pair.station() as desk:
        first = verifying.paper(square(receipt), desk.register)
        again = verifying.paper(square(receipt).lower(), desk.register)
        assert len(desk.rows("receipt_shown")) == 2
    assert first.text.startswith(f"Yes. Receipt {receipt['number']} of station LEN1")
    assert again.facts["shown_before"] == 1


@pytest.mark.parametrize("is_hq", [False, True])
@pytest.mark.parametrize("secret", ["", "AAAAAAAAAAAAA"])
def test_that_the_square_without_its_secret_proves_nothing(
    pair: Pair, is_hq: bool, secret: str
) -> None:
    receipt = {**issued(pair, AMNESTY), "secret": secret}
    pair.imported(pair.bundle())
    with pair.hq() as registry, pair.station() as desk:
        place = registry if is_hq else desk.register
        refusal = refusal_of(lambda: verifying.paper(square(receipt), place))
    assert refusal.code == "receipt.secret-wrong"


@pytest.mark.parametrize("campaign", [NAMED, AMNESTY])
def test_that_hq_knows_a_slip_that_has_reached_it(pair: Pair, campaign: str) -> None:
    receipt = issued(pair, campaign)
    with pair.hq() as registry:
        before = verifying.paper(square(receipt), registry)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        after = verifying.paper(square(receipt), registry)
    assert "has not reached HQ" in before.text
    assert before.facts["is_bearers"] is None
    assert after.text == f"Yes. Receipt {receipt['number']} of station LEN1 is in HQ's record."


def test_that_a_replaced_slip_is_told_apart(pair: Pair) -> None:
    receipt = issued(pair, AMNESTY)
    with pair.station() as desk:
        desk.do("issue-receipt", hand_in=receipt["hand_in"], reason="lost")
        here = verifying.paper(square(receipt), desk.register)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        there = verifying.paper(square(receipt), registry)
    assert all("another one has taken its place" in verdict.text for verdict in (here, there))


def test_that_nobody_else_speaks_for_a_station(pair: Pair) -> None:
    """Another station sends a row with this number: HQ asks the one that signed the slip."""
    receipt = issued(pair, AMNESTY)
    with pair.hq() as registry:
        with connect(registry.database.path, registry.data_key) as raw:
            copied = "unit, site, 'aa', age_recipient, register, block, enrolled_at"
            raw.execute(f"INSERT INTO enrolled SELECT 'other', {copied} FROM enrolled")
            values = ("other", "1", receipt["number"], "00" * 32, "issued")
            columns = "enrolled, id, number, lines_sha256, state"
            raw.execute(
                f"INSERT INTO held_hand_in_receipt({columns}) VALUES (?, ?, ?, ?, ?)", values
            )
        raw.close()
        verdict = verifying.paper(square(receipt), registry)
    assert "has not reached HQ" in verdict.text


def test_that_a_number_given_again_by_an_older_copy_is_noticed(pair: Pair) -> None:
    receipt = issued(pair, AMNESTY)
    with pair.station() as desk:
        device = enrolment.device_of(desk.register)
        forged = write_code(receipt["number"], "ab" * 32, device, RECEIPT)
        verdict = verifying.paper(f"{forged}.{receipt['secret']}", desk.register)
        assert desk.rows("receipt_shown") == []
    assert "lists other items" in verdict.text


@pytest.mark.parametrize("kind", [CERTIFICATE, DAY_SHEET])
def test_that_one_paper_never_passes_for_another(pair: Pair, kind: CodeKind) -> None:
    code = issued(pair, NAMED)["code"]
    swapped = kind.prefix + code.removeprefix(RECEIPT.prefix)
    with pair.station() as desk:
        device = enrolment.device_of(desk.register)
        back = RECEIPT.prefix + write_code("DC-1", "ab" * 32, device, kind).removeprefix(
            kind.prefix
        )
        for each in (swapped, back):
            refusal = refusal_of(partial(verifying.paper, each, desk.register))
            assert refusal.code == "certificate.signature-wrong"


def test_that_a_stranger_is_told_to_compare_the_words(pair: Pair) -> None:
    code = write_code("RC-1", "ab" * 32, Signer(), RECEIPT)
    with pair.station() as desk:
        verdicts = [verifying.paper(code, place) for place in (desk.register, None)]
    assert all("is not known here" in verdict.text for verdict in verdicts)
    assert all(verdict.facts["is_bearers"] is None for verdict in verdicts)


def test_that_a_day_sheet_is_held_beside_the_journal(pair: Pair) -> None:
    with pair.station() as desk:
        newest = str(desk.do("close-day")["newest_event"])
        device = enrolment.device_of(desk.register)
        whole = write_code("LEN1-2026-11-22", newest, device, DAY_SHEET)
        cut = write_code("LEN1-2026-11-22", "ab" * 32, device, DAY_SHEET)
        assert verifying.paper(whole, desk.register).facts["in_journal"] is True
        refusal = refusal_of(lambda: verifying.paper(cut, desk.register))
    with pair.hq() as registry:
        before = verifying.paper(whole, registry)
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        after = verifying.paper(whole, registry)
    assert refusal.code == "day-sheet.not-in-journal"
    assert [each.facts["in_journal"] for each in (before, after)] == [False, True]
    assert "is not known here" in verifying.paper(whole, None).text
