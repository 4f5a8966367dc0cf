"""The day sheet: counts, numbers used and spoiled, totals, and the newest event as an anchor outside the laptop."""

from __future__ import annotations

import hashlib

from salw_desktop.database import day_sheets, duty, handling, numbers, untagged
from salw_desktop.database.day_sheets import Covered
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import running_of
from salw_desktop.domain.word_lists import AGE_BANDS, SEXES
from salw_desktop.keys.certificates import DAY_SHEET, letters, write_code
from salw_desktop.printing.day_sheet import DayCounts, DaySheet, LateEntry, PeopleCount, day_sheet
from salw_desktop.usecases import lookup
from salw_desktop.usecases.enrolment import device_of
from salw_desktop.usecases.paperwork.imprinting import imprint, on_roster, site_called
from salw_desktop.usecases.register import Register
from salw_desktop.words.table_papers import DaySheetWords

_LETTERS = 8


def sheet_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """Of a closed day. Refusal `day.not-closed` before that: its figures would still move."""
    date = lookup.day(wanted, "number")
    reader, station = register.reader, register.station
    row = day_sheets.day(reader, date)
    if row is None:
        raise Refusal("day.not-closed", field="number", date=date)
    closer = on_roster(register, str(row["closed_by_name"]))
    signer = on_roster(register, str(row["signed_by_name"])) if row["signed_by_name"] else None
    span = day_sheets.covered(reader, row)
    first, last = day_sheets.numbers_used(reader, span)
    newest = str(row["newest_event"])
    name = f"{station['unit']}-{date}"
    words = DaySheetWords()
    sheet = DaySheet(
        authority=str(station["unit"]),
        programme=str(station["site_name"]),
        site=site_called(register),
        date=date,
        counts=_counts(register, row, span),
        first_number=first,
        last_number=last,
        spoiled=day_sheets.spoiled(reader, span),
        never_issued=_never_issued(register, row),
        tags_out=_tags_out(register),
        late=_late(register, span),
        ammunition=_ammunition(register, span),
        countersignatures=_open_countersignatures(register),
        lone_officer=_alone(register, date, words),
        acting=_acting(register, date, words),
        breaches=[
            f"{each['number']}: {each['breaches']}" for each in day_sheets.breaches(reader, span)
        ],
        photographs=_photographs(register, span),
        untagged=_untagged(register, row, span),
        age_bands=AGE_BANDS,
        people=_people(register, str(row["id"])),
        newest_event=newest,
        code=write_code(name, newest, device_of(register), DAY_SHEET),
        letters=letters(newest),
        closed_by=str(closer["name"]),
        closed_by_function=str(closer["function"]),
        countersigned_by=str(signer["name"]) if signer else "",
        countersigned_by_function=str(signer["function"]) if signer else "",
        imprint=imprint(register, copy=copy),
    )
    return day_sheet(sheet, words)


def _tags_out(register: Register) -> list[str]:
    return [
        f"{each['first']:06d}-{each['last']:06d}: {each['holder_name']}, {each['out_on']}"
        for each in day_sheets.tags_out(register.reader)
    ]


def _open_countersignatures(register: Register) -> list[str]:
    return [
        f"{each['kind']} {each['subject']}, asked by {each['asked_by_name']}"
        for each in handling.countersigns_open(register.reader)
    ]


def _alone(register: Register, date: str, words: DaySheetWords) -> list[str]:
    """What may be done by one while it stands, two read on the evening's sheet (practice e3)."""
    return [
        words.lone_until.format(
            name=each["declared_by_name"],
            from_on=each["from_on"],
            until_on=each["until_on"],
            why=each["why"],
        )
        for each in duty.lone_duties_on(register.reader, date)
    ]


def _acting(register: Register, date: str, words: DaySheetWords) -> list[str]:
    """By two at the start, with an end, and on every sheet between (practice e2)."""
    return [
        words.acting_for.format(
            name=each["operator_name"],
            away=each["stands_for_name"],
            role=each["role"],
            until_on=each["until_on"],
        )
        for each in duty.appointments_on(register.reader, date)
    ]


def _counts(register: Register, row: Row, span: Covered) -> DayCounts:
    named = ("hand_ins", "weapons", "parts", "documented", "in_hand", "isolated", "destroyed")
    counts = {name: int(row[name] or 0) for name in named}
    return DayCounts(put_away=day_sheets.put_away(register.reader, span), **counts)


def _never_issued(register: Register, row: Row) -> list[str]:
    """Running numbers of the day that are skipped by rule, so that a gap explains itself."""
    if row["first_running"] is None or row["last_running"] is None:
        return []
    first, last = int(row["first_running"]), int(row["last_running"])
    return [
        f"{own.block.prefix}-{running:06d}"
        for own in numbers.blocks(register.reader)
        for running in own.block.never_issued(first, last)
    ]


def _late(register: Register, span: Covered) -> list[LateEntry]:
    return [
        LateEntry(str(each["opened_on"]), f"{each['number']}, {each['late_because']}")
        for each in day_sheets.late(register.reader, span)
    ]


def _ammunition(register: Register, span: Covered) -> list[str]:
    return [
        f"{each['what']}: {each['quantity']} {each['unit']}"
        for each in day_sheets.ammunition(register.reader, span)
    ]


def _photographs(register: Register, span: Covered) -> list[str]:
    """How many were taken in, and the first letters of a hash over all of them: none is added later (practice i5)."""
    taken = day_sheets.photographs(register.reader, span)
    if not taken:
        return []
    digest = hashlib.sha256("".join(f"{sha256}\n" for sha256 in taken).encode()).hexdigest()
    return [f"{len(taken)}, first letters of their hash {digest[:_LETTERS]}"]


def _untagged(register: Register, row: Row, span: Covered) -> list[str]:
    """How many lay unsolved when the day was closed, in no count of weapons, and which they are (practice d6)."""
    items = [
        f"no. {running_of(str(each['number']))}: {each['described']}, {each['place_name']}"
        + (f"; solved on {str(each['solved_at'])[:10]}" if each["solved_at"] else "")
        for each in untagged.of_day(register.reader, span.date, span.until)
    ]
    return [f"{row['untagged']} at the close of the day", *items] if items else []


def _people(register: Register, day: str) -> list[PeopleCount]:
    counted = {
        (str(each["sex"]), str(each["age_band"])): int(each["count"] or 0)
        for each in day_sheets.tally(register.reader, day)
    }
    return [PeopleCount(sex, [counted.get((sex, band), 0) for band in AGE_BANDS]) for sex in SEXES]
