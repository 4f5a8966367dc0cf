"""From a chosen register through its passphrase to its window, and back to a locked file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from salw_desktop.domain.errors import Trouble
from salw_desktop.ui.messages import notice, wording
from salw_desktop.ui.overview_window import OverviewWindow
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases.keeping import operators_of
from salw_desktop.usecases.queries import Overview, overview
from salw_desktop.usecases.register import Register
from salw_desktop.words import TROUBLE

CLOSED = 0


class Shell(QObject):
    """Holds what is open: one register at most, touched on the worker only, and one window."""

    ended = Signal(int)  # the exit status

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._register: Register | None = None
        self._shown: QWidget | None = None

    def run(self, path: Path | None) -> int:
        """Open `path`, or ask for it; return the exit status when the window is closed."""
        self.ended.connect(QCoreApplication.exit)
        self.start(path)
        status = QCoreApplication.exec()
        self.close()
        return status

    def start(self, path: Path | None) -> None:
        if path is None:
            self._ask_register()
        else:
            self._ask_passphrase(path)

    def end(self, status: int) -> None:
        self.ended.emit(status)

    def close(self) -> None:
        """Lock what is still open, after whatever is being done in it."""
        self._lock()
        self._runner.close()

    def _ask_register(self) -> None:
        chooser = QFileDialog(caption=self.tr("Which register? Choose its folder"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(self._on_folder_chosen)
        chooser.rejected.connect(self._on_given_up)
        self._show(chooser)

    def _ask_passphrase(self, path: Path) -> None:
        try:
            operators = operators_of(path)
        except Trouble as trouble:
            self._on_failed(trouble)
            return
        dialog = UnlockDialog(path, operators, self._runner)
        dialog.unlocked.connect(self._on_unlocked)
        dialog.rejected.connect(self._on_given_up)
        self._show(dialog)

    def _show(self, widget: QWidget) -> None:
        widget.show()
        self._shown = widget

    def _lock(self) -> None:
        if self._register is not None:
            work, self._register = self._register.close, None
            self._runner.run(self, work, self._on_locked, self._on_failed)

    def _on_folder_chosen(self, folder: str) -> None:
        self._ask_passphrase(Path(folder))

    def _on_unlocked(self, register: Register) -> None:
        self._register = register
        show = partial(self._on_overview, register)
        self._runner.run(self, partial(overview, register), show, self._on_failed)

    def _on_overview(self, register: Register, found: Overview) -> None:
        window = OverviewWindow(register.folder.path.stem, found, register.findings)
        window.closed.connect(self._lock)
        self._show(window)

    def _on_given_up(self) -> None:
        self.ended.emit(CLOSED)

    def _on_locked(self, _: None) -> None:
        self.ended.emit(CLOSED)

    def _on_failed(self, error: BaseException) -> None:
        box = notice(wording(error))
        box.finished.connect(self._on_notice_read)
        self._show(box)

    def _on_notice_read(self) -> None:
        self.ended.emit(TROUBLE)
