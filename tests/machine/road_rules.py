"""Rules of what leaves and comes back, of laboratories, of those who decide about a bringer, and of who is on duty."""

from __future__ import annotations

from destruction_rules import DestructionRules
from floor import PICK, SECOND, WHY
from hypothesis import strategies as st
from hypothesis.stateful import rule
from intake_rules import has_hand_ins, has_weapons
from model import CLEAR, ENDED, GONE
from store_rules import PLACE

PURPOSE = st.sampled_from(("laboratory", "court", "test firing"))
READING = {"brought back": ("88 217", "slsgs"), "nothing": ("", "")}


class RoadRules(DestructionRules):
    """A voucher stays open until the weapon comes back by it, whatever was seen of it meanwhile."""

    @has_weapons
    @rule(pick=PICK, purpose=PURPOSE)
    def send_out(self, pick: int, purpose: str) -> None:
        weapon, model = self.weapon(pick), self.model
        if self.attempt(
            "send-out",
            ("weapon.ended", weapon.custody in ENDED),
            ("weapon.not-in-hand", weapon.custody != "in hand"),
            ("weapon.not-clear", weapon.safety not in CLEAR),
            ("weapon.on-hold", purpose == "test firing" and model.is_held(weapon.id)),
            ("weapon.on-order", model.live_order_of(weapon.id) is not None),
            ("out.open", weapon.id in model.out),
            weapon=weapon.name,
            purpose=purpose,
            to_whom="Laboratory of Lendo",
            due_on="2027-11-01",
            carried_by="P. Inspector",
        ):
            weapon.custody, weapon.place = "out", None
            model.out.add(weapon.id)

    @has_weapons
    @rule(pick=PICK, place=PLACE)
    def take_back(self, pick: int, place: str) -> None:
        weapon = (
            self.one(map(self.model.weapons.get, self.model.out), pick) if self.model.out else None
        )
        weapon = weapon or self.weapon(pick)
        before = weapon.custody
        answer = self.attempt(
            "take-back",
            ("out.not-out", weapon.id not in self.model.out),
            weapon=weapon.name,
            condition="as it left",
            place=place,
        )
        if answer:
            self.model.out.remove(weapon.id)
            weapon.safety = "not checked" if weapon.safety == "clear" else weapon.safety
            weapon.custody, weapon.place = "in hand", place
            weapon.was_stored |= place == "Store"
            self.model.alarms[weapon.id] += before in GONE
            is_wrong = weapon.safety not in CLEAR and place != "Isolation point"
            assert bool(answer["breaches"]) == (is_wrong or before in ENDED)

    @has_weapons
    @rule(pick=PICK, restoration=st.sampled_from(tuple(READING)))
    def record_laboratory_result(self, pick: int, restoration: str) -> None:
        read, certainty = READING[restoration]
        said = {"laboratory": "Lendo", "examiner": "K. M.", "method": "etching"}
        answer = self.attempt(
            "record-laboratory-result",
            weapon=self.weapon(pick).name,
            restoration=restoration,
            report_number="L 7/26",
            read=read,
            certainty=certainty,
            place="frame or receiver",
            **said,
        )
        assert answer is None or bool(answer["mark"]) == bool(read)

    @has_weapons
    @rule(pick=PICK)
    def waive_restoration(self, pick: int) -> None:
        weapon = self.weapon(pick)
        not_removed = ("laboratory.not-removed", not weapon.is_removed)
        fields = {"weapon": weapon.name, "waived_by": "Prosecutor", "reason": WHY}
        self.attempt("waive-restoration", not_removed, **fields)

    @has_weapons
    @rule(pick=PICK, content=st.sampled_from(("weapon only", "everything")), second=SECOND)
    def release_dossier(self, pick: int, content: str, second: str | None) -> None:
        """Of a coming without a name, or of a campaign that keeps none, the weapon alone goes out."""
        weapon, model = self.weapon(pick), self.model
        comings = [
            each
            for number, each in model.hand_ins.items()
            if number == weapon.hand_in or weapon.id in each.again
        ]
        campaigns = {each.campaign for each in comings}
        kinds = (model.campaigns[each] for each in campaigns)
        is_nameless = any(kind != "seized" and not named for kind, named, _ in kinds) or any(
            each.by in ("person", "group", "community") and each.person != "kept"
            for each in comings
        )
        said = {"recipient_kind": "court", "recipient": "Court", "legal_clearance": "letter 3"}
        self.attempt(
            "release-dossier",
            ("release.promised-less", is_nameless and content == "everything"),
            ("countersign.open", model.waits_for_signature(weapon.id)),
            second=second,
            weapon=weapon.name,
            content=content,
            purpose=WHY,
            **said,
        )

    @has_hand_ins
    @rule(pick=PICK, came=st.integers(0, 2))
    def record_group_roll(self, pick: int, came: int) -> None:
        number, hand_in = self.hand_in(pick)
        no_group = ("group-roll.of-no-group", hand_in.by != "group")
        counts = {"expected": 9, "came": came, "unarmed_women": 1, "unarmed_men": 0}
        answer = self.attempt("record-group-roll", no_group, hand_in=number, **counts)
        assert answer is None or bool(answer["breaches"]) == (came < 1)

    @has_hand_ins
    @rule(pick=PICK)
    def decide_eligibility(self, pick: int) -> None:
        number, hand_in = self.hand_in(pick)
        kind, _, _ = self.model.campaigns[hand_in.campaign]
        said = {"rule": "one weapon each", "facts": "one rifle", "decided_by": "P. Official"}
        self.attempt(
            "decide-eligibility",
            ("eligibility.not-ddr", kind != "DDR"),
            ("eligibility.no-person", not hand_in.person),
            hand_in=number,
            eligible=True,
            reason=WHY,
            **said,
        )

    @rule(second=SECOND)
    def open_day(self, second: str | None) -> None:
        said_at = f"{self.today}T00:00:00+00:00"
        self.attempt("open-day", second=second, clock="radio", said_at=said_at)

    @rule(is_over=st.booleans())
    def work_alone(self, is_over: bool) -> None:
        """Declared until the end of the day; it gives no right, so nothing else comes out otherwise."""
        today, alone = self.today, self.model.alone_on
        stands = today in alone
        if is_over:
            if self.attempt("end-lone", ("lone.none", not stands)):
                alone.remove(today)
        elif self.attempt("declare-lone", ("lone.stands", stands), until_on=today, reason=WHY):
            alone.add(today)
