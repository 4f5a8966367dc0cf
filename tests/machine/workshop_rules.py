"""Rules of the marking shop: profile, machine and numbers, jobs, strikes, and what is read back from the metal."""

from __future__ import annotations

from collections.abc import Callable

from floor import PICK, WHY
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from intake_rules import has_weapons
from marking_shop import BLOCK, MACHINE, MACHINE_FIELDS, PROFILE, QUALITIES, READER, STRIKER
from model import CLEAR, ENDED, LIVE_JOBS, Job
from store_rules import StoreRules

PARTS = ("frame or receiver", "barrel")
OPEN = ("ordered", "not struck")
MAY_FOLLOW = {
    "struck": OPEN,
    "not struck": ("ordered",),
    "mis-strike": (*OPEN, "struck"),
}
LINE = st.integers(1, 2)
OUTCOME = st.sampled_from(("struck", "struck", "mis-strike", "not struck"))
has_jobs = precondition(lambda self: self.model.jobs)


class WorkshopRules(StoreRules):
    """A number is given to one strike and never again, whatever became of it."""

    def job(self, pick: int) -> tuple[str, Job]:
        number = self.one(reversed(self.model.jobs), pick)
        return number, self.model.jobs[number]

    def set_mark_profile(self, is_late: bool) -> None:
        late = {"valid_from": "2026-11-01"} if is_late else {}
        too_early = ("mark-profile.too-early", is_late)
        self.attempt("set-mark-profile", too_early, **PROFILE, parts=list(PARTS), **late)

    def tend_the_machine(self, pick: int) -> None:
        what = self.one(("machine", "block", "training", "entry"), pick)
        if what == "machine":
            self.attempt("add-machine", ("machine.twice", True), **MACHINE_FIELDS)
        elif what == "block":
            self.attempt("add-mark-block", ("mark-block.overlaps", True), **BLOCK)
        elif what == "training":
            fields = {"machine": MACHINE, "person": STRIKER, "trained_by": "The maker"}
            self.attempt("record-machine-training", **fields)
        else:
            self.attempt("record-machine-entry", machine=MACHINE, entry_kind="serviced")

    @rule(what=st.integers(0, 7), pick=PICK, is_so=st.booleans())
    def see_to_odds_and_ends(self, what: int, pick: int, is_so: bool) -> None:
        """What changes no weapon has one rule, so that the others come up more often."""
        things: tuple[Callable[[], None], ...] = (
            lambda: self.set_mark_profile(is_so),
            lambda: self.tend_the_machine(pick),
            lambda: self.name_something(pick),
            lambda: self.count_print(WHY if is_so else ""),
            lambda: self.count(is_so),
            lambda: self.find_a_cache(pick, is_so),
            self.make_model_card,
            lambda: self.mark_labels_printed(pick),
        )
        things[what]()

    @has_weapons
    @rule(pick=PICK, reason=st.sampled_from(("", WHY)))
    def order_mark_job(self, pick: int, reason: str) -> None:
        weapon, model = self.weapon(pick), self.model
        marked = any(
            job.weapon == weapon.id and job.state == "read back" for job in model.jobs.values()
        )
        answer = self.attempt(
            "order-mark-job",
            ("mark.weapon-ended", weapon.custody in ENDED),
            ("weapon.not-in-hand", weapon.custody != "in hand"),
            ("weapon.not-clear", weapon.safety not in CLEAR),
            ("mark.laboratory", model.is_held(weapon.id, "laboratory")),
            ("mark-job.live", model.live_job_of(weapon.id) is not None),
            ("mark.marked-already", marked and not reason),
            ("mark.no-numbers", model.marks_left == 0),
            weapon=weapon.name,
            machine=MACHINE,
            reason=reason,
        )
        if answer:
            string = str(answer["string"])
            assert string not in {job.string for job in model.jobs.values()}
            model.marks_left -= 1
            model.jobs[str(answer["number"])] = Job(weapon.id, string, ["ordered", "ordered"])

    @has_jobs
    @rule(pick=PICK, line=LINE, outcome=OUTCOME)
    def record_strike(self, pick: int, line: int, outcome: str) -> None:
        number, job = self.job(pick)
        entered = job.outcomes[line - 1] not in MAY_FOLLOW[outcome]
        fields = {"job": number, "line": line, "outcome": outcome, "struck_by": STRIKER}
        if self.attempt("record-strike", ("strike.entered", entered), **fields):
            self._enter(job, line, outcome)

    def _enter(self, job: Job, line: int, outcome: str) -> None:
        job.outcomes[line - 1] = outcome
        if job.state in LIVE_JOBS and outcome == "mis-strike":
            job.state = "mis-strike"
        elif job.state in LIVE_JOBS and outcome == "struck" and not set(OPEN) & set(job.outcomes):
            job.state = "struck"

    @has_jobs
    @rule(pick=PICK, is_good=st.booleans())
    def record_machine_log(self, pick: int, is_good: bool) -> None:
        """A log goes down the card."""
        number, job = self.job(pick)
        outcome = "struck" if is_good else "mis-strike"
        waiting = [line for line, each in enumerate(job.outcomes, 1) if each in OPEN]
        line = waiting[0] if waiting else len(job.outcomes)
        bad = job.outcomes[line - 1] not in MAY_FOLLOW[outcome]
        said = [f"{number}\t{outcome}"]
        if self.attempt(
            "record-machine-log", ("mark-results.bad-lines", bad), lines=said, struck_by=STRIKER
        ):
            self._enter(job, line, outcome)

    @has_jobs
    @rule(pick=PICK, line=LINE, is_same=st.integers(0, 4).map(bool), is_good=st.booleans())
    def read_back(self, pick: int, line: int, is_same: bool, is_good: bool) -> None:
        number, job = self.job(pick)
        read_as = job.string if is_same else job.string[:-1] + "X"
        qualities = {**dict.fromkeys(QUALITIES, True), "is_durable": is_good}
        known = ("strike.read", job.read[line - 1] is not None)
        fields = {"job": number, "line": line, "read_as": read_as, "read_by": READER}
        answer = self.attempt("read-back-mark", known, **fields, **qualities)
        if answer is None:
            return
        is_right = is_same and job.outcomes[line - 1] != "mis-strike"
        job.outcomes[line - 1] = "read back" if is_right else "mis-strike"
        job.read[line - 1] = "good" if is_good else "bad"
        if job.state in LIVE_JOBS:
            self._settle(job, is_right)
        assert answer["state"] == job.state

    def _settle(self, job: Job, is_right: bool) -> None:
        if not is_right:
            job.state = "mis-strike"
        elif set(job.outcomes) == {"read back"}:
            job.state = "read back"
            if job.read == ["good", "good"]:
                self.model.weapons[job.weapon].is_marked_well = True

    @has_jobs
    @rule(pick=PICK)
    def void_mark_job(self, pick: int) -> None:
        number, job = self.job(pick)
        ended = ("mark-job.ended", job.state not in LIVE_JOBS)
        if self.attempt("void-mark-job", ended, job=number, reason=WHY):
            job.state = "void"
