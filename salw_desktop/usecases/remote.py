"""Class C: the second person is far away, and HQ gives a code for one act over the radio."""

from __future__ import annotations

import re

from salw_desktop.database import exchange
from salw_desktop.database.database import Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.remote_codes import HashedCode, fits

_CODE = re.compile(r"\s*(\d{1,3})[\s-]+([A-Z2-7]{4}[\s-]*[A-Z2-7]{4})\s*")


def use_code(tx: Transaction, given: str, letters: str) -> str:
    """`7 KQWE RTYU`: its place on HQ's list and its eight letters. Returns the id of the code, used from here on."""
    found = _CODE.fullmatch(given.upper())
    if found is None:
        raise Refusal("remote-code.malformed", field="remote-code")
    position, code = int(found[1]), re.sub(r"[\s-]", "", found[2])
    waiting = exchange.remote_codes(tx.connection, position)
    if not waiting:
        raise Refusal("remote-code.unknown", field="remote-code", position=position)
    for row in waiting:
        known = HashedCode(position, str(row["salt"]), str(row["hash"]))
        if not fits(code, known):
            continue
        if row["used_at"]:
            raise Refusal("remote-code.used", field="remote-code", position=position)
        id_ = str(row["id"])
        tx.change("remote_code", id_, used_by=tx.operator, used_at=tx.now.text, letters=letters)
        return id_
    raise Refusal("remote-code.wrong", field="remote-code", position=position)
