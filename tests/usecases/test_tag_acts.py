"""A tag spoiled, lost, and tied on anew by two: the number stays, the chain is kept."""

from __future__ import annotations

import pytest
from factory import STOREKEEPER, Answer, Desk, a_destruction, a_weapon, countersign_all

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.store.tags import tag_chain, untagged

KNOWN = "serial number and photographs"


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    """With its printed tag tied on."""
    weapon = a_weapon(desk)
    desk.do("mark-labels-printed")
    desk.do("bind-tag", weapon=weapon["number"], scanned=weapon["number"])
    return weapon


@pytest.fixture
def roll(desk: Desk) -> list[str]:
    return list(desk.do("make-tags", tag_kind="pre-printed", count=4)["numbers"])


def retag(desk: Desk, weapon: str, tag: str = "") -> Answer:
    return desk.do("retag", STOREKEEPER, weapon=weapon, known_by=KNOWN, tag=tag)


def states(desk: Desk, weapon: Answer) -> list[tuple[object, object]]:
    return [(each["number"], each["state"]) for each in tag_chain(desk.register, weapon["weapon"])]


def test_that_a_lost_tag_leaves_its_item_untagged_until_it_is_tagged_again(
    desk: Desk, weapon: Answer
) -> None:
    assert untagged(desk.register) == []
    desk.do("lose-tag", weapon=weapon["number"], reason="wire rusted through")
    (waiting,) = untagged(desk.register)
    told = [waiting[name] for name in ("number", "tag_number", "state", "why")]
    assert told == [weapon["number"], weapon["number"], "lost", "wire rusted through"]
    retag(desk, weapon["number"])
    assert untagged(desk.register) == []


def test_that_what_has_ended_or_was_only_seen_is_not_on_the_worklist(
    desk: Desk, weapon: Answer
) -> None:
    desk.do("lose-tag", weapon=weapon["number"], reason="cut off")
    with desk.writing() as tx:
        row = desk.row("weapon")
        documented = {**row, "id": "", "number": None, "documented_as": "DW-1"}
        tx.insert("weapon", {**documented, "record_kind": "documented", "custody": "not taken"})
    assert len(untagged(desk.register)) == 1
    countersign_all(desk)
    desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], reason="recorded twice")
    assert untagged(desk.register) == []


@pytest.mark.usefixtures("weapon")
def test_that_a_weapon_recorded_without_a_tag_stands_on_the_worklist_with_none(desk: Desk) -> None:
    with desk.writing() as tx:
        tx.insert("weapon", {**desk.row("weapon"), "id": "", "number": None, "running": None})
    (waiting,) = untagged(desk.register)
    assert (waiting["number"], waiting["state"]) == (None, None)


def test_that_a_torn_tag_is_replaced_by_a_printed_one_of_the_same_number(
    desk: Desk, weapon: Answer
) -> None:
    number = weapon["number"]
    desk.do("spoil-tag", tag=number, reason="torn")
    assert desk.refused("bind-tag", weapon=number, scanned=number).code == "tag.gone"
    assert retag(desk, number) == {"weapon": weapon["weapon"], "number": number, "tag": number}
    assert states(desk, weapon) == [(number, "spoiled"), (number, "blank")]
    assert [row["state"] for row in desk.rows("label")] == ["printed", "waiting"]
    desk.do("bind-tag", weapon=number, scanned=number)
    assert states(desk, weapon) == [(number, "spoiled"), (number, "bound")]


def test_that_two_tie_on_a_tag_of_a_roll_and_both_numbers_find_the_weapon(
    desk: Desk, weapon: Answer, roll: list[str]
) -> None:
    assert retag(desk, weapon["number"], roll[0])["tag"] == roll[0]
    assert states(desk, weapon) == [(weapon["number"], "replaced"), (roll[0], "bound")]
    assert desk.row("weapon")["number"] == weapon["number"]
    for name in (weapon["number"], roll[0]):
        answer = desk.do("observe", weapon=name, place="Store")
        assert answer["weapon"] == weapon["weapon"]
    assert desk.findings() == []


