"""SQL of destruction as a person works through it: orders side by side, what may go on one, the scans of a session."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch
from salw_desktop.domain.axes import BLOCKING_HOLDS


def orders(connection: Connection) -> list[Row]:
    """The newest first; `items` are those that two have left on the list."""
    return list(
        fetch(
            connection,
            "SELECT destruction_order.id, destruction_order.number, destruction_order.state, campaign.code AS campaign_code,"
            " authority_kind, issuer, issuer_number, planned_on, place.name AS place_name,"
            " destruction_order.items - (SELECT count(*) FROM amendment_line WHERE amendment_line.destruction_order = destruction_order.id)"
            " AS items, destruction_session.number AS session, destruction_session.state AS session_state,"
            " certificate.number AS certificate FROM destruction_order JOIN campaign ON campaign.id = campaign"
            " JOIN place ON place.id = destruction_order.place"
            " LEFT JOIN destruction_session ON destruction_session.destruction_order = destruction_order.id"
            " LEFT JOIN certificate ON certificate.destruction_session = destruction_session.id"
            " ORDER BY destruction_order.rowid DESC",
        )
    )


def session_of(connection: Connection, order_id: str) -> str:
    """The id of the one session that an order has, ended or not; empty before it began."""
    found = connection.execute(
        "SELECT id FROM destruction_session WHERE destruction_order = ?", (order_id,)
    ).fetchone()
    return str(found[0]) if found else ""


def that_may_go(
    connection: Connection, campaign: str, safety: Sequence[str], piece: str, most: int
) -> list[Row]:
    """In hand, cleared, numbered, free of orders: `piece` of the control number, the serial key or the model name."""
    marks, barred = ", ".join("?" * len(safety)), ", ".join("?" * len(BLOCKING_HOLDS))
    return list(
        fetch(
            connection,
            "SELECT weapon.id, weapon.number FROM weapon WHERE campaign = ? AND custody = 'in hand'"
            f" AND number IS NOT NULL AND safety IN ({marks})"
            " AND (replace(number, '-', '') LIKE ? OR upper(serial) LIKE ? OR upper(model_name) LIKE ?)"
            " AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.weapon = weapon.id AND lifted_at IS NULL"
            f" AND hold.kind IN ({barred}))"
            " AND NOT EXISTS (SELECT 1 FROM order_line JOIN destruction_order ON destruction_order.id = destruction_order"
            " WHERE order_line.weapon = weapon.id AND state IN ('written', 'approved') AND NOT EXISTS (SELECT 1"
            " FROM amendment_line WHERE amendment_line.destruction_order = order_line.destruction_order"
            f" AND amendment_line.weapon = weapon.id)) ORDER BY intended_disposal = 'destroy' DESC, number LIMIT {most}",
            (campaign, *safety, *[f"%{piece}%"] * 3, *BLOCKING_HOLDS),
        )
    )


def scans(connection: Connection, session_id: str, check_number: int) -> list[Row]:
    """Every scan of one check, the newest first."""
    return list(
        fetch(
            connection,
            "SELECT session_scan.id, code, result, at, session_scan.weapon, weapon.number, weapon.model_name, weapon.serial"
            " FROM session_scan LEFT JOIN weapon ON weapon.id = session_scan.weapon"
            " WHERE destruction_session = ? AND check_number = ? ORDER BY session_scan.rowid DESC",
            (session_id, check_number),
        )
    )


def outcomes(connection: Connection, session_id: str) -> list[Row]:
    """What became of each item so far, the newest first, with the batch it was cut in."""
    return list(
        fetch(
            connection,
            "SELECT session_result.weapon, session_result.line, outcome, session_result.at, remark, weapon.number,"
            " weapon.model_name, weapon.serial, session_batch.name AS batch FROM session_result"
            " JOIN weapon ON weapon.id = session_result.weapon"
            " LEFT JOIN session_batch ON session_batch.id = session_batch WHERE session_result.destruction_session = ?"
            " ORDER BY session_result.rowid DESC",
            (session_id,),
        )
    )


def people_without_key(connection: Connection) -> list[Row]:
    """Of the roster, who is no operator: a witness has no key (domain §2.9)."""
    return list(
        fetch(
            connection,
            "SELECT * FROM roster WHERE NOT EXISTS (SELECT 1 FROM operator WHERE operator.person = roster.id)"
            " ORDER BY name, id",
        )
    )


def campaigns(connection: Connection) -> list[Row]:
    """The newest first: it is the one at work."""
    return list(fetch(connection, "SELECT * FROM campaign ORDER BY rowid DESC"))


def places(connection: Connection) -> list[Row]:
    """Where one may cut, with the sites as places of their own last."""
    return list(fetch(connection, "SELECT * FROM place ORDER BY name, id"))
