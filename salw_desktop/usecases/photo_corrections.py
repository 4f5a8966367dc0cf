"""Photographs put right: faces made unrecognisable, their originals erased, a view or a weapon that was wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import ClassVar

from salw_desktop.database import photos, sealed_keys
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import SUPERVISORS, SecondPerson
from salw_desktop.domain.strict_json import encode
from salw_desktop.domain.word_lists import words_of
from salw_desktop.keys.photo_box import ORIGINAL, seal_original
from salw_desktop.keys.sealed_values import new_key
from salw_desktop.printing import pictures
from salw_desktop.printing.blurring import Area as Area
from salw_desktop.printing.blurring import blurred, look_at_areas
from salw_desktop.usecases import lookup, photo_files
from salw_desktop.usecases.commands import Answer, Command
from salw_desktop.usecases.photos import Kept, RecordPhoto, keep, picture
from salw_desktop.usecases.register import Register


def _photo(connection: Connection, wanted: str) -> Row:
    found = photos.photo(connection, wanted.strip())
    if found is None:
        raise Refusal("photo.unknown", field="photo", given=wanted[:80])
    return found


@dataclass(frozen=True, slots=True)
class Sealed:
    """An original that lies sealed on the disk; `key` is a new one unless `person` has it."""

    sha256: str
    size_bytes: int
    person: str | None
    key: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class RecordBlurring(Command):
    """The event of a blurred copy that lies on the disk already; what was shown before then leaves the disk."""

    kind: ClassVar[str] = "photo.blurred"
    needs = SUPERVISORS
    asks_why = True

    photo: str
    areas: tuple[Area, ...]
    shown: Kept
    sealed: Sealed | None  # None where an earlier blurring sealed it

    def execute(self, tx: Transaction) -> Answer:
        photo, shown, sealed = _photo(tx.connection, self.photo), self.shown, self.sealed
        blobs = [(shown.sha256, shown.size_bytes, shown.header.media)]
        if sealed:
            blobs.append((sealed.sha256, sealed.size_bytes, "application/octet-stream"))
        tx.blobs.extend({"sha256": sha, "size": size, "media": media} for sha, size, media in blobs)
        corners = [[area.left, area.top, area.right, area.bottom] for area in self.areas]
        values: dict[str, Cell] = {
            "photo": photo["id"],
            "weapon": photo["weapon"],
            "sha256": photo["sha256"],
            "turn": 1 + len(photos.blurrings(tx.connection, str(photo["sha256"]))),
            "areas": encode(corners),
            "shown_sha256": shown.sha256,
            "shown_size": shown.size_bytes,
            "person": sealed.person if sealed else None,
            "sealed_sha256": sealed.sha256 if sealed else None,
            "sealed_size": sealed.size_bytes if sealed else None,
            "reason": self.reason,
            "blurred_by": tx.operator,
            "at": tx.now.text,
        }
        blurring = tx.insert("photo_blurring", values)
        if sealed and not sealed.person:
            sealed_keys.keep(tx.connection, blurring, sealed.key)
        number = photos.subject_number(tx.connection, photo)
        return {"blurring": blurring, "number": number, "view": str(photo["view"])}

    def settle(self, register: Register) -> None:
        photo_files.sweep(register)


@dataclass(frozen=True, kw_only=True)
class BlurPhoto(Command):
    """Faces and tattoos in a picture: the shown copies lose them, the original is sealed so that it can be erased.

    Under the key of the person who brought what it shows, where there is one (practice f6); else under its own.
    """

    kind: ClassVar[str] = RecordBlurring.kind
    needs = RecordBlurring.needs
    asks_why = True

    photo: str
    areas: tuple[Area, ...]

    def prepare(self, register: Register) -> Command:
        look_at_areas(self.areas)
        photo = _photo(register.reader, self.photo)
        data = blurred(picture(register, photo, pictures.SHOWN_PX), self.areas)
        sealed = _sealed(register, str(photo["sha256"]))
        shown = keep(register, data, pictures.look(data))
        return RecordBlurring(
            reason=self.reason, photo=str(photo["id"]), areas=self.areas, shown=shown, sealed=sealed
        )


def _sealed(register: Register, sha256: str) -> Sealed | None:
    """Trouble `photo.missing`, `photo.damaged`: what is not here cannot be sealed, and a backup may have it."""
    reader, box = register.reader, register.photos
    if photos.blurrings(reader, sha256):
        return None
    owners = photos.persons_of(reader, sha256)
    person = owners[0] if len(owners) == 1 else None
    key = sealed_keys.key_of(reader, person) if person else None
    key = key or new_key()
    data = seal_original(key, box.read(sha256, ORIGINAL))
    name = hashlib.sha256(data).hexdigest()
    box.keep(name, ORIGINAL, data)
    return Sealed(name, len(data), person, key)


@dataclass(frozen=True, kw_only=True)
class EraseOriginal(Command):
    """Class A: the key of a sealed original is destroyed. One that a person's key opens goes with the person."""

    kind: ClassVar[str] = "photo.original-erased"
    needs = SUPERVISORS
    second = SecondPerson.BEFORE
    asks_why = True

    photo: str

    def execute(self, tx: Transaction) -> Answer:
        photo = _photo(tx.connection, self.photo)
        number, view = photos.subject_number(tx.connection, photo), str(photo["view"])
        found = photos.blurrings(tx.connection, str(photo["sha256"]))
        if not found:
            raise Refusal("photo.not-blurred", field="photo", number=number, view=view)
        first = found[0]
        id_, person = str(first["id"]), first["person"]
        if sealed_keys.key_of(tx.connection, str(person or id_)) is None:
            raise Refusal("photo.original-erased", field="photo", number=number, view=view)
        if person:
            raise Refusal("photo.goes-with-person", field="photo", person=str(person))
        signed = {"erased_by": tx.operator, "erased_second": tx.witness}
        tx.change("photo_blurring", id_, erased_at=tx.now.text, **signed)
        return {"number": number, "view": view}

    def settle(self, register: Register) -> None:
        photo_files.sweep(register)


