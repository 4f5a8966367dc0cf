"""Every use that writes files, with each of its calls failing in turn: trouble by name, no half, then it goes through."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from card import drawn, jpeg
from doors import EVERYBODY, clean_check, sit_down
from factory import FAST, STOREKEEPER, SUPERVISOR, Desk, Practice, a_weapon
from failing_disks import calls_listed, nth_call_failing
from failing_uses import Use, each_call_failing
from pair import Pair, a_pair

from salw_desktop import files
from salw_desktop.keys.photo_box import ORIGINAL
from salw_desktop.usecases import exchange, keeping, safekeeping, staffing
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.genesis import NewOperator, NewStation
from salw_desktop.usecases.paperwork.printing_out import print_out


@pytest.fixture(scope="module")
def is_long(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return a_pair(tmp_path_factory.mktemp("failing"))


@pytest.fixture(scope="module")
def at_the_desk(pair: Pair) -> Iterator[Desk]:
    """One register for every use that a desk has: what one breaks the next one meets."""
    with pair.station() as desk:
        a_weapon(desk)
        yield desk
    assert sit_down(pair.practice).findings() == []


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def shown(folder: Path) -> list[str]:
    """What a person takes for finished: no name of ours for a half."""
    return [
        name
        for name in names(folder)
        if not name.endswith(".part") and not name.startswith(("salw-", "."))
    ]


def test_that_a_photograph_is_kept_whole_or_not_at_all(
    at_the_desk: Desk, tmp_path: Path, is_long: bool
) -> None:
    desk = at_the_desk
    number = str(desk.rows("weapon")[0]["number"])

    def file_of(name: str) -> Path:
        turn, nth = name.split("-")
        path = tmp_path / f"{name}.jpg"
        if not path.exists():
            path.write_bytes(jpeg(drawn(int(turn) * 200 + int(nth), (60, 40))))
        return path

    def photographs(name: str) -> int:
        sha256 = files_sha256(file_of(name))
        return len(desk.rows("photo", sha256=sha256))

    use = Use(
        lambda name: desk.do("add-photo", weapon=number, file=str(file_of(name)), view="left"),
        lambda name: (
            photographs(name) == 1 and desk.register.photos.is_whole(files_sha256(file_of(name)))
        ),
        lambda name: photographs(name) == 0,
    )
    failed = each_call_failing(use, is_long=is_long)
    assert {"make_folder", "open_new", "write", "fsync", "rename", "fsync_folder"} <= failed


def files_sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_that_a_bundle_stands_whole_in_its_folder_or_not_at_all(
    at_the_desk: Desk, tmp_path: Path, is_long: bool
) -> None:
    def attempt(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        done = exchange.export(at_the_desk.register, folder)
        if not done.written.word.is_done:
            raise exchange.left_unwritten(done.written)

    use = Use(
        attempt,
        lambda name: len(shown(tmp_path / name)) == 1,
        lambda name: shown(tmp_path / name) == [],
    )
    failed = each_call_failing(use, is_long=is_long)
    assert {"sync_volume", "open_again", "forget_cached", "free_bytes"} <= failed


def test_that_a_backup_stands_whole_in_its_folder_or_not_at_all(
    desk: Desk, tmp_path: Path, is_long: bool
) -> None:
    (tmp_path / "one.jpg").write_bytes(jpeg(drawn(1, (60, 40))))
    number = a_weapon(desk)["number"]
    desk.do("add-photo", weapon=number, file=str(tmp_path / "one.jpg"), view="left")
    use = Use(
        lambda name: safekeeping.back_up(desk.register, tmp_path / name),
        lambda name: (
            [Folder(tmp_path / name / made).seal.is_file() for made in shown(tmp_path / name)]
            == [True]
        ),
        lambda name: shown(tmp_path / name) == [],
    )
    assert {"make_folder", "rename", "fsync_folder"} <= each_call_failing(use, is_long=is_long)


def test_that_a_paper_is_written_whole_or_not_at_all(
    at_the_desk: Desk, tmp_path: Path, is_long: bool
) -> None:
    hand_in = str(at_the_desk.rows("hand_in")[0]["number"])

    def attempt(name: str) -> None:
        def keep(data: bytes) -> None:
            files.write_private(tmp_path / f"{name}.pdf", data)

        print_out(at_the_desk.register, "hand-in slip", hand_in, keep, "Torn")

    use = Use(
        attempt,
        lambda name: (tmp_path / f"{name}.pdf").read_bytes().endswith(b"%%EOF\n"),
        lambda name: (
            not (tmp_path / f"{name}.pdf").exists()
            or (tmp_path / f"{name}.pdf").read_bytes().endswith(b"%%EOF\n")
        ),
    )
    assert "write" in each_call_failing(use, is_long=is_long)


def test_that_a_new_passphrase_counts_or_the_old_one_does(
    practice: Practice, is_long: bool
) -> None:
    """Nobody is ever left with a passphrase that he was not shown."""
    words = dict(practice.passphrases)
    desk = sit_down(practice)

    def opens() -> bool:
        keeping.key_of(practice.path, SUPERVISOR, words[SUPERVISOR])
        return True

    def attempt(_: str) -> None:
        current = words[SUPERVISOR]
        words[SUPERVISOR] = staffing.new_passphrase(desk.register, current)

    use = Use(attempt, lambda _: opens(), lambda _: opens())
    assert {"write", "rename", "fsync_folder"} <= each_call_failing(use, is_long=is_long)
    desk.register.close()


def test_that_a_receipt_is_taken_whole_or_not_at_all(
    pair: Pair, at_the_desk: Desk, is_long: bool
) -> None:
    stick = pair.folder("for receipts")
    bundle = exchange.export(at_the_desk.register, stick).written.path
    pair.imported(bundle)

    def prepare(name: str) -> None:
        letters[name] = pair.receipt()[0]

    def attempt(name: str) -> None:
        receipt, sha256 = exchange.read_offered_receipt(at_the_desk.register, letters[name])
        perform(exchange.TakeReceipt(receipt=receipt, sha256=sha256), at_the_desk.register)
        taken.add(name)

    letters: dict[str, Path] = {}
    taken: set[str] = set()
    receipts = len(at_the_desk.rows("receipt"))
    use = Use(
        attempt,
        lambda name: name in taken,
        lambda _: len(at_the_desk.rows("receipt")) == receipts + len(taken),
        prepare,
    )
    assert "read" in each_call_failing(use, is_long=is_long)
    assert not any(path.name.startswith("salw-") for path in pair.practice.path.iterdir())


def test_that_hq_takes_a_bundle_in_whole_or_not_at_all(
    pair: Pair, at_the_desk: Desk, tmp_path: Path, is_long: bool
) -> None:
    number = str(at_the_desk.rows("weapon")[0]["number"])
    (tmp_path / "one.jpg").write_bytes(jpeg(drawn(999, (60, 40))))
    at_the_desk.do("add-photo", weapon=number, file=str(tmp_path / "one.jpg"), view="right")
    bundle = exchange.export(at_the_desk.register, pair.folder("for HQ")).written.path
    pair.hq().close()

    def hq(name: str) -> Path:
        path = tmp_path / f"{name}.salw"
        if not path.exists():
            shutil.copytree(pair.hq_path, path)  # noqa: TID251  practice data
        return path

    def attempt(name: str) -> None:
        pair.imported(bundle, hq(name))

    def events(name: str) -> int:
        with pair.hq(hq(name)) as registry:
            return int(registry.reader.execute("SELECT count(*) FROM held_event").fetchone()[0])

    known = events("before")
    use = Use(
        attempt,
        lambda name: events(name) > known,
        lambda name: events(name) in (known, whole),
    )
    attempt("whole")
    whole = events("whole")
    assert "write" in each_call_failing(use, is_long=is_long)


def test_that_locking_loses_nothing_at_any_failing_call(
    practice: Practice, tmp_path: Path, is_long: bool
) -> None:
    """What fails there is at most the seal, and without one the next unlock looks at everything."""

    def at(name: str) -> Practice:
        there = tmp_path / f"{name}.salw"
        if not there.exists():
            practice.copied_to(there)
        return Practice(there, practice.clock, practice.passphrases)

    def is_whole(name: str) -> bool:
        with at(name).unlock() as register:
            return register.findings == ()

    use = Use(lambda name: a_weapon_and_lock(at(name)), is_whole, is_whole)
    assert {"write", "fsync", "rename"} <= each_call_failing(use, is_long=is_long)


def a_weapon_and_lock(practice: Practice) -> None:
    desk = sit_down(practice)
    a_weapon(desk)
    desk.register.close()


def test_that_a_register_is_made_whole_or_not_at_all(tmp_path: Path, is_long: bool) -> None:
    people = tuple(
        NewOperator(name, "officer", "Commission", ()) for name in (SUPERVISOR, STOREKEEPER)
    )
    station = NewStation("LEN1", "LEN", (people[0], people[1]), is_practice=True)
    made: dict[str, keeping.Shown] = {}

    def attempt(name: str) -> None:
        (tmp_path / name).mkdir(exist_ok=True)
        made[name] = keeping.new_register(tmp_path / name / "new.salw", station, cost=FAST)

    def opens(name: str) -> bool:
        who, words = made[name].passphrases[0]
        keeping.key_of(tmp_path / name / "new.salw", who, words)
        return True

    use = Use(attempt, opens, lambda name: shown(tmp_path / name) == [])
    assert "fsync_folder" in each_call_failing(use, is_long=is_long)


def test_that_a_backup_is_unpacked_whole_or_the_folder_is_not_there(
    practice: Practice, tmp_path: Path, is_long: bool
) -> None:
    with practice.unlock() as register:
        backup = safekeeping.back_up(register, tmp_path / "backups")

    def opens(name: str) -> bool:
        with Practice(tmp_path / name, practice.clock, practice.passphrases).unlock() as register:
            return register.findings == ()

    use = Use(
        lambda name: safekeeping.unpack_backup(backup, tmp_path / name),
        opens,
        lambda name: not (tmp_path / name).exists(),
    )
    assert "read" in each_call_failing(use, is_long=is_long)


def test_that_a_new_key_counts_with_its_words_or_the_old_one_does(
    practice: Practice, tmp_path: Path, is_long: bool
) -> None:
    """Whoever was not shown the new recovery words still has the old ones, and they open."""
    sheets: dict[str, str] = {}

    def at(name: str) -> Practice:
        there = tmp_path / f"{name}.salw"
        if not there.exists():
            practice.copied_to(there)
        return Practice(there, practice.clock, practice.passphrases)

    def attempt(name: str) -> None:
        there = at(name)
        given = [(each, practice.passphrases[each]) for each in EVERYBODY]
        second = there.key(STOREKEEPER)
        sheets[name], _ = safekeeping.rekey(there.unlock(), given, second, "A laptop was away")

    def is_new(name: str) -> bool:
        with at(name).unlock() as register:
            assert register.findings == ()
        keeping.recovery_key(at(name).path, sheets[name])
        return True

    def is_old(name: str) -> bool:
        with at(name).unlock() as register:
            return register.findings == () and register.station["recovery_key"] == old

    with practice.unlock() as register:
        old = register.station["recovery_key"]
    use = Use(attempt, is_new, is_old)
    assert {"rename", "remove", "fsync_folder"} <= each_call_failing(use, is_long=is_long, seldom=1)


def test_that_a_photograph_found_there_is_brought_down_too(desk: Desk) -> None:
    """Whoever wrote it may have been cut off before the disk had it, and now it is promised."""
    picture = jpeg(drawn(3, (60, 40)))
    sha256 = hashlib.sha256(picture).hexdigest()
    desk.register.photos.keep(sha256, ORIGINAL, picture)
    with calls_listed() as calls:
        assert not desk.register.photos.keep(sha256, ORIGINAL, picture)
    assert calls[-5:] == ["open_again", "fsync", "close", "fsync_folder", "fsync_folder"]


def test_that_a_seal_that_cannot_be_written_is_no_failed_act(practice: Practice) -> None:
    """The weapon is saved by then: whoever is told of trouble would record it twice."""
    desk = sit_down(practice)
    a_weapon(desk)
    with nth_call_failing(1, errno.ENOSPC, only="rename") as fault:
        desk.register.close()
    assert fault.call == "rename"
    assert not Folder(practice.path).seal.exists()
    assert clean_check(practice)
