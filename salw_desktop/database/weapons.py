"""SQL of weapons: found by number, by serial, by order; counted by state."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import BLOCKING_HOLDS

_FACTS = (
    "SELECT weapon.*, place.name AS place_name, place.kind AS place_kind,"
    " (SELECT group_concat(text, '; ') FROM mark WHERE mark.weapon = weapon.id) AS marks,"
    " hand_in.number AS hand_in_number, hand_in.state AS hand_in_state, campaign.code AS campaign_code"
    " FROM weapon LEFT JOIN place ON place.id = weapon.place LEFT JOIN hand_in ON hand_in.id = weapon.hand_in"
    " LEFT JOIN campaign ON campaign.id = weapon.campaign"
)


def weapon(connection: Connection, wanted: str) -> Row | None:
    """By id or by control number as written."""
    return fetch_one(connection, f"{_FACTS} WHERE weapon.id = ?1 OR weapon.number = ?1", (wanted,))


def marks(connection: Connection, weapon_id: str) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM mark WHERE weapon = ? ORDER BY id", (weapon_id,)))


def by_custody(connection: Connection) -> list[tuple[str, int]]:
    return [
        (str(word), int(count))
        for word, count in connection.execute(
            "SELECT custody, count(*) FROM weapon GROUP BY custody ORDER BY count(*) DESC, custody"
        )
    ]


def open_holds(connection: Connection, weapon_id: str, *, blocking: bool = True) -> list[Row]:
    marks_ = ", ".join("?" * len(BLOCKING_HOLDS))
    extra = f" AND kind IN ({marks_})" if blocking else ""
    return list(
        fetch(
            connection,
            f"SELECT * FROM hold WHERE weapon = ? AND lifted_at IS NULL{extra} ORDER BY id",
            (weapon_id, *(BLOCKING_HOLDS if blocking else ())),
        )
    )


def hold(connection: Connection, id_: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM hold WHERE id = ?", (id_,))


def open_countersigns(connection: Connection, weapon_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT countersign.* FROM countersign_item JOIN countersign ON countersign.id = countersign"
            " WHERE countersign_item.weapon = ? AND signed_at IS NULL",
            (weapon_id,),
        )
    )


def labels(connection: Connection, state: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT label.*, weapon.number, weapon.model, weapon.model_name, weapon.category, weapon.serial, weapon.serial_status,"
            " weapon.recorded_at FROM label JOIN weapon ON weapon.id = label.weapon WHERE label.state = ?"
            " ORDER BY weapon.running, label.id",
            (state,),
        )
    )


def waiting_labels(connection: Connection, weapon_id: str) -> list[str]:
    """The ids of one item's labels that are not printed yet."""
    return [
        str(id_)
        for (id_,) in connection.execute(
            "SELECT id FROM label WHERE weapon = ? AND state = 'waiting' ORDER BY id", (weapon_id,)
        )
    ]


def copies(connection: Connection, weapon_id: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM label WHERE weapon = ?", (weapon_id,)
    ).fetchone()
    return int(count)


def tag(connection: Connection, weapon_id: str) -> Row | None:
    """The newest tag of an item that is neither lost, spoiled nor replaced."""
    return fetch_one(
        connection,
        "SELECT * FROM tag WHERE weapon = ? AND state IN ('blank', 'bound') ORDER BY id DESC LIMIT 1",
        (weapon_id,),
    )


def with_serial_like(connection: Connection, asked: str, limit: int) -> list[Row]:
    """`asked` is a serial key, `?` for an unreadable character; any piece of a key is found, short ones too."""
    terms = _terms(asked)
    if not terms:
        return []
    match = " AND ".join(f'"{term}"' for term in terms)
    ids = [
        id_
        for (id_,) in connection.execute(
            "SELECT weapon FROM serial_key WHERE n IN (SELECT rowid FROM serial_search WHERE serial_search MATCH ?)"
            " AND key GLOB ? ORDER BY n LIMIT ?",
            (match, f"*{asked}*", limit),
        )
    ]
    ids += [
        id_
        for (id_,) in connection.execute(
            "SELECT weapon FROM serial_key WHERE instr(key, '?') > 0 AND ? GLOB key LIMIT ?",
            (asked, limit),
        )
    ]
    return _by_ids(connection, list(dict.fromkeys(ids))[:limit])


def _terms(asked: str) -> list[str]:
    """The pieces of a search: runs of up to three known characters, and pairs around one gap."""
    pieces: list[str] = []
    for start in range(len(asked)):
        for piece in (asked[start : start + 3], asked[start : start + 2], asked[start : start + 1]):
            if len(piece) == 3 and piece[1] == "?" and "?" not in (piece[0], piece[2]):
                pieces.append(f"{piece[0]}_{piece[2]}")
                break
            if piece and "?" not in piece:
                pieces.append(piece)
                break
    longest = [piece for piece in pieces if len(piece) == 3]
    rest = [
        piece for piece in pieces if len(piece) < 3 and not any(piece in one for one in longest)
    ]
    return list(dict.fromkeys(longest + rest))


def _by_ids(connection: Connection, ids: Sequence[str]) -> list[Row]:
    found = (weapon(connection, id_) for id_ in ids)
    return [row for row in found if row is not None]


def numbered_like(connection: Connection, piece: str, limit: int) -> list[Row]:
    return list(
        fetch(
            connection,
            f"{_FACTS} WHERE instr(replace(weapon.number, '-', ''), ?) > 0 ORDER BY weapon.running LIMIT ?",
            (piece, limit),
        )
    )
