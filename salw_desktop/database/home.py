"""SQL of the first page: how many a day, where they lie, what was recorded last."""

from __future__ import annotations

from datetime import date, timedelta

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.ids import first_id_after

_WHOLE = "record_kind = 'taken in' AND counts_as = 'weapon'"
_BESIDE = "(counts_as = 'part' OR record_kind = 'documented')"


def recorded_since(connection: Connection, since: str) -> list[tuple[str, str, int]]:
    """(date, kind, weapons taken in) from a date on."""
    # an id tells its day: what was recorded before is not read, but for a day that may have begun elsewhere in UTC
    day_before = date.fromisoformat(since) - timedelta(days=2)
    rows = connection.execute(
        "SELECT substr(recorded_at, 1, 10) AS day, kind, count(*) FROM weapon WHERE id >= ? AND recorded_at >= ?"
        f" AND {_WHOLE} AND custody <> 'void' GROUP BY day, kind",
        (first_id_after(day_before.isoformat()), since),
    )
    return [(str(day), str(kind), int(items)) for day, kind, items in rows]


def in_hand_by_place(connection: Connection) -> list[tuple[str, str, int]]:
    """(id, name, weapons in hand) of each place that holds any, the fullest first."""
    # the stock itself is not read: the first half is an index, the second the few rows of another one
    rows = connection.execute(
        "SELECT place.id, place.name, sum(items) AS held FROM ("
        "SELECT place, count(*) AS items FROM weapon WHERE custody = 'in hand' GROUP BY place UNION ALL"
        f" SELECT place, -count(*) FROM weapon INDEXED BY weapon_beside WHERE custody = 'in hand' AND {_BESIDE} GROUP BY place"
        ") AS counted JOIN place ON place.id = counted.place GROUP BY place.id HAVING held > 0"
        " ORDER BY held DESC, place.name"
    )
    return [(str(id_), str(name), int(held)) for id_, name, held in rows]


def newest(connection: Connection, limit: int) -> list[Row]:
    """Recorded last, each with the first of its photographs. Ids tell the order: the rest is not read."""
    return list(
        fetch(
            connection,
            "SELECT weapon.*, place.name AS place_name, (SELECT id FROM photo WHERE photo.weapon = weapon.id"
            " ORDER BY photo.id LIMIT 1) AS first_photo FROM weapon LEFT JOIN place ON place.id = weapon.place"
            f" WHERE custody <> 'void' ORDER BY weapon.id DESC LIMIT {limit}",
        )
    )


def unmarked(connection: Connection, *, also_before_destruction: bool) -> tuple[int, str]:
    """How many whole weapons still want a mark, and since when the first of them is here; empty where none does."""
    ended = ", ".join("?" * len(ENDED))
    destroy = "" if also_before_destruction else " AND intended_disposal <> 'destroy'"
    count, oldest = connection.execute(
        f"SELECT count(*), min(handed_in_on) FROM weapon WHERE {_WHOLE} AND custody NOT IN ({ended}){destroy}"
        " AND id NOT IN (SELECT weapon FROM mark_job WHERE state = 'read back')",
        ENDED,
    ).fetchone()
    return int(count), str(oldest or "")[:10]


def certificates(connection: Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM certificate").fetchone()
    return int(count)


def open_hand_ins(connection: Connection) -> list[Row]:
    """Hand-ins that nobody has ended yet, oldest first."""
    return list(
        fetch(
            connection, "SELECT id, number, opened_on FROM hand_in WHERE state = 'open' ORDER BY id"
        )
    )


def orders_to_act_on(connection: Connection) -> list[Row]:
    """Orders that are approved and not carried out, each with its session if one goes on."""
    return list(
        fetch(
            connection,
            "SELECT destruction_order.*, place.name AS place_name, session.number AS session,"
            " session.state AS session_state FROM destruction_order JOIN place ON place.id = destruction_order.place"
            " LEFT JOIN destruction_session AS session ON session.destruction_order = destruction_order.id"
            " AND session.state <> 'closed' WHERE destruction_order.state = 'approved' ORDER BY planned_on",
        )
    )


def day_not_closed(connection: Connection, before: str) -> str:
    """The newest date before this one on which something was recorded and which has no closed sheet; else empty."""
    # ids tell the order of days: no more is read than what came since
    found = connection.execute(
        "SELECT substr(recorded_at, 1, 10) FROM weapon WHERE recorded_at < ? ORDER BY id DESC LIMIT 1",
        (before,),
    ).fetchone()
    closed = (
        found
        and connection.execute(
            "SELECT 1 FROM day WHERE date = ? AND site = (SELECT site FROM station)", found
        ).fetchone()
    )
    return "" if found is None or closed else str(found[0])
