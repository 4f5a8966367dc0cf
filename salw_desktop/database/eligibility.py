"""SQL of what is decided of those who bring, and of group rolls."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one


def decisions_of(connection: Connection, hand_in_id: str) -> list[Row]:
    """Newest first: the first one counts, those after it were appealed."""
    return list(
        fetch(
            connection,
            "SELECT eligibility.*, roster.name AS decided_by_name, roster.function AS decided_by_function FROM eligibility"
            " JOIN roster ON roster.id = decided_by WHERE hand_in = ? ORDER BY eligibility.id DESC",
            (hand_in_id,),
        )
    )


def roll_of(connection: Connection, hand_in_id: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM group_roll WHERE hand_in = ? ORDER BY id DESC LIMIT 1",
        (hand_in_id,),
    )


def weapons_that_came(connection: Connection, hand_in_id: str) -> list[Row]:
    """Whole weapons that were taken in with it and not given back: model and function of each."""
    return list(
        fetch(
            connection,
            "SELECT model, kind, function FROM weapon WHERE hand_in = ? AND counts_as = 'weapon'"
            " AND record_kind = 'taken in' AND custody NOT IN ('void', 'returned') ORDER BY id",
            (hand_in_id,),
        )
    )
