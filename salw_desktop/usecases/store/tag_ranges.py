"""Tags made beforehand: pre-printed rolls and number cards, signed out to a team and back (practice a10)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from salw_desktop.database import numbers
from salw_desktop.database import tags as tag_rows
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import write_number
from salw_desktop.domain.people import STORE, TABLE
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.numbering import Given
from salw_desktop.usecases.register import Register

ON_A_CARD = 50
MOST = 1000


@dataclass(frozen=True, slots=True)
class NumberOfRange:
    """One number made beforehand and what became of it; `weapon` is the number of the item it was tied to."""

    number: str
    state: str
    weapon: str
    since: str
    why: str


@dataclass(frozen=True, kw_only=True)
class MakeTags(Command):
    """The next numbers of one block, in one run: set apart, so that the plain series goes on behind them."""

    kind: ClassVar[str] = "tags.made"
    needs = TABLE | STORE

    tag_kind: str
    count: int = ON_A_CARD

    def execute(self, tx: Transaction) -> Answer:
        kind = lookup.one_of(words_of("tag_range", "kind"), self.tag_kind, "tag_kind")
        if not 1 <= self.count <= MOST:
            raise Refusal("tags.count", field="count", most=MOST)
        run = self._run(tx.connection)
        values: dict[str, Cell] = {
            "number_block": run[0].block,
            "kind": kind,
            "first": run[0].running,
            "last": run[-1].running,
            "count": self.count,
            "made_at": tx.now.text,
        }
        made = [each.number for each in run]
        range_ = tx.insert("tag_range", values)
        return {"tag_range": range_, "first": made[0], "last": made[-1], "numbers": made}

    def _run(self, connection: Connection) -> list[Given]:
        """Of the newest block that has them all: what is left of an older one is used up by the plain series."""
        most = 0
        for own in reversed(numbers.blocks(connection)):
            left = own.block.numbers_from(own.highest + 1)
            run = [Given(number, running, own.id) for running, number in islice(left, self.count)]
            if len(run) == self.count:
                return run
            most = max(most, len(run))
        raise Refusal("tags.too-few", field="count", asked=self.count, left=most)


@dataclass(frozen=True, kw_only=True)
class SignOutTags(Command):
    """A roll or a card goes to a person of the roster, who answers for what is left of it."""

    kind: ClassVar[str] = "tags.signed-out"
    needs = TABLE | STORE

    tag_range: str  # or any number of it
    holder: str
    out_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        range_ = _range(tx.connection, self.tag_range)
        if _is_out(range_):
            holder, out_on = str(range_["holder_name"]), str(range_["out_on"])
            raise Refusal("tags.out", field="tag_range", holder=holder, out_on=out_on)
        holder_row = lookup.person(tx.connection, self.holder, "holder")
        out_on = lookup.day_of_the_act(tx, self.out_on, "out_on")
        went = {"holder": str(holder_row["id"]), "out_on": out_on, "back_on": None, "unused": None}
        tx.change("tag_range", str(range_["id"]), **went)
        left = _blank(range_)
        return {"tag_range": str(range_["id"]), "holder": str(holder_row["name"]), "unused": left}


@dataclass(frozen=True, kw_only=True)
class SignBackTags(Command):
    """What comes back is counted by hand; what the book says otherwise is recorded and named a breach."""

    kind: ClassVar[str] = "tags.signed-back"
    needs = TABLE | STORE

    tag_range: str  # or any number of it
    unused: int
    back_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        range_ = _range(tx.connection, self.tag_range)
        if not _is_out(range_):
            raise Refusal("tags.not-out", field="tag_range")
        if self.unused < 0:
            raise Refusal("quantity.negative", field="unused", name="unused")
        back_on = lookup.day_of_the_act(tx, self.back_on, "back_on")
        tx.change("tag_range", str(range_["id"]), back_on=back_on, unused=self.unused)
        missing = _blank(range_) - self.unused
        breaches = []
        if missing > 0:
            breaches.append(f"{missing} tags of the range are not accounted for")
        elif missing < 0:
            breaches.append(f"{-missing} tags came back that the register has as used")
        return {"tag_range": str(range_["id"]), "missing": missing, "breaches": breaches}


def _is_out(range_: Row) -> bool:
    return range_["out_on"] is not None and range_["back_on"] is None


def _blank(range_: Row) -> int:
    """How many of its numbers are neither tied to anything nor spoiled nor lost."""
    made, *gone = (int(range_[name] or 0) for name in ("count", "tied", "spoiled", "lost"))
    return made - sum(gone)


def _range(connection: Connection, wanted: str) -> Row:
    """By its id, or by any number of it, typed or scanned."""
    found = tag_rows.range_with_id(connection, wanted.strip())
    if found is None:
        number = lookup.control_number(wanted, "tag_range")
        found = tag_rows.range_of(connection, number)
    if found is None:
        raise Refusal("tags.unknown", field="tag_range", given=wanted[:80])
    return found


def tag_ranges(register: Register) -> list[Row]:
    """Every range, oldest first, with `prefix`, `holder_name` and how many are `tied`, `spoiled` and `lost`."""
    return tag_rows.ranges(register.reader)


def range_called(register: Register, wanted: str) -> Row:
    """One range as `tag_ranges` has it, by its id or any number of it."""
    id_ = _range(register.reader, wanted)["id"]
    return next(row for row in tag_ranges(register) if row["id"] == id_)


def numbers_of_range(register: Register, wanted: str) -> list[NumberOfRange]:
    """Each number of a range in its order: what a roll is printed from, and what a team answers for."""
    range_ = _range(register.reader, wanted)
    used = {
        str(row["number"]): row for row in tag_rows.of_range(register.reader, str(range_["id"]))
    }
    first, last, prefix = int(range_["first"] or 0), int(range_["last"] or 0), str(range_["prefix"])
    written = (write_number(prefix, running) for running in range(first, last + 1))
    return [_number_of_range(number, used.get(number, {})) for number in written if number]


def _number_of_range(number: str, tag: Row) -> NumberOfRange:
    return NumberOfRange(
        number=number,
        state=str(tag.get("state") or "blank"),
        weapon=str(tag.get("weapon_number") or ""),
        since=str(tag.get("since") or ""),
        why=str(tag.get("why") or ""),
    )
