"""SQL of the stations that a registry knows."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import counted
from salw_desktop.domain.numbers import NumberBlock

# never counted: what was only seen and documented, and parts without a weapon (practice h5, b11)
_COLLECTED = "record_kind IS NOT 'documented' AND counts_as IS NOT 'part'"


def registry(connection: Connection) -> Row | None:
    return fetch_one(connection, "SELECT * FROM registry ORDER BY id LIMIT 1")


def series(connection: Connection) -> str:
    (found,) = connection.execute(
        "SELECT series FROM number_series ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return str(found)


def by_device(connection: Connection, device: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM enrolled WHERE device_key = ?", (device,))


def named(connection: Connection, wanted: str) -> list[Row]:
    """By unit, by the first letters of its device key, or by id."""
    return list(
        fetch(
            connection,
            "SELECT * FROM enrolled WHERE unit = ?1 OR id = ?1 OR substr(device_key, 1, 8) = ?1 ORDER BY id",
            (wanted,),
        )
    )


def devices(connection: Connection) -> dict[str, str]:
    """Public key of each enrolled device → the id of its enrolment."""
    return dict(connection.execute("SELECT device_key, id FROM enrolled"))


def everyone(connection: Connection) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT enrolled.*, (SELECT max(at) FROM imported WHERE imported.enrolled = enrolled.id) AS last_import,"
            " (SELECT max(number) FROM letter WHERE letter.enrolled = enrolled.id) AS last_letter,"
            " (SELECT count(*) FROM held_event WHERE held_event.enrolled = enrolled.id) AS events,"
            " (SELECT count(*) FROM held_event WHERE held_event.enrolled = enrolled.id AND is_applied = 0) AS waiting,"
            " (SELECT count(*) FROM held_event WHERE held_event.enrolled = enrolled.id AND type = 'operator.renewed') AS recovered,"
            " (SELECT count(*) FROM held_turned WHERE held_turned.enrolled = enrolled.id) AS turned,"
            " (SELECT count(*) FROM held_contested WHERE held_contested.enrolled = enrolled.id) AS contested"
            " FROM enrolled ORDER BY unit, id",
        )
    )


def blocks(connection: Connection, site: str) -> list[NumberBlock]:
    return [
        NumberBlock.parse(block, site=site)
        for (block,) in connection.execute("SELECT block FROM known_block WHERE site = ?", (site,))
    ]


def newest_letter(connection: Connection, enrolled: str) -> int:
    (number,) = connection.execute(
        "SELECT max(number) FROM (SELECT number FROM letter WHERE enrolled = ?"
        " UNION ALL SELECT after FROM series_jump WHERE series = 'letters')",
        (enrolled,),
    ).fetchone()
    return int(number or 0)


def keep_codes(connection: Connection, enrolled: str, codes: Sequence[str]) -> None:
    """HQ's list in clear, in its encrypted file; the station has only the hashes."""
    connection.executemany(
        "INSERT INTO held_code(enrolled, position, code) VALUES (?, ?, ?)",
        [(enrolled, position, code) for position, code in enumerate(codes, 1)],
    )


def codes(connection: Connection, enrolled: str) -> list[str]:
    return [
        str(code)
        for (code,) in connection.execute(
            "SELECT code FROM held_code WHERE enrolled = ? ORDER BY position", (enrolled,)
        )
    ]


def was_block_brought(connection: Connection, enrolled: str, block: str) -> bool:
    found = connection.execute(
        "SELECT was_brought FROM known_block WHERE enrolled = ? AND block = ?", (enrolled, block)
    ).fetchone()
    return bool(found and found[0])


def next_code(connection: Connection, enrolled: str) -> tuple[int, str] | None:
    found = connection.execute(
        "SELECT position, code FROM held_code WHERE enrolled = ?1 AND position NOT IN"
        " (SELECT position FROM code_given WHERE code_given.enrolled = ?1) ORDER BY position LIMIT 1",
        (enrolled,),
    ).fetchone()
    return (int(found[0]), str(found[1])) if found else None


