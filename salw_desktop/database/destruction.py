"""SQL of destruction orders, sessions and certificates."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one

_ON_LIST = (  # a line taken off by an amendment stands on the paper, and nowhere else
    "NOT EXISTS (SELECT 1 FROM amendment_line WHERE amendment_line.destruction_order = order_line.destruction_order"
    " AND amendment_line.weapon = order_line.weapon)"
)
# `?1` is the session; each re-count that failed begins another check, and only its own scans count
_CHECK = "(SELECT 1 + count(breaches) FROM session_break WHERE destruction_session = ?1)"
_SCANNED = (
    "SELECT 1 FROM session_scan WHERE destruction_session = ?1 AND session_scan.weapon = {item}"
    f" AND result = 'on the list' AND check_number = {_CHECK}"
)
_ITEM = (
    "weapon.id AS weapon, weapon.number, weapon.model_name, weapon.category, weapon.calibre, weapon.serial,"
    " weapon.serial_status, weapon.function, weapon.safety, weapon.custody,"
    " (SELECT group_concat(text, '; ') FROM mark WHERE mark.weapon = weapon.id AND kind <> 'hidden') AS marks"
)


def order(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT destruction_order.*, place.name AS place_name, campaign.code AS campaign_code, campaign.name AS campaign_name,"
        " campaign.authority, campaign.may_approve_locally, writer.name AS writer_name, approver.name AS approver_name"
        " FROM destruction_order JOIN place ON place.id = destruction_order.place"
        " JOIN campaign ON campaign.id = destruction_order.campaign"
        " JOIN operator AS writer ON writer.id = written_by LEFT JOIN operator AS approver ON approver.id = approved_by"
        " WHERE destruction_order.id = ?1 OR destruction_order.number = ?1"
        " OR 'SALW1' || replace(destruction_order.number, '-', '') = ?1",
        (wanted,),
    )


def frozen_lines(connection: Connection, order_id: str) -> list[Row]:
    """The list as it was frozen, with the lines that were withdrawn since."""
    return list(
        fetch(
            connection,
            f"SELECT line, {_ITEM} FROM order_line JOIN weapon ON weapon.id = order_line.weapon"
            " WHERE destruction_order = ? ORDER BY line",
            (order_id,),
        )
    )


def order_lines(connection: Connection, order_id: str) -> list[Row]:
    """What is ordered: lines that were withdrawn are left out, the others keep their numbers."""
    return list(
        fetch(
            connection,
            f"SELECT line, {_ITEM} FROM order_line JOIN weapon ON weapon.id = order_line.weapon"
            f" WHERE destruction_order = ? AND {_ON_LIST} ORDER BY line",
            (order_id,),
        )
    )


def amendments(connection: Connection, order_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT order_amendment.*, first.name AS first_name, second.name AS second_name FROM order_amendment"
            " JOIN operator AS first ON first.id = amended_by JOIN operator AS second ON second.id = amended_second"
            " WHERE destruction_order = ? ORDER BY order_amendment.rowid",
            (order_id,),
        )
    )


def withdrawn_lines(connection: Connection, amendment_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT line, weapon.id AS weapon, weapon.number FROM amendment_line"
            " JOIN order_line USING (destruction_order, weapon) JOIN weapon ON weapon.id = amendment_line.weapon"
            " WHERE order_amendment = ? ORDER BY line",
            (amendment_id,),
        )
    )


def live_order_of(connection: Connection, weapon_id: str) -> Row | None:
    """The order that has this item on its list and is neither withdrawn nor carried out."""
    return fetch_one(
        connection,
        "SELECT destruction_order.* FROM order_line JOIN destruction_order ON destruction_order.id = destruction_order"
        f" WHERE order_line.weapon = ? AND destruction_order.state IN ('written', 'approved') AND {_ON_LIST}",
        (weapon_id,),
    )


def has_open_look_alike(connection: Connection, weapon_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM look_alike WHERE ?1 IN (weapon, other) AND verdict = 'open'", (weapon_id,)
    ).fetchone()
    return found is not None


def session(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT destruction_session.*, place.name AS place_name, roster.name AS responsible_name,"
        " roster.function AS responsible_function, roster.organisation AS responsible_organisation"
        " FROM destruction_session JOIN place ON place.id = destruction_session.place"
        " JOIN roster ON roster.id = responsible WHERE destruction_session.id = ?1 OR destruction_session.number = ?1",
        (wanted,),
    )


def open_session_of(connection: Connection, order_id: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM destruction_session WHERE destruction_order = ? AND state <> 'closed'",
        (order_id,),
    )


def unseen(connection: Connection, session_id: str) -> list[Row]:
    """Lines that no scan of the present check has found, and that are neither named as missing nor cut already."""
    return list(
        fetch(
            connection,
            f"SELECT line, {_ITEM} FROM destruction_session JOIN order_line USING (destruction_order)"
            f" JOIN weapon ON weapon.id = order_line.weapon WHERE destruction_session.id = ?1 AND {_ON_LIST}"
            f" AND NOT EXISTS ({_SCANNED.format(item='order_line.weapon')}) AND NOT EXISTS (SELECT 1 FROM session_result"
            " WHERE session_result.destruction_session = ?1 AND session_result.weapon = order_line.weapon"
            " AND outcome <> 'not destroyed') ORDER BY line",
            (session_id,),
        )
    )


def is_scanned(connection: Connection, session_id: str, weapon_id: str) -> bool:
    """Found on the list by a scan of the present check."""
    found = connection.execute(_SCANNED.format(item="?2"), (session_id, weapon_id)).fetchone()
    return found is not None


def check_number(connection: Connection, session_id: str) -> int:
    """1, and one more after each re-count that did not come out."""
    (number,) = connection.execute(f"SELECT {_CHECK}", (session_id,)).fetchone()
    return int(number)


def lines_to_cut(connection: Connection, session_id: str) -> list[Row]:
    """Lines of the order that have no result yet."""
    return list(
        fetch(
            connection,
            f"SELECT line, {_ITEM} FROM destruction_session JOIN order_line USING (destruction_order)"
            f" JOIN weapon ON weapon.id = order_line.weapon WHERE destruction_session.id = ?1 AND {_ON_LIST} AND NOT EXISTS"
            " (SELECT 1 FROM session_result WHERE session_result.destruction_session = ?1"
            " AND session_result.weapon = order_line.weapon) ORDER BY line",
            (session_id,),
        )
    )


def line_of(connection: Connection, session_id: str, weapon_id: str) -> Row | None:
    """An item's line on the list of a session; None where it is not on it."""
    return fetch_one(
        connection,
        f"SELECT line, {_ITEM} FROM destruction_session JOIN order_line USING (destruction_order)"
        " JOIN weapon ON weapon.id = order_line.weapon"
        f" WHERE destruction_session.id = ? AND order_line.weapon = ? AND {_ON_LIST}",
        (session_id, weapon_id),
    )


