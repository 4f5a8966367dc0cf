"""The countries that a form offers: by code, by name, and by the name they once had."""

from __future__ import annotations

import functools

from salw_desktop import files
from salw_desktop.domain.countries import COUNTRIES, Country, matching, named, near, read_countries
from salw_desktop.domain.errors import Refusal

__all__ = ["Country", "countries", "country"]


@functools.cache
def _all() -> tuple[Country, ...]:
    return read_countries(files.resource(COUNTRIES))


def countries(text: str = "") -> tuple[Country, ...]:
    """Those that a text may mean, best first: code, name, former name, a part of one; all for nothing."""
    return matching(_all(), text)


def country(text: str) -> Country:
    """The one with this code or name. Refusal country.unknown, country.several ("CS" was two)."""
    found = named(_all(), text)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal("country.several", field="country", given=text, listed=_listed(found))
    given = text.strip()
    raise Refusal(
        "country.unknown", field="country", given=given, near=_listed(near(_all(), given))
    )


def _listed(found: tuple[Country, ...]) -> str:
    return ", ".join(f"{each.code} ({each.name})" for each in found) or "–"
