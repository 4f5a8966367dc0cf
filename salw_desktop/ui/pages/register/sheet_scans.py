"""Scans of the sheets on the table: a model in place of its name, a command in place of its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.table_codes import (
    ERASE,
    MODEL,
    Deed,
    Said,
    TableCommand,
    commands,
    is_table_code,
    look_at_table_code,
    table_code,
)
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.pages.register.foot import Foot
from salw_desktop.ui.pages.register.item_form import WHOLE, ItemForm
from salw_desktop.ui.scanner import line_edit_of
from salw_desktop.ui.texts import ltr
from salw_desktop.usecases import catalogue


class SheetScans(QObject):
    """Does what a hand would do, by the same ways; it never says that a weapon is unloaded."""

    same_asked = Signal()

    def __init__(self, page: Page, form: ItemForm, foot: Foot) -> None:
        super().__init__(page)
        self._page, self._office = page, page.office
        self._form, self._foot = form, foot

    def take(self, code: str) -> bool:
        """Under an open hand-in; False for what is on no sheet of ours."""
        if not is_table_code(code):
            return False
        try:
            self._do(code)
        except Refusal as refusal:
            self._office.sounds.wrong()
            self._page.turned_down(refusal)
        return True

    def _do(self, code: str) -> None:
        look_at_table_code(code)
        command = commands().get(code)
        model = _model_of(code)
        if command is None and model is None:
            raise Refusal("scan.sheet-unknown", field="scan", given=code[:40])
        is_of_weapon = command is None or command.about in (Said.SERIAL, Said.CONDITION)
        if is_of_weapon and self._form.is_other:
            raise Refusal("scan.at-the-table", field="scan")
        if model is not None:
            self._take_model(model)
        elif command is not None:
            self._follow(command)

    def _take_model(self, model: catalogue.Model) -> None:
        form = self._form
        if form.weapon.is_quick:
            form.show_mode(WHOLE)
        form.weapon.choose_model(model)
        if form.clearance.is_stated:
            form.weapon.serial.setFocus()
        self._office.sounds.right()
        text = self._page.tr("Model: %1").replace("%1", ltr(model.short_name))
        self._page.bar.say("note", text)

    def _follow(self, command: TableCommand) -> None:
        weapon = self._form.weapon
        if command.about == Said.DO:
            self._act(Deed(command.word))
        elif command.about == Said.FIGURE:
            self._type(command.word)
        else:
            row = weapon.status if command.about == Said.SERIAL else weapon.condition
            row.chip(command.word).click()
            self._office.sounds.right()

    def _act(self, deed: Deed) -> None:
        if deed is Deed.SAVE_ITEM:
            self._foot.next_item.emit()
        elif deed is Deed.SAVE_PERSON:
            self._foot.next_person.emit()
        elif deed is Deed.SAME:
            self.same_asked.emit()
        elif deed is Deed.CLEAR:
            self._foot.clear_asked.emit()
        elif deed is Deed.PHOTO:
            self._form.photos.take_next()
        else:
            enter = Qt.Key.Key_Return
            key = QKeyEvent(QEvent.Type.KeyPress, enter, Qt.KeyboardModifier.NoModifier)
            focused = QApplication.focusWidget()
            if focused is not None and self._page.isAncestorOf(focused):
                QApplication.sendEvent(focused, key)

    def _type(self, figure: str) -> None:
        """Into a field for writing only: in a row of choices a figure might say that a weapon is clear."""
        focused = QApplication.focusWidget()
        line = line_edit_of(focused) if focused is not None else None
        if line is None or line.isReadOnly() or not self._page.isAncestorOf(line):
            self._office.sounds.wrong()
            self._page.bar.say(
                "note", self._page.tr("Go to the field first, then scan the figure.")
            )
        elif figure == ERASE:
            line.backspace()
        else:
            line.insert(figure)


def _model_of(code: str) -> catalogue.Model | None:
    return next((each for each in catalogue.models() if table_code(MODEL, each.id) == code), None)
