"""Photographs on the disk: each sealed, under a name that tells nothing of what it shows."""

from __future__ import annotations

import hmac
import os
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from salw_desktop import files
from salw_desktop.domain.errors import Trouble
from salw_desktop.keys.slots import sub_key

ORIGINAL = "original"
LIMIT_BYTES = 64 * 1024 * 1024  # what a bundle carries as one photograph
_SEAL_BYTES = Aead.NONCE_SIZE + Aead.MACBYTES
_ORIGINAL_BOUND = b"salw original v1"
_NAME = re.compile(r"[0-9a-f]{64}")


def new_photo_key() -> str:
    """In hex. Its own key, kept in the encrypted file: a new data key then leaves every photograph as it lies."""
    return os.urandom(Aead.KEY_SIZE).hex()


class PhotoBox:
    """What is in it is found by the SHA-256 of the original and the form asked for: the original, or a copy's side."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._seal = Aead(sub_key(key, "photos"))
        self._name_key = sub_key(key, "names of photos")
        self._making = (
            threading.Lock()
        )  # several are kept at once, and two may come into one folder

    def keep(self, sha256: str, form: str, data: bytes) -> bool:
        """Written and synced at the return; False where the same lies there whole already."""
        path = self._path(sha256, form)
        if self.is_whole(sha256, form):
            files.settle(path)
            return False
        with self._making:
            files.make_private_folder(path.parent)
        files.write_private(path, self._seal.encrypt(data, _bound(sha256, form)))
        return True

    def read(self, sha256: str, form: str) -> bytes:
        """Trouble `photo.missing`; `photo.damaged` for anything but what was kept under this name."""
        path = self._path(sha256, form)
        if files.size_of(path) is None:
            raise Trouble("photo.missing", photo=sha256[:8])
        nonce, sealed = files.read_split(path, Aead.NONCE_SIZE, LIMIT_BYTES + _SEAL_BYTES)
        try:
            return self._seal.decrypt(sealed, _bound(sha256, form), nonce)
        except (CryptoError, ValueError):
            raise Trouble("photo.damaged", photo=sha256[:8]) from None

    def has(self, sha256: str) -> bool:
        """Whether an original lies there, without reading it."""
        return files.size_of(self._path(sha256, ORIGINAL)) is not None

    def lies_here(self, sha256: str, size_bytes: int) -> bool:
        """Whether an original of this size lies there, without reading it; what cannot be looked at does not."""
        try:
            found_bytes = files.size_of(self._path(sha256, ORIGINAL))
        except Trouble:
            return False
        return found_bytes == size_bytes + _SEAL_BYTES

    def is_whole(self, sha256: str, form: str = ORIGINAL) -> bool:
        try:
            self.read(sha256, form)
        except Trouble:
            return False
        return True

    def drop(self, sha256: str, form: str) -> None:
        """Nothing under this name afterwards; what is gone already is no trouble."""
        files.remove_and_sync(self._path(sha256, form))

    def strangers(self, kept: Iterable[tuple[str, str]]) -> Iterator[Path]:
        """Every file in the folder but those kept under these hashes and forms."""
        known = {self._path(sha256, form) for sha256, form in kept}
        return (
            path for path in sorted(self._folder.rglob("*")) if path.is_file() and path not in known
        )

    def _path(self, sha256: str, form: str) -> Path:
        name = hmac.digest(self._name_key, _bound(sha256, form), "sha256").hex()
        return self._folder / name[:2] / name


def seal_original(key: str, data: bytes) -> bytes:
    """A picture under the key of whom it shows: who destroys the key has destroyed it, wherever a copy lies."""
    return bytes(_original_seal(key).encrypt(data, _ORIGINAL_BOUND))


def open_original(key: str, sealed: bytes) -> bytes:
    """Trouble `sealed.damaged` where it does not open with this key."""
    try:
        return _original_seal(key).decrypt(sealed, _ORIGINAL_BOUND)
    except (CryptoError, ValueError):
        raise Trouble("sealed.damaged") from None


def _original_seal(key: str) -> Aead:
    return Aead(sub_key(bytes.fromhex(key), "originals of photographs"))


def copy_sealed(source: Path, target: Path) -> None:
    """Every photograph of one folder into another, as sealed: no key is needed to make or to restore a backup."""
    for path in sorted(source.glob("??/*")):
        if _NAME.fullmatch(path.name):  # a half that a power cut left has another name
            files.make_private_folder(target / path.parent.name)
            files.copy_private(path, target / path.parent.name / path.name)


def _bound(sha256: str, form: str) -> bytes:
    """Sealed with the picture, so that no file passes for another one."""
    return f"salw photo v1 {form} {sha256}".encode()
