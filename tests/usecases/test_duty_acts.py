"""Who may act and when: the day opened by another clock, and those who stand for others."""

from __future__ import annotations

import pytest
from factory import (
    AUDITOR,
    DEPUTY,
    RECORDER,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    a_clearance,
    a_hand_in,
    an_order,
    block,
)

from salw_desktop.database import people
from salw_desktop.database.connection import IntegrityError
from salw_desktop.domain.people import Role
from salw_desktop.usecases.at_the_window import clock_doubt
from salw_desktop.usecases.duty import appointments, day_opening

CLOCK = "wrist watch"
APPROVE = "UPDATE destruction_order SET state = 'approved', approved_by = ?, approved_at = '2026-11-23T10:00:00+00:00' WHERE number = ?"
LEAVE = {"until_on": "2026-11-30", "reason": "supervisor on leave"}


def operator(desk: Desk, name: str) -> str:
    return str(desk.row("operator", name=name)["id"])


def open_day(desk: Desk, minutes: int = 0) -> Answer:
    """By a watch that goes this many minutes before the laptop."""
    now = desk.practice.clock().claim
    said_at = now.replace(minute=now.minute + minutes).isoformat()
    return desk.do("open-day", STOREKEEPER, clock=CLOCK, said_at=said_at)


def appoint(desk: Desk, second: str = DEPUTY, **changed: object) -> Answer:
    """The storekeeper stands for the supervisor."""
    fields = {"operator": STOREKEEPER, "stands_for": SUPERVISOR, "roles": ["supervisor"], **LEAVE}
    return desk.do("appoint-acting", second, **{**fields, **changed})


def end(desk: Desk) -> Answer:
    return desk.do("end-acting", operator=STOREKEEPER, stands_for=SUPERVISOR)


class TestTheDayOpened:
    def test_that_two_people_confirm_the_time_by_another_clock(self, desk: Desk) -> None:
        assert open_day(desk)["breaches"] == []
        opening = day_opening.opening_of(desk.register, "2026-11-22")
        assert opening is not None
        names = (opening["opened_by_name"], opening["opened_second_name"])
        assert (names, opening["clock"]) == ((SUPERVISOR, STOREKEEPER), CLOCK)
        assert desk.findings() == []

    def test_that_the_difference_is_the_laptop_less_the_other_clock(self, desk: Desk) -> None:
        desk.practice.clock.go_on(minutes=5)
        seconds = range(10)  # this clock goes on at each look
        assert open_day(desk, -2)["difference_s"] - 120 in seconds
        assert open_day(desk, 2)["difference_s"] + 120 in seconds

    def test_that_offsets_are_reckoned_with(self, desk: Desk) -> None:
        said = {"clock": "radio", "said_at": "2026-11-22T12:00+02:00"}
        assert 0 <= desk.do("open-day", STOREKEEPER, **said)["difference_s"] < 60

    def test_that_five_minutes_are_believed_and_six_are_a_breach(self, desk: Desk) -> None:
        assert open_day(desk, 5)["breaches"] == []
        assert open_day(desk, 6)["breaches"] == ["the laptop's clock is 5 minutes slow"]

    def test_that_a_clock_found_wrong_is_not_believed_until_it_is_put_right(
        self, desk: Desk
    ) -> None:
        assert desk.register.is_clock_believed
        open_day(desk, 30)
        assert not desk.register.is_clock_believed
        open_day(desk)
        assert desk.register.is_clock_believed

    def test_that_the_opening_of_one_day_says_nothing_of_the_next(self, desk: Desk) -> None:
        open_day(desk, 30)
        desk.practice.clock.go_on(days=1)
        assert desk.register.is_clock_believed

    @pytest.mark.parametrize(("days", "is_ahead"), [(400, True), (-400, False)])
    def test_that_two_people_may_confirm_a_leap_but_never_a_day_gone_by(
        self, desk: Desk, days: int, *, is_ahead: bool
    ) -> None:
        a_hand_in(desk)
        assert clock_doubt(desk.register) is None
        desk.register.close()
        desk.practice.clock.go_on(days=days)
        desk.register = desk.practice.unlock()
        doubt = clock_doubt(desk.register)
        assert doubt is not None
        assert doubt.is_ahead == is_ahead
        assert not desk.register.is_clock_believed
        assert open_day(desk)["breaches"] == []
        assert (clock_doubt(desk.register) is None) == is_ahead
        assert desk.register.is_clock_believed == is_ahead

    def test_that_one_alone_opens_no_day(self, desk: Desk) -> None:
        said = {"clock": CLOCK, "said_at": "2026-11-22T09:00+00:00"}
        assert desk.refused("open-day", **said).code == "second.missing"

    @pytest.mark.parametrize("said_at", ["9 o'clock", "2026-11-22T09:00", ""])
    def test_that_a_time_wants_date_and_offset(self, desk: Desk, said_at: str) -> None:
        refusal = desk.refused("open-day", STOREKEEPER, clock=CLOCK, said_at=said_at)
        assert (refusal.code, refusal.field) == ("day-opening.time-malformed", "said_at")

    def test_that_the_difference_is_not_made_up(self, desk: Desk) -> None:
        row = {
            "clock": CLOCK,
            "said_at": "2026-11-22T10:00:00+00:00",
            "claimed_at": "2026-11-22T11:00:00+00:00",
            "opened_by": operator(desk, SUPERVISOR),
            "opened_second": operator(desk, STOREKEEPER),
        }
        for wrong in ({"difference_s": 0}, {"difference_s": 3600}):
            with (
                pytest.raises(IntegrityError, match="two clocks say"),
                desk.writing(STOREKEEPER) as tx,
            ):
                tx.insert("day_opening", {**row, **wrong})

    def test_that_an_opening_is_kept(self, desk: Desk) -> None:
        open_day(desk)
        with pytest.raises(IntegrityError, match="is not changed"), desk.writing() as tx:
            tx.connection.execute("UPDATE day_opening SET clock = 'GPS'")


