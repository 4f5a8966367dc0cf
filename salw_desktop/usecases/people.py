"""Acts about people, places and campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell
from salw_desktop.domain import promises
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, TABLE, Role, SecondPerson
from salw_desktop.domain.word_lists import PLACE_KINDS
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Command

TWO = 2  # below that no act of class A is possible any more
CAMPAIGN_KINDS = ("DDR", "amnesty", "found", "seized", "T-WAM")


@dataclass(frozen=True, kw_only=True)
class AddToRoster(Command):
    """Somebody who does things here; only those who use the program become operators."""

    kind: ClassVar[str] = "roster.added"
    needs = TABLE

    name: str
    function: str
    organisation: str
    qualification: str = ""
    level: str = ""
    valid_until: str = ""

    def execute(self, tx: Transaction) -> Answer:
        name = lookup.required(self.name, "name")
        if people.person(tx.connection, name):
            raise Refusal("roster.twice", field="name", name=name)
        until = lookup.day(self.valid_until, "valid_until") if self.valid_until else None
        values = {
            "name": name,
            "function": lookup.required(self.function, "function"),
            "organisation": lookup.required(self.organisation, "organisation"),
            "qualification": self.qualification or None,
            "level": self.level or None,
            "valid_until": until,
        }
        return {"person": tx.insert("roster", values)}


@dataclass(frozen=True, kw_only=True)
class AddPlace(Command):
    kind: ClassVar[str] = "place.added"
    needs = SUPERVISORS

    name: str
    place_kind: str

    def execute(self, tx: Transaction) -> Answer:
        name, station = lookup.required(self.name, "name"), lookup.station(tx.connection)
        if people.place(tx.connection, name):
            raise Refusal("place.twice", field="name", name=name)
        kind = lookup.one_of(PLACE_KINDS, self.place_kind, "place_kind")
        row = {"site": station["site"], "name": name, "kind": kind}
        return {"place": tx.insert("place", row)}


@dataclass(frozen=True, kw_only=True)
class OpenCampaign(Command):
    """`named` and `may_be_traced` follow the agreement or the decree; they bind every paper and export."""

    kind: ClassVar[str] = "campaign.opened"
    needs = SUPERVISORS

    code: str
    name: str
    campaign_kind: str
    authority: str
    named: bool
    may_be_traced: bool
    may_approve_locally: bool = False
    legal_promise: str = ""  # printed on every extract (practice i2)
    receipt_text: str = ""  # what the programme says on its receipts
    payment_text: str = ""  # "not a promise of payment", as the agreement words it
    ask_at: str = ""  # where a bearer asks
    may_send_persons: bool = False
    decree: str = ""  # which law or agreement makes the promise
    promise_from: str = ""
    promise_until: str = ""
    may_go_out: str = ""  # nothing, weapon only, everything; empty: as much as such a campaign can

    def execute(self, tx: Transaction) -> Answer:
        code = lookup.required(self.code, "code")
        if people.campaign(tx.connection, code):
            raise Refusal("campaign.twice", field="code", given=code)
        kind = lookup.one_of(CAMPAIGN_KINDS, self.campaign_kind, "campaign_kind")
        if kind == "amnesty" and self.named:
            raise Refusal("campaign.amnesty-is-anonymous", field="named")
        if self.may_send_persons and not self.named:
            raise Refusal("campaign.no-persons-to-send", field="may_send_persons")
        values: dict[str, Cell] = {
            **self._promise(kind),
            "code": code,
            "name": lookup.required(self.name, "name"),
            "kind": kind,
            "is_named": int(self.named),
            "may_be_traced": int(self.may_be_traced),
            "may_approve_locally": int(self.may_approve_locally),
            "authority": lookup.required(self.authority, "authority"),
            "may_send_persons": int(self.may_send_persons),
            "receipt_text": self.receipt_text or None,
            "payment_text": self.payment_text or None,
            "ask_at": self.ask_at or None,
        }
        return {"campaign": tx.insert("campaign", values)}

    def _promise(self, kind: str) -> dict[str, Cell]:
        """Stricter than such a campaign must be, never laxer."""
        most = promises.widest(kind, is_named=self.named, may_be_traced=self.may_be_traced)
        said = lookup.one_of(promises.MAY_GO_OUT, self.may_go_out or most, "may_go_out")
        if promises.narrowest((said, most)) != said:
            raise Refusal("campaign.promises-less", field="may_go_out", given=said, most=most)
        since, until = (
            lookup.day(given, field) if given else None
            for given, field in (
                (self.promise_from, "promise_from"),
                (self.promise_until, "promise_until"),
            )
        )
        if since and until and until < since:
            raise Refusal("campaign.promise-ends-early", field="promise_until", date=until)
        return {
            "legal_promise": self.legal_promise or None,
            "decree": self.decree or None,
            "promise_from": since,
            "promise_until": until,
            "may_go_out": said,
        }


@dataclass(frozen=True, kw_only=True)
class AddOperator(Command):
    """Class A. The key was made with its slot; `salw operators add` does both."""

    kind: ClassVar[str] = "operator.added"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE

    id: str
    person: str
    name: str
    sign_key: str
    roles: tuple[Role, ...]

    def execute(self, tx: Transaction) -> Answer:
        on_roster = lookup.person(tx.connection, self.person, "person")
        name = lookup.required(self.name, "name")
        if people.operator(tx.connection, name):
            raise Refusal("operator.twice", field="name", name=name)
        if people.operator_of(tx.connection, str(on_roster["id"])):
            raise Refusal("operator.person-has-key", field="person", name=str(on_roster["name"]))
        if not self.roles:
            raise lookup.missing("roles")
        values = {"id": self.id, "person": on_roster["id"], "name": name, "sign_key": self.sign_key}
        signed = {"introduced_by": tx.operator, "introduced_second": tx.witness}
        tx.insert("operator", values | signed)
        for role in dict.fromkeys(self.roles):
            _give(tx, self.id, role)
        return {"operator": self.id}


@dataclass(frozen=True, kw_only=True)
class GiveRole(Command):
    """Class A."""

    kind: ClassVar[str] = "operator.role-given"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE

    operator: str
    role: Role

    def execute(self, tx: Transaction) -> Answer:
        found = lookup.operator(tx.connection, self.operator)
        operator = str(found["id"])
        if found["blocked_at"]:
            raise Refusal("operator.blocked", field="operator", name=str(found["name"]))
        if self.role in people.roles_of(tx.connection, operator):
            raise Refusal("operator.has-role", field="role", role=self.role.value)
        _give(tx, operator, self.role)
        return {"operator": operator}


@dataclass(frozen=True, kw_only=True)
class BlockOperator(Command):
    """Class A. Operators are blocked, never removed: what they signed outlives them."""

    kind: ClassVar[str] = "operator.blocked"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    asks_why = True

    operator: str

    def execute(self, tx: Transaction) -> Answer:
        operator = lookup.operator(tx.connection, self.operator)
        id_ = str(operator["id"])
        if operator["blocked_at"]:
            raise Refusal("operator.blocked", field="operator", name=str(operator["name"]))
        is_supervisor = Role.SUPERVISOR in people.roles_of(tx.connection, id_)
        if is_supervisor and people.supervisors(tx.connection) == 1:
            raise Refusal("operator.last-supervisor", field="operator")
        if people.able_to_sign(tx.connection) <= TWO:
            raise Refusal("operator.last-two", field="operator")
        tx.change("operator", id_, blocked_at=tx.now.text)
        return {"operator": id_}


def _give(tx: Transaction, operator: str, role: Role) -> None:
    signed = {"given_by": tx.operator, "given_second": tx.witness}
    found = people.role_row(tx.connection, operator, role)
    if found:
        tx.change("operator_role", str(found["id"]), ended_at=None, **signed)
    else:
        tx.insert("operator_role", {"operator": operator, "role": role.value, **signed})
