"""SQL of figures for the public: counts by kind alone, never a row of one weapon; and pictures released for them."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Cell, Row, fetch, fetch_one

_DESTROYED = (
    "SELECT weapon.kind, count(DISTINCT weapon.id) FROM session_result"
    " JOIN weapon ON weapon.id = session_result.weapon WHERE outcome = 'destroyed' AND "
)


def handed_in(connection: Connection, campaign_id: str, until: str) -> dict[str, int]:
    """Kind → how many were handed in for good up to that day; given back and void ones are not counted."""
    return _counts(
        connection,
        "SELECT kind, count(*) FROM weapon WHERE campaign = ? AND handed_in_on <= ?"
        " AND record_kind = 'taken in' AND handover = 'permanent' AND custody NOT IN ('void', 'returned')"
        " GROUP BY kind",
        (campaign_id, until),
    )


def destroyed_of_campaign(connection: Connection, campaign_id: str, until: str) -> dict[str, int]:
    sql = (
        f"{_DESTROYED} weapon.campaign = ? AND substr(session_result.at, 1, 10) <= ? GROUP BY kind"
    )
    return _counts(connection, sql, (campaign_id, until))


def destroyed_in_session(connection: Connection, session_id: str) -> dict[str, int]:
    sql = f"{_DESTROYED} session_result.destruction_session = ? GROUP BY kind"
    return _counts(connection, sql, (session_id,))


def _counts(connection: Connection, sql: str, values: Sequence[Cell]) -> dict[str, int]:
    return {str(kind): int(count) for kind, count in connection.execute(sql, tuple(values))}


def photo(connection: Connection, wanted: str) -> Row | None:
    """By id, with the day on which it was released for the press, None where it was not."""
    return fetch_one(
        connection,
        "SELECT photo.*, released_at FROM photo LEFT JOIN press_photo ON press_photo.photo = photo.id WHERE photo.id = ?",
        (wanted,),
    )


def released(connection: Connection, session_id: str) -> list[Row]:
    """The photographs of a session that were released for the press, in the order of release."""
    return list(
        fetch(
            connection,
            "SELECT photo.* FROM press_photo JOIN photo ON photo.id = press_photo.photo"
            " WHERE destruction_session = ? ORDER BY press_photo.id",
            (session_id,),
        )
    )
