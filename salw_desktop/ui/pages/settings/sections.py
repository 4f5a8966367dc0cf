"""The sections of the settings: what each lists, what it tells of one row, and what can be entered in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from salw_desktop.ui.badge_words import said
from salw_desktop.ui.models.few_rows import FewRow
from salw_desktop.ui.models.rows_model import Row
from salw_desktop.ui.texts import ltr
from salw_desktop.usecases.set_up import SetUp

PEOPLE, OPERATORS, DUTY, CAMPAIGNS, PLACES = (
    "people",
    "operators",
    "duty",
    "campaigns",
    "places",
)
Told = list[tuple[str, str]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


@dataclass(frozen=True, slots=True)
class Section:
    """`wide` is the column that takes what room is left; `told` are the facts of the row with an id."""

    key: str
    title: str
    about: str
    headings: tuple[str, ...]
    wide: int
    deeds: tuple[str, ...]  # keys of forms.FORMS
    rows: Callable[[SetUp], list[FewRow]]
    told: Callable[[SetUp, str], Told]
    note: Callable[[SetUp], str]


def _text(row: Row, name: str) -> str:
    return str(row[name] or "")


def _capital(text: str) -> str:
    """A function as somebody typed it; in a list it begins as every other word does."""
    return text[:1].upper() + text[1:]


def _yes(value: object) -> str:
    return _tr("Yes") if value else _tr("No")


def _until(date: str, today: str) -> str:
    """A qualification that is over is still shown: what was done under it stays."""
    return _tr("%1 (over)").replace("%1", date) if date and date < today else date


def _people(found: SetUp) -> list[FewRow]:
    return [
        FewRow(
            _text(each, "name"),
            (
                _text(each, "name"),
                _capital(_text(each, "function")),
                _text(each, "organisation"),
                _text(each, "qualification"),
                _until(_text(each, "valid_until"), found.today),
            ),
        )
        for each in found.people
    ]


def _person(found: SetUp, id_: str) -> Told:
    each = next(row for row in found.people if row["name"] == id_)
    return [
        (_tr("Function"), _capital(_text(each, "function"))),
        (_tr("Organisation"), _text(each, "organisation")),
        (_tr("Qualification"), _text(each, "qualification")),
        (_tr("Level"), _text(each, "level")),
        (_tr("Valid until"), ltr(_until(_text(each, "valid_until"), found.today))),
    ]


def _operators(found: SetUp) -> list[FewRow]:
    return [
        FewRow(
            each.name,
            (
                each.name,
                _capital(each.function),
                ", ".join(said(role) for role in each.roles),
                _tr("Blocked") if each.blocked_at else _tr("At work"),
            ),
        )
        for each in found.operators
    ]


def _operator(found: SetUp, id_: str) -> Told:
    each = next(one for one in found.operators if one.name == id_)
    return [
        (_tr("Function"), _capital(each.function)),
        (_tr("Organisation"), each.organisation),
        (_tr("Roles"), "\n".join(said(role) for role in each.roles)),
        (_tr("Stands for"), "\n".join(each.acting)),
        (_tr("Blocked"), ltr(each.blocked_at[:10])),
    ]


def _duty(found: SetUp) -> list[FewRow]:
    return [
        FewRow(
            str(each["id"]),
            (
                _text(each, "operator_name"),
                _text(each, "stands_for_name"),
                said(_text(each, "role")),
                _text(each, "from_on"),
                _text(each, "until_on"),
            ),
        )
        for each in found.acting
    ]


def _appointment(found: SetUp, id_: str) -> Told:
    each = next(row for row in found.acting if row["id"] == id_)
    return [
        (_tr("Stands for"), _text(each, "stands_for_name")),
        (_tr("As"), said(_text(each, "role"))),
        (_tr("From"), ltr(_text(each, "from_on"))),
        (_tr("Until"), ltr(_text(each, "until_on"))),
        (_tr("Why"), _text(each, "why")),
    ]


def _lone(found: SetUp) -> str:
    if found.lone is None and not found.acting:
        return _tr("Nobody stands for anybody, and nobody is declared to be alone on duty.")
    if found.lone is None:
        return _tr("Nobody is declared to be alone on duty.")
    text = _tr("%1 is alone on duty until %2: %3")
    text = text.replace("%1", _text(found.lone, "declared_by_name"))
    return text.replace("%2", ltr(_text(found.lone, "until_on"))).replace(
        "%3", _text(found.lone, "why")
    )


def _campaigns(found: SetUp) -> list[FewRow]:
    return [
        FewRow(
            _text(each, "code"),
            (
                _text(each, "code"),
                _text(each, "name"),
                said(_text(each, "kind")),
                _tr("Named") if each["is_named"] else _tr("Nobody is named"),
                _yes(each["may_be_traced"]),
                said(_text(each, "may_go_out")),
            ),
        )
        for each in found.campaigns
    ]


def _campaign(found: SetUp, id_: str) -> Told:
    each = next(row for row in found.campaigns if row["code"] == id_)
    dates = " – ".join(
        ltr(text) for text in (_text(each, "promise_from"), _text(each, "promise_until")) if text
    )
    return [
        (_tr("Name"), _text(each, "name")),
        (_tr("Kind"), said(_text(each, "kind"))),
        (_tr("Authority"), _text(each, "authority")),
        (_tr("Bringers are named"), _yes(each["is_named"])),
        (_tr("Weapons may be traced"), _yes(each["may_be_traced"])),
        (_tr("May go out"), said(_text(each, "may_go_out"))),
        (_tr("Persons may be sent"), _yes(each["may_send_persons"])),
        (_tr("Approved here"), _yes(each["may_approve_locally"])),
        (_tr("Promise"), _text(each, "legal_promise")),
        (_tr("By"), _text(each, "decree")),
        (_tr("It holds"), dates),
        (_tr("On receipts"), _text(each, "receipt_text")),
        (_tr("On payment"), _text(each, "payment_text")),
        (_tr("Where to ask"), _text(each, "ask_at")),
    ]


def _places(found: SetUp) -> list[FewRow]:
    return [
        FewRow(_text(each, "name"), (_text(each, "name"), said(_text(each, "kind"))))
        for each in found.places
    ]


def _place(found: SetUp, id_: str) -> Told:
    each = next(row for row in found.places if row["name"] == id_)
    return [(_tr("Kind"), said(_text(each, "kind"))), (_tr("Site"), found.site)]


def _numbers(found: SetUp) -> str:
    told = [_tr("Site: %1.").replace("%1", found.site)]
    for block, left in found.blocks:
        text = _tr("Control numbers %1: up to %2 left.")
        told.append(text.replace("%1", ltr(block)).replace("%2", f"{left:,}"))
    if not found.blocks:
        told.append(_tr("No control numbers yet: HQ gives them at enrolment, under Exchange."))
    return " ".join(told)


def _silent(_: SetUp) -> str:
    return ""


def sections() -> tuple[Section, ...]:
    """In the order of their chips."""
    return (
        _people_section(),
        _operators_section(),
        _duty_section(),
        _campaigns_section(),
        _places_section(),
    )


def _people_section() -> Section:
    return Section(
        PEOPLE,
        _tr("People"),
        _tr("Everybody who does something here: who unloads, checks, guards, witnesses."),
        (
            *(_tr("Name"), _tr("Function"), _tr("Organisation")),
            *(_tr("Qualification"), _tr("Valid until")),
        ),
        2,
        ("person",),
        _people,
        _person,
        _silent,
    )


def _operators_section() -> Section:
    return Section(
        OPERATORS,
        _tr("Operators"),
        _tr("Those of the people who use this program, each with a passphrase of his own."),
        (_tr("Operator"), _tr("Function"), _tr("Roles"), _tr("State")),
        2,
        ("operator", "role", "block"),
        _operators,
        _operator,
        _silent,
    )


def _duty_section() -> Section:
    return Section(
        DUTY,
        _tr("Duty"),
        _tr("Who stands for whom while he is away, and whether an officer is alone."),
        (_tr("Who"), _tr("Stands for"), _tr("As"), _tr("From"), _tr("Until")),
        1,
        ("acting", "acting-over", "lone", "lone-over"),
        _duty,
        _appointment,
        _lone,
    )


def _campaigns_section() -> Section:
    return Section(
        CAMPAIGNS,
        _tr("Campaigns"),
        _tr("What is promised binds every paper and every export, and is never changed later."),
        (
            *(_tr("Code"), _tr("Name"), _tr("Kind")),
            *(_tr("Bringers"), _tr("Traced"), _tr("May go out")),
        ),
        1,
        ("campaign",),
        _campaigns,
        _campaign,
        _silent,
    )


def _places_section() -> Section:
    return Section(
        PLACES,
        _tr("Places"),
        _tr("Where weapons lie and where things are done with them."),
        (_tr("Place"), _tr("Kind")),
        0,
        ("place",),
        _places,
        _place,
        _numbers,
    )
