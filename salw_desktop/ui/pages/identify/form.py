"""What the armourer says of the item in his hands, as fields of the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.domain.strict_json import Json
from salw_desktop.domain.word_lists import NOT_INSPECTED, words_of
from salw_desktop.ui.pages.identify.roster_box import RosterBox
from salw_desktop.ui.pages.register.digit_row import DigitRow
from salw_desktop.ui.pages.register.enter_chain import EnterChain
from salw_desktop.ui.pages.register.rows_of import RowsOf
from salw_desktop.ui.pages.register.search_box import SearchBox
from salw_desktop.ui.pages.register.weapon_part import countries_like, models_like
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import EnterButton, KeyButton
from salw_desktop.usecases import catalogue
from salw_desktop.usecases.weapons.bench import Person, Row
from salw_desktop.usecases.weapons.details import Mark
from salw_desktop.usecases.weapons.identifying import IdentifyWeapon

_GRADES = ("function", "completeness", "preservation")


def _narrow(combo: QComboBox) -> QComboBox:
    """As wide as its place, not as its longest word."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    return combo


def _words(words: Sequence[str], first: str = "") -> QComboBox:
    combo = _narrow(QComboBox())
    combo.addItem(first or "–", "")
    for word in words:
        if word != NOT_INSPECTED:
            combo.addItem(said(word), word)
    return combo


