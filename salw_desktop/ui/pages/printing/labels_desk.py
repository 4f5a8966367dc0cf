"""Labels that wait, and what became of the others; a print counts when it came out well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.pages.printing.came_out import CameOut
from salw_desktop.ui.pages.printing.medium import Medium
from salw_desktop.ui.pages.printing.shift_box import ShiftBox
from salw_desktop.ui.paper_pages import page_image
from salw_desktop.ui.printers import Target, keep_at
from salw_desktop.ui.runner import Job
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.bulk_bar import BulkAct
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, NOTE
from salw_desktop.ui.widgets.paper_panel import Paper, Wish
from salw_desktop.ui.widgets.table import RowsTable
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.listings import LABELS
from salw_desktop.usecases.paperwork.labels import as_of_now, labels_asked
from salw_desktop.usecases.paperwork.printing_out import calibration
from salw_desktop.usecases.printer_shifts import Shift
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.labels import (
    DropLabels,
    MarkLabelsPrinted,
    ReprintLabel,
    label_sheet_named,
    why_asked_again,
)

SHEET_DOTS_PER_INCH = 90
UNANSWERED = "labels.unanswered"
TABLES = frozenset({"label", "sheet_pack", "weapon"})


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What would be printed now, and its first sheet."""

    asked: MarkLabelsPrinted
    picture: QImage


