"""SQL of what lies ready at the registration table: campaigns, places, people, hand-ins that are still open."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch


def campaigns(connection: Connection) -> list[Row]:
    return list(fetch(connection, "SELECT code, name, is_named FROM campaign ORDER BY id DESC"))


def places(connection: Connection) -> list[Row]:
    """Of the station's own site."""
    return list(
        fetch(
            connection,
            "SELECT name, kind FROM place WHERE site = (SELECT site FROM station) ORDER BY id",
        )
    )


def caches(connection: Connection, limit: int) -> list[Row]:
    return list(
        fetch(connection, f"SELECT number, described FROM cache ORDER BY id DESC LIMIT {limit}")
    )


def open_hand_ins(connection: Connection, limit: int) -> list[Row]:
    """Of the latest the newest first, with the `items` recorded under each; an older one is found by its slip."""
    return list(
        fetch(
            connection,
            "SELECT number, brought_by, opened_on, (SELECT count(*) FROM weapon WHERE weapon.hand_in = hand_in.id) AS items"
            " FROM hand_in WHERE state = 'open'"
            f" AND id IN (SELECT id FROM hand_in ORDER BY id DESC LIMIT 2000) ORDER BY hand_in.id DESC LIMIT {limit}",
        )
    )


def tags_of(connection: Connection, hand_in_id: str) -> dict[str, str]:
    """Id of a weapon → state of its newest tag, for what was recorded under one hand-in."""
    rows = connection.execute(
        "SELECT tag.weapon, tag.state FROM tag JOIN weapon ON weapon.id = tag.weapon WHERE weapon.hand_in = ? ORDER BY tag.id",
        (hand_in_id,),
    )
    return {str(weapon): str(state) for weapon, state in rows}


def models_recorded(connection: Connection, limit: int) -> list[str]:
    """Short codes of the catalogue, the one that most weapons have first."""
    sql = (
        "SELECT model FROM weapon WHERE model <> ''"
        f" GROUP BY model ORDER BY count(*) DESC, model LIMIT {limit}"
    )
    return [str(model) for (model,) in connection.execute(sql)]
