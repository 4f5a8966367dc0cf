"""The six digits that uncover the screen in this shift: a hash in memory, never on the disk."""

from __future__ import annotations

import hmac
import os
import re
from itertools import pairwise

from nacl.pwhash import argon2id

from salw_desktop.domain.errors import Refusal

DIGITS = 6
TRIES = 5
_HASH_BYTES = 32
_CODE = re.compile(rf"[0-9]{{{DIGITS}}}")


class ShiftCode:
    """Opens nothing on the disk: whoever reads the memory of this program has the register already."""

    def __init__(self, code: str) -> None:
        """Refusal `cover.code-form`, `cover.code-easy`."""
        if not _CODE.fullmatch(code):
            raise Refusal("cover.code-form", field="code", digits=DIGITS)
        steps = {(int(b) - int(a)) % 10 for a, b in pairwise(code)}
        if len(steps) == 1 and steps <= {0, 1, 9}:
            raise Refusal("cover.code-easy", field="code")
        self._salt = os.urandom(argon2id.SALTBYTES)
        self._hash = self._of(code)
        self._tries = TRIES

    @property
    def tries_left(self) -> int:
        return self._tries

    def fits(self, code: str) -> bool:
        """After five wrong ones in a row none fits any more: the passphrase is asked for."""
        if self._tries == 0:
            return False
        is_right = hmac.compare_digest(self._hash, self._of(code))
        self._tries = TRIES if is_right else self._tries - 1
        return is_right

    def _of(self, code: str) -> bytes:
        return argon2id.kdf(
            _HASH_BYTES,
            code.encode(),
            self._salt,
            opslimit=argon2id.OPSLIMIT_INTERACTIVE,
            memlimit=argon2id.MEMLIMIT_INTERACTIVE,
        )
