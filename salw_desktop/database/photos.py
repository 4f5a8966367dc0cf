"""SQL of photographs: what they show, and whose weapon a photographed tag is."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one

SUBJECTS = ("weapon", "hand_in", "cache", "destruction_session", "destruction_order")


def of(connection: Connection, subject: str, id_: str) -> list[Row]:
    """The photographs of one weapon, hand-in, cache, session or order, in the order of adding. ValueError."""
    column = SUBJECTS[SUBJECTS.index(subject)]
    return list(fetch(connection, f"SELECT * FROM photo WHERE {column} = ? ORDER BY id", (id_,)))


def by_sha256(connection: Connection, sha256: str) -> list[Row]:
    """Every row of one picture, with the number of the weapon that it shows."""
    return list(
        fetch(
            connection,
            "SELECT photo.*, weapon.number AS weapon_number FROM photo LEFT JOIN weapon ON weapon.id = photo.weapon"
            " WHERE sha256 = ? ORDER BY photo.id",
            (sha256,),
        )
    )


def sizes(connection: Connection) -> dict[str, int]:
    """SHA-256 → bytes of each original that the register names, oldest first."""
    return dict(
        connection.execute("SELECT sha256, size FROM photo GROUP BY sha256 ORDER BY min(id)")
    )


def weapon_of_tag(connection: Connection, number: str) -> str | None:
    """The id, by the weapon's own number or by that of a tag that hangs on it now."""
    found = connection.execute(
        "SELECT id FROM weapon WHERE number = ?1 UNION ALL SELECT weapon FROM tag"
        " WHERE tag.number = ?1 AND state IN ('blank', 'bound') AND weapon IS NOT NULL LIMIT 1",
        (number,),
    ).fetchone()
    return str(found[0]) if found else None


def cache(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM cache WHERE id = ?1 OR number = ?1", (wanted,))
