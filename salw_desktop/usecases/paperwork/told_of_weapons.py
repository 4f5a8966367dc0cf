"""Tables of an extract: people, corrections, which reading stood when, custody, holds, results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from salw_desktop.database import isolation, out, people, releases
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.domain.time import minutes
from salw_desktop.printing.extract import Section
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.history import Custody, History, Stood, lasted_days
from salw_desktop.words.dossier import COLUMNS, ExtractWords

Table: TypeAlias = list[list[str]]
_MOMENT_MM = 27.0  # a day and a minute on one line


def people_of(register: Register, weapon: Row, words: ExtractWords) -> Section:
    """Who saw it is seldom who typed it (practice i1)."""
    return Section(
        words.people_title,
        columns=((words.what, 58.0), (words.who, 94.0), (words.when, 30.0)),
        rows=list(_people(register, weapon, words)),
    )


def _people(register: Register, weapon: Row, words: ExtractWords) -> Iterator[list[str]]:
    reader = register.reader
    by_id = {str(each["id"]): each for each in people.operators(register.reader)}
    typist = by_id[str(weapon["typed_by"])]
    yield [words.typed, _described(typist, "person"), minutes(str(weapon["recorded_at"]))]
    for look in isolation.clearances_of(reader, str(weapon["id"])):
        at = minutes(str(look["done_at"]))
        unnamed = words.the_holder if look["cleared_by"] == "holder" else words.the_inspector
        who = _on_roster(reader, look["performed_by"]) or unnamed
        yield [words.looked.format(safety=look["safety"]), who, at]
        if look["verified_by"]:
            yield [words.looked_verified, _on_roster(reader, look["verified_by"]), at]
    confidence = weapon["confidence"] or words.imprint.not_recorded
    for caption, column in (
        (words.read_back, "read_back_by"),
        (words.inspected, "inspected_by"),
        (words.identified.format(confidence=confidence), "identified_by"),
        (words.identified_verified, "verified_by"),
    ):
        if weapon[column]:
            yield [caption, _on_roster(reader, weapon[column]), ""]


def _on_roster(reader: Connection, id_: object) -> str:
    found = people.person(reader, str(id_)) if id_ else None
    return _described(found, "name") if found else ""


def _described(person: Row, name: str) -> str:
    return f"{person[name]}, {person['function']}, {person['organisation']}"


def corrections(history: History, words: ExtractWords) -> Section:
    """Every word that was changed after the first reading, with who signed for it."""
    rows: Table = []
    for reading in history.readings[1:]:
        why = "; ".join(text for text in (reading.reason, reading.number) if text) or reading.act
        by = " / ".join(text for text in (reading.by, reading.second) if text)
        for place, change in enumerate(reading.changes):
            named = [COLUMNS[change.what], change.old, change.new]
            # said once for all words of one correction
            rows.append(
                [minutes(reading.at), *named, why, by] if place == 0 else ["", *named, "", ""]
            )
    if not rows:
        return Section(words.corrections_title, [("", words.no_corrections)])
    captions = (words.when, words.what, words.before, words.after, words.why, words.by)
    widths = (_MOMENT_MM, 25.0, 29.0, 29.0, 42.0, 30.0)
    return Section(
        words.corrections_title, columns=list(zip(captions, widths, strict=True)), rows=rows
    )


def stood_when(history: History, words: ExtractWords) -> Section:
    """Of each reading the words in which the readings differ: all others stood the whole time (practice i8)."""
    told = {column for each in history.stood for column in each.values}
    varying = [
        column
        for column in COLUMNS
        if column in told and len({each.values.get(column, "") for each in history.stood}) > 1
    ]
    rows: Table = [
        [
            minutes(each.since),
            minutes(each.until) if each.until else words.today,
            _said(each, varying) or words.no_corrections,
        ]
        for each in history.stood
    ]
    columns = ((words.since, _MOMENT_MM), (words.until, _MOMENT_MM), (words.reading, 128.0))
    return Section(words.stood_title, columns=columns, rows=rows)


def _said(stood: Stood, columns: list[str]) -> str:
    said = [(COLUMNS[column], stood.values.get(column, "")) for column in columns]
    return "; ".join(f"{caption}: {value or '–'}" for caption, value in said)


def custody(history: History, words: ExtractWords) -> Section:
    rows: Table = [
        [
            minutes(each.since),
            minutes(each.until) if each.until else words.today,
            _held(each, words),
            words.last_place.format(place=each.place) if each.is_gap and each.place else each.place,
            each.what_for,
            each.by,
        ]
        for each in history.custody
    ]
    captions = (
        *(words.since, words.until, words.custody, words.place),
        *(words.what_for, words.recorded_by),
    )
    widths = (_MOMENT_MM, _MOMENT_MM, 28.0, 32.0, 40.0, 28.0)
    has_gap = any(each.is_gap for each in history.custody)
    return Section(
        words.custody_title,
        columns=list(zip(captions, widths, strict=True)),
        rows=rows,
        note=words.custody_note if has_gap else "",
    )


def _held(step: Custody, words: ExtractWords) -> str:
    if not step.is_gap:
        return step.custody
    days = lasted_days(step)
    lasted = words.days.format(days=days) if days is not None else ""
    return words.gap.format(custody=step.custody, days=lasted)


def holds(reader: Connection, weapon: Row, words: ExtractWords) -> Section:
    rows: Table = [
        [
            str(each["kind"]),
            f"{each['authority']}, {each['case_number']}",
            str(each["ordered_on"]),
            f"{str(each['lifted_at'])[:10]}, {each['lifted_on_order_of']}"
            if each["lifted_at"]
            else words.stands,
        ]
        for each in releases.holds_of(reader, str(weapon["id"]))
    ]
    captions = (words.hold, words.ordered, words.ordered_on, words.lifted)
    widths = (34.0, 70.0, 26.0, 52.0)
    return Section(words.holds_title, columns=list(zip(captions, widths, strict=True)), rows=rows)


def results(reader: Connection, weapon: Row, words: ExtractWords) -> Section:
    """Of laboratories, searches and destruction."""
    columns = ((words.when, 30.0), (words.result, 82.0), (words.paper, 70.0))
    rows = sorted(_results(reader, str(weapon["id"]), words))
    return Section(words.results_title, columns=columns, rows=rows)


def _results(reader: Connection, weapon: str, words: ExtractWords) -> Iterator[list[str]]:
    for found in out.results_of(reader, weapon):
        template = words.laboratory_read if found["read"] else words.laboratory
        said = template.format(restoration=found["restoration"], read=found["read"])
        paper = f"{found['laboratory'] or found['waived_by']} {found['report_number'] or ''}"
        yield [str(found["examined_on"] or found["at"])[:10], said, paper.strip()]
    for loss in releases.losses_of(reader, weapon):
        finding = loss["finding"] or words.still_missing
        said = words.loss.format(finding=finding)
        yield [str(loss["closed_at"] or loss["reported_at"])[:10], said, str(loss["number"])]
    for each in releases.destructions_of(reader, weapon):
        papers = (each["order_number"], each["session_number"], each["certificate_number"])
        yield [
            str(each["at"])[:10],
            str(each["outcome"]).capitalize(),
            ", ".join(str(number) for number in papers if number),
        ]


def released_before(reader: Connection, weapon: Row, words: ExtractWords) -> Section:
    """For our own eyes: who has a dossier of it is nobody else's business (practice g9)."""
    rows: Table = [
        [str(each["at"])[:10], str(each["recipient"]), f"{each['number']}, {each['content']}"]
        for each in releases.releases(reader, str(weapon["id"]))
    ]
    columns = ((words.when, 30.0), (words.recipient, 82.0), (words.paper, 70.0))
    return Section(words.releases_title, columns=columns, rows=rows)
