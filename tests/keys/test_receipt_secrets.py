"""The bearer's secret: 64 random bits, told from what is kept only by trying them all."""

from __future__ import annotations

import hashlib

import pytest

from salw_desktop.keys.receipt_secrets import is_secret, new_secret


def test_that_a_secret_is_thirteen_letters_of_base32() -> None:
    letters = new_secret().letters
    assert len(letters) == 13
    assert set(letters) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_that_no_two_secrets_or_salts_are_alike() -> None:
    made = [new_secret() for _ in range(50)]
    assert len({each.letters for each in made}) == len({each.salt for each in made}) == 50


@pytest.mark.parametrize("spelled", ["{0}", " {1} ", "{2}-{3}-{4}"])
def test_that_a_secret_is_known_however_it_is_written(spelled: str) -> None:
    secret = new_secret()
    word = secret.letters
    typed = spelled.format(word, word.lower(), word[:4], word[4:8], word[8:])
    assert is_secret(typed, secret.salt, secret.hash)


def test_that_what_is_misread_for_a_letter_counts_as_that_letter() -> None:
    letters, salt = "OIBAAAAAAAAAA", "00" * 16
    kept = hashlib.sha256(b"salw.receipt\0" + bytes(16) + letters.encode()).hexdigest()
    assert is_secret("018AAAAAAAAAA", salt, kept)


@pytest.mark.parametrize("typed", ["", "A", "{0}A", "{1}"])
def test_that_other_letters_are_not_the_secret(typed: str) -> None:
    secret = new_secret()
    other = typed.format(secret.letters, secret.letters[:-1])
    assert not is_secret(other, secret.salt, secret.hash)


def test_that_another_salt_is_another_hash() -> None:
    secret = new_secret()
    assert not is_secret(secret.letters, new_secret().salt, secret.hash)
