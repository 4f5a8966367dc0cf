"""Tags: tied to an item and scanned, so that number and metal stay together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import weapons
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command


@dataclass(frozen=True, kw_only=True)
class BindTag(Command):
    """The tag is tied on and scanned: proof that the right number hangs on the right weapon."""

    kind: ClassVar[str] = "tag.bound"
    needs = TABLE | STORE

    weapon: str
    scanned: str

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        number, id_ = lookup.called(weapon), str(weapon["id"])
        if lookup.weapon(tx.connection, self.scanned, "scanned")["id"] != id_:
            raise Refusal("tag.of-another", field="scanned", number=number, scanned=self.scanned)
        tag = weapons.tag(tx.connection, id_)
        if tag is None or tag["state"] == "bound":
            raise Refusal("tag.bound-already", field="weapon", number=number)
        tx.change("tag", str(tag["id"]), state="bound", since=tx.now.text)
        return {"weapon": id_, "number": number}
