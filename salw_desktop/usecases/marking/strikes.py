"""How a strike went: scanned from its card, or read from the machine's log, many at once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from salw_desktop.database import marking, weapons
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.mark_strings import as_read, read_result_code
from salw_desktop.domain.people import TABLE
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.marking import jobs
from salw_desktop.usecases.marking.machines import ARMOURY
from salw_desktop.usecases.store.holds import LABORATORY
from salw_desktop.words import sentence

AT_MACHINE = TABLE | ARMOURY
BESIDE_A_REMOVED_NUMBER = "struck while the laboratory may bring a number back"
NEXT = "order the next number"
_STRUCK, _MIS_STRIKE, _NOT_STRUCK = "struck", jobs.MIS_STRIKE, "not struck"
_OUTCOMES = {
    "struck": _STRUCK,
    "ok": _STRUCK,
    "mis-strike": _MIS_STRIKE,
    "not struck": _NOT_STRUCK,
}
_OPEN = ("ordered", _NOT_STRUCK)
_DELIMITERS = "\t;,"  # none of them stands in a job number, a string or a result


def moment(tx: Transaction, given: str, field: str) -> str:
    """When it happened, in the offset of this laptop's clock where none is given; empty is now.

    Refusals strike.time-malformed, strike.time-to-come.
    """
    if not given.strip():
        return tx.now.text
    try:
        found = datetime.fromisoformat(given.strip())
    except ValueError:
        raise Refusal("strike.time-malformed", field=field, given=given[:40]) from None
    found = found if found.tzinfo else found.replace(tzinfo=tx.now.claim.tzinfo)
    if found > tx.now.claim:
        raise Refusal("strike.time-to-come", field=field, given=given[:40])
    return found.astimezone(tx.now.claim.tzinfo).isoformat(timespec="seconds")


def strike_of(tx: Transaction, job: Row, line: int) -> Row:
    """By its line on the card; the line may be left out where there is one. Refusals strike.unknown, strike.which."""
    found = marking.strikes(tx.connection, str(job["id"]))
    if not line:
        if len(found) == 1:
            return found[0]
        raise Refusal("strike.which", field="line", number=str(job["number"]))
    for strike in found:
        if strike["line"] == line:
            return strike
    raise Refusal("strike.unknown", field="line", number=str(job["number"]), line=line)


def enter(
    tx: Transaction, job: Row, strike: Row, outcome: str, person: Row, struck_at: str
) -> list[str]:
    """The fact of one strike; returns its breaches. Refusal `strike.entered` for the same entry twice."""
    may_follow = {_STRUCK: _OPEN, _NOT_STRUCK: ("ordered",), _MIS_STRIKE: (*_OPEN, _STRUCK)}
    if strike["outcome"] not in may_follow[outcome]:
        number, line, before = str(job["number"]), strike["line"], strike["outcome"]
        raise Refusal("strike.entered", field="job", number=number, line=line, outcome=before)
    found = _breaches(tx, job, person, struck_at) if outcome != _NOT_STRUCK else []
    tx.change(
        "strike",
        str(strike["id"]),
        outcome=outcome,
        struck_by=str(person["id"]),
        struck_at=struck_at,
        breaches="; ".join(found) or None,
    )
    if job["state"] in marking.LIVE:
        if outcome == _MIS_STRIKE:
            jobs.end(tx, job, jobs.MIS_STRIKE, f"strike {strike['line']} mis-struck")
        elif outcome == _STRUCK and _is_all_struck(tx, job):
            tx.change("mark_job", str(job["id"]), state=_STRUCK)
    return found


def _is_all_struck(tx: Transaction, job: Row) -> bool:
    return all(
        strike["outcome"] not in _OPEN for strike in marking.strikes(tx.connection, str(job["id"]))
    )


def _breaches(tx: Transaction, job: Row, person: Row, struck_at: str) -> list[str]:
    found = []
    if job["state"] not in marking.LIVE:
        found.append(f"struck although the job is {job['state']}")
    if not marking.is_trained(
        tx.connection, str(job["machine"]), str(person["id"]), struck_at[:10]
    ):
        found.append(f"struck by {person['name']}, not trained on {job['machine_name']}")
    held = weapons.open_holds(tx.connection, str(job["weapon"]))
    if any(hold["kind"] == LABORATORY for hold in held):
        found.append(BESIDE_A_REMOVED_NUMBER)
    return found


def _outcome(given: str) -> str:
    word = _OUTCOMES.get(lookup.required(given, "outcome").casefold())
    if word is None:
        listed = ", ".join(_OUTCOMES)
        raise Refusal("word.not-listed", field="outcome", given=given[:80], listed=listed)
    return word


@dataclass(frozen=True, kw_only=True)
class RecordStrike(Command):
    """The card is scanned, then OK or MIS-STRIKE on it; both may also be typed."""

    kind: ClassVar[str] = "mark.struck"
    needs = AT_MACHINE

    job: str
    outcome: str
    struck_by: str
    line: int = 0
    struck_at: str = ""

    def execute(self, tx: Transaction) -> Answer:
        job = jobs.job_called(tx.connection, self.job)
        scanned = read_result_code(self.outcome)
        line, outcome = self.line, ""
        if scanned:
            if jobs.job_called(tx.connection, scanned.job_scan)["id"] != job["id"]:
                number = str(job["number"])
                raise Refusal("strike.of-another-job", field="outcome", number=number)
            line, outcome = scanned.line, scanned.outcome
        else:
            outcome = _outcome(self.outcome)
        person = lookup.person(tx.connection, self.struck_by, "struck_by")
        strike = strike_of(tx, job, line)
        struck_at = moment(tx, self.struck_at, "struck_at")
        tx.name_people(performed_by=str(person["id"]), verified_by=None)
        breaches = enter(tx, job, strike, outcome, person, struck_at)
        now = jobs.job_called(tx.connection, str(job["id"]))
        return {
            "job": str(job["id"]),
            "number": str(job["number"]),
            "state": str(now["state"]),
            "breaches": breaches,
            "next": NEXT if outcome == _MIS_STRIKE else "",
        }


def log_lines(data: bytes) -> tuple[str, ...]:
    """The lines of a machine's log file. Refusal `mark-results.not-text`."""
    try:
        return tuple(data.decode("utf-8-sig").splitlines())
    except UnicodeDecodeError:
        raise Refusal("mark-results.not-text", field="file") from None


