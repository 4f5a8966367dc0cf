"""A register with something to identify, to mark and to sign, for the pages of the armourer and the first page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from card import drawn, jpeg
from factory import Desk, Practice, a_practice, a_weapon, furnish
from marking_shop import furnish_shop
from PySide6.QtWidgets import QLabel, QWidget


@dataclass(frozen=True, slots=True)
class Bench:
    """Two quick records, the first photographed; an AKM with a number; the list of their clearances waits."""

    practice: Practice
    first: str
    second: str
    rifle: str


def a_bench(folder: Path) -> Bench:
    """Locked again."""
    practice = a_practice(folder / "lendo.salw")
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    furnish_shop(desk)
    quick = {"model": "", "kind_of_weapon": "rifle", "serial": "", "serial_status": "not read yet"}
    first, second = (str(a_weapon(desk, **quick)["number"]) for _ in range(2))
    known = {"identified_by": "P. Inspector", "confidence": "sure"}
    rifle = str(a_weapon(desk, serial="АВ 2001", **known)["number"])
    file = folder / "left.jpg"
    file.write_bytes(jpeg(drawn(1)))
    desk.do("add-photo", file=str(file), view="left", weapon=first)
    desk.register.close()
    return Bench(practice, first, second, rifle)


def texts(widget: QWidget) -> str:
    """Everything that can be read on it now."""
    labels = widget.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisibleTo(widget))
