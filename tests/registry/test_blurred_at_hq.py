"""Blurred photographs on their way to HQ: the copy goes, the original only sealed, and only where persons go."""

from __future__ import annotations

from pathlib import Path

import pytest
from bringers import NAMED, SENDS, a_named_hand_in, campaigns, person_of
from card import drawn, jpeg
from factory import STOREKEEPER, Desk, a_weapon
from pair import Pair

from salw_desktop.keys.photo_box import ORIGINAL, open_original
from salw_desktop.registry import desk as hq_desk
from salw_desktop.usecases import exchange, photo_files
from salw_desktop.usecases.commands import Answer
from salw_desktop.usecases.photos import picture

PICTURE = jpeg(drawn())
WHY = "A face"


def photographed(desk: Desk, home: Path, campaign: str) -> str:
    campaigns(desk)
    weapon = a_weapon(desk, hand_in=a_named_hand_in(desk, campaign))
    (home / "picture").write_bytes(PICTURE)
    fields = {"weapon": weapon["number"], "file": str(home / "picture"), "view": "left"}
    return str(desk.do("add-photo", **fields)["photo"])


def blurred(desk: Desk, photo: str) -> Answer:
    area = {"left": 0, "top": 0, "right": 500, "bottom": 500}
    return desk.do("blur-photo", photo=photo, areas=[area], reason=WHY)


def exported(desk: Desk, pair: Pair) -> exchange.Exported:
    return exchange.export(desk.register, pair.folder("stick"))


@pytest.mark.parametrize(("campaign", "files", "held_back"), [(NAMED, 1, 2), (SENDS, 2, 1)])
def test_that_a_sealed_original_goes_only_where_persons_go(
    pair: Pair, campaign: str, files: int, held_back: int
) -> None:
    with pair.station() as desk:
        blurred(desk, photographed(desk, pair.home, campaign))
        row = desk.row("photo_blurring")
        here = picture(desk.register, desk.row("photo"), 1600)
        done = exported(desk, pair)
    assert (done.photos, len(done.photos_held_back), done.photos_left_out) == (files, held_back, ())
    told = pair.imported(done.written.path)
    assert (told["new_photos"], told["wanted_photos"]) == (files, 0)
    with pair.hq() as registry:
        box = registry.photos
        assert not box.has(row["sha256"])
        assert box.has(row["sealed_sha256"]) == (campaign == SENDS)
        held = {"sha256": row["sha256"], "view": "left"}
        assert picture(registry, held, 1600) == here
        assert photo_files.look(registry).findings == ()
        if campaign == SENDS:
            key = registry.reader.execute("SELECT key FROM sealed_key").fetchone()[0]
            assert open_original(key, box.read(row["sealed_sha256"], ORIGINAL)) == PICTURE


def test_that_hq_gives_up_the_face_that_it_had_and_never_asks_for_it_again(pair: Pair) -> None:
    with pair.station() as desk:
        photo = photographed(desk, pair.home, NAMED)
        first = exported(desk, pair).written.path
        sha256 = desk.row("photo")["sha256"]
    pair.imported(first)
    with pair.hq() as registry:
        picture(registry, {"sha256": sha256}, 320)
        assert registry.photos.has(sha256)
    with pair.station() as desk:
        blurred(desk, photo)
        second = exported(desk, pair).written.path
    with pair.hq() as registry:
        for bundle in (second, first, second):  # the first bundle still carries the face
            assert hq_desk.import_bundle(registry, bundle)["wanted_photos"] == 0
            box = registry.photos
            assert not any(box.is_whole(sha256, form) for form in photo_files.FORMS)
    assert pair.receipt()[1].wants_photos == ()


def test_that_an_erased_person_takes_the_original_at_hq_along(pair: Pair) -> None:
    with pair.station() as desk:
        blurred(desk, photographed(desk, pair.home, SENDS))
        sealed = desk.row("photo_blurring")["sealed_sha256"]
        pair.imported(exported(desk, pair).written.path)
        person = person_of(desk, desk.row("hand_in")["number"])
        desk.do("erase-person", STOREKEEPER, person=person, reason="Asked for")
        done = exported(desk, pair)
    assert (done.photos, done.photos_left_out) == (1, ())
    assert pair.imported(done.written.path)["wanted_photos"] == 0
    with pair.hq() as registry:
        assert not registry.photos.has(sealed)
        looked = photo_files.look(registry)
    assert (looked.whole, looked.originals_erased, looked.findings) == (1, 1, ())


def test_that_a_picture_still_on_its_way_is_no_finding_at_hq(pair: Pair) -> None:
    with pair.station() as desk:
        photographed(desk, pair.home, NAMED)
        first, *_ = exchange.export(desk.register, pair.folder("stick"), volume_bytes=1).volumes
    assert pair.imported(first.path)["wanted_photos"] == 1
    with pair.hq() as registry:
        assert photo_files.look(registry).findings == ()
        hq_desk.give_receipt(registry, "LEN1", pair.folder("answers"))
