"""Forms that mend a record: single words of it, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.serials import SerialStatus
from salw_desktop.domain.word_lists import ILLICIT_GROUNDS, WEAPON_KINDS, words_of
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.weapon_words import captions
from salw_desktop.ui.widgets.act_form import COUNT, LINES, MANY, NAME, TEXT, WORD, Asked, Values
from salw_desktop.ui.widgets.badge import said
from salw_desktop.usecases.choices import Choices
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.weapons import details
from salw_desktop.usecases.weapons.correcting import CorrectWeapon
from salw_desktop.usecases.weapons.sheet import Sheet

_PLAIN = (
    *("serial", "model", "calibre", "variant", "category", "finish", "stock", "sights"),
    *("national_code", "country", "maker", "year", "licensed_from", "factory_code"),
    *("import_country", "import_year", "missing_part"),
)
_LISTED = (
    *("serial_status", "serial_place", "action", "fire_mode", "frame_material"),
    *("country_basis", "licensed", "manufacture_kind", "adequately_marked"),
    *("function", "completeness", "preservation"),
)
_COUNTED = ("measured_calibre_um", "barrels", "capacity", "rounds_declared")
_ON_A_BUTTON = 12
_STAND_ELSEWHERE = {"model": "model_name", "kind_of_weapon": "kind"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way of mending, as a deed takes it."""

    icon: str
    caption: str
    build: Callable[[Values], Command]
    asked: tuple[Asked, ...]
    more: tuple[Asked, ...] = ()
    about: str = ""
    act: type[Command] = CorrectWeapon


def forms_of(sheet: Sheet, choices: Choices) -> Iterator[Form]:
    tr = QCoreApplication.translate
    reason = Asked("reason", tr("Item", "Why"), LINES, required=True)
    words = tuple(_words_of_record(sheet, choices))
    yield Form(
        "pencil",
        tr("Item", "Correct"),
        _changed(sheet, words),
        (reason,),
        words,
        tr("Item", "What stood before stays in the history, with the reason."),
    )
    yield Form("plus", tr("Item", "Add a mark"), _mark(sheet), (*_asked_mark(), reason))
    yield Form("puzzle", tr("Item", "Add a part"), _part(sheet), (*_asked_part(), reason))
    yield Form(
        "package",
        tr("Item", "Add what came with it"),
        _accessory(sheet),
        (
            Asked("kind", tr("Item", "Kind"), WORD, words_of("accessory", "kind"), required=True),
            Asked("count", tr("Item", "How many"), COUNT, start=1, required=True),
            Asked("note", tr("Item", "Note")),
            reason,
        ),
    )
    yield Form(
        "archive",
        tr("Item", "Add a former number"),
        _former(sheet),
        (
            Asked(
                "kind",
                tr("Item", "Register"),
                WORD,
                words_of("former_number", "kind"),
                required=True,
            ),
            Asked("number", tr("Item", "Number there"), required=True),
            reason,
        ),
    )
    yield from _mending(sheet, reason)


def _words_of_record(sheet: Sheet, choices: Choices) -> Iterator[Asked]:
    """Each with what stands there now."""
    named, tr = {**captions()}, QCoreApplication.translate
    named["kind_of_weapon"] = named["kind"]
    now = {name: sheet.weapon[_STAND_ELSEWHERE.get(name, name)] for name in (*_PLAIN, *_COUNTED)}
    yield Asked("serial", named["serial"], TEXT, start=now["serial"] or "")
    yield _listed(sheet, "serial_status", named)
    hint = tr("Item", "code, name or alias")
    yield Asked("model", named["model"], TEXT, start=now["model"] or "", hint=hint)
    kind = str(sheet.weapon["kind"])
    yield Asked("kind_of_weapon", named["kind"], WORD, WEAPON_KINDS, kind, required=True)
    for name in _PLAIN[2:]:
        yield Asked(name, named[name], TEXT, start=now[name] or "")
    for name in _LISTED[1:]:
        yield _listed(sheet, name, named)
    by = sheet.people.get("inspected_by", "")
    inspector = tr("Item", "Inspected by")
    yield Asked("inspected_by", inspector, NAME, choices.people, by)
    for name in _COUNTED:
        yield Asked(name, named[name], COUNT, start=now[name])
    grounds = tuple(str(sheet.weapon["illicit_grounds"] or "").split("; "))
    yield Asked("illicit_grounds", named["illicit_grounds"], MANY, ILLICIT_GROUNDS, grounds)


def _listed(sheet: Sheet, name: str, named: dict[str, str]) -> Asked:
    words, now = words_of("weapon", name), str(sheet.weapon[name] or "")
    return Asked(name, named[name], WORD, words, now)


def _changed(sheet: Sheet, words: tuple[Asked, ...]) -> Callable[[Values], Command]:
    """Only what is another word now; what is emptied stays as it is."""
    starts = {each.name: each.start for each in words}

    def build(values: Values) -> Command:
        given: dict[str, Any] = {
            name: value
            for name, value in values.items()
            if name not in starts or value not in (starts[name], "", None)
        }
        if "serial_status" in given:
            given["serial_status"] = SerialStatus(given["serial_status"])
        return CorrectWeapon(weapon=sheet.id, **given)

    return build


