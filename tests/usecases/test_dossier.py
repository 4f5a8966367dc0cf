"""The dossier: written whole, checked by the file that lies in it, and silent about what was not released."""

from __future__ import annotations

import base64
import json
import shutil
import stat
import subprocess  # noqa: TID251  the checker runs by itself
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bringers import BRINGER, NAME
from dossier_reading import (
    events,
    everything_in,
    kinds,
    rewrite_events,
    sign_list_anew,
    verified,
)
from factory import (
    DEPUTY,
    STOREKEEPER,
    SUPERVISOR,
    Answer,
    Desk,
    Practice,
    a_clearance,
    a_hand_in,
    an_order,
    countersign_all,
    refusal_of,
)
from releases import (
    AMNESTY,
    HIDDEN,
    NAMED,
    SEIZED,
    a_photo,
    a_renewed_supervisor,
    a_seized,
    brought_by,
    promises,
    released,
)

from salw_desktop.domain.errors import Trouble
from salw_desktop.files import os_calls
from salw_desktop.keys.signing import Signer
from salw_desktop.usecases.dossier.writing import Written, write_dossier

OTHER = {"recipient": "A panel of experts", "recipient_kind": "panel of experts"}


@dataclass(frozen=True)
class Scene:
    """A desk where one weapon was released twice, and the folder of the second release."""

    desk: Desk
    weapon: str
    number: str
    folder: Path
    written: Written


