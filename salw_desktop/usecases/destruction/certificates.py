"""The certificate: issued once, its annex frozen under the station's signature, and all that it says of the day."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS
from salw_desktop.domain.time import minutes
from salw_desktop.keys.certificates import write_code
from salw_desktop.printing.annex import AnnexLine, Batch, Interruption, annex_bytes
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction.amendments import Amended, amendments_of
from salw_desktop.usecases.destruction.sessions import CLOSED, in_state


@dataclass(frozen=True, kw_only=True)
class IssueCertificate(Command):
    """Its code carries number, hash of the annex and the station's signature; it is never changed afterwards."""

    kind: ClassVar[str] = "certificate.issued"
    needs = SUPERVISORS

    session: str

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CLOSED,))
        id_ = str(session["id"])
        found = destruction.certificate(tx.connection, id_)
        if found:
            raise Refusal("certificate.issued", field="session", number=str(found["number"]))
        lines = annex_lines(destruction.results(tx.connection, id_))
        if not any(line.outcome == "destroyed" for line in lines):
            raise Refusal("certificate.nothing", field="session", number=str(session["number"]))
        number = numbering.new_paper_number(tx, numbering.CERTIFICATE)
        annex_sha256 = hashlib.sha256(annex_bytes(lines)).hexdigest()
        code = write_code(number, annex_sha256, tx.device)
        values: dict[str, Cell] = {
            "number": number,
            "destruction_session": id_,
            "annex_sha256": annex_sha256,
            "items": len(lines),
            "code": code,
            "issued_by": tx.operator,
            "issued_at": tx.now.text,
        }
        return {"certificate": tx.insert("certificate", values), "number": number, "code": code}


def annex_lines(results: list[Row]) -> list[AnnexLine]:
    """One line an item, in the order of the destruction order, as it was described when it was destroyed."""
    return [AnnexLine(*json.loads(str(row["described"]))) for row in results]


@dataclass(frozen=True, slots=True)
class Course:
    """How a session went, as its certificate tells it: both hashes of the list, breaks, batches, counts.

    `counted_after` is None where nobody counted what was left; `difference` is then 0.
    """

    frozen_sha256: str
    amendments: tuple[Amended, ...]
    interruptions: tuple[Interruption, ...]
    batches: tuple[Batch, ...]
    destroyed: int
    counted_after: int | None
    difference: int
    difference_reason: str
    ffe_number: str


def course_of(connection: Connection, session: str) -> Course:
    """Of a session by id or number. Refusal `session.unknown`."""
    row = lookup.session(connection, session)
    id_, order = str(row["id"]), lookup.order(connection, str(row["destruction_order"]))
    destroyed = destruction.destroyed(connection, id_)
    counted = None if row["counted_after"] is None else int(row["counted_after"])
    return Course(
        frozen_sha256=str(order["list_sha256"]),
        amendments=amendments_of(connection, str(order["id"])),
        interruptions=tuple(_interruption(each) for each in destruction.breaks(connection, id_)),
        batches=tuple(_batch(each) for each in destruction.batches(connection, id_)),
        destroyed=destroyed,
        counted_after=counted,
        difference=0 if counted is None else counted - destroyed,
        difference_reason=str(row["difference_reason"] or ""),
        ffe_number=str(row["ffe_number"] or ""),
    )


def _batch(row: Row) -> Batch:
    began, ended = minutes(str(row["began_at"])), minutes(str(row["ended_at"]))
    return Batch(str(row["name"]), int(row["items"] or 0), began, ended)


def _interruption(row: Row) -> Interruption:
    """One that nobody has ended yet has no end and no re-count."""
    began = minutes(str(row["began_at"]))
    if row["resumed_at"] is None:
        return Interruption(began, "", str(row["seals"]), "")
    recount = f"{row['counted']} of {row['left_items']}"
    if row["breaches"]:
        recount = f"{recount}; {row['breaches']}; all checked again"
    return Interruption(began, minutes(str(row["resumed_at"])), str(row["seals"]), recount)
