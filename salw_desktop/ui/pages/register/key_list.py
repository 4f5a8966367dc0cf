"""The keys of the registration table, for the list of keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def register_keys() -> tuple[tuple[str, str], ...]:
    """In the order in which an item takes its way over the table."""
    tr = QCoreApplication.translate
    return (
        ("Alt+O", tr("RegisterPage", "Before the hand-in: announced, or of another day")),
        ("Enter", tr("RegisterPage", "Next field; Shift+Enter goes back")),
        ("1–9, 0", tr("RegisterPage", "Choose in a row and go on")),
        ("Ctrl+Enter", tr("RegisterPage", "Save, end the hand-in, next person")),
        ("Ctrl+Shift+Enter", tr("RegisterPage", "Save, next item of this hand-in")),
        ("Ctrl+R", tr("RegisterPage", "Same as last: never safety, never its number")),
        ("Alt+X", tr("RegisterPage", "Clear the form")),
        ("F7", tr("RegisterPage", "Take the next picture")),
        ("Shift+F7", tr("RegisterPage", "The camera of this computer, where it has one")),
        ("Ctrl+Shift+V", tr("RegisterPage", "Paste a picture")),
        ("Alt+W, Alt+Q, Alt+A", tr("RegisterPage", "Weapon, quick intake, ammunition")),
        ("Alt+1 … Alt+6", tr("RegisterPage", "More about this weapon")),
        ("Alt+K", tr("RegisterPage", "Change what is kept")),
        ("Alt+U", tr("RegisterPage", "Say anew whether it is unloaded")),
        ("Alt+R", tr("RegisterPage", "Read back: the number in large letters")),
        ("Alt+C, Alt+D, Alt+S", tr("RegisterPage", "Look-alike: compare, different, same")),
        ("Alt+N", tr("RegisterPage", "The next look-alike")),
        ("Alt+I", tr("RegisterPage", "The slip of this hand-in")),
        ("Alt+E", tr("RegisterPage", "Receipt read aloud; other ends of a hand-in")),
        ("Alt+T", tr("RegisterPage", "Count who came")),
    )
