"""From a filled form to its record: the clearance first, then the weapon, then its pictures; a refusal loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.pages.register.item_form import ItemForm
from salw_desktop.ui.pages.register.kept import Kept
from salw_desktop.ui.widgets.message_bar import ERROR
from salw_desktop.usecases.commands import Answer, Changes, Command
from salw_desktop.usecases.intake.at_the_table import Twin
from salw_desktop.usecases.photos_laid_by import LaidBy, of_weapon
from salw_desktop.usecases.weapons.look_alikes import HandInAgain


class Saving(QObject):
    """One item at a time: a second press while it runs does nothing."""

    saved = Signal(object)  # Answer of the record
    line_saved = Signal()

    def __init__(self, page: Page, form: ItemForm) -> None:
        super().__init__(page)
        self._page, self._form = page, form
        self._asked: Command | None = None
        form.photos.given.connect(self._on_photo)

    @property
    def is_busy(self) -> bool:
        """Also false after a fault: the form is never shut for good."""
        return self._asked is not None and self._page.office.is_under_way(self._asked)

    def record(self, hand_in: str, token: str, kept: Kept, answered: dict[str, Json]) -> None:
        """`token` names the clearance where none was tied on at the bay."""
        form, tied = self._form, self._token(token)
        try:
            command = form.command(hand_in, tied, kept, answered)
        except Refusal as refusal:
            self._on_refused(refusal)
            return
        self._clear_first(hand_in, tied, command)

    def again(self, twin: Twin, hand_in: str, token: str, place: str) -> None:
        """The same weapon: no second record (domain §4.8)."""
        tied = self._token(token)
        command = HandInAgain(weapon=twin.id, hand_in=hand_in, clearance=tied, place=place)
        self._clear_first(hand_in, tied, command)

    def add_line(self, hand_in: str) -> None:
        command = self._form.other.command(hand_in)
        if command is not None:
            self._page.say_nothing()
            self._perform(command, self._on_line)

    def _token(self, token: str) -> str:
        clearance = self._form.clearance
        return (clearance.given_token or token) if clearance.is_stated else ""

    def _clear_first(self, hand_in: str, token: str, command: Command) -> None:
        self._page.say_nothing()
        clearance = self._form.clearance
        if not token or clearance.is_recorded:
            self._record(command)
            return
        said = clearance.command(hand_in, token)
        self._perform(said, partial(self._on_cleared, command, token))

    def _on_cleared(self, command: Command, token: str, _: Changes) -> None:
        self._form.clearance.token.setText(token)  # a second try must find it again
        self._form.clearance.mark_recorded()
        self._record(command)

    def _record(self, command: Command) -> None:
        self._perform(command, self._on_recorded)

    def _perform(self, command: Command, on_done: Callable[[Changes], None]) -> None:
        self._asked = command
        self._page.office.perform(self._page, command, on_done, self._on_refused)

    def _on_recorded(self, changes: Changes) -> None:
        answer: Answer = changes.answer
        self._form.photos.hand_over(str(answer["weapon"]))
        self.saved.emit(answer)

    def _on_line(self, _: Changes) -> None:
        self.line_saved.emit()

    def _on_photo(self, weapon: str, view: str, laid_by: LaidBy) -> None:
        self._page.office.perform(self._page, of_weapon(weapon, view, laid_by))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        if isinstance(error, Refusal) and error.field:
            self._form.more.open_for(error.field)
        self._page.turned_down(error)
        if isinstance(error, Trouble):
            text = self.tr("Not saved; everything stays here as you typed it. %1")
            self._page.bar.say(ERROR, text.replace("%1", wording(error)))
