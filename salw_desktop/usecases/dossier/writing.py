"""The folder of a released dossier: the paper, the pictures, the events with what verifies them, and the checker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.database import people, photos, printouts
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.promises import WEAPON_ONLY, narrowest
from salw_desktop.domain.strict_json import Json, encode
from salw_desktop.keys.events import pae
from salw_desktop.keys.photo_box import ORIGINAL
from salw_desktop.keys.signing import Signer
from salw_desktop.printing.annex import grouped
from salw_desktop.printing.extract import Shown
from salw_desktop.printing.pictures import JPEG, SHOWN_PX
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.dossier.selection import Selection, selected
from salw_desktop.usecases.paperwork.extracts import dossier_of
from salw_desktop.usecases.photos import picture
from salw_desktop.usecases.printouts import DOSSIER, CountPrint
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.release.releasing import may_go_out, release_called
from salw_desktop.words.dossier import LIMITS, README, README_EVENTS, ExtractWords

SIGNED_AS = "salw dossier"
# What shows the metal alone. A tag in the frame tells the number, a place tells where it was found.
_BARE_VIEWS = ("left", "right", "serial close-up", "other marks", "proof marks", "damage")
_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, for which release, as the so-manieth copy."""

    folder: Path
    release: str
    copy: int
    files: tuple[str, ...]
    events: int
    withheld: int


def write_dossier(register: Register, wanted: str, folder: Path, reason: str = "") -> Written:
    """Whole or not at all, then counted. Refusals `release.unknown`, `release.promised-less`, `print.no-reason`."""
    release = release_called(register.reader, wanted)
    number = str(release["number"])
    _refuse_what_is_promised_since(register, release)
    copy = printouts.copies_of(register.reader, DOSSIER, number) + 1
    if copy > 1 and not reason.strip():
        raise Refusal("print.no-reason", field="reason", paper=DOSSIER, number=number, copy=copy)
    found = selected(register.reader, release) if release["has_events"] else None
    written = dict(_files(register, release, found, copy))
    _write(register, release, written, folder)
    perform(CountPrint(paper=DOSSIER, number=number, reason=reason), register)
    events, withheld = (found.carried, found.withheld) if found else (0, 0)
    return Written(folder, number, copy, tuple(sorted(written)), events, withheld)


def _refuse_what_is_promised_since(register: Register, release: Row) -> None:
    """It may have come again since it was released, under a promise that lets out less."""
    most, content = may_go_out(register.reader, str(release["weapon"])), str(release["content"])
    if narrowest((most, content)) != content:
        number = lookup.called(lookup.weapon(register.reader, str(release["weapon"])))
        raise Refusal("release.promised-less", field="release", number=number, most=most)


def _files(
    register: Register, release: Row, found: Selection | None, copy: int
) -> Iterator[tuple[str, bytes]]:
    shown = dict(_photos(register, release))
    captions = [
        Shown(ExtractWords().photo.format(name=name, letters=_sha256(data)[:_LETTERS]), data)
        for name, data in shown.items()
    ]
    yield from shown.items()
    yield "dossier.pdf", dossier_of(register, release, captions, copy)
    yield "verify.py", files.resource("dossier/verify.py")
    yield "README.txt", _readme(register, release)
    if found is not None:
        lines = [encode(dict(line)) for line in found.lines]
        yield "events.jsonl", "".join(f"{line}\n" for line in lines).encode()
        yield "keys.json", encode(_keys(register, found)).encode()
    if release["has_originals"]:
        yield from _originals(register, release)


def _photos(register: Register, release: Row) -> Iterator[tuple[str, bytes]]:
    is_bare = release["content"] == WEAPON_ONLY
    kept = [
        row
        for row in photos.of(register.reader, "weapon", str(release["weapon"]))
        if not is_bare or (row["view"] in _BARE_VIEWS and not row["tag_seen"])
    ]
    for place, row in enumerate(kept, 1):
        view = str(row["view"]).replace(" ", "-")
        yield f"photos/{place:02d}-{view}.jpg", picture(register, row, SHOWN_PX)


def _originals(register: Register, release: Row) -> Iterator[tuple[str, bytes]]:
    """Of a picture that was made unrecognisable the original never leaves, whatever a release says (practice f6)."""
    rows = photos.of(register.reader, "weapon", str(release["weapon"]))
    for place, row in enumerate(rows, 1):
        if photos.blurrings(register.reader, str(row["sha256"])):
            continue
        ending = "jpg" if row["media"] == JPEG else "png"
        data = register.photos.read(str(row["sha256"]), ORIGINAL)
        yield f"originals/{place:02d}.{ending}", data


def _readme(register: Register, release: Row) -> bytes:
    limits = "\n".join(f"No program can detect {what}.\n  {why}" for what, why in LIMITS)
    text = README.format(
        release=release["number"],
        recipient=release["recipient"],
        purpose=release["purpose"],
        events=README_EVENTS if release["has_events"] else "",
        key=grouped(str(register.station["device_key"])),
        limits=limits,
    )
    return text.encode()


def _keys(register: Register, found: Selection) -> dict[str, Json]:
    known = {str(each["id"]): each for each in people.operators(register.reader)}
    operators: list[Json] = [
        {
            "id": who,
            "name": str(known[who]["name"]),
            "function": str(known[who]["function"]),
            "organisation": str(known[who]["organisation"]),
            "keys": list(keys),
        }
        for who, keys in sorted(found.operators.items())
    ]
    device = str(register.station["device_key"])
    return {"device": device, "recovery": list(found.recovery), "operators": operators}


def _write(register: Register, release: Row, written: Mapping[str, bytes], folder: Path) -> None:
    """Into a folder of its own beside the one asked for, synced, and then given its name."""
    signer = Signer(bytes.fromhex(register.database.secret("device_seed")))
    listed: dict[str, Json] = {name: _sha256(data) for name, data in sorted(written.items())}
    manifest: dict[str, Json] = {
        "v": 1,
        "release": str(release["number"]),
        "station": str(register.station["unit"]),
        "device": signer.public.hex(),
        "at": register.clock().text,
        "files": listed,
    }
    data = encode(manifest).encode()
    signature = signer.sign(pae(SIGNED_AS, data)).hex()
    whole = {**written, "dossier.json": data, "dossier.sig": f"{signature}\n".encode()}
    if folder.exists():
        raise Refusal("folder.exists", path=str(folder))
    with files.temporary_folder(folder.absolute().parent) as temporary:
        made = temporary / folder.name
        for name, each in whole.items():
            files.make_private_folder((made / name).parent)
            files.write_private(made / name, each)
        files.rename(made, folder)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
