"""Photographs put right: faces unrecognisable everywhere, originals that can be erased, a view or a weapon that was wrong."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from bringers import NAMED, a_named_hand_in, campaigns, person_of
from card import drawn, jpeg, tells_nothing
from factory import RECORDER, STOREKEEPER, Answer, Desk, a_weapon
from PIL import Image

from salw_desktop.database import journal, photos, sealed_keys
from salw_desktop.database.connection import DatabaseError
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.photo_box import ORIGINAL, open_original
from salw_desktop.usecases import photo_files
from salw_desktop.usecases.photos import listed, of_weapon, picture

FACE = {"left": 0, "top": 0, "right": 300, "bottom": 300}
WHY = "The brother of the bearer stands in the picture"


def _with_a_face() -> Image.Image:
    """Where the face is there are stripes, as fine as what tells one face from another."""
    image = drawn()
    for x in range(0, 240, 10):
        image.paste("black", (x, 0, x + 5, 180))
        image.paste("white", (x + 5, 0, x + 10, 180))
    return image


PICTURE = jpeg(_with_a_face())


def has_face(image: Image.Image) -> bool:
    side = image.width
    inside = image.convert("L").crop((side // 20, side // 20, side // 5, side // 6))
    darkest, brightest = inside.getextrema()
    return int(brightest) - int(darkest) > 50  # type: ignore[arg-type]


@pytest.fixture
def number(desk: Desk) -> str:
    return str(a_weapon(desk)["number"])


@pytest.fixture
def photo(desk: Desk, number: str, tmp_path: Path) -> str:
    return added(desk, number, tmp_path)["photo"]


def added(desk: Desk, number: str, tmp_path: Path, data: bytes = PICTURE) -> dict[str, str]:
    (tmp_path / "picture.jpg").write_bytes(data)
    file = str(tmp_path / "picture.jpg")
    return desk.do("add-photo", weapon=number, file=file, view="left")


def blur(desk: Desk, photo: str, **area: int) -> Answer:
    return desk.do("blur-photo", photo=photo, areas=[{**FACE, **area}], reason=WHY)


def erase(desk: Desk, photo: str) -> Answer:
    return desk.do("erase-original", STOREKEEPER, photo=photo, reason=WHY)


def a_photo_of_a_person(desk: Desk, tmp_path: Path) -> tuple[str, str]:
    """A photograph, and the person who brought what it shows."""
    campaigns(desk)
    hand_in = a_named_hand_in(desk, NAMED)
    weapon = a_weapon(desk, hand_in=hand_in, serial="NN 1")
    return added(desk, str(weapon["number"]), tmp_path)["photo"], person_of(desk, hand_in)


def shown(desk: Desk, photo: str, side_px: int = 1600) -> Image.Image:
    image = Image.open(BytesIO(picture(desk.register, desk.row("photo", id=photo), side_px)))
    return image.convert("RGB")


def kept_pictures(desk: Desk) -> list[bytes]:
    """Every picture that the box of this register opens."""
    names = [str(row["sha256"]) for row in photos.named(desk.register.reader)]
    box = desk.register.photos
    kept = [(name, form) for name in names for form in photo_files.FORMS]
    return [box.read(*each) for each in kept if box.is_whole(*each)]


def test_that_no_shown_copy_keeps_what_was_blurred(desk: Desk, photo: str) -> None:
    assert [has_face(shown(desk, photo, side_px)) for side_px in (1600, 320)] == [True, True]
    blur(desk, photo)
    assert [has_face(shown(desk, photo, side_px)) for side_px in (1600, 320)] == [False, False]
    assert tells_nothing(picture(desk.register, desk.row("photo"), 320))
    looked = photo_files.look(desk.register)
    assert (desk.findings(), looked.findings, looked.strange) == ([], (), ())


def test_that_nothing_on_the_disk_opens_to_what_was_there_before(desk: Desk, photo: str) -> None:
    before = kept_pictures(desk)
    assert len(before) == 3
    blur(desk, photo)
    assert not set(before) & set(kept_pictures(desk))
    files = [path for path in desk.register.folder.photos.rglob("*") if path.is_file()]
    assert len(files) == 4  # the sealed original, and the blurred copy in its three sizes


def test_that_the_event_names_the_copy_and_the_sealed_original_and_neither_is_the_picture(
    desk: Desk, photo: str
) -> None:
    blur(desk, photo)
    row = desk.row("photo_blurring")
    wanted = [(row["shown_sha256"], row["shown_size"]), (row["sealed_sha256"], row["sealed_size"])]
    event = desk.newest_event()
    assert (event.type, event.blobs) == ("photo.blurred", wanted)
    key = sealed_keys.key_of(desk.register.reader, row["id"])
    assert key
    payloads = b"".join(each.payload for each in journal.entries(desk.register.reader))
    assert key.encode() not in payloads


def test_that_an_original_without_a_person_opens_with_a_key_of_its_own(
    desk: Desk, photo: str
) -> None:
    blur(desk, photo)
    row = desk.row("photo_blurring")
    key = sealed_keys.key_of(desk.register.reader, row["id"])
    sealed = desk.register.photos.read(row["sealed_sha256"], ORIGINAL)
    assert open_original(str(key), sealed) == PICTURE
    with pytest.raises(Trouble) as trouble:
        open_original("00" * 32, sealed)
    assert trouble.value.code == "sealed.damaged"


def test_that_the_original_of_a_person_goes_with_the_person(desk: Desk, tmp_path: Path) -> None:
    photo, person = a_photo_of_a_person(desk, tmp_path)
    blur(desk, photo)
    row = desk.row("photo_blurring")
    key = sealed_keys.key_of(desk.register.reader, person)
    assert row["person"] == person
    assert open_original(str(key), desk.register.photos.read(row["sealed_sha256"], ORIGINAL)) == (
        PICTURE
    )
    desk.do("erase-person", STOREKEEPER, person=person, reason="Asked for")
    assert not desk.register.photos.has(row["sealed_sha256"])
    looked = photo_files.look(desk.register)
    assert (looked.originals_erased, looked.findings) == (1, ())
    assert not has_face(shown(desk, photo))


def test_that_two_erase_an_original_that_is_nobodys(desk: Desk, photo: str) -> None:
    blur(desk, photo)
    row = desk.row("photo_blurring")
    assert desk.refused("erase-original", photo=photo, reason=WHY).code == "second.missing"
    erase(desk, photo)
    assert sealed_keys.key_of(desk.register.reader, row["id"]) is None
    assert not desk.register.photos.has(row["sealed_sha256"])
    assert photo_files.look(desk.register).originals_erased == 1
    again = desk.refused("erase-original", STOREKEEPER, photo=photo, reason=WHY)
    assert again.code == "photo.original-erased"
    assert desk.findings() == []


def test_that_an_original_is_erased_apart_only_where_it_is_sealed_apart(
    desk: Desk, tmp_path: Path
) -> None:
    photo, person = a_photo_of_a_person(desk, tmp_path)
    fields = {"photo": photo, "reason": WHY}
    refused = desk.refused("erase-original", STOREKEEPER, **fields)
    assert refused.code == "photo.not-blurred"
    blur(desk, photo)
    refused = desk.refused("erase-original", STOREKEEPER, **fields)
    assert (refused.code, refused.facts) == ("photo.goes-with-person", {"person": person})


def test_that_a_second_blurring_adds_to_the_first(desk: Desk, photo: str) -> None:
    blur(desk, photo)
    first = desk.row("photo_blurring")
    blur(desk, photo, left=700, right=1000)
    _, second = desk.rows("photo_blurring")
    assert (second["turn"], second["sealed_sha256"]) == (2, None)
    assert not desk.register.photos.has(first["shown_sha256"])
    assert desk.register.photos.has(first["sealed_sha256"])
    erase(desk, photo)
    blur(desk, photo, top=700, bottom=1000)  # needs no original
    assert photo_files.look(desk.register).findings == ()


def test_that_the_same_card_brings_no_face_back(desk: Desk, photo: str, tmp_path: Path) -> None:
    blur(desk, photo)
    other = str(a_weapon(desk, serial="CD 77")["number"])
    again = added(desk, other, tmp_path)
    assert not desk.register.photos.has(again["sha256"])
    assert shown(desk, again["photo"]).tobytes() == shown(desk, photo).tobytes()


def test_that_an_unlock_makes_up_for_a_power_cut(desk: Desk, photo: str) -> None:
    blur(desk, photo)
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    desk.register.photos.keep(sha256, ORIGINAL, PICTURE)
    assert len(photo_files.look(desk.register).strange) == 1
    desk.sit(RECORDER)
    assert not desk.register.photos.has(sha256)


def test_that_a_lost_original_is_put_back_before_it_is_blurred(desk: Desk, photo: str) -> None:
    for path in desk.register.folder.photos.rglob("*"):
        if path.is_file() and path.stat().st_size == len(PICTURE) + 40:
            path.unlink()
    with pytest.raises(Trouble) as trouble:
        blur(desk, photo)
    assert trouble.value.code == "photo.missing"
    assert has_face(shown(desk, photo))


@pytest.mark.parametrize(
    ("areas", "code"),
    [
        ([], "photo.no-area"),
        ([{**FACE, "right": 1001}], "photo.area-outside"),
        ([FACE, {**FACE, "left": 300}], "photo.area-outside"),
        ([{**FACE, "top": -1}], "photo.area-outside"),
        ([FACE] * 51, "photo.too-many-areas"),
    ],
)
def test_that_an_area_that_is_none_is_refused(
    desk: Desk, photo: str, areas: list[dict[str, int]], code: str
) -> None:
    assert desk.refused("blur-photo", photo=photo, areas=areas, reason=WHY).code == code


def test_that_a_photograph_that_is_not_here_is_named(desk: Desk, number: str) -> None:
    refused = desk.refused("move-photo", photo="IMG_1", weapon=number, reason=WHY)
    assert (refused.code, refused.facts) == ("photo.unknown", {"given": "IMG_1"})


def test_that_a_recorder_blurs_nothing(desk: Desk, photo: str) -> None:
    desk.sit(RECORDER)
    with pytest.raises(Refusal) as refusal:
        blur(desk, photo)
    assert refusal.value.code == "operator.not-allowed"
    assert has_face(shown(desk, photo))


def test_that_a_wrong_view_is_put_right_and_stays_in_the_history(desk: Desk, photo: str) -> None:
    told = desk.do("correct-photo-view", photo=photo, view="Right", reason="Mirrored")
    assert (told["before"], told["view"], desk.row("photo")["view"]) == ("left", "right", "right")
    assert desk.row("photo_correction")["view_before"] == "left"
    same = desk.refused("correct-photo-view", photo=photo, view="right", reason="Again")
    assert same.code == "photo.same-view"
    assert desk.findings() == []


def test_that_a_photograph_moves_to_the_weapon_that_it_shows(
    desk: Desk, number: str, photo: str
) -> None:
    wrong = desk.row("weapon", number=number)["id"]
    right = a_weapon(desk, serial="CD 77")
    told = desk.do("move-photo", photo=photo, weapon=right["number"], reason="Wrong tag")
    assert (told["before"], told["number"]) == (number, right["number"])
    assert of_weapon(desk.register, number) == ()
    assert [each.id for each in listed(desk.register, str(right["number"]))] == [photo]
    for root in (wrong, desk.row("weapon", number=right["number"])["id"]):
        *_, (_, event) = journal.history(desk.register.reader, str(root))
        assert event.type == "photo.moved"
    again = desk.refused("move-photo", photo=photo, weapon=right["number"], reason="Again")
    assert again.code == "photo.twice"
    assert desk.findings() == []


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE photo SET sha256 = 'x'", "as it was written"),
        ("UPDATE photo SET view = 'right'", "put right by an entry"),
        ("UPDATE photo SET weapon = NULL, cache = 'c'", "put right by an entry"),
        (
            "UPDATE photo SET weapon = NULL, view = 'left', cache = 'c'",
            "moved to a weapon",
        ),
        ("UPDATE photo_blurring SET areas = '[]'", "as it was written"),
        ("UPDATE photo_blurring SET erased_at = at", "erased by a supervisor and another"),
        ("DELETE FROM sealed_key", "destroyed by erasing"),
    ],
)
def test_that_sql_says_it_too(desk: Desk, photo: str, sql: str, sentence: str) -> None:
    blur(desk, photo)
    if "moved" in sentence:
        for view in ("right", "left", "right"):
            desk.do("correct-photo-view", photo=photo, view=view, reason=WHY)
    with pytest.raises((DatabaseError, Trouble)) as refused, desk.writing() as tx:
        tx.connection.execute(sql)
    assert sentence in str(refused.value.__cause__ or refused.value)
