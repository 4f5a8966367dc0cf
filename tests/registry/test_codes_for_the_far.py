"""HQ stands in for a second person who is far: one code, for one act, written down on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from factory import (
    FAST,
    ROSTER,
    Desk,
    a_campaign,
    a_practice,
    a_weapon,
    countersign_all,
    refusal_of,
)
from pair import enrolled_with

from salw_desktop.keys.remote_codes import CODES_AT_ENROLMENT
from salw_desktop.registry import desk as hq_desk
from salw_desktop.registry import status
from salw_desktop.usecases import exchange
from salw_desktop.usecases.commands import letters_of, perform
from salw_desktop.usecases.store.holds import LiftHold


@dataclass
class Far:
    """A station without a second supervisor, and its registry with an adjudicator at the radio."""

    home: Path
    desk: Desk
    words: dict[str, str]

    def code(self, letters: str) -> str:
        registry = hq_desk.unlock(self.home / "hq.salw", "Adjudicator", self.words["Adjudicator"])
        with registry:
            return str(hq_desk.give_code(registry, "LEN1", letters, "second is on leave")["code"])

    def not_as_given(self) -> object:
        with hq_desk.unlock(self.home / "hq.salw", "Clerk", self.words["Clerk"]) as registry:
            bundle = exchange.export(self.desk.register, self.home / "stick").written.path
            hq_desk.import_bundle(registry, bundle)
            (station,) = status.status(registry)
            return station["codes_not_as_given"]

    def hold_to_lift(self) -> LiftHold:
        number = a_weapon(self.desk)["number"]
        countersign_all(self.desk)
        fields = {"authority": "Court", "case_number": "7", "ordered_on": "2026-11-20"}
        hold = self.desk.do("place-hold", weapon=number, hold_kind="court", **fields)["hold"]
        return LiftHold(hold=str(hold), on_order_of="Court", reason="closed")


@pytest.fixture
def far(tmp_path: Path) -> Iterator[Far]:
    practice = a_practice(tmp_path / "lendo.salw", block="")
    founded = hq_desk.found(tmp_path / "hq.salw", "Practice registry", "XA26", cost=FAST)
    words = dict(founded.shown.passphrases)
    (tmp_path / "stick").mkdir()
    desk = Desk(practice, practice.unlock())
    with hq_desk.unlock(tmp_path / "hq.salw", "Clerk", words["Clerk"]) as registry:
        enrolled_with(desk.register, registry, tmp_path)
    for name in ROSTER:
        desk.do("add-to-roster", name=name, function="officer", organisation="Mission")
    a_campaign(desk)
    far = Far(tmp_path, desk, words)
    yield far
    far.desk.register.close()


def test_that_hq_sees_a_code_spent_on_the_act_it_was_given_for(far: Far) -> None:
    lift = far.hold_to_lift()
    perform(lift, far.desk.register, remote_code=far.code(letters_of(lift)))
    assert far.not_as_given() == []


def test_that_hq_names_a_code_spent_on_another_act(far: Far) -> None:
    told, done = far.hold_to_lift(), far.hold_to_lift()
    perform(done, far.desk.register, remote_code=far.code(letters_of(told)))
    assert far.not_as_given() == [1]


def test_that_a_station_has_so_many_codes_and_no_more(far: Far) -> None:
    given = [far.code("ABCDEF") for _ in range(CODES_AT_ENROLMENT)]
    assert len(set(given)) == CODES_AT_ENROLMENT
    assert refusal_of(lambda: far.code("ABCDEF")).code == "code.none-left"


def test_that_what_the_station_reads_out_is_six_letters(far: Far) -> None:
    assert refusal_of(lambda: far.code("ABC")).code == "code.letters"


def test_that_the_same_request_again_gets_the_same_codes(far: Far) -> None:
    with hq_desk.unlock(far.home / "hq.salw", "Clerk", far.words["Clerk"]) as registry:
        letter, _ = hq_desk.enrol(registry, far.home / "request.json", far.home)
        assert letter.number == 2
    lift = far.hold_to_lift()
    perform(lift, far.desk.register, remote_code=far.code(letters_of(lift)))
