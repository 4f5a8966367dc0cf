"""A line over the pages while the clock of this computer cannot be believed: nothing is refused for it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salw_desktop.domain.time import minutes
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.workplace import Workplace
from salw_desktop.usecases.at_the_window import ClockDoubt, clock_doubt

LOOK_EACH_MS = 30_000


class ClockLine(QWidget):
    """Looks again each half a minute: whoever sets the clock need not lock the register."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._text = label("", "alarm", self.tr("About the clock"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text)
        self._timer = QTimer(self, interval=LOOK_EACH_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.hide()
        self.look()

    @property
    def text(self) -> str:
        """What it says now; nothing while it is hidden."""
        return self._text.text()

    def look(self) -> None:
        self._workplace.read(self, clock_doubt, self._on_doubt, latest="clock")

    def _on_doubt(self, doubt: ClockDoubt | None) -> None:
        text = ""
        if doubt is not None:
            text = self.tr(
                "The clock of this computer says %1, but the newest entry here is of %2. Set date and time in the "
                "system. Work goes on meanwhile; papers say that the clock is not confirmed."
            )
            if doubt.is_ahead:
                text += " " + self.tr("If it is right, two people open the day on the first page.")
            text = text.replace("%1", ltr(minutes(doubt.says)))
            text = text.replace("%2", ltr(minutes(doubt.proven)))
        self._text.setText(text)
        self.setVisible(bool(text))
