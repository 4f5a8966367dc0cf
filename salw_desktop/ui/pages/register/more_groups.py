"""Everything else that can be said of a weapon, one key away, under the names a storekeeper would look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from salw_desktop.domain.axes import INTENDED_DISPOSAL
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.domain.strict_json import Json
from salw_desktop.domain.word_lists import MARK_PLACES, words_of
from salw_desktop.ui.pages.register.rows_of import A_LINE, RowsOf
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.wrap_row import WrapRow

PEOPLE = ("*",)  # filled from the roster
NUMBERS = frozenset({"barrels", "capacity", "measured_calibre_um"})
NEVER_AGAIN = frozenset({"tag", "completeness", "preservation", "missing_part", "marks", "parts"})
"""Not copied by "same as last": they are of one item alone."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of the act: its caption, and its closed list; none: a text."""

    name: str
    text: str
    words: tuple[str, ...] = ()


Group = tuple[str, str, tuple[Spec, ...]]
"""Its title, its key, its fields."""


def _listed(name: str, text: str) -> Spec:
    return Spec(name, text, words_of("weapon", name))


def _groups_of_the_weapon() -> tuple[Group, ...]:
    tr = QCoreApplication.translate
    return (
        (
            tr("MoreGroups", "How it is built"),
            "Alt+1",
            (
                Spec("variant", tr("MoreGroups", "Variant")),
                _listed("action", tr("MoreGroups", "Action")),
                _listed("fire_mode", tr("MoreGroups", "How it fires")),
                Spec("measured_calibre_um", tr("MoreGroups", "Bore measured (mm)")),
                Spec("barrels", tr("MoreGroups", "Barrels")),
                Spec("capacity", tr("MoreGroups", "Rounds it holds")),
                Spec("finish", tr("MoreGroups", "Finish")),
                Spec("stock", tr("MoreGroups", "Stock")),
                Spec("sights", tr("MoreGroups", "Sights")),
                _listed("frame_material", tr("MoreGroups", "Frame is of")),
                Spec("model_card", tr("MoreGroups", "Card of a new model")),
                Spec("national_code", tr("MoreGroups", "National code")),
            ),
        ),
        (
            tr("MoreGroups", "Who made it"),
            "Alt+2",
            (
                Spec("maker", tr("MoreGroups", "Maker")),
                Spec("year", tr("MoreGroups", "Year as marked")),
                _listed("country_basis", tr("MoreGroups", "Country known by")),
                Spec("factory_code", tr("MoreGroups", "Factory code")),
                _listed("licensed", tr("MoreGroups", "Made under licence")),
                Spec("licensed_from", tr("MoreGroups", "Licence from")),
                Spec("import_country", tr("MoreGroups", "Imported by (country)")),
                Spec("import_year", tr("MoreGroups", "Imported in")),
                _listed("manufacture_kind", tr("MoreGroups", "Made how")),
                _listed("adequately_marked", tr("MoreGroups", "Marked as it must be")),
            ),
        ),
        (tr("MoreGroups", "Marks on it"), "Alt+3", ()),
        (tr("MoreGroups", "Parts and extras"), "Alt+4", ()),
    )


def _groups_of_people_and_store() -> tuple[Group, ...]:
    tr = QCoreApplication.translate
    return (
        (
            tr("MoreGroups", "Who looked at it"),
            "Alt+5",
            (
                Spec("identified_by", tr("MoreGroups", "Identified by"), PEOPLE),
                _listed("confidence", tr("MoreGroups", "How sure")),
                Spec("verified_by", tr("MoreGroups", "Verified by"), PEOPLE),
                _listed("completeness", tr("MoreGroups", "Is it complete")),
                _listed("preservation", tr("MoreGroups", "How it is kept")),
                Spec("missing_part", tr("MoreGroups", "Part that is missing")),
                Spec("inspected_by", tr("MoreGroups", "Graded by"), PEOPLE),
            ),
        ),
        (
            tr("MoreGroups", "For the store"),
            "Alt+6",
            (
                Spec("tag", tr("MoreGroups", "Tag tied on (scan)")),
                Spec("serial_place", tr("MoreGroups", "Number stands on"), MARK_PLACES),
                Spec("place", tr("MoreGroups", "It lies at")),
                Spec("intended_disposal", tr("MoreGroups", "Meant to"), INTENDED_DISPOSAL.words),
            ),
        ),
    )


