"""What a paper says is what the record says, in words that a stranger understands."""

from __future__ import annotations

from pathlib import Path

import pytest
from bringers import AMNESTY, campaigns, closed
from card import drawn, jpeg, with_codes
from factory import (
    DEPUTY,
    STOREKEEPER,
    Desk,
    Practice,
    a_checked_session,
    a_destruction,
    a_hand_in,
    a_practice,
    a_weapon,
    an_order,
    refusal_of,
)
from marking_shop import furnish_shop
from paper_reading import codes, pictures, text

from salw_desktop.usecases.paperwork.kinds import KINDS
from salw_desktop.usecases.paperwork.labels import blank_tags, labels_of

LOADED = "loaded or stuck"
NUMBER = "XA26-LEN-000042-B"


def paper(desk: Desk, kind: str, number: str) -> str:
    return text(KINDS[kind].draw(desk.register, number, 1))


@pytest.mark.parametrize(
    ("kind", "wanted", "code"),
    [
        ("hand-in slip", "HI-0", "hand-in.unknown"),
        ("receipt", "HI-0", "hand-in.unknown"),
        ("isolation notice", NUMBER, "weapon.unknown"),
        ("red tag", NUMBER, "weapon.unknown"),
        ("number card", NUMBER, "tags.unknown"),
        ("job card", "MJ-0", "mark-job.unknown"),
        ("destruction order", "DO-0", "order.unknown"),
        ("certificate", "DC-0", "certificate.unknown"),
        ("day sheet", "yesterday", "date.malformed"),
        ("day sheet", "2026-11-21", "day.not-closed"),
    ],
)
def test_that_no_paper_is_made_of_what_is_not_there(
    desk: Desk, kind: str, wanted: str, code: str
) -> None:
    assert refusal_of(lambda: KINDS[kind].draw(desk.register, wanted, 1)).code == code


