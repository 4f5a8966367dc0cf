"""The twelve things that go wrong in the field: each gets its sentence, its code and its status, and nothing is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from card import drawn, jpeg
from failing_disks import made_read_only
from ready import CLEAR, Ready
from terminal import done, fields_file, refused, salw
from test_bad_bundles import another_registry
from test_bad_world import a_full_disk, another_program

from salw_desktop.database.connection import connect
from salw_desktop.files import os_calls
from salw_desktop.printing import pictures
from salw_desktop.usecases import clock, keeping

Arguments = tuple[object, ...]


@dataclass(frozen=True)
class Bad:
    """What is wrong, the verb that meets it, and what becomes of it."""

    code: str
    status: int
    arguments: Callable[[Ready], Arguments]
    meanwhile: Callable[[Ready], AbstractContextManager[object]] = nullcontext


def find(ready: Ready) -> Arguments:
    return ("find", ready.register, "1", *ready.words)


def by_the_wrong_words(ready: Ready) -> Arguments:
    (ready.home / "wrong.txt").write_text("no words of mine", encoding="ascii")
    return (*find(ready)[:3], "--passphrase-file", ready.home / "wrong.txt")


def first_key(ready: Ready) -> tuple[str, str]:
    name, _, words = ready.folder.passphrase_file.read_text(encoding="utf-8").partition(":")
    return name, words.splitlines()[0].strip()


@contextmanager
def swapped(path: Path, data: bytes) -> Iterator[None]:
    """Other bytes for as long as the verb runs; then the ones before, as somebody brings a copy back."""
    before = path.read_bytes()
    path.write_bytes(data)
    yield
    path.write_bytes(before)


def damaged(ready: Ready) -> AbstractContextManager[object]:
    data = bytearray(ready.file())
    data[100] ^= 1
    return swapped(ready.register / "register.db", bytes(data))


@contextmanager
def of_a_newer_program(ready: Ready) -> Iterator[None]:
    before = ready.file()
    with keeping.unlock(ready.register, *first_key(ready)) as register:
        data_key = register.data_key
    connection = connect(ready.register / "register.db", data_key)
    connection.execute("PRAGMA user_version = 999")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    yield
    (ready.register / "register.db").write_bytes(before)


@contextmanager
def pulled(_: Ready) -> Iterator[None]:
    def gone(_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os_calls, "sync_volume", gone)
        yield


def no_bundle(ready: Ready) -> Arguments:
    (ready.home / "letter.salwb").write_bytes(b"Dear HQ")
    return ("registry", "import", ready.home / "letter.salwb", *ready.at_hq)


def a_photo(ready: Ready, data: bytes) -> Arguments:
    (ready.home / "photo.jpg").write_bytes(data)
    fields = {"weapon": CLEAR, "file": str(ready.home / "photo.jpg"), "view": "left"}
    return ready.do("add-photo", **fields)


def a_table(ready: Ready) -> Arguments:
    (ready.home / "weapons.csv").write_text("number;serial\n1;AB 1234\n", encoding="ascii")
    return ("find", ready.home / "weapons.csv", "1", *ready.words)


def export(ready: Ready) -> Arguments:
    return ("export", ready.register, ready.folder_for("stick"), *ready.words)


TWELVE: dict[str, Bad] = {
    "a wrong passphrase": Bad("passphrase.wrong", 3, by_the_wrong_words),
    "a damaged file": Bad("register.damaged", 3, find, damaged),
    "an older program on a newer file": Bad("register.newer", 3, find, of_a_newer_program),
    "a full disk": Bad(
        "disk.full",
        3,
        lambda ready: a_photo(ready, jpeg(drawn(1))),
        lambda _: a_full_disk(),
    ),
    "a read-only folder": Bad(
        "folder.read-only", 3, find, lambda ready: made_read_only(ready.register)
    ),
    "a stick pulled out": Bad("stick.pulled", 3, export, pulled),
    "no bundle": Bad("bundle.not-a-bundle", 1, no_bundle),
    "another registry's key": Bad(
        "bundle.not-for-us",
        3,
        lambda ready: ("registry", "import", ready.bundle(), *another_registry(ready)),
    ),
    "no picture": Bad("photo.not-an-image", 1, lambda ready: a_photo(ready, b"no picture")),
    "a far too large picture": Bad(
        "photo.too-large", 1, lambda ready: a_photo(ready, bytes(pictures.LIMIT_BYTES + 1))
    ),
    "a table for a register": Bad("register.missing", 3, a_table),
    "a second program": Bad(
        "register.in-use", 3, find, lambda ready: another_program(ready.register)
    ),
}


@pytest.mark.parametrize("what", TWELVE)
def test_that_bad_input_is_named_and_nothing_is_lost(ready: Ready, what: str) -> None:
    bad, before = TWELVE[what], ready.events()
    arguments = bad.arguments(ready)
    with bad.meanwhile(ready):
        said = refused(*arguments)
    assert (said.status, said.code) == (bad.status, bad.code)
    assert "{" not in said.err
    assert ready.events() == before
    assert done("check", ready.register, *ready.words)["findings"] == []


def test_that_a_clock_at_1970_stops_no_work_and_is_written_down(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead battery is no reason to send a rifle away: the jump is an event, and papers say so."""

    class Reset(datetime):
        """Where a clock without a battery begins."""

        @classmethod
        def now(cls, tz: object = None) -> Reset:
            del tz
            return cls(1970, 1, 1, tzinfo=UTC)

    with monkeypatch.context() as patch:
        patch.setattr(clock, "datetime", Reset)
        done(*ready.do("put-away", weapon=CLEAR))
    types = [each["type"] for each in done("journal", ready.register, *ready.words)["events"]]
    assert "clock.jumped" in types
    assert done("check", ready.register, *ready.words)["findings"] == []


def test_that_words_shown_once_are_said_when_the_disk_keeps_no_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register is made by then: whoever is not told its words now is never told them."""
    sheet = tmp_path / "sheet.pdf"
    real = os_calls.rename

    def failing(source: Path, target: Path) -> None:
        if target == sheet:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target)

    monkeypatch.setattr(os_calls, "rename", failing)
    new = ("new", tmp_path / "new.salw", "--unit", "LEN1", "--site", "LEN", "--practice")
    said = refused(*new, "--sheet", sheet)
    assert (said.status, said.code) == (3, "disk.full")
    assert "Recovery words: " in said.err
    words = fields_file(tmp_path / "words.txt")
    line = next(line for line in said.err.splitlines() if line.startswith("  Supervisor: "))
    words.write_text(line.strip(), encoding="utf-8")
    assert done("check", tmp_path / "new.salw", "--passphrase-file", words)["findings"] == []


def test_that_a_page_damaged_anywhere_never_ends_in_a_fault_of_the_program(ready: Ready) -> None:
    path, page_bytes = ready.register / "register.db", 4096
    whole = ready.file()
    statuses = set()
    for page in range(1, len(whole) // page_bytes, 12):
        data = bytearray(whole)
        data[page * page_bytes + 100] ^= 1
        with swapped(path, bytes(data)):
            (ready.register / "seal").unlink(missing_ok=True)
            (ready.register / "register.db-wal").unlink(missing_ok=True)
            statuses |= {refused_or_done(ready, verb) for verb in ("find", "check")}
            (ready.register / "register.db-wal").unlink(missing_ok=True)
    assert statuses == {0, 1, 3}


def refused_or_done(ready: Ready, verb: str) -> int:
    wanted = ("1",) if verb == "find" else ()
    return salw(verb, ready.register, *wanted, *ready.words).status
