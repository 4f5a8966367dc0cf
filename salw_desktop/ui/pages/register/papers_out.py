"""Papers that the table gives away: printed behind the work where a printer is chosen, else they wait to be pressed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.printers import keep_at, printer_names
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import EnterButton
from salw_desktop.usecases.paperwork.printing_out import (
    UNREAD,
    Printed,
    ReadAloud,
    print_out,
)
from salw_desktop.usecases.printouts import RECEIPT
from salw_desktop.usecases.register import Register

PRINTER, WAITING = "printer.papers", "register.papers"
TABLES = frozenset({"paper_print", "hand_in_receipt"})
MOST_WAITING = 20


class PapersOut(Card):
    """Printing is never part of saving: what no printer took stays here, also after a power cut (practice a10)."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._office = office
        self.column.addWidget(one_line(self.tr("Papers to print"), "section"))
        self.column.addWidget(label(self.tr("Press one to see and print it."), "soft"))
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self.column.addLayout(self._buttons)
        self.refresh()

    @property
    def waiting(self) -> list[tuple[str, str]]:
        kept = self._office.kept(WAITING)
        pairs = kept if isinstance(kept, list) else []
        return [(str(each[0]), str(each[1])) for each in pairs if isinstance(each, list)]

    def give(self, kind: str, number: str, read_aloud: ReadAloud = UNREAD) -> None:
        """Behind the form, in the order of asking; a paper that fails waits with its reason in the bar."""
        printer = self._office.kept(PRINTER)
        if printer not in printer_names():
            self._wait(kind, number)
            return
        title = f"{said(kind)} {number}"
        work = partial(_print, self._office.register, kind, number, str(printer), read_aloud)
        failed = partial(self._on_failed, kind, number)
        self._office.job(self, title, work, self._on_printed, failed, writes=True)

    def refresh(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        waiting = self.waiting
        for kind, number in waiting:
            button = EnterButton(f"{said(kind)}  {ltr(number)}")
            button.setAutoDefault(False)
            button.setMinimumHeight(36)
            button.clicked.connect(partial(self._on_pressed, kind, number))
            self._buttons.addWidget(button)
        self.setVisible(bool(waiting))

    def _wait(self, kind: str, number: str) -> None:
        pairs: list[Json] = [[*pair] for pair in self.waiting if pair != (kind, number)]
        pairs.append([kind, number])
        self._office.keep(WAITING, pairs[-MOST_WAITING:])
        self.refresh()

    def _on_pressed(self, kind: str, number: str) -> None:
        pairs: list[Json] = [[*pair] for pair in self.waiting if pair != (kind, number)]
        self._office.keep(WAITING, pairs)
        self.refresh()
        self._office.print_paper(kind, number)

    def _on_printed(self, _: Printed) -> None:
        self._office.announce(TABLES)

    def _on_failed(self, kind: str, number: str, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._wait(kind, number)
        self._office.tell("warning", wording(error))


def _print(
    register: Register, kind: str, number: str, printer: str, read_aloud: ReadAloud, job: Job
) -> Printed:
    keep = keep_at(printer, f"{kind} {number}", job.step)
    return print_out(
        register, kind, number, keep, read_aloud=read_aloud if kind == RECEIPT else UNREAD
    )
