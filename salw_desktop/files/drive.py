"""What is known of a removable drive, whatever system told us."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Drive:
    """A mounted stick, card or outer disk; `device` is what its system calls it."""

    folder: Path
    name: str
    size_bytes: int
    free_bytes: int
    is_writable: bool
    device: str = ""
