"""Who came, counted apart from what was brought: ticks, and children in a tally that child protection alone opens."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from salw_desktop.database import counting, people
from salw_desktop.database.connection import Connection
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.people import TABLE, Role
from salw_desktop.domain.strict_json import encode
from salw_desktop.domain.time import Moment
from salw_desktop.domain.word_lists import AGE_BANDS, SEXES
from salw_desktop.keys.sealed_tally import open_entry, seal_entry
from salw_desktop.usecases import lookup
from salw_desktop.usecases.commands import Answer, Count
from salw_desktop.usecases.register import Register

FEWEST_SHOWN = 5  # a smaller cell could be a person (practice f1)


@dataclass(frozen=True, kw_only=True)
class CountBringer(Count):
    """A tick for an adult, beside the queue and tied to nothing; the day's totals enter the journal at its close."""

    kind: ClassVar[str] = "bringer.counted"
    needs = TABLE

    sex: str
    age_band: str

    def count(self, connection: Connection, now: Moment) -> Answer:
        sex = lookup.one_of(SEXES, self.sex, "sex")
        band = lookup.one_of(AGE_BANDS, self.age_band, "age_band")
        counting.add_tick(connection, now.date, sex, band)
        return {"sex": sex, "age_band": band}


@dataclass(frozen=True, kw_only=True)
class CountChild(Count):
    """Week, sex and whether child protection was there: the only trace of childhood, sealed (practice f1, f4)."""

    kind: ClassVar[str] = "child.counted"
    needs = TABLE | {Role.CHILD_PROTECTION}

    sex: str
    child_protection_present: bool

    def count(self, connection: Connection, now: Moment) -> Answer:
        readers = people.keys_of_role(connection, Role.CHILD_PROTECTION)
        if not readers:
            raise Refusal("child.no-key", field="sex")
        year, week, _ = now.claim.isocalendar()
        said = {
            "site": str(lookup.station(connection)["site_code"]),
            "week": f"{year}-W{week:02d}",
            "sex": lookup.one_of(SEXES, self.sex, "sex"),
            "present": self.child_protection_present,
        }
        sealed = seal_entry(encode(said).encode(), [bytes.fromhex(key) for key in readers])
        counting.add_child(connection, secrets.token_hex(16), sealed)
        return {"counted": True}


@dataclass(frozen=True, slots=True)
class ChildFigure:
    """A quarter and a sex; `count` is None where it is too small to be told."""

    quarter: str
    sex: str
    count: int | None


def child_figures(register: Register) -> tuple[ChildFigure, ...]:
    """Refusal `child.not-yours` to everybody who has no child-protection key."""
    if Role.CHILD_PROTECTION not in people.roles_of(register.reader, register.operator.operator):
        raise Refusal("child.not-yours")
    counted: Counter[tuple[str, str]] = Counter()
    for sealed in counting.children(register.reader):
        text = open_entry(sealed, register.operator.signer)
        if text is not None:
            entry = json.loads(text)
            counted[_quarter(entry["week"]), entry["sex"]] += 1
    return tuple(
        ChildFigure(quarter, sex, count if count >= FEWEST_SHOWN else None)
        for (quarter, sex), count in sorted(counted.items())
    )


def _quarter(week: str) -> str:
    """`2026-W47` → `2026-Q4`: by thirteen weeks, the last quarter takes a 53rd."""
    year, _, number = week.partition("-W")
    return f"{year}-Q{min((int(number) - 1) // 13, 3) + 1}"
