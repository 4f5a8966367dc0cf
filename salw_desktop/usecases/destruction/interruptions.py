"""Interruptions: what is left is sealed, and counted again before the session goes on (practice e6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.domain.people import STORE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction.sessions import CHECKED, CHECKING, INTERRUPTED, in_state


@dataclass(frozen=True, kw_only=True)
class InterruptSession(Command):
    """Overnight, for want of gas or of safety; until it is resumed nothing but witnesses is recorded."""

    kind: ClassVar[str] = "session.interrupted"
    needs = STORE
    asks_why = True

    session: str
    seals: str  # the numbers of the seals put on

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKING, CHECKED))
        id_ = str(session["id"])
        left = destruction.present(tx.connection, id_)
        values = {
            "destruction_session": id_,
            "state_before": session["state"],
            "reason": self.reason,
            "seals": lookup.required(self.seals, "seals"),
            "left_items": left,
            "began_at": tx.now.text,
        }
        tx.insert("session_break", values)
        tx.change("destruction_session", id_, state=INTERRUPTED)
        return {"session": id_, "left_items": left}


@dataclass(frozen=True, kw_only=True)
class ResumeSession(Command):
    """It goes on where it was; a seal broken or another count is a breach, and every item is scanned anew."""

    kind: ClassVar[str] = "session.resumed"
    needs = STORE

    session: str
    counted: int
    seals_whole: bool

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (INTERRUPTED,))
        id_ = str(session["id"])
        broken_off = destruction.open_break(tx.connection, id_)
        assert broken_off is not None  # noqa: S101  # a session is interrupted by nothing else
        breaches = []
        if self.counted != broken_off["left_items"]:
            breaches.append(f"{self.counted} counted, {broken_off['left_items']} were left")
        if not self.seals_whole:
            breaches.append(f"a seal was broken: {broken_off['seals']}")
        tx.change(
            "session_break",
            str(broken_off["id"]),
            resumed_at=tx.now.text,
            counted=self.counted,
            seals_whole=int(self.seals_whole),
            breaches="; ".join(breaches) or None,
        )
        state = CHECKING if breaches else str(broken_off["state_before"])
        checked_at = None if breaches else session["checked_at"]
        tx.change("destruction_session", id_, state=state, checked_at=checked_at)
        warnings = _held_since(tx, id_) if state == CHECKED else []
        return {"session": id_, "state": state, "breaches": breaches, "warnings": warnings}


def _held_since(tx: Transaction, session: str) -> list[str]:
    """A hold that came overnight: such an item is named as not destroyed, or its cut will be a breach."""
    return [
        f"{line['number']}: {hold['kind']}, {hold['authority']} {hold['case_number']}"
        for line in destruction.lines_to_cut(tx.connection, session)
        for hold in weapons.open_holds(tx.connection, str(line["weapon"]))
    ]
