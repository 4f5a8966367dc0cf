"""A name of the roster, found by any piece of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from salw_desktop.ui.pages.register.search_box import Found, SearchBox
from salw_desktop.usecases.weapons.bench import Person


class RosterBox(SearchBox):
    """What nobody of the roster is called stays as it was typed, to be refused at its field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._like, parent)
        self._people: tuple[Person, ...] = ()
        self.taken.connect(self._on_taken)

    def know(self, people: Sequence[Person]) -> None:
        self._people = tuple(people)

    def _like(self, text: str) -> Found:
        wanted = text.strip().casefold()
        return [
            (each.name, f"{each.name}   {each.function}")
            for each in self._people
            if wanted in f"{each.name} {each.function}".casefold()
        ]

    def _on_taken(self, name: str) -> None:
        if name:
            self.show_chosen(name, name)
