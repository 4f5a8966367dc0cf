"""Printing: labels by the sheet, every other paper by its number, and what became of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.pages.printing.labels_desk import LabelsDesk
from salw_desktop.ui.pages.printing.papers_desk import PapersDesk
from salw_desktop.ui.pages.printing.shift_box import ShiftBox
from salw_desktop.ui.printers import keep_at
from salw_desktop.ui.runner import Job
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.message_bar import DONE
from salw_desktop.ui.widgets.paper_panel import Paper, PaperPanel, Wish
from salw_desktop.usecases.printouts import CountPrint
from salw_desktop.usecases.store.labels import MarkLabelsPrinted

LABELS, PAPERS = "labels", "papers"


class PrintingPage(Page):
    """`shown("kind:number")` opens the preview of that paper; "labels" and "papers" their lists."""

    key = "printing"
    number = 7
    icon = "printer"
    help_page = "printing"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("PrintingPage", "Printing")

    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        tr = QCoreApplication.translate
        return (
            Offer(tr("PrintingPage", "Print the labels that wait"), MarkLabelsPrinted, LABELS),
            Offer(tr("PrintingPage", "Print a paper"), CountPrint, PAPERS),
        )

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("Alt+1, Alt+2", tr("PrintingPage", "Labels, other papers")),
            ("F8", tr("PrintingPage", "See what will come out")),
            ("Ctrl+P", tr("PrintingPage", "Print what is seen")),
            ("Ctrl+S", tr("PrintingPage", "Keep it as a PDF")),
            ("Ctrl+Return", tr("PrintingPage", "Count the labels that came out well")),
            ("Ctrl+R", tr("PrintingPage", "Ask for another copy of a label")),
            ("← → ↑ ↓", tr("PrintingPage", "Move to the first free label of the sheet")),
            ("PgUp, PgDown, +, −, 0", tr("PrintingPage", "Leaf, zoom, true size in a preview")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.which = ChipRow(
            self.tr("What to print"),
            ((LABELS, self.tr("Labels")), (PAPERS, self.tr("Other papers"))),
            kind=SEGMENT,
        )
        self.which.choose(LABELS)
        for place, key in enumerate((LABELS, PAPERS), 1):
            self.which.chip(key).setShortcut(f"Alt+{place}")
        self.shift = ShiftBox(self)
        self.labels = LabelsDesk(self, self.shift)
        self.papers = PapersDesk(self)
        self._panels = {
            LABELS: PaperPanel(office, LABELS, self.shift),
            PAPERS: PaperPanel(office, PAPERS),
        }
        self._desks = QStackedWidget()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._is_opened = False
        self._called = ""  # the paper that another page asked for

    @property
    def panel(self) -> PaperPanel:
        """The preview of the list in front."""
        return self._panels[self.which.choice]

    def shown(self, subject: str | None) -> None:
        if not self._is_opened:
            self._is_opened = True
            self.labels.open()
            self.papers.open()
        kind, _, number = (subject or "").partition(":")
        self._called = f"{kind}:{number}" if number else ""
        if number:
            self._choose(PAPERS)
            self.papers.show_paper(kind, number)
        elif kind in (LABELS, PAPERS):
            self._choose(kind)
        if self._stack.currentIndex() == 0:
            self._focus()

    def changed(self, tables: frozenset[str]) -> None:
        self.labels.changed(tables)
        self.papers.changed(tables)

    def scanned(self, code: str) -> bool:
        """A slip scanned while a paper is asked for is that paper's number."""
        is_asked = self.which.choice == PAPERS and self._stack.currentIndex() == 0
        if is_asked and self.papers.number.hasFocus():
            self.papers.number.setText(code)
            return True
        return False

    def _build(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.which.setFixedWidth(360)
        column.addWidget(self.which)
        column.addWidget(self._desks, stretch=1)
        self._desks.addWidget(self.labels)
        self._desks.addWidget(self.papers)
        self._stack.addWidget(top)
        for panel in self._panels.values():
            self._stack.addWidget(panel)
        self.body.addWidget(self._stack, stretch=1)
        for field in self._panels[PAPERS].fields:
            self.add_field(field)

    def _connect(self) -> None:
        self.which.chosen_changed.connect(self._on_which)
        self.labels.counted.connect(self._on_counted)
        for desk in (self.labels, self.papers):
            desk.paper_ready.connect(self._on_paper)
        for panel in self._panels.values():
            panel.closed.connect(self._on_left)
            panel.wanted.connect(self._on_wanted)
        self._panels[LABELS].printer_shown.connect(self.shift.show_printer)
        self.papers.came_out.connect(self._close)

    def _choose(self, which: str) -> None:
        self.which.choose(which)
        self._on_which()

    def _focus(self) -> None:
        if self.which.choice == PAPERS:
            self.papers.number.setFocus()
        else:
            self.labels.table.view.setFocus()

    def _on_which(self) -> None:
        is_labels = self.which.choice == LABELS
        self._desks.setCurrentWidget(self.labels if is_labels else self.papers)
        self._stack.setCurrentIndex(0)

    def _on_counted(self, count: int) -> None:
        self.counted.emit(self.key, count)
        self.subtitle(
            self.tr("%n label(s) waiting", "", count) if count else self.tr("No label waits")
        )

    def _on_paper(self, paper: Paper) -> None:
        self._stack.setCurrentWidget(self.panel)
        self.panel.show_paper(paper)

    def _on_wanted(self, wish: Wish) -> None:
        paper = self.panel.paper
        if not paper.is_counted:
            work, done = partial(_send, paper, wish), partial(self._on_sent, paper)
            self.office.job(self, paper.title, work, done)
        elif self.which.choice == PAPERS:
            self.papers.print_to(wish)
        else:
            self._close()
            self.labels.print_to(wish)

    def _on_sent(self, paper: Paper, _: None) -> None:
        self._close()
        self.bar.say(DONE, self.tr("%1 is out.").replace("%1", paper.title))

    def _on_left(self) -> None:
        """Whoever came from elsewhere for this paper goes on there."""
        is_called = self.panel is self._panels[PAPERS] and self._called == self.papers.asked
        self._called = ""
        self._close()
        if is_called:
            self.office.go_back()

    def _close(self) -> None:
        self._stack.setCurrentIndex(0)
        self._focus()


def _send(paper: Paper, wish: Wish, job: Job) -> None:
    keep_at(wish.target, paper.title, job.step)(paper.data)
