"""Who was erased stays erased: a backup, another registry and HQ follow with the next receipt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bringers import a_named_hand_in, campaigns, person_of
from doors import restored
from factory import STOREKEEPER, SUPERVISOR
from pair import Pair
from terminal import done, refused

from salw_desktop.database import rebuild
from salw_desktop.database.connection import IntegrityError, connect
from salw_desktop.keys.slots import new_data_key
from salw_desktop.usecases import safekeeping

WHY = "asked for by the one it is about"


def with_two_persons(pair: Pair) -> tuple[str, str]:
    with pair.station() as desk:
        campaigns(desk)
        return person_of(desk, a_named_hand_in(desk)), person_of(desk, a_named_hand_in(desk))


def erased(pair: Pair, person: str, path: Path | None = None) -> None:
    with pair.station(path) as desk:
        desk.do("erase-person", STOREKEEPER, person=person, reason=WHY)


def keys_at(pair: Pair, path: Path | None = None) -> list[str]:
    with pair.station(path) as desk:
        rows = desk.register.reader.execute("SELECT owner FROM sealed_key ORDER BY owner")
        return [owner for (owner,) in rows]


def backup_of(pair: Pair) -> Path:
    with pair.station() as desk:
        return safekeeping.back_up(desk.register, pair.home / "backups")


def words_file(pair: Pair) -> Path:
    file = pair.home / "words"
    lines = (f"{name}: {pair.practice.passphrases[name]}" for name in (SUPERVISOR, STOREKEEPER))
    file.write_text("\n".join(lines))
    return file


@pytest.fixture
def put_back(pair: Pair) -> tuple[Pair, str, str, Path]:
    """Of two persons one was erased after the backup, HQ was told, and the backup is a register again."""
    kept, gone = with_two_persons(pair)
    backup = backup_of(pair)
    erased(pair, gone)
    pair.imported(pair.bundle())
    path = restored(backup, pair.practice, pair.home / "again.salw").path
    assert keys_at(pair, path) == sorted([kept, gone])
    return pair, kept, gone, path


def test_that_a_receipt_names_the_erased_persons_of_its_station(pair: Pair) -> None:
    _, gone = with_two_persons(pair)
    pair.imported(pair.bundle())
    assert pair.receipt()[1].erased == ()
    erased(pair, gone)
    pair.imported(pair.bundle())
    assert pair.receipt()[1].erased == (gone,)


def test_that_the_next_receipt_erases_in_a_restored_backup(
    put_back: tuple[Pair, str, str, Path],
) -> None:
    pair, kept, gone, path = put_back
    answer = pair.taken(pair.receipt()[0], path)
    assert answer["erased"] == 1
    assert keys_at(pair, path) == [kept]
    with pair.station(path) as desk:
        assert desk.refused("read-person", person=gone, reason=WHY).code == "person.erased"
        again = desk.refused("erase-person", STOREKEEPER, person=gone, reason=WHY)
        assert again.code == "person.erased"
        assert desk.findings() == []


def test_that_a_second_receipt_finds_nobody_left_to_erase(
    put_back: tuple[Pair, str, str, Path],
) -> None:
    pair, kept, _, path = put_back
    pair.taken(pair.receipt()[0], path)
    assert pair.taken(pair.receipt()[0], path)["erased"] == 0
    assert keys_at(pair, path) == [kept]


def test_that_a_replay_erases_by_the_receipt_too(
    put_back: tuple[Pair, str, str, Path], tmp_path: Path
) -> None:
    pair, kept, gone, path = put_back
    pair.taken(pair.receipt()[0], path)
    with pair.station(path) as desk:
        with connect(desk.register.database.path, desk.register.data_key) as raw:
            raw.execute("DROP TRIGGER guard_sealed_key_stays_destroyed")
            raw.execute("INSERT INTO sealed_key VALUES (?, ?)", (gone, "ab" * 32))
        raw.close()
        data_key = new_data_key()
        rebuild.rebuild(desk.register.database, tmp_path / "new.db", data_key)
    made = connect(tmp_path / "new.db", data_key, read_only=True)
    assert made.execute("SELECT owner FROM sealed_key").fetchall() == [(kept,)]
    made.close()


def test_that_a_registry_learns_of_an_erasure_that_another_one_passed_on(
    put_back: tuple[Pair, str, str, Path],
) -> None:
    pair, _, gone, path = put_back
    before = pair.copied(pair.hq_path, "other.salw")
    with (
        pair.hq(before) as registry,
        connect(registry.database.path, registry.data_key) as raw,
    ):  # one that never saw the erasure
        raw.execute("UPDATE held_person SET erased_at = NULL WHERE id = ?", (gone,))
    raw.close()
    assert pair.receipt(before)[1].erased == ()
    pair.taken(pair.receipt()[0], path)
    pair.imported(pair.bundle(path), before)
    assert pair.receipt(before)[1].erased == (gone,)


def test_that_a_person_who_is_not_here_is_passed_over(pair: Pair) -> None:
    backup = backup_of(pair)
    _, gone = with_two_persons(pair)
    erased(pair, gone)
    pair.imported(pair.bundle())
    path = restored(backup, pair.practice, pair.home / "again.salw").path
    assert pair.taken(pair.receipt()[0], path)["erased"] == 0


def test_that_sql_follows_no_erasure_without_a_receipt(pair: Pair) -> None:
    kept, _ = with_two_persons(pair)
    with pytest.raises(IntegrityError), pair.station() as desk, desk.writing() as tx:
        tx.insert("erasure_followed", {"person": kept, "receipt": "none"})
    assert kept in keys_at(pair)


def test_that_restoring_with_the_newest_receipt_erases_at_once(pair: Pair) -> None:
    kept, gone = with_two_persons(pair)
    backup = backup_of(pair)
    erased(pair, gone)
    pair.imported(pair.bundle())
    path, words = pair.home / "again.salw", words_file(pair)
    people = ("--operator", SUPERVISOR, "--second", STOREKEEPER, "--passphrase-file", words)
    asked = ("restore", backup, path, "--highest-number", 0, "--reason", "Lost", *people)
    assert refused(*asked, "--receipt", backup / "slots.json").code == "bundle.not-a-bundle"
    assert not path.exists()
    told = done(*asked, "--receipt", pair.receipt()[0])
    assert (told["erased"], told["persons_readable"]) == (1, 1)
    assert keys_at(pair, path) == [kept]


def test_that_restoring_without_one_says_that_it_is_wanted(pair: Pair) -> None:
    with_two_persons(pair)
    path, words = pair.home / "again.salw", words_file(pair)
    people = ("--operator", SUPERVISOR, "--second", STOREKEEPER, "--passphrase-file", words)
    asked = ("restore", backup_of(pair), path, "--highest-number", 0, "--reason", "Lost")
    told = done(*asked, *people)
    assert (told["erased"], told["persons_readable"]) == (None, 2)


def outdated(pair: Pair) -> list[tuple[str, str, int]]:
    told = done(
        "waiting",
        pair.practice.path,
        "--passphrase-file",
        words_file(pair),
        "--operator",
        SUPERVISOR,
    )
    return [(each["name"], each["made_on"], each["persons"]) for each in told["outdated_backups"]]


def test_that_backups_from_before_an_erasure_wait_to_be_destroyed(pair: Pair) -> None:
    words = ("--passphrase-file", words_file(pair), "--operator", SUPERVISOR)
    done("backup", pair.practice.path, *words)  # nobody was here yet
    _, gone = with_two_persons(pair)
    old = Path(done("backup", pair.practice.path, *words)["backup"])
    assert outdated(pair) == []
    erased(pair, gone)
    ((name, made_on, persons),) = outdated(pair)
    assert (name, persons) == (old.name, 1)
    assert date.fromisoformat(made_on)
    told = done("backup", pair.practice.path, "--destroy-outdated", *words)
    assert told["destroyed"] == [old.name]
    assert outdated(pair) == []
    left = {path.name for path in (pair.practice.path / "backups").iterdir()}
    assert len(left) == 2
    assert old.name not in left
