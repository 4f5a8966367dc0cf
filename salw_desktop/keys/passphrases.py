"""Words that a person can write down and read out: passphrases, the recovery sheet, fingerprints."""

from __future__ import annotations

import functools
import secrets

from salw_desktop import files

PASSPHRASE_WORDS = 5  # 64 bits: with Argon2id no guesser gets through
RECOVERY_WORDS = 10
FINGERPRINT_WORDS = 8


@functools.cache
def word_list() -> tuple[str, ...]:
    """The EFF large list, CC BY 3.0: 7,776 words that are hard to mistake for each other."""
    return tuple(files.resource("words/eff_large_wordlist.txt").decode().split())


def new_words(count: int) -> str:
    return " ".join(secrets.choice(word_list()) for _ in range(count))


def fingerprint_words(fingerprint: bytes) -> str:
    """Eight words for 103 bits: two people compare them aloud."""
    value, words = int.from_bytes(fingerprint, "big"), []
    for _ in range(FINGERPRINT_WORDS):
        value, place = divmod(value, len(word_list()))
        words.append(word_list()[place])
    return " ".join(words)
