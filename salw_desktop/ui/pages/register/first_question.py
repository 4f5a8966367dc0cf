"""Before anything else: has child protection cleared this person as an adult? Then the hand-in is opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from salw_desktop.domain.word_lists import AGE_BANDS, SEXES, words_of
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.pages.register.kept import Kept
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.free_text import BROUGHT_BY
from salw_desktop.usecases.intake.at_the_table import Table
from salw_desktop.usecases.intake.hand_ins import OpenHandIn
from salw_desktop.usecases.intake.persons import CLEARED_AS_ADULT, Bringer

YES = CLEARED_AS_ADULT[0]


class FirstQuestion(Card):
    """The answer is used and forgotten: it is written nowhere, and no draft holds it (practice f1, f3)."""

    opened = Signal(object)  # OpenHandIn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(14)
        self._kept, self._is_named = Kept(), False
        question = self.tr("Has child protection cleared this person as an adult?")
        self._title = label(question, "title")
        self.answer = DigitRow.of_words(question, CLEARED_AS_ADULT)
        self.answer_field = Field(
            self.tr("No and not sure are the same: nothing is asked about the person."),
            self.answer,
            name="cleared_as_adult",
        )
        brought = self.tr("Brought by")
        self.brought_by = DigitRow.of_words(brought, words_of("hand_in", "brought_by"))
        self.brought_field = Field(brought, self.brought_by, name="brought_by")
        self.column.addWidget(self._title)
        self.column.addWidget(self.answer_field)
        self._make_person()
        self.column.addWidget(self.brought_field)
        self._make_unit()
        self._make_more()
        self._make_foot()
        self.column.addStretch()
        self.answer.chosen_changed.connect(self._on_answer)
        self.brought_by.chosen_changed.connect(self._on_brought_by)

    def _make_person(self) -> None:
        self.name, self.card = QLineEdit(), QLineEdit()
        self.nationality, self.district, self.group = QLineEdit(), QLineEdit(), QLineEdit()
        self.sex = _combo(SEXES)
        self.age = _combo(AGE_BANDS)
        self.name_field = Field(self.tr("Name"), self.name, name="bringer.name", required=True)
        self._person = QWidget()
        grid = QGridLayout(self._person)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.person_fields = (
            self.name_field,
            Field(self.tr("Card number"), self.card, name="bringer.card_number"),
            Field(self.tr("Nationality"), self.nationality, name="bringer.nationality"),
            Field(self.tr("District"), self.district, name="bringer.district"),
            Field(self.tr("Sex"), self.sex, name="bringer.sex"),
            Field(self.tr("Age"), self.age, name="bringer.age_band"),
            Field(self.tr("Group (on no paper)"), self.group, name="bringer.group"),
        )
        for at, field in enumerate(self.person_fields):
            grid.addWidget(field, at // 3, at % 3)
        for edit in (self.name, self.card):
            edit.returnPressed.connect(self.open)
        self._person.hide()
        self.column.addWidget(self._person)

    def _make_unit(self) -> None:
        self.from_unit, self.voucher = QLineEdit(), QLineEdit()
        self.cache = QComboBox()
        self._unit = QWidget()
        row = QHBoxLayout(self._unit)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.unit_fields = (
            Field(self.tr("Community, patrol or unit"), self.from_unit, name="from_unit"),
            Field(self.tr("Its voucher"), self.voucher, name="voucher"),
            Field(self.tr("Cache it was found in"), self.cache, name="cache"),
        )
        for field in self.unit_fields:
            row.addWidget(field, stretch=1)
        for edit in (self.from_unit, self.voucher):
            edit.returnPressed.connect(self.open)
        self._unit.hide()
        self.column.addWidget(self._unit)

    def _make_more(self) -> None:
        self.declared, self.opened_on = QLineEdit(), QLineEdit()
        self.opened_on.setPlaceholderText(self.tr("today"))
        self.late = _combo(words_of("hand_in", "late_because"))
        self._more = QWidget()
        row = QHBoxLayout(self._more)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.more_fields = (
            Field(self.tr("Things announced"), self.declared, name="declared"),
            Field(self.tr("Handed in on (2026-11-22)"), self.opened_on, name="opened_on"),
            Field(self.tr("Entered late because"), self.late, name="late_because"),
        )
        for field in self.more_fields:
            row.addWidget(field, stretch=1)
        self._more.hide()
        self.column.addWidget(self._more)

    def _make_foot(self) -> None:
        row = QHBoxLayout()
        more = KeyButton(self.tr("Announced, another day"), "calendar", "Alt+O", "ghost")
        more.clicked.connect(self._on_more)
        self._open = KeyButton(self.tr("Open the hand-in"), "door-open", "Ctrl+Return", "primary")
        self._open.clicked.connect(self.open)
        row.addWidget(more)
        row.addStretch()
        row.addWidget(self._open)
        self.column.addLayout(row)

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            *(self.answer_field, self.brought_field),
            *(*self.person_fields, *self.unit_fields, *self.more_fields),
        )

    @property
    def is_of_a_person(self) -> bool:
        """Somebody stands at the table, so the first question is asked."""
        return self.brought_by.choice in BROUGHT_BY

    def begin(self, table: Table, kept: Kept, *, is_named: bool) -> None:
        """Empty, for the next one."""
        self._kept, self._is_named = kept, is_named
        self.answer.choose()
        self.brought_by.choose(kept.brought_by)
        for edit in self.findChildren(QLineEdit):
            edit.clear()
        for combo in (self.sex, self.age, self.late):
            combo.setCurrentIndex(0)
        self.cache.clear()
        self.cache.addItem("–", "")
        for number, described in table.caches:
            self.cache.addItem(f"{number}: {described}", number)
        self._more.hide()
        self._show_parts()
        self.take_focus()

    def take_focus(self) -> None:
        (self.answer if self.is_of_a_person else self.brought_by).setFocus()

    def open(self) -> None:
        """What was said, as an act; a gap is shown where it is."""
        for field in self.fields:
            field.say_nothing()
        if self.is_of_a_person and not self.answer.choice:
            self.answer_field.say_error(self.tr("Ask this first."))
            self.answer.setFocus()
            return
        declared = self.declared.text().strip()
        if declared and not declared.isdecimal():
            self.more_fields[0].say_error(self.tr("A whole number, such as 3."))
            self.declared.setFocus()
            return
        has_unit = not self._unit.isHidden()
        command = OpenHandIn(
            campaign=self._kept.campaign,
            brought_by=self.brought_by.choice,
            cleared_as_adult=self.answer.choice if self.is_of_a_person else "",
            place=self._kept.place,
            team=self._kept.team,
            from_unit=self.from_unit.text() if has_unit else "",
            voucher=self.voucher.text() if has_unit else "",
            cache=str(self.cache.currentData() or "") if has_unit else "",
            bringer=self._bringer(),
            declared=int(declared) if declared else None,
            opened_on=self.opened_on.text().strip(),
            late_because=str(self.late.currentData() or ""),
        )
        self.opened.emit(command)

    def _bringer(self) -> Bringer | None:
        if self._person.isHidden():
            return None
        return Bringer(
            name=self.name.text(),
            card_number=self.card.text(),
            group=self.group.text(),
            nationality=self.nationality.text(),
            district=self.district.text(),
            sex=str(self.sex.currentData() or ""),
            age_band=str(self.age.currentData() or ""),
        )

    def _on_answer(self) -> None:
        self._show_parts()
        if not self._person.isHidden():
            self.name.setFocus()
        elif self._unit.isHidden() and self._more.isHidden():
            self.open()

    def _on_brought_by(self) -> None:
        self._show_parts()
        if self.is_of_a_person:
            self.answer.setFocus()
        else:
            self.from_unit.setFocus()

    def _on_more(self) -> None:
        self._more.setVisible(self._more.isHidden())
        if not self._more.isHidden():
            self.declared.setFocus()

    def _show_parts(self) -> None:
        """Fields about a person exist only for an adult whom the campaign names; nor is any text within reach."""
        is_person, is_adult = self.is_of_a_person, self.answer.choice == YES
        self._title.setVisible(is_person)
        self.answer_field.setVisible(is_person)
        self._person.setVisible(
            is_adult and self._is_named and self.brought_by.choice != "community"
        )
        is_community = self.brought_by.choice == "community" and is_adult
        self._unit.setVisible(not is_person or is_community)


def _combo(words: tuple[str, ...]) -> QComboBox:
    made = QComboBox()
    made.addItem(QCoreApplication.translate("FirstQuestion", "not said"), "")
    for word in words:
        made.addItem(said(word), word)
    return made
