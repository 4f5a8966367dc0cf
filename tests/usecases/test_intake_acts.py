"""The table: who brought it, what else was brought, what is still to come, how it ends, and how the day is counted."""

from __future__ import annotations

import pytest
from bringers import AMNESTY, NAMED, campaigns
from factory import DEPUTY, STOREKEEPER, Desk, a_campaign, a_hand_in, a_weapon, an_order

from salw_desktop.database.connection import IntegrityError
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import acts
from salw_desktop.usecases.intake.hand_ins import BY_PEOPLE, OpenHandIn
from salw_desktop.usecases.intake.persons import Bringer

NO_PERSON = [word for word in words_of("hand_in", "brought_by") if word not in BY_PEOPLE]
LINE = {"line_kind": "ammunition", "described": "loose rounds", "unit": "rounds", "quantity": 46}
TO_COME = {"state": "still to come", "lies_at": "Unloading bay"}


@pytest.fixture(autouse=True)
def _open(desk: Desk) -> None:
    campaigns(desk)


@pytest.mark.parametrize("brought_by", NO_PERSON)
def test_that_what_no_person_brought_asks_no_question(desk: Desk, brought_by: str) -> None:
    fields = {"brought_by": brought_by, "from_unit": "Unit 3", "voucher": "V-7"}
    answer = desk.do("open-hand-in", campaign=NAMED, **fields)
    row = desk.row("hand_in", id=answer["hand_in"])
    assert [row[name] for name in (*fields, "person")] == [*fields.values(), None]


@pytest.mark.parametrize("campaign", [NAMED, AMNESTY])
@pytest.mark.parametrize("brought_by", BY_PEOPLE)
def test_that_people_may_come_without_a_name(desk: Desk, campaign: str, brought_by: str) -> None:
    number = a_hand_in(desk, campaign, brought_by=brought_by)
    assert desk.row("hand_in", number=number)["person"] is None


@pytest.mark.parametrize("act", ["open-hand-in", "add-line"])
def test_that_less_than_nothing_is_refused(desk: Desk, act: str) -> None:
    hand_in = a_hand_in(desk)
    fields = {
        "open-hand-in": {"campaign": NAMED, "brought_by": "unattended", "declared": -1},
        "add-line": {**LINE, "hand_in": hand_in, "quantity": -1},
    }
    assert desk.refused(act, **fields[act]).code == "quantity.negative"


def test_that_a_hand_in_of_another_day_is_signed_by_another(desk: Desk) -> None:
    fields = {"campaign": NAMED, "brought_by": "unattended"}
    assert "countersign" not in desk.do("open-hand-in", **fields)
    late = desk.do("open-hand-in", **fields, opened_on="2026-11-20", late_because="slip came late")
    row = desk.row("countersign", id=late["countersign"])
    assert (row["kind"], row["subject"]) == ("late entry", late["number"])


