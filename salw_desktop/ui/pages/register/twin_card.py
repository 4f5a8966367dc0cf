"""A number that is in the register already: the other weapon beside this one, while the number is being typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.office import Office
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.weapon_words import grade_in_words
from salw_desktop.ui.widgets.badge import Badge, kind_of, said
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases import catalogue
from salw_desktop.usecases.intake.at_the_table import Twin, Typed, picture_of

PICTURE_PX = 110
LONGEST_REASON = 64  # free_text.LONGEST_NAME: what tells two weapons apart, no story


class TwinCard(QFrame):
    """Never a barrier: two true weapons may share a number, so a person looks and says (domain §4.8)."""

    same_weapon = Signal(object)  # Twin
    answered = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "warning-card")
        self._office = office
        self._twins: tuple[Twin, ...] = ()
        self._at = 0
        self._different: dict[str, str] = {}
        self._typed: Typed | None = None
        self._is_front_desk = True
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        self._heading = label("", "warning", self.tr("Look-alike"))
        head.addWidget(IconMark("copy-check", "warning"))
        head.addWidget(self._heading, stretch=1)
        column.addLayout(head)
        self._picture = QLabel()
        self._picture.setAccessibleName(self.tr("Picture of the other weapon"))
        self._picture.hide()
        self._number = one_line("", "section", self.tr("Number of the other weapon"))
        self._badge = Badge("", "plain")
        self._what = label("", "text", self.tr("What it is"))
        row = QHBoxLayout()
        row.addWidget(self._picture)
        facts = QVBoxLayout()
        facts.addWidget(self._number)
        facts.addWidget(self._badge)
        facts.addWidget(self._what)
        row.addLayout(facts, stretch=1)
        column.addLayout(row)
        self._make_table(column)
        self._make_answers(column)
        self.hide()

    def _make_table(self, column: QVBoxLayout) -> None:
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._table.hide()
        column.addWidget(self._table)

    def _make_answers(self, column: QVBoxLayout) -> None:
        compare = KeyButton(self.tr("Compare"), key="Alt+C")
        compare.clicked.connect(self.compare)
        different = KeyButton(self.tr("Different"), key="Alt+D")
        different.clicked.connect(self._on_different)
        same = KeyButton(self.tr("Same weapon, here again"), key="Alt+S")
        same.clicked.connect(self._on_same)
        self._next = KeyButton(self.tr("Next one"), key="Alt+N", kind="ghost")
        self._next.clicked.connect(self._on_next)
        row = QHBoxLayout()
        row.addWidget(compare)
        row.addWidget(different)
        column.addLayout(row)
        column.addWidget(same)
        self._why = QComboBox()
        self._why.setEditable(True)
        self._why.addItems(
            [
                self.tr("another model"),
                self.tr("another maker's mark"),
                self.tr("another country"),
                self.tr("other parts and another stock"),
            ]
        )
        edit = self._why.lineEdit()
        assert edit is not None  # noqa: S101  an editable combo has one
        edit.setMaxLength(LONGEST_REASON)
        edit.returnPressed.connect(self._on_reason)
        self._why_field = Field(
            self.tr("What tells them apart (Enter)"), self._why, name="different_because"
        )
        self._why_field.hide()
        column.addWidget(self._why_field)
        column.addWidget(self._next)

    @property
    def reason_field(self) -> Field:
        return self._why_field

    @property
    def different(self) -> tuple[tuple[str, ...], str]:
        """The ids of those that somebody looked at and told apart, and by what."""
        reasons = list(dict.fromkeys(self._different.values()))
        return tuple(self._different), "; ".join(reasons)[:LONGEST_REASON]

    def show_twins(self, twins: tuple[Twin, ...], typed: Typed, *, is_front_desk: bool) -> None:
        """Those that were answered already are left out."""
        self._typed, self._is_front_desk = typed, is_front_desk
        known = {twin.id for twin in twins}
        self._different = {id_: why for id_, why in self._different.items() if id_ in known}
        still = tuple(twin for twin in twins if twin.id not in self._different)
        if still != self._twins:
            self._twins, self._at = still, 0
            self._show()

    def clear(self) -> None:
        self._different = {}
        self._twins = ()
        self._show()

    def compare(self) -> None:
        """Both, line by line, and the picture: it was asked for."""
        self._table.setVisible(self._table.isHidden())
        if not self._table.isHidden():
            self._show_picture()

    def _show(self) -> None:
        self.setVisible(bool(self._twins))
        self._table.hide()
        self._picture.hide()
        self._why_field.hide()
        if not self._twins:
            return
        twin = self._twins[self._at]
        heading = grade_in_words(twin.grade)
        if len(self._twins) > 1:
            heading += f"  {ltr(f'{self._at + 1}/{len(self._twins)}')}"
        self._heading.setText(heading)
        self._number.setText(ltr(twin.number))
        self._badge.show_word(said(twin.custody), kind_of(twin.custody))
        self._what.setText(self._told(twin))
        self._next.setVisible(len(self._twins) > 1)
        self._fill_table(twin)
        if not self._is_front_desk:
            self._show_picture()

    def _told(self, twin: Twin) -> str:
        told = self.tr("%1, handed in %2").replace("%1", twin.model)
        told = told.replace("%2", ltr(twin.handed_in_on))
        return told if self._is_front_desk or not twin.place else f"{told}. {twin.place}"

    def _fill_table(self, twin: Twin) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        typed = self._typed
        if typed is None:
            return
        rows = (
            (self.tr("Number"), typed.serial, twin.serial),
            (self.tr("Model"), _model_of(typed), twin.model),
            (self.tr("Country"), typed.country, twin.country),
            (self.tr("Marks"), "", twin.marks),
        )
        for at, (caption, own, other) in enumerate(
            (("", self.tr("This one"), self.tr("The other")), *rows)
        ):
            role = "caption" if at == 0 else "text" if own == other or not own else "strong"
            self._grid.addWidget(one_line(caption, "caption"), at, 0)
            self._grid.addWidget(label(ltr(own) or "–", role), at, 1)
            self._grid.addWidget(label(ltr(other) or "–", role), at, 2)

    def _show_picture(self) -> None:
        twin = self._twins[self._at]
        self._office.read(
            self,
            lambda register: picture_of(register, twin.id),
            partial(self._on_picture, twin),
            latest="picture",
        )

    def _on_picture(self, twin: Twin, data: bytes | None) -> None:
        if not data or not self._twins or self._twins[self._at] != twin:
            return
        pixmap = QPixmap()
        pixmap.loadFromData(data)
        self._picture.setPixmap(
            pixmap.scaledToWidth(PICTURE_PX, Qt.TransformationMode.SmoothTransformation)
        )
        self._picture.show()

    def _on_different(self) -> None:
        self._why_field.show()
        self._why.setFocus()
        edit = self._why.lineEdit()
        if edit is not None:
            edit.selectAll()

    def _on_reason(self) -> None:
        why = self._why.currentText().strip()
        if not why:
            self._why_field.say_error(self.tr("Say what you saw."))
            return
        twin = self._twins[self._at]
        self._different[twin.id] = why
        self._twins = tuple(each for each in self._twins if each.id != twin.id)
        self._at = 0
        self._show()
        self.answered.emit()

    def _on_same(self) -> None:
        self.same_weapon.emit(self._twins[self._at])

    def _on_next(self) -> None:
        self._at = (self._at + 1) % len(self._twins)
        self._show()


def _model_of(typed: Typed) -> str:
    """By the name that a record of it bears, or the same model would look like another one."""
    if not typed.model:
        return typed.kind
    return catalogue.find(typed.model).short_name.partition(" / ")[0]