def codes_not_as_given(connection: Connection, enrolled: str) -> list[int]:
    """Codes that the station used for another act than the one whose letters it read out, or was never given."""
    return [
        int(position)
        for (position,) in connection.execute(
            "SELECT held_remote_code.position FROM held_remote_code LEFT JOIN code_given"
            " ON code_given.enrolled = held_remote_code.enrolled AND code_given.position = held_remote_code.position"
            " WHERE held_remote_code.enrolled = ?1 AND held_remote_code.letters IS NOT NULL"
            " AND held_remote_code.registry = (SELECT id FROM registry ORDER BY rowid LIMIT 1)"
            " AND held_remote_code.letters IS NOT code_given.letters UNION SELECT held_remote_code.position"
            # a copy of the register spent the same code once more: its row is contested
            " FROM held_contested JOIN held_remote_code ON held_remote_code.id = held_contested.id"
            " AND held_remote_code.enrolled = held_contested.enrolled"
            " WHERE held_contested.enrolled = ?1 AND tbl = 'remote_code' ORDER BY 1",
            (enrolled,),
        )
    ]


def weapons(connection: Connection, enrolled: str) -> int:
    return counted(weapons_by_custody(connection, enrolled))


def weapons_by_custody(connection: Connection, enrolled: str) -> list[tuple[str, int]]:
    return [
        (str(custody), int(count))
        for custody, count in connection.execute(
            f"SELECT custody, count(*) FROM held_weapon WHERE enrolled = ? AND {_COLLECTED} GROUP BY custody ORDER BY custody",
            (enrolled,),
        )
    ]


def contested(connection: Connection) -> list[Row]:
    """Claims that were kept beside what is held, with the station and the event of each, oldest first."""
    return list(
        fetch(
            connection,
            "SELECT held_contested.enrolled, lower(hex(event_id)) AS event, tbl, held_contested.id, new, old, unit"
            " FROM held_contested JOIN enrolled ON enrolled.id = held_contested.enrolled ORDER BY n",
        )
    )


def held_row(connection: Connection, enrolled: str, table: str, id_: str) -> Row | None:
    """`table` is one of `held_tables`: only those are ever contested."""
    return fetch_one(
        connection,
        f"SELECT * FROM held_{table} WHERE enrolled = ? AND id = ?",
        (enrolled, id_),
    )


def untagged(connection: Connection, enrolled: str) -> int:
    """Items without a readable tag that nobody has solved: in stock, never among the weapons collected."""
    (count,) = connection.execute(
        "SELECT count(*) FROM held_untagged_item WHERE enrolled = ? AND solved_at IS NULL",
        (enrolled,),
    ).fetchone()
    return int(count)


def sets(connection: Connection, enrolled: str) -> list[str]:
    return [
        str(set_id)
        for (set_id,) in connection.execute(
            "SELECT DISTINCT set_id FROM imported WHERE enrolled = ? ORDER BY id", (enrolled,)
        )
    ]


def numbers_twice(connection: Connection) -> list[str]:
    """Control numbers that two records bear: a clone or an old copy went on giving numbers."""
    return [
        str(number)
        for (number,) in connection.execute(
            "SELECT number FROM held_weapon WHERE number IS NOT NULL GROUP BY number HAVING count(*) > 1 ORDER BY 1"
        )
    ]


def is_imported(connection: Connection, sha256: str) -> bool:
    """All of it: what was turned away may hold once its past has come."""
    found = connection.execute(
        "SELECT 1 FROM imported WHERE sha256 = ? AND turned_events = 0", (sha256,)
    ).fetchone()
    return found is not None


def turned(connection: Connection, enrolled: str) -> list[tuple[str, str]]:
    return [
        (event_id.hex(), str(code))
        for event_id, code in connection.execute(
            "SELECT event_id, code FROM held_turned WHERE enrolled = ?"
            " AND event_id NOT IN (SELECT event_id FROM held_event) ORDER BY rowid",
            (enrolled,),
        )
    ]


def certificate(connection: Connection, device: str, number: str) -> Row | None:
    """A certificate that the station with this key sent; another one cannot speak for it."""
    return fetch_one(
        connection,
        "SELECT held_certificate.* FROM held_certificate JOIN enrolled ON enrolled.id = enrolled"
        " WHERE device_key = ? AND number = ?",
        (device, number),
    )


def hand_in_receipt(connection: Connection, device: str, number: str) -> Row | None:
    """A receipt for a hand-in that the station with this key sent; another one cannot speak for it."""
    return fetch_one(
        connection,
        "SELECT held_hand_in_receipt.* FROM held_hand_in_receipt JOIN enrolled ON enrolled.id = enrolled"
        " WHERE device_key = ? AND number = ?",
        (device, number),
    )
