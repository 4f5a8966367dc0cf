"""Where everything of the practice day lies, and how it is written: through the door of `salw do`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from salw_desktop import files
from salw_desktop.registry import desk
from salw_desktop.usecases import acts, keeping
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.paperwork.printing_out import print_out
from salw_desktop.usecases.register import Key, Register

SUPERVISOR, STOREKEEPER, PROTECTION = "Supervisor", "Storekeeper", "Child protection"
UNIT, SITE = "LEN1", "LEN"
Tell = Callable[[str], None]


@dataclass(slots=True)
class PracticeFolder:
    """Where everything of the practice day lies, and what it has made so far."""

    path: Path
    papers: dict[str, str | None] = field(default_factory=dict)
    bundles: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    receipt: str = ""
    certificate_code: str = ""
    receipt_code: str = ""
    to_mark: list[str] = field(default_factory=list)
    for_laboratory: list[str] = field(default_factory=list)
    events: int = 0
    findings: tuple[str, ...] = ()

    @property
    def register(self) -> Path:
        return self.path / "practice.salw"

    @property
    def registry(self) -> Path:
        return self.path / "registry.salw"

    @property
    def passphrase_file(self) -> Path:
        return self.path / "passphrases.txt"

    @property
    def registry_passphrase_file(self) -> Path:
        return self.path / "registry-passphrases.txt"

    def keep_paper(self, kind: str, data: bytes) -> None:
        folder = self.path / "papers"
        files.make_private_folder(folder)
        number = len(list(folder.glob(f"{kind}*.pdf"))) + 1
        path = folder / (f"{kind}.pdf" if number == 1 else f"{kind}-{number}.pdf")
        files.write_private(path, data)
        self.papers[kind] = str(path.resolve())

    def print(self, register: Register, kind: str, number: object, name: str = "") -> None:
        """Any paper by its kind and number, counted like everybody's."""
        name = name or kind.replace(" ", "_")
        print_out(register, kind, str(number), lambda data: self.keep_paper(name, data))

    def passphrase(self, name: str) -> str:
        return _words(self.passphrase_file)[name]

    def knows(self, name: str) -> bool:
        return self.passphrase_file.is_file() and name in _words(self.passphrase_file)

    def add_words(self, name: str, words: str) -> None:
        """One more operator of this practice register."""
        kept = {**_words(self.passphrase_file), name: words}
        keep_words(self.passphrase_file, kept.items())

    def unlock(self, name: str) -> Register:
        return keeping.unlock(self.register, name, self.passphrase(name))

    def second(self, name: str) -> Key:
        return keeping.key_of(self.register, name, self.passphrase(name))

    def unlock_registry(self) -> Register:
        name, words = next(iter(_words(self.registry_passphrase_file).items()))
        return desk.unlock(self.registry, name, words)


def _words(path: Path) -> dict[str, str]:
    lines = files.read_limited(path, 64 * 1024).decode().splitlines()
    pairs = (line.partition(":") for line in lines if line.strip())
    return {name.strip(): words.strip() for name, _, words in pairs}


def act(
    register: Register, name: str, fields: Mapping[str, object], second: Key | None = None
) -> Mapping[str, object]:
    """By the same door as `salw do`: the name of the act and its fields as JSON."""
    command = acts.read_act(name, json.dumps(fields, ensure_ascii=False).encode())
    return perform(command, register, second=second).answer


def keep_words(path: Path, passphrases: Iterable[tuple[str, str]]) -> None:
    """`name: passphrase`, one a line, as `--passphrase-file` reads it."""
    lines = "".join(f"{name}: {words}\n" for name, words in passphrases)
    files.write_private(path, lines.encode())
