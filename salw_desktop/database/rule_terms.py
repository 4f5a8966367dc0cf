"""Conditions that several rules in SQL share."""

from __future__ import annotations

from typing import TypeAlias

from salw_desktop.domain.axes import BLOCKING_HOLDS
from salw_desktop.domain.people import Role

Rule: TypeAlias = tuple[str, str, str, str]  # name, when, sentence, refused where


def listed(words: tuple[str, ...]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def has_role(operator: str, *roles: Role, at: str = "") -> str:
    """`at` names the moment of the act, where a role of an acting appointment counts too."""
    words = listed(tuple(role.value for role in roles))
    own = (
        f"EXISTS (SELECT 1 FROM operator_role JOIN operator ON operator.id = operator_role.operator"
        f" WHERE operator_role.operator = {operator} AND role IN ({words})"
        f" AND ended_at IS NULL AND blocked_at IS NULL)"
    )
    if not at:
        return own
    acting = (
        f"EXISTS (SELECT 1 FROM acting_appointment JOIN operator ON operator.id = acting_appointment.operator"
        f" WHERE acting_appointment.operator = {operator} AND role IN ({words}) AND ended_at IS NULL"
        f" AND substr({at}, 1, 10) BETWEEN from_on AND until_on AND blocked_at IS NULL)"
    )
    return f"({own} OR {acting})"


# `.format(one=…, other=…, at=…)`: one stands for the other at that moment, so the two count as one person
STANDS_BETWEEN = (
    "SELECT 1 FROM acting_appointment WHERE ended_at IS NULL AND substr({at}, 1, 10) BETWEEN from_on AND until_on"
    " AND ({one} = acting_appointment.operator AND {other} = stands_for"
    " OR {other} = acting_appointment.operator AND {one} = stands_for)"
)


# `.format(item=…)` names the weapon
HELD = f"SELECT 1 FROM hold WHERE hold.weapon = {{item}} AND lifted_at IS NULL AND kind IN ({listed(BLOCKING_HOLDS)})"
ALARMED = "SELECT 1 FROM alarm WHERE alarm.weapon = {item} AND acknowledged_at IS NULL"
OPEN_COUNTERSIGN = (
    "SELECT 1 FROM countersign_item JOIN countersign ON countersign.id = countersign"
    " WHERE countersign_item.weapon = {item} AND signed_at IS NULL"
)
