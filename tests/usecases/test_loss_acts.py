"""A weapon that is not there: reported at once, searched for, closed by a supervisor with a finding."""

from __future__ import annotations

import pytest
from factory import DEPUTY, STOREKEEPER, Answer, Desk, a_destruction, a_session, a_weapon, an_order
from sqlcipher3.dbapi2 import IntegrityError

from salw_desktop.database import losses
from salw_desktop.usecases.store import holds

REPORT = {
    "discovered_on": "2026-11-22",
    "discovered_by": "P. Inspector",
    "circumstances": "weekly count, rack 2 empty",
}
HOLD = {"hold_kind": "evidence", "authority": "Court", "case_number": "12/26"}
SEEN = "ended item seen again"


@pytest.fixture
def weapon(desk: Desk) -> Answer:
    found = a_weapon(desk)
    desk.do("put-away", weapon=found["number"])
    return found


def report(desk: Desk, weapon: Answer, **changed: object) -> str:
    fields = {"weapon": weapon["number"], **REPORT, **changed}
    return str(desk.do("report-missing", **fields)["number"])


def close(desk: Desk, loss: str, finding: str, **changed: object) -> Answer:
    fields = {"loss": loss, "finding": finding, "corrective_action": "racks locked", **changed}
    return desk.do("close-loss", STOREKEEPER, **fields)


def row_of(desk: Desk, weapon: Answer) -> Answer:
    return desk.row("weapon", id=weapon["weapon"])


def place_of(desk: Desk, weapon: Answer) -> str:
    return str(desk.row("place", id=row_of(desk, weapon)["place"])["name"])


def test_that_a_weapon_is_reported_missing_under_a_number(desk: Desk, weapon: Answer) -> None:
    told = {"last_seen_on": "2026-11-15", "cause": "Theft", "notified": "HQ by radio"}
    number = report(desk, weapon, **told)
    row = desk.row("loss", number=number)
    assert number.startswith("LR-")
    assert (row["cause"], row["last_seen_on"], row["notified"]) == (
        "theft",
        "2026-11-15",
        "HQ by radio",
    )
    assert row_of(desk, weapon)["custody"] == "missing"
    assert [each["number"] for each in losses.open_losses(desk.register.reader)] == [number]
    assert desk.findings() == []


@pytest.mark.parametrize("custody", ["not found", "on the way", "out", "dual key", "missing"])
def test_that_a_loss_is_reported_wherever_the_weapon_stood(
    desk: Desk, weapon: Answer, custody: str
) -> None:
    desk.do("observe", weapon=weapon["number"], custody=custody)
    assert report(desk, weapon)
    assert row_of(desk, weapon)["custody"] == "missing"


@pytest.mark.parametrize(
    ("code", "field", "changed"),
    [
        ("roster.unknown", "discovered_by", {"discovered_by": "Nobody"}),
        ("date.malformed", "discovered_on", {"discovered_on": "today"}),
        ("date.malformed", "last_seen_on", {"last_seen_on": "soon"}),
        ("field.missing", "circumstances", {"circumstances": ""}),
        ("word.not-listed", "cause", {"cause": "magic"}),
    ],
)
def test_that_a_report_says_who_when_and_how(
    desk: Desk, weapon: Answer, code: str, field: str, changed: dict[str, str]
) -> None:
    refusal = desk.refused("report-missing", weapon=weapon["number"], **{**REPORT, **changed})
    assert (refusal.code, refusal.field) == (code, field)


def test_that_what_has_ended_is_not_lost(desk: Desk, weapon: Answer) -> None:
    a_destruction(desk, weapon["number"])
    refusal = desk.refused("report-missing", weapon=weapon["number"], **REPORT)
    assert (refusal.code, refusal.facts["custody"]) == ("loss.ended", "destroyed")


def test_that_what_was_never_taken_is_not_lost(desk: Desk) -> None:
    seen = {"seen_where": "checkpoint", "seen_on": "2026-11-20", "source_reliability": "seen by us"}
    number = desk.do("document-weapon", model="AKM", serial="AB 1", **seen)["number"]
    assert desk.refused("report-missing", weapon=number, **REPORT).code == "loss.documented"


