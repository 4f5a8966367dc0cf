"""SQL of losses, from the report to the finding."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one

_LOSS = (
    "SELECT loss.*, weapon.number AS weapon_number, weapon.model_name, weapon.calibre, weapon.serial, weapon.serial_status,"
    " weapon.custody, place.name AS last_place, roster.name AS discovered_by_name, roster.function AS discovered_by_function,"
    " roster.organisation AS discovered_by_organisation, reporter.name AS reported_by_name, closer.name AS closed_by_name"
    " FROM loss JOIN weapon ON weapon.id = loss.weapon JOIN roster ON roster.id = discovered_by"
    " JOIN operator AS reporter ON reporter.id = reported_by LEFT JOIN operator AS closer ON closer.id = closed_by"
    " LEFT JOIN place ON place.id = weapon.place"
)


def loss(connection: Connection, wanted: str) -> Row | None:
    """By id, or by the number of the report."""
    return fetch_one(connection, f"{_LOSS} WHERE loss.id = ?1 OR loss.number = ?1", (wanted,))


def open_losses(connection: Connection) -> list[Row]:
    """What is reported and not found yet, oldest first."""
    return list(fetch(connection, f"{_LOSS} WHERE closed_at IS NULL ORDER BY reported_at, loss.id"))


def open_loss_of(connection: Connection, weapon_id: str) -> Row | None:
    return fetch_one(connection, f"{_LOSS} WHERE weapon.id = ? AND closed_at IS NULL", (weapon_id,))
