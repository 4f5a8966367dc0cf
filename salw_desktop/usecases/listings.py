"""Lists of any length: what each shows, and what it can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from salw_desktop.database.listing_sources import SOURCES
from salw_desktop.domain.word_lists import words_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `below` stands small under it, `instead` where it is empty; a mark is a coloured word.

    Where there is no room for all, one with `least_px` becomes narrower, and those that `leave` go, 1 first.
    """

    key: str
    width_px: int
    below: str = ""
    instead: str = ""
    sort: str = ""
    is_mark: bool = False
    is_code: bool = False
    is_number: bool = False
    is_wide: bool = False  # takes what is left
    is_hidden: bool = False  # until the operator chooses it
    least_px: int = 0
    leaves: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A property to be had: any of the words of one facet."""

    facet: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A term that is one key away; where a facet has words, those on the row add up."""

    key: str
    term: Term
    is_in_row: bool = True  # else in the filter menu


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its columns, chips and the order in which it opens."""

    key: str
    columns: tuple[Column, ...]
    chips: tuple[Chip, ...] = ()
    sort: str = "recorded"
    descending: bool = True

    @property
    def tables(self) -> frozenset[str]:
        """Those whose change makes it another list."""
        source = SOURCES[self.key]
        return frozenset((source.table, *source.reads))

    @property
    def has_search(self) -> bool:
        return bool(SOURCES[self.key].found)

    @property
    def facets(self) -> frozenset[str]:
        return frozenset(SOURCES[self.key].facets)

    @property
    def changing_facets(self) -> tuple[str, ...]:
        """Those whose words the register itself knows, such as places."""
        return tuple(SOURCES[self.key].words)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a listing: an order, properties and a text; none of them is everything."""

    sort: str
    descending: bool
    terms: frozenset[Term] = frozenset()
    text: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.terms or self.text.strip())


def _chip(key: str, *words: str, facet: str = "custody", in_row: bool = True) -> Chip:
    return Chip(key, Term(facet, words), in_row)


def _flags(*facets: str) -> tuple[Chip, ...]:
    return tuple(Chip(facet, Term(facet)) for facet in facets)


def _states(table: str, shown: int) -> tuple[Chip, ...]:
    """Each word of `state`; the first few on the row."""
    return tuple(
        _chip(word, word, facet="state", in_row=at < shown)
        for at, word in enumerate(words_of(table, "state"))
    )


WEAPONS = Listing(
    "weapons",
    (
        Column("number", 190, below="recorded", sort="number", is_code=True),
        Column("model", 160, below="kind", sort="model", least_px=110),
        Column("serial", 112, instead="serial_status", sort="serial", is_code=True),
        Column("place", 90, is_wide=True, leaves=1),
        Column("custody", 140, sort="custody", is_mark=True),
        Column("safety", 132, is_mark=True, is_hidden=True),
        Column("identification", 120, is_mark=True, is_hidden=True),
        Column("calibre", 100, is_hidden=True),
        Column("preservation", 120, is_hidden=True),
        Column("disposal", 120, is_hidden=True),
        Column("handed_in", 110, is_hidden=True),
        Column("hand_in", 150, is_code=True, is_hidden=True),
    ),
    (
        _chip("in hand", "in hand"),
        _chip("on the way", "on the way"),
        _chip("out", "out"),
        _chip("missing", "not found", "missing", "lost or stolen"),
        _chip("destroyed", "destroyed", "destroyed in situ", "deactivated"),
        *_flags("to identify", "to mark", "ordered", "on hold", "not checked", "not safe", "alarm"),
        Chip("label", Term("label"), is_in_row=False),
        _chip("dual key", "dual key", in_row=False),
        _chip("left us", "transferred", "returned", in_row=False),
        _chip("expected", "expected", in_row=False),
        _chip("not taken", "not taken", in_row=False),
        _chip("void", "void", in_row=False),
        *(_chip(kind, kind, facet="kind", in_row=False) for kind in words_of("weapon", "kind")),
    ),
)
HAND_INS = Listing(
    "hand-ins",
    (
        Column("number", 210, sort="number", is_code=True),
        Column("campaign", 100),
        Column("opened_on", 110),
        Column("closed_on", 110),
        Column("brought_by", 140, is_wide=True),
        Column("items", 80, is_number=True),
        Column("state", 150, sort="state", is_mark=True),
    ),
    _states("hand_in", 2),
)
ORDERS = Listing(
    "orders",
    (
        Column("number", 210, sort="number", is_code=True),
        Column("campaign", 100),
        Column("method", 140),
        Column("place", 140, is_wide=True),
        Column("planned_on", 110, sort="planned_on"),
        Column("items", 80, is_number=True),
        Column("state", 120, sort="state", is_mark=True),
    ),
    _states("destruction_order", 4),
)
MARK_JOBS = Listing(
    "marks",
    (
        Column("number", 210, below="ordered", sort="number", is_code=True),
        Column("weapon", 170, below="model", is_code=True),
        Column("string", 150, sort="string", is_code=True),
        Column("state", 120, sort="state", is_mark=True),
        Column("machine", 130, least_px=90, leaves=2),
        Column("cause", 140, is_wide=True, least_px=100, leaves=1),
    ),
    _states("mark_job", 5),
)
PAPERS = Listing(
    "papers",
    (
        Column("number", 200, sort="number", is_code=True),
        Column("kind", 130, sort="kind", least_px=90),
        Column("copy", 60, is_number=True, leaves=3),
        Column("reason", 150, is_wide=True, least_px=100, leaves=1),
        Column("printed_by", 110, leaves=2),
        Column("printed_at", 130),
    ),
    _flags("first", "reprint"),
)
ALARMS = Listing(
    "alarms",
    (
        Column("raised_at", 140),
        Column("kind", 190, sort="kind"),
        Column("number", 170, is_code=True),
        Column("said", 200, is_wide=True),
        Column("acknowledged_by", 150),
    ),
    _flags("open", "answered"),
)
OPERATORS = Listing(
    "operators",
    (
        Column("name", 180, sort="name"),
        Column("function", 150),
        Column("organisation", 150),
        Column("roles", 200, is_wide=True),
        Column("blocked", 110),
    ),
    _flags("at work", "blocked"),
    sort="name",
    descending=False,
)
LABELS = Listing(
    "labels",
    (
        Column("number", 200, below="model", is_code=True),
        Column("state", 110, is_mark=True),
        Column("copy", 60, is_number=True),
        Column("asked_at", 140, leaves=2),
        Column("printed_at", 140, is_wide=True, least_px=100, leaves=1),
        Column("position", 80, is_number=True, leaves=3),
        Column("pack", 120, is_hidden=True),
    ),
    (*_states("label", 3), *_flags("reprint")),
)
LISTINGS = (WEAPONS, LABELS, HAND_INS, ORDERS, MARK_JOBS, PAPERS, ALARMS, OPERATORS)
