"""Every other paper: asked for by kind and number, and the list of what was printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.printers import keep_at
from salw_desktop.ui.runner import Job
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, NOTE
from salw_desktop.ui.widgets.paper_panel import Paper, Wish
from salw_desktop.ui.widgets.table import RowsTable
from salw_desktop.usecases.listings import PAPERS
from salw_desktop.usecases.paperwork.printing_out import (
    Preview,
    Printed,
    ReadAloud,
    preview,
    print_out,
    sheet,
)
from salw_desktop.usecases.printouts import COMMANDS, MODELS, RECEIPT
from salw_desktop.usecases.register import Register

TABLES = frozenset({"paper_print", "hand_in_receipt"})


class PapersDesk(QWidget):
    """A paper that was printed before is opened by Enter; the next copy asks for its reason and says that it is one."""

    paper_ready = Signal(object)  # Paper
    came_out = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._office = page, page.office
        self._seen: Preview | None = None
        self.table = RowsTable(self._office, PAPERS, self.tr("Papers printed"))
        self.kind = QComboBox()
        for kind, text in kind_texts().items():
            self.kind.addItem(text, kind)
        self.number = QLineEdit()
        self.sheets: dict[str, KeyButton] = {}
        self.show_it = KeyButton(self.tr("See and print"), "eye", "F8", "primary")
        self._build()
        self.table.opened.connect(self._on_opened)
        self.show_it.clicked.connect(self._on_show)
        self.number.returnPressed.connect(self._on_show)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()

    @property
    def asked(self) -> str:
        """As the page is asked for a paper: its kind and number."""
        return f"{self.kind.currentData()}:{self.number.text()}"

    def open(self) -> None:
        self.table.reload()

    def changed(self, tables: frozenset[str]) -> None:
        self.table.changed(tables)

    def show_paper(self, kind: str, number: str) -> None:
        """Its preview, or in the page why there is none."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.number.setText(number)
        self._on_show()

    def print_to(self, wish: Wish) -> None:
        """Drawn, sent, and then counted, in one go: of a receipt the bearer's secret is known at no other moment."""
        seen = self._seen
        if seen is None:
            return
        title = kind_texts()[seen.kind]
        work = partial(_print, self._office.register, seen, wish, title)
        self._office.job(self._page, title, work, self._on_printed, self._on_failed, writes=True)

    def _build(self) -> None:
        card = Card(self.tr("Another paper"))
        kind = Field(self.tr("&Kind of paper"), self.kind, name="kind")
        self._number = self._page.add_field(
            Field(self.tr("&Number or date"), self.number, name="number", required=True)
        )
        self._hint = label("", "soft")
        for widget in (kind, self._number, self._hint, self.show_it):
            card.column.addWidget(widget)
        keep_width(card, 300)
        right = QVBoxLayout()
        right.addWidget(card)
        right.addWidget(self._table_card())
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.table, stretch=1)
        row.addLayout(right)

    def _table_card(self) -> Card:
        """Sheets without a number, of which nobody counts the copies."""
        card = Card(self.tr("For the registration table"))
        card.column.addWidget(label(self.tr("Codes to scan in place of keys and names."), "soft"))
        for kind, text in _sheet_texts().items():
            button = self.sheets[kind] = KeyButton(text, "qr-code")
            button.clicked.connect(partial(self._on_sheet, kind))
            card.column.addWidget(button)
        return card

    def _on_sheet(self, kind: str) -> None:
        self._page.say_nothing()
        self._office.read(
            self._page, partial(sheet, kind), partial(self._on_drawn, kind), latest="sheet"
        )

    def _on_drawn(self, kind: str, data: bytes) -> None:
        name = f"{kind.replace(' ', '-')}.pdf"
        self.paper_ready.emit(Paper(_sheet_texts()[kind], name, data, is_counted=False))

    def _on_kind(self) -> None:
        self._hint.setText(_what_to_type(str(self.kind.currentData())))

    def _on_opened(self, _: str) -> None:
        row = self.table.current_row
        if row is None:
            return
        kind = str(row["kind"])
        if kind in kind_texts():
            self.show_paper(kind, str(row["number"]))
        else:
            text = self.tr("This paper is made where its work is done, not here.")
            self._page.bar.say(NOTE, text)

    def _on_show(self) -> None:
        self._page.say_nothing()
        ask = partial(_preview, str(self.kind.currentData()), self.number.text().strip())
        self._office.read(self, ask, self._on_preview, self._on_failed, latest="preview")

    def _on_preview(self, seen: Preview) -> None:
        self._seen = seen
        name = f"{seen.kind}-{seen.number}".replace(" ", "-").replace("/", "-")
        copy = self.tr("Copy %1: it says that it is a duplicate").replace("%1", str(seen.copy))
        self.paper_ready.emit(
            Paper(
                f"{kind_texts()[seen.kind]} {ltr(seen.number)}",
                f"{name}.pdf",
                seen.data,
                note=copy if seen.needs_reason else "",
                instead=self.tr(
                    "The receipt is issued at the moment it is printed: only then is the bearer's own code drawn."
                ),
                asks_why=seen.needs_reason,
                asks_reading=seen.kind == RECEIPT and not seen.data,
            )
        )

    def _on_printed(self, printed: Printed) -> None:
        self._office.announce(TABLES)
        text = self.tr("%1 %2 is out, copy %3.").replace("%1", kind_texts()[printed.kind])
        text = text.replace("%2", ltr(printed.number)).replace("%3", str(printed.copy))
        self.came_out.emit()
        self._page.bar.say(DONE, text)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        if isinstance(error, Refusal) and error.field not in self._page.fields:
            # the number is what was typed here, whatever the paper's own act calls it
            error = Refusal(error.code, field="number", **error.facts)
        self._page.turned_down(error)
        self._office.announce(TABLES)  # a receipt may be issued whose printer then failed


