"""Five stations and a registry with everything that goes wrong between them; beside each bundle what it should bring."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random

from factory import FAST, Desk, FixedClock, Practice, a_campaign, a_practice, a_weapon, refusal_of
from pair import enrolled_with
from sync_model import Book, Signed, chain_of

from salw_desktop.bundle.messages import Receipt
from salw_desktop.database.database import Act
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import exchange, keeping, safekeeping
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.register import Register

STATIONS = range(5)
DISPUTED = "P. Twin"  # on everybody's roster before anything goes wrong
FUNCTIONS = ("driver", "guard", "clerk")
LEAPS_IN_DAYS = (-20_000, -400, -1, 1, 400, 3_650)  # 1970, and ten years on


@dataclass(frozen=True)
class Template:
    """Five stations and their registry, enrolled and locked, in one folder."""

    home: Path
    words: Sequence[dict[str, str]]
    clerk: str
    adjudicator: str


def a_template(home: Path) -> Template:
    founded = hq_desk.found(home / "hq.salw", "Practice registry", "XA26", cost=FAST)
    (_, clerk), (_, adjudicator) = founded.shown.passphrases
    words = []
    with hq_desk.unlock(home / "hq.salw", "Clerk", clerk) as registry:
        for place in STATIONS:
            practice = a_practice(home / f"{place}.salw", block="")
            desk = Desk(practice, practice.unlock())
            enrolled_with(desk.register, registry, home)
            desk.do("add-to-roster", name=DISPUTED, function="driver", organisation="Mission")
            a_campaign(desk)
            desk.register.close()
            words.append(dict(practice.passphrases))
    return Template(home, words, clerk, adjudicator)


@dataclass
class Laptop:
    """One folder that is worked on. `receipt`: number of the newest it took in, and the events that this one names."""

    place: int
    desk: Desk
    receipt: tuple[int, frozenset[str]] = (0, frozenset())

    @property
    def register(self) -> Register:
        return self.desk.register

    @property
    def path(self) -> Path:
        return self.desk.practice.path

    @cached_property
    def device(self) -> str:
        return str(self.register.station["device_key"])

    @property
    def unsent(self) -> tuple[Signed, ...]:
        chain = chain_of(self.register.reader)
        held = (n for n, event in enumerate(chain, 1) if event.id in self.receipt[1])
        return chain[max(held, default=0) :]


@dataclass(frozen=True)
class Stick:
    place: int
    file: Path
    events: tuple[Signed, ...]


@dataclass(frozen=True)
class Kept:
    """A folder as it once was, put aside."""

    path: Path
    laptop: Laptop


@dataclass
class World:
    """What one history has made so far; each step looks at what the program says of it."""

    template: Template
    home: Path
    chance: Random
    steps: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)  # of what may go wrong
    laptops: list[Laptop] = field(default_factory=list)
    sticks: list[Stick] = field(default_factory=list)
    reached: list[Stick] = field(default_factory=list)
    letters: list[tuple[int, Path, Receipt]] = field(default_factory=list)
    shelf: list[Kept] = field(default_factory=list)
    books: dict[int, Book] = field(default_factory=dict)
    older_hq: tuple[Path, dict[int, Book]] | None = None

    def __post_init__(self) -> None:
        self.places = self.chance.sample(STATIONS, self.chance.choice((1, 1, 1, 2, 2, 3, 5)))
        self.hq_path = self.copied(self.template.home / "hq.salw", "hq")
        self.hq = hq_desk.unlock(self.hq_path, "Clerk", self.template.clerk)

    def copied(self, folder: Path, name: str) -> Path:
        """As somebody copies a laptop that stands open, or whose power was cut."""
        path = self.home / f"{name}-{len(list(self.home.iterdir()))}.salw"
        shutil.copytree(folder, path)  # noqa: TID251  practice data
        return path

    def unlocked(self, place: int, path: Path, like: Laptop | None = None) -> Laptop:
        practice = Practice(path, FixedClock(), dict(self.template.words[place]))
        practice.clock.go_on(hours=1)
        laptop = Laptop(place, Desk(practice, practice.unlock()))
        assert laptop.register.findings == ()
        if like:
            laptop.receipt = like.receipt
        self.laptops.append(laptop)
        return laptop

    def laptop(self) -> Laptop:
        """One of those at work, or the first of a station that has not done anything yet."""
        place = self.chance.choice(self.places)
        here = [each for each in self.laptops if each.place == place]
        if here:
            return self.chance.choice(here)
        return self.unlocked(place, self.copied(self.template.home / f"{place}.salw", "station"))

    def close(self) -> None:
        for each in (*(laptop.register for laptop in self.laptops), self.hq):
            each.database.close()
            each.free()
        shutil.rmtree(self.home)

    def work(self) -> None:
        """One act; sometimes on the row that every copy of this register has."""
        laptop, kind = self.laptop(), self.chance.randrange(6)
        desk, name = laptop.desk, f"P. {self.chance.randrange(10**6)}"
        if kind == 0:
            a_weapon(desk, safety=None, serial=str(self.chance.randrange(10**6)))
        elif kind == 1:
            desk.do("add-to-roster", name=name, function="officer", organisation="Mission")
        elif kind == 2 and (weapons := desk.rows("weapon")):
            number, serial = self.chance.choice(weapons)["number"], name.removeprefix("P. ")
            desk.do("correct-weapon", weapon=number, serial=serial, reason="Read again")
        else:
            self.change_twin(laptop)
        self.steps.append(f"{laptop.path.stem} act {kind}")

    def change_twin(self, laptop: Laptop) -> None:
        twin = laptop.desk.row("roster", name=DISPUTED)["id"]
        with laptop.register.transaction(Act("practice.tried"), None) as tx:
            tx.change("roster", twin, function=self.chance.choice(FUNCTIONS))

    def lock(self) -> None:
        self.laptop().register.close_branch()

    def export(self, laptop: Laptop | None = None) -> Stick:
        laptop = laptop or self.laptop()
        out = self.home / "sticks"
        out.mkdir(exist_ok=True)
        told = exchange.export(laptop.register, out)
        stick = Stick(laptop.place, told.written.path, laptop.unsent)
        assert told.events == len(stick.events)
        self.sticks.append(stick)
        self.steps.append(f"{laptop.path.stem} exports {len(stick.events)}")
        return stick

    def arrive(self, stick: Stick | None = None) -> None:
        """Any stick that was ever written: late, before an earlier one, or once more; others never arrive."""
        if stick is None and not self.sticks:
            return
        stick = stick or self.chance.choice(self.sticks)
        told = hq_desk.import_bundle(self.hq, stick.file)
        book = self.books.setdefault(stick.place, Book())
        new, turned = book.take(stick.events)
        if stick not in self.reached:
            self.reached.append(stick)
        self.steps.append(f"HQ takes {new} new of station {stick.place}, turns {turned}")
        assert (told["new_events"], told["turned_events"]) == (new, turned)
        assert set(told["gaps"]) == book.gaps
        assert set(told["forks"]) == book.forks
        met = {"turned away": turned, "a gap": book.gaps, "a fork": book.forks}
        self.met |= {what for what, is_met in met.items() if is_met}

    def answer(self, laptop: Laptop | None = None) -> None:
        """HQ's receipt for a station says what HQ holds, no more and no less. It may lie about for a long time."""
        laptop = laptop or self.laptop()
        out = self.home / f"letters-{len(self.letters)}"
        out.mkdir()
        letter, receipt = hq_desk.give_receipt(self.hq, laptop.device[:8], out)
        book = self.books.setdefault(laptop.place, Book())
        assert {held.event for held in receipt.holds} == book.heads
        assert {wanted.before for wanted in receipt.wants} == book.gaps
        assert set(receipt.forks) == book.forks
        assert {turned.event for turned in receipt.refused} == book.refused
        self.letters.append((laptop.place, letter.written.path, receipt))
        self.steps.append(f"HQ writes receipt {receipt.number} for station {laptop.place}")

    def take(self, laptop: Laptop | None = None, letter: int | None = None) -> None:
        """A receipt in any order, at any laptop of its station: one that is older than the last is turned down."""
        laptop = laptop or self.laptop()
        mine = [each for each in self.letters if each[0] == laptop.place]
        if not mine:
            return
        _, file, receipt = self.chance.choice(mine) if letter is None else mine[letter]
        offered, sha256 = exchange.read_offered_receipt(laptop.register, file)
        holds = {held.event for held in receipt.holds}
        here = {event.id for event in chain_of(laptop.register.reader)}
        taken = exchange.TakeReceipt(receipt=offered, sha256=sha256)
        if receipt.number > laptop.receipt[0]:
            told = perform(taken, laptop.register).answer
            assert set(told["not_here"]) == holds - here  # type: ignore[arg-type]
            laptop.receipt = receipt.number, frozenset(holds)
        else:
            assert refusal_of(lambda: perform(taken, laptop.register)).code == "receipt.old"
            self.met.add("an old receipt")
        self.steps.append(f"{laptop.path.stem} is offered receipt {receipt.number}")

    def round_trip(self) -> None:
        """As it should be: a bundle out, its receipt in."""
        laptop = self.laptop()
        self.arrive(self.export(laptop))
        self.answer(laptop)
        self.take(laptop, -1)

    def clone(self) -> None:
        """Both go on, and with the same row."""
        laptop = self.laptop()
        clone = self.unlocked(laptop.place, self.copied(laptop.path, "clone"), laptop)
        for each in (laptop, clone):
            self.change_twin(each)
        self.steps.append(f"{laptop.path.stem} is cloned")

    def put_aside(self) -> None:
        laptop = self.laptop()
        as_now = Laptop(laptop.place, laptop.desk, laptop.receipt)
        self.shelf.append(Kept(self.copied(laptop.path, "kept"), as_now))
        self.steps.append(f"{laptop.path.stem} is put aside")

    def put_back(self) -> None:
        """Another laptop of the station is lost, and the older folder goes on in its place."""
        if not self.shelf:
            return
        kept = self.chance.choice(self.shelf)
        here = [each for each in self.laptops if each.place == kept.laptop.place]
        lost = self.chance.choice(here)
        lost.register.database.close()
        lost.register.free()
        self.laptops.remove(lost)
        self.unlocked(kept.laptop.place, self.copied(kept.path, "restored"), kept.laptop)
        self.steps.append(f"{lost.path.stem} is lost, {kept.path.stem} goes on")

    def leap(self) -> None:
        laptop, days = self.laptop(), self.chance.choice(LEAPS_IN_DAYS)
        laptop.desk.practice.clock.go_on(days=days)
        laptop.register.close_branch()
        self.steps.append(f"{laptop.path.stem} {days} days")

    def hq_put_aside(self) -> None:
        books = {place: book.copy() for place, book in self.books.items()}
        self.older_hq = self.copied(self.hq_path, "hq-kept"), books
        self.steps.append("HQ is put aside")

    def hq_put_back(self) -> None:
        """HQ itself loses what came since; it counts its letters on from above the last one."""
        if self.older_hq is None:
            return
        path, books = self.older_hq
        self.hq.database.close()
        self.hq.free()
        self.hq_path = self.copied(path, "hq")
        self.hq = hq_desk.unlock(self.hq_path, "Clerk", self.template.clerk)
        second = keeping.key_of(self.hq_path, "Adjudicator", self.template.adjudicator)
        highest = max((receipt.number for _, _, receipt in self.letters), default=1)
        restored = safekeeping.RestoreRegister(reason="Fire", highest_running_on_paper=highest)
        perform(restored, self.hq, second=second)
        self.books = {place: book.copy() for place, book in books.items()}
        self.steps.append("HQ is restored")
