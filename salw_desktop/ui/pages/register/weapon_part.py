"""The six things that are asked of a weapon; in quick intake its kind stands in for its model."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.domain.strict_json import Json
from salw_desktop.domain.word_lists import NOT_INSPECTED, words_of
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.pages.register.search_box import Found, SearchBox
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases import catalogue
from salw_desktop.usecases.countries import countries
from salw_desktop.usecases.intake.at_the_table import Typed
from salw_desktop.usecases.weapons.describing import kind_of

KINDS = words_of("weapon", "kind")
CONDITIONS = (*words_of("weapon", "function")[1:], NOT_INSPECTED)
_WITHOUT_NUMBER = (SerialStatus.NEVER_HAD_ONE, SerialStatus.NOT_READ_YET)


def models_like(text: str) -> Found:
    """Short code, name, alias or calibre (domain trap 5): several weapons of one name are all shown."""
    return [
        (model.id, f"{ltr(model.id)}   {ltr(model.short_name)}   {ltr(model.calibre)}")
        for model in catalogue.search(text, 8)
    ]


def countries_like(text: str) -> Found:
    return [(each.code, f"{each.name} ({each.code})") for each in countries(text)]


def script_of(text: str) -> str:
    """The scripts of its letters: a Cyrillic А looks like a Latin one and is another letter (domain §4.8)."""
    names = (unicodedata.name(sign, "") for sign in text if sign.isalpha())
    return ", ".join(dict.fromkeys(name.partition(" ")[0].capitalize() for name in names if name))


class WeaponPart(Card):
    """Nothing here refuses while it is typed; it says what it holds as fields of the act."""

    edited = Signal()
    read_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.is_quick = False
        self.read_by = ""  # who held the number, as it stands now, against the metal
        self.model = SearchBox(models_like)
        self.kind = DigitRow.of_words(self.tr("Kind"), KINDS, per_line=5)
        self.calibre = QComboBox()
        self.calibre.setEditable(True)
        self.serial = QLineEdit()
        self.serial.setStyleSheet("font-size: 18px; font-weight: 600;")  # copied sign by sign
        self.country = SearchBox(countries_like)
        statuses = tuple(each.value for each in SerialStatus)
        self.status = DigitRow.of_words(self.tr("The number is"), statuses)
        shown = (
            *(self.tr("Serviceable"), self.tr("Repairable"), self.tr("Beyond repair")),
            *(self.tr("Unsafe"), self.tr("Not tested"), self.tr("Not inspected")),
        )
        choices = list(zip(CONDITIONS, shown, strict=True))
        self.condition = DigitRow(self.tr("Condition"), choices, zero=True)
        self._make_fields()
        self._lay_out()
        self._listen()
        self.clear()

    def _make_fields(self) -> None:
        self.model_field = Field(
            self.tr("Model"),
            self.model,
            name="model",
            hint=self.tr("code, name or calibre; ? if not known"),
        )
        self.kind_field = Field(self.tr("Kind"), self.kind, name="kind_of_weapon", required=True)
        self.calibre_field = Field(self.tr("Calibre"), self.calibre, name="calibre")
        self.serial_field = Field(
            self.tr("Serial number"),
            self.serial,
            name="serial",
            hint=self.tr("? for each unreadable sign"),
        )
        self.country_field = Field(self.tr("Made in"), self.country, name="country")
        self.status_field = Field(self.tr("The number is"), self.status, name="serial_status")
        self.condition_field = Field(self.tr("Condition"), self.condition, name="function")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.model_field, 0, 0, 1, 2)
        grid.addWidget(self.calibre_field, 0, 2)
        grid.addWidget(self.kind_field, 1, 0, 1, 3)
        self.read_back = KeyButton(self.tr("Read back"), key="Alt+R", kind="ghost")
        self.read_back.clicked.connect(self.read_back_asked)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.serial_field, stretch=1)
        line.addWidget(self.read_back, alignment=Qt.AlignmentFlag.AlignBottom)
        grid.addLayout(line, 2, 0, 1, 2)
        grid.addWidget(self.country_field, 2, 2)
        grid.addWidget(self.status_field, 3, 0, 1, 3)
        grid.addWidget(self.condition_field, 4, 0, 1, 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)

    def _listen(self) -> None:
        self.model.taken.connect(self._on_model)
        self.serial.textEdited.connect(self._on_serial)
        self.serial.returnPressed.connect(self._on_serial_done)
        self.status.chosen_changed.connect(self._on_status)
        self.country.taken.connect(self._on_any)
        for row in (self.kind, self.condition):
            row.chosen_changed.connect(self._on_any)
        self.calibre.currentTextChanged.connect(self._on_any)

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            *(self.model_field, self.kind_field, self.calibre_field, self.serial_field),
            *(self.country_field, self.status_field, self.condition_field),
        )

    @property
    def chain(self) -> tuple[QWidget, ...]:
        """What Enter walks through."""
        return (self.model, self.kind, self.serial, self.status, self.condition)

    @property
    def serial_status(self) -> SerialStatus:
        return SerialStatus(self.status.choice or self._fitting_status())

    @property
    def typed(self) -> Typed:
        kind = self.kind.choice if not self.model.chosen else ""
        return Typed(
            self.serial.text(), self.serial_status, self.model.chosen, kind, self.country.chosen
        )

    @property
    def is_begun(self) -> bool:
        return bool(self.model.text() or self.serial.text() or self.kind.choice)

    def show_quick(self, *, is_quick: bool) -> None:
        """Pass one of two: tag, kind, number as read or not read yet (practice a7)."""
        self.is_quick = is_quick
        for field in (
            self.model_field,
            self.calibre_field,
            self.country_field,
            self.condition_field,
        ):
            field.setVisible(not is_quick)
        self._show_kind()

    def take_focus(self) -> None:
        (self.kind if self.is_quick else self.model).setFocus()

    def clear(self) -> None:
        self.model.show_chosen("", "")
        self.country.show_chosen("", "")
        self._show_calibres((), "")
        self.serial.clear()
        self.kind.choose()
        self.status.choose()
        self.condition.choose(NOT_INSPECTED)
        for field in self.fields:
            field.say_nothing()
        self._say_hints()
        self._show_kind()

    def show_read_back(self, reader: str) -> None:
        """Whoever types on has another number, which nobody has read back."""
        self.read_by = reader
        text = self.tr("read back by %1").replace("%1", reader)
        self.serial_field.hint(text if reader else "")

    def _say_hints(self) -> None:
        """What is said of one weapon is not said of the next: least of all that its number was read back."""
        self.read_by = ""
        self.calibre_field.hint("")
        self.serial_field.hint(self.tr("? for each unreadable sign"))

    def said(self, inspector: str) -> dict[str, Json]:
        """Fields of `RecordWeapon`; an inspector only where there is a grade."""
        told: dict[str, Json] = {
            "serial": self.serial.text().strip(),
            "serial_status": self.serial_status.value,
            "read_back_by": self.read_by if self.serial.text().strip() else "",
            "kind_of_weapon": "" if self.model.chosen and not self.is_quick else self.kind.choice,
        }
        if not self.is_quick:
            told |= {
                "model": self.model.chosen,
                "model_name": "" if self.model.chosen else self.model.text().strip(" ?"),
                "calibre": self._said_calibre(),
                "country": self.country.chosen or self.country.text().strip(),
            }
            if self.condition.choice != NOT_INSPECTED:
                told |= {"function": self.condition.choice, "inspected_by": inspector}
        return told

    def as_draft(self) -> dict[str, Json]:
        return {
            "model": [self.model.chosen, self.model.text()],
            "country": [self.country.chosen, self.country.text()],
            "calibre": self.calibre.currentText(),
            "serial": self.serial.text(),
            "read_by": self.read_by,
            "kind": self.kind.choice,
            "status": self.status.choice,
            "condition": self.condition.choice,
        }

    def take_draft(self, draft: dict[str, Json]) -> None:
        self.clear()
        self.take_model(draft)
        self.serial.setText(str(draft.get("serial", "")))
        if draft.get("read_by"):
            self.show_read_back(str(draft["read_by"]))
        self.status.choose(str(draft.get("status", "")))
        self.condition.choose(str(draft.get("condition", NOT_INSPECTED)))

    def take_model(self, draft: dict[str, Json]) -> None:
        """Only what two weapons of one lot share: no number, no grade."""
        for name, box in (("model", self.model), ("country", self.country)):
            pair = draft.get(name)
            if isinstance(pair, list) and len(pair) == 2:
                box.show_chosen(str(pair[0]), str(pair[1]))
        model = self._model()
        self._show_calibres(model.calibres if model else (), str(draft.get("calibre", "")))
        self.kind.choose(str(draft.get("kind", "")))
        self._show_kind()

    def choose_model(self, model: catalogue.Model) -> None:
        """As if it had been found by its name."""
        self.model.show_chosen(model.id, model.short_name)
        self._on_model(model.id)

    def say_misfits(self) -> None:
        """What is unlike the catalogue, with the reason; it is recorded all the same."""
        model = self._model()
        if model is None:
            return
        by_field = {
            "calibre": self.calibre_field,
            "country": self.country_field,
            "serial": self.serial_field,
        }
        found = catalogue.misfits(
            model,
            calibre=self._said_calibre(),
            country=self.country.chosen,
            serial=self.serial.text(),
        )
        for misfit in found:
            if misfit.field in by_field:
                by_field[misfit.field].say_warning(misfit.sentence)
        for notice in catalogue.notices(model):
            self.model_field.say_warning(notice.sentence)
        if len(model.calibres) > 1 and not self._said_calibre():
            several = self.tr("It was made in %1: which one is this?")
            self.calibre_field.say_warning(several.replace("%1", ltr(model.calibre)))

    def _model(self) -> catalogue.Model | None:
        return catalogue.find(self.model.chosen) if self.model.chosen else None

    def _said_calibre(self) -> str:
        text = self.calibre.currentText().strip()
        model = self._model()
        return "" if model and [text] == list(model.calibres) else text

    def _fitting_status(self) -> str:
        text = self.serial.text().strip()
        if not text:
            return SerialStatus.NOT_READ_YET.value
        return (SerialStatus.PARTIAL if "?" in text else SerialStatus.READABLE).value

    def _show_calibres(self, names: tuple[str, ...], text: str) -> None:
        self.calibre.blockSignals(True)
        self.calibre.clear()
        self.calibre.addItems(list(names))
        self.calibre.setCurrentText(text or (names[0] if len(names) == 1 else ""))
        self.calibre.blockSignals(False)

    def _show_kind(self) -> None:
        is_unknown = bool(self.model.text()) and not self.model.chosen
        self.kind_field.setVisible(self.is_quick or is_unknown)

    def _on_model(self, chosen: str) -> None:
        model = self._model()
        if model:
            self.model.setText(model.short_name)
            self.kind.choose(kind_of(model))
        for field in (self.model_field, self.calibre_field, self.kind_field):
            field.say_nothing()
        self._show_calibres(model.calibres if model else (), "")
        text = self.model.text().strip()
        if text and not chosen:
            try:
                catalogue.find(text)
            except Refusal:
                self.model_field.say_warning(
                    self.tr(
                        "The catalogue has no such model: say its kind. The name stays as typed."
                    )
                )
        self.calibre_field.hint(self.tr("from the model") if model else "")
        self._show_kind()
        self._on_any()

    def _on_serial(self, text: str) -> None:
        self.read_by = ""
        script = script_of(text)
        self.serial_field.hint(
            self.tr("letters: %1").replace("%1", script)
            if script
            else self.tr("? for each unreadable sign")
        )
        self.status.choose(self._fitting_status() if text.strip() else "")
        self._on_any()

    def _on_serial_done(self) -> None:
        if not self.serial.text().strip() and self.is_quick:
            self.status.choose(SerialStatus.NOT_READ_YET.value)

    def _on_status(self) -> None:
        chosen = self.serial_status
        if self.serial.text() and chosen in _WITHOUT_NUMBER:
            self.serial_field.say_warning(
                self.tr("“%1” has no number: take it out, or say how it can be read.").replace(
                    "%1", said(chosen)
                )
            )
        elif chosen is SerialStatus.REMOVED:
            self.status_field.say_warning(
                self.tr(
                    "It is held for a laboratory, and a red tag is to be printed: do not clean or oil it."
                )
            )
        self._on_any()

    def _on_any(self) -> None:
        self.edited.emit()
