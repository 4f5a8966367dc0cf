"""SQL of marks struck by us: profiles, machines and their numbers, jobs, strikes, and what is still to mark."""

from __future__ import annotations

from collections.abc import Iterator

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import ENDED

LIVE = ("ordered", "struck")
_LIVE = "('ordered', 'struck')"
_JOB = (
    "SELECT mark_job.*, machine.name AS machine_name, machine.method, weapon.number AS weapon_number, weapon.model,"
    " weapon.model_name, weapon.kind AS weapon_kind, mark_profile.height_um, mark_profile.depth_um"
    " FROM mark_job JOIN machine ON machine.id = mark_job.machine JOIN weapon ON weapon.id = mark_job.weapon"
    " JOIN mark_profile ON mark_profile.id = mark_job.mark_profile"
)
_HITS = (  # what wore the stylus
    "FROM strike JOIN mark_job ON mark_job.id = strike.mark_job"
    " WHERE mark_job.machine = machine.id AND struck_at IS NOT NULL AND outcome <> 'not struck'"
)
_LAST_ENTRY_AT = (
    "ifnull((SELECT max(at) FROM machine_entry WHERE machine_entry.machine = machine.id), '')"
)


def profile_on(connection: Connection, day: str) -> Row | None:
    """The State's profile that counts on this day."""
    return fetch_one(
        connection,
        "SELECT * FROM mark_profile WHERE valid_from <= ?1 AND (ended_on IS NULL OR ended_on > ?1)"
        " ORDER BY version DESC LIMIT 1",
        (day,),
    )


def profiles(connection: Connection) -> list[Row]:
    """Its history, the newest first."""
    return list(fetch(connection, "SELECT * FROM mark_profile ORDER BY version DESC"))