def test_that_a_weapon_has_one_open_report(desk: Desk, weapon: Answer) -> None:
    number = report(desk, weapon)
    refusal = desk.refused("report-missing", weapon=weapon["number"], **REPORT)
    assert (refusal.code, refusal.facts["loss"]) == ("loss.open", number)
    close(desk, number, "counting error")
    assert report(desk, weapon)


def test_that_a_loss_from_a_live_order_is_told_and_stops_its_check(
    desk: Desk, weapon: Answer
) -> None:
    order = an_order(desk, weapon["number"])
    answer = desk.do("report-missing", weapon=weapon["number"], **REPORT)
    assert answer["warnings"] == [f"on the destruction order {order}"]


def test_that_a_weapon_missing_in_session_stays_missing(desk: Desk, weapon: Answer) -> None:
    session = a_session(desk, weapon["number"])
    report(desk, weapon)
    gone = {"weapon": weapon["number"], "outcome": "missing", "reason": "stolen"}
    desk.do("not-destroyed", session=session, **gone)
    assert row_of(desk, weapon)["custody"] == "missing"


def test_that_lost_or_stolen_ends_the_item_and_leaves_its_holds(desk: Desk, weapon: Answer) -> None:
    desk.do("place-hold", weapon=weapon["number"], ordered_on="2026-11-20", **HOLD)
    close(desk, report(desk, weapon), "lost or stolen")
    row = row_of(desk, weapon)
    assert (row["custody"], row["place"]) == ("lost or stolen", None)
    assert desk.row("hold")["lifted_at"] is None
    assert losses.open_losses(desk.register.reader) == []


def test_that_what_is_found_again_is_in_hand_and_not_clear_yet(desk: Desk, weapon: Answer) -> None:
    number = report(desk, weapon)
    fields = {"loss": number, "finding": "found again", "corrective_action": "none"}
    assert desk.refused("close-loss", **fields).field == "found_in"
    assert close(desk, number, "found again", found_in="Isolation point")["breaches"] == []
    row = row_of(desk, weapon)
    assert (row["custody"], row["safety"]) == ("in hand", "not checked")
    assert place_of(desk, weapon) == "Isolation point"
    assert desk.row("loss")["found_in"] == "Isolation point"


def test_that_what_was_moved_without_entry_to_a_store_is_a_breach(
    desk: Desk, weapon: Answer
) -> None:
    answer = close(desk, report(desk, weapon), "moved without entry", found_in="Store")
    assert answer["breaches"] == ["not checked at Store"]
    assert row_of(desk, weapon)["breaches"] == "not checked at Store"


def test_that_a_counting_error_leaves_everything_as_it_was(desk: Desk, weapon: Answer) -> None:
    close(desk, report(desk, weapon), "counting error")
    row = row_of(desk, weapon)
    assert (row["custody"], row["safety"]) == ("in hand", "clear")
    assert place_of(desk, weapon) == "Store"


def test_that_what_was_seen_since_is_not_lost(desk: Desk, weapon: Answer) -> None:
    number = report(desk, weapon)
    desk.do("observe", weapon=weapon["number"], place="Registration table")
    fields = {"loss": number, "finding": "lost or stolen", "corrective_action": "none"}
    refusal = desk.refused("close-loss", **fields)
    assert (refusal.code, refusal.facts["custody"]) == ("loss.seen-since", "in hand")
    close(desk, number, "found again")
    assert desk.row("loss")["found_in"] == "Registration table"


def test_that_a_loss_is_closed_once_with_a_finding_of_the_list(desk: Desk, weapon: Answer) -> None:
    number = report(desk, weapon)
    said = {"loss": number, "corrective_action": "none"}
    assert desk.refused("close-loss", finding="gone", **said).code == "word.not-listed"
    nothing = {"loss": number, "finding": "lost or stolen", "corrective_action": ""}
    assert desk.refused("close-loss", **nothing).field == "corrective_action"
    close(desk, number, "lost or stolen")
    again = desk.refused("close-loss", finding="counting error", **said)
    assert (again.code, again.facts["finding"]) == ("loss.closed", "lost or stolen")
    unknown = {**said, "loss": "LR-0", "finding": "found again"}
    assert desk.refused("close-loss", **unknown).code == "loss.unknown"


