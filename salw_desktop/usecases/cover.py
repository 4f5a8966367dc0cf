"""Who may uncover the screen: this shift's six digits, five tries, then his own passphrase."""

from __future__ import annotations

from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.shift_code import DIGITS as DIGITS
from salw_desktop.keys.shift_code import ShiftCode
from salw_desktop.usecases.keeping import key_of
from salw_desktop.usecases.register import Register


class Cover:
    """Forgotten with the program; a new shift chooses a new code."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._code: ShiftCode | None = None

    @property
    def takes_code(self) -> bool:
        return self._code is not None and self._code.tries_left > 0

    def choose(self, code: str) -> None:
        """Refusal `cover.code-form`, `cover.code-easy`."""
        self._code = ShiftCode(code)

    def uncover(self, typed: str) -> None:
        """Refusal `cover.code-wrong`, `cover.code-spent`; Trouble `passphrase.wrong`."""
        if self._code is None or not self._code.tries_left:
            key_of(self._register.folder.path, self._register.operator_name, typed)
            self._code = None
        elif not self._code.fits(typed):
            left = self._code.tries_left
            code = "cover.code-wrong" if left else "cover.code-spent"
            raise Refusal(code, field="code", left=left)
