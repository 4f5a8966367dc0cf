"""Printed once without a reason, again with one; counted when it lies there, and a secret printed once only."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from bringers import (
    AMNESTY,
    NAME,
    NAMED,
    a_named_hand_in,
    campaigns,
    closed,
    needs_openssl,
    pages,
    payloads,
)
from factory import STOREKEEPER, Desk, a_hand_in, a_weapon, an_order, refusal_of
from marking_shop import a_job, furnish_shop
from paper_reading import codes, pictures, text

from salw_desktop.domain.errors import Trouble
from salw_desktop.domain.numbers import scan_code
from salw_desktop.usecases.intake.receipts import SECRET_AFTER
from salw_desktop.usecases.paperwork.kinds import KINDS
from salw_desktop.usecases.paperwork.printing_out import Printed, ReadAloud, print_out

LOADED = "loaded or stuck"
HALF_PT = 148.5 / 25.4 * 72


def a_slip(desk: Desk) -> str:
    return a_hand_in(desk)


def a_danger(desk: Desk) -> str:
    return str(a_weapon(desk, safety=LOADED)["number"])


def a_ground_off(desk: Desk) -> str:
    return str(a_weapon(desk, serial="", serial_status="removed on purpose")["number"])


def a_card(desk: Desk) -> str:
    return str(desk.do("make-tags", tag_kind="handwritten", count=5)["first"])


def a_job_card(desk: Desk) -> str:
    furnish_shop(desk)
    return str(a_job(desk)["number"])


def a_day(desk: Desk) -> str:
    return str(desk.do("close-day")["date"])


def an_untagged_item(desk: Desk) -> str:
    seen = {"described": "rifle without stock", "found_by": "P. Inspector", "safety": "clear"}
    return str(desk.do("record-untagged", place="Store", **seen)["number"])


def a_ceremony(desk: Desk) -> str:
    a_weapon(desk)
    return "DDR1@2026-11-22"


def a_message(desk: Desk) -> str:
    return str(desk.do("write-message")["number"])


def a_voucher(desk: Desk) -> str:
    trip = {"purpose": "court", "to_whom": "Court", "carried_by": "P. Official"}
    weapon = a_weapon(desk)["number"]
    return str(desk.do("send-out", weapon=weapon, **trip, due_on="2026-12-01")["voucher"])


def a_result(desk: Desk) -> str:
    number = a_ground_off(desk)
    desk.do("waive-restoration", weapon=number, waived_by="Court", reason="no laboratory")
    return number


def a_decision(desk: Desk) -> str:
    campaigns(desk)
    hand_in = a_named_hand_in(desk)
    decided = {"rule": "one weapon", "facts": "a rifle", "decided_by": "P. Official"}
    desk.do("decide-eligibility", hand_in=hand_in, eligible=False, reason="no pin", **decided)
    return hand_in


MADE: dict[str, Callable[[Desk], str]] = {
    "hand-in slip": a_slip,
    "isolation notice": a_danger,
    "red tag": a_ground_off,
    "number card": a_card,
    "job card": a_job_card,
    "destruction order": an_order,
    "day sheet": a_day,
    "extract": a_danger,
    "sitrep": a_message,
    "untagged item card": an_untagged_item,
    "ceremony sheet": a_ceremony,
    "out voucher": a_voucher,
    "laboratory result": a_result,
    "eligibility decision": a_decision,
}


def printed(desk: Desk, kind: str, number: str, reason: str = "") -> tuple[Printed, bytes]:
    kept: list[bytes] = []
    done = print_out(desk.register, kind, number, kept.append, reason)
    (pdf,) = kept
    return done, pdf


def full_disk(_: bytes) -> None:
    raise Trouble("disk.full", path="stick")


def an_amnesty(desk: Desk) -> str:
    campaigns(desk)
    hand_in = a_hand_in(desk, AMNESTY)
    a_weapon(desk, hand_in=hand_in)
    return closed(desk, hand_in)


def a_named(desk: Desk) -> str:
    campaigns(desk)
    hand_in = a_named_hand_in(desk)
    a_weapon(desk, hand_in=hand_in)
    return closed(desk, hand_in)


def bearers_code(pdf: bytes) -> str:
    (page,) = pictures(pdf, 200)
    return max(codes(page, 200), key=lambda code: code.top_mm).text


def secret_on(pdf: bytes) -> str:
    return bearers_code(pdf).partition(SECRET_AFTER)[2]


def halves(pdf: bytes) -> tuple[str, str]:
    """The station's and the bearer's."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = document[0].get_textpage()
        return found.get_text_bounded(bottom=HALF_PT), found.get_text_bounded(top=HALF_PT)
    finally:
        document.close()


