"""One value under a key of its own: nothing of it shows, and nothing of it can be altered."""

from __future__ import annotations

import base64

import pytest

from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.sealed_values import new_key, open_, seal


@pytest.mark.parametrize("text", [b"{}", b'{"name":"A"}', b"x" * 200])
def test_that_a_value_opens_with_its_key(text: bytes) -> None:
    key = new_key()
    assert open_(key, seal(key, text)) == text


def test_that_a_value_is_sealed_in_steps_of_64_bytes() -> None:
    lengths = [len(base64.b64decode(seal(new_key(), b"x" * length))) for length in (1, 64, 65)]
    assert lengths[0] == lengths[1]
    assert lengths[2] - lengths[1] == 64


def test_that_the_same_value_is_never_sealed_alike() -> None:
    key = new_key()
    assert seal(key, b"same") != seal(key, b"same")


@pytest.mark.parametrize("at", [0, 30, -1])
def test_that_an_altered_value_is_a_trouble(at: int) -> None:
    key = new_key()
    sealed = bytearray(base64.b64decode(seal(key, b"value")))
    sealed[at] ^= 1
    with pytest.raises(Trouble) as trouble:
        open_(key, base64.b64encode(sealed).decode())
    assert trouble.value.code == "sealed.damaged"


@pytest.mark.parametrize("key", ["", "00" * 32, "zz" * 32])
def test_that_another_key_is_a_trouble(key: str) -> None:
    with pytest.raises(Trouble) as trouble:
        open_(key, seal(new_key(), b"value"))
    assert trouble.value.code == "sealed.damaged"


@pytest.mark.parametrize("sealed", ["", "AAAA", "no base64"])
def test_that_what_is_no_sealed_value_is_a_trouble(sealed: str) -> None:
    with pytest.raises(Trouble) as trouble:
        open_(new_key(), sealed)
    assert trouble.value.code == "sealed.damaged"
