"""SQL of weapons whose numbers look alike, and of what was said about them."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.database.weapons import search_terms
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.serials import UNREADABLE

_KNOWN_AT_LEAST = 3  # fewer readable characters fit half the register
_COLUMNS = (
    "weapon.id, weapon.number, weapon.documented_as, weapon.model, weapon.model_name, weapon.kind, weapon.custody,"
    " weapon.country, theirs.key, theirs.owner = theirs.weapon AS is_own"
)
# those that are gone first: one of them alone is an alarm
_ENDED_FIRST = f"weapon.custody IN ({', '.join(repr(word) for word in ENDED)}) DESC, theirs.n DESC"


def compared(connection: Connection, weapon_id: str) -> Row:
    """What of a weapon is held against others: narrow, for it is asked at each save."""
    found = fetch_one(
        connection,
        "SELECT id, number, documented_as, model, kind, country, custody FROM weapon WHERE id = ?",
        (weapon_id,),
    )
    assert found is not None  # noqa: S101  # the row of the act that asks
    return found


def keys_of(connection: Connection, weapon_id: str) -> list[tuple[str, bool]]:
    """Its keys, each once, and whether it is the weapon's own and not only a part's; none of a void record."""
    return [
        (str(key), bool(is_own))
        for key, is_own in connection.execute(
            "SELECT key, max(owner = weapon) FROM serial_key WHERE (owner = ?1 OR (weapon = ?1 AND owner <> weapon))"
            " AND (SELECT custody FROM weapon WHERE id = ?1) <> 'void' GROUP BY key",
            (weapon_id,),
        )
    ]


def with_key(connection: Connection, weapon_id: str, key: str, limit: int) -> list[Row]:
    """Other weapons with this number, their own or a part's."""
    return _others(connection, "theirs.key = ?", (key,), weapon_id, limit)


def that_fit(connection: Connection, weapon_id: str, key: str, limit: int) -> list[Row]:
    """Other weapons whose number may be this one where characters are unreadable, here or there."""
    if len(key.replace(UNREADABLE, "")) < _KNOWN_AT_LEAST:
        return []
    # SQLite prepares a statement anew for each bound `LIMIT ?` or `GLOB ?`: a tenth of the time of a save
    worn = "".join(UNREADABLE if sign == UNREADABLE else f"[{sign}{UNREADABLE}]" for sign in key)
    where = (
        f"instr(theirs.key, '{UNREADABLE}') > 0 AND length(theirs.key) = ? AND theirs.key GLOB (?||'') AND theirs.key <> ?"
        f" AND length(replace(theirs.key, '{UNREADABLE}', '')) >= {_KNOWN_AT_LEAST}"
    )
    found = _others(connection, where, (len(key), worn, key), weapon_id, limit)
    if UNREADABLE not in key:
        return found
    terms = " AND ".join(f'"{term}"' for term in search_terms(key))
    among = (
        "theirs.n IN (SELECT rowid FROM serial_search WHERE serial_search MATCH ?"
        " UNION ALL SELECT n FROM serial_waiting)"
    )
    where = f"{among} AND theirs.key GLOB (?||'') AND instr(theirs.key, '{UNREADABLE}') = 0"
    return found + _others(connection, where, (terms, key), weapon_id, limit)


def _others(
    connection: Connection, where: str, values: tuple[str | int, ...], weapon_id: str, limit: int
) -> list[Row]:
    return list(
        fetch(
            connection,
            f"SELECT {_COLUMNS} FROM serial_key AS theirs"
            " CROSS JOIN weapon ON weapon.rowid = theirs.weapon_row AND weapon.id = theirs.weapon"
            f" WHERE {where} AND theirs.weapon <> ? AND weapon.custody <> 'void' ORDER BY {_ENDED_FIRST} LIMIT {limit}",
            (*values, weapon_id),
        )
    )


def entry(connection: Connection, one: str, other: str) -> Row | None:
    """What was asked about these two, whichever of them was looked at first."""
    return fetch_one(
        connection,
        "SELECT * FROM look_alike WHERE (weapon = ?1 AND other = ?2) OR (weapon = ?2 AND other = ?1)",
        (one, other),
    )


def entries_of(connection: Connection, weapon_id: str) -> list[Row]:
    """All that was asked about a weapon, with the id of the one beside it as `beside`."""
    return list(
        fetch(
            connection,
            "SELECT look_alike.*, iif(weapon = ?1, other, weapon) AS beside FROM look_alike"
            " WHERE weapon = ?1 OR other = ?1 ORDER BY id",
            (weapon_id,),
        )
    )


def open_entries(connection: Connection) -> list[Row]:
    """Look-alikes to answer; of a record that was withdrawn nothing is asked any more."""
    return list(
        fetch(
            connection,
            "SELECT look_alike.*, weapon.number, weapon.documented_as, other.number AS other_number,"
            " other.documented_as AS other_documented_as, other.model_name AS other_model_name, other.serial AS other_serial,"
            " other.custody AS other_custody FROM look_alike JOIN weapon ON weapon.id = look_alike.weapon"
            " JOIN weapon AS other ON other.id = look_alike.other"
            " WHERE verdict = 'open' AND weapon.custody <> 'void' AND other.custody <> 'void' ORDER BY look_alike.id",
        )
    )
