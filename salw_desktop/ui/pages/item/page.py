"""The page of one item: everything that is known of it, and everything that can be done with it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget
from typing_extensions import override

from salw_desktop.domain.axes import CLEAR
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.item import photo_deeds
from salw_desktop.ui.pages.item.deed import Deed
from salw_desktop.ui.pages.item.deed_panel import DeedPanel, Group, Way
from salw_desktop.ui.pages.item.deeds import FOLDER_OF_DOSSIER, groups_of
from salw_desktop.ui.pages.item.record import COMPARE_KEY, RecordView
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.runner import Job
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.act_form import ActForm, Value, Values
from salw_desktop.ui.widgets.badge import said
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.message_bar import DONE, ERROR, WARNING
from salw_desktop.ui.widgets.photo_viewer import PhotoViewer
from salw_desktop.usecases.choices import Choices, choices
from salw_desktop.usecases.commands import Changes, Command
from salw_desktop.usecases.photo_corrections import Area, BlurPhoto
from salw_desktop.usecases.photos import AddPhoto
from salw_desktop.usecases.printouts import EXTRACT, RED_TAG
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.release.releasing import ReleaseDossier
from salw_desktop.usecases.store.holds import REMOVED
from salw_desktop.usecases.store.losses import CloseLoss
from salw_desktop.usecases.store.out import TakeBack
from salw_desktop.usecases.store.placing import PutAway
from salw_desktop.usecases.store.tags import BindTag, Retag
from salw_desktop.usecases.weapons.correcting import NumberWeapon
from salw_desktop.usecases.weapons.look_alikes import AcknowledgeAlarm
from salw_desktop.usecases.weapons.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from salw_desktop.usecases.dossier.writing import Written

_CLEARING = "clearance.recorded"
# what is to be done by an act of this page; the rest is done on another page
_DONE_HERE: Mapping[str, str] = {
    "alarm": AcknowledgeAlarm.kind,
    "not clear": _CLEARING,
    "search": CloseLoss.kind,
    "due back": TakeBack.kind,
    "number": NumberWeapon.kind,
    "tie on": BindTag.kind,
    "re-tag": Retag.kind,
    "photograph": AddPhoto.kind,
    "put away": PutAway.kind,
}
_SCANNED_INTO = ("scanned", "tag", "weapon")
_NOTED = ("breaches", "warnings", "look_alikes")


def _read(wanted: str, register: Register) -> tuple[Sheet, Choices]:
    return sheet_of(register, wanted), choices(register)


class ItemPage(Page):
    """Opened by others with an id, a number or a scanned code."""

    key = "item"
    icon = "crosshair"
    help_page = "item"
    in_sidebar = False

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("ItemPage", "Item")

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        tr = QCoreApplication.translate
        return (
            ("F7", tr("ItemPage", "Add a photograph")),
            ("F8", tr("ItemPage", "Another label")),
            ("F9", tr("ItemPage", "Put away")),
            ("Ctrl+P", tr("ItemPage", "Print the extract")),
            (COMPARE_KEY, tr("ItemPage", "Compare it with its look-alike")),
            ("Ctrl+Enter", tr("ItemPage", "Do what the form says")),
            ("← →", tr("ItemPage", "The photograph before, the next one")),
            ("+, −, 0", tr("ItemPage", "Closer, further away, the whole picture")),
            ("B", tr("ItemPage", "Blur areas of a photograph")),
            ("Insert, Delete", tr("ItemPage", "One area more, one less; the arrow keys move it")),
            ("Esc", tr("ItemPage", "Leave the form, or the photograph")),
        )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._wanted = ""
        self._sheet: Sheet | None = None
        self._choices = Choices()
        self._half_typed: Mapping[str, Json] = {}
        self._nothing = EmptyState(
            "crosshair",
            self.tr("No item is open"),
            self.tr("Scan a label, or press Ctrl+K and type a number."),
        )
        self._record = RecordView(office)
        self._viewer = PhotoViewer(office, may_blur=office.may(BlurPhoto))
        self.panel = DeedPanel()
        self._middle = QStackedWidget()
        for widget in (self._nothing, self._record, self._viewer):
            self._middle.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._middle, stretch=1)
        row.addWidget(self.panel)
        self.body.addLayout(row)
        self.panel.hide()
        self._connect()

    def _connect(self) -> None:
        self._record.to_do_pressed.connect(self._on_to_do)
        self._record.photo_opened.connect(self._on_photo_opened)
        self._viewer.closed.connect(self._on_viewer_closed)
        self._viewer.blur_wanted.connect(self._on_blur_wanted)
        self._viewer.chosen.connect(self._show_deeds)
        self.panel.submitted.connect(self._on_submitted)
        self.panel.form_changed.connect(self._on_form_changed)

    @property
    def sheet(self) -> Sheet | None:
        """What is shown now."""
        return self._sheet

    @override
    def shown(self, subject: str | None) -> None:
        if subject and subject != self._wanted:
            self._wanted = subject
            self._sheet = None
            self.panel.close_form()
            self.panel.show_groups(())  # those of the item before would be done to that one
            self.bar.clear()
            self._middle.setCurrentWidget(self._record)
        if self._wanted:
            self._ask()

    @override
    def draft(self) -> Json:
        """The form that is open, with what was typed into it."""
        form, deed = self.panel.form, self.panel.deed
        if form is None or deed is None or self._sheet is None:
            return None
        values: dict[str, Json] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in form.values().items()
        }
        return {"item": self._sheet.id, "deed": deed.caption, "values": values}

    @override
    def take_draft(self, draft: Json) -> None:
        if isinstance(draft, dict):
            self._wanted, self._half_typed = str(draft["item"]), draft

    @override
    def changed(self, tables: frozenset[str]) -> None:
        if self._wanted:
            self._ask()

    @override
    def scanned(self, code: str) -> bool:
        """Into the form where it asks for a code; else the item of the code is opened."""
        form = self.panel.form
        field = (
            next((form.fields[n] for n in _SCANNED_INTO if n in form.fields), None)
            if form
            else None
        )
        if field is None or not isinstance(field.control, QLineEdit):
            return False
        field.control.setText(code)
        field.take_focus()
        return True

    def _ask(self) -> None:
        read = partial(_read, self._wanted)
        self.office.read(self, read, self._on_sheet, self._on_unknown, latest="sheet")

    def _on_sheet(self, found: tuple[Sheet, Choices]) -> None:
        is_new = self._sheet is None
        self._sheet, self._choices = found
        weapon = self._sheet.weapon
        self.subtitle(str(weapon["model_name"] or said(str(weapon["kind"]))))
        self._record.show_sheet(self._sheet)
        if self._middle.currentWidget() is self._viewer:
            self._viewer.show_photos(self._sheet.photos, self._viewer.current)
        else:
            self._middle.setCurrentWidget(self._record)
        self.panel.show()
        self._show_deeds()
        if is_new and self.panel.form is None:
            self.panel.focus_first()
            self._take_up()

    def _take_up(self) -> None:
        """The form that was half-typed when the power went."""
        kept, self._half_typed = self._half_typed, {}
        assert self._sheet is not None  # noqa: S101  it was just read
        values = kept.get("values")
        if kept.get("item") != self._sheet.id or not isinstance(values, dict):
            return
        deeds = (each for _, group in self._groups() for each in group)
        wanted = (d for d in deeds if isinstance(d, Deed) and d.caption == kept["deed"])
        if deed := next(wanted, None):
            typed = {name: _as_value(value) for name, value in values.items()}
            self.panel.open_form(deed, typed)

    def _on_unknown(self, error: BaseException) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._wanted = ""
        self._middle.setCurrentWidget(self._nothing)
        self.panel.hide()
        self.turned_down(error)

    def _show_deeds(self) -> None:
        self.panel.show_groups(self._groups())

    def _groups(self) -> Sequence[Group]:
        sheet = self._sheet
        assert sheet is not None  # noqa: S101  nothing is shown before it was read
        add: list[Deed] = [photo_deeds.adding(sheet)] if sheet.custody != "void" else []
        is_looking = self._middle.currentWidget() is self._viewer and bool(self._viewer.current)
        if is_looking:
            add += photo_deeds.of_photo(sheet, self._viewer.current)
        found = list(groups_of(sheet, self._choices, self.office.register.clock().date))
        place = 0 if is_looking else 2
        deeds = [*found[:place], (self.tr("Photographs"), add), *found[place:]]
        may = [(heading, self._allowed(each)) for heading, each in deeds]
        return [*may, (self.tr("Papers"), self._papers(sheet))]

    def _allowed(self, deeds: Sequence[Deed]) -> list[Deed]:
        return [each for each in deeds if self.office.may(each.act)]

    def _papers(self, sheet: Sheet) -> list[Way]:
        """The extract always; the others where the item has them."""
        printed = self.office.print_paper
        number = sheet.number
        ways = [
            Way("file-text", self.tr("Extract"), partial(printed, EXTRACT, number), "Ctrl+P"),
        ]
        if sheet.is_here and sheet.safety not in CLEAR:
            isolation = partial(printed, "isolation notice", number)
            ways.append(Way("octagon-alert", self.tr("Isolation notice"), isolation))
        if sheet.weapon["serial_status"] == REMOVED:
            ways.append(Way("tag", self.tr("Red tag"), partial(printed, RED_TAG, number)))
        for row, kind, text in (
            (sheet.going_out, "out voucher", self.tr("Voucher")),
            (sheet.mark_job, "job card", self.tr("Job card")),
            (sheet.order, "destruction order", self.tr("Destruction order")),
        ):
            if row:
                ways.append(Way("file-text", text, partial(printed, kind, str(row["number"]))))
        return ways

    def _on_to_do(self, word: str) -> None:
        sheet = self._sheet
        if sheet is None:  # a button of the item before
            return
        if word in _DONE_HERE:
            deeds = (each for _, group in self._groups() for each in group)
            wanted = (d for d in deeds if isinstance(d, Deed) and d.act.kind == _DONE_HERE[word])
            deed = next(wanted, None)
            if deed is None:
                self.bar.say(WARNING, self.tr("Another role does this."))
            else:
                self.panel.open_form(deed)
        elif word == "look-alike":
            self.office.go("compare", sheet.id)
        elif word == "identify":
            self.office.go("identify", sheet.id)
        else:
            self.office.go("printing" if word == "label" else "home")

    def _on_photo_opened(self, photo: str) -> None:
        if self._sheet is None:  # a picture of the item before
            return
        self._middle.setCurrentWidget(self._viewer)
        self._viewer.show_photos(self._sheet.photos, photo)
        self._viewer.setFocus()

    def _on_viewer_closed(self) -> None:
        self._middle.setCurrentWidget(self._record)
        self._show_deeds()
        self.panel.focus_first()

    def _on_blur_wanted(self, photo: str, areas: tuple[Area, ...]) -> None:
        command = BlurPhoto(photo=photo, areas=areas)
        self.office.perform(self, command, partial(self._on_done, self.tr("Blurred")))

    def _on_form_changed(self) -> None:
        self.fields = dict(self.panel.form.fields) if self.panel.form else {}
        self.bar.clear()

    def _on_submitted(self, deed: Deed, command: Command, values: Values) -> None:
        form, number = self.panel.form, self._sheet.number if self._sheet is not None else ""
        done = partial(self._on_deed_done, form, number, deed, values)
        self.office.perform(self, command, done, partial(self._on_deed_refused, form, number))

    def _on_deed_refused(self, form: ActForm | None, number: str, error: Refusal | Trouble) -> None:
        if self.panel.form is form:
            self.turned_down(error)
        else:  # somebody is at work in another form by now
            self.bar.say(ERROR, f"{ltr(number)}: {wording(error)}")
            self.office.sounds.wrong()

    def _on_deed_done(
        self, form: ActForm | None, number: str, deed: Deed, values: Values, changes: Changes
    ) -> None:
        self.panel.done_with(form)
        is_shown = self._sheet is not None and self._sheet.number == number
        self._on_done(deed.caption if is_shown else f"{ltr(number)}, {deed.caption}", changes)
        self.office.sounds.right()
        if deed.act is ReleaseDossier:
            self._write_dossier(str(changes.answer["release"]), str(values[FOLDER_OF_DOSSIER]))

    def _on_done(self, what: str, changes: Changes) -> None:
        """What was done; what the rules only name is told in the same breath."""
        named = [str(each) for name in _NOTED for each in _listed(changes.answer.get(name))]
        if changes.answer.get("countersign"):
            named.append(self.tr("another person has to countersign it"))
        if named:
            text = self.tr("%1: done. To be looked at: %2")
            self.bar.say(WARNING, text.replace("%1", what).replace("%2", "; ".join(named)))
        else:
            self.bar.say(DONE, self.tr("%1: done").replace("%1", what))

    def _write_dossier(self, release: str, folder: str) -> None:
        def work(job: Job, register: Register = self.office.register) -> Written:
            from salw_desktop.usecases.dossier.writing import write_dossier

            job.step(0, 1)
            return write_dossier(register, release, Path(folder))

        title = self.tr("Dossier %1").replace("%1", release)
        self.office.job(self, title, work, self._on_dossier_written, writes=True)

    def _on_dossier_written(self, written: Written) -> None:
        text = self.tr("Dossier %1 is written: %n file(s)", "", len(written.files))
        self.bar.say(DONE, text.replace("%1", written.release))


def _as_value(value: Json) -> Value:
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    return value if isinstance(value, str | int | bool) else None


def _listed(answer: object) -> Sequence[object]:
    return answer if isinstance(answer, list) else ()
