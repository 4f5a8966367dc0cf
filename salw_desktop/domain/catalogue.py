"""One row of the catalogue and what it answers to: hints for who records, never a rule."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salw_desktop.domain.spelling import parts, plain
from salw_desktop.domain.tables import read_table

AS_MEASURED = "as measured"  # craft-made bores fit no cartridge
_CALIBRE = re.compile(r"\.?\d+(?:\.\d+)?(?:x|$)")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_NOT_EVIDENCE = re.compile(r"\b(?:imitated|invented|none)\b")


@dataclass(frozen=True, slots=True)
class Model:
    """One row of resources/catalogue/weapon_models.csv; an empty cell means that nobody is sure."""

    id: str
    name: str
    aliases: tuple[str, ...]
    group: str
    category: str  # UN panel of 1997, A/52/298
    kind: str  # UNODC questionnaire on illicit arms flows
    action: str
    fire_mode: str
    calibres: tuple[str, ...]
    crew: int
    is_explosive: bool
    countries: tuple[str, ...]
    is_made_elsewhere: bool  # the countries are known not to be all
    marks: str
    serial_location: str
    serial_format: str
    serial_pattern: str  # a regular expression of the whole number
    introduced_year: int | None
    notes: str
    hs6: str
    confidence: str  # H or M

    @property
    def short_name(self) -> str:
        return self.name.partition(" / ")[0].partition(" (")[0]

    @property
    def calibre(self) -> str:
        return " or ".join(self.calibres)

    @property
    def is_salw(self) -> bool:
        """Whether it counts as a small arm or light weapon; its missiles and parts do not (A/52/298 §26)."""
        return self.category.startswith(("SA-", "LW-"))

    @property
    def is_manpads(self) -> bool:
        return self.group == "MANPADS"

    @property
    def has_own_marks(self) -> bool:
        """False where a maker's name on it is an imitation, so no evidence of origin."""
        return not _NOT_EVIDENCE.search(self.marks)

    @property
    def tells_apart(self) -> str:
        """What to choose by among weapons of one name: `TT33: Tokarev TT-33 (pistol, 7.62x25mm)`."""
        what = self.category.partition(" ")[2]
        return f"{self.id}: {self.short_name} ({', '.join(filter(None, (what, self.calibre)))})"


MODELS = "catalogue/weapon_models.csv"


def read_models(data: bytes) -> tuple[Model, ...]:
    """The rows of resources/catalogue/weapon_models.csv; Trouble `program.damaged`."""
    return read_table(data, MODELS, _model)


def _model(row: Mapping[str, str]) -> Model:
    year = row["introduced_year"]
    re.compile(row["serial_pattern"])
    return Model(
        id=row["model_id"],
        name=row["designation"],
        aliases=parts(row["aliases"]),
        group=row["group"],
        category=row["un1997_category"],
        kind=row["iafq_type"],
        action=row["action"],
        fire_mode=row["fire_mode"],
        calibres=parts(row["calibre"]),
        crew=int(row["crew"]),
        is_explosive=row["explosive_content"] == "1",
        countries=parts(row["countries_of_manufacture"]),
        is_made_elsewhere=row["made_elsewhere"] == "1",
        marks=row["factory_or_model_marks"],
        serial_location=row["serial_location"],
        serial_format=row["serial_format"],
        serial_pattern=row["serial_pattern"],
        introduced_year=int(year) if year else None,
        notes=row["confusions_and_notes"],
        hs6=row["hs6"],
        confidence=row["confidence"],
    )


def names(model: Model) -> frozenset[str]:
    """Each name it answers to, plain: of "Type 53 (CN); AKMS = under-folder", also Type 53 and AKMS."""
    return _names((model.name, *model.aliases))


@functools.cache
def _names(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(name) for each in written for name in (each, *_said(each))) - {""}


def _said(name: str) -> Iterator[str]:
    """The names inside one: of "Glock 17 / 19" both, of "Browning Hi-Power (GP35)" also GP35."""
    first, *others = _BRACKETS.sub("", name).partition("=")[0].split(" / ")
    yield first
    stem = first.strip().rpartition(" ")[0]
    yield from (f"{stem} {other}" if other[:1].isdigit() else other for other in others)
    inside = [part.strip() for text in _BRACKETS.findall(name) for part in text.split(",")]
    yield from (part for part in inside if re.search(r"\d", part) and not _CALIBRE.match(part))


def begins_with(model: Model, text: str) -> bool:
    """Whether a name of it begins with these whole words: "Type 56" does "Type 56 carbine"."""
    begun = re.compile(rf"{re.escape(text.strip())}(?![\w-])", re.IGNORECASE)
    return any(begun.match(name) for name in (model.name, *model.aliases))


def rank(model: Model, text: str, calibres: frozenset[str]) -> int | None:
    """0 short code, 1 name, 2 beginning of one, 3 all words somewhere, 4 calibre; None: not meant."""
    wanted, code, own = plain(text), plain(model.id), names(model)
    if wanted == code:
        return 0
    if wanted in own:
        return 1
    if any(name.startswith(wanted) for name in (code, *own)):
        return 2
    everything = " ".join((code, *own, plain(model.kind)))
    if all(plain(word) in everything for word in text.split()):
        return 3
    return 4 if calibres.intersection(model.calibres) else None
