"""From a chosen register through its passphrase to its window, and back to a locked file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.choosers import FOLDER, path_chooser
from salw_desktop.ui.first_start.new_register import NewRegisterDialog
from salw_desktop.ui.first_start.recent import RecentRegisters
from salw_desktop.ui.first_start.restore import RestoreDialog
from salw_desktop.ui.first_start.start_dialog import StartDialog
from salw_desktop.ui.look import wear
from salw_desktop.ui.main_window import MainWindow
from salw_desktop.ui.messages import notice, wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.unlock_dialog import UnlockDialog
from salw_desktop.usecases.keeping import operators_of
from salw_desktop.usecases.register import Register
from salw_desktop.words import TROUBLE

CLOSED = 0


class Shell(QObject):
    """Holds what is open: one register at most, touched on the worker only, and one window."""

    ended = Signal(int)  # the exit status

    def __init__(
        self,
        runner: Runner,
        scanner: Scanner,
        parent: QObject | None = None,
        *,
        recent: RecentRegisters | None = None,
    ) -> None:
        super().__init__(parent)
        self._recent = recent or RecentRegisters()
        self._runner = runner
        self._scanner = scanner
        self._register: Register | None = None
        self._office: Office | None = None
        self._shown: QWidget | None = None
        self._again: Path | None = None

    def run(self, path: Path | None) -> int:
        """Open `path`, or the newest, or ask for one; return the exit status when the window is closed."""
        self.ended.connect(QCoreApplication.exit)
        self.start(path)
        status = QCoreApplication.exec()
        self.close()
        return status

    def start(self, path: Path | None) -> None:
        if path is not None:
            self._ask_passphrase(path)
        elif (newest := self._recent.newest_there) is not None:
            self._ask_passphrase_or_start(newest)
        else:
            self._ask_start()

    def _ask_passphrase_or_start(self, path: Path) -> None:
        """Nothing wrong with it is a reason to end: others can be opened, a backup restored."""
        try:
            self._show_unlocking(path)
        except (Refusal, Trouble) as error:
            self._ask_start(message=wording(error))

    def end(self, status: int) -> None:
        self.ended.emit(status)

    def close(self) -> None:
        """Lock what is still open, after whatever is being done in it."""
        self._lock()
        self._runner.close()

    def _ask_start(self, back_to: Path | None = None, message: str = "") -> None:
        """`back_to` is the register whose unlock box it was asked from."""
        dialog = StartDialog(message=message)
        dialog.practice_wanted.connect(partial(self._ask_new, is_practice=True))
        dialog.new_wanted.connect(partial(self._ask_new, is_practice=False))
        dialog.open_wanted.connect(self._ask_register)
        dialog.restore_wanted.connect(self._ask_restore)
        back = self._on_given_up if back_to is None else partial(self._ask_passphrase, back_to)
        dialog.rejected.connect(back)
        self._show(dialog)

    def _ask_restore(self) -> None:
        dialog = RestoreDialog(self._runner, self._recent)
        dialog.made.connect(self._ask_passphrase)
        dialog.rejected.connect(self._ask_start)
        self._show(dialog)

    def _ask_new(self, *, is_practice: bool) -> None:
        dialog = NewRegisterDialog(self._runner, is_practice=is_practice)
        dialog.made.connect(self._ask_passphrase)
        dialog.rejected.connect(self._ask_start)
        self._show(dialog)

    def _ask_register(self) -> None:
        title = self.tr("Which register? Choose its folder")
        chooser = path_chooser(None, title, "register", FOLDER)
        chooser.fileSelected.connect(self._on_folder_chosen)
        chooser.rejected.connect(self._ask_start)
        self._show(chooser)

    def _ask_passphrase(self, path: Path) -> None:
        try:
            self._show_unlocking(path)
        except (Refusal, Trouble) as error:
            if error.code == "register.missing":
                self._on_failed(error)
            else:
                self._ask_start(message=wording(error))

    def _show_unlocking(self, path: Path) -> None:
        dialog = UnlockDialog(path, operators_of(path), self._runner, recent=self._recent)
        dialog.unlocked.connect(self._on_unlocked)
        dialog.rejected.connect(self._on_given_up)
        dialog.other_wanted.connect(partial(self._ask_start, path))
        self._show(dialog)

    def _show(self, widget: QWidget) -> None:
        if not isinstance(widget, MainWindow):  # it dresses its parts itself
            wear(widget)
        widget.show()
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = widget

    def _lock(self) -> None:
        if self._office is not None:
            self._office.leave()
        if self._register is not None:
            work, self._register = self._register.close, None
            self._runner.run_after_reads(self, work, self._on_locked, self._on_failed)
        if self._office is not None:
            self._office.deleteLater()
            self._office = None

    def _on_folder_chosen(self, folder: str) -> None:
        self._ask_passphrase_or_start(Path(folder))

    def _on_unlocked(self, register: Register) -> None:
        self._recent.use(register.folder.path, register.operator.operator)
        self._register = register
        self._office = Office(register, self._runner, self)
        window = MainWindow(self._office, self._scanner)
        window.closed.connect(self._lock)
        window.lock_asked.connect(self._on_lock_asked)
        self._show(window)

    def _on_lock_asked(self) -> None:
        """The next operator, or the same one, unlocks the same register anew."""
        if self._register is not None and self._shown is not None:
            self._again = self._register.folder.path
            self._shown.close()

    def _on_given_up(self) -> None:
        self.ended.emit(CLOSED)

    def _on_locked(self, _: None) -> None:
        path, self._again = self._again, None
        if path is None:
            self.ended.emit(CLOSED)
        else:
            self._ask_passphrase(path)

    def _on_failed(self, error: BaseException) -> None:
        box = notice(wording(error))
        box.finished.connect(self._on_notice_read)
        self._show(box)

    def _on_notice_read(self) -> None:
        self.ended.emit(TROUBLE)
