"""Labels and texts as every page makes them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

AFTER_ICON = "\u2002"
"""Between the icon and the text of a plain button, where a style leaves four pixels."""
_LTR, _END = "\u2066", "\u2069"


def ltr(text: str) -> str:
    """A code, a date, a number with punctuation: it keeps its order inside Arabic (`ux.md §0.5`)."""
    return f"{_LTR}{text}{_END}" if text else ""


def label(text: str, role: str = "text", name: str = "") -> QLabel:
    """A caption, or with an accessible name a value that can be selected and copied."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        # by itself a label stands at the side of its own text, and a code at the wrong one
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        made.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
    if name:
        made.setAccessibleName(name)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from field to field
    return made


def one_line(text: str, role: str = "text", name: str = "") -> QLabel:
    """As `label`, for texts that never take a second line."""
    made = label(text, role, name)
    made.setWordWrap(False)
    return made


def say_role(made: QLabel, role: str, text: str) -> None:
    """Another text in another role."""
    made.setProperty("role", role)
    made.style().unpolish(made)
    made.style().polish(made)
    made.setText(text)
