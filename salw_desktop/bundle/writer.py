"""Writes a bundle: its sizes are known before its first byte, so that it is sealed while it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from salw_desktop import files
from salw_desktop.bundle import layout, ustar
from salw_desktop.bundle.head import HEAD_MAX_BYTES, Blob, Frontier, Head, Purpose, Segment
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.age import seal, seal_into, sealed_size_at_most
from salw_desktop.keys.signing import Signer

T = TypeVar("T")
_Sums: TypeAlias = "list[tuple[str, str]]"  # name and SHA-256


@dataclass(frozen=True, slots=True)
class Run:
    """Events of one branch. `pieces` are how many lines, and these lines as text; they are asked for once."""

    branch: str
    first: int
    last: int
    last_event: str
    size_bytes: int
    pieces: Callable[[], Iterable[tuple[int, bytes]]]

    @property
    def segment(self) -> Segment:
        """What the head says of it. Refusal bundle.head-malformed."""
        return Segment(self.branch, self.first, self.last, self.last_event, self.size_bytes)

    def counted(self) -> Iterator[bytes]:
        """Their bytes; Trouble bundle.source-changed where they are not as many lines as the head promises."""
        left = self.last - self.first + 1
        with _closed_afterwards(self.pieces()) as pieces:
            for lines, text in pieces:
                left -= lines
                yield text
        if left:
            raise Trouble("bundle.source-changed", name=self.segment.name)


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
    """`sha256` is None of lines: what they are is known when they have gone by."""

    name: str
    size_bytes: int
    sha256: str | None
    pieces: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class _Volume:
    """What is known of a volume before its first byte: all of it but the lists at its end."""

    head: Head
    first: Sequence[_Part]
    data: Sequence[_Part]
    signer: Signer

    @property
    def members(self) -> int:
        return len(self.first) + len(self.data) + len(layout.LAST)

    @property
    def size_bytes(self) -> int:
        sizes = [part.size_bytes for part in (*self.first, *self.data)]
        sizes += [
            layout.manifest_bytes(part.name for part in self.data),
            layout.manifest_bytes(layout.TAGS),
            layout.SIGNATURE_TEXT_BYTES,
        ]
        return sum(map(ustar.room_bytes, sizes)) + len(ustar.END)


def write(target: Path, contents: Contents, *, signer: Signer, recipients: Sequence[str]) -> Sealed:
    """Seal one volume to `recipients` (`age1…`) under `target`: it is there whole or not at all.

    Raises Refusal bundle.too-large, bundle.head-malformed, bundle.member-missing,
    bundle.member-unexpected, bundle.recipient-malformed; Trouble bundle.source-changed and those of the disk.
    """
    head, tar = plain(contents, signer=signer)
    with closing(tar) as pieces:
        sealed = seal(pieces, target, recipients)
    return Sealed(target, sealed.sha256, sealed.size_bytes, head)


def pour(contents: Contents, *, signer: Signer, recipients: Sequence[str]) -> files.Pour:
    """One volume that is sealed while it is written out: it lies nowhere else. Raises as `write` does."""
    volume = _laid_out(contents, signer)

    def into(write: Callable[[bytes], None]) -> None:
        with closing(_tar(volume)) as pieces:
            seal_into(write, pieces, recipients)

    return files.Pour(sealed_size_at_most(volume.size_bytes), into)


def plain(contents: Contents, *, signer: Signer) -> tuple[Head, Generator[bytes]]:
    """The head, and the bytes of the tar that is sealed."""
    volume = _laid_out(contents, signer)
    return volume.head, _tar(volume)


def _laid_out(contents: Contents, signer: Signer) -> _Volume:
    segments = tuple(run.segment for run in contents.runs)
    data = _data_parts(contents, segments)
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
        members=len(data),
        size_bytes=sum(part.size_bytes for part in data),
    )
    volume = _Volume(head, _first_parts(head, contents.bagging_date, signer), data, signer)
    _look_at_size(volume)
    return volume


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
            _Part(segment.name, segment.size_bytes, None, run.counted)
            for segment, run in zip(segments, contents.runs, strict=True)
        ),
        *(_given(f"data/{name}", contents.data[name]) for name in allowed if name in contents.data),
        *(
            _Part(source.blob.name, source.blob.size_bytes, source.blob.sha256, source.pieces)
            for source in contents.blobs
        ),
    ]


def _first_parts(head: Head, bagging_date: date | None, signer: Signer) -> list[_Part]:
    head_bytes = head.to_json()
    signature = signer.sign(layout.head_message(head_bytes))
    return [
        _given(layout.BAGIT, layout.BAGIT_TEXT),
        _given(layout.BAG_INFO, layout.bag_info(head, bagging_date)),
        _given(layout.HEAD, head_bytes),
        _given(layout.HEAD_SIGNATURE, layout.signature_text(signature)),
    ]


def _last_parts(volume: _Volume, tags: _Sums, data: _Sums) -> list[_Part]:
    """Both lists and the commit mark, of what has gone by."""
    manifest = layout.manifest(data)
    tag_manifest = layout.manifest([*tags, (layout.MANIFEST, hashlib.sha256(manifest).hexdigest())])
    head = volume.head
    message = layout.end_message(
        manifest, tag_manifest, members=head.members, size_bytes=head.size_bytes
    )
    signature = layout.signature_text(volume.signer.sign(message))
    texts = (manifest, tag_manifest, signature)
    return [_given(name, text) for name, text in zip(layout.LAST, texts, strict=True)]


def _given(name: str, data: bytes) -> _Part:
    limit = HEAD_MAX_BYTES if name == layout.HEAD else layout.DATA_MAX_BYTES
    if len(data) > limit:
        raise Refusal("bundle.too-large", part=name, limit=limit)
    return _Part(name, len(data), hashlib.sha256(data).hexdigest(), lambda: (data,))


def _look_at_size(volume: _Volume) -> None:
    if volume.members > ustar.MEMBERS_MAX:
        raise Refusal("bundle.too-large", part="members", limit=ustar.MEMBERS_MAX)
    if volume.size_bytes > layout.PLAIN_MAX_BYTES:
        raise Refusal("bundle.too-large", part="volume", limit=layout.PLAIN_MAX_BYTES)


def _tar(volume: _Volume) -> Generator[bytes]:
    """The whole file. Another thread hashes what goes by."""
    with files.Beside[None]() as other:
        tags = yield from _members(volume.first, other)
        sums = yield from _members(volume.data, other)
        yield from _members(_last_parts(volume, tags, sums), other)
    yield ustar.END


def _members(parts: Sequence[_Part], other: files.Beside[None]) -> Generator[bytes, None, _Sums]:
    """The files as they stand in the tar; returns name and SHA-256 of each."""
    digests = [hashlib.sha256() for _ in parts]
    for part, digest in zip(parts, digests, strict=True):
        yield ustar.header(part.name, part.size_bytes)
        with closing(_as_promised(part)) as pieces:
            yield from other.showing(pieces, to=digest.update)
        yield ustar.padding(part.size_bytes)
    other.wait()
    sums = [(part.name, digest.hexdigest()) for part, digest in zip(parts, digests, strict=True)]
    for part, (name, sha256) in zip(parts, sums, strict=True):
        # the head has promised these bytes already: no other ones get the signature at the end, and the file goes
        if part.sha256 not in (None, sha256):
            raise Trouble("bundle.source-changed", name=name)
    return sums


def _as_promised(part: _Part) -> Generator[bytes]:
    """Its bytes, as many as were promised; that it cannot be read is nothing the stick has done."""
    left = part.size_bytes
    try:
        with _closed_afterwards(part.pieces()) as pieces:
            for piece in pieces:
                left -= len(piece)
                if left < 0:
                    break
                yield piece
    except OSError as error:
        path = str(error.filename or part.name)
        raise Trouble("file.unreadable", path=path, reason=error.strerror) from error
    if left:
        raise Trouble("bundle.source-changed", name=part.name)


def _closed_afterwards(pieces: Iterable[T]) -> AbstractContextManager[Iterable[T]]:
    """A generator that is left before its end may have other threads at work for it."""
    return closing(pieces) if isinstance(pieces, Generator) else nullcontext(pieces)
