"""A small whole bundle, and a bench in memory on which it is broken thousands of times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bundle_makers import Desk, a_photo, a_run, a_tar, contents, expectation

from salw_desktop.bundle.reader import Expectation, _verified
from salw_desktop.domain.errors import Refusal, Trouble

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415478da636060600000000400010f1c0d7e0000000049454e44ae426082"
)
SMALL = a_tar(contents(runs=(a_run(1, 1),), blobs=(a_photo(PIXEL),)))
OTHER = a_tar(contents(runs=(a_run(2, 2),), blobs=(a_photo(PIXEL),), set_id="fe" * 16))
FAIR = expectation()


@contextmanager
def bench() -> Iterator[Desk]:
    """In memory where the system has such a folder: no disk is tried here, and each try writes a file."""
    memory = Path("/dev/shm")  # noqa: S108  # a private folder is made in it
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Desk(Path(folder))


def code_of_sealed(desk: Desk, path: Path, data: bytes | bytearray) -> str:
    """How these bytes are turned down; "accepted" is no code."""
    path.write_bytes(data)
    try:
        with desk.open(path):
            return "accepted"
    except (Refusal, Trouble) as no:
        return no.code


def code_of_plain(tar: bytes | bytearray, expected: Expectation = FAIR) -> str:
    """The same for what lies behind the seal, as by a sender who seals what he broke."""
    try:
        _verified(BytesIO(tar), expected)
    except (Refusal, Trouble) as no:
        return no.code
    return "accepted"


def sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
