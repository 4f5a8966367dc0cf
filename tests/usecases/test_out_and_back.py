"""Out and back: what may leave and where to, when it is due."""

from __future__ import annotations

import pytest
from factory import STOREKEEPER, Answer, Desk, a_weapon, an_order, countersign_all, refusal_of

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.store import out

VOUCHER = {
    "purpose": "laboratory",
    "to_whom": "National police laboratory",
    "due_on": "2026-12-01",
    "carried_by": "P. Official",
}
HOLD = {"authority": "Court", "case_number": "12/26", "ordered_on": "2026-11-20"}


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    found = a_weapon(desk)
    desk.do("put-away", weapon=found["number"])
    return found


def send(desk: Desk, weapon: Answer, **changed: object) -> Answer:
    return desk.do("send-out", weapon=weapon["number"], **{**VOUCHER, **changed})


def back(desk: Desk, weapon: Answer, **changed: object) -> Answer:
    fields = {"weapon": weapon["number"], "condition": "as it left", **changed}
    return desk.do("take-back", **fields)


def given_up(desk: Desk, weapon: Answer) -> None:
    """Reported missing, and closed by a supervisor as lost or stolen."""
    report = {"discovered_on": "2026-11-22", "discovered_by": "P. Inspector"}
    found = desk.do("report-missing", weapon=weapon["number"], circumstances="x", **report)
    fields = {"loss": found["number"], "finding": "lost or stolen", "corrective_action": "x"}
    desk.do("close-loss", STOREKEEPER, **fields)


def row_of(desk: Desk, weapon: Answer) -> Answer:
    return desk.row("weapon", id=weapon["weapon"])


