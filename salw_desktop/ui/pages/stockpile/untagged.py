"""Beside the list: items found without a readable tag, one more of them written down, and each solved by two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salw_desktop.domain.axes import SAFETY
from salw_desktop.ui.pages.home.panels import solve_form
from salw_desktop.ui.pages.item.placing import iso
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.act_form import LINES, NAME, WORD, ActForm, Asked, Values
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, WARNING
from salw_desktop.usecases.choices import Choices
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.store.untagged import RecordUntagged, SolveUntagged, open_items

CARD = "untagged item card"
Item = Mapping[str, str | int | None]


def found_form(choices: Choices, today: str) -> ActForm:
    """What lies there and who found it; which weapon it is, nobody can say yet."""
    tr = QCoreApplication.translate
    asked = (
        Asked("described", tr("Untagged", "What it looks like"), LINES, required=True),
        Asked("place", tr("Untagged", "Lies at"), NAME, choices.places, required=True),
        Asked("found_by", tr("Untagged", "Found by"), NAME, choices.people, required=True),
        Asked("safety", tr("Untagged", "Safety"), WORD, ("", *SAFETY.words), required=True),
        Asked("verified_by", tr("Untagged", "Clear as seen by a second"), NAME, choices.people),
        Asked("found_on", tr("Untagged", "Found on"), start=today, hint=iso()),
    )
    about = tr("Untagged", "It gets a number of its own and is counted until two know what it is.")
    title = tr("Untagged", "Found without a tag")
    return ActForm(title, about, asked, tr("Untagged", "Write it down"))


class UntaggedDesk(QWidget):
    """`closed` when it is left; its forms are the page's, so that a refusal finds its field."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._office = page, page.office
        self._choices = Choices()
        self._items: tuple[Item, ...] = ()
        self._front: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def form(self) -> ActForm | None:
        return self._front if isinstance(self._front, ActForm) else None

    def open(self, choices: Choices) -> None:
        """The list; where nothing is on it, the form of a find."""
        self._choices = choices
        self._office.read(self._page, open_items, self._on_items, latest="untagged")

    def _on_items(self, items: tuple[Item, ...]) -> None:
        self._items = items
        if items:
            self._show_list(items)
        else:
            self._on_found()

    def _show_list(self, items: Sequence[Item]) -> None:
        card, inner = Card(self.tr("Items without a tag")), QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        for each in items:
            column.addWidget(label(ltr(str(each["number"])), "strong"))
            where = f"{each['place_name']}, {ltr(str(each['found_on']))}"
            column.addWidget(label(f"{each['described']}\n{where}", "soft"))
            solve = KeyButton(self.tr("Solve"), "users")
            solve.setAccessibleName(f"{solve.caption}: {each['number']}")
            solve.clicked.connect(partial(self._on_solve, str(each["number"])))
            column.addWidget(solve)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        card.column.addWidget(area, stretch=1)
        leave = KeyButton(self.tr("Leave it"), "", "Esc")
        more = KeyButton(self.tr("One more"), "plus", kind="primary")
        leave.clicked.connect(self.closed)
        more.clicked.connect(self._on_found)
        foot = QHBoxLayout()
        foot.addWidget(leave)
        foot.addStretch()
        foot.addWidget(more)
        card.column.addLayout(foot)
        self._put(card)
        more.setFocus()

    def _on_found(self) -> None:
        form = found_form(self._choices, self._office.register.clock().date)
        form.submitted.connect(self._record)
        self._put_form(form)

    def _on_solve(self, number: str) -> None:
        chosen = [each for each in self._items if each["number"] == number]
        form = solve_form(chosen)
        form.submitted.connect(self._solve)
        self._put_form(form)

    def _put_form(self, form: ActForm) -> None:
        form.cancelled.connect(self.closed)
        self._put(form)
        self._page.fields = dict(form.fields)
        form.start()

    def _put(self, widget: QWidget) -> None:
        if self._front is not None:
            self._front.hide()
            self._front.deleteLater()
        self._page.fields = {}
        self._front = widget
        self._column.addWidget(widget)
        widget.show()

    def _record(self, values: Values) -> None:
        command = RecordUntagged(**{name: str(value) for name, value in values.items()})
        self._office.perform(self._page, command, partial(self._on_recorded, self._front))

    def _on_recorded(self, sent: QWidget | None, changes: Changes) -> None:
        if self._is_waiting(sent):
            self.closed.emit()
        number, breaches = str(changes.answer["number"]), changes.answer["breaches"]
        named = "; ".join(breaches) if isinstance(breaches, list) else ""
        text = self.tr("Counted as %1.").replace("%1", ltr(number))
        if named:
            said = self.tr("Recorded with what is not as it should be: %1.")
            text = f"{text} {said.replace('%1', named)}"
        show_card = partial(self._office.print_paper, CARD, number)
        kind = WARNING if named else DONE
        self._page.bar.say(kind, text, self.tr("Print its card"), show_card)

    def _is_waiting(self, sent: QWidget | None) -> bool:
        """Whether what was sent is in front still: else somebody is at work in another form."""
        return self._front is sent and self.isVisibleTo(self._page)

    def _solve(self, values: Values) -> None:
        command = SolveUntagged(**{name: str(value) for name, value in values.items()})
        self._office.perform(self._page, command, partial(self._on_solved, self._front))

    def _on_solved(self, sent: QWidget | None, changes: Changes) -> None:
        number = ltr(str(changes.answer["number"]))
        self._page.bar.say(DONE, self.tr("%1 is known now.").replace("%1", number))
        if self._is_waiting(sent):
            self._office.read(self._page, open_items, self._on_left, latest="untagged")

    def _on_left(self, items: tuple[Item, ...]) -> None:
        self._items = items
        if items:
            self._show_list(items)
        else:
            self.closed.emit()
