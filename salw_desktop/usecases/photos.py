"""Photographs: added one by one, or sorted from a camera's card by the tags in them; shown as shrunk copies."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from salw_desktop import files
from salw_desktop.database import photos, weapons
from salw_desktop.database.connection import Connection
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Cell, Row
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.people import STORE, TABLE, Role
from salw_desktop.domain.word_lists import words_of
from salw_desktop.keys.photo_box import ORIGINAL, PhotoBox
from salw_desktop.printing import pictures
from salw_desktop.usecases import free_text, lookup, photo_files
from salw_desktop.usecases.commands import Answer, AtTheTable, Command, perform
from salw_desktop.usecases.register import Register

KEPT_FREE_BYTES = 500 * 1024 * 1024  # photographs stop here, so that records never have to
TAG = "tag"
GUIDED = ("left", "right", "serial close-up", "other marks")
AFTER_THE_SET = "other"
_HEADER_BYTES = 512 * 1024


def _cache(connection: Connection, wanted: str) -> Row:
    found = photos.cache(connection, wanted.strip())
    if found is None:
        raise Refusal("photo.cache-unknown", field="cache", given=wanted[:80])
    return found


_LOOKUPS: dict[str, Callable[[Connection, str], Row]] = {
    "weapon": lookup.weapon,
    "hand_in": lookup.hand_in,
    "cache": _cache,
    "destruction_session": lookup.session,
    "destruction_order": lookup.order,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that lies sealed on the disk, and what was read in it."""

    sha256: str
    size_bytes: int
    header: pictures.Header
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RecordPhoto(AtTheTable):
    """The event of a picture that lies on the disk already. A tag of another weapon in the frame is a fact."""

    kind: ClassVar[str] = "photo.added"
    needs = TABLE | STORE | {Role.WEAPONS_INSPECTOR, Role.TECHNICAL_OFFICER}

    subject: str
    of: str
    view: str
    kept: Kept

    def execute(self, tx: Transaction) -> Answer:
        kept, header = self.kept, self.kept.header
        row = _LOOKUPS[self.subject](tx.connection, self.of)
        if self.subject == "hand_in":
            free_text.look_at_hand_in(row, self)
        elif self.subject == "weapon":
            free_text.look_at_weapon(tx.connection, row, self)
        id_ = str(row["id"])
        number = lookup.called(row) if self.subject == "weapon" else str(row["number"])
        if any(
            each["sha256"] == kept.sha256 for each in photos.of(tx.connection, self.subject, id_)
        ):
            raise Refusal("photo.twice", field="file", number=number)
        tag_seen = number if number in kept.tags else next(iter(kept.tags), None)
        tx.blobs.append({"sha256": kept.sha256, "size": kept.size_bytes, "media": header.media})
        values: dict[str, Cell] = {
            self.subject: id_,
            "view": self.view,
            "sha256": kept.sha256,
            "size": kept.size_bytes,
            "media": header.media,
            "width": header.width,
            "height": header.height,
            "tag_seen": tag_seen,
            "taken_at": header.taken_at and tx.now.as_far_as_kept(header.taken_at),
            "added_by": tx.operator,
            "added_at": tx.now.text,
        }
        photo = tx.insert("photo", values)
        return {"photo": photo, "number": number, "sha256": kept.sha256, "tag_seen": tag_seen or ""}

    def settle(self, register: Register) -> None:
        if photos.blurrings(
            register.reader, self.kept.sha256
        ):  # the camera's card has the face still
            photo_files.sweep(register)