def machine(connection: Connection, wanted: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM machine WHERE id = ?1 OR name = ?1", (wanted,))


def machines(connection: Connection) -> list[Row]:
    """Each with its last entry, the strikes since its stylus was changed, and its live jobs."""
    changed = (
        "SELECT {0} FROM machine_entry WHERE machine_entry.machine = machine.id AND kind = 'stylus changed'"
        " ORDER BY id DESC LIMIT 1"
    )
    return list(
        fetch(
            connection,
            "SELECT machine.*, place.name AS place_name,"
            " ifnull((SELECT sum(strikes) FROM machine_entry WHERE machine_entry.machine = machine.id"
            f"  AND id > ifnull(({changed.format('id')}), '')), 0)"
            f" + (SELECT count(*) {_HITS} AND struck_at > {_LAST_ENTRY_AT}) AS strikes_since_stylus,"
            f" ({changed.format('at')}) AS stylus_changed_at,"
            " (SELECT kind || ', ' || substr(at, 1, 10) FROM machine_entry WHERE machine_entry.machine = machine.id"
            "  ORDER BY id DESC LIMIT 1) AS last_entry,"
            f" (SELECT count(*) FROM mark_job WHERE mark_job.machine = machine.id AND state IN {_LIVE}) AS live_jobs"
            " FROM machine JOIN place ON place.id = machine.place ORDER BY machine.name",
        )
    )


def strikes_since_entry(connection: Connection, machine_id: str) -> int:
    """Strikes of this machine that were entered here since its last entry."""
    (count,) = connection.execute(
        f"SELECT (SELECT count(*) {_HITS} AND struck_at > {_LAST_ENTRY_AT}) FROM machine WHERE machine.id = ?",
        (machine_id,),
    ).fetchone()
    return int(count)


def trainings(connection: Connection, machine_id: str) -> list[Row]:
    return list(
        fetch(
            connection,
            "SELECT machine_training.*, roster.name AS person_name FROM machine_training"
            " JOIN roster ON roster.id = person WHERE machine = ? ORDER BY roster.name, trained_on",
            (machine_id,),
        )
    )


def is_trained(connection: Connection, machine_id: str, person: str, day: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM machine_training WHERE machine = ?1 AND person = ?2 AND trained_on <= ?3"
        " AND (valid_until IS NULL OR valid_until >= ?3)",
        (machine_id, person, day),
    ).fetchone()
    return found is not None


def blocks(connection: Connection, machine_id: str) -> list[Row]:
    """Oldest first, each with the highest number that a job took from it; a restored register goes on after it."""
    return list(
        fetch(
            connection,
            "SELECT mark_block.*, max(first - 1,"
            " ifnull((SELECT max(running) FROM mark_job WHERE mark_job.mark_block = mark_block.id), 0),"
            " ifnull((SELECT max(after) FROM series_jump WHERE series = mark_block.id), 0)) AS highest"
            " FROM mark_block WHERE machine = ? ORDER BY mark_block.id",
            (machine_id,),
        )
    )


def overlapping_block(
    connection: Connection, country: str, agency: str, first: int, last: int
) -> Row | None:
    return fetch_one(
        connection,
        "SELECT mark_block.*, machine.name AS machine_name FROM mark_block JOIN machine ON machine.id = machine"
        " WHERE country = ? AND agency = ? AND first <= ? AND last >= ? ORDER BY first",
        (country, agency, last, first),
    )


def is_string_taken(connection: Connection, string: str) -> bool:
    found = connection.execute("SELECT 1 FROM mark_job WHERE string = ?", (string,)).fetchone()
    return found is not None


def job(connection: Connection, wanted: str) -> Row | None:
    """By id, by number, by the code scanned from its card, or by the string that it strikes."""
    return fetch_one(
        connection,
        f"{_JOB} WHERE mark_job.id = ?1 OR mark_job.number = ?1 OR string = ?1"
        " OR 'SALW1' || replace(mark_job.number, '-', '') = ?1",
        (wanted,),
    )


def job_of(connection: Connection, weapon_id: str, *states: str) -> Row | None:
    """The newest job of a weapon in one of these states."""
    marks = ", ".join("?" * len(states))
    return fetch_one(
        connection,
        f"{_JOB} WHERE weapon = ? AND state IN ({marks}) ORDER BY mark_job.id DESC LIMIT 1",
        (weapon_id, *states),
    )


def strikes(connection: Connection, job_id: str) -> list[Row]:
    return list(
        fetch(connection, "SELECT * FROM strike WHERE mark_job = ? ORDER BY line", (job_id,))
    )


def waiting_strikes(connection: Connection, machine_id: str) -> list[Row]:
    """What a machine still has to strike, job by job."""
    return list(
        fetch(
            connection,
            "SELECT mark_job.number AS job, line, weapon.number AS weapon, part, strike.place, strike.string"
            " FROM strike JOIN mark_job ON mark_job.id = strike.mark_job JOIN weapon ON weapon.id = weapon"
            f" WHERE machine = ? AND state IN {_LIVE} AND outcome IN ('ordered', 'not struck')"
            " ORDER BY mark_job.id, line",
            (machine_id,),
        )
    )


def unmarked(connection: Connection) -> Iterator[Row]:
    """Whole weapons in our keeping without a mark of ours that was read back, the longest here first."""
    ended = ", ".join("?" * len(ENDED))
    return fetch(
        connection,
        "SELECT weapon.*, place.name AS place_name, live.number AS job_number, live.state AS job_state"
        " FROM weapon LEFT JOIN place ON place.id = weapon.place"
        f" LEFT JOIN mark_job AS live ON live.weapon = weapon.id AND live.state IN {_LIVE}"
        f" WHERE record_kind = 'taken in' AND counts_as = 'weapon' AND custody NOT IN ({ended})"
        " AND weapon.id NOT IN (SELECT weapon FROM mark_job WHERE state = 'read back')"
        " ORDER BY handed_in_on, weapon.id",
        ENDED,
    )


def highest_in_blocks(connection: Connection) -> list[tuple[str, int]]:
    """(block, highest number given of it) of every block of every machine, 0 where none was."""
    return [
        (str(block), int(highest))
        for block, highest in connection.execute(
            "SELECT mark_block.id, ifnull(max(running), 0) FROM mark_block"
            " LEFT JOIN mark_job ON mark_block = mark_block.id GROUP BY mark_block.id ORDER BY mark_block.id"
        )
    ]
