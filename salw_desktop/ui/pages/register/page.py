"""The page where most of the day is spent: one hand-in after the other, one thing after the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.pages.register.first_question import YES, FirstQuestion
from salw_desktop.ui.pages.register.foot import Foot
from salw_desktop.ui.pages.register.form_area import FormArea
from salw_desktop.ui.pages.register.hand_in_card import CLOSED
from salw_desktop.ui.pages.register.item_desk import ItemDesk
from salw_desktop.ui.pages.register.item_form import OTHER, QUICK, WHOLE, ItemForm
from salw_desktop.ui.pages.register.kept import KEPT, Kept, KeptPanel, KeptStrip, campaign_of
from salw_desktop.ui.pages.register.key_list import register_keys
from salw_desktop.ui.pages.register.right_side import RightSide
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.field import Field
from salw_desktop.usecases.commands import Changes, Command
from salw_desktop.usecases.intake.at_the_table import (
    OnTheTable,
    Table,
    at_the_table,
    is_blank_tag,
    on_the_table,
)
from salw_desktop.usecases.intake.counting import CountBringer, CountChild
from salw_desktop.usecases.intake.hand_ins import OpenHandIn
from salw_desktop.usecases.paperwork.printing_out import ReadAloud
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store.tags import BindTag

SLIP, RECEIPT = "hand-in slip", "receipt"
QUESTION, FORM, PANEL, NOTHING = range(4)
_OF_TABLE = frozenset({"campaign", "place", "roster", "hand_in", "cache", "number_block"})
_OF_HAND_IN = frozenset({"hand_in", "weapon", "hand_in_line", "tag", "handed_in_again"})


class RegisterPage(Page):
    """Six fields are asked, the rest is one key away; nothing that was seen is ever refused."""

    key = "register"
    number = 2
    icon = "file-plus"
    help_page = "register"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("RegisterPage", "Register")

    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        text = QCoreApplication.translate("RegisterPage", "Register what somebody hands in")
        return (Offer(text, OpenHandIn, "new"),)

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        return register_keys()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.table: Table | None = None
        self._untied: set[str] = set()
        self._opening: OpenHandIn | None = None
        self._opened = ""  # it is not in front yet
        self._answered: dict[str, str] = {}  # to the first question, by hand-ins not in front yet
        self._goes_on_with = ""  # as soon as the table is known
        self._left: dict[str, Json] = {}  # half-typed, by hand-ins that are not in front
        self.strip, self.panel = KeptStrip(), KeptPanel()
        self.question, self.form = FirstQuestion(), ItemForm(office)
        self.right, self.foot = RightSide(office), Foot()
        self.items = ItemDesk(self, self.form, self.right, self.foot)
        self.items.kept = Kept.of_json(office.kept(KEPT))
        self._nothing = EmptyState(
            "clipboard-list",
            self.tr("No campaign is open."),
            self.tr("A supervisor opens one in the settings; then people can hand in."),
            self.tr("To the settings"),
        )
        self._lay_out()
        self.form.more.made.connect(self._hear)
        self._connect()
        self._bind_keys()
        self._hear([*self.question.fields, *self.form.fields, self.panel.team])

    def _hear(self, fields: list[Field]) -> None:
        """A refusal finds its field; of two with one name the first."""
        for field in fields:
            self.fields.setdefault(field.name, field)

    def _lay_out(self) -> None:
        self._stage = QStackedWidget()
        self._areas = [FormArea(widget) for widget in (self.question, self.form, self.panel)]
        for shown in (*self._areas, self._nothing):
            self._stage.addWidget(shown)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.strip)
        left.addWidget(self._stage, stretch=1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(left, stretch=1)
        row.addWidget(self.right)
        self.body.addLayout(row, stretch=1)
        self.body.addWidget(self.foot)
        self._show_stage()

    def _connect(self) -> None:
        self.strip.asked.connect(self._on_change_kept)
        self.panel.changed.connect(self._on_kept)
        self.panel.closed.connect(self._on_panel_closed)
        self.question.opened.connect(self._on_open)
        self._nothing.pressed.connect(partial(self.office.go, "settings"))
        self.items.begun.connect(self._begin_item)
        self.items.ended.connect(partial(self._end, CLOSED))
        self.items.recorded.connect(self._untied.add)
        side = self.right
        side.hand_in.ended.connect(self._end)
        side.hand_in.slip_asked.connect(self._on_slip)
        side.count.counted.connect(self._on_count)
        side.waiting.chosen.connect(self.go_on_with)

    def _bind_keys(self) -> None:
        for key, act in (
            ("Ctrl+R", self.items.same_as_last),
            ("Alt+W", partial(self._on_mode, WHOLE)),
            ("Alt+Q", partial(self._on_mode, QUICK)),
            ("Alt+A", partial(self._on_mode, OTHER)),
        ):
            QShortcut(QKeySequence(key), self.form).activated.connect(act)

    @property
    def kept(self) -> Kept:
        return self.items.kept

    @property
    def hand_in(self) -> OnTheTable | None:
        """The one that is being written."""
        return self.items.hand_in

    @override
    def shown(self, subject: str | None) -> None:
        self._refresh()
        self.take_focus()
        if subject and subject.startswith("HI-"):
            self.go_on_with(subject)

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & (_OF_TABLE | _OF_HAND_IN):
            self._refresh()
        if self.hand_in is not None and tables & _OF_HAND_IN:
            self._ask_hand_in(self.hand_in.number)

    @override
    def scanned(self, code: str) -> bool:
        """A code of the table's sheets, a slip, a tag, the token of the bay; anything else opens its item."""
        if self.items.takes_scan(code):
            return True
        if code.upper().startswith("SALW1HI"):
            self.go_on_with(code)
            return True
        tied = next((number for number in self._untied if _is_code_of(code, number)), None)
        if tied is not None:
            command = BindTag(weapon=tied, scanned=code)
            self.office.perform(self, command, partial(self._on_bound, tied))
            return True
        if self.hand_in is None or self.form.is_other:
            return False
        if is_blank_tag(self.office.register, code):
            self.form.more.put("tag", code)
            self.bar.say("note", self.tr("Tag %1 goes to this item.").replace("%1", ltr(code)))
            self.office.sounds.right()
            return True
        if not code.upper().startswith("SALW1") and not self.form.clearance.given_token:
            self.form.clearance.token.setText(code)
            self.items.take_token(code)
            self.office.sounds.right()
            return True
        return False

    @override
    def draft(self) -> Json:
        """What is typed under an open hand-in; the first question and its answer are in no draft."""
        forms, in_front = dict(self._left), next(iter(self._left), "")
        if self.hand_in is not None:
            self.foot.show_kept(self.form.is_begun)
            in_front = self.hand_in.number
            forms[in_front] = self.form.as_draft()
        return {"hand_in": in_front, "forms": forms} if forms else None

    @override
    def take_draft(self, draft: Json) -> None:
        forms = draft.get("forms") if isinstance(draft, dict) else None
        if isinstance(draft, dict) and isinstance(forms, dict) and forms:
            self._left = dict(forms)
            self.go_on_with(str(draft["hand_in"]))

    def take_focus(self) -> None:
        """Where the work goes on."""
        focused = QApplication.focusWidget()
        shown = self._stage.currentWidget()
        if focused is not None and shown is not None and shown.isAncestorOf(focused):
            return
        if self.hand_in is None:
            self.question.take_focus()
        else:
            self._begin_item()

    def go_on_with(self, number: str) -> None:
        """A hand-in that is open already, by its number or the code on its slip."""
        if self.table is None:  # whoever answers at once must have names to choose from
            self._goes_on_with = number
        else:
            ask = partial(_hand_in, number)
            self.office.read(self, ask, self._on_continued, self._on_unknown, latest="hand-in")

    def _refresh(self) -> None:
        self.office.read(self, at_the_table, self._on_table, latest="table")

    def _ask_hand_in(self, number: str) -> None:
        self.office.read(self, partial(_hand_in, number), self._on_hand_in_again, latest="again")

    def _on_table(self, table: Table) -> None:
        is_first = self.table is None
        self.table, self.items.kept = table, self.kept.at(table)
        self.strip.show_kept(table, self.kept)
        self.form.show_table(table, self.kept)
        self.right.waiting.show_waiting(table.waiting if self.hand_in is None else ())
        self.right.number.show_number(table.next_number)
        if is_first:
            self.right.hand_in.show_people(tuple(name for name, _ in table.people))
        if is_first or (self._stage.currentIndex() == NOTHING and table.campaigns):
            self._show_stage()
            if self.hand_in is None:
                self._ask_first_question()
        if is_first and self._goes_on_with:
            self.go_on_with(self._goes_on_with)

    def _show_stage(self) -> None:
        is_open = self.hand_in is not None
        has_campaign = self.table is None or bool(self.table.campaigns)
        self._stage.setCurrentIndex(FORM if is_open else QUESTION if has_campaign else NOTHING)
        self.foot.setVisible(is_open)
        self.right.show_stage(is_open=is_open)
        self.subtitle(ltr(self.hand_in.number) if self.hand_in else self.tr("Next person"))

    def _ask_first_question(self) -> None:
        if self.table is None:
            return
        campaign = campaign_of(self.table, self.kept)
        self.question.begin(self.table, self.kept, is_named=bool(campaign and campaign.is_named))

    def _on_open(self, command: OpenHandIn) -> None:
        is_opening = self._opening is not None and self.office.is_under_way(self._opening)
        if not (is_opening or self._opened):  # a second press is not a second person
            self._opening = command
            done = partial(self._on_opened, command.cleared_as_adult)
            self.office.perform(self, command, done)

    def _on_opened(self, answered: str, changes: Changes) -> None:
        self._opened = number = str(changes.answer["number"])
        self._answered[number] = answered
        self.right.papers.give(SLIP, number)
        self.go_on_with(number)

    def _on_continued(self, found: OnTheTable) -> None:
        self._opened = ""
        is_next = self.hand_in is not None and self.hand_in.number != found.number
        if found.state != "open":
            text = self.tr("%1 is ended already.").replace("%1", ltr(found.number))
            self.bar.say("warning", text)
            self._left.pop(found.number, None)
        elif is_next and not self.form.is_empty:
            self._say_half_written()
        else:
            self.bar.clear()
            if is_next:
                self._leave()
            self._bring_in_front(found)

    def _on_unknown(self, error: BaseException) -> None:
        self._opened = ""
        self.office.show_error(self, error)

    def _bring_in_front(self, found: OnTheTable) -> None:
        self._on_hand_in(found)
        form = self._left.pop(found.number, None)
        if isinstance(form, dict):
            self.form.take_draft(form)
        self._show_stage()
        answered = self._answered.pop(found.number, None)
        if answered is not None:
            self.right.count.begin(is_child=answered not in (YES, ""))
            self.right.count.setVisible(bool(answered))
        self.right.waiting.show_waiting(())
        self._begin_item()

    def _say_half_written(self) -> None:
        """What was typed of one hand-in is never saved under another."""
        assert self.hand_in is not None  # noqa: S101  the form stands under it
        text = self.tr("Something of %1 stands on the form. Save it or clear it (Alt+X) first.")
        self.bar.say("warning", text.replace("%1", ltr(self.hand_in.number)))
        self.office.sounds.wrong()

    def _leave(self) -> None:
        self.right.hand_in.clear()
        self.items.leave()

    def _on_hand_in_again(self, found: OnTheTable) -> None:
        """It may have ended while this was being asked."""
        if self.hand_in is not None and self.hand_in.number == found.number:
            self._on_hand_in(found)

    def _on_hand_in(self, found: OnTheTable) -> None:
        self.items.hand_in = found
        self._untied |= {line.number for line in found.lines if line.tag == "blank"}
        self._untied -= {line.number for line in found.lines if line.tag == "bound"}
        self.right.hand_in.show_hand_in(found)

    def _end(self, end: str) -> None:
        if self.hand_in is not None:
            read_aloud = self.right.hand_in.read_aloud
            done = partial(self._on_ended, self.hand_in.number, end, read_aloud)
            self.items.close(end, done)

    def _on_ended(self, number: str, end: str, read_aloud: ReadAloud, changes: Changes) -> None:
        if end == CLOSED:
            self.right.papers.give(RECEIPT, number, read_aloud)
        kept = changes.answer.get("breaches")
        if isinstance(kept, list) and kept:
            self.bar.say("warning", "; ".join(str(each) for each in kept))
        if self.hand_in is None or self.hand_in.number != number:
            return  # somebody is at work on another one by now
        self._leave()
        self._show_stage()
        self._ask_first_question()

    def _on_bound(self, number: str, _: Changes) -> None:
        self._untied.discard(number)
        self.office.sounds.right()
        self.bar.say("done", self.tr("Tag read: %1.").replace("%1", ltr(number)))

    def _on_count(self, command: Command) -> None:
        if isinstance(command, CountBringer | CountChild):
            self.office.perform(self, command, self._on_counted)

    def _on_counted(self, _: Changes) -> None:
        self.right.count.hide()
        self.bar.say("done", self.tr("Counted."))
        self.take_focus()

    def _on_slip(self) -> None:
        if self.hand_in is not None:
            self.office.print_paper(SLIP, self.hand_in.number)

    def _on_change_kept(self) -> None:
        if self._stage.currentIndex() == PANEL:
            self.panel.take()
        elif self.table is not None:
            self._stage.setCurrentIndex(PANEL)
            self.foot.hide()
            self.panel.open_with(self.table, self.kept)

    def _on_panel_closed(self) -> None:
        self._show_stage()
        self.take_focus()

    def _on_mode(self, mode: str) -> None:
        self.form.show_mode(mode)
        self._begin_item()

    def _begin_item(self) -> None:
        """The top of the form in sight, the focus in what is asked first."""
        self._areas[FORM].verticalScrollBar().setValue(0)
        self.form.begin()

    def _on_kept(self, kept: Kept) -> None:
        self.items.kept = kept
        self.office.keep(KEPT, kept.as_json())
        if self.table is not None:
            self._on_table(self.table)
            if self.hand_in is None:
                self._ask_first_question()


def _is_code_of(code: str, number: str) -> bool:
    plain = code.upper().replace("-", "").removeprefix("SALW1")
    return bool(number) and plain == number.replace("-", "")


def _hand_in(number: str, register: Register) -> OnTheTable:
    return on_the_table(register, number)
