"""The axes of an item, independent of each other: the one table that code, SQL and docs/axes.md are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """One place on an axis, in the field's own word."""

    word: str
    means: str
    is_ended: bool = False
    blocks_an_end: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """A column that holds one of these words and no other."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]  # (table, column)
    values: tuple[Value, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(value.word for value in self.values)


CUSTODY = Axis(
    "custody",
    "Where an item stands towards us: exactly one.",
    (("weapon", "custody"),),
    (
        Value("expected", "announced, not seen yet"),
        Value("in hand", "at a place of ours"),
        Value("on the way", "between two places, on a voucher"),
        Value("dual key", "stored under two locks, owned by somebody else"),
        Value("out", "at marking, laboratory, court, test firing or with a holder, due back"),
        Value("not found", "looked for in a count, not seen; search goes on"),
        Value("missing", "not found and reported"),
        Value("destroyed", "made useless before witnesses", is_ended=True),
        Value("destroyed in situ", "made useless where it lay", is_ended=True),
        Value("transferred", "handed over to a national authority for good", is_ended=True),
        Value("deactivated", "made inert, certified, released", is_ended=True),
        Value("returned", "given back to its lawful holder", is_ended=True),
        Value("lost or stolen", "the finding after a search", is_ended=True),
        Value("void", "recorded by mistake, withdrawn with a reason", is_ended=True),
        Value("not taken", "seen and documented, never in our hands"),
    ),
)
SAFETY = Axis(
    "safety",
    "What a person saw when he looked into it; never assumed, never copied.",
    (("weapon", "safety"), ("clearance", "safety"), ("untagged_item", "safety")),
    (
        Value("not checked", "nobody has looked", blocks_an_end=True),
        Value("clear", "seen empty by the one who cleared it and by the one who verified it"),
        Value("loaded or stuck", "a round is in it or may be", blocks_an_end=True),
        Value("unsafe", "dangerous for another reason", blocks_an_end=True),
        Value("component", "a part that cannot hold a round"),
    ),
)
IDENTIFICATION = Axis(
    "identification",
    "How well we know what it is.",
    (("weapon", "identification"),),
    (
        Value("quick", "kind and number as read at the table"),
        Value("identified", "by a named person, with how sure he is"),
        Value("second look", "somebody doubts it"),
    ),
)
TAG = Axis(
    "tag",
    "The tag tied to an item; a list, since tags are lost and replaced.",
    (("tag", "state"),),
    (
        Value("blank", "printed, not tied to anything"),
        Value("bound", "tied to an item"),
        Value("spoiled", "torn, misprinted or unreadable"),
        Value("lost", "not on the item any more"),
        Value("replaced", "another tag took its place"),
    ),
)
HOLDS = Axis(
    "holds",
    "Why an item may not be ended; any number at once, each with authority, case and review date.",
    (("hold", "kind"),),
    (
        Value("evidence", "kept for an investigation", blocks_an_end=True),
        Value("court", "kept for a court", blocks_an_end=True),
        Value("appeal", "its former holder has appealed", blocks_an_end=True),
        Value("owner's claim", "somebody says that it is his", blocks_an_end=True),
        Value("laboratory", "a number may be brought back", blocks_an_end=True),
        Value("open trace", "an answer is awaited: warns only"),
    ),
)
INTENDED_DISPOSAL = Axis(
    "intended disposal",
    "What is meant to become of it.",
    (("weapon", "intended_disposal"),),
    (
        Value("undecided", "nobody has decided"),
        Value("destroy", "to be destroyed"),
        Value("transfer", "to go to a national authority"),
        Value("return", "to go back to its lawful holder"),
        Value("deactivate", "to be made inert"),
        Value("exhibit", "to be kept as an exhibit"),
    ),
)
AXES = (CUSTODY, SAFETY, IDENTIFICATION, TAG, HOLDS, INTENDED_DISPOSAL)

ENDED = tuple(value.word for value in CUSTODY.values if value.is_ended)
VOID = "void"
BLOCKING_HOLDS = tuple(value.word for value in HOLDS.values if value.blocks_an_end)
CLEAR = tuple(value.word for value in SAFETY.values if not value.blocks_an_end)


def counted(by_custody: Iterable[tuple[str, int]]) -> int:
    """The total over all states: a void is listed beside it and never in it."""
    return sum(count for custody, count in by_custody if custody != VOID)


@dataclass(frozen=True, slots=True)
class Start:
    """From where an order may start; an observation may set any axis at any time."""

    order: str
    custody: tuple[str, ...]
    safety: tuple[str, ...]
    holds_barred: tuple[str, ...]


DESTRUCTION = Start("destruction order", ("in hand",), CLEAR, BLOCKING_HOLDS)
PUT_AWAY = Start("put-away in a store", ("in hand",), CLEAR, ())
STARTS = (DESTRUCTION, PUT_AWAY)
