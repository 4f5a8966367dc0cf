"""Labels and texts as every page makes them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from typing_extensions import override

AFTER_ICON = "\u2002"
"""Between the icon and the text of a plain button, where a style leaves four pixels."""
_LTR, _END, _HYPHEN = "\u2066", "\u2069", "\u2011"
_CODE = re.compile(r"\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b")
_SHOWN_ONLY = str.maketrans({_LTR: None, "\u2068": None, _END: None, _HYPHEN: "-"})


def ltr(text: str) -> str:
    """A code, a date, a number with punctuation: it keeps its order inside Arabic (`ux.md §0.5`)."""
    return f"{_LTR}{text}{_END}" if text else ""


def unbroken(text: str) -> str:
    """For showing: no number in it, and no date, goes over two lines at one of its hyphens."""
    return _CODE.sub(_in_one_piece, text)


def _in_one_piece(found: re.Match[str]) -> str:
    return found[0].replace("-", _HYPHEN) if any(map(str.isdigit, found[0])) else found[0]


def plain(text: str) -> str:
    """For copying: as it stands in the register, whatever it was shown with."""
    return text.translate(_SHOWN_ONLY)


class _Label(QLabel):
    """Its text is the one it was given, and so is what a screen reader says; what wraps is shown unbroken."""

    def __init__(self, text: str, name: str, *, wraps: bool) -> None:
        super().__init__()
        self._text = ""
        self._has_name, self._is_named_so = bool(name), False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setAccessibleName(name)
        self.setText(text)

    @override
    def text(self) -> str:
        return self._text

    @override
    def setText(self, text: str, /) -> None:
        self._text = text
        shown = unbroken(text) if self.wordWrap() else text
        super().setText(shown)
        if not self._has_name and (shown != text or self._is_named_so):
            self._is_named_so = shown != text
            self.setAccessibleName(text if shown != text else "")

    @override
    def clear(self) -> None:
        self.setText("")


def label(text: str, role: str = "text", name: str = "") -> QLabel:
    """A caption, or with an accessible name a value that can be selected and copied."""
    return _dressed(_Label(text, name, wraps=True), role, name)


def one_line(text: str, role: str = "text", name: str = "") -> QLabel:
    """As `label`, for texts that never take a second line."""
    return _dressed(_Label(text, name, wraps=False), role, name)


def _dressed(made: QLabel, role: str, name: str) -> QLabel:
    made.setProperty("role", role)
    if QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        # by itself a label stands at the side of its own text, and a code at the wrong one
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        made.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
    if name:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from field to field
    return made


def say_role(made: QLabel, role: str, text: str) -> None:
    """Another text in another role."""
    made.setProperty("role", role)
    made.style().unpolish(made)
    made.style().polish(made)
    made.setText(text)
