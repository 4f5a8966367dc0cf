"""One act on many items: each whole by itself, what was turned down told at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from salw_desktop.database import weapons
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.commands import Command, perform
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one item; `tables` are those that were changed, None in `refusal` where it was done."""

    id: str
    tables: frozenset[str] = frozenset()
    refusal: Refusal | None = None


def one_by_one(
    register: Register, ids: Sequence[str], command_for: Callable[[str], Command]
) -> Iterator[Done]:
    """A refusal is of one item and the next is tried; Trouble ends the work, and what was done stays done."""
    for id_ in ids:
        try:
            changes = perform(command_for(id_), register)
        except Refusal as refusal:
            yield Done(id_, refusal=refusal)
        else:
            yield Done(id_, changes.tables)


def without_waiting_label(register: Register, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of which no label is on the queue yet."""
    return tuple(id_ for id_ in ids if not weapons.waiting_labels(register.reader, id_))
