"""Practice bundles with fixed keys, and the means to break them from inside and seal them again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from salw_desktop.bundle import layout, ustar
from salw_desktop.bundle.head import Blob, Frontier, Head, Purpose
from salw_desktop.bundle.lines import Line
from salw_desktop.bundle.reader import Expectation, Opened, open_bundle
from salw_desktop.bundle.writer import BlobSource, Contents, Run, plain
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.age import AgeIdentity, seal
from salw_desktop.keys.signing import Signer, fingerprint

STATION, REGISTRY, STRANGER = (Signer(bytes([number]) * 32) for number in (1, 2, 3))
IDENTITY = AgeIdentity.generate()
SET = "0123456789abcdef0123456789abcdef"
BRANCH = "e377ef639b4bc5b3adaaa536369bb1de"
PHOTO = b"\xff\xd8 a practice photo \xff\xd9" * 3

Parts = list[tuple[str, bytes]]


def a_line(number: int) -> Line:
    payload = json.dumps({"seq": number, "note": "практика " * number}).encode()
    witness = STRANGER.sign(payload) if number % 2 else None
    return Line(payload, STATION.sign(payload), witness)


def a_run(first: int = 1, last: int = 3, branch: str = BRANCH) -> Run:
    event = hashlib.sha256(b"event %d" % last).hexdigest()
    return run_of(branch, first, last, event, map(a_line, range(first, last + 1)))


def run_of(branch: str, first: int, last: int, event: str, lines: Iterable[Line]) -> Run:
    """Each line in a piece of its own."""
    pieces = [(1, line.encoded()) for line in lines]
    return Run(branch, first, last, event, sum(len(text) for _, text in pieces), lambda: pieces)


def a_photo(data: bytes = PHOTO) -> BlobSource:
    blob = Blob(hashlib.sha256(data).hexdigest(), len(data))
    return BlobSource(blob, lambda: (data[:10], data[10:]))


def contents(purpose: Purpose = Purpose.FIELD_TO_HQ, **changes: object) -> Contents:
    """A valid volume of each purpose; `changes` are fields of Contents."""
    given: dict[str, Any] = {
        "purpose": purpose,
        "practice": True,
        "data_owner": "both",
        "set_id": SET,
        "unit": "LEN1",
    }
    if purpose is Purpose.FIELD_TO_HQ:
        given |= {
            "to": (fingerprint(REGISTRY.public).hex(),),
            "data": {"keyslots.json": b'{"slots":[]}'},
            "runs": (a_run(), a_run(4, 5), a_run(1, 1, "0" * 32)),
            "blobs": (a_photo(), a_photo(b"another photo")),
            "frontier": (Frontier(BRANCH, 5, "ab" * 32),),
            "have_receipt": 6,
        }
    else:
        name = "answer.json" if purpose is Purpose.ANSWER else "receipt.json"
        given |= {
            "to": (fingerprint(STATION.public).hex(),),
            "data": {name: b'{"taken":["\xc3\xa9"]}'},
            "number": 7,
        }
    return Contents(**(given | changes))


def signer_of(purpose: Purpose) -> Signer:
    return STATION if purpose is Purpose.FIELD_TO_HQ else REGISTRY


def expectation(purpose: Purpose = Purpose.FIELD_TO_HQ) -> Expectation:
    sender, addressee = STATION.public, REGISTRY.public
    if purpose is not Purpose.FIELD_TO_HQ:
        sender, addressee = addressee, sender
    return Expectation(purpose, practice=True, addressee=addressee, sender_key=lambda _: sender)


def a_tar(given: Contents | None = None, signer: Signer = STATION) -> bytes:
    return b"".join(plain(given or contents(), signer=signer)[1])


def parts_of(tar: bytes) -> Parts:
    file = BytesIO(tar)
    return [(each.name, b"".join(ustar.pieces(file, each))) for each in ustar.walk(file)]


def tar_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    whole = [
        ustar.header(name, len(data)) + data + ustar.padding(len(data)) for name, data in parts
    ]
    return b"".join(whole) + ustar.END


def changed(parts: Parts, name: str, data: bytes | None) -> Parts:
    """The parts with one of them replaced, or left out for None."""
    new = [(each, data if each == name else old) for each, old in parts]
    return [(each, value) for each, value in new if value is not None]


def vouched(parts: Parts, signer: Signer = STATION) -> Parts:
    """The parts with both lists and both signatures made anew, as a sender would who means this."""
    found = dict(parts)
    head = json.loads(found[layout.HEAD])
    found[layout.HEAD_SIGNATURE] = layout.signature_text(
        signer.sign(layout.head_message(found[layout.HEAD]))
    )
    data = [(name, _sum(found[name])) for name, _ in parts if name.startswith("data/")]
    manifest = found[layout.MANIFEST] = layout.manifest(data)
    tags = layout.manifest([(name, _sum(found[name])) for name in layout.TAGS])
    found[layout.TAG_MANIFEST] = tags
    message = layout.end_message(manifest, tags, members=head["members"], size_bytes=head["bytes"])
    found[layout.END_SIGNATURE] = layout.signature_text(signer.sign(message))
    return [(name, found[name]) for name, _ in parts]


def with_head(**changes: object) -> Parts:
    """A bundle whose sender signed a head with other values."""
    parts = parts_of(a_tar())
    head = json.loads(dict(parts)[layout.HEAD]) | changes
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return vouched(changed(parts, layout.HEAD, text))


def head_of(parts: Parts) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dict(parts)[layout.HEAD])
    return found


@dataclass(frozen=True)
class Desk:
    """Where sealed files are made and opened in a test."""

    folder: Path

    def sealed(self, tar: bytes) -> Path:
        path = self.folder / "b.salwb"
        seal((tar,), path, (IDENTITY.recipient,))
        return path

    def open(
        self, path: Path, expected: Expectation | None = None
    ) -> AbstractContextManager[Opened]:
        return open_bundle(
            path,
            identities=(IDENTITY,),
            scratch=self.folder / "scratch",
            expected=expected or expectation(),
        )

    def turned_down(self, path: Path, expected: Expectation | None = None) -> Refusal | Trouble:
        """What opening the file raises; and that nothing of it stays in the scratch folder."""
        with pytest.raises((Refusal, Trouble)) as caught, self.open(path, expected):
            pass
        assert not any((self.folder / "scratch").iterdir())
        value = caught.value
        assert isinstance(value, Refusal | Trouble)
        return value

    def code(self, tar: bytes, expected: Expectation | None = None) -> str:
        return self.turned_down(self.sealed(tar), expected).code


@contextmanager
def turned_down(code: str) -> Iterator[None]:
    """Holds that the block is turned down by this code."""
    with pytest.raises((Refusal, Trouble)) as caught:
        yield
    assert isinstance(caught.value, Refusal | Trouble)
    assert caught.value.code == code


def nobody(_: Head) -> bytes | None:
    return None


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
