"""The sticks in this computer as a list, and any other folder by choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from salw_desktop import files
from salw_desktop.ui.choosers import FOLDER, ask_path
from salw_desktop.ui.icons import icon
from salw_desktop.ui.office import Office
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.register import Register

LOOK_AGAIN_MS = 2_000


class DriveList(Card):
    """Looks again each two seconds while it can be seen: a stick put in is there without a key."""

    chosen = Signal()  # another drive or folder, or none any more

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent.tr("Stick or folder") if parent else "", parent=parent)
        self._office = office
        self._drives: tuple[files.Drive, ...] | None = None
        self._folders: list[Path] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sticks and folders"))
        self.list.setWordWrap(True)
        self._none = EmptyState(
            "usb",
            self.tr("No stick is in this computer"),
            self.tr("Put one in: it appears here by itself. Or choose a folder."),
        )
        look = KeyButton(self.tr("Look again"), "refresh-cw", "F5")
        other = self._other = KeyButton(self.tr("A folder…"), "folder-open", "Ctrl+O")
        self.list.hide()
        for widget, stretch in ((self.list, 1), (self._none, 1), (look, 0), (other, 0)):
            self.column.addWidget(widget, stretch)
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        look.clicked.connect(self.look)
        other.clicked.connect(self._on_other)
        self.list.currentItemChanged.connect(self.chosen)

    @property
    def folder(self) -> Path | None:
        """The chosen one; None where there is none."""
        item = self.list.currentItem()
        return Path(item.data(Qt.ItemDataRole.UserRole)) if item else None

    @property
    def is_stick(self) -> bool:
        """Whether the chosen one can be pulled out."""
        return any(drive.folder == self.folder for drive in self._drives or ())

    def take_focus(self) -> None:
        """The list, or what there is to do where it is empty."""
        (self.list if self.list.count() else self._other).setFocus()

    def look(self) -> None:
        """Off the GUI thread: a stick that is failing takes its time to answer."""
        self._office.read(self, _drives, self._on_drives, latest="drives")

    def add_folder(self, path: str) -> None:
        folder = Path(path)
        if folder not in self._folders:
            self._folders.append(folder)
        self._fill(str(folder))

    def _on_drives(self, found: tuple[files.Drive, ...]) -> None:
        if found == self._drives:
            return
        known = {drive.folder for drive in self._drives or ()}
        fresh = [drive.folder for drive in found if drive.folder not in known]
        self._drives = found
        self._fill(str(fresh[0]) if fresh else str(self.folder or ""))

    def _fill(self, wanted: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for drive in self._drives or ():
            self._add(drive.folder, self._about(drive), "usb", is_good=drive.is_writable)
        for folder in self._folders:
            self._add(folder, f"{folder.name}\n{ltr(str(folder))}", "folder-open", is_good=True)
        places = [
            self.list.item(place).data(Qt.ItemDataRole.UserRole)
            for place in range(self.list.count())
        ]
        if places:
            self.list.setCurrentRow(places.index(wanted) if wanted in places else 0)
        self.list.blockSignals(False)
        had_focus = self.list.hasFocus() or self._other.hasFocus()
        self.list.setVisible(bool(places))
        self._none.setVisible(not places)
        if had_focus:
            self.take_focus()
        self.chosen.emit()

    def _add(self, folder: Path, text: str, icon_name: str, *, is_good: bool) -> None:
        item = QListWidgetItem(icon(icon_name if is_good else "ban", "ink_soft"), text)
        item.setData(Qt.ItemDataRole.UserRole, str(folder))
        self.list.addItem(item)

    def _about(self, drive: files.Drive) -> str:
        free = self.tr("%1 free of %2").replace("%1", size_text(drive.free_bytes))
        free = free.replace("%2", size_text(drive.size_bytes))
        state = free if drive.is_writable else self.tr("read-only: it has a lock, or is full")
        return f"{drive.name}\n{state}"

    def _on_other(self) -> None:
        title = self.tr("Which folder?")
        ask_path(self, title, "bundles", FOLDER, self.add_folder, workplace=self._office)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()


def size_text(size_bytes: int) -> str:
    """As the makers of sticks count: a kilobyte is a thousand."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _drives(_: Register) -> tuple[files.Drive, ...]:
    return files.removable_drives()
