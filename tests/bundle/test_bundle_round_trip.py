"""What goes into a bundle comes out of it, and nothing is left lying about."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest
from bundle_makers import (
    IDENTITY,
    PHOTO,
    SET,
    STATION,
    Desk,
    a_line,
    a_photo,
    a_run,
    a_tar,
    contents,
    expectation,
    parts_of,
    run_of,
    signer_of,
    turned_down,
)
from hypothesis import given
from hypothesis import strategies as st

from salw_desktop.bundle.head import Blob, Purpose
from salw_desktop.bundle.layout import bundle_name, receipt_name
from salw_desktop.bundle.lines import Line
from salw_desktop.bundle.writer import BlobSource, Contents, Run, Sealed, plain, write
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import beside
from salw_desktop.keys.event_lines import line_bytes, line_of, text_of


def sealed(folder: Path, given: Contents) -> Sealed:
    path = folder / "b.salwb"
    signer = signer_of(given.purpose)
    return write(path, given, signer=signer, recipients=(IDENTITY.recipient,))


def a_bag_info(given: Contents) -> bytes:
    return dict(parts_of(a_tar(given)))["bag-info.txt"]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_that_the_head_comes_out_as_it_was_written(desk: Desk, purpose: Purpose) -> None:
    made = sealed(desk.folder, contents(purpose))
    with desk.open(made.path, expectation(purpose)) as opened:
        assert opened.head == made.head


@pytest.mark.parametrize("purpose", list(Purpose))
def test_that_small_files_come_out_byte_for_byte(desk: Desk, purpose: Purpose) -> None:
    given = contents(purpose)
    with desk.open(sealed(desk.folder, given).path, expectation(purpose)) as opened:
        assert {name: opened.data(name) for name in given.data} == given.data


def test_that_lines_of_two_segments_are_read_in_turns(desk: Desk) -> None:
    with desk.open(sealed(desk.folder, contents()).path) as opened:
        early, late, _ = opened.head.segments
        pairs = list(zip_longest(opened.lines(early), opened.lines(late)))
    assert pairs == [(a_line(1), a_line(4)), (a_line(2), a_line(5)), (a_line(3), None)]


def test_that_a_photo_comes_out_byte_for_byte(desk: Desk) -> None:
    with desk.open(sealed(desk.folder, contents()).path) as opened:
        assert b"".join(opened.blob(hashlib.sha256(PHOTO).hexdigest())) == PHOTO


def test_that_keys_of_persons_travel_where_they_are_given(desk: Desk) -> None:
    files = {"keyslots.json": b"{}", "persons.json": b"[]"}
    with desk.open(sealed(desk.folder, contents(data=files)).path) as opened:
        assert opened.data("persons.json") == b"[]"


def test_that_a_bundle_without_keys_of_persons_says_so(desk: Desk) -> None:
    with desk.open(sealed(desk.folder, contents()).path) as opened:
        assert not opened.has("persons.json")


def test_that_a_later_volume_of_photos_alone_stands_alone(desk: Desk) -> None:
    given = contents(volume=2, volumes=2, runs=())
    with desk.open(sealed(desk.folder, given).path) as opened:
        assert len(opened.head.blobs) == 2


def test_that_both_sides_name_the_sealed_file_by_the_same_hash(desk: Desk) -> None:
    made = sealed(desk.folder, contents(blobs=(a_photo(bytes(300_000)),)))
    data = made.path.read_bytes()
    with desk.open(made.path) as opened:
        seen = opened.sealed
    assert (seen.sha256, seen.size_bytes) == (made.sha256, made.size_bytes)
    assert (made.sha256, made.size_bytes) == (hashlib.sha256(data).hexdigest(), len(data))


def test_that_plaintext_lies_only_in_the_scratch_folder_and_only_while_open(desk: Desk) -> None:
    made = sealed(desk.folder, contents())
    assert [each.name for each in desk.folder.iterdir()] == ["b.salwb"]
    with desk.open(made.path):
        plain = [each for each in (desk.folder / "scratch").rglob("*") if each.is_file()]
        assert [stat.S_IMODE(each.stat().st_mode) for each in plain] == [0o600]
    assert list((desk.folder / "scratch").iterdir()) == []


def test_that_a_line_without_witness_comes_out_without_one(desk: Desk) -> None:
    line = Line(b"x", bytes(64))
    run = run_of("0" * 32, 0, 0, "0" * 64, (line,))
    with desk.open(sealed(desk.folder, contents(runs=(run,))).path) as opened:
        assert list(opened.lines(opened.head.segments[0])) == [line]


def test_that_the_largest_payload_passes(desk: Desk) -> None:
    line = Line(bytes(64 * 1024), bytes(64), bytes(64))
    run = run_of("0" * 32, 0, 0, "0" * 64, (line,))
    with desk.open(sealed(desk.folder, contents(runs=(run,))).path) as opened:
        assert list(opened.lines(opened.head.segments[0])) == [line]


@pytest.mark.usefixtures("slow_threads")
def test_that_no_sum_is_taken_before_all_has_gone_by(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sealed(desk.folder, contents(runs=(a_run(),), blobs=(a_photo(),))).path
    monkeypatch.setattr(beside, "WORTH_BYTES", 0)
    with desk.open(path) as opened:
        assert len(list(opened.lines(opened.head.segments[0]))) == 3


def test_that_a_practice_bag_says_so_and_a_real_one_does_not() -> None:
    practice, real = (a_bag_info(contents(practice=each)) for each in (True, False))
    assert (
        practice == real + b"Internal-Sender-Description: Practice data, not for a real register\n"
    )


def test_that_a_date_stands_in_the_bag_only_where_one_is_given() -> None:
    dated = a_bag_info(contents(bagging_date=date(2026, 11, 22)))
    assert b"Bagging-Date: 2026-11-22\n" in dated
    assert b"Bagging-Date" not in a_bag_info(contents())


def test_that_names_on_the_stick_are_those_of_the_format() -> None:
    device = STATION.public.hex()
    assert bundle_name("LEN1", device, SET, 1, 3) == "LEN1-8a88e3dd-0123456789-v01of03.salwb"
    assert receipt_name("LEN1", device, 7) == "LEN1-8a88e3dd-r0007.salwb"


@pytest.mark.parametrize(
    "source",
    [
        BlobSource(Blob("0" * 64, 5), lambda: (b"other",)),
        BlobSource(Blob(hashlib.sha256(b"longer").hexdigest(), 5), lambda: (b"longer",)),
    ],
    ids=["other bytes", "other length"],
)
def test_that_a_photo_that_changed_meanwhile_stops_the_bundle(
    desk: Desk, source: BlobSource
) -> None:
    with turned_down("bundle.source-changed"):
        sealed(desk.folder, contents(blobs=(source,)))
    assert list(desk.folder.iterdir()) == []


@pytest.mark.parametrize(
    "pieces",
    [
        [(1, a_line(2).encoded())],
        [(1, a_line(1).encoded()[:-1])],
        [(1, a_line(1).encoded()), (1, b"\n")],
        [(2, a_line(1).encoded())],
        [(0, a_line(1).encoded())],
        [],
    ],
    ids=["longer", "shorter", "a line more", "more lines told", "fewer lines told", "nothing"],
)
def test_that_lines_that_are_not_as_promised_stop_the_bundle(
    desk: Desk, pieces: list[tuple[int, bytes]]
) -> None:
    run = Run("0" * 32, 0, 0, "0" * 64, len(a_line(1).encoded()), lambda: pieces)
    with turned_down("bundle.source-changed"):
        sealed(desk.folder, contents(runs=(run,)))
    assert list(desk.folder.iterdir()) == []


def test_that_a_run_of_fewer_lines_than_it_says_is_not_written(desk: Desk) -> None:
    run = run_of("0" * 32, 1, 3, "0" * 64, (a_line(1),))
    with turned_down("bundle.source-changed"):
        sealed(desk.folder, contents(runs=(run,)))


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "bundle.member-missing"),
        ({"keyslots.json": b"", "notes.txt": b""}, "bundle.member-unexpected"),
        ({"keyslots.json": bytes(16 * 1024 * 1024 + 1)}, "bundle.too-large"),
    ],
)
def test_that_files_that_do_not_belong_are_not_written(
    desk: Desk, files: dict[str, bytes], code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        sealed(desk.folder, contents(data=files))
    assert caught.value.code == code


def test_that_a_volume_over_a_gibibyte_is_refused_before_a_photo_is_read(desk: Desk) -> None:
    photos = [BlobSource(Blob(f"{number:064x}", 2**26), tuple) for number in range(16)]
    with turned_down("bundle.too-large"):
        sealed(desk.folder, contents(blobs=photos))


def test_that_more_files_than_a_reader_takes_are_not_written(desk: Desk) -> None:
    photos = [BlobSource(Blob(f"{number:064x}", 1), tuple) for number in range(20_000)]
    with turned_down("bundle.too-large"):
        sealed(desk.folder, contents(blobs=photos))


def test_that_an_earlier_file_stays_when_a_new_one_cannot_be_written(desk: Desk) -> None:
    before = sealed(desk.folder, contents()).path.read_bytes()
    with pytest.raises(Trouble):
        sealed(desk.folder, contents(blobs=(BlobSource(Blob("0" * 64, 1), lambda: (b"x",)),)))
    assert (desk.folder / "b.salwb").read_bytes() == before


@pytest.mark.parametrize("witness", [None, bytes(64)])
@given(payload=st.binary(max_size=70) | st.integers(0, 65536).map(bytes))
def test_that_a_line_is_as_long_as_was_said_before_it_was_spelled(
    payload: bytes, witness: bytes | None
) -> None:
    said = line_bytes(len(payload), is_witnessed=witness is not None)
    assert said == len(Line(payload, bytes(64), witness).encoded())


def test_that_lines_spelled_together_are_those_spelled_one_by_one() -> None:
    payloads = [b"", b"a", b"ab", b"abc" * 500]
    signatures = [bytes(64), b"s" * 64, b"t" * 64, bytes(64)]
    witnesses = [None, b"w" * 64, None, None]
    assert text_of(payloads, signatures, witnesses) == b"".join(
        map(line_of, payloads, signatures, witnesses)
    )


def test_that_each_line_is_asked_for_once_and_when_its_turn_comes() -> None:
    """Nothing is read beforehand to learn what it is: the journal may be larger than the memory."""
    asked: list[str] = []
    text = a_line(1).encoded()

    def run(branch: str) -> Run:
        def pieces() -> Iterator[tuple[int, bytes]]:
            asked.append(branch[0])
            yield 1, text

        return Run(branch, 0, 0, "0" * 64, len(text), pieces)

    _, tar = plain(contents(runs=(run("a" * 32), run("b" * 32))), signer=STATION)
    assert asked == []
    seen = [(list(asked), piece) for piece in tar]
    assert [before for before, piece in seen if piece == text] == [["a"], ["a", "b"]]
    assert asked == ["a", "b"]
