"""SQL of what is out and due back, and of what laboratories read."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import ENDED

_OUT = (
    "SELECT going_out.*, weapon.number AS weapon_number, weapon.model_name, weapon.kind, weapon.serial,"
    " roster.name AS carried_by_name, roster.function AS carried_by_function, roster.organisation AS carried_by_organisation,"
    " place.name AS from_place_name, back.name AS back_place_name, operator.name AS sent_by_name, taker.name AS taken_by_name"
    " FROM going_out"
    " JOIN weapon ON weapon.id = going_out.weapon JOIN roster ON roster.id = carried_by JOIN operator ON operator.id = sent_by"
    " LEFT JOIN place ON place.id = from_place LEFT JOIN place AS back ON back.id = back_place"
    " LEFT JOIN operator AS taker ON taker.id = taken_by"
)


def voucher(connection: Connection, wanted: str) -> Row | None:
    """One going out by id, number or scanned code, with weapon and people: what its paper says."""
    where = "going_out.id = ?1 OR going_out.number = ?1 OR 'SALW1' || replace(going_out.number, '-', '') = ?1"
    return fetch_one(connection, f"{_OUT} WHERE {where}", (wanted,))


def out_now(connection: Connection, weapon_id: str) -> Row | None:
    return fetch_one(connection, f"{_OUT} WHERE weapon.id = ? AND back_on IS NULL", (weapon_id,))


def not_back(connection: Connection) -> list[Row]:
    """Everything sent out, not taken back and not ended since, the longest due first."""
    marks = ", ".join("?" * len(ENDED))
    where = f"back_on IS NULL AND weapon.custody NOT IN ({marks})"
    return list(fetch(connection, f"{_OUT} WHERE {where} ORDER BY due_on, going_out.id", ENDED))


def results_of(connection: Connection, weapon_id: str) -> list[Row]:
    """Laboratory results and waivers of one weapon, oldest first."""
    return list(
        fetch(
            connection,
            "SELECT laboratory_result.*, operator.name AS recorded_by_name, mark.place AS mark_place FROM laboratory_result"
            " JOIN operator ON operator.id = recorded_by LEFT JOIN mark ON mark.id = mark"
            " WHERE laboratory_result.weapon = ? ORDER BY laboratory_result.id",
            (weapon_id,),
        )
    )
