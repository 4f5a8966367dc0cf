"""One thing after the other under an open hand-in: watched while it is typed, looked over, saved, told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.pages.register.foot import Foot
from salw_desktop.ui.pages.register.item_form import ItemForm
from salw_desktop.ui.pages.register.kept import Kept
from salw_desktop.ui.pages.register.read_back import ReadBack
from salw_desktop.ui.pages.register.right_side import RightSide
from salw_desktop.ui.pages.register.saving import Saving
from salw_desktop.ui.pages.register.sheet_scans import SheetScans
from salw_desktop.ui.texts import ltr
from salw_desktop.usecases.commands import Answer, Changes
from salw_desktop.usecases.intake.at_the_table import (
    Cleared,
    OnTheTable,
    Twin,
    Typed,
    cleared_at_the_bay,
    is_clear,
    twins,
)
from salw_desktop.usecases.intake.hand_ins import CloseHandIn
from salw_desktop.usecases.register import Register

UNDO_MS = 30_000
RED_TAG, ISOLATION = "red tag", "isolation notice"


class ItemDesk(QObject):
    """Holds the form together with what stands beside it; the page holds the hand-in."""

    begun = Signal()  # the form is ready for the next thing
    ended = Signal()  # the hand-in is to end
    recorded = Signal(str)  # number

    def __init__(self, page: Page, form: ItemForm, right: RightSide, foot: Foot) -> None:
        super().__init__(page)
        self.hand_in: OnTheTable | None = None
        self.kept = Kept()
        self._page, self._office = page, page.office
        self._form, self._right, self._foot = form, right, foot
        self._saving = Saving(page, form)
        self._read_back = ReadBack(page)
        self._sheets = SheetScans(page, form, foot)
        self._reader = ""  # who read the last one back
        self._is_asked = False  # the gap in the clearance was pointed at once
        self._ends = False  # whether the save ends the hand-in
        self._last: dict[str, Json] = {}
        self._closing: CloseHandIn | None = None
        self._saved: Counter[str] = Counter()  # by hand-in: its list comes a moment later
        self._cleared_form: dict[str, Json] | None = None
        self._connect()

    def _connect(self) -> None:
        form, saving, foot = self._form, self._saving, self._foot
        form.edited.connect(self._on_edited)
        form.clearance.token_given.connect(self.take_token)
        form.weapon.serial.editingFinished.connect(form.weapon.say_misfits)
        form.weapon.read_back_asked.connect(self._on_read_back)
        self._read_back.ended.connect(self._on_read_back_ended)
        self._sheets.same_asked.connect(self.same_as_last)
        saving.saved.connect(self._on_saved)
        saving.line_saved.connect(self._on_line_saved)
        foot.next_person.connect(partial(self.save, ends=True))
        foot.next_item.connect(partial(self.save, ends=False))
        foot.clear_asked.connect(self._on_clear)
        self._right.twins.same_weapon.connect(self._on_same_weapon)
        self._right.twins.answered.connect(self.begun)

    @property
    def is_busy(self) -> bool:
        """While a save is under way its item stays on the form, and its hand-in in front and open."""
        return self._saving.is_busy

    def close(self, end: str, on_done: Callable[[Changes], None]) -> None:
        """Ends the hand-in, once nothing of it is being saved; while it is being ended nothing more is."""
        if self.hand_in is not None and not self.is_busy:
            self._closing = CloseHandIn(hand_in=self.hand_in.number, end=end)
            self._office.perform(self._page, self._closing, on_done)
        elif self.hand_in is not None:
            text = self.tr("Something of %1 is being saved: end it when that is done.")
            self._page.bar.say("note", text.replace("%1", ltr(self.hand_in.number)))

    @property
    def _is_closing(self) -> bool:
        closing, front = self._closing, self.hand_in
        is_this = closing is not None and front is not None and closing.hand_in == front.number
        return is_this and closing is not None and self._office.is_under_way(closing)

    def save(self, *, ends: bool) -> None:
        """What is on the form; with nothing on it only the hand-in ends."""
        if self.hand_in is None or self.is_busy:
            return
        if self._is_closing:
            text = self.tr("%1 is being ended: nothing more is saved under it.")
            self._page.bar.say("warning", text.replace("%1", ltr(self.hand_in.number)))
            return
        self._ends = ends
        if not self._form.is_begun:
            self._end_or_begin(self.hand_in)
        elif self._form.is_other:
            self._saving.add_line(self.hand_in.number)
        elif self._is_whole():
            ids, why = self._right.twins.different
            answered: dict[str, Json] = {}
            if ids:
                answered = {"different_from": list(ids), "different_because": why}
            self._saving.record(self.hand_in.number, self._own_token, self.kept, answered)

    def takes_scan(self, code: str) -> bool:
        """Whether it stands on a sheet of the table, and an item is being written."""
        return self.hand_in is not None and self._sheets.take(code)

    def take_token(self, token: str) -> None:
        """Asks whether the bay has recorded something for it."""
        if self.hand_in is not None:
            query = partial(_cleared, self.hand_in.number, token)
            show = partial(self._on_cleared_at_the_bay, self.hand_in.number, token)
            self._office.read(self._page, query, show, latest="token")

    def same_as_last(self) -> None:
        self._form.same_as(self._last)

    def leave(self) -> None:
        """The hand-in that was in front: nothing of it is left for the next one, and nothing to be brought back."""
        self.hand_in = None
        self._form.photos.clear()
        self._forget_cleared()
        self.empty()

    def empty(self) -> None:
        """For the next thing: nothing of this one is left, least of all its safety."""
        self._is_asked = False
        self._form.clear()
        self._right.twins.clear()
        self._right.number.show_label("", "")

    @property
    def _own_token(self) -> str:
        """Where nothing was tied on at the bay: which thing of this hand-in it is."""
        if self.hand_in is None:
            return ""
        known = max(len(self.hand_in.lines), self._saved[self.hand_in.number])
        return f"item {known + 1}"

    def _is_whole(self) -> bool:
        """Points at the first gap; a weapon that nobody looked into is recorded at the second press."""
        weapon, clearance = self._form.weapon, self._form.clearance
        if not weapon.model.chosen and not weapon.kind.choice:
            weapon.kind_field.setVisible(True)
            weapon.kind_field.say_error(self.tr("Say at least what kind of weapon it is."))
            weapon.kind.setFocus()
            return False
        _, wrong = self._form.more.said()
        if wrong:
            self._form.more.open_for(wrong)
            if wrong in self._page.fields:
                self._page.fields[wrong].say_error(self.tr("A number, please."))
            return False
        if not self._form.beside.look():
            return False
        if clearance.is_stated or self._is_asked:
            return True
        self._is_asked = True
        clearance.begin()
        clearance.safety_field.say_warning(
            self.tr(
                "Nobody has said whether it is unloaded. Save again to record it as not checked."
            )
        )
        self._office.sounds.wrong()
        return False

    def _end_or_begin(self, hand_in: OnTheTable) -> None:
        if self._ends and not (hand_in.lines or self._saved[hand_in.number]):
            text = self.tr("Nothing is recorded yet. If nothing comes, end it with Alt+E.")
            self._page.bar.say("note", text)
            self.begun.emit()
        else:
            self._go_on()

    def _go_on(self) -> None:
        (self.ended if self._ends else self.begun).emit()

    def _on_edited(self) -> None:
        self._cleared_form = None
        weapon = self._form.weapon
        typed = weapon.typed
        self._right.number.show_label(weapon.model.text(), typed.serial.strip())
        show = partial(self._on_twins, typed)
        self._office.read(self._page, partial(_twins, typed), show, latest="twins")

    def _on_twins(self, typed: Typed, found: tuple[Twin, ...]) -> None:
        if typed == self._form.weapon.typed:  # it may have been saved meanwhile
            is_front_desk = self.kept.is_front_desk
            self._right.twins.show_twins(found, typed, is_front_desk=is_front_desk)

    def _on_cleared_at_the_bay(self, hand_in: str, token: str, cleared: Cleared | None) -> None:
        clearance = self._form.clearance
        is_this = self.hand_in is not None and self.hand_in.number == hand_in
        if cleared is None or not is_this or clearance.given_token != token:
            return  # it was asked of another item
        if cleared.is_used:
            text = self.tr("This token is on another item of this hand-in.")
            clearance.token_field.say_error(text)
        elif not clearance.safety.choice:  # what was seen here meanwhile is not taken back
            clearance.show_at_the_bay(cleared)

    def _on_saved(self, answer: Answer) -> None:
        self._last = self._form.as_draft()
        self._count_saved()
        self.recorded.emit(str(answer["number"]))
        self._tell(answer)
        self.empty()
        self._go_on()

    def _count_saved(self) -> None:
        if self.hand_in is not None:
            self._saved[self.hand_in.number] += 1

    def _tell(self, answer: Answer) -> None:
        number, safety = str(answer["number"]), str(answer["safety"])
        if answer.get("hold"):
            self._right.papers.give(RED_TAG, number)
        if not is_clear(safety):
            self._right.papers.give(ISOLATION, number)
        said = [self.tr("%1 is saved.").replace("%1", ltr(number) or self.tr("The item"))]
        said.append(self.tr("It lies at: %1.").replace("%1", str(answer["place"])))
        breaches = answer.get("breaches")
        notes = [str(each) for each in breaches] if isinstance(breaches, list) else []
        if notes:
            text = self.tr("Recorded with what is not as it should be: %1.")
            said.append(text.replace("%1", "; ".join(notes)))
        kind = "warning" if notes or not is_clear(safety) else "done"
        self._page.bar.say(kind, " ".join(said))
        self._office.sounds.right()

    def _on_line_saved(self) -> None:
        self._count_saved()
        self._form.other.clear()
        self._page.bar.say("done", self.tr("Written down."))
        self._go_on()

    def _on_same_weapon(self, twin: Twin) -> None:
        if self.hand_in is not None and not (self.is_busy or self._is_closing):
            self._ends = False
            self._saving.again(twin, self.hand_in.number, self._own_token, self.kept.place)

    def _on_read_back(self) -> None:
        serial = self._form.weapon.serial.text().strip()
        if serial:
            reader = self._reader or self.kept.inspector
            self._read_back.ask(serial, self._form.people, reader)

    def _on_read_back_ended(self, number: str, reader: str) -> None:
        weapon = self._form.weapon
        if weapon.serial.text().strip() != number:
            reader = ""  # a key or a scan brought another item behind the sheet
        self._reader = reader or self._reader
        weapon.show_read_back(reader)
        (weapon.condition if reader and not weapon.is_quick else weapon.serial).setFocus()

    def _on_clear(self) -> None:
        """Pressed again within half a minute it brings all back but the safety and the pictures."""
        if self.is_busy:
            return  # its clearance is written first, and would be said of the next item
        if self._cleared_form is not None:
            self._form.take_draft(self._cleared_form)
            self._cleared_form = None
        else:
            self._cleared_form = {**self._form.as_draft(), "photos": []}
            self._form.photos.clear()
            self.empty()
            QTimer.singleShot(UNDO_MS, self, self._forget_cleared)
        self._foot.show_undo(self._cleared_form is not None)
        self.begun.emit()

    def _forget_cleared(self) -> None:
        self._cleared_form = None
        self._foot.show_undo(False)


def _twins(typed: Typed, register: Register) -> tuple[Twin, ...]:
    return twins(register, typed)


def _cleared(hand_in: str, token: str, register: Register) -> Cleared | None:
    return cleared_at_the_bay(register, hand_in, token)
