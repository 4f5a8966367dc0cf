"""Two weapons side by side: words that differ, pictures moved together, both histories, and the answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.item.facts import differing
from salw_desktop.ui.pages.item.story import steps_of
from salw_desktop.ui.pages.page import Offer, Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.weapon_words import grade_in_words
from salw_desktop.ui.widgets.badge import Badge, kind_of, said
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.message_bar import DONE, NOTE
from salw_desktop.ui.widgets.photo_canvas import PhotoCanvas
from salw_desktop.ui.widgets.photo_viewer import load_photo
from salw_desktop.ui.widgets.timeline import Timeline
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.photos import GUIDED
from salw_desktop.usecases.queries import Waiting, waiting
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.weapons.look_alikes import AnswerLookAlike
from salw_desktop.usecases.weapons.sheet import Sheet, look_alike_beside, sheet_of

PICTURE_PX, REASON_PX = 190, 64
DIFFERENT, SAME = "different", "same"
OLDEST = "oldest"  # of the pairs that wait for an answer
VIEWS = (*GUIDED, "proof marks", "damage", "other", "tag")


def _both(subject: str, register: Register) -> tuple[Sheet, Sheet]:
    """Of one alone, the look-alike that nobody has answered yet. Refusal `look-alike.none`."""
    one, _, other = subject.partition(" ")
    first = sheet_of(register, one)
    return first, sheet_of(register, other or look_alike_beside(first))


class _Side(Card):
    """One of the two: its number, where it stands, a picture."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._sheet: Sheet | None = None
        self.number = KeyButton("", "crosshair", kind="ghost")
        self.number.clicked.connect(self._on_number)
        self._badge = Badge("")
        self.canvas = PhotoCanvas()
        self.canvas.setFixedHeight(PICTURE_PX)
        head = QHBoxLayout()
        head.addWidget(self.number)
        head.addStretch()
        head.addWidget(self._badge)
        self.column.addLayout(head)
        self.column.addWidget(self.canvas)

    def show_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.number.set_caption(ltr(sheet.number))
        self._badge.show_word(said(sheet.custody), kind_of(sheet.custody))

    def show_view(self, view: str) -> None:
        """The newest picture of that view, if there is one."""
        assert self._sheet is not None  # noqa: S101  it is shown first
        photo = next((each for each in self._sheet.photos[::-1] if each["view"] == view), None)
        if photo is None:
            self.canvas.show_image(QImage(), self.tr("No such photograph"))
            return
        show = partial(self._on_image, said(view))
        work = partial(load_photo, dict(photo))
        self._office.read(self, work, show, self._on_missing, latest="picture")

    def _on_number(self) -> None:
        assert self._sheet is not None  # noqa: S101  its own button
        self._office.go("item", self._sheet.id)

    def _on_image(self, name: str, image: QImage) -> None:
        self.canvas.show_image(image, name)

    def _on_missing(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.canvas.show_image(QImage(), wording(error))


class ComparePage(Page):
    """Shown with two ids or numbers and a blank between, or with one that has a look-alike."""

    key = "compare"
    icon = "copy-check"
    help_page = "compare"
    in_sidebar = False

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("ComparePage", "Compare")

    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        text = QCoreApplication.translate("ComparePage", "Compare two weapons with one number")
        return (Offer(text, AnswerLookAlike, OLDEST),)

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("Alt+D", tr("ComparePage", "Different weapons")),
            ("Alt+S", tr("ComparePage", "The same weapon")),
            ("+ −", tr("ComparePage", "Both pictures closer, further away")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._wanted = ""
        self._is_fresh = False  # asked for by somebody, and not yet shown
        self.sheets: tuple[Sheet, Sheet] | None = None
        self._sides = (_Side(office), _Side(office))
        self._views = ChipRow(self.tr("View"), [(view, said(view)) for view in VIEWS])
        self._views.chosen_changed.connect(self._show_view)
        self._words = QGridLayout()
        self._histories = (Timeline(self.tr("History")), Timeline(self.tr("History")))
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(REASON_PX)
        self._answer = self._build_answer()
        self._nothing = EmptyState(
            "copy-check",
            self.tr("Nothing to compare"),
            self.tr("Open a weapon that has a look-alike, then press Alt+C."),
        )
        self._inner = self._build()
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._inner, stretch=1)
        self.body.addWidget(self._answer)
        self._show_both(is_known=False)
        for one, other in (self._sides, self._sides[::-1]):
            one.canvas.view_changed.connect(partial(self._follow, other.canvas))

    @override
    def shown(self, subject: str | None) -> None:
        if subject == OLDEST:
            self.office.read(self, waiting, self._on_waiting, latest="both")
            return
        if subject:
            self._wanted = subject
            self._is_fresh = True
            self._reason.clear()
            self._answer.hide()  # the pair before stands there still
            self.bar.clear()
        if self._wanted:
            self._ask()

    def _on_waiting(self, found: Waiting) -> None:
        pairs = found.look_alikes
        if pairs:
            self.shown(f"{pairs[0]['weapon']} {pairs[0]['other']}")
        else:
            self.bar.say(NOTE, self.tr("No pair waits for an answer."))

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if self._wanted:
            self._ask()

    def _build(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._views)
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        for side in self._sides:
            pictures.addWidget(side, stretch=1)
        column.addLayout(pictures)
        words = Card(self.tr("What they are"), self.tr("marked: what differs"))
        self._words.setHorizontalSpacing(12)
        self._words.setVerticalSpacing(4)
        for place, stretch in ((0, 0), (1, 0), (2, 1), (3, 1)):
            self._words.setColumnStretch(place, stretch)
        words.column.addLayout(self._words)
        column.addWidget(words)
        histories = QHBoxLayout()
        histories.setSpacing(12)
        for history in self._histories:
            card = Card(self.tr("History"))
            card.column.addWidget(history)
            histories.addWidget(card, stretch=1)
        column.addLayout(histories)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Comparison"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _build_answer(self) -> Card:
        card = Card(role="strip")
        self._asked = label("", "strong", self.tr("Question"))
        card.column.addWidget(self._asked)
        caption = self.tr("What tells them apart, or why they are the same")
        self._why = self.add_field(Field(caption, self._reason, name="reason", required=True))
        self._different = KeyButton(self.tr("Different weapons"), "copy", "Alt+D", "primary")
        self._same = KeyButton(self.tr("The same weapon"), "copy-check", "Alt+S")
        self._different.clicked.connect(partial(self._on_answer, DIFFERENT))
        self._same.clicked.connect(partial(self._on_answer, SAME))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._why, stretch=1)
        row.addWidget(self._different, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._same, alignment=Qt.AlignmentFlag.AlignBottom)
        card.column.addLayout(row)
        return card

    def _show_both(self, *, is_known: bool) -> None:
        self._nothing.setVisible(not is_known)
        self._inner.setVisible(is_known)
        self._answer.setVisible(is_known)

    def _ask(self) -> None:
        read = partial(_both, self._wanted)
        self.office.read(self, read, self._on_sheets, self._on_unknown, latest="both")

    def _on_unknown(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._wanted, self.sheets = "", None
        self.subtitle("")
        self._show_both(is_known=False)
        self.turned_down(error)

    def _on_sheets(self, sheets: tuple[Sheet, Sheet]) -> None:
        is_new = self.sheets is None or [s.id for s in self.sheets] != [s.id for s in sheets]
        self.sheets = sheets
        one, other = sheets
        self._wanted = f"{one.id} {other.id}"
        both = self.tr("%1 and %2").replace("%1", ltr(one.number)).replace("%2", ltr(other.number))
        self.subtitle(both)
        self._show_both(is_known=True)
        for side, history, sheet in zip(self._sides, self._histories, sheets, strict=True):
            side.show_sheet(sheet)
            history.show_steps(steps_of(sheet.timeline))
        self._show_words(one, other)
        self._show_question(one, other)
        if is_new:
            self._offer_views({str(photo["view"]) for sheet in sheets for photo in sheet.photos})
        if self._is_fresh and self._why.isVisibleTo(self):
            self._why.take_focus()
        self._is_fresh = False

    def _offer_views(self, there: set[str]) -> None:
        """Views of which there is a picture; where there is none at all, the words have the room."""
        for view in VIEWS:
            self._views.chip(view).setEnabled(view in there)
        for widget in (self._views, *(side.canvas for side in self._sides)):
            widget.setVisible(bool(there))
        self._views.choose(next((view for view in VIEWS if view in there), VIEWS[0]))
        if there:
            self._show_view()

    def _show_words(self, one: Sheet, other: Sheet) -> None:
        while (item := self._words.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        rows = sorted(differing(one, other), key=lambda row: row[1] == row[2])  # what differs first
        for place, (caption, this, that) in enumerate(rows):
            is_other = this != that
            if is_other:
                self._words.addWidget(IconMark("arrow-left-right", "warning", 14), place, 0, top)
            self._words.addWidget(label(caption, "soft"), place, 1, top)
            for column, value in ((2, this), (3, that)):
                name = self.tr("{what}, differs").format(what=caption) if is_other else caption
                shown = label(value or "–", "warning" if is_other else "text", name)
                self._words.addWidget(shown, place, column, top)

    def _show_question(self, one: Sheet, other: Sheet) -> None:
        entry = next(
            (each for each in one.look_alikes if other.id in (each["weapon"], each["other"])), None
        )
        is_open = entry is not None and entry["verdict"] == "open"
        may = self.office.may(AnswerLookAlike)
        for widget in (self._why, self._different, self._same):
            widget.setVisible(is_open and may)
        if entry is None:
            text = self.tr("Nobody has asked whether these two are the same.")
        elif is_open:
            text = self.tr("%1. Are they two weapons?")
            text = text.replace("%1", grade_in_words(str(entry["grade"])))
        else:
            text = self.tr("Answered: %1. %2").replace("%1", said(str(entry["verdict"])))
            text = text.replace("%2", str(entry["reason"] or ""))
        self._asked.setText(text)

    def _show_view(self) -> None:
        for side in self._sides:
            side.show_view(self._views.choice)

    def _follow(self, canvas: PhotoCanvas, zoom: float, middle: QPointF) -> None:
        canvas.look_at(zoom, middle)

    def _on_answer(self, verdict: str) -> None:
        assert self.sheets is not None  # noqa: S101  its own button
        self.say_nothing()
        reason = self._reason.toPlainText().strip()
        if not reason:
            self._why.say_error(self.tr("Say what you looked at."))
            self._why.take_focus()
            return
        one, other = self.sheets
        command = AnswerLookAlike(weapon=one.id, other=other.id, verdict=verdict, reason=reason)
        self.office.perform(self, command, partial(self._on_answered, self._wanted))

    def _on_answered(self, pair: str, changes: Changes) -> None:
        del changes
        if self._wanted == pair:  # else a reason is being typed for the next one
            self._reason.clear()
            self._sides[0].number.setFocus()  # what was asked with goes away
        self.office.sounds.right()
        self.bar.say(DONE, self.tr("Answered."))
