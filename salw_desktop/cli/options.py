"""Options that several verbs share, and the people whose passphrases they bring."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from salw_desktop import files
from salw_desktop.cli.output import Output
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.registry import desk
from salw_desktop.usecases import keeping
from salw_desktop.usecases.register import Key, Register

LARGEST_PASSPHRASE_FILE_BYTES = 64 * 1024
FOLDER = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)

as_json = click.option(
    "--json",
    "as_json",
    is_flag=True,
    expose_value=False,
    help="One JSON object on standard output.",
)
operator = click.option(
    "--operator", metavar="NAME", help="Who is at it; the first operator unless named."
)
passphrase_file = click.option(
    "--passphrase-file",
    type=FILE,
    metavar="FILE",
    help="One line an operator, `name: passphrase`, or one passphrase.",
)
second = click.option("--second", metavar="NAME", help="The second person, who signs too.")
second_passphrase_file = click.option(
    "--second-passphrase-file",
    type=FILE,
    metavar="FILE",
    help="Where his passphrase stands, if not in the same file.",
)
yes = click.option("--yes", is_flag=True, help="Answers yes to what would be asked.")


@dataclass(frozen=True, slots=True, repr=False)
class Passphrases:
    """What a passphrase file says: by name, or one for whoever is first."""

    by_name: tuple[tuple[str, str], ...]
    alone: str | None

    def of(self, name: str) -> str | None:
        for known, words in self.by_name:
            if known.casefold() == name.casefold():
                return words
        return self.alone


def read_passphrases(path: Path | None) -> Passphrases:
    if path is None:
        return Passphrases((), None)
    text = files.read_limited(path, LARGEST_PASSPHRASE_FILE_BYTES).decode(errors="replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and ":" not in lines[0]:
        return Passphrases((), lines[0])
    pairs = (line.partition(":") for line in lines)
    return Passphrases(tuple((name.strip(), words.strip()) for name, _, words in pairs), None)


def passphrase_of(name: str, path: Path | None) -> str:
    return _asked(name, read_passphrases(path).of(name))


def look_at_new_files(*paths: Path | None) -> None:
    """Before the work begins: Refusal `file.exists`, or Trouble where words shown once could not be kept there."""
    for path in paths:
        if path is None:
            continue
        if path.exists():
            raise Refusal("file.exists", field="out", name=path.name)
        if not path.absolute().parent.is_dir():
            raise Trouble("file.missing", path=str(path.parent))
        if not os.access(path.absolute().parent, os.W_OK):
            raise Trouble("folder.read-only", path=str(path.parent))


def keep_passphrases(path: Path | None, shown: keeping.Shown) -> None:
    if path:
        lines = "".join(f"{who}: {words}\n" for who, words in shown.passphrases)
        files.write_private(path, lines.encode())


def shown_once(shown: keeping.Shown) -> str:
    lines = [f"  {who}: {words}" for who, words in shown.passphrases]
    return "\n".join([*lines, f"  Recovery words: {shown.recovery}"])


@contextmanager
def said_before_trouble(output: Output, words: str) -> Iterator[None]:
    """Words that are kept nowhere else: if the disk says no, they are said before its trouble is."""
    try:
        yield
    except Trouble:
        output.progress(words)
        raise


def is_a_person_there() -> bool:
    return sys.stdin.isatty() and not os.environ.get("CI")


def _asked(name: str, known: str | None) -> str:
    if known is not None:
        return known
    if not is_a_person_there():
        raise Refusal("passphrase.needed", field="passphrase-file", name=name)
    return str(click.prompt(f"Passphrase of {name}", hide_input=True, err=True))


def confirm(question: str, *, is_yes: bool) -> None:
    """Refusal `answer.needed` where nobody can be asked; `answer.none` where the answer is no."""
    if is_yes:
        return
    if not is_a_person_there():
        raise Refusal("answer.needed", field="yes", question=question)
    if not click.confirm(question, err=True):
        raise Refusal("answer.none")


def first_operator(path: Path, wanted: str | None) -> str:
    return wanted or keeping.operators_of(path)[0]


def unlock(path: Path, wanted: str | None, passphrases: Path | None) -> Register:
    name = first_operator(path, wanted)
    return keeping.unlock(path, name, _asked(name, read_passphrases(passphrases).of(name)))


def unlock_any(path: Path, wanted: str | None, passphrases: Path | None) -> Register:
    """A station's register or a registry's: what keeps a file serves both."""
    name = first_operator(path, wanted)
    words = _asked(name, read_passphrases(passphrases).of(name))
    try:
        return keeping.unlock(path, name, words)
    except Refusal as refusal:
        if refusal.code != "register.is-a-registry":
            raise
        return desk.unlock(path, name, words)


def unlock_registry(at: str, wanted: str | None, passphrases: Path | None) -> Register:
    path = registry_folder(at)
    name = first_operator(path, wanted)
    return desk.unlock(path, name, _asked(name, read_passphrases(passphrases).of(name)))


def registry_folder(at: str) -> Path:
    if at.startswith(("postgresql:", "postgres:")):
        raise Refusal("registry.only-folders", field="at")
    return Path(at)


def second_key(
    path: Path, wanted: str | None, own_file: Path | None, shared_file: Path | None
) -> Key | None:
    """The key of the second person, unlocked by his own passphrase; None where nobody was named."""
    if wanted is None:
        return None
    words = read_passphrases(own_file or shared_file).of(wanted)
    return keeping.key_of(path, wanted, _asked(wanted, words))
