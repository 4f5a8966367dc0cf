"""Private folders (0700) and files (0600), written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import os_calls
from salw_desktop.files.os_errors import is_full, is_read_only

PIECE_BYTES = 4 * 1024 * 1024
_MORE_BYTES = 64 * 1024  # asked for beyond what a file is said to hold, for it may have grown

_TEMPORARY = "salw-"


def make_private_folder(path: Path, *, new: bool = False) -> None:
    """Make a folder, and those above it that are missing, 0700; one that is there keeps its mode."""
    with worded(path):
        if path.is_dir() and not new:
            return
        if not path.parent.is_dir():
            make_private_folder(path.parent)
        try:
            os_calls.make_folder(path)
        except FileExistsError:
            raise Refusal("folder.exists", path=str(path)) from None
        try:
            os_calls.fsync_folder(path.parent)
        except OSError:
            # the next try would find it there, and take it for one that the disk remembers
            with suppress(OSError):
                os_calls.remove_folder(path)
            raise


def write_private(path: Path, data: bytes) -> None:
    """Put `data` under `path`, 0600: afterwards the old file or the new one is there, never a half.

    Raises Trouble disk.full, folder.read-only or disk.failed.
    """
    _write_pieces(path, (data,))


def copy_private(source: Path, target: Path, *, limit_bytes: int | None = None) -> None:
    """Copy as `write_private` writes; a source over the limit is refused as `file.too-large`."""
    with closing(read_pieces(source, limit_bytes=limit_bytes)) as pieces:
        _write_pieces(target, pieces)


def read_limited(path: Path, limit_bytes: int) -> bytes:
    """The whole file; one that is larger, or grows while it is read, is refused."""
    return b"".join(read_pieces(path, limit_bytes=limit_bytes))


def read_split(path: Path, first_bytes: int, limit_bytes: int) -> tuple[bytes, bytes]:
    """As `read_limited`: so many bytes of its beginning, and the rest, which a file of one piece has uncopied."""
    first, rest = b"", list[bytes]()
    with closing(read_pieces(path, limit_bytes=limit_bytes, first_bytes=first_bytes)) as pieces:
        for piece in pieces:
            # a disk may give less than it was asked for
            if missing := first_bytes - len(first):
                first += piece[:missing]
                piece = piece[missing:]
            if piece:
                rest.append(piece)
    return first, b"".join(rest)


def size_of(path: Path) -> int | None:
    """Of a file; None where none lies there, Trouble `file.unreadable` where nobody can tell."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror) from error
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def read_pieces(
    path: Path, *, limit_bytes: int | None = None, first_bytes: int = PIECE_BYTES
) -> Generator[bytes, None, None]:
    """The file in pieces of at most 4 MiB, the first of them of at most `first_bytes`.

    Raises Trouble file.missing, file.unreadable, Refusal file.too-large.
    """
    try:
        descriptor = os_calls.open_read(path)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Trouble("file.unreadable", path=str(path), reason="it is not a file")
            _check_limit(path, status.st_size, limit_bytes)
            seen_bytes, most = 0, first_bytes
            while piece := os_calls.read(
                descriptor, min(most, max(status.st_size - seen_bytes, 0) + _MORE_BYTES)
            ):
                seen_bytes, most = seen_bytes + len(piece), PIECE_BYTES
                _check_limit(path, seen_bytes, limit_bytes)
                yield piece
        finally:
            os_calls.close(descriptor)
    except (FileNotFoundError, NotADirectoryError):
        raise Trouble("file.missing", path=str(path)) from None
    except OSError as error:
        raise Trouble("file.unreadable", path=str(path), reason=error.strerror) from error


def rename(source: Path, target: Path) -> None:
    """Give the file its new name, in place of what bore it, and have the folder remember it."""
    with worded(source):
        os_calls.rename(source, target)
        os_calls.fsync_folder(target.parent)


def move_in(made: Path, target: Path) -> None:
    """Give a finished file or folder its place where nothing stands yet; on Trouble nothing stands there still."""
    with worded(target):
        os_calls.rename(made, target)
        try:
            os_calls.fsync_folder(target.parent)
        except OSError:
            with suppress(OSError):
                os_calls.rename(target, made)
            raise


def settle(path: Path) -> None:
    """Bring down a file that is whole already: whoever wrote it may not have had the time to."""
    with worded(path):
        descriptor = os_calls.open_again(path)
        try:
            os_calls.fsync(descriptor)
        finally:
            os_calls.close(descriptor)
        os_calls.fsync_folder(path.parent)
        os_calls.fsync_folder(path.parent.parent)


def remove_quietly(path: Path) -> bool:
    """For what is only in the way: a left-over that cannot be removed is no reason to stop. Whether it was."""
    with suppress(OSError):
        os_calls.remove(path)
        return True
    return False


def remove_and_sync(path: Path) -> None:
    """As `remove_quietly`, and the folder is told to remember it: else the name could come back when the power goes now."""
    if remove_quietly(path):
        with suppress(OSError):
            os_calls.fsync_folder(path.parent)


def sweep(parent: Path) -> None:
    """What `temporary_folder` left behind when the program was killed: plaintext of a bundle may lie in it."""
    for folder in parent.glob(f"{_TEMPORARY}*"):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder of our own (0700) inside `parent` or the system's, gone with all it holds at the end."""
    if parent is not None:
        make_private_folder(parent)
    with worded(parent or Path(tempfile.gettempdir())):
        folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_bytes(path: Path) -> int:
    """What may still be written where `path` lies; Trouble disk.failed where that cannot be learnt."""
    with worded(path):
        return os_calls.free_bytes(path)


def write_all(descriptor: int, data: bytes | bytearray | memoryview) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os_calls.write(descriptor, rest) :]


def _write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with worded(path):
        descriptor = os_calls.open_new(temporary)
        try:
            try:
                for piece in pieces:
                    write_all(descriptor, piece)
                os_calls.fsync(descriptor)
            finally:
                os_calls.close(descriptor)
            os_calls.rename(temporary, path)
        except BaseException:
            remove_quietly(temporary)
            raise
        os_calls.fsync_folder(path.parent)


def _check_limit(path: Path, size_bytes: int, limit_bytes: int | None) -> None:
    if limit_bytes is not None and size_bytes > limit_bytes:
        raise Refusal("file.too-large", path=str(path), limit_bytes=limit_bytes)


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Turn an OSError at `path` into Trouble disk.full, folder.read-only or disk.failed."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            code = "disk.full"
        elif is_read_only(error):
            code = "folder.read-only"
        else:
            code = "disk.failed"
        raise Trouble(code, path=str(path), reason=error.strerror) from error