class IdentifyForm(QWidget):
    """Enter walks what is always asked; after the last one it says `finished`. The rest is one key away."""

    finished = Signal()
    read_back_asked = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SearchBox(models_like)
        self.calibre = _narrow(QComboBox())
        self.calibre.setEditable(True)
        self.serial = QLineEdit()
        self.serial.setProperty("role", "serial")
        self.status = _words([each.value for each in SerialStatus], self.tr("As it reads"))
        self.country = SearchBox(countries_like)
        self.by, self.verified = RosterBox(), RosterBox()
        self.confidence = DigitRow.of_words(self.tr("How sure"), words_of("weapon", "confidence"))
        self._card = ""
        self.read_by = ""  # who held the number, as it stands now, against the metal
        self._make_more()
        self.fields = {field.name: field for field in self._fields()}
        self._about = label("", "soft", self.tr("About this model"))
        self._lay_out()
        order = (self.model, self.serial, self.country, self.by, self.confidence, self.verified)
        self._chain = EnterChain(order, self)
        self.verified.gone_on.connect(self._on_last)
        self.model.taken.connect(self._on_model)
        self.country.taken.connect(self._on_country)
        self.serial.editingFinished.connect(self._look)
        self.serial.textEdited.connect(self._on_serial)
        self.read_back.clicked.connect(self.read_back_asked)
        self.calibre.currentTextChanged.connect(self._look)

    def _make_more(self) -> None:
        places = words_of("weapon", "serial_place")
        self.serial_place = _words(places)
        self.country_basis = _words(words_of("weapon", "country_basis"))
        self.grades = {name: _words(words_of("weapon", name)) for name in _GRADES}
        self.inspector = RosterBox()
        self.marks = RowsOf(
            self.tr("Marks as they stand on the metal"),
            (
                ("kind", self.tr("Kind"), words_of("mark", "kind")),
                ("text", self.tr("Reads"), ()),
                ("place", self.tr("Stands on"), places),
            ),
        )

    def _fields(self) -> Iterator[Field]:
        yield Field(self.tr("&Model"), self.model, name="model", required=True)
        yield Field(self.tr("&Calibre"), self.calibre, name="calibre")
        yield Field(self.tr("Serial &number"), self.serial, name="serial")
        yield Field(self.tr("The number is"), self.status, name="serial_status")
        yield Field(self.tr("Made &in"), self.country, name="country")
        yield Field(self.tr("Identified &by"), self.by, name="identified_by", required=True)
        yield Field(self.tr("How sure"), self.confidence, name="confidence", required=True)
        yield Field(self.tr("&Verified by"), self.verified, name="verified_by")
        yield Field(self.tr("Number stands on"), self.serial_place, name="serial_place")
        yield Field(self.tr("Country known by"), self.country_basis, name="country_basis")
        captions = (self.tr("Function"), self.tr("Completeness"), self.tr("Preservation"))
        for name, caption in zip(_GRADES, captions, strict=True):
            yield Field(caption, self.grades[name], name=name)
        yield Field(self.tr("Inspected by"), self.inspector, name="inspected_by")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.fields["model"])
        column.addWidget(self._about)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, name in enumerate(
            ("serial", "serial_status", "calibre", "country", "identified_by", "verified_by")
        ):
            grid.addWidget(self.fields[name], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.fields["confidence"], 3, 0, 1, 2)
        column.addLayout(grid)
        self.read_back = KeyButton(self.tr("Read the number back"), key="Alt+R", kind="ghost")
        column.addWidget(self.read_back, alignment=Qt.AlignmentFlag.AlignLeading)
        self.more_button = EnterButton(self.tr("More: marks, grades, where the number stands"))
        self.more_button.setCheckable(True)
        self.more_button.setAutoDefault(False)
        self.more_button.setProperty("kind", "ghost")
        self.more_button.setShortcut("Alt+E")
        column.addWidget(self.more_button)
        self._more = QWidget()
        more = QGridLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(8)
        rest = ("serial_place", "country_basis", *_GRADES, "inspected_by")
        for place, name in enumerate(rest):
            more.addWidget(self.fields[name], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        more.addWidget(self.marks, 3, 0, 1, 2)
        self._more.hide()
        self.more_button.toggled.connect(self._more.setVisible)
        column.addWidget(self._more)
        column.addStretch()

    def know(self, people: Sequence[Person]) -> None:
        for box in (self.by, self.verified, self.inspector):
            box.know(people)

    def begin(self, weapon: Row, by: str) -> None:
        """Filled with what the record says; who looked is kept from the item before, what he saw never is."""
        self._card = ""
        self._show_model(str(weapon["model"] or ""), str(weapon["model_name"] or ""))
        self.calibre.setEditText(str(weapon["calibre"] or ""))
        self.serial.setText(str(weapon["serial"] or ""))
        self.status.setCurrentIndex(max(0, self.status.findData(weapon["serial_status"])))
        country = str(weapon["country"] or "")
        self.country.show_chosen(country, country)
        self.by.show_chosen(by, by)
        for box in (self.verified, self.inspector):
            box.show_chosen("", "")
        self.confidence.choose()
        for combo in (self.serial_place, self.country_basis, *self.grades.values()):
            combo.setCurrentIndex(0)
        self.marks.fill([])
        self.more_button.setChecked(False)
        for field in self.fields.values():
            field.say_nothing()
        self.show_read_back("")

    def show_read_back(self, reader: str) -> None:
        """Whoever types on has another number, which nobody has read back."""
        self.read_by = reader
        self.fields["serial"].hint(self.tr("read back") if reader else "")
        text = self.tr("read back by %1").replace("%1", reader)
        self.fields["serial"].setToolTip(text if reader else "")

    def use_card(self, number: str, name: str) -> None:
        """A model that the catalogue lacks: the record points to its card."""
        self._show_model("", name)
        self._card = number
        self._about.setText(self.tr("New model, card %1").replace("%1", number))

    def command(self, weapon: Row) -> IdentifyWeapon:
        """Only what differs from the record is said again."""
        chosen = self.model.chosen
        typed = self.model.text().strip()
        serial, status = self.serial.text(), str(self.status.currentData())
        is_read = serial.strip() != str(weapon["serial"] or "")
        is_status = bool(status) and status != weapon["serial_status"]
        country = self.country.chosen or self.country.text().strip()
        return IdentifyWeapon(
            weapon=str(weapon["id"]),
            model="" if self._card else chosen or ("" if typed == weapon["model_name"] else typed),
            model_card=self._card,
            calibre=self._differs("calibre", self.calibre.currentText().strip(), weapon),
            serial=serial if is_read else None,
            serial_status=SerialStatus(status) if is_status else None,
            serial_place=str(self.serial_place.currentData()),
            read_back_by=self.read_by if serial.strip() else "",
            country=self._differs("country", country, weapon),
            country_basis=str(self.country_basis.currentData()),
            identified_by=self.by.text().strip(),
            confidence=self.confidence.choice,
            verified_by=self.verified.text().strip(),
            inspected_by=self.inspector.text().strip(),
            marks=tuple(
                Mark(**{name: str(value) for name, value in each.items()})
                for each in self.marks.said
                if isinstance(each, dict)
            ),
            function=str(self.grades["function"].currentData()),
            completeness=str(self.grades["completeness"].currentData()),
            preservation=str(self.grades["preservation"].currentData()),
        )

    def draft(self) -> dict[str, Json]:
        """As it stands, half-typed."""
        return {
            "model": [self.model.chosen, self.model.text()],
            "card": self._card,
            "calibre": self.calibre.currentText(),
            "serial": self.serial.text(),
            "read_by": self.read_by,
            "country": [self.country.chosen, self.country.text()],
            "by": self.by.text(),
            "verified": self.verified.text(),
            "confidence": self.confidence.choice,
            "marks": self.marks.said,
        }

    def take_draft(self, kept: Mapping[str, Json]) -> None:
        for name, box in (("model", self.model), ("country", self.country)):
            pair = kept.get(name)
            if isinstance(pair, list) and len(pair) == 2:
                box.show_chosen(str(pair[0]), str(pair[1]))
        self._card = str(kept.get("card") or "")
        self.calibre.setEditText(str(kept.get("calibre") or ""))
        self.serial.setText(str(kept.get("serial") or ""))
        self.show_read_back(str(kept.get("read_by") or ""))
        for name, box in (("by", self.by), ("verified", self.verified)):
            box.show_chosen(str(kept.get(name) or ""), str(kept.get(name) or ""))
        self.confidence.choose(str(kept.get("confidence") or ""))
        marks = kept.get("marks")
        self.marks.fill(marks if isinstance(marks, list) else [])

    @staticmethod
    def _differs(name: str, value: str, weapon: Row) -> str:
        return "" if value == str(weapon[name] or "") else value

    def _show_model(self, id_: str, name: str) -> None:
        model = catalogue.find(id_) if id_ else None
        self.model.show_chosen(id_, model.short_name if model else name)
        self._tell(model)

    def _on_model(self, id_: str) -> None:
        self._card = ""
        if not id_:
            self._tell(None)
            return
        model = catalogue.find(id_)
        self.model.show_chosen(id_, model.short_name)
        self._tell(model)
        self._look()
        self.edited.emit()

    def _on_serial(self) -> None:
        if self.read_by:
            self.show_read_back("")

    def _on_country(self, code: str) -> None:
        if code:
            self.country.show_chosen(code, code)
        self._look()

    def _tell(self, model: catalogue.Model | None) -> None:
        known = self.calibre.currentText()
        self.calibre.clear()
        if model is None:
            self._about.setText("")
            self.calibre.setEditText(known)
            return
        self.calibre.addItems(list(model.calibres))
        self.calibre.setEditText(known or (model.calibre if len(model.calibres) == 1 else ""))
        where = self.tr("Number: %1").replace("%1", model.serial_location)
        self._about.setText(
            " · ".join(
                filter(None, (model.calibre, model.marks, where if model.serial_location else ""))
            )
        )
        warned = " ".join(notice.sentence for notice in catalogue.notices(model))
        if warned:
            self.fields["model"].say_warning(warned)

    def _look(self) -> None:
        """What does not fit the catalogue stands at its field; it never blocks."""
        names = ("calibre", "country", "serial")
        for name in names:
            self.fields[name].say_nothing()
        try:
            model = catalogue.find(self.model.chosen) if self.model.chosen else None
        except Refusal:
            model = None
        if model is None:
            return
        for misfit in catalogue.misfits(
            model,
            calibre=self.calibre.currentText(),
            country=self.country.chosen,
            serial=self.serial.text(),
        ):
            if misfit.field in names:
                self.fields[misfit.field].say_warning(misfit.sentence)

    def _on_last(self, forward: bool) -> None:
        if forward:
            self.finished.emit()
