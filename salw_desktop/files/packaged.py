"""What the program brings along: fonts, word lists, sheets and the catalogue."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from salw_desktop.domain.errors import Trouble


def resource(name: str) -> bytes:
    """The bytes of `resources/<name>`, such as "fonts/NotoSans-Regular.ttf"; Trouble program.incomplete."""
    try:
        return files("salw_desktop").joinpath("resources", *name.split("/")).read_bytes()
    except OSError as error:
        raise Trouble("program.incomplete", name=name) from error


def resource_folder(name: str) -> str:
    """Where `resources/<name>/` lies, as Qt writes paths, for a style sheet that names its pictures."""
    return Path(str(files("salw_desktop"))).joinpath("resources", *name.split("/")).as_posix()


def resource_path(name: str) -> Path | None:
    """Where `resources/<name>` lies, for a program of the system that wants a file; None where there is none."""
    path = Path(str(files("salw_desktop"))).joinpath("resources", *name.split("/"))
    return path if path.is_file() else None