@dataclass(frozen=True, kw_only=True)
class AddPhoto(AtTheTable):
    """One picture of one thing: the file is read, sealed and synced, then recorded as `RecordPhoto`."""

    kind: ClassVar[str] = RecordPhoto.kind
    needs = RecordPhoto.needs

    file: str
    view: str
    weapon: str = ""
    hand_in: str = ""
    cache: str = ""
    destruction_session: str = ""
    destruction_order: str = ""

    def prepare(self, register: Register) -> Command:
        named = {name: str(getattr(self, name)) for name in photos.SUBJECTS}
        given = [(name, wanted) for name, wanted in named.items() if wanted.strip()]
        if len(given) != 1:
            raise Refusal("photo.no-subject", field="weapon")
        ((subject, of),) = given
        _LOOKUPS[subject](register.reader, of)  # nothing is sealed for what is not there
        view = lookup.one_of(words_of("photo", "view"), self.view, "view")
        data = read(Path(self.file))
        kept = keep(register, data, pictures.look(data))
        return RecordPhoto(reason=self.reason, subject=subject, of=of, view=view, kept=kept)


def read(file: Path) -> bytes:
    """The bytes of a picture. Refusal `photo.too-large` before it is read; Trouble `file.…`."""
    try:
        return files.read_limited(file, pictures.LIMIT_BYTES)
    except Refusal:
        most_mb = pictures.LIMIT_BYTES // 1024**2
        raise Refusal("photo.too-large", field="file", most_mb=most_mb) from None


def keep(register: Register, data: bytes, picture: pictures.Picture) -> Kept:
    """Original and copies, sealed and synced. Trouble `photo.no-room`, and those of the disk."""
    free_bytes = files.free_bytes(register.folder.path)
    if free_bytes < KEPT_FREE_BYTES:
        free_mb, kept_mb = free_bytes // 1024**2, KEPT_FREE_BYTES // 1024**2
        raise Trouble("photo.no-room", free_mb=free_mb, kept_mb=kept_mb)
    sha256, box = hashlib.sha256(data).hexdigest(), register.photos
    box.keep(sha256, ORIGINAL, data)
    _keep_copies(box, sha256, picture)
    return Kept(sha256, len(data), picture.header, tuple(tag.number for tag in picture.tags))


def _keep_copies(box: PhotoBox, sha256: str, picture: pictures.Picture) -> None:
    for side_px, copy in picture.copies.items():
        box.keep(sha256, str(side_px), copy)


def picture(register: Register, photo: Row, side_px: int) -> bytes:
    """The JPEG copy for papers and screens, `side_px` 1600 or 320, made anew where only the original is left.

    Also at HQ, of a row that a station sent; of a blurred picture its newest blurred copy. Trouble `photo.missing`, `photo.damaged`.
    """
    sha256, box = str(photo["sha256"]), register.photos
    blurred = photos.blurrings(register.reader, sha256, photo_files.held(register))
    if blurred:
        sha256 = str(blurred[-1]["shown_sha256"])
    try:
        return box.read(sha256, str(side_px))
    except Trouble:
        made = pictures.look(box.read(sha256, ORIGINAL))
        _keep_copies(box, sha256, made)
        return made.copies[side_px]


def of_weapon(register: Register, wanted: str) -> tuple[Row, ...]:
    """Refusal `weapon.unknown`."""
    weapon = lookup.weapon(register.reader, wanted)
    return tuple(photos.of(register.reader, "weapon", str(weapon["id"])))


def first_of(register: Register, wanted: str) -> Row | None:
    """The picture by which a weapon is known in a list: its left side, else the first one."""
    found = of_weapon(register, wanted)
    return next((each for each in found if each["view"] == GUIDED[0]), next(iter(found), None))


@dataclass(frozen=True, slots=True)
class Listed:
    """One photograph as acts name it."""

    id: str
    view: str
    sha256: str
    added_at: str
    is_blurred: bool


def listed(register: Register, wanted: str) -> tuple[Listed, ...]:
    """Of a weapon, in the order of adding. Refusal `weapon.unknown`."""
    reader = register.reader
    return tuple(
        Listed(
            id=str(row["id"]),
            view=str(row["view"]),
            sha256=str(row["sha256"]),
            added_at=str(row["added_at"]),
            is_blurred=bool(photos.blurrings(reader, str(row["sha256"]))),
        )
        for row in of_weapon(register, wanted)
    )


