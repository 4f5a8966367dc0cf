"""Which files stand in a bundle, in which order, and the texts among them that follow from the head alone."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from salw_desktop.bundle.head import Head, Purpose

PLAIN_MAX_BYTES = 2**30 - 2**20
# age adds 16 bytes to each 64 KiB: the sealed volume stays within 1 GiB with room for its header
SEALED_MAX_BYTES = 2**30
DATA_MAX_BYTES = 16 * 1024 * 1024
LIST_MAX_BYTES = 8 * 1024 * 1024
SIGNATURE_TEXT_BYTES = 129

BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
HEAD, HEAD_SIGNATURE = "salw/head.json", "salw/head.sig"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
END_SIGNATURE = "salw/end.sig"
FIRST = (BAGIT, BAG_INFO, HEAD, HEAD_SIGNATURE)
LAST = (MANIFEST, TAG_MANIFEST, END_SIGNATURE)
TAGS = (*FIRST, MANIFEST)

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
FILES = {
    Purpose.FIELD_TO_HQ: ("keyslots.json", "persons.json"),
    Purpose.ANSWER: ("answer.json",),
    Purpose.RECEIPT: ("receipt.json",),
}
# keys of persons leave only where the campaign allows it
OPTIONAL = frozenset({"persons.json"})


def data_names(head: Head, files: Collection[str]) -> list[str]:
    """The data members in order; of the optional files those that are among `files`."""
    named = [name for name in FILES[head.purpose] if name in files or name not in OPTIONAL]
    return [
        *(segment.name for segment in head.segments),
        *(f"data/{name}" for name in named),
        *(blob.name for blob in head.blobs),
    ]


def bag_info(head: Head, bagging_date: date | None = None) -> bytes:
    """RFC 8493 §2.2.2: what an archivist reads first. No name of a person, no time from a clock."""
    lines = [
        f"Source-Organization: {head.unit}",
        f"External-Identifier: {head.set_id}/v{head.volume:02d}of{head.volumes:02d}",
        f"Payload-Oxum: {head.size_bytes}.{head.members}",
        "Bag-Software-Agent: SALW Register",
    ]
    if bagging_date is not None:
        lines.append(f"Bagging-Date: {bagging_date.isoformat()}")
    if head.practice:
        lines.append("Internal-Sender-Description: Practice data, not for a real register")
    return "".join(f"{line}\n" for line in lines).encode()


def manifest(sums: Sequence[tuple[str, str]]) -> bytes:
    """RFC 8493 §2.1.3 for pairs of name and SHA-256 in hex."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sums).encode()


def manifest_bytes(names: Iterable[str]) -> int:
    """What `manifest` takes for these names, whatever the sums are."""
    return len(manifest([(name, "0" * 64) for name in names]))


def head_message(head: bytes) -> bytes:
    """What salw/head.sig signs: the bytes as they stand in the file."""
    return b"salw-bundle head v1\0" + hashlib.sha256(head).digest()


def end_message(manifest: bytes, tag_manifest: bytes, *, members: int, size_bytes: int) -> bytes:
    """What salw/end.sig signs, the commit mark: both lists, and the number and bytes of the data."""
    sums = hashlib.sha256(manifest).digest() + hashlib.sha256(tag_manifest).digest()
    return b"salw-bundle end v1\0" + sums + struct.pack(">QQ", members, size_bytes)


def signature_text(signature: bytes) -> bytes:
    return signature.hex().encode() + b"\n"


def bundle_name(unit: str, device: str, set_id: str, volume: int, volumes: int) -> str:
    """`LEN1-1a2b3c4d-0123456789-v01of03.salwb`, for the device's public key in hex."""
    return f"{unit}-{device[:8]}-{set_id[:10]}-v{volume:02d}of{volumes:02d}.salwb"


def receipt_name(unit: str, device: str, number: int) -> str:
    """`LEN1-1a2b3c4d-r0007.salwb`: any answer to that device, by its number."""
    return f"{unit}-{device[:8]}-r{number:04d}.salwb"
