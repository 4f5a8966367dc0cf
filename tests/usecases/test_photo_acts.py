"""Photographs added by hand and from a card: kept as taken, found by their tags, nothing guessed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from card import (
    SECRET,
    drawn,
    jpeg,
    png,
    talkative_jpeg,
    tells_nothing,
    with_codes,
)
from factory import AUDITOR, RECORDER, Desk, a_hand_in, a_weapon, an_order

from salw_desktop.domain.errors import Trouble
from salw_desktop.domain.numbers import scan_code
from salw_desktop.keys.events import read_event
from salw_desktop.keys.photo_box import ORIGINAL
from salw_desktop.usecases import photos


@pytest.fixture
def number(desk: Desk) -> str:
    return str(a_weapon(desk)["number"])


@pytest.fixture
def other(desk: Desk) -> str:
    return str(a_weapon(desk, serial="CD 77")["number"])


def a_file(tmp_path: Path, data: bytes, name: str = "picture.jpg") -> str:
    (tmp_path / name).write_bytes(data)
    return str(tmp_path / name)


def sealed_files(desk: Desk) -> list[Path]:
    return [path for path in desk.register.folder.photos.rglob("*") if path.is_file()]


def views(desk: Desk, number: str) -> list[str]:
    return [str(row["view"]) for row in photos.of_weapon(desk.register, number)]


def test_that_a_photograph_is_recorded_with_what_the_file_says(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    data = jpeg(with_codes(scan_code(number)), "2026:11:22 09:15:00")
    desk.do("add-photo", weapon=number, file=a_file(tmp_path, data), view="Left")
    row = desk.row("photo")
    wanted = {
        "weapon": desk.row("weapon")["id"],
        "view": "left",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "media": "image/jpeg",
        "width": 800,
        "height": 600,
        "tag_seen": number,
        "taken_at": "2026-11-22",
        "added_by": desk.register.operator.operator,
    }
    assert {name: row[name] for name in wanted} == wanted
    assert desk.findings() == []


def test_that_the_event_names_the_bytes(desk: Desk, number: str, tmp_path: Path) -> None:
    data = png(drawn())
    desk.do("add-photo", weapon=number, file=a_file(tmp_path, data), view="left")
    event = desk.newest_event()
    assert event.blobs == [(hashlib.sha256(data).hexdigest(), len(data))]
    assert event.members["blobs"] == [
        {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "media": "image/png"}
    ]


def test_that_an_act_without_a_photograph_names_no_bytes(desk: Desk, number: str) -> None:
    desk.do("reprint-label", weapon=number, reason="Torn")
    assert "blobs" not in desk.newest_event().members


def test_that_the_original_is_kept_byte_for_byte_and_nowhere_in_clear(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    data = talkative_jpeg()
    answer = desk.do("add-photo", weapon=number, file=a_file(tmp_path, data), view="left")
    assert desk.register.photos.read(answer["sha256"], ORIGINAL) == data
    assert len(sealed_files(desk)) == 3
    for path in desk.register.folder.path.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize("side_px", [1600, 320])
def test_that_a_copy_to_show_tells_neither_place_nor_camera(
    desk: Desk, number: str, tmp_path: Path, side_px: int
) -> None:
    file = a_file(tmp_path, talkative_jpeg())
    desk.do("add-photo", weapon=number, file=file, view="left")
    (row,) = photos.of_weapon(desk.register, number)
    assert tells_nothing(photos.picture(desk.register, row, side_px))


def test_that_each_thing_can_have_photographs(desk: Desk, number: str, tmp_path: Path) -> None:
    hand_in, order = a_hand_in(desk), an_order(desk, number)
    with desk.writing() as tx:
        facts = {"number": "CA-1", "found_on": "2026-11-22", "found_by_unit": "2 Coy"}
        where = {"described": "Under a floor", "where_found": "Lendo"}
        of = {"campaign": desk.row("campaign")["id"], "site": desk.row("site")["id"]}
        tx.insert("cache", {**facts, **where, **of})
    for subject, given in (("hand_in", hand_in), ("destruction_order", order), ("cache", "CA-1")):
        file = a_file(tmp_path, jpeg(drawn()))
        desk.do("add-photo", **{subject: given}, file=file, view="in place")
    rows = desk.rows("photo")
    found = [
        desk.row(name, id=row[name])["number"]
        for row in rows
        for name in row
        if row[name] and name in ("hand_in", "destruction_order", "cache")
    ]
    assert found == [hand_in, order, "CA-1"]
    assert len(sealed_files(desk)) == 3  # the same picture each time


def test_that_a_photograph_belongs_to_one_thing(desk: Desk, number: str, tmp_path: Path) -> None:
    fields = {"file": a_file(tmp_path, jpeg(drawn())), "view": "left"}
    hand_in = a_hand_in(desk)
    assert desk.refused("add-photo", **fields).code == "photo.no-subject"
    both = {"weapon": number, "hand_in": hand_in}
    assert desk.refused("add-photo", **both, **fields).code == "photo.no-subject"


@pytest.mark.parametrize(
    ("changed", "codename"),
    [
        ({"weapon": "XA26-LEN-000999-0"}, "number.misread"),
        ({"weapon": "", "cache": "CA-9"}, "photo.cache-unknown"),
        ({"weapon": "", "destruction_session": "DS-9"}, "session.unknown"),
        ({"view": "from above"}, "word.not-listed"),
    ],
)
def test_that_what_is_not_here_is_refused_and_nothing_sealed(
    desk: Desk, number: str, tmp_path: Path, changed: dict[str, str], codename: str
) -> None:
    fields = {"weapon": number, "file": a_file(tmp_path, jpeg(drawn())), "view": "left", **changed}
    assert desk.refused("add-photo", **fields).code == codename
    assert sealed_files(desk) == []


@pytest.mark.parametrize(
    ("data", "codename"),
    [
        (b"a letter", "photo.not-an-image"),
        (b"\0\0\0\x18ftypheic", "photo.other-format"),
        (jpeg(drawn())[:3000], "photo.broken"),
        (jpeg(drawn()) + bytes(40 * 1024 * 1024), "photo.too-large"),
    ],
)
def test_that_a_file_that_is_no_good_is_refused_by_name(
    desk: Desk, number: str, tmp_path: Path, data: bytes, codename: str
) -> None:
    fields = {"weapon": number, "file": a_file(tmp_path, data), "view": "left"}
    assert desk.refused("add-photo", **fields).code == codename
    assert sealed_files(desk) == []


def test_that_the_same_photograph_is_with_a_weapon_once(
    desk: Desk, number: str, other: str, tmp_path: Path
) -> None:
    fields = {"file": a_file(tmp_path, jpeg(drawn())), "view": "left"}
    desk.do("add-photo", weapon=number, **fields)
    refusal = desk.refused("add-photo", weapon=number, **fields)
    assert (refusal.code, refusal.facts) == ("photo.twice", {"number": number})
    desk.do("add-photo", weapon=other, **fields)
    assert len(sealed_files(desk)) == 3


def test_that_a_tag_of_another_weapon_in_the_frame_is_recorded_as_a_fact(
    desk: Desk, number: str, other: str, tmp_path: Path
) -> None:
    file = a_file(tmp_path, jpeg(with_codes(scan_code(other))))
    answer = desk.do("add-photo", weapon=number, file=file, view="tag")
    assert (answer["number"], answer["tag_seen"]) == (number, other)


def test_that_room_is_kept_for_records(
    desk: Desk, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "KEPT_FREE_BYTES", 2**60)
    with pytest.raises(Trouble) as trouble:
        desk.do("add-photo", weapon=number, file=a_file(tmp_path, jpeg(drawn())), view="left")
    assert trouble.value.code == "photo.no-room"
    assert sealed_files(desk) == []
    assert desk.rows("photo") == []


def test_that_a_lost_copy_is_made_anew_from_the_original(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    desk.do("add-photo", weapon=number, file=a_file(tmp_path, jpeg(drawn())), view="left")
    (row,) = photos.of_weapon(desk.register, number)
    before = photos.picture(desk.register, row, 320)
    for path in sealed_files(desk):
        if path.stat().st_size < len(before) + 100:
            path.unlink()
    assert not desk.register.photos.is_whole(str(row["sha256"]), "320")
    assert photos.picture(desk.register, row, 320) == before
    assert desk.register.photos.is_whole(str(row["sha256"]), "320")


def test_that_a_photograph_whose_files_are_gone_is_named(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    desk.do("add-photo", weapon=number, file=a_file(tmp_path, jpeg(drawn())), view="left")
    for path in sealed_files(desk):
        path.unlink()
    (row,) = photos.of_weapon(desk.register, number)
    with pytest.raises(Trouble) as trouble:
        photos.picture(desk.register, row, 320)
    assert trouble.value.code == "photo.missing"


def test_that_an_auditor_adds_none(desk: Desk, number: str, tmp_path: Path) -> None:
    desk.sit(AUDITOR)
    fields = {"weapon": number, "file": a_file(tmp_path, jpeg(drawn())), "view": "left"}
    assert desk.refused("add-photo", **fields).code == "operator.not-allowed"


def test_that_the_recorder_may_add_one(desk: Desk, number: str, tmp_path: Path) -> None:
    desk.sit(RECORDER)
    desk.do("add-photo", weapon=number, file=a_file(tmp_path, jpeg(drawn())), view="left")
    assert views(desk, number) == ["left"]


@pytest.mark.parametrize(
    "blobs",
    [
        {},
        ["x"],
        [{"sha256": "ab", "size": 1}],
        [{"sha256": "ab" * 32, "size": 0}],
        [{"sha256": "ab" * 32}],
    ],
)
def test_that_an_event_with_malformed_blobs_is_not_read(desk: Desk, blobs: object) -> None:
    members = {**desk.newest_event().members, "blobs": blobs}
    with pytest.raises(ValueError, match="blob"):
        read_event(json.dumps(members).encode())
