"""Rules of more than one step: what goes well from the table to the certificate, and what comes between."""

from __future__ import annotations

from destruction_rules import CHECKED, CHECKING, INTERRUPTED, LEFT, MISSING
from factory import DEPUTY, SUPERVISOR
from floor import PICK, WHY
from hypothesis import strategies as st
from hypothesis.stateful import rule
from intake_rules import SAFETY, has_weapons
from model import CLEAR, LIVE_JOBS, LIVE_ORDERS, Order, Session, Weapon
from road_rules import RoadRules
from weapon_rules import SERIAL
from workshop_rules import OPEN

NEXT = "next"
IN_SESSION = ("finish", "interrupt", "broken seal", "batch", "leave", "miss")
STEPS = (*[NEXT] * 16, *IN_SESSION, "hold", "clear anew", "again", "amend", "order again")


class StoryRules(RoadRules):
    """Single acts alone would hardly ever come as far as a cut; every step is still tried as any other act."""

    @rule(serial=SERIAL, safety=SAFETY, is_quick=st.booleans(), campaign=PICK)
    def accept_a_weapon(self, serial: str, safety: str, is_quick: bool, campaign: int) -> None:
        """A person comes with one weapon, and everything is done as it should be."""
        if self._open_and_clear(safety, campaign):
            self.record_weapon(0, "T1", serial, is_quick, False, None)

    @has_weapons
    @rule(pick=PICK, safety=SAFETY)
    def bring_again(self, pick: int, safety: str) -> None:
        if self._open_and_clear(safety, 0):
            self.hand_in_again(pick, 0, "T1")

    def _open_and_clear(self, safety: str, campaign: int) -> bool:
        before = len(self.model.hand_ins)
        self.open_hand_in(campaign, "group", "yes", campaign % 3 == 1, False)
        if len(self.model.hand_ins) == before:
            return False
        self.clear_at_the_bay(0, "T1", safety)
        return True

    @has_weapons
    @rule(pick=PICK, steps=st.integers(1, 5))
    def advance_a_job(self, pick: int, steps: int) -> None:
        """The next steps of a job that goes well."""
        if not any(job.state in LIVE_JOBS for job in self.model.jobs.values()):
            fit = [each.safety in CLEAR for each in reversed(self.model.weapons.values())]
            return self.order_mark_job(fit.index(True) if any(fit) else pick, WHY)
        for _ in range(steps):
            self._next_strike(pick)
        return None

    def _next_strike(self, pick: int) -> None:
        _, job = self.job(pick)
        for line, outcome in enumerate(job.outcomes, 1):
            if outcome in OPEN:
                return self.record_strike(pick, line, "struck")
            if outcome == "struck":
                return self.read_back(pick, line, True, True)
        return None

    @rule(pick=PICK, steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=12))
    def advance_an_order(self, pick: int, steps: list[str]) -> None:
        """The next steps of one that goes well, and now and then something comes between."""
        live = [each for each, order in self.model.orders.items() if self._goes_on(each, order)]
        if not live:
            return self.write_order([pick] * 3, True, True)
        number = self.one(live, pick)
        place = list(reversed(self.model.orders)).index(number)
        for step in steps:
            order = self.model.orders[number]
            own = [
                n
                for n, each in enumerate(reversed(self.model.sessions.values()))
                if each.order == number
            ]
            if step == NEXT:
                self._next_step(place, own, order)
            elif step in IN_SESSION and own:
                self._detour(step, own[0], pick)
            elif step not in IN_SESSION:
                self._come_between(step, place, self.model.weapons[self.one(order.lines, pick)])
        return None

    def _detour(self, step: str, place: int, pick: int) -> None:
        if step == "finish":
            self.finish_check(place)
        elif step == "interrupt":
            self.interrupt_session(place)
        elif step == "broken seal":
            self.resume_session(place, False, False)
        elif step == "batch":
            self.record_batch(place, [pick], [], "A")
        else:
            self.not_destroyed(place, pick, LEFT if step == "leave" else MISSING)

    def _come_between(self, step: str, place: int, weapon: Weapon) -> None:
        newest = list(self.model.weapons.values())[::-1].index(weapon)
        if step == "hold":
            self.place_hold(newest, "court")
        elif step == "clear anew":
            self.clear_what_is_recorded(newest, "clear")
        elif step == "again":
            self.bring_again(newest, "clear")
        elif step == "amend":
            self._amend_order(place, [weapon.id], DEPUTY)
        else:
            self._write_order([weapon])

    def _goes_on(self, number: str, order: Order) -> bool:
        sessions = self.model.sessions.values()
        wants_paper = any(each.order == number and not each.is_certified for each in sessions)
        return order.state in LIVE_ORDERS or wants_paper

    def _next_step(self, pick: int, own: list[int], order: Order) -> None:
        other = SUPERVISOR if self.operator == DEPUTY else DEPUTY
        if order.state == "written":
            is_own = order.written_by == self.operator
            self.approve_order(pick, other if is_own else None)
        elif own:
            self._go_on_with(own[0], list(reversed(self.model.sessions.values()))[own[0]])
        elif any(self.model.waits_for_signature(weapon) for weapon in order.listed):
            self.sign_everything(other)
        elif order.state == "approved":
            self.start_session(pick, other)

    def _go_on_with(self, place: int, session: Session) -> None:
        unseen = self.model.unseen(session)
        wanting = [
            each for each in ("P. Official", "P. Inspector") if each not in session.witnesses
        ]
        if session.state == INTERRUPTED:
            self.resume_session(place, False, True)
        elif session.state == CHECKING and unseen:
            self._scan(place, self.model.weapons[unseen[0]].name)
        elif session.state == CHECKING:
            self.finish_check(place)
        elif session.state == CHECKED and wanting:
            self.record_witness(place, wanting[0], True)
        elif session.state == CHECKED:
            self.record_destruction(place)
        else:
            self.issue_certificate(place)
