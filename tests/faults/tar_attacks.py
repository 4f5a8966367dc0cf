"""Ways to break a tar from inside; each yields whole tars that differ from the one that was signed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from bundle_makers import (
    STATION,
    STRANGER,
    changed,
    head_of,
    parts_of,
    tar_of,
    vouched,
)
from sealed_bench import OTHER, SMALL, sum_of

from salw_desktop.bundle import layout, ustar

PARTS = parts_of(SMALL)
NAMES = [name for name, _ in PARTS]
FOUND, FOREIGN = dict(PARTS), dict(parts_of(OTHER))
_CHECKSUM = slice(148, 156)


def starts() -> list[int]:
    """Where each header begins."""
    places, at = [], 0
    for _, data in PARTS:
        places.append(at)
        at += ustar.room_bytes(len(data))
    return places


def summed(block: bytes) -> bytes:
    """The header with its checksum made right, as any tar program would."""
    blank = block[:148] + b" " * 8 + block[156:]
    return block[:148] + b"%06o\0 " % sum(blank) + block[156:]


def with_field(start: int, offset: int, value: bytes) -> bytes:
    block = SMALL[start : start + 512]
    made = summed(block[:offset] + value + block[offset + len(value) :])
    return SMALL[:start] + made + SMALL[start + 512 :]


def flips(data: bytes, mask: int = 1) -> Iterator[bytes]:
    for place in range(len(data)):
        yield data[:place] + bytes((data[place] ^ mask,)) + data[place + 1 :]


def bytes_of_the_tar() -> Iterator[bytes]:
    """Each byte, padding and checksums too."""
    for place in range(len(SMALL)):
        yield SMALL[:place] + bytes((SMALL[place] ^ 1 << place % 7,)) + SMALL[place + 1 :]


def bytes_of_headers() -> Iterator[bytes]:
    """Each byte of each header, checksum made right again."""
    for start in starts():
        for place in (*range(148), *range(156, 512)):
            yield with_field(start, place, bytes((SMALL[start + place] ^ 1,)))


def bytes_of_tag_files() -> Iterator[bytes]:
    for name in (*layout.FIRST, *layout.LAST):
        for data in flips(FOUND[name], 2):
            yield tar_of(changed(PARTS, name, data))


def kinds_of_members() -> Iterator[bytes]:
    """Links, folders, devices, pax, GNU long names and sparse files: by type, wherever they stand."""
    for start in starts():
        for kind in b"\0001234567gxLKSDMVNXAZ":
            yield with_field(start, 156, bytes((kind,)))


def records_before_a_member() -> Iterator[bytes]:
    """A pax or GNU record put before each member, that would rename it or change its size."""
    notes = (
        (b"x", b"30 path=../../outside.json...\n"), (b"g", b"19 size=0000000001\n"),
        (b"L", b"../" * 40 + b"passwd\0"), (b"K", b"/etc/passwd\0"),
    )  # fmt: skip
    for start in starts():
        for kind, text in notes:
            block = bytearray(ustar.header("PaxHeader", len(text)))
            block[156:157] = kind
            record = summed(bytes(block)) + text + ustar.padding(len(text))
            yield SMALL[:start] + record + SMALL[start:]


def links() -> Iterator[bytes]:
    for start in starts():
        for kind in b"12":
            aimed = with_field(start, 157, b"../../etc/passwd")
            block = summed(
                aimed[start : start + 156] + bytes((kind,)) + aimed[start + 157 : start + 512]
            )
            yield aimed[:start] + block + aimed[start + 512 :]


def strange_names() -> Iterator[bytes]:
    names = (
        b"../x", b"/etc/passwd", b"data//x", b"data/./x", b"data/../x", b"data\\x", b"data/x/", b"C:x", b"", b".x",
        b"-rf", b"data/\xc3\xa9", b"x\0y", b"x" * 100, b"data/x\n", b"bagit.txt ", b"BAGIT.TXT\xff",
    )  # fmt: skip
    for start in starts():
        for name in names:
            yield with_field(start, 0, name.ljust(100, b"\0"))


def lying_sizes() -> Iterator[bytes]:
    for start, (_, data) in zip(starts(), PARTS, strict=True):
        size = len(data)
        for lie in {0, 1, size - 1, size + 1, size + 512, size + 513, 8**11 - 1} - {size}:
            yield with_field(start, 124, b"%011o\0" % lie)
        yield with_field(start, 124, b"\x80" + size.to_bytes(11, "big"))  # GNU's binary size
        yield with_field(start, 124, b"%011o " % size)
        yield with_field(start, 124, b"-%010o\0" % size)


def members_left_out() -> Iterator[bytes]:
    return (tar_of(changed(PARTS, name, None)) for name in NAMES)


def members_doubled() -> Iterator[bytes]:
    for place in range(len(PARTS)):
        for there in range(len(PARTS) + 1):
            yield tar_of([*PARTS[:there], PARTS[place], *PARTS[there:]])


def neighbours_swapped() -> Iterator[bytes]:
    for place in range(len(PARTS) - 1):
        one, two = PARTS[place : place + 2]
        yield tar_of([*PARTS[:place], two, one, *PARTS[place + 2 :]])


def members_renamed() -> Iterator[bytes]:
    for name in NAMES:
        for other in (f"{name}x", name.upper(), "data/extra.json", name[:-1]):
            yield tar_of([(other if each == name else each, data) for each, data in PARTS])


def contents_exchanged() -> Iterator[bytes]:
    """Two members keep their names and carry each other's bytes."""
    for one in NAMES:
        for two in NAMES[: NAMES.index(one)]:
            both = changed(changed(PARTS, one, FOUND[two]), two, FOUND[one])
            yield tar_of(both)


