"""Signatures: made and looked at by one library."""

from __future__ import annotations

import pytest
from event_makers import DEVICE, STRANGER

from salw_desktop.keys.signing import Signer, is_signed

MESSAGE = b"a message"
SIGNATURE = DEVICE.sign(MESSAGE)


def test_that_a_signature_holds_for_its_key_and_message() -> None:
    assert is_signed(DEVICE.public, MESSAGE, SIGNATURE)


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [
        (STRANGER.public, MESSAGE, SIGNATURE),
        (DEVICE.public, MESSAGE + b".", SIGNATURE),
        (DEVICE.public, MESSAGE, SIGNATURE[:-1]),
        (DEVICE.public, MESSAGE, b""),
        (DEVICE.public, MESSAGE, bytes(64)),
        (DEVICE.public[:-1], MESSAGE, SIGNATURE),
        (bytes(32), MESSAGE, bytes(64)),
    ],
)
def test_that_anything_else_does_not_hold(public: bytes, message: bytes, signature: bytes) -> None:
    assert not is_signed(public, message, signature)


def test_that_rfc_8032_is_spoken() -> None:
    signer = Signer(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert signer.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signer.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )


def test_that_a_signer_comes_back_from_its_seed() -> None:
    signer = Signer()
    assert Signer(signer.seed).public == signer.public
    assert Signer().public != signer.public


def test_that_no_secret_is_shown() -> None:
    assert DEVICE.seed.hex()[:8] not in repr(DEVICE)
    assert DEVICE.public.hex()[:8] in repr(DEVICE)
