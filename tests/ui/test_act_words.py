"""Every act that asks for a reason or a second signature is called by a name that can be translated."""

from __future__ import annotations

import importlib
import pkgutil

import salw_desktop.ui
from salw_desktop.domain.people import SecondPerson
from salw_desktop.ui.act_words import act_texts
from salw_desktop.usecases.acts import ACTS, name_of
from salw_desktop.usecases.commands import Command


def asks(act: type[Command]) -> bool:
    return act.asks_why or act.second is SecondPerson.BEFORE


def test_that_each_act_that_the_window_asks_about_has_its_words() -> None:
    performed = set(ACTS.values())
    for module in pkgutil.walk_packages(salw_desktop.ui.__path__, "salw_desktop.ui."):
        found = vars(importlib.import_module(module.name)).values()
        performed |= {
            each for each in found if isinstance(each, type) and issubclass(each, Command)
        }
    # a backup is restored by a form of its own, before any window
    shown = {name_of(act) for act in performed if hasattr(act, "kind") and asks(act)}
    assert act_texts().keys() == shown - {"restore-register"}
    assert all(text[:1].isupper() for text in act_texts().values())