class TestGoingOut:
    def test_that_it_leaves_on_a_voucher_with_the_day_it_is_due(
        self, desk: Desk, weapon: Answer
    ) -> None:
        number = send(desk, weapon, case_number="12/26")["voucher"]
        found = out.voucher(desk.register.reader, number)
        assert number.startswith("OV-")
        assert (found["weapon_number"], found["from_place_name"]) == (weapon["number"], "Store")
        assert (found["carried_by_name"], found["due_on"]) == ("P. Official", "2026-12-01")
        row = row_of(desk, weapon)
        assert (row["custody"], row["place"]) == ("out", None)
        assert desk.findings() == []

    @pytest.mark.parametrize("purpose", ["marking", "court", "test firing", "with a holder"])
    def test_that_it_goes_where_the_axis_says(
        self, desk: Desk, weapon: Answer, purpose: str
    ) -> None:
        assert send(desk, weapon, purpose=purpose)["voucher"]

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("word.not-listed", {"purpose": "exhibition"}),
            ("field.missing", {"to_whom": " "}),
            ("roster.unknown", {"carried_by": "Nobody"}),
            ("out.due-past", {"due_on": "2026-11-21"}),
            ("date.malformed", {"due_on": "soon"}),
        ],
    )
    def test_that_a_voucher_says_where_to_by_whom_and_until_when(
        self, desk: Desk, weapon: Answer, code: str, changed: dict[str, object]
    ) -> None:
        fields = {"weapon": weapon["number"], **VOUCHER, **changed}
        assert desk.refused("send-out", **fields).code == code

    def test_that_an_unknown_voucher_is_named(self, desk: Desk) -> None:
        refusal = refusal_of(lambda: out.voucher(desk.register.reader, "OV-1"))
        assert refusal.code == "out.unknown"

    def test_that_what_is_not_clear_stays(self, desk: Desk) -> None:
        number = a_weapon(desk, safety="unsafe")["number"]
        assert desk.refused("send-out", weapon=number, **VOUCHER).code == "weapon.not-clear"

    def test_that_what_is_out_does_not_leave_again(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        refusal = desk.refused("send-out", weapon=weapon["number"], **VOUCHER)
        assert refusal.code == "weapon.not-in-hand"

    def test_that_what_has_ended_does_not_leave(self, desk: Desk, weapon: Answer) -> None:
        countersign_all(desk)
        desk.do("void-weapon", STOREKEEPER, weapon=weapon["number"], reason="typed twice")
        refusal = desk.refused("send-out", weapon=weapon["number"], **VOUCHER)
        assert refusal.code == "weapon.ended"

    def test_that_what_is_on_an_order_stays(self, desk: Desk, weapon: Answer) -> None:
        an_order(desk, weapon["number"])
        refusal = desk.refused("send-out", weapon=weapon["number"], **VOUCHER)
        assert refusal.code == "weapon.on-order"

    @pytest.mark.parametrize("purpose", ["laboratory", "court"])
    def test_that_a_hold_keeps_it_for_laboratory_and_court(
        self, desk: Desk, weapon: Answer, purpose: str
    ) -> None:
        desk.do("place-hold", weapon=weapon["number"], hold_kind="evidence", **HOLD)
        assert send(desk, weapon, purpose=purpose)["voucher"]

    @pytest.mark.parametrize("purpose", ["marking", "test firing", "with a holder"])
    def test_that_a_hold_keeps_it_from_all_others(
        self, desk: Desk, weapon: Answer, purpose: str
    ) -> None:
        desk.do("place-hold", weapon=weapon["number"], hold_kind="evidence", **HOLD)
        fields = {**VOUCHER, "purpose": purpose}
        refusal = desk.refused("send-out", weapon=weapon["number"], **fields)
        assert refusal.code == "weapon.on-hold"

    @pytest.mark.parametrize(
        "changed", [{"safety": "unsafe"}, {"custody": "missing"}], ids=["unsafe", "missing"]
    )
    def test_that_sql_lets_only_what_is_in_hand_and_clear_go(
        self, desk: Desk, weapon: Answer, changed: dict[str, str]
    ) -> None:
        desk.do("observe", weapon=weapon["number"], **changed)
        row = self.a_row(desk, weapon)
        with pytest.raises(IntegrityError, match="in hand, clear"), desk.writing() as tx:
            tx.insert("going_out", row)

    def test_that_sql_keeps_what_is_held(self, desk: Desk, weapon: Answer) -> None:
        desk.do("place-hold", weapon=weapon["number"], hold_kind="evidence", **HOLD)
        row = {**self.a_row(desk, weapon), "purpose": "with a holder"}
        with pytest.raises(IntegrityError, match="free of holds"), desk.writing() as tx:
            tx.insert("going_out", row)

    def test_that_sql_has_it_out_once(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        desk.do("observe", weapon=weapon["number"], place="Store")
        desk.do("observe", weapon=weapon["number"], custody="in hand")
        row = self.a_row(desk, weapon)
        with pytest.raises(IntegrityError, match="in hand, clear"), desk.writing() as tx:
            tx.insert("going_out", row)

    def test_that_a_voucher_is_not_changed(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        with pytest.raises(IntegrityError, match="ended once"), desk.writing() as tx:
            tx.connection.execute("UPDATE going_out SET due_on = '2027-12-01'")

    def test_that_a_voucher_is_closed_once(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        back(desk, weapon)
        with pytest.raises(IntegrityError, match="ended once"), desk.writing() as tx:
            tx.connection.execute("UPDATE going_out SET condition = 'whole'")

    @staticmethod
    def a_row(desk: Desk, weapon: Answer) -> dict[str, str]:
        return {
            "number": "OV-1",
            "weapon": weapon["weapon"],
            "purpose": "laboratory",
            "to_whom": "x",
            "carried_by": desk.row("roster", name="P. Official")["id"],
            "due_on": "2026-12-01",
            "sent_by": desk.register.operator.operator,
            "sent_at": "2026-11-22",
        }


class TestComingBack:
    def test_that_it_is_looked_into_before_it_is_stored_again(
        self, desk: Desk, weapon: Answer
    ) -> None:
        voucher = send(desk, weapon)["voucher"]
        answer = back(desk, weapon)
        row = row_of(desk, weapon)
        assert (answer["voucher"], answer["breaches"]) == (voucher, [])
        assert (row["custody"], row["safety"]) == ("in hand", "not checked")
        assert desk.row("place", id=row["place"])["kind"] == "isolation point"
        refusal = desk.refused("put-away", weapon=weapon["number"])
        assert refusal.code == "weapon.not-clear"
        assert desk.findings() == []

    def test_that_a_part_stays_a_part(self, desk: Desk, weapon: Answer) -> None:
        desk.do("observe", weapon=weapon["number"], safety="component")
        send(desk, weapon)
        assert back(desk, weapon, place="Store")["breaches"] == []
        assert row_of(desk, weapon)["safety"] == "component"

    def test_that_straight_into_the_store_is_a_breach(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        breaches = back(desk, weapon, place="Store")["breaches"]
        assert breaches == ["not checked at Store"]
        assert row_of(desk, weapon)["breaches"] == "not checked at Store"
        assert desk.row("going_out")["breaches"] == "not checked at Store"

    def test_that_coming_late_is_a_breach(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        desk.practice.clock.go_on(days=10)
        assert back(desk, weapon)["breaches"] == ["back on 2026-12-02, due on 2026-12-01"]

    def test_that_its_condition_is_written_down(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        back(desk, weapon, condition="stock cracked")
        assert desk.row("going_out")["condition"] == "stock cracked"

    def test_that_it_comes_back_after_it_was_given_up(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        given_up(desk, weapon)
        assert back(desk, weapon)["breaches"] == ["back after being lost or stolen"]
        assert desk.row("alarm")["said"] == "back after being lost or stolen"
        assert row_of(desk, weapon)["custody"] == "in hand"

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("field.missing", {"condition": ""}),
            ("place.unknown", {"place": "Moon"}),
            ("date.to-come", {"back_on": "2026-11-23"}),
        ],
    )
    def test_that_coming_back_says_how_and_where(
        self, desk: Desk, weapon: Answer, code: str, changed: dict[str, object]
    ) -> None:
        send(desk, weapon)
        fields = {"weapon": weapon["number"], "condition": "as it left", **changed}
        assert desk.refused("take-back", **fields).code == code

    def test_that_what_was_not_sent_is_not_taken_back(self, desk: Desk, weapon: Answer) -> None:
        fields = {"weapon": weapon["number"], "condition": "as it left"}
        assert desk.refused("take-back", **fields).code == "out.not-out"

    def test_that_it_may_leave_and_come_back_again(self, desk: Desk, weapon: Answer) -> None:
        first = send(desk, weapon)["voucher"]
        back(desk, weapon)
        looked = {"safety": "clear", "cleared_by": "holder", "verified_by": "P. Observer"}
        desk.do("record-clearance", weapon=weapon["number"], **looked)
        second = send(desk, weapon)["voucher"]
        assert first < second
        assert row_of(desk, weapon)["custody"] == "out"

    def test_that_what_is_overdue_is_listed(self, desk: Desk, weapon: Answer) -> None:
        other = a_weapon(desk, serial="77")
        send(desk, weapon)
        send(desk, other, due_on="2026-12-05")
        desk.practice.clock.go_on(days=9)
        assert out.overdue(desk.register) == ()
        desk.practice.clock.go_on(days=1)
        assert [each["weapon_number"] for each in out.overdue(desk.register)] == [weapon["number"]]
        assert [each["due_on"] for each in out.out_now(desk.register)] == [
            "2026-12-01",
            "2026-12-05",
        ]

    def test_that_what_was_given_up_is_not_waited_for(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        given_up(desk, weapon)
        assert out.out_now(desk.register) == ()

    def test_that_what_is_back_is_not_listed(self, desk: Desk, weapon: Answer) -> None:
        send(desk, weapon)
        back(desk, weapon)
        assert out.out_now(desk.register) == ()
