"""Beside the printer: how far its labels are moved."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.printer_shifts import MOST_TENTHS, Shift, keep_shift, shift_of


class ShiftBox(QWidget):
    """Kept for each printer on this laptop, for whoever prints next."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._office, self._printer = page.office, ""
        self.right, self.down = _tenths(), _tenths()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for text, box, name in (
            (self.tr("Move &right"), self.right, "shift_right"),
            (self.tr("Move &down"), self.down, "shift_down"),
        ):
            row.addWidget(Field(text, box, name=name))
            box.setToolTip(self.tr("As read off the calibration sheet of this printer"))
            box.valueChanged.connect(self._on_changed)

    @property
    def shift(self) -> Shift:
        """What stands in the boxes: the next sheet of labels comes out with it."""
        return Shift(round(self.right.value() * 10), round(self.down.value() * 10))

    def show_printer(self, printer: str) -> None:
        """Its own shift; without a name that of the PDF."""
        self._printer = printer
        kept = shift_of(self._office.register, printer)
        for box, value in ((self.right, kept.mm[0]), (self.down, kept.mm[1])):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def _on_changed(self) -> None:
        work = partial(keep_shift, self._office.register, self._printer, self.shift)
        self._office.runner.run(self, work, _done, partial(self._office.show_error, None))


def _tenths() -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setDecimals(1)
    box.setSingleStep(0.1)
    box.setRange(-MOST_TENTHS / 10, MOST_TENTHS / 10)
    box.setSuffix(" mm")
    box.setKeyboardTracking(False)
    box.setMinimumWidth(96)
    return box


def _done(_: None) -> None:
    """It is shown already."""
