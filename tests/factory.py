"""A practice register with valid defaults: a test changes the one thing that it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from salw_desktop.database import check, journal
from salw_desktop.database.branch import Key
from salw_desktop.database.database import Act, Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.domain.people import Role
from salw_desktop.domain.time import Moment
from salw_desktop.keys.events import Event, read_event
from salw_desktop.keys.slots import Cost
from salw_desktop.usecases import acts, keeping, staffing
from salw_desktop.usecases.commands import Changes, perform
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.register import Register
from salw_desktop.words import sentence

FAST = Cost(8, 1)
SUPERVISOR, STOREKEEPER, DEPUTY, RECORDER, AUDITOR = (
    "Supervisor",
    "Storekeeper",
    "Deputy",
    "Recorder",
    "Auditor",
)
LATER_OPERATORS = ((DEPUTY, Role.SUPERVISOR), (RECORDER, Role.RECORDER), (AUDITOR, Role.AUDITOR))
ROSTER = ("P. Inspector", "P. Observer", "P. Cutter", "P. Official", "P. Visitor")
CAMPAIGN = "DDR1"
Answer = dict[str, Any]


class FixedClock:
    """A clock that goes on a second at each look, and further when a test says so."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self._began = self._now

    def __call__(self) -> Moment:
        self._now += timedelta(seconds=1)
        uptime_ms = int((self._now - self._began).total_seconds() * 1000)
        return Moment(self._now, uptime_ms, "practice")

    def go_on(self, **by: int) -> None:
        self._now += timedelta(**by)


