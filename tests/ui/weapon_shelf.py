"""A register with a few weapons on the shelf, for the pages that show them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from card import drawn, jpeg
from factory import Desk, Practice, a_practice, a_weapon, countersign_all, furnish
from pytestqt.qtbot import QtBot
from window_practice import P, open_page

from salw_desktop.ui.office import Office
from salw_desktop.ui.runner import Runner

ALIKE = "AB 12340"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Two rifles of one number, the first of them photographed twice, and a pistol that nobody cleared."""

    practice: Practice
    rifle: str
    twin: str
    pistol: str


def a_shelf(folder: Path) -> Shelf:
    """Locked again."""
    practice = a_practice(folder / "lendo.salw")
    desk = Desk(practice, practice.unlock())
    furnish(desk)
    rifle, twin = (str(a_weapon(desk, serial=ALIKE)["number"]) for _ in range(2))
    pistol = a_weapon(desk, safety=None, model="tt33", serial="TT 771", place="Isolation point")
    for seed, view in enumerate(("left", "right")):
        file = folder / f"{view}.jpg"
        file.write_bytes(jpeg(drawn(seed)))
        desk.do("add-photo", file=str(file), view=view, weapon=rifle)
    countersign_all(desk)
    desk.register.close()
    return Shelf(practice, rifle, twin, str(pistol["number"]))


def opened(
    qtbot: QtBot, desk: Desk, runner: Runner, kind: type[P], subject: str | None = None
) -> tuple[P, Office]:
    """The page in front of the desk's operator, and what it was told to open besides."""
    office = Office(desk.register, runner)
    office.sounds.are_on = False
    return open_page(qtbot, office, kind, subject), office
