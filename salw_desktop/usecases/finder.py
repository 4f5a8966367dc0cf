"""Orders and narrows a list of any length: a million rows in a fraction of a second, off the GUI thread."""

from __future__ import annotations

import bisect
import sys
import threading
import time
from array import array
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

from salw_desktop.database import listing as sql
from salw_desktop.database.connection import Connection
from salw_desktop.database.listing_sources import SOURCES
from salw_desktop.database.rows import Row
from salw_desktop.domain.serials import serial_key
from salw_desktop.usecases.listings import Listing, Query, Term
from salw_desktop.usecases.register import Register

SHOWN_FIRST = 64
ORDERS_KEPT = 3
_CHUNK = 20_000


class Finder:
    """Answers queries of one listing; keeps orders and properties (4 and 1 bytes a row) until their tables change.

    Any thread may ask, one at a time each; rows are known by rowid.
    """

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._source = SOURCES[listing.key]
        self._lock = threading.Lock()
        self._orders: OrderedDict[str, array[int]] = OrderedDict()
        self._masks: dict[Term, bytes] = {}
        self._age = 0

    def forget(self, tables: frozenset[str]) -> bool:
        """After a command; whether it made the list another."""
        is_mine = not self.listing.tables.isdisjoint(tables)
        if is_mine:
            with self._lock:
                self._age += 1
                self._orders.clear()
                self._masks.clear()
        return is_mine

    def top(self, register: Register, query: Query) -> array[int]:
        """The first rows, which stand there before the whole list is known."""
        if query.is_narrowed:
            return self._narrowed(register.reader, query, SHOWN_FIRST)
        descending = query.descending
        return sql.first(
            register.reader, self._source, query.sort, SHOWN_FIRST, descending=descending
        )

    def all(self, register: Register, query: Query) -> array[int]:
        """Every row that answers, in order."""
        if query.is_narrowed:
            return self._narrowed(register.reader, query)
        return self._ordered(register.reader, query)

    def _ordered(self, reader: Connection, query: Query) -> array[int]:
        found = self._order(reader, query.sort)
        return found[::-1] if query.descending else found

    def _narrowed(self, reader: Connection, query: Query, at_most: int = sys.maxsize) -> array[int]:
        masks = [self._any(reader, terms) for terms in _by_facet(query.terms)]
        if query.text.strip():
            text = " ".join(query.text.split())
            masks.append(_mask(sql.with_text(reader, self._source, text, serial_key(text))))
        return _only(self._ordered(reader, query), _both(masks), at_most)

    def counts(self, register: Register) -> dict[str, int]:
        """How many rows each chip of the row has, "" for all; a chip is then ready to be pressed."""
        reader = register.reader
        return {
            "": len(self._order(reader, self.listing.sort)),
            **{
                chip.key: self._known(reader, chip.term).count(1)
                for chip in self.listing.chips
                if chip.is_in_row
            },
        }

    def rows(self, register: Register, rowids: Sequence[int]) -> dict[int, Row]:
        return sql.rows(register.reader, self._source, rowids)

    def items(self, register: Register, rowids: Sequence[int]) -> tuple[str, ...]:
        """The ids that commands take."""
        return tuple(sql.ids(register.reader, self._source, rowids))

    def rowid_of(self, register: Register, id_: str) -> int | None:
        return sql.rowid_of(register.reader, self._source, id_)

    def words_of(self, register: Register, facet: str) -> tuple[tuple[str, str], ...]:
        """(word, text) that a facet of changing words, such as places, may be asked for now."""
        return tuple(sql.words_of(register.reader, self._source, facet))

    def starts_with(
        self, register: Register, found: array[int], query: Query, typed: str
    ) -> int | None:
        """The first position, in the order of `query`, where the sorted column begins with what was typed."""
        if not self._source.sorts[query.sort] or not typed.strip():
            return None
        wanted = serial_key(typed) if query.sort == "serial" else typed.upper()

        def value(at: int) -> str:
            read = sql.sorted_by(register.reader, self._source, query.sort, found[at])
            return str(read or "")

        # twenty looks find a place among a million
        if query.descending:
            last = wanted + "\U0010ffff"
            position = _first(len(found), lambda at: value(at) <= last)
        else:
            position = _first(len(found), lambda at: value(at) >= wanted)
        is_there = position < len(found) and value(position).startswith(wanted)
        return position if is_there else None

    def _order(self, reader: Connection, sort: str) -> array[int]:
        with self._lock:
            age, known = self._age, self._orders.get(sort)
        if known is None:
            known = sql.in_order(reader, self._source, sort)
            with self._lock:
                if age == self._age:  # else it was asked of a state that has gone by
                    self._orders[sort] = known
                    while len(self._orders) > ORDERS_KEPT:
                        self._orders.popitem(last=False)
        return known

    def _known(self, reader: Connection, term: Term) -> bytes:
        with self._lock:
            age, known = self._age, self._masks.get(term)
        if known is None:
            known = _mask(sql.with_facet(reader, self._source, term.facet, term.words))
            with self._lock:
                if age == self._age:
                    self._masks[term] = known
        return known

    def _any(self, reader: Connection, terms: Sequence[Term]) -> bytes:
        masks = [self._known(reader, term) for term in terms]
        size = max(map(len, masks))
        joined = 0
        for mask in masks:
            joined |= int.from_bytes(mask, "little")
        return joined.to_bytes(size, "little")


def _first(count: int, is_reached: Callable[[int], bool]) -> int:
    return bisect.bisect_left(range(count), True, key=is_reached)


def _by_facet(terms: frozenset[Term]) -> list[list[Term]]:
    facets: dict[str, list[Term]] = {}
    for term in sorted(terms):
        facets.setdefault(term.facet, []).append(term)
    return list(facets.values())


def _mask(rowids: array[int]) -> bytes:
    """One byte a row: 1 at the place of each rowid."""
    made = bytearray(max(rowids, default=0) + 1)
    for some in _chunks(rowids):
        deque(map(made.__setitem__, some, repeat(1)), maxlen=0)
    return bytes(made)


def _both(masks: Sequence[bytes]) -> bytes:
    joined = int.from_bytes(masks[0], "little")
    for mask in masks[1:]:
        joined &= int.from_bytes(mask, "little")
    return joined.to_bytes(len(masks[0]), "little")


def _only(found: array[int], mask: bytes, at_most: int) -> array[int]:
    padded = mask + bytes(max(0, max(found, default=0) + 1 - len(mask)))
    kept = array("I")
    for some in _chunks(found):
        kept.extend(filter(padded.__getitem__, some))
        if len(kept) >= at_most:
            break
    return kept[:at_most]


def _chunks(rowids: array[int]) -> Iterator[array[int]]:
    """The whole at one go would hold up the window for 70 ms: it has its turn after each piece."""
    for start in range(0, len(rowids), _CHUNK):
        yield rowids[start : start + _CHUNK]
        time.sleep(0)
