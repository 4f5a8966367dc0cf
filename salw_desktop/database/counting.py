"""SQL of what is counted outside the journal: ticks of sex and age, and the sealed tally of children."""

from __future__ import annotations

from salw_desktop.database.connection import Connection


def add_tick(connection: Connection, date: str, sex: str, age_band: str) -> None:
    connection.execute(
        "INSERT INTO tick VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
        (date, sex, age_band),
    )


def ticks_up_to(connection: Connection, date: str) -> list[tuple[str, str, int]]:
    """(sex, age band, count) of all that no closed day has taken in yet."""
    return [
        (str(sex), str(band), int(count))
        for sex, band, count in connection.execute(
            "SELECT sex, age_band, sum(count) FROM tick WHERE date <= ? GROUP BY sex, age_band ORDER BY sex, age_band",
            (date,),
        )
    ]


def forget_ticks(connection: Connection, date: str, sex: str, age_band: str) -> None:
    connection.execute(
        "DELETE FROM tick WHERE date <= ? AND sex = ? AND age_band = ?", (date, sex, age_band)
    )


def add_child(connection: Connection, id_: str, sealed: str) -> None:
    """`id_` is random: an id that tells the time would tie the entry to a hand-in."""
    connection.execute("INSERT INTO child_tally VALUES (?, ?)", (id_, sealed))


def children(connection: Connection) -> dict[str, str]:
    """Id → sealed entry."""
    return dict(connection.execute("SELECT id, sealed FROM child_tally"))


def seal_child_anew(connection: Connection, id_: str, sealed: str) -> None:
    connection.execute("UPDATE child_tally SET sealed = ? WHERE id = ?", (sealed, id_))
