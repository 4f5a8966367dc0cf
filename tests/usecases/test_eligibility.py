"""Eligibility: a named person decides under a rule that is shown; an appeal is another decision."""

from __future__ import annotations

import pytest
from bringers import NAMED, campaigns, closed
from factory import Desk, a_campaign, a_hand_in

from salw_desktop.database.connection import IntegrityError
from salw_desktop.usecases.intake import eligibility

BRINGER = {"name": "Zebulon Practice", "card_number": "PX-4711"}
RULE = {
    "rule": "One serviceable weapon, or 150 rounds (Article 7)",
    "facts": "AKM, serviceable, with 12 rounds",
    "eligible": True,
    "decided_by": "P. Official",
    "reason": "the weapon fires",
}


@pytest.fixture
def hand_in(desk: Desk) -> str:
    campaigns(desk)
    return a_hand_in(desk, NAMED, bringer=BRINGER)


def decide(desk: Desk, hand_in: str, **changed: object) -> dict[str, object]:
    return desk.do("decide-eligibility", hand_in=hand_in, **{**RULE, **changed})


def test_that_a_named_person_decides_under_a_rule(desk: Desk, hand_in: str) -> None:
    decide(desk, hand_in, referred_to="Reintegration office")
    (found,) = eligibility.decisions_on(desk.register, hand_in)
    assert (found["rule"], found["facts"]) == (RULE["rule"], RULE["facts"])
    assert (found["is_eligible"], found["why"]) == (1, "the weapon fires")
    assert (found["decided_by_name"], found["decided_on"]) == ("P. Official", "2026-11-22")
    assert found["referred_to"] == "Reintegration office"
    assert desk.findings() == []


def test_that_after_an_appeal_the_newest_decision_counts(desk: Desk, hand_in: str) -> None:
    decide(desk, hand_in, eligible=False, reason="no firing pin")
    answer = decide(desk, hand_in, reason="appeal: firing pin handed in later")
    found = eligibility.decisions_on(desk.register, hand_in)
    assert answer["decisions_before"] == 1
    assert [each["is_eligible"] for each in found] == [1, 0]


def test_that_whoever_is_not_eligible_gets_his_receipt(desk: Desk, hand_in: str) -> None:
    decide(desk, hand_in, eligible=False)
    line = {"line_kind": "ammunition", "described": "loose rounds", "unit": "rounds"}
    desk.do("add-line", hand_in=hand_in, quantity=46, **line)
    assert desk.do("issue-receipt", hand_in=closed(desk, hand_in))["number"]


def test_that_it_is_decided_in_a_ddr_campaign_only(desk: Desk) -> None:
    a_campaign(desk, "FOUND", campaign_kind="found", named=True)
    hand_in = a_hand_in(desk, "FOUND", bringer=BRINGER)
    refusal = desk.refused("decide-eligibility", hand_in=hand_in, **RULE)
    assert (refusal.code, refusal.field) == ("eligibility.not-ddr", "hand_in")


def test_that_nobodys_eligibility_is_decided_where_nobody_is_named(desk: Desk) -> None:
    campaigns(desk)
    nameless = a_hand_in(desk, NAMED)
    refusal = desk.refused("decide-eligibility", hand_in=nameless, **RULE)
    assert (refusal.code, refusal.field) == ("eligibility.no-person", "hand_in")


@pytest.mark.parametrize("name", ["rule", "facts", "referred_to", "reason"])
@pytest.mark.parametrize("said", ["what Zebulon brought", "card px-4711"])
def test_that_no_text_says_who_it_is(desk: Desk, hand_in: str, name: str, said: str) -> None:
    refusal = desk.refused("decide-eligibility", hand_in=hand_in, **{**RULE, name: said})
    assert (refusal.code, refusal.field) == ("eligibility.names-him", name)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("roster.unknown", {"decided_by": "Nobody"}),
        ("field.missing", {"rule": " "}),
        ("field.missing", {"facts": ""}),
        ("reason.missing", {"reason": ""}),
        ("date.to-come", {"decided_on": "2026-11-23"}),
        ("hand-in.unknown", {"hand_in": "HI-1"}),
    ],
)
def test_that_a_decision_says_what_by_whom_and_why(
    desk: Desk, hand_in: str, code: str, changed: dict[str, object]
) -> None:
    fields = {"hand_in": hand_in, **RULE, **changed}
    assert desk.refused("decide-eligibility", **fields).code == code


def test_that_an_erased_persons_appeal_is_still_decided(desk: Desk, hand_in: str) -> None:
    desk.do("erase-person", "Storekeeper", person=hand_in, reason="asked for it")
    assert decide(desk, hand_in)["eligibility"]


def test_that_sql_wants_a_person_too(desk: Desk, hand_in: str) -> None:
    decide(desk, hand_in)
    a_hand_in(desk, NAMED)
    with pytest.raises(IntegrityError, match="somebody who is named"), desk.writing() as tx:
        tx.connection.execute(
            "INSERT INTO eligibility SELECT 'x', hand_in.id, rule, facts, is_eligible, why, referred_to, decided_by, decided_on,"
            " recorded_by FROM eligibility, hand_in WHERE hand_in.person IS NULL"
        )


def test_that_a_decision_is_not_changed(desk: Desk, hand_in: str) -> None:
    decide(desk, hand_in)
    with pytest.raises(IntegrityError, match="another decision"), desk.writing() as tx:
        tx.connection.execute("UPDATE eligibility SET is_eligible = 0")
