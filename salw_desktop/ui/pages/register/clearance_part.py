"""Is it unloaded? Said anew for every item, by the people at the bay; one key each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from salw_desktop.domain.axes import SAFETY
from salw_desktop.domain.word_lists import words_of
from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.texts import label, say_role
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.intake.at_the_table import Cleared, is_clear
from salw_desktop.usecases.intake.clearances import RecordClearance

NOT_CHECKED = "not checked"
NAMES_A_LINE = 5
TOKEN_PX = 130
_ORDER = ("clear", "loaded or stuck", "unsafe", "component", NOT_CHECKED)


class ClearancePart(Card):
    """Nothing here is kept, copied or set beforehand (practice rule 3); a draft leaves it out too."""

    stated = Signal()  # the last of it was said
    token_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setSpacing(6)
        self.token = QLineEdit()
        self.token.setMaxLength(40)
        self.token.setPlaceholderText(self.tr("scan"))
        self.token.editingFinished.connect(self._on_token)
        self.token.returnPressed.connect(self._ask_safety)
        assert set(_ORDER) == set(SAFETY.words)  # noqa: S101  a new word wants a key of its own
        self.safety = DigitRow.of_words(self.tr("Safety"), _ORDER, zero=True)
        self.cleared_by = DigitRow.of_words(
            self.tr("Cleared by"), words_of("clearance", "cleared_by")
        )
        self.verified_by = DigitRow(self.tr("Verified by"), (), per_line=NAMES_A_LINE)
        self.performed_by = DigitRow(self.tr("Cleared by whom"), (), per_line=NAMES_A_LINE)
        self.token_field = Field(self.tr("Token"), self.token, name="clearance")
        self.safety_field = Field(
            self.tr("Is it unloaded?"), self.safety, name="safety", required=True
        )
        self.cleared_field = Field(self.tr("Cleared by"), self.cleared_by, name="cleared_by")
        self._form = QWidget()
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.token.setFixedWidth(TOKEN_PX)
        self._grid.addWidget(self.token_field, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.safety_field, 0, 1)
        self._grid.addWidget(self.cleared_field, 1, 0, 1, 2)
        self.verified_field = Field(self.tr("Verified by"), self.verified_by, name="verified_by")
        self.performed_field = Field(
            self.tr("Inspector who cleared it"), self.performed_by, name="performed_by"
        )
        self._grid.addWidget(self.performed_field, 2, 0, 1, 2)
        self._grid.addWidget(self.verified_field, 3, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)
        self.column.addWidget(self._form)
        self._make_line()
        self.has_tokens = True  # whether one is tied on at the bay
        self._at_the_bay: Cleared | None = None
        self._is_recorded = False
        self.safety.chosen_changed.connect(self._on_safety)
        self.verified_by.chosen_changed.connect(self._on_verified)
        self.performed_by.chosen_changed.connect(self._on_performed)
        self.cleared_by.chosen_changed.connect(self._on_cleared_by)
        self.show_people(())
        self._show_form(is_form=True)

    def _make_line(self) -> None:
        """What was said, in one line, once all of it was said."""
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        self._mark = IconMark("shield-check", "ok")
        self._text = label("", "ok", self.tr("Safety of this item"))
        again = KeyButton(self.tr("Say it anew"), key="Alt+U", kind="ghost")
        again.clicked.connect(self.begin)
        row.addWidget(self._mark)
        row.addWidget(self._text, stretch=1)
        row.addWidget(again)
        self.column.addWidget(self._line)

    @property
    def is_recorded(self) -> bool:
        """Whether the register holds it already for this token: by the bay, or by a save that was then refused."""
        return self._is_recorded

    @property
    def is_stated(self) -> bool:
        said_all = self.safety.choice and self.cleared_by.choice and self.verified_by.choice
        by_whom = self.cleared_by.choice != "inspector" or self.performed_by.choice
        return self._is_recorded or bool(said_all and by_whom)

    @property
    def is_begun(self) -> bool:
        return bool(self.safety.choice or self._is_recorded)

    @property
    def given_token(self) -> str:
        return self.token.text().strip()

    def show_people(self, names: Sequence[str]) -> None:
        """Who stands at the bay: chosen anew for each item."""
        choices = [(name, name) for name in names] or [("", "–")]
        for row in (self.verified_by, self.performed_by):
            row.show_choices(choices)

    def clear(self) -> None:
        self._at_the_bay, self._is_recorded = None, False
        self.safety_field.say_nothing()
        self.token.clear()
        for row in (self.safety, self.cleared_by, self.verified_by, self.performed_by):
            row.choose()
        self._show_form(is_form=True)

    def begin(self) -> None:
        """The whole question, with the focus in it; what the register holds already is not asked."""
        if self._is_recorded:
            return
        self._show_form(is_form=True)
        if self.has_tokens and not self.given_token:
            self.token.setFocus()  # any barcode is typed into it, and no digit of it chooses anything
        else:
            self.safety.setFocus()

    def show_at_the_bay(self, cleared: Cleared) -> None:
        """Somebody recorded it before the item came to the table."""
        self._at_the_bay, self._is_recorded = cleared, True
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self._show_line()
        if had_focus:  # else somebody types elsewhere by now
            self.stated.emit()

    def mark_recorded(self) -> None:
        """It is in the register: a second try of the save does not write it again."""
        self._is_recorded = True

    def command(self, hand_in: str, token: str) -> RecordClearance:
        return RecordClearance(
            hand_in=hand_in,
            token=token,
            safety=self.safety.choice,
            cleared_by=self.cleared_by.choice,
            performed_by=self.performed_by.choice if self._is_by_inspector else "",
            verified_by=self.verified_by.choice,
        )

    @property
    def _is_by_inspector(self) -> bool:
        return self.cleared_by.choice == "inspector"

    def _on_token(self) -> None:
        if self.given_token:
            self.token_given.emit(self.given_token)

    def _ask_safety(self) -> None:
        if not self._is_recorded:
            self.safety.setFocus()

    def _on_safety(self) -> None:
        self.safety_field.say_nothing()
        self.cleared_by.setFocus()

    def _on_cleared_by(self) -> None:
        self.performed_field.setVisible(self._is_by_inspector)
        (self.performed_by if self._is_by_inspector else self.verified_by).setFocus()

    def _on_performed(self) -> None:
        self.verified_by.setFocus()

    def _on_verified(self) -> None:
        if self.is_stated:
            self._show_line()
            self.stated.emit()
        else:
            self.begin()

    def _show_line(self) -> None:
        safety = self._at_the_bay.safety if self._at_the_bay else self.safety.choice
        if self._at_the_bay:
            text = self.tr("%1, as recorded at the bay for token %2")
            text = text.replace("%1", said(safety)).replace("%2", self.given_token)
        else:
            text = (
                self.tr("%1: cleared by %2, verified by %3")
                if self._is_by_inspector
                else self.tr("%1: cleared by the holder, verified by %3")
            ).replace("%1", said(safety))
            text = text.replace("%2", self.performed_by.choice)
            text = text.replace("%3", self.verified_by.choice)
        is_good = is_clear(safety)
        if not is_good:
            text += self.tr(". It goes to the isolation point; tell the technical officer")
        self._mark.show_icon(
            "shield-check" if is_good else "octagon-alert", "ok" if is_good else "error"
        )
        say_role(self._text, "ok" if is_good else "error", text)
        self._show_form(is_form=False)

    def _show_form(self, *, is_form: bool) -> None:
        self._form.setVisible(is_form)
        self._line.setVisible(not is_form)
        margin_px = 12 if is_form else 2
        self.column.setContentsMargins(16, margin_px, 16, margin_px)
        self.performed_field.setVisible(is_form and self._is_by_inspector)
