"""Photographs taken before their weapon has a record: sealed on the disk at once, recorded with it, or put away again."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from salw_desktop.database import photos as photo_rows
from salw_desktop.domain.strict_json import Json
from salw_desktop.printing.pictures import SMALL_PX, Header, look
from salw_desktop.usecases.photo_files import FORMS
from salw_desktop.usecases.photos import Kept, RecordPhoto, keep
from salw_desktop.usecases.register import Register


@dataclass(frozen=True, slots=True)
class LaidBy:
    """A picture that waits for its weapon, with the copy that is shown meanwhile."""

    kept: Kept
    small: bytes


def lay_by(register: Register, data: bytes) -> LaidBy:
    """Read, shrunk, sealed and synced: a power cut takes none of it. Refusals of `photos.read`; Trouble `photo.no-room`."""
    picture = look(data)
    return LaidBy(keep(register, data, picture), picture.copies[SMALL_PX])


def small_again(register: Register, kept: Kept) -> LaidBy:
    """One that a draft named. Trouble `photo.missing`."""
    return LaidBy(kept, register.photos.read(kept.sha256, str(SMALL_PX)))


def put_away(register: Register, kept: Kept) -> None:
    """Nobody wants it: nothing of it stays, unless a record names the same picture."""
    if not photo_rows.by_sha256(register.reader, kept.sha256):
        for form in FORMS:
            register.photos.drop(kept.sha256, form)


def of_weapon(weapon: str, view: str, laid_by: LaidBy) -> RecordPhoto:
    """The act that gives it to its weapon."""
    return RecordPhoto(subject="weapon", of=weapon, view=view, kept=laid_by.kept)


def as_draft(kept: Kept) -> Json:
    """What a draft says of it: its name on the disk, never its pixels."""
    return {
        "sha256": kept.sha256,
        "size_bytes": kept.size_bytes,
        "header": asdict(kept.header),
        "tags": list(kept.tags),
    }


def of_draft(draft: dict[str, Json]) -> Kept:
    """KeyError and TypeError where the draft is of another version."""
    header = draft["header"]
    return Kept(
        sha256=str(draft["sha256"]),
        size_bytes=int(str(draft["size_bytes"])),
        header=Header(**header),  # type: ignore[arg-type]  # as `as_draft` wrote it
        tags=tuple(str(tag) for tag in draft["tags"]),  # type: ignore[union-attr]  # see above
    )
