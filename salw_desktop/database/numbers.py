"""SQL of number blocks, control numbers and the running numbers of papers."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import fetch
from salw_desktop.domain.numbers import NumberBlock


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """A block of this station and the highest running number issued from it, 0 for none."""

    id: str
    block: NumberBlock
    highest: int


def blocks(connection: Connection) -> list[OwnBlock]:
    return [
        OwnBlock(
            str(row["id"]),
            NumberBlock(
                str(row["country"]),
                str(row["year"]),
                str(row["site"]),
                int(row["first"] or 0),
                int(row["last"] or 0),
            ),
            int(row["highest"] or 0),
        )
        for row in fetch(
            connection,
            "SELECT number_block.*, max(ifnull((SELECT max(running) FROM weapon WHERE weapon.number_block = number_block.id), 0),"
            " ifnull((SELECT max(last) FROM tag_range WHERE tag_range.number_block = number_block.id), 0),"
            " ifnull((SELECT max(after) FROM series_jump WHERE series = number_block.id), 0)) AS highest"
            " FROM number_block ORDER BY number_block.id",
        )
    ]


def newest_paper(connection: Connection, kind: str) -> int:
    (running,) = connection.execute(
        "SELECT max(running) FROM (SELECT running FROM paper_number WHERE kind = ?1"
        " UNION ALL SELECT after FROM series_jump WHERE series = ?1)",
        (kind,),
    ).fetchone()
    return int(running or 0)


def paper_kinds(connection: Connection) -> list[str]:
    return [kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM paper_number")]
