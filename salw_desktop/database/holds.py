"""SQL of holds, as a list of what somebody has to look at."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch


def to_review(connection: Connection, date: str) -> list[Row]:
    """Open holds whose review date has come by `date` (ISO), the longest overdue first; none ends by itself."""
    return list(
        fetch(
            connection,
            "SELECT hold.*, weapon.number AS weapon_number, weapon.model_name, weapon.custody FROM hold"
            " JOIN weapon ON weapon.id = hold.weapon WHERE lifted_at IS NULL AND review_on <= ? ORDER BY review_on, hold.id",
            (date,),
        )
    )
