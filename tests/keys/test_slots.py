"""Key slots: the right words open, every other way is named."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pyrage
import pytest
from event_makers import STOREKEEPER, SUPERVISOR
from hypothesis import given
from hypothesis import strategies as st
from nacl.pwhash import argon2id
from nacl.secret import Aead

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys import slots
from salw_desktop.keys.escrow import escrow_slot
from salw_desktop.keys.signing import Signer
from salw_desktop.keys.slots import Cost, Opened, Slot, Slots

SHEET = Signer(bytes([6]) * 32)
CHEAP = Cost(memory_mib=8, passes=1)
WORDS = "periscope shush smelting shorty dolly"
SHEET_WORDS = "tumble junkman stopping dolly shorty periscope shush smelting dolly tumble"
DATA_KEY = bytes(range(32))
REGISTER = "019eb5c9-2f60-7000-8000-00000000000a"
SUPERVISOR_ID = "019eb5c9-2f60-7000-8000-00000000000b"
FROZEN = Path(__file__).parent.parent / "data" / "formats" / "slots" / "slots.json"


def a_slot(name: str = "Supervisor", words: str = WORDS, id_: str = SUPERVISOR_ID) -> Slot:
    opened = Opened(DATA_KEY, SUPERVISOR)
    return slots.wrap(REGISTER, slots.OPERATOR, id_, name, words, opened, CHEAP)


def a_sheet() -> Slot:
    opened = Opened(DATA_KEY, SHEET)
    return slots.wrap(REGISTER, slots.RECOVERY, "recovery", "", SHEET_WORDS, opened, CHEAP)


ALL = Slots(REGISTER, slots.check_value(DATA_KEY), (a_slot(), a_sheet()))
WRITTEN = slots.write_slots(ALL)


def trouble(held: Slots, slot: Slot, words: str = WORDS) -> Trouble:
    with pytest.raises(Trouble) as troubled:
        slots.unwrap(held, slot, words)
    return troubled.value


class TestOpening:
    """One slot, one passphrase."""

    def test_that_the_right_words_give_data_key_and_signing_key(self) -> None:
        opened = slots.unwrap(ALL, ALL.of("Supervisor"), WORDS)
        assert opened.data_key == DATA_KEY
        assert opened.signer is not None
        assert opened.signer.public == SUPERVISOR.public

    def test_that_the_recovery_sheet_has_a_signing_key_of_its_own(self) -> None:
        opened = slots.unwrap(ALL, ALL.slots[1], SHEET_WORDS)
        assert opened.data_key == DATA_KEY
        assert opened.signer is not None
        assert opened.signer.public == SHEET.public

    def test_that_a_data_key_may_be_wrapped_alone(self) -> None:
        alone = Opened(DATA_KEY, None)
        slot = slots.wrap(REGISTER, slots.RECOVERY, "recovery", "", WORDS, alone, CHEAP)
        opened = slots.unwrap(ALL, slot, WORDS)
        assert (opened.data_key, opened.signer) == (DATA_KEY, None)

    @pytest.mark.parametrize(
        "typed", [WORDS.upper(), f"  {WORDS}\n", WORDS.replace(" ", " \t "), WORDS.title()]
    )
    def test_that_case_and_spaces_do_not_matter(self, typed: str) -> None:
        assert slots.unwrap(ALL, ALL.slots[0], typed).data_key == DATA_KEY

    def test_that_an_accent_typed_in_two_ways_is_one_passphrase(self) -> None:
        slot = a_slot(words=normalize("NFC", "clé forêt"))
        assert slots.unwrap(ALL, slot, normalize("NFD", "CLÉ forêt")).data_key == DATA_KEY

    @pytest.mark.parametrize(
        "typed", ["", "wrong", WORDS.replace(" ", ""), WORDS[:-1], SHEET_WORDS]
    )
    def test_that_other_words_are_wrong_and_say_whose_slot_it_is(self, typed: str) -> None:
        wrong = trouble(ALL, ALL.slots[0], typed)
        assert (wrong.code, wrong.facts) == ("passphrase.wrong", {"name": "Supervisor"})

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "Storekeeper"},
            {"sign_key": STOREKEEPER.public.hex()},
            {"id": REGISTER},
            {"kind": slots.RECOVERY},
            {"salt": bytes(16)},
            {"salt": b""},
            {"cost": Cost(8, 2)},
            {"sealed": bytes(120)},
            {"sealed": b""},
        ],
        ids=str,
    )
    def test_that_a_changed_slot_cannot_be_opened(self, change: dict[str, Any]) -> None:
        assert trouble(ALL, replace(ALL.slots[0], **change)).code == "passphrase.wrong"

    def test_that_a_slot_of_another_register_cannot_be_opened(self) -> None:
        assert trouble(replace(ALL, register="other"), ALL.slots[0]).code == "passphrase.wrong"

    def test_that_a_slot_that_opens_another_file_is_named(self) -> None:
        other = replace(ALL, check=slots.check_value(bytes(32)))
        assert trouble(other, ALL.slots[0]).code == "slots.altered"

    def test_that_two_slots_of_the_same_words_share_no_byte(self) -> None:
        one, other = a_slot(), a_slot()
        assert one.salt != other.salt
        assert one.sealed[:24] != other.sealed[:24]


class TestHolding:
    """Slots by name, put in and taken out."""

    @pytest.mark.parametrize("name", ["Supervisor", " supervisor ", "SUPERVISOR"])
    def test_that_an_operator_is_found_however_he_types_his_name(self, name: str) -> None:
        assert ALL.of(name) is ALL.slots[0]

    @pytest.mark.parametrize("name", ["Nobody", "", "recovery"])
    def test_that_an_unknown_name_is_refused_with_those_known(self, name: str) -> None:
        with pytest.raises(Refusal) as refused:
            ALL.of(name)
        assert refused.value.code == "operator.unknown"
        assert refused.value.facts == {"name": name, "known": "Supervisor"}

    def test_that_a_new_passphrase_takes_the_place_of_the_old_one(self) -> None:
        changed = ALL.with_slot(a_slot(words="other words"))
        assert len(changed.slots) == 2
        assert trouble(changed, changed.of("Supervisor")).code == "passphrase.wrong"
        assert slots.unwrap(changed, changed.of("Supervisor"), "other words").data_key == DATA_KEY

    def test_that_another_operator_is_added_and_taken_out(self) -> None:
        both = ALL.with_slot(a_slot("Storekeeper", id_=REGISTER))
        assert [slot.name for slot in both.operators] == ["Supervisor", "Storekeeper"]
        assert both.without(REGISTER).operators == ALL.operators

    def test_that_keys_made_for_two_purposes_differ(self) -> None:
        made = {slots.sub_key(key, purpose) for key in (DATA_KEY, bytes(32)) for purpose in "ab"}
        assert len(made | {DATA_KEY}) == 5
        assert len({slots.new_data_key() for _ in range(9)}) == 9


class TestFile:
    """What slots.json holds."""

    def test_that_it_reads_as_it_was_written(self) -> None:
        assert slots.read_slots(WRITTEN) == ALL

    def test_that_no_secret_stands_in_it_or_in_a_repr(self) -> None:
        for secret in (DATA_KEY.hex(), SUPERVISOR.seed.hex(), WORDS):
            assert secret not in WRITTEN.decode()
            assert secret not in repr(Opened(DATA_KEY, SUPERVISOR))

    @pytest.mark.parametrize("cut", [0, 1, 100, len(WRITTEN) // 2, len(WRITTEN) - 2])
    def test_that_half_a_file_is_damaged(self, cut: int) -> None:
        assert self.damage(WRITTEN[:cut]) == "slots.damaged"

    @pytest.mark.parametrize(
        ("at", "value"),
        [
            ("format", "another"),
            ("v", 2),
            ("register", None),
            ("check", 5),
            ("slots", {}),
            ("slots", [1]),
            ("slots", [{}]),
        ],
    )
    def test_that_a_wrong_member_is_damage(self, at: str, value: object) -> None:
        assert (
            self.damage(json.dumps(json.loads(WRITTEN) | {at: value}).encode()) == "slots.damaged"
        )

    @pytest.mark.parametrize(
        ("at", "value"),
        [
            ("salt", "xyz"),
            ("sealed", "***"),
            ("sealed", "é"),
            ("argon2id", None),
            ("argon2id", {}),
            ("argon2id", {"memory_mib": "64", "passes": 3}),
            ("argon2id", {"memory_mib": 7, "passes": 3}),
            ("argon2id", {"memory_mib": 4097, "passes": 3}),
            ("argon2id", {"memory_mib": 64, "passes": 0}),
            ("argon2id", {"memory_mib": 64, "passes": 65}),
        ],
    )
    def test_that_a_wrong_slot_is_damage(self, at: str, value: object) -> None:
        whole = json.loads(WRITTEN)
        whole["slots"][0][at] = value
        assert self.damage(json.dumps(whole).encode()) == "slots.damaged"

    @given(
        st.binary(max_size=60)
        | st.from_regex(r'\{"format":"salw-slots","v":1,.*\}').map(str.encode)
    )
    def test_that_nothing_but_trouble_comes_out(self, data: bytes) -> None:
        with suppress(Trouble):
            slots.read_slots(data)

    @staticmethod
    def damage(data: bytes) -> str:
        with pytest.raises(Trouble) as troubled:
            slots.read_slots(data)
        return troubled.value.code


class TestFrozen:
    """A file written once must stay openable for ever."""

    HELD = slots.read_slots(FROZEN.read_bytes())

    def test_that_it_opens_with_the_words_of_then(self) -> None:
        opened = slots.unwrap(self.HELD, self.HELD.of("Supervisor"), WORDS)
        assert (opened.data_key, opened.signer and opened.signer.seed) == (
            DATA_KEY,
            SUPERVISOR.seed,
        )

    def test_that_its_recovery_sheet_opens_it_too(self) -> None:
        (sheet,) = (slot for slot in self.HELD.slots if slot.kind == slots.RECOVERY)
        assert slots.unwrap(self.HELD, sheet, SHEET_WORDS).data_key == DATA_KEY

    def test_that_it_is_written_with_the_same_bytes(self) -> None:
        assert slots.write_slots(self.HELD) == FROZEN.read_bytes()

    def test_that_it_opens_without_our_code(self) -> None:
        whole = json.loads(FROZEN.read_bytes())
        slot = whole["slots"][0]
        cost, salt = slot["argon2id"], bytes.fromhex(slot["salt"])
        memory = cost["memory_mib"] * 2**20
        key = argon2id.kdf(32, WORDS.encode(), salt, opslimit=cost["passes"], memlimit=memory)
        named = [slot["kind"], slot["id"], slot["name"], slot["sign_key"]]
        bound = json.dumps(["salw-slot", 1, whole["register"], *named], separators=(",", ":"))
        sealed = self.HELD.slots[0].sealed
        inside = DATA_KEY + SUPERVISOR.seed
        assert Aead(key).encrypt(inside, bound.encode(), sealed[: Aead.NONCE_SIZE]) == sealed


class TestEscrow:
    """The data key for the registry, when nobody can open any more."""

    def test_that_the_registry_s_recovery_key_opens_it(self) -> None:
        identity = pyrage.x25519.Identity.generate()
        slot = escrow_slot(DATA_KEY, str(identity.to_public()))
        held = slots.read_slots(slots.write_slots(ALL.with_slot(slot)))
        assert held.slots[-1] == slot
        assert (slot.kind, slot.id) == (slots.ESCROW, str(identity.to_public()))
        assert pyrage.decrypt(slot.sealed, [identity]) == DATA_KEY
        assert held.operators == ALL.operators

    def test_that_what_is_no_age_key_is_refused(self) -> None:
        with pytest.raises(Refusal) as refused:
            escrow_slot(DATA_KEY, "age1nothing")
        assert refused.value.code == "bundle.recipient-malformed"
        assert refused.value.facts == {"recipient": "age1nothing"}

    def test_that_no_passphrase_opens_it(self) -> None:
        identity = pyrage.x25519.Identity.generate()
        slot = escrow_slot(DATA_KEY, str(identity.to_public()))
        assert trouble(ALL.with_slot(slot), slot, "").code == "passphrase.wrong"


def test_that_the_least_cost_is_that_of_the_format() -> None:
    assert (slots.LEAST_COST.memory_mib, slots.MOST_MEMORY_MIB) == (64, 512)
    assert slots.LEAST_COST.passes >= 3


@pytest.mark.parametrize("try_s", [0, 0.04])
def test_that_memory_is_raised_to_its_bound_before_passes(
    monkeypatch: pytest.MonkeyPatch, try_s: float
) -> None:
    monkeypatch.setattr(slots, "LEAST_COST", CHEAP)
    monkeypatch.setattr(slots, "MOST_MEMORY_MIB", 16)
    monkeypatch.setattr(slots, "SHORTEST_TRY_S", try_s)
    cost = slots.measured_cost()
    assert cost == CHEAP if try_s == 0 else cost.memory_mib in (8, 16)
    assert cost.passes == 1 or cost.memory_mib == 16
