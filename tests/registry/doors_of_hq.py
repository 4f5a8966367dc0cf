"""What the keeper of a registry does, and the sheet of a station."""

from __future__ import annotations

from pathlib import Path

from factory import STOREKEEPER, SUPERVISOR
from pair import Pair

from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import keeping, safekeeping
from salw_desktop.usecases.commands import perform


def sheet_of(pair: Pair) -> str:
    """The ten words of a station that has just changed its key."""
    given = [(name, pair.practice.passphrases[name]) for name in (SUPERVISOR, STOREKEEPER)]
    second = pair.practice.key(STOREKEEPER)
    words, _ = safekeeping.rekey(pair.practice.unlock(), given, second, "A laptop was away")
    return words


def hq_restored(pair: Pair, backup: Path, highest: int) -> Path:
    path = pair.home / "restored.salw"
    safekeeping.unpack_backup(backup, path)
    command = safekeeping.RestoreRegister(highest_running_on_paper=highest, reason="Disk lost")
    words = pair.hq_adjudicator
    with hq_desk.unlock(path, "Clerk", pair.hq_words) as registry:
        perform(command, registry, second=keeping.key_of(path, "Adjudicator", words))
    return path
