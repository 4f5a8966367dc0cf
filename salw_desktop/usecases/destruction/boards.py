"""What the screen asks of a destruction: orders side by side, one order with its list, a session as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.database import destruction, destruction_lists, people, photos
from salw_desktop.database.rows import Row
from salw_desktop.domain.axes import DESTRUCTION
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.time import minutes
from salw_desktop.usecases import lookup
from salw_desktop.usecases.destruction.amendments import Amended, amendments_of
from salw_desktop.usecases.destruction.orders import fit_item, refuse_unfit, warnings_of
from salw_desktop.usecases.destruction.press import VIEWS
from salw_desktop.usecases.destruction.results import DESTROYED, NOT_DESTROYED
from salw_desktop.usecases.glance import Glance, glance
from salw_desktop.usecases.register import Register

MOST_OFFERED = 200
OPEN_ORDERS = ("written", "approved")


@dataclass(frozen=True, slots=True)
class Order:
    """An order in a row of its list; `session` and `certificate` are numbers, empty where there is none."""

    id: str
    number: str
    state: str
    campaign: str
    ordered_by: str  # the authority outside with its number; empty: approved locally
    items: int
    planned_on: str
    place: str
    session: str
    session_state: str
    certificate: str


def orders(register: Register) -> tuple[Order, ...]:
    """The newest first."""
    return tuple(_order(row) for row in destruction_lists.orders(register.reader))


def _order(row: Row) -> Order:
    is_external = row["authority_kind"] == "external"
    return Order(
        id=str(row["id"]),
        number=str(row["number"]),
        state=str(row["state"]),
        campaign=str(row["campaign_code"]),
        ordered_by=f"{row['issuer']} {row['issuer_number']}" if is_external else "",
        items=int(row["items"] or 0),
        planned_on=str(row["planned_on"]),
        place=str(row["place_name"]),
        session=str(row["session"] or ""),
        session_state=str(row["session_state"] or ""),
        certificate=str(row["certificate"] or ""),
    )


@dataclass(frozen=True, slots=True)
class Item:
    """A weapon on a list; `remark` is what a person has to know of it there."""

    weapon: str
    number: str
    model: str
    serial: str
    line: int = 0
    remark: str = ""


def _item(row: Row, remark: str = "") -> Item:
    return Item(
        weapon=str(row["weapon"] or ""),
        number=str(row["number"] or ""),
        model=str(row["model_name"] or ""),
        serial=str(row["serial"] or ""),
        line=int(row.get("line") or 0),
        remark=remark,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An item of an order; `stop` forbids its destruction now, warnings may be accepted by whoever approves."""

    item: Item
    stop: Refusal | None
    warnings: tuple[str, ...]
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """One order with everything that stands in it. `facts` is its row: database/destruction.py, `order`."""

    facts: Row
    lines: tuple[Line, ...]
    amendments: tuple[Amended, ...]
    session: str  # its id; empty before one began
    session_state: str

    @property
    def standing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_withdrawn)


def order_sheet(register: Register, wanted: str) -> OrderSheet:
    """Refusal `order.unknown`. While the order is open each line is looked at as an approval would."""
    reader, order = register.reader, lookup.order(register.reader, wanted)
    id_ = str(order["id"])
    standing = {str(line["weapon"]) for line in destruction.order_lines(reader, id_)}
    session = destruction_lists.session_of(reader, id_)
    now = glance(register) if order["state"] in OPEN_ORDERS and not session else None
    return OrderSheet(
        facts=order,
        lines=tuple(
            _line(line, now, is_withdrawn=str(line["weapon"]) not in standing)
            for line in destruction.frozen_lines(reader, id_)
        ),
        amendments=amendments_of(reader, id_),
        session=session,
        session_state=str(lookup.session(reader, session)["state"]) if session else "",
    )


def _line(row: Row, now: Glance | None, *, is_withdrawn: bool) -> Line:
    if now is None or is_withdrawn:
        return Line(_item(row), None, (), is_withdrawn)
    weapon = lookup.weapon(now.connection, str(row["weapon"]))
    return Line(_item(row), _stop(now, weapon), _warnings(now, weapon), is_withdrawn)


def _warnings(now: Glance, weapon: Row) -> tuple[str, ...]:
    """Without the number, which stands beside them."""
    called = f"{lookup.called(weapon)}: "
    return tuple(each.removeprefix(called) for each in warnings_of(now, weapon))


def _stop(now: Glance, weapon: Row) -> Refusal | None:
    try:
        refuse_unfit(now, weapon)
    except Refusal as refusal:
        return refusal
    return None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may go on a new order, and what whoever approves would have to accept."""

    item: Item
    warnings: tuple[str, ...]


def candidate(register: Register, campaign: str, wanted: str) -> Candidate:
    """By number, scan or id. A refusal names what stands in the way (`weapon.on-hold`, `order.other-campaign`, …)."""
    now = glance(register)
    return _candidate(now, lookup.campaign(now.connection, campaign), wanted)


def _candidate(now: Glance, campaign: Row, wanted: str) -> Candidate:
    weapon = fit_item(now, campaign, wanted)
    row = {**weapon, "weapon": weapon["id"]}
    return Candidate(_item(row), _warnings(now, weapon))


def candidates(register: Register, campaign: str, piece: str = "") -> tuple[Candidate, ...]:
    """At most 200, those meant for destruction first; what may not go is left out."""
    now = glance(register)
    row = lookup.campaign(now.connection, campaign)
    plain = "".join(each for each in piece.upper() if each not in "-%_").removeprefix("SALW1")
    found = destruction_lists.that_may_go(
        now.connection, str(row["id"]), DESTRUCTION.safety, plain.strip(), MOST_OFFERED
    )
    return tuple(
        each for weapon in found if (each := _fit_or_none(now, row, str(weapon["id"]))) is not None
    )


def _fit_or_none(now: Glance, campaign: Row, weapon: str) -> Candidate | None:
    try:
        return _candidate(now, campaign, weapon)
    except Refusal:
        return None


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What an order form offers. Campaigns and places are rows of their tables."""

    campaigns: tuple[Row, ...]
    places: tuple[str, ...]
    today: str


