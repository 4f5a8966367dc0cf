"""What a rule needs in order to look, without a transaction: a connection that reads, and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from salw_desktop.database.connection import Connection
from salw_desktop.domain.time import Moment
from salw_desktop.usecases.register import Register


class Looking(Protocol):
    """A transaction, or a glance before anybody acts."""

    @property
    def connection(self) -> Connection: ...

    @property
    def now(self) -> Moment: ...


@dataclass(frozen=True, slots=True)
class Glance:
    """The register as it is read now: what an act would say, asked before it is done."""

    connection: Connection
    now: Moment


def glance(register: Register) -> Glance:
    return Glance(register.reader, register.clock())
