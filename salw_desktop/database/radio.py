"""SQL of radio messages, and of the figures that they carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.database import journal
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import ENDED

_PLACE = "(SELECT min(n) FROM touched WHERE root = {})"  # of the event that wrote it


@dataclass(frozen=True, slots=True)
class Sheet:
    """How far one evening's sheet reaches: to a place in the journal, and no further than its own date."""

    n: int
    closed_at: str
    date: str


@dataclass(frozen=True, slots=True)
class Span:
    """What one day's message answers for: all that its sheet covers and no earlier one does, so nothing twice."""

    until: Sheet
    earlier: tuple[Sheet, ...]

    def holds(
        self, moment: str, day: str, *, by_place: bool = False
    ) -> tuple[str, list[int | str]]:
        """SQL and its values for what was written at `moment` on `day`; by journal where the hour is not kept."""
        parts, values = [f"{moment} <= ? AND {day} <= ?"], [*self._reach(self.until, by_place)]
        for sheet in self.earlier:
            parts.append(f"NOT ({moment} <= ? AND {day} <= ?)")
            values += self._reach(sheet, by_place)
        return " AND ".join(parts), values

    @staticmethod
    def _reach(sheet: Sheet, by_place: bool) -> tuple[int | str, str]:
        return (sheet.n if by_place else sheet.closed_at), sheet.date


def span_of(connection: Connection, date: str, closed: Row | None, now: str) -> Span:
    """Of a closed day as its sheet says; of a day still open up to this moment."""
    until = _sheet(connection, closed) if closed else Sheet(journal.tip(connection).n, now, date)
    earlier: list[Sheet] = []
    for row in fetch(
        connection,
        "SELECT * FROM day WHERE site = (SELECT site FROM station) AND closed_at < ? ORDER BY closed_at DESC",
        (until.closed_at,),
    ):
        # one that a later sheet covers whole says nothing more
        if not earlier or str(row["date"]) > earlier[-1].date:
            earlier.append(_sheet(connection, row))
    return Span(until, tuple(earlier))


def _sheet(connection: Connection, row: Row) -> Sheet:
    n = journal.place_of(connection, str(row["newest_event"]))
    return Sheet(n or 0, str(row["closed_at"]), str(row["date"]))


def recorded(connection: Connection, span: Span) -> list[tuple[str, int]]:
    """(kind, how many) of what was taken in; a bare part counts as a part, whatever it is of."""
    condition, values = span.holds(
        _PLACE.format("weapon.id"), "substr(recorded_at, 1, 10)", by_place=True
    )
    return [
        (str(kind), int(count))
        for kind, count in connection.execute(
            "SELECT iif(counts_as = 'part', 'part', kind) AS broad, count(*) FROM weapon"
            f" WHERE record_kind = 'taken in' AND {condition} GROUP BY broad",
            values,
        )
    ]


def flows(connection: Connection, span: Span) -> dict[str, int]:
    """Hand-ins opened, records made void, weapons destroyed, and losses that ended as such."""
    day = "substr({}, 1, 10)".format
    found = {}
    for name, asked, moment, written, by_place in (
        (
            "hand_ins",
            "paper_number WHERE kind = 'HI'",
            _PLACE.format("paper_number.id"),
            "given_at",
            True,
        ),
        ("void", "voiding WHERE 1", "at", "at", False),
        ("destroyed", "session_result WHERE outcome = 'destroyed'", "at", "at", False),
        ("lost", "loss WHERE finding = 'lost or stolen'", "closed_at", "closed_at", False),
    ):
        condition, values = span.holds(moment, day(written), by_place=by_place)
        (found[name],) = connection.execute(
            f"SELECT count(*) FROM {asked} AND {condition}", values
        ).fetchone()
    return found


def standing(connection: Connection, manpads: Sequence[str]) -> dict[str, int]:
    """Alarms and stock as they are now. Stock is of weapons, as HQ counts them.

    `manpads` are catalogue models: their grip-stocks and batteries count too.
    """
    marks = ", ".join("?" * len(manpads))
    ended = ", ".join("?" * len(ENDED))
    found = fetch_one(
        connection,
        "SELECT (SELECT count(*) FROM loss WHERE closed_at IS NULL) AS lost,"
        " (SELECT count(*) FROM alarm WHERE acknowledged_at IS NULL) AS alarms, manpads, stored,"
        " ours - stored AS elsewhere, away AS out, missing FROM (SELECT"
        f" ifnull(sum(model IN ({marks}) AND custody NOT IN ({ended}, 'expected', 'not taken')), 0) AS manpads,"
        " ifnull(sum(is_weapon AND custody = 'in hand' AND place_kind = 'store'), 0) AS stored,"
        " ifnull(sum(is_weapon AND custody IN ('in hand', 'on the way', 'dual key')), 0) AS ours,"
        " ifnull(sum(is_weapon AND custody = 'out'), 0) AS away,"
        " ifnull(sum(is_weapon AND custody IN ('not found', 'missing')), 0) AS missing"
        " FROM (SELECT model, custody, place.kind AS place_kind, counts_as = 'weapon' AND record_kind = 'taken in'"
        " AS is_weapon FROM weapon LEFT JOIN place ON place.id = weapon.place))",
        (*manpads, *ENDED),
    )
    assert found is not None  # noqa: S101  # an aggregate always has a row
    return {name: int(value or 0) for name, value in found.items()}


def message(connection: Connection, wanted: str) -> Row | None:
    """By id or number; of this station's own also by the running number alone."""
    return fetch_one(
        connection,
        "SELECT * FROM radio_message WHERE id = ?1 OR number = ?1"
        " OR (way = 'written' AND CAST(substr(number, -4) AS INTEGER) = CAST(?1 AS INTEGER) AND ?1 NOT GLOB '*[^0-9]*')"
        " ORDER BY radio_message.id DESC LIMIT 1",
        (wanted,),
    )


def newest_heard(connection: Connection, since: str) -> list[Row]:
    """Of each laptop that was heard since a date, its newest message; the oldest first."""
    call = "substr({0}number, 1, length({0}number) - 4)".format
    return list(
        fetch(
            connection,
            "SELECT * FROM radio_message AS heard WHERE way = 'heard' AND date >= ? AND NOT EXISTS"
            " (SELECT 1 FROM radio_message AS later WHERE later.way = 'heard'"
            f" AND {call('later.')} = {call('heard.')} AND later.number > heard.number) ORDER BY id",
            (since,),
        )
    )
