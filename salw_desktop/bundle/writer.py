"""Writes a bundle: the whole is known before its first byte, so that no plaintext ever lies on a disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from salw_desktop import files
from salw_desktop.bundle import layout, ustar
from salw_desktop.bundle.ahead import ahead
from salw_desktop.bundle.head import HEAD_MAX_BYTES, Blob, Frontier, Head, Purpose, Segment
from salw_desktop.bundle.lines import Line
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.age import seal, seal_into, sealed_size_at_most
from salw_desktop.keys.signing import Signer

_LINES_A_PIECE = 128


class Memory:
    """Lines of runs between the first reading, which hashes them, and the second, which sends them."""

    def __init__(self, left_bytes: int = 0) -> None:
        self.left_bytes = left_bytes
        self._kept: dict[str, list[bytes]] = {}

    def keep(self, branch: str, pieces: list[bytes]) -> None:
        self._kept[branch] = pieces
        self.left_bytes -= sum(map(len, pieces))

    def give(self, branch: str) -> list[bytes] | None:
        """Once: whoever sends them needs them no more."""
        pieces = self._kept.pop(branch, None)
        self.left_bytes += sum(map(len, pieces or ()))
        return pieces


@dataclass(frozen=True)
class Run:
    """Events of one branch. `lines` begins anew at each call and gives the same lines: it may be asked twice."""

    branch: str
    first: int
    last: int
    last_event: str
    lines: Callable[[], Iterable[Line]]
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def segment(self) -> Segment:
        """What the head says of it: hash and size of all its lines. Refusal bundle.head-malformed."""
        digest, size_bytes, count = hashlib.sha256(), 0, 0
        kept: list[bytes] = []
        for piece in self._spelled():
            digest.update(piece)
            size_bytes += len(piece)
            count += piece.count(b"\n")
            if size_bytes <= self.memory.left_bytes:
                kept.append(piece)
            else:
                kept.clear()
        if count != self.last - self.first + 1:
            raise Refusal("bundle.head-malformed", part="segments.last")
        if kept:
            self.memory.keep(self.branch, kept)
        return Segment(
            self.branch, self.first, self.last, self.last_event, digest.hexdigest(), size_bytes
        )

    def pieces(self) -> Iterator[bytes]:
        """The lines as bytes, many at once."""
        kept = self.memory.give(self.branch)
        return self._spelled() if kept is None else iter(kept)

    def _spelled(self) -> Iterator[bytes]:
        lines = iter(self.lines())
        while piece := b"".join([line.encoded() for line in islice(lines, _LINES_A_PIECE)]):
            yield piece


@dataclass(frozen=True, slots=True)
class BlobSource:
    """A photo or scan and where its bytes come from."""

    blob: Blob
    pieces: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into one volume; `data` holds the small files of the purpose, such as keyslots.json."""

    purpose: Purpose
    practice: bool
    data_owner: str
    set_id: str
    volume: int = 1
    volumes: int = 1
    to: Sequence[str]
    unit: str
    data: Mapping[str, bytes]
    runs: Sequence[Run] = ()
    blobs: Sequence[BlobSource] = ()
    frontier: Sequence[Frontier] = ()
    have_receipt: int | None = None
    number: int | None = None
    bagging_date: date | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle that is written: its file, and what a receipt will call it by."""

    path: Path
    sha256: str
    size_bytes: int
    head: Head


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    size_bytes: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]


def write(target: Path, contents: Contents, *, signer: Signer, recipients: Sequence[str]) -> Sealed:
    """Seal one volume to `recipients` (`age1…`) under `target`: it is there whole or not at all.

    Raises Refusal bundle.too-large, bundle.head-malformed, bundle.member-missing,
    bundle.member-unexpected, bundle.recipient-malformed; Trouble bundle.source-changed and those of the disk.
    """
    head, pieces = plain(contents, signer=signer)
    sealed = seal(pieces, target, recipients)
    return Sealed(target, sealed.sha256, sealed.size_bytes, head)


def pour(contents: Contents, *, signer: Signer, recipients: Sequence[str]) -> files.Pour:
    """One volume that is sealed while it is written out: it lies nowhere else. Raises as `write` does."""
    _, parts = _laid_out(contents, signer)

    def into(write: Callable[[bytes], None]) -> None:
        # whoever gives up leaves nobody behind who still reads: what is read may be closed next
        with closing(ahead(_tar(parts))) as pieces:
            seal_into(write, pieces, recipients)

    return files.Pour(sealed_size_at_most(_size_bytes(parts)), into)


def plain(contents: Contents, *, signer: Signer) -> tuple[Head, Iterator[bytes]]:
    """The head, and the bytes of the tar that is sealed."""
    head, parts = _laid_out(contents, signer)
    return head, _tar(parts)


def _laid_out(contents: Contents, signer: Signer) -> tuple[Head, list[_Part]]:
    segments = tuple(run.segment for run in contents.runs)
    parts = _data_parts(contents, segments)
    head = Head(
        purpose=contents.purpose,
        practice=contents.practice,
        data_owner=contents.data_owner,
        set_id=contents.set_id,
        volume=contents.volume,
        volumes=contents.volumes,
        to=tuple(contents.to),
        device=signer.public.hex(),
        unit=contents.unit,
        segments=segments,
        blobs=tuple(source.blob for source in contents.blobs),
        frontier=tuple(contents.frontier),
        have_receipt=contents.have_receipt,
        number=contents.number,
        members=len(parts),
        size_bytes=sum(part.size_bytes for part in parts),
    )
    whole = _with_tags(head, parts, contents.bagging_date, signer)
    _look_at_size(whole)
    return head, whole


def _data_parts(contents: Contents, segments: Sequence[Segment]) -> list[_Part]:
    """Segments, files, photos: the order of layout.data_names."""
    allowed = layout.FILES[contents.purpose]
    for name in contents.data:
        if name not in allowed:
            raise Refusal("bundle.member-unexpected", name=f"data/{name}")
    for name in allowed:
        if name not in contents.data and name not in layout.OPTIONAL:
            raise Refusal("bundle.member-missing", name=f"data/{name}")
    return [
        *(
            _Part(segment.name, segment.size_bytes, segment.sha256, run.pieces)
            for segment, run in zip(segments, contents.runs, strict=True)
        ),
        *(_given(f"data/{name}", contents.data[name]) for name in allowed if name in contents.data),
        *(
            _Part(source.blob.name, source.blob.size_bytes, source.blob.sha256, source.pieces)
            for source in contents.blobs
        ),
    ]


def _with_tags(
    head: Head, data: Sequence[_Part], bagging_date: date | None, signer: Signer
) -> list[_Part]:
    head_bytes = head.to_json()
    head_signature = signer.sign(layout.head_message(head_bytes))
    first = [
        _given(layout.BAGIT, layout.BAGIT_TEXT),
        _given(layout.BAG_INFO, layout.bag_info(head, bagging_date)),
        _given(layout.HEAD, head_bytes),
        _given(layout.HEAD_SIGNATURE, layout.signature_text(head_signature)),
    ]
    manifest = layout.manifest([(part.name, part.sha256) for part in data])
    listed = _given(layout.MANIFEST, manifest)
    tag_manifest = layout.manifest([(part.name, part.sha256) for part in (*first, listed)])
    end_signature = signer.sign(
        layout.end_message(manifest, tag_manifest, members=head.members, size_bytes=head.size_bytes)
    )
    return [
        *first,
        *data,
        listed,
        _given(layout.TAG_MANIFEST, tag_manifest),
        _given(layout.END_SIGNATURE, layout.signature_text(end_signature)),
    ]


def _given(name: str, data: bytes) -> _Part:
    limit = HEAD_MAX_BYTES if name == layout.HEAD else layout.DATA_MAX_BYTES
    if len(data) > limit:
        raise Refusal("bundle.too-large", part=name, limit=limit)
    return _Part(name, len(data), hashlib.sha256(data).hexdigest(), lambda: (data,))


def _look_at_size(parts: Sequence[_Part]) -> None:
    if len(parts) > ustar.MEMBERS_MAX:
        raise Refusal("bundle.too-large", part="members", limit=ustar.MEMBERS_MAX)
    if _size_bytes(parts) > layout.PLAIN_MAX_BYTES:
        raise Refusal("bundle.too-large", part="volume", limit=layout.PLAIN_MAX_BYTES)


def _size_bytes(parts: Sequence[_Part]) -> int:
    return sum(ustar.room_bytes(part.size_bytes) for part in parts) + len(ustar.END)


def _tar(parts: Sequence[_Part]) -> Iterator[bytes]:
    for part in parts:
        yield ustar.header(part.name, part.size_bytes)
        digest, size_bytes = hashlib.sha256(), 0
        for piece in part.pieces():
            digest.update(piece)
            size_bytes += len(piece)
            yield piece
        # the head has promised these bytes already; other ones must never leave under its signature
        if size_bytes != part.size_bytes or digest.hexdigest() != part.sha256:
            raise Trouble("bundle.source-changed", name=part.name)
        yield ustar.padding(part.size_bytes)
    yield ustar.END