def test_that_nobody_is_warned_of_what_was_seen_clear(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    refusal = refusal_of(lambda: paper(desk, "isolation notice", number))
    assert (refusal.code, refusal.facts["number"]) == ("isolation.clear", number)


def test_that_a_red_tag_is_for_what_is_held_for_a_laboratory(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    assert refusal_of(lambda: paper(desk, "red tag", number)).code == "red-tag.no-hold"


def test_that_a_receipt_is_drawn_when_it_was_issued(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    refusal = refusal_of(lambda: paper(desk, "receipt", hand_in))
    assert (refusal.code, refusal.facts["number"]) == ("receipt.none-issued", hand_in)


def test_that_no_label_is_printed_when_none_waits(desk: Desk) -> None:
    assert refusal_of(lambda: labels_of(desk.register)).code == "label.none-waiting"


def test_that_a_label_wants_a_number(practice: Practice) -> None:
    bare = a_practice(practice.path.with_name("bare.salw"), block="")
    desk = Desk(bare, bare.unlock())
    campaign = {"code": "DDR1", "name": "n", "campaign_kind": "DDR", "authority": "a"}
    desk.do("open-campaign", **campaign, named=False, may_be_traced=True)
    hand_in = desk.do("open-hand-in", campaign="DDR1", brought_by="own patrol")["number"]
    weapon = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1")["weapon"]
    refusal = refusal_of(lambda: labels_of(desk.register, numbers=[weapon]))
    assert (refusal.code, refusal.field) == ("weapon.no-number", "weapons")
    desk.register.close()


def test_that_a_used_tag_of_a_roll_is_not_printed_again(desk: Desk) -> None:
    roll = desk.do("make-tags", tag_kind="pre-printed", count=2)
    desk.do("sign-out-tags", tag_range=roll["tag_range"], holder="P. Inspector")
    a_weapon(desk, tag=roll["first"])
    (page,) = pictures(blank_tags(desk.register, roll["first"]), 200)
    (left,) = codes(page, 200)
    assert left.text == "SALW1" + roll["last"].replace("-", "")
    a_weapon(desk, tag=roll["last"])
    assert refusal_of(lambda: blank_tags(desk.register, roll["first"])).code == "label.none-waiting"


@pytest.mark.parametrize(
    ("serial", "tail"), [("AB 12340", "…2340"), ("五六 771", "…六771"), ("EF 9", "…EF9")]
)
def test_that_a_tag_has_the_last_four_characters_without_blanks(
    desk: Desk, serial: str, tail: str
) -> None:
    a_weapon(desk, serial=serial)
    assert f"{tail}2026-11-22" in text(labels_of(desk.register)).replace(" ", "")


@pytest.mark.parametrize(
    ("status", "said"),
    [("never had one", "no number"), ("worn or rusted", "worn or rusted")],
)
def test_that_a_tag_says_why_there_is_no_serial(desk: Desk, status: str, said: str) -> None:
    a_weapon(desk, serial="", serial_status=status)
    assert said in text(labels_of(desk.register))


def test_that_a_slip_says_how_many_items_were_announced(desk: Desk) -> None:
    told, silent = a_hand_in(desk, declared=3), a_hand_in(desk)
    assert "Items announced 3" in paper(desk, "hand-in slip", told)
    assert "Items announced not recorded" in paper(desk, "hand-in slip", silent)


def test_that_rounds_on_a_receipt_miss_neither_serial_nor_inspection(desk: Desk) -> None:
    campaigns(desk)
    hand_in = a_hand_in(desk, AMNESTY)
    rounds = {"line_kind": "ammunition", "described": "loose rounds", "unit": "rounds"}
    desk.do("add-line", hand_in=hand_in, quantity=46, **rounds)
    desk.do("issue-receipt", hand_in=closed(desk, hand_in))
    said = paper(desk, "receipt", hand_in)
    assert "1 loose rounds – – 46 rounds" in said
    assert "not recorded" not in said


def test_that_a_picture_of_the_tag_alone_shows_no_danger(desk: Desk, tmp_path: Path) -> None:
    number = a_weapon(desk, safety=LOADED)["number"]
    for name, image, view in (
        ("tag.jpg", with_codes("SALW1"), "tag"),
        ("left.jpg", drawn(1), "left"),
    ):
        (tmp_path / name).write_bytes(jpeg(image))
        desk.do("add-photo", weapon=number, file=str(tmp_path / name), view=view)
        is_missing = "No picture" in paper(desk, "isolation notice", number)
        assert is_missing == (view == "tag")


def test_that_an_order_is_a_draft_until_another_has_approved_it(desk: Desk) -> None:
    order = an_order(desk)
    assert "DRAFT" in paper(desk, "destruction order", order)
    desk.do("approve-order", DEPUTY, order=order)
    approved = paper(desk, "destruction order", order)
    assert "DRAFT" not in approved
    assert "Approved by Deputy" in approved


def test_that_an_order_shows_what_two_took_off_it(desk: Desk) -> None:
    numbers = [a_weapon(desk)["number"] for _ in range(2)]
    order = an_order(desk, *numbers)
    desk.do("approve-order", DEPUTY, order=order)
    fields = {"order": order, "weapons": numbers[:1], "reason": "the court asked"}
    answer = desk.do("amend-order", STOREKEEPER, **fields)
    said = paper(desk, "destruction order", order)
    assert f"{numbers[0]} the court asked" in said
    assert str(answer["list_sha256"]) in said.replace(" ", "")


def test_that_a_certificate_has_the_weights_as_they_were_weighed(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    session = a_checked_session(desk, number)
    for person, is_outside in (("P. Official", True), ("P. Inspector", False)):
        desk.do("record-witness", session=session, person=person, outside_chain=is_outside)
    weights = {"weight_before_g": 3_615, "weight_after_g": 3_000}
    desk.do("record-destruction", session=session, **weights)
    issued = desk.do("issue-certificate", session=session)["number"]
    said = paper(desk, "certificate", issued)
    assert "Weight before, after 3.615 kg, 3 kg scrap" in said
    assert "Photographs none" in said


def test_that_a_certificate_names_its_witnesses_by_what_they_are(desk: Desk) -> None:
    session = a_destruction(desk, a_weapon(desk)["number"])
    issued = desk.do("issue-certificate", session=session)["number"]
    said = paper(desk, "certificate", issued)
    for role in ("Responsible officer", "Custodian", "Independent witness", "Witness"):
        assert role in said


def test_that_a_site_without_a_name_of_its_own_is_named_once(desk: Desk) -> None:
    desk.do("close-day")
    said = paper(desk, "day sheet", "2026-11-22")
    assert "LEN LEN" not in said


def test_that_a_job_card_says_how_large_the_mark_must_be(desk: Desk) -> None:
    furnish_shop(desk, height_um=1_600, depth_um=80)
    job = desk.do("order-mark-job", weapon=a_weapon(desk)["number"], machine="Pin marker 1")
    said = paper(desk, "job card", job["number"])
    assert "at least 1.6 mm high; at least 0.08 mm deep" in said
