"""The fields of one act inside a page: made from what it asks, read back as what it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QRegularExpressionValidator, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from salw_desktop.ui.look import wear
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.file_edit import FileEdit
from salw_desktop.ui.widgets.key_button import KeyButton

TEXT, LINES, WORD, NAME, COUNT, YES_NO, MANY, FILE, FOLDER = (
    "text",
    "lines",
    "word",
    "name",
    "count",
    "yes or no",
    "many",
    "file",
    "folder",
)
Value: TypeAlias = "str | int | bool | tuple[str, ...] | None"
Values: TypeAlias = Mapping[str, Value]
_LINES_PX = 72


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: `name` as the act calls it, `kind` how it is filled in, `words` what is chosen from."""

    name: str
    caption: str
    kind: str = TEXT
    words: tuple[str, ...] = ()
    start: Value = ""
    hint: str = ""
    required: bool = False


def _filled(combo: QComboBox, asked: Asked) -> QComboBox:
    if not asked.required or asked.kind == NAME:
        combo.addItem("", "")
    for word in asked.words:
        combo.addItem(said(word) if asked.kind == WORD else word, word)
    combo.setCurrentIndex(max(combo.findData(asked.start), 0))
    return combo


def _name_box(asked: Asked) -> QComboBox:
    """A list that is also searched by any piece of a name."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    _filled(combo, asked)
    completer = QCompleter(combo.model(), combo)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    combo.setCompleter(completer)

    def dress_popup(_: str) -> None:
        if (popup := completer.popup()) is not None:
            wear(popup)  # it stands outside the window

    combo.editTextChanged.connect(dress_popup)
    combo.setEditText(str(asked.start or ""))
    return combo


def _line(asked: Asked) -> QLineEdit:
    line = QLineEdit("" if asked.start is None else str(asked.start))
    if asked.kind == COUNT:
        digits = QRegularExpression(r"\d{0,9}")
        line.setValidator(QRegularExpressionValidator(digits, line))
    return line


def _lines(asked: Asked) -> QPlainTextEdit:
    lines = QPlainTextEdit(str(asked.start or ""))
    lines.setTabChangesFocus(True)
    lines.setFixedHeight(_LINES_PX)
    lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return lines


def _check(asked: Asked) -> QCheckBox:
    box = QCheckBox(asked.hint or asked.caption)
    box.setChecked(bool(asked.start))
    return box


class ManyBoxes(QWidget):
    """Any number of a few words."""

    def __init__(self, words: Sequence[str], chosen: Sequence[str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._boxes = {word: QCheckBox(said(word)) for word in words}
        for box in self._boxes.values():
            column.addWidget(box)
        self.choose(chosen)

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(word for word, box in self._boxes.items() if box.isChecked())

    def choose(self, words: Sequence[str]) -> None:
        for word, box in self._boxes.items():
            box.setChecked(word in words)


def _many(asked: Asked) -> ManyBoxes:
    return ManyBoxes(asked.words, asked.start if isinstance(asked.start, tuple) else ())


def _path(asked: Asked) -> FileEdit:
    return FileEdit(is_folder=asked.kind == FOLDER)


_MAKERS: Mapping[str, Callable[[Asked], QWidget]] = {
    TEXT: _line,
    COUNT: _line,
    LINES: _lines,
    NAME: _name_box,
    WORD: lambda asked: _filled(ChoiceBox(), asked),
    YES_NO: _check,
    MANY: _many,
    FILE: _path,
    FOLDER: _path,
}


def value_of(control: QWidget, kind: str) -> Value:
    """As the act takes it: a count is None where nothing stands."""
    if isinstance(control, QLineEdit):
        text = control.text().strip()
        return (int(text) if text else None) if kind == COUNT else text
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText().strip()
    if isinstance(control, QComboBox):
        return control.currentText().strip() if kind == NAME else str(control.currentData() or "")
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, FileEdit):
        return control.path
    assert isinstance(control, ManyBoxes)  # noqa: S101  _MAKERS makes nothing else
    return control.chosen


def show_value(control: QWidget, value: Value) -> None:
    """The way back of `value_of`."""
    if isinstance(control, QLineEdit):
        control.setText("" if value is None else str(value))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(str(value))
    elif isinstance(control, QComboBox) and control.isEditable():
        control.setEditText(str(value))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(max(control.findData(value), 0))
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, FileEdit):
        control.show_path(str(value))
    elif isinstance(control, ManyBoxes) and isinstance(value, tuple):
        control.choose(value)


class ActForm(Card):
    """Enter goes to the next field and from the last one does it, Ctrl+Enter does it, Esc leaves it.

    With `more` a list of further fields stands at the top; whoever chooses one gets it.
    """

    submitted = Signal(object)  # Values: name → value, of the fields that stand in the form
    cancelled = Signal()

    def __init__(
        self,
        title: str,
        about: str,
        asked: Sequence[Asked],
        yes_text: str,
        *,
        more: Sequence[Asked] = (),
        is_grave: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self.fields: dict[str, Field] = {}
        self._kinds: dict[str, str] = {}
        self._more = {each.name: each for each in more}
        if about:
            self.column.addWidget(label(about, "soft"))
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._area = area
        self._chooser = self._add_chooser() if more else None
        self._chosen = QVBoxLayout()
        self._chosen.setSpacing(8)
        self._rows.addLayout(self._chosen)
        for each in asked:
            self._add(each, self._rows)
        self._rows.addStretch(1)
        self.column.addWidget(area, stretch=1)
        self.column.addLayout(self._buttons(yes_text, is_grave=is_grave))

    def start(self) -> None:
        """The first field has the focus; of a form without any, the button that does nothing."""
        first = next(iter(self.fields.values()), None)
        if self._chooser:
            self._chooser.setFocus()
        elif first:
            first.take_focus()
        else:
            self._leave.setFocus()

    def values(self) -> dict[str, Value]:
        return {
            name: value_of(field.control, self._kinds[name]) for name, field in self.fields.items()
        }

    def fill(self, values: Values) -> None:
        """What was typed before, by name; further fields are opened for it."""
        for name, value in values.items():
            if name not in self.fields and name in self._more:
                self._add(self._more[name], self._chosen)
            if name in self.fields:
                show_value(self.fields[name].control, value)

    def _add(self, asked: Asked, rows: QVBoxLayout) -> Field:
        control = _MAKERS[asked.kind](asked)
        hint = "" if asked.kind == YES_NO else asked.hint
        required = asked.required
        field = Field(asked.caption, control, name=asked.name, hint=hint, required=required)
        control.installEventFilter(self)
        self.fields[asked.name] = field
        self._kinds[asked.name] = asked.kind
        rows.addWidget(field)
        return field

    def _add_chooser(self) -> QComboBox:
        chooser = ChoiceBox()
        chooser.addItem(self.tr("Choose what was wrong…"), "")
        for name, asked in self._more.items():
            chooser.addItem(asked.caption, name)
        chooser.setAccessibleName(chooser.itemText(0))
        chooser.activated.connect(self._on_chosen)
        self._rows.addWidget(chooser)
        return chooser

    def _buttons(self, yes_text: str, *, is_grave: bool) -> QHBoxLayout:
        self._leave = KeyButton(self.tr("Leave it"), "", "Esc")
        self._do = KeyButton(yes_text, "check", kind="danger" if is_grave else "primary")
        self._do.setToolTip(self.tr("Ctrl+Enter"))
        for key in ("Ctrl+Return", "Ctrl+Enter"):  # the second stands on the number pad
            QShortcut(QKeySequence(key), self).activated.connect(self._do.click)
        self._leave.clicked.connect(self.cancelled)
        self._do.clicked.connect(self._on_do)
        row = QHBoxLayout()
        row.addWidget(self._leave)
        row.addStretch()
        row.addWidget(self._do)
        return row

    def _on_chosen(self) -> None:
        assert self._chooser is not None  # noqa: S101  its own signal
        name = str(self._chooser.currentData())
        self._chooser.setCurrentIndex(0)
        if name:
            known = self.fields.get(name)
            field = known or self._add(self._more[name], self._chosen)
            field.show()
            field.take_focus()

    def _on_do(self) -> None:
        for field in self.fields.values():
            field.say_nothing()
        self.submitted.emit(self.values())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and not isinstance(watched, QPlainTextEdit):
            assert isinstance(event, QKeyEvent)  # noqa: S101  see above
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain:
                self._on_enter(watched)
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self, control: QObject) -> None:
        fields = sorted(self.fields.values(), key=lambda field: field.mapTo(self, field.pos()).y())
        place = next(n for n, each in enumerate(fields) if each.control is control)
        if place + 1 < len(fields):
            fields[place + 1].take_focus()
            self._area.ensureWidgetVisible(fields[place + 1])
        else:
            self._on_do()
