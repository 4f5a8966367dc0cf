"""SQL of photographs: what they show, and whose weapon a photographed tag is."""

from __future__ import annotations

from collections.abc import Iterator

from salw_desktop.database.connection import Connection
from salw_desktop.database.person_rules import CAME_WITH
from salw_desktop.database.rows import Row, fetch, fetch_one

SUBJECTS = ("weapon", "hand_in", "cache", "destruction_session", "destruction_order")
HELD = "held_"
"""How the tables are called at HQ that hold what stations sent."""
_NUMBER = (
    "coalesce(weapon.number, weapon.documented_as, hand_in.number, cache.number, destruction_session.number,"
    " destruction_order.number, photo.id)"
)
_CAME_WITH = CAME_WITH.format(item="weapon.id", hand_in="weapon.hand_in")


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


def _subjects(held: str = "") -> str:
    same = " AND {0}.enrolled = photo.enrolled" if held else ""
    return " ".join(
        f"LEFT JOIN {held}{name} AS {name} ON {name}.id = photo.{name}{same.format(name)}"
        for name in SUBJECTS
    )


def photo(connection: Connection, id_: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM photo WHERE id = ?", (id_,))


def subject_number(connection: Connection, photo: Row) -> str:
    """What a sentence calls the thing that is photographed."""
    found = connection.execute(
        f"SELECT {_NUMBER} FROM photo {_subjects()} WHERE photo.id = ?",
        (photo["id"],),
    ).fetchone()
    return str(found[0])


def sizes(connection: Connection) -> dict[str, int]:
    """SHA-256 → bytes of each file that the register names and that is to lie here, oldest first."""
    gone_here = gone(connection)
    return {
        str(row["sha256"]): int(row["size"] or 0)
        for row in named(connection)
        if row["sha256"] not in gone_here
    }


def named(connection: Connection, held: str = "") -> Iterator[Row]:
    """Each file once, oldest first: `sha256`, `size`, the `number` and `view` of what it shows.

    Originals, blurred copies and sealed originals; `held` is the prefix of the tables at HQ.
    """
    return fetch(
        connection,
        f"SELECT file.sha256, file.size, {_NUMBER} AS number, photo.view, min(file.since) AS since FROM"
        f" (SELECT sha256, size, id AS photo, id AS since FROM {held}photo"
        f" UNION ALL SELECT shown_sha256, shown_size, photo, id FROM {held}photo_blurring"
        f" UNION ALL SELECT sealed_sha256, sealed_size, photo, id FROM {held}photo_blurring WHERE sealed_sha256 IS NOT NULL) AS file"
        f" JOIN {held}photo AS photo ON photo.id = file.photo {_subjects(held)}"
        " GROUP BY file.sha256 ORDER BY since",
    )


def gone(connection: Connection, held: str = "") -> set[str]:
    """SHA-256 of what must lie here no more: shown before a blurring, or sealed under a key that is not here."""
    owner = "ifnull(person, id)"
    if held:
        owner = f"enrolled || '/' || {owner}"
    rows = connection.execute(
        f"SELECT sha256 FROM {held}photo_blurring UNION ALL"
        f" SELECT shown_sha256 FROM {held}photo_blurring AS former WHERE EXISTS (SELECT 1 FROM {held}photo_blurring AS later"
        " WHERE later.sha256 = former.sha256 AND later.turn > former.turn) UNION ALL"
        f" SELECT sealed_sha256 FROM {held}photo_blurring WHERE sealed_sha256 IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM sealed_key WHERE owner = {owner})"
    )
    return {str(sha256) for (sha256,) in rows}


def stays_here(connection: Connection) -> set[str]:
    """SHA-256 of sealed originals that go into no bundle: their person does not leave either, or is nobody's."""
    rows = connection.execute(
        "SELECT sealed_sha256 FROM photo_blurring WHERE sealed_sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person"
        " JOIN campaign ON campaign.id = campaign WHERE person.id = person AND may_send_persons AND is_named)"
    )
    return {str(sha256) for (sha256,) in rows}


def blurrings(connection: Connection, sha256: str, held: str = "") -> list[Row]:
    """Of one picture, by whatever weapons it is, in their order: the first sealed the original, the last is shown."""
    asked = f"SELECT * FROM {held}photo_blurring WHERE sha256 = ? ORDER BY turn"
    return list(fetch(connection, asked, (sha256,)))


def sealed_as(connection: Connection, sha256: str) -> Row | None:
    """The blurring whose sealed original this file is, if it is one."""
    return fetch_one(connection, "SELECT * FROM photo_blurring WHERE sealed_sha256 = ?", (sha256,))


def originals_erased(connection: Connection, held: str = "") -> int:
    """How many sealed originals nobody opens here any more."""
    sealed = f"SELECT sealed_sha256 FROM {held}photo_blurring WHERE sealed_sha256 IS NOT NULL"
    gone_here = gone(connection, held)
    return sum(str(sha256) in gone_here for (sha256,) in connection.execute(sealed))


def persons_of(connection: Connection, sha256: str) -> list[str]:
    """Who brought what the picture shows, as far as a key of theirs is here: the one whom it was allotted to first."""
    rows = connection.execute(
        "SELECT owner FROM sealed_key WHERE owner IN (SELECT"
        " ifnull((SELECT person FROM allotment WHERE allotment.weapon = weapon.id ORDER BY id DESC LIMIT 1), hand_in.person)"
        " FROM photo LEFT JOIN weapon ON weapon.id = photo.weapon"
        f" LEFT JOIN hand_in ON hand_in.id = ifnull(photo.hand_in, {_CAME_WITH}) WHERE sha256 = ?) ORDER BY owner",
        (sha256,),
    )
    return [str(person) for (person,) in rows]


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