@pytest.fixture(scope="module")
def scene(template: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    home = tmp_path_factory.mktemp("dossier")
    desk = Desk(practice := template.copied_to(home / "practice.salw"), practice.unlock())
    promises(desk)
    weapon = a_seized(desk)
    for seed, view in enumerate(("left", "tag", "in place"), 1):
        a_photo(desk, weapon, view, home, seed)
    desk.do("correct-weapon", weapon=weapon["number"], add_marks=[HIDDEN], reason="found later")
    desk.do("put-away", weapon=weapon["number"])
    released(desk, weapon, **OTHER)
    number = released(desk, weapon, events=True, originals=True)
    written = write_dossier(desk.register, number, home / "out")
    yield Scene(desk, str(weapon["number"]), number, home / "out", written)
    desk.register.close()


@pytest.fixture
def copy(scene: Scene, tmp_path: Path) -> Path:
    shutil.copytree(scene.folder, tmp_path / "copy")  # noqa: TID251  a recipient's own copy
    return tmp_path / "copy"


def flipped(data: bytes, at: int = -20) -> bytes:
    found = bytearray(data)
    found[at] ^= 1
    return bytes(found)


def spoil_event(kind: str, member: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        lines = events(folder)
        line = next(each for each in lines if each["type"] == kind and "payload" in each)
        if member == "payload":
            data = base64.b64decode(line["payload"]).replace(b'"seq":', b'"seq" :', 1)
            line["payload"] = base64.b64encode(data).decode()
        else:
            line[member] = flipped(bytes.fromhex(line[member])).hex()
        rewrite_events(folder, lines)

    return spoil


def spoil_file(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(flipped((folder / name).read_bytes()))

    return spoil


def spoil_key(folder: Path) -> None:
    keys = json.loads((folder / "keys.json").read_bytes())
    first = next(each for each in keys["operators"] if each["name"] == SUPERVISOR)
    first["keys"] = [Signer().public.hex()]
    (folder / "keys.json").write_text(json.dumps(keys), "utf-8")


def spoil_station_key(folder: Path) -> None:
    sign_list_anew(folder, Signer())


def lose_photo(folder: Path) -> None:
    (folder / "photos/01-left.jpg").unlink()


def drop_event(folder: Path) -> None:
    lines = events(folder)
    lines.pop(next(n for n, each in enumerate(lines) if each["type"] == "photo.added"))
    rewrite_events(folder, lines)


def swap_events(folder: Path) -> None:
    lines = events(folder)
    at = [n for n, each in enumerate(lines) if each["type"] == "photo.added"]
    lines[at[0]], lines[at[1]] = lines[at[1]], lines[at[0]]
    rewrite_events(folder, lines)


SPOILED: dict[str, tuple[Callable[[Path], None], str]] = {
    "bytes of an event": (
        spoil_event("weapon.recorded", "payload"),
        "(weapon.recorded): its bytes are not those of its hash.",
    ),
    "signature of a session": (
        spoil_event("weapon.recorded", "signature"),
        "(weapon.recorded): the signature of Supervisor is wrong.",
    ),
    "signature of the laptop": (
        spoil_event("branch.opened", "signature"),
        "(branch.opened): the signature of the laptop is wrong.",
    ),
    "own signature at the opening": (
        spoil_event("branch.opened", "witness"),
        "(branch.opened): the signature of Supervisor is wrong.",
    ),
    "second signature": (
        spoil_event("dossier.released", "witness"),
        "(dossier.released): the second signature, of Storekeeper, is wrong.",
    ),
    "order of events": (swap_events, "(photo.added): it does not belong where it stands."),
    "an event less": (drop_event, "events.jsonl is not the file that the station wrote."),
    "photograph": (
        spoil_file("photos/01-left.jpg"),
        "photos/01-left.jpg is not the file that the station wrote.",
    ),
    "photograph gone": (lose_photo, "photos/01-left.jpg is missing."),
    "original": (
        spoil_file("originals/02.jpg"),
        "originals/02.jpg is not the file that the station wrote.",
    ),
    "key of an operator": (
        spoil_key,
        "keys.json: a key of Supervisor stands in no event here.",
    ),
    "key of the station": (
        spoil_station_key,
        "keys.json: the key of the station is not the one that signed the list of files.",
    ),
    "list of files": (
        spoil_file("dossier.json"),
        "dossier.json: the list of files is not the one that the station signed.",
    ),
    "paper": (spoil_file("dossier.pdf"), "dossier.pdf is not the file that the station wrote."),
}


def with_events(desk: Desk, weapon: Answer, folder: Path) -> Written:
    number = released(desk, weapon, events=True)  # before: it lets another one sit down
    return write_dossier(desk.register, number, folder)


class TestChecker:
    def test_that_a_dossier_is_good_to_a_python_that_has_nothing_else(self, scene: Scene) -> None:
        command = [sys.executable, "-I", "-S", str(scene.folder / "verify.py")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"Events: {scene.written.events}. Every signature is good." in done.stdout
        assert "Withheld, named by hash alone: 1" in done.stdout
        assert "All that can be checked here is good." in done.stdout

    @pytest.mark.parametrize("what", SPOILED)
    def test_that_one_thing_altered_is_named(self, copy: Path, what: str) -> None:
        spoil, wanted = SPOILED[what]
        spoil(copy)
        status, said = verified(copy)
        assert status == 1
        assert wanted in said

    def test_that_what_was_laid_beside_it_is_told(self, copy: Path) -> None:
        (copy / "note.txt").write_text("x", "utf-8")
        status, said = verified(copy)
        assert (status, "note.txt is no part of the dossier" in said) == (0, True)

    @pytest.mark.parametrize("name", ["dossier.json", "keys.json", "events.jsonl"])
    def test_that_what_cannot_be_read_is_not_good(self, copy: Path, name: str) -> None:
        (copy / name).write_bytes(b"\xff\n[")
        assert verified(copy)[0] == 1

    def test_that_a_key_renewed_by_the_recovery_sheet_is_followed(self, tmp_path: Path) -> None:
        desk = a_renewed_supervisor(tmp_path / "r.salw")
        number = released(desk, a_seized(desk), events=True)
        folder = write_dossier(desk.register, number, tmp_path / "out").folder
        desk.register.close()
        status, said = verified(folder)
        assert status == 0, said
        renewed = json.loads((folder / "keys.json").read_bytes())["operators"]
        assert sorted(len(each["keys"]) for each in renewed) == [1, 2]


class TestFolder:
    def test_that_it_holds_paper_pictures_events_keys_and_checker(self, scene: Scene) -> None:
        assert {
            path.relative_to(scene.folder).as_posix() for path in scene.folder.rglob("*.*")
        } == {
            *("README.txt", "dossier.pdf", "dossier.json", "dossier.sig", "verify.py"),
            *("events.jsonl", "keys.json", "photos/01-left.jpg", "photos/02-tag.jpg"),
            *("photos/03-in-place.jpg", "originals/01.jpg", "originals/02.jpg", "originals/03.jpg"),
        }

    def test_that_nobody_else_on_the_machine_reads_it(self, scene: Scene) -> None:
        assert stat.S_IMODE(scene.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((scene.folder / "events.jsonl").stat().st_mode) == 0o600

    def test_that_a_folder_that_is_there_is_left_alone(self, scene: Scene, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        refusal = refusal_of(
            lambda: write_dossier(scene.desk.register, scene.number, tmp_path / "out", "again")
        )
        assert refusal.code == "folder.exists"

    def test_that_a_second_copy_wants_a_reason(self, scene: Scene, tmp_path: Path) -> None:
        refusal = refusal_of(
            lambda: write_dossier(scene.desk.register, scene.number, tmp_path / "again")
        )
        assert (refusal.code, refusal.facts["copy"]) == ("print.no-reason", 2)
        assert not (tmp_path / "again").exists()

    def test_that_half_a_dossier_is_none(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        promises(desk)
        number = released(desk, a_seized(desk))

        def full(*_: object) -> int:
            raise OSError(28, "no space")

        monkeypatch.setattr(os_calls, "write", full)
        with pytest.raises(Trouble) as trouble:
            write_dossier(desk.register, number, tmp_path / "out")
        monkeypatch.undo()
        assert trouble.value.code == "disk.full"
        assert [path.name for path in tmp_path.iterdir()] == ["practice.salw"]
        assert desk.rows("paper_print") == []
        assert write_dossier(desk.register, number, tmp_path / "out").copy == 1


class TestSilence:
    def test_that_a_hidden_mark_stays_unless_it_is_released_by_name(
        self, scene: Scene, tmp_path: Path
    ) -> None:
        assert kinds(scene.folder, withheld=True) == ["weapon.corrected"]
        assert b'"hidden"' not in everything_in(scene.folder)
        asked = {"events": True, "hidden_marks": True}
        number = released(scene.desk, {"number": scene.weapon}, **asked)
        shown = write_dossier(scene.desk.register, number, tmp_path / "shown").folder
        assert kinds(shown, withheld=True) == []
        assert HIDDEN["place"].encode() not in everything_in(shown)
        assert verified(shown)[0] == 0

    def test_that_nobody_learns_who_else_got_a_dossier(self, scene: Scene) -> None:
        assert OTHER["recipient"].encode() not in everything_in(scene.folder)
        assert kinds(scene.folder).count("dossier.released") == 1

    def test_that_no_person_and_no_hand_in_leaves(self, desk: Desk, tmp_path: Path) -> None:
        promises(desk)
        hand_in = a_hand_in(desk, NAMED, brought_by="group", bringer=BRINGER)
        a_clearance(desk, hand_in, "T1")
        weapon = desk.do("record-weapon", hand_in=hand_in, model="AKM", serial="1", clearance="T1")
        given = {"weapon": weapon["number"], "bringer": BRINGER, "cleared_as_adult": "yes"}
        desk.do("allot-weapon", STOREKEEPER, **given)
        out = with_events(desk, weapon, tmp_path / "out")
        left = everything_in(out.folder)
        assert kinds(out.folder, withheld=True) == ["weapon.allotted"]
        assert not [each for each in BRINGER.values() if len(each) > 2 and each.encode() in left]
        assert NAME.encode() not in left
        assert not [row["id"] for row in desk.rows("person") if row["id"].encode() in left]
        assert hand_in.encode() not in left

    def test_that_of_an_anonymous_weapon_no_number_day_or_place_leaves(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        promises(desk)
        owner = {"kind": "owner", "text": "JONAS", "place": "stock"}
        weapon = brought_by(desk, AMNESTY)
        desk.do(
            "correct-weapon", weapon=weapon["number"], add_marks=[owner], country="RU", reason="z9"
        )
        desk.do("put-away", weapon=weapon["number"])
        for seed, view in enumerate(("left", "tag", "in place"), 1):
            a_photo(desk, weapon, view, tmp_path, seed)
        desk.practice.clock.go_on(days=40)
        number = released(desk, weapon, "weapon only")
        out = write_dossier(desk.register, number, tmp_path / "out")
        left = everything_in(out.folder)
        assert "photos/01-left.jpg" in out.files
        assert [name for name in out.files if "/" in name] == ["photos/01-left.jpg"]
        row = desk.row("weapon", id=weapon["weapon"])
        hand_in = desk.row("hand_in", id=row["hand_in"])
        secret = (
            *(weapon["number"], row["id"], hand_in["id"], hand_in["number"]),
            *("2026-11-22", "Registration table", "Store,", "JONAS", "z9"),
            *(each["sha256"] for each in desk.rows("photo")),
        )
        assert [text for text in secret if str(text).encode() in left] == []
        assert b"AB 12340" in left
        assert verified(out.folder)[0] == 0

    def test_that_a_look_alike_of_an_amnesty_is_not_named(self, desk: Desk, tmp_path: Path) -> None:
        promises(desk)
        other = brought_by(desk, AMNESTY)
        weapon = a_seized(desk)
        out = with_events(desk, weapon, tmp_path / "out")
        assert kinds(out.folder, withheld=True) == ["weapon.recorded"]
        assert str(other["weapon"]).encode() not in everything_in(out.folder)

    def test_that_order_and_destruction_of_several_are_withheld(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        promises(desk)
        weapon, other = a_seized(desk, serial="11111"), a_seized(desk, serial="99999")
        for each in (weapon, other):
            desk.do("put-away", weapon=each["number"])
        countersign_all(desk)
        numbers = [weapon["number"], other["number"]]
        order = an_order(desk, *numbers, campaign=SEIZED)
        desk.do("approve-order", DEPUTY, order=order)
        said = {"order": order, "responsible": "P. Cutter"}
        session = desk.do("start-session", STOREKEEPER, **said)["number"]
        for each in (weapon, other):
            desk.do("scan-for-destruction", session=session, code=each["number"])
        desk.do("finish-check", session=session)
        for person, is_outside in (("P. Official", True), ("P. Inspector", False)):
            desk.do("record-witness", session=session, person=person, outside_chain=is_outside)
        desk.do("record-destruction", session=session)
        out = with_events(desk, weapon, tmp_path / "out")
        assert kinds(out.folder, withheld=True) == ["order.written", "session.closed"]
        assert b"99999" not in everything_in(out.folder)
        assert verified(out.folder)[0] == 0

    def test_that_a_promise_made_after_the_release_holds_too(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        promises(desk)
        weapon = a_seized(desk)
        number = released(desk, weapon, events=True)
        again = a_hand_in(desk, AMNESTY)
        a_clearance(desk, again, "T2")
        desk.do("hand-in-again", weapon=weapon["number"], hand_in=again, clearance="T2")
        refusal = refusal_of(lambda: write_dossier(desk.register, number, tmp_path / "out"))
        assert refusal.code == "release.promised-less"
        assert not (tmp_path / "out").exists()
