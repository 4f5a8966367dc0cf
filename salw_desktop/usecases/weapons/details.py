"""What hangs on a record and comes in any number: marks, parts, accessories, numbers of other registers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.database import weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.serials import SerialNumber, SerialStatus
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup, sealing

HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark as it stands on the metal, in its own script (domain §1.2)."""

    kind: str
    text: str
    place: str
    script: str = ""
    symbol: str = ""
    latin: str = ""
    method: str = ""
    legibility: str = ""
    alteration: str = ""
    recovered: str = ""  # by a laboratory: how, and the new reading


@dataclass(frozen=True, kw_only=True)
class Part:
    """A main part with a number of its own; a rebuilt rifle carries several."""

    kind: str
    serial: str = ""
    serial_status: SerialStatus = SerialStatus.READABLE
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MendedPart:
    """A part that was written down wrongly, by its id; a field left empty stays as it is."""

    part: str
    kind: str = ""
    serial: str | None = None
    serial_status: SerialStatus | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MendedMark:
    """A mark that was written down wrongly, by its id; a field left empty stays as it is."""

    mark: str
    text: str = ""
    place: str = ""
    script: str = ""
    method: str = ""
    legibility: str = ""
    alteration: str = ""


@dataclass(frozen=True, kw_only=True)
class Accessory:
    kind: str
    count: int = 1
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FormerNumber:
    """What another register called it: police, army, court."""

    kind: str
    number: str


def insert_marks(tx: Transaction, weapon: str, marks: Sequence[Mark]) -> None:
    for mark in marks:
        kind = lookup.one_of(words_of("mark", "kind"), mark.kind, "marks")
        text, place = lookup.required(mark.text, "marks"), lookup.required(mark.place, "marks")
        optional: dict[str, Cell] = {
            name: lookup.one_of(words_of("mark", name), getattr(mark, name), "marks")
            for name in ("script", "method", "legibility", "alteration")
            if getattr(mark, name)
        }
        plain: dict[str, Cell] = {
            name: getattr(mark, name) or None for name in ("symbol", "latin", "recovered")
        }
        values: dict[str, Cell] = {"weapon": weapon, "kind": kind, **optional, **plain}
        if kind == HIDDEN:
            # where a hidden mark stands is what makes it worth having (practice b8)
            secret: dict[str, Cell] = {"text": text, "place": place, **optional, **plain}
            shown = {"weapon": weapon, "kind": kind, "text": "", "place": ""}
            sealing.insert_sealed(tx, "mark", shown, secret)
        else:
            tx.insert("mark", {**values, "text": text, "place": place})


def insert_parts(tx: Transaction, weapon: str, parts: Sequence[Part]) -> None:
    for part in parts:
        serial = SerialNumber(part.serial.strip(), part.serial_status)
        values = {
            "weapon": weapon,
            "kind": lookup.one_of(words_of("part", "kind"), part.kind, "parts"),
            **written(serial),
            "note": part.note.strip() or None,
        }
        tx.insert("part", values)


def mend_parts(tx: Transaction, weapon: Row, parts: Sequence[MendedPart]) -> list[str]:
    """The ids of those that were changed. Refusal `part.unknown`: of this weapon and no other."""
    found = {str(part["id"]): part for part in weapons.parts(tx.connection, str(weapon["id"]))}
    mended = []
    for each in parts:
        if each.part not in found:
            number = lookup.called(weapon)
            raise Refusal("part.unknown", field="parts", number=number, given=each.part[:80])
        row = found[each.part]
        values: dict[str, Cell] = {**written_again(row, each.serial, each.serial_status)}
        if each.kind:
            values["kind"] = lookup.one_of(words_of("part", "kind"), each.kind, "parts")
        if each.note.strip():
            values["note"] = each.note.strip()
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            tx.change("part", each.part, **changed)
            mended.append(each.part)
    return mended


def mend_marks(tx: Transaction, weapon: Row, marks: Sequence[MendedMark]) -> list[str]:
    """The ids of those that were changed. Refusal `mark.unknown`; a hidden one is written anew instead."""
    found = {str(mark["id"]): mark for mark in weapons.marks(tx.connection, str(weapon["id"]))}
    mended = []
    for each in marks:
        row = found.get(each.mark)
        if row is None or row["kind"] == HIDDEN:
            number = lookup.called(weapon)
            raise Refusal("mark.unknown", field="marks", number=number, given=each.mark[:80])
        values: dict[str, Cell] = {
            name: lookup.one_of(words_of("mark", name), getattr(each, name), "marks")
            for name in ("script", "method", "legibility", "alteration")
            if getattr(each, name)
        }
        values |= {
            name: getattr(each, name).strip()
            for name in ("text", "place")
            if getattr(each, name).strip()
        }
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            tx.change("mark", each.mark, **changed)
            mended.append(each.mark)
    return mended


def insert_accessories(tx: Transaction, weapon: str, accessories: Sequence[Accessory]) -> None:
    for each in accessories:
        if each.count < 1:
            raise Refusal("quantity.negative", field="accessories", name="accessories.count")
        kind = lookup.one_of(words_of("accessory", "kind"), each.kind, "accessories")
        row: dict[str, Cell] = {"weapon": weapon, "kind": kind, "count": each.count}
        tx.insert("accessory", {**row, "note": each.note.strip() or None})


def insert_former_numbers(tx: Transaction, weapon: str, numbers: Sequence[FormerNumber]) -> None:
    for each in numbers:
        kind = lookup.one_of(words_of("former_number", "kind"), each.kind, "former_numbers")
        number = lookup.required(each.number, "former_numbers")
        tx.insert("former_number", {"weapon": weapon, "kind": kind, "number": number})


def written(serial: SerialNumber) -> dict[str, str]:
    """A serial as the record holds it: as seen, what search compares, and how it reads."""
    return {
        "serial": serial.text,
        "serial_key": serial.key,
        "serial_status": serial.status.value,
    }


def written_again(row: Row, serial: str | None, status: SerialStatus | None) -> dict[str, str]:
    """The same where it is read anew, empty where nobody did. What was not read yet is readable unless said otherwise."""
    if serial is None and status is None:
        return {}
    known = SerialStatus(str(row["serial_status"]))
    if known is SerialStatus.NOT_READ_YET and serial:
        known = SerialStatus.READABLE
    text = str(row["serial"]) if serial is None else serial
    return written(SerialNumber(text.strip(), status or known))


def stands_at(place: str) -> dict[str, str]:
    """Where on the weapon the number stands (`ITI §10`), if somebody said so."""
    if not place:
        return {}
    found = lookup.one_of(words_of("weapon", "serial_place"), place, "serial_place")
    return {"serial_place": found}


def read_back(tx: Transaction, by: str, serial: str) -> dict[str, str | None]:
    """Who held the written number against the metal (practice §3 no. 6). Refusal `read-back.no-number`."""
    if not by.strip():
        return {}
    if not serial.strip():
        raise Refusal("read-back.no-number", field="read_back_by")
    return {"read_back_by": str(lookup.person(tx.connection, by, "read_back_by")["id"])}


def read_back_again(
    tx: Transaction, row: Row, written: dict[str, str], by: str = ""
) -> dict[str, str | None]:
    """Another number than the one that was read back is not read back yet."""
    serial = written.get("serial", str(row["serial"]))
    forgotten: dict[str, str | None] = {} if serial == row["serial"] else {"read_back_by": None}
    return forgotten | read_back(tx, by, serial)