def parts_of_another_bundle() -> Iterator[bytes]:
    """True signatures of the true sender, over something else: each tag file, and each pair of them."""
    for one in (*layout.FIRST[1:], *layout.LAST):
        for two in (*layout.FIRST[1:], *layout.LAST):
            mixed = changed(changed(PARTS, one, FOREIGN[one]), two, FOREIGN[two])
            if mixed != PARTS:
                yield tar_of(mixed)


def hashes_in_the_head() -> Iterator[bytes]:
    """A photograph under another hash, everything signed anew over it; it has another name too, as its member has."""
    other = sum_of(b"another")
    for name in NAMES:
        if name.startswith("data/photos/"):
            head = head_of(PARTS)
            for entry in head["blobs"]:
                if entry["sha256"] == sum_of(FOUND[name]):
                    entry["sha256"] = other
            text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
            renamed = f"data/photos/{other[:2]}/{other}"
            yield tar_of(
                vouched(
                    [
                        (renamed if each == name else each, data)
                        for each, data in changed(PARTS, layout.HEAD, text)
                    ]
                )
            )


def hashes_of_data_in_the_list() -> Iterator[bytes]:
    """Each file under the hash of another one in the manifest, the tag manifest and the commit mark made anew over it."""
    for name in NAMES:
        if name.startswith("data/"):
            true, other = (each.encode() for each in (sum_of(FOUND[name]), sum_of(b"another")))
            yield _with_list(layout.MANIFEST, FOUND[layout.MANIFEST].replace(true, other, 1))


def hashes_in_the_lists() -> Iterator[bytes]:
    """Each digit of each list, and the commit mark signed anew over it."""
    for name in (layout.MANIFEST, layout.TAG_MANIFEST):
        for data in flips(FOUND[name]):
            yield _with_list(name, data)


def _with_list(name: str, data: bytes) -> bytes:
    """Another text of one list, and what stands behind it made to fit."""
    found = FOUND | {name: data}
    if name == layout.MANIFEST:
        tags = [(each, sum_of(found[each])) for each in layout.TAGS]
        found[layout.TAG_MANIFEST] = layout.manifest(tags)
    head = head_of(PARTS)
    message = layout.end_message(
        found[layout.MANIFEST],
        found[layout.TAG_MANIFEST],
        members=head["members"],
        size_bytes=head["bytes"],
    )
    found[layout.END_SIGNATURE] = layout.signature_text(STATION.sign(message))
    return tar_of((each, found[each]) for each in NAMES)


def signatures(name: str) -> Callable[[], Iterator[bytes]]:
    """One signature by itself: each bit of it, none, of another key, spelled otherwise, of the other text."""

    def made() -> Iterator[bytes]:
        true = bytes.fromhex(FOUND[name].decode())
        others = {FOUND[each] for each in (layout.HEAD_SIGNATURE, layout.END_SIGNATURE)}
        wrong = {
            *(layout.signature_text(each) for mask in (1, 128) for each in flips(true, mask)),
            *(others - {FOUND[name]}), b"", b"\n", FOUND[name].upper(), FOUND[name][:-1], FOUND[name] + b"\n",
            layout.signature_text(bytes(64)), layout.signature_text(true[:32]),
            layout.signature_text(STRANGER.sign(layout.head_message(FOUND[layout.HEAD]))),
            b" " + FOUND[name][:-1], "١".encode() * 64 + b"\n",
        }  # fmt: skip
        return (tar_of(changed(PARTS, name, data)) for data in sorted(wrong))

    return made


def ends() -> Iterator[bytes]:
    for gap in range(1, 1024):
        yield SMALL[:-gap]
    for place in range(len(SMALL) - 1024, len(SMALL)):
        yield SMALL[:place] + b"\1" + SMALL[place + 1 :]


def tails() -> Iterator[bytes]:
    return (SMALL + tail for tail in (b"\0", bytes(512), bytes(9216), SMALL, b"PK\3\4"))
