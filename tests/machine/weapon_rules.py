"""Rules of the record: a weapon recorded, identified, doubted, corrected, voided, and the numbers that look alike."""

from __future__ import annotations

from collections.abc import Iterator

from floor import PICK, SECOND, WHY
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from intake_rules import IntakeRules, has_hand_ins, has_weapons
from model import (
    CLEAR,
    ENDED,
    ISOLATION,
    SERIALS,
    TABLE_PLACE,
    Clearance,
    HandIn,
    Weapon,
    Why,
)

SERIAL = st.sampled_from((*SERIALS, "AB 12340"))
REMOVED = "removed on purpose"


def read_off(serial: str, *, is_removed: bool = False) -> dict[str, str]:
    """The two fields that say what stands on the metal."""
    if is_removed:
        return {"serial": "", "serial_status": REMOVED}
    status = "partial" if "?" in serial else "readable" if serial else "not read yet"
    return {"serial": serial, "serial_status": status}


class WeaponRules(IntakeRules):
    """What is written of a weapon, by whoever has it before him."""

    @has_hand_ins
    @rule(
        pick=PICK,
        token=st.sampled_from(("", "T1", "T1", "T2")),
        serial=SERIAL,
        is_quick=st.booleans(),
        is_removed=st.integers(0, 9).map(lambda n: n == 0),
        tag=st.none() | PICK,
    )
    def record_weapon(
        self,
        pick: int,
        token: str,
        serial: str,
        is_quick: bool,
        is_removed: bool,
        tag: int | None,
    ) -> None:
        number, hand_in = self.hand_in(pick)
        model, cleared = self.model, hand_in.clearances.get(token)
        made = [each for numbers in model.ranges.values() for each in numbers]
        scanned = "" if tag is None or not made else self.one(made, tag)
        what = {"kind_of_weapon": "rifle"} if is_quick else {"model": "AKM"}
        answer = self.attempt(
            "record-weapon",
            ("hand-in.ended", hand_in.state != "open"),
            *self._token(token, cleared),
            *(model.not_free(scanned) if scanned else ()),
            **{"hand_in": number, "clearance": token, "tag": scanned, **what},
            **read_off(serial, is_removed=is_removed),
        )
        if answer is None:
            return
        given = scanned or (model.unused.pop(0) if model.unused else None)
        assert answer["number"] == (given or "")
        weapon = self._recorded(str(answer["weapon"]), given, number, hand_in)
        weapon.safety = self._tied(weapon, cleared)
        weapon.place = TABLE_PLACE if weapon.safety in CLEAR else ISOLATION
        weapon.serial, weapon.is_removed = "" if is_removed else serial, is_removed
        if given:
            model.tie(weapon.id, given, by_hand=bool(scanned))
        if is_removed:
            model.newly_removed(weapon.id, answer["hold"])
        model.compare(weapon.id)

    def _recorded(self, id_: str, given: str | None, number: str, hand_in: HandIn) -> Weapon:
        self.model.weapons[id_] = Weapon(
            *(id_, given or id_, given, number, hand_in.campaign, "in hand"),
            place=None,
            safety="not checked",
            serial="",
            recorded_on=self.today,
            came_with=number,
        )
        return self.model.weapons[id_]

    @rule(serial=SERIAL)
    def document_weapon(self, serial: str) -> None:
        seen = {"seen_where": "parade", "seen_on": "2026-11-20", "source_reliability": "seen by us"}
        answer = self.attempt("document-weapon", model="AKM", **seen, **read_off(serial))
        if answer:
            id_, name = str(answer["weapon"]), str(answer["number"])
            rest = {"place": None, "safety": "not checked", "serial": serial, "is_documented": True}
            weapon = Weapon(
                id_, name, None, "", "DDR1", "not taken", recorded_on=self.today, **rest
            )
            self.model.weapons[id_] = weapon
            self.model.compare(id_)

    @has_weapons
    @rule(pick=PICK, serial=st.none() | SERIAL)
    def identify_weapon(self, pick: int, serial: str | None) -> None:
        weapon = self.weapon(pick)
        read = {} if serial is None else read_off(serial)
        answer = self.attempt(
            "identify-weapon",
            ("weapon.identified", weapon.identification == "identified"),
            weapon=weapon.name,
            model="AKM",
            identified_by="P. Inspector",
            **{"confidence": "sure", **read},
        )
        if answer:
            weapon.identification = "identified"
            self._read_anew(weapon, serial)
            assert not answer["hold"]
            self.model.compare(weapon.id)

    def _read_anew(self, weapon: Weapon, serial: str | None) -> None:
        if serial is not None:
            weapon.serial, weapon.is_removed = serial, False

    @has_weapons
    @rule(pick=PICK)
    def doubt_identification(self, pick: int) -> None:
        weapon = self.weapon(pick)
        if self.attempt(
            "doubt-identification",
            ("weapon.not-identified", weapon.identification != "identified"),
            weapon=weapon.name,
            reason=WHY,
        ):
            weapon.identification = "second look"

    def make_model_card(self) -> None:
        self.attempt("make-model-card", name="Home-made pistol", described="one barrel, no marks")

    @has_weapons
    @rule(pick=PICK, serial=SERIAL, is_removed=st.integers(0, 5).map(lambda n: n == 0))
    def correct_weapon(self, pick: int, serial: str, is_removed: bool) -> None:
        weapon = self.weapon(pick)
        text = "" if is_removed else serial
        same = (weapon.serial, weapon.is_removed) == (text, is_removed)
        answer = self.attempt(
            "correct-weapon",
            ("correction.nothing", same),
            **{"weapon": weapon.name, "reason": WHY, **read_off(serial, is_removed=is_removed)},
        )
        if answer is None:
            return
        if is_removed and not weapon.is_removed:
            self.model.newly_removed(weapon.id, answer["hold"])
        is_other = SERIALS[weapon.serial] != SERIALS[text]
        weapon.serial, weapon.is_removed = text, is_removed
        assert ("look_alikes" in answer) == is_other
        if is_other:
            self.model.compare(weapon.id)
        assert ("countersign" in answer) == (weapon.recorded_on in self.model.days)
        if "countersign" in answer:
            self.asked(answer["countersign"], "correction").items.add(weapon.id)

    @has_weapons
    @rule(pick=PICK, second=SECOND)
    def void_weapon(self, pick: int, second: str | None) -> None:
        weapon, model = self.weapon(pick), self.model
        if self.attempt(
            "void-weapon",
            ("weapon.ended", weapon.custody in ENDED),
            ("weapon.on-hold", model.is_held(weapon.id)),
            ("countersign.open", model.waits_for_signature(weapon.id)),
            ("weapon.on-order", model.live_order_of(weapon.id) is not None),
            second=second,
            weapon=weapon.name,
            reason=WHY,
        ):
            model.end(weapon.id, "void")
            model.drop_labels(weapon.id)

    @has_weapons
    @rule(pick=PICK)
    def number_weapon(self, pick: int) -> None:
        unnumbered = [each for each in self.model.weapons.values() if not each.number]
        weapon = self.one(unnumbered or self.model.weapons.values(), pick)
        if self.attempt(
            "number-weapon",
            ("weapon.numbered", weapon.number is not None),
            ("weapon.documented", weapon.is_documented),
            ("weapon.ended", weapon.custody in ENDED),
            ("block.none-left", not self.model.unused),
            weapon=weapon.name,
        ):
            weapon.number = weapon.name = self.model.unused.pop(0)
            self.model.tie(weapon.id, weapon.number, by_hand=False)

    @precondition(lambda self: len(self.model.weapons) > 1)
    @rule(pick=PICK, other=PICK, is_asked=st.booleans())
    def answer_look_alike(self, pick: int, other: int, is_asked: bool) -> None:
        weapons, pairs = self.model.weapons, self.model.look_alikes
        one, two = self.weapon(pick).id, self.weapon(other).id
        if is_asked and pairs:
            one, two = self.one(pairs, pick)
        pair = self.model.asked_of(one, two)
        names = {"weapon": weapons[one].name, "other": weapons[two].name}
        not_open = ("look-alike.not-open", pair is None or pairs[pair] != "open")
        if self.attempt("answer-look-alike", not_open, reason=WHY, **names) and pair:
            pairs[pair] = "different"

    @precondition(lambda self: self.model.weapons and self.model.hand_ins)
    @rule(pick=PICK, hand_in=PICK, token=st.sampled_from(("", "T1")))
    def hand_in_again(self, pick: int, hand_in: int, token: str) -> None:
        weapon = self.weapon(pick)
        number, found = self.hand_in(hand_in)
        before, cleared = weapon.custody, found.clearances.get(token)
        answer = self.attempt(
            "hand-in-again",
            ("hand-in.ended", found.state != "open"),
            ("weapon.documented", weapon.is_documented),
            ("weapon.withdrawn", before == "void"),
            *self._token(token, cleared),
            weapon=weapon.name,
            hand_in=number,
            clearance=token,
        )
        if answer is None:
            return
        found.again.add(weapon.id)
        weapon.came_with = number if before == "returned" else weapon.came_with
        weapon.custody, weapon.safety = "in hand", self._tied(weapon, cleared)
        weapon.place = TABLE_PLACE if weapon.safety in CLEAR else ISOLATION
        if weapon.identification == "identified":
            weapon.identification = "second look"
        is_awaited = before in ("not found", "missing")
        assert bool(answer["alarm"]) != is_awaited
        self.model.alarms[weapon.id] += not is_awaited

    @staticmethod
    def _token(token: str, cleared: Clearance | None) -> Iterator[Why]:
        yield "clearance.unknown", bool(token) and cleared is None
        yield "clearance.used", cleared is not None and cleared.is_used

    def _tied(self, weapon: Weapon, cleared: Clearance | None) -> str:
        """What was seen at the bay is of this weapon from now on."""
        if cleared is None:
            return "not checked"
        cleared.is_used = True
        self.model.countersigns[cleared.countersign].items.add(weapon.id)
        return cleared.safety

    @precondition(lambda self: +self.model.alarms)
    @rule(pick=PICK)
    def acknowledge_alarm(self, pick: int) -> None:
        weapon = self.one(+self.model.alarms, pick)
        rows = self.desk.rows("alarm", weapon=weapon)
        alarm = self.one(rows, pick)
        is_known = ("alarm.acknowledged", alarm["acknowledged_at"] is not None)
        if self.attempt("acknowledge-alarm", is_known, alarm=alarm["id"], reason=WHY):
            self.model.alarms[weapon] -= 1
