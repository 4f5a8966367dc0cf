"""The full check as an act: what is clean is written down, with the event it was clean up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from salw_desktop.database import journal
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain.people import READERS
from salw_desktop.usecases import exchange, photo_files
from salw_desktop.usecases.commands import Answer, Command, perform
from salw_desktop.usecases.queries import Checked, full_check
from salw_desktop.usecases.register import Register
from salw_desktop.words.findings import finding


@dataclass(frozen=True, kw_only=True)
class RecordCheck(Command):
    kind: ClassVar[str] = "register.checked"
    needs = READERS

    events: int
    newest_event: str

    def execute(self, tx: Transaction) -> Answer:
        row: dict[str, Cell] = {
            "at": tx.now.text,
            "events": self.events,
            "newest_event": self.newest_event,
        }
        return {"check": tx.insert("check_run", row)}


def check(
    register: Register,
    against: Path | None = None,
    on_step: Callable[[int, int], None] | None = None,
) -> Checked:
    """Verifies everything; with a receipt also what a registry says that it holds and whose keys it knows.

    `on_step(done, total)` counts the photographs, which take the longest.
    """
    found = replace(full_check(register), photographs=photo_files.look(register, on_step))
    if against is not None:
        found = replace(found, findings=(*found.findings, *_against(register, against)))
    register.findings = register.findings or found.findings
    if not register.findings:
        perform(RecordCheck(events=found.events, newest_event=found.newest_event), register)
    return found


def _against(register: Register, file: Path) -> list[str]:
    receipt, _ = exchange.read_offered_receipt(register, file)
    gone = [
        finding("receipt-branch", {"event": held.event})
        for held in receipt.holds
        if journal.place_of(register.reader, held.event) is None
    ]
    here = journal.every_key(register.reader)
    strange = [
        finding("receipt-key", {"name": id_})
        for id_, key in receipt.operators.items()
        if id_ in here and key not in here[id_]
    ]
    return [*gone, *strange]