def test_that_a_storekeeper_reports_a_loss_and_closes_none(desk: Desk, weapon: Answer) -> None:
    desk.sit(STOREKEEPER)
    number = report(desk, weapon)
    fields = {"loss": number, "finding": "lost or stolen", "corrective_action": "none"}
    assert desk.refused("close-loss", **fields).code == "operator.not-allowed"


def test_that_a_lost_weapon_seen_again_raises_an_alarm(desk: Desk, weapon: Answer) -> None:
    close(desk, report(desk, weapon), "lost or stolen")
    answer = desk.do("observe", weapon=weapon["number"], place="Isolation point")
    alarm = desk.row("alarm", id=answer["alarm"])
    assert (alarm["kind"], alarm["said"]) == (SEEN, "seen again after being lost or stolen")
    assert row_of(desk, weapon)["custody"] == "in hand"
    order = {"campaign": "DDR1", "legal_basis": "x", "method": "x", "planned_on": "2026-11-23"}
    refusal = desk.refused("write-order", **order, weapons=[weapon["number"]])
    assert refusal.code == "alarm.open"


def test_that_what_never_ended_raises_no_alarm(desk: Desk, weapon: Answer) -> None:
    assert "alarm" not in desk.do("observe", weapon=weapon["number"], place="Store")
    assert desk.rows("alarm") == []


def test_that_no_sql_closes_a_loss_without_a_supervisor(desk: Desk, weapon: Answer) -> None:
    report(desk, weapon)
    row = desk.row("loss")
    keeper = desk.row("operator", name=STOREKEEPER)["id"]
    said = {"finding": "found again", "closed_at": "now"}
    with (
        pytest.raises(IntegrityError, match="closed once, by a supervisor"),
        desk.writing(STOREKEEPER) as tx,
    ):
        tx.change("loss", row["id"], closed_by=keeper, **said)
    with pytest.raises(IntegrityError, match="whose other loss is closed"), desk.writing() as tx:
        tx.insert("loss", {**row, "id": "new", "number": "LR-0"})
    with pytest.raises(IntegrityError, match="only as the finding"), desk.writing() as tx:
        tx.change("weapon", weapon["weapon"], custody="lost or stolen")


def test_that_holds_whose_review_has_come_are_listed(desk: Desk, weapon: Answer) -> None:
    for case, review_on in (("1", "2026-11-22"), ("2", "2026-11-20"), ("3", "2026-11-23")):
        dates = {"ordered_on": "2026-11-01", "review_on": review_on}
        desk.do("place-hold", weapon=weapon["number"], **{**HOLD, "case_number": case}, **dates)
    due = holds.to_review(desk.register)
    assert [(each["case_number"], each["weapon_number"]) for each in due] == [
        ("2", weapon["number"]),
        ("1", weapon["number"]),
    ]
    lifted = {"hold": due[0]["id"], "on_order_of": "Court", "reason": "closed"}
    desk.sit("Deputy")
    for waiting in desk.rows("countersign"):
        desk.do("countersign", countersign=waiting["id"])
    desk.do("lift-hold", STOREKEEPER, **lifted)
    assert [each["case_number"] for each in holds.to_review(desk.register)] == ["1"]


def test_that_nobody_ends_alone_what_he_reported_missing(desk: Desk, weapon: Answer) -> None:
    loss = report(desk, weapon)
    said = {"loss": loss, "finding": "lost or stolen", "corrective_action": "none"}
    assert desk.refused("close-loss", **said).code == "loss.own"
    desk.sit(DEPUTY)
    desk.do("close-loss", **said)
    assert row_of(desk, weapon)["custody"] == "lost or stolen"


def test_that_sql_lets_nobody_end_alone_what_he_reported_missing(
    desk: Desk, weapon: Answer
) -> None:
    id_ = desk.row("loss", number=report(desk, weapon))["id"]
    ended = {"finding": "lost or stolen", "closed_at": "2026-11-22T10:00:00Z"}
    with pytest.raises(IntegrityError, match="not ended alone"), desk.writing() as tx:
        tx.change("loss", id_, closed_by=tx.operator, **ended)
