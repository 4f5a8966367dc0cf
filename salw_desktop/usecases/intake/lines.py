"""Lines of a hand-in beside its weapons: ammunition as declared, parts, other materiel, what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import handling
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import catalogue, free_text, lookup
from salw_desktop.usecases.commands import Answer, AtTheTable


@dataclass(frozen=True, kw_only=True)
class AddLine(AtTheTable):
    """A declaration: stock comes from lots that somebody has looked at, never from here (practice a15)."""

    kind: ClassVar[str] = "hand-in.line-added"
    needs = TABLE

    hand_in: str
    line_kind: str
    described: str
    quantity: int
    unit: str
    calibre: str = ""
    packed: str = ""
    lies_at: str = ""  # where it is, if not here: the point where ammunition was left
    state: str = "received"

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.open_hand_in(tx.connection, self.hand_in)
        free_text.look_at_hand_in(hand_in, self)
        if self.quantity < 0:
            raise Refusal("quantity.negative", field="quantity", name="quantity")
        id_ = str(hand_in["id"])
        line = handling.next_line(tx.connection, id_)
        state = lookup.one_of(words_of("hand_in_line", "state"), self.state, "state")
        packed = words_of("hand_in_line", "packed")
        values: dict[str, Cell] = {
            "hand_in": id_,
            "line": line,
            "kind": lookup.one_of(words_of("hand_in_line", "kind"), self.line_kind, "line_kind"),
            "described": lookup.required(self.described, "described"),
            "calibre": catalogue.calibre(self.calibre) if self.calibre.strip() else None,
            "quantity": self.quantity,
            "unit": lookup.one_of(words_of("hand_in_line", "unit"), self.unit, "unit"),
            "packed": lookup.one_of(packed, self.packed, "packed") if self.packed else None,
            "lies_at": self._lies_at(tx, hand_in),
            "state": state,
        }
        if state == "received":
            values |= {"received_on": tx.now.date, "received_at_place": hand_in["place"]}
        return {"hand_in_line": tx.insert("hand_in_line", values), "line": line}

    def _lies_at(self, tx: Transaction, hand_in: Row) -> str | None:
        """A place of the register, where a child might be telling of one that nobody here knows (practice f8)."""
        given = self.lies_at.strip()
        if given and free_text.may_be_a_childs(hand_in):
            return str(lookup.place(tx.connection, given, "lies_at")["name"])
        return given or None


@dataclass(frozen=True, kw_only=True)
class ReceiveLine(AtTheTable):
    """What was still to come has come, perhaps elsewhere and not as much; or it will not come."""

    kind: ClassVar[str] = "hand-in.line-received"
    needs = TABLE | STORE

    hand_in: str
    line: int
    place: str = "Registration table"
    quantity: int | None = None
    state: str = "received"

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.hand_in(tx.connection, self.hand_in)
        free_text.look_at_hand_in(hand_in, self)
        number = str(hand_in["number"])
        line = handling.line(tx.connection, str(hand_in["id"]), self.line)
        if line is None:
            raise Refusal("line.unknown", field="line", line=self.line, number=number)
        if line["state"] != "still to come":
            state = str(line["state"])
            raise Refusal("line.ended", field="line", line=self.line, number=number, state=state)
        state = lookup.one_of(("received", "will not come"), self.state, "state")
        values: dict[str, str | int | None] = {"state": state}
        breaches = []
        if state == "received":
            place = lookup.place(tx.connection, self.place)["id"]
            values |= {"received_on": tx.now.date, "received_at_place": place, "lies_at": None}
            if self.quantity is not None and self.quantity != line["quantity"]:
                if self.quantity < 0:
                    raise Refusal("quantity.negative", field="quantity", name="quantity")
                breaches.append(f"{line['quantity']} were declared, {self.quantity} came")
                values |= {"quantity": self.quantity, "breaches": breaches[0]}
        tx.change("hand_in_line", str(line["id"]), **values)
        return {"hand_in_line": str(line["id"]), "state": state, "breaches": breaches}
