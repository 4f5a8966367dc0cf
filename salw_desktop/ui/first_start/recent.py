"""The registers that this user has opened on this laptop: where they lie, and nothing else about them."""

from __future__ import annotations

import json
from contextlib import suppress
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
    """Newest first. A list that cannot be read or kept is no reason not to open a register."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.paths = self._read()

    @property
    def newest_there(self) -> Path | None:
        return next((path for path in self.paths if is_there(path)), None)

    def use(self, path: Path) -> None:
        """It was opened just now."""
        path = path.absolute()
        self._keep((path, *(each for each in self.paths if each != path)))

    def forget(self, path: Path) -> None:
        self._keep(tuple(each for each in self.paths if each != path))

    def _keep(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths[:MOST]
        if self._file is not None:
            with suppress(Trouble):
                files.make_private_folder(self._file.parent)
                data = json.dumps([str(path) for path in self.paths])
                files.write_private(self._file, data.encode())

    def _read(self) -> tuple[Path, ...]:
        if self._file is None or not self._file.is_file():
            return ()
        try:
            found = json.loads(files.read_limited(self._file, LIMIT_BYTES))
        except (Trouble, Refusal, ValueError):
            return ()
        texts = found if isinstance(found, list) else []
        return tuple(Path(text) for text in texts if isinstance(text, str))


def is_there(path: Path) -> bool:
    """Whether a register lies there now; a stick that is not in this computer, or cannot be read, has none."""
    try:
        return Folder(path).database.is_file()
    except OSError:  # a name from elsewhere, somebody else's folder, a medium that fails
        return False
