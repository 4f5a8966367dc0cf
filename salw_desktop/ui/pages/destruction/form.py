"""A new order: by whose authority, how, where, when; and its list, which is frozen when it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QScrollArea
from typing_extensions import override

from salw_desktop import files
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.choosers import FILE, ask_path
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.picking import PickingView
from salw_desktop.ui.pages.destruction.view import View, beside, filled
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label, ltr
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.choice_box import ChoiceBox
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.destruction.boards import FormChoices, form_choices
from salw_desktop.usecases.destruction.orders import WriteOrder
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.second_people import Approvers, approvers

CARD_PX = 372
LIMIT_BYTES = 200 * 1024 * 1024
LETTERS = 14
OUTSIDE, HERE = "outside", "here"
AUTHORITY = ("issuer", "issuer_number", "issued_on")


class OrderForm(View):
    """Nothing is written before Ctrl+S; a half-typed order is kept as a draft."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._choices: FormChoices | None = None
        self._edits: dict[str, QLineEdit] = {}
        self._writing: WriteOrder | None = None
        self._scan_sha256 = ""
        self._nobody = label("", "warning", self.tr("Who approves it"))
        self._nobody.hide()
        self.column.addWidget(self._nobody)
        self.picking = PickingView(office, page)
        self.fields["weapons"] = self.picking.fields["weapons"]
        self.picking.changed_list.connect(self._on_list_changed)
        form = QScrollArea()
        form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form.setWidgetResizable(True)
        form.setFixedWidth(CARD_PX)
        form.setWidget(self._make_form())
        self.column.addLayout(beside(form, self.picking, 1), stretch=1)
        self._write = KeyButton(self.tr("Write the order"), "gavel", "Ctrl+S", "primary")
        self._write.clicked.connect(self._on_write)
        self._said = label("", "soft")
        self.column.addLayout(beside(self.make_back(), self._said, 1, self._write))

    def _make_form(self) -> QFrame:
        card = Card()
        self.campaign = ChoiceBox()
        card.column.addWidget(
            self.add_field(
                Field(self.tr("Campaign"), self.campaign, name="campaign", required=True)
            )
        )
        self.campaign.currentIndexChanged.connect(self._on_campaign)
        self.authority = ChipRow(
            self.tr("Who orders it"),
            ((OUTSIDE, self.tr("Authority outside")), (HERE, self.tr("Approved here"))),
            kind=SEGMENT,
        )
        self.authority.choose(OUTSIDE)
        self.authority.chosen_changed.connect(self._on_authority)
        card.column.addWidget(Field(self.tr("Who orders it"), self.authority, name="authority"))
        court = self.tr("Court, commission, mission")
        card.column.addWidget(self._line(self.tr("Issued by"), "issuer", court))
        number = self._line(self.tr("Its number"), "issuer_number")
        date = self._line(self.tr("Its date"), "issued_on", ltr("2026-11-22"))
        card.column.addLayout(beside(number, 1, date, 1))
        self._scan = KeyButton(self.tr("Scan of the order…"), "file-search")
        self._scan.clicked.connect(self._on_scan)
        card.column.addWidget(self._scan)
        card.column.addWidget(self._line(self.tr("Legal basis"), "legal_basis"))
        card.column.addWidget(self._choice(self.tr("Method"), "method", self._methods()))
        place = self._choice(self.tr("Place"), "place", ())
        planned = self._line(self.tr("Planned for"), "planned_on", ltr("2026-11-22"))
        card.column.addLayout(beside(place, 1, planned, 1))
        card.column.addStretch()
        return card

    def _methods(self) -> tuple[str, ...]:
        return (
            self.tr("Cutting torch"),
            self.tr("Plasma cutting"),
            self.tr("Band saw"),
            self.tr("Hydraulic shears"),
            self.tr("Shredding"),
            self.tr("Melting"),
        )

    def _line(self, text: str, name: str, hint: str = "") -> Field:
        field, self._edits[name] = self.line_field(text, name, hint, required=True)
        return field

    def _choice(self, text: str, name: str, listed: Sequence[str]) -> Field:
        combo = QComboBox(editable=True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.addItems(list(listed))
        edit = combo.lineEdit()
        assert edit is not None  # noqa: S101  # an editable combo box has one
        self._edits[name] = edit
        if name == "place":
            self.place = combo
        return self.add_field(Field(text, combo, name=name, required=True))

    def begin(self, weapons: Sequence[str] = ()) -> None:
        """`weapons` are ids or numbers that were chosen elsewhere."""
        self.office.read(self.page, approvers, self._on_approvers, latest="approvers")
        self.office.read(self.page, form_choices, partial(self._on_choices, tuple(weapons)))
        self._edits["issuer"].setFocus()

    def _on_approvers(self, found: Approvers) -> None:
        """Said before the work, not after it."""
        said = self.tr("Nobody else here may approve an order that you write.")
        if found.i_of:
            way = self.tr("Let another person write it, and approve it yourself: %1.")
            way = filled(way, ", ".join(found.i_of))
        else:
            way = self.tr(
                "Let another supervisor be introduced, under Settings: whoever acts for you counts as you."
            )
        self._nobody.setText(f"{said} {way}")
        self._nobody.setVisible(not found.of_mine)

    def _on_choices(self, weapons: tuple[str, ...], found: FormChoices) -> None:
        chosen, place = self.campaign.currentData(), self._edits["place"].text()
        self._choices = found
        self.campaign.blockSignals(True)
        self.campaign.clear()
        for row in found.campaigns:
            self.campaign.addItem(str(row["name"]), row["code"])
        self.campaign.setCurrentIndex(max(self.campaign.findData(chosen), 0))
        self.campaign.blockSignals(False)
        self.place.clear()
        self.place.addItems(list(found.places))
        self.place.setEditText(place or next((p for p in found.places if "estr" in p), ""))
        if not self._edits["planned_on"].text():
            self._edits["planned_on"].setText(found.today)
        self._take_campaign(weapons)

    def _on_campaign(self) -> None:
        self._take_campaign(())

    def _take_campaign(self, weapons: tuple[str, ...]) -> None:
        rows = self._choices.campaigns if self._choices else ()
        code = self.campaign.currentData()
        row = next((row for row in rows if row["code"] == code), None)
        may_here = bool(row and row["may_approve_locally"])
        self.authority.chip(HERE).setEnabled(may_here)
        if not may_here:
            self.authority.choose(OUTSIDE)
        self._on_authority()
        self.picking.begin(str(code or ""), weapons)

    def _on_authority(self) -> None:
        is_outside = self.authority.choice == OUTSIDE
        for name in AUTHORITY:
            self.fields[name].setVisible(is_outside)
        self._scan.setVisible(is_outside)

    def _on_list_changed(self) -> None:
        count = len(self.picking.weapons)
        self._write.setEnabled(count > 0 and self.picking.is_whole)
        self._said.setText(
            filled(self.tr("Items on the list: %1. It is frozen when it is written."), count)
        )

    def _on_scan(self) -> None:
        title = self.tr("Scan of the order")
        ask_path(self.page, title, "scans", FILE, self.take_scan, workplace=self.office)

    def take_scan(self, file: str) -> None:
        """Its SHA-256 binds this order to that paper."""
        path = Path(file)
        self.office.read(self.page, partial(_sha256, path), partial(self._on_scan_read, path.name))

    def _on_scan_read(self, name: str, sha256: str) -> None:
        self._scan_sha256 = sha256
        self._scan.set_caption(filled(self.tr("%1 · %2"), name, ltr(sha256[:LETTERS])))

    def _on_write(self) -> None:
        if self._writing is not None and self.office.is_under_way(self._writing):
            return  # pressed twice
        values = {name: edit.text().strip() for name, edit in self._edits.items()}
        is_outside = self.authority.choice == OUTSIDE
        if not is_outside:
            values = {**values, **dict.fromkeys(AUTHORITY, "")}
        elif not any(values[name] for name in AUTHORITY):
            self.fields["issuer"].say_error(
                self.tr("Say who issued the order, with number and date.")
            )
            self.fields["issuer"].take_focus()
            return
        command = WriteOrder(
            campaign=str(self.campaign.currentData() or ""),
            weapons=self.picking.weapons,
            scan_sha256=self._scan_sha256 if is_outside else "",
            **values,
        )
        self._writing = command
        done = partial(self._on_written, self.picking.numbers)
        self.office.perform(self.page, command, done)

    def _on_written(self, frozen: Mapping[str, str], changes: Changes) -> None:
        answer = changes.answer
        told = self._too_late(frozen)
        self.clear()
        self.order_wanted.emit(str(answer["order"]))
        said = self.tr("%1 is written and its list frozen: %2. Now another person approves it.")
        hash_letters = ltr(str(answer["list_sha256"])[:LETTERS])
        said = filled(said, ltr(str(answer["number"])), hash_letters)
        self.page.bar.say("warning" if told else "done", " ".join([said, *told]))

    def _too_late(self, frozen: Mapping[str, str]) -> list[str]:
        """What was scanned or taken off while it was being written, by numbers."""
        now = self.picking.numbers
        on = [number for id_, number in now.items() if id_ not in frozen]
        off = [number for id_, number in frozen.items() if id_ not in now]
        told = []
        if on := [*on, *self.picking.looked_at]:
            late = self.tr("Scanned too late for it, and on no order: %1.")
            told.append(filled(late, ", ".join(map(ltr, on))))
        if off:
            late = self.tr("Taken off too late, and on this order: %1.")
            told.append(filled(late, ", ".join(map(ltr, off))))
        return told

    def clear(self) -> None:
        """For the next order."""
        for edit in self._edits.values():
            edit.clear()
        self._scan_sha256 = ""
        self._scan.set_caption(self.tr("Scan of the order…"))
        self.picking.empty()

    def draft(self) -> Json:
        """None while nothing but the date stands in it."""
        texts: dict[str, Json] = {name: edit.text() for name, edit in self._edits.items()}
        weapons: list[Json] = list(self.picking.weapons)
        typed = any(texts[name] for name in (*AUTHORITY, "legal_basis"))
        if not weapons and not typed:
            return None
        kept: dict[str, Json] = {"texts": texts, "weapons": weapons, "scan": self._scan_sha256}
        return {**kept, "campaign": self.campaign.currentData(), "authority": self.authority.choice}

    def take_draft(self, draft: Mapping[str, Json]) -> None:
        texts, weapons = draft.get("texts"), draft.get("weapons")
        if isinstance(texts, dict):
            for name, edit in self._edits.items():
                edit.setText(str(texts.get(name) or ""))
        self.authority.choose(str(draft.get("authority") or OUTSIDE))
        self._scan_sha256 = str(draft.get("scan") or "")
        self.campaign.addItem("", draft.get("campaign"))
        self.campaign.setCurrentIndex(self.campaign.count() - 1)
        self.begin([str(each) for each in weapons] if isinstance(weapons, list) else ())

    @override
    def scanned(self, code: str) -> bool:
        return self.picking.scanned(code)

    @override
    def again(self) -> None:
        self.picking.again()


def _sha256(path: Path, register: Register) -> str:
    del register
    summed = hashlib.sha256()
    for piece in files.read_pieces(path, limit_bytes=LIMIT_BYTES):
        summed.update(piece)
    return summed.hexdigest()
