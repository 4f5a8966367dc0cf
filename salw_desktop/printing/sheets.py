"""The label sheets and rolls that can be bought, read from resources/labels/sheets.json."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import cache

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import resource

A4_3X8 = "A4 3x8"
SHEETS = "labels/sheets.json"


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Where the labels lie on one sheet, counted in rows from the upper left corner.

    `source` is the template of gLabels 3.4.1 that has these measures; a roll is as large as its label.
    """

    name: str
    source: str
    paper_width_mm: float
    paper_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    left_mm: float
    top_mm: float
    step_x_mm: float
    step_y_mm: float

    @property
    def positions(self) -> int:
        return self.columns * self.rows

    def corner_mm(self, position: int) -> tuple[float, float]:
        """Upper left corner of a label; positions count from 0."""
        row, column = divmod(position, self.columns)
        return self.left_mm + column * self.step_x_mm, self.top_mm + row * self.step_y_mm


@cache
def label_sheets() -> dict[str, LabelSheet]:
    """Every sheet by its name, in the order in which they are offered."""
    return read_sheets(resource(SHEETS))


def read_sheets(data: bytes) -> dict[str, LabelSheet]:
    """The sheets of resources/labels/sheets.json; Trouble `program.damaged` for any other bytes."""
    try:
        sheets = [_sheet(row) for row in json.loads(data.decode())]
        if len({sheet.name for sheet in sheets}) != len(sheets) or not sheets:
            raise ValueError("names of sheets")
    except (ValueError, TypeError, RecursionError) as damage:
        raise Trouble("program.damaged", name=SHEETS) from damage
    return {sheet.name: sheet for sheet in sheets}


def _sheet(row: dict[str, str | int | float]) -> LabelSheet:
    sheet = LabelSheet(**row)  # type: ignore[arg-type]  # looked at below
    for field in fields(LabelSheet):
        value, kind = getattr(sheet, field.name), field.type
        if type(value).__name__ != kind or (kind == "float" and not 0 <= value < math.inf):
            raise ValueError(f"{field.name} of a sheet")
    if sheet.columns < 1 or sheet.rows < 1:
        raise ValueError("labels of a sheet")
    return sheet


def label_sheet_named(name: str) -> LabelSheet:
    """Refusal labels.sheet-unknown names the sheets there are."""
    sheets = label_sheets()
    if name not in sheets:
        raise Refusal("labels.sheet-unknown", field="sheet", sheet=name, known=", ".join(sheets))
    return sheets[name]
