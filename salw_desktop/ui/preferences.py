"""What an operator has chosen about his window and his scanner, and where it takes effect."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from salw_desktop.ui.idle import Idle
from salw_desktop.ui.look import LIGHT, LOOKS, USUAL_PERCENT, dress, lay_out
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.workplace import Workplace

LOOK, TEXT, SOUNDS, COVER, LAYOUT = (
    "window.look",
    "window.text",
    "window.sounds",
    "window.cover-after",
    "scanner.layout",
)
TEXT_PERCENT = (USUAL_PERCENT, 125, 150)
COVER_MINUTES, LEAST_MINUTES, MOST_MINUTES = 10, 3, 30
_MINUTE_MS = 60_000


def look_name(workplace: Workplace) -> str:
    kept = workplace.kept(LOOK)
    return kept if isinstance(kept, str) and kept in LOOKS else LIGHT.name


def text_percent(workplace: Workplace) -> int:
    kept = workplace.kept(TEXT)
    return kept if isinstance(kept, int) and kept in TEXT_PERCENT else USUAL_PERCENT


def has_sounds(workplace: Workplace) -> bool:
    return workplace.kept(SOUNDS, True) is not False


def cover_minutes(workplace: Workplace) -> int:
    """Nobody can choose that the screen is never covered."""
    kept = workplace.kept(COVER)
    minutes = kept if isinstance(kept, int) else COVER_MINUTES
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES)


class Preferences:
    """Brings each setting to what it is about: at the unlock, and whenever it is changed."""

    def __init__(self, workplace: Workplace, scanner: Scanner, idle: Idle) -> None:
        self._workplace = workplace
        self._scanner = scanner
        self._idle = idle
        self._dressed: tuple[str, int] | None = None

    def take_up(self) -> None:
        for name in (LOOK, SOUNDS, COVER, LAYOUT):
            self.take(name)

    def take(self, name: str) -> None:
        """By its name; a setting of something else is none of its business."""
        if name in (LOOK, TEXT):
            self._dress()
        elif name == SOUNDS:
            self._workplace.sounds.are_on = has_sounds(self._workplace)
        elif name == COVER:
            self._idle.cover_after_ms = cover_minutes(self._workplace) * _MINUTE_MS
        elif name == LAYOUT:
            table = self._workplace.kept(LAYOUT)
            known = table.items() if isinstance(table, dict) else ()
            self._scanner.use_table({seen: str(meant) for seen, meant in known})

    def _dress(self) -> None:
        """The first time before there are pages; later the window's wardrobe brings it to each widget."""
        wanted = look_name(self._workplace), text_percent(self._workplace)
        application = QApplication.instance()
        if wanted != self._dressed and isinstance(application, QApplication):
            bring = dress if self._dressed is None else lay_out
            self._dressed = wanted
            bring(application, LOOKS[wanted[0]], wanted[1])