def witnesses(connection: Connection, session_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT roster.*, is_outside_chain FROM session_witness JOIN roster ON roster.id = person"
            " WHERE destruction_session = ? ORDER BY session_witness.id",
            (session_id,),
        )
    )


def witness_rows(connection: Connection, session_id: str, person: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM session_witness WHERE destruction_session = ? AND person = ?",
        (session_id, person),
    )


def results(connection: Connection, session_id: str) -> list[Row]:
    """What became of each item, described as it was on that day: later corrections change no certificate."""
    return list(
        fetch(
            connection,
            "SELECT * FROM session_result WHERE destruction_session = ? ORDER BY line",
            (session_id,),
        )
    )


def strangers(connection: Connection, session_id: str) -> list[Row]:
    """Scans that found nothing of the list: they stand as exceptions on the certificate."""
    return list(
        fetch(
            connection,
            "SELECT session_scan.*, weapon.number FROM session_scan LEFT JOIN weapon ON weapon.id = session_scan.weapon"
            " WHERE destruction_session = ? AND result IN ('not on the list', 'unknown') ORDER BY session_scan.id",
            (session_id,),
        )
    )


def certificate(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT certificate.*, operator.name AS issued_by_name FROM certificate JOIN operator ON operator.id = issued_by"
        " WHERE certificate.id = ?1 OR certificate.number = ?1 OR destruction_session = ?1",
        (wanted,),
    )


def result_of(connection: Connection, session_id: str, weapon_id: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM session_result WHERE destruction_session = ? AND weapon = ?",
        (session_id, weapon_id),
    )


def destroyed(connection: Connection, session_id: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM session_result WHERE destruction_session = ? AND outcome = 'destroyed'",
        (session_id,),
    ).fetchone()
    return int(count)


def present(connection: Connection, session_id: str) -> int:
    """Items of the list that lie there still: neither destroyed nor named as missing."""
    (count,) = connection.execute(
        "SELECT count(*) FROM destruction_session JOIN order_line USING (destruction_order)"
        f" WHERE destruction_session.id = ?1 AND {_ON_LIST} AND NOT EXISTS (SELECT 1 FROM session_result"
        " WHERE session_result.destruction_session = ?1 AND session_result.weapon = order_line.weapon"
        " AND outcome <> 'not destroyed')",
        (session_id,),
    ).fetchone()
    return int(count)


def batches(connection: Connection, session_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT * FROM session_batch WHERE destruction_session = ? ORDER BY rowid",
            (session_id,),
        )
    )


def breaks(connection: Connection, session_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT * FROM session_break WHERE destruction_session = ? ORDER BY rowid",
            (session_id,),
        )
    )


def open_break(connection: Connection, session_id: str) -> Row | None:
    return fetch_one(
        connection,
        "SELECT * FROM session_break WHERE destruction_session = ? AND resumed_at IS NULL",
        (session_id,),
    )
