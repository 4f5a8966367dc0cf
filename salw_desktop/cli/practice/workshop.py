"""The marking machine of the practice day: ten pistols, and one strike that went wrong."""

from __future__ import annotations

from salw_desktop.cli.practice import data
from salw_desktop.cli.practice.folder import SUPERVISOR, PracticeFolder, Tell, act
from salw_desktop.usecases.marking.machines import machines
from salw_desktop.usecases.register import Register

_MACHINE = "Practice dot-peen 1"
_QUALITIES = (
    *("is_exposed", "is_conspicuous", "is_recognisable"),
    *("is_readable", "is_durable", "is_recoverable"),
)
_NUMBERS = 500


def mark(folder: PracticeFolder, tell: Tell) -> None:
    """Profile, machine, numbers, jobs; each mark is read back from the metal by another person."""
    if not folder.to_mark:
        return
    tell(f"{len(folder.to_mark)} pistols at the marking machine")
    with folder.unlock(SUPERVISOR) as register:
        _set_up(register)
        for place, number in enumerate(folder.to_mark):
            if place == 1:
                _job(folder, register, number, is_right=False)
            _job(folder, register, number, is_right=True)


def _set_up(register: Register) -> None:
    """Once: a second practice day finds the machine where it stood."""
    if any(machine.name == _MACHINE for machine in machines(register)):
        return
    act(register, "set-mark-profile", data.PROFILE)
    machine = {
        "name": _MACHINE,
        "serial": "PDP-001",
        "method": "dot-peen",
        "place": "Registration table",
    }
    act(register, "add-machine", machine)
    trained = {"machine": _MACHINE, "person": data.STRIKER, "trained_by": "Practice maker"}
    act(register, "record-machine-training", trained)
    block = {
        "machine": _MACHINE,
        "country": data.PROFILE["country"],
        "agency": data.PROFILE["agency"],
    }
    act(
        register,
        "add-mark-block",
        {**block, "first": 1, "last": _NUMBERS, "given_by": "Practice HQ"},
    )


def _job(folder: PracticeFolder, register: Register, weapon: str, *, is_right: bool) -> None:
    ordered = act(register, "order-mark-job", {"weapon": weapon, "machine": _MACHINE})
    job = str(ordered["number"])
    if "job_card" not in folder.papers:
        folder.print(register, "job card", job)
    act(register, "record-strike", {"job": job, "outcome": "struck", "struck_by": data.STRIKER})
    string = str(ordered["string"])
    read = string if is_right else string[:-1] + ("7" if string[-1] != "7" else "1")
    seen = {"job": job, "read_as": read, "read_by": data.ARMOURER}
    act(register, "read-back-mark", {**seen, **dict.fromkeys(_QUALITIES, is_right)})
