"""SQL of tags, of the ranges in which they are made beforehand, and of the packs of label sheets."""

from __future__ import annotations

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row, fetch, fetch_one
from salw_desktop.domain.axes import ENDED
from salw_desktop.domain.numbers import running_of

_RANGES = (
    "SELECT tag_range.*, country || year || '-' || site AS prefix, roster.name AS holder_name,"
    " (SELECT count(*) FROM tag WHERE tag.tag_range = tag_range.id AND state IN ('bound', 'replaced')) AS tied,"
    " (SELECT count(*) FROM tag WHERE tag.tag_range = tag_range.id AND state = 'spoiled') AS spoiled,"
    " (SELECT count(*) FROM tag WHERE tag.tag_range = tag_range.id AND state = 'lost') AS lost"
    " FROM tag_range JOIN number_block ON number_block.id = number_block"
    " LEFT JOIN roster ON roster.id = holder"
)
# a live tag first: of two that bear one number only the newer can be live
_NEWEST = "ORDER BY state IN ('blank', 'bound') DESC, id DESC LIMIT 1"


def range_of(connection: Connection, number: str) -> Row | None:
    """The range in which this control number was set apart; None where it was not."""
    prefix = number.rsplit("-", 2)[0]
    return fetch_one(
        connection,
        f"{_RANGES} WHERE prefix = ? AND ? BETWEEN tag_range.first AND tag_range.last",
        (prefix, running_of(number)),
    )


def range_with_id(connection: Connection, id_: str) -> Row | None:
    return fetch_one(connection, f"{_RANGES} WHERE tag_range.id = ?", (id_,))


def ranges(connection: Connection) -> list[Row]:
    return list(fetch(connection, f"{_RANGES} ORDER BY tag_range.id"))


def of_range(connection: Connection, range_id: str) -> list[Row]:
    """Every number of the range that is not blank any more, with the item that it was tied to."""
    return list(
        fetch(
            connection,
            "SELECT tag.*, weapon.number AS weapon_number FROM tag LEFT JOIN weapon ON weapon.id = tag.weapon"
            " WHERE tag_range = ? ORDER BY tag.number",
            (range_id,),
        )
    )


def by_number(connection: Connection, number: str) -> Row | None:
    """The newest tag that bears this number."""
    return fetch_one(connection, f"SELECT * FROM tag WHERE number = ? {_NEWEST}", (number,))


def newest_of(connection: Connection, weapon_id: str) -> Row | None:
    """The tag that hangs on an item, or the last one that did."""
    return fetch_one(connection, f"SELECT * FROM tag WHERE weapon = ? {_NEWEST}", (weapon_id,))


def chain(connection: Connection, weapon_id: str) -> list[Row]:
    """The tags of one item, oldest first, each with the re-tagging that put it on."""
    return list(
        fetch(
            connection,
            "SELECT tag.*, old.number AS follows, known_by, tagger.name AS tagged_by_name,"
            " second.name AS tagged_second_name FROM tag"
            " LEFT JOIN retagging ON new_tag = tag.id LEFT JOIN tag AS old ON old.id = old_tag"
            " LEFT JOIN operator AS tagger ON tagger.id = tagged_by"
            " LEFT JOIN operator AS second ON second.id = tagged_second"
            " WHERE tag.weapon = ? ORDER BY tag.id",
            (weapon_id,),
        )
    )


def untagged(connection: Connection) -> list[Row]:
    """What is ours and bears no tag that could be read, with the tag that it had."""
    ended = ", ".join("?" * len(ENDED))
    return list(
        fetch(
            connection,
            "SELECT weapon.id, weapon.number, weapon.kind, weapon.model_name, weapon.serial, weapon.serial_status,"
            " place.name AS place_name, gone.number AS tag_number, gone.state, gone.since, gone.why FROM weapon"
            " LEFT JOIN place ON place.id = weapon.place"
            " LEFT JOIN tag AS gone ON gone.id = (SELECT max(id) FROM tag WHERE tag.weapon = weapon.id)"
            " WHERE record_kind = 'taken in' AND custody <> 'expected' AND custody NOT IN ("
            + ended
            + ")"
            " AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.weapon = weapon.id AND tag.state IN ('blank', 'bound'))"
            " ORDER BY weapon.id",
            ENDED,
        )
    )


def sheet_pack(connection: Connection, name: str) -> Row | None:
    return fetch_one(connection, "SELECT * FROM sheet_pack WHERE name = ?", (name,))


def sheet_packs(connection: Connection) -> list[Row]:
    return list(fetch(connection, "SELECT * FROM sheet_pack ORDER BY name"))
