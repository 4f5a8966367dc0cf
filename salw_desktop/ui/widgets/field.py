"""An input with its label, its hint, and the line that says what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label, one_line, say_role
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.passphrase_edit import PassphraseEdit

SPIN_PAD_PX = 8


class Field(QWidget):
    """`name` is the field's name in the act, by which a refusal finds it; `label` may hold a mnemonic."""

    edited = Signal()
    told = Signal()  # something else, or nothing, stands under the control now

    def __init__(
        self,
        text: str,
        control: QWidget,
        *,
        name: str,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        caption = one_line(text, "caption")
        caption.setBuddy(control)
        head.addWidget(caption)
        if required:
            head.addWidget(one_line("•", "required"))
        head.addStretch()
        self._hint = one_line(hint, "soft")
        head.addWidget(self._hint)
        column.addLayout(head)
        column.addWidget(control)
        self._mark = IconMark("circle-alert", "error", 14)
        self._line = label("", "error")
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._mark)
        foot.addWidget(self._line, stretch=1)
        column.addLayout(foot)
        plain = text.replace("&", "")
        control.setAccessibleName(
            self.tr("%1, required").replace("%1", plain) if required else plain
        )
        self._say("", "", "")
        self._listen()

    @property
    def said(self) -> str:
        """What stands under the control now."""
        return self._line.text()

    def hint(self, text: str) -> None:
        """At the end of the label: where a value came from."""
        self._hint.setText(text)

    def say_error(self, text: str) -> None:
        self._say("error", "circle-alert", text)

    def say_warning(self, text: str) -> None:
        self._say("warning", "triangle-alert", text)

    def say_nothing(self) -> None:
        self._say("", "", "")

    def take_focus(self) -> None:
        """What stands there is typed over, as it is where Tab comes to it."""
        self.control.setFocus()
        line = self.control.lineEdit() if isinstance(self.control, QComboBox) else self.control
        if isinstance(line, QLineEdit):
            line.selectAll()

    def _say(self, state: str, icon: str, text: str) -> None:
        if icon:
            self._mark.show_icon(icon, state)
            say_role(self._line, state, text)
        else:
            self._line.setText("")
        self._mark.setVisible(bool(text))
        self._line.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
        if (self.control.property("state") or "") != state:
            self.control.setProperty("state", state)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)
        self.told.emit()

    def _listen(self) -> None:
        control = self.control
        if isinstance(control, QLineEdit):
            control.textEdited.connect(self._on_edited)
        elif isinstance(control, QComboBox):
            control.currentTextChanged.connect(self._on_edited)
        elif isinstance(control, QPlainTextEdit):
            control.textChanged.connect(self._on_edited)
        elif isinstance(control, QAbstractSpinBox):
            # a style sheet's padding does not reach the text of a spin box
            control.lineEdit().setTextMargins(SPIN_PAD_PX, 0, SPIN_PAD_PX, 0)
            control.editingFinished.connect(self._on_edited)
        elif isinstance(control, ChipRow):
            control.chosen_changed.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.say_nothing()
        if isinstance(self.control, PassphraseEdit) and self.control.caps_warning:
            self.say_warning(self.control.caps_warning)
        self.edited.emit()
