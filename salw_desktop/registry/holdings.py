"""What a registry keeps of its stations, as the import sees it: embedded here, PostgreSQL when a country outgrows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from salw_desktop.bundle.lines import Line
from salw_desktop.keys.chain import BranchState
from salw_desktop.keys.events import Event


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored event whose rows are not applied yet; without `n` where it is stored as applied already."""

    n: int | None
    event: Event


@dataclass(frozen=True, slots=True)
class Head:
    """A newest event that is held together with its whole past."""

    branch: str
    seq: int
    event: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The first event after something missing, and the event it names before it."""

    event: str
    before: str


class Holdings(Protocol):
    """Of one station, inside one transaction: all of an import or nothing."""

    def has(self, event_id: str) -> bool: ...

    def branch(self, branch: str) -> BranchState | None: ...

    def keep_branches(self, branches: Mapping[str, BranchState]) -> None: ...

    def operator_keys(self) -> dict[str, bytes]: ...

    def former_keys(self) -> dict[str, set[bytes]]: ...

    def keep_keys(
        self, keys: Mapping[str, bytes], former: Mapping[str, Collection[bytes]]
    ) -> None: ...

    def store(
        self, event: Event, line: Line, packed: bytes, *, is_applied: bool = False
    ) -> Waiting: ...

    def follows(self, event: Event) -> bool: ...

    def is_past_applied(self, event: Event) -> bool: ...

    def turn_away(self, event_id: str, code: str, line: Line) -> None: ...

    def ready(self) -> Iterator[Waiting]: ...

    def children(self, event_id: str) -> Iterator[Waiting]: ...

    def is_act_whole(self, event: Event) -> bool: ...

    def apply(self, waiting: Waiting) -> None: ...

    def heads(self) -> Sequence[Head]: ...

    def gaps(self) -> Sequence[Gap]: ...

    def forks(self) -> Sequence[str]: ...

    def photos(self) -> Sequence[str]: ...

    def keep_persons(self, keys: Mapping[str, str]) -> None: ...
