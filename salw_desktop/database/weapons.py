"""SQL of weapons: found by number, by serial, by order; counted by state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import BLOCKING_HOLDS, ENDED
from salw_desktop.domain.numbers import runnings_meant

_FACTS = (
    "SELECT weapon.*, place.name AS place_name, place.kind AS place_kind,"
    " (SELECT group_concat(text, '; ') FROM mark WHERE mark.weapon = weapon.id AND kind <> 'hidden') AS marks,"
    " hand_in.number AS hand_in_number, hand_in.state AS hand_in_state, campaign.code AS campaign_code"
    " FROM weapon LEFT JOIN place ON place.id = weapon.place LEFT JOIN hand_in ON hand_in.id = weapon.hand_in"
    " LEFT JOIN campaign ON campaign.id = weapon.campaign"
)

# What a list of hits shows; a page of the file is read for each weapon, and no second one for its story.
_SHORT = (
    "SELECT weapon.rowid AS at, weapon.id, weapon.number, weapon.documented_as, weapon.kind, weapon.model_name,"
    " weapon.serial, weapon.serial_status, weapon.custody, place.name AS place_name"
    " FROM weapon LEFT JOIN place ON place.id = weapon.place"
)

_TO_IDENTIFY = f"identification <> 'identified' AND custody NOT IN ({', '.join('?' * len(ENDED))})"


def weapon(connection: Connection, wanted: str) -> Row | None:
    """By id, by control number as written, by the number of a documented one, or by the tag that hangs on it."""
    found = fetch_one(
        connection,
        f"{_FACTS} WHERE weapon.id = ?1 OR weapon.number = ?1 OR weapon.documented_as = ?1",
        (wanted,),
    )
    return found or fetch_one(
        connection,
        f"{_FACTS} WHERE weapon.id = (SELECT weapon FROM tag WHERE number = ? AND state = 'bound')",
        (wanted,),
    )


def marks(connection: Connection, weapon_id: str) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM mark WHERE weapon = ? ORDER BY id", (weapon_id,)))


def parts(connection: Connection, weapon_id: str) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM part WHERE weapon = ? ORDER BY id", (weapon_id,)))


def accessories(connection: Connection, weapon_id: str) -> list[Row]:
    sql = "SELECT * FROM accessory WHERE weapon = ? ORDER BY id"
    return list(fetch(connection, sql, (weapon_id,)))


def former_numbers(connection: Connection, weapon_id: str) -> list[Row]:
    sql = "SELECT * FROM former_number WHERE weapon = ? ORDER BY id"
    return list(fetch(connection, sql, (weapon_id,)))


_BESIDE = "counts_as = 'part' OR record_kind = 'documented'"


def by_custody(connection: Connection) -> list[tuple[str, int]]:
    """Weapons that were taken in: neither bare parts nor what was only seen is stock (practice b11, h5)."""
    # both halves are read from an index alone: the window asks this of a million records
    counted = (
        "SELECT custody, sum(items) AS items FROM (SELECT custody, count(*) AS items FROM weapon GROUP BY custody"
        f" UNION ALL SELECT custody, -count(*) FROM weapon WHERE {_BESIDE} GROUP BY custody) GROUP BY custody"
    )
    return [
        (str(word), int(count))
        for word, count in connection.execute(
            f"SELECT custody, items FROM ({counted}) WHERE items > 0 ORDER BY items DESC, custody"
        )
    ]


def beside_weapons(connection: Connection) -> tuple[int, int]:
    """How many bare parts were taken in, and how many items were only seen and documented."""
    parts_, documented = connection.execute(
        "SELECT ifnull(sum(record_kind = 'taken in'), 0), ifnull(sum(record_kind = 'documented'), 0)"
        f" FROM weapon WHERE custody <> 'void' AND ({_BESIDE})"
    ).fetchone()
    return int(parts_), int(documented)


def to_identify_count(connection: Connection) -> int:
    (count,) = connection.execute(
        f"SELECT count(*) FROM weapon WHERE {_TO_IDENTIFY}", ENDED
    ).fetchone()
    return int(count)


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


def open_alarms(connection: Connection, weapon_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT * FROM alarm WHERE weapon = ? AND acknowledged_at IS NULL ORDER BY id",
            (weapon_id,),
        )
    )


def every_open_alarm(connection: Connection) -> list[Row]:
    """The supervisor's worklist, oldest first."""
    return list(
        fetch(
            connection,
            "SELECT alarm.*, weapon.number, weapon.documented_as FROM alarm JOIN weapon ON weapon.id = alarm.weapon"
            " WHERE acknowledged_at IS NULL ORDER BY alarm.id",
        )
    )


