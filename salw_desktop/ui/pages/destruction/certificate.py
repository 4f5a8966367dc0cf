"""The end: what was destroyed, the difference explained, the certificate with its code, and the sheet for the ceremony."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from salw_desktop.domain.time import minutes
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.finish import Pictures
from salw_desktop.ui.pages.destruction.lines import Lines, Shown
from salw_desktop.ui.pages.destruction.view import View, beside, filled
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import BigCounter
from salw_desktop.ui.widgets.detail_pane import DetailPane
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.boards import SessionBoard
from salw_desktop.usecases.destruction.certificates import IssueCertificate
from salw_desktop.usecases.destruction.results import MISSING

PANE_PX = 400
GRAMS_IN_A_KILO = 1000


class CertificateView(View):
    """Nothing here is changed any more; the certificate is issued once and printed as often as is needed."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._board: SessionBoard | None = None
        self.cut = BigCounter(self.tr("Destroyed"), "flame", "orange")
        self.difference = BigCounter(self.tr("Difference"), "scale", "info")
        self.number = BigCounter(self.tr("Certificate"), "badge-check", "ok")
        self.column.addLayout(beside(self.cut, 1, self.difference, 1, self.number, 2))
        headings = (self.tr("Number"), self.tr("What became of it"), self.tr("Why"))
        self.exceptions = Lines(self.tr("Exceptions"), headings, badge=1)
        left = QVBoxLayout()
        left.addWidget(label(self.tr("Exceptions"), "section"))
        left.addWidget(self.exceptions)
        row = beside()
        row.addLayout(left, stretch=1)
        self._pane = DetailPane()
        self._pane.setFixedWidth(PANE_PX)
        row.addWidget(self._pane)
        self.column.addLayout(row, stretch=1)
        self.pictures = Pictures(office, page)
        self.column.addWidget(self.pictures)
        self._make_buttons()

    def _make_buttons(self) -> None:
        order = KeyButton(self.tr("Print the order"), "printer")
        order.clicked.connect(self._on_order)
        self._ceremony = KeyButton(self.tr("Ceremony sheet"), "users", "Shift+F8")
        self._ceremony.clicked.connect(self._on_ceremony)
        self._save = KeyButton(self.tr("Print the certificate"), "printer", "F8", "primary")
        self._save.clicked.connect(self._on_save)
        self._issue = KeyButton(
            self.tr("Issue the certificate"), "badge-check", "Ctrl+Return", "primary"
        )
        self._issue.clicked.connect(self._on_issue)
        self.column.addLayout(
            beside(self.make_back(), 0, order, self._ceremony, self._save, self._issue)
        )

    def show_board(self, board: SessionBoard) -> None:
        self._board = board
        facts, certificate = board.facts, board.certificate
        self.pictures.show_board(board)
        self.cut.show_number(
            board.destroyed, filled(self.tr("of %1 on the list"), f"{board.items:,}")
        )
        counted = facts["counted_after"]
        if counted is None:
            self.difference.show_number(0, self.tr("not counted afterwards"))
        else:
            difference = int(counted) - board.destroyed
            why = str(facts["difference_reason"] or self.tr("counted and recorded agree"))
            self.difference.show_number(difference, why)
        number = ltr(str(certificate["number"])) if certificate else self.tr("Not issued yet")
        self.number.show_number(number, self._note(board))
        self.exceptions.show_rows(
            [
                Shown(
                    each.item.weapon,
                    (ltr(each.item.number), each.item.remark),
                    self.tr("Missing") if each.outcome == MISSING else self.tr("Not destroyed"),
                    "alarm" if each.outcome == MISSING else "hold",
                )
                for each in board.left
            ]
        )
        self._pane.show_title(ltr(str(facts["number"])))
        self._pane.show_rows(self._facts(board))
        self._issue.setVisible(certificate is None)
        self._issue.setEnabled(self.office.may(IssueCertificate))
        self._save.setVisible(certificate is not None)

    def _note(self, board: SessionBoard) -> str:
        certificate = board.certificate
        if certificate is None:
            return self.tr("A supervisor issues it; afterwards it never changes.")
        return filled(
            self.tr("Annex %1… · issued %2"),
            ltr(str(certificate["annex_sha256"])[:14]),
            ltr(minutes(str(certificate["issued_at"]))),
        )

    def _facts(self, board: SessionBoard) -> list[tuple[str, str]]:
        facts = board.facts
        return [
            (self.tr("Order"), ltr(str(board.order["number"]))),
            (self.tr("Begun"), ltr(minutes(str(facts["started_at"])))),
            (self.tr("Ended"), ltr(minutes(str(facts["ended_at"])))),
            (self.tr("Place"), str(facts["place_name"])),
            (self.tr("Method"), str(facts["method"])),
            (self.tr("Who cut"), str(facts["responsible_name"])),
            (self.tr("Weight before"), _kilos(facts["weight_before_g"])),
            (self.tr("Weight after"), _kilos(facts["weight_after_g"])),
            (self.tr("Scrap goes to"), str(facts["scrap_to"] or "")),
            (self.tr("Free of explosives"), str(facts["ffe_number"] or "")),
            (self.tr("Witnesses"), "\n".join(each.name for each in board.witnesses)),
        ]

    def _on_issue(self) -> None:
        if self._board is not None:
            command = IssueCertificate(session=str(self._board.facts["id"]))
            self.office.perform(self.page, command, self._on_issued)

    def _on_issued(self, changes: Changes) -> None:
        said = self.tr("%1 is issued. Print it with F8 and let the witnesses sign it.")
        self.page.bar.say("done", filled(said, ltr(str(changes.answer["number"]))))

    def _on_save(self) -> None:
        if self._board is not None and self._board.certificate is not None:
            self.office.print_paper("certificate", str(self._board.certificate["number"]))

    def _on_ceremony(self) -> None:
        if self._board is not None:
            self.office.print_paper("ceremony sheet", str(self._board.facts["number"]))

    def _on_order(self) -> None:
        if self._board is not None:
            self.office.print_paper("destruction order", str(self._board.order["number"]))


def _kilos(grams: object) -> str:
    return ltr(f"{grams / GRAMS_IN_A_KILO:,.3f} kg") if isinstance(grams, int) else ""
