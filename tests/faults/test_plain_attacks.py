"""What a sender with true keys can do wrong: each way is refused, by the one code that fits it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import tar_attacks
from bundle_makers import (
    STATION,
    STRANGER,
    a_tar,
    changed,
    contents,
    head_of,
    nobody,
    tar_of,
    vouched,
)
from sealed_bench import FAIR, SMALL, bench, code_of_plain, sum_of
from tar_attacks import FOUND, NAMES, PARTS, signatures

from salw_desktop.bundle import layout, ustar
from salw_desktop.bundle.head import Purpose
from salw_desktop.words import CODES

Attack = Callable[[], Iterator[bytes]]

MALFORMED, MISSING, UNEXPECTED, ORDER = (
    f"bundle.member-{word}" for word in ("malformed", "missing", "unexpected", "order")
)
DIFFERS, LISTS, TRUNCATED = "bundle.hash-differs", "bundle.manifest-differs", "bundle.truncated"
LARGE, LINE, NEWER = "bundle.too-large", "bundle.line-malformed", "bundle.newer-format"
SENDER = "bundle.unknown-sender"
LISTED = ("segments", "blobs", "frontier")
HEAD, HEAD_SIGN, END_SIGN = "bundle.head-malformed", "bundle.head-unsigned", "bundle.end-unsigned"


def signed_over(head: str) -> bytes:
    """Head and commit mark signed anew over this text, whatever it says; members and bytes stay true."""
    found = FOUND | {layout.HEAD: head.encode()}
    true = head_of(PARTS)
    message = layout.head_message(found[layout.HEAD])
    found[layout.HEAD_SIGNATURE] = layout.signature_text(STATION.sign(message))
    tags = layout.manifest([(name, sum_of(found[name])) for name in layout.TAGS])
    found[layout.TAG_MANIFEST] = tags
    message = layout.end_message(
        found[layout.MANIFEST], tags, members=true["members"], size_bytes=true["bytes"]
    )
    found[layout.END_SIGNATURE] = layout.signature_text(STATION.sign(message))
    return tar_of((name, found[name]) for name in NAMES)


def heads_that_make_no_sense() -> Iterator[bytes]:
    """Each value of the head, and of the lists in it, put in turn to what it cannot be; signed all the same."""
    head = head_of(PARTS)
    inside = [(head, name) for name in head]
    inside += [(head[part][0], name) for part in LISTED for name in head[part][0]]
    for holder, name in inside:
        true = holder[name]
        for wrong in (None, -1, 1.5, "", [], {}, not true, "../..", [{}], "\n"):
            may_be = (name in ("have_receipt", "number") and wrong is None) or (
                (name in LISTED and wrong == []) or (name == "data_owner" and wrong == "../..")
            )
            if not may_be and wrong != true and not (name == "practice" and wrong is False):
                holder[name] = wrong
                yield signed_over(json.dumps(head, ensure_ascii=False, separators=(",", ":")))
        holder[name] = true


def heads_that_miscount() -> Iterator[bytes]:
    """Wrong sums of members or bytes, under a head and a commit mark that both say so."""
    for name in ("members", "bytes"):
        for more in (-1, 1, 512):
            head = head_of(PARTS)
            head[name] += more
            text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
            yield tar_of(vouched(changed(PARTS, layout.HEAD, text)))


def newer_heads() -> Iterator[bytes]:
    text = FOUND[layout.HEAD].replace(b'"v":1', b'"v":2')
    yield tar_of(changed(PARTS, layout.HEAD, text))


def lines() -> Iterator[bytes]:
    """A segment that its sender hashed and signed, and that is no segment."""
    name = NAMES[4]
    whole = FOUND[name]
    for text in (whole[:-1], whole * 2, b"\n", whole.replace(b" ", b"  ", 1), b"=" + whole):
        head = head_of(PARTS)
        head["segments"][0]["bytes"] = len(text)
        head["bytes"] += len(text) - len(whole)
        said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        yield tar_of(vouched(changed(changed(PARTS, name, text), layout.HEAD, said)))


def too_large() -> Iterator[bytes]:
    for name, limit in (("salw/head.sig", 129), ("data/keyslots.json", layout.DATA_MAX_BYTES)):
        yield tar_of(changed(PARTS, name, bytes(limit + 1)))
    begun = tar_of(PARTS[: len(layout.FIRST)]).removesuffix(ustar.END)
    yield begun + ustar.header("data/x", 0) * ustar.MEMBERS_MAX + ustar.END


# where a size or a name moves, what stands there is read as something else
MOVED = {MALFORMED, TRUNCATED, DIFFERS, LISTS, LARGE, LINE}
ATTACKS: dict[str, tuple[Attack, set[str]]] = {
    "any byte": (tar_attacks.bytes_of_the_tar, {MALFORMED, HEAD, SENDER, HEAD_SIGN, DIFFERS, LINE, LISTS, END_SIGN}),
    "a byte of a header": (tar_attacks.bytes_of_headers, MOVED | {MISSING, HEAD}),
    "a byte of a tag file": (tar_attacks.bytes_of_tag_files, {LISTS, DIFFERS, HEAD, NEWER, SENDER, HEAD_SIGN, END_SIGN}),
    "a link, folder or device": (tar_attacks.kinds_of_members, {MALFORMED}),
    "a link that leads out": (tar_attacks.links, {MALFORMED}),
    "a pax or GNU record": (tar_attacks.records_before_a_member, {MALFORMED}),
    "a name that leads out": (tar_attacks.strange_names, {MALFORMED, MISSING}),
    "a lying size": (tar_attacks.lying_sizes, MOVED | {HEAD}),
    "a member left out": (tar_attacks.members_left_out, {MISSING}),
    "a member doubled": (tar_attacks.members_doubled, {ORDER, UNEXPECTED}),
    "neighbours swapped": (tar_attacks.neighbours_swapped, {ORDER, UNEXPECTED}),
    "a member renamed": (tar_attacks.members_renamed, {MISSING}),
    "contents exchanged": (tar_attacks.contents_exchanged, {DIFFERS, LISTS, HEAD, HEAD_SIGN, LARGE, LINE}),
    "a part of another bundle": (tar_attacks.parts_of_another_bundle, {LISTS, HEAD_SIGN, END_SIGN, MISSING}),
    "a wrong hash in the head": (tar_attacks.hashes_in_the_head, {DIFFERS}),
    "another hash of a file": (tar_attacks.hashes_of_data_in_the_list, {DIFFERS}),
    "a wrong hash in a list": (tar_attacks.hashes_in_the_lists, {LISTS, DIFFERS}),
    "a wrong head signature": (signatures(layout.HEAD_SIGNATURE), {HEAD_SIGN, LARGE}),
    "a wrong end signature": (signatures(layout.END_SIGNATURE), {END_SIGN, LARGE}),
    "a broken end": (tar_attacks.ends, {TRUNCATED, MALFORMED}),
    "something behind the end": (tar_attacks.tails, {"bundle.trailing-data"}),
    "a head that makes no sense": (heads_that_make_no_sense, {HEAD}),
    "a head that miscounts": (heads_that_miscount, {LISTS}),
    "a newer head": (newer_heads, {NEWER}),
    "no lines": (lines, {LINE}),
    "more than fits": (too_large, {LARGE}),
}  # fmt: skip
OTHERS_EXPECTED = {
    SENDER: replace(FAIR, sender_key=nobody),
    "bundle.wrong-addressee": replace(FAIR, addressee=STRANGER.public),
    "bundle.practice-mixed": replace(FAIR, practice=False),
    "bundle.wrong-purpose": replace(FAIR, purpose=Purpose.RECEIPT),
}
BY_THE_SEAL = {"bundle.not-a-bundle", "bundle.not-for-us", "bundle.altered", TRUNCATED}
# of keys typed in, of a bundle being written, and of a command without a register
NOT_OF_READING = {
    "bundle.identity-malformed", "bundle.recipient-malformed", "bundle.source-changed", "bundle.no-key-here"
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_each_attack_from_inside_is_refused_by_its_codes(attack: str) -> None:
    made, codes = ATTACKS[attack]
    tried = 0
    found = set()
    for tar in made():
        if tar != SMALL:
            tried += 1
            found.add(code_of_plain(tar))
    assert tried
    assert found == codes


@pytest.mark.parametrize("code", OTHERS_EXPECTED)
def test_that_a_true_bundle_for_others_is_refused_by_its_code(code: str) -> None:
    assert code_of_plain(SMALL, OTHERS_EXPECTED[code]) == code


def test_that_the_attacks_bring_out_every_code_of_reading() -> None:
    attacked = set().union(*(codes for _, codes in ATTACKS.values()))
    known = {code for code in CODES if code.startswith("bundle.")}
    assert attacked | set(OTHERS_EXPECTED) | BY_THE_SEAL == known - NOT_OF_READING


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_one_of_each_attack_is_refused_behind_a_true_seal(attack: str) -> None:
    made, codes = ATTACKS[attack]
    with bench() as desk:
        assert desk.code(next(tar for tar in made() if tar != SMALL)) in codes


def test_that_a_bundle_for_the_field_is_no_bundle_for_hq() -> None:
    assert code_of_plain(a_tar(contents(Purpose.RECEIPT))) == "bundle.wrong-addressee"
