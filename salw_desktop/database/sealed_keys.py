"""SQL of the keys that open sealed values: a table outside the journal, so that a key can be destroyed."""

from __future__ import annotations

from salw_desktop.database.connection import Connection


def keep(connection: Connection, owner: str, key: str) -> None:
    connection.execute("INSERT INTO sealed_key VALUES (?, ?)", (owner, key))


def key_of(connection: Connection, owner: str) -> str | None:
    found = connection.execute("SELECT key FROM sealed_key WHERE owner = ?", (owner,)).fetchone()
    return str(found[0]) if found else None


def keys_to_send(connection: Connection, after: int) -> dict[str, str]:
    """Person → key, of campaigns that send persons, for each whom an event after that one made."""
    return dict(
        connection.execute(
            "SELECT owner, key FROM sealed_key JOIN person ON person.id = owner JOIN campaign ON campaign.id = campaign"
            " WHERE may_send_persons AND is_named AND erased_at IS NULL"
            " AND EXISTS (SELECT 1 FROM touched WHERE root = person.id AND n > ?) ORDER BY owner",
            (after,),
        )
    )