def alarm(connection: Connection, id_: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM alarm WHERE id = ?", (id_,))


def model_card(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM model_card WHERE id = ?1 OR number = ?1", (wanted,))


def to_identify(connection: Connection) -> list[Row]:
    """The armourer's worklist: quick records and second looks, oldest first."""
    return list(
        fetch(
            connection,
            f"{_FACTS} WHERE {_TO_IDENTIFY} ORDER BY weapon.id",
            ENDED,
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
            "SELECT label.*, weapon.number, weapon.kind, weapon.model, weapon.model_name, weapon.category, weapon.serial, weapon.serial_status,"
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


def with_serial_like(connection: Connection, asked: str, limit: int) -> list[int]:
    """Rowids. `asked` is a serial key, `?` for an unreadable character; any piece of a key is found, short ones too."""
    terms = search_terms(asked)
    if not terms:
        return []
    match = " AND ".join(f'"{term}"' for term in terms)
    # in the order of the index, row by row: one sign alone fits half a million keys. One statement, for a save may take
    # what waits into the index meanwhile
    rows = connection.execute(
        "SELECT * FROM (SELECT weapon_row FROM serial_search CROSS JOIN serial_key ON serial_key.n = serial_search.rowid"
        " WHERE serial_search MATCH ?1 AND key GLOB (?2||'') ORDER BY serial_search.rowid) UNION ALL SELECT * FROM"
        " (SELECT weapon_row FROM serial_waiting CROSS JOIN serial_key USING (n) WHERE key GLOB (?2||'') ORDER BY n)",
        (match, f"*{asked}*"),
    )
    found = _different(rows, limit)
    rows.close()
    unreadable = connection.execute(
        f"SELECT weapon_row FROM serial_key WHERE instr(key, '?') > 0 AND length(key) = ? AND ? GLOB key LIMIT {limit}",
        (len(asked), asked),
    )
    both = dict.fromkeys([*found, *_different(unreadable, limit)])
    return list(both)[:limit]


def _different(rows: Iterable[tuple[int]], limit: int) -> list[int]:
    """The first weapons of these rows: one may stand there for each of its parts."""
    found: dict[int, None] = {}
    for (weapon_row,) in rows:
        found[weapon_row] = None
        if len(found) == limit:
            break
    return list(found)


def search_terms(asked: str) -> list[str]:
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


def shortly(connection: Connection, rowids: Sequence[int]) -> list[Row]:
    """What a list of hits shows of these weapons, in this order."""
    marks = ", ".join("?" * len(rowids))
    rows = fetch(connection, f"{_SHORT} WHERE weapon.rowid IN ({marks})", rowids)
    found = {row["at"]: row for row in rows}
    return [found[rowid] for rowid in rowids if rowid in found]


def numbered_like(connection: Connection, piece: str, limit: int) -> list[int]:
    """Rowids, by a piece of the control number: its beginning, its running number, its end; or of a documented one's number."""
    found: list[int] = []
    blocks = connection.execute(
        "SELECT id, country || year || '-' || site FROM number_block ORDER BY id"
    ).fetchall()
    for block, prefix in blocks:
        for first, last in runnings_meant(prefix, piece):
            rows = connection.execute(
                "SELECT rowid FROM weapon WHERE number_block = ? AND running BETWEEN ? AND ?"
                f" ORDER BY running LIMIT {limit}",
                (block, first, last),
            )
            found += [rowid for (rowid,) in rows]
    documented = connection.execute(
        "SELECT rowid FROM weapon WHERE documented_as > '' AND instr(replace(documented_as, '-', ''), ?) > 0"
        f" ORDER BY documented_as LIMIT {limit}",
        (piece,),
    )
    found += [rowid for (rowid,) in documented]
    return list(dict.fromkeys(found))[:limit]
