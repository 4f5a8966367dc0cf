"""The two ways in which work is turned down; anything else that is raised is a fault of the program."""

from __future__ import annotations

from typing import TypeAlias

Fact: TypeAlias = "str | int | None"


class Refusal(Exception):  # the house's own word
    """The rules say no. Nothing was changed; `field` names the input to look at."""

    def __init__(self, code: str, *, field: str | None = None, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class Trouble(Exception):  # the house's own word
    """The world says no: disk, stick, key, damage. What was saved before is safe."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
