"""SQL of what was printed: every copy is counted, so that a second one can be told from the first."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch


def copies_of(connection: Connection, kind: str, number: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM paper_print WHERE kind = ? AND number = ?", (kind, number)
    ).fetchone()
    return int(count)


def without_red_tag(connection: Connection, kind: str) -> list[Row]:
    """Items whose number was removed on purpose, held for a laboratory, and no paper of this kind printed yet."""
    return list(
        fetch(
            connection,
            "SELECT weapon.id, weapon.number, weapon.kind, weapon.category, weapon.model, weapon.model_name,"
            " weapon.serial_place, place.name AS place_name, hold.authority, hold.case_number, hold.ordered_on,"
            " operator.name AS placed_by_name FROM weapon"
            " JOIN hold ON hold.id = (SELECT min(id) FROM hold WHERE hold.weapon = weapon.id"
            " AND hold.kind = 'laboratory' AND lifted_at IS NULL)"
            " JOIN operator ON operator.id = hold.placed_by LEFT JOIN place ON place.id = weapon.place"
            " WHERE serial_status = 'removed on purpose' AND record_kind = 'taken in' AND NOT EXISTS"
            " (SELECT 1 FROM paper_print WHERE paper_print.kind = ? AND paper_print.number = ifnull(weapon.number, weapon.id))"
            " ORDER BY weapon.id",
            (kind,),
        )
    )
