"""SQL of what the papers of an unsafe item say: who looked, who was told, which hold stands."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one


def clearances_of(connection: Connection, weapon_id: str) -> list[Row]:
    """Oldest first."""
    return list(
        fetch(
            connection,
            "SELECT clearance.*, performer.name AS performed_by_name, verifier.name AS verified_by_name,"
            " informed.name AS told_name FROM clearance LEFT JOIN roster AS performer ON performer.id = performed_by"
            " LEFT JOIN roster AS verifier ON verifier.id = verified_by LEFT JOIN roster AS informed ON informed.id = told"
            " WHERE weapon = ? ORDER BY clearance.id",
            (weapon_id,),
        )
    )


def open_hold_of_kind(connection: Connection, weapon_id: str, kind: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT hold.*, operator.name AS placed_by_name FROM hold JOIN operator ON operator.id = placed_by"
        " WHERE weapon = ? AND hold.kind = ? AND lifted_at IS NULL ORDER BY hold.id",
        (weapon_id, kind),
    )
