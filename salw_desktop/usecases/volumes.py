"""Which photographs a bundle carries, and in which of its volumes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from salw_desktop.bundle import ustar
from salw_desktop.bundle.head import VOLUMES_MAX, Blob
from salw_desktop.bundle.messages import Receipt
from salw_desktop.bundle.writer import BlobSource
from salw_desktop.database import journal, photos
from salw_desktop.database.connection import Connection
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Trouble
from salw_desktop.domain.strict_json import encode
from salw_desktop.keys.events import read_event
from salw_desktop.keys.photo_box import ORIGINAL, PhotoBox

NAME_PHOTOGRAPHS = ("photo.added", "photo.blurred")  # the only types of event with blobs
LISTED_BYTES = 400  # what head and manifest say of one photograph
PHOTOS_IN_A_VOLUME = ustar.MEMBERS_MAX * 3 // 4
_WANTED_LETTERS = 16  # of a SHA-256: a receipt is kept in an event, which has no room for more


@dataclass(frozen=True, slots=True)
class Unsent:
    """What goes out, oldest first, what is named by the journal but can be read here no more, and what stays.

    Originals stay whose pictures were blurred, unless their person's campaign sends persons; erased ones stay too.
    """

    blobs: tuple[Blob, ...]
    left_out: tuple[str, ...]
    held_back: tuple[str, ...]


class Unreadable(Exception):
    """A photograph turned out to be damaged when it was to go out."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256


def unsent(
    connection: Connection,
    box: PhotoBox,
    after: int,
    receipts: Sequence[Row | None],
    unreadable: Collection[str] = (),
) -> Unsent:
    """Photographs of events after `after`, and those that a registry holds the events of but not the picture.

    Once one is known as `unreadable` each is read: else a bundle would be begun anew for every damaged one.
    """
    wanted = {letters for receipt in receipts if receipt for letters in _wanted(receipt)}
    sizes = photos.sizes(connection)
    named = {sha256: sizes[sha256] for sha256 in sizes if sha256[:_WANTED_LETTERS] in wanted}
    with journal.told_as_damage():
        for entry in journal.of_type(connection, NAME_PHOTOGRAPHS, after):
            named |= dict(read_event(entry.payload).blobs)
    held_back = photos.gone(connection) | photos.stays_here(connection)
    is_here = {
        sha256: box.lies_here(sha256, size_bytes)
        and not (unreadable and (sha256 in unreadable or not box.is_whole(sha256)))
        for sha256, size_bytes in named.items()
        if sha256 not in held_back
    }
    return Unsent(
        tuple(Blob(sha256, named[sha256]) for sha256 in is_here if is_here[sha256]),
        tuple(sha256 for sha256 in is_here if not is_here[sha256]),
        tuple(sha256 for sha256 in named if sha256 in held_back),
    )


def written_wants(receipt: Receipt) -> str:
    """The column `wants` of a receipt: gaps of the journal, and photographs by their first letters."""
    gaps = [{"event": gap.event, "before": gap.before} for gap in receipt.wants]
    letters = " ".join(sha256[:_WANTED_LETTERS] for sha256 in receipt.wants_photos)
    return encode([*gaps, *([{"photos": letters}] if letters else [])])


def _wanted(receipt: Row) -> Iterator[str]:
    for each in json.loads(str(receipt["wants"])):
        yield from each.get("photos", "").split()


def divided(
    blobs: Sequence[Blob], *, room_bytes: int, journal_bytes: int
) -> tuple[tuple[Blob, ...], ...]:
    """By volume; the first one shares its room with the journal. What is over the last one goes with the next bundle."""
    found: list[list[Blob]] = [[]]
    room = room_bytes - journal_bytes
    for blob in blobs:
        needed = ustar.room_bytes(blob.size_bytes) + LISTED_BYTES
        is_full = needed > room or len(found[-1]) >= PHOTOS_IN_A_VOLUME
        if is_full and (found[-1] or len(found) == 1):
            found.append([])
            room = room_bytes
        found[-1].append(blob)
        room -= needed
    return tuple(tuple(volume) for volume in found[:VOLUMES_MAX])


@dataclass(frozen=True, slots=True)
class _Original:
    """The bytes of a photograph, as often as they are asked for."""

    box: PhotoBox
    sha256: str

    def __call__(self) -> tuple[bytes]:
        try:
            return (self.box.read(self.sha256, ORIGINAL),)
        except Trouble as damage:
            raise Unreadable(self.sha256) from damage


def sources(box: PhotoBox, blobs: Sequence[Blob]) -> tuple[BlobSource, ...]:
    return tuple(BlobSource(blob, _Original(box, blob.sha256)) for blob in blobs)
