"""Receipts: a running number for everybody, and where no name is kept a secret that only its bearer holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import handling
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import READERS, TABLE, Role
from salw_desktop.domain.strict_json import Json, encode
from salw_desktop.domain.word_lists import NOT_INSPECTED
from salw_desktop.keys.certificates import RECEIPT, write_code
from salw_desktop.keys.receipt_secrets import is_secret, new_secret
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable

SECRET_AFTER = "."  # noqa: S105  a sign, no secret
"""Between the signed code and the secret, in the square on the bearer's half: QR has it among its capitals."""
Line = dict[str, Json]


@dataclass(frozen=True, kw_only=True)
class IssueReceipt(AtTheTable):
    """Printed from the record of a closed hand-in; a second one has a reason and makes the first one void.

    The secret is in the answer and on the bearer's half, and nowhere else: only its salted hash is kept.
    """

    kind: ClassVar[str] = "receipt.issued"
    needs = TABLE

    hand_in: str
    read_aloud_in: str = ""  # the language (practice a11)
    read_aloud_by: str = ""  # of the roster

    def execute(self, tx: Transaction) -> Answer:
        hand_in = lookup.hand_in(tx.connection, self.hand_in)
        id_, number_of_hand_in = str(hand_in["id"]), str(hand_in["number"])
        if hand_in["state"] != "closed":
            state = str(hand_in["state"])
            raise Refusal(
                "receipt.not-closed", field="hand_in", number=number_of_hand_in, state=state
            )
        before = handling.receipt_of(tx.connection, id_)
        if before and not self.reason.strip():
            issued = str(before["number"])
            raise Refusal("receipt.issued", field="reason", number=number_of_hand_in, issued=issued)
        if before:
            tx.change("hand_in_receipt", str(before["id"]), state="replaced")
        described = encode(list(lines_of(tx, id_)))
        digest = hashlib.sha256(described.encode()).hexdigest()
        number = numbering.new_paper_number(tx, numbering.RECEIPT)
        secret = None if hand_in["is_named"] else new_secret()
        code = write_code(number, digest, tx.device, RECEIPT)
        values = {
            "number": number,
            "hand_in": id_,
            "salt": secret.salt if secret else None,
            "secret_hash": secret.hash if secret else None,
            "lines_sha256": digest,
            "described": described,
            "code": code,
            **self._read_aloud(tx),
            "state": "issued",
            "issued_on": tx.now.date,
            "issued_by": tx.operator,
        }
        tx.insert("hand_in_receipt", values)
        return {"number": number, "code": code, "secret": secret.letters if secret else ""}

    def _read_aloud(self, tx: Transaction) -> dict[str, Cell]:
        if not self.read_aloud_by.strip():
            return {"read_aloud_in": self.read_aloud_in.strip() or None}
        return {
            "read_aloud_in": lookup.required(self.read_aloud_in, "read_aloud_in"),
            "read_aloud_by": lookup.person(tx.connection, self.read_aloud_by, "read_aloud_by")[
                "id"
            ],
        }


def lines_of(tx: Transaction, hand_in: str) -> list[Line]:
    """What the receipt says of each item, as it stood that day: a later correction changes no receipt."""
    return [
        *(_weapon_line(row) for row in handling.weapons_of(tx.connection, hand_in)),
        *(_other_line(row) for row in handling.other_lines(tx.connection, hand_in)),
    ]


def _weapon_line(row: Row) -> Line:
    rounds = int(row["rounds_declared"] or 0)
    declared = f"{rounds} rounds declared" if rounds else ""
    return {
        "what": str(row["counts_as"]),
        "number": str(row["number"] or ""),
        "described": str(row["model_name"]).partition(" / ")[0] or str(row["kind"]).capitalize(),
        "calibre": str(row["calibre"]),
        "serial": str(row["serial"] or row["serial_status"]),
        "condition": "" if row["function"] == NOT_INSPECTED else str(row["function"]),
        "quantity": "; ".join(each for each in (str(row["accessories"] or ""), declared) if each),
        "rounds": rounds,
        "to_come": "",
    }


def _other_line(row: Row) -> Line:
    is_to_come = row["state"] == "still to come"
    return {
        "what": str(row["kind"]),
        "number": "",
        "described": str(row["described"]),
        "calibre": str(row["calibre"] or ""),
        "serial": "",
        "condition": str(row["packed"] or ""),
        "quantity": f"{row['quantity']} {row['unit']}",
        "rounds": int(row["quantity"] or 0) if row["unit"] == "rounds" and not is_to_come else 0,
        "to_come": str(row["lies_at"] or "elsewhere") if is_to_come else "",
    }


@dataclass(frozen=True, kw_only=True)
class ShowReceipt(AtTheTable):
    """The bearer shows his half: yes or no, and that it was shown. Whoever finds a slip finds no weapon by it."""

    kind: ClassVar[str] = "receipt.shown"
    needs = READERS - {Role.AUDITOR}

    number: str
    secret: str = ""

    def execute(self, tx: Transaction) -> Answer:
        receipt = lookup.receipt(tx.connection, self.number)
        if receipt["secret_hash"] is not None and not is_secret(
            self.secret, str(receipt["salt"]), str(receipt["secret_hash"])
        ):
            raise Refusal("receipt.secret-wrong", field="secret")
        shown = handling.times_shown(tx.connection, str(receipt["id"]))
        row = {"hand_in_receipt": receipt["id"], "shown_on": tx.now.date, "seen_by": tx.operator}
        tx.insert("receipt_shown", row)
        return {
            "number": str(receipt["number"]),
            "issued_on": str(receipt["issued_on"]),
            "state": str(receipt["state"]),
            "shown_before": shown,
        }