@dataclass(frozen=True)
class Practice:
    """A register folder and what opens it."""

    path: Path
    clock: FixedClock
    passphrases: dict[str, str]

    def unlock(self, operator: str = SUPERVISOR) -> Register:
        return keeping.unlock(self.path, operator, self.passphrases[operator], clock=self.clock)

    def key(self, operator: str) -> Key:
        return keeping.key_of(self.path, operator, self.passphrases[operator])

    def copied_to(self, path: Path) -> Practice:
        for source in sorted(self.path.rglob("*")):
            target = path / source.relative_to(self.path)
            if source.is_dir():
                target.mkdir(parents=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
        clock = FixedClock()
        clock.go_on(hours=1)
        return Practice(path, clock, self.passphrases)


def a_practice(path: Path, block: str = "1-999") -> Practice:
    """Two operators, as `salw new` makes them, and nothing else."""
    people = tuple(
        NewOperator(name, role.value, "Commission", (role,))
        for name, role in ((SUPERVISOR, Role.SUPERVISOR), (STOREKEEPER, Role.STOREKEEPER))
    )
    numbers = NumberBlock.parse(block, site="LEN") if block else None
    station = NewStation("LEN1", "LEN", (people[0], people[1]), numbers, is_practice=True)
    clock = FixedClock()
    shown = keeping.new_register(path, station, clock=clock, cost=FAST)
    return Practice(path, clock, dict(shown.passphrases))


@dataclass
class Desk:
    """An unlocked register, and acts done at it by their names as `salw do` does them."""

    practice: Practice
    register: Register
    keys: dict[str, Key] = field(default_factory=dict)

    def do(self, act: str, second: str | None = None, /, **fields: object) -> Answer:
        return dict(self.changes(act, second, **fields).answer)

    def changes(self, act: str, second: str | None = None, /, **fields: object) -> Changes:
        command = acts.read_act(act, json.dumps(fields).encode())
        return perform(command, self.register, second=self.key(second) if second else None)

    def key(self, operator: str) -> Key:
        if operator not in self.keys:
            self.keys[operator] = self.practice.key(operator)
        return self.keys[operator]

    def refused(self, act: str, second: str | None = None, /, **fields: object) -> Refusal:
        """The refusal of an act that must change nothing, its sentence looked at."""
        before = journal.tip(self.register.reader)
        with pytest.raises(Refusal) as raised:
            self.do(act, second, **fields)
        newest = self.newest_event() if journal.tip(self.register.reader) != before else None
        assert newest is None or newest.type in ("branch.opened", "clock.jumped")
        assert "None" not in sentence(raised.value.code, raised.value.facts)
        return raised.value

    def sit(self, operator: str) -> None:
        """The one before locks, the next one unlocks: a branch of his own."""
        self.register.close()
        self.register = self.practice.unlock(operator)

    def rows(self, table: str, **where: str | int) -> list[dict[str, Any]]:
        asked = " AND ".join(f"{column} = ?" for column in where) or "1"
        found = self.register.reader.execute(
            f"SELECT * FROM {table} WHERE {asked} ORDER BY id", tuple(where.values())
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, table: str, **where: str | int) -> dict[str, Any]:
        (found,) = self.rows(table, **where)
        return found

    def newest_event(self) -> Event:
        reader = self.register.reader
        return read_event(journal.entry(reader, journal.tip(reader).n).payload)

    @contextmanager
    def writing(self, second: str | None = None) -> Iterator[Transaction]:
        """A transaction of no act in particular, for SQL that no act would write."""
        key = self.key(second) if second else None
        with self.register.transaction(Act("practice.tried"), key) as tx:
            for table in self.register.database.tables:
                tx.record(table.name)
            yield tx

    def findings(self) -> list[check.Finding]:
        trusted = keeping.trusted_keys(self.register.folder.read_slots(), self.register)
        found = check.everything(self.register.database, trusted)
        return [each for each in found if not each.is_note]


def refusal_of(act: Callable[[], object]) -> Refusal:
    """The refusal that an act ends with, its sentence looked at."""
    with pytest.raises(Refusal) as raised:
        act()
    assert "None" not in sentence(raised.value.code, raised.value.facts)
    return raised.value


def introduce(desk: Desk, name: str, *roles: Role) -> None:
    desk.do("add-to-roster", name=name, function="officer", organisation="Commission")
    words = staffing.add_operator(
        desk.register, name=name, person=name, roles=roles, second=desk.key(STOREKEEPER)
    )
    desk.practice.passphrases[name] = words


def block(desk: Desk, name: str) -> None:
    staffing.block_operator(desk.register, name, "left", desk.key(STOREKEEPER))


def furnish(desk: Desk) -> None:
    """People, operators of each kind, and a campaign that may approve its own orders."""
    for name in ROSTER:
        function = "weapons inspector" if name == "P. Inspector" else "officer"
        desk.do("add-to-roster", name=name, function=function, organisation="Mission")
    for name, role in LATER_OPERATORS:
        introduce(desk, name, role)
    a_campaign(desk)


def a_campaign(desk: Desk, code: str = CAMPAIGN, **changed: object) -> str:
    fields: Answer = {
        "name": f"Campaign {code}",
        "campaign_kind": "DDR",
        "authority": "National Commission",
        "named": False,
        "may_be_traced": True,
        "may_approve_locally": True,
    }
    desk.do("open-campaign", code=code, **{**fields, **changed})
    return code


def a_hand_in(desk: Desk, campaign: str = CAMPAIGN, **changed: object) -> str:
    """Its number."""
    fields = {"brought_by": "person", "cleared_as_adult": "yes", **changed}
    return str(desk.do("open-hand-in", campaign=campaign, **fields)["number"])


def a_clearance(desk: Desk, hand_in: str, token: str, safety: str = "clear") -> str:
    """Recorded at the unloading bay; returns the countersignature that waits for it."""
    fields = {"safety": safety, "cleared_by": "holder", "verified_by": "P. Observer"}
    answer = desk.do("record-clearance", hand_in=hand_in, token=token, **fields)
    return str(answer["countersign"])


def a_weapon(desk: Desk, *, safety: str | None = "clear", **changed: object) -> Answer:
    """Recorded with its clearance in a hand-in of its own; `safety=None`: nobody looked into it."""
    hand_in = str(changed.pop("hand_in", "")) or a_hand_in(desk)
    fields: Answer = {"model": "AKM", "serial": "AB 12340", **changed}
    if safety:
        a_clearance(desk, hand_in, "T1", safety)
        fields["clearance"] = "T1"
    return desk.do("record-weapon", hand_in=hand_in, **fields)


def countersign_all(desk: Desk, operator: str = STOREKEEPER) -> None:
    """Every open signature given by another operator, at the same laptop."""
    before = desk.register.operator_name
    desk.sit(operator)
    for waiting in desk.rows("countersign"):
        if waiting["signed_at"] is None:
            desk.do("countersign", countersign=waiting["id"])
    desk.sit(before)


def an_order(desk: Desk, *numbers: str, **changed: object) -> str:
    fields: Answer = {
        "campaign": CAMPAIGN,
        "legal_basis": "Practice decree 1",
        "method": "cutting torch",
        "planned_on": "2026-11-23",
        "weapons": list(numbers) or [a_weapon(desk)["number"]],
    }
    return str(desk.do("write-order", **{**fields, **changed})["number"])


def an_approved_order(desk: Desk, *numbers: str) -> str:
    """Written by the supervisor at the desk, approved by his deputy in front of it."""
    order = an_order(desk, *numbers)
    desk.do("approve-order", DEPUTY, order=order)
    return order


def a_session(desk: Desk, *numbers: str) -> str:
    """Begun by two, with every signature given before."""
    order = an_approved_order(desk, *numbers)
    countersign_all(desk)
    fields = {"order": order, "responsible": "P. Cutter"}
    return str(desk.do("start-session", STOREKEEPER, **fields)["number"])


def a_checked_session(desk: Desk, *numbers: str) -> str:
    session = a_session(desk, *numbers)
    for number in numbers:
        desk.do("scan-for-destruction", session=session, code=number)
    desk.do("finish-check", session=session)
    return session


def a_witnessed_session(desk: Desk, *numbers: str) -> str:
    session = a_checked_session(desk, *numbers)
    for person, is_outside in (("P. Official", True), ("P. Inspector", False)):
        desk.do("record-witness", session=session, person=person, outside_chain=is_outside)
    return session


def a_destruction(desk: Desk, *numbers: str) -> str:
    """From the recorded weapons to the end of the cut."""
    session = a_witnessed_session(desk, *numbers)
    desk.do("record-destruction", session=session)
    return session
