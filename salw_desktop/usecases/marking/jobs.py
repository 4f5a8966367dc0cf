"""Marking jobs: one string from the profile and the machine's block, struck on one part or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import marking, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import CLEAR, ENDED
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.mark_strings import MarkTemplate, MarkValues, result_code
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.word_lists import MARK_PLACES, PART_KINDS, STRUCTURAL_PLACES
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.marking import profiles, worklist
from salw_desktop.usecases.marking.machines import ARMOURY, machine_called
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.holds import LABORATORY

READ_BACK, MIS_STRIKE, VOID = "read back", "mis-strike", "void"
NOT_STRUCTURAL = "the first strike is not on the frame, receiver or trunnion (ITI §10)"
POLYMER = "the frame is polymer: strike the metal plate set into it"
_CATEGORIES = ("SA", "LW")
_NO_CATEGORY = "XX"


def job_called(connection: Connection, wanted: str) -> Row:
    """By number, card scanned, string or id. Refusal `mark-job.unknown`."""
    found = marking.job(connection, wanted.strip())
    if found is None:
        raise Refusal("mark-job.unknown", field="job", given=wanted[:80])
    return found


def end(tx: Transaction, job: Row, state: str, why: str | None = None) -> None:
    """Its number is never used again, whatever the end was."""
    tx.change("mark_job", str(job["id"]), state=state, ended_at=tx.now.text, why=why)


@dataclass(frozen=True, kw_only=True)
class PartToStrike:
    """One part and where on it; the place is the part itself unless said otherwise."""

    part: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A job as it would be ordered now: the string, and (part, place) of each strike."""

    weapon: Row
    machine: Row
    profile: Row
    struck: tuple[tuple[str, str], ...]
    block: str
    running: int
    string: str
    breaches: list[str]
    warnings: list[str]


def plan_of(register: Register, order: OrderMarkJob) -> Planned:
    """For the screen, before anything is ordered; refused as the order would be."""
    return order.planned(register.reader, register.clock().date)


@dataclass(frozen=True, kw_only=True)
class OrderMarkJob(Command):
    """A plan, so it is refused; `reason` says why a weapon that was marked is marked again."""

    kind: ClassVar[str] = "mark-job.ordered"
    needs = ARMOURY

    weapon: str
    machine: str
    strikes: tuple[PartToStrike, ...] = ()  # else the parts of the profile

    def planned(self, connection: Connection, today: str) -> Planned:
        """What would be ordered today; every refusal of the order itself."""
        weapon = lookup.weapon(connection, self.weapon)
        machine = machine_called(connection, self.machine)
        profile = profiles.current(connection, today)
        self._refuse_unfit(connection, weapon)
        struck = tuple(self._parts(profile))
        block, running, string = _next_string(connection, today, profile, machine, weapon)
        breaches = [] if struck[0][1] in STRUCTURAL_PLACES else [NOT_STRUCTURAL]
        warnings = _warnings(connection, weapon)
        return Planned(weapon, machine, profile, struck, block, running, string, breaches, warnings)

    def execute(self, tx: Transaction) -> Answer:
        plan = self.planned(tx.connection, tx.now.date)
        number = numbering.new_paper_number(tx, numbering.MARK_JOB)
        job = tx.insert(
            "mark_job",
            {
                "number": number,
                "weapon": plan.weapon["id"],
                "mark_profile": plan.profile["id"],
                "machine": plan.machine["id"],
                "mark_block": plan.block,
                "running": plan.running,
                "string": plan.string,
                "cause": worklist.cause_of(plan.weapon, plan.profile) or worklist.BY_LAW,
                "state": "ordered",
                "breaches": "; ".join(plan.breaches) or None,
                "ordered_by": tx.operator,
                "ordered_at": tx.now.text,
                "why": self.reason.strip() or None,
            },
        )
        for line, (part, place) in enumerate(plan.struck, 1):
            row: dict[str, str | int] = {"mark_job": job, "line": line, "part": part}
            row |= {"place": place, "string": plan.string, "outcome": "ordered"}
            tx.insert("strike", row)
        return {
            "job": job,
            "number": number,
            "string": plan.string,
            "breaches": plan.breaches,
            "warnings": plan.warnings,
        }

    def _refuse_unfit(self, connection: Connection, weapon: Row) -> None:
        number, id_ = lookup.called(weapon), str(weapon["id"])
        if weapon["custody"] in ENDED:
            custody = str(weapon["custody"])
            raise Refusal("mark.weapon-ended", field="weapon", number=number, custody=custody)
        if weapon["custody"] != "in hand":
            custody = str(weapon["custody"])
            raise Refusal("weapon.not-in-hand", field="weapon", number=number, custody=custody)
        if weapon["safety"] not in CLEAR:
            safety = str(weapon["safety"])
            raise Refusal("weapon.not-clear", field="weapon", number=number, safety=safety)
        for hold in weapons.open_holds(connection, id_):
            if hold["kind"] == LABORATORY:
                case = str(hold["case_number"])
                raise Refusal("mark.laboratory", field="weapon", number=number, case_number=case)
        live = marking.job_of(connection, id_, *marking.LIVE)
        if live:
            facts = {"number": number, "job": str(live["number"]), "state": str(live["state"])}
            raise Refusal("mark-job.live", field="weapon", **facts)
        marked = marking.job_of(connection, id_, READ_BACK)
        if marked and not self.reason.strip():
            string = str(marked["string"])
            raise Refusal("mark.marked-already", field="reason", number=number, string=string)

    def _parts(self, profile: Row) -> list[tuple[str, str]]:
        given = self.strikes or tuple(
            PartToStrike(part=part) for part in profiles.parts_of(profile)
        )
        if not given:
            raise Refusal("mark.no-parts", field="strikes")
        struck: dict[str, str] = {}
        for each in given:
            part = lookup.one_of(PART_KINDS, each.part, "strikes")
            if part in struck:
                raise Refusal("mark.part-twice", field="strikes", part=part)
            struck[part] = lookup.one_of(MARK_PLACES, each.place or part, "strikes")
        return list(struck.items())


