"""What somebody who holds the file, or the file and keys, can do to it: one line for each attack, and what names it.

Three lines have no finding of the file itself: a clean check is all that one file can say. What stands outside names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import attacks
import pytest
from attacks import Forger, close_the_gap, edit_payload, own_device, place_of, remove_event, run
from factory import STOREKEEPER, SUPERVISOR, Desk, a_weapon, introduce, refusal_of
from pair import Pair, a_pair
from paper_reading import codes, pictures

from salw_desktop.database import check, journal
from salw_desktop.database.check import Finding
from salw_desktop.domain.people import Role
from salw_desktop.keys.chain import OPENED
from salw_desktop.keys.signing import Signer
from salw_desktop.registry import verifying
from salw_desktop.usecases import checking, keeping
from salw_desktop.usecases.paperwork.kinds import KINDS


@dataclass(frozen=True)
class Scene:
    """A register of five unlocks by two operators, what HQ says of it, and the sheet of its day."""

    pair: Pair
    older: Path  # as it was before the last two unlocks
    receipt: Path
    sheet: str


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    pair = a_pair(tmp_path_factory.mktemp("attacked"))
    with pair.station() as desk:
        introduce(desk, "Deputy", Role.SUPERVISOR)
        desk.sit(SUPERVISOR)
        marks = [{"kind": "proof", "text": "KB 12", "place": "barrel"}]
        number = a_weapon(desk, marks=marks)["number"]
        desk.sit(STOREKEEPER)
        desk.do("put-away", weapon=number)
    older = pair.copied(pair.practice.path, "older.salw")
    with pair.station() as desk:
        desk.do("add-to-roster", name="P. Last", function="officer", organisation="Mission")
        desk.sit(SUPERVISOR)
        desk.do("close-day")
        (page,) = pictures(KINDS["day sheet"].draw(desk.register, "2026-11-22", 1), 200)
        (code,) = codes(page, 200)
    pair.imported(pair.bundle())
    return Scene(pair, older, pair.receipt()[0], code.text)


@pytest.fixture
def desk(scene: Scene, tmp_path: Path) -> Iterator[Desk]:
    yield from _unlocked(scene, scene.pair.practice.path, tmp_path)


@pytest.fixture
def older(scene: Scene, tmp_path: Path) -> Iterator[Desk]:
    yield from _unlocked(scene, scene.older, tmp_path)


def _unlocked(scene: Scene, path: Path, home: Path) -> Iterator[Desk]:
    practice = replace(scene.pair.practice, path=path).copied_to(home / path.name)
    desk = Desk(practice, practice.unlock())
    yield desk
    desk.register.close()


def opened(desk: Desk, nth: int) -> int:
    """The running number of an opening, from the newest backwards."""
    reader = desk.register.reader
    places = [entry.n for entry in journal.of_type(reader, (OPENED,), 0)]
    return places[-nth]


def tip(desk: Desk) -> int:
    return journal.tip(desk.register.reader).n


def weapon(desk: Desk) -> str:
    (found,) = desk.rows("weapon")
    return str(found["id"])


def serial_changed(payload: bytes) -> bytes:
    return payload.replace(b"AB 12340", b"AB 12345")


def signed_anew(desk: Desk, nth: int, device: Signer, operator: Signer | None = None) -> None:
    """From one opening to the end of the file, with the keys that the forger has."""
    Forger(device, operator or Signer()).sign_anew(desk, opened(desk, nth), serial_changed)


def last_sessions_signed_anew(desk: Desk) -> None:
    """And the one value changed with them that names an event."""
    signed_anew(desk, 2, own_device(desk), desk.key(SUPERVISOR).signer)
    newest = "(SELECT lower(hex(event_id)) FROM journal WHERE n = ?)"
    run(desk, f"UPDATE day SET newest_event = {newest}", opened(desk, 1))


def session_removed(desk: Desk, first: int) -> None:
    for _ in range(opened(desk, 1) - first):
        close_the_gap(desk, first)


Facts = dict[str, str | int | None]
Attack = tuple[str, Callable[[Desk], object], str, Callable[[Desk], Facts]]


def event(n: Callable[[Desk], int], kind: str) -> Callable[[Desk], Facts]:
    return lambda desk: {"n": n(desk), "type": kind}


def place(kind: str) -> Callable[[Desk], int]:
    return lambda desk: place_of(desk, kind)


def mark(desk: Desk) -> str:
    (found,) = desk.rows("mark")
    return str(found["id"])


def at(kind: str, act: Callable[[Desk, int], object]) -> Callable[[Desk], object]:
    return lambda desk: act(desk, place_of(desk, kind))


# The attack, what is done, the code of the first finding, and the facts that it must name.
FOUND_BY_THE_FILE: tuple[Attack, ...] = (
    (
        "a row edited with the key, the triggers dropped and made anew",
        lambda desk: run(desk, "UPDATE weapon SET calibre = '9mm'"),
        "value",
        lambda desk: {
            "table": "weapon",
            "id": weapon(desk),
            "column": "calibre",
            "found": "9mm",
            "signed": "7.62x39mm",
        },
    ),
    (
        "a row deleted",
        lambda desk: run(desk, "DELETE FROM mark"),
        "row-missing",
        lambda desk: {"table": "mark", "id": mark(desk)},
    ),
    (
        "a row added",
        lambda desk: run(
            desk,
            "INSERT INTO mark(id, weapon, kind, text, place) SELECT 'forged', id, 'import', 'X', 'butt' FROM weapon",
        ),
        "row-added",
        lambda _: {"table": "mark", "id": "forged"},
    ),
    (
        "a trigger dropped",
        lambda desk: attacks.bare(desk, "DROP TRIGGER guard_weapon_kept"),
        "schema",
        lambda _: {"name": "guard_weapon_kept", "what": "is missing"},
    ),
    (
        "a trigger changed",
        lambda desk: [
            attacks.bare(desk, "DROP TRIGGER guard_weapon_kept"),
            attacks.bare(
                desk, "CREATE TRIGGER guard_weapon_kept BEFORE DELETE ON weapon BEGIN SELECT 1; END"
            ),
        ],
        "schema",
        lambda _: {"name": "guard_weapon_kept", "what": "was changed"},
    ),
    (
        "a payload edited",
        at(
            "weapon.recorded",
            lambda desk, n: edit_payload(desk, n, b"AB 12340", b"AB 12345", mend_the_id=False),
        ),
        "event-hash",
        event(place("weapon.recorded"), "weapon.recorded"),
    ),
    (
        "a payload edited, and its id made to fit",
        at(
            "weapon.recorded",
            lambda desk, n: edit_payload(desk, n, b"AB 12340", b"AB 12345", mend_the_id=True),
        ),
        "event-signature",
        event(place("weapon.recorded"), "weapon.recorded"),
    ),
    (
        "an event in the middle removed",
        at("clearance.recorded", remove_event),
        "event-missing",
        event(place("clearance.recorded"), ""),
    ),
    (
        "an event in the middle removed, and the gap closed",
        at("clearance.recorded", close_the_gap),
        "event-chain",
        event(place("clearance.recorded"), "weapon.recorded"),
    ),
    (
        "two events of a branch swapped",
        at("clearance.recorded", lambda desk, n: attacks.swap(desk, n, n + 1)),
        "event-chain",
        event(place("clearance.recorded"), "weapon.recorded"),
    ),
    (
        "two events of two branches swapped",
        lambda desk: attacks.swap(desk, opened(desk, 1), opened(desk, 1) - 1),
        "event-chain",
        event(lambda desk: opened(desk, 1) - 1, OPENED),
    ),
    (
        "the last event removed while its rows stay",
        lambda desk: [remove_event(desk, tip(desk)) for _ in range(2)],
        "row-added",
        lambda desk: {
            "table": "countersign",
            "id": desk.row("countersign", kind="day close")["id"],
        },
    ),
    (
        "a whole session removed, and a later one kept",
        lambda desk: session_removed(desk, opened(desk, 2)),
        "event-chain",
        event(lambda desk: opened(desk, 2), OPENED),
    ),
    (
        "signed anew with other branch keys and a wrong device key",
        lambda desk: signed_anew(desk, 4, Signer()),
        "event-device",
        event(lambda desk: opened(desk, 4), OPENED),
    ),
    (
        "signed anew with the stolen device key",
        lambda desk: signed_anew(desk, 4, own_device(desk)),
        "event-opened-in-another-name",
        event(lambda desk: opened(desk, 4), OPENED),
    ),
    (
        "signed anew with the device key and the operator's own, before another operator's branch",
        lambda desk: signed_anew(desk, 4, own_device(desk), desk.key(SUPERVISOR).signer),
        "event-opened-in-another-name",
        event(lambda desk: opened(desk, 3), OPENED),
    ),
    (
        "signed anew with the device key and the operator's own, before a second signature",
        lambda desk: signed_anew(desk, 5, own_device(desk), desk.key(SUPERVISOR).signer),
        "event-witness",
        event(place("operator.added"), "operator.added"),
    ),
    (
        "a branch opened in another's name with the device key",
        lambda desk: attacks.open_in_the_name_of(desk, STOREKEEPER),
        "event-opened-in-another-name",
        event(lambda desk: tip(desk) + 1, OPENED),
    ),
    (
        "the second signature taken away",
        at(
            "operator.added",
            lambda desk, n: run(desk, "UPDATE journal SET witness = NULL WHERE n = ?", n),
        ),
        "event-witness",
        event(place("operator.added"), "operator.added"),
    ),
)


@pytest.mark.parametrize(
    ("do", "code", "facts"),
    [line[1:] for line in FOUND_BY_THE_FILE],
    ids=[a[0] for a in FOUND_BY_THE_FILE],
)
def test_that_the_check_names(
    desk: Desk, do: Callable[[Desk], object], code: str, facts: Callable[[Desk], Facts]
) -> None:
    named = Finding(code, facts(desk))
    do(desk)
    assert desk.findings()[0] == named


def test_that_the_check_names_nothing_else(desk: Desk) -> None:
    assert desk.findings() == []


# What leaves a file that was once true, or one in which every signature holds.
FOUND_OUTSIDE: tuple[tuple[str, Callable[[Desk], object], list[str]], ...] = (
    (
        "the last events removed with their rows",
        lambda desk: attacks.undo_from(desk, place_of(desk, "roster.added")),
        ["unclosed"],
    ),
    (
        "the last sessions removed with their rows",
        lambda desk: attacks.undo_from(desk, opened(desk, 2)),
        [],
    ),
    (
        "the last sessions signed anew with the device key and the operator's own, nobody's after them",
        last_sessions_signed_anew,
        [],
    ),
)
OUTSIDE = pytest.mark.parametrize(
    ("do", "notes"),
    [line[1:] for line in FOUND_OUTSIDE],
    ids=[line[0] for line in FOUND_OUTSIDE],
)


@OUTSIDE
def test_that_the_file_alone_shows_no_more_than_a_power_cut(
    desk: Desk, do: Callable[[Desk], object], notes: list[str]
) -> None:
    do(desk)
    trusted = keeping.trusted_keys(desk.register.folder.read_slots(), desk.register)
    told = list(check.everything(desk.register.database, trusted))
    assert [(each.code, each.is_note) for each in told] == [(code, True) for code in notes]


@OUTSIDE
def test_that_a_receipt_and_the_paper_of_the_day_name_it(
    scene: Scene, desk: Desk, do: Callable[[Desk], object], notes: list[str]
) -> None:
    newest = journal.tip(desk.register.reader).event_id
    del notes
    do(desk)
    look_from_outside(scene, desk, str(newest))


def look_from_outside(scene: Scene, desk: Desk, newest: str) -> None:
    refusal = refusal_of(lambda: verifying.paper(scene.sheet, desk.register))
    assert refusal.code == "day-sheet.not-in-journal"
    (finding,) = checking.check(desk.register, scene.receipt).findings
    assert newest in finding


def test_that_an_older_folder_is_named_by_a_receipt_and_the_paper_of_the_day(
    scene: Scene, older: Desk, desk: Desk
) -> None:
    assert older.findings() == []
    look_from_outside(scene, older, str(journal.tip(desk.register.reader).event_id))


def test_that_an_older_folder_that_went_on_is_a_fork_at_hq(scene: Scene, older: Desk) -> None:
    parent = journal.tip(older.register.reader).event_id
    a_weapon(older, serial="AB 2")
    assert older.findings() == []
    older.register.close()
    told = scene.pair.imported(scene.pair.bundle(older.practice.path))
    older.register = older.practice.unlock()
    assert told["forks"] == [parent]
