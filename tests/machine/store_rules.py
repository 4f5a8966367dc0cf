"""Rules of the store: labels, tags and their ranges, places, holds, losses, prints."""

from __future__ import annotations

from collections.abc import Iterator

from floor import PICK, SECOND, WHY
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from intake_rules import has_weapons
from model import CLEAR, ENDED, GONE, LIVE_TAGS, TABLE_PLACE, Hold, Tag, Weapon, Why
from weapon_rules import WeaponRules

PLACE = st.sampled_from((TABLE_PLACE, "Isolation point", "Store"))
CUSTODY = st.sampled_from(("", "", "", "in hand", "not found", "missing", "out", "not taken"))
HOLD = st.sampled_from(("court", "laboratory", "open trace"))
FINDING = st.sampled_from(("lost or stolen", "found again", "counting error"))
LOST = "lost or stolen"
has_ranges = precondition(lambda self: self.model.ranges)


class StoreRules(WeaponRules):
    """Where things are, what hangs on them, and why they stay."""

    def scanned(self, weapon: Weapon, pick: int) -> str:
        """A code under the scanner: its own as a rule, else any tag or number of this register."""
        if pick < 8 and weapon.number:
            return weapon.number
        numbers = [tag.number for tag in self.model.tags]
        numbers += [each for numbers in self.model.ranges.values() for each in numbers[:3]]
        numbers += self.model.unused[:1]
        return self.one(numbers, pick) if numbers else "XA26-LEN-000001-4"

    def name_something(self, pick: int) -> None:
        named: dict[str, dict[str, object]] = {
            "add-to-roster": {"name": "P. Newcomer", "function": "driver", "organisation": "Unit"},
            "add-place": {"name": "Store 2", "place_kind": "store"},
            "open-campaign": {
                "code": "AM1",
                "name": "Amnesty",
                "campaign_kind": "amnesty",
                "authority": "Court",
                "named": False,
                "may_be_traced": False,
            },
            "add-sheet-pack": {"name": "Pack 1"},
        }
        what = self.one(named, pick)
        code = {"add-sheet-pack": "sheet-pack"}.get(what, what.rpartition("-")[2])
        is_known = (f"{code}.twice", self.model.names[what, ""] > 0)
        if self.attempt(what, is_known, **named[what]):
            self.model.names[what, ""] += 1

    def count_print(self, reason: str) -> None:
        copies, number = self.model.names, "2026-11-22"
        is_copy = copies["printed", number] > 0
        fields = {"paper": "day sheet", "number": number, "reason": reason}
        if answer := self.attempt(
            "count-print", ("print.no-reason", is_copy and not reason), **fields
        ):
            copies["printed", number] += 1
            assert answer["copy"] == copies["printed", number]

    def mark_labels_printed(self, pick: int) -> None:
        waiting = [label for label in self.model.labels if label[1] == "waiting"]
        none = ("label.none-waiting", not waiting)
        if answer := self.attempt("mark-labels-printed", none, first_position=1 + pick):
            assert answer["printed"] == len(waiting)
            for label in waiting:
                label[1] = "printed"

    @has_weapons
    @rule(pick=PICK)
    def reprint_label(self, pick: int) -> None:
        weapon = self.weapon(pick)
        unnumbered = ("weapon.no-number", not weapon.number)
        if self.attempt("reprint-label", unnumbered, weapon=weapon.name, reason=WHY):
            self.model.labels.append([weapon.id, "waiting"])

    @has_weapons
    @rule(pick=PICK)
    def drop_labels(self, pick: int) -> None:
        weapon = self.weapon(pick)
        none = ("label.none-waiting", [weapon.id, "waiting"] not in self.model.labels)
        if self.attempt("drop-labels", none, weapons=[weapon.name], reason=WHY):
            self.model.drop_labels(weapon.id)

    @rule(count=st.integers(1, 12))
    def make_tags(self, count: int) -> None:
        unused = self.model.unused
        too_few = ("tags.too-few", len(unused) < count)
        if answer := self.attempt("make-tags", too_few, tag_kind="pre-printed", count=count):
            assert answer["numbers"] == unused[:count]
            self.model.ranges[str(answer["tag_range"])] = tuple(unused[:count])
            del unused[:count]

    @has_ranges
    @rule(pick=PICK)
    def sign_out_tags(self, pick: int) -> None:
        range_, out = self.one(self.model.ranges, pick), self.model.ranges_out
        fields = {"tag_range": range_, "holder": "P. Inspector"}
        if self.attempt("sign-out-tags", ("tags.out", range_ in out), **fields):
            out.add(range_)

    @has_ranges
    @rule(pick=PICK, missing=st.integers(0, 1))
    def sign_back_tags(self, pick: int, missing: int) -> None:
        range_, out = self.one(self.model.ranges, pick), self.model.ranges_out
        used = sum(tag.range_ == range_ for tag in self.model.tags)
        blank = len(self.model.ranges[range_]) - used
        unused = max(0, blank - missing)
        not_out = ("tags.not-out", range_ not in out)
        if answer := self.attempt("sign-back-tags", not_out, tag_range=range_, unused=unused):
            out.remove(range_)
            assert answer["missing"] == blank - unused

    @has_weapons
    @rule(pick=PICK, scan=PICK)
    def bind_tag(self, pick: int, scan: int) -> None:
        weapon = self.weapon(pick)
        scanned = self.scanned(weapon, scan)
        whys = self._not_bound if weapon.number else self._not_first
        answer = self.attempt(
            "bind-tag", *whys(weapon, scanned), weapon=weapon.name, scanned=scanned
        )
        if answer and weapon.number:
            tag = self.model.tag_of(weapon.id)
            assert tag
            tag.state = "bound"
        elif answer:
            weapon.number = weapon.name = scanned
            self.model.tie(weapon.id, scanned, by_hand=True)

    def _not_bound(self, weapon: Weapon, scanned: str) -> Iterator[Why]:
        tag = self.model.tag_of(weapon.id)
        yield from self.model.not_found(scanned)
        yield "tag.of-another", self.model.found_by(scanned) is not weapon
        yield "tag.bound-already", tag is None or tag.state == "bound"
        yield "tag.gone", tag is not None and tag.state != "blank"

    def _not_first(self, weapon: Weapon, scanned: str) -> Iterator[Why]:
        yield "tag.not-here", weapon.custody in ENDED or weapon.is_documented
        of_weapon = any(each.number == scanned for each in self.model.weapons.values())
        bound = any(tag.number == scanned and tag.state == "bound" for tag in self.model.tags)
        yield "tag.of-another", of_weapon or bound
        yield from self.model.not_free(scanned)

    @has_weapons
    @rule(
        pick=PICK, scan=PICK, act=st.sampled_from(("spoil-tag", "lose-tag")), by_tag=st.booleans()
    )
    def void_tag(self, pick: int, scan: int, act: str, by_tag: bool) -> None:
        weapon = self.weapon(pick)
        scanned = self.scanned(weapon, scan)
        tag = self.model.tag_numbered(scanned) if by_tag else self.model.tag_of(weapon.id)
        found: dict[str, str] = {"tag": scanned} if by_tag else {"weapon": weapon.name}
        answer = self.attempt(
            act,
            ("tag.no-number", not by_tag and tag is None),
            *(self.model.not_free(scanned) if by_tag and tag is None else ()),
            ("tag.gone-already", tag is not None and tag.state not in LIVE_TAGS),
            reason=WHY,
            **found,
        )
        state = "spoiled" if act == "spoil-tag" else "lost"
        if answer and tag is None:
            self.model.tags.append(Tag(scanned, None, state, self.model.range_of(scanned)))
        elif answer and tag:
            tag.state = state
            if tag.weapon:
                self.model.drop_labels(tag.weapon)

    @has_weapons
    @rule(pick=PICK, scan=PICK, second=SECOND)
    def retag(self, pick: int, scan: int, second: str | None) -> None:
        weapon, model = self.weapon(pick), self.model
        tag = "" if scan < 8 else self.scanned(weapon, scan)
        if self.attempt(
            "retag",
            ("tag.not-here", weapon.custody in ENDED or weapon.is_documented),
            ("tag.no-number", not weapon.number),
            *(model.not_free(tag) if tag else ()),
            second=second,
            weapon=weapon.name,
            known_by="its serial number",
            tag=tag,
        ):
            old = model.tag_of(weapon.id)
            if old and old.state in LIVE_TAGS:
                old.state = "replaced"
            model.drop_labels(weapon.id)
            model.tie(weapon.id, tag or str(weapon.number), by_hand=bool(tag))

    @has_weapons
    @rule(pick=PICK, place=PLACE)
    def put_away(self, pick: int, place: str) -> None:
        weapon = self.weapon(pick)
        if self.attempt(
            "put-away",
            ("weapon.not-in-hand", weapon.custody != "in hand"),
            ("weapon.not-clear", weapon.safety not in CLEAR),
            weapon=weapon.name,
            place=place,
        ):
            weapon.place = place
            weapon.was_stored |= place == "Store"

    @has_weapons
    @rule(
        pick=PICK,
        place=st.just("") | PLACE,
        custody=CUSTODY,
        safety=st.sampled_from(("", "clear", "unsafe")),
    )
    def observe(self, pick: int, place: str, custody: str, safety: str) -> None:
        weapon = self.weapon(pick)
        before, said = weapon.custody, {"place": place, "custody": custody, "safety": safety}
        answer = self.attempt(
            "observe",
            ("weapon.documented", weapon.is_documented),
            ("safety.by-clearance", safety in CLEAR and weapon.safety not in CLEAR),
            ("word.not-listed", custody == "not taken"),
            weapon=weapon.name,
            **said,
        )
        if answer is None:
            return
        weapon.safety, weapon.place = safety or weapon.safety, place or weapon.place
        is_back = before in ENDED or (place and before in ("not found", "missing"))
        weapon.custody = custody or ("in hand" if is_back else before)
        weapon.was_stored |= place == "Store"
        assert ("alarm" in answer) == (before in GONE)
        self.model.alarms[weapon.id] += before in GONE
        looked_at = bool(place) or (bool(safety) and weapon.place is not None)
        is_wrong = weapon.safety not in CLEAR and weapon.place != "Isolation point"
        assert bool(answer["breaches"]) == (before in ENDED or (looked_at and is_wrong))

    @has_weapons
    @rule(pick=PICK, disposal=st.sampled_from(("destroy", "return", "exhibit")))
    def intend_disposal(self, pick: int, disposal: str) -> None:
        weapon = self.weapon(pick)
        is_ordered = self.model.live_order_of(weapon.id) is not None
        if self.attempt(
            "intend-disposal",
            ("weapon.ended", weapon.custody in ENDED),
            ("weapon.documented", weapon.is_documented),
            ("weapon.on-order", is_ordered and disposal != "destroy"),
            ("correction.nothing", disposal == weapon.disposal),
            weapon=weapon.name,
            disposal=disposal,
            reason=WHY,
        ):
            weapon.disposal = disposal

    @has_weapons
    @rule(pick=PICK, kind=HOLD)
    def place_hold(self, pick: int, kind: str) -> None:
        weapon = self.weapon(pick)
        case = {"authority": "Court of Lendo", "case_number": "14/26", "ordered_on": "2026-11-20"}
        if answer := self.attempt("place-hold", weapon=weapon.name, hold_kind=kind, **case):
            self.model.holds[str(answer["hold"])] = Hold(weapon.id, kind)

    @precondition(lambda self: self.model.holds)
    @rule(pick=PICK, second=SECOND)
    def lift_hold(self, pick: int, second: str | None) -> None:
        id_ = self.one(reversed(self.model.holds), pick)
        hold = self.model.holds[id_]
        if self.attempt(
            "lift-hold",
            ("hold.lifted", hold.is_lifted),
            ("countersign.open", self.model.waits_for_signature(hold.weapon)),
            second=second,
            hold=id_,
            on_order_of="Court of Lendo",
            reason=WHY,
        ):
            hold.is_lifted = True

    @has_weapons
    @rule(pick=PICK)
    def report_missing(self, pick: int) -> None:
        weapon, losses = self.weapon(pick), self.model.losses
        seen = {"discovered_on": "2026-11-22", "discovered_by": "P. Inspector"}
        answer = self.attempt(
            "report-missing",
            ("loss.documented", weapon.is_documented),
            ("loss.ended", weapon.custody in ENDED),
            ("loss.open", (weapon.id, False) in losses.values()),
            **{"weapon": weapon.name, "circumstances": "rack empty", **seen},
        )
        if answer:
            weapon.custody = "missing"
            losses[str(answer["number"])] = (weapon.id, False)
            self.model.reporters[str(answer["number"])] = self.operator

    @precondition(lambda self: self.model.losses)
    @rule(pick=PICK, finding=FINDING, second=SECOND)
    def close_loss(self, pick: int, finding: str, second: str | None) -> None:
        number = self.one(reversed(self.model.losses), pick)
        id_, is_closed = self.model.losses[number]
        weapon = self.model.weapons[id_]
        is_missing, is_lost = weapon.custody == "missing", finding == LOST
        if not self.attempt(
            "close-loss",
            ("loss.closed", is_closed),
            ("loss.seen-since", is_lost and not is_missing),
            (
                "loss.own",
                is_lost and second is None and self.model.reporters[number] == self.operator,
            ),
            second=second,
            loss=number,
            finding=finding,
            corrective_action="a second lock",
            found_in="" if is_lost else "Store",
        ):
            return
        self.model.losses[number] = (id_, True)
        if is_lost:
            self.model.end(id_, LOST)
        elif is_missing:
            if weapon.safety == "clear" and finding != "counting error":
                weapon.safety = "not checked"
            weapon.custody, weapon.place, weapon.was_stored = "in hand", "Store", True
