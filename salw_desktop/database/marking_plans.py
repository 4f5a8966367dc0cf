"""SQL of what a marking campaign has before it: what is still to strike, and what machines and people here made."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch


def site_names(connection: Connection) -> dict[str, str]:
    """Site id → code and name, the code alone where it has no other name."""
    return {
        str(id_): str(code) if name == code else f"{code} {name}"
        for id_, code, name in connection.execute("SELECT id, code, name FROM site ORDER BY code")
    }


def strikes_left(connection: Connection) -> dict[str, int]:
    """Weapon id → strikes that its live job still wants; 0 where all are struck and wait to be read back."""
    return {
        str(weapon): int(left)
        for weapon, left in connection.execute(
            "SELECT weapon, sum(outcome IN ('ordered', 'not struck')) FROM mark_job"
            " JOIN strike ON strike.mark_job = mark_job.id WHERE state IN ('ordered', 'struck') GROUP BY weapon"
        )
    }


def held_for_laboratory(connection: Connection) -> set[str]:
    """Ids of weapons that nobody strikes while a number may be brought back."""
    found = connection.execute(
        "SELECT weapon FROM hold WHERE kind = 'laboratory' AND lifted_at IS NULL"
    )
    return {str(weapon) for (weapon,) in found}


def machines_at_work(connection: Connection, day: str) -> list[Row]:
    """Each machine with its site, who is trained on it that day, the strikes it made and on how many days.

    `worn` strikes stand on the styluses that were changed, `changes` counts those.
    """
    made = (
        "FROM strike JOIN mark_job ON mark_job.id = strike.mark_job WHERE mark_job.machine = machine.id"
        " AND struck_at IS NOT NULL AND outcome <> 'not struck'"
    )
    changed = "machine_entry.machine = machine.id AND kind = 'stylus changed'"
    return list(
        fetch(
            connection,
            f"SELECT machine.name, place.site, (SELECT count(*) {made}) AS strikes,"
            f" (SELECT count(DISTINCT substr(struck_at, 1, 10)) {made}) AS days,"
            " (SELECT count(DISTINCT person) FROM machine_training WHERE machine_training.machine = machine.id"
            "  AND trained_on <= ?1 AND (valid_until IS NULL OR valid_until >= ?1)) AS trained,"
            f" (SELECT count(*) FROM machine_entry WHERE {changed}) AS changes,"
            " (SELECT ifnull(sum(strikes), 0) FROM machine_entry WHERE machine_entry.machine = machine.id"
            f"  AND id <= (SELECT max(id) FROM machine_entry WHERE {changed})) AS worn"
            " FROM machine JOIN place ON place.id = machine.place WHERE ended_on IS NULL ORDER BY machine.name",
            (day,),
        )
    )
