"""Class C: a code of HQ stands in for the second key, once, for the act whose letters were read out."""

from __future__ import annotations

import pytest
from factory import STOREKEEPER, Desk, a_weapon, countersign_all, refusal_of

from salw_desktop.bundle.messages import Answer, RegistryKeys
from salw_desktop.database.connection import IntegrityError
from salw_desktop.domain.people import Role
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.remote_codes import approval_letters, fits, hashed, new_code
from salw_desktop.keys.signing import Signer
from salw_desktop.usecases.commands import letters_of, perform
from salw_desktop.usecases.enrolment import TakeAnswer
from salw_desktop.usecases.people import GiveRole
from salw_desktop.usecases.store.holds import LiftHold

CODES = ("ABCDEFGH", "QRSTUVWX")


@pytest.fixture
def far(desk: Desk) -> Desk:
    """The desk of a station that knows a registry and the hashes of two of its codes."""
    recipient = AgeIdentity.generate().recipient
    keys = RegistryKeys("registry-1", "Registry", Signer().public.hex(), recipient, recipient)
    codes = tuple(hashed(position, code) for position, code in enumerate(CODES, 1))
    device = str(desk.register.station["device_key"])
    perform(TakeAnswer(answer=Answer(keys, device, None, codes)), desk.register)
    return desk


def a_hold(desk: Desk) -> LiftHold:
    """A hold, and the wish to lift it."""
    number = a_weapon(desk)["number"]
    countersign_all(desk)
    fields = {"hold_kind": "court", "authority": "Court", "case_number": "7"}
    hold = desk.do("place-hold", weapon=number, ordered_on="2026-11-20", **fields)["hold"]
    return LiftHold(hold=str(hold), on_order_of="Court", reason="case closed")


def test_that_a_code_of_hq_lifts_a_hold_and_is_written_down_with_its_letters(far: Desk) -> None:
    lift = a_hold(far)
    perform(lift, far.register, remote_code="1 ABCD EFGH")
    used = far.row("remote_code", position=1)
    assert used["letters"] == letters_of(lift)
    assert far.row("hold", id=lift.hold)["remote_code"] == used["id"]
    assert far.row("hold", id=lift.hold)["lifted_second"] is None
    assert far.findings() == []


def test_that_a_code_counts_once(far: Desk) -> None:
    first, other = a_hold(far), a_hold(far)
    perform(first, far.register, remote_code="1-ABCDEFGH")
    refusal = refusal_of(lambda: perform(other, far.register, remote_code="1 ABCD EFGH"))
    assert refusal.code == "remote-code.used"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("ABCDEFGH", "remote-code.malformed"),
        ("9 ABCD EFGH", "remote-code.unknown"),
        ("2 ABCD EFGH", "remote-code.wrong"),
    ],
)
def test_that_a_code_that_is_not_hqs_is_refused_by_name(far: Desk, given: str, code: str) -> None:
    lift = a_hold(far)
    assert refusal_of(lambda: perform(lift, far.register, remote_code=given)).code == code
    assert far.row("hold", id=lift.hold)["lifted_at"] is None


def test_that_no_code_gives_a_role(far: Desk) -> None:
    wish = GiveRole(operator=STOREKEEPER, role=Role.RECORDER)
    refusal = refusal_of(lambda: perform(wish, far.register, remote_code="1 ABCD EFGH"))
    assert refusal.code == "second.not-from-afar"


def test_that_a_spent_code_cannot_be_written_into_another_row(far: Desk) -> None:
    perform(a_hold(far), far.register, remote_code="1 ABCD EFGH")
    spent, other = far.row("remote_code", position=1), a_hold(far)
    with pytest.raises(IntegrityError, match="one act alone"), far.writing() as tx:
        tx.change(
            "hold",
            other.hold,
            lifted_at=tx.now.text,
            lifted_by=tx.operator,
            remote_code=spent["id"],
        )


def test_that_a_void_signed_by_neither_key_nor_code_is_refused_in_sql(far: Desk) -> None:
    number = a_weapon(far)["number"]
    weapon = far.row("weapon", number=number)["id"]
    alone = {"number": "VO-1", "weapon": weapon, "reason": "x", "at": "2026-11-22T09:00:00+00:00"}
    with pytest.raises(IntegrityError), far.writing() as tx:
        tx.insert("voiding", alone | {"voided_by": tx.operator})


def test_that_another_wish_has_other_letters() -> None:
    one = LiftHold(hold="a", on_order_of="Court", reason="x")
    other = LiftHold(hold="b", on_order_of="Court", reason="x")
    assert letters_of(one) != letters_of(other)
    assert len(approval_letters(b"x")) == 6


def test_that_a_hash_says_yes_to_its_code_alone() -> None:
    code = new_code()
    known = hashed(1, code)
    assert fits(f"{code[:4].lower()} {code[4:]}", known)
    assert not fits(new_code(), known)
    assert hashed(1, code).hash != known.hash
