"""Things side by side that go below one another where larger texts or a small screen leave no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

GAP_PX = 12


class WrapRow(QWidget):
    """All in one row, else half of them, and so on down to one in each; it asks for no more than the widest."""

    def __init__(
        self,
        parts: Sequence[QWidget],
        stretches: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`stretches` share what is left where all stand in one row; without them all share alike."""
        super().__init__(parent)
        self._parts = tuple(parts)
        self._stretches = tuple(stretches) or (1,) * len(parts)
        self._in_row = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)
        self._place(len(self._parts))

    def _least_px(self, in_row: int) -> int:
        """What so many side by side need, in as many rows as that takes."""
        columns = (self._parts[at::in_row] for at in range(in_row))
        widest = (
            max(each.minimumSizeHint().expandedTo(each.minimumSize()).width() for each in column)
            for column in columns
        )
        return sum(widest) + GAP_PX * (in_row - 1)

    def _fit(self) -> None:
        in_row = len(self._parts)
        while in_row > 1 and self._least_px(in_row) > self.width():
            in_row = (in_row + 1) // 2
        if in_row != self._in_row:
            self._place(in_row)

    def _place(self, in_row: int) -> None:
        for at, part in enumerate(self._parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, at // in_row, at % in_row)
        for column, stretch in enumerate(self._stretches):
            shared = stretch if in_row == len(self._parts) else 1
            self._grid.setColumnStretch(column, shared if column < in_row else 0)
        self._in_row = in_row

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_px(1), self._grid.minimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)
