"""Is this paper, is this file what it says? The answer in large letters."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.registry import verifying
from salw_desktop.ui.choosers import FILE, ask_path
from salw_desktop.ui.messages import wording
from salw_desktop.ui.pages.exchange.outcome import CAREFUL, GOOD, WRONG, Outcome
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.register import Register

SHOWN = frozenset({"hand_in_receipt"})


class Verifying(QWidget):
    """A code scanned anywhere on the page is verified at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._office = page, page.office
        self.code = QLineEdit()
        self._field = page.add_field(
            Field(self.tr("&Code of the paper, or path of the file"), self.code, name="file")
        )
        self.verify_it = KeyButton(self.tr("Verify"), "shield-check", "Ctrl+Return", "primary")
        self._other = KeyButton(self.tr("A file…"), "file-search")
        self.outcome = Outcome()
        self._build()
        self.verify_it.clicked.connect(self._on_verify)
        self.code.returnPressed.connect(self._on_verify)
        self._other.clicked.connect(self._on_other)

    def verify(self, given: str) -> None:
        """A receipt is marked as shown by it, so it is done where acts are done."""
        self._page.say_nothing()
        self.outcome.hide()
        self.code.setText(given)
        work = partial(_verify, self._office.register, given)
        title = self.tr("Verifying")
        self._office.job(self._page, title, work, self._on_verdict, self._on_failed, writes=True)

    def _build(self) -> None:
        card = Card(self.tr("A certificate, a receipt, a day sheet or a file"))
        text = self.tr("Scan the code of the paper, type it, or choose the file.")
        card.column.addWidget(label(text, "soft"))
        card.column.addWidget(self._field)
        row = QHBoxLayout()
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self.verify_it)
        card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.outcome)
        column.addStretch()

    def _on_verify(self) -> None:
        given = self.code.text().strip()
        if given:
            self.verify(given)
        else:
            self._field.say_error(self.tr("Scan or type a code, or choose a file."))
            self._field.take_focus()

    def _on_other(self) -> None:
        title = self.tr("Which file?")
        ask_path(self, title, "codes", FILE, self.verify, workplace=self._office)

    def _on_verdict(self, verdict: verifying.Verdict) -> None:
        self._office.announce(SHOWN)
        is_known = verdict.facts.get("known", True)
        is_held = verdict.facts.get("recorded", True) is not False
        if is_known and is_held:
            self.outcome.tell(GOOD, self.tr("IT HOLDS"), verdict.text)
        else:
            self.outcome.tell(CAREFUL, self.tr("NOT KNOWN HERE"), verdict.text)
        self._office.sounds.right()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.outcome.tell(WRONG, self.tr("IT DOES NOT HOLD"), wording(error))
        self._office.sounds.wrong()


def _verify(register: Register, given: str, job: Job) -> verifying.Verdict:
    job.step(0, 1)
    code = verifying.paper_code(given)
    return verifying.paper(code, register) if code else verifying.bundle(Path(given), register)
