"""Who came, counted beside the queue: a tick that is tied to nothing, a child in the sealed tally (practice e9, f1)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salw_desktop.domain.word_lists import AGE_BANDS, SEXES
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.intake.counting import CountBringer, CountChild


class CountCard(Card):
    """Asked once for each person, never needed; no draft holds what is chosen here."""

    counted = Signal(object)  # CountBringer or CountChild

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._is_child = False
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Count who came"), "section"))
        head.addStretch()
        count = KeyButton(self.tr("Count"), key="Alt+T", kind="ghost")
        count.clicked.connect(self._on_count)
        head.addWidget(count)
        self.column.addLayout(head)
        self.sex = DigitRow.of_words(self.tr("Sex"), SEXES)
        self.age = DigitRow.of_words(self.tr("Age"), AGE_BANDS)
        self.present = DigitRow(
            self.tr("Child protection is here"), [("yes", self.tr("Yes")), ("no", self.tr("No"))]
        )
        self.sex_field = Field(self.tr("Sex"), self.sex, name="sex")
        self.age_field = Field(self.tr("Age"), self.age, name="age_band")
        self.present_field = Field(self.present.accessibleName(), self.present, name="present")
        for field in (self.sex_field, self.age_field, self.present_field):
            self.column.addWidget(field)
        self.hide()

    def begin(self, *, is_child: bool) -> None:
        self._is_child = is_child
        for row in (self.sex, self.age, self.present):
            row.choose()
        self.age_field.setVisible(not is_child)
        self.present_field.setVisible(is_child)
        self.show()

    def _on_count(self) -> None:
        gap = self._gap()
        if gap is not None:
            gap.say_error(self.tr("Choose one first."))
            gap.take_focus()
            return
        sex = self.sex.choice
        self.counted.emit(
            CountChild(sex=sex, child_protection_present=self.present.choice == "yes")
            if self._is_child
            else CountBringer(sex=sex, age_band=self.age.choice)
        )

    def _gap(self) -> Field | None:
        wanted = (self.sex_field, self.present_field if self._is_child else self.age_field)
        for field in wanted:
            row = field.control
            if isinstance(row, DigitRow) and not row.choice:
                return field
        return None
