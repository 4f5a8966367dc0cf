"""Acts on many weapons: what each asks once for all of them, and the command for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from salw_desktop.ui.pages.item.deed import why
from salw_desktop.ui.pages.item.deeds import asked_hold, asked_machine
from salw_desktop.ui.pages.item.placing import asked_put_away, iso
from salw_desktop.ui.widgets.act_form import NAME, Asked, Values
from salw_desktop.usecases.choices import Choices
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.destruction.orders import WriteOrder
from salw_desktop.usecases.marking.jobs import OrderMarkJob
from salw_desktop.usecases.store.holds import PlaceHold
from salw_desktop.usecases.store.labels import ReprintLabel
from salw_desktop.usecases.store.placing import PutAway

LABELS, PUT_AWAY, HOLD, MARK, ORDER = "labels", "put away", "hold", "mark", "order"


@dataclass(frozen=True, slots=True)
class BulkDeed:
    """`asked` takes the choices and today; `is_one` is one command that takes all weapons."""

    key: str
    act: type[Command]
    icon: str
    caption: str
    pressed_by: str
    asked: Callable[[Choices, str], tuple[Asked, ...]]
    about: str = ""
    is_one: bool = False

    def command(self, weapon: str, values: Values) -> Command:
        given: dict[str, Any] = {**values, "weapon": weapon}
        return self.act(**given)

    def command_for_all(self, weapons: tuple[str, ...], values: Values) -> Command:
        given: dict[str, Any] = {**values, "weapons": weapons}
        return self.act(**given)


def bulk_deeds() -> tuple[BulkDeed, ...]:
    tr = QCoreApplication.translate
    return (
        BulkDeed(
            PUT_AWAY,
            PutAway,
            "warehouse",
            tr("StockpilePage", "Put away"),
            "F9",
            lambda choices, _: asked_put_away(choices),
        ),
        BulkDeed(
            LABELS,
            ReprintLabel,
            "printer",
            tr("StockpilePage", "Print labels"),
            "F8",
            lambda _choices, _today: (why(),),
            tr("StockpilePage", "Those that wait for a label already get no second one."),
        ),
        BulkDeed(
            HOLD,
            PlaceHold,
            "hand",
            tr("StockpilePage", "Hold"),
            "",
            lambda _, today: asked_hold(today),
        ),
        BulkDeed(
            MARK,
            OrderMarkJob,
            "stamp",
            tr("StockpilePage", "Mark"),
            "",
            lambda choices, _: (asked_machine(choices), why(required=False)),
        ),
        BulkDeed(
            ORDER,
            WriteOrder,
            "flame",
            tr("StockpilePage", "Order"),
            "Ctrl+D",
            _asked_order,
            tr("StockpilePage", "One destruction order with all of them on its list."),
            is_one=True,
        ),
    )


def _asked_order(choices: Choices, today: str) -> tuple[Asked, ...]:
    tr = QCoreApplication.translate
    first = choices.campaigns[0] if choices.campaigns else ""
    campaign = Asked("campaign", tr("StockpilePage", "Campaign"), NAME, choices.campaigns, first)
    place = Asked("place", tr("StockpilePage", "Place"), NAME, choices.places, "Destruction site")
    return (
        replace(campaign, required=True),
        Asked("legal_basis", tr("StockpilePage", "Legal basis"), required=True),
        Asked("method", tr("StockpilePage", "Method"), required=True),
        Asked("planned_on", tr("StockpilePage", "Planned on"), "text", (), today, iso(), True),
        place,
        Asked("issuer", tr("StockpilePage", "Ordered from outside by")),
        Asked("issuer_number", tr("StockpilePage", "Its number there")),
        Asked("issued_on", tr("StockpilePage", "Its date"), hint=iso()),
    )
