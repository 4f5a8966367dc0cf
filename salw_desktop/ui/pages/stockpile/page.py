"""The stockpile: every weapon in one list, the current one beside it, acts on one or on thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.pages.stockpile.bulk_form import LABELS, MARK, BulkDeed, bulk_deeds
from salw_desktop.ui.pages.stockpile.pane import StockpilePane
from salw_desktop.ui.pages.stockpile.untagged import UntaggedDesk
from salw_desktop.ui.runner import Cancelled, Job
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.bulk_bar import BulkAct
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, WARNING
from salw_desktop.ui.widgets.row_pictures import RowPictures
from salw_desktop.ui.widgets.table import RowsTable
from salw_desktop.usecases.bulk import Done, one_by_one, without_waiting_label
from salw_desktop.usecases.choices import Choices, choices
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.listings import WEAPONS, Term
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.untagged import RecordUntagged

SIDE_PX = 300
NOT_DONE_SHOWN = 12
NOT_DONE_IN_BAR = 3
UNTAGGED = "untagged"


@dataclass(slots=True)
class _Sum:
    """What came of an act on many; a cancelled one keeps what it did."""

    done: int = 0
    tables: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    is_cancelled: bool = False

    def add(self, each: Done) -> None:
        if each.refusal is None:
            self.done += 1
            self.tables |= each.tables
        else:
            self.refused.append(wording(each.refusal))


class StockpilePage(Page):
    """Shown with the key of a chip, `recorded DATE`, `place NAME`, `untagged`, or the id of a weapon."""

    key = "stockpile"
    number = 3
    icon = "warehouse"
    help_page = "stockpile"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("StockpilePage", "Stockpile")

    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        text = QCoreApplication.translate("StockpilePage", "Found without a tag")
        return (Offer(text, RecordUntagged, UNTAGGED),)

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            (tr("StockpilePage", "Enter"), tr("StockpilePage", "Open the weapon")),
            (tr("StockpilePage", "Space"), tr("StockpilePage", "Tick the row")),
            ("Ctrl+A", tr("StockpilePage", "Tick all rows")),
            ("Ctrl+F", tr("StockpilePage", "Search in the list")),
            *((each.pressed_by, each.caption) for each in bulk_deeds() if each.pressed_by),
            ("Alt+C", tr("StockpilePage", "Compare the weapon with its look-alike")),
            ("Alt+U", tr("StockpilePage", "Items without a tag: one more, or what one is")),
            ("Esc", tr("StockpilePage", "Leave the form")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._choices = Choices()
        acts = tuple(
            BulkAct(each.caption, each.icon, each.pressed_by, partial(self._on_bulk, each))
            for each in bulk_deeds()
            if office.may(each.act)
        )
        self.table = RowsTable(office, WEAPONS, self.tr("Weapons"), acts)
        self._pictures = RowPictures(office, self.table)
        self.table.set_pictures(self._pictures)
        self.pane = StockpilePane(office)
        self.form: ActForm | None = None
        self._told: Card | None = None
        self._sent: ActForm | None = None  # what it asks for is being done
        self._side = QStackedWidget()
        keep_width(self._side, SIDE_PX)
        self._side.addWidget(self.pane)
        self.untagged = UntaggedDesk(self)
        self._side.addWidget(self.untagged)
        self._empty = EmptyState(
            "warehouse",
            self.tr("No weapons yet"),
            self.tr("Register the first one: F2."),
            self.tr("New weapon"),
        )
        list_and_side = QWidget()
        row = QHBoxLayout(list_and_side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.table, stretch=1)
        row.addWidget(self._side)
        self._stack = QStackedWidget()
        self._stack.addWidget(list_and_side)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._stack)
        self._new = KeyButton(self.tr("New weapon"), "plus", "Ctrl+N", "primary")
        self._new.setShortcut(QKeySequence())  # the window has this key on every page
        self._new.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tagless = KeyButton(self.tr("Without a tag"), "tag", "Alt+U")
        self._tagless.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.head_buttons = [self._new]
        if office.may(RecordUntagged):
            self.head_buttons = [self._tagless, self._new]
        self._connect()
        station = office.register.station
        self.subtitle(str(station["site_name"]))

    def _connect(self) -> None:
        QShortcut(QKeySequence("Alt+C"), self).activated.connect(self._on_compare)
        self._pictures.come.connect(self.table.view.viewport().update)
        self.table.opened.connect(self._on_opened)
        self.table.current_changed.connect(self.pane.look_at)
        self.table.shown.connect(self._on_shown)
        self.pane.open_asked.connect(self._on_open_asked)
        self.pane.put_away_asked.connect(partial(self._press, "F9"))
        self.pane.label_asked.connect(partial(self._press, "F8"))
        self._new.clicked.connect(self._on_new)
        self._tagless.clicked.connect(self._on_untagged)
        self.untagged.closed.connect(self._close_form)
        self._empty.pressed.connect(self._on_new)

    @override
    def shown(self, subject: str | None) -> None:
        is_untagged, subject = subject == UNTAGGED, None if subject == UNTAGGED else subject
        terms = self._terms_of(subject) if subject else None
        if terms is not None:
            self.table.ask_for(*terms)
        elif subject:
            self.table.ask_for()
            self.table.select(subject)
        elif not self.table.model.rowids:
            self.table.reload()
        if is_untagged:
            self._on_untagged()
            return
        if self.form is None:
            self.table.view.setFocus()
        self.office.read(self, choices, self._on_choices, latest="choices")

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(("photo", "photo_blurring")):
            self._pictures.forget()
        self.table.changed(tables)
        self.pane.refresh()
        if not tables.isdisjoint(("place", "roster", "campaign", "machine")):
            self.office.read(self, choices, self._on_choices, latest="choices")

    @override
    def leaving(self) -> None:
        self.pane.rest()

    def _terms_of(self, subject: str) -> Sequence[Term] | None:
        """None where it names no part of the list: then it is a weapon."""
        word, _, rest = subject.partition(" ")
        for chip in WEAPONS.chips:
            if chip.key == subject:
                return (chip.term,)
        if word == "recorded":
            day = rest or self.office.register.clock().date
            return (Term("recorded", (day, f"{day}~")),)
        if word == "place":
            known = self.table.finder.words_of(self.office.register, "place")
            return tuple(Term("place", (id_,)) for id_, name in known if rest in (id_, name))
        return None

    def _on_choices(self, found: Choices) -> None:
        self._choices = found

    def _on_shown(self, count: int) -> None:
        is_beside = self._side.currentWidget() is self.pane
        is_empty = is_beside and not count and not self.table.query.is_narrowed
        self._stack.setCurrentIndex(int(is_empty))

    def _on_opened(self, id_: str) -> None:
        self.office.go("item", id_)

    def _on_open_asked(self) -> None:
        if self.table.current_id:
            self.office.go("item", self.table.current_id)

    def _on_compare(self) -> None:
        if self.table.current_id:
            self.office.go("compare", self.table.current_id)

    def _on_new(self) -> None:
        self.office.go("register", "new")

    def _on_untagged(self) -> None:
        self._close_form()
        self._side.setCurrentWidget(self.untagged)
        self._stack.setCurrentIndex(0)
        self.office.read(self, choices, self._on_untagged_choices, latest="choices")

    def _on_untagged_choices(self, found: Choices) -> None:
        self._choices = found
        self.untagged.open(found)

    def _press(self, key: str) -> None:
        deed = next(each for each in bulk_deeds() if each.pressed_by == key)
        self._on_bulk(deed, (self.table.current_id,))

    def _on_bulk(self, deed: BulkDeed, ids: tuple[str, ...]) -> None:
        if deed.key == LABELS:
            fresh = partial(without_waiting_label, ids=ids)
            self.office.read(self, fresh, partial(self._on_fresh, deed))
        elif deed.key == MARK and not self._choices.machines:
            self.bar.say(WARNING, self.tr("There is no marking machine in this register yet."))
        else:
            self._open_form(deed, ids)

    def _on_fresh(self, deed: BulkDeed, ids: tuple[str, ...]) -> None:
        if ids:
            self._open_form(deed, ids)
        else:
            self.office.go("printing")

    def _open_form(self, deed: BulkDeed, ids: tuple[str, ...]) -> None:
        self._close_form()
        title = self.tr("{act}, %n weapon(s)", "", len(ids)).format(act=deed.caption)
        asked = deed.asked(self._choices, self.office.register.clock().date)
        form = ActForm(title, deed.about, asked, deed.caption)
        form.submitted.connect(partial(self._on_submitted, deed, ids))
        form.cancelled.connect(self._close_form)
        self._side.addWidget(form)
        self._side.setCurrentWidget(form)
        self.form, self.fields = form, dict(form.fields)
        form.start()

    def _close_form(self) -> None:
        for widget in (self.form, self._told):
            if widget is not None:
                self._side.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.form = self._told = None
        self.fields = {}
        self._side.setCurrentWidget(self.pane)
        self.table.view.setFocus()

    def _on_submitted(self, deed: BulkDeed, ids: tuple[str, ...], values: Values) -> None:
        self.bar.clear()
        if deed.is_one or len(ids) == 1:
            command = (
                deed.command_for_all(ids, values) if deed.is_one else deed.command(ids[0], values)
            )
            done = partial(self._on_one_done, self.form, deed, len(ids))
            self.office.perform(self, command, done)
            return

        def work(job: Job, register: Register = self.office.register) -> _Sum:
            total = _Sum()
            each_command = partial(deed.command, values=values)
            try:
                for place, each in enumerate(one_by_one(register, ids, each_command), 1):
                    total.add(each)
                    job.step(place, len(ids))
            except Cancelled:
                total.is_cancelled = True
            return total

        if self._sent is self.form:
            return  # pressed twice
        title = f"{deed.caption} · {len(ids):,}"
        done, self._sent = partial(self._on_many_done, self.form, deed), self.form
        failed = partial(self._on_many_failed, self.form)
        self.office.job(self, title, work, done, failed, writes=True)

    def _on_many_failed(self, form: ActForm | None, error: BaseException) -> None:
        if self._sent is form:
            self._sent = None
        self.office.show_error(self, error)

    def _on_one_done(
        self, form: ActForm | None, deed: BulkDeed, count: int, changes: Changes
    ) -> None:
        del changes
        is_waiting = self._leave(form)
        self.bar.say(DONE, self._sentence(deed, count))
        if is_waiting:
            self._after(deed)

    def _leave(self, form: ActForm | None) -> bool:
        """Closes the form of what is done; False where somebody left it, and is at work elsewhere by now."""
        is_waiting = form is not None and self.form is form
        if is_waiting:
            self._close_form()
        return is_waiting

    def _on_many_done(self, form: ActForm | None, deed: BulkDeed, total: _Sum) -> None:
        is_waiting = self._leave(form)
        self.office.announce(frozenset(total.tables))
        said = [self._sentence(deed, total.done)] if total.done else []
        if total.is_cancelled:
            said.append(self.tr("Stopped before the end; what was done stays done."))
        if total.refused:
            said.append(self.tr("%n could not be done.", "", len(total.refused)))
            if self._side.currentWidget() is self.pane:
                self._show_refused(total.refused, takes_focus=is_waiting and self.isVisible())
            else:
                said += [text for text, _ in Counter(total.refused).most_common(NOT_DONE_IN_BAR)]
        is_whole = not (total.refused or total.is_cancelled)
        self.bar.say(DONE if is_whole else WARNING, " ".join(said))
        (self.office.sounds.wrong if total.refused else self.office.sounds.right)()
        if is_waiting and not total.refused:
            self._after(deed)

    def _sentence(self, deed: BulkDeed, count: int) -> str:
        return self.tr("{act}: %n weapon(s) done.", "", count).format(act=deed.caption)

    def _after(self, deed: BulkDeed) -> None:
        self.table.model.untick_all()
        if deed.key == LABELS and self.isVisible():
            self.office.go("printing")

    def _show_refused(self, sentences: Sequence[str], *, takes_focus: bool) -> None:
        """In place of the detail pane, each sentence once, until they are read."""
        card = Card(self.tr("Not done"))
        for sentence, _ in Counter(sentences).most_common(NOT_DONE_SHOWN):
            card.column.addWidget(label(sentence, "error", sentence))
        card.column.addStretch()
        button = KeyButton(self.tr("I have read it"), "check", "Esc")
        button.clicked.connect(self._close_form)
        card.column.addWidget(button)
        self._told = card
        self._side.addWidget(card)
        self._side.setCurrentWidget(card)
        if takes_focus:
            button.setFocus()
