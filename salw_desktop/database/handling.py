"""SQL of hand-ins, clearances, countersignatures and days."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.person_rules import CAME_WITH, WAS_STORED
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.ids import first_id_after

_HAND_IN = (
    "SELECT hand_in.*, campaign.code AS campaign_code, campaign.name AS campaign_name, campaign.kind AS campaign_kind,"
    " campaign.is_named, place.name AS place_name FROM hand_in JOIN campaign ON campaign.id = hand_in.campaign"
    " JOIN place ON place.id = hand_in.place"
)


def hand_in(connection: Connection, wanted: str) -> Row | None:
    """By id or number, or by the code scanned from its slip."""
    found = fetch_one(
        connection, f"{_HAND_IN} WHERE hand_in.id = ?1 OR hand_in.number = ?1", (wanted,)
    )
    scanned = f"{_HAND_IN} WHERE 'SALW1' || replace(hand_in.number, '-', '') = ?"
    return found or fetch_one(connection, scanned, (wanted,))


def lines_of(connection: Connection, hand_in_id: str) -> int:
    (count,) = connection.execute(
        "SELECT (SELECT count(*) FROM weapon WHERE hand_in = ?1)"
        " + (SELECT count(*) FROM handed_in_again WHERE hand_in = ?1)",
        (hand_in_id,),
    ).fetchone()
    return int(count)


def weapons_of(connection: Connection, hand_in_id: str) -> list[Row]:
    """Those recorded under it and those that came back with it, in the order in which they were written."""
    return list(
        fetch(
            connection,
            "SELECT weapon.*, (SELECT group_concat(count || ' ' || kind, ', ') FROM accessory WHERE accessory.weapon = weapon.id)"
            " AS accessories FROM weapon WHERE custody <> 'void' AND (hand_in = ?1 OR id IN"
            " (SELECT weapon FROM handed_in_again WHERE handed_in_again.hand_in = ?1)) ORDER BY weapon.id",
            (hand_in_id,),
        )
    )


def came_with(connection: Connection, weapon_id: str) -> str:
    """The hand-in with which it came last."""
    (found,) = connection.execute(
        f"SELECT {CAME_WITH.format(item='weapon.id', hand_in='weapon.hand_in')} FROM weapon WHERE id = ?",
        (weapon_id,),
    ).fetchone()
    return str(found)


def was_stored(connection: Connection, weapon_id: str) -> bool:
    (found,) = connection.execute(f"SELECT {WAS_STORED.format(item='?')}", (weapon_id,)).fetchone()
    return bool(found)


def other_lines(connection: Connection, hand_in_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT * FROM hand_in_line WHERE hand_in = ? AND state <> 'will not come' ORDER BY line",
            (hand_in_id,),
        )
    )


def line(connection: Connection, hand_in_id: str, number: int) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM hand_in_line WHERE hand_in = ? AND line = ?",
        (hand_in_id, number),
    )


def next_line(connection: Connection, hand_in_id: str) -> int:
    (newest,) = connection.execute(
        "SELECT ifnull(max(line), 0) FROM hand_in_line WHERE hand_in = ?", (hand_in_id,)
    ).fetchone()
    return int(newest) + 1


def lines_to_come(connection: Connection, hand_in_id: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM hand_in_line WHERE hand_in = ? AND state = 'still to come'",
        (hand_in_id,),
    ).fetchone()
    return int(count)


def cache(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM cache WHERE id = ?1 OR number = ?1", (wanted,))


def person(connection: Connection, wanted: str) -> Row | None:
    """By its id, or by the number of the hand-in that it brought."""
    return fetch_one(
        connection,
        "SELECT * FROM person WHERE id = ?1 OR id = (SELECT person FROM hand_in WHERE number = ?1)",
        (wanted,),
    )


def receipt(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(
        connection, "SELECT * FROM hand_in_receipt WHERE id = ?1 OR number = ?1", (wanted,)
    )


def receipt_of(connection: Connection, hand_in_id: str) -> Row | None:
    """The one that counts: a replaced one does not."""
    return fetch_one(
        connection,
        "SELECT hand_in_receipt.*, operator.name AS issued_by_name, roster.name AS read_aloud_by_name FROM hand_in_receipt"
        " JOIN operator ON operator.id = issued_by LEFT JOIN roster ON roster.id = read_aloud_by"
        " WHERE hand_in = ? AND state = 'issued'",
        (hand_in_id,),
    )


def times_shown(connection: Connection, receipt_id: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM receipt_shown WHERE hand_in_receipt = ?", (receipt_id,)
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


def _covered(connection: Connection) -> str:
    """Up to which id closed sheets reach: to the closing itself, or to the end of a date that was closed later."""
    rows = fetch(connection, "SELECT id, date FROM day WHERE site = (SELECT site FROM station)", ())
    return max((min(str(row["id"]), first_id_after(str(row["date"]))) for row in rows), default="")


def counts_of_day(connection: Connection, date: str) -> Row:
    """What the evening sheet says of one date, from the rows themselves.

    What came after the last sheet of this site was closed, up to the end of that date: what is entered late, also in
    the evening of a day closed before, stands on the next sheet and on no other (practice a14). Ids tell the order;
    an hour is not always kept (practice a16).
    """
    new = "id > ?2 AND id < ?3"
    found = fetch_one(
        connection,
        f"SELECT (SELECT count(*) FROM paper_number WHERE {new} AND kind = 'HI') AS hand_ins,"
        " ifnull(sum(counts_as = 'weapon' AND record_kind = 'taken in' AND custody <> 'void'), 0) AS weapons,"
        " ifnull(sum(counts_as = 'part' AND record_kind = 'taken in' AND custody <> 'void'), 0) AS parts,"
        " ifnull(sum(record_kind = 'documented' AND custody <> 'void'), 0) AS documented,"
        " ifnull(sum(record_kind = 'taken in' AND handed_in_on <> ?1), 0) AS late,"
        " min(running) AS first_running, max(running) AS last_running,"
        # counted in indexes alone: the stock itself is never read
        " (SELECT count(*) FROM weapon WHERE custody = 'in hand')"
        " - (SELECT count(*) FROM weapon WHERE custody = 'in hand' AND (counts_as = 'part' OR record_kind = 'documented')) AS in_hand,"
        " (SELECT count(*) FROM weapon WHERE custody = 'in hand'"
        "  AND place IN (SELECT id FROM place WHERE kind = 'isolation point')) AS isolated,"
        f" (SELECT count(*) FROM session_result WHERE {new} AND outcome = 'destroyed') AS destroyed,"
        # a label's print is no row of its own: all of them, without those that were counted before
        " (SELECT count(*) FROM label WHERE printed_at < ?1 || 'T~')"
        "  - (SELECT ifnull(sum(labels_printed), 0) FROM day WHERE site = (SELECT site FROM station)) AS labels_printed,"
        " (SELECT count(*) FROM untagged_item WHERE solved_at IS NULL) AS untagged"
        f" FROM weapon WHERE {new}",
        (date, _covered(connection), first_id_after(date)),
    )
    assert found is not None  # noqa: S101  # an aggregate always has a row
    return found
