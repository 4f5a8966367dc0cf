"""To identify: the worklist, large photographs, what it is, who says so and how sure; then the next one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.identify.bench_list import BenchList
from salw_desktop.ui.pages.identify.bench_photos import BenchPhotos
from salw_desktop.ui.pages.identify.card_form import card_command, card_form
from salw_desktop.ui.pages.identify.form import IdentifyForm
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.pages.register.read_back import ReadBack
from salw_desktop.ui.side_width import keep_width
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.act_form import ActForm, Values
from salw_desktop.ui.widgets.badge import Badge, kind_of, said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, ERROR, NOTE, WARNING
from salw_desktop.ui.widgets.wrap_row import WrapRow
from salw_desktop.usecases.at_the_window import weapon_of_scan
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.bench import (
    OnTheBench,
    Person,
    Row,
    Worklist,
    on_the_bench,
    roster,
    worklist,
)
from salw_desktop.usecases.weapons.identifying import (
    DoubtIdentification,
    IdentifyWeapon,
)

BY = "identify.by"
FORM_PX = 430
SECOND_LOOK = "second look"


class IdentifyPage(Page):
    """One item is on the bench; Enter in the last field identifies it and brings the next."""

    key = "identify"
    icon = "microscope"
    help_page = "identify"

    @override
    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("IdentifyPage", "To identify")

    @override
    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        text = QCoreApplication.translate("IdentifyPage", "Identify the next weapon")
        return (Offer(text, IdentifyWeapon),)

    @override
    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            (
                "Enter",
                tr("IdentifyPage", "Next field; in the last one identify, and the next item"),
            ),
            ("Ctrl+Enter", tr("IdentifyPage", "Identify, and the next item")),
            ("F3", tr("IdentifyPage", "Next item, this one stays on the list")),
            ("Alt+R", tr("IdentifyPage", "Read the number back in large letters")),
            ("Alt+E", tr("IdentifyPage", "Marks, grades, where the number stands")),
            ("Alt+W", tr("IdentifyPage", "A model that the catalogue lacks")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.bench: OnTheBench | None = None
        self._wanted = ""
        self._people: list[str] = []
        self._draft: dict[str, Json] | None = None
        self._card_form: ActForm | None = None
        self._card_of = ""  # the item for which it was asked
        self.form = IdentifyForm()
        self.fields = dict(self.form.fields)
        self.form.finished.connect(self.identify)
        self.form.read_back_asked.connect(self._on_read_back)
        self._list = BenchList()
        self._list.wanted.connect(self._show)
        self._list.taken.connect(self._focus_form)
        self.photos = BenchPhotos(office)
        self._work = self._work_area()
        self._empty = EmptyState(
            "circle-check",
            self.tr("Nothing is left to identify."),
            self.tr("Scan an item to see what it was identified as, and to have a second look."),
        )
        self.body.addWidget(self._work, stretch=1)
        self.body.addWidget(self._empty, stretch=1)
        self._empty.hide()
        self.read_back = ReadBack(self)
        self.read_back.ended.connect(self._on_read_back_ended)

    def _work_area(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._list)
        pictures = Card()
        pictures.column.addWidget(self._head())
        pictures.column.addWidget(self.photos, stretch=1)
        row.addWidget(pictures, stretch=1)
        row.addWidget(self._said())
        return holder

    def _head(self) -> WrapRow:
        self._number = one_line("", "title", self.tr("Number"))
        self._facts = label("", "soft", self.tr("What the table said"))
        self._custody, self._second = Badge(""), Badge("", "warning")
        words, badges = QWidget(), QWidget()
        lines, row = QVBoxLayout(words), QHBoxLayout(badges)
        lines.setSpacing(0)
        for layout in (lines, row):
            layout.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._number)
        lines.addWidget(self._facts)
        row.addWidget(self._second)
        row.addWidget(self._custody)
        row.addStretch()
        return WrapRow((words, badges), (1, 0))

    def _said(self) -> Card:
        card = Card(self.tr("What it is"))
        keep_width(card, FORM_PX)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        self._area, self._column = area, card.column
        card.column.addWidget(area, stretch=1)
        self._new_model = KeyButton(self.tr("New model…"), "plus", "Alt+W", "ghost")
        self._later = KeyButton(self.tr("Next item"), "", "F3")
        self._do = KeyButton(self.tr("Identify"), "check", "Ctrl+Return", "primary")
        self._doubt = KeyButton(self.tr("Second look"), "eye")
        self._new_model.clicked.connect(self._on_new_model)
        self._later.clicked.connect(self._on_later)
        self._do.clicked.connect(self.identify)
        self._doubt.clicked.connect(self._on_doubt)
        foot = QHBoxLayout()
        foot.addWidget(self._later)
        foot.addStretch()
        foot.addWidget(self._doubt)
        foot.addWidget(self._do)
        if card.header is not None:
            card.header.add(self._new_model)
        card.column.addLayout(foot)
        return card

    @override
    def shown(self, subject: str | None) -> None:
        if subject:
            self._wanted = subject
        self.office.read(self, roster, self._on_roster)
        self._read()

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if tables & {"weapon", "photo"}:
            self._read()

    @override
    def scanned(self, code: str) -> bool:
        query = partial(weapon_of_scan, code=code)
        self.office.read(self, query, self._show, self._on_unknown)
        return True

    @override
    def draft(self) -> Json:
        """Only what somebody has begun to type."""
        if self.bench is None or self.form.draft() == self._as_begun:
            return None
        return {"weapon": str(self.bench.weapon["id"]), "form": self.form.draft()}

    @override
    def take_draft(self, draft: Json) -> None:
        if isinstance(draft, dict) and isinstance(draft.get("form"), dict):
            self._draft = draft
            self._wanted = str(draft["weapon"])

    def identify(self) -> None:
        """What the form says, of the item on the bench."""
        if self.bench is None or not self._do.isEnabled():
            return
        self.say_nothing()
        self.office.keep(BY, self.form.by.text().strip())
        self._do.setEnabled(False)
        command = self.form.command(self.bench.weapon)
        weapon = str(self.bench.weapon["id"])
        done = partial(self._on_identified, weapon)
        self.office.perform(self, command, done, partial(self._on_refused, weapon))

    def _read(self) -> None:
        self.office.read(self, worklist, self._on_worklist, latest="worklist")

    def _on_roster(self, people: tuple[Person, ...]) -> None:
        self._people = [each.name for each in people]
        self.form.know(people)

    def _on_read_back(self) -> None:
        serial = self.form.serial.text().strip()
        if serial:
            self.read_back.ask(serial, self._people, self.form.by.text())

    def _on_read_back_ended(self, _: str, reader: str) -> None:
        self.form.show_read_back(reader)
        (self.form.country if reader else self.form.serial).setFocus()

    def _on_worklist(self, found: Worklist) -> None:
        self.counted.emit(self.key, found.count)
        self.subtitle(self.tr("Recorded in a hurry, or a second look is wanted"))
        self._list.fill(found)
        ids = self._list.ids
        on_bench = str(self.bench.weapon["id"]) if self.bench else ""
        wanted, self._wanted = self._wanted, ""
        self._show_work(bool(wanted or ids or on_bench))
        if not wanted and not on_bench and ids:
            wanted = ids[min(self._list.row, len(ids) - 1)]
        self._list.select(wanted or on_bench)
        if wanted:
            self._show(wanted)

    def _show_work(self, is_there: bool) -> None:
        self._work.setVisible(is_there)
        self._empty.setVisible(not is_there)

    def _on_later(self) -> None:
        self._list.step()
        self._focus_form()

    def _show(self, weapon: str) -> None:
        query = partial(_bench, weapon=weapon)
        self.office.read(self, query, self._on_bench, latest="bench")

    def _on_bench(self, bench: OnTheBench) -> None:
        is_other = self.bench is None or self.bench.weapon["id"] != bench.weapon["id"]
        self.bench = bench
        self.read_back.hide()  # it asked about the number of the item before
        self._show_work(True)
        row = bench.weapon
        is_known = row["identification"] == "identified"
        self._number.setText(ltr(str(row["number"] or row["documented_as"])))
        self._facts.setText(self._told(row))
        self._custody.show_word(said(str(row["custody"])), kind_of(str(row["custody"])))
        self._second.show_word(self.tr("Second look"), "warning")
        self._second.setVisible(row["identification"] == SECOND_LOOK)
        self.photos.show_photos(bench.photos)
        self.form.begin(row, str(self.office.kept(BY, "") or ""))
        self._as_begun = self.form.draft()
        self.form.setEnabled(not is_known)
        self._do.setEnabled(not is_known)
        self._new_model.setEnabled(not is_known)
        self._doubt.setVisible(is_known and self.office.may(DoubtIdentification))
        if self._draft and self._draft["weapon"] == row["id"]:
            kept, self._draft = self._draft["form"], None
            if isinstance(kept, dict):
                self.form.take_draft(kept)
        if is_known:
            self.bar.say(NOTE, self._known_as(row))
        if is_other:
            self._focus_form()

    def _told(self, row: Row) -> str:
        parts = [said(str(row["kind"])), str(row["calibre"] or ""), said(str(row["serial_status"]))]
        parts += [str(row["marks"] or ""), str(row["place_name"] or "")]
        return " · ".join(part for part in parts if part)

    def _known_as(self, row: Row) -> str:
        text = self.tr("It is identified as %1 (%2).").replace("%1", str(row["model_name"]))
        return text.replace("%2", said(str(row["confidence"] or self.tr("not said"))))

    def _focus_form(self) -> None:
        if self.isVisible():
            (self.form.model if self.form.isEnabled() else self._doubt).setFocus()
            self.form.model.selectAll()

    def _on_identified(self, weapon: str, changes: Changes) -> None:
        answer = changes.answer
        number = ltr(str(answer["number"]))
        warned = [*_listed(answer["warnings"]), *map(self._alike, _listed(answer["look_alikes"]))]
        if answer["hold"]:
            warned.append(self.tr("It is held for the laboratory now."))
        done = self.tr("%1 is identified.").replace("%1", number)
        self.bar.say(WARNING if warned else DONE, " ".join([done, *warned]))
        self.office.sounds.right()
        if self._is_on_bench(weapon):  # else the next one is there already
            self.bench = None

    def _is_on_bench(self, weapon: str) -> bool:
        return self.bench is not None and self.bench.weapon["id"] == weapon

    def _alike(self, number: str) -> str:
        return self.tr("Its number is like that of %1: compare.").replace("%1", ltr(number))

    def _on_refused(self, weapon: str, error: Refusal | Trouble) -> None:
        if self._is_on_bench(weapon):
            self._do.setEnabled(True)
            self.turned_down(error)
        else:
            self._on_unknown(error)

    def _on_unknown(self, error: BaseException) -> None:
        self.bar.say(ERROR, wording(error))
        self.office.sounds.wrong()

    def _on_doubt(self) -> None:
        if self.bench is not None:
            doubt = DoubtIdentification(weapon=str(self.bench.weapon["id"]))
            self.office.perform(self, doubt, self._on_doubted)

    def _on_doubted(self, changes: Changes) -> None:
        self.bench, self._wanted = None, str(changes.answer["weapon"])
        number = ltr(str(changes.answer["number"]))
        self.bar.say(DONE, self.tr("%1 is back on the list.").replace("%1", number))

    def _on_new_model(self) -> None:
        if self._card_form is not None or self.bench is None:
            return
        self._card_of = str(self.bench.weapon["id"])
        form = card_form(self.form.model.text(), len(self.bench.photos))
        form.submitted.connect(self._make_card)
        form.cancelled.connect(self._leave_card)
        self._card_form = form
        self.fields |= form.fields
        self._area.hide()
        self._set_foot(False)
        self._column.insertWidget(1, form, stretch=1)
        form.show()
        form.start()

    def _set_foot(self, is_seen: bool) -> None:
        for button in (self._new_model, self._later, self._do):
            button.setVisible(is_seen)

    def _make_card(self, values: Values) -> None:
        command = card_command(values)
        done = partial(self._on_card, self._card_form, self._card_of, command.name)
        self.office.perform(self, command, done)

    def _on_card(self, form: ActForm | None, weapon: str, name: str, changes: Changes) -> None:
        number = str(changes.answer["number"])
        if self._card_form is form:  # else that of the next item is being filled in
            self._leave_card()
        if self._is_on_bench(weapon):
            self.form.use_card(number, name)
            self.form.serial.setFocus()
        self.bar.say(DONE, self.tr("Card %1 is made.").replace("%1", ltr(number)))

    def _leave_card(self) -> None:
        if self._card_form is not None:
            self._card_form.hide()
            self._card_form.deleteLater()
            self._card_form = None
            self.fields = dict(self.form.fields)
            self._area.show()
            self._set_foot(True)
            self._focus_form()


def _bench(register: Register, weapon: str) -> OnTheBench:
    return on_the_bench(register, weapon)


def _listed(said_: object) -> list[str]:
    return [str(each) for each in said_] if isinstance(said_, list) else []
