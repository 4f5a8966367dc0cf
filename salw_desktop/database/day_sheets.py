"""SQL of the evening's sheet: what the counts of a day do not say by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch
from salw_desktop.domain.ids import first_id_after


def day(connection: Connection, wanted: str) -> Row | None:
    """A closed day of this site with its signatures."""
    found = fetch(
        connection,
        "SELECT day.*, closer.name AS closed_by_name, signer.name AS signed_by_name FROM day"
        " JOIN operator AS closer ON closer.id = closed_by LEFT JOIN countersign ON countersign.kind = 'day close'"
        " AND countersign.subject = day.date LEFT JOIN operator AS signer ON signer.id = signed_by"
        " WHERE date = ? AND day.site = (SELECT site FROM station)",
        (wanted,),
    )
    return next(iter(found), None)


@dataclass(frozen=True, slots=True)
class Covered:
    """What one sheet answers for: entered after the sheet before it was closed, not after its own close or date.

    By ids, which tell the order where the hour is not kept; by the clock for what only changes a row.
    """

    after: str
    until: str
    closed_after: str
    closed_at: str
    date: str

    @property
    def ids(self) -> tuple[str, str]:
        return self.after, min(self.until, first_id_after(self.date))

    @property
    def hours(self) -> tuple[str, str, str]:
        return self.closed_after, self.closed_at, self.date


def covered(connection: Connection, row: Row) -> Covered:
    before = connection.execute(
        "SELECT id, date, closed_at FROM day WHERE site = ? AND id < ? ORDER BY id DESC LIMIT 1",
        (row["site"], row["id"]),
    ).fetchone()
    after = min(str(before[0]), first_id_after(str(before[1]))) if before else ""
    closed_after = str(before[2]) if before else ""
    return Covered(after, str(row["id"]), closed_after, str(row["closed_at"]), str(row["date"]))


def _within(table: str) -> str:
    return f"{table}.id > ?1 AND {table}.id < ?2"


def tally(connection: Connection, day_id: str) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM day_tally WHERE day = ?", (day_id,)))


def put_away(connection: Connection, day: Covered) -> int:
    """Different items that came into a store."""
    (count,) = connection.execute(
        "SELECT count(DISTINCT weapon) FROM placement JOIN place ON place.id = to_place"
        f" WHERE place.kind = 'store' AND {_within('placement')}",
        day.ids,
    ).fetchone()
    return int(count)


def spoiled(connection: Connection, day: Covered) -> list[str]:
    """Numbers that will never be used again: tags spoiled, records void."""
    tags = connection.execute(
        "SELECT number FROM tag WHERE state = 'spoiled' AND since > ?1 AND since <= ?2"
        " AND substr(since, 1, 10) <= ?3",
        day.hours,
    ).fetchall()
    voids = _texts(
        connection,
        "SELECT weapon.number FROM voiding JOIN weapon ON weapon.id = voiding.weapon"
        f" WHERE {_within('voiding')} AND weapon.number IS NOT NULL",
        day,
    )
    return sorted({str(number) for (number,) in tags} | set(voids))


def numbers_used(connection: Connection, day: Covered) -> tuple[str, str]:
    """The first and the last control number of the day by their running numbers; empty where none was used."""
    found = _texts(
        connection,
        f"SELECT number FROM weapon WHERE {_within('weapon')} AND running IS NOT NULL ORDER BY running",
        day,
    )
    return (found[0], found[-1]) if found else ("", "")


def tags_out(connection: Connection) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT tag_range.*, roster.name AS holder_name FROM tag_range JOIN roster ON roster.id = holder"
            " WHERE back_on IS NULL ORDER BY tag_range.id",
        )
    )


def late(connection: Connection, day: Covered) -> list[Row]:
    """Hand-ins entered for another day, and why (practice a13, a14)."""
    return list(
        fetch(
            connection,
            "SELECT hand_in.number, opened_on, late_because FROM countersign JOIN hand_in ON hand_in.number = countersign.subject"
            f" WHERE countersign.kind = 'late entry' AND {_within('countersign')} ORDER BY hand_in.number",
            day.ids,
        )
    )


def ammunition(connection: Connection, day: Covered) -> list[Row]:
    """What bearers declared, by calibre and unit: no stock (practice a15)."""
    return list(
        fetch(
            connection,
            "SELECT ifnull(calibre, described) AS what, unit, sum(quantity) AS quantity FROM hand_in_line"
            " JOIN hand_in ON hand_in.id = hand_in_line.hand_in JOIN paper_number ON paper_number.number = hand_in.number"
            f" WHERE hand_in_line.kind = 'ammunition' AND {_within('paper_number')} AND hand_in_line.state <> 'will not come' GROUP BY 1, 2 ORDER BY 1, 2",
            day.ids,
        )
    )


def photographs(connection: Connection, day: Covered) -> list[str]:
    """The SHA-256 of each picture taken in, sorted."""
    return _texts(
        connection,
        f"SELECT DISTINCT sha256 FROM photo WHERE {_within('photo')} ORDER BY sha256",
        day,
    )


def breaches(connection: Connection, day: Covered) -> list[Row]:
    return list(
        fetch(
            connection,
            f"SELECT number, breaches FROM weapon WHERE breaches IS NOT NULL AND {_within('weapon')}"
            " ORDER BY id",
            day.ids,
        )
    )


def _texts(connection: Connection, sql: str, day: Covered) -> list[str]:
    return [str(text) for (text,) in connection.execute(sql, day.ids)]
