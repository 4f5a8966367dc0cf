"""SQL of the registries a station knows and of what they have receipted."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one


def registries(connection: Connection) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM registry ORDER BY id"))


def remote_codes(connection: Connection, position: int) -> list[Row]:
    """One of each registry at that place of its list."""
    return list(
        fetch(connection, "SELECT * FROM remote_code WHERE position = ? ORDER BY id", (position,))
    )


def newest_receipt(connection: Connection, registry_id: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM receipt WHERE registry = ? ORDER BY number DESC LIMIT 1",
        (registry_id,),
    )


def last_receipt(connection: Connection) -> Row | None:
    """The newest of any registry, with its name."""
    return fetch_one(
        connection,
        "SELECT receipt.*, registry.name AS registry_name FROM receipt JOIN registry ON registry.id = registry"
        " ORDER BY taken_at DESC, receipt.id DESC LIMIT 1",
    )


def last_check(connection: Connection) -> Row | None:
    return fetch_one(connection, "SELECT * FROM check_run ORDER BY id DESC LIMIT 1")
