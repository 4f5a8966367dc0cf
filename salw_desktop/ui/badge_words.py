"""The words of the axes as the window says them, and the kind of badge each gets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

# kind → (token of the word, token of the ground, icon)
KINDS = {
    "info": ("info", "info_page", "info"),
    "registered": ("info", "info_page", "file-check"),
    "marked": ("violet", "violet_page", "stamp"),
    "store": ("ok", "ok_page", "warehouse"),
    "good": ("ok", "ok_page", "circle-check"),
    "road": ("warning", "warning_page", "truck"),
    "warning": ("warning", "warning_page", "triangle-alert"),
    "hold": ("warning", "warning_page", "hand"),
    "destroy": ("orange", "orange_page", "flame"),
    "ended": ("grey", "grey_page", "circle-x"),
    "plain": ("grey", "grey_page", "minus"),
    "alarm": ("error", "error_page", "triangle-alert"),
    "live": ("error", "error_page", "octagon-alert"),
}
_OF_WORDS = {
    "expected": "registered",
    "in hand": "store",
    "on the way": "road",
    "dual key": "hold",
    "out": "road",
    "not found": "alarm",
    "missing": "alarm",
    "destroyed": "ended",
    "destroyed in situ": "ended",
    "transferred": "ended",
    "deactivated": "ended",
    "returned": "ended",
    "lost or stolen": "alarm",
    "void": "ended",
    "not taken": "plain",
    "not checked": "warning",
    "clear": "good",
    "loaded or stuck": "live",
    "unsafe": "live",
    "identified": "good",
    "second look": "warning",
    "destroy": "destroy",
}


def kind_of(word: str) -> str:
    """The kind of badge for a word of an axis; a word of none is plain."""
    return _OF_WORDS.get(word, "plain")


def said(word: str) -> str:
    """A word of a closed list as this language says it, with a capital."""
    text = QCoreApplication.translate("Words", word)
    return text[:1].upper() + text[1:]
