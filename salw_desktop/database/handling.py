"""SQL of hand-ins, clearances, countersignatures and days."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one


def hand_in(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM hand_in WHERE id = ?1 OR number = ?1", (wanted,))


def lines_of(connection: Connection, hand_in_id: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM weapon WHERE hand_in = ?", (hand_in_id,)
    ).fetchone()
    return int(count)


def clearance(connection: Connection, id_: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM clearance WHERE id = ?", (id_,))


def clearance_by_token(connection: Connection, hand_in_id: str, token: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM clearance WHERE hand_in = ? AND token = ? ORDER BY id DESC",
        (hand_in_id, token),
    )


def countersign(connection: Connection, id_: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM countersign WHERE id = ?", (id_,))


def open_countersign(connection: Connection, kind: str, subject: str, asked_by: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM countersign WHERE kind = ? AND subject = ? AND asked_by = ? AND signed_at IS NULL",
        (kind, subject, asked_by),
    )


def is_listed(connection: Connection, countersign_id: str, weapon_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM countersign_item WHERE countersign = ? AND weapon = ?",
        (countersign_id, weapon_id),
    ).fetchone()
    return found is not None


def countersigns_open(connection: Connection) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT countersign.*, operator.name AS asked_by_name,"
            " (SELECT count(*) FROM countersign_item WHERE countersign = countersign.id) AS items"
            " FROM countersign JOIN operator ON operator.id = asked_by WHERE signed_at IS NULL ORDER BY due_at",
        )
    )


def day(connection: Connection, date: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM day WHERE date = ? AND site = (SELECT site FROM station)",
        (date,),
    )


def counts_of_day(connection: Connection, date: str) -> Row:
    """What the evening sheet says of one date, from the rows themselves."""
    found = fetch_one(
        connection,
        "SELECT (SELECT count(*) FROM hand_in WHERE opened_on = ?1) AS hand_ins,"
        " count(*) AS weapons, min(running) AS first_running, max(running) AS last_running,"
        " (SELECT count(*) FROM weapon WHERE custody = 'in hand') AS in_hand,"
        " (SELECT count(*) FROM label WHERE substr(printed_at, 1, 10) = ?1) AS labels_printed"
        " FROM weapon WHERE substr(recorded_at, 1, 10) = ?1",
        (date,),
    )
    assert found is not None  # noqa: S101  # an aggregate always has a row
    return found
