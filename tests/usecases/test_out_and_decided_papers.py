"""Papers of what went out, what was read and what was decided: each result by its own number, no group on any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from bringers import BRINGER, a_named_hand_in, campaigns, closed
from factory import Desk, Practice, a_weapon, refusal_of
from paper_reading import codes, pictures, text

from salw_desktop.domain.numbers import scan_code
from salw_desktop.usecases.paperwork.kinds import KINDS

OUT, RESULT, DECISION = "out voucher", "laboratory result", "eligibility decision"
RULE = {"rule": "one serviceable weapon (Article 7)", "decided_by": "P. Official"}


@dataclass(frozen=True)
class Trade:
    """A weapon that went out and came back late, one with two results, and an appeal."""

    desk: Desk
    voucher: str
    ground: str
    hand_in: str

    def paper(self, kind: str, number: str) -> str:
        return text(KINDS[kind].draw(self.desk.register, number, 1))


@pytest.fixture(scope="module")
def trade(template: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trade]:
    practice = template.copied_to(tmp_path_factory.mktemp("trade") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    campaigns(desk)
    weapon = {"weapon": a_weapon(desk, serial="ZD 771")["number"]}
    trip = {"purpose": "court", "to_whom": "Provincial court", "carried_by": "P. Visitor"}
    voucher = desk.do("send-out", **weapon, **trip, due_on="2026-11-22")["voucher"]
    practice.clock.go_on(days=2)
    desk.do("take-back", **weapon, condition="sling is gone", place="Store")
    removed = {"serial": "", "serial_status": "removed on purpose"}
    old = {"kind": "serial", "text": "A?1", "place": "front trunnion", "legibility": "partial"}
    ground = a_weapon(desk, **removed, serial_place="front trunnion", marks=[old])["number"]
    examined = {"laboratory": "Police laboratory", "examiner": "P. Chemist", "method": "etching"}
    read = {"restoration": "in part", "report_number": "LAB 7", "read": "AB 1?3"}
    desk.do("record-laboratory-result", weapon=ground, **examined, **read, certainty="ss l?g")
    desk.do("waive-restoration", weapon=ground, waived_by="Court", reason="no more can be read")
    hand_in = closed(desk, a_named_hand_in(desk))
    refused = {"eligible": False, "facts": "no firing pin", "reason": "does not fire"}
    desk.do("decide-eligibility", hand_in=hand_in, **RULE, **refused)
    granted = {"eligible": True, "facts": "pin came later", "reason": "appeal: it fires"}
    desk.do("decide-eligibility", hand_in=hand_in, **RULE, **granted)
    yield Trade(desk, voucher, ground, hand_in)
    desk.register.close()


def test_that_the_voucher_is_the_record_of_the_going_out(trade: Trade) -> None:
    said = trade.paper(OUT, trade.voucher)
    for expected in (
        trade.voucher,
        "ZD 771",
        "Provincial court",
        "P. Visitor",
        "Due back on 2026-11-22",
    ):
        assert expected in said


def test_that_a_voucher_of_what_came_back_late_says_how(trade: Trade) -> None:
    said = trade.paper(OUT, trade.voucher)
    assert "Condition now sling is gone" in said
    assert "back on 2026-11-24, due on 2026-11-22" in said


def test_that_the_code_of_a_voucher_finds_it_again(trade: Trade) -> None:
    pdf = KINDS[OUT].draw(trade.desk.register, trade.voucher, 1)
    (code,) = {each.text for each in codes(pictures(pdf, 200)[0], 200)}
    assert code == scan_code(trade.voucher)
    assert KINDS[OUT].number_of(trade.desk.register, code) == trade.voucher


def test_that_a_result_shows_each_character_and_keeps_the_old_reading(trade: Trade) -> None:
    said = trade.paper(RESULT, f"{trade.ground}/1")
    assert "A sure B sure 1 likely ? not read 3 a guess" in said
    assert "A?1 front trunnion partial by eye" in said
    assert "Number on record removed on purpose" in said
    assert "Method etching" in said


def test_that_the_newest_result_is_printed_where_none_is_named(trade: Trade) -> None:
    assert KINDS[RESULT].number_of(trade.desk.register, trade.ground) == f"{trade.ground}/2"
    said = trade.paper(RESULT, trade.ground)
    assert "Waived by Court" in said
    assert "AB 1?3" in said  # read before, beside the older one


def test_that_an_appeal_stands_beside_what_was_decided_before(trade: Trade) -> None:
    assert "Decided before" not in trade.paper(DECISION, f"{trade.hand_in}/1")
    said = trade.paper(DECISION, trade.hand_in)
    assert "Not eligible does not fire P. Official" in said
    assert "Why appeal: it fires" in said


def test_that_a_decision_names_rule_facts_and_person(trade: Trade) -> None:
    said = trade.paper(DECISION, f"{trade.hand_in}/1")
    for expected in ("Not eligible", RULE["rule"], "no firing pin", "P. Official"):
        assert expected in said


def test_that_no_decision_names_him_or_his_group(trade: Trade) -> None:
    said = trade.paper(DECISION, trade.hand_in)
    assert [each for each in BRINGER.values() if len(each) > 2 and each in said] == []
    assert "no name stands on this paper" in said


def test_that_whoever_is_not_eligible_still_has_his_receipt(trade: Trade) -> None:
    trade.desk.do("issue-receipt", hand_in=trade.hand_in)
    number = trade.desk.row("hand_in_receipt")["number"]
    assert f"Receipt {number}" in trade.paper(DECISION, f"{trade.hand_in}/1")


@pytest.mark.parametrize("place", ["3", "0", "x"])
@pytest.mark.parametrize(
    ("kind", "code"), [(RESULT, "laboratory.no-result"), (DECISION, "eligibility.no-decision")]
)
def test_that_a_result_that_is_not_there_is_named(
    trade: Trade, kind: str, code: str, place: str
) -> None:
    number = trade.ground if kind == RESULT else trade.hand_in
    refusal = refusal_of(lambda: trade.paper(kind, f"{number}/{place}"))
    assert (refusal.code, refusal.facts["given"], refusal.facts["count"]) == (code, f"/{place}", 2)


def test_that_what_was_never_examined_has_no_result(desk: Desk) -> None:
    number = a_weapon(desk)["number"]
    refusal = refusal_of(lambda: KINDS[RESULT].draw(desk.register, number, 1))
    assert (refusal.code, refusal.facts["count"]) == ("laboratory.no-result", 0)
