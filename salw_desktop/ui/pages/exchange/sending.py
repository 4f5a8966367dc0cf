"""Everything that headquarters does not hold yet, sealed onto a stick; and the request that makes us known there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.messages import wording
from salw_desktop.ui.pages.exchange.drive_list import DriveList
from salw_desktop.ui.pages.exchange.outcome import CAREFUL, GOOD, WRONG, Outcome
from salw_desktop.ui.pages.exchange.steps import Progress, Steps
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import NOTE
from salw_desktop.ui.widgets.paper_panel import Paper
from salw_desktop.usecases import enrolment, exchange, queries
from salw_desktop.usecases.paperwork.printing_out import slips
from salw_desktop.usecases.register import Register

SHOWN_EACH_MS = 100


class Sending(QWidget):
    """Ctrl+Return sends; DONE is said only once the file was read back from the stick and the stick let go."""

    paper_ready = Signal(object)  # Paper: the courier's slip

    def __init__(self, page: Page, drives: DriveList) -> None:
        super().__init__(page)
        self._page, self._office, self._drives = page, page.office, drives
        self._job: Job | None = None
        self._is_cancelled = False
        self._progress = Progress()
        self._done: exchange.Exported | None = None
        self._unsent = label("", "text", self.tr("What headquarters holds"))
        self.send = KeyButton(self.tr("Send"), "send", "Ctrl+Return", "primary")
        self.ask = KeyButton(self.tr("Write a request to HQ"), "file-plus")
        self.slip = KeyButton(self.tr("Slip for the courier"), "file-text", "F8")
        self.steps, self.outcome = Steps(), Outcome()
        self._timer = QTimer(self, interval=SHOWN_EACH_MS)
        self._timer.timeout.connect(self._on_time)
        self._build()
        self.send.clicked.connect(self._on_send)
        self.ask.clicked.connect(self._on_ask)
        self.slip.clicked.connect(self._on_slip)
        self.steps.cancelled.connect(self._on_cancel)
        self._office.job_ended.connect(self._on_job_ended)

    def open(self) -> None:
        self._office.read(self, _what_is_unsent, self._on_unsent, latest="unsent")

    def _build(self) -> None:
        card = Card(self.tr("What HQ does not hold yet"))
        card.column.addWidget(self._unsent)
        row = QHBoxLayout()
        row.addWidget(self.ask)
        row.addStretch(1)
        row.addWidget(self.send)
        card.column.addLayout(row)
        self.slip.hide()
        self.ask.hide()
        self.send.setEnabled(False)  # until it is known whether anybody could read it
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.steps)
        column.addWidget(self.outcome)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.slip)
        column.addLayout(foot)
        column.addStretch()

    def _on_unsent(self, found: tuple[tuple[queries.Unsent, ...], str, int]) -> None:
        registries, since, countersigns = found
        lines = [self._line(each) for each in registries]
        if since:
            lines.append(self.tr("Unsent since %1.").replace("%1", ltr(since)))
        if countersigns:
            lines.append(self.tr("%n countersignature(s) still open.", "", countersigns))
        if not registries:
            lines = [
                self.tr(
                    "No headquarters knows this register yet. Write a request to a stick, carry it to HQ, and take in the answer that comes back."
                )
            ]
        self._unsent.setText("\n".join(lines))
        self.send.setEnabled(bool(registries))
        self.ask.setVisible(not registries)
        self._page.subtitle(
            self.tr("Unsent since %1").replace("%1", ltr(since))
            if since
            else self.tr("Everything is held by HQ")
            if registries
            else self.tr("Not enrolled yet")
        )

    def _line(self, each: queries.Unsent) -> str:
        text = self.tr("%1 holds %2 of %3 events").replace("%1", each.registry)
        text = text.replace("%2", f"{each.held_up_to:,}").replace("%3", f"{each.events:,}")
        if each.receipt is None:
            return f"{text}; {self.tr('no receipt yet')}."
        number = self.tr("receipt %1 of %2").replace("%1", str(each.receipt))
        return f"{text}; {number.replace('%2', ltr(str(each.given_at)[:10]))}."

    def _folder(self) -> Path | None:
        folder = self._drives.folder
        if folder is None:
            self._page.bar.say(NOTE, self.tr("Put in a stick, or choose a folder at the left."))
        return folder

    def _on_send(self) -> None:
        folder = self._folder()
        if folder is None or self._job is not None:
            return
        self._begin()
        work = partial(_export, self._office.register, folder, self._progress)
        title = self.tr("Sending to HQ")
        self._job = self._office.job(
            self._page, title, work, self._on_sent, self._on_failed, writes=True
        )

    def _on_ask(self) -> None:
        folder = self._folder()
        if folder is None or self._job is not None:
            return
        self._begin()
        work = partial(_request, self._office.register, folder, self._progress)
        title = self.tr("Writing the request")
        self._job = self._office.job(
            self._page, title, work, self._on_asked, self._on_failed, writes=True
        )

    def _begin(self) -> None:
        self._page.say_nothing()
        self.outcome.hide()
        self.slip.hide()
        self._done, self._progress, self._is_cancelled = None, Progress(), False
        self.steps.begin()
        self._timer.start()

    def _end(self) -> None:
        self._job = None
        self._timer.stop()
        self.steps.hide()

    def _on_time(self) -> None:
        if self._job is not None:
            self.steps.show_step(self._progress.step, *self._job.latest)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._is_cancelled = True
            self._job.cancel()

    def _on_job_ended(self, job: Job) -> None:
        """A cancelled work brings no answer; until it has ended the stick is not said to be clean."""
        if job is self._job and self._is_cancelled:
            self._end()
            self._page.bar.say(NOTE, self.tr("Cancelled. Nothing was left on the stick."))

    def _on_sent(self, done: exchange.Exported) -> None:
        self._end()
        self._page.say_nothing()  # it was cancelled too late
        self._done = done
        self.slip.setVisible(done.written.word.is_done)
        events = self.tr("%n event(s)", "", done.events)
        text = f"{events}, {self.tr('%n photograph(s)', '', done.photos)}: {ltr(done.written.path.name)}"
        lost = len(done.photos_left_out)
        if lost:
            text += " " + self.tr("%n damaged photograph(s) did not go.", "", lost)
        self._tell(done.written, text)
        self.open()

    def _on_asked(self, written: files.Written) -> None:
        self._end()
        text = self.tr("Carry %1 to HQ and bring the answer back.")
        self._tell(written, text.replace("%1", ltr(written.path.name)))

    def _tell(self, written: files.Written, text: str) -> None:
        word = written.word
        if word is files.Word.DONE:
            what = (
                self.tr("Pull the stick out.")
                if self._drives.is_stick
                else self.tr("The file lies in the folder: bring it to HQ.")
            )
            self.outcome.tell(GOOD, self.tr("DONE"), f"{what} {text}")
        elif word.is_done:
            what = self.tr("It was read back. Eject the stick in the system before you pull it.")
            self.outcome.tell(CAREFUL, self.tr("WRITTEN"), f"{what} {text}")
        else:
            self.outcome.tell(WRONG, self.tr("NOT SENT"), wording(exchange.left_unwritten(written)))
            self._office.sounds.wrong()
            return
        self._office.sounds.right()

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.outcome.tell(WRONG, self.tr("NOT SENT"), wording(error))

    def _on_slip(self) -> None:
        if self._done is not None:
            self._office.read(self._page, partial(_slip, self._done), self._on_slip_drawn)

    def _on_slip_drawn(self, data: bytes) -> None:
        self.paper_ready.emit(Paper(self.tr("Slip for the courier"), "slip.pdf", data))


def _what_is_unsent(register: Register) -> tuple[tuple[queries.Unsent, ...], str, int]:
    return (
        queries.unsent(register),
        queries.unsent_since(register),
        len(queries.waiting_countersigns(register)),
    )


def _export(register: Register, folder: Path, progress: Progress, job: Job) -> exchange.Exported:
    return exchange.export(register, folder, on_step=partial(progress.told, job))


def _request(register: Register, folder: Path, progress: Progress, job: Job) -> files.Written:
    data, unit = enrolment.request_of(register), register.station["unit"]
    name = f"{unit}-request.json"
    return files.write_out(lambda: iter((data,)), folder, name, on_step=partial(progress.told, job))


def _slip(done: exchange.Exported, register: Register) -> bytes:
    return slips(register, done)
