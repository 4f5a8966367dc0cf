"""The catalogue of models: hints for who records, never a rule that blocks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from salw_desktop import files
from salw_desktop.domain.calibres import CALIBRES, Calibre, calibre_key, meant, read_calibres
from salw_desktop.domain.catalogue import (
    AS_MEASURED,
    MODELS,
    Model,
    begins_with,
    names,
    rank,
    read_models,
)
from salw_desktop.domain.countries import Country
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.spelling import plain
from salw_desktop.usecases.countries import country as country_called
from salw_desktop.words.catalogue import MISFITS, NOTICES

__all__ = [
    "Misfit",
    "Model",
    "Notice",
    "calibre",
    "calibres",
    "find",
    "misfits",
    "models",
    "notices",
    "search",
]

_SHOWN = 8
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")  # a two-digit year may be a code (domain trap 28)


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing in which a weapon is unlike its model. It is shown, and never blocks."""

    code: str
    model: str
    known: str
    given: str

    @property
    def field(self) -> str:
        """The input to look at."""
        return self.code.partition("-")[0]

    @property
    def sentence(self) -> str:
        return MISFITS[self.code].format(model=self.model, known=self.known, given=self.given)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know of every weapon of a model before it is laid down."""

    code: str
    model: str

    @property
    def sentence(self) -> str:
        return NOTICES[self.code].format(model=self.model)


@functools.cache
def models() -> tuple[Model, ...]:
    return read_models(files.resource(MODELS))


@functools.cache
def calibres() -> tuple[Calibre, ...]:
    """All that have a name, in the order of their bores."""
    return read_calibres(files.resource(CALIBRES))


def find(wanted: str) -> Model:
    """By short code, name or alias. Refusal names the weapons that share a name (domain trap 5)."""
    key = plain(wanted)
    for model in models():
        if plain(model.id) == key:
            return model
    called = [model for model in models() if key in names(model)]
    begun = [model for model in models() if called and begins_with(model, wanted)]
    found = [model for model in models() if model in called or model in begun]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(model.tells_apart for model in found)
        raise Refusal("model.several", field="model", given=wanted, listed=listed)
    listed = ", ".join(model.id for model in search(wanted, _SHOWN))
    raise Refusal("model.unknown", field="model", given=wanted, near=listed or "–")


def search(text: str, limit: int) -> tuple[Model, ...]:
    """At most so many, best first: short code, name, beginning, all words somewhere, calibre."""
    if not plain(text):
        return ()
    wanted = frozenset(each.name for each in meant(calibres(), text))
    ranked = [(rank(model, text, wanted), model) for model in models()]
    kept = [(place, model) for place, model in ranked if place is not None]
    return tuple(model for _, model in sorted(kept, key=lambda each: each[0]))[:limit]


def calibre(text: str) -> str:
    """The one name of a calibre, whatever the spelling; one that nobody knows stays as it was typed.

    Refusal calibre.several where a bore alone was given: three grenades are "40 mm".
    """
    found = meant(calibres(), text)
    if len(found) > 1:
        listed = ", ".join(each.name for each in found)
        raise Refusal("calibre.several", field="calibre", given=text.strip(), listed=listed)
    return found[0].name if found else text.strip()


def misfits(
    model: Model,
    *,
    calibre: str = "",
    country: str = "",
    year: str = "",
    maker: str = "",
    serial: str = "",
) -> tuple[Misfit, ...]:
    """In what a weapon is unlike its model; an empty value, or an empty cell, says nothing."""

    def found() -> Iterator[tuple[str, str, str]]:
        if calibre.strip() and not _may_be(model, calibre):
            yield "calibre", model.calibre, calibre.strip()
        if country.strip():
            yield from _country_misfits(model, country)
        introduced = model.introduced_year
        if introduced and _YEAR.fullmatch(year.strip()) and int(year) < introduced:
            yield "year", str(introduced), year.strip()
        if maker.strip() and not model.has_own_marks:
            yield "maker", "", maker.strip()
        pattern = model.serial_pattern
        if pattern and serial.strip() and not re.fullmatch(pattern, serial.strip()):
            yield "serial", model.serial_format, serial.strip()

    return tuple(Misfit(code, model.short_name, known, given) for code, known, given in found())


def _may_be(model: Model, given: str) -> bool:
    """A bore alone fits where one of the model's calibres has it."""
    if not model.calibres or AS_MEASURED in model.calibres:
        return True
    names_given = (given, *(each.name for each in meant(calibres(), given)))
    return not {*map(calibre_key, names_given)}.isdisjoint(map(calibre_key, model.calibres))


def _country_misfits(model: Model, text: str) -> Iterator[tuple[str, str, str]]:
    try:
        given = country_called(text)
    except Refusal:
        return  # an unknown country is for the form to refuse
    if not model.countries or model.is_made_elsewhere or given.code in model.countries:
        return
    shown = f"{given.name} ({given.code})"
    before = _before(model, given)
    if before:
        yield "country-before", f"{before.name} ({before.code})", shown
    else:
        yield "country", ", ".join(model.countries), shown


def _before(model: Model, given: Country) -> Country | None:
    """The State gone since that made it, where its successor was chosen (domain trap 4)."""
    makers = map(country_called, model.countries)
    return next((maker for maker in makers if given.code in maker.successors), None)


def notices(model: Model) -> tuple[Notice, ...]:
    """What must be done with any weapon of this model, the most urgent first (practice.md c7)."""
    holds = {
        "manpads": model.is_manpads,
        "explosive": model.is_explosive,
        "battery": model.action == "battery",
        "not-salw": model.category.startswith("OUT"),
    }
    return tuple(Notice(code, model.short_name) for code, is_so in holds.items() if is_so)
