"""Exchange: sticks out, answers in, backups, and what a paper or a file is worth."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salw_desktop.registry.verifying import PREFIXES
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.exchange.backing_up import BackingUp, tell_backup
from salw_desktop.ui.pages.exchange.drive_list import DriveList
from salw_desktop.ui.pages.exchange.sending import Sending
from salw_desktop.ui.pages.exchange.taking import Taking
from salw_desktop.ui.pages.exchange.verifying import Verifying
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.printers import keep_at
from salw_desktop.ui.runner import Job
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.message_bar import DONE
from salw_desktop.ui.widgets.paper_panel import Paper, PaperPanel, Wish
from salw_desktop.usecases.enrolment import TakeAnswer
from salw_desktop.usecases.exchange import TakeReceipt

SEND, TAKE, BACKUPS, VERIFY = "send", "take", "backups", "verify"


class ExchangePage(Page):
    """`shown` takes one of "send", "take", "backups", "verify"."""

    key = "exchange"
    number = 8
    icon = "usb"
    help_page = "exchange"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("ExchangePage", "Exchange")

    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        tr = QCoreApplication.translate
        return (
            Offer(tr("ExchangePage", "Send to HQ"), TakeReceipt, SEND),
            Offer(tr("ExchangePage", "Take in a receipt"), TakeReceipt, TAKE),
            Offer(tr("ExchangePage", "Take in HQ's answer to the request"), TakeAnswer, TAKE),
        )

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("Alt+1 … Alt+4", tr("ExchangePage", "Send, take in, backups, verify")),
            ("Ctrl+Return", tr("ExchangePage", "Send, take in, back up or verify")),
            ("F5", tr("ExchangePage", "Look for sticks again")),
            ("Ctrl+O", tr("ExchangePage", "Choose a folder instead of a stick")),
            ("F8", tr("ExchangePage", "The courier's slip, once a stick was written")),
            (
                "Ctrl+P, Ctrl+S",
                tr("ExchangePage", "Print the slip that is seen, or keep it as a PDF"),
            ),
            ("Esc", tr("ExchangePage", "Cancel the writing: nothing is left behind")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.which = ChipRow(
            self.tr("What to do"),
            (
                (SEND, self.tr("Send")),
                (TAKE, self.tr("Take in")),
                (BACKUPS, self.tr("Backups")),
                (VERIFY, self.tr("Verify")),
            ),
            kind=SEGMENT,
        )
        self.which.choose(SEND)
        for place, key in enumerate((SEND, TAKE, BACKUPS, VERIFY), 1):
            self.which.chip(key).setShortcut(f"Alt+{place}")
        self.drives = DriveList(office, self)
        self.sending = Sending(self, self.drives)
        self.taking = Taking(self, self.drives)
        self.backing_up = BackingUp(self, self.drives)
        self.verifying = Verifying(self)
        self.panel = PaperPanel(office, "papers")
        self._data = b""
        self._desks, self._stack = QStackedWidget(), QStackedWidget()
        self._build()
        self.which.chosen_changed.connect(self._on_which)
        self.sending.paper_ready.connect(self._on_paper)
        self.panel.closed.connect(self._on_panel_closed)
        self.panel.wanted.connect(self._on_wanted)
        tell_backup(office)

    def shown(self, subject: str | None) -> None:
        if subject in (SEND, TAKE, BACKUPS, VERIFY):
            self.which.choose(subject)
        self._on_which()

    def changed(self, tables: frozenset[str]) -> None:
        if tables:
            self.sending.open()

    def scanned(self, code: str) -> bool:
        if not code.strip().upper().startswith(PREFIXES):
            return False
        self.which.choose(VERIFY)
        self._on_which()
        self.verifying.verify(code.strip())
        return True

    def _build(self) -> None:
        for desk in (self.sending, self.taking, self.backing_up, self.verifying):
            self._desks.addWidget(desk)
        keep_width(self.drives, 300)
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(self.drives)
        below.addWidget(self._desks, stretch=1)
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.which.setFixedWidth(620)
        column.addWidget(self.which)
        column.addLayout(below, stretch=1)
        self._stack.addWidget(front)
        self._stack.addWidget(self.panel)
        self.body.addWidget(self._stack, stretch=1)

    def _on_which(self) -> None:
        choice = self.which.choice
        self._stack.setCurrentIndex(0)
        self.drives.setVisible(choice != VERIFY)
        if choice == VERIFY:
            self._desks.setCurrentWidget(self.verifying)
            self.verifying.code.setFocus()
            return
        desks: dict[str, Sending | Taking | BackingUp]
        desks = {SEND: self.sending, TAKE: self.taking, BACKUPS: self.backing_up}
        self._desks.setCurrentWidget(desks[choice])
        desks[choice].open()
        self.drives.take_focus()

    def _on_paper(self, paper: Paper) -> None:
        self._data = paper.data
        self._stack.setCurrentWidget(self.panel)
        self.panel.show_paper(paper)

    def _on_panel_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self.sending.slip.setFocus()

    def _on_wanted(self, wish: Wish) -> None:
        title, data = self.tr("Printing the slip"), self._data

        def work(job: Job) -> None:
            keep_at(wish.target, title, job.step)(data)

        self.office.job(self, title, work, self._on_printed)

    def _on_printed(self, _: None) -> None:
        self._on_panel_closed()
        self.bar.say(DONE, self.tr("The slip is out. It travels with the stick."))
