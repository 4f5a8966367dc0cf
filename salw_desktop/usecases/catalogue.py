"""The catalogue of models: hints for who records, never a rule that blocks."""

from __future__ import annotations

import csv
import functools
import io
from dataclasses import dataclass

from salw_desktop import files
from salw_desktop.domain.errors import Refusal

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Model:
    """One row of resources/catalogue/weapon_models.csv; an empty cell means that nobody is sure."""

    id: str
    name: str
    aliases: tuple[str, ...]
    category: str  # UN panel of 1997, A/52/298
    kind: str
    calibre: str
    countries: tuple[str, ...]


@functools.cache
def models() -> tuple[Model, ...]:
    text = files.resource("catalogue/weapon_models.csv").decode()
    return tuple(
        Model(
            row["model_id"],
            row["designation"],
            tuple(part.strip() for part in row["aliases"].split(";") if part.strip()),
            row["un1997_category"],
            row["iafq_type"],
            row["calibre"],
            tuple(part for part in row["countries_of_manufacture"].split(";") if part),
        )
        for row in csv.DictReader(io.StringIO(text))
    )


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@functools.cache
def _by_word() -> dict[str, tuple[Model, ...]]:
    found: dict[str, dict[str, Model]] = {}
    for model in models():
        for word in (model.id, model.name, *model.name.split(" / "), *model.aliases):
            found.setdefault(_plain(word), {})[model.id] = model
    return {word: tuple(each.values()) for word, each in found.items()}


def find(wanted: str) -> Model:
    """By short code, name or alias. Refusal names the weapons that share a name (domain trap 5)."""
    plain = _plain(wanted)
    for model in models():
        if _plain(model.id) == plain:
            return model
    found = _by_word().get(plain, ())
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{model.id} ({model.category})" for model in found)
        raise Refusal("model.several", field="model", given=wanted, listed=listed)
    near = [model.id for model in models() if plain and plain in _plain(model.name)][:_SHOWN]
    raise Refusal("model.unknown", field="model", given=wanted, near=", ".join(near) or "–")
