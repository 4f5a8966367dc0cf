"""Backups: made, opened again to see that they open, and destroyed where an erasure wants it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.icons import icon
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.exchange.drive_list import DriveList, size_text
from salw_desktop.ui.pages.exchange.outcome import GOOD, WRONG, Outcome
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.confirm_bar import ConfirmBar
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import NOTE
from salw_desktop.usecases import backups, safekeeping
from salw_desktop.usecases.backups import Backup
from salw_desktop.usecases.register import Register

KEPT = "backup.opened"
_GONE = frozenset({"disk.failed", "file.missing"})


class BackingUp(QWidget):
    """A backup counts once it was opened again, so making one does both."""

    def __init__(self, page: Page, drives: DriveList) -> None:
        super().__init__(page)
        self._page, self._office, self._drives = page, page.office, drives
        self._into = self._office.register.folder.backups
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Backups"))
        self._says = label("", "warning", self.tr("About the backups"))
        self._none = EmptyState(
            "database-backup",
            self.tr("There is no backup here yet"),
            self.tr("Make one here, and one on a stick that is kept elsewhere."),
        )
        self.here = KeyButton(self.tr("Back up here"), "database-backup", "Ctrl+Return", "primary")
        self.there = KeyButton(self.tr("Back up to the stick"), "usb")
        self.again = KeyButton(self.tr("Open again"), "refresh-cw")
        self.destroy_them = KeyButton(self.tr("Destroy outdated ones"), "trash-2", kind="danger")
        self.sure = ConfirmBar("", self.tr("Destroy"))
        self.outcome = Outcome()
        self._build()
        self.here.clicked.connect(self._on_here)
        self.there.clicked.connect(self._on_there)
        self.again.clicked.connect(self._on_again)
        self.list.itemActivated.connect(self._on_again)
        self.destroy_them.clicked.connect(self._on_destroy)
        self.sure.confirmed.connect(self._on_sure)
        drives.chosen.connect(self.open)

    def open(self) -> None:
        ask = partial(_backups, self._drives.folder)
        self._office.read(self, ask, self._on_backups, latest="backups")

    def _build(self) -> None:
        card = Card(self.tr("Backups on this computer and on the stick"))
        card.column.addWidget(self.list, stretch=1)
        card.column.addWidget(self._none, stretch=1)
        old = QHBoxLayout()
        old.addWidget(self._says, stretch=1)
        old.addWidget(self.destroy_them)
        card.column.addLayout(old)
        card.column.addWidget(self.sure)
        for widget in (self._says, self.destroy_them):
            widget.hide()
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.there)
        row.addWidget(self.here)
        card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, stretch=1)
        column.addWidget(self.outcome)

    def _on_backups(self, found: tuple[tuple[Backup, ...], int]) -> None:
        each_found, outdated = found
        self.list.clear()
        for each in each_found:
            text = self.tr("%1   up to event %2   %3").replace("%1", ltr(each.made_on))
            text = text.replace("%2", f"{each.event:,}").replace("%3", size_text(each.bytes))
            item = QListWidgetItem(icon("archive", "ink_soft"), f"{text}\n{ltr(str(each.path))}")
            item.setData(Qt.ItemDataRole.UserRole, str(each.path))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.again.setEnabled(bool(each_found))
        self.destroy_them.setVisible(bool(outdated))
        self.sure.hide()
        self.list.setVisible(bool(each_found))
        self._none.setVisible(not each_found)
        self._says.setText(self.tr("%n backup(s) with erased persons in them.", "", outdated))
        self._says.setVisible(bool(outdated))

    def _on_here(self) -> None:
        self._make(self._office.register.folder.backups)

    def _on_there(self) -> None:
        if self._drives.folder is None:
            self._page.bar.say(NOTE, self.tr("Put in a stick, or choose a folder at the left."))
        else:
            self._make(self._drives.folder)

    def _make(self, folder: Path) -> None:
        self.outcome.hide()
        self._into = folder
        work = partial(_make, self._office.register, folder)
        title = self.tr("Backing up, and opening it again")
        self._office.job(self._page, title, work, self._on_made, self._on_failed, writes=True)

    def _on_made(self, path: Path) -> None:
        self._opened(path)
        text = self.tr("Backed up, opened again and checked whole: %1")
        self.outcome.tell(GOOD, self.tr("BACKED UP"), text.replace("%1", ltr(path.name)))
        self.open()

    def _on_again(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        self.outcome.hide()
        path = Path(item.data(Qt.ItemDataRole.UserRole))
        work = partial(_open_again, self._office.register, path)
        done = partial(self._on_opened, path)
        self._office.job(self._page, self.tr("Opening the backup"), work, done, self._on_failed)

    def _on_opened(self, path: Path, events: int) -> None:
        self._opened(path)
        text = self.tr("%1 opens: every page, %2 events and all tables hold.")
        text = text.replace("%1", ltr(path.name)).replace("%2", f"{events:,}")
        self.outcome.tell(GOOD, self.tr("IT OPENS"), text)

    def _opened(self, path: Path) -> None:
        at = self._office.register.clock().text[:16].replace("T", " ")
        self._office.keep(KEPT, {"at": at, "name": path.name})
        tell_backup(self._office)

    def _on_destroy(self) -> None:
        self.sure.ask(
            self.tr(
                "The outdated backups in the register's own folder are destroyed. Make a new one first."
            )
        )

    def _on_sure(self) -> None:
        work = partial(_destroy, self._office.register)
        title = self.tr("Destroying outdated backups")
        self._office.job(self._page, title, work, self._on_destroyed, self._on_failed, writes=True)

    def _on_destroyed(self, names: tuple[str, ...]) -> None:
        text = self.tr("%n backup(s) destroyed.", "", len(names))
        self.outcome.tell(GOOD, self.tr("DESTROYED"), text)
        self.open()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        text = wording(error)
        if error.code in _GONE and self._into != self._office.register.folder.backups:
            text = self.tr(
                "The stick came out too soon, or takes nothing more: there is no new backup in %1. Put it back in, or "
                "choose another one at the left, and back up again."
            ).replace("%1", ltr(str(self._into)))
        self.outcome.tell(WRONG, self.tr("DO NOT COUNT ON IT"), text)
        self._office.sounds.wrong()


def tell_backup(office: Office) -> None:
    """The status bar says when a backup was last opened again; nothing where it never was."""
    kept = office.kept(KEPT)
    at = str(kept.get("at", "")) if isinstance(kept, dict) else ""
    text = office.tr("Backup opened %1").replace("%1", ltr(at)) if at else ""
    office.note_fact("backup", "database-backup", text)


def _backups(folder: Path | None, register: Register) -> tuple[tuple[Backup, ...], int]:
    own = register.folder.backups
    found = backups.backups_in(register, own)
    if folder is not None and folder != own:
        found += backups.backups_in(register, folder)
    return found, len(backups.outdated(register))


def _make(register: Register, folder: Path, job: Job) -> Path:
    job.step(0, 1)
    return safekeeping.back_up(register, folder)


def _open_again(register: Register, path: Path, job: Job) -> int:
    job.step(0, 1)
    return backups.open_again(register, path)


def _destroy(register: Register, job: Job) -> tuple[str, ...]:
    job.step(0, 1)
    return backups.destroy_outdated(register)
