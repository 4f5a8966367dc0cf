"""Labels and tags: of weapons that wait for one, and blank ones for a range of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salw_desktop.database import weapons
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.printing.labels import Label, label_sheet
from salw_desktop.printing.sheets import A4_3X8, label_sheet_named
from salw_desktop.usecases import catalogue, lookup
from salw_desktop.usecases.paperwork.imprinting import kind_word
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store import tag_ranges
from salw_desktop.usecases.store.labels import MarkLabelsPrinted
from salw_desktop.words.papers import LabelWords

_TAIL = 4  # characters of the serial, blanks not counted: as many as a tag has cells for the pen


def labels_of(
    register: Register, *, start: int = 1, numbers: Sequence[str] = (), sheet: str = A4_3X8
) -> bytes:
    """The waiting labels, or those of the weapons named, from position `start` of a half-used sheet on."""
    words, is_practice = LabelWords(), bool(register.station["is_practice"])
    if numbers:
        rows = [lookup.weapon(register.reader, number) for number in numbers]
    else:
        rows = weapons.labels(register.reader, "waiting")
    if not rows:
        raise Refusal("label.none-waiting", field="weapons")
    made = [_label(row, words, is_practice=is_practice) for row in rows]
    return label_sheet(made, words=words, start=start, sheet=sheet)


def as_of_now(register: Register, asked: MarkLabelsPrinted) -> MarkLabelsPrinted:
    """The same with each label named and the sheet's place held: what is drawn, printed and counted is then one thing."""
    sheet, first = asked.place(register.reader)
    label_sheet_named(sheet)
    named = tuple(str(row["id"]) for row in asked.waiting(register.reader))
    return replace(asked, labels=named, first_position=first)


def labels_asked(
    register: Register, asked: MarkLabelsPrinted, shift_mm: tuple[float, float] = (0.0, 0.0)
) -> bytes:
    """The sheet of exactly those labels that `asked` will count once it has come out."""
    sheet, first = asked.place(register.reader)
    words, is_practice = LabelWords(), bool(register.station["is_practice"])
    rows = asked.waiting(register.reader)
    made = [_label(row, words, is_practice=is_practice) for row in rows]
    return label_sheet(made, words=words, start=first, sheet=sheet, shift_mm=shift_mm)


def _label(row: Row, words: LabelWords, *, is_practice: bool) -> Label:
    if not row["number"]:
        raise Refusal("weapon.no-number", field="weapons")
    number, serial = str(row["number"]), "".join(str(row["serial"]).split())
    return Label(
        code=scan_code(number),
        number=number,
        kind=_short_kind(row),
        serial_tail=f"…{serial[-_TAIL:]}" if serial else _without_serial(row, words),
        date=str(row["recorded_at"])[:10],
        is_practice=is_practice,
    )


def _without_serial(row: Row, words: LabelWords) -> str:
    """Why there is nothing to compare with the metal: worn is another thing than never there."""
    status = str(row["serial_status"])
    return words.no_serial if status == SerialStatus.NEVER_HAD_ONE else status


def _short_kind(row: Row) -> str:
    """`Rifle  AKM`: a label has room for one name, the record has them all."""
    kinds = {model.id: model.kind for model in catalogue.models() if "SALW" not in model.kind}
    kind = kinds.get(str(row["model"]), _kind_seen(row))
    name, _, _ = str(row["model_name"]).partition(" / ")
    return f"{kind.capitalize()}  {name.partition(' (')[0]}"


def _kind_seen(row: Row) -> str:
    return kind_word(str(row["category"])) if row["category"] else str(row["kind"])


def blank_tags(register: Register, wanted: str, *, start: int = 1, sheet: str = A4_3X8) -> bytes:
    """Pre-printed tags of a range: number and code, lines for type and the last four of the serial."""
    made = tag_ranges.numbers_of_range(register, wanted)
    is_practice = bool(register.station["is_practice"])
    labels = [
        Label(
            scan_code(each.number),
            each.number,
            kind="",
            serial_tail="",
            date="",
            is_practice=is_practice,
        )
        for each in made
        if each.state == "blank"
    ]
    if not labels:
        raise Refusal("label.none-waiting", field="number")
    return label_sheet(labels, words=LabelWords(), start=start, sheet=sheet)