def _adding(sheet: Sheet, kind: Callable[..., Any], field: str) -> Callable[[Values], Command]:
    def build(values: Values) -> Command:
        given = dict(values)
        reason = str(given.pop("reason"))
        added: dict[str, Any] = {field: (kind(**given),)}
        return CorrectWeapon(weapon=sheet.id, reason=reason, **added)

    return build


def _mark(sheet: Sheet) -> Callable[[Values], Command]:
    return _adding(sheet, details.Mark, "add_marks")


def _part(sheet: Sheet) -> Callable[[Values], Command]:
    return _adding(sheet, _new_part, "add_parts")


def _new_part(*, serial_status: str, **given: Any) -> details.Part:  # noqa: ANN401  text by name
    return details.Part(serial_status=SerialStatus(serial_status), **given)


def _accessory(sheet: Sheet) -> Callable[[Values], Command]:
    return _adding(sheet, _counted_accessory, "add_accessories")


def _counted_accessory(*, count: int | None, **given: Any) -> details.Accessory:  # noqa: ANN401
    return details.Accessory(count=count or 0, **given)


def _former(sheet: Sheet) -> Callable[[Values], Command]:
    return _adding(sheet, details.FormerNumber, "add_former_numbers")


def _asked_mark() -> tuple[Asked, ...]:
    tr = QCoreApplication.translate
    return (
        Asked("kind", tr("Item", "Kind of mark"), WORD, words_of("mark", "kind"), required=True),
        Asked("text", tr("Item", "As it stands on the metal"), required=True),
        Asked("place", tr("Item", "Where on it"), required=True),
        *_asked_about_mark(),
        Asked("latin", tr("Item", "In Latin letters")),
        Asked("symbol", tr("Item", "Sign beside it, in words")),
    )


def _asked_about_mark() -> Iterator[Asked]:
    tr = QCoreApplication.translate
    for name, caption in (
        ("script", tr("Item", "Script")),
        ("method", tr("Item", "How it was made")),
        ("legibility", tr("Item", "How it reads")),
        ("alteration", tr("Item", "Altered")),
    ):
        yield Asked(name, caption, WORD, words_of("mark", name))


def _asked_part() -> tuple[Asked, ...]:
    tr = QCoreApplication.translate
    kinds, statuses = words_of("part", "kind"), words_of("part", "serial_status")
    status = tr("Item", "Number is")
    return (
        Asked("kind", tr("Item", "Part"), WORD, kinds, required=True),
        Asked("serial", tr("Item", "Number on it")),
        Asked("serial_status", status, WORD, statuses, SerialStatus.READABLE, required=True),
        Asked("note", tr("Item", "Note")),
    )


def _mending(sheet: Sheet, reason: Asked) -> Iterator[Form]:
    tr = QCoreApplication.translate
    for mark in sheet.marks:
        asked = (
            Asked("text", tr("Item", "As it stands on the metal"), start=str(mark["text"])),
            Asked("place", tr("Item", "Where on it"), start=str(mark["place"])),
            *(_now(each, mark[each.name]) for each in _asked_about_mark()),
            reason,
        )
        caption = tr("Item", "Mend mark %1").replace("%1", ltr(_short(str(mark["text"]))))
        yield Form("pencil", caption, _mended_mark(sheet, str(mark["id"])), asked)
    for part in sheet.parts:
        asked = (*(_now(each, part[each.name]) for each in _asked_part()), reason)
        caption = tr("Item", "Mend part %1").replace("%1", said(str(part["kind"])))
        yield Form("pencil", caption, _mended_part(sheet, str(part["id"])), asked)


def _short(text: str) -> str:
    """As much of a mark as a button has room for."""
    return text if len(text) <= _ON_A_BUTTON else f"{text[: _ON_A_BUTTON - 1]}…"


def _now(asked: Asked, value: str | int | None) -> Asked:
    return Asked(asked.name, asked.caption, asked.kind, asked.words, value or "", asked.hint)


def _mended_mark(sheet: Sheet, mark: str) -> Callable[[Values], Command]:
    def build(values: Values) -> Command:
        given: dict[str, Any] = dict(values)
        reason = given.pop("reason")
        mended = (details.MendedMark(mark=mark, **given),)
        return CorrectWeapon(weapon=sheet.id, reason=reason, mend_marks=mended)

    return build


def _mended_part(sheet: Sheet, part: str) -> Callable[[Values], Command]:
    def build(values: Values) -> Command:
        given: dict[str, Any] = dict(values)
        reason = given.pop("reason")
        given["serial_status"] = SerialStatus(given["serial_status"] or SerialStatus.READABLE)
        mended = (details.MendedPart(part=part, **given),)
        return CorrectWeapon(weapon=sheet.id, reason=reason, mend_parts=mended)

    return build