def test_that_a_hand_in_is_completed_elsewhere(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    desk.do("close-hand-in", hand_in=hand_in, place="Store")
    row = desk.row("hand_in", number=hand_in)
    assert row["completed_at_place"] == desk.row("place", name="Store")["id"]
    assert row["place"] == desk.row("place", name="Registration table")["id"]


def test_that_lines_are_numbered_in_their_hand_in(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    lines = [desk.do("add-line", hand_in=hand_in, **LINE)["line"] for _ in range(2)]
    assert lines == [1, 2]
    assert desk.do("add-line", hand_in=a_hand_in(desk), **LINE)["line"] == 1


def test_that_what_is_still_to_come_comes_after_the_end(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    desk.do("add-line", hand_in=hand_in, **LINE, **TO_COME)
    assert desk.do("close-hand-in", hand_in=hand_in)["still_to_come"] == 1
    desk.practice.clock.go_on(days=2)
    fields = {"hand_in": hand_in, "line": 1, "place": "Store", "quantity": 40}
    answer = desk.do("receive-line", **fields)
    row = desk.row("hand_in_line")
    assert answer["breaches"] == [row["breaches"]] == ["46 were declared, 40 came"]
    assert (row["state"], row["quantity"], row["lies_at"]) == ("received", 40, None)
    assert row["received_on"] == "2026-11-24"
    assert row["received_at_place"] == desk.row("place", name="Store")["id"]


def test_that_what_never_comes_is_no_breach(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    desk.do("add-line", hand_in=hand_in, **LINE, **TO_COME)
    desk.do("receive-line", hand_in=hand_in, line=1, state="will not come")
    row = desk.row("hand_in_line")
    assert (row["state"], row["received_on"], row["breaches"]) == ("will not come", None, None)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("line.unknown", {"line": 3}),
        ("line.ended", {"line": 1}),
        ("quantity.negative", {"line": 2, "quantity": -1}),
        ("word.not-listed", {"line": 2, "state": "still to come"}),
    ],
)
def test_that_a_line_is_not_received(desk: Desk, code: str, changed: dict[str, object]) -> None:
    hand_in = a_hand_in(desk)
    desk.do("add-line", hand_in=hand_in, **LINE)
    desk.do("add-line", hand_in=hand_in, **LINE, **TO_COME)
    assert desk.refused("receive-line", hand_in=hand_in, **changed).code == code


@pytest.mark.parametrize(
    "changed", [{"line_kind": "gold"}, {"unit": "bags"}, {"packed": "tied"}, {"state": "lost"}]
)
def test_that_a_line_has_words_of_its_lists(desk: Desk, changed: dict[str, str]) -> None:
    refusal = desk.refused("add-line", hand_in=a_hand_in(desk), **{**LINE, **changed})
    assert refusal.code == "word.not-listed"


def test_that_an_ended_hand_in_takes_no_line(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    desk.do("close-hand-in", hand_in=hand_in, end="left without receipt")
    assert desk.refused("add-line", hand_in=hand_in, **LINE).code == "hand-in.ended"


def test_that_a_withdrawn_hand_in_gives_its_weapons_back(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    weapon = a_weapon(desk, hand_in=hand_in)
    answer = desk.do("close-hand-in", hand_in=hand_in, end="withdrawn")
    assert (answer["given_back"], answer["breaches"]) == ([weapon["number"]], [])
    row = desk.row("weapon", id=weapon["weapon"])
    assert (row["custody"], row["place"]) == ("returned", None)
    assert desk.row("label", weapon=weapon["weapon"])["state"] == "void"
    assert desk.findings() == []


def test_that_a_seizure_is_not_withdrawn(desk: Desk) -> None:
    a_campaign(desk, "SEIZED", campaign_kind=_a_kind_that_is_not_voluntary())
    hand_in = a_hand_in(desk, "SEIZED")
    refusal = desk.refused("close-hand-in", hand_in=hand_in, end="withdrawn")
    assert refusal.code == "hand-in.not-voluntary"


def _a_kind_that_is_not_voluntary() -> str:
    voluntary = ("DDR", "amnesty", "T-WAM")
    return next(word for word in words_of("campaign", "kind") if word not in voluntary)


def hold(desk: Desk, weapon: str) -> None:
    fields = {"authority": "Court", "case_number": "7", "ordered_on": "2026-11-20"}
    desk.do("place-hold", weapon=weapon, hold_kind="evidence", **fields)


def order(desk: Desk, weapon: str) -> None:
    an_order(desk, weapon)


def put_away(desk: Desk, weapon: str) -> None:
    desk.sit(STOREKEEPER)
    desk.do("put-away", weapon=weapon)
    desk.sit("Supervisor")


@pytest.mark.parametrize(
    ("keep", "why"),
    [
        (hold, "on hold"),
        (order, "on a destruction order"),
        (put_away, "put away in a store"),
    ],
)
def test_that_one_weapon_stays_and_the_other_goes_back(desk: Desk, keep: object, why: str) -> None:
    hand_in = a_hand_in(desk)
    one = a_weapon(desk, hand_in=hand_in)
    other = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="CD 55")
    keep(desk, one["number"])  # type: ignore[operator]
    answer = desk.do("close-hand-in", hand_in=hand_in, end="withdrawn")
    assert answer["given_back"] == [other["number"]]
    assert answer["breaches"] == [f"{one['number']} stays: {why}"]
    assert desk.row("weapon", id=one["weapon"])["custody"] == "in hand"


def acknowledge_all(desk: Desk) -> None:
    for alarm in desk.rows("alarm"):
        desk.do("acknowledge-alarm", alarm=alarm["id"], reason="both histories were read")


def test_that_a_weapon_of_the_store_does_not_leave_through_a_second_hand_in(desk: Desk) -> None:
    weapon = a_weapon(desk)
    second = a_hand_in(desk)
    desk.do("hand-in-again", weapon=weapon["number"], hand_in=second)
    acknowledge_all(desk)
    answer = desk.do("close-hand-in", hand_in=second, end="withdrawn")
    assert answer["breaches"] == [f"{weapon['number']} stays: it was in our hands before"]
    with pytest.raises(IntegrityError, match="it came with"), desk.writing() as tx:
        tx.change("weapon", weapon["weapon"], custody="returned")


def test_that_what_was_given_back_may_come_and_go_again(desk: Desk) -> None:
    first, second = a_hand_in(desk), a_hand_in(desk)
    weapon = a_weapon(desk, hand_in=first)
    desk.do("close-hand-in", hand_in=first, end="withdrawn")
    desk.do("hand-in-again", weapon=weapon["number"], hand_in=second)
    acknowledge_all(desk)
    answer = desk.do("close-hand-in", hand_in=second, end="withdrawn")
    assert answer["given_back"] == [weapon["number"]]


def test_that_sql_lets_nothing_out_of_a_store(desk: Desk) -> None:
    hand_in = a_hand_in(desk)
    weapon = a_weapon(desk, hand_in=hand_in)
    put_away(desk, weapon["number"])
    desk.do("close-hand-in", hand_in=hand_in, end="withdrawn")
    with pytest.raises(IntegrityError, match="before it was accepted"), desk.writing() as tx:
        tx.change("weapon", weapon["weapon"], custody="returned", place=None)


def test_that_the_ticks_of_a_day_enter_the_journal_as_totals(desk: Desk) -> None:
    tick(desk, 5, sex="male", age_band="25-59")
    tick(desk, 6, sex="female", age_band="60+")
    assert desk.do("close-day", DEPUTY)["came"] == 11
    rows = {(row["sex"], row["age_band"]): row["count"] for row in desk.rows("day_tally")}
    assert rows == {("male", "25-59"): 5, ("female", "60+"): 6}


def tick(desk: Desk, count: int, **fields: str) -> None:
    for _ in range(count):
        assert desk.changes("count-bringer", **fields).events == ()


def test_that_a_tick_after_the_close_stands_in_the_next_day(desk: Desk) -> None:
    desk.do("close-day")
    tick(desk, 5, sex="male", age_band="18-24")
    desk.practice.clock.go_on(days=1)
    assert desk.do("close-day")["came"] == 5
    desk.practice.clock.go_on(days=1)
    assert desk.do("close-day")["came"] == 0


def test_that_a_few_people_enter_no_journal_until_they_are_five(desk: Desk) -> None:
    tick(desk, 4, sex="male", age_band="60+")
    tick(desk, 5, sex="female", age_band="60+")
    told = []
    for _ in range(2):
        answer = desk.do("close-day")
        told.append((answer["came"], answer["carried_on"]))
        desk.practice.clock.go_on(days=1)
        tick(desk, 1, sex="male", age_band="60+")
    told.append((desk.do("close-day")["came"], 0))
    assert told == [(5, 4), (5, 0), (0, 0)]
    assert [row["count"] for row in desk.rows("day_tally")] == [5, 5]


def test_that_sql_writes_no_small_figure_with_a_day(desk: Desk) -> None:
    day = desk.do("close-day")["day"]
    row = {"day": day, "sex": "male", "age_band": "60+", "count": 4}
    with pytest.raises(IntegrityError, match="CHECK"), desk.writing() as tx:
        tx.insert("day_tally", row)


@pytest.mark.parametrize("changed", [{"sex": "boy"}, {"age_band": "12-17"}])
def test_that_a_tick_is_of_an_adult_and_of_the_list(desk: Desk, changed: dict[str, str]) -> None:
    fields = {"sex": "male", "age_band": "25-59", **changed}
    assert desk.refused("count-bringer", **fields).code == "word.not-listed"


def test_that_what_is_recorded_after_the_close_stands_on_the_next_sheet(desk: Desk) -> None:
    desk.do("close-day")
    a_weapon(desk)
    a_hand_in(desk, opened_on="2026-11-21", late_because="no power")
    desk.practice.clock.go_on(days=1)
    named = ("hand_ins", "weapons", "late")
    answer = desk.do("close-day")
    assert [answer[name] for name in named] == [2, 1, 1]


def test_that_no_weapon_stands_on_two_sheets_or_on_none(desk: Desk) -> None:
    a_weapon(desk)
    desk.practice.clock.go_on(days=1)
    a_weapon(desk)
    counted = desk.do("close-day", date="2026-11-22")["weapons"]
    a_weapon(desk)
    counted += desk.do("close-day", date="2026-11-23")["weapons"]
    a_weapon(desk)
    desk.practice.clock.go_on(days=1)
    counted += desk.do("close-day", date="2026-11-24")["weapons"]
    counted += desk.do("close-day", date="2026-11-21")["weapons"]
    assert counted == len(desk.rows("weapon")) == 4


def test_that_the_list_of_acts_shows_what_is_said_of_a_bringer() -> None:
    (field,) = (each for each in acts.fields_of(OpenHandIn) if each.name == "bringer")
    assert (field.kind, field.is_required) == (
        "{name, card_number, group, nationality, district, sex, age_band}",
        False,
    )


def test_that_a_bringer_is_read_from_json() -> None:
    text = b'{"campaign": "DDR1", "brought_by": "person", "bringer": {"name": "A", "sex": "male"}}'
    command = acts.read_act("open-hand-in", text)
    assert isinstance(command, OpenHandIn)
    assert command.bringer == Bringer(name="A", sex="male")


@pytest.mark.parametrize(
    ("code", "field", "bringer"),
    [
        ("field.missing", "bringer.name", b'{"sex": "male"}'),
        ("act.field-unknown", "bringer.phone", b'{"name": "A", "phone": "1"}'),
        ("act.field-kind", "bringer", b'"A"'),
        ("act.field-kind", "bringer.name", b'{"name": 7}'),
    ],
)
def test_that_a_bringer_is_not_read(code: str, field: str, bringer: bytes) -> None:
    text = b'{"campaign": "DDR1", "brought_by": "person", "bringer": ' + bringer + b"}"
    with pytest.raises(Refusal) as refused:
        acts.read_act("open-hand-in", text)
    assert (refused.value.code, refused.value.field) == (code, field)
