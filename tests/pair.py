"""A station and a registry that know each other, bundles between them, and forged ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bundle_makers import run_of
from factory import FAST, ROSTER, Desk, Practice, a_campaign, a_practice

from salw_desktop.bundle.head import Purpose
from salw_desktop.bundle.lines import Line
from salw_desktop.bundle.messages import Receipt
from salw_desktop.bundle.writer import Contents, write
from salw_desktop.database import journal
from salw_desktop.keys.signing import Signer, fingerprint
from salw_desktop.registry import desk as hq_desk
from salw_desktop.registry.schema import held_tables
from salw_desktop.usecases import enrolment, exchange
from salw_desktop.usecases.commands import Answer, perform
from salw_desktop.usecases.register import Register

Spoil = Callable[[journal.Entry], Line]


def as_signed(entry: journal.Entry) -> Line:
    return Line(entry.payload, entry.signature, entry.witness)


@dataclass(frozen=True)
class Pair:
    """Both sides of an enrolment, each locked."""

    home: Path
    practice: Practice
    hq_words: str
    hq_adjudicator: str

    @property
    def hq_path(self) -> Path:
        return self.home / "hq.salw"

    def hq(self, path: Path | None = None) -> Register:
        return hq_desk.unlock(path or self.hq_path, "Clerk", self.hq_words)

    @contextmanager
    def station(self, path: Path | None = None) -> Iterator[Desk]:
        practice = replace(self.practice, path=path or self.practice.path)
        desk = Desk(practice, practice.unlock())
        try:
            yield desk
        finally:
            desk.register.close()

    def folder(self, name: str) -> Path:
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        return folder

    def copied(self, source: Path, name: str) -> Path:
        shutil.copytree(source, self.home / name)  # noqa: TID251  as somebody copies a laptop
        return self.home / name

    def bundle(self, path: Path | None = None) -> Path:
        with self.station(path) as desk:
            return exchange.export(desk.register, self.folder("stick")).written.path

    def imported(self, bundle: Path, path: Path | None = None) -> Answer:
        with self.hq(path) as registry:
            return hq_desk.import_bundle(registry, bundle)

    def receipt(self, path: Path | None = None) -> tuple[Path, Receipt]:
        at = path or self.hq_path
        with self.hq(at) as registry:
            out = self.folder(f"answers of {at.stem}")
            letter, receipt = hq_desk.give_receipt(registry, "LEN1", out)
        return letter.written.path, receipt

    def taken(self, file: Path, path: Path | None = None) -> Answer:
        with self.station(path) as desk:
            receipt, sha256 = exchange.read_offered_receipt(desk.register, file)
            return perform(
                exchange.TakeReceipt(receipt=receipt, sha256=sha256), desk.register
            ).answer


def enrolled_with(register: Register, registry: Register, out: Path) -> None:
    request = out / "request.json"
    request.write_bytes(enrolment.request_of(register))
    letter, _ = hq_desk.enrol(registry, request, out)
    enrolment.take_answer(register, enrolment.read_offer(register, letter.written.path))


def a_pair(home: Path) -> Pair:
    practice = a_practice(home / "lendo.salw", block="")
    founded = hq_desk.found(home / "hq.salw", "Practice registry", "XA26", cost=FAST)
    (_, clerk), (_, adjudicator) = founded.shown.passphrases
    pair = Pair(home, practice, clerk, adjudicator)
    with pair.station() as desk, pair.hq() as registry:
        enrolled_with(desk.register, registry, home)
        for name in ROSTER:
            desk.do("add-to-roster", name=name, function="officer", organisation="Mission")
        a_campaign(desk)
    return pair


def holdings(registry: Register) -> Mapping[str, list[tuple[object, ...]]]:
    """Everything that HQ holds of stations, table by table."""
    names = registry.reader.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'held_%' ORDER BY name"
    ).fetchall()
    return {name: sorted(_rows(registry, name), key=repr) for (name,) in names}


def _rows(registry: Register, table: str) -> list[tuple[object, ...]]:
    # `n` only says in which order HQ has seen them
    columns = [name for _, name, *_ in registry.reader.execute(f"PRAGMA table_info({table})")]
    listed = ", ".join(name for name in columns if name != "n")
    return list(registry.reader.execute(f"SELECT {listed} FROM {table}"))


def own_rows(register: Register, held: bool) -> Mapping[str, list[tuple[object, ...]]]:
    """Each journalled table: of the station itself, or as HQ holds it."""
    found = {}
    for table, columns in held_tables().items():
        listed = ", ".join(("id", *(name for name, _ in columns)))
        name = f"held_{table}" if held else table
        found[table] = register.reader.execute(
            f"SELECT {listed} FROM {name} ORDER BY id"
        ).fetchall()
    return found


def forged_bundle(
    pair: Pair,
    name: str,
    spoil: Spoil = as_signed,
    *,
    practice: bool = True,
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """All events under a true seal and a true head; only what `spoil` makes of a line, or `more` brings, is not."""
    with pair.station() as desk:
        register = desk.register
        reader, known = register.reader, exchange.exchange.registries(register.reader)
        stretches = journal.stretches(reader, 0)
        entries = list(journal.entries(reader))
        contents = Contents(
            purpose=Purpose.FIELD_TO_HQ,
            practice=practice,
            data_owner="both",
            set_id="ab" * 16,
            to=[fingerprint(bytes.fromhex(str(each["sign_key"]))).hex() for each in known],
            unit="LEN1",
            data={"keyslots.json": register.folder.slots.read_bytes(), **(more or {})},
            runs=[
                run_of(
                    each.branch,
                    each.first,
                    each.last,
                    each.last_event,
                    map(spoil, entries[each.first_n - 1 : each.last_n]),
                )
                for each in stretches
            ],
        )
        to = [str(each["operational"]) for each in known]
        signer = enrolment.device_of(register)
        return write(pair.home / name, contents, signer=signer, recipients=to).path


def forged_letter(
    pair: Pair, purpose: Purpose, data: bytes, *, signer: Signer | None = None, number: int = 9
) -> Path:
    """A letter to the station under HQ's own key unless another one is given."""
    with pair.hq() as registry, pair.station() as desk:
        station = desk.register.station
        member = "answer.json" if purpose is Purpose.ANSWER else "receipt.json"
        contents = Contents(
            purpose=purpose,
            practice=True,
            data_owner="both",
            set_id="cd" * 16,
            to=[fingerprint(bytes.fromhex(str(station["device_key"]))).hex()],
            unit="LEN1",
            data={member: data},
            number=number,
        )
        return write(
            pair.home / f"letter-{number}.salwb",
            contents,
            signer=signer or enrolment.device_of(registry),
            recipients=[str(station["age_recipient"])],
        ).path
