"""A backup becomes a register again: by two people, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.domain.errors import Refusal
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.exchange import take_receipt
from salw_desktop.usecases.register import Key, Register
from salw_desktop.usecases.safekeeping import RestoreRegister, readable_persons, unpack_backup


@dataclass(frozen=True, slots=True)
class Restored:
    """Where it lies, after which running number it goes on, in which series its papers are.

    `erased` is None where no receipt was given; `readable` counts the persons that it opens.
    """

    path: Path
    next_running_after: int
    paper_series: str
    erased: int | None
    readable: int


def restore(
    backup: Path,
    path: Path,
    command: RestoreRegister,
    *,
    second: Callable[[Path], Key],
    opened_by: Callable[[Path], Register],
    receipt: Path | None = None,
) -> Restored:
    """`second` and `opened_by` unlock the unpacked copy. Refusal `folder.exists`; on any error nothing is left behind."""
    if path.exists():
        raise Refusal("folder.exists", field="register", path=str(path))
    with files.temporary_folder(path.parent) as scratch:
        made = scratch / path.name
        unpack_backup(backup, made)
        key = second(made)
        with opened_by(made) as opened:
            answer = perform(command, opened, second=key).answer
            erased = take_receipt(opened, receipt)["erased"] if receipt else None
            readable = readable_persons(opened)
        files.move_in(made, path)
    return Restored(
        path,
        int(str(answer["next_running_after"])),
        str(answer["paper_series"]),
        None if erased is None else int(str(erased)),
        readable,
    )
