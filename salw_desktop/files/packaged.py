"""What the program brings along: fonts, word lists, sheets and the catalogue."""

from __future__ import annotations

from importlib.resources import files

from salw_desktop.domain.errors import Trouble


def resource(name: str) -> bytes:
    """The bytes of `resources/<name>`, such as "fonts/NotoSans-Regular.ttf"; Trouble program.incomplete."""
    try:
        return files("salw_desktop").joinpath("resources", *name.split("/")).read_bytes()
    except OSError as error:
        raise Trouble("program.incomplete", name=name) from error
