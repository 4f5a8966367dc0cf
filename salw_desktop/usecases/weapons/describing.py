"""What can be said of a weapon at the table: one set of fields for recording, identifying and correcting it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from salw_desktop.database import people
from salw_desktop.database.database import Transaction
from salw_desktop.database.rows import Row
from salw_desktop.domain.catalogue import AS_MEASURED
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import PRACTICE_COUNTRY
from salw_desktop.domain.people import Role
from salw_desktop.domain.word_lists import ILLICIT_GROUNDS, NOT_INSPECTED, words_of
from salw_desktop.printing.fonts import unprintable
from salw_desktop.usecases import catalogue, lookup
from salw_desktop.usecases.countries import country
from salw_desktop.words.trade import no_letter
from salw_desktop.words.weapons import choose_calibre

Values = dict[str, str | int | None]
GRADES = ("function", "completeness", "preservation")
_LAUNCHERS = ("LW-ii ", "LW-iv ", "LW-v ", "LW-vi ")
_NO_WHOLE_WEAPON = ("PART ", "AM ")  # a battery, a missile in its tube (A/52/298 §26)
_TOO_HEAVY = "OUT "
_NOBODY: Mapping[str, object] = {}


@dataclass(frozen=True, kw_only=True)
class Description:
    """Class, make and build (domain §2.4). Empty where nobody has looked, or nobody knows."""

    kind_of_weapon: str = ""  # what anybody can see: pistol, rifle, machine gun …
    model: str = ""  # of the catalogue: short code, name or alias
    model_name: str = ""  # where the catalogue has none
    model_card: str = ""  # the number of a card made for a model that the catalogue lacks
    category: str = ""  # UN panel of 1997
    variant: str = ""
    calibre: str = ""
    measured_calibre_um: int | None = None
    action: str = ""
    fire_mode: str = ""
    barrels: int | None = None
    capacity: int | None = None
    finish: str = ""
    stock: str = ""
    sights: str = ""
    frame_material: str = ""
    national_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where it was made and how we know: the basis keeps a guess from becoming a fact."""

    country: str = ""
    country_basis: str = ""
    maker: str = ""
    year: str = ""  # as marked: two figures, letters and offset codes exist
    licensed: str = ""
    licensed_from: str = ""
    factory_code: str = ""
    import_country: str = ""
    import_year: str = ""
    manufacture_kind: str = ""
    illicit_grounds: tuple[str, ...] = ()  # `ITI §6`
    adequately_marked: str = ""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Three axes, each "not inspected" until a named weapons inspector has graded it (practice a9)."""

    function: str = ""
    completeness: str = ""
    missing_part: str = ""
    preservation: str = ""
    inspected_by: str = ""


_LISTED = frozenset(
    (
        "action",
        "fire_mode",
        "frame_material",
        "country_basis",
        "licensed",
        "manufacture_kind",
        "adequately_marked",
    )
)
_BREACHES = frozenset(("manpads", "explosive"))
"""Notices that stand on the record: such an item may not lie in an armoury (IDDRS 4.10)."""
_ELSEWHERE = frozenset(
    (
        *("kind_of_weapon", "model", "model_name", "model_card", "category", "calibre"),
        *("country", "import_country", "illicit_grounds"),
    )
)


def said(command: object, *groups: type) -> Values:
    """The plain fields that hold something, each word of a closed list as it stands there."""
    found: Values = {}
    for name in _names(groups):
        value = getattr(command, name)
        if name in _ELSEWHERE or value in ("", None):
            continue
        if name in _LISTED:
            value = lookup.one_of(words_of("weapon", name), value, name)
        if isinstance(value, int):
            found |= count(name, value)
        else:
            found[name] = value.strip()
    return found


@cache
def _names(groups: tuple[type, ...]) -> tuple[str, ...]:
    return tuple(each.name for group in groups for each in fields(group))


def count(name: str, value: int | None) -> Values:
    """A number of something, or a measure, where one was given. Refusal `quantity.negative`."""
    if value is None:
        return {}
    if value < 0:
        raise Refusal("quantity.negative", field=name, name=name)
    return {name: value}


def origin(tx: Transaction, command: Origin) -> Values:
    """Origin as columns. Refusal names a country or a ground that is on no list."""
    found = said(command, Origin)
    for name in ("country", "import_country"):
        given = getattr(command, name)
        if given:
            found[name] = _country(tx, name, given)
    if command.illicit_grounds:
        grounds = [
            lookup.one_of(ILLICIT_GROUNDS, each, "illicit_grounds")
            for each in command.illicit_grounds
        ]
        found["illicit_grounds"] = "; ".join(dict.fromkeys(grounds))
    return found


def _country(tx: Transaction, name: str, given: str) -> str:
    try:
        code = country(given).code
    except Refusal as refusal:
        raise Refusal(refusal.code, field=name, **refusal.facts) from None
    if code == PRACTICE_COUNTRY and not lookup.station(tx.connection)["is_practice"]:
        raise Refusal("country.practice-only", field=name, given=given)
    return code


def class_and_model(command: Description, before: Mapping[str, object] = _NOBODY) -> Values:
    """Kind, model, category, calibre, and as what it counts; `before` is the row that stands already."""
    found: Values = {}
    if command.model.strip():
        found = _of_catalogue(catalogue.find(command.model), before)
    elif command.model_name.strip() or command.model_card.strip():
        found["model"] = ""  # named in words because the catalogue has none
    for name in ("model_name", "category"):
        if getattr(command, name).strip():
            found[name] = getattr(command, name).strip()
    if command.calibre.strip():
        found["calibre"] = catalogue.calibre(command.calibre)
    if command.kind_of_weapon:
        kinds = words_of("weapon", "kind")
        found["kind"] = lookup.one_of(kinds, command.kind_of_weapon, "kind_of_weapon")
    return {**found, **_counted({**before, **found})}


def _of_catalogue(model: catalogue.Model, before: Mapping[str, object]) -> Values:
    return {
        "model": model.id,
        "model_name": model.name,
        "category": model.category,
        "calibre": _calibre(model, before),
        "kind": kind_of(model),
        "hs6": model.hs6 or None,
    }


def _calibre(model: catalogue.Model, before: Mapping[str, object]) -> str:
    """What somebody read stays; else the catalogue's, where it knows just one (domain §4.5)."""
    known = str(before.get("calibre") or "")
    is_read = bool(known) and known != _only_calibre(_model_of(before))
    return known if is_read or known in model.calibres else _only_calibre(model)


