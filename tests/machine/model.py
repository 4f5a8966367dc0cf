"""What a register must hold after any acts, in plain dictionaries: the rules of the trade told a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from factory import AUDITOR, DEPUTY, RECORDER, STOREKEEPER, SUPERVISOR

Why = tuple[str, bool]
TABLE_PLACE, ISOLATION = "Registration table", "Isolation point"
CLEAR = ("clear", "component")
BLOCKING = ("evidence", "court", "appeal", "owner's claim", "laboratory")
GONE = (
    "destroyed",
    "returned",
    "lost or stolen",
)  # what the acts of this version end a weapon with
ENDED = (*GONE, "void")
LIVE_TAGS = ("blank", "bound")
LIVE_ORDERS = ("written", "approved")
LIVE_JOBS = ("ordered", "struck")
# as typed → as compared; a sign that cannot be read is `?`
SERIALS = {
    "AB 12340": "AB12340",
    "ab-12340": "AB12340",
    "AB 1234?": "AB1234?",
    "77": "77",
    "": "",
}

CHIEFS = frozenset({SUPERVISOR, DEPUTY})
TABLE, STORE = CHIEFS | {RECORDER}, CHIEFS | {STOREKEEPER}
SIGNERS = TABLE | STORE
_MAY: tuple[tuple[frozenset[str], str], ...] = (
    (
        TABLE,
        "add-to-roster record-cache decide-on-cache open-hand-in count-bringer count-child add-line"
        " record-clearance close-hand-in issue-receipt allot-weapon record-weapon document-weapon"
        " identify-weapon doubt-identification make-model-card answer-look-alike hand-in-again"
        " correct-weapon number-weapon record-strike record-machine-log read-back-mark"
        " record-group-roll decide-eligibility",
    ),
    (
        SIGNERS,
        "receive-line add-sheet-pack mark-labels-printed reprint-label drop-labels make-tags"
        " sign-out-tags sign-back-tags bind-tag spoil-tag lose-tag retag observe place-hold report-missing"
        " show-receipt countersign countersign-here open-day declare-lone end-lone record-laboratory-result",
    ),
    (
        STORE,
        "put-away write-order approve-order amend-order start-session scan-for-destruction"
        " finish-check record-witness interrupt-session resume-session not-destroyed record-batch"
        " record-destruction send-out take-back",
    ),
    (
        CHIEFS,
        "add-place open-campaign read-person erase-person acknowledge-alarm void-weapon lift-hold"
        " close-loss set-mark-profile add-machine record-machine-entry record-machine-training"
        " add-mark-block order-mark-job void-mark-job withdraw-order issue-certificate close-day"
        " intend-disposal waive-restoration release-dossier",
    ),
    (SIGNERS | {AUDITOR}, "count-print"),
)
MAY = {act: who for who, acts in _MAY for act in acts.split()}
BY_TWO = frozenset(
    [
        "allot-weapon",
        "erase-person",
        "void-weapon",
        "retag",
        "lift-hold",
        "amend-order",
        "start-session",
        "open-day",
        "release-dossier",
        "countersign-here",
    ]
)


def first_of(whys: Iterable[Why]) -> str | None:
    """The code of the first reason that holds."""
    return next((code for code, holds in whys if holds), None)


@dataclass(slots=True)
class Weapon:
    """One record, whatever became of the metal."""

    id: str
    name: str  # by which acts call it
    number: str | None
    hand_in: str
    campaign: str
    custody: str
    place: str | None
    safety: str
    serial: str
    recorded_on: str
    came_with: str = ""  # the hand-in of its last coming
    was_stored: bool = False
    is_documented: bool = False
    identification: str = "quick"
    disposal: str = "undecided"
    is_removed: bool = False
    is_marked_well: bool = False


@dataclass(slots=True)
class HandIn:
    """Its lines hold their states; its clearances the newest of each token."""

    campaign: str
    by: str
    state: str = "open"
    person: str = ""  # empty, kept, erased
    lines: list[str] = field(default_factory=list)
    clearances: dict[str, Clearance] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    receipt: tuple[str, str] | None = None  # number and secret of the one that counts


@dataclass(slots=True)
class Clearance:
    """Of a token tied on at the bay."""

    safety: str
    countersign: str
    is_used: bool = False


@dataclass(slots=True)
class Tag:
    """One physical tag."""

    number: str
    weapon: str | None
    state: str
    range_: str | None = None


@dataclass(slots=True)
class Countersign:
    """What one operator asked for and another signs."""

    kind: str
    subject: str
    asked_by: str
    items: set[str] = field(default_factory=set)
    is_signed: bool = False


@dataclass(slots=True)
class Hold:
    """Stands until two lift it."""

    weapon: str
    kind: str
    is_lifted: bool = False


@dataclass(slots=True)
class Order:
    """A frozen list, less what an amendment withdrew."""

    written_by: str
    lines: list[str]
    state: str = "written"
    withdrawn: set[str] = field(default_factory=set)

    @property
    def listed(self) -> list[str]:
        return [weapon for weapon in self.lines if weapon not in self.withdrawn]


@dataclass(slots=True)
class Session:
    """One destruction from the first scan to the certificate."""

    order: str
    state: str = "checking"
    scanned: set[str] = field(default_factory=set)  # in the present check
    results: dict[str, str] = field(default_factory=dict)
    witnesses: dict[str, bool] = field(default_factory=dict)  # person → outside the chain
    batches: set[str] = field(default_factory=set)
    before: str = ""
    left: int = 0
    is_certified: bool = False


@dataclass(slots=True)
class Job:
    """A marking job: the outcome and the reading of each strike."""

    weapon: str
    string: str
    outcomes: list[str]
    state: str = "ordered"
    read: list[str | None] = field(default_factory=lambda: [None, None])


@dataclass
class Model:
    """Everything that the machine compares with the tables, by the numbers that people use."""

    unused: list[str]  # control numbers in their order
    campaigns: dict[str, tuple[str, bool, bool]]  # code → kind, named, may approve locally
    marks_left: int
    weapons: dict[str, Weapon] = field(default_factory=dict)
    hand_ins: dict[str, HandIn] = field(default_factory=dict)
    tags: list[Tag] = field(default_factory=list)
    ranges: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranges_out: set[str] = field(default_factory=set)
    labels: list[list[str]] = field(default_factory=list)  # weapon, state
    holds: dict[str, Hold] = field(default_factory=dict)
    alarms: Counter[str] = field(default_factory=Counter)  # open ones of each weapon
    look_alikes: dict[tuple[str, str], str] = field(default_factory=dict)
    sure: set[tuple[str, str]] = field(default_factory=set)  # pairs of one and the same number
    countersigns: dict[str, Countersign] = field(default_factory=dict)
    losses: dict[str, tuple[str, bool]] = field(default_factory=dict)  # weapon, closed
    reporters: dict[str, str] = field(default_factory=dict)  # of losses
    orders: dict[str, Order] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)  # weapons whose voucher is open
    alone_on: set[str] = field(default_factory=set)
    caches: dict[str, bool] = field(default_factory=dict)  # decided
    names: Counter[tuple[str, str]] = field(
        default_factory=Counter
    )  # rosters, places, packs, prints
    ticks: Counter[str] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)

    @staticmethod
    def barred(act: str, operator: str, second: str | None) -> str | None:
        """Before any act looks at its fields."""
        return first_of(
            (
                ("operator.not-allowed", operator not in MAY[act]),
                ("second.same", second == operator),
                ("second.not-allowed", second == AUDITOR),
                ("second.missing", second is None and act in BY_TWO),
            )
        )

    def unfit(self, weapon: str) -> Iterator[Why]:
        """Why no order may take it."""
        found = self.weapons[weapon]
        yield "weapon.not-in-hand", found.custody != "in hand"
        yield "weapon.not-clear", found.safety not in CLEAR
        yield "weapon.on-hold", self.is_held(weapon)
        yield "alarm.open", self.alarms[weapon] > 0

    def is_held(self, weapon: str, *kinds: str) -> bool:
        wanted = kinds or BLOCKING
        return any(
            hold.weapon == weapon and hold.kind in wanted and not hold.is_lifted
            for hold in self.holds.values()
        )

    def waits_for_signature(self, weapon: str) -> bool:
        return any(
            weapon in each.items and not each.is_signed for each in self.countersigns.values()
        )

    def live_order_of(self, weapon: str) -> str | None:
        for number, order in self.orders.items():
            if order.state in LIVE_ORDERS and weapon in order.listed:
                return number
        return None

    def open_session_of(self, order: str) -> Session | None:
        for session in self.sessions.values():
            if session.order == order and session.state != "closed":
                return session
        return None

    def to_cut(self, session: Session) -> list[str]:
        listed = self.orders[session.order].listed
        return [weapon for weapon in listed if weapon not in session.results]

    def unseen(self, session: Session) -> list[str]:
        return [
            weapon
            for weapon in self.orders[session.order].listed
            if weapon not in session.scanned
            and session.results.get(weapon, "not destroyed") == "not destroyed"
        ]

    def live_job_of(self, weapon: str) -> Job | None:
        found = [job for job in self.jobs.values() if job.weapon == weapon]
        return next((job for job in found if job.state in LIVE_JOBS), None)

    def tag_of(self, weapon: str) -> Tag | None:
        """The live one, else the last one that hung on it."""
        tags = [tag for tag in self.tags if tag.weapon == weapon]
        live = [tag for tag in tags if tag.state in LIVE_TAGS]
        return (live or tags or [None])[-1]

    def tag_numbered(self, number: str) -> Tag | None:
        tags = [tag for tag in self.tags if tag.number == number]
        live = [tag for tag in tags if tag.state in LIVE_TAGS]
        return (live or tags or [None])[-1]

    def found_by(self, number: str) -> Weapon | None:
        """By control number, or by the tag that hangs on it."""
        for weapon in self.weapons.values():
            if number in (weapon.number, weapon.name):
                return weapon
        for tag in self.tags:
            if tag.number == number and tag.state == "bound" and tag.weapon:
                return self.weapons[tag.weapon]
        return None

    def not_found(self, number: str) -> Iterator[Why]:
        tag = self.tag_numbered(number)
        is_missing = self.found_by(number) is None
        yield "tag.void", is_missing and tag is not None and tag.weapon is not None
        yield "weapon.unknown", is_missing

    def range_of(self, number: str) -> str | None:
        return next((id_ for id_, numbers in self.ranges.items() if number in numbers), None)

    def not_free(self, number: str) -> Iterator[Why]:
        """Why a tag made beforehand cannot be used for something new."""
        yield "tag.of-no-range", self.range_of(number) is None
        taken = self.found_by(number) is not None or self.tag_numbered(number) is not None
        yield "tag.taken", taken

    def drop_labels(self, weapon: str) -> None:
        for label in self.labels:
            if label == [weapon, "waiting"]:
                label[1] = "void"

    def tie(self, weapon: str, number: str, *, by_hand: bool) -> None:
        """A first or another tag: tied on by hand, or waiting to be printed."""
        if by_hand:
            self.tags.append(Tag(number, weapon, "bound", self.range_of(number)))
        else:
            self.tags.append(Tag(number, weapon, "blank"))
            self.labels.append([weapon, "waiting"])

    def compare(self, weapon: str) -> None:
        """Look-alikes of its serial, each pair asked once, and an alarm where one of the two has ended."""
        own = self.weapons[weapon]
        key = SERIALS[own.serial]
        for id_, other in self.weapons.items():
            theirs = SERIALS[other.serial]
            is_alike = key and theirs and (fnmatchcase(key, theirs) or fnmatchcase(theirs, key))
            if id_ == weapon or "void" in (own.custody, other.custody) or not is_alike:
                continue
            known = self.asked_of(weapon, id_)
            is_sure = key == theirs and "?" not in key
            if known in self.sure or (known and self.look_alikes[known] != "open"):
                continue
            pair = known or (weapon, id_)
            self.look_alikes[pair] = "open"
            if is_sure:
                self.sure.add(pair)
                self._warn_of_ended(own, other)

    def asked_of(self, one: str, other: str) -> tuple[str, str] | None:
        """The pair, whichever of the two was looked at first."""
        return next(
            (each for each in ((one, other), (other, one)) if each in self.look_alikes), None
        )

    def _warn_of_ended(self, one: Weapon, other: Weapon) -> None:
        for here, gone in ((one, other), (other, one)):
            if gone.custody in GONE and here.custody not in GONE:
                self.alarms[here.id] += 1

    def newly_removed(self, weapon: str, hold: object) -> None:
        """A number removed on purpose is kept for the laboratory, once."""
        found = self.weapons[weapon]
        is_here = found.custody not in ENDED and not found.is_documented
        wanted = is_here and not self.is_held(weapon, "laboratory")
        assert bool(hold) == wanted
        if wanted:
            self.holds[str(hold)] = Hold(weapon, "laboratory")

    def end(self, weapon: str, custody: str) -> None:
        self.weapons[weapon].custody, self.weapons[weapon].place = custody, None
