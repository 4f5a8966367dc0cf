"""What is done on the first page itself: the morning's clock, the evening's close, signatures, finds without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salw_desktop.domain.time import minutes
from salw_desktop.domain.word_lists import words_of
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.act_form import NAME, TEXT, WORD, ActForm, Asked
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.home import DayState, Row

_TIME = re.compile(r"([01]?\d|2[0-3])[:.h ]?([0-5]\d)(?:[:. ]([0-5]\d))?")


def on_that_day(typed: str, now: datetime) -> str:
    """`14:05` as an ISO time of today with this laptop's offset; anything else as it was typed, to be refused."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return typed
    hour, minute, second = (int(each or 0) for each in found.groups())
    return now.replace(hour=hour, minute=minute, second=second, microsecond=0).isoformat()


def open_day_form() -> ActForm:
    """Which clock, and what it shows; never filled in for them."""
    tr = QCoreApplication.translate
    return ActForm(
        tr("HomePage", "Open the day"),
        tr(
            "HomePage",
            "Hold another clock beside the laptop and type what it shows. Both of you sign.",
        ),
        (
            Asked(
                "clock",
                tr("HomePage", "Other clock"),
                WORD,
                words_of("day_opening", "clock"),
                required=True,
            ),
            Asked(
                "said_at",
                tr("HomePage", "It shows"),
                TEXT,
                hint=tr("HomePage", "hours and minutes, such as 07:42"),
                required=True,
            ),
        ),
        tr("HomePage", "Open the day"),
    )


def close_day_form(date: str, day: DayState) -> ActForm:
    """What the evening's sheet will say, before it says so for good."""
    tr = QCoreApplication.translate
    about = tr(
        "HomePage", "The sheet of %1 is written now; a second person signs it within 72 hours."
    )
    if date == day.date:
        counts = (
            (tr("HomePage", "hand-ins"), "hand_ins"),
            (tr("HomePage", "weapons"), "weapons"),
            (tr("HomePage", "parts"), "parts"),
            (tr("HomePage", "documented only"), "documented"),
            (tr("HomePage", "entered late"), "late"),
            (tr("HomePage", "destroyed"), "destroyed"),
            (tr("HomePage", "in hand now"), "in_hand"),
        )
        listed = ", ".join(f"{int(day.counts[name] or 0):,} {text}" for text, name in counts)
        about = f"{about}\n{listed}"
    form = ActForm(
        tr("HomePage", "Close the day"),
        about.replace("%1", ltr(date)),
        (),
        tr("HomePage", "Close the day"),
    )
    form.setProperty("date", date)
    return form


def solve_form(items: Sequence[Row]) -> ActForm:
    """What an item without a readable tag turned out to be; two say so."""
    tr = QCoreApplication.translate
    listed = "\n".join(
        f"{ltr(str(each['number']))}  {each['described']} ({each['place_name']})" for each in items
    )
    return ActForm(
        tr("HomePage", "Items without a number"),
        listed,
        (
            Asked(
                "untagged",
                tr("HomePage", "Which"),
                NAME,
                tuple(str(each["number"]) for each in items),
                start=str(items[0]["number"]),
                required=True,
            ),
            Asked(
                "outcome",
                tr("HomePage", "It is"),
                WORD,
                words_of("untagged_item", "outcome"),
                required=True,
            ),
            Asked("weapon", tr("HomePage", "Number of the weapon"), TEXT),
            Asked("tag", tr("HomePage", "New tag"), TEXT, hint=tr("HomePage", "if tied on now")),
        ),
        tr("HomePage", "Both of us say so"),
    )


class SignPanel(Card):
    """Open signatures of a second person: one line each, signed in front of this laptop."""

    chosen = Signal(object)  # the countersign row
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("HomePage", "Signatures of a second person"), parent=parent
        )
        self.buttons: list[KeyButton] = []
        leave = KeyButton(self.tr("Leave it"), "", "Esc")
        leave.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        leave.clicked.connect(self.cancelled)
        if self.header is not None:
            self.header.add(leave)

    def show_waiting(self, waiting: Sequence[Row], operator: str, now: str) -> None:
        """`operator` is who works here: what he asked for himself another one signs."""
        for row in waiting:
            self.column.addLayout(self._line(row, operator, now))

    def _line(self, row: Row, operator: str, now: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        text = f"{said(str(row['kind']))} {ltr(str(row['subject']))}"
        asked = self.tr("asked by %1").replace("%1", str(row["asked_by_name"]))
        if row["items"]:
            asked = f"{self.tr('%n item(s)', '', int(row['items'] or 0))}, {asked}"
        is_late = str(row["due_at"]) < now
        due = self.tr("was due %1") if is_late else self.tr("due %1")
        line.addWidget(label(text, "strong"))
        line.addWidget(label(asked, "soft"), stretch=1)
        when = label(
            due.replace("%1", ltr(minutes(str(row["due_at"])))), "error" if is_late else "soft"
        )
        line.addWidget(when)
        is_own = row["asked_by"] == operator
        button = KeyButton(
            self.tr("Second person signs") if is_own else self.tr("I sign"), "pencil"
        )
        button.setAccessibleName(f"{button.caption}: {text}")
        button.clicked.connect(partial(self.chosen.emit, row))
        line.addWidget(button)
        self.buttons.append(button)
        return line
