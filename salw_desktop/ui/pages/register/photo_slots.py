"""Left, right, serial, other marks: one key takes the next picture; it shrinks and is sealed while the form goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QFileSystemWatcher, QIODevice, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.choosers import FILES, path_chooser
from salw_desktop.ui.icons import icon
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register.live_view import LiveView, jpeg
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label, one_line
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases import photos_laid_by
from salw_desktop.usecases.photos import GUIDED, Kept, read
from salw_desktop.usecases.photos_laid_by import LaidBy
from salw_desktop.usecases.register import Register

ENDINGS = frozenset({".jpg", ".jpeg", ".png"})
USED_UP_TO = "register.photo_used_up_to"
SIZE = QSize(104, 74)


@dataclass(slots=True)
class Slot:
    """One view and what lies in it."""

    view: str
    button: QPushButton
    caption: QWidget
    laid_by: LaidBy | None = None
    is_busy: bool = False


class PhotoSlots(Card):
    """Holds pictures of an item that has no record yet. Nothing here waits for a picture."""

    changed = Signal()
    given = Signal(str, str, object)  # weapon, view, LaidBy: to be recorded

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._office = office
        self._folder: Path | None = None
        self._used: set[str] = set()
        self._round = 0
        self._weapon_of_round: dict[
            int, str
        ] = {}  # a picture may come when its item is saved already
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_folder_changed)
        head = QHBoxLayout()
        self._title = one_line(self.tr("Photographs"), "section")
        self._note = one_line("", "soft", self.tr("Photographs taken"))
        take = KeyButton(self.tr("Take"), "camera", "F7", "ghost")
        take.clicked.connect(self.take_next)
        paste = KeyButton(self.tr("Paste"), "image-plus", "Ctrl+Shift+V", "ghost")
        paste.clicked.connect(self.paste)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(paste)
        self.live = LiveView(self)
        self.live.shot.connect(self.take_image)
        self.live.failed.connect(self._say)
        head.addWidget(take)
        self.column.addLayout(head)
        grid = QGridLayout()
        grid.setSpacing(8)
        self._slots: list[Slot] = []
        for at, view in enumerate(GUIDED):
            slot = self._slot(view)
            self._slots.append(slot)
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(slot.button)
            box.addWidget(slot.caption)
            grid.addLayout(box, 0, at)
        self.column.addLayout(grid)
        self._says = label("", "warning", self.tr("What was wrong with a picture"))
        self._says.hide()
        self.column.addWidget(self._says)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("No people in the picture."), "soft"), stretch=1)
        foot.addWidget(self._note)
        if self.live.button is not None:
            foot.addWidget(self.live.button)
        self.column.addLayout(foot)
        self._show()

    def _slot(self, view: str) -> Slot:
        button = QPushButton()
        button.setAutoDefault(False)
        button.setProperty("kind", "tile")
        button.setFixedWidth(SIZE.width() + 8)
        button.setStyleSheet(f"min-height: {SIZE.height() + 4}px; padding: 0; text-align: center;")
        slot = Slot(view, button, one_line(said(view), "soft"))
        button.clicked.connect(partial(self._on_slot, slot))
        return slot

    @property
    def taken(self) -> list[tuple[str, LaidBy]]:
        """View and picture, of those that are whole on the disk."""
        return [(slot.view, slot.laid_by) for slot in self._slots if slot.laid_by]

    @property
    def says(self) -> str:
        """What was wrong with the last picture; nothing after one that was taken."""
        return self._says.text()

    def watch(self, folder: str) -> None:
        """The folder into which a camera or a phone puts its pictures; none: a file is asked for."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._folder = Path(folder) if folder and Path(folder).is_dir() else None
        if self._folder:
            self._watcher.addPath(str(self._folder))
        self._show()

    def take_next(self) -> None:
        """The oldest picture of the folder that was not used yet, else a file that somebody chooses."""
        waiting = self._waiting()
        if waiting:
            self.take_files(waiting[:1])
        elif self._folder:
            self._say(self.tr("No new picture in the camera's folder."))
        else:
            chooser = path_chooser(
                self,
                self.tr("Pictures of this item"),
                "pictures",
                FILES,
                workplace=self._office,
                filters=self.tr("Pictures (*.jpg *.jpeg *.png)"),
            )
            chooser.filesSelected.connect(self._on_files)
            chooser.finished.connect(chooser.deleteLater)
            chooser.open()

    def take_files(self, files: Sequence[Path]) -> None:
        """Into the next free places, in their order."""
        for file in files:
            self._used.add(file.name)
            if file.parent == self._folder:
                with suppress(OSError):  # the card was pulled; reading the file says so
                    self._office.keep(USED_UP_TO, [file.stat().st_mtime_ns, file.name])
            self._take(partial(read, file))

    def paste(self) -> None:
        """What another program copied."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._say(self.tr("There is no picture on the clipboard."))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes for the format
        data = bytes(buffer.data().data())
        self._take(lambda: data)

    def take_image(self, image: QImage) -> None:
        """As the camera of this computer sees it now."""
        self._take(partial(jpeg, image))

    def hand_over(self, weapon: str) -> None:
        """All to their weapon, those too that are still being shrunk; empty for the next item."""
        self._weapon_of_round[self._round] = weapon
        for view, laid_by in self.taken:
            self.given.emit(weapon, view, laid_by)
        self._empty()

    def clear(self) -> None:
        """Nobody wants them: put away again."""
        for _, laid_by in self.taken:
            self._put_away(laid_by)
        self._empty()

    def _empty(self) -> None:
        self._round += 1
        self._say("")
        for slot in self._slots:
            slot.laid_by, slot.is_busy = None, False
        self._show()

    def as_draft(self) -> list[Json]:
        return [
            {"view": view, "kept": photos_laid_by.as_draft(laid_by.kept)}
            for view, laid_by in self.taken
        ]

    def take_draft(self, draft: Json) -> None:
        """Their names stood in the draft, the pictures lie sealed on the disk."""
        for each in draft if isinstance(draft, list) else []:
            if not isinstance(each, dict) or not isinstance(each.get("kept"), dict):
                continue
            slot = next((slot for slot in self._slots if slot.view == each.get("view")), None)
            if slot is not None:
                kept = photos_laid_by.of_draft(each["kept"])  # type: ignore[arg-type]  # a dict, as looked at above
                work = partial(_again, kept)
                self._begin(slot)
                self._office.read(
                    self,
                    work,
                    partial(self._on_kept, slot, self._round),
                    partial(self._on_failed, slot, self._round),
                )

    def _take(self, data: Callable[[], bytes]) -> None:
        slot = next((slot for slot in self._slots if not slot.laid_by and not slot.is_busy), None)
        if slot is None:
            self._say(self.tr("All four are taken: press one to take it anew."))
            return
        self._begin(slot)

        def work(_: Job) -> LaidBy:
            return photos_laid_by.lay_by(self._office.register, data())

        self._office.job(
            self,
            self.tr("Shrinking a photograph"),
            work,
            partial(self._on_kept, slot, self._round),
            partial(self._on_failed, slot, self._round),
        )

    def _begin(self, slot: Slot) -> None:
        slot.is_busy = True
        self._say("")
        self._show()

    def _on_kept(self, slot: Slot, of_round: int, laid_by: LaidBy) -> None:
        if of_round != self._round:
            weapon = self._weapon_of_round.get(of_round)
            if weapon:
                self.given.emit(weapon, slot.view, laid_by)
            else:
                self._put_away(laid_by)
            return
        slot.laid_by, slot.is_busy = laid_by, False
        self._show()
        self.changed.emit()

    def _on_failed(self, slot: Slot, of_round: int, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        text = wording(error)
        if of_round == self._round:
            slot.is_busy = False
        else:
            text = self.tr("A picture of the item before this one: %1").replace("%1", text)
        self._show()
        self._say(text)

    def _say(self, text: str) -> None:
        self._says.setText(text)
        self._says.setVisible(bool(text))
        if text:
            QTimer.singleShot(0, self, self._bring_in_sight)
            self._office.sounds.wrong()

    def _bring_in_sight(self) -> None:
        """A key takes pictures wherever the form is scrolled to."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self._says, 0)

    def _put_away(self, laid_by: LaidBy) -> None:
        self._office.read(self, partial(_away, laid_by.kept), _done)

    def _on_slot(self, slot: Slot) -> None:
        """A press takes it anew."""
        if slot.laid_by:
            self._put_away(slot.laid_by)
        slot.laid_by = None
        self._show()
        self.changed.emit()
        self.take_next()

    def _on_files(self, names: list[str]) -> None:
        self.take_files([Path(name) for name in names])

    def _on_folder_changed(self) -> None:
        self._show()

    def _waiting(self) -> list[Path]:
        """Oldest first, from the one that was used last."""
        if self._folder is None:
            return []
        kept = self._office.kept(USED_UP_TO)
        last = (
            (int(str(kept[0])), str(kept[1]))
            if isinstance(kept, list) and len(kept) == 2
            else (0, "")
        )
        try:
            found = [
                (file.stat().st_mtime_ns, file.name, file)
                for file in self._folder.iterdir()
                if file.suffix.lower() in ENDINGS and file.name not in self._used
            ]
        except OSError:  # the card was pulled
            return []
        return [file for at, name, file in sorted(found) if (at, name) > last]

    def _show(self) -> None:
        free = (slot.view for slot in self._slots if not slot.laid_by and not slot.is_busy)
        self.live.show_next(next(free, ""))
        count = sum(1 for slot in self._slots if slot.laid_by)
        waiting = len(self._waiting())
        text = self.tr("%n taken", "", count)
        if waiting:
            text += self.tr(", %n new in the folder", "", waiting)
        self._note.setText(text)
        for slot in self._slots:
            name = said(slot.view)
            if slot.laid_by:
                pixmap = QPixmap()
                pixmap.loadFromData(slot.laid_by.small)
                grown = Qt.AspectRatioMode.KeepAspectRatio
                smooth = Qt.TransformationMode.SmoothTransformation
                slot.button.setIcon(QIcon(pixmap.scaled(SIZE, grown, smooth)))
                slot.button.setIconSize(SIZE)
                name = self.tr("%1, taken").replace("%1", name)
            else:
                slot.button.setIcon(icon("clock" if slot.is_busy else "camera", "ink_soft"))
                slot.button.setIconSize(QSize(24, 24))
            slot.button.setAccessibleName(name)
            slot.button.setToolTip(name)


def _again(kept: Kept, register: Register) -> LaidBy:
    return photos_laid_by.small_again(register, kept)


def _away(kept: Kept, register: Register) -> None:
    photos_laid_by.put_away(register, kept)


def _done(_: None) -> None:
    """Nothing is shown for what went away."""
