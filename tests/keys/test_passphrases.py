"""Words to write down and read out."""

from __future__ import annotations

import pytest

from salw_desktop.keys.passphrases import (
    FINGERPRINT_WORDS,
    PASSPHRASE_WORDS,
    RECOVERY_WORDS,
    fingerprint_words,
    new_words,
    word_list,
)
from salw_desktop.keys.signing import fingerprint

FROZEN_WORDS = "periscope shush smelting shorty dolly tumble junkman stopping"


def test_that_the_list_has_7776_different_words() -> None:
    assert len(word_list()) == 6**5
    assert len(set(word_list())) == 6**5


def test_that_a_word_is_typed_with_small_letters_and_dashes_alone() -> None:
    odd = [
        word for word in word_list() if not word.replace("-", "").isalpha() or not word.isascii()
    ]
    assert odd == []
    assert [word for word in word_list() if word != word.lower()] == []


@pytest.mark.parametrize("count", [PASSPHRASE_WORDS, RECOVERY_WORDS])
def test_that_new_words_come_from_the_list_and_never_twice(count: int) -> None:
    drawn = [new_words(count).split() for _ in range(50)]
    assert {len(words) for words in drawn} == {count}
    assert {word for words in drawn for word in words} <= set(word_list())
    assert len({tuple(words) for words in drawn}) == 50


def test_that_a_fingerprint_is_told_in_the_same_eight_words_everywhere() -> None:
    assert fingerprint_words(fingerprint(b"\1" * 32, b"\2" * 32)) == FROZEN_WORDS
    assert len(FROZEN_WORDS.split()) == FINGERPRINT_WORDS


def test_that_another_key_or_order_has_other_words() -> None:
    keys = (b"\1" * 32, b"\2" * 32)
    told = {fingerprint_words(fingerprint(*some)) for some in (keys, keys[:1], keys[::-1])}
    assert len(told) == 3


def test_that_every_low_bit_of_a_fingerprint_is_heard() -> None:
    plain = fingerprint_words(bytes(32))
    changed = {fingerprint_words((1 << bit).to_bytes(32, "big")) for bit in range(103)}
    assert len(changed - {plain}) == 103
