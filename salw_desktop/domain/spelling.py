"""Names as they are compared: what two people who mean the same thing type alike."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Letters and digits alone, in small letters, without accents: "AK-47" and "ak 47" are one."""
    apart = normalize("NFKD", text.casefold())
    return "".join(each for each in apart if each.isalnum() and not combining(each))


def parts(cell: str) -> tuple[str, ...]:
    """A cell of several values, set apart by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
