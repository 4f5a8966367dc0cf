"""Untagged items: numbered and counted where they lie, out of reach of every order, solved by two."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import (
    RECORDER,
    STOREKEEPER,
    Answer,
    Desk,
    a_destruction,
    a_hand_in,
    a_weapon,
    an_order,
    refusal_of,
)
from paper_reading import text

from salw_desktop.database.connection import IntegrityError
from salw_desktop.domain.numbers import running_of, scan_code
from salw_desktop.usecases import queries
from salw_desktop.usecases.paperwork.printing_out import print_out
from salw_desktop.usecases.store.tags import tag_chain
from salw_desktop.usecases.store.untagged import SAID_BY_ONE, item_called, untagged_chain

FOUND: Answer = {
    "described": "rifle, no stock, wire round the barrel",
    "place": "Store",
    "found_by": "P. Inspector",
    "safety": "clear",
    "verified_by": "P. Observer",
}
WHY = "serial number under the rust, and its pictures"


def found(desk: Desk, **changed: object) -> Answer:
    return desk.do("record-untagged", **{**FOUND, **changed})


def solved(desk: Desk, item: object, outcome: str, **changed: object) -> Answer:
    fields = {"untagged": item, "outcome": outcome, "reason": WHY, **changed}
    return desk.do("solve-untagged", STOREKEEPER, **fields)


def numbers_waiting(desk: Desk) -> list[object]:
    return [row["number"] for row in queries.waiting(desk.register).untagged]


class TestFound:
    def test_that_it_has_a_running_number_and_names_what_it_may_be(self, desk: Desk) -> None:
        weapon = a_weapon(desk)["number"]
        desk.do("lose-tag", weapon=weapon, reason="not on it any more")
        first, second = found(desk), found(desk)
        assert running_of(first["number"]) < running_of(second["number"])
        assert second["called"] == f"untagged item no. {running_of(second['number'])}"
        assert (first["may_be"], first["breaches"]) == ([weapon], [])
        assert numbers_waiting(desk) == [first["number"], second["number"]]

    @pytest.mark.parametrize(
        ("changed", "breaches"),
        [
            ({"verified_by": ""}, [SAID_BY_ONE]),
            ({"verified_by": "P. Inspector"}, [SAID_BY_ONE]),
            ({"safety": "unsafe"}, ["unsafe at Store"]),
            ({"safety": "unsafe", "place": "Isolation point"}, []),
        ],
    )
    def test_that_what_is_not_as_it_should_be_is_named_and_not_refused(
        self, desk: Desk, changed: Answer, breaches: list[str]
    ) -> None:
        assert found(desk, **changed)["breaches"] == breaches

    def test_that_safety_is_never_taken_for_granted(self, desk: Desk) -> None:
        fields = {name: value for name, value in FOUND.items() if name != "safety"}
        assert desk.refused("record-untagged", **fields).code == "field.missing"

    def test_that_it_is_counted_apart_from_every_weapon(self, desk: Desk) -> None:
        a_weapon(desk)
        found(desk)
        seen = queries.overview(desk.register)
        assert (seen.weapons, seen.untagged) == ((("in hand", 1),), 1)
        closed = desk.do("close-day")
        assert (closed["weapons"], closed["in_hand"], closed["untagged"]) == (1, 1, 1)

    def test_that_the_day_sheet_says_what_lay_there_that_evening(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        item = found(desk)["number"]
        date = desk.do("close-day")["date"]
        solved(desk, item, "part or other")
        sheet = tmp_path / "sheet.pdf"
        print_out(desk.register, "day sheet", date, sheet.write_bytes)
        said = f"1 at the close of the day no. {running_of(item)}: {FOUND['described']}, Store; solved on"
        assert said in text(sheet.read_bytes())

    @pytest.mark.parametrize("scanned", [False, True])
    def test_that_no_act_on_a_weapon_reaches_it(self, desk: Desk, scanned: bool) -> None:
        number = found(desk)["number"]
        given = scan_code(number) if scanned else number
        refusal = refusal_of(lambda: an_order(desk, given))
        assert (refusal.code, refusal.facts["number"]) == ("untagged.no-number", number)
        out = {"purpose": "court", "to_whom": "Court", "due_on": "2026-12-01"}
        sent = desk.refused("send-out", weapon=given, carried_by="P. Observer", **out)
        assert sent.code == "untagged.no-number"
        assert desk.refused("observe", weapon=given, place="Store").code == "untagged.no-number"


class TestSolved:
    def test_that_a_weapon_known_again_is_seen_there_and_tagged_anew(self, desk: Desk) -> None:
        weapon = a_weapon(desk)
        desk.do("lose-tag", weapon=weapon["number"], reason="not on it any more")
        item = found(desk)["number"]
        answer = solved(desk, item, "known again", weapon=weapon["number"])
        assert (answer["outcome"], answer["number"]) == ("known again", weapon["number"])
        chain = [
            (tag["state"], tag["known_by"]) for tag in tag_chain(desk.register, weapon["weapon"])
        ]
        assert chain[0] == ("lost", None)
        assert chain[1][0] == "blank"
        assert str(chain[1][1]).startswith(f"{WHY} (untagged item no. ")
        (kept,) = untagged_chain(desk.register, weapon["number"])
        assert (kept["number"], numbers_waiting(desk)) == (item, [])
        place = desk.row("place", name="Store")["id"]
        assert desk.row("weapon", number=weapon["number"])["place"] == place
        assert desk.findings() == []

    @pytest.mark.parametrize(
        ("changed", "safety"),
        [({}, "clear"), ({"verified_by": ""}, "not checked"), ({"safety": "unsafe"}, "unsafe")],
    )
    def test_that_it_is_no_safer_than_it_was_seen_to_be(
        self, desk: Desk, changed: Answer, safety: str
    ) -> None:
        weapon = a_weapon(desk)["number"]
        solved(desk, found(desk, **changed)["number"], "known again", weapon=weapon)
        assert desk.row("weapon", number=weapon)["safety"] == safety

    def test_that_a_destroyed_weapon_known_again_raises_the_alarm(self, desk: Desk) -> None:
        weapon = a_weapon(desk)["number"]
        a_destruction(desk, weapon)
        answer = solved(desk, found(desk)["number"], "known again", weapon=weapon)
        assert answer["alarm"]
        assert desk.row("weapon", number=weapon)["custody"] == "in hand"

    def test_that_a_weapon_never_recorded_keeps_the_number_in_its_chain(self, desk: Desk) -> None:
        item = found(desk)["number"]
        hand_in = a_hand_in(desk, brought_by="found in place", cleared_as_adult="")
        weapon = a_weapon(desk, hand_in=hand_in)["number"]
        solved(desk, item, "recorded", weapon=weapon)
        assert [row["number"] for row in untagged_chain(desk.register, weapon)] == [item]
        other = found(desk)["number"]
        again = {"untagged": other, "outcome": "recorded", "weapon": weapon, "reason": WHY}
        refusal = desk.refused("solve-untagged", STOREKEEPER, **again)
        assert (refusal.code, refusal.facts["weapon"]) == ("untagged.recorded-twice", weapon)

    def test_that_a_record_older_than_the_find_is_known_again(self, desk: Desk) -> None:
        weapon = a_weapon(desk)["number"]
        desk.practice.clock.go_on(days=1)
        item = found(desk)["number"]
        fields = {"untagged": item, "outcome": "recorded", "weapon": weapon, "reason": WHY}
        refusal = desk.refused("solve-untagged", STOREKEEPER, **fields)
        assert refusal.code == "untagged.recorded-before"

    @pytest.mark.parametrize(
        ("code", "second", "changed"),
        [
            ("second.missing", None, {}),
            ("reason.missing", STOREKEEPER, {"reason": " "}),
            ("word.not-listed", STOREKEEPER, {"outcome": "scrap"}),
            ("field.missing", STOREKEEPER, {"outcome": "known again"}),
            ("untagged.weapon-given", STOREKEEPER, {"weapon": "PX26-LEN-000001-1"}),
            ("untagged.unknown", STOREKEEPER, {"untagged": "UT-9"}),
        ],
    )
    def test_that_it_is_not_solved(
        self, desk: Desk, code: str, second: str | None, changed: Answer
    ) -> None:
        item = found(desk)["number"]
        fields = {"untagged": item, "outcome": "part or other", "reason": WHY, **changed}
        assert desk.refused("solve-untagged", second, **fields).code == code
        assert numbers_waiting(desk) == [item]

    def test_that_it_is_solved_once_and_its_card_names_what_it_is(self, desk: Desk) -> None:
        weapon = a_weapon(desk)["number"]
        item = found(desk)["number"]
        solved(desk, item, "known again", weapon=weapon)
        fields = {"untagged": item, "outcome": "part or other", "reason": WHY}
        for refusal in (
            desk.refused("solve-untagged", STOREKEEPER, **fields),
            desk.refused("put-away", weapon=scan_code(item)),
            refusal_of(lambda: print_out(desk.register, "untagged item card", item, print)),
        ):
            assert (refusal.code, refusal.facts["weapon"]) == ("untagged.solved", weapon)

    def test_that_whoever_is_at_the_table_may_do_it(self, desk: Desk) -> None:
        desk.sit(RECORDER)
        assert solved(desk, found(desk)["number"], "part or other")["outcome"] == "part or other"


@pytest.mark.parametrize(
    ("match", "change"),
    [
        ("stays as it was written", "described = 'a stick'"),
        ("CHECK", "solved_at = 'now', outcome = 'part or other', solved_why = 'so'"),
    ],
)
def test_that_no_statement_solves_it_without_two(desk: Desk, match: str, change: str) -> None:
    found(desk)
    with pytest.raises(IntegrityError, match=match), desk.writing() as tx:
        tx.connection.execute(f"UPDATE untagged_item SET {change}")


def test_that_a_solved_item_is_changed_by_no_statement(desk: Desk) -> None:
    solved(desk, found(desk)["number"], "part or other")
    with pytest.raises(IntegrityError, match="solved once"), desk.writing() as tx:
        tx.connection.execute("UPDATE untagged_item SET solved_why = 'otherwise'")


def test_that_its_card_says_what_may_not_be_done(desk: Desk, tmp_path: Path) -> None:
    item = found(desk, verified_by="")["number"]
    card = tmp_path / "card.pdf"
    print_out(desk.register, "untagged item card", item, card.write_bytes)
    said = text(card.read_bytes())
    assert item_called(desk.register.reader, scan_code(item))["number"] == item
    for words in ("No control number", item, FOUND["described"], "Verified by nobody", "PRACTICE"):
        assert words in said
