"""Random histories between five stations and HQ: nothing is lost, counted twice or merged, and all that happened is named."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from pair import holdings
from sync_model import Book, chain_of
from sync_world import Laptop, Template, World, a_template

from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.registry import stations
from salw_desktop.registry.conflicts import conflicts
from salw_desktop.registry.schema import held_tables

MEMORY = Path("/dev/shm")  # noqa: S108  nothing here is about a disk, and syncing one is most of the time

LIKELY: Mapping[Callable[[World], object], int] = {
    World.work: 30,
    World.lock: 4,
    World.export: 10,
    World.arrive: 10,
    World.answer: 6,
    World.take: 6,
    World.round_trip: 12,
    World.clone: 6,
    World.put_aside: 4,
    World.put_back: 3,
    World.leap: 3,
    World.hq_put_aside: 2,
    World.hq_put_back: 4,
}


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def five(home: Path) -> Template:
    made = home / "template"
    made.mkdir()
    return a_template(made)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_that_every_history_ends_with_all_events_at_hq_and_all_that_happened_named(
    home: Path, five: Template, rounds: Callable[[int, int], int]
) -> None:
    met: set[str] = set()
    for seed in range(rounds(200, 2_000)):
        world = World(five, Path(tempfile.mkdtemp(dir=home)), Random(seed))  # noqa: S311
        try:
            go_through(world)
        except Exception as error:
            error.add_note(f"history {seed}: {'; '.join(world.steps)}")
            raise
        finally:
            world.close()
        met |= world.met
    assert met >= {"a fork", "a gap", "a conflict", "an old receipt"}


def go_through(world: World) -> None:
    world.hq_put_aside()
    kinds, weights = list(LIKELY), list(LIKELY.values())
    for step in world.chance.choices(kinds, weights, k=world.chance.randint(5, 13)):
        step(world)
    last_exchange(world)
    for place, book in world.books.items():
        here = [laptop for laptop in world.laptops if laptop.place == place]
        if here:
            look_at_station(world, here, book)
    import_everything_again(world)


def last_exchange(world: World) -> None:
    """An HQ that was restored says by its receipt what it wants again."""
    for laptop in world.laptops:
        world.arrive(world.export(laptop))
    for laptop in world.laptops:
        world.answer(laptop)
        world.take(laptop, -1)
    for laptop in world.laptops:
        world.arrive(world.export(laptop))


def look_at_station(world: World, here: list[Laptop], book: Book) -> None:
    enrolled = str(stations.devices(world.hq.reader)[here[0].device])
    held = world.hq.reader.execute(
        "SELECT lower(hex(event_id)), is_applied FROM held_event WHERE enrolled = ?", (enrolled,)
    ).fetchall()
    applied = {event.id for event in book.applied}
    assert {event for event, _ in held} == book.events.keys()
    assert {event for event, is_applied in held if is_applied} == applied
    for laptop in here:
        assert {event.id for event in chain_of(laptop.register.reader)} <= applied
        if not book.forks and not book.gaps:
            assert rows_of(world.hq.reader, enrolled) == rows_of(laptop.register.reader)
    look_at_values(world, rows_of(world.hq.reader, enrolled), book)


def rows_of(reader: Connection, enrolled: str | None = None) -> dict[tuple[str, str], Row]:
    """Every row of a station as it stands there, or at HQ, by its table and id."""
    found: dict[tuple[str, str], Row] = {}
    asked = reader.execute(_every_row(is_held=enrolled is not None), {"enrolled": enrolled})
    for table, id_, values in asked:
        names = (name for name, _ in held_tables()[table])
        found[table, id_] = dict(zip(names, json.loads(values), strict=True))
    return found


@functools.cache
def _every_row(*, is_held: bool) -> str:
    """All tables in one question: asking a hundred of them one by one is most of the time."""
    selects = []
    for table, columns in held_tables().items():
        listed = ", ".join(name for name, _ in columns)
        where = f"held_{table} WHERE enrolled = :enrolled" if is_held else table
        selects.append(f"SELECT '{table}', id, json_array({listed}) FROM {where}")
    return " UNION ALL ".join(selects)


def look_at_values(world: World, rows: Mapping[tuple[str, str], Row], book: Book) -> None:
    """Each value is the last one that somebody signed; where sides of a fork signed others, each of those is named."""
    named = {(each.event, each.table, each.id) for each in conflicts(world.hq)}
    for (table, id_, column), claims in book.claims().items():
        value = rows[table, id_][column]
        assert len(claims) > 1 or value == claims[0][1]
        others = {(event.id, table, id_) for event, claimed in claims if claimed != value}
        assert others <= named
    if named:
        world.met.add("a conflict")
    mine = {each for each in named if each[0] in book.events}
    assert mine <= {(id_, table, row) for id_, table, row in disputed(book)}


def disputed(book: Book) -> Iterator[tuple[str, str, str]]:
    """(event, table, row) of each writing that another event, which did not know it, contradicts."""
    for (table, row, _), writings in book.writings().items():
        pasts = {event.id: book.past(event) for event, _ in writings}
        for event, value in writings:
            for other, said in writings:
                knows = event.id in pasts[other.id] or other.id in pasts[event.id]
                if said != value and not knows:
                    yield event.id, table, row


def import_everything_again(world: World) -> None:
    for stick in world.reached if world.older_hq else ():
        world.arrive(stick)  # what a restored HQ lost may come back with it
    before = holdings(world.hq)
    world.chance.shuffle(world.reached)
    for stick in list(world.reached):
        world.arrive(stick)
    assert holdings(world.hq) == before
