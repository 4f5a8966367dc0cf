"""Captions with their values; a value that has no room beside its caption stands below it, whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout

from salw_desktop.ui.texts import label, one_line


class FactRows(QFormLayout):
    """For a card that may be narrow: what cannot be broken, such as a number, is not cut."""

    def __init__(self, caption_px: int = 0) -> None:
        super().__init__()
        self._caption_px = caption_px
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(4)

    def add(self, caption: str, value: str) -> None:
        named = one_line(caption, "soft")
        named.setMinimumWidth(self._caption_px)
        across = named.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        named.setAlignment(across | Qt.AlignmentFlag.AlignTop)
        self.addRow(named, label(value, "text", caption))
