"""Countries of today and of before: a Soviet rifle is traced by who answers for SUHH (domain.md §4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from salw_desktop.domain.spelling import parts, plain
from salw_desktop.domain.tables import read_table

_NEAR = 5


class CountryKind(StrEnum):
    """Where the code comes from: ISO 3166-1, ISO 3166-3, or the codes left free for users."""

    CURRENT = "current"
    WITHDRAWN = "withdrawn"
    USER_ASSIGNED = "user-assigned"


@dataclass(frozen=True, slots=True)
class Country:
    """A country; where it is gone, `successors` are those to ask for a trace, the likeliest first."""

    code: str  # alpha-2, or four letters where it was withdrawn
    name: str
    kind: CountryKind
    other_names: tuple[str, ...]
    successors: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(map(plain, (self.code, self.name, *self.other_names)))

    @property
    def trace_addressees(self) -> tuple[str, ...]:
        """Whom a tracing request goes to: the country, or its successors (ITI §17)."""
        if self.kind is CountryKind.WITHDRAWN:
            return self.successors
        return (self.code,)


COUNTRIES = "catalogue/countries.csv"


def read_countries(data: bytes) -> tuple[Country, ...]:
    """The rows of resources/catalogue/countries.csv; Trouble `program.damaged`."""
    return read_table(data, COUNTRIES, _country)


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        row["code"],
        row["name"],
        CountryKind(row["kind"]),
        parts(row["other_names"]),
        parts(row["successors"]),
    )


def named(known: Iterable[Country], text: str) -> tuple[Country, ...]:
    """Those with this code or name: an old code such as CS may be two countries'."""
    wanted = plain(text)
    return tuple(country for country in known if wanted and wanted in country.keys)


def matching(known: tuple[Country, ...], text: str) -> tuple[Country, ...]:
    """Best first: called so, then beginning so, then holding it; nothing typed is all of them."""
    wanted = plain(text)
    ranked = [(_rank(country, wanted), country) for country in known]
    kept = [(rank, country) for rank, country in ranked if rank is not None]
    return tuple(country for _, country in sorted(kept, key=lambda each: each[0]))


def _rank(country: Country, wanted: str) -> int | None:
    if wanted == plain(country.code):
        return 0
    if wanted in country.keys:
        return 1
    if any(key.startswith(wanted) for key in country.keys):
        return 2
    return 3 if any(wanted in key for key in country.keys[1:]) else None


def near(known: tuple[Country, ...], text: str) -> tuple[Country, ...]:
    """What somebody may have meant by a name that nobody has."""
    found = matching(known, text) if text.strip() else ()
    if not found:
        owners = {key: country for country in known for key in country.keys}
        close = get_close_matches(plain(text), list(owners), n=_NEAR, cutoff=0.7)
        found = tuple(dict.fromkeys(owners[key] for key in close))
    return found[:_NEAR]
