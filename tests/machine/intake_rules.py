"""Rules of the registration table: hand-ins, clearances, receipts, persons, caches, ticks."""

from __future__ import annotations

from floor import PICK, SECOND, WHY, Floor
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from model import CLEAR, ISOLATION, Clearance, Countersign, HandIn, Weapon

from salw_desktop.usecases.intake.counting import FEWEST_SHOWN

BRINGER = {"name": "M. Bearer", "sex": "female", "age_band": "25-59"}
BROUGHT_BY = ("person", "group", "group", "community", "own patrol", "unattended", "found in place")
SAFETY = st.sampled_from(("clear", "clear", "clear", "loaded or stuck", "unsafe", "component"))
END = st.sampled_from(("closed", "closed", "withdrawn", "left without receipt"))
TOKEN = st.sampled_from(("T1", "T2"))
has_hand_ins = precondition(lambda self: self.model.hand_ins)
has_weapons = precondition(lambda self: self.model.weapons)


class IntakeRules(Floor):
    """What happens before and after a weapon lies on the table."""

    def hand_in(self, pick: int) -> tuple[str, HandIn]:
        number = self.one(reversed(self.model.hand_ins), pick)
        return number, self.model.hand_ins[number]

    def asked(self, id_: object, kind: str, subject: str = "") -> Countersign:
        """What waits for a second signature since this act, or waited already."""
        new = Countersign(kind, subject, self.operator)
        return self.model.countersigns.setdefault(str(id_), new)

    @rule(
        campaign=PICK,
        by=st.sampled_from(BROUGHT_BY),
        adult=st.sampled_from(("yes", "yes", "no", "not sure")),
        is_named=st.booleans(),
        is_late=st.booleans(),
    )
    def open_hand_in(
        self, campaign: int, by: str, adult: str, is_named: bool, is_late: bool
    ) -> None:
        code = self.one(self.model.campaigns, campaign)
        is_people = by in ("person", "group")
        opened_on = "2026-11-01" if is_late else self.today
        named = {"bringer": BRINGER} if is_named else {}
        answer = self.attempt(
            "open-hand-in",
            ("child.of-no-bringer", adult != "yes" and not is_people and by != "community"),
            ("child.nothing-written", is_named and adult != "yes"),
            ("person.of-no-person", is_named and not is_people),
            ("person.not-kept", is_named and not self.model.campaigns[code][1]),
            campaign=code,
            brought_by=by,
            cleared_as_adult=adult,
            **{
                "opened_on": opened_on,
                **({"late_because": "no power"} if is_late else {}),
                **named,
            },
        )
        if answer:
            hand_in = HandIn(code, by, person="kept" if is_named else "")
            self.model.hand_ins[str(answer["number"])] = hand_in
            assert ("countersign" in answer) == is_late
            if is_late:
                self.asked(answer["countersign"], "late entry")

    @has_hand_ins
    @rule(pick=PICK, is_to_come=st.booleans())
    def add_line(self, pick: int, is_to_come: bool) -> None:
        number, hand_in = self.hand_in(pick)
        state = "still to come" if is_to_come else "received"
        fields = {"line_kind": "ammunition", "described": "7.62 × 39", "unit": "rounds"}
        if self.attempt(
            "add-line",
            ("hand-in.ended", hand_in.state != "open"),
            **{"hand_in": number, "quantity": 40, "state": state, **fields},
        ):
            hand_in.lines.append(state)

    @has_hand_ins
    @rule(pick=PICK, line=st.integers(1, 2), comes=st.booleans())
    def receive_line(self, pick: int, line: int, comes: bool) -> None:
        number, hand_in = self.hand_in(pick)
        state = "received" if comes else "will not come"
        found = dict(enumerate(hand_in.lines, 1)).get(line)
        answer = self.attempt(
            "receive-line",
            ("line.unknown", found is None),
            ("line.ended", found != "still to come"),
            hand_in=number,
            line=line,
            state=state,
            quantity=39,
        )
        if answer:
            hand_in.lines[line - 1] = state
            assert bool(answer["breaches"]) == comes

    @has_hand_ins
    @rule(pick=PICK, token=TOKEN, safety=SAFETY)
    def clear_at_the_bay(self, pick: int, token: str, safety: str) -> None:
        number, hand_in = self.hand_in(pick)
        by = {"cleared_by": "holder", "verified_by": "P. Observer"}
        fields = {"hand_in": number, "token": token, "safety": safety, **by}
        if answer := self.attempt("record-clearance", **fields):
            self.list_clearances(answer["countersign"])
            hand_in.clearances[token] = Clearance(safety, str(answer["countersign"]))

    @has_weapons
    @rule(pick=PICK, safety=SAFETY)
    def clear_what_is_recorded(self, pick: int, safety: str) -> None:
        weapon = self.weapon(pick)
        by = {"cleared_by": "inspector", "performed_by": "P. Inspector"}
        fields = {"weapon": weapon.name, "safety": safety, "verified_by": "P. Observer", **by}
        seen_only = ("weapon.documented", weapon.is_documented)
        if answer := self.attempt("record-clearance", seen_only, **fields):
            weapon.safety = safety
            if safety not in CLEAR:
                weapon.place = ISOLATION
            self.list_clearances(answer["countersign"]).items.add(weapon.id)

    def list_clearances(self, id_: object) -> Countersign:
        """One open list a day of each operator."""
        today, countersigns = self.today, self.model.countersigns
        known = [
            each
            for each, found in countersigns.items()
            if (found.kind, found.subject, found.asked_by) == ("clearances", today, self.operator)
            and not found.is_signed
        ]
        assert known in ([], [id_])
        return self.asked(id_, "clearances", today)

    @has_hand_ins
    @rule(pick=PICK, end=END)
    def close_hand_in(self, pick: int, end: str) -> None:
        number, hand_in = self.hand_in(pick)
        kind, _, _ = self.model.campaigns[hand_in.campaign]
        is_withdrawn = end == "withdrawn"
        answer = self.attempt(
            "close-hand-in",
            ("hand-in.ended", hand_in.state != "open"),
            ("hand-in.not-voluntary", is_withdrawn and kind == "seized"),
            hand_in=number,
            end=end,
        )
        if answer:
            came = [
                weapon
                for weapon in self.model.weapons.values()
                if is_withdrawn
                and weapon.custody == "in hand"
                and (weapon.hand_in == number or weapon.id in hand_in.again)
            ]
            back = [weapon for weapon in came if not self._is_kept(weapon, number)]
            assert answer["given_back"] == [weapon.name for weapon in back]
            assert len(answer["breaches"]) == len(came) - len(back)
            hand_in.state = end
            for weapon in back:
                self.model.end(weapon.id, "returned")
                self.model.drop_labels(weapon.id)

    def _is_kept(self, weapon: Weapon, hand_in: str) -> bool:
        """What came with this hand-in alone, and nobody has a reason to keep, goes back."""
        model = self.model
        is_bound = model.is_held(weapon.id) or model.alarms[weapon.id] > 0
        is_ordered = model.live_order_of(weapon.id) is not None
        return is_bound or is_ordered or weapon.came_with != hand_in or weapon.was_stored

    @has_hand_ins
    @rule(pick=PICK, reason=st.sampled_from(("", WHY)))
    def issue_receipt(self, pick: int, reason: str) -> None:
        number, hand_in = self.hand_in(pick)
        answer = self.attempt(
            "issue-receipt",
            ("receipt.not-closed", hand_in.state != "closed"),
            ("receipt.issued", hand_in.receipt is not None and not reason),
            hand_in=number,
            reason=reason,
        )
        if answer:
            hand_in.receipt = (str(answer["number"]), str(answer["secret"]))
            assert bool(answer["secret"]) != self.model.campaigns[hand_in.campaign][1]

    @precondition(lambda self: any(each.receipt for each in self.model.hand_ins.values()))
    @rule(pick=PICK, is_bearer=st.booleans())
    def show_receipt(self, pick: int, is_bearer: bool) -> None:
        issued = [each.receipt for each in self.model.hand_ins.values() if each.receipt]
        number, secret = self.one(issued, pick)
        fields = {"number": number, "secret": secret if is_bearer else "NOBODY"}
        wrong = bool(secret) and not is_bearer
        answer = self.attempt("show-receipt", ("receipt.secret-wrong", wrong), **fields)
        assert answer is None or answer["state"] == "issued"

    @has_weapons
    @rule(pick=PICK, second=SECOND)
    def allot_weapon(self, pick: int, second: str | None) -> None:
        weapon = self.weapon(pick)
        hand_in = self.model.hand_ins.get(weapon.hand_in)
        self.attempt(
            "allot-weapon",
            ("hand-in.unknown", hand_in is None),
            ("allotment.of-no-group", hand_in is not None and hand_in.by != "group"),
            ("person.not-kept", not self.model.campaigns[weapon.campaign][1]),
            second=second,
            weapon=weapon.name,
            bringer=BRINGER,
            cleared_as_adult="yes",
        )

    @has_hand_ins
    @rule(pick=PICK)
    def read_person(self, pick: int) -> None:
        number, hand_in = self.hand_in(pick)
        answer = self.attempt(
            "read-person",
            ("person.unknown", not hand_in.person),
            ("person.erased", hand_in.person == "erased"),
            person=number,
            reason=WHY,
        )
        assert answer is None or answer["name"] == BRINGER["name"]

    @has_hand_ins
    @rule(pick=PICK, second=SECOND)
    def erase_person(self, pick: int, second: str | None) -> None:
        number, hand_in = self.hand_in(pick)
        if self.attempt(
            "erase-person",
            ("person.unknown", not hand_in.person),
            ("person.erased", hand_in.person == "erased"),
            second=second,
            person=number,
            reason=WHY,
        ):
            hand_in.person = "erased"

    def find_a_cache(self, pick: int, is_new: bool) -> None:
        model = self.model
        if is_new or not model.caches:
            said = {"campaign": "DDR1", "found_on": "2026-11-20", "found_by_unit": "Patrol 3"}
            lies = {"described": "a pit with rifles", "where_found": "well at Lendo"}
            if answer := self.attempt("record-cache", **said, **lies):
                model.caches[str(answer["number"])] = False
            return
        number = self.one(model.caches, pick)
        fields = {"decision": "safe to move", "decided_by": "P. Inspector"}
        decided = ("cache.decided", model.caches[number])
        if answer := self.attempt("decide-on-cache", decided, cache=number, **fields):
            model.caches[number] = True
            assert answer["breaches"]  # nobody on this roster is qualified

    def count(self, is_child: bool) -> None:
        if is_child:
            fields = {"sex": "female", "child_protection_present": True}
            self.attempt("count-child", ("child.no-key", True), **fields)
        elif self.attempt("count-bringer", sex="male", age_band="60+"):
            self.model.ticks[self.today] += 1

    @rule(is_of_the_past=st.booleans())
    def close_day(self, is_of_the_past: bool) -> None:
        date = "2026-11-21" if is_of_the_past else self.today
        closed = ("day.closed", date in self.model.days)
        if answer := self.attempt("close-day", closed, date=date):
            self.model.days.add(date)
            self.asked(answer["countersign"], "day close")
            up_to = [day for day in self.model.ticks if day <= date]
            came = sum(self.model.ticks[day] for day in up_to)
            told = came if came >= FEWEST_SHOWN else 0  # all are of one cell
            assert (answer["came"], answer["carried_on"]) == (told, came - told)
            if told:
                for day in up_to:
                    del self.model.ticks[day]

    @precondition(lambda self: self.model.countersigns)
    @rule(pick=PICK)
    def countersign(self, pick: int) -> None:
        waiting = self.model.countersigns
        id_ = self.one(sorted(waiting, key=lambda each: waiting[each].is_signed), pick)
        if self.attempt(
            "countersign",
            ("countersign.done", waiting[id_].is_signed),
            ("countersign.own", waiting[id_].asked_by == self.operator),
            countersign=id_,
        ):
            waiting[id_].is_signed = True

    @precondition(lambda self: self.model.countersigns)
    @rule(pick=PICK, second=SECOND)
    def countersign_here(self, pick: int, second: str | None) -> None:
        waiting = self.model.countersigns
        id_ = self.one(sorted(waiting, key=lambda each: waiting[each].is_signed), pick)
        if self.attempt(
            "countersign-here",
            ("countersign.done", waiting[id_].is_signed),
            ("countersign.own", waiting[id_].asked_by == second),
            second=second,
            countersign=id_,
        ):
            waiting[id_].is_signed = True

    @rule(second=st.sampled_from(("Supervisor", "Deputy")))
    def sign_everything(self, second: str) -> None:
        """The signatures of an evening: so that orders of the next morning can start."""
        self.desk.sit(second)
        for id_, waiting in self.model.countersigns.items():
            if not waiting.is_signed and waiting.asked_by != second:
                assert self.attempt("countersign", countersign=id_)
                waiting.is_signed = True