@pytest.mark.parametrize("kind", MADE)
def test_that_a_second_copy_wants_a_reason_and_says_what_it_is(desk: Desk, kind: str) -> None:
    number = MADE[kind](desk)
    first, pdf = printed(desk, kind, number)
    assert first.copy == 1
    assert "Copy 1 of 1" in text(pdf)
    assert "DUPLICATE" not in text(pdf)
    refusal = refusal_of(lambda: printed(desk, kind, number, " "))
    assert (refusal.code, refusal.facts["copy"]) == ("print.no-reason", 2)
    again, pdf = printed(desk, kind, number, "torn")
    assert (again.copy, again.number) == (2, first.number)
    assert "Copy 2 of 2" in text(pdf)
    assert "DUPLICATE" in text(pdf)
    rows = desk.rows("paper_print", kind=kind, number=first.number)
    assert [(row["copy"], row["reason"]) for row in rows] == [(1, ""), (2, "torn")]


def test_that_every_kind_is_tried_here_or_with_its_own_tests() -> None:
    assert set(KINDS) == {*MADE, "receipt", "certificate"}


@pytest.mark.parametrize(
    "kind", ["hand-in slip", "isolation notice", "red tag", "job card", "out voucher"]
)
def test_that_a_number_scanned_is_the_paper_that_was_printed(desk: Desk, kind: str) -> None:
    number = MADE[kind](desk)
    printed(desk, kind, number)
    refusal = refusal_of(lambda: printed(desk, kind, scan_code(number)))
    assert (refusal.code, refusal.facts["number"]) == ("print.no-reason", number)


def test_that_a_card_is_the_same_by_any_of_its_numbers(desk: Desk) -> None:
    made = desk.do("make-tags", tag_kind="handwritten", count=5)
    assert printed(desk, "number card", made["tag_range"])[0].number == made["first"]
    refusal = refusal_of(lambda: printed(desk, "number card", made["numbers"][3]))
    assert refusal.code == "print.no-reason"


@pytest.mark.parametrize("kind", MADE)
def test_that_a_paper_that_could_not_be_written_is_not_counted(desk: Desk, kind: str) -> None:
    number = MADE[kind](desk)
    with pytest.raises(Trouble) as trouble:
        print_out(desk.register, kind, number, full_disk)
    assert trouble.value.code == "disk.full"
    assert desk.rows("paper_print") == []
    assert printed(desk, kind, number)[0].copy == 1


