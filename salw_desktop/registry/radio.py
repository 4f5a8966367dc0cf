"""What stations say over the radio: unsigned and provisional, held against the record when its bundle comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row, fetch
from salw_desktop.domain import radio
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import device_series
from salw_desktop.keys.signing import fingerprint
from salw_desktop.registry.acts import CLERKS
from salw_desktop.usecases import messages
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register

PROVISIONAL, AGREES, DIFFERS = "provisional", "agrees", "differs"
NOT_IN_THE_RECORD = "not in the record"


@dataclass(frozen=True, kw_only=True)
class HearStation(Command):
    """Typed from the radio, an SMS or a scan; whoever knows the form can send one, so it changes no record."""

    kind: ClassVar[str] = "station.heard"
    needs = CLERKS

    text: str

    def execute(self, tx: Transaction) -> Answer:
        message = messages.read(self.text)
        station = _calling(tx.connection, message)
        told = messages.keep_heard(tx, message)
        if not told["repeated"]:
            row = {"radio_message": str(told["message"]), "enrolled": str(station["id"])}
            tx.insert("message_heard", row)
        return {**told, "unit": str(station["unit"]), "date": message.date}


def _calling(connection: Connection, message: radio.Message) -> Row:
    """The station by site and by the series of its papers: at first that of its key, since a restore another one."""
    for row in fetch(
        connection,
        "SELECT id, unit, device_key, (SELECT series FROM held_station WHERE held_station.enrolled = station.id) AS series"
        " FROM enrolled AS station WHERE site = ? ORDER BY id",
        (message.site,),
    ):
        first = device_series(fingerprint(bytes.fromhex(str(row["device_key"]))))
        if message.series in (first, row["series"]):
            return row
    call = f"{message.site} {message.series}"
    raise Refusal("radio.station-unknown", field="text", call=call)


def heard(register: Register, enrolled: str) -> list[dict[str, object]]:
    """Each message of one station in the order in which it was heard, and what became of its figures."""
    rows = fetch(
        register.reader,
        "SELECT said.*, held.text AS recorded, EXISTS (SELECT 1 FROM held_radio_message AS later WHERE"
        " later.enrolled = link.enrolled AND later.way = 'written' AND substr(later.number, 1, 8) = substr(said.number, 1, 8)"
        " AND later.number > said.number) AS is_passed FROM message_heard AS link"
        " JOIN radio_message AS said ON said.id = link.radio_message LEFT JOIN held_radio_message AS held"
        " ON held.enrolled = link.enrolled AND held.number = said.number AND held.way = 'written'"
        " WHERE link.enrolled = ? ORDER BY said.id",
        (enrolled,),
    )
    return [_told(row) for row in rows]


def _told(row: Row) -> dict[str, object]:
    message = messages.read(str(row["text"]))
    standing, differs = _compared(row, message)
    return {
        "number": row["number"],
        "kind": row["kind"],
        "date": row["date"],
        "red": message.is_red,
        "figures": dict(message.figures),
        "text": row["text"],
        "standing": standing,
        "differs": differs,
    }


def _compared(row: Row, said: radio.Message) -> tuple[str, dict[str, tuple[str, str]]]:
    """Against the message of this number in the station's journal, which is signed."""
    if row["recorded"] is None:
        return (NOT_IN_THE_RECORD if row["is_passed"] else PROVISIONAL), {}
    recorded = str(row["recorded"])
    if recorded == row["text"]:
        return AGREES, {}
    try:
        return DIFFERS, radio.differences(said, messages.read(recorded))
    except Refusal:  # of a newer program: shown as it is
        return DIFFERS, {"text": (str(row["text"]), recorded)}
