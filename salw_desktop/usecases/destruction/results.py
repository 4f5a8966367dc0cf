"""What became of each item, missing, left or destroyed; and the end of the session."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from typing import ClassVar

from salw_desktop.database import destruction, people, photos, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE
from salw_desktop.domain.strict_json import encode
from salw_desktop.printing.annex import AnnexLine
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.destruction.sessions import CHECKED, CHECKING, CLOSED, in_state

WITNESSES_AT_LEAST = 2
DESTROYED, NOT_DESTROYED, MISSING = "destroyed", "not destroyed", "missing"
_LETTERS = 8


def photo_set_letters(connection: Connection, weapon: str) -> str:
    """The first 8 letters of a SHA-256 over `sha256 LF` of each photograph, sorted; empty without any."""
    taken = sorted(str(photo["sha256"]) for photo in photos.of(connection, "weapon", weapon))
    text = "".join(f"{sha256}\n" for sha256 in taken)
    return hashlib.sha256(text.encode()).hexdigest()[:_LETTERS] if taken else ""


def line_on_list(tx: Transaction, session: str, wanted: str) -> Row:
    """The item's line. Refusal `session.not-on-list`."""
    weapon = lookup.weapon(tx.connection, wanted)
    line = destruction.line_of(tx.connection, session, str(weapon["id"]))
    if line is None:
        raise Refusal("session.not-on-list", field="weapon", number=lookup.called(weapon))
    return line


def refuse_result(tx: Transaction, session: str, line: Row) -> None:
    if destruction.result_of(tx.connection, session, str(line["weapon"])):
        raise Refusal("session.has-result", field="weapon", number=str(line["number"]))


def outcome_values(tx: Transaction, line: Row, outcome: str, remark: str | None) -> dict[str, Cell]:
    """The result with the item as it was described on that day: later corrections change no certificate."""
    described = AnnexLine(
        line=int(line["line"] or 0),
        control_number=str(line["number"]),
        type=str(line["category"]),
        model=str(line["model_name"]),
        calibre=str(line["calibre"]),
        serial=str(line["serial"] or line["serial_status"]),
        marks=str(line["marks"] or ""),
        condition=str(line["function"]),
        outcome=outcome,
        photos=photo_set_letters(tx.connection, str(line["weapon"])),
    )
    return {
        "outcome": outcome,
        "at": tx.now.text,
        "remark": remark,
        "line": described.line,
        "described": encode(list(astuple(described))),
    }


def leave(tx: Transaction, session: str, line: Row, remark: str) -> None:
    """An item that stays whole: it is in hand as before."""
    values = outcome_values(tx, line, NOT_DESTROYED, remark)
    tx.insert(
        "session_result", {"destruction_session": session, "weapon": line["weapon"], **values}
    )


def destroy(tx: Transaction, session: str, line: Row, batch: str | None = None) -> list[str]:
    """It is cut, whatever came in between: what forbade it is named, not refused."""
    weapon = lookup.weapon(tx.connection, str(line["weapon"]))
    found = _breaches(tx, weapon)
    values = outcome_values(tx, line, DESTROYED, "; ".join(found) or None)
    item = {"destruction_session": session, "weapon": line["weapon"], "session_batch": batch}
    tx.insert("session_result", {**item, **values})
    tx.change("weapon", str(weapon["id"]), custody="destroyed", place=None)
    return [f"{lookup.called(weapon)}: {breach}" for breach in found]


def _breaches(tx: Transaction, weapon: Row) -> list[str]:
    found = [
        f"destroyed under a hold: {hold['kind']}, {hold['authority']} {hold['case_number']}"
        for hold in weapons.open_holds(tx.connection, str(weapon["id"]))
    ]
    found += [
        f"destroyed before the countersignature of {waiting['kind']}"
        for waiting in weapons.open_countersigns(tx.connection, str(weapon["id"]))
    ]
    found += [
        f"destroyed while an alarm stands over it: {alarm['said']}"
        for alarm in weapons.open_alarms(tx.connection, str(weapon["id"]))
    ]
    if weapon["custody"] != "in hand":
        found.append(f"destroyed while recorded as {weapon['custody']}")
    if weapon["safety"] not in CLEAR:
        found.append(f"destroyed while recorded as {weapon['safety']}")
    return found


