"""SQL of items without a readable tag, from where they were found to what they turned out to be."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one

_ITEM = (
    "SELECT untagged_item.*, place.name AS place_name, finder.name AS found_by_name, finder.function AS found_by_function,"
    " verifier.name AS verified_by_name, weapon.number AS weapon_number FROM untagged_item"
    " JOIN place ON place.id = untagged_item.place JOIN roster AS finder ON finder.id = found_by"
    " LEFT JOIN roster AS verifier ON verifier.id = untagged_item.verified_by"
    " LEFT JOIN weapon ON weapon.id = untagged_item.weapon"
)


def item(connection: Connection, wanted: str) -> Row | None:
    """By id or number, or by the code scanned from its card."""
    return fetch_one(
        connection,
        f"{_ITEM} WHERE untagged_item.id = ?1 OR untagged_item.number = ?1"
        " OR 'SALW1' || replace(untagged_item.number, '-', '') = ?1",
        (wanted,),
    )


def open_items(connection: Connection) -> list[Row]:
    """What nobody has solved yet, oldest first."""
    return list(fetch(connection, f"{_ITEM} WHERE solved_at IS NULL ORDER BY untagged_item.id"))


def of_day(connection: Connection, date: str, until: str) -> list[Row]:
    """What was found before the id of the closing and not solved before that date; a solution of the day has no hour."""
    return list(
        fetch(
            connection,
            f"{_ITEM} WHERE untagged_item.id < ?2 AND (solved_at IS NULL OR substr(solved_at, 1, 10) >= ?1)"
            " ORDER BY untagged_item.id",
            (date, until),
        )
    )


def of_weapon(connection: Connection, weapon_id: str) -> list[Row]:
    """What turned out to be this weapon, oldest first."""
    return list(
        fetch(
            connection, f"{_ITEM} WHERE untagged_item.weapon = ? ORDER BY solved_at", (weapon_id,)
        )
    )
