"""Names of files that every system takes and that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from salw_desktop.domain.errors import Refusal

LIMIT_BYTES = 200
_FORBIDDEN = frozenset('/\\:*?"<>|')
# Cf holds the marks that turn the reading direction: "gpj.exe" shown as "exe.jpg"
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WINDOWS_DEVICES = re.compile(
    r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE
)


def safe_name(name: str) -> str:
    """The name itself, or Refusal name.unsafe: paths, control characters, over 200 bytes, devices."""
    is_safe = (
        0 < len(name.encode("utf-8", "surrogatepass")) <= LIMIT_BYTES
        and not any(
            letter in _FORBIDDEN or unicodedata.category(letter) in _FORBIDDEN_CATEGORIES
            for letter in name
        )
        # Windows drops dots and spaces at the end, and so opens another file
        and name == name.strip(" ").rstrip(".")
        and not _WINDOWS_DEVICES.fullmatch(name)
    )
    if not is_safe:
        shown = "".join(
            letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
        )
        raise Refusal("name.unsafe", field="name", name=shown[:60])
    return name


def inside(folder: Path, name: str) -> Path:
    """`folder/name`, with no way out of the folder by the name or by a link lying there."""
    path = folder / safe_name(name)
    # a place that cannot even be looked at says so itself when it is opened
    with suppress(OSError):
        if path.is_symlink():
            raise Refusal("name.unsafe", field="name", name=name)
    return path