@dataclass(frozen=True, kw_only=True)
class NotDestroyed(Command):
    """One exception: an item that the torch did not reach, or that was not there to be scanned."""

    kind: ClassVar[str] = "session.item-left"
    needs = STORE
    asks_why = True

    session: str
    weapon: str
    outcome: str = NOT_DESTROYED

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKING, CHECKED))
        outcome = lookup.one_of((NOT_DESTROYED, MISSING), self.outcome, "outcome")
        id_ = str(session["id"])
        line = line_on_list(tx, id_, self.weapon)
        if outcome == MISSING:
            self._miss(tx, id_, line)
        else:
            refuse_result(tx, id_, line)
            leave(tx, id_, line, self.reason)
        return {"weapon": str(line["weapon"]), "number": str(line["number"])}

    def _miss(self, tx: Transaction, session: str, line: Row) -> None:
        weapon = str(line["weapon"])
        before = destruction.result_of(tx.connection, session, weapon)
        if before is not None and before["outcome"] != NOT_DESTROYED:
            refuse_result(tx, session, line)
        if destruction.is_scanned(tx.connection, session, weapon):
            raise Refusal("session.scanned", field="outcome", number=str(line["number"]))
        values = outcome_values(tx, line, MISSING, self.reason)
        if before is None:
            tx.insert(
                "session_result", {"destruction_session": session, "weapon": weapon, **values}
            )
        else:  # what was left whole may be gone when a session goes on
            tx.change("session_result", str(before["id"]), **values)
        if line["custody"] == "in hand":
            tx.change("weapon", weapon, custody="not found")


@dataclass(frozen=True, kw_only=True)
class RecordDestruction(Command):
    """Every item of the checked list that has no result yet: destroyed; then pieces and weights of what is left.

    `counted_after` counts destroyed weapons by their pieces; where it differs, `reason` explains it.
    """

    kind: ClassVar[str] = "session.closed"
    needs = STORE

    session: str
    weight_before_g: int | None = None
    weight_after_g: int | None = None
    scrap_to: str = ""
    counted_after: int | None = None
    ffe_number: str = ""  # of the certificate that the scrap is free of explosives

    def execute(self, tx: Transaction) -> Answer:
        session = in_state(tx, self.session, (CHECKED,))
        id_ = str(session["id"])
        for name in ("weight_before_g", "weight_after_g", "counted_after"):
            if (getattr(self, name) or 0) < 0:
                raise Refusal("quantity.negative", field=name, name=name)
        breaches = _witnessed(tx, id_)
        lines = destruction.lines_to_cut(tx.connection, id_)
        for line in lines:
            breaches += destroy(tx, id_, line)
        destroyed = destruction.destroyed(tx.connection, id_)
        difference = self._difference(destroyed)
        values: dict[str, Cell] = {
            "ended_at": tx.now.text,
            "weight_before_g": self.weight_before_g,
            "weight_after_g": self.weight_after_g,
            "scrap_to": self.scrap_to or None,
            "counted_after": self.counted_after,
            "difference_reason": self.reason if difference else None,
            "ffe_number": self.ffe_number.strip() or None,
        }
        tx.change("destruction_session", id_, state=CLOSED, **values)
        tx.change("destruction_order", str(session["destruction_order"]), state="carried out")
        return {"session": id_, "destroyed": destroyed, "breaches": breaches + difference}

    def _difference(self, destroyed: int) -> list[str]:
        if self.counted_after in (None, destroyed):
            return []
        if not self.reason.strip():
            raise Refusal(
                "session.difference",
                field="reason",
                counted=self.counted_after,
                destroyed=destroyed,
            )
        return [f"{self.counted_after} counted after, {destroyed} recorded as destroyed"]


def _witnessed(tx: Transaction, session: str) -> list[str]:
    """Breaches. Refusal: too few witnesses, or none of them from outside."""
    witnesses = destruction.witnesses(tx.connection, session)
    if len(witnesses) < WITNESSES_AT_LEAST:
        raise Refusal("witness.too-few", field="session", count=len(witnesses))
    if not any(person["is_outside_chain"] for person in witnesses):
        raise Refusal("witness.none-outside", field="session")
    return [
        f"{person['name']}: a witness who has a key"
        for person in witnesses
        if people.operator_of(tx.connection, str(person["id"]))
    ]
