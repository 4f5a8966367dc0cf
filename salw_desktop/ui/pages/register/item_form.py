"""The form of one thing: clearance, the six fields, pictures, what came with it, and the groups one key away."""

from __future__ import annotations

import json
from unicodedata import normalize

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.register.beside_part import BesidePart
from salw_desktop.ui.pages.register.clearance_part import ClearancePart
from salw_desktop.ui.pages.register.enter_chain import EnterChain
from salw_desktop.ui.pages.register.kept import Kept
from salw_desktop.ui.pages.register.more_groups import NEVER_AGAIN, MoreGroups
from salw_desktop.ui.pages.register.other_thing import OtherThing
from salw_desktop.ui.pages.register.photo_slots import PhotoSlots
from salw_desktop.ui.pages.register.weapon_part import WeaponPart
from salw_desktop.ui.widgets.chip_row import ChipRow
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.wrap_row import WrapRow
from salw_desktop.usecases import acts
from salw_desktop.usecases.commands import Command
from salw_desktop.usecases.intake.at_the_table import Table

WHOLE, QUICK, OTHER = "whole", "quick", "other"
RECORD = "record-weapon"
BESIDE_PX = 210


class ItemForm(QWidget):
    """Parts side by side; it gathers them into the act and into the draft."""

    edited = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people: list[str] = []  # of the roster
        tr = QCoreApplication.translate
        self.mode = ChipRow(
            self.tr("What is on the table"),
            [
                (WHOLE, tr("ItemForm", "Weapon")),
                (QUICK, tr("ItemForm", "Quick intake")),
                (OTHER, tr("ItemForm", "Ammunition, other")),
            ],
        )
        for mode in (WHOLE, QUICK, OTHER):
            chip = self.mode.chip(mode)
            chip.setMinimumWidth(chip.sizeHint().width() + 14)  # bold when it is chosen
        self.clearance, self.weapon = ClearancePart(), WeaponPart()
        self.photos, self.beside = PhotoSlots(office), BesidePart()
        self.more, self.other = MoreGroups(), OtherThing()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.mode)
        column.addLayout(head)
        column.addWidget(self.clearance)
        column.addWidget(self.weapon)
        self.beside.setMinimumWidth(BESIDE_PX)
        self._lower = WrapRow((self.photos, self.beside), (1, 0))
        column.addWidget(self._lower)
        column.addWidget(self.more)
        column.addWidget(self.other)
        column.addStretch()
        weapon = (*self.weapon.chain, self.beside.magazines, self.beside.rounds)
        self._chain = EnterChain(weapon, self, self._is_skipped)
        self._other_chain = EnterChain(self.other.chain, self)
        self.mode.chosen_changed.connect(self._on_mode)
        self.clearance.stated.connect(self._on_stated)
        for part in (self.weapon, self.beside, self.other):
            part.edited.connect(self.edited)
        self.show_mode(WHOLE)

    @property
    def fields(self) -> tuple[Field, ...]:
        """By their names in the act; of two with one name the first is meant."""
        part = self.clearance
        bay = (part.token_field, part.safety_field, part.cleared_field)
        return (
            *(*bay, part.verified_field, part.performed_field),
            *(*self.weapon.fields, *self.beside.fields, *self.other.fields),
        )

    @property
    def is_other(self) -> bool:
        return self.mode.choice == OTHER

    @property
    def is_begun(self) -> bool:
        if self.is_other:
            return self.other.is_begun
        return self.weapon.is_begun or self.clearance.is_begun or bool(self.photos.taken)

    @property
    def is_empty(self) -> bool:
        """Nothing was said in any of its parts, in sight or not."""
        weapon = self.weapon.is_begun or self.clearance.is_begun or self.photos.taken
        return not (weapon or self.other.is_begun)

    def show_mode(self, mode: str) -> None:
        self.mode.choose(mode)
        is_other = mode == OTHER
        for part in (self.clearance, self.weapon, self._lower, self.more):
            part.setVisible(not is_other)
        self.other.setVisible(is_other)
        self.more.setVisible(mode == WHOLE)
        self.beside.setVisible(mode == WHOLE)
        self.weapon.show_quick(is_quick=mode == QUICK)

    def show_table(self, table: Table, kept: Kept) -> None:
        """Whom and what can be chosen; what is being said of this item stays."""
        self.people = [name for name, _ in table.people]
        self.clearance.has_tokens = kept.has_tokens
        if not self.clearance.is_begun:
            self.clearance.show_people(kept.at_the_bay)
        self.more.show_people(self.people)
        self.photos.watch(kept.photo_folder)

    def begin(self) -> None:
        """The first thing that is asked of an item: is it unloaded?"""
        if self.is_other:
            self.other.take_focus()
        elif self.clearance.is_stated:
            self.weapon.take_focus()
        else:
            self.clearance.begin()

    def clear(self) -> None:
        for part in (self.clearance, self.weapon, self.beside, self.more, self.other):
            part.clear()

    def command(self, hand_in: str, token: str, kept: Kept, answered: dict[str, Json]) -> Command:
        """`RecordWeapon` as it was typed. Refusal where something is no number, or too much."""
        more, _ = self.more.said()
        fields: dict[str, Json] = {
            **more,
            **self.weapon.said(str(more.get("inspected_by") or kept.inspector)),
            **self.beside.said(more.get("accessories")),
            **answered,
            "hand_in": hand_in,
            "clearance": token,
            "place": str(more.get("place") or kept.place),
        }
        line = normalize("NFC", json.dumps(fields, ensure_ascii=False))
        return acts.read_act(RECORD, line.encode())

    def as_draft(self) -> dict[str, Json]:
        """Never what was said about safety."""
        return {
            "mode": self.mode.choice,
            "token": self.clearance.given_token,
            "weapon": self.weapon.as_draft(),
            "beside": self.beside.as_draft(),
            "more": self.more.as_draft(),
            "other": self.other.as_draft(),
            "photos": self.photos.as_draft(),
        }

    def take_draft(self, draft: dict[str, Json]) -> None:
        self.show_mode(str(draft.get("mode") or WHOLE))
        for name, part in (("weapon", self.weapon), ("more", self.more), ("other", self.other)):
            said = draft.get(name)
            if isinstance(said, dict):
                part.take_draft(said)
        self.beside.take_draft(draft.get("beside"))
        self.photos.take_draft(draft.get("photos"))
        self.clearance.token.setText(str(draft.get("token", "")))
        if self.is_begun and not self.is_other:
            text = self.tr("It stands here as it was left. Say anew whether it is unloaded.")
            self.clearance.safety_field.say_warning(text)

    def same_as(self, last: dict[str, Json]) -> None:
        """Model, calibre, country, maker and build of the last one; never its number, safety, grades, marks, tag."""
        weapon, more = last.get("weapon"), last.get("more")
        if isinstance(weapon, dict):
            self.weapon.take_model(weapon)
        if isinstance(more, dict):
            self.more.take_draft(more, without=NEVER_AGAIN)
        self.edited.emit()

    def _is_skipped(self, control: QWidget) -> bool:
        """How a number reads is asked where none was typed; quick intake takes that for "not read yet"."""
        has_number = bool(self.weapon.serial.text().strip())
        is_kind_known = bool(self.weapon.model.chosen)
        return (control is self.weapon.status and (has_number or self.weapon.is_quick)) or (
            control is self.weapon.kind and is_kind_known
        )

    def _on_mode(self) -> None:
        self.show_mode(self.mode.choice)
        self.begin()

    def _on_stated(self) -> None:
        self.weapon.take_focus()
