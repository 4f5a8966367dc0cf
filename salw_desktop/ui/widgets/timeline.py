"""What happened to one thing, step by step: when, what, who and why, joined by a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.icons import paint_icon
from salw_desktop.ui.look import look_in_use
from salw_desktop.ui.texts import label

DOT_PX, ICON_PX = 24, 13


@dataclass(frozen=True, slots=True)
class Step:
    """`lines` say more, each below the other; `token` is a colour of the look."""

    icon: str
    token: str
    title: str
    note: str
    lines: tuple[str, ...] = ()


class _Dot(QWidget):
    """The icon of a step, and the line to the next one."""

    def __init__(self, step: Step, *, is_last: bool) -> None:
        super().__init__()
        self._step = step
        self._is_last = is_last
        self.setFixedWidth(DOT_PX + 2)

    @override
    def paintEvent(self, event: object) -> None:
        painter, look = QPainter(self), look_in_use()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, DOT_PX / 2 + 1)
        if not self._is_last:
            painter.setPen(QPen(QColor(look.line), 2))
            painter.drawLine(middle, QPointF(middle.x(), self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(look, self._step.token)))
        painter.drawEllipse(middle, DOT_PX / 2, DOT_PX / 2)
        corner = middle - QPointF(ICON_PX / 2, ICON_PX / 2)
        at = QRectF(corner.x(), corner.y(), ICON_PX, ICON_PX)
        paint_icon(painter, at, self._step.icon, "card")
        painter.end()


class Timeline(QWidget):
    """Texts can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: Sequence[Step]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, step in enumerate(steps):
            self._column.addWidget(_row(step, is_last=place == len(steps) - 1))
        self._column.addStretch()


def _row(step: Step, *, is_last: bool) -> QWidget:
    texts = QVBoxLayout()
    texts.setContentsMargins(0, 2, 0, 10)
    texts.setSpacing(1)
    texts.addWidget(label(step.title, "strong", step.title))
    for line in step.lines:
        texts.addWidget(label(line, "text", line))
    texts.addWidget(label(step.note, "soft", step.note))
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(_Dot(step, is_last=is_last))
    row.addLayout(texts, stretch=1)
    return made
