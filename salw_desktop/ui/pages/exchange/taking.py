"""What headquarters sent back: receipts, and the answer whose eight words two people compare by voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.choosers import FILE, ask_path
from salw_desktop.ui.icons import icon
from salw_desktop.ui.messages import wording
from salw_desktop.ui.pages.exchange.drive_list import DriveList, size_text
from salw_desktop.ui.pages.exchange.outcome import CAREFUL, GOOD, WRONG, Outcome
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases import enrolment, exchange
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.register import Register

# any answer to a device bears its number: `bundle.layout.receipt_name`
_FROM_HQ = re.compile(r".+-r\d{4}\.salwb")
WORDS_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    size_bytes: int


class Taking(QWidget):
    """Return takes the file that is current; a stick with answers shows them by itself."""

    def __init__(self, page: Page, drives: DriveList) -> None:
        super().__init__(page)
        self._page, self._office, self._drives = page, page.office, drives
        self._offer: enrolment.OfferedAnswer | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Files from HQ"))
        self._none = EmptyState(
            "inbox",
            self.tr("No answer or receipt lies here"),
            self.tr("Choose the stick that came back from HQ, or another file."),
        )
        self.take = KeyButton(self.tr("Take it in"), "inbox", "Ctrl+Return", "primary")
        self._other = KeyButton(self.tr("Another file…"), "file-search")
        self.outcome = Outcome()
        self._words = Card(self.tr("Read these eight words aloud. HQ must have the same."))
        self.words = label("", "strong", self.tr("Eight words"))
        self.same = KeyButton(self.tr("They are the same"), "check", "Ctrl+Return", "primary")
        self._differ = KeyButton(self.tr("They differ"), "x", kind="danger")
        self._build()
        self.take.clicked.connect(self._on_take)
        self.list.itemActivated.connect(self._on_take)
        self._other.clicked.connect(self._on_other)
        self.same.clicked.connect(self._on_same)
        self._differ.clicked.connect(self._on_differ)
        drives.chosen.connect(self.open)

    def open(self) -> None:
        folder = self._drives.folder
        if folder is not None:
            self._office.read(self, partial(_files_in, folder), self._on_files, latest="files")
        else:
            self._on_files(())

    def read_file(self, path: Path) -> None:
        """Opened and verified off the GUI thread; nothing is taken in before its kind is known."""
        self._page.say_nothing()
        self.outcome.hide()
        self._words.hide()
        work = partial(exchange.read_arrival, file=path)
        self._office.read(self, work, self._on_arrival, self._on_failed, latest="arrival")

    def _build(self) -> None:
        card = Card(self.tr("Files from HQ"))
        card.column.addWidget(self.list, stretch=1)
        card.column.addWidget(self._none, stretch=1)
        row = QHBoxLayout()
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self.take)
        card.column.addLayout(row)
        self.words.setStyleSheet("font-size: 30px; font-weight: 700;")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        answers = QHBoxLayout()
        answers.addWidget(self._differ)
        answers.addStretch(1)
        answers.addWidget(self.same)
        self._words.column.addWidget(self.words)
        self._words.column.addLayout(answers)
        self._words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, stretch=1)
        column.addWidget(self._words)
        column.addWidget(self.outcome)

    def _on_files(self, found: tuple[_Found, ...]) -> None:
        self.list.clear()
        for each in found:
            text = f"{ltr(each.path.name)}   {size_text(each.size_bytes)}"
            item = QListWidgetItem(icon("file-check", "ink_soft"), text)
            item.setData(Qt.ItemDataRole.UserRole, str(each.path))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self.take.setEnabled(bool(found))

    def _on_take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.read_file(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _on_other(self) -> None:
        ask_path(
            self,
            self.tr("Which file?"),
            "bundles",
            FILE,
            self._on_file_chosen,
            workplace=self._office,
            filters="SALW (*.salwb)",
        )

    def _on_file_chosen(self, path: str) -> None:
        self.read_file(Path(path))

    def _on_arrival(self, arrived: exchange.Arrival) -> None:
        if arrived.receipt is not None:
            taken, refused = self._on_receipt, self._on_failed
            self._office.perform(self._page, arrived.receipt, taken, refused)
            return
        self._offer = arrived.answer
        words = arrived.answer.words.split() if arrived.answer else []
        half = [" ".join(words[:WORDS_IN_A_ROW]), " ".join(words[WORDS_IN_A_ROW:])]
        self.words.setText("\n".join(half))
        self._words.show()
        self.take.setEnabled(False)  # its key is that of the answer now
        self.same.setFocus()

    def _on_same(self) -> None:
        offer, self._offer = self._offer, None
        if offer is None:
            return
        self._close_words()
        work = partial(_take_answer, self._office.register, offer)
        title = self.tr("Taking in the answer")
        self._office.job(self._page, title, work, self._on_known, self._on_failed, writes=True)

    def _on_differ(self) -> None:
        self._offer = None
        self._close_words()
        what = self.tr(
            "Nothing was taken in. Somebody else may have written this file: tell HQ, and ask for another one by a way that you trust."
        )
        self.outcome.tell(WRONG, self.tr("NOT TAKEN IN"), what)

    def _close_words(self) -> None:
        self._words.hide()
        self.take.setEnabled(self.list.count() > 0)
        self.list.setFocus()

    def _on_known(self, changes: Changes) -> None:
        self._office.announce(changes.tables)
        text = self.tr("%1 is known from now on.").replace("%1", str(changes.answer["name"]))
        if changes.answer["block"]:
            numbers = self.tr("Numbers from %1.")
            text = f"{text} {numbers.replace('%1', ltr(str(changes.answer['block'])))}"
        self.outcome.tell(GOOD, self.tr("TAKEN IN"), text)

    def _on_receipt(self, changes: Changes) -> None:
        told = changes.answer
        text = self.tr("Receipt %1: HQ holds the first %2 of %3 events and %4 weapons.")
        for mark, name in zip(("%1", "%2", "%3", "%4"), _FIGURES, strict=True):
            text = text.replace(mark, str(told[name]))
        alarms = [said for name, said in self._alarms().items() if told[name]]
        kind = CAREFUL if alarms else GOOD
        self.outcome.tell(kind, self.tr("TAKEN IN"), " ".join([text, *alarms]))
        self._office.sounds.right()

    def _alarms(self) -> dict[str, str]:
        return {
            "wants": self.tr("It wants more than this bundle held; the next one carries it."),
            "wants_photos": self.tr(
                "It has not all photographs yet; the next bundle carries them."
            ),
            "forks": self.tr(
                "It has seen two histories of this register: a backup or a copy went on beside it."
            ),
            "refused": self.tr("It could not accept some events."),
            "not_here": self.tr(
                "It holds events that are not in this file: an older copy was put back here."
            ),
            "erased": self.tr("It named persons who were erased: they are erased here too."),
        }

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.outcome.tell(WRONG, self.tr("NOT TAKEN IN"), wording(error))
        self._office.sounds.wrong()


_FIGURES = ("number", "held_up_to", "events", "weapons")


def _files_in(folder: Path, _: Register) -> tuple[_Found, ...]:
    """Newest first; a stick pulled out meanwhile has none."""
    try:
        paths = [path for path in folder.iterdir() if _FROM_HQ.fullmatch(path.name)]
        paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        return tuple(_Found(path, path.stat().st_size) for path in paths)
    except OSError:
        return ()


def _take_answer(register: Register, offer: enrolment.OfferedAnswer, job: Job) -> Changes:
    job.step(0, 1)
    return enrolment.take_answer(register, offer)