def test_that_the_chain_says_what_followed_what_and_who_knew_the_weapon_by_what(
    desk: Desk, weapon: Answer, roll: list[str]
) -> None:
    retag(desk, weapon["number"], roll[0])
    desk.do("lose-tag", weapon=weapon["number"], reason="torn off on the way")
    retag(desk, weapon["number"], roll[1])
    first, second, third = tag_chain(desk.register, roll[1])
    assert (first["follows"], first["known_by"]) == (None, None)
    assert (second["follows"], second["state"], second["known_by"]) == (
        weapon["number"],
        "lost",
        KNOWN,
    )
    assert (third["follows"], third["state"]) == (roll[0], "bound")
    assert (third["tagged_by_name"], third["tagged_second_name"]) == ("Supervisor", STOREKEEPER)


def test_that_a_label_which_still_waits_is_dropped_when_a_tag_of_a_roll_takes_its_place(
    desk: Desk, roll: list[str]
) -> None:
    weapon = a_weapon(desk)
    retag(desk, weapon["number"], roll[0])
    assert [row["state"] for row in desk.rows("label")] == ["void"]


def test_that_the_label_of_a_tag_that_is_gone_is_not_printed_any_more(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    desk.do("spoil-tag", weapon=number, reason="oily")
    assert desk.row("label")["state"] == "void"
    assert desk.refused("mark-labels-printed").code == "label.none-waiting"


def test_that_a_void_tag_found_on_something_else_tells_whose_it_was(
    desk: Desk, weapon: Answer, roll: list[str]
) -> None:
    retag(desk, weapon["number"], roll[0])
    retag(desk, weapon["number"], roll[1])
    other = a_weapon(desk)["number"]
    refusal = desk.refused("bind-tag", weapon=other, scanned=roll[0])
    assert (refusal.code, refusal.field) == ("tag.void", "scanned")
    assert refusal.facts == {"tag": roll[0], "state": "replaced", "number": weapon["number"]}
    assert desk.refused("observe", weapon=roll[0], place="Store").code == "tag.void"
    assert desk.refused("bind-tag", weapon=other, scanned=roll[1]).code == "tag.of-another"


@pytest.mark.parametrize("used", ["bound", "spoiled", "lost", "replaced"])
def test_that_a_used_tag_is_never_tied_on_again(
    desk: Desk, weapon: Answer, roll: list[str], used: str
) -> None:
    if used in ("spoiled", "lost"):
        act = {"spoiled": "spoil-tag", "lost": "lose-tag"}[used]
        desk.do(act, tag=roll[0], reason="wet")
    else:
        retag(desk, weapon["number"], roll[0])
    if used == "replaced":
        retag(desk, weapon["number"])
    asked = {"known_by": KNOWN, "tag": roll[0], "weapon": weapon["number"]}
    refusal = desk.refused("retag", STOREKEEPER, **asked)
    assert (refusal.code, refusal.field) == ("tag.taken", "tag")
    assert desk.rows("tag", number=roll[0])[0]["state"] == used


def test_that_a_retag_wants_two_and_by_what_the_weapon_was_known(
    desk: Desk, weapon: Answer
) -> None:
    asked = {"weapon": weapon["number"], "known_by": KNOWN}
    assert desk.refused("retag", **asked).code == "second.missing"
    blank = {**asked, "known_by": " "}
    refusal = desk.refused("retag", STOREKEEPER, **blank)
    assert (refusal.code, refusal.field) == ("field.missing", "known_by")


def test_that_what_is_not_here_gets_no_tag(desk: Desk, weapon: Answer) -> None:
    a_destruction(desk, weapon["number"])
    refusal = desk.refused("retag", STOREKEEPER, weapon=weapon["number"], known_by=KNOWN)
    assert (refusal.code, refusal.facts["custody"]) == ("tag.not-here", "destroyed")


@pytest.mark.usefixtures("weapon")
def test_that_an_item_without_a_number_has_no_tag_to_lose(desk: Desk) -> None:
    with desk.writing() as tx:
        other = tx.insert("weapon", {**desk.row("weapon"), "id": "", "number": None})
    refusal = desk.refused("lose-tag", weapon=other, reason="gone")
    assert refusal.code == "tag.no-number"
    assert desk.refused("retag", STOREKEEPER, weapon=other, known_by="x").code == "tag.no-number"


@pytest.mark.parametrize("asked", [{}, {"tag": "XA26-LEN-000001-T", "weapon": "XA26-LEN-000001-T"}])
@pytest.mark.usefixtures("weapon")
def test_that_a_tag_is_named_by_its_number_or_by_its_weapon(
    desk: Desk, asked: dict[str, str]
) -> None:
    assert desk.refused("spoil-tag", reason="torn", **asked).code == "tag.or-weapon"


@pytest.mark.usefixtures("weapon")
def test_that_a_tag_is_spoiled_once_and_with_a_reason(desk: Desk, roll: list[str]) -> None:
    assert desk.refused("spoil-tag", tag=roll[0]).code == "reason.missing"
    desk.do("spoil-tag", tag=roll[0], reason="misprinted")
    refusal = desk.refused("lose-tag", tag=roll[0], reason="gone")
    assert (refusal.code, refusal.facts["state"]) == ("tag.gone-already", "spoiled")
    assert desk.refused("spoil-tag", tag="XA26-LEN-000043-9", reason="x").code == "tag.of-no-range"


@pytest.mark.usefixtures("weapon")
def test_that_the_number_of_a_used_up_tag_is_never_that_of_a_weapon(
    desk: Desk, roll: list[str]
) -> None:
    desk.do("spoil-tag", tag=roll[0], reason="wet")
    row = desk.row("weapon")
    with pytest.raises(IntegrityError, match="used up"), desk.writing() as tx:
        tx.insert("weapon", {**row, "id": "", "number": roll[0]})
    with desk.writing() as tx:
        other = tx.insert("weapon", {**row, "id": "", "number": None})
    with pytest.raises(IntegrityError, match="used up"), desk.writing() as tx:
        tx.change("weapon", other, number=roll[0])


def test_that_a_tag_with_the_number_of_something_else_is_not_made(
    desk: Desk, weapon: Answer, roll: list[str]
) -> None:
    other = a_weapon(desk, safety=None)["weapon"]
    retag(desk, weapon["number"], roll[0])
    retag(desk, weapon["number"])
    desk.do("spoil-tag", tag=roll[1], reason="wet")
    tied, torn = desk.row("tag", number=roll[0]), desk.row("tag", number=roll[1])
    with desk.writing() as tx:
        row = {**desk.row("weapon", id=other), "id": "", "number": "XA26-LEN-000043-9"}
        tx.insert("weapon", row)
    for wrong in (
        {**tied, "weapon": other, "tag_range": None},
        {**tied},
        {**torn, "weapon": other, "tag_range": None},
        {**torn},
        {**tied, "number": "XA26-LEN-000043-9", "tag_range": None},
    ):
        with pytest.raises(IntegrityError, match="something else"), desk.writing() as tx:
            tx.insert("tag", {**wrong, "id": ""})


def test_that_a_tag_keeps_its_item_and_a_void_one_stays_void(
    desk: Desk, weapon: Answer, roll: list[str]
) -> None:
    other = a_weapon(desk)
    desk.do("spoil-tag", tag=roll[0], reason="wet")
    mine, torn = (
        desk.row("tag", weapon=weapon["weapon"])["id"],
        desk.row("tag", number=roll[0])["id"],
    )
    changes: list[tuple[str, dict[str, str]]] = [
        (mine, {"weapon": other["weapon"]}),
        (mine, {"number": roll[1]}),
        (torn, {"state": "blank"}),
    ]
    for id_, changed in changes:
        with pytest.raises(IntegrityError, match="stays void"), desk.writing() as tx:
            tx.change("tag", id_, **changed)


@pytest.mark.usefixtures("weapon")
def test_that_one_tag_is_bound_to_an_item(desk: Desk) -> None:
    tag = {**desk.row("tag"), "id": ""}
    with pytest.raises(IntegrityError, match="bound already"), desk.writing() as tx:
        tx.insert("tag", tag)
    with desk.writing() as tx:
        other = tx.insert("tag", {**tag, "state": "blank"})
    with pytest.raises(IntegrityError, match="bound already"), desk.writing() as tx:
        tx.change("tag", other, state="bound")


def test_that_a_chain_leads_from_a_void_tag_to_a_live_one_and_is_kept(
    desk: Desk, weapon: Answer
) -> None:
    retag(desk, weapon["number"])
    link = desk.row("retagging")
    turned = {**link, "id": "", "old_tag": link["new_tag"], "new_tag": link["old_tag"]}
    with pytest.raises(IntegrityError, match="void tag"), desk.writing(STOREKEEPER) as tx:
        tx.insert("retagging", turned)
    with pytest.raises(IntegrityError, match="chain is kept"), desk.writing(STOREKEEPER) as tx:
        tx.change("retagging", link["id"], known_by="nothing")
