"""The first event of a register: its site, its first two operators, its places, its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from salw_desktop.database.branch import Key
from salw_desktop.database.database import Act, Database, Transaction
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.ids import new_id
from salw_desktop.domain.numbers import NumberBlock, device_series
from salw_desktop.domain.people import Role
from salw_desktop.domain.time import Clock
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.photo_box import new_photo_key
from salw_desktop.keys.signing import Signer, fingerprint

_UNIT, _SITE = re.compile(r"[A-Z0-9]{2,12}"), re.compile(r"[A-Z]{3}")
FIRST_PLACES = (
    ("Registration table", "registration table"),
    ("Unloading bay", "unloading bay"),
    ("Isolation point", "isolation point"),
    ("Store", "store"),
    ("Destruction site", "destruction site"),
)


@dataclass(frozen=True, slots=True)
class NewOperator:
    """One who gets a key: his name at the keyboard, and what the roster says of him."""

    name: str
    function: str
    organisation: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class NewStation:
    """What `salw new` is told. `block` is None where HQ gives the numbers at enrolment."""

    unit: str
    site: str
    operators: tuple[NewOperator, NewOperator]
    block: NumberBlock | None = None
    is_practice: bool = False
    site_name: str = ""
    role: str = "station"
    id: str = ""  # given when the folder is made


def make(
    database: Database,
    station: NewStation,
    signers: Sequence[Signer],
    recovery: Signer,
    clock: Clock,
) -> tuple[Key, Key]:
    """Signed by both operators; returns their keys, the first one's first."""
    device, age = Signer(), AgeIdentity.generate()
    secrets = {"device_seed": device.seed.hex(), "age_secret": age.secret}
    database.keep_secrets({**secrets, "photo_key": new_photo_key()})
    now = clock()
    unix_ms = int(now.claim.timestamp() * 1000)
    first, second = (Key(new_id(unix_ms), signer) for signer in signers)
    branch = database.branch(device=device.seed, operator=first, clock=clock)
    with database.opening(branch):
        branch.open("made")
    act = Act("register.made")
    with database.transaction(branch, act, now, first.operator, second) as tx:
        site = tx.insert("site", {"code": station.site, "name": station.site_name or station.site})
        for key, person in zip((first, second), station.operators, strict=True):
            _introduce(tx, key, person)
        for name, kind in FIRST_PLACES if station.role == "station" else ():
            tx.insert("place", {"site": site, "name": name, "kind": kind})
        if station.block:
            insert_block(tx, station.block, "salw new")
        tx.insert(
            "station",  # last: from here on an operator is introduced by two
            {
                "id": station.id,
                "unit": station.unit,
                "site": site,
                "is_practice": int(station.is_practice),
                "role": station.role,
                "series": device_series(fingerprint(device.public)),
                "device_key": device.public.hex(),
                "age_recipient": age.recipient,
                "recovery_key": recovery.public.hex(),
                "made_at": now.text,
            },
        )
    with database.opening(branch):
        branch.close()
    return first, second


def new_station(
    *,
    unit: str,
    site: str,
    site_name: str = "",
    block: str = "",
    is_practice: bool = False,
    supervisor: str,
    storekeeper: str,
    organisation: str,
) -> NewStation:
    """As it is typed. Refusal `unit.malformed`, `site.malformed`, `block.malformed`, `block.practice-mixed`."""
    unit, site = look_at_names(unit, site)
    numbers = NumberBlock.parse(block, site=site) if block else None
    if numbers and is_practice and not numbers.is_practice:
        raise Refusal("block.practice-mixed", field="block", block=block)
    return NewStation(
        unit=unit,
        site=site,
        site_name=site_name,
        operators=(
            NewOperator(supervisor, "supervisor", organisation, (Role.SUPERVISOR,)),
            NewOperator(storekeeper, "storekeeper", organisation, (Role.STOREKEEPER,)),
        ),
        block=numbers,
        is_practice=is_practice or bool(numbers and numbers.is_practice),
    )


def look_at_names(unit: str, site: str) -> tuple[str, str]:
    """Refusal `unit.malformed`, `site.malformed`: both stand in numbers and file names."""
    unit, site = unit.strip().upper(), site.strip().upper()
    if not _UNIT.fullmatch(unit):
        raise Refusal("unit.malformed", field="unit", given=unit[:40])
    if not _SITE.fullmatch(site):
        raise Refusal("site.malformed", field="site", given=site[:40])
    return unit, site


def insert_block(tx: Transaction, block: NumberBlock, given_by: str) -> str:
    return tx.insert(
        "number_block",
        {
            "country": block.country,
            "year": block.year,
            "site": block.site,
            "first": block.first,
            "last": block.last,
            "given_by": given_by,
            "given_at": tx.now.text,
        },
    )


def _introduce(tx: Transaction, key: Key, person: NewOperator) -> None:
    on_roster = tx.insert(
        "roster",
        {"name": person.name, "function": person.function, "organisation": person.organisation},
    )
    tx.insert(
        "operator",
        {
            "id": key.operator,
            "person": on_roster,
            "name": person.name,
            "sign_key": key.signer.public.hex(),
        },
    )
    for role in person.roles:
        tx.insert("operator_role", {"operator": key.operator, "role": role.value})
