"""One way to choose files and folders: the system's own box where it has one, in the folder of the last time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from salw_desktop.ui.workplace import Workplace

Mode = QFileDialog.FileMode
FOLDER, FILE, FILES, NEW_FILE = Mode.Directory, Mode.ExistingFile, Mode.ExistingFiles, Mode.AnyFile
_here: dict[str, str] = {}  # of this run, for boxes that are shown before a register is open


def path_chooser(
    parent: QWidget | None,
    title: str,
    purpose: str,
    mode: QFileDialog.FileMode,
    *,
    workplace: Workplace | None = None,
    start: str = "",
    filters: str = "",
) -> QFileDialog:
    """Not shown yet. The folder is kept by `purpose`, with a workplace for this operator's next day too.

    `start` is what stands in the field already, or the name of a new file.
    """
    kept = workplace.kept(_name(purpose)) if workplace is not None else _here.get(purpose)
    # one that may not be looked into, on somebody else's stick, is no folder either; `Path` would raise
    folder = kept if isinstance(kept, str) and QFileInfo(kept).isDir() else ""
    where = str(Path(folder) / start) if folder else start
    made = QFileDialog(parent, title, where, filters)
    made.setFileMode(mode)
    if mode == FOLDER:
        made.setOption(QFileDialog.Option.ShowDirsOnly)
    if mode == NEW_FILE:
        made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    made.filesSelected.connect(partial(_remember, purpose, mode, workplace))
    return made


def ask_path(
    parent: QWidget,
    title: str,
    purpose: str,
    mode: QFileDialog.FileMode,
    on_chosen: Callable[[str], object],
    *,
    workplace: Workplace | None = None,
    start: str = "",
    filters: str = "",
) -> QFileDialog:
    """Opens it, which blocks nothing; of several files `filesSelected` tells all."""
    made = path_chooser(
        parent, title, purpose, mode, workplace=workplace, start=start, filters=filters
    )
    made.fileSelected.connect(on_chosen)
    made.finished.connect(made.deleteLater)
    made.open()
    return made


def _name(purpose: str) -> str:
    return f"folder.{purpose}"


def _remember(
    purpose: str, mode: QFileDialog.FileMode, workplace: Workplace | None, paths: list[str]
) -> None:
    folder = paths[0] if mode == FOLDER else str(Path(paths[0]).parent)
    _here[purpose] = folder
    if workplace is not None:
        workplace.keep(_name(purpose), folder)
