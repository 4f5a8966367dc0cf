"""The cover: it hides the whole window, and this shift's code or the passphrase takes it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.messages import wording
from salw_desktop.ui.runner import Runner
from salw_desktop.ui.texts import label, say_role
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.passphrase_edit import PassphraseEdit
from salw_desktop.usecases.cover import DIGITS, Cover

WIDTH_PX = 360


class CoverSheet(QFrame):
    """Says who is at work here and nothing of what the register holds."""

    uncovered = Signal()
    lock_asked = Signal()

    def __init__(
        self, cover: Cover, operator: str, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "cover")
        self._cover = cover
        self._runner = runner
        self._is_looking = False
        inside = QWidget()
        inside.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addWidget(IconMark("lock", "accent", 40), alignment=Qt.AlignmentFlag.AlignHCenter)
        who = label(self.tr("%1 is at work here").replace("%1", operator), "title")
        self._how = label("", "text")
        self._edit = PassphraseEdit()
        self._edit.returnPressed.connect(self._on_enter)
        self._edit.textEdited.connect(self._on_typed)
        self._message = label("", "error", self.tr("Message"))
        lock = KeyButton(self.tr("Lock the register"), "lock")
        lock.clicked.connect(self.lock_asked)
        for each in (who, self._how, self._message):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (who, self._how, self._edit, self._message, lock):
            column.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.addWidget(inside, alignment=Qt.AlignmentFlag.AlignCenter)

    def show_asking(self) -> None:
        """Empty, asking for what is accepted now."""
        self._edit.clear()
        self._message.setText("")
        self._ask()
        self._edit.setFocus()

    def _ask(self) -> None:
        takes_code = self._cover.takes_code
        how = (
            self.tr("Type the six digits of this shift.")
            if takes_code
            else self.tr("Type your passphrase and press Enter.")
        )
        self._how.setText(how)
        self._edit.setAccessibleName(how)
        self._edit.setMaxLength(DIGITS if takes_code else 200)

    def _on_typed(self, text: str) -> None:
        caps = "" if self._cover.takes_code else self._edit.caps_warning
        say_role(self._message, "warning", caps if text else "")
        if self._cover.takes_code and len(text) == DIGITS:
            self._on_enter()

    def _on_enter(self) -> None:
        if self._edit.text() and not self._is_looking:
            self._is_looking = True
            work = partial(self._cover.uncover, self._edit.text())
            self._runner.read(self, work, self._on_right, self._on_wrong)

    def _on_right(self, _: None) -> None:
        self._is_looking = False
        self._edit.clear()
        self.uncovered.emit()

    def _on_wrong(self, error: BaseException) -> None:
        self._is_looking = False
        if not isinstance(error, Refusal | Trouble):
            raise error
        told = wording(error)
        say_role(
            self._message, "error", told if self._cover.takes_code else self._edit.with_caps(told)
        )
        self._edit.clear()
        self._ask()
        self._edit.setFocus()
