"""The registers that this user has opened on this laptop: where they lie, and by which key of theirs the last time."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from salw_desktop import files
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.usecases.folder import Folder

MOST, LIMIT_BYTES = 8, 64 * 1024


def recent_file() -> Path:
    """Among the settings of this user, outside every register."""
    where = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(where)) / "recent.json"


class RecentRegisters:
    """Newest first, each with an id that stands in its own slots: who that is, only the register says.

    A list that cannot be read or kept is no reason not to open a register.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._operators = self._read()

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self._operators)

    @property
    def newest_there(self) -> Path | None:
        return next((path for path in self.paths if is_there(path)), None)

    def use(self, path: Path, operator: str) -> None:
        """It was opened just now, by the operator of that id."""
        path = path.absolute()
        self._keep({path: operator, **self._without(path)})

    def last_operator(self, path: Path) -> str:
        """The name of whoever opened it last here; none where it has no key for him any more."""
        id_ = self._operators.get(path.absolute())
        slots = Folder(path).read_slots().operators
        return next((slot.name for slot in slots if slot.id == id_), "")

    def forget(self, path: Path) -> None:
        self._keep(self._without(path))

    def _without(self, path: Path) -> dict[Path, str]:
        return {each: operator for each, operator in self._operators.items() if each != path}

    def _keep(self, operators: dict[Path, str]) -> None:
        self._operators = dict(islice(operators.items(), MOST))
        if self._file is not None:
            with suppress(Trouble):
                files.make_private_folder(self._file.parent)
                kept = {str(path): operator for path, operator in self._operators.items()}
                files.write_private(self._file, json.dumps(kept).encode())

    def _read(self) -> dict[Path, str]:
        if self._file is None or not self._file.is_file():
            return {}
        try:
            found = json.loads(files.read_limited(self._file, LIMIT_BYTES))
        except (Trouble, Refusal, ValueError):
            return {}
        entries = found.items() if isinstance(found, dict) else ()
        return {Path(text): str(operator) for text, operator in entries}


def is_there(path: Path) -> bool:
    """Whether a register lies there now; a stick that is not in this computer, or cannot be read, has none."""
    try:
        return Folder(path).database.is_file()
    except OSError:  # a name from elsewhere, somebody else's folder, a medium that fails
        return False
