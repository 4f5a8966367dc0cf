"""The checker's own Ed25519 says what the library says that made the signatures."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from dossier_reading import checker
from hypothesis import given, settings
from hypothesis import strategies as st

from salw_desktop.keys.signing import Signer, is_signed

RESOURCES = Path(__file__).parent.parent.parent / "resources" / "dossier"
VERIFY: ModuleType = checker(RESOURCES)
RFC_8032 = (  # section 7.1, tests 1 to 3: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
)


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_that_the_vectors_of_the_standard_hold(public: str, message: str, signature: str) -> None:
    told = [bytes.fromhex(each) for each in (public, message, signature)]
    assert VERIFY.is_signed(*told) is True


@settings(max_examples=25)
@given(
    seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200), bit=st.integers(0)
)
def test_that_it_agrees_with_the_library_on_any_bit(seed: bytes, message: bytes, bit: int) -> None:
    signer = Signer(seed)
    whole = bytearray(signer.public + signer.sign(message) + message)
    assert VERIFY.is_signed(bytes(whole[:32]), message, bytes(whole[32:96])) is True
    bit %= len(whole) * 8
    whole[bit // 8] ^= 1 << bit % 8
    public, signature, said = bytes(whole[:32]), bytes(whole[32:96]), bytes(whole[96:])
    assert VERIFY.is_signed(public, said, signature) is is_signed(public, said, signature) is False


def test_that_a_second_form_of_a_signature_is_none() -> None:
    signer = Signer(b"\1" * 32)
    signature = signer.sign(b"x")
    again = int.from_bytes(signature[32:], "little") + VERIFY.L
    assert not VERIFY.is_signed(signer.public, b"x", signature[:32] + again.to_bytes(32, "little"))


@pytest.mark.parametrize("key", [b"\1" + bytes(31), bytes(32), b"\xff" * 32, b"", b"\2" * 31])
def test_that_a_key_that_anybody_can_sign_for_is_none(key: bytes) -> None:
    nothing = b"\1" + bytes(63)
    assert not VERIFY.is_signed(key, b"x", nothing)
