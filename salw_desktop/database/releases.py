"""SQL of releases: what was promised, what went out to whom, and whose the rows of an event are."""

from __future__ import annotations

from collections.abc import Collection

from salw_desktop.database.connection import Connection
from salw_desktop.database.release_rules import PROMISED
from salw_desktop.database.rows import Row, fetch, fetch_one

_RELEASES = (
    "SELECT dossier_release.*, ifnull(weapon.number, weapon.documented_as) AS weapon_number,"
    " one.name AS released_by_name, other.name AS released_second_name"
    " FROM dossier_release JOIN weapon ON weapon.id = dossier_release.weapon"
    " JOIN operator AS one ON one.id = released_by JOIN operator AS other ON other.id = released_second"
)


def promised(connection: Connection, weapon_id: str) -> frozenset[str]:
    """Of each coming of a weapon, what its campaign lets out; empty where it came with none."""
    found = connection.execute(PROMISED.format(item="?1"), (weapon_id,))
    return frozenset(str(words) for (words,) in found)


def campaigns_of(connection: Connection, weapon_id: str) -> list[Row]:
    """Every campaign under which a weapon came in, the first one first."""
    return list(
        fetch(
            connection,
            "SELECT * FROM campaign WHERE id IN (SELECT campaign FROM weapon WHERE id = ?1 UNION SELECT hand_in.campaign"
            " FROM handed_in_again JOIN hand_in ON hand_in.id = handed_in_again.hand_in WHERE weapon = ?1) ORDER BY id",
            (weapon_id,),
        )
    )


def release(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(
        connection,
        f"{_RELEASES} WHERE dossier_release.id = ?1 OR dossier_release.number = ?1",
        (wanted,),
    )


def releases(connection: Connection, weapon_id: str | None = None) -> list[Row]:
    """The release log, oldest first; of one weapon, or of all."""
    where = " WHERE weapon.id = ?" if weapon_id else ""
    values = (weapon_id,) if weapon_id else ()
    return list(fetch(connection, f"{_RELEASES}{where} ORDER BY dossier_release.id", values))


def is_hidden(connection: Connection, mark_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM mark WHERE id = ? AND kind = 'hidden'", (mark_id,)
    ).fetchone()
    return found is not None


def other_weapons_named(
    connection: Connection, ids: Collection[str], weapon_id: str
) -> frozenset[str]:
    """Which of these ids are weapons other than this one."""
    marks = ", ".join("?" * len(ids))
    found = connection.execute(
        f"SELECT id FROM weapon WHERE id IN ({marks}) AND id <> ?", (*ids, weapon_id)
    )
    return frozenset(str(id_) for (id_,) in found)


def holds_of(connection: Connection, weapon_id: str) -> list[Row]:
    """Every hold, lifted or not, oldest first."""
    return list(fetch(connection, "SELECT * FROM hold WHERE weapon = ? ORDER BY id", (weapon_id,)))


def countersigned_by(connection: Connection, subject: str) -> Row | None:
    """Who signed for the paper of this number, and when; None while nobody did."""
    return fetch_one(
        connection,
        "SELECT operator.name, signed_at FROM countersign JOIN operator ON operator.id = signed_by WHERE subject = ?",
        (subject,),
    )


def destructions_of(connection: Connection, weapon_id: str) -> list[Row]:
    """What became of it in each destruction session, with the numbers of order, session and certificate."""
    return list(
        fetch(
            connection,
            "SELECT outcome, session_result.at, destruction_session.number AS session_number,"
            " destruction_order.number AS order_number, certificate.number AS certificate_number FROM session_result"
            " JOIN destruction_session ON destruction_session.id = session_result.destruction_session"
            " JOIN destruction_order ON destruction_order.id = destruction_session.destruction_order"
            " LEFT JOIN certificate ON certificate.destruction_session = destruction_session.id"
            " WHERE weapon = ? ORDER BY session_result.id",
            (weapon_id,),
        )
    )


def losses_of(connection: Connection, weapon_id: str) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM loss WHERE weapon = ? ORDER BY id", (weapon_id,)))


def row_named(connection: Connection, table: str, id_: str) -> Row:
    """One row as it stands; `table` is a name of the schema."""
    found = fetch_one(connection, f"SELECT * FROM {table} WHERE id = ?", (id_,))
    assert found is not None  # noqa: S101  # no row is ever deleted
    return found