class LabelsDesk(QWidget):
    """F8 shows the sheet as it will come out; Ctrl+R asks for another copy of the current one."""

    paper_ready = Signal(object)  # Paper
    counted = Signal(int)  # labels that wait

    def __init__(self, page: Page, shift: ShiftBox) -> None:
        super().__init__(page)
        self._page, self._office = page, page.office
        self._shift = shift
        self._job: Job | None = None
        self._asked: MarkLabelsPrinted | None = None
        self._named: tuple[str, ...] = ()
        self.medium = Medium(page)
        self.came_out = CameOut()
        acts = (
            BulkAct(self.tr("Print these"), "printer", "", self._on_print_these),
            BulkAct(self.tr("Off the queue"), "ban", "", self._on_drop),
        )
        self.table = RowsTable(self._office, LABELS, self.tr("Labels"), acts)
        self._about = label("", "soft", self.tr("About this label"))
        self.calibrate = KeyButton(self.tr("Calibration sheet"), "ruler")
        self.calibrate.setToolTip(self.tr("Tells how far off a printer puts its labels"))
        self._again = KeyButton(self.tr("Another copy"), "copy", "Ctrl+R")
        self.preview = KeyButton(self.tr("See and print"), "eye", "F8", "primary")
        self._build()
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.table.picked_changed.connect(self._on_picked)
        self.medium.chosen.connect(self.refresh)
        self.preview.clicked.connect(self._on_preview)
        self._again.clicked.connect(self._on_again)
        self.came_out.answered.connect(self._on_answered)
        self.calibrate.clicked.connect(self._on_calibration)
        self._office.job_ended.connect(self._on_job_ended)

    def open(self) -> None:
        """Asks the register; a print that nobody has answered for is asked about again."""
        self.table.say_emptied("waiting", self.tr("No label waits to be printed."))
        self.table.show_chips("waiting")
        self._ask_unanswered()
        self.refresh()

    def changed(self, tables: frozenset[str]) -> None:
        self.table.changed(tables)
        if "sheet_pack" in tables:
            self.medium.fill()
        if tables & TABLES:
            self.refresh()

    def refresh(self) -> None:
        """The sheet is drawn anew, off the GUI thread."""
        work = partial(_first_sheet, self._wanted())
        self._office.read(self, work, self._on_drawn, self._on_undrawn, latest="sheet")

    def print_to(self, wish: Wish) -> None:
        """What the preview shows; nothing is counted before somebody has looked at the labels."""
        asked = self._asked
        if asked is None:
            return
        title = self.tr("Printing labels")
        work = partial(_print, self._office.register, asked, self._shift.shift, wish.target, title)
        self._keep_unanswered(asked)  # a power cut in the middle of a sheet is asked about, too
        done = partial(self._on_printed, asked)
        self._job = self._office.job(self._page, title, work, done, self._on_broken)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.came_out)
        left.addWidget(self.table, stretch=1)
        foot = QHBoxLayout()
        foot.addWidget(self._about, stretch=1)
        foot.addWidget(self.calibrate)
        foot.addWidget(self._again)
        left.addLayout(foot)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.medium, stretch=1)
        right.addWidget(self.preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, stretch=1)
        row.addLayout(right)
        keep_width(self.medium, 300)

    def _wanted(self) -> MarkLabelsPrinted:
        return MarkLabelsPrinted(
            first_position=self.medium.position,
            labels=self._named,
            pack=self.medium.pack,
            sheet=self.medium.loose_sheet,
        )

    def _on_drawn(self, drawn: _Drawn) -> None:
        count = len(drawn.asked.labels)
        self.medium.show_labels(count, drawn.picture)
        if not self._named:
            self.counted.emit(count)

    def _on_undrawn(self, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.medium.show_labels(0, QImage())
        if error.code == "label.none-waiting":
            self.counted.emit(0)
        else:
            self._page.turned_down(error)

    def _on_preview(self) -> None:
        self._page.say_nothing()
        self._office.read(
            self._page, partial(_sheets, self._wanted()), self._on_sheets, self._on_none
        )

    def _on_sheets(self, found: tuple[MarkLabelsPrinted, bytes]) -> None:
        self._asked, data = found
        title = self.tr("%n label(s)", "", len(self._asked.labels))
        self.paper_ready.emit(Paper(title, "labels.pdf", data))

    def _keep_unanswered(self, asked: MarkLabelsPrinted) -> None:
        kept: dict[str, Json] = {"labels": list(asked.labels), "first": asked.first_position}
        self._office.keep(UNANSWERED, {**kept, "pack": asked.pack, "sheet": asked.sheet})

    def _on_job_ended(self, job: Job) -> None:
        """Whole, broken or stopped: where a page was on its way, somebody has to look what lies in the printer."""
        if job is not self._job:
            return
        self._job = None
        if self._asked is not None and job.latest[1]:
            self.came_out.ask(len(self._asked.labels), 0)
        else:
            self._office.keep(UNANSWERED, None)

    def _on_broken(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._page.turned_down(error)

    def _on_none(self, error: BaseException) -> None:
        """That nothing waits is no mistake of anybody."""
        if isinstance(error, Refusal) and error.code == "label.none-waiting":
            self._page.bar.say(NOTE, wording(error))
        else:
            self._on_broken(error)

    def _on_printed(self, asked: MarkLabelsPrinted, _: None) -> None:
        self._keep_unanswered(asked)
        self._asked = asked
        self.came_out.ask(len(asked.labels), len(asked.labels))

    def _on_calibration(self) -> None:
        work = partial(calibration, self.medium.lies_in_it.name)
        self._office.read(self._page, work, self._on_calibration_drawn, latest="calibration")

    def _on_calibration_drawn(self, data: bytes) -> None:
        name = self.tr("Calibration sheet")
        self.paper_ready.emit(Paper(name, "calibration-sheet.pdf", data, is_counted=False))

    def _ask_unanswered(self) -> None:
        kept = self._office.kept(UNANSWERED)
        labels = kept.get("labels") if isinstance(kept, dict) else None
        if isinstance(kept, dict) and isinstance(labels, list):
            first = kept.get("first")
            self._asked = MarkLabelsPrinted(
                labels=tuple(map(str, labels)),
                pack=str(kept.get("pack", "")),
                sheet=str(kept.get("sheet", "")),
                first_position=first if isinstance(first, int) else None,
            )
            self.came_out.ask(len(self._asked.labels), len(self._asked.labels))

    def _on_answered(self, good: int) -> None:
        asked, self._asked = self._asked, None
        self._office.keep(UNANSWERED, None)
        if asked is None or not good:
            self._page.bar.say(DONE, self.tr("Nothing was counted: the labels go on waiting."))
            return
        command = replace(asked, labels=asked.labels[:good])
        self._office.perform(self._page, command, self._on_counted)

    def _on_counted(self, changes: Changes) -> None:
        count = int(str(changes.answer["printed"]))
        self.medium.printed(count, int(str(changes.answer["next_position"])))
        self._page.bar.say(DONE, self.tr("%n label(s) counted as printed.", "", count))
        self.table.view.setFocus()

    def _on_print_these(self, labels: tuple[str, ...]) -> None:
        self._named = labels
        self._on_preview()

    def _on_picked(self, count: int) -> None:
        if count:
            self.table.chosen(self._on_named)
        elif self._named:
            self._on_named(())

    def _on_named(self, labels: tuple[str, ...]) -> None:
        self._named = labels
        self.refresh()

    def _on_drop(self, labels: tuple[str, ...]) -> None:
        self._office.perform(self._page, DropLabels(labels=labels), self._on_dropped)

    def _on_dropped(self, changes: Changes) -> None:
        count = int(str(changes.answer["dropped"]))
        self._page.bar.say(DONE, self.tr("%n label(s) taken off the queue.", "", count))

    def _on_again(self) -> None:
        row = self.table.current_row
        if row is not None:
            self._office.perform(self._page, ReprintLabel(weapon=str(row["weapon"])))

    def _on_current(self, id_: str) -> None:
        row = self.table.current_row
        self._again.setEnabled(row is not None and self._office.may(ReprintLabel))
        self._about.setText("")
        if row is None or int(str(row["copy"])) == 1:
            return
        ask = partial(_why, str(row["weapon"]), id_)
        self._office.read(self, ask, partial(self._on_why, str(row["number"])), latest="why")

    def _on_opened(self) -> None:
        """The weapon that the label is of."""
        row = self.table.current_row
        if row is not None:
            self._office.go("item", str(row["weapon"]))

    def _on_why(self, number: str, why: str) -> None:
        text = self.tr("%1 was asked for again: %2").replace("%1", ltr(number))
        self._about.setText(text.replace("%2", why) if why else "")


def _first_sheet(wanted: MarkLabelsPrinted, register: Register) -> _Drawn:
    """On a reader."""
    asked = as_of_now(register, wanted)
    sheet, first = asked.place(register.reader)
    room = label_sheet_named(sheet).positions - first + 1
    data = labels_asked(register, replace(asked, labels=asked.labels[:room]))
    return _Drawn(asked, page_image(data, 0, SHEET_DOTS_PER_INCH))


def _sheets(wanted: MarkLabelsPrinted, register: Register) -> tuple[MarkLabelsPrinted, bytes]:
    asked = as_of_now(register, wanted)
    return asked, labels_asked(register, asked)


def _print(
    register: Register,
    asked: MarkLabelsPrinted,
    shift: Shift,
    target: Target,
    title: str,
    job: Job,
) -> None:
    keep_at(target, title, job.step)(labels_asked(register, asked, shift.mm))


def _why(weapon: str, label_id: str, register: Register) -> str:
    return why_asked_again(register, weapon, label_id)
