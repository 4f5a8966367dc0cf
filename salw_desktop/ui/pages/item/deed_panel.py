"""At the side of an item: a button for each thing that can be done, and in its place the form of the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from salw_desktop.ui.pages.item.deed import Deed
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.act_form import ActForm, Value, Values
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Command

WIDTH_PX = 300
NOTHING_TYPED: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Way:
    """A button that does something at once: prints, opens another page."""

    icon: str
    caption: str
    run: Callable[[], None]
    key: str = ""


Group = tuple[str, Sequence["Deed | Way"]]


class DeedPanel(QWidget):
    """`submitted` carries the deed, its command and what was filled in; the form stays until `close_form`."""

    submitted = Signal(object, object, object)
    form_changed = Signal()  # opened or closed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_width(self, WIDTH_PX)
        self._stack = QStackedLayout(self)
        self._card = Card()
        self._card.column.setContentsMargins(8, 8, 8, 8)
        self._stack.addWidget(self._card)
        self._area: QScrollArea | None = None
        self.form: ActForm | None = None
        self._deed: Deed | None = None

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Anew; a form that is open stays open."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(6)
        for heading, deeds in groups:
            if deeds:
                column.addWidget(label(heading, "caption"))
                for each in deeds:
                    column.addWidget(self._button(each))
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        had_focus = self._area is not None and self._area.isAncestorOf(self.focusWidget() or self)
        if self._area is not None:
            self._card.column.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = area
        self._card.column.addWidget(area)
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        button = self._area.findChild(KeyButton) if self._area else None
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def deed(self) -> Deed | None:
        """The one whose form is open."""
        return self._deed

    def open_form(self, deed: Deed, values: Mapping[str, Value] = NOTHING_TYPED) -> None:
        """With `values`, as it was left half-typed."""
        self._drop_form()
        self._deed = deed
        form = ActForm(
            deed.caption,
            deed.about,
            deed.asked,
            deed.caption,
            more=deed.more,
            is_grave=deed.is_grave,
        )
        form.submitted.connect(self._on_submitted)
        form.cancelled.connect(self.close_form)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        self.form = form
        form.fill(values)
        form.start()
        self.form_changed.emit()

    def done_with(self, form: ActForm | None) -> None:
        """What it asked for is done; another that was opened meanwhile stays."""
        if form is not None and form is self.form:
            self.close_form()

    def close_form(self) -> None:
        if self.form is not None:
            self._stack.setCurrentWidget(self._card)
            self._drop_form()
            self.form_changed.emit()
            self.focus_first()

    def _drop_form(self) -> None:
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = self._deed = None

    def _button(self, each: Deed | Way) -> KeyButton:
        kind = "danger" if isinstance(each, Deed) and each.is_grave else ""
        button = KeyButton(each.caption, each.icon, each.key, kind)
        run = partial(self.open_form, each) if isinstance(each, Deed) else each.run
        button.clicked.connect(partial(_without_checked, run))
        return button

    def _on_submitted(self, values: Values) -> None:
        deed = self._deed
        assert deed is not None  # noqa: S101  the form is there with its deed
        command: Command = deed.build(values)
        self.submitted.emit(deed, command, values)


def _without_checked(run: Callable[[], None], _: bool = False) -> None:
    """A clicked signal says whether the button is checked; none of these can be."""
    run()
