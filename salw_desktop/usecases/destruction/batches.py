"""Batches: a crate is cut and ticked off together, its exceptions named by tag (practice e6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from salw_desktop.database import destruction
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction import results
from salw_desktop.usecases.destruction.sessions import CHECKED, in_state

_TIME_OF_DAY = re.compile(r"\d{2}:\d{2}")


@dataclass(frozen=True, kw_only=True)
class RecordBatch(Command):
    """`crate 3, 39 of 40, 10:40-11:05`: the weapons of the crate, less its exceptions, are destroyed.

    A time is `10:40` of today or `2026-11-22T10:40`, empty for now. Exceptions want a reason.
    """

    kind: ClassVar[str] = "session.batch-destroyed"
    needs = STORE

    session: str
    name: str
    weapons: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    began_at: str = ""
    ended_at: str = ""

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKED,))
        id_, name = str(session["id"]), lookup.required(self.name, "name")
        if any(each["name"] == name for each in destruction.batches(tx.connection, id_)):
            raise Refusal("batch.twice", field="name", name=name)
        left = {str(line["weapon"]): line for line in self._lines(tx, id_, self.exceptions)}
        crate = {str(line["weapon"]): line for line in self._lines(tx, id_, self.weapons)}
        cut = [line for weapon, line in crate.items() if weapon not in left]
        if not cut:
            raise lookup.missing("weapons")
        if left and not self.reason.strip():
            raise Refusal("reason.missing", field="reason")
        began, ended = self._times(tx)
        times = {"began_at": began, "ended_at": ended}
        row: dict[str, Cell] = {"destruction_session": id_, "name": name, "items": len(cut)}
        batch = tx.insert("session_batch", {**row, **times})
        breaches = [breach for line in cut for breach in results.destroy(tx, id_, line, batch)]
        for line in left.values():
            results.leave(tx, id_, line, self.reason)
        return {
            "batch": batch,
            "destroyed": len(cut),
            "to_cut": len(destruction.lines_to_cut(tx.connection, id_)),
            "breaches": breaches,
        }

    @staticmethod
    def _lines(tx: Transaction, session: str, wanted: tuple[str, ...]) -> list[Row]:
        lines = [results.line_on_list(tx, session, each) for each in wanted]
        for line in lines:
            results.refuse_result(tx, session, line)
        return lines

    def _times(self, tx: Transaction) -> tuple[str, str]:
        began = _moment(tx, self.began_at, "began_at")
        ended = _moment(tx, self.ended_at, "ended_at")
        if ended < began:
            times = {"began": f"{began:%Y-%m-%d %H:%M}", "ended": f"{ended:%Y-%m-%d %H:%M}"}
            raise Refusal("batch.ends-first", field="ended_at", **times)
        return began.isoformat(timespec="seconds"), ended.isoformat(timespec="seconds")


def _moment(tx: Transaction, given: str, field: str) -> datetime:
    """In the offset of this act's clock, which is the one on the wall."""
    text = given.strip()
    if not text:
        return tx.now.claim.replace(microsecond=0)
    if _TIME_OF_DAY.fullmatch(text):
        text = f"{tx.now.date}T{text}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("batch.time", field=field, given=given[:40]) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=tx.now.claim.tzinfo)
