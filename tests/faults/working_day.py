"""A working day at a real register in a process of its own: each line it prints was promised to somebody.

`python working_day.py [commits|files|folders]` (what is left unsynced) warms up and then forks one day for each line "FOLDER DAY" on standard input.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from card import drawn, jpeg
from factory import CAMPAIGN, STOREKEEPER, SUPERVISOR, Desk, FixedClock, Practice

from salw_desktop.database import connection
from salw_desktop.domain.numbers import scan_code
from salw_desktop.files import os_calls
from salw_desktop.usecases import acts, exchange, safekeeping
from salw_desktop.usecases.commands import perform

WEAPONS = 3
OVER = "nothing any more"


def promise(what: str, **facts: object) -> None:
    """One write, so that a line is there whole or not at all."""
    os.write(1, (json.dumps({"promised": what, **facts}) + "\n").encode())


class PromisingDesk(Desk):
    """Says what it did once it is done, and never before."""

    def do(self, act: str, second: str | None = None, /, **fields: object) -> dict[str, object]:
        command = acts.read_act(act, json.dumps(fields).encode())
        changes = perform(command, self.register, second=self.key(second) if second else None)
        promise(act, events=list(changes.events))
        return dict(changes.answer)


def a_day(practice: Practice, day: int) -> None:
    desk = PromisingDesk(practice, practice.unlock(SUPERVISOR))
    numbers = list(morning(desk, practice.path.parent, day))
    desk.sit(STOREKEEPER)
    promise("locked")
    for number in numbers:
        desk.do("put-away", weapon=number)
    desk.sit(SUPERVISOR)
    backup = safekeeping.back_up(desk.register, practice.path.parent / f"backups {day}")
    promise("backed up", path=str(backup))
    stick = practice.path.parent / f"stick {day}"
    stick.mkdir(exist_ok=True)
    bundle = exchange.export(desk.register, stick).written
    promise(bundle.word.value, path=str(bundle.path))
    folder = desk.register.folder
    folder.write_slots(folder.read_slots())
    promise("slots kept")
    desk.do("close-day")
    desk.register.close()
    promise("locked")


def morning(desk: Desk, home: Path, day: int) -> Iterator[str]:
    """Weapons taken in, photographed and tagged; their numbers."""
    fields = {"campaign": CAMPAIGN, "brought_by": "person", "cleared_as_adult": "yes"}
    hand_in = desk.do("open-hand-in", **fields)["number"]
    for line in range(WEAPONS):
        token = {"hand_in": hand_in, "token": f"T{line}"}
        cleared = {"safety": "clear", "cleared_by": "holder", "verified_by": "P. Observer"}
        desk.do("record-clearance", **token, **cleared)
        weapon = {"model": "AKM", "serial": f"AB {day}-{line}"}
        recorded = {"hand_in": hand_in, "clearance": f"T{line}", **weapon}
        number = str(desk.do("record-weapon", **recorded)["number"])
        picture = home / f"{day}-{line}.jpg"
        picture.write_bytes(jpeg(drawn(day * WEAPONS + line, (60, 40))))
        desk.do("add-photo", weapon=number, file=str(picture), view="left")
        desk.do("bind-tag", weapon=number, scanned=scan_code(number))
        yield number
    desk.do("close-hand-in", hand_in=hand_in)


def the_practice(folder: Path, day: int) -> Practice:
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    clock = FixedClock()
    clock.go_on(days=day)
    return Practice(folder / "day.salw", clock, words)


def in_a_fork(folder: Path, day: int) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            a_day(the_practice(folder, day), day)
            os._exit(0)
        finally:
            os._exit(1)
    os.write(1, f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    promise(OVER, status=os.waitstatus_to_exitcode(status))


def _commits_unsynced() -> None:
    connection._PRAGMAS["synchronous"] = 0


def _files_unsynced() -> None:
    os_calls.fsync = lambda _: None


def _folders_unsynced() -> None:
    os_calls.fsync_folder = lambda _: None


# what a checker of promises must notice
UNSAFE = {
    "commits": _commits_unsynced,
    "files": _files_unsynced,
    "folders": _folders_unsynced,
}


def main() -> None:
    for broken in sys.argv[1:]:
        UNSAFE[broken]()
    os.write(1, b"warm\n")
    for line in sys.stdin:
        folder, day = line.rsplit(" ", 1)
        in_a_fork(Path(folder), int(day))


if __name__ == "__main__":
    main()
