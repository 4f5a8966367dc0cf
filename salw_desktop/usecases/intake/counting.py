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
from salw_desktop.keys.signing import Signer
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
        if not people.keys_of_role(connection, Role.CHILD_PROTECTION):
            raise Refusal("child.no-key", field="sex")
        year, week, _ = now.claim.isocalendar()
        said = {
            "site": str(lookup.station(connection)["site_code"]),
            "week": f"{year}-W{week:02d}",
            "sex": lookup.one_of(SEXES, self.sex, "sex"),
            "present": self.child_protection_present,
        }
        sealed = seal_entry(encode(said).encode(), _readers(connection))
        counting.add_child(connection, secrets.token_hex(16), sealed)
        return {"counted": True}


def _readers(connection: Connection) -> list[bytes]:
    """Who holds child protection today, and the recovery sheet: by it a lost key is renewed."""
    keys = people.keys_of_role(connection, Role.CHILD_PROTECTION)
    return [bytes.fromhex(key) for key in (*keys, str(lookup.station(connection)["recovery_key"]))]


def seal_anew(register: Register, reader: Signer) -> None:
    """What this key opens is sealed to those who may open it today: a key that was lost opens nothing more.

    By whoever looks at the figures, by the sheet that renews a key, and into a file with a new sheet.
    """
    with register.database.counting() as connection:
        readers = _readers(connection)
        for id_, sealed in counting.children(connection).items():
            text = open_entry(sealed, reader)
            if text is not None:
                counting.seal_child_anew(connection, id_, seal_entry(text, readers))
    register.database.checkpoint()  # the log would keep the copies to keys that count no more


@dataclass(frozen=True, slots=True)
class ChildFigure:
    """A quarter and a sex; `count` is None where it is too small to be told."""

    quarter: str
    sex: str
    count: int | None


def child_figures(register: Register) -> tuple[ChildFigure, ...]:
    """Refusal `child.not-yours` to everybody who has no child-protection key.

    Reading passes the tally on: whoever was given the role since reads it from then on too.
    """
    if Role.CHILD_PROTECTION not in people.roles_of(register.reader, register.operator.operator):
        raise Refusal("child.not-yours")
    seal_anew(register, register.operator.signer)
    counted: Counter[tuple[str, str]] = Counter()
    for sealed in counting.children(register.reader).values():
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
