"""The history of a weapon as steps of a timeline, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from salw_desktop.domain.time import minutes
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.weapon_words import captions, happened
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.timeline import Step
from salw_desktop.usecases.weapons.history import Changed, Reading

_CODES = frozenset(("serial", "year", "calibre", "factory_code", "measured_calibre_um"))
_FIRST = ("weapon.recorded", "weapon.documented")


def steps_of(timeline: Sequence[Reading], *, most: int = 0) -> list[Step]:
    """With `most`, only the newest, without what they changed word by word."""
    newest = list(reversed(timeline))
    return [_step(each, is_short=bool(most)) for each in newest[: most or None]]


def _step(reading: Reading, *, is_short: bool) -> Step:
    icon, token, words = happened(reading.act)
    title = ": ".join(text for text in (words, _headline(reading)) if text)
    by = " / ".join(text for text in (reading.by, reading.second) if text)
    note = " · ".join(text for text in (by, ltr(minutes(reading.at)), reading.number) if text)
    return Step(icon, token, title, note, () if is_short else tuple(_lines(reading)))


def _headline(reading: Reading) -> str:
    """Where to, for what moved."""
    places = [each.new for each in reading.changes if each.what == "place"]
    return places[-1] if places else ""


def _lines(reading: Reading) -> list[str]:
    lines = [reading.reason] if reading.reason else []
    if reading.act in _FIRST:  # all of it stands beside the history
        return lines
    return lines + [_change(each) for each in reading.changes]


def _change(change: Changed) -> str:
    caption = captions().get(change.what, change.what)
    nothing = QCoreApplication.translate("Item", "nothing")
    old, new = (_value(change.what, each) or nothing for each in (change.old, change.new))
    text = (
        QCoreApplication.translate("Item", "%1: %2, before: %3")
        if change.old
        else QCoreApplication.translate("Item", "%1: %2")
    )
    return text.replace("%1", caption).replace("%2", new).replace("%3", old)


def _value(what: str, value: str) -> str:
    return ltr(value) if what in _CODES else said(value)
