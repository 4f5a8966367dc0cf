"""age v1 through pyrage: what leaves the station is sealed to the X25519 keys of those who may read it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import pyrage

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import (
    Beside,
    Gathering,
    os_calls,
    read_pieces,
    size_of,
    temporary_folder,
    worth_a_thread,
)
from salw_desktop.files.private import worded, write_all

HEADER_MAX_BYTES = 4096
_VERSION = b"age-encryption.org/v1\n"
# 32 bytes in 43 letters: the last letter carries two bits that must be 0
_KEY = rb"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"
_HEADER = re.compile(
    re.escape(_VERSION)
    + rb"(?:-> X25519 "
    + _KEY
    + rb"\n"
    + _KEY
    # rage, and so pyrage, adds a stanza of a random "-grease" type: readers must pass over what they do not know
    + rb"\n|-> [!-~]*-grease(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n){1,12}"
    + rb"--- "
    + _KEY
    + rb"\n"
)
_HEADER_END = re.compile(rb"\n--- .*\n")
_WHOLE_HEADER_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
_NONCE_BYTES, _CHUNK_BYTES, _TAG_BYTES = 16, 64 * 1024, 16
# pyrage tells its reasons apart only by their words; a test holds each
_NO_KEY_FITS = "No matching keys found"
_ENDS_EARLY = ("failed to fill whole buffer", "age file is truncated")


class AgeIdentity:
    """A key that opens what was sealed to its recipient. Its repr shows no secret."""

    def __init__(self, secret: str) -> None:
        """From `AGE-SECRET-KEY-1…`; Refusal bundle.identity-malformed for anything else."""
        try:
            self._key = pyrage.x25519.Identity.from_str(secret)
        except (pyrage.IdentityError, UnicodeEncodeError):
            raise Refusal("bundle.identity-malformed") from None

    @classmethod
    def generate(cls) -> AgeIdentity:
        return cls(str(pyrage.x25519.Identity.generate()))

    @property
    def secret(self) -> str:
        return str(self._key)

    @property
    def recipient(self) -> str:
        """What others seal to: `age1…`."""
        return str(self._key.to_public())

    def __repr__(self) -> str:
        return f"AgeIdentity({self.recipient[:12]}…)"


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """What a sealed file is known by, in receipts and on the list beside it."""

    sha256: str
    size_bytes: int


def seal(pieces: Iterable[bytes], target: Path, recipients: Sequence[str]) -> SealedBytes:
    """Seal a stream to `recipients` (`age1…`) under `target`: it is there whole or not at all.

    Raises Refusal bundle.recipient-malformed, Trouble of the disk, and whatever `pieces` raises.
    """
    seen = _Seen()
    with _new_file(target) as descriptor:

        def write(data: bytes) -> None:
            write_all(descriptor, data)
            seen.add(data)

        seal_into(write, pieces, recipients)
    return seen.seen


def seal_into(
    write: Callable[[bytes], None], pieces: Iterable[bytes], recipients: Sequence[str]
) -> None:
    """As `seal`, each sealed piece handed to `write`; raises whatever that raises, too."""
    keys = [_recipient(text) for text in recipients]
    if not keys:
        raise Refusal("bundle.recipient-malformed", recipient="")
    pull, push = _Pull(pieces), _Push(write)
    try:
        pyrage.encrypt_io(pull, push, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise pull.failure or push.failure or _pressed(error) or error from None


def sealed_size_at_most(plain_bytes: int) -> int:
    """What so many bytes take when they are sealed; a header says no more than HEADER_MAX_BYTES."""
    pieces = -(-plain_bytes // _CHUNK_BYTES) or 1
    return HEADER_MAX_BYTES + _NONCE_BYTES + plain_bytes + pieces * _TAG_BYTES


def unseal(
    source: Path, target: Path, identities: Sequence[AgeIdentity], *, limit_bytes: int
) -> SealedBytes:
    """Open a sealed file into `target`, which is there only if every byte of the seal holds.

    It is not synced: what is opened serves this opening and is gone with it. Of a large one two other threads hash
    what is read and write what is opened.

    Raises Refusal bundle.not-a-bundle, bundle.truncated, bundle.altered, Trouble bundle.not-for-us,
    and what the room of files says of disk and stick.
    """
    keys = [pyrage.x25519.Identity.from_str(identity.secret) for identity in identities]
    read, threads = _Seen(), worth_a_thread(size_of(source) or 0)
    with Beside[None](at_once=threads) as other:
        pieces = read_pieces(source, limit_bytes=limit_bytes)
        # the file is looked at first: a full disk here is no news of something that is no bundle
        pull = _Pull(_guarded(other.showing(pieces, to=read.add)))
        with (
            _new_file(target, is_synced=False) as descriptor,
            Gathering(partial(write_all, descriptor), threads=threads) as add,
        ):
            push = _Push(add)
            try:
                pyrage.decrypt_io(pull, push, keys)
            except (pyrage.DecryptError, OSError) as error:
                failure = pull.failure or push.failure or _pressed(error)
                raise failure or _reason(str(error)) from None
        other.wait()
    return read.seen


class _Seen:
    """Counts and hashes what goes by."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._size_bytes = 0

    def add(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._size_bytes += len(piece)

    @property
    def seen(self) -> SealedBytes:
        return SealedBytes(self._digest.hexdigest(), self._size_bytes)


class _Pull:
    """What pyrage reads from."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece, self._at = b"", 0
        self.failure: BaseException | None = None

    def read(self, size_bytes: int) -> bytes:
        at = self._at
        self._at += size_bytes
        # pyrage asks for 8 KiB at a time: this is the busiest line of an export
        return self._piece[at : at + size_bytes] or self._next(size_bytes)

    def _next(self, size_bytes: int) -> bytes:
        try:
            self._piece = next(filter(None, self._pieces), b"")
        except BaseException as failure:
            # pyrage turns whatever is raised here into words of its own
            self.failure = failure
            raise
        self._at = size_bytes
        return self._piece[:size_bytes]


class _Push:
    """What pyrage writes to. It holds the GIL all along: other threads get their turn in `read` and `write` alone."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._write(data)
        except BaseException as failure:
            self.failure = failure
            raise
        return len(data)

    def flush(self) -> None:
        """pyrage asks for it; the file is synced once, at its end."""


@contextmanager
def _new_file(target: Path, *, is_synced: bool = True) -> Iterator[int]:
    """A file that gets its name at the end: pyrage leaves half a plaintext behind on tampered input."""
    with temporary_folder(target.parent) as folder, worded(target):
        descriptor = os_calls.open_new(folder / "part")
        try:
            yield descriptor
            if is_synced:
                os_calls.fsync(descriptor)
        finally:
            os_calls.close(descriptor)
        os_calls.rename(folder / "part", target)
        if is_synced:
            os_calls.fsync_folder(target.parent)


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except (pyrage.RecipientError, UnicodeEncodeError):
        raise Refusal("bundle.recipient-malformed", recipient=text) from None


def _guarded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces, once the header holds: pyrage also takes armour, passphrases and some broken stanzas."""
    rest = iter(pieces)
    start = b""
    while len(start) < HEADER_MAX_BYTES and (piece := next(rest, None)) is not None:
        start += piece
    head = start[:HEADER_MAX_BYTES]
    if not _HEADER.match(head):
        begins_well = head.startswith(_VERSION) or _VERSION.startswith(head)
        ends_early = len(head) < HEADER_MAX_BYTES and not _HEADER_END.search(head)
        raise Refusal("bundle.truncated" if begins_well and ends_early else "bundle.not-a-bundle")
    return chain((start,), rest)


def plain_size(sealed: Path) -> int | None:
    """How many bytes a sealed file of this length holds; None where its header does not end.

    A file cut in its last piece cannot be told from an altered one by its cipher, but by this.
    """
    with sealed.open("rb") as file:
        end = _WHOLE_HEADER_END.search(file.read(HEADER_MAX_BYTES))
    if end is None:
        return None
    payload = sealed.stat().st_size - end.end() - _NONCE_BYTES
    pieces = -(-payload // (_CHUNK_BYTES + _TAG_BYTES))
    return payload - pieces * _TAG_BYTES


def _pressed(error: Exception) -> KeyboardInterrupt | None:
    """Whether a key that stops the work was pressed between two of our own lines."""
    return KeyboardInterrupt() if str(error).startswith(KeyboardInterrupt.__name__) else None


def _reason(words: str) -> Refusal | Trouble:
    if words == _NO_KEY_FITS:
        return Trouble("bundle.not-for-us")
    return Refusal("bundle.truncated" if words in _ENDS_EARLY else "bundle.altered")