class TestTheActingAppointment:
    def test_that_it_gives_the_role_between_its_dates(self, desk: Desk) -> None:
        appoint(desk, from_on="2026-11-24")
        reader, keeper = desk.register.reader, operator(desk, STOREKEEPER)
        held = [
            Role.SUPERVISOR in people.roles_of(reader, keeper, f"2026-11-{day}")
            for day in (23, 24, 30)
        ]
        assert held == [False, True, True]
        assert Role.SUPERVISOR not in people.roles_of(reader, keeper, "2026-12-01")

    def test_that_whoever_stands_for_a_supervisor_does_his_acts(self, desk: Desk) -> None:
        appoint(desk)
        desk.sit(STOREKEEPER)
        desk.do("add-place", name="Store 2", place_kind="store")
        desk.practice.clock.go_on(days=9)
        refusal = desk.refused("add-place", name="Store 3", place_kind="store")
        assert refusal.code == "operator.not-allowed"
        assert desk.findings() == []

    def test_that_he_is_a_supervisor_in_sql_too(self, desk: Desk) -> None:
        order = an_order(desk)
        appoint(desk, stands_for=DEPUTY)
        with desk.writing(STOREKEEPER) as tx:
            tx.connection.execute(APPROVE, (operator(desk, STOREKEEPER), order))
        assert desk.row("destruction_order", number=order)["state"] == "approved"

    def test_that_it_ends_in_sql_too(self, desk: Desk) -> None:
        order = an_order(desk)
        appoint(desk, stands_for=DEPUTY, until_on="2026-11-22")
        with (
            pytest.raises(IntegrityError, match="another operator"),
            desk.writing(STOREKEEPER) as tx,
        ):
            tx.connection.execute(APPROVE, (operator(desk, STOREKEEPER), order))

    def test_that_a_blocked_operator_stands_for_nobody(self, desk: Desk) -> None:
        appoint(desk, operator=RECORDER)
        block(desk, RECORDER)
        assert (
            people.roles_of(desk.register.reader, operator(desk, RECORDER), "2026-11-23") == set()
        )

    def test_that_the_two_are_no_pair(self, desk: Desk) -> None:
        appoint(desk)
        fields = {"clock": CLOCK, "said_at": "2026-11-22T09:00+00:00"}
        refusal = desk.refused("open-day", STOREKEEPER, **fields)
        assert (refusal.code, refusal.field) == ("second.stands-for-the-other", "second")
        desk.sit(STOREKEEPER)
        assert desk.refused("open-day", SUPERVISOR, **fields).code == "second.stands-for-the-other"
        desk.do("open-day", DEPUTY, **fields)

    def test_that_they_are_a_pair_again_after_its_end(self, desk: Desk) -> None:
        appoint(desk)
        end(desk)
        assert open_day(desk)["day_opening"]

    def test_that_he_does_not_countersign_for_whom_he_stands(self, desk: Desk) -> None:
        waiting = a_clearance(desk, a_hand_in(desk), "T1")
        appoint(desk)
        desk.sit(STOREKEEPER)
        refusal = desk.refused("countersign", countersign=waiting)
        assert refusal.code == "second.stands-for-the-other"
        end(desk)
        desk.do("countersign", countersign=waiting)

    def test_that_he_does_not_approve_what_the_other_wrote(self, desk: Desk) -> None:
        order = an_order(desk)
        appoint(desk)
        desk.sit(STOREKEEPER)
        assert desk.refused("approve-order", order=order).code == "second.stands-for-the-other"

    @pytest.mark.parametrize(
        ("sql", "second"),
        [
            (APPROVE, STOREKEEPER),
            (
                "UPDATE countersign SET signed_by = ?1, signed_at = '2026-11-23' WHERE ?2 <> ''",
                STOREKEEPER,
            ),
            (
                "INSERT INTO voiding SELECT 'v', 'VO-1', weapon.id, 'x', operator.id, ?1, NULL, '2026-11-23'"
                " FROM weapon, operator WHERE operator.name = 'Supervisor' AND ?2 <> ''",
                STOREKEEPER,
            ),
        ],
    )
    def test_that_sql_counts_the_two_as_one(self, desk: Desk, sql: str, second: str) -> None:
        order = an_order(desk)
        appoint(desk)
        with (
            pytest.raises(IntegrityError, match="stands for the other"),
            desk.writing(second) as tx,
        ):
            tx.connection.execute(sql, (operator(desk, STOREKEEPER), order))

    def test_that_those_who_stand_for_others_are_listed(self, desk: Desk) -> None:
        appoint(desk)
        (found,) = appointments.acting(desk.register)
        assert (found["operator_name"], found["stands_for_name"]) == (STOREKEEPER, SUPERVISOR)
        assert (found["role"], found["why"]) == ("supervisor", LEAVE["reason"])
        desk.practice.clock.go_on(days=9)
        assert appointments.acting(desk.register) == ()

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("acting.same", {"stands_for": STOREKEEPER}),
            ("acting.own", {"operator": SUPERVISOR, "stands_for": DEPUTY}),
            ("acting.not-his-role", {"stands_for": RECORDER}),
            ("acting.no-new-role", {"stands_for": SUPERVISOR, "operator": DEPUTY}),
            ("acting.dates", {"from_on": "2026-11-21"}),
            ("acting.dates", {"until_on": "2026-11-21"}),
            ("acting.too-long", {"until_on": "2026-12-23"}),
            ("word.not-listed", {"roles": ["weapons inspector"]}),
            ("field.missing", {"roles": []}),
            ("reason.missing", {"reason": ""}),
            ("operator.not-here", {"operator": "Nobody"}),
        ],
    )
    def test_that_an_appointment_is_refused(
        self, desk: Desk, code: str, changed: dict[str, object]
    ) -> None:
        fields: Answer = {"operator": STOREKEEPER, "stands_for": SUPERVISOR}
        fields |= {"roles": ["supervisor"], **LEAVE, **changed}
        refusal = desk.refused("appoint-acting", RECORDER, **fields)
        assert refusal.code == code

    def test_that_thirty_days_are_allowed(self, desk: Desk) -> None:
        assert appoint(desk, until_on="2026-12-22")["until_on"] == "2026-12-22"

    def test_that_nobody_blocked_is_appointed(self, desk: Desk) -> None:
        block(desk, RECORDER)
        fields = {"operator": RECORDER, "stands_for": SUPERVISOR, "roles": ["supervisor"]}
        assert desk.refused("appoint-acting", DEPUTY, **fields, **LEAVE).code == "operator.blocked"

    def test_that_a_lent_role_is_not_lent_on(self, desk: Desk) -> None:
        appoint(desk)
        fields = {"operator": RECORDER, "stands_for": STOREKEEPER, "roles": ["supervisor"], **LEAVE}
        assert desk.refused("appoint-acting", DEPUTY, **fields).code == "acting.not-his-role"

    def test_that_whoever_is_back_ends_it_alone(self, desk: Desk) -> None:
        made = appoint(desk)["appointments"]
        assert end(desk)["appointments"] == made
        assert appointments.acting(desk.register) == ()
        assert desk.row("acting_appointment")["ended_by"] == operator(desk, SUPERVISOR)

    @pytest.mark.parametrize("who", [RECORDER, STOREKEEPER])
    def test_that_each_of_the_two_ends_it_without_being_a_supervisor(
        self, desk: Desk, who: str
    ) -> None:
        appoint(desk, operator=RECORDER, stands_for=STOREKEEPER, roles=["storekeeper"])
        desk.sit(who)
        desk.do("end-acting", operator=RECORDER, stands_for=STOREKEEPER)
        assert appointments.acting(desk.register) == ()

    def test_that_nobody_else_ends_it(self, desk: Desk) -> None:
        appoint(desk)
        pair = {"operator": STOREKEEPER, "stands_for": SUPERVISOR}
        desk.sit(RECORDER)
        assert desk.refused("end-acting", **pair).code == "acting.not-yours"
        desk.sit(AUDITOR)
        assert desk.refused("end-acting", **pair).code == "operator.not-allowed"

    def test_that_what_does_not_stand_is_not_ended(self, desk: Desk) -> None:
        pair = {"operator": STOREKEEPER, "stands_for": SUPERVISOR}
        assert desk.refused("end-acting", **pair).code == "acting.none"

    @pytest.mark.parametrize(
        ("match", "changed"),
        [
            ("role of whoever is away", {"role": "recorder"}),
            ("role of whoever is away", {"from_on": "2026-11-21"}),
            ("CHECK", {"until_on": "2027-01-30"}),
            ("CHECK", {"until_on": "for ever"}),
            ("CHECK", {"operator": SUPERVISOR, "stands_for": DEPUTY}),
            ("nobody who is here", {"appointed_second": DEPUTY}),
        ],
    )
    def test_that_sql_refuses_it_too(self, desk: Desk, match: str, changed: dict[str, str]) -> None:
        people_ = {
            "operator": RECORDER,
            "stands_for": SUPERVISOR,
            "appointed_by": SUPERVISOR,
            "appointed_second": STOREKEEPER,
        }
        dates = {"from_on": "2026-11-22", "until_on": "2026-11-30", "at": "2026-11-22T10:00"}
        row = {"role": "supervisor", "why": "x", **dates, **people_, **changed}
        row |= {name: operator(desk, row[name]) for name in people_}
        with pytest.raises(IntegrityError, match=match), desk.writing(STOREKEEPER) as tx:
            tx.insert("acting_appointment", row)

    def test_that_sql_lets_only_a_supervisor_appoint(self, desk: Desk) -> None:
        desk.sit(RECORDER)
        row = {
            "operator": operator(desk, STOREKEEPER),
            "stands_for": operator(desk, SUPERVISOR),
            "role": "supervisor",
            "from_on": "2026-11-22",
            "until_on": "2026-11-30",
            "why": "x",
            "appointed_by": operator(desk, RECORDER),
            "appointed_second": operator(desk, DEPUTY),
            "at": "2026-11-22T10:00",
        }
        with pytest.raises(IntegrityError, match="by a supervisor"), desk.writing(DEPUTY) as tx:
            tx.insert("acting_appointment", row)

    def test_that_it_is_not_made_longer(self, desk: Desk) -> None:
        appoint(desk)
        with pytest.raises(IntegrityError, match="ended once"), desk.writing() as tx:
            tx.connection.execute("UPDATE acting_appointment SET until_on = '2026-12-20'")

    def test_that_what_has_ended_does_not_go_on(self, desk: Desk) -> None:
        appoint(desk)
        end(desk)
        with pytest.raises(IntegrityError, match="ended once"), desk.writing() as tx:
            tx.connection.execute("UPDATE acting_appointment SET ended_at = NULL, ended_by = NULL")
