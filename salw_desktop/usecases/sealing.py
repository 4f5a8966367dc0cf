"""Values that only some may read, written as ciphertext under a key of their own that stays outside the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping

from salw_desktop.database import sealed_keys
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain.strict_json import encode
from salw_desktop.keys import sealed_values


def insert_sealed(
    tx: Transaction, table: str, plain: Mapping[str, Cell], secret: Mapping[str, Cell]
) -> str:
    """A row whose column `sealed` holds `secret`; its key goes to a table that no event carries."""
    key = sealed_values.new_key()
    text = encode({name: value for name, value in secret.items() if value is not None}).encode()
    id_ = tx.insert(table, {**plain, "sealed": sealed_values.seal(key, text)})
    sealed_keys.keep(tx.connection, id_, key)
    return id_


def opened(connection: Connection, id_: str, sealed: str) -> dict[str, Cell] | None:
    """What a sealed row says; None where its key was destroyed or never came here."""
    key = sealed_keys.key_of(connection, id_)
    if key is None:
        return None
    found: dict[str, Cell] = json.loads(sealed_values.open_(key, sealed))
    return found
