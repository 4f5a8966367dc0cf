"""SQL of duty: days opened by another clock, acting appointments, lone-officer mode."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.database.rule_terms import STANDS_BETWEEN


def opening_of(connection: Connection, date: str) -> Row | None:
    """The newest day opening of a date of this laptop's clock, with the names of the two."""
    return fetch_one(
        connection,
        "SELECT day_opening.*, one.name AS opened_by_name, other.name AS opened_second_name FROM day_opening"
        " JOIN operator AS one ON one.id = opened_by JOIN operator AS other ON other.id = opened_second"
        " WHERE substr(claimed_at, 1, 10) = ? ORDER BY day_opening.id DESC LIMIT 1",
        (date,),
    )


def count_as_one(connection: Connection, one: str, other: str, date: str) -> bool:
    """Whether one of the two stands for the other on that date: then they are one signer, not two."""
    term = STANDS_BETWEEN.format(one="?1", other="?2", at="?3")
    (found,) = connection.execute(f"SELECT EXISTS ({term})", (one, other, date)).fetchone()
    return bool(found)


def standing_appointments(connection: Connection, date: str) -> list[Row]:
    """Those that are not ended and not over, with names: also those that begin later."""
    return list(
        fetch(
            connection,
            "SELECT acting_appointment.*, acting.name AS operator_name, away.name AS stands_for_name FROM acting_appointment"
            " JOIN operator AS acting ON acting.id = acting_appointment.operator"
            " JOIN operator AS away ON away.id = stands_for"
            " WHERE ended_at IS NULL AND until_on >= ? ORDER BY from_on, acting_appointment.id",
            (date,),
        )
    )


# what ended on that day still stood on it
_STOOD_ON = (
    "?1 BETWEEN from_on AND until_on AND (ended_at IS NULL OR substr(ended_at, 1, 10) >= ?1)"
)


def appointments_on(connection: Connection, date: str) -> list[Row]:
    """Those that stood on that date, with names: also where they are over by now."""
    return list(
        fetch(
            connection,
            "SELECT acting_appointment.*, acting.name AS operator_name, away.name AS stands_for_name FROM acting_appointment"
            " JOIN operator AS acting ON acting.id = acting_appointment.operator"
            " JOIN operator AS away ON away.id = stands_for"
            f" WHERE {_STOOD_ON} ORDER BY acting_appointment.id",
            (date,),
        )
    )


def lone_duties_on(connection: Connection, date: str) -> list[Row]:
    """Those that stood on that date, with whoever was alone."""
    return list(
        fetch(
            connection,
            "SELECT lone_duty.*, operator.name AS declared_by_name FROM lone_duty JOIN operator ON operator.id = declared_by"
            f" WHERE {_STOOD_ON} ORDER BY lone_duty.id",
            (date,),
        )
    )


def lone_duty(connection: Connection, date: str) -> Row | None:
    """The declaration that stands on that date, with the name of whoever is alone."""
    return fetch_one(
        connection,
        "SELECT lone_duty.*, operator.name AS declared_by_name FROM lone_duty JOIN operator ON operator.id = declared_by"
        " WHERE ended_at IS NULL AND ? BETWEEN from_on AND until_on ORDER BY lone_duty.id DESC LIMIT 1",
        (date,),
    )
