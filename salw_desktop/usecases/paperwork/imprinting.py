"""What every paper says of its own printing, and who stands in its boxes."""

from __future__ import annotations

from salw_desktop.database import people
from salw_desktop.database.rows import Row
from salw_desktop.domain.time import minutes
from salw_desktop.printing.imprint import Imprint
from salw_desktop.usecases.register import Register


def imprint(register: Register, *, copy: int = 1, is_draft: bool = False) -> Imprint:
    """Printed now, by whoever is at the register; a second copy says so."""
    return Imprint(
        printed_at=minutes(register.clock().text),
        printed_by=register.operator_name,
        copy=copy,
        copies=copy,
        is_duplicate=copy > 1,
        is_practice=bool(register.station["is_practice"]),
        is_draft=is_draft,
        is_clock_confirmed=register.is_clock_believed,
    )


def on_roster(register: Register, operator_name: str) -> Row:
    """Name, function and organisation of an operator."""
    by_name = {str(each["name"]): each for each in people.operators(register.reader)}
    return by_name[operator_name]


def place_at_site(register: Register, place: object) -> str:
    return f"{place}, {register.station['site_name']}"


def site_called(register: Register) -> str:
    """`LEN Lendo`; the code alone where the site was given no other name."""
    code, name = str(register.station["site_code"]), str(register.station["site_name"])
    return code if name == code else f"{code} {name}"


def kind_word(category: str) -> str:
    """`SA-iv assault rifle` → `Assault rifle`."""
    return category.partition(" ")[2].capitalize() or category


def called(row: Row) -> str:
    """What a paper calls a weapon: its model, else the kind that anybody can see."""
    return str(row["model_name"]).partition(" / ")[0] or str(row["kind"]).capitalize()
