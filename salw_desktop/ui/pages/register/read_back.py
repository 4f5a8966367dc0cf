"""The number in letters four centimetres high, turned to the inspector: most errors are made in copying (domain §4.8)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.pages.register.weapon_part import script_of
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton

HEIGHT_MM = 40
MM_PER_INCH = 25.4
CAPITAL_OF_FONT = 0.71  # of the font's size, for Noto Sans
LEAST_PX, READER_PX = 40, 320


class ReadBack(QFrame):
    """Covers the page until somebody of the roster says that the metal reads the same, or Esc."""

    ended = Signal(str, str)  # the number, who read it; nobody where it is not the same

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over, self._asked = parent, ""
        parent.installEventFilter(self)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Read back"))
        column = QVBoxLayout(self)
        column.addStretch()
        self._number = label("", "text", self.tr("Number as typed"))
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._script = label("", "title", self.tr("Script"))
        self._script.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._number)
        column.addWidget(self._script)
        column.addStretch()
        self.reader = ChoiceBox()
        self._reader = Field(
            self.tr("Read from the metal by"), self.reader, name="read_back_by", required=True
        )
        self._reader.setFixedWidth(READER_PX)
        row = QHBoxLayout()
        row.addWidget(self._reader)
        row.addStretch()
        no = KeyButton(self.tr("Not the same"), "x", "Esc")
        no.clicked.connect(self._on_no)
        yes = KeyButton(self.tr("The metal reads the same"), "check", "Return", "primary")
        yes.clicked.connect(self._on_yes)
        for button in (no, yes):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self.hide()

    def ask(self, serial: str, people: Sequence[str], reader: str) -> None:
        """`reader` is who read the one before; with nobody chosen there is no yes."""
        self._asked = serial
        self.reader.clear()
        self.reader.addItems(["", *people])
        self.reader.setCurrentText(reader)
        self._reader.say_nothing()
        self.setGeometry(self._over.rect())
        self._number.setText(ltr(serial))
        wanted = HEIGHT_MM / MM_PER_INCH * self.logicalDpiY() / CAPITAL_OF_FONT
        self._set_size(int(wanted))
        while (
            self._number.fontMetrics().horizontalAdvance(serial) > self.width() - 80
            and wanted > LEAST_PX
        ):
            wanted *= 0.9  # a long number must stand in one line
            self._set_size(int(wanted))
        self._script.setText(_scripts_told(serial))
        self.show()
        self.raise_()
        self.reader.setFocus()

    def _set_size(self, size_px: int) -> None:
        self._number.setStyleSheet(f"font-size: {size_px}px; font-weight: 700;")
        self._number.ensurePolished()

    def _end(self, reader: str) -> None:
        self.hide()
        self.ended.emit(self._asked, reader)

    def _on_yes(self) -> None:
        if self.reader.currentText():
            self._end(self.reader.currentText())
        else:
            self._reader.say_error(self.tr("Choose who holds it against the metal."))
            self.reader.setFocus()

    def _on_no(self) -> None:
        self._end("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_yes()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_no()
        else:
            super().keyPressEvent(event)


def _scripts_told(serial: str) -> str:
    """The scripts, and each letter that is none of the Latin ones by its name."""
    told = script_of(serial)
    others = dict.fromkeys(
        sign
        for sign in serial
        if sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN")
    )
    names = ", ".join(f"{sign} {unicodedata.name(sign, '').title()}" for sign in others)
    return f"{told}: {names}" if names else told
