"""The scanner, and the way to the other devices: what its last scan was read as, and how it learns this computer's keyboard layout."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.ui.office import Office
from salw_desktop.ui.preferences import LAYOUT
from salw_desktop.ui.scanner_layouts import CALIBRATION
from salw_desktop.ui.texts import label, ltr, say_role
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.code_view import CodeView
from salw_desktop.ui.widgets.key_button import KeyButton


class ScannerDesk(QWidget):
    """Nothing is opened by a scan made here."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._try_card())
        left.addWidget(self._learn_card())
        left.addWidget(self._others_card())
        left.addStretch()
        row.addLayout(left, stretch=1)
        row.addWidget(self._code_card())
        office.setting_changed.connect(self._on_setting)
        self._say_layout()

    def _try_card(self) -> Card:
        card = Card(self.tr("Try the scanner"))
        card.column.addWidget(
            label(
                self.tr("Scan any label of ours, or the code at the right: it must stand below."),
                "soft",
            )
        )
        self.seen = label(self.tr("Nothing scanned yet"), "section", self.tr("Last scan"))
        card.column.addWidget(self.seen)
        return card

    def _learn_card(self) -> Card:
        card = Card(self.tr("Keyboard layout"))
        about = self.tr(
            "A scanner types as on an English keyboard. French, Russian and Arabic layouts are put "
            "right by themselves. If a scan is still read wrongly, press the button and scan the code."
        )
        card.column.addWidget(label(about, "soft"))
        self.layout_line = label("", "strong", self.tr("What was learned"))
        card.column.addWidget(self.layout_line)
        self.learn = KeyButton(self.tr("Learn the layout"), "scan-line", kind="primary")
        self.learn.clicked.connect(self._on_learn)
        self.forget = KeyButton(self.tr("Forget what was learned"), "undo-2")
        self.forget.clicked.connect(self._on_forget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.learn)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        return card

    def _others_card(self) -> Card:
        """What belongs to work has its place there."""
        card = Card(self.tr("Other devices"))
        about = self.tr("Sheets, rolls and printers are chosen where labels are printed.")
        card.column.addWidget(label(about, "soft"))
        row = QHBoxLayout()
        for text, icon, page, subject in (
            (self.tr("Label packs"), "printer", "printing", None),
            (self.tr("Marking machines"), "hammer", "marking", "machines"),
            (self.tr("Drives"), "usb", "exchange", None),
        ):
            button = KeyButton(text, icon)
            button.clicked.connect(partial(self._office.go, page, subject))
            row.addWidget(button)
        row.addStretch(1)
        card.column.addLayout(row)
        return card

    def _code_card(self) -> Card:
        card = Card(self.tr("Calibration code"))
        code = CodeView(CALIBRATION, self.tr("Calibration code"))
        card.column.addWidget(code, alignment=Qt.AlignmentFlag.AlignHCenter)
        card.column.addStretch()
        return card

    def show_scan(self, code: str) -> None:
        """As the register would take it."""
        is_whole = not code.startswith(CALIBRATION[:7]) or code == CALIBRATION
        say_role(self.seen, "section" if is_whole else "error", ltr(code))
        (self._office.sounds.right if is_whole else self._office.sounds.wrong)()

    def _on_learn(self) -> None:
        self._office.calibrating.emit()
        say_role(self.layout_line, "strong", self.tr("Now scan the calibration code."))
        self.learn.setFocus()

    def _on_forget(self) -> None:
        self._office.keep(LAYOUT, None)

    def _on_setting(self, name: str) -> None:
        if name == LAYOUT:
            self._say_layout()

    def _say_layout(self) -> None:
        table = self._office.kept(LAYOUT)
        count = len(table) if isinstance(table, dict) else 0
        if count:
            text = self.tr("Learned here: %n character(s) put right.", "", count)
        elif isinstance(table, dict):
            text = self.tr("Learned here: the layout is the scanner's own.")
        else:
            text = self.tr("Nothing was learned here; nothing may be needed.")
        say_role(self.layout_line, "strong", text)
        self.forget.setEnabled(isinstance(table, dict))
