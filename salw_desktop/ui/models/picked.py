"""Which rows of a list are ticked: those named, or all but those named; a million costs no more than one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Picked:
    """Rows by rowid, never by position: they stay ticked when the order changes."""

    def __init__(self) -> None:
        self._is_all = False
        self._named: set[int] = set()

    def holds(self, rowid: int) -> bool:
        return (rowid in self._named) != self._is_all

    def toggle(self, rowid: int) -> None:
        self._named ^= {rowid}

    def add(self, rowids: Iterable[int]) -> None:
        self._named = self._named.difference(rowids) if self._is_all else self._named.union(rowids)

    def everything(self) -> None:
        self._is_all = True
        self._named = set()

    def nothing(self) -> None:
        self._is_all = False
        self._named = set()

    def narrow(self, shown: array[int]) -> None:
        """To a new list: what is not seen is not ticked, and nothing is ticked that nobody has seen."""
        if self._is_all:
            self.nothing()
        elif self._named:
            self._named.intersection_update(shown)

    def count(self, shown: int) -> int:
        return shown - len(self._named) if self._is_all else len(self._named)

    def rows(self, shown: array[int]) -> array[int]:
        """The ticked ones, in the order of the list."""
        return array("I", filter(self.holds, shown))