def shown(register: Register, wanted: str) -> Iterator[tuple[str, bytes]]:
    """File name and 1600-pixel copy of each photograph of a weapon. Refusal `weapon.unknown`, `photo.none-here`."""
    weapon = lookup.weapon(register.reader, wanted)
    rows = of_weapon(register, wanted)
    if not rows:
        raise Refusal("photo.none-here", field="number", number=lookup.called(weapon))
    for place, row in enumerate(rows, 1):
        view = str(row["view"]).replace(" ", "-")
        name = f"{lookup.called(weapon)}-{place:02d}-{view}.jpg"
        yield name, picture(register, row, pictures.SHOWN_PX)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What became of one picture of a card: whose it is and what it shows, or why it was not taken."""

    file: Path
    number: str = ""
    view: str = ""
    why_not: Refusal | None = None


def import_sorted(
    register: Register,
    card: Sequence[Path],
    *,
    on_step: Callable[[int, int], None] | None = None,
) -> list[Sorted]:
    """Pictures in the order of the camera's clock, then of their names: a tag begins the next weapon.

    Nothing is guessed: what follows no tag, an unknown one or a picture that cannot be read goes to no weapon. The
    same card again adds nothing. Refusal `operator.not-allowed` and Trouble stop the work; what was added stays.
    """
    sorter, done = _Sorter(register), []
    for place, file in enumerate(_in_order(card), 1):
        done.append(sorter.sort(file))
        if on_step:
            on_step(place, len(card))
    return done


def _in_order(card: Sequence[Path]) -> list[Path]:
    """Pictures that say no time come first, where they follow nobody's tag but their own."""
    return [file for _, _, file in sorted((_taken_at(file), str(file), file) for file in card)]


def _taken_at(file: Path) -> str:
    pieces = files.read_pieces(file)
    try:
        return pictures.header(next(pieces, b"")[:_HEADER_BYTES]).taken_at or ""
    except Refusal:
        return ""
    finally:
        pieces.close()


class _Sorter:
    """Remembers whose tag was seen last and how many pictures of that weapon have come since."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._weapon: Row | None = None
        self._since: Counter[str] = Counter()

    def sort(self, file: Path) -> Sorted:
        try:
            data = read(file)
            known = photos.by_sha256(self._register.reader, hashlib.sha256(data).hexdigest())
            if known:
                return self._known(file, known[0])
            picture = pictures.look(data)
            view = self._view(picture.tags)
        except Refusal as refusal:
            if refusal.code != "photo.not-an-image":
                self._weapon = None  # it may have shown the next tag
            return Sorted(file, why_not=refusal)
        assert self._weapon is not None  # noqa: S101  # _view has looked
        of = str(self._weapon["id"])
        kept = keep(self._register, data, picture)
        perform(RecordPhoto(subject="weapon", of=of, view=view, kept=kept), self._register)
        self._since[of] += view != TAG
        return Sorted(file, lookup.called(self._weapon), view)

    def _view(self, tags: Sequence[pictures.SeenTag]) -> str:
        numbers = [tag.number for tag in tags]
        if len(numbers) > 1:
            raise Refusal("photo.two-tags", given=", ".join(numbers))
        is_next = False
        if numbers:
            found = photos.weapon_of_tag(self._register.reader, numbers[0])
            if found is None:
                raise Refusal("photo.tag-unknown", given=numbers[0])
            is_next = self._weapon is None or found != self._weapon["id"]
            self._weapon = weapons.weapon(self._register.reader, found)
        if self._weapon is None:
            raise Refusal("photo.no-tag")
        if is_next or any(tag.is_close for tag in tags):
            return TAG
        place = self._since[str(self._weapon["id"])]
        return GUIDED[place] if place < len(GUIDED) else AFTER_THE_SET

    def _known(self, file: Path, photo: Row) -> Sorted:
        """Nothing is added, but new pictures on the same card still find their weapon and their place."""
        weapon, view = photo["weapon"], str(photo["view"])
        if weapon and view == TAG:
            self._weapon = weapons.weapon(self._register.reader, str(weapon))
        elif weapon:
            self._since[str(weapon)] += 1
        number = str(photo["weapon_number"] or "")
        return Sorted(file, number, view, Refusal("photo.known"))
