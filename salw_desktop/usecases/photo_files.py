"""The files of photographs: what must leave the disk leaves it, and what lies there is what the tables name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from salw_desktop.database import photos, sealed_keys
from salw_desktop.database.check import Finding
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.photo_box import ORIGINAL, open_original
from salw_desktop.printing.pictures import SHOWN_PX, SMALL_PX
from salw_desktop.usecases.register import Register

FORMS = (ORIGINAL, str(SHOWN_PX), str(SMALL_PX))


@dataclass(frozen=True, slots=True)
class Looked:
    """Every file read once: how many hold what they are named for, what does not, and what no table names."""

    whole: int = 0
    originals_erased: int = 0
    findings: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def held(register: Register) -> str:
    """The prefix of the tables that name this folder's photographs: at HQ those of the stations."""
    return photos.HELD if register.station["role"] == "registry" else ""


def sweep(register: Register) -> None:
    """What was shown before a blurring, and originals whose key was destroyed. A file in the way is met again.

    Removed, not written over: a flash disk keeps the old blocks all the same, and they are sealed.
    """
    for sha256 in photos.gone(register.reader, held(register)):
        for form in FORMS:
            register.photos.drop(sha256, form)


def look(register: Register, on_step: Callable[[int, int], None] | None = None) -> Looked:
    """One picture at a time in memory. At HQ a picture that has not come yet is no finding."""
    prefix, box = held(register), register.photos
    gone = photos.gone(register.reader, prefix)
    rows = [row for row in photos.named(register.reader, prefix) if row["sha256"] not in gone]
    found: list[Finding] = []
    for place, row in enumerate(rows, 1):
        if not (prefix and not box.has(str(row["sha256"]))):
            found.extend(_differences(register, row, prefix))
        if on_step:
            on_step(place, len(rows))
    return Looked(
        whole=len(rows) - len(found),
        originals_erased=photos.originals_erased(register.reader, prefix),
        findings=tuple(map(str, found)),
        strange=tuple(map(str, _strangers(register, rows))),
    )


def _strangers(register: Register, rows: Sequence[Row]) -> Iterator[Finding]:
    """No reason to stop: an adding that was refused or broken off leaves what it had sealed already."""
    folder = register.folder.photos
    kept = ((str(row["sha256"]), form) for row in rows for form in FORMS)
    for path in register.photos.strangers(kept):
        yield Finding("photo-strange", {"file": path.relative_to(folder).as_posix()})


def _differences(register: Register, row: Row, prefix: str) -> Iterator[Finding]:
    sha256 = str(row["sha256"])
    facts = {"number": str(row["number"]), "view": str(row["view"]), "photo": sha256[:8]}
    try:
        data = register.photos.read(sha256, ORIGINAL)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Trouble("photo.damaged", photo=sha256[:8])
        if not prefix:
            _open(register, sha256, data)
    except Trouble as trouble:
        code = "photo-missing" if trouble.code == "photo.missing" else "photo-damaged"
        yield Finding(code, facts)


def _open(register: Register, sha256: str, data: bytes) -> None:
    """A sealed original must open with the key that is here, and be the picture that was sealed."""
    sealed = photos.sealed_as(register.reader, sha256)
    if sealed is None:
        return
    key = sealed_keys.key_of(register.reader, str(sealed["person"] or sealed["id"]))
    original = open_original(key or "", data)
    if hashlib.sha256(original).hexdigest() != sealed["sha256"]:
        raise Trouble("photo.damaged", photo=sha256[:8])
