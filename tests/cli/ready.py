"""A station at work and its registry: what bad input meets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terminal import Said, done, fields_file, refused

from salw_desktop.cli.practice import day as practice_day
from salw_desktop.cli.practice.folder import SUPERVISOR, PracticeFolder, act

CLEAR, LOADED, HELD = "XA26-LEN-000001-T", "XA26-LEN-000002-R", "XA26-LEN-000003-P"
ORDER = {
    "campaign": "PRACTICE-DDR",
    "legal_basis": "Decree 1",
    "method": "torch",
    "planned_on": "2026-11-23",
    "issuer": "Commission",
    "issuer_number": "C 4",
    "issued_on": "2026-11-20",
}


@dataclass(frozen=True)
class Ready:
    """A folder of its own for each test."""

    home: Path

    @property
    def folder(self) -> PracticeFolder:
        return PracticeFolder(self.home)

    @property
    def register(self) -> Path:
        return self.folder.register

    @property
    def words(self) -> tuple[object, ...]:
        return ("--passphrase-file", self.folder.passphrase_file)

    @property
    def at_hq(self) -> tuple[object, ...]:
        at = ("--at", self.folder.registry)
        return (*at, "--passphrase-file", self.folder.registry_passphrase_file)

    def do(self, name: str, /, *people: object, **fields: object) -> tuple[object, ...]:
        """The arguments of `salw do`."""
        file = fields_file(self.home / "fields.json", fields)
        return ("do", self.register, name, file, *people, *self.words)

    def turned_down(self, name: str, /, *people: object, **fields: object) -> Said:
        """An act that must be refused, and must leave no event but those of the unlock itself."""
        before = self.events()
        said = refused(*self.do(name, *people, **fields))
        assert self.events() == before
        return said

    def events(self) -> list[str]:
        events = done("journal", self.register, *self.words)["events"]
        return [event["event"] for event in events if not event["type"].startswith("branch.")]

    def file(self) -> bytes:
        return (self.register / "register.db").read_bytes()

    def bundle(self) -> Path:
        return Path(done("export", self.register, self.folder_for("stick"), *self.words)["bundle"])

    def folder_for(self, name: str) -> Path:
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        return folder

    def receipt(self, name: str = "receipts") -> Path:
        to = ("--station", "LEN1", "--out", self.folder_for(name))
        said = done("registry", "receipt", *to, *self.at_hq)
        return Path(said["receipt"])


def a_station_at_work(home: Path) -> Ready:
    folder = PracticeFolder(home)
    practice_day.found(folder, lambda _: None)
    with folder.unlock(SUPERVISOR) as register:
        opened = act(
            register, "open-hand-in", {"campaign": "PRACTICE-DDR", "brought_by": "community"}
        )
        for line, safety in enumerate(("clear", "loaded or stuck", "clear"), 1):
            at = {"hand_in": opened["number"]}
            cleared = {"token": f"T{line}", "safety": safety, "cleared_by": "holder"}
            act(
                register,
                "record-clearance",
                {**at, **cleared, "verified_by": "Practice Observer"},
            )
            recorded = {"clearance": f"T{line}", "model": "AKM", "serial": f"AB {line}"}
            act(register, "record-weapon", {**at, **recorded})
        hold = {"weapon": HELD, "hold_kind": "court", "authority": "Practice court"}
        act(register, "place-hold", {**hold, "case_number": "17", "ordered_on": "2026-11-20"})
    return Ready(home)
