"""SQL of the roster, the operators, their roles, and the station they work at."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.people import Role


def station(connection: Connection) -> Row | None:
    return fetch_one(
        connection,
        "SELECT station.*, site.code AS site_code, site.name AS site_name"
        " FROM station JOIN site ON site.id = station.site",
    )


def own_site(connection: Connection) -> str:
    """Where the station is: asked at each save, so nothing else of it is read."""
    found = fetch_one(connection, "SELECT site FROM station")
    assert found is not None  # noqa: S101  # made with the register, before any act
    return str(found["site"])


def person(connection: Connection, wanted: str) -> Row | None:
    """By id, or by name as written."""
    return fetch_one(
        connection, "SELECT * FROM roster WHERE id = ?1 OR name = ?1 ORDER BY id", (wanted,)
    )


def roster(connection: Connection) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM roster ORDER BY name, id"))


def operator(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM operator WHERE id = ?1 OR name = ?1", (wanted,))


def operator_of(connection: Connection, person: str) -> Row | None:
    """One person, one key: else he could be his own second person."""
    return fetch_one(connection, "SELECT * FROM operator WHERE person = ?", (person,))


def operators(connection: Connection) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT operator.id, operator.name, sign_key, blocked_at, roster.name AS person, roster.function,"
            " roster.organisation FROM operator JOIN roster ON roster.id = operator.person ORDER BY operator.id",
        )
    )


def roles_of(connection: Connection, operator_id: str, on: str = "") -> frozenset[Role]:
    """Empty for one who is blocked; with a date also the roles in which he stands for somebody on it."""
    return frozenset(
        Role(role)
        for (role,) in connection.execute(
            "SELECT role FROM operator_role JOIN operator ON operator.id = operator_role.operator"
            " WHERE operator_role.operator = ?1 AND ended_at IS NULL AND blocked_at IS NULL"
            " UNION SELECT role FROM acting_appointment JOIN operator ON operator.id = acting_appointment.operator"
            " WHERE acting_appointment.operator = ?1 AND ?2 BETWEEN from_on AND until_on"
            " AND ended_at IS NULL AND blocked_at IS NULL",
            (operator_id, on),
        )
    )


def role_row(connection: Connection, operator_id: str, role: Role) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM operator_role WHERE operator = ? AND role = ?",
        (operator_id, role.value),
    )


def keys_of_role(connection: Connection, role: Role) -> list[str]:
    """The signing keys of all who have this role and are not blocked."""
    return [
        str(key)
        for (key,) in connection.execute(
            "SELECT sign_key FROM operator JOIN operator_role ON operator_role.operator = operator.id"
            " WHERE role = ? AND ended_at IS NULL AND blocked_at IS NULL ORDER BY operator.id",
            (role.value,),
        )
    ]


def supervisors(connection: Connection) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM operator_role JOIN operator ON operator.id = operator_role.operator"
        " WHERE role = ? AND ended_at IS NULL AND blocked_at IS NULL",
        (Role.SUPERVISOR.value,),
    ).fetchone()
    return int(count)


def able_to_sign(connection: Connection) -> int:
    """Operators who can be a second person: not blocked, and more than auditors."""
    (count,) = connection.execute(
        "SELECT count(DISTINCT operator.id) FROM operator JOIN operator_role ON operator_role.operator = operator.id"
        " WHERE blocked_at IS NULL AND ended_at IS NULL AND role <> ?",
        (Role.AUDITOR.value,),
    ).fetchone()
    return int(count)


def place(connection: Connection, wanted: str) -> Row | None:
    """By id, or by name at the station's own site."""
    return fetch_one(
        connection,
        "SELECT * FROM place WHERE id = ?1 OR (name = ?1 AND site = (SELECT site FROM station))",
        (wanted,),
    )


def place_of_kind(connection: Connection, kind: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM place WHERE kind = ? AND site = (SELECT site FROM station) ORDER BY id",
        (kind,),
    )


def places(connection: Connection) -> list[Row]:
    """Of the station's own site, in the order in which they were added."""
    sql = "SELECT * FROM place WHERE site = (SELECT site FROM station) ORDER BY id"
    return list(fetch(connection, sql))


def promises_no_names(connection: Connection) -> bool:
    """Whether a campaign of this register keeps no person at all."""
    return (
        fetch_one(connection, "SELECT id FROM campaign WHERE is_named = 0 LIMIT 1", ()) is not None
    )


def campaign(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM campaign WHERE id = ?1 OR code = ?1", (wanted,))


def campaigns(connection: Connection) -> list[Row]:
    """The newest first."""
    return list(fetch(connection, "SELECT * FROM campaign ORDER BY id DESC"))
