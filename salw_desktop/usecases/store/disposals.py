"""What is meant to become of an item: a decision that starts nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import destruction
from salw_desktop.database.database import Transaction
from salw_desktop.domain.axes import ENDED, INTENDED_DISPOSAL
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command


@dataclass(frozen=True, kw_only=True)
class IntendDisposal(Command):
    """Destroyed, transferred, returned, deactivated or exhibited: the list "to mark" and the next order follow it."""

    kind: ClassVar[str] = "disposal.intended"
    needs = SUPERVISORS
    asks_why = True

    weapon: str
    disposal: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number, custody = str(weapon["id"]), lookup.called(weapon), str(weapon["custody"])
        if custody in ENDED:
            raise Refusal("weapon.ended", field="weapon", number=number, custody=custody)
        if weapon["record_kind"] == "documented":
            raise Refusal("weapon.documented", field="weapon", number=number)
        disposal = lookup.one_of(INTENDED_DISPOSAL.words, self.disposal, "disposal")
        live = destruction.live_order_of(tx.connection, id_)
        if live and disposal != "destroy":
            order = str(live["number"])
            raise Refusal("weapon.on-order", field="weapon", number=number, order=order)
        if disposal == weapon["intended_disposal"]:
            raise Refusal("correction.nothing", field="disposal", number=number)
        tx.change("weapon", id_, intended_disposal=disposal)
        return {"weapon": id_, "number": number, "intended_disposal": disposal}