def test_that_a_refused_copy_is_not_even_drawn(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    printed(desk, "hand-in slip", hand_in)
    kept: list[bytes] = []
    refusal_of(lambda: print_out(desk.register, "hand-in slip", hand_in, kept.append))
    assert kept == []


def test_that_printing_a_receipt_issues_it_once(desk: Desk) -> None:
    hand_in = an_amnesty(desk)
    first, pdf = printed(desk, "receipt", hand_in)
    number = desk.row("hand_in_receipt")["number"]
    assert (first.number, first.copy) == (number, 1)
    shown = desk.do("show-receipt", number=number, secret=secret_on(pdf))
    assert shown["state"] == "issued"
    assert refusal_of(lambda: printed(desk, "receipt", hand_in)).code == "print.no-reason"
    assert printed(desk, "receipt", hand_in, "wet")[0] == Printed("receipt", number, 2)
    assert len(desk.rows("hand_in_receipt")) == 1


def test_that_a_duplicate_of_a_nameless_receipt_carries_no_secret(desk: Desk) -> None:
    hand_in = an_amnesty(desk)
    _, first = printed(desk, "receipt", hand_in)
    _, second = printed(desk, "receipt", hand_in, "wet")
    secret = secret_on(first)
    assert len(secret) == 13
    assert bearers_code(second) == bearers_code(first).partition(SECRET_AFTER)[0]
    assert secret not in text(second).replace(" ", "")
    assert "This duplicate carries no secret" in text(second)


def test_that_a_secret_that_nobody_got_is_given_anew_with_a_reason(desk: Desk) -> None:
    hand_in = an_amnesty(desk)
    with pytest.raises(Trouble):
        print_out(desk.register, "receipt", hand_in, full_disk)
    first = desk.row("hand_in_receipt")["number"]
    refusal = refusal_of(lambda: printed(desk, "receipt", hand_in))
    assert (refusal.code, refusal.facts["number"]) == ("receipt.never-printed", first)
    done, pdf = printed(desk, "receipt", hand_in, "the disk was full")
    states = [(row["number"], row["state"]) for row in desk.rows("hand_in_receipt")]
    assert states == [(first, "replaced"), (done.number, "issued")]
    assert done.copy == 1
    assert desk.do("show-receipt", number=done.number, secret=secret_on(pdf))["state"] == "issued"


def test_that_a_named_receipt_that_was_not_written_is_printed_again(desk: Desk) -> None:
    hand_in = a_named(desk)
    with pytest.raises(Trouble):
        print_out(desk.register, "receipt", hand_in, full_disk)
    number = desk.row("hand_in_receipt")["number"]
    assert printed(desk, "receipt", hand_in)[0] == Printed("receipt", number, 1)


@pytest.mark.skipif(needs_openssl, reason="openssl is not installed here")
def test_that_the_secret_stands_on_the_paper_and_nowhere_else(desk: Desk) -> None:
    _, pdf = printed(desk, "receipt", an_amnesty(desk))
    secret = secret_on(pdf).encode()
    assert secret not in payloads(desk)
    file, data_key = desk.register.database.path, desk.register.data_key
    desk.register.close()
    assert secret not in pages(file, data_key)
    assert secret not in b"".join(path.read_bytes() for path in desk.practice.path.rglob("*.*"))
    desk.register = desk.practice.unlock()


def test_that_a_name_stands_on_the_bearers_half_alone(desk: Desk) -> None:
    _, pdf = printed(desk, "receipt", a_named(desk))
    stations, bearers = halves(pdf)
    assert NAME in bearers
    assert NAME not in stations


def test_that_a_receipt_says_in_which_language_it_was_read_aloud_and_by_whom(desk: Desk) -> None:
    hand_in, kept = a_named(desk), list[bytes]()
    read = ReadAloud("Krio", "P. Visitor")
    print_out(desk.register, "receipt", hand_in, kept.append, read_aloud=read)
    assert "Read aloud in Krio by P. Visitor" in text(kept[0])
    _, again = printed(desk, "receipt", hand_in, "wet")
    assert "Read aloud in Krio by P. Visitor" in text(again)


def test_that_what_was_issued_before_is_read_aloud_by_the_pen(desk: Desk) -> None:
    hand_in = a_named(desk)
    first, _ = printed(desk, "receipt", hand_in)
    read = ReadAloud("Krio")
    refusal = refusal_of(
        lambda: print_out(desk.register, "receipt", hand_in, full_disk, "wet", read)
    )
    assert (refusal.code, refusal.facts["number"]) == ("receipt.read-aloud-late", first.number)


@pytest.mark.parametrize(
    ("read", "code"),
    [(ReadAloud("", "P. Visitor"), "field.missing"), (ReadAloud("Krio", "X"), "roster.unknown")],
)
def test_that_a_reader_is_of_the_roster_and_reads_in_a_language(
    desk: Desk, read: ReadAloud, code: str
) -> None:
    hand_in = a_named(desk)
    refusal = refusal_of(
        lambda: print_out(desk.register, "receipt", hand_in, full_disk, read_aloud=read)
    )
    assert refusal.code == code
    assert desk.rows("hand_in_receipt") == []


def test_that_no_receipt_names_the_armed_group(desk: Desk) -> None:
    _, pdf = printed(desk, "receipt", a_named(desk))
    assert "Northern Front" not in text(pdf)


def test_that_the_receipt_of_somebody_erased_has_no_name(desk: Desk) -> None:
    hand_in = a_named(desk)
    printed(desk, "receipt", hand_in)
    desk.do("erase-person", STOREKEEPER, person=hand_in, reason="he asked")
    _, pdf = printed(desk, "receipt", hand_in, "lost")
    assert NAME not in text(pdf)
    assert "the bearer; no name is recorded" in text(pdf)


def test_that_the_receipt_of_a_child_is_anybodys(desk: Desk) -> None:
    campaigns(desk)
    papers = []
    for cleared in ("no", "yes"):
        hand_in = a_hand_in(desk, NAMED, cleared_as_adult=cleared)
        a_weapon(desk, hand_in=hand_in)
        done, pdf = printed(desk, "receipt", closed(desk, hand_in))
        weapon = desk.row("weapon", hand_in=desk.row("hand_in", number=hand_in)["id"])
        said = text(pdf).replace(done.number, "*").replace(str(weapon["number"]), "*")
        papers.append(said)
    assert papers[0] == papers[1]
