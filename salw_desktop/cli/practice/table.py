"""The table of the practice day: hand-ins of every kind, clearance, record, photographs, labels, tags."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from salw_desktop.cli.practice import data, pictures
from salw_desktop.cli.practice.folder import SUPERVISOR, PracticeFolder, Tell, act
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.usecases import photos, queries
from salw_desktop.usecases.paperwork.labels import labels_of
from salw_desktop.usecases.register import Register

_PHOTOGRAPHED = 10  # enough for the story; each picture is decoded, shrunk and sealed


def take_in(folder: PracticeFolder, weapons: int, seed: int, tell: Tell) -> None:
    """Everybody who comes today, and what the armourer and the printer do afterwards."""
    tell(f"{weapons} weapons at the table")
    with folder.unlock(SUPERVISOR) as register:
        day = _Day(folder, register)
        for hand_in in data.hand_ins(weapons, seed):
            day.receive(hand_in)
        day.identify()
        _acknowledge_alarms(register)
        _photograph(folder, register, seed)
        day.print_warnings()
        folder.keep_paper("labels", labels_of(register, numbers=folder.numbers))
        act(register, "mark-labels-printed", {})
        for number in folder.numbers:
            act(register, "bind-tag", {"weapon": number, "scanned": scan_code(number)})
        _next_without_printer(folder, register)
        _document(register)


class _Day:
    """One table: what it has still to do grows while people come."""

    def __init__(self, folder: PracticeFolder, register: Register) -> None:
        self.folder = folder
        self.register = register
        self._tokens = count(1)
        self._quick: list[tuple[str, data.PracticeWeapon]] = []
        self._printed: set[str] = set()
        self._to_print: list[tuple[str, str]] = []  # they want a photograph first

    def receive(self, hand_in: data.PracticeHandIn) -> None:
        """Opened, cleared, recorded, closed; the first of each kind gets its papers."""
        opened = str(act(self.register, "open-hand-in", self._opening(hand_in))["number"])
        self._print_once("hand-in slip", opened)
        for weapon in hand_in.weapons:
            self._record(opened, weapon, is_told=bool(hand_in.bringer))
        for line in hand_in.lines:
            act(self.register, "add-line", {"hand_in": opened, **line})
        act(self.register, "close-hand-in", {"hand_in": opened})
        if hand_in.is_child:
            act(self.register, "count-child", {"sex": "male", "child_protection_present": True})
        if hand_in.tick:
            sex, band = hand_in.tick
            act(self.register, "count-bringer", {"sex": sex, "age_band": band})
        self._give_receipt(hand_in, opened)

    def _opening(self, hand_in: data.PracticeHandIn) -> dict[str, Any]:
        campaign = data.AMNESTY if hand_in.is_amnesty else data.CAMPAIGN
        asked: dict[str, Any] = {"campaign": campaign["code"], "brought_by": hand_in.brought_by}
        if hand_in.brought_by in ("person", "group"):
            asked["cleared_as_adult"] = "no" if hand_in.is_child else "yes"
        if hand_in.brought_by == "other unit":
            asked |= {"from_unit": "Practice battalion", "voucher": "PB-117"}
        if hand_in.is_from_cache:
            asked["cache"] = self._cache()
        if hand_in.bringer:
            asked["bringer"] = hand_in.bringer
        return {**asked, "declared": len(hand_in.weapons) + len(hand_in.lines)}

    def _cache(self) -> object:
        cache = {
            "campaign": data.CAMPAIGN["code"],
            "found_on": self.register.clock().date,
            "found_by_unit": "Practice patrol 3",
            "described": "under a floor, wrapped in plastic",
            "where_found": "Practice farm east of Lendo",
        }
        number = act(self.register, "record-cache", cache)["number"]
        decided = {"cache": number, "decision": "safe to move", "decided_by": data.CUTTER}
        act(self.register, "decide-on-cache", decided)
        return number

    def _record(self, hand_in: str, weapon: data.PracticeWeapon, *, is_told: bool) -> None:
        token = f"T{next(self._tokens)}"
        cleared = {
            "hand_in": hand_in,
            "token": token,
            "safety": weapon.safety,
            "cleared_by": "holder",
            "verified_by": data.OBSERVER,
        }
        if weapon.safety != "clear":
            cleared["told"] = data.CUTTER
            if is_told:  # no free text where nobody is recorded
                cleared["remark"] = "a round is stuck in the chamber"
        act(self.register, "record-clearance", cleared)
        said = self._quickly(weapon) if weapon.is_quick else self._wholly(weapon)
        answer = act(
            self.register, "record-weapon", {"hand_in": hand_in, "clearance": token, **said}
        )
        number = str(answer["number"])
        if not number:
            raise Refusal("block.none-left", field="weapons")
        self._follow_up(number, weapon, answer)

    @staticmethod
    def _quickly(weapon: data.PracticeWeapon) -> dict[str, Any]:
        """Pass one: kind, and the number not read yet (practice a7)."""
        return {"kind_of_weapon": "rifle", "serial_status": "not read yet", **weapon.said}

    @staticmethod
    def _wholly(weapon: data.PracticeWeapon) -> dict[str, Any]:
        return {
            "model": weapon.model,
            "serial": weapon.serial,
            "serial_status": weapon.serial_status.value,
            **_inspected(weapon),
            "marks": list(weapon.marks),
            **weapon.said,
        }

    def _follow_up(self, number: str, weapon: data.PracticeWeapon, answer: Any) -> None:  # noqa: ANN401
        self.folder.numbers.append(number)
        if weapon.is_quick:
            self._quick.append((number, weapon))
        if weapon.is_to_mark:
            self.folder.to_mark.append(number)
        if weapon.safety != "clear":
            self._to_print.append(("isolation notice", number))
        if answer["hold"]:
            self.folder.for_laboratory.append(number)
            self._to_print.append(("red tag", number))
        _answer_look_alikes(self.register, number, answer)

    def identify(self) -> None:
        """Pass two: the armourer reads what the table did not."""
        for number, weapon in self._quick:
            said = {**self._wholly(weapon), "weapon": number, "identified_by": data.ARMOURER}
            said = {name: value for name, value in said.items() if name not in weapon.said}
            _answer_look_alikes(self.register, number, act(self.register, "identify-weapon", said))

    def _give_receipt(self, hand_in: data.PracticeHandIn, opened: str) -> None:
        """Everybody may have one; a child and who protects him decide, and here they leave it (practice f2)."""
        if hand_in.is_child:
            return
        if hand_in.is_amnesty and not self.folder.receipt_code:
            issued = act(self.register, "issue-receipt", {"hand_in": opened})
            self.folder.receipt_code = f"{issued['code']}.{issued['secret']}"
        elif not hand_in.is_amnesty and hand_in.bringer and "receipt" not in self._printed:
            self._printed.add("receipt")
            self.folder.print(self.register, "receipt", opened)
        else:
            act(self.register, "issue-receipt", {"hand_in": opened})

    def print_warnings(self) -> None:
        """For the technical officer and for whoever would clean the weapon."""
        for kind, number in self._to_print:
            self._print_once(kind, number)

    def _print_once(self, kind: str, number: str) -> None:
        if kind not in self._printed:
            self._printed.add(kind)
            self.folder.print(self.register, kind, number)


def _inspected(weapon: data.PracticeWeapon) -> dict[str, Any]:
    return {
        "function": weapon.function,
        "inspected_by": data.INSPECTOR,
        "identified_by": data.INSPECTOR,
        "confidence": "sure",
    }


def _answer_look_alikes(register: Register, number: str, answer: Any) -> None:  # noqa: ANN401
    """Two weapons, one number: somebody looked at both."""
    for told in answer["look_alikes"]:
        other = str(told).partition(" ")[0]
        said = {
            "weapon": number,
            "other": other,
            "reason": "another maker's mark and another stock",
        }
        act(register, "answer-look-alike", said)


def _acknowledge_alarms(register: Register) -> None:
    """On a second day somebody brings the number of a rifle that was cut yesterday."""
    for alarm in queries.waiting(register).alarms:
        said = {
            "alarm": alarm["id"],
            "reason": "both histories read; a second rifle, another maker",
        }
        act(register, "acknowledge-alarm", said)


def _photograph(folder: PracticeFolder, register: Register, seed: int) -> None:
    """A card of pictures, the tag first: nobody types a number."""
    with TemporaryDirectory() as scratch:
        card = []
        for place, number in enumerate(folder.numbers[:_PHOTOGRAPHED]):
            stem = str(Path(scratch) / f"{place:03d}")
            card.append(pictures.tag(Path(f"{stem}-1.jpg"), scan_code(number), number))
            for side, is_left in ((2, True), (3, False)):
                path = Path(f"{stem}-{side}.jpg")
                card.append(pictures.weapon(path, number, is_left=is_left, seed=seed + place))
        photos.import_sorted(register, card)


def _next_without_printer(folder: PracticeFolder, register: Register) -> None:
    """The number card for a day when the printer is dry."""
    made = act(register, "make-tags", {"tag_kind": "handwritten", "count": 10})
    signed = {"tag_range": made["tag_range"], "holder": data.INSPECTOR}
    act(register, "sign-out-tags", signed)
    folder.print(register, "number card", made["tag_range"])


def _document(register: Register) -> None:
    """Seen at a checkpoint and left with its unit: compared like the rest, counted nowhere."""
    seen = {
        "model": "AKM",
        "serial": "АВ 77001",
        "seen_where": "Practice checkpoint north",
        "seen_on": register.clock().date,
        "source_reliability": "seen by us",
    }
    act(register, "document-weapon", seen)