def _only_calibre(model: catalogue.Model | None) -> str:
    if model is None or len(model.calibres) != 1 or model.calibre == AS_MEASURED:
        return ""
    return model.calibre


def _model_of(seen: Mapping[str, object]) -> catalogue.Model | None:
    return catalogue.find(str(seen["model"])) if seen.get("model") else None


def _counted(seen: Mapping[str, object]) -> Values:
    """A bare receiver or a missile in its tube is a part in every figure, never a weapon (practice b11)."""
    category = str(seen.get("category") or "")
    is_part = seen.get("kind") == "part" or category.startswith(_NO_WHOLE_WEAPON)
    is_salw = not is_part and not category.startswith(_TOO_HEAVY)
    return {"counts_as": "part" if is_part else "weapon", "is_salw": int(is_salw)}


def kind_of(model: catalogue.Model) -> str:
    """The word of quick intake for a model; the questionnaire of UNODC calls launchers `other SALW`."""
    if model.category.startswith(_NO_WHOLE_WEAPON):
        return "part"
    if model.kind in words_of("weapon", "kind"):
        return model.kind
    if "mortar" in model.name.casefold() or "mortar" in model.category:
        return "mortar"
    return "launcher" if model.category.startswith(_LAUNCHERS) else "other"


def card(tx: Transaction, command: Description) -> Values:
    """The card of a model that the catalogue lacks, by its number."""
    if not command.model_card.strip():
        return {}
    found = lookup.model_card(tx.connection, command.model_card)
    return {"model_card": str(found["id"]), "model_name": command.model_name or str(found["name"])}


def breaches_of(seen: Mapping[str, object]) -> list[str]:
    """What the rules forbid about such an item: it is here all the same, so it is named."""
    model = _model_of(seen)
    notices = catalogue.notices(model) if model else ()
    return [notice.sentence for notice in notices if notice.code in _BREACHES]


def more_breaches(weapon: Mapping[str, object], found: Sequence[str]) -> Values:
    known = str(weapon["breaches"]).split("; ") if weapon["breaches"] else []
    new = [each for each in found if each not in known]
    return {"breaches": "; ".join([*known, *new])} if new else {}


def warnings(seen: Mapping[str, object], marks: Iterable[str] = ()) -> list[str]:
    """What does not fit the catalogue, and what no paper could print: to be looked at, never a bar."""
    serial = str(seen.get("serial") or "")
    text = {name: str(seen.get(name) or "") for name in ("calibre", "country", "year", "maker")}
    found: list[str] = []
    model = _model_of(seen)
    if model:
        if len(model.calibres) > 1 and not text["calibre"]:
            found.append(choose_calibre(model.short_name, model.calibre))
        found += [each.sentence for each in catalogue.misfits(model, serial=serial, **text)]
        found += [each.sentence for each in catalogue.notices(model) if each.code not in _BREACHES]
    written = (serial, text["maker"], str(seen.get("model_name") or ""), *marks)
    strange = {sign for each in written for sign in unprintable(each)}
    return found + [no_letter(sign) for sign in sorted(strange)]


def grades(tx: Transaction, command: Condition) -> Values:
    """Refusal `condition.no-inspector`, `condition.not-an-inspector`: a grade is a judgement (practice a9)."""
    given: Values = {
        name: lookup.one_of(words_of("weapon", name), getattr(command, name), name)
        for name in GRADES
        if getattr(command, name)
    }
    if command.missing_part.strip():
        given["missing_part"] = command.missing_part.strip()
    if not command.inspected_by:
        if set(map(given.get, GRADES)) - {None, NOT_INSPECTED}:
            raise Refusal("condition.no-inspector", field="inspected_by")
        return given
    person = lookup.person(tx.connection, command.inspected_by, "inspected_by")
    if not _is_inspector(tx, person):
        name = str(person["name"])
        raise Refusal("condition.not-an-inspector", field="inspected_by", name=name)
    return {**given, "inspected_by": str(person["id"])}


def _is_inspector(tx: Transaction, person: Row) -> bool:
    """By his role here, or by what the roster says of him as long as that is valid: few inspectors type."""
    operator = people.operator_of(tx.connection, str(person["id"]))
    if operator and Role.WEAPONS_INSPECTOR in people.roles_of(tx.connection, str(operator["id"])):
        return True
    if person["valid_until"] and str(person["valid_until"]) < tx.now.date:
        return False
    said_of_him = f"{person['function']} {person['qualification'] or ''}"
    return Role.WEAPONS_INSPECTOR in said_of_him.casefold()


def differing(row: Mapping[str, object], values: Values, names: Iterable[str] = ()) -> Values:
    """Those of the values that would change the row."""
    wanted = set(names) or set(values)
    return {name: value for name, value in values.items() if name in wanted and row[name] != value}
