"""English, where "%n weapon(s)" is one weapon or two weapons."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from typing_extensions import override

BOTH = "(s)"


class EnglishPlurals(QTranslator):
    """Takes the ending that fits the number; every other sentence stays as it is written.

    Texts put nothing else after a number that changes with it: a verb would have to change, too.
    """

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self,
        context: str,
        source: str,
        /,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """None: Qt shows the source."""
        del context, disambiguation
        return source.replace(BOTH, "" if n == 1 else "s") if n >= 0 and BOTH in source else None
