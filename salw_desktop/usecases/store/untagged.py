"""Items whose tag is lost or unreadable and that nobody can identify: numbered, counted, and solved by two (practice d6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import tags as tag_rows
from salw_desktop.database import untagged
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.axes import CLEAR, SAFETY
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import running_of
from salw_desktop.domain.people import STORE, TABLE, SecondPerson
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import lookup, numbering
from salw_desktop.usecases.commands import Answer, AtTheTable
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.placing import Observe, misplaced
from salw_desktop.usecases.store.tags import Retag

SAID_BY_ONE = "said to be clear by one person"
KNOWN_AGAIN, RECORDED, OTHER = words_of("untagged_item", "outcome")


def name_of(item: Row) -> str:
    """`untagged item no. 3`, as it is called at the shelf."""
    return f"untagged item no. {running_of(str(item['number']))}"


def item_called(connection: Connection, wanted: str) -> Row:
    """By number, card scanned, or id. Refusal `untagged.unknown`."""
    found = untagged.item(connection, wanted.strip())
    if found is None:
        raise Refusal("untagged.unknown", field="untagged", given=wanted[:80])
    return found


def open_items(register: Register) -> tuple[Row, ...]:
    """What nobody has solved yet, oldest first, with where it lies and who found it."""
    return tuple(untagged.open_items(register.reader))


def untagged_chain(register: Register, weapon: str) -> list[Row]:
    """What this weapon was counted as while nobody knew it, oldest first. Refusal `weapon.unknown`."""
    id_ = str(lookup.weapon(register.reader, weapon)["id"])
    return untagged.of_weapon(register.reader, id_)


@dataclass(frozen=True, kw_only=True)
class RecordUntagged(AtTheTable):
    """A fact, so it is never refused: it lies here, and nobody can say yet which weapon it is."""

    kind: ClassVar[str] = "untagged.found"
    needs = TABLE | STORE

    described: str
    place: str
    found_by: str  # of the roster
    safety: str
    verified_by: str = ""
    found_on: str = ""

    def execute(self, tx: Transaction) -> Answer:
        place = lookup.place(tx.connection, self.place)
        finder = str(lookup.person(tx.connection, self.found_by, "found_by")["id"])
        verifier = self._verifier(tx)
        tx.name_people(performed_by=finder, verified_by=verifier)
        safety = lookup.one_of(SAFETY.words, self.safety, "safety")
        is_unseen = safety in CLEAR and verifier in (None, finder)
        breaches = [*([SAID_BY_ONE] if is_unseen else []), *misplaced(safety, place)]
        values: dict[str, Cell] = {
            "site": place["site"],
            "place": place["id"],
            "found_on": lookup.day_gone_by(tx, self.found_on, "found_on"),
            "found_by": finder,
            "described": lookup.required(self.described, "described"),
            "safety": safety,
            "verified_by": verifier,
            "breaches": "; ".join(breaches) or None,
            "recorded_by": tx.operator,
            "recorded_at": tx.now.text,
        }
        number = numbering.new_paper_number(tx, numbering.UNTAGGED)
        item = tx.insert("untagged_item", {"number": number, **values})
        return {
            "untagged": item,
            "number": number,
            "called": name_of({"number": number}),
            "breaches": breaches,
            "may_be": [lookup.called(each) for each in tag_rows.untagged(tx.connection)],
        }

    def _verifier(self, tx: Transaction) -> str | None:
        if not self.verified_by.strip():
            return None
        return str(lookup.person(tx.connection, self.verified_by, "verified_by")["id"])


@dataclass(frozen=True, kw_only=True)
class SolveUntagged(AtTheTable):
    """Class A: two say what it is, by serial, photographs or features, and `reason` keeps by which.

    It is a weapon of ours, seen here and tagged again; or one recorded since it was found; or no weapon at all.
    """

    kind: ClassVar[str] = "untagged.solved"
    needs = TABLE | STORE
    second = SecondPerson.BEFORE
    asks_why = True

    untagged: str
    outcome: str
    weapon: str = ""
    tag: str = ""  # of a range; empty: a printed label, as when a weapon is re-tagged

    def execute(self, tx: Transaction) -> Answer:
        item = item_called(tx.connection, self.untagged)
        lookup.refuse_solved(item, "untagged")
        outcome = lookup.one_of(words_of("untagged_item", "outcome"), self.outcome, "outcome")
        said: Answer = {}
        weapon: str | None = None
        if outcome == OTHER:
            self._refuse_weapon(item)
        else:
            wanted = lookup.required(self.weapon, "weapon")
            weapon = str(lookup.weapon(tx.connection, wanted)["id"])
            said = self._known_again(tx, item, weapon) if outcome == KNOWN_AGAIN else {}
            if outcome == RECORDED:
                self._refuse_recorded(tx, item, weapon)
        tx.change(
            "untagged_item",
            str(item["id"]),
            outcome=outcome,
            weapon=weapon,
            solved_why=self.reason.strip(),
            solved_by=tx.operator,
            solved_second=tx.witness,
            solved_at=tx.now.text,
        )
        number = str(item["number"])
        return {"untagged": str(item["id"]), "number": number, "outcome": outcome, **said}

    def _known_again(self, tx: Transaction, item: Row, weapon: str) -> Answer:
        """Seen where it lay, then tagged again: the chain of its tags is the one that every re-tag makes."""
        why = f"{self.reason.strip()} ({name_of(item)})"
        place, safety = str(item["place"]), _safety_seen(item)
        seen = Observe(weapon=weapon, place=place, safety=safety).execute(tx)
        tagged = Retag(weapon=weapon, known_by=why, tag=self.tag, reason=name_of(item)).execute(tx)
        return {**seen, **tagged}

    def _refuse_weapon(self, item: Row) -> None:
        if self.weapon.strip():
            raise Refusal("untagged.weapon-given", field="weapon", number=str(item["number"]))

    def _refuse_recorded(self, tx: Transaction, item: Row, weapon: str) -> None:
        """A record older than the find is a weapon known again; one record is one item.

        By the day: at a table where nobody is known a record has no hour.
        """
        row = lookup.weapon(tx.connection, weapon)
        facts = {"number": str(item["number"]), "weapon": lookup.called(row)}
        recorded_on, found_on = (str(each["recorded_at"])[:10] for each in (row, item))
        if recorded_on < found_on:
            raise Refusal("untagged.recorded-before", field="weapon", **facts)
        if any(each["outcome"] == RECORDED for each in untagged.of_weapon(tx.connection, weapon)):
            raise Refusal("untagged.recorded-twice", field="weapon", **facts)


def _safety_seen(item: Row) -> str:
    """What is clear only because one person says so is not checked; a clearance alone makes a weapon clear."""
    if item["safety"] not in CLEAR:
        return str(item["safety"])
    return "not checked" if SAID_BY_ONE in str(item["breaches"]) else ""
