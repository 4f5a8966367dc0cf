"""Who may have signed what: each forged event is named by the word that salw check prints."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from event_makers import (
    BRANCH,
    BRANCH_KEY,
    DEVICE,
    OPERATORS,
    STOREKEEPER,
    STOREKEEPER_ID,
    STRANGER,
    SUPERVISOR,
    SUPERVISOR_ID,
    Signed,
    a_head,
    closed,
    opened,
    recorded,
    signed,
    witnessed,
)

from salw_desktop.domain.strict_json import Json, encode
from salw_desktop.keys.chain import RECOVERED, RECOVERY, BranchState, Broken, Chain
from salw_desktop.keys.events import Event
from salw_desktop.keys.signing import Signer
from salw_desktop.words.findings import FINDINGS

NOBODY = "019eb5c9-2f60-7000-8000-000000000000"
OTHER_BRANCH = "ab" * 16
SHEET = Signer(bytes([6]) * 32)


def look_at(*events: Signed, chain: Chain | None = None) -> Chain:
    chain = chain or Chain(DEVICE.public, OPERATORS)
    for one in events:
        chain.look(one.event, one.signature, one.witness)
    return chain


def test_that_a_branch_from_opening_to_closing_holds() -> None:
    chain = look_at(opened(), recorded(), witnessed(), closed())
    expected = BranchState(BRANCH_KEY.public, SUPERVISOR_ID, 3, is_closed=True)
    assert chain.branches == {BRANCH: expected}


def test_that_a_chain_goes_on_from_what_is_known_of_a_branch() -> None:
    known = look_at(opened(), recorded()).branches
    look_at(witnessed(), chain=Chain(DEVICE.public, OPERATORS, known))


def test_that_a_second_signature_is_not_wanted_where_none_is_named() -> None:
    one = recorded()
    look_at(opened(), Signed(one.payload, one.signature, None))


FORGED: dict[str, tuple[str, Iterable[Signed]]] = {
    "opened twice": ("opening", [opened(), opened()]),
    "opened with a running number": ("opening", [opened(seq=1)]),
    "opened with no key": ("opening", [opened(key="")]),
    "opened with half a key": ("opening", [opened(key="ab" * 16)]),
    "opened by nobody known": ("operator", [opened(operator=NOBODY)]),
    "opened on another device": ("device", [opened(device=STRANGER.public.hex(), signer=STRANGER)]),
    "opened with another device's signature": ("device", [opened(signer=STRANGER)]),
    "opened without its operator": ("opened-in-another-name", [opened(second=None)]),
    "opened by one for another": ("opened-in-another-name", [opened(second=STOREKEEPER)]),
    "of no branch": ("branch-unknown", [recorded()]),
    "of another branch": ("branch-unknown", [opened(), recorded(branch=OTHER_BRANCH)]),
    "numbered twice": ("branch", [opened(), recorded(), recorded()]),
    "one left out": ("branch", [opened(), witnessed()]),
    "by another operator": ("branch", [opened(), recorded(operator=STOREKEEPER_ID)]),
    "after the lock": ("branch", [opened(), recorded(), witnessed(), closed(), closed(seq=4)]),
    "signed by a stranger": ("signature", [opened(), recorded(signer=STRANGER)]),
    "signed by the device": ("signature", [opened(), recorded(signer=DEVICE)]),
    "changed after it was signed": (
        "signature",
        [opened(), Signed(recorded(year="1970").payload, recorded().signature)],
    ),
    "not countersigned": ("witness", [opened(), recorded(), witnessed(second=None)]),
    "countersigned by a stranger": ("witness", [opened(), recorded(), witnessed(second=STRANGER)]),
    "countersigned by nobody known": ("witness", [opened(), recorded(), witnessed(witness=NOBODY)]),
    "countersigned by its own operator": (
        "witness",
        [opened(), recorded(), witnessed(witness=SUPERVISOR_ID, second=SUPERVISOR)],
    ),
    "countersigned by nobody at all": ("witness", [opened(), recorded(), witnessed(witness="")]),
}


@pytest.mark.parametrize("forged", FORGED)
def test_that_an_event_that_does_not_hold_is_named(forged: str) -> None:
    what, (*before, last) = FORGED[forged]
    chain = look_at(*before)
    branches = dict(chain.branches)
    with pytest.raises(Broken) as broken:
        look_at(last, chain=chain)
    assert broken.value.what == what
    assert chain.branches == branches


def test_that_every_word_has_its_sentence() -> None:
    assert {f"event-{what}" for what, _ in FORGED.values()} <= FINDINGS.keys()


class TestLearning:
    """Keys that come in by an event that was verified."""

    @staticmethod
    def introduced(id_: str, key: str, **changes: Json) -> Event:
        row = encode(["operator", id_, {"name": "N", "sign_key": key}])
        head = a_head("operator.introduced", 1, None, witness=STOREKEEPER_ID)
        return signed(head | changes, [row], BRANCH_KEY).event

    def test_that_the_key_of_a_new_operator_counts_from_there_on(self) -> None:
        chain = look_at(opened(), recorded())
        chain.learn(self.introduced(NOBODY, STRANGER.public.hex()))
        look_at(witnessed(second=STRANGER, witness=NOBODY), chain=chain)

    def test_that_nobody_gets_a_second_key(self) -> None:
        chain = look_at(opened(), recorded())
        chain.learn(self.introduced(STOREKEEPER_ID, STRANGER.public.hex()))
        look_at(witnessed(), chain=chain)

    def test_that_an_operator_introduced_by_one_is_not_learned(self) -> None:
        chain = Chain(DEVICE.public, OPERATORS)
        chain.learn(self.introduced(NOBODY, STRANGER.public.hex(), witness=None))
        assert chain.operators == OPERATORS

    def test_that_what_is_no_key_is_not_learned(self) -> None:
        chain = Chain(DEVICE.public, OPERATORS)
        chain.learn(self.introduced(NOBODY, "none"))
        assert chain.operators == OPERATORS

    def test_that_a_changed_row_brings_no_key(self) -> None:
        new: Json = {"sign_key": STRANGER.public.hex()}
        row = encode(["operator", NOBODY, new, {"sign_key": SHEET.public.hex()}])
        head = a_head("operator.changed", 1, None, witness=STOREKEEPER_ID)
        chain = Chain(DEVICE.public, OPERATORS)
        chain.learn(signed(head, [row], BRANCH_KEY).event)
        assert chain.operators == OPERATORS

    def test_that_a_new_recovery_sheet_takes_the_place_of_the_old_one(self) -> None:
        row = encode(["station", NOBODY, {"recovery_key": STRANGER.public.hex()}])
        head = a_head("sheet.made", 1, None, witness=STOREKEEPER_ID)
        chain = with_sheet()
        chain.learn(signed(head, [row], BRANCH_KEY).event)
        assert chain.operators == OPERATORS | {RECOVERY: STRANGER.public}


def with_sheet() -> Chain:
    return Chain(DEVICE.public, OPERATORS | {RECOVERY: SHEET.public})


def recovered(second: Signer = SHEET, key: str = STRANGER.public.hex()) -> Signed:
    return opened(second=second, why=RECOVERED, operator_key=key)


class TestRecovery:
    """A branch opened with the recovery sheet gives its operator a new key."""

    def test_that_the_new_key_counts_and_the_old_one_does_not(self) -> None:
        chain = look_at(recovered(), chain=with_sheet())
        assert chain.operators[SUPERVISOR_ID] == STRANGER.public
        look_at(recorded(prev=recovered().event.id), chain=chain)

    @pytest.mark.parametrize(
        ("one", "what"),
        [
            (recovered(second=SUPERVISOR), "opened-in-another-name"),
            (recovered(second=STRANGER), "opened-in-another-name"),
            (recovered(key=""), "opening"),
        ],
    )
    def test_that_without_the_sheet_nobody_gets_a_new_key(self, one: Signed, what: str) -> None:
        chain = with_sheet()
        with pytest.raises(Broken) as broken:
            look_at(one, chain=chain)
        assert broken.value.what == what
        assert chain.operators == OPERATORS | {RECOVERY: SHEET.public}

    def test_that_a_sheet_that_nobody_knows_opens_nothing(self) -> None:
        with pytest.raises(Broken, match="operator"):
            look_at(recovered())
