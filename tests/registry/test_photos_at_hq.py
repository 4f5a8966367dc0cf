"""Photographs on their way to HQ: in volumes, in any order, lost on the way and brought by the next bundle."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from card import SECRET, drawn, jpeg, png, talkative_jpeg, tells_nothing
from factory import a_weapon
from hypothesis import given
from hypothesis import strategies as st
from pair import Pair

from salw_desktop.bundle import ustar
from salw_desktop.bundle.head import VOLUMES_MAX, Blob
from salw_desktop.bundle.layout import PLAIN_MAX_BYTES
from salw_desktop.bundle.reader import Opened
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import Word
from salw_desktop.keys.photo_box import ORIGINAL, PhotoBox
from salw_desktop.registry import importing
from salw_desktop.usecases import exchange, photos, safekeeping
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.folder import Folder
from salw_desktop.usecases.volumes import LISTED_BYTES, divided, unsent

PICTURES = [jpeg(drawn(seed)) for seed in range(1, 5)] + [talkative_jpeg()]
VIEWS = ("left", "right", "damage", "other", "tag")
ONE_A_VOLUME = 1  # no two fit


def photographed(pair: Pair, *pictures: bytes) -> list[str]:
    """A weapon with these photographs; their SHA-256."""
    with pair.station() as desk:
        number, found = a_weapon(desk)["number"], []
        for picture, view in zip(pictures, VIEWS, strict=False):
            (pair.home / "picture").write_bytes(picture)
            fields = {"weapon": number, "file": str(pair.home / "picture"), "view": view}
            found.append(str(desk.do("add-photo", **fields)["sha256"]))
    return found


def exported(
    pair: Pair, stick: str = "stick", volume_bytes: int = PLAIN_MAX_BYTES
) -> exchange.Exported:
    with pair.station() as desk:
        return exchange.export(desk.register, pair.folder(stick), volume_bytes=volume_bytes)


def held(pair: Pair, sha256s: list[str]) -> list[bool]:
    with pair.hq() as registry:
        return [registry.photos.is_whole(sha256) for sha256 in sha256s]


def events_of(pair: Pair) -> int:
    with pair.hq() as registry:
        (count,) = registry.reader.execute("SELECT count(*) FROM held_event").fetchone()
    return int(count)


def test_that_hq_holds_the_original_byte_for_byte(pair: Pair) -> None:
    sha256s = photographed(pair, *PICTURES)
    told = pair.imported(pair.bundle())
    assert (told["new_photos"], told["wanted_photos"]) == (5, 0)
    with pair.hq() as registry:
        assert [registry.photos.read(each, ORIGINAL) for each in sha256s] == PICTURES
        row = registry.reader.execute("SELECT view, size FROM held_photo ORDER BY id").fetchall()
    assert row == [(view, len(data)) for view, data in zip(VIEWS, PICTURES, strict=True)]


def test_that_hq_keeps_them_under_its_own_key_and_nothing_in_clear(pair: Pair) -> None:
    (sha256,) = photographed(pair, talkative_jpeg())
    pair.imported(pair.bundle())
    for path in pair.hq_path.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
    with pair.station() as desk:
        here = desk.register.photos_in(Folder(pair.hq_path))
        assert not here.has(sha256)


def test_that_hq_shows_a_copy_that_tells_nothing(pair: Pair) -> None:
    photographed(pair, talkative_jpeg())
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        names = ("sha256", "view")
        row = registry.reader.execute("SELECT sha256, view FROM held_photo").fetchone()
        copy = photos.picture(registry, dict(zip(names, row, strict=True)), 320)
    assert tells_nothing(copy)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_that_volumes_are_taken_in_any_order_and_again(pair: Pair, order: tuple[int, ...]) -> None:
    sha256s = photographed(pair, *PICTURES[:2])
    volumes = exported(pair, volume_bytes=ONE_A_VOLUME).volumes
    assert [volume.path.name[-14:] for volume in volumes] == [
        f"-v0{place}of03.salwb" for place in (1, 2, 3)
    ]
    for place in (*order, *order):
        pair.imported(volumes[place].path)
    assert held(pair, sha256s) == [True, True]
    receipt = pair.receipt()[1]
    assert receipt.wants == ()
    assert receipt.wants_photos == ()


def test_that_all_events_are_in_the_first_volume(pair: Pair) -> None:
    photographed(pair, *PICTURES[:2])
    first, *others = exported(pair, volume_bytes=ONE_A_VOLUME).volumes
    told = pair.imported(first.path)
    events = events_of(pair)
    assert (told["new_photos"], told["wanted_photos"]) == (0, 2)
    for volume in others:
        assert pair.imported(volume.path)["new_events"] == 0
    assert events_of(pair) == events


def test_that_the_next_bundle_brings_what_a_lost_volume_held(pair: Pair) -> None:
    sha256s = photographed(pair, *PICTURES[:4])
    first, _, third, *_ = exported(pair, volume_bytes=ONE_A_VOLUME).volumes
    for volume in (first, third):
        pair.imported(volume.path)
    file, receipt = pair.receipt()
    lost = [sha256s[0], *sha256s[2:]]
    assert list(receipt.wants_photos) == lost
    assert pair.taken(file)["wants_photos"] == 3
    done = exported(pair, "second stick")
    assert done.photos == 3
    told = pair.imported(done.written.path)
    assert (told["new_photos"], told["wanted_photos"]) == (3, 0)
    assert held(pair, sha256s) == [True] * 4


def test_that_what_is_receipted_is_not_sent_again(pair: Pair) -> None:
    photographed(pair, *PICTURES[:2])
    pair.imported(pair.bundle())
    pair.taken(pair.receipt()[0])
    assert exported(pair, "second stick").photos == 0
    photographed(pair, png(drawn(9)))
    assert exported(pair, "third stick").photos == 1


def test_that_everything_goes_again_until_a_receipt_says_so(pair: Pair) -> None:
    photographed(pair, *PICTURES[:2])
    assert [exported(pair, stick).photos for stick in ("lost stick", "stick")] == [2, 2]


def test_that_a_receipt_asks_for_no_more_than_an_event_can_hold(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256s = photographed(pair, *PICTURES[:3])
    pair.imported(exported(pair, volume_bytes=ONE_A_VOLUME).volumes[0].path)
    monkeypatch.setattr(importing, "PHOTOS_WANTED_AT_ONCE", 2)
    assert list(pair.receipt()[1].wants_photos) == sha256s[:2]


def test_that_a_full_list_of_wanted_photographs_fits_its_event(pair: Pair) -> None:
    pair.imported(pair.bundle())
    receipt = pair.receipt()[1]
    wants = tuple(f"{place:064x}" for place in range(importing.PHOTOS_WANTED_AT_ONCE))
    with pair.station() as desk:
        command = exchange.TakeReceipt(
            receipt=replace(receipt, wants_photos=wants), sha256="ab" * 32
        )
        told = perform(command, desk.register).answer
    assert told["wants_photos"] == importing.PHOTOS_WANTED_AT_ONCE


def test_that_a_photograph_lost_here_stops_no_export_and_is_named(pair: Pair) -> None:
    sha256s = photographed(pair, *PICTURES[:2])
    with pair.station() as desk:
        lost = desk.register.photos._path(sha256s[0], ORIGINAL)
    lost.write_bytes(b"damaged")
    done = exported(pair)
    assert (done.photos, done.photos_left_out) == (1, (sha256s[0],))
    told = pair.imported(done.written.path)
    assert (told["new_photos"], told["wanted_photos"]) == (1, 1)


def test_that_the_same_bundle_again_puts_back_what_hq_has_lost(pair: Pair) -> None:
    (sha256,) = photographed(pair, PICTURES[0])
    bundle = pair.bundle()
    pair.imported(bundle)
    with pair.hq() as registry:
        lost = registry.photos._path(sha256, ORIGINAL)
    lost.unlink()
    told = pair.imported(bundle)
    assert (told["repeated"], told["new_photos"], held(pair, [sha256])) == (True, 1, [True])


def test_that_a_bundle_altered_within_a_photograph_is_refused_and_none_is_kept(pair: Pair) -> None:
    sha256s = photographed(pair, *PICTURES[:2])
    bundle = pair.bundle()
    whole = bytearray(bundle.read_bytes())
    whole[-20_000] ^= 1
    bundle.write_bytes(whole)
    with pytest.raises(Refusal) as refusal:
        pair.imported(bundle)
    assert refusal.value.code == "bundle.altered"
    assert held(pair, sha256s) == [False, False]


def test_that_an_export_stops_at_the_volume_that_found_no_room(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    photographed(pair, *PICTURES[:3])
    room = iter([2**40, 0, 2**40])
    monkeypatch.setattr("salw_desktop.files.os_calls.free_bytes", lambda _: next(room))
    done = exported(pair, volume_bytes=ONE_A_VOLUME)
    assert [volume.word for volume in done.volumes] == [Word.DONE, Word.FULL]
    assert done.written.word is Word.FULL


def test_that_a_backup_of_the_registry_has_the_photographs_too(pair: Pair, tmp_path: Path) -> None:
    (sha256,) = photographed(pair, PICTURES[0])
    pair.imported(pair.bundle())
    with pair.hq() as registry:
        backup = safekeeping.back_up(registry, tmp_path)
        there = registry.photos_in(Folder(backup))
        assert there.read(sha256, ORIGINAL) == PICTURES[0]


SIZES = st.lists(st.integers(1, 5000), max_size=40)


@given(sizes=SIZES, journal_bytes=st.integers(0, 9000))
def test_that_volumes_hold_each_photograph_once_in_order_and_none_is_over_full(
    sizes: list[int], journal_bytes: int
) -> None:
    blobs = [Blob(f"{place:064x}", size) for place, size in enumerate(sizes)]
    room_bytes = 10_000
    shares = divided(blobs, room_bytes=room_bytes, journal_bytes=journal_bytes)
    assert [blob for share in shares for blob in share] == blobs
    assert all(shares[1:])
    for place, share in enumerate(shares):
        used = sum(ustar.room_bytes(blob.size_bytes) + LISTED_BYTES for blob in share)
        assert used <= room_bytes - (0 if place else journal_bytes)


def test_that_a_bundle_has_no_more_volumes_than_its_name_can_count() -> None:
    blobs = [Blob(f"{place:064x}", 5000) for place in range(120)]
    assert len(divided(blobs, room_bytes=1, journal_bytes=0)) == VOLUMES_MAX


def test_that_a_head_says_no_more_of_a_photograph_than_was_reckoned() -> None:
    blob = Blob("ab" * 32, 64 * 1024 * 1024)
    in_head = len(str(blob.to_json())) + 1
    in_manifest = len(f"{blob.sha256}  {blob.name}\n")
    assert in_head + in_manifest <= LISTED_BYTES


def test_that_whoever_gives_up_at_the_second_volume_leaves_none_behind(pair: Pair) -> None:
    photographed(pair, *PICTURES[:2])
    begun = list[str]()

    def give_up(step: str, done: int, _: int) -> None:
        if step == "write" and done and (stick := sorted(pair.folder("stick").glob("*.salwb"))):
            begun.extend(path.name for path in stick)
            raise KeyboardInterrupt

    with pair.station() as desk, pytest.raises(KeyboardInterrupt):
        exchange.export(
            desk.register, pair.folder("stick"), on_step=give_up, volume_bytes=ONE_A_VOLUME
        )
    assert [name[-14:] for name in begun] == ["-v01of03.salwb"]
    assert list(pair.folder("stick").iterdir()) == []


def test_that_after_one_damaged_photograph_all_are_read_before_the_next_try(pair: Pair) -> None:
    """Else a bundle of gigabytes would be begun anew for each of them."""
    first, second, whole = photographed(pair, *PICTURES[:3])
    with pair.station() as desk:
        box, reader = desk.register.photos, desk.register.reader
        for sha256 in (first, second):
            path = box._path(sha256, ORIGINAL)
            path.write_bytes(bytes(path.stat().st_size))
        assert unsent(reader, box, 0, []).left_out == ()
        found = unsent(reader, box, 0, [], {first})
        assert found.left_out == (first, second)
        assert [blob.sha256 for blob in found.blobs] == [whole]
        told = exchange.export(desk.register, pair.folder("stick"))
    assert (told.photos, told.photos_left_out) == (1, (first, second))


def test_that_a_disk_that_gives_back_other_bytes_than_were_verified_is_named(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    shas = photographed(pair, PICTURES[0])
    keep = importing.keep_photos

    def spoilt(opened: Opened, box: PhotoBox) -> int:
        plain = opened.tar.read_bytes()
        opened.tar.write_bytes(plain.replace(PICTURES[0][-4096:], bytes(4096)))
        return keep(opened, box)

    monkeypatch.setattr(importing, "keep_photos", spoilt)
    with pytest.raises(Trouble) as trouble:
        pair.imported(pair.bundle())
    assert trouble.value.code == "disk.failed"
    assert held(pair, shas) == [False]
