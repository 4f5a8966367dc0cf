"""What an unlock still owes, after an unclean close and every so often: the whole file looked at beside the work."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label
from salw_desktop.usecases.keeping import check_whole

FINDINGS_SHOWN = 3


class OwedCheck(QWidget):
    """A bar that is there only when something differs: then the register is read-only."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._alarm = label("", "alarm", self.tr("Found by the check"))
        column.addWidget(self._alarm)
        self._show_findings()

    def begin(self) -> None:
        """Where nothing is owed nothing happens. Stopped, or cut off by a lock, it is owed to the next unlock."""
        if self._office.register.owes_check:
            title = self.tr("The whole register is being checked")
            self._office.job(self, title, self._look, self._on_looked, is_beside=True)

    def _look(self, job: Job) -> None:
        check_whole(self._office.register, job.step)

    def _on_looked(self, _: None) -> None:
        self._show_findings()
        if not self._office.register.findings:
            # nobody asked, and the page may have something to say that is not yet read
            whole = self.tr("Checked: agrees with its journal")
            self._office.note_fact("check", "shield-check", whole)

    def _show_findings(self) -> None:
        findings = self._office.register.findings
        differs = self.tr(
            "This register does not agree with its journal and is read-only. Keep a copy of its folder, tell "
            "headquarters, and restore the newest backup. Found: %1"
        )
        self._alarm.setText(differs.replace("%1", "; ".join(findings[:FINDINGS_SHOWN])))
        self.setVisible(bool(findings))