def _next_string(
    connection: Connection, today: str, profile: Row, machine: Row, weapon: Row
) -> tuple[str, int, str]:
    """Block, running number and string; a number whose string stands in metal already is passed over."""
    template = profiles.template_of(profile)
    for block in marking.blocks(connection, str(machine["id"])):
        if (block["country"], block["agency"]) != (template.country, template.agency):
            continue
        for running in range(int(block["highest"] or 0) + 1, int(block["last"] or 0) + 1):
            string = template.fill(_values(connection, today, template, weapon, running))
            if string and not marking.is_string_taken(connection, string):
                return str(block["id"]), running, string
    raise Refusal(
        "mark.no-numbers",
        field="machine",
        machine=str(machine["name"]),
        country=template.country,
        agency=template.agency,
    )


def _values(
    connection: Connection, today: str, template: MarkTemplate, weapon: Row, running: int
) -> MarkValues:
    number = lookup.called(weapon)
    if "SER" in template.tokens and weapon["serial_status"] != "readable":
        status = str(weapon["serial_status"])
        raise Refusal("mark.no-serial", field="weapon", number=number, status=status)
    if "CAT" in template.tokens and not weapon["category"]:
        raise Refusal("mark.no-category", field="weapon", number=number)
    panel = str(weapon["category"]).partition("-")[0]
    return MarkValues(
        running=running,
        year=today[:4],
        site=str(lookup.station(connection)["site_code"]),
        category=panel if panel in _CATEGORIES else _NO_CATEGORY,
        serial=str(weapon["serial"]),
    )


def _warnings(connection: Connection, weapon: Row) -> list[str]:
    marks = weapons.marks(connection, str(weapon["id"]))
    found = [
        f"bears a national mark: {mark['text']}" for mark in marks if mark["kind"] == "national"
    ]
    return [*found, POLYMER] if weapon["frame_material"] == "polymer" else found


@dataclass(frozen=True, kw_only=True)
class VoidMarkJob(Command):
    """A job that will not be struck: lost, or the machine's memory was cleared; its number is never used again."""

    kind: ClassVar[str] = "mark-job.voided"
    needs = ARMOURY
    asks_why = True

    job: str

    def execute(self, tx: Transaction) -> Answer:
        job = job_called(tx.connection, self.job)
        number, state = str(job["number"]), str(job["state"])
        if state not in marking.LIVE:
            raise Refusal("mark-job.ended", field="job", number=number, state=state)
        end(tx, job, VOID, self.reason.strip())
        struck = [
            f"strike {strike['line']} stands in the metal: read it back"
            for strike in marking.strikes(tx.connection, str(job["id"]))
            if strike["outcome"] == "struck"
        ]
        return {"job": str(job["id"]), "number": number, "warnings": struck}


@dataclass(frozen=True, slots=True)
class StrikeOnCard:
    """One strike of a job card, with the two codes that say how it went."""

    line: int
    part: str
    place: str
    string: str
    is_structural: bool
    ok_code: str
    mis_strike_code: str


@dataclass(frozen=True, slots=True)
class JobCardValues:
    """What the card P10 says; `code` is the text of its QR code, sizes are the least that the profile asks for."""

    number: str
    code: str
    state: str
    control_number: str
    weapon: str
    machine: str
    method: str
    height_um: int | None
    depth_um: int | None
    strikes: tuple[StrikeOnCard, ...]


def job_card_values(register: Register, job_number: str) -> JobCardValues:
    """Refusal `mark-job.unknown`."""
    job = job_called(register.reader, job_number)
    code = scan_code(str(job["number"]))
    height, depth = job["height_um"], job["depth_um"]
    return JobCardValues(
        number=str(job["number"]),
        code=code,
        state=str(job["state"]),
        control_number=str(job["weapon_number"] or ""),
        weapon=str(job["model_name"] or job["weapon_kind"]),
        machine=str(job["machine_name"]),
        method=str(job["method"]),
        height_um=None if height is None else int(height),
        depth_um=None if depth is None else int(depth),
        strikes=tuple(
            StrikeOnCard(
                line=int(strike["line"] or 0),
                part=str(strike["part"]),
                place=str(strike["place"]),
                string=str(strike["string"]),
                is_structural=strike["place"] in STRUCTURAL_PLACES,
                ok_code=result_code(code, int(strike["line"] or 0), "struck"),
                mis_strike_code=result_code(code, int(strike["line"] or 0), MIS_STRIKE),
            )
            for strike in marking.strikes(register.reader, str(job["id"]))
        ),
    )
