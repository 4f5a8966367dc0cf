"""Weapons whose numbers look alike: a serial is never unique, so a person looks and says (domain §4.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import look_alikes, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, TABLE, Role
from salw_desktop.domain.serials import UNREADABLE
from salw_desktop.domain.word_lists import NOT_INSPECTED, words_of
from salw_desktop.usecases import free_text, lookup
from salw_desktop.usecases.alarms import (
    GONE,
    HANDED_IN_HELD,
    NUMBER_OF_ENDED,
    SEEN_AGAIN,
    raise_alarm,
)
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.store.placing import move, with_breaches
from salw_desktop.usecases.weapons import clearing
from salw_desktop.usecases.weapons.describing import GRADES

MOST = 20
EXACT, LIKELY, POSSIBLE = words_of("look_alike", "grade")
SAME = "same"
_AWAITED = ("expected", "not found", "missing")
AGAIN_WITHOUT_CLEARANCE = "handed in again without clearance"


def compare(
    tx: Transaction, weapon: str, different_from: tuple[str, ...], because: str
) -> list[str]:
    """Every weapon whose number looks like this one's: an entry to be answered, or answered at once.

    Returns those still open, as `number (grade, model, custody)`.
    """
    if different_from and not because.strip():
        raise lookup.missing("different_because")
    answered = {
        str(lookup.weapon(tx.connection, each, "different_from")["id"]) for each in different_from
    }
    keys = look_alikes.keys_of(tx.connection, weapon)
    own = look_alikes.compared(tx.connection, weapon) if keys else {}
    alike = found_alike(tx.connection, own, keys)
    _refuse_unlike(tx, weapon, answered - alike.keys())
    still_open = []
    for id_, other in alike.items():
        reason = because.strip() if id_ in answered else ""
        if _enter(tx, own, other, reason):
            still_open.append(_told(other))
    return still_open


def found_alike(connection: Connection, own: Row, keys: list[tuple[str, bool]]) -> dict[str, Row]:
    """At most `MOST` by their ids, the surest first; each weapon once, however many numbers it shares.

    `own` may be a record or what is being typed: `id` (none: ""), `model`, `kind`, `country`.
    """
    found: dict[str, Row] = {}
    for key, is_own in keys:
        id_ = str(own["id"])
        for other in (
            *look_alikes.with_key(connection, id_, key, MOST),
            *look_alikes.that_fit(connection, id_, key, MOST),
        ):
            is_same_number = is_own and bool(other["is_own"]) and other["key"] == key
            grade = _grade(own, other, is_same_number=is_same_number and UNREADABLE not in key)
            known = found.get(str(other["id"]))
            if known is None or _surer(grade, known["grade"]):
                found[str(other["id"])] = {**other, "grade": grade}
    ranked = sorted(found, key=lambda each: str(found[each]["grade"]))  # as in the alphabet
    return {each: found[each] for each in ranked[:MOST]}


def _grade(own: Row, other: Row, *, is_same_number: bool) -> str:
    """By number, model and country (domain §4.8); a pistol and a mortar of one number are two weapons."""
    if not is_same_number:
        return POSSIBLE
    apart = {str(each["country"]) for each in (own, other) if each["country"]}
    if own["model"] and own["model"] == other["model"] and len(apart) < 2:
        return EXACT
    return LIKELY if own["kind"] == other["kind"] else POSSIBLE


def _surer(grade: str, than: object) -> bool:
    grades = words_of("look_alike", "grade")
    return grades.index(grade) < grades.index(str(than))


def _refuse_unlike(tx: Transaction, weapon: str, unlike: set[str]) -> None:
    for each in sorted(unlike):
        number = lookup.called(lookup.weapon(tx.connection, weapon))
        other = lookup.called(lookup.weapon(tx.connection, each))
        raise Refusal("look-alike.not-open", field="different_from", number=number, other=other)


def _enter(tx: Transaction, own: Row, other: Row, because: str) -> bool:
    """Whether it is asked now. What was asked before is not asked twice; it may have become surer."""
    grade = str(other["grade"])
    known = look_alikes.entry(tx.connection, str(own["id"]), str(other["id"]))
    before = str(known["grade"]) if known else POSSIBLE
    if known and (known["verdict"] != "open" or not _surer(grade, before)):
        return False
    if known:
        tx.change("look_alike", str(known["id"]), grade=grade)
    else:
        values = {"weapon": own["id"], "other": other["id"], "grade": grade, "verdict": "open"}
        if because:
            values |= _answer(tx, "different", because)
        tx.insert("look_alike", values)
    if _surer(grade, POSSIBLE) and before == POSSIBLE:
        _warn_of_ended(tx, own, other)
    return not because


def _answer(tx: Transaction, verdict: str, because: str) -> dict[str, str]:
    signed = {"answered_by": tx.operator, "answered_at": tx.now.text}
    return {"verdict": verdict, "reason": because, **signed}


def _warn_of_ended(tx: Transaction, one: Row, other: Row) -> None:
    """Over the one that is here, whichever of the two was looked at."""
    for here, gone in ((one, other), (other, one)):
        if gone["custody"] in GONE and here["custody"] not in GONE:
            number, custody = lookup.called(gone), gone["custody"]
            said = f"{number} with the same number is recorded as {custody}"
            raise_alarm(tx, NUMBER_OF_ENDED, str(here["id"]), str(gone["id"]), said)


def _told(other: Row) -> str:
    what = other["model_name"] or other["kind"]
    return f"{lookup.called(other)} ({other['grade']}; {what}; {other['custody']})"


@dataclass(frozen=True, kw_only=True)
class AnswerLookAlike(AtTheTable):
    """Two records with one number: different, with what tells them apart, or of the same weapon."""

    kind: ClassVar[str] = "look-alike.answered"
    needs = TABLE | {Role.WEAPONS_INSPECTOR}
    asks_why = True

    weapon: str
    other: str
    verdict: str = "different"

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        other = lookup.weapon(tx.connection, self.other, "other")
        numbers = {"number": lookup.called(weapon), "other": lookup.called(other)}
        entry = look_alikes.entry(tx.connection, str(weapon["id"]), str(other["id"]))
        if entry is None or entry["verdict"] != "open":
            raise Refusal("look-alike.not-open", field="other", **numbers)
        verdict = lookup.one_of(("different", SAME), self.verdict, "verdict")
        kinds = {weapon["record_kind"], other["record_kind"]}
        if verdict == SAME and kinds == {"taken in"}:
            # two records that count are one too many; one that was only seen never counts (practice h5)
            raise Refusal("look-alike.one-record", field="verdict", **numbers)
        tx.change("look_alike", str(entry["id"]), **_answer(tx, verdict, self.reason))
        return {"look_alike": str(entry["id"]), "verdict": verdict}


@dataclass(frozen=True, kw_only=True)
class HandInAgain(AtTheTable):
    """The same weapon: no second record; the one that is there comes back in hand, with its history."""

    kind: ClassVar[str] = "weapon.handed-in-again"
    needs = TABLE

    weapon: str
    hand_in: str
    clearance: str = ""  # the token tied on at the unloading bay
    place: str = "Registration table"

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        hand_in = lookup.open_hand_in(tx.connection, self.hand_in)
        free_text.look_at_hand_in(hand_in, self)
        id_, number, before = str(weapon["id"]), lookup.called(weapon), str(weapon["custody"])
        if weapon["record_kind"] == "documented":
            raise Refusal("weapon.documented", field="weapon", number=number)
        if before == "void":
            raise Refusal("weapon.withdrawn", field="weapon", number=number)
        clearance = clearing.of_token(tx, str(hand_in["id"]), self.clearance)
        line = {"weapon": id_, "hand_in": hand_in["id"], "custody_before": before}
        tx.insert("handed_in_again", {**line, "at": tx.now.text, "recorded_by": tx.operator})
        breaches = [] if clearance else [AGAIN_WITHOUT_CLEARANCE]
        safety = clearing.safety_of(clearance)
        tx.change("weapon", id_, **_as_it_came(weapon, safety, breaches))
        clearing.tie(tx, clearance, id_)
        place = clearing.place_for(tx, safety, self.place)
        move(
            tx,
            id_,
            weapon["place"],
            str(place["id"]),
            f"handed in again, {hand_in['number']}",
            None,
        )
        tag = weapons.tag(tx.connection, id_)
        return {
            "weapon": id_,
            "number": number,
            "was": before,
            "place": str(place["name"]),
            "safety": safety,
            "breaches": breaches,
            "tag": str(tag["number"]) if tag else "",
            "alarm": _alarm_of_hand_in(tx, id_, before, str(hand_in["number"])),
        }


def _as_it_came(weapon: Row, safety: str, breaches: list[str]) -> dict[str, str | None]:
    """What was seen before it left is not what it is now: safety, grades, and that it is the same one."""
    again = "second look" if weapon["identification"] == "identified" else None
    return {
        "custody": "in hand",
        "safety": safety,
        "inspected_by": None,
        "breaches": with_breaches(weapon, breaches) or None,
        **dict.fromkeys(GRADES, NOT_INSPECTED),
        **({"identification": again} if again else {}),
    }


def _alarm_of_hand_in(tx: Transaction, weapon: str, before: str, hand_in: str) -> str:
    """Somebody brings what is destroyed, or what our own book says lies in our store."""
    if before in _AWAITED:
        return ""
    kind = SEEN_AGAIN if before in GONE else HANDED_IN_HELD
    said = f"handed in again with {hand_in} while recorded as {before}"
    return raise_alarm(tx, kind, weapon, None, said)


@dataclass(frozen=True, kw_only=True)
class AcknowledgeAlarm(AtTheTable):
    """A supervisor has seen both histories; until then no order takes the weapon."""

    kind: ClassVar[str] = "alarm.acknowledged"
    needs = SUPERVISORS
    asks_why = True

    alarm: str

    def execute(self, tx: Transaction) -> Answer:
        alarm = lookup.alarm(tx.connection, self.alarm)
        if alarm["acknowledged_at"]:
            raise Refusal("alarm.acknowledged", field="alarm")
        tx.change(
            "alarm",
            str(alarm["id"]),
            acknowledged_by=tx.operator,
            acknowledged_at=tx.now.text,
            remark=self.reason,
        )
        return {"alarm": str(alarm["id"]), "weapon": str(alarm["weapon"])}
