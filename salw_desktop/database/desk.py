"""SQL of an operator's desk: his settings and half-typed forms, which no event carries."""

from __future__ import annotations

from collections.abc import Mapping

from salw_desktop.database.connection import Connection


def of(connection: Connection, operator: str) -> dict[str, str]:
    """Name → value as it was kept."""
    return dict(connection.execute("SELECT name, value FROM desk WHERE operator = ?", (operator,)))


def keep(connection: Connection, operator: str, values: Mapping[str, str | None]) -> None:
    """None takes a thing from the desk."""
    for name, value in values.items():
        if value is None:
            connection.execute("DELETE FROM desk WHERE operator = ? AND name = ?", (operator, name))
        else:
            connection.execute(
                "INSERT INTO desk VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                (operator, name, value),
            )
