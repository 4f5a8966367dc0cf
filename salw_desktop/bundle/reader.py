"""Opens a bundle: nothing is handed out before every byte of it is known to be what its sender signed."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from salw_desktop.bundle import layout, ustar
from salw_desktop.bundle.head import HEAD_MAX_BYTES, Head, Purpose, Segment
from salw_desktop.bundle.lines import Line, look_at_lines, read_lines
from salw_desktop.domain.errors import Refusal
from salw_desktop.files import Beside, temporary_folder, worth_a_thread
from salw_desktop.keys.age import AgeIdentity, SealedBytes, plain_size, unseal
from salw_desktop.keys.signing import SIGNATURE_BYTES, fingerprint, is_signed

_LISTED = re.compile(rb"([0-9a-f]{64})  (.*)")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the opener will take: from whom, for whom, and for which kind of register.

    `sender_key` gives the signing key that this side trusts for the head's sender, or None;
    `addressee` is this side's own public signing key.
    """

    purpose: Purpose
    practice: bool
    addressee: bytes
    sender_key: Callable[[Head], bytes | None]


class Opened:
    """A verified bundle, readable until its `open_bundle` block ends."""

    def __init__(
        self,
        tar: Path,
        file: BinaryIO,
        head: Head,
        members: dict[str, ustar.Member],
        sealed: SealedBytes,
    ) -> None:
        self.tar = tar
        self.head = head
        self.sealed = sealed
        self._file = file
        self._members = members

    def lines(self, segment: Segment) -> Iterator[Line]:
        return read_lines(self._file, self.member(segment))

    def member(self, segment: Segment) -> ustar.Member:
        """Where its lines lie in `tar`."""
        return self._members[segment.name]

    def blob(self, sha256: str) -> Iterator[bytes]:
        """The photo in pieces of at most 1 MiB."""
        return ustar.pieces(self._file, self._members[f"data/photos/{sha256[:2]}/{sha256}"])

    def data(self, name: str) -> bytes:
        """A small file such as `keyslots.json`; KeyError where `has` says no."""
        member = self._members[f"data/{name}"]
        return ustar.read_member(self._file, member, limit_bytes=layout.DATA_MAX_BYTES)

    def has(self, name: str) -> bool:
        return f"data/{name}" in self._members


@contextmanager
def open_bundle(
    path: Path, *, identities: Sequence[AgeIdentity], scratch: Path, expected: Expectation
) -> Iterator[Opened]:
    """Verify a sealed file and hand out its contents; its plaintext lies in `scratch` until the block ends.

    Raises one Refusal or Trouble `bundle.…` for each way to be wrong, and those of the room of files.
    """
    with temporary_folder(scratch) as folder:
        tar = folder / "plain.tar"
        sealed = _unsealed(path, tar, identities)
        with tar.open("rb") as file:
            head, members = _verified(file, expected)
            yield Opened(tar, file, head, members, sealed)


def _unsealed(path: Path, tar: Path, identities: Sequence[AgeIdentity]) -> SealedBytes:
    """What was cut short reads as altered to the cipher; a tar that is no whole blocks long was cut."""
    try:
        return unseal(path, tar, identities, limit_bytes=layout.SEALED_MAX_BYTES)
    except Refusal as refusal:
        size_bytes = plain_size(path) if refusal.code == "bundle.altered" else None
        if size_bytes is not None and (
            size_bytes < len(ustar.END) or size_bytes % ustar.BLOCK_BYTES
        ):
            raise Refusal("bundle.truncated") from None
        raise


def _verified(file: BinaryIO, expected: Expectation) -> tuple[Head, dict[str, ustar.Member]]:
    walk = ustar.walk(file)
    # one more than is needed, so that a missing file can be told from one too many
    first = list(islice(walk, len(layout.FIRST) + 1))
    _look_at_names(_names(first), layout.FIRST, more_may_follow=True)
    head_bytes = ustar.read_member(file, first[2], limit_bytes=HEAD_MAX_BYTES)
    head = Head.from_json(head_bytes)
    sender = _trusted_sender(head, expected)
    _look_at_signature(
        file, first[3], sender, layout.head_message(head_bytes), "bundle.head-unsigned"
    )
    _look_at_address(head, expected)
    members = [*first, *walk]
    names = _names(members)
    files = [name.removeprefix("data/") for name in names]
    _look_at_names(names, (*layout.FIRST, *layout.data_names(head, files), *layout.LAST))
    by_name = dict(zip(names, members, strict=True))
    _look_at_contents(file, head, by_name, sender)
    return head, by_name


def _names(members: Sequence[ustar.Member]) -> list[str]:
    return [member.name for member in members]


def _look_at_names(
    found: Sequence[str], wanted: Sequence[str], *, more_may_follow: bool = False
) -> None:
    for name, due in zip(found, wanted, strict=False):
        if name == due:
            continue
        if due not in found:
            raise Refusal("bundle.member-missing", name=due)
        if name not in wanted:
            raise Refusal("bundle.member-unexpected", name=name)
        raise Refusal("bundle.member-order", name=name)
    if len(found) < len(wanted):
        raise Refusal("bundle.member-missing", name=wanted[len(found)])
    if len(found) > len(wanted) and not more_may_follow:
        raise Refusal("bundle.member-unexpected", name=found[len(wanted)])


