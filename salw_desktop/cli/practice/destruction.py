"""The store and the cut of the practice day: holds, mistakes mended, an order of two, a lot destroyed before witnesses."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.cli.practice import data
from salw_desktop.cli.practice.folder import (
    STOREKEEPER,
    SUPERVISOR,
    PracticeFolder,
    Tell,
    act,
)
from salw_desktop.domain.numbers import scan_code
from salw_desktop.usecases import queries
from salw_desktop.usecases.register import Key, Register

SHARE_HELD = 10  # of the weapons in the store, one in so many is evidence
SHARE_KEPT = 3  # and one in so many stays in the store
_LEAST_TO_AMEND = 4  # a shorter list has no line to spare
_COURT = {"authority": "Practice court", "ordered_on": "2026-11-20"}


def store_and_order(folder: PracticeFolder, tell: Tell) -> str | None:
    """The store: put away, evidence held back, the list countersigned, an order written. None where nothing is left."""
    tell("Store, evidence hold, destruction order")
    with folder.unlock(STOREKEEPER) as register:
        stored = _put_away(folder, register)
        for waiting in queries.waiting_countersigns(register):
            if waiting["asked_by_name"] != STOREKEEPER:
                act(register, "countersign", {"countersign": waiting["id"]})
        held = stored[SHARE_HELD - 1 :: SHARE_HELD]
        for number in held:
            hold = {"weapon": number, "hold_kind": "evidence", "case_number": "PC-2026-17"}
            act(register, "place-hold", {**hold, **_COURT})
        listed = _to_destroy(folder, register, [each for each in stored if each not in held])
        if not listed:
            return None
        order = {
            "campaign": data.CAMPAIGN["code"],
            "legal_basis": "Practice decree 26/11",
            "method": "Cutting with gas torch, three cuts",
            "planned_on": register.clock().date,
            "weapons": listed,
            "issuer": "Practice National Commission on Small Arms",
            "issuer_number": "PNC-26-004",
            "issued_on": "2026-11-20",
        }
        return str(act(register, "write-order", order)["number"])


def _put_away(folder: PracticeFolder, register: Register) -> list[str]:
    """What is clear; the rest stays at the isolation point."""
    stored = []
    for number in folder.numbers:
        if queries.weapon(register, number)["safety"] == "clear":
            act(register, "put-away", {"weapon": number})
            stored.append(number)
    return stored


def _to_destroy(folder: PracticeFolder, register: Register, free: list[str]) -> list[str]:
    """Of this programme, not marked for the State's own use, not kept for the laboratory."""
    kept = {*folder.to_mark, *folder.for_laboratory}
    mine = [
        number
        for number in free
        if number not in kept
        and queries.weapon(register, number)["campaign_code"] == data.CAMPAIGN["code"]
    ]
    return [number for place, number in enumerate(mine, 1) if place % SHARE_KEPT]


def destroy(folder: PracticeFolder, order: str, tell: Tell) -> None:
    """Approved by another, begun with both keys, every item scanned, witnessed, certified."""
    tell("Approval by the second person, session, witnesses, certificate")
    with folder.unlock(SUPERVISOR) as register:
        second = folder.second(STOREKEEPER)
        _mend(folder, register, second)
        act(register, "approve-order", {"order": order})
        _amend(register, order, second)
        folder.print(register, "destruction order", order, "order")
        begun = {"order": order, "responsible": data.CUTTER}
        session = str(act(register, "start-session", begun, second)["number"])
        listed = queries.numbers_on_order(register, order)
        for number in listed:
            act(register, "scan-for-destruction", {"session": session, "code": scan_code(number)})
        act(register, "finish-check", {"session": session})
        for person, is_outside in ((data.OBSERVER, True), (data.ELDER, True)):
            witness = {"session": session, "person": person, "outside_chain": is_outside}
            act(register, "record-witness", witness)
        _cut(register, session, listed)
        issued = act(register, "issue-certificate", {"session": session})
        folder.certificate_code = str(issued["code"])
        folder.print(register, "certificate", issued["number"])


def _mend(folder: PracticeFolder, register: Register, second: Key) -> None:
    """A year misread, and a weapon typed twice: a numbered correction, and a void by two."""
    year = {"weapon": folder.numbers[-1], "year": "1974", "reason": "year misread as 1977"}
    act(register, "correct-weapon", year)
    opened = {"campaign": data.CAMPAIGN["code"], "brought_by": "own patrol"}
    hand_in = act(register, "open-hand-in", opened)["number"]
    twice = {"hand_in": hand_in, "kind_of_weapon": "rifle", "serial_status": "not read yet"}
    typed = act(register, "record-weapon", twice)["number"]
    act(register, "void-weapon", {"weapon": typed, "reason": "typed twice at two tables"}, second)
    act(register, "close-hand-in", {"hand_in": hand_in})


def _amend(register: Register, order: str, second: Key) -> None:
    """A court's letter comes in after the list was frozen: one line is withdrawn by two."""
    listed = queries.numbers_on_order(register, order)
    if len(listed) < _LEAST_TO_AMEND:
        return
    hold = {"weapon": listed[0], "hold_kind": "court", "case_number": "PC-2026-21"}
    act(register, "place-hold", {**hold, **_COURT})
    withdrawn = {"order": order, "weapons": [listed[0]], "reason": "letter PC-2026-21 of the court"}
    act(register, "amend-order", withdrawn, second)


def _cut(register: Register, session: str, listed: Sequence[str]) -> None:
    """The first half as a crate, then night: seals, a re-count, and the rest."""
    half = listed[: len(listed) // 2]
    if half:
        batch = {"session": session, "name": "crate 1", "weapons": list(half)}
        act(register, "record-batch", batch)
        night = {"session": session, "seals": "PS-0041, PS-0042", "reason": "dark"}
        act(register, "interrupt-session", night)
        left = {"session": session, "counted": len(listed) - len(half), "seals_whole": True}
        act(register, "resume-session", left)
    weights = {"weight_before_g": 3_600 * len(listed), "weight_after_g": 3_580 * len(listed)}
    done = {"session": session, "counted_after": len(listed), "scrap_to": "Practice steelworks"}
    act(register, "record-destruction", {**done, **weights})
