"""The roster, places, campaigns, and who may do what."""

from __future__ import annotations

import pytest
from factory import DEPUTY, RECORDER, STOREKEEPER, SUPERVISOR, Desk, a_campaign, block

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import Role
from salw_desktop.usecases import staffing

PERSON = {"name": "P. New", "function": "armourer", "organisation": "Army"}


def test_that_a_person_is_added_with_his_qualification(desk: Desk) -> None:
    more = {"qualification": "EOD", "level": "2", "valid_until": "2027-01-31"}
    id_ = desk.do("add-to-roster", **PERSON, **more)["person"]
    assert desk.row("roster", id=id_) == {"id": id_, **PERSON, **more}


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("roster.twice", "name", {"name": "P. Cutter"}),
        ("field.missing", "name", {"name": " "}),
        ("field.missing", "function", {"function": ""}),
        ("date.malformed", "valid_until", {"valid_until": "31.1.2027"}),
    ],
)
def test_that_a_person_is_refused(
    desk: Desk, code: str, field: str, changed: dict[str, str]
) -> None:
    refusal = desk.refused("add-to-roster", **{**PERSON, **changed})
    assert (refusal.code, refusal.field) == (code, field)


def test_that_a_place_is_added_at_the_site(desk: Desk) -> None:
    desk.do("add-place", name="Bunker", place_kind="Store")
    place = desk.row("place", name="Bunker")
    assert (place["kind"], place["site"]) == ("store", desk.row("station")["site"])


def test_that_a_place_stands_once_and_is_of_a_known_kind(desk: Desk) -> None:
    assert desk.refused("add-place", name="Store", place_kind="store").code == "place.twice"
    assert desk.refused("add-place", name="Pub", place_kind="pub").code == "word.not-listed"


def test_that_a_campaign_is_opened_with_what_it_promises(desk: Desk) -> None:
    a_campaign(desk, "AMN", campaign_kind="amnesty", legal_promise="no questions asked")
    campaign = desk.row("campaign", code="AMN")
    assert (campaign["is_named"], campaign["legal_promise"]) == (0, "no questions asked")


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("campaign.twice", {"code": "DDR1"}),
        ("campaign.amnesty-is-anonymous", {"campaign_kind": "amnesty", "named": True}),
        ("word.not-listed", {"campaign_kind": "raffle"}),
        ("field.missing", {"authority": ""}),
    ],
)
def test_that_a_campaign_is_refused(desk: Desk, code: str, changed: dict[str, object]) -> None:
    fields: dict[str, object] = {
        "code": "NEW",
        "name": "New",
        "campaign_kind": "DDR",
        "authority": "Commission",
        "named": False,
        "may_be_traced": True,
    }
    assert desk.refused("open-campaign", **{**fields, **changed}).code == code


def roles(desk: Desk, name: str) -> set[str]:
    id_ = desk.row("operator", name=name)["id"]
    return {row["role"] for row in desk.rows("operator_role", operator=id_) if not row["ended_at"]}


def test_that_two_give_a_role_and_it_counts_at_once(desk: Desk) -> None:
    desk.do("give-role", STOREKEEPER, operator=RECORDER, role="supervisor")
    assert roles(desk, RECORDER) == {"recorder", "supervisor"}
    desk.sit(RECORDER)
    desk.do("add-place", name="Bunker", place_kind="store")


def test_that_a_role_is_refused(desk: Desk) -> None:
    one = {"operator": RECORDER, "role": "recorder"}
    assert desk.refused("give-role", STOREKEEPER, **one).code == "operator.has-role"
    nobody = {"operator": "Nobody", "role": "recorder"}
    assert desk.refused("give-role", STOREKEEPER, **nobody).code == "operator.not-here"
    assert desk.refused("give-role", **one).code == "second.missing"


def test_that_a_blocked_operator_gets_no_role(desk: Desk) -> None:
    block(desk, RECORDER)
    role = {"operator": RECORDER, "role": "supervisor"}
    assert desk.refused("give-role", STOREKEEPER, **role).code == "operator.blocked"


def refused_block(desk: Desk, name: str) -> str:
    with pytest.raises(Refusal) as refused:
        block(desk, name)
    return refused.value.code


def test_that_an_operator_is_blocked_once(desk: Desk) -> None:
    block(desk, DEPUTY)
    assert desk.row("operator", name=DEPUTY)["blocked_at"]
    assert refused_block(desk, DEPUTY) == "operator.blocked"


def test_that_the_last_supervisor_is_not_blocked(desk: Desk) -> None:
    block(desk, DEPUTY)
    assert refused_block(desk, SUPERVISOR) == "operator.last-supervisor"


@pytest.mark.parametrize(
    ("code", "name", "person", "roles"),
    [
        ("operator.twice", DEPUTY, "P. Visitor", (Role.RECORDER,)),
        ("operator.person-has-key", "New", DEPUTY, (Role.RECORDER,)),
        ("field.missing", "New", "P. Visitor", ()),
        ("roster.unknown", "New", "P. Nobody", (Role.RECORDER,)),
    ],
)
def test_that_an_operator_is_refused(
    desk: Desk, code: str, name: str, person: str, roles: tuple[Role, ...]
) -> None:
    second = desk.key(STOREKEEPER)
    with pytest.raises(Refusal) as refused:
        staffing.add_operator(desk.register, name=name, person=person, roles=roles, second=second)
    assert refused.value.code == code


def test_that_an_operator_is_introduced_by_two(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        staffing.add_operator(
            desk.register, name="New", person="P. Visitor", roles=(Role.RECORDER,), second=None
        )
    assert refused.value.code == "second.missing"
    introduced = desk.row("operator", name=DEPUTY)
    two = {introduced["introduced_by"], introduced["introduced_second"]}
    assert two == {desk.row("operator", name=name)["id"] for name in (SUPERVISOR, STOREKEEPER)}
