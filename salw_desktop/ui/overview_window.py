"""What an open register holds, on one page."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMainWindow,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from salw_desktop.ui.models.weapon_counts import COUNT, STATE, WeaponCounts
from salw_desktop.usecases.queries import Overview

ROW_HEIGHT_PX = 36
FINDINGS_SHOWN = 3


class OverviewWindow(QMainWindow):
    """Shows one `Overview`, and what the check at unlock found; every word was read from the file."""

    closed = Signal()

    def __init__(self, name: str, overview: Overview, findings: tuple[str, ...]) -> None:
        super().__init__()
        self.setWindowTitle(name)
        self.resize(720, 560)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(overview))
        if overview.practice:
            practice = self.tr("Practice register: nothing in it is real")
            column.addWidget(_label("practice", practice, self.tr("Practice")))
        if findings:
            differs = self.tr("This register does not agree with its journal and is read-only: {0}")
            text = differs.format("; ".join(findings[:FINDINGS_SHOWN]))
            column.addWidget(_label("alarm", text, self.tr("Found by the check")))
        body = QHBoxLayout()
        body.setContentsMargins(24, 24, 24, 24)
        body.setSpacing(16)
        body.addWidget(self._weapons(overview), stretch=3)
        body.addLayout(self._facts(overview), stretch=2)
        column.addLayout(body, stretch=1)
        self.setCentralWidget(page)
        menu = self.menuBar().addMenu(self.tr("&Register"))
        menu.addAction(self.tr("&Lock and close"), QKeySequence(self.tr("Ctrl+Q")), self.close)

    def _head(self, overview: Overview) -> QFrame:
        head, column = _frame("head")
        column.addWidget(_label("title", overview.unit, self.tr("Unit")))
        site = self.tr("{site} · {operator} at work").format(
            site=overview.site, operator=overview.operator
        )
        column.addWidget(_label("text", site, self.tr("Site and operator")))
        return head

    def _weapons(self, overview: Overview) -> QFrame:
        card, column = _frame("card")
        total = sum(count for _, count in overview.weapons)
        column.addWidget(_label("soft", self.tr("Weapons on record")))
        column.addWidget(_label("number", f"{total:,}", self.tr("Weapons on record")))
        column.addWidget(self._table(overview), stretch=1)
        return card

    def _table(self, overview: Overview) -> QTableView:
        table = QTableView()
        table.setModel(WeaponCounts(overview.weapons, table))
        table.setAccessibleName(self.tr("Weapons by state"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.selectRow(0)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        header = table.horizontalHeader()
        # a header that shares the table's selection asks about every row at Ctrl+A
        header.setSelectionModel(QItemSelectionModel(table.model(), table))
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _facts(self, overview: Overview) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        for caption, mark in (
            (self.tr("Last check"), overview.last_check),
            (self.tr("Last receipt from the registry"), overview.last_receipt),
        ):
            card, inside = _frame("card")
            inside.addWidget(_label("soft", caption))
            when = mark.when if mark else self.tr("None yet")
            inside.addWidget(_label("title", when, caption))
            if mark:
                inside.addWidget(_label("text", mark.what))
            column.addWidget(card)
        column.addStretch()
        return column

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def _frame(role: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("role", role)
    column = QVBoxLayout(frame)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(8)
    return frame, column


def _label(role: str, text: str, name: str = "") -> QLabel:
    """A caption, or with an accessible name a value that can be selected and copied."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if name:
        label.setAccessibleName(name)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label
