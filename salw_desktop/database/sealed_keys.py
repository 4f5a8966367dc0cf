"""SQL of the keys that open sealed values: a table outside the journal, so that a key can be destroyed."""

from __future__ import annotations

from collections.abc import Iterable

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


def is_erased(connection: Connection, person: str) -> bool:
    """By two of this register, or by two of it in a time that a restored copy knows nothing of."""
    found = connection.execute(
        "SELECT 1 FROM person WHERE id = ?1 AND (erased_at IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM erasure_followed WHERE person = ?1))",
        (person,),
    ).fetchone()
    return found is not None


def still_kept(connection: Connection, persons: Iterable[str]) -> list[str]:
    """Of these, the persons who stand here and are not erased here."""
    return [
        person
        for person in dict.fromkeys(persons)
        if connection.execute("SELECT 1 FROM person WHERE id = ?", (person,)).fetchone()
        and not is_erased(connection, person)
    ]


def readable_persons(connection: Connection) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM sealed_key JOIN person ON person.id = owner"
    ).fetchone()
    return int(count)


def lives_of_erased(connection: Connection) -> list[tuple[int, int]]:
    """Of each erased person the events between which a copy of this file held the key: made, erased."""
    return list(
        connection.execute(
            "SELECT (SELECT min(n) FROM touched WHERE root = person.id),"
            " (SELECT max(n) FROM touched WHERE root = ifnull(followed.id, person.id))"
            " FROM person LEFT JOIN erasure_followed AS followed ON followed.person = person.id"
            " WHERE erased_at IS NOT NULL OR followed.id IS NOT NULL ORDER BY 2"
        )
    )
