"""One code for each way to be wrong, and which of two faults is named."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

import pytest
from bundle_makers import (
    BRANCH,
    REGISTRY,
    STATION,
    STRANGER,
    Desk,
    Parts,
    a_tar,
    changed,
    contents,
    expectation,
    head_of,
    nobody,
    parts_of,
    tar_of,
    vouched,
    with_head,
)

from salw_desktop.bundle import layout, ustar
from salw_desktop.bundle.head import Purpose
from salw_desktop.bundle.reader import Expectation
from salw_desktop.domain.errors import Refusal
from salw_desktop.keys.age import AgeIdentity, seal
from salw_desktop.keys.signing import fingerprint

SEGMENT = f"data/journal/{BRANCH}/1-3.jsonl"
NAMES = [name for name, _ in parts_of(a_tar())]

STRANGE = replace(expectation(), sender_key=nobody)


def edited(name: str, old: bytes, new: bytes) -> Parts:
    parts = parts_of(a_tar())
    assert old in dict(parts)[name]
    return changed(parts, name, dict(parts)[name].replace(old, new, 1))


def with_lines_exchanged(name: str) -> Parts:
    """A list in another order: each line is true, and no line stands where it belongs."""
    parts = parts_of(a_tar())
    first, second, *others = dict(parts)[name].splitlines(keepends=True)
    return changed(parts, name, b"".join((second, first, *others)))


def with_segment(text: bytes) -> Parts:
    """A bundle whose sender hashed and signed other text as his first segment."""
    parts = changed(parts_of(a_tar()), SEGMENT, text)
    head = head_of(parts)
    head["segments"][0]["bytes"] = len(text)
    return _with(parts, head)


def _with(parts: Parts, head: dict[str, Any]) -> Parts:
    head["bytes"] = sum(len(data) for name, data in parts if name.startswith("data/"))
    return vouched(changed(parts, layout.HEAD, json.dumps(head, separators=(",", ":")).encode()))


def test_that_what_the_makers_vouch_for_is_taken(desk: Desk) -> None:
    """Else the refusals below could have another reason."""
    first = dict(parts_of(a_tar()))[SEGMENT]
    with desk.open(desk.sealed(tar_of(with_segment(first)))) as opened:
        assert len(opened.head.segments) == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sender_key": nobody}, "bundle.unknown-sender"),
        ({"sender_key": lambda _: STRANGER.public}, "bundle.unknown-sender"),
        ({"addressee": STRANGER.public}, "bundle.wrong-addressee"),
        ({"practice": False}, "bundle.practice-mixed"),
        ({"purpose": Purpose.RECEIPT}, "bundle.wrong-purpose"),
    ],
)
def test_that_what_is_not_expected_is_refused(
    desk: Desk, changes: dict[str, Any], code: str
) -> None:
    assert desk.code(a_tar(), replace(expectation(), **changes)) == code


def test_that_a_real_bundle_is_refused_by_a_practice_register(desk: Desk) -> None:
    refusal = desk.turned_down(desk.sealed(a_tar(contents(practice=False))))
    assert refusal.code == "bundle.practice-mixed"
    assert refusal.facts == {"found": "real", "expected": "practice"}


def test_that_any_of_three_addressed_registries_may_open_it(desk: Desk) -> None:
    three = [fingerprint(each.public).hex() for each in (STRANGER, STATION, REGISTRY)]
    with desk.open(desk.sealed(a_tar(contents(to=three)))) as opened:
        assert opened.head.to == tuple(three)


def test_that_a_bundle_signed_by_another_key_is_refused(desk: Desk) -> None:
    parts = parts_of(a_tar())
    assert desk.code(tar_of(vouched(parts, STRANGER))) == "bundle.head-unsigned"


def test_that_a_head_signature_in_capitals_is_refused(desk: Desk) -> None:
    signature = dict(parts_of(a_tar()))[layout.HEAD_SIGNATURE]
    parts = changed(parts_of(a_tar()), layout.HEAD_SIGNATURE, signature.upper())
    assert desk.code(tar_of(parts)) == "bundle.head-unsigned"


def test_that_an_end_signed_by_another_key_is_refused(desk: Desk) -> None:
    end = dict(vouched(parts_of(a_tar()), STRANGER))[layout.END_SIGNATURE]
    parts = changed(parts_of(a_tar()), layout.END_SIGNATURE, end)
    assert desk.code(tar_of(parts)) == "bundle.end-unsigned"


def test_that_a_head_signature_is_no_end_signature(desk: Desk) -> None:
    found = dict(parts_of(a_tar()))
    parts = changed(parts_of(a_tar()), layout.END_SIGNATURE, found[layout.HEAD_SIGNATURE])
    assert desk.code(tar_of(parts)) == "bundle.end-unsigned"


@pytest.mark.parametrize("name", NAMES)
def test_that_a_missing_file_is_named(desk: Desk, name: str) -> None:
    refusal = desk.turned_down(desk.sealed(tar_of(changed(parts_of(a_tar()), name, None))))
    assert (refusal.code, refusal.facts) == ("bundle.member-missing", {"name": name})


@pytest.mark.parametrize("place", range(len(NAMES) + 1))
def test_that_a_file_too_many_is_named(desk: Desk, place: int) -> None:
    parts = parts_of(a_tar())
    parts.insert(place, ("data/extra.json", b"{}"))
    refusal = desk.turned_down(desk.sealed(tar_of(parts)))
    assert (refusal.code, refusal.facts) == (
        "bundle.member-unexpected",
        {"name": "data/extra.json"},
    )


@pytest.mark.parametrize("place", range(len(NAMES) - 1))
def test_that_two_files_in_the_wrong_order_are_refused(desk: Desk, place: int) -> None:
    parts = parts_of(a_tar())
    parts[place], parts[place + 1] = parts[place + 1], parts[place]
    # before the head is read no data file has a place yet
    data_too_early = place == len(layout.FIRST) - 1
    assert desk.code(tar_of(parts)) == (
        "bundle.member-unexpected" if data_too_early else "bundle.member-order"
    )


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_that_a_file_that_stands_twice_is_refused(desk: Desk, place: int) -> None:
    parts = parts_of(a_tar())
    parts.insert(place, parts[place])
    last = place == len(NAMES) - 1
    assert desk.code(tar_of(parts)) == (
        "bundle.member-unexpected" if last else "bundle.member-order"
    )


def test_that_keys_of_persons_after_the_photos_are_refused(desk: Desk) -> None:
    parts = parts_of(a_tar())
    parts.insert(len(parts) - 3, ("data/persons.json", b"{}"))
    assert desk.code(tar_of(parts)) == "bundle.member-order"


@pytest.mark.parametrize(
    ("parts", "code", "name"),
    [
        (edited(SEGMENT, b"eyJ", b"eyK"), "bundle.hash-differs", SEGMENT),
        (edited(NAMES[-4], b"photo", b"ph0to"), "bundle.hash-differs", NAMES[-4]),
        (edited("data/keyslots.json", b"[]", b"{}"), "bundle.hash-differs", "data/keyslots.json"),
        (edited(layout.MANIFEST, b"data/", b"date/"), "bundle.manifest-differs", layout.MANIFEST),
        (with_lines_exchanged(layout.MANIFEST), "bundle.manifest-differs", layout.MANIFEST),
        (edited(layout.BAG_INFO, b"LEN1", b"LEN2"), "bundle.manifest-differs", layout.TAG_MANIFEST),
        (edited(layout.TAG_MANIFEST, b"\n", b"\n\n"), "bundle.manifest-differs", layout.TAG_MANIFEST),
        (with_head(members=7), "bundle.manifest-differs", layout.HEAD),
        (with_head(bytes=7), "bundle.manifest-differs", layout.HEAD),
    ],
)  # fmt: skip
def test_that_contents_that_differ_from_a_list_are_refused(
    desk: Desk, parts: Parts, code: str, name: str
) -> None:
    refusal = desk.turned_down(desk.sealed(tar_of(parts)))
    assert (refusal.code, refusal.facts) == (code, {"name": name})


def _lines() -> list[bytes]:
    return dict(parts_of(a_tar()))[SEGMENT].splitlines(keepends=True)


BAD_LINES = {
    "one too few": b"".join(_lines()[:2]),
    "one too many": b"".join(_lines()) + _lines()[0],
    "no last line break": b"".join(_lines())[:-1],
    "an empty line": _lines()[0] + b"\n" + _lines()[2],
    "two spaces": b"".join(_lines()).replace(b" ", b"  ", 1),
    "a carriage return": b"".join(_lines()).replace(b"\n", b"\r\n", 1),
    "no signature": _lines()[0].split(b" ")[0] + b"\n" + b"".join(_lines()[1:]),
    "three signatures": _lines()[0][:-1] + b" " + _lines()[0].split(b" ")[1] + b"\n" + b"".join(_lines()[1:]),
    "an empty payload": b" " + _lines()[1].split(b" ")[1] + b"".join(_lines()[1:]),
    "a short signature": _lines()[0].split(b" ")[0] + b" AAAA\n" + b"".join(_lines()[1:]),
    "other base64 spelling": b"e30\n" + b"".join(_lines()[1:]),
    "spare bits set": b"eyJ9eQ=="[:-3] + b"R== " + _lines()[1].split(b" ")[1] + b"".join(_lines()[1:]),
    "a payload too large": b"A" * 87_388 + b" " + _lines()[1].split(b" ")[1] + b"".join(_lines()[1:]),
    "a line without end": b"A" * 500_000,
}  # fmt: skip


@pytest.mark.parametrize("text", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_that_a_malformed_line_is_refused_even_when_it_is_signed(desk: Desk, text: bytes) -> None:
    refusal = desk.turned_down(desk.sealed(tar_of(with_segment(text))))
    assert refusal.code == "bundle.line-malformed"
    assert refusal.facts["name"] == SEGMENT


def test_that_a_head_of_a_newer_program_is_named(desk: Desk) -> None:
    refusal = desk.turned_down(desk.sealed(tar_of(with_head(v=2, colour="blue"))))
    assert (refusal.code, refusal.facts) == ("bundle.newer-format", {"found": 2, "known": 1})


def test_that_a_head_that_makes_no_sense_is_refused(desk: Desk) -> None:
    refusal = desk.turned_down(desk.sealed(tar_of(with_head(volume=2))))
    assert (refusal.code, refusal.facts) == ("bundle.head-malformed", {"part": "volume"})


@pytest.mark.parametrize(
    ("name", "size_bytes"),
    [
        (layout.HEAD, 8 * 1024 * 1024 + 1),
        (layout.HEAD_SIGNATURE, 130),
        ("data/keyslots.json", 16 * 1024 * 1024 + 1),
        (layout.MANIFEST, 8 * 1024 * 1024 + 1),
    ],
)
def test_that_a_file_over_its_limit_is_refused(desk: Desk, name: str, size_bytes: int) -> None:
    parts = changed(parts_of(a_tar()), name, bytes(size_bytes))
    refusal = desk.turned_down(desk.sealed(tar_of(parts)))
    assert (refusal.code, refusal.facts["part"]) == ("bundle.too-large", name)


def test_that_a_sealed_file_over_a_gibibyte_is_not_even_read(desk: Desk) -> None:
    path = desk.folder / "large.salwb"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 2**30 + 1)
    assert desk.turned_down(path).code == "file.too-large"


def test_that_bytes_behind_the_end_are_refused(desk: Desk) -> None:
    assert desk.code(a_tar() + bytes(512)) == "bundle.trailing-data"


def test_that_a_bundle_sealed_to_others_is_no_fault_of_the_bundle(desk: Desk) -> None:
    path = desk.folder / "b.salwb"
    seal((a_tar(),), path, (AgeIdentity.generate().recipient,))
    assert desk.turned_down(path).code == "bundle.not-for-us"


def test_that_a_stick_that_is_gone_is_named(desk: Desk) -> None:
    assert desk.turned_down(desk.folder / "none.salwb").code == "file.missing"


def _blamed() -> list[tuple[Parts, Expectation, str]]:
    """Each fault together with all those that are looked for after it."""
    fair = expectation()
    parts = edited(layout.END_SIGNATURE, b"\n", b"")
    rising = [(parts, fair, "bundle.end-unsigned")]
    parts = changed(parts, layout.MANIFEST, b"")
    rising.append((parts, fair, "bundle.manifest-differs"))
    parts = changed(parts, SEGMENT, _lines()[0] * 3)
    rising.append((parts, fair, "bundle.hash-differs"))
    parts = changed(parts, "data/keyslots.json", None)
    rising.append((parts, fair, "bundle.member-missing"))
    for change, code in (
        ({"purpose": Purpose.ANSWER}, "bundle.wrong-purpose"),
        ({"practice": False}, "bundle.practice-mixed"),
        ({"addressee": STATION.public}, "bundle.wrong-addressee"),
    ):
        fair = replace(fair, **change)
        rising.append((parts, fair, code))
    parts = changed(parts, layout.HEAD_SIGNATURE, b"")
    rising.append((parts, fair, "bundle.head-unsigned"))
    fair = replace(fair, sender_key=nobody)
    rising.append((parts, fair, "bundle.unknown-sender"))
    parts = changed(parts, layout.HEAD, b"{}")
    rising.append((parts, fair, "bundle.head-malformed"))
    rising.append(([parts[1], parts[0], *parts[2:]], fair, "bundle.member-order"))
    return rising


@pytest.mark.parametrize(("parts", "expected", "code"), _blamed())
def test_that_of_several_faults_the_outermost_is_named(
    desk: Desk, parts: Parts, expected: Expectation, code: str
) -> None:
    assert desk.code(tar_of(parts), expected) == code


def test_that_the_sender_is_asked_for_before_the_rest_of_the_tar_is_walked(desk: Desk) -> None:
    tar = a_tar()[: -len(ustar.END)]
    assert desk.code(tar, STRANGE) == "bundle.unknown-sender"


def test_that_what_opening_raises_is_what_a_person_can_be_told(desk: Desk) -> None:
    refusal = desk.turned_down(desk.sealed(a_tar()), STRANGE)
    assert isinstance(refusal, Refusal)
    assert refusal.facts == {"unit": "LEN1", "device": STATION.public.hex()[:8]}
