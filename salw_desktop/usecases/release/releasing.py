"""The release gate: one act, signed by two, is the line of the release log (practice g9, i2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import releases
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain import promises
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, SecondPerson
from salw_desktop.domain.word_lists import words_of
from salw_desktop.usecases import countersigning, lookup, numbering
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, kw_only=True)
class ReleaseDossier(Command):
    """Class A. An export, so it is refused for what the campaign promised not to give (`IDDRS 2.11 §4.5`)."""

    kind: ClassVar[str] = "dossier.released"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE

    weapon: str
    recipient_kind: str
    recipient: str
    purpose: str
    legal_clearance: str  # who allowed it, and on what request
    content: str  # weapon only, everything
    case_number: str = ""
    redactions: str = ""  # what was left out besides, and why
    events: bool = False  # the signed events themselves, with what verifies them
    originals: bool = False  # photographs as the camera wrote them
    hidden_marks: bool = False  # events that carry one; no paper ever does

    def execute(self, tx: Transaction) -> Answer:
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        content = lookup.one_of(words_of("dossier_release", "content"), self.content, "content")
        kinds = words_of("dossier_release", "recipient_kind")
        recipient_kind = lookup.one_of(kinds, self.recipient_kind, "recipient_kind")
        self._refuse_more_than(may_go_out(tx.connection, id_), content, number)
        countersigning.refuse_open(tx.connection, id_, number)
        values = {
            "number": numbering.new_paper_number(tx, numbering.RELEASE),
            "weapon": id_,
            "recipient_kind": recipient_kind,
            "recipient": lookup.required(self.recipient, "recipient"),
            "case_number": self.case_number.strip() or None,
            "purpose": lookup.required(self.purpose, "purpose"),
            "legal_clearance": lookup.required(self.legal_clearance, "legal_clearance"),
            "content": content,
            "redactions": self.redactions.strip() or None,
            "has_events": int(self.events),
            "has_originals": int(self.originals),
            "has_hidden_marks": int(self.hidden_marks),
            "released_by": tx.operator,
            "released_second": tx.witness,
            "at": tx.now.text,
        }
        tx.insert("dossier_release", values)
        return {"release": str(values["number"]), "number": number, "content": content}

    def _refuse_more_than(self, most: str, content: str, number: str) -> None:
        """One sentence for all limits: it must not tell a child's hand-in from any other without a name."""
        if most == promises.NOTHING:
            raise Refusal("release.nothing-goes-out", field="weapon", number=number)
        if promises.narrowest((content, most)) != content:
            raise Refusal("release.promised-less", field="content", number=number, most=most)
        more = self.events or self.originals or self.hidden_marks
        if content == promises.WEAPON_ONLY and more:
            raise Refusal("release.events-say-more", field="events", number=number)
        if self.hidden_marks and not self.events:
            raise Refusal("release.no-paper-shows-it", field="hidden_marks", number=number)


def may_go_out(connection: Connection, weapon_id: str) -> str:
    """`nothing`, `weapon only` or `everything`: the narrowest of all promises under which it came."""
    return promises.narrowest(releases.promised(connection, weapon_id))


def release_called(connection: Connection, wanted: str) -> Row:
    """By id or number, with the number of the weapon and the names of the two. Refusal `release.unknown`."""
    found = releases.release(connection, wanted.strip().upper())
    found = found or releases.release(connection, wanted.strip())
    if found is None:
        raise Refusal("release.unknown", field="release", given=wanted[:80])
    return found


def release_log(register: Register, weapon: str = "") -> tuple[Row, ...]:
    """Who left with what, oldest first; of one weapon, or of all (practice g9)."""
    of = str(lookup.weapon(register.reader, weapon)["id"]) if weapon else None
    return tuple(releases.releases(register.reader, of))
