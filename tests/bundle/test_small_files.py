"""Request, answer and receipt: their bytes are frozen, and nothing that is wrong in them is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from salw_desktop.bundle.messages import (
    Answer,
    Held,
    KnownOperator,
    Receipt,
    RegistryKeys,
    Request,
    Turned,
    Wanted,
    read_answer,
    read_receipt,
    read_request,
    shared_fingerprint,
    write_answer,
    write_receipt,
    write_request,
)
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.remote_codes import HashedCode
from salw_desktop.keys.signing import Signer

VECTORS = Path(__file__).parent.parent / "data" / "formats" / "messages"
STATION = Signer(bytes(range(32)))
KEYS = RegistryKeys("registry-1", "Practice registry", "ab" * 32, "age1op", "age1rec")
REQUEST = Request(
    unit="LEN1",
    site="LEN",
    is_practice=True,
    register="register-1",
    device=STATION.public.hex(),
    age_recipient="age1qqqqqqqqq",
    recovery_key="cd" * 32,
    operators=(KnownOperator("operator-1", "Supervisor", "ef" * 32, ("supervisor",)),),
    blocks=("XA26-LEN-000001-000999",),
)
ANSWER = Answer(
    KEYS,
    STATION.public.hex(),
    "XA26-LEN-001001-002000",
    (HashedCode(1, "00" * 16, "11" * 32),),
)
RECEIPT = Receipt(
    registry="registry-1",
    number=7,
    given_at="2026-11-22T09:00:00+00:00",
    device=STATION.public.hex(),
    sets=("0123456789abcdef0123456789abcdef",),
    holds=(Held("aa" * 16, 12, "22" * 32),),
    wants=(Wanted("33" * 32, "44" * 32),),
    forks=("55" * 32,),
    refused=(Turned("66" * 32, "event-signature"),),
    weapons=40,
    operators={"operator-1": "ef" * 32},
    wants_photos=("77" * 32,),
)
WRITTEN: dict[str, bytes] = {
    "request": write_request(REQUEST, STATION),
    "answer": write_answer(ANSWER),
    "receipt": write_receipt(RECEIPT),
}
READERS: dict[str, Callable[[bytes], object]] = {
    "request": read_request,
    "answer": read_answer,
    "receipt": read_receipt,
}
VALUES: dict[str, object] = {"request": REQUEST, "answer": ANSWER, "receipt": RECEIPT}


@pytest.mark.parametrize("kind", WRITTEN)
def test_that_the_bytes_of_a_message_are_those_that_were_frozen(kind: str) -> None:
    assert WRITTEN[kind] == (VECTORS / f"{kind}.json").read_bytes()


@pytest.mark.parametrize("kind", WRITTEN)
def test_that_a_message_reads_as_it_was_written(kind: str) -> None:
    assert READERS[kind](WRITTEN[kind]) == VALUES[kind]


MALFORMED = {
    "request": "request.malformed",
    "answer": "answer.malformed",
    "receipt": "receipt.malformed",
}


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("damage", ["cut", "doubled", "list", "text"])
def test_that_a_damaged_message_is_refused_by_name(kind: str, damage: str) -> None:
    whole = WRITTEN[kind]
    data = {
        "cut": whole[: len(whole) // 2],
        "doubled": whole.replace(b"{", b'{"registry":1,"registry":2,', 1),
        "list": b"[]",
        "text": b"not json",
    }[damage]
    with pytest.raises(Refusal) as refused:
        READERS[kind](data)
    assert refused.value.code == MALFORMED[kind]


@pytest.mark.parametrize("kind", ["answer", "receipt"])
def test_that_a_message_lacking_any_member_is_refused(kind: str) -> None:
    for name in (
        "registry",
        "device",
        "holds",
        "block",
        "codes",
        "wants",
        "operators",
        "wants_photos",
    ):
        renamed = WRITTEN[kind].replace(f'"{name}"'.encode(), b'"x"', 1)
        if renamed == WRITTEN[kind]:
            continue
        with pytest.raises(Refusal) as refused:
            READERS[kind](renamed)
        assert refused.value.code == MALFORMED[kind]


def test_that_a_request_changed_by_one_letter_is_refused_as_unsigned() -> None:
    with pytest.raises(Refusal) as refused:
        read_request(WRITTEN["request"].replace(b"LEN1", b"LEN2"))
    assert refused.value.code == "request.unsigned"


def test_that_both_sides_come_to_other_words_when_any_key_differs() -> None:
    told = shared_fingerprint(REQUEST.device, REQUEST.age_recipient, KEYS)
    others = [
        shared_fingerprint("00" * 32, REQUEST.age_recipient, KEYS),
        shared_fingerprint(REQUEST.device, "age1pppppp", KEYS),
        shared_fingerprint(
            REQUEST.device,
            REQUEST.age_recipient,
            RegistryKeys(KEYS.id, KEYS.name, KEYS.sign_key, KEYS.recovery, KEYS.operational),
        ),
    ]
    assert told not in others


def test_that_a_receipt_names_erased_persons_only_where_there_are_some() -> None:
    person = "01a2027b-de50-7c47-bc3e-d4cf84844081"
    naming = replace(RECEIPT, erased=(person,))
    assert b"erased" not in WRITTEN["receipt"]
    assert read_receipt(write_receipt(naming)) == naming
    with pytest.raises(Refusal) as refused:
        read_receipt(write_receipt(replace(RECEIPT, erased=("everybody",))))
    assert refused.value.code == "receipt.malformed"