def _trusted_sender(head: Head, expected: Expectation) -> bytes:
    sender = expected.sender_key(head)
    if sender is None or sender.hex() != head.device:
        raise Refusal("bundle.unknown-sender", unit=head.unit, device=head.device[:8])
    return sender


def _look_at_signature(
    file: BinaryIO, member: ustar.Member, sender: bytes, message: bytes, code: str
) -> None:
    text = ustar.read_member(file, member, limit_bytes=layout.SIGNATURE_TEXT_BYTES)
    try:
        signature = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        raise Refusal(code) from None
    # hex can be written in more than one way, and a signature file in one only
    if layout.signature_text(signature) != text or len(signature) != SIGNATURE_BYTES:
        raise Refusal(code)
    if not is_signed(sender, message, signature):
        raise Refusal(code)


def _look_at_address(head: Head, expected: Expectation) -> None:
    if fingerprint(expected.addressee).hex() not in head.to:
        raise Refusal("bundle.wrong-addressee")
    if head.practice != expected.practice:
        kinds = ("real", "practice")
        raise Refusal(
            "bundle.practice-mixed", found=kinds[head.practice], expected=kinds[expected.practice]
        )
    if head.purpose is not expected.purpose:
        raise Refusal(
            "bundle.wrong-purpose", found=head.purpose.value, expected=expected.purpose.value
        )


def _look_at_contents(
    file: BinaryIO, head: Head, members: dict[str, ustar.Member], sender: bytes
) -> None:
    sizes = {blob.name: blob.size_bytes for blob in head.blobs}
    sizes |= {run.name: run.size_bytes for run in head.segments}
    hashes = {blob.name: blob.sha256 for blob in head.blobs}
    lines = {run.name: run.last - run.first + 1 for run in head.segments}
    data = [member for name, member in members.items() if name.startswith("data/")]
    for member in data:
        if member.name not in sizes and member.size_bytes > layout.DATA_MAX_BYTES:
            raise Refusal("bundle.too-large", part=member.name, limit=layout.DATA_MAX_BYTES)
    sums = _sums(file, data, lines)
    for member, (name, sha256) in zip(data, sums, strict=True):
        is_its_size = sizes.get(name, member.size_bytes) == member.size_bytes
        if not is_its_size or hashes.get(name, sha256) != sha256:
            raise Refusal("bundle.hash-differs", name=name)
    if (head.members, head.size_bytes) != (len(data), sum(member.size_bytes for member in data)):
        raise Refusal("bundle.manifest-differs", name=layout.HEAD)
    manifest = _read_list(file, members[layout.MANIFEST])
    _look_at_sums(manifest, sums)
    _look_at_manifest(manifest, sums, layout.MANIFEST)
    tags = _sums(file, [members[name] for name in layout.TAGS], {})
    tag_manifest = _read_list(file, members[layout.TAG_MANIFEST])
    _look_at_manifest(tag_manifest, tags, layout.TAG_MANIFEST)
    message = layout.end_message(
        manifest, tag_manifest, members=head.members, size_bytes=head.size_bytes
    )
    _look_at_signature(file, members[layout.END_SIGNATURE], sender, message, "bundle.end-unsigned")


def _read_list(file: BinaryIO, member: ustar.Member) -> bytes:
    return ustar.read_member(file, member, limit_bytes=layout.LIST_MAX_BYTES)


def _look_at_sums(manifest: bytes, sums: Sequence[tuple[str, str]]) -> None:
    """Of journals the manifest alone says what they are: a file that has another sum there is the one to name."""
    for line, (name, sha256) in zip(manifest.split(b"\n"), sums, strict=False):
        listed = _LISTED.fullmatch(line)
        if listed and listed[2] == name.encode() and listed[1] != sha256.encode():
            raise Refusal("bundle.hash-differs", name=name)


def _look_at_manifest(found: bytes, sums: Sequence[tuple[str, str]], name: str) -> None:
    """It must be the one manifest of what was found."""
    if found != layout.manifest(sums):
        raise Refusal("bundle.manifest-differs", name=name)


def _sums(
    file: BinaryIO, members: Sequence[ustar.Member], lines: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Name and SHA-256 of each, by another thread; where `lines` says how many there are, they are looked at here."""
    digests = [hashlib.sha256() for _ in members]
    size_bytes = sum(member.size_bytes for member in members)
    with Beside[None](at_once=worth_a_thread(size_bytes)) as other:
        for member, digest in zip(members, digests, strict=True):
            pieces = other.showing(ustar.pieces(file, member), to=digest.update)
            if member.name in lines:
                look_at_lines(member.name, pieces, lines[member.name])
            else:
                deque(pieces, maxlen=0)
        other.wait()
    return [
        (member.name, digest.hexdigest()) for member, digest in zip(members, digests, strict=True)
    ]
