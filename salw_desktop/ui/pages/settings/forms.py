"""What is entered in the settings, each as the fields of its act."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.people import Role
from salw_desktop.domain.promises import MAY_GO_OUT
from salw_desktop.domain.word_lists import PLACE_KINDS, words_of
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.act_form import LINES, MANY, NAME, WORD, YES_NO, Asked, Values
from salw_desktop.usecases.acts import name_of, read_act
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.duty.appointments import AppointActing, EndActing
from salw_desktop.usecases.duty.lone_officer import DeclareLone, EndLone
from salw_desktop.usecases.people import (
    CAMPAIGN_KINDS,
    AddOperator,
    AddPlace,
    AddToRoster,
    BlockOperator,
    GiveRole,
    OpenCampaign,
)
from salw_desktop.usecases.set_up import SetUp

_ROLES = tuple(role.value for role in Role)


def _busy(_: SetUp) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class SettingForm:
    """An act, the button that opens its form, and its fields, which get the key of the current row.

    `idle` says why the act has nothing to do now; empty: it has.
    """

    act: type[Command]
    button: str
    icon: str
    about: str
    yes: str
    asked: Callable[[SetUp, str], tuple[Asked, ...]]
    is_grave: bool = False
    idle: Callable[[SetUp], str] = _busy


def command_of(act: type[Command], values: Values) -> Command:
    """The fields are called as the act calls them; what is empty is left to the act. Refusal as `read_act`."""
    given = {name: value for name, value in values.items() if value not in ("", None)}
    return read_act(name_of(act), json.dumps(given).encode())


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingForms", text)


def _day() -> str:
    return _tr("YYYY-MM-DD")


def _person(_: SetUp, __: str) -> tuple[Asked, ...]:
    return (
        Asked("name", _tr("Name"), required=True),
        Asked("function", _tr("Function"), required=True),
        Asked("organisation", _tr("Organisation"), required=True),
        Asked("qualification", _tr("Qualification")),
        Asked("level", _tr("Level"), hint=_tr("as on the certificate")),
        Asked("valid_until", _tr("Valid until"), hint=_day()),
    )


def _new_operator(found: SetUp, _: str) -> tuple[Asked, ...]:
    names = tuple(str(each["name"]) for each in found.people)
    return (
        Asked("person", _tr("Who, as on the roster"), NAME, names, required=True),
        Asked("name", _tr("Name at the keyboard"), required=True),
        Asked("roles", _tr("Roles"), MANY, _ROLES, required=True),
    )


def _operator_field(found: SetUp, chosen: str, caption: str) -> Asked:
    start = chosen if chosen in found.at_work else ""
    return Asked("operator", caption, NAME, found.at_work, start=start, required=True)


def _role(found: SetUp, chosen: str) -> tuple[Asked, ...]:
    return (
        _operator_field(found, chosen, _tr("Operator")),
        Asked("role", _tr("Role"), WORD, _ROLES, required=True),
    )


def _block(found: SetUp, chosen: str) -> tuple[Asked, ...]:
    return (_operator_field(found, chosen, _tr("Operator")),)


def _acting(found: SetUp, _: str) -> tuple[Asked, ...]:
    names = tuple(each.name for each in found.operators)
    lent = words_of("acting_appointment", "role")
    return (
        Asked("operator", _tr("Who"), NAME, found.at_work, required=True),
        Asked("stands_for", _tr("Stands for"), NAME, names, required=True),
        Asked("roles", _tr("As"), MANY, lent, required=True),
        Asked("from_on", _tr("From"), hint=_tr("YYYY-MM-DD, today where empty")),
        Asked("until_on", _tr("Until"), hint=_day(), required=True),
    )


def _acting_over(found: SetUp, chosen: str) -> tuple[Asked, ...]:
    each = next((row for row in found.acting if row["id"] == chosen), None)
    acting, away = (str(each["operator_name"]), str(each["stands_for_name"])) if each else ("", "")
    names = tuple(one.name for one in found.operators)
    return (
        Asked("operator", _tr("Who"), NAME, names, start=acting, required=True),
        Asked("stands_for", _tr("Stands for"), NAME, names, start=away, required=True),
    )


def _lone(_: SetUp, __: str) -> tuple[Asked, ...]:
    return (Asked("until_on", _tr("Alone until"), hint=_day(), required=True),)


def _nothing(_: SetUp, __: str) -> tuple[Asked, ...]:
    return ()


def _nobody_acts(found: SetUp) -> str:
    return "" if found.acting else _tr("Nobody stands for anybody: there is nothing to end.")


def _somebody_is_alone(found: SetUp) -> str:
    if found.lone is None:
        return ""
    text = _tr("%1 is declared to be alone until %2: end that first.")
    name, until_on = str(found.lone["declared_by_name"]), str(found.lone["until_on"])
    return text.replace("%1", name).replace("%2", ltr(until_on))


def _nobody_is_alone(found: SetUp) -> str:
    return _tr("Nobody is declared to be alone.") if found.lone is None else ""


def _campaign(_: SetUp, __: str) -> tuple[Asked, ...]:
    return (
        Asked("code", _tr("Code"), hint=_tr("short, as on papers"), required=True),
        Asked("name", _tr("Name"), required=True),
        Asked("campaign_kind", _tr("Kind"), WORD, CAMPAIGN_KINDS, required=True),
        Asked("authority", _tr("Authority"), required=True),
        Asked("named", _tr("Bringers"), YES_NO, hint=_tr("Whoever brings a weapon is named")),
        Asked("may_be_traced", _tr("Tracing"), YES_NO, hint=_tr("Its weapons may be traced")),
        Asked(
            "may_approve_locally",
            _tr("Destruction"),
            YES_NO,
            hint=_tr("Orders may be approved here"),
        ),
        Asked("may_send_persons", _tr("Persons"), YES_NO, hint=_tr("Persons may be sent to HQ")),
        Asked("may_go_out", _tr("What may go out"), WORD, MAY_GO_OUT),
        Asked("legal_promise", _tr("The promise, word for word"), LINES),
        Asked("decree", _tr("Law or agreement that makes it")),
        Asked("promise_from", _tr("It holds from"), hint=_day()),
        Asked("promise_until", _tr("It holds until"), hint=_day()),
        Asked("receipt_text", _tr("Text on receipts"), LINES),
        Asked("payment_text", _tr("Text about payment"), LINES),
        Asked("ask_at", _tr("Where a bearer asks")),
    )


def _place(_: SetUp, __: str) -> tuple[Asked, ...]:
    return (
        Asked("name", _tr("Name"), required=True),
        Asked("place_kind", _tr("Kind"), WORD, PLACE_KINDS, required=True),
    )


def forms() -> Mapping[str, SettingForm]:
    """By the key that a section names."""
    return {**_other_forms(), **_operator_forms(), **_duty_forms()}


def _other_forms() -> Mapping[str, SettingForm]:
    return {
        "person": SettingForm(
            AddToRoster,
            _tr("New person"),
            "plus",
            _tr("A qualification with its date: the program names a breach where it has run out."),
            _tr("Enter the person"),
            _person,
        ),
        "campaign": SettingForm(
            OpenCampaign,
            _tr("New campaign"),
            "plus",
            _tr("As the agreement or the decree says it. It cannot be changed afterwards."),
            _tr("Open the campaign"),
            _campaign,
        ),
        "place": SettingForm(
            AddPlace,
            _tr("New place"),
            "plus",
            _tr("A name as people say it."),
            _tr("Enter the place"),
            _place,
        ),
    }


def _operator_forms() -> Mapping[str, SettingForm]:
    return {
        "operator": SettingForm(
            AddOperator,
            _tr("New operator"),
            "plus",
            _tr("Two introduce him. His passphrase is then shown once."),
            _tr("Introduce him"),
            _new_operator,
        ),
        "role": SettingForm(
            GiveRole,
            _tr("Give a role"),
            "badge-check",
            _tr("By two."),
            _tr("Give the role"),
            _role,
        ),
        "block": SettingForm(
            BlockOperator,
            _tr("Block"),
            "ban",
            _tr("By two. His passphrase opens nothing any more; what he signed stays."),
            _tr("Block this operator"),
            _block,
            is_grave=True,
        ),
    }


def _duty_forms() -> Mapping[str, SettingForm]:
    return {
        "acting": SettingForm(
            AppointActing,
            _tr("Stand for somebody"),
            "users",
            _tr(
                "By two, for 30 days at most; it ends by itself. Meanwhile the two are one signer."
            ),
            _tr("Appoint"),
            _acting,
        ),
        "acting-over": SettingForm(
            EndActing,
            _tr("He is back"),
            "undo-2",
            _tr("Ends an appointment before its last day."),
            _tr("End it"),
            _acting_over,
            idle=_nobody_acts,
        ),
        "lone": SettingForm(
            DeclareLone,
            _tr("Alone on duty"),
            "user",
            _tr("A declared fact; it gives no right. Acts of two wait, or go by a code of HQ."),
            _tr("Declare it"),
            _lone,
            idle=_somebody_is_alone,
        ),
        "lone-over": SettingForm(
            EndLone,
            _tr("Alone no more"),
            "check",
            _tr("Ends the declaration that stands."),
            _tr("End it"),
            _nothing,
            idle=_nobody_is_alone,
        ),
    }
