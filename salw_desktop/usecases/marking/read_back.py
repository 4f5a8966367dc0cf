"""Read back from the metal: somebody types what he sees without being shown what was ordered (practice b2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from salw_desktop.database import marking
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.mark_strings import STAR, as_read, reads_alike
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.marking import jobs, strikes
from salw_desktop.usecases.weapons import describing

OWN_READING_AFTER = timedelta(minutes=10)
_METHODS = {  # how a machine strikes → how the record calls the mark
    "dot-peen": "dot-peen",
    "scribing": "engraved",
    "laser": "laser",
    "roll press": "roll-stamped",
    "hand stamps": "stamped",
}


@dataclass(frozen=True, kw_only=True)
class ReadBackMark(Command):
    """What stands in the metal, whatever was ordered: a difference ends the job, and its number with it.

    The six qualities are those of `ITI §7`.
    """

    kind: ClassVar[str] = "mark.read-back"
    needs = strikes.AT_MACHINE

    job: str
    read_as: str
    read_by: str
    is_exposed: bool
    is_conspicuous: bool
    is_recognisable: bool
    is_readable: bool
    is_durable: bool
    is_recoverable: bool
    line: int = 0
    read_at: str = ""

    @property
    def qualities(self) -> dict[str, bool]:
        return {
            "is_exposed": self.is_exposed,
            "is_conspicuous": self.is_conspicuous,
            "is_recognisable": self.is_recognisable,
            "is_readable": self.is_readable,
            "is_durable": self.is_durable,
            "is_recoverable": self.is_recoverable,
        }

    def execute(self, tx: Transaction) -> Answer:
        job = jobs.job_called(tx.connection, self.job)
        strike = strikes.strike_of(tx, job, self.line)
        if strike["read_as"] is not None:
            number, line = str(job["number"]), strike["line"]
            raise Refusal("strike.read", field="job", number=number, line=line)
        reader = lookup.person(tx.connection, self.read_by, "read_by")
        read_at = strikes.moment(tx, self.read_at, "read_at")
        typed = as_read(lookup.required(self.read_as, "read_as"))
        is_alike = reads_alike(typed, str(strike["string"]))
        read_as = str(strike["string"]) if is_alike else typed
        striker = str(strike["struck_by"]) if strike["struck_by"] else None
        tx.name_people(performed_by=striker, verified_by=str(reader["id"]))
        breaches = [*_breaches(job, strike, str(reader["id"]), read_at), *self._bad_qualities()]
        is_good = is_alike and strike["outcome"] != jobs.MIS_STRIKE
        tx.change(
            "strike",
            str(strike["id"]),
            outcome=jobs.READ_BACK if is_good else jobs.MIS_STRIKE,
            read_as=read_as,
            read_by=str(reader["id"]),
            read_at=read_at,
            breaches="; ".join([*_known(strike), *breaches]) or None,
            **{name: int(value) for name, value in self.qualities.items()},
        )
        _keep_on_weapon(tx, job, strike, read_as)
        state = _settle(tx, job, strike, read_as, is_good=is_good)
        return {
            "job": str(job["id"]),
            "number": str(job["number"]),
            "state": state,
            "agrees": int(is_alike),
            "breaches": breaches,
            "next": "" if is_good else strikes.NEXT,
        }

    def _bad_qualities(self) -> list[str]:
        wanting = [name.removeprefix("is_") for name, holds in self.qualities.items() if not holds]
        return [f"mark quality: not {', not '.join(wanting)}"] if wanting else []


def _known(strike: Row) -> list[str]:
    return [str(strike["breaches"])] if strike["breaches"] else []


def _breaches(job: Row, strike: Row, reader: str, read_at: str) -> list[str]:
    found = []
    if job["state"] == jobs.VOID:
        found.append("read back although the job is void")
    if strike["struck_at"] is None or strike["outcome"] == "not struck":
        found.append("read back before the strike was entered")
    elif strike["struck_by"] == reader:
        struck = datetime.fromisoformat(str(strike["struck_at"]))
        if datetime.fromisoformat(read_at) - struck < OWN_READING_AFTER:
            found.append("read back by the one who struck it, within 10 minutes")
    return found


def _keep_on_weapon(tx: Transaction, job: Row, strike: Row, read_as: str) -> None:
    """The metal keeps what was struck, good or bad, and so does the record."""
    tx.insert(
        "mark",
        {
            "weapon": job["weapon"],
            "kind": "national",
            "text": read_as,
            "place": strike["place"],
            "script": "latin",
            "symbol": "star" if STAR in read_as else None,
            "method": _METHODS[str(job["method"])],
            "alteration": "none",
        },
    )


def _settle(tx: Transaction, job: Row, strike: Row, read_as: str, *, is_good: bool) -> str:
    """The state of the job after this reading."""
    if job["state"] not in marking.LIVE:
        return str(job["state"])
    if not is_good:
        why = f"strike {strike['line']} reads {read_as}"
        jobs.end(tx, job, jobs.MIS_STRIKE, why)
        return jobs.MIS_STRIKE
    read = marking.strikes(tx.connection, str(job["id"]))
    if any(each["outcome"] != jobs.READ_BACK for each in read):
        return str(job["state"])
    jobs.end(tx, job, jobs.READ_BACK, str(job["why"]) if job["why"] else None)
    _judge(tx, job, read)
    return jobs.READ_BACK


def _judge(tx: Transaction, job: Row, read: list[Row]) -> None:
    """Adequately marked is a weapon whose every strike has all six qualities (`ITI §7`)."""
    weapon = lookup.weapon(tx.connection, str(job["weapon"]))
    wanting = [
        breach
        for strike in read
        for breach in str(strike["breaches"] or "").split("; ")
        if breach.startswith("mark quality")
    ]
    changed: dict[str, str | int | None] = dict(describing.more_breaches(weapon, wanting))
    if not wanting:
        changed["adequately_marked"] = "yes"
    if changed:
        tx.change("weapon", str(weapon["id"]), **changed)
