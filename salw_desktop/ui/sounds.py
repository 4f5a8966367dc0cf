"""Two short sounds, right and wrong, through whatever player the system has; where it has none, colour alone tells."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QProcess, QStandardPaths

from salw_desktop.files import resource_path

_PLAYERS = (("paplay",), ("pw-play",), ("aplay", "-q"), ("afplay",))
RIGHT, WRONG = "right", "wrong"


class Sounds(QObject):
    """Plays without waiting; a player that is missing or fails is no error."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.are_on = True
        self.last = ""
        found = ((QStandardPaths.findExecutable(each[0]), *each[1:]) for each in _PLAYERS)
        self._player = next((each for each in found if each[0]), ())

    def right(self) -> None:
        self._play(RIGHT)

    def wrong(self) -> None:
        self._play(WRONG)

    def _play(self, name: str) -> None:
        self.last = name
        path = resource_path(f"sounds/{name}.wav")
        if not self.are_on or path is None:
            return
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
        elif self._player:
            QProcess.startDetached(self._player[0], [*self._player[1:], str(path)])
