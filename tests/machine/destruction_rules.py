"""Rules of destruction: a list ordered by one and approved by another, checked, witnessed, cut, certified."""

from __future__ import annotations

from collections.abc import Iterator

from factory import RECORDER
from floor import PICK, SECOND, WHY
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from intake_rules import has_weapons
from model import CHIEFS, LIVE_ORDERS, Order, Session, Weapon, Why, first_of
from workshop_rules import WorkshopRules

CHECKING, CHECKED, INTERRUPTED, CLOSED = "checking", "checked", "interrupted", "closed"
LEFT, MISSING, DESTROYED = "not destroyed", "missing", "destroyed"
PICKS = st.lists(PICK, min_size=1, max_size=3)
WITNESS = st.sampled_from(("P. Official", "P. Inspector", "P. Visitor", "P. Cutter", RECORDER))
has_orders = precondition(lambda self: self.model.orders)
has_sessions = precondition(lambda self: self.model.sessions)


class DestructionRules(WorkshopRules):
    """Nothing is cut that was not ordered, approved, free, clear and seen."""

    def order(self, pick: int) -> tuple[str, Order]:
        number = self.one(reversed(self.model.orders), pick)
        return number, self.model.orders[number]

    def session(self, pick: int) -> tuple[str, Session]:
        number = self.one(reversed(self.model.sessions), pick)
        return number, self.model.sessions[number]

    def _in(self, session: Session, *states: str) -> Why:
        return "session.other-state", session.state not in states

    @has_weapons
    @rule(picks=PICKS, is_external=st.booleans(), is_careful=st.booleans())
    def write_order(self, picks: list[int], is_external: bool, is_careful: bool) -> None:
        items = [self.weapon(pick) for pick in picks]
        fit = self._orderable()[: len(picks)] if is_careful else []
        self._write_order(fit or items, is_external=is_external)

    def _write_order(self, items: list[Weapon], *, is_external: bool = True) -> None:
        campaign = items[0].campaign
        issued = {"issuer": "Court", "issuer_number": "3/26", "issued_on": "2026-11-20"}
        may_locally = self.model.campaigns[campaign][2]
        ids = [item.id for item in items]
        answer = self.attempt(
            "write-order",
            *self._not_orderable(ids, campaign),
            ("order.no-authority", not is_external and not may_locally),
            campaign=campaign,
            legal_basis="Decree 1",
            method="cutting torch",
            planned_on="2026-11-24",
            weapons=[item.name for item in items],
            **(issued if is_external else {}),
        )
        if answer:
            self.model.orders[str(answer["number"])] = Order(self.operator, ids)
            for item in items:
                item.disposal = "destroy"

    def _not_orderable(self, ids: list[str], campaign: str) -> Iterator[Why]:
        for place, id_ in enumerate(ids):
            weapon = self.model.weapons[id_]
            yield "weapon.no-number", not weapon.number
            yield "order.twice-on-list", id_ in ids[:place]
            yield "order.other-campaign", weapon.campaign != campaign
            yield from self.model.unfit(id_)
            yield "weapon.on-order", self.model.live_order_of(id_) is not None

    def _orderable(self) -> list[Weapon]:
        """All of one campaign that an order may take."""
        weapons = self.model.weapons.values()
        fit = [
            each for each in weapons if not first_of(self._not_orderable([each.id], each.campaign))
        ]
        return [each for each in fit if each.campaign == fit[0].campaign]

    @has_orders
    @rule(pick=PICK, second=SECOND)
    def approve_order(self, pick: int, second: str | None) -> None:
        number, order = self.order(pick)
        approver = second or self.operator
        if self.attempt(
            "approve-order",
            ("order.not-open", order.state != "written"),
            ("order.own", approver == order.written_by),
            ("order.needs-supervisor", approver not in CHIEFS),
            *(why for weapon in order.listed for why in self.model.unfit(weapon)),
            second=second,
            order=number,
        ):
            order.state = "approved"

    @has_orders
    @rule(pick=PICK, picks=PICKS, second=SECOND)
    def amend_order(self, pick: int, picks: list[int], second: str | None) -> None:
        _, order = self.order(pick)
        among = order.lines if picks[0] % 2 else self.model.weapons
        self._amend_order(pick, [self.one(among, place) for place in picks], second)

    def _amend_order(self, pick: int, ids: list[str], second: str | None) -> None:
        number, order = self.order(pick)
        session = self.model.open_session_of(number)
        names = [self.model.weapons[id_].name for id_ in ids]
        answer = self.attempt(
            "amend-order",
            ("order.not-open", order.state not in LIVE_ORDERS),
            ("amendment.too-late", session is not None and session.state != CHECKING),
            *self._not_withdrawable(ids, order, session),
            ("amendment.leaves-none", set(order.listed) <= set(ids)),
            second=second,
            order=number,
            weapons=names,
            reason=WHY,
        )
        if answer:
            order.withdrawn |= set(ids)
            assert answer["items"] == len(order.listed)

    def _not_withdrawable(
        self, ids: list[str], order: Order, session: Session | None
    ) -> Iterator[Why]:
        for place, id_ in enumerate(ids):
            yield "order.twice-on-list", id_ in ids[:place]
            yield "amendment.not-on-list", id_ not in order.listed
            yield "session.has-result", session is not None and id_ in session.results

    @has_orders
    @rule(pick=PICK)
    def withdraw_order(self, pick: int) -> None:
        number, order = self.order(pick)
        if self.attempt(
            "withdraw-order",
            ("order.not-open", order.state not in LIVE_ORDERS),
            ("order.in-session", self.model.open_session_of(number) is not None),
            order=number,
            reason=WHY,
        ):
            order.state = "withdrawn"

    def _not_free(self, weapon: str) -> Iterator[Why]:
        yield from self.model.unfit(weapon)
        yield "countersign.open", self.model.waits_for_signature(weapon)

    @has_orders
    @rule(pick=PICK, second=SECOND)
    def start_session(self, pick: int, second: str | None) -> None:
        number, order = self.order(pick)
        answer = self.attempt(
            "start-session",
            ("order.not-approved", order.state != "approved"),
            ("order.in-session", self.model.open_session_of(number) is not None),
            *(why for weapon in order.listed for why in self._not_free(weapon)),
            second=second,
            order=number,
            responsible="P. Cutter",
        )
        if answer:
            self.model.sessions[str(answer["number"])] = Session(number)

    @has_sessions
    @rule(pick=PICK, weapon=PICK, scan=PICK)
    def scan_for_destruction(self, pick: int, weapon: int, scan: int) -> None:
        _, session = self.session(pick)
        lines = self.model.orders[session.order].lines
        self._scan(pick, self.scanned(self.model.weapons[self.one(lines, weapon)], scan))

    def _scan(self, pick: int, code: str) -> None:
        number, session = self.session(pick)
        item = self.model.found_by(code)
        result = "on the list"
        if item is None:
            result = "unknown"
        elif item.id not in self.model.orders[session.order].listed:
            result = "not on the list"
        elif item.id in session.scanned:
            result = "again"
        fields = {"session": number, "code": code}
        if answer := self.attempt("scan-for-destruction", self._in(session, CHECKING), **fields):
            assert answer["result"] == result
            if item and result == "on the list":
                session.scanned.add(item.id)

    @has_sessions
    @rule(pick=PICK)
    def finish_check(self, pick: int) -> None:
        number, session = self.session(pick)
        if self.attempt(
            "finish-check",
            self._in(session, CHECKING),
            ("session.not-complete", bool(self.model.unseen(session))),
            *(why for weapon in self.model.to_cut(session) for why in self._not_free(weapon)),
            session=number,
        ):
            session.state = CHECKED

    @has_sessions
    @rule(pick=PICK, person=WITNESS, is_outside=st.booleans())
    def record_witness(self, pick: int, person: str, is_outside: bool) -> None:
        number, session = self.session(pick)
        if self.attempt(
            "record-witness",
            self._in(session, CHECKING, CHECKED, INTERRUPTED),
            ("witness.responsible", person == "P. Cutter"),
            ("witness.operator", person == RECORDER),
            ("witness.twice", person in session.witnesses),
            session=number,
            person=person,
            outside_chain=is_outside,
        ):
            session.witnesses[person] = is_outside

    @has_sessions
    @rule(pick=PICK)
    def interrupt_session(self, pick: int) -> None:
        number, session = self.session(pick)
        fields = {"session": number, "seals": "A 117", "reason": "out of gas"}
        answer = self.attempt("interrupt-session", self._in(session, CHECKING, CHECKED), **fields)
        if answer:
            session.before, session.state = session.state, INTERRUPTED
            listed = self.model.orders[session.order].listed
            session.left = sum(session.results.get(each, LEFT) == LEFT for each in listed)
            assert answer["left_items"] == session.left

    @has_sessions
    @rule(
        pick=PICK,
        gone=st.integers(0, 3).map(lambda n: n == 0),
        is_whole=st.integers(0, 3).map(bool),
    )
    def resume_session(self, pick: int, gone: bool, is_whole: bool) -> None:
        number, session = self.session(pick)
        counted = session.left - gone
        answer = self.attempt(
            "resume-session",
            self._in(session, INTERRUPTED),
            session=number,
            counted=counted,
            seals_whole=is_whole,
        )
        if answer:
            is_as_left = is_whole and not gone
            assert bool(answer["breaches"]) != is_as_left
            session.state = session.before if is_as_left else CHECKING
            if not is_as_left:
                session.scanned.clear()

    @has_sessions
    @rule(pick=PICK, weapon=PICK, outcome=st.sampled_from((LEFT, MISSING)))
    def not_destroyed(self, pick: int, weapon: int, outcome: str) -> None:
        number, session = self.session(pick)
        order = self.model.orders[session.order]
        id_ = self.one(order.lines, weapon)
        item, result = self.model.weapons[id_], session.results.get(id_)
        is_missing = outcome == MISSING
        if self.attempt(
            "not-destroyed",
            self._in(session, CHECKING, CHECKED),
            ("session.not-on-list", id_ not in order.listed),
            ("session.has-result", result is not None and not (is_missing and result == LEFT)),
            ("session.scanned", is_missing and id_ in session.scanned),
            session=number,
            weapon=item.name,
            outcome=outcome,
            reason=WHY,
        ):
            session.results[id_] = outcome
            if is_missing and item.custody == "in hand":
                item.custody = "not found"

    @has_sessions
    @rule(pick=PICK, crate=PICKS, left=st.lists(PICK, max_size=1), name=st.sampled_from("AB"))
    def record_batch(self, pick: int, crate: list[int], left: list[int], name: str) -> None:
        number, session = self.session(pick)
        order = self.model.orders[session.order]
        exceptions = [self.one(order.lines, place) for place in left]
        items = list(dict.fromkeys(self.one(order.lines, place) for place in crate))
        cut = [id_ for id_ in items if id_ not in exceptions]
        listed, results = order.listed, session.results
        answer = self.attempt(
            "record-batch",
            self._in(session, CHECKED),
            ("batch.twice", name in session.batches),
            *self._no_line(exceptions, listed, results),
            *self._no_line(items, listed, results),
            ("field.missing", not cut),
            session=number,
            name=name,
            reason=WHY,
            weapons=[self.model.weapons[id_].name for id_ in items],
            exceptions=[self.model.weapons[id_].name for id_ in exceptions],
        )
        if answer:
            session.batches.add(name)
            self._cut(session, cut)
            results.update(dict.fromkeys(exceptions, LEFT))

    @staticmethod
    def _no_line(ids: list[str], listed: list[str], results: dict[str, str]) -> Iterator[Why]:
        yield "session.not-on-list", any(id_ not in listed for id_ in ids)
        yield "session.has-result", any(id_ in results for id_ in ids)

    def _cut(self, session: Session, ids: list[str]) -> None:
        for id_ in ids:
            session.results[id_] = DESTROYED
            self.model.end(id_, DESTROYED)

    @has_sessions
    @rule(pick=PICK)
    def record_destruction(self, pick: int) -> None:
        number, session = self.session(pick)
        if answer := self.attempt(
            "record-destruction",
            self._in(session, CHECKED),
            ("witness.too-few", len(session.witnesses) < 2),
            ("witness.none-outside", not any(session.witnesses.values())),
            session=number,
        ):
            self._cut(session, self.model.to_cut(session))
            session.state = CLOSED
            self.model.orders[session.order].state = "carried out"
            assert answer["destroyed"] == list(session.results.values()).count(DESTROYED)

    @has_sessions
    @rule(pick=PICK)
    def issue_certificate(self, pick: int) -> None:
        number, session = self.session(pick)
        if self.attempt(
            "issue-certificate",
            self._in(session, CLOSED),
            ("certificate.issued", session.is_certified),
            ("certificate.nothing", DESTROYED not in session.results.values()),
            session=number,
        ):
            session.is_certified = True
