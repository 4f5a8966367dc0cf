"""The journal makes the tables: played again it gives the same values, whatever was tried on the way."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from unicodedata import normalize

import pytest
from factory import Desk, Practice, a_hand_in
from hypothesis import given, settings
from hypothesis import strategies as st

from salw_desktop.database import journal
from salw_desktop.database.connection import IntegrityError
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.events import LIMIT_BYTES, read_event

TEXT = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8).map(
    lambda text: normalize("NFC", text)
)
CELL = st.none() | TEXT
INTEGER = st.integers(-(2**53) + 1, 2**53 - 1)
STEP = st.one_of(
    st.tuples(st.just("person"), TEXT, CELL),
    st.tuples(st.just("pack"), TEXT, INTEGER),
    st.tuples(st.just("change"), st.integers(0, 20), CELL),
    st.tuples(st.just("count"), st.integers(0, 20), INTEGER),
    st.tuples(st.just("twice"), st.integers(0, 20), CELL),
    st.tuples(st.just("taken back"), TEXT, CELL),
)
ACTS = st.lists(st.tuples(st.lists(STEP, max_size=6), st.booleans()), min_size=1, max_size=6)


class Writer:
    """Carries out random steps, and remembers which rows there are to change."""

    def __init__(self, tx: Transaction, people: list[str], packs: list[str]) -> None:
        self.tx = tx
        self.people, self.packs = list(people), list(packs)

    def step(self, kind: str, what: object, value: str | int | None) -> None:
        if kind == "person":
            self.people.append(self._person(str(what), value))
        elif kind == "pack":
            row = {"name": f"{len(self.packs)} {what}", "sheet": "", "next_position": value}
            self.packs.append(self.tx.insert("sheet_pack", row))
        elif kind == "taken back":
            self.tx.connection.execute("SAVEPOINT here")
            self._person(str(what), value)
            self.tx.connection.execute("ROLLBACK TO here")
        elif kind == "count" and self.packs:
            self.tx.change("sheet_pack", self._one_of(self.packs, what), next_position=value)
        elif kind == "change" and self.people:
            self.tx.change("roster", self._one_of(self.people, what), level=value)
        elif kind == "twice" and self.people:
            with suppress(IntegrityError):
                self._person("twice", value, id=self._one_of(self.people, what))

    def _person(self, name: str, level: str | int | None, **more: str) -> str:
        row = {"name": name, "function": "f", "organisation": "o", "level": level}
        return self.tx.insert("roster", {**row, **more})

    @staticmethod
    def _one_of(ids: list[str], place: object) -> str:
        return ids[int(str(place)) % len(ids)]


@settings(max_examples=25)
@given(histories=ACTS)
def test_that_a_replay_of_any_history_equals_the_tables(
    histories: list[tuple[list[tuple[str, object, str | int | None]], bool]],
    template: Practice,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    practice = template.copied_to(tmp_path_factory.mktemp("replay") / "practice.salw")
    desk = Desk(practice, practice.unlock())
    people: list[str] = []
    packs: list[str] = []
    for steps, is_refused in histories:
        with suppress(Refusal), desk.writing() as tx:
            writer = Writer(tx, people, packs)
            for step in steps:
                writer.step(*step)
            if is_refused:
                raise Refusal("reason.missing")
            people, packs = writer.people, writer.packs
    assert [str(each) for each in desk.findings()] == []
    assert {row["id"] for row in desk.rows("sheet_pack")} == set(packs)
    desk.register.close()


def many_people(tx: Transaction, count: int) -> None:
    for n in range(count):
        row = {"name": f"Person {n}", "function": "function " * 20, "organisation": "o"}
        tx.insert("roster", row)


def test_that_a_big_act_becomes_several_events_of_one_act(desk: Desk) -> None:
    before = journal.tip(desk.register.reader).n
    with desk.writing() as tx:
        many_people(tx, 600)
    made = list(journal.entries(desk.register.reader, before))[1:]
    acts: list[Any] = [read_event(entry.payload).members["act"] for entry in made]
    assert len(made) > 1
    assert all(len(entry.payload) <= LIMIT_BYTES for entry in made)
    assert [each["part"] for each in acts] == list(range(1, len(made) + 1))
    assert {each["parts"] for each in acts} == {len(made)}
    assert len({each["id"] for each in acts}) == 1
    assert sum(len(read_event(entry.payload).rows) for entry in made) == 600
    assert desk.findings() == []


def test_that_a_small_act_is_one_event_without_parts(desk: Desk) -> None:
    with desk.writing() as tx:
        many_people(tx, 1)
    assert "act" not in desk.newest_event().members


def test_that_a_big_act_is_whole_or_nothing(desk: Desk) -> None:
    a_hand_in(desk)
    before, people = journal.tip(desk.register.reader), len(desk.rows("roster"))
    with suppress(Refusal), desk.writing() as tx:
        many_people(tx, 600)
        raise Refusal("reason.missing")
    assert journal.tip(desk.register.reader) == before
    assert len(desk.rows("roster")) == people


def test_that_one_weapon_with_more_marks_than_an_event_holds_is_recorded(desk: Desk) -> None:
    marks = [{"kind": "proof", "text": f"mark {n} " * 6, "place": "barrel"} for n in range(900)]
    hand_in = a_hand_in(desk)
    changes = desk.changes("record-weapon", hand_in=hand_in, model="AKM", serial="5", marks=marks)
    assert len(changes.events) > 1
    assert len(desk.rows("mark")) == 900
    assert desk.findings() == []
