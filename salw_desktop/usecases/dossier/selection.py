"""Which events of a weapon leave whole, with what verifies them, and which are withheld and named by their hash."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salw_desktop.database import journal, releases
from salw_desktop.database.connection import Connection
from salw_desktop.database.journal import Entry
from salw_desktop.database.rows import Row
from salw_desktop.domain.promises import EVERYTHING
from salw_desktop.domain.strict_json import Json
from salw_desktop.keys.chain import OPENED, RECOVERED
from salw_desktop.keys.events import Event, read_event
from salw_desktop.usecases.release.releasing import may_go_out

# Rows of one item: they leave where that item is the one released, by their column `weapon` or as the weapon itself.
_OF_ONE = frozenset(
    {
        *("weapon", "mark", "part", "accessory", "former_number", "photo", "correction", "voiding"),
        *("tag", "retagging", "label", "placement", "hold", "loss", "going_out", "mark_job"),
        *(
            "laboratory_result",
            "clearance",
            "session_result",
            "session_scan",
            "order_line",
            "amendment_line",
        ),
    }
)
# Rows that only name other items by their ids: they leave where nobody was promised that those stay.
_NAMING = frozenset({"look_alike", "alarm", "countersign_item"})
# Rows about no item and no bringer.
_PAPERS = frozenset(
    {
        *("paper_number", "countersign", "strike", "model_card", "destruction_order"),
        *("order_amendment", "destruction_session", "session_break", "session_batch"),
        *("session_witness", "roster", "remote_code"),
    }
)
_BRINGING_KEYS = ("register.made", "operator.added", "operator.renewed", "register.rekeyed")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Lines of `events.jsonl` in the order of the journal; who signed, and the keys that the carried events bring."""

    lines: tuple[Mapping[str, Json], ...]
    operators: Mapping[str, tuple[str, ...]]
    recovery: tuple[str, ...]
    carried: int
    withheld: int


def selected(reader: Connection, release: Row) -> Selection:
    """Releases to others are left out altogether: a court need not know that a panel asked too."""
    weapon = str(release["weapon"])
    chosen: dict[int, tuple[Entry, Event]] = {}
    withheld: set[int] = set()
    for entry, event in journal.history(reader, weapon):
        if _is_of_another_release(event, str(release["id"])):
            continue
        if _says_more(reader, event, weapon, shows_hidden=bool(release["has_hidden_marks"])):
            withheld.add(entry.n)
        chosen[entry.n] = (entry, event)
    events = [pair for n, pair in chosen.items() if n not in withheld]
    beside = _what_verifies(reader, [event for _, event in events])
    chosen |= beside
    whole = [event for n, (_, event) in sorted(chosen.items()) if n not in withheld]
    return Selection(
        tuple(_line(*pair, is_withheld=n in withheld) for n, pair in sorted(chosen.items())),
        _keys_of_operators(whole),
        tuple(dict.fromkeys(_column(whole, "station", "recovery_key"))),
        len(whole),
        len(withheld),
    )


def _line(entry: Entry, event: Event, *, is_withheld: bool) -> Mapping[str, Json]:
    """Of one that is withheld not even why: that would say that there is a hidden mark."""
    if is_withheld:
        return {"event": event.id, "type": event.type, "withheld": True}
    return {
        "event": event.id,
        "type": event.type,
        "payload": base64.b64encode(entry.payload).decode(),
        "signature": entry.signature.hex(),
        "witness": entry.witness.hex() if entry.witness else None,
    }


def _is_of_another_release(event: Event, release: str) -> bool:
    return any(table == "dossier_release" and id_ != release for table, id_, *_ in event.rows)


def _says_more(reader: Connection, event: Event, weapon: str, *, shows_hidden: bool) -> bool:
    """Than was released. A table that nobody thought of is withheld, not let through."""
    for table, id_, *_ in event.rows:
        name, of = str(table), str(id_)
        if name == "mark" and not shows_hidden and releases.is_hidden(reader, of):
            return True
        if name in _OF_ONE:
            row = releases.row_named(reader, name, of)
            if (of if name == "weapon" else row["weapon"]) != weapon:
                return True
        elif name in _NAMING:
            if not _may_be_named(reader, releases.row_named(reader, name, of), weapon):
                return True
        elif name not in (*_PAPERS, "dossier_release"):
            return True
    return False


def _may_be_named(reader: Connection, row: Row, weapon: str) -> bool:
    ids = [str(cell) for cell in row.values() if _ID.fullmatch(str(cell))]
    others = releases.other_weapons_named(reader, ids, weapon)
    return all(may_go_out(reader, other) == EVERYTHING for other in others)


def _what_verifies(reader: Connection, events: list[Event]) -> dict[int, tuple[Entry, Event]]:
    """Openings of the branches and the events that brought in a key, until each that signs is known."""
    openings = {event.branch: (entry, event) for entry, event in _of_types(reader, (OPENED,))}
    bringing = list(_of_types(reader, _BRINGING_KEYS))
    found: dict[int, tuple[Entry, Event]] = {}
    waiting = list(events)
    signers: set[str] = set()
    while waiting:
        event = waiting.pop()
        more = [openings[event.branch]]
        signers |= {event.operator, event.witness or event.operator}
        more += [pair for pair in bringing if _brings_key_of(pair[1], signers)]
        if event.text("why") == RECOVERED:
            more += [pair for pair in bringing if _column([pair[1]], "station", "recovery_key")]
        for entry, other in more:
            if entry.n not in found:
                found[entry.n] = (entry, other)
                waiting.append(other)
    return found


def _of_types(reader: Connection, kinds: tuple[str, ...]) -> Iterator[tuple[Entry, Event]]:
    for entry in journal.of_type(reader, kinds, 0):
        yield entry, read_event(entry.payload)


def _brings_key_of(event: Event, signers: set[str]) -> bool:
    return event.type == "register.made" or any(
        table == "operator" and id_ in signers and isinstance(new, dict) and "sign_key" in new
        for table, id_, new, *_ in event.rows
    )


def _column(events: list[Event], table: str, column: str) -> list[str]:
    return [
        str(new[column])
        for event in events
        for name, _, new, *_ in event.rows
        if name == table and isinstance(new, dict) and column in new
    ]


def _keys_of_operators(events: list[Event]) -> dict[str, tuple[str, ...]]:
    """Each key that an operator had, in the order in which the carried events bring them."""
    found: dict[str, dict[str, None]] = {}
    for event in events:
        if event.text("operator_key"):
            found.setdefault(event.operator, {})[event.text("operator_key")] = None
        for table, id_, new, *_ in event.rows:
            if table == "operator" and isinstance(new, dict) and "sign_key" in new:
                found.setdefault(str(id_), {})[str(new["sign_key"])] = None
    return {who: tuple(keys) for who, keys in found.items()}