def form_choices(register: Register) -> FormChoices:
    reader = register.reader
    return FormChoices(
        tuple(destruction_lists.campaigns(reader)),
        tuple(dict.fromkeys(str(row["name"]) for row in destruction_lists.places(reader))),
        register.clock().date,
    )


def who_may_cut(register: Register) -> tuple[str, ...]:
    """Everybody on the roster: the technical officer seldom has a key."""
    return tuple(dict.fromkeys(str(row["name"]) for row in people.roster(register.reader)))


@dataclass(frozen=True, slots=True)
class Scan:
    """What one scan found: "on the list", "again", "not on the list" or "unknown"."""

    code: str
    result: str
    at: str
    item: Item


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item."""

    item: Item
    outcome: str
    batch: str
    at: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A name on the certificate."""

    name: str
    organisation: str
    is_outside_chain: bool


@dataclass(frozen=True, slots=True)
class SessionBoard:
    """A session as it stands now. `facts` is its row, `broken_off` that of a break nobody has ended yet."""

    facts: Row
    order: Row
    items: int
    missing: tuple[Item, ...]
    scans: tuple[Scan, ...]
    to_cut: tuple[Item, ...]
    outcomes: tuple[Outcome, ...]
    batches: tuple[str, ...]
    broken_off: Row | None
    checks: int
    witnesses: tuple[Witness, ...]
    who_may_witness: tuple[str, ...]
    photos: tuple[Row, ...]
    certificate: Row | None

    @property
    def found(self) -> tuple[Scan, ...]:
        return self.scans_that(("on the list",))

    @property
    def again(self) -> tuple[Scan, ...]:
        return self.scans_that(("again",))

    @property
    def strangers(self) -> tuple[Scan, ...]:
        return self.scans_that(("not on the list", "unknown"))

    @property
    def destroyed(self) -> int:
        return sum(each.outcome == DESTROYED for each in self.outcomes)

    @property
    def lying_here(self) -> int:
        """Neither cut nor named as missing: what a break seals, and what is counted after it."""
        return self.items - sum(each.outcome != NOT_DESTROYED for each in self.outcomes)

    @property
    def left(self) -> tuple[Outcome, ...]:
        return tuple(each for each in self.outcomes if each.outcome != DESTROYED)

    def scans_that(self, results: Sequence[str]) -> tuple[Scan, ...]:
        return tuple(each for each in self.scans if each.result in results)


def session_board(register: Register, wanted: str) -> SessionBoard:
    """Refusal `session.unknown`."""
    reader, session = register.reader, lookup.session(register.reader, wanted)
    id_, order = str(session["id"]), lookup.order(reader, str(session["destruction_order"]))
    checks = destruction.check_number(reader, id_)
    pictures = photos.of(reader, "destruction_session", id_)
    return SessionBoard(
        facts=session,
        order=order,
        items=len(destruction.order_lines(reader, str(order["id"]))),
        missing=tuple(_item(row) for row in destruction.unseen(reader, id_)),
        scans=tuple(_scan(row) for row in destruction_lists.scans(reader, id_, checks)),
        to_cut=tuple(_item(row) for row in destruction.lines_to_cut(reader, id_)),
        outcomes=tuple(_outcome(row) for row in destruction_lists.outcomes(reader, id_)),
        batches=tuple(str(row["name"]) for row in destruction.batches(reader, id_)),
        broken_off=destruction.open_break(reader, id_),
        checks=checks,
        witnesses=tuple(_witness(row) for row in destruction.witnesses(reader, id_)),
        who_may_witness=_who_may_witness(register, session),
        photos=tuple(row for row in pictures if row["view"] in VIEWS),
        certificate=destruction.certificate(reader, id_),
    )


def _scan(row: Row) -> Scan:
    return Scan(str(row["code"]), str(row["result"]), minutes(str(row["at"])), _item(row))


def _outcome(row: Row) -> Outcome:
    item, at = _item(row, str(row["remark"] or "")), minutes(str(row["at"]))
    return Outcome(item, str(row["outcome"]), str(row["batch"] or ""), at)


def _witness(row: Row) -> Witness:
    return Witness(str(row["name"]), str(row["organisation"]), bool(row["is_outside_chain"]))


def _who_may_witness(register: Register, session: Row) -> tuple[str, ...]:
    """Neither whoever cuts nor whoever signs already, and nobody with a key."""
    taken = {str(row["id"]) for row in destruction.witnesses(register.reader, str(session["id"]))}
    return tuple(
        dict.fromkeys(
            str(row["name"])
            for row in destruction_lists.people_without_key(register.reader)
            if row["id"] != session["responsible"] and row["id"] not in taken
        )
    )
