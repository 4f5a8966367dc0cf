"""What stays from one item to the next: campaign, place, team, who is at the bay; never a word about safety."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.choosers import FOLDER, ask_path
from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.elided_label import ElidedLabel
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.intake.at_the_table import Table, TableCampaign

KEPT = "register.kept"
MOST_AT_THE_BAY = 9  # one digit each
SHOWN_AT_FIRST = 5
DEFAULT_PLACE = "Registration table"


@dataclass(frozen=True, slots=True)
class Kept:
    """The pinned fields of one operator."""

    campaign: str = ""
    place: str = DEFAULT_PLACE
    team: str = ""
    brought_by: str = "person"
    at_the_bay: tuple[str, ...] = ()
    inspector: str = ""
    photo_folder: str = ""
    is_front_desk: bool = True
    has_tokens: bool = True

    @classmethod
    def of_json(cls, said: Json) -> Kept:
        """What was kept by another version is left out field by field."""
        if not isinstance(said, dict):
            return cls()
        known = {name: value for name, value in said.items() if name in cls.__slots__}
        names = known.pop("at_the_bay", ())
        bay = tuple(map(str, names)) if isinstance(names, list) else ()
        is_front_desk = known.pop("is_front_desk", True) is not False
        has_tokens = known.pop("has_tokens", True) is not False
        texts = {name: str(value) for name, value in known.items()}
        return cls(at_the_bay=bay, is_front_desk=is_front_desk, has_tokens=has_tokens, **texts)

    def as_json(self) -> Json:
        return {**asdict(self), "at_the_bay": list(self.at_the_bay)}

    def at(self, table: Table) -> Kept:
        """Put right where something it names is not there any more."""
        codes = [each.code for each in table.campaigns]
        names = [name for name, _ in table.people]
        bay = tuple(name for name in self.at_the_bay if name in names)
        inspector = self.inspector if self.inspector in names else ""
        return replace(
            self,
            campaign=self.campaign if self.campaign in codes else next(iter(codes), ""),
            place=self.place if self.place in table.places else DEFAULT_PLACE,
            at_the_bay=(bay or (table.for_the_bay or tuple(names))[:SHOWN_AT_FIRST])[
                :MOST_AT_THE_BAY
            ],
            inspector=inspector,
        )


def campaign_of(table: Table, kept: Kept) -> TableCampaign | None:
    return next((each for each in table.campaigns if each.code == kept.campaign), None)


class KeptStrip(QFrame):
    """One line over the form."""

    asked = Signal()  # to change them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setMinimumWidth(200)  # a long name of a campaign is cut, the form is not
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(IconMark("pin", "primary", 16))
        row.addWidget(one_line(self.tr("Kept"), "strong"))
        self._values: list[QWidget] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        row.addLayout(self._row)
        row.addStretch()
        self._change = KeyButton(self.tr("Change"), key="Alt+K", kind="ghost")
        self._change.clicked.connect(self.asked)
        row.addWidget(self._change)

    def show_kept(self, table: Table, kept: Kept) -> None:
        for old in self._values:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        campaign = campaign_of(table, kept)
        pairs: list[tuple[str, str, Callable[[str, str, str], QWidget]]] = [
            (self.tr("Campaign"), campaign.name if campaign else "–", ElidedLabel),
            (self.tr("Site"), table.site, ElidedLabel),
            (self.tr("Date"), ltr(table.today), one_line),  # half a date is none
            (self.tr("Team"), kept.team or "–", ElidedLabel),
        ]
        self._values = []
        for caption, value, kind in pairs:
            for made in (ElidedLabel(caption, "soft", caption), kind(value, "strong", caption)):
                self._row.addWidget(made)
                self._values.append(made)


@dataclass(slots=True)
class _Controls:
    campaign: QComboBox = field(default_factory=QComboBox)
    place: QComboBox = field(default_factory=QComboBox)
    team: QLineEdit = field(default_factory=QLineEdit)
    inspector: QComboBox = field(default_factory=QComboBox)
    folder: QLineEdit = field(default_factory=QLineEdit)


class KeptPanel(Card):
    """The same fields to be changed, in the page itself."""

    changed = Signal(object)  # Kept
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("KeptPanel", "What stays for every item"))
        self.setParent(parent)
        self._kept = Kept()
        self._controls = _Controls()
        each = self._controls
        each.team.setMaxLength(12)
        each.folder.setPlaceholderText(self.tr("none: a file is asked for"))
        self.team = Field(self.tr("Team"), each.team, name="team")
        self.campaign = Field(self.tr("Campaign"), each.campaign, name="campaign")
        grid = QGridLayout()
        grid.setSpacing(10)
        fields = (
            self.campaign,
            Field(self.tr("Place"), each.place, name="place"),
            self.team,
            Field(self.tr("Inspector who grades"), each.inspector, name="inspector"),
            Field(self.tr("Folder of the camera"), each.folder, name="photo_folder"),
        )
        for at, made in enumerate(fields):
            grid.addWidget(made, at // 3, at % 3)
        browse = KeyButton(self.tr("Choose folder…"), "folder-open")
        browse.clicked.connect(self._on_browse)
        grid.addWidget(browse, 1, 2)
        self.column.addLayout(grid)
        self.column.addWidget(
            label(self.tr("At the unloading bay today (nine at most):"), "caption")
        )
        self._bay = QGridLayout()
        self._bay.setSpacing(0)
        self.column.addLayout(self._bay)
        self._people: dict[str, QCheckBox] = {}
        self._front = QCheckBox(
            self.tr("Front desk: no places and no pictures of other records unless asked for")
        )
        self._tokens = QCheckBox(
            self.tr("A token is tied on at the unloading bay: ask for it first")
        )
        self.column.addWidget(self._tokens)
        self.column.addWidget(self._front)
        done = KeyButton(self.tr("Keep these"), "check", kind="primary")
        done.clicked.connect(self.take)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(done)
        self.column.addLayout(foot)

    def open_with(self, table: Table, kept: Kept) -> None:
        self._kept, each = kept, self._controls
        names = [name for name, _ in table.people]
        campaigns = [(one.code, f"{one.code}: {one.name}") for one in table.campaigns]
        _fill(each.campaign, campaigns, kept.campaign)
        _fill(each.place, [(place, place) for place in table.places], kept.place)
        _fill(each.inspector, [("", "–"), *((name, name) for name in names)], kept.inspector)
        each.team.setText(kept.team)
        each.folder.setText(kept.photo_folder)
        self._front.setChecked(kept.is_front_desk)
        self._tokens.setChecked(kept.has_tokens)
        self._show_people(table, kept)
        each.campaign.setFocus()

    def _show_people(self, table: Table, kept: Kept) -> None:
        for old in self._people.values():
            self._bay.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._people = {}
        for at, (name, function) in enumerate(table.people):
            box = QCheckBox(f"{name} ({function})" if function else name)
            box.setChecked(name in kept.at_the_bay)
            self._people[name] = box
            self._bay.addWidget(box, at // 3, at % 3)

    def _on_browse(self) -> None:
        line, title = self._controls.folder, self.tr("Folder of the camera")
        ask_path(self, title, "camera", FOLDER, line.setText, start=line.text())

    def take(self) -> None:
        each = self._controls
        bay = [name for name, box in self._people.items() if box.isChecked()]
        kept = replace(
            self._kept,
            campaign=str(each.campaign.currentData() or ""),
            place=str(each.place.currentData() or DEFAULT_PLACE),
            team=each.team.text().strip(),
            inspector=str(each.inspector.currentData() or ""),
            photo_folder=each.folder.text().strip(),
            at_the_bay=tuple(bay[:MOST_AT_THE_BAY]),
            is_front_desk=self._front.isChecked(),
            has_tokens=self._tokens.isChecked(),
        )
        self.changed.emit(kept)
        self.closed.emit()


def _fill(combo: QComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    combo.clear()
    for key, text in choices:
        combo.addItem(text, key)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