MARKS, PARTS = 2, 3
ROWS = {"marks": MARKS, "parts": PARTS, "accessories": PARTS, "former_numbers": PARTS}


class MoreGroups(Card):
    """One group is open at a time; each is made when it is first needed, and counts when it is closed again."""

    made = Signal(object)  # the fields of a group, to be told refusals

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._names: Sequence[str] = ()
        self._controls: dict[str, QLineEdit | QComboBox] = {}
        self._rows: dict[str, RowsOf] = {}
        self._fields: list[Field] = []
        self._groups = (*_groups_of_the_weapon(), *_groups_of_people_and_store())
        self._group_of = ROWS | {
            spec.name: at for at, (_, _, specs) in enumerate(self._groups) for spec in specs
        }
        self._bodies: dict[int, QWidget] = {}
        buttons = QGridLayout()
        buttons.setSpacing(6)
        self.column.addLayout(buttons)
        for at, (title, key, _) in enumerate(self._groups):
            button = KeyButton(title, key=key, kind="ghost")
            button.clicked.connect(partial(self.toggle, at))
            buttons.addWidget(button, at // A_LINE, at % A_LINE)

    def _group(self, at: int) -> QWidget:
        """Its body, made now where nobody has opened it yet."""
        if at not in self._bodies:
            body = self._bodies[at] = self._body(self._groups[at][2])
            if at == MARKS:
                self._fill_marks(body)
            elif at == PARTS:
                self._fill_parts(body)
            body.hide()
            self.column.addWidget(body)
            self.show_people(self._names)
        return self._bodies[at]

    def _body(self, specs: Sequence[Spec]) -> QWidget:
        body = QWidget()
        if not specs:
            QVBoxLayout(body).setContentsMargins(0, 0, 0, 0)
            return body
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        fields: list[Field] = []
        for at, spec in enumerate(specs):
            control: QLineEdit | QComboBox = _combo(spec.words) if spec.words else QLineEdit()
            self._controls[spec.name] = control
            field = Field(spec.text, control, name=spec.name)
            fields.append(field)
            grid.addWidget(field, at // A_LINE, at % A_LINE, Qt.AlignmentFlag.AlignTop)
        for column in range(A_LINE):
            grid.setColumnStretch(column, 1)
        self._fields += fields
        self.made.emit(fields)
        return body

    def _fill_marks(self, body: QWidget) -> None:
        tr = self.tr
        columns = (
            ("kind", tr("Kind"), words_of("mark", "kind")),
            ("text", tr("As it stands there"), ()),
            ("place", tr("Where"), MARK_PLACES),
            ("script", tr("Script"), ("", *words_of("mark", "script"))),
            ("method", tr("Method"), ("", *words_of("mark", "method"))),
            ("alteration", tr("Altered"), ("", *words_of("mark", "alteration"))),
        )
        self._put_rows(body, "marks", RowsOf(tr("Marks"), columns))

    def _fill_parts(self, body: QWidget) -> None:
        tr = self.tr
        parts = (
            ("kind", tr("Kind"), words_of("part", "kind")),
            ("serial", tr("Its number"), ()),
            ("serial_status", tr("Read as"), tuple(each.value for each in SerialStatus)),
        )
        extras = (
            ("kind", tr("Kind"), words_of("accessory", "kind")),
            ("count", tr("How many"), ()),
        )
        numbers = (
            ("kind", tr("Register"), words_of("former_number", "kind")),
            ("number", tr("Its number there"), ()),
        )
        self._put_rows(body, "parts", RowsOf(tr("Numbered parts"), parts))
        beside = {
            "accessories": RowsOf(tr("Extras"), extras),
            "former_numbers": RowsOf(tr("Numbers in other registers"), numbers),
        }
        self._rows |= beside
        self._put(body, WrapRow(tuple(beside.values())))

    def _put_rows(self, body: QWidget, name: str, rows: RowsOf) -> None:
        self._rows[name] = rows
        self._put(body, rows)

    def _put(self, body: QWidget, widget: QWidget) -> None:
        column = body.layout()
        assert column is not None  # noqa: S101  see _body
        column.addWidget(widget)

    def show_people(self, names: Sequence[str]) -> None:
        self._names = names
        for spec in (
            spec for _, _, specs in self._groups for spec in specs if spec.words is PEOPLE
        ):
            combo = self._controls.get(spec.name)
            if isinstance(combo, QComboBox):
                chosen = combo.currentData()
                combo.clear()
                combo.addItem("–", "")
                for name in names:
                    combo.addItem(name, name)
                combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def toggle(self, at: int) -> None:
        """Opens a group with the focus in it, or closes it."""
        body = self._group(at)
        is_opening = body.isHidden()
        for each in self._bodies.values():
            each.setVisible(each is body and is_opening)
        if is_opening:
            for control in body.findChildren(QWidget):
                if isinstance(control, QLineEdit | QComboBox):
                    control.setFocus()
                    return

    def open_for(self, name: str) -> None:
        """The group in which a field stands, so that what is wrong with it can be seen."""
        at = self._group_of.get(name)
        if at is not None and self._group(at).isHidden():
            self.toggle(at)

    def clear(self) -> None:
        for control in self._controls.values():
            if isinstance(control, QComboBox):
                control.setCurrentIndex(0)
            else:
                control.clear()
        for rows in self._rows.values():
            rows.fill([])
        for field in self._fields:
            field.say_nothing()

    def put(self, name: str, text: str) -> None:
        self._group(self._group_of[name])
        control = self._controls[name]
        if isinstance(control, QLineEdit):
            control.setText(text)
        else:
            control.setCurrentIndex(max(0, control.findData(text)))

    def as_draft(self) -> dict[str, Json]:
        """What was typed, as it was typed."""
        found: dict[str, Json] = {}
        for name, control in self._controls.items():
            value = control.currentData() if isinstance(control, QComboBox) else control.text()
            if value:
                found[name] = str(value)
        return found | {name: list(rows.said) for name, rows in self._rows.items() if rows.said}

    def take_draft(self, draft: dict[str, Json], *, without: frozenset[str] = frozenset()) -> None:
        self.clear()
        for name in (name for name in draft if name in self._group_of and name not in without):
            self._group(self._group_of[name])
            value = draft[name]
            if name in self._rows and isinstance(value, list):
                self._rows[name].fill(value)
            elif name in self._controls:
                self.put(name, str(value))

    def said(self) -> tuple[dict[str, Json], str]:
        """Fields of the act, and the name of a number that is none ("" where all are)."""
        told = self.as_draft()
        for name in NUMBERS & told.keys():
            number = _number(str(told[name]), thousand=name.endswith("_um"))
            if number is None:
                return told, name
            told[name] = number
        for each in (rows for name in ("accessories",) if isinstance(rows := told.get(name), list)):
            for row in each:
                if isinstance(row, dict):
                    count = _number(str(row.get("count", "1")), thousand=False)
                    if count is None:
                        return told, "accessories"
                    row["count"] = count
        return told, ""


def _number(text: str, *, thousand: bool) -> int | None:
    """Digits of any script; a decimal comma or point where thousandths are kept."""
    try:
        return round(float(text.replace(",", ".")) * 1000) if thousand else int(text)
    except ValueError:
        return None


def _combo(words: tuple[str, ...]) -> QComboBox:
    made = QComboBox()
    made.addItem("–", "")
    for word in words if words is not PEOPLE else ():
        made.addItem(said(word), word)
    return made
