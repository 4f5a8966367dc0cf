"""The label sheets and rolls that can be bought, read from resources/labels/sheets.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from salw_desktop.domain.errors import Refusal
from salw_desktop.files import resource

A4_3X8 = "A4 3x8"


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
    rows = json.loads(resource("labels/sheets.json"))
    return {row["name"]: LabelSheet(**row) for row in rows}


def label_sheet_named(name: str) -> LabelSheet:
    """Refusal labels.sheet-unknown names the sheets there are."""
    sheets = label_sheets()
    if name not in sheets:
        raise Refusal("labels.sheet-unknown", field="sheet", sheet=name, known=", ".join(sheets))
    return sheets[name]
