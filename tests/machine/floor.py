"""The ground that every set of rules stands on: an act is tried, and done or refused as the model says."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, TypeVar

from factory import AUDITOR, DEPUTY, RECORDER, STOREKEEPER, SUPERVISOR, Answer, Desk, Practice
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from model import Model, Weapon, Why, first_of

from salw_desktop.domain.errors import Refusal

PICK = st.integers(0, 20)
SECOND = st.sampled_from(
    (*(STOREKEEPER, DEPUTY, SUPERVISOR) * 2, STOREKEEPER, DEPUTY, RECORDER, AUDITOR, None)
)
WHY = "seen by two of us"
Key = TypeVar("Key")
Value = TypeVar("Value")


class Floor(RuleBasedStateMachine):
    """A register on the disk, a model of it, and somebody at the keyboard."""

    def __init__(self, practice: Practice, model: Model) -> None:
        super().__init__()
        self.desk = Desk(practice, practice.unlock())
        self.model = copy.deepcopy(model)
        self.tried: Counter[tuple[str, str]] = Counter()  # act, and `done` or its code

    @property
    def operator(self) -> str:
        return self.desk.register.operator_name

    @property
    def today(self) -> str:
        return self.desk.practice.clock().date

    def attempt(
        self, act: str, *whys: Why, second: str | None = None, **fields: object
    ) -> Answer | None:
        """Its answer, or None for a refusal that the model foresaw by its code."""
        expected = self.model.barred(act, self.operator, second) or first_of(whys)
        answer, code = self._tried(act, second, fields)
        assert code == expected, f"{act} {fields}: {code}, not {expected}"
        self.tried[act, code or "done"] += 1
        if code == "operator.not-allowed":  # who may not do it makes room
            self.desk.sit(SUPERVISOR)
        return answer

    def _tried(
        self, act: str, second: str | None, fields: dict[str, object]
    ) -> tuple[Answer | None, str | None]:
        try:
            return self.desk.do(act, second, **fields), None
        except Refusal as refusal:
            return None, refusal.code

    def one(self, of: Iterable[Key], pick: int) -> Key:
        listed = list(of)
        return listed[pick % len(listed)]

    def weapon(self, pick: int) -> Weapon:
        """The newest ones first, so that a story goes on."""
        return self.one(reversed(self.model.weapons.values()), pick)

    @rule(operator=st.sampled_from((SUPERVISOR, DEPUTY, STOREKEEPER, RECORDER)))
    def sit(self, operator: str) -> None:
        self.desk.sit(operator)

    @rule(hours=st.sampled_from((1, 9)))
    def wait(self, hours: int) -> None:
        self.desk.practice.clock.go_on(hours=hours)

    def _read(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return iter(self.desk.register.reader.execute(sql).fetchall())

    def _weapons_are_where_the_model_has_them(self) -> None:
        read = self._read(
            "SELECT weapon.id, number, custody, place.name, safety, identification, serial,"
            " intended_disposal, adequately_marked = 'yes' FROM weapon LEFT JOIN place ON place.id = weapon.place"
        )
        assert {id_: tuple(rest) for id_, *rest in read} == {
            each.id: (
                *(each.number, each.custody, each.place, each.safety, each.identification),
                *(each.serial, each.disposal, int(each.is_marked_well)),
            )
            for each in self.model.weapons.values()
        }

    def _tags_and_labels_hang_on_what_they_were_tied_to(self) -> None:
        model = self.model
        tags = Counter(self._read("SELECT number, weapon, state, tag_range FROM tag"))
        assert tags == Counter((t.number, t.weapon, t.state, t.range_) for t in model.tags)
        labels = Counter(self._read("SELECT weapon, state FROM label"))
        assert labels == Counter((weapon, state) for weapon, state in model.labels)

    def _nothing_is_decided_that_was_not_asked(self) -> None:
        model = self.model
        holds = self._read("SELECT id, weapon, kind, lifted_at IS NOT NULL FROM hold")
        assert {id_: tuple(rest) for id_, *rest in holds} == {
            id_: (hold.weapon, hold.kind, hold.is_lifted) for id_, hold in model.holds.items()
        }
        alarms = self._read(
            "SELECT weapon, count(*) FROM alarm WHERE acknowledged_at IS NULL GROUP BY 1"
        )
        assert dict(alarms) == dict(+model.alarms)
        pairs = self._read("SELECT weapon, other, verdict FROM look_alike")
        assert {(a, b): verdict for a, b, verdict in pairs} == model.look_alikes
        losses = self._read("SELECT number, weapon, closed_at IS NOT NULL FROM loss")
        assert {number: (weapon, closed) for number, weapon, closed in losses} == model.losses

    def _papers_are_in_the_state_of_the_model(self) -> None:
        model = self.model
        for table, states in (
            ("hand_in", model.hand_ins),
            ("destruction_order", model.orders),
            ("destruction_session", model.sessions),
            ("mark_job", model.jobs),
        ):
            read = dict(self._read(f"SELECT number, state FROM {table}"))
            assert read == {number: each.state for number, each in states.items()}, table
        waiting = self._read(
            "SELECT countersign.id, signed_at IS NOT NULL, count(weapon) FROM countersign"
            " LEFT JOIN countersign_item ON countersign.id = countersign GROUP BY 1"
        )
        assert {id_: tuple(rest) for id_, *rest in waiting} == {
            id_: (each.is_signed, len(each.items)) for id_, each in model.countersigns.items()
        }
        results = self._read(
            "SELECT number, weapon, outcome FROM session_result"
            " JOIN destruction_session ON destruction_session.id = destruction_session"
        )
        assert {(number, weapon): outcome for number, weapon, outcome in results} == {
            (number, weapon): outcome
            for number, session in model.sessions.items()
            for weapon, outcome in session.results.items()
        }

    @invariant()
    def look(self) -> None:
        """All that is true between any two acts."""
        self._weapons_are_where_the_model_has_them()
        self._tags_and_labels_hang_on_what_they_were_tied_to()
        self._nothing_is_decided_that_was_not_asked()
        self._papers_are_in_the_state_of_the_model()

    def teardown(self) -> None:
        """The journal alone gives these tables again, and no number was given twice."""
        try:
            assert [str(each) for each in self.desk.findings()] == []
            numbers = [number for (number,) in self._read("SELECT number FROM paper_number")]
            assert len(numbers) == len(set(numbers))
            carried = chain(
                self._read("SELECT number, id FROM weapon WHERE number IS NOT NULL"),
                self._read("SELECT DISTINCT number, ifnull(weapon, '') FROM tag"),
            )
            owners = Counter(number for number, _ in set(carried))
            assert [number for number, count in owners.items() if count > 1] == []
            self._look_at_signatures()
        finally:
            self.desk.register.close()

    def _look_at_signatures(self) -> None:
        """Each decision of two names two, and the one who approves an order did not write it."""
        for table, first, second in (
            ("voiding", "voided_by", "voided_second"),
            ("retagging", "tagged_by", "tagged_second"),
            ("order_amendment", "amended_by", "amended_second"),
            ("destruction_session", "started_by", "started_second"),
            ("allotment", "allotted_by", "allotted_second"),
            ("countersign", "asked_by", "ifnull(signed_by, '')"),
            ("destruction_order", "written_by", "ifnull(approved_by, '')"),
        ):
            pairs = list(self._read(f"SELECT {first}, {second} FROM {table}"))
            assert [pair for pair in pairs if pair[0] == pair[1] or None in pair] == [], table