@dataclass(frozen=True, kw_only=True)
class RecordMachineLog(Command):
    """The machine's own log: on each line a job number or string, OK or mis-strike, and the time where it has one.

    All of it or nothing; every line that cannot be entered is named by its number.
    """

    kind: ClassVar[str] = "mark.log"
    needs = AT_MACHINE

    lines: tuple[str, ...]
    struck_by: str

    def execute(self, tx: Transaction) -> Answer:
        person = lookup.person(tx.connection, self.struck_by, "struck_by")
        tx.name_people(performed_by=str(person["id"]), verified_by=None)
        bad: list[str] = []
        breaches: list[str] = []
        entered: list[str] = []
        for count, line in enumerate(self.lines, 1):
            if not line.strip():
                continue
            try:
                number, outcome, found = _enter_line(tx, line, person)
            except Refusal as refusal:
                bad.append(f"Line {count}: {sentence(refusal.code, refusal.facts)}")
            else:
                entered.append(outcome)
                breaches += [f"{number}: {breach}" for breach in found]
        if bad:
            listed = " ".join(bad)
            raise Refusal("mark-results.bad-lines", field="lines", count=len(bad), listed=listed)
        if not entered:
            raise Refusal("mark-results.empty", field="lines")
        return {
            "entered": len(entered),
            "mis_strikes": entered.count(_MIS_STRIKE),
            "breaches": breaches,
        }


def _enter_line(tx: Transaction, text: str, person: Row) -> tuple[str, str, list[str]]:
    """Job number, outcome and breaches of one line of a log."""
    delimiter = next((each for each in _DELIMITERS if each in text), _DELIMITERS[0])
    cells = [*next(csv.reader([text], delimiter=delimiter)), "", ""]
    scanned = read_result_code(cells[0])
    if scanned:
        job, outcome, time = jobs.job_called(tx.connection, scanned.job_scan), scanned.outcome, 1
        strike = strike_of(tx, job, scanned.line)
    else:
        job, outcome, time = _job_of_line(tx, cells[0]), _outcome(cells[1]), 2
        strike = _next_strike(tx, job)
    found = enter(tx, job, strike, outcome, person, moment(tx, cells[time], "lines"))
    return str(job["number"]), outcome, found


def _job_of_line(tx: Transaction, said: str) -> Row:
    """A controller without the star writes an asterisk."""
    return marking.job(tx.connection, as_read(said)) or jobs.job_called(tx.connection, said)


def _next_strike(tx: Transaction, job: Row) -> Row:
    """A log names no part: its lines follow the card from the top."""
    found = marking.strikes(tx.connection, str(job["id"]))
    return next((strike for strike in found if strike["outcome"] in _OPEN), found[-1])
