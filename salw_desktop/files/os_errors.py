"""What an operating system means by its error: full, read-only, busy or gone."""

from __future__ import annotations

import errno

# Windows folds these into one EACCES, so its own numbers are asked first
_WINDOWS_GONE = frozenset({21, 31, 55, 433, 1006, 1117, 1167})
_WINDOWS_BUSY = frozenset({32, 33, 170})
_GONE = frozenset(
    {
        errno.EIO,
        errno.ENODEV,
        errno.ENXIO,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.ENOTCONN,
        errno.ESTALE,
    }
)


def is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def is_read_only(error: OSError) -> bool:
    if _windows_number(error) in _WINDOWS_GONE | _WINDOWS_BUSY:
        return False
    return error.errno in (errno.EROFS, errno.EACCES, errno.EPERM)


def is_busy(error: OSError) -> bool:
    return error.errno in (errno.EBUSY, errno.ETXTBSY) or _windows_number(error) in _WINDOWS_BUSY


def is_gone(error: OSError) -> bool:
    """The medium is no longer there: pulled out, or as good as."""
    return error.errno in _GONE or _windows_number(error) in _WINDOWS_GONE


def _windows_number(error: OSError) -> int | None:
    number: int | None = getattr(error, "winerror", None)
    return number
