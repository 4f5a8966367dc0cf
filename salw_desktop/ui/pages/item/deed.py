"""One thing that can be done with a weapon: its button, its form, its command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from salw_desktop.ui.widgets.act_form import LINES, Asked, Values
from salw_desktop.usecases.commands import Command


@dataclass(frozen=True, slots=True)
class Deed:
    """One button, and the form behind it; `build` makes the command from what was filled in."""

    act: type[Command]
    icon: str
    caption: str
    build: Callable[[Values], Command]
    asked: tuple[Asked, ...] = ()
    more: tuple[Asked, ...] = ()
    about: str = ""
    key: str = ""
    is_grave: bool = False


def made(act: Callable[..., Command], **fixed: object) -> Callable[[Values], Command]:
    """Of an act that takes what is asked under the names under which it is asked."""

    def build(values: Values) -> Command:
        given: dict[str, Any] = {**fixed, **values}
        return act(**given)

    return build


def why(*, required: bool = True) -> Asked:
    caption = QCoreApplication.translate("Item", "Why")
    return Asked("reason", caption, LINES, required=required)
