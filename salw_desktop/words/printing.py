"""Sentences about printers."""

from __future__ import annotations

REFUSALS: dict[str, str] = {}
TROUBLES = {
    "printer.gone": "The printer “{name}” does not answer. Nothing was counted as printed. See that it is on and has paper, or keep the paper as a PDF.",
}
