"""persons.json: the keys of persons, which leave only where their campaign allows it, and never in the journal."""

from __future__ import annotations

import re
from collections.abc import Mapping

from salw_desktop.bundle.layout import DATA_MAX_BYTES
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.strict_json import encode, parse_object

NAME = "persons.json"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEY = re.compile(r"[0-9a-f]{64}")


def write_persons(keys: Mapping[str, str]) -> bytes:
    """Id of a person → the 32 bytes of its key in hex."""
    return encode({"keys": dict(keys)}).encode()


def read_persons(data: bytes) -> dict[str, str]:
    """Refusal `persons.malformed`."""
    try:
        members = parse_object(data, limit_bytes=DATA_MAX_BYTES)
    except ValueError as damage:
        raise Refusal("persons.malformed", field="file") from damage
    keys = members.get("keys")
    if set(members) != {"keys"} or not isinstance(keys, dict):
        raise Refusal("persons.malformed", field="file")
    if not all(ID.fullmatch(id_) and _KEY.fullmatch(str(key)) for id_, key in keys.items()):
        raise Refusal("persons.malformed", field="file")
    return {id_: str(key) for id_, key in keys.items()}
