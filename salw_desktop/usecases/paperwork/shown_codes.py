"""A code that is shown on the screen: the same modules as on a label."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.printing.qr import QUIET_MODULES, label_matrix


def code_modules(text: str) -> tuple[Sequence[Sequence[int]], int]:
    """Rows of modules from the top, dark is 1, and how many light ones it needs around. Refusal paper.code-too-long."""
    return label_matrix(text), QUIET_MODULES