@dataclass(frozen=True, kw_only=True)
class CorrectPhotoView(Command):
    """What a photograph shows of its thing was named wrongly."""

    kind: ClassVar[str] = "photo.view-corrected"
    needs = RecordPhoto.needs
    asks_why = True

    photo: str
    view: str

    def execute(self, tx: Transaction) -> Answer:
        photo = _photo(tx.connection, self.photo)
        number = photos.subject_number(tx.connection, photo)
        view = lookup.one_of(words_of("photo", "view"), self.view, "view")
        if view == photo["view"]:
            raise Refusal("photo.same-view", field="view", number=number, view=view)
        _correct(tx, photo, self.reason, view=view)
        return {"number": number, "view": view, "before": str(photo["view"])}


@dataclass(frozen=True, kw_only=True)
class MovePhoto(Command):
    """A photograph that was given to the wrong thing goes to the weapon that it shows; the history of both says so."""

    kind: ClassVar[str] = "photo.moved"
    needs = RecordPhoto.needs
    asks_why = True

    photo: str
    weapon: str

    def execute(self, tx: Transaction) -> Answer:
        photo = _photo(tx.connection, self.photo)
        weapon = lookup.weapon(tx.connection, self.weapon)
        id_, number = str(weapon["id"]), lookup.called(weapon)
        before = photos.subject_number(tx.connection, photo)
        if any(row["sha256"] == photo["sha256"] for row in photos.of(tx.connection, "weapon", id_)):
            raise Refusal("photo.twice", field="weapon", number=number)
        nobody = dict.fromkeys(photos.SUBJECTS)
        _correct(tx, photo, self.reason, **{**nobody, "weapon": id_})
        return {"number": number, "before": before, "view": str(photo["view"])}


def _correct(tx: Transaction, photo: Row, reason: str, **values: Cell) -> None:
    """`weapon` of the correction is whose the photograph was, so that its history tells of it too.

    It is written first: SQL lets no photograph change without one (database/photo_rules.py).
    """
    row: dict[str, Cell] = {
        "photo": photo["id"],
        "weapon": photo["weapon"],
        "view_before": photo["view"],
        "reason": reason,
        "corrected_by": tx.operator,
        "at": tx.now.text,
    }
    tx.insert("photo_correction", row)
    tx.change("photo", str(photo["id"]), **values)