def _preview(kind: str, number: str, register: Register) -> Preview:
    return preview(register, kind, number)


def _print(register: Register, seen: Preview, wish: Wish, title: str, job: Job) -> Printed:
    keep = keep_at(wish.target, title, job.step)
    return print_out(
        register, seen.kind, seen.number, keep, wish.reason, ReadAloud(wish.language, wish.reader)
    )


def kind_texts() -> dict[str, str]:
    """What each kind of paper is called, in the order in which they are offered."""
    tr = QCoreApplication.translate
    return {
        "hand-in slip": tr("Papers", "Hand-in slip"),
        "receipt": tr("Papers", "Receipt"),
        "job card": tr("Papers", "Job card"),
        "number card": tr("Papers", "Number card"),
        "red tag": tr("Papers", "Red tag"),
        "isolation notice": tr("Papers", "Isolation notice"),
        "out voucher": tr("Papers", "Out voucher"),
        "laboratory result": tr("Papers", "Laboratory result"),
        "eligibility decision": tr("Papers", "Eligibility decision"),
        "destruction order": tr("Papers", "Destruction order"),
        "certificate": tr("Papers", "Certificate of destruction"),
        "day sheet": tr("Papers", "Day sheet"),
        "sitrep": tr("Papers", "Radio message"),
        "untagged item card": tr("Papers", "Card of an untagged item"),
        "ceremony sheet": tr("Papers", "Ceremony sheet"),
        "extract": tr("Papers", "Extract of the record"),
    }


def _sheet_texts() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {COMMANDS: tr("Papers", "Command sheet"), MODELS: tr("Papers", "Model sheet")}


def _what_to_type(kind: str) -> str:
    tr = QCoreApplication.translate
    by_hand_in = tr("Papers", "Number of the hand-in, or scan its slip.")
    by_item = tr("Papers", "Number of the weapon, or scan its label.")
    texts = {
        "hand-in slip": by_hand_in,
        "receipt": by_hand_in,
        "eligibility decision": tr("Papers", "Number of the hand-in; /1 for the first of several."),
        "isolation notice": by_item,
        "red tag": by_item,
        "extract": by_item,
        "laboratory result": by_item,
        "job card": tr("Papers", "Number of the marking job."),
        "number card": tr("Papers", "First number of the card."),
        "destruction order": tr("Papers", "Number of the order."),
        "certificate": tr("Papers", "Number of the certificate."),
        "day sheet": tr("Papers", "The date, such as 2026-11-22."),
        "sitrep": tr("Papers", "Number of the message."),
        "untagged item card": tr("Papers", "Number of the card."),
        "ceremony sheet": tr("Papers", "Number of a certificate, or the code of a campaign."),
        "out voucher": tr("Papers", "Number of the voucher."),
    }
    return texts[kind]
