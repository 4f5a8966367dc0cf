"""Out and back: to a laboratory, a court, a firing range, a marking shop or a holder, and due on a day (practice i7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction, out
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR, ENDED
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.alarms import GONE, SEEN_AGAIN, raise_alarm
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.holds import refuse_held
from salw_desktop.usecases.store.placing import misplaced, move, with_breaches

UNDER_A_HOLD = ("laboratory", "court")
"""Where a held item may go: a hold keeps it for just that."""


def voucher(connection: Connection, wanted: str) -> Row:
    """By id or number, with weapon and people: what the voucher on paper says. Refusal `out.unknown`."""
    found = out.voucher(connection, wanted.strip())
    if found is None:
        raise Refusal("out.unknown", field="voucher", given=wanted[:80])
    return found


@dataclass(frozen=True, kw_only=True)
class SendOut(Command):
    """A dispatch, so it is refused for what may not leave; the storekeeper alone signs, since it is due back."""

    kind: ClassVar[str] = "weapon.sent-out"
    needs = STORE

    weapon: str
    purpose: str
    to_whom: str
    due_on: str
    carried_by: str  # of the roster
    case_number: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        purpose = lookup.one_of(words_of("going_out", "purpose"), self.purpose, "purpose")
        _refuse_staying(tx, weapon, purpose)
        due_on = lookup.day(self.due_on, "due_on")
        if due_on < tx.now.date:
            raise Refusal("out.due-past", field="due_on", date=due_on, number=number)
        carrier = str(lookup.person(tx.connection, self.carried_by, "carried_by")["id"])
        tx.name_people(performed_by=carrier, verified_by=None)
        values = {
            "number": numbering.new_paper_number(tx, numbering.OUT),
            "weapon": id_,
            "purpose": purpose,
            "to_whom": lookup.required(self.to_whom, "to_whom"),
            "case_number": self.case_number.strip() or None,
            "from_place": weapon["place"],
            "carried_by": carrier,
            "due_on": due_on,
            "sent_by": tx.operator,
            "sent_at": tx.now.text,
        }
        going_out = tx.insert("going_out", values)
        tx.change("weapon", id_, custody="out", place=None)
        return {"going_out": going_out, "voucher": values["number"], "number": number}


def _refuse_staying(tx: Transaction, weapon: Row, purpose: str) -> None:
    number, custody = lookup.called(weapon), str(weapon["custody"])
    if custody in ENDED:
        raise Refusal("weapon.ended", field="weapon", number=number, custody=custody)
    if custody != "in hand":
        raise Refusal("weapon.not-in-hand", field="weapon", number=number, custody=custody)
    if weapon["safety"] not in CLEAR:
        safety = str(weapon["safety"])
        raise Refusal("weapon.not-clear", field="weapon", number=number, safety=safety)
    if purpose not in UNDER_A_HOLD:
        refuse_held(tx, weapon)
    order = destruction.live_order_of(tx.connection, str(weapon["id"]))
    if order:
        listed = str(order["number"])
        raise Refusal("weapon.on-order", field="weapon", number=number, order=listed)
    going_out = out.out_now(tx.connection, str(weapon["id"]))
    if going_out:  # seen here since, so it is in hand, but nobody took it back by its voucher
        open_voucher = str(going_out["number"])
        raise Refusal("out.open", field="weapon", number=number, voucher=open_voucher)


@dataclass(frozen=True, kw_only=True)
class TakeBack(Command):
    """A fact, so late or not it is written down. What others have had in hand is cleared anew before it is stored."""

    kind: ClassVar[str] = "weapon.taken-back"
    needs = STORE

    weapon: str
    condition: str  # as it came back, beside how it left
    place: str = "Isolation point"
    back_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        going_out = out.out_now(tx.connection, id_)
        if going_out is None:
            raise Refusal("out.not-out", field="weapon", number=number)
        place = lookup.place(tx.connection, self.place)
        back_on = lookup.day_gone_by(tx, self.back_on, "back_on")
        safety = "not checked" if weapon["safety"] == "clear" else str(weapon["safety"])
        breaches = misplaced(safety, place)
        if back_on > str(going_out["due_on"]):
            breaches.append(f"back on {back_on}, due on {going_out['due_on']}")
        if weapon["custody"] in ENDED:
            breaches.append(f"back after being {weapon['custody']}")
        tx.change(
            "going_out",
            str(going_out["id"]),
            back_on=back_on,
            back_place=str(place["id"]),
            condition=lookup.required(self.condition, "condition"),
            breaches="; ".join(breaches) or None,
            taken_by=tx.operator,
        )
        voucher = str(going_out["number"])
        _in_hand_again(tx, weapon, place, safety, f"back on {voucher}", breaches)
        return {"going_out": str(going_out["id"]), "voucher": voucher, "breaches": breaches}


def _in_hand_again(
    tx: Transaction, weapon: Row, place: Row, safety: str, purpose: str, breaches: list[str]
) -> None:
    id_, custody = str(weapon["id"]), str(weapon["custody"])
    named = {"breaches": with_breaches(weapon, breaches)} if breaches else {}
    tx.change("weapon", id_, custody="in hand", safety=safety, **named)
    breach = "; ".join(breaches) or None
    move(tx, id_, weapon["place"], str(place["id"]), purpose, None, breach)
    if custody in GONE:
        raise_alarm(tx, SEEN_AGAIN, id_, None, f"back after being {custody}")


def out_now(register: Register) -> tuple[Row, ...]:
    """All that is out, the longest due first."""
    return tuple(out.not_back(register.reader))


def overdue(register: Register) -> tuple[Row, ...]:
    """What should have been back before today: to whom it went, who carried it, when it was due."""
    today = register.clock().date
    return tuple(each for each in out.not_back(register.reader) if str(each["due_on"]) < today)
