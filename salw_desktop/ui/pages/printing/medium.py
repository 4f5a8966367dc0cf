"""What lies in the printer: a pack whose last sheet is half used, a loose sheet, a roll."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton
from salw_desktop.ui.widgets.sheet_view import SheetView
from salw_desktop.usecases.commands import Changes
from salw_desktop.usecases.store.labels import (
    USUAL_SHEET,
    AddSheetPack,
    LabelSheet,
    label_sheet_named,
    label_sheets,
    packs,
)

KEPT, LEFT_KEPT = "labels.medium", "labels.left"
PACK, SHEET = "pack", "sheet"
MOST_LEFT = 10_000


class Medium(Card):
    """The sheet as a picture; its first free label is remembered for each pack."""

    chosen = Signal()  # another medium, or another first label

    def __init__(self, page: Page) -> None:
        super().__init__(page.tr("In the printer"))
        self._page, self._office = page, page.office
        self._packs: dict[str, tuple[str, int]] = {}
        self._loose: dict[str, int] = {}
        self._count = 0
        self._new = _NewPack(page)
        self._new.added.connect(self._on_added)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Sheet or roll in the printer"))
        self.which.activated.connect(self._on_which)
        self.sheet = SheetView()
        self.sheet.position_chosen.connect(self._on_position)
        self._left = QSpinBox()
        self._left.setRange(0, MOST_LEFT)
        self._left.setSpecialValueText(self.tr("not counted"))
        self._left.editingFinished.connect(self._on_left)
        self._left_field = Field(self.tr("Labels &left on the roll"), self._left, name="left")
        self._says = label("", "soft", self.tr("What will be printed"))
        self._add = KeyButton(self.tr("New pack"), "plus", kind="ghost")
        if not self._office.may(AddSheetPack):
            self._add.hide()
        self._add.clicked.connect(self._new.begin)
        if self.header is not None:
            self.header.add(self._add)
        self.column.addWidget(self.which)
        self.column.addWidget(self._new)
        self.column.addWidget(self.sheet, stretch=1)
        self.column.addWidget(self._left_field)
        self.column.addWidget(self._says)
        self.fill()

    @property
    def pack(self) -> str:
        return self._chosen(PACK)

    @property
    def loose_sheet(self) -> str:
        return self._chosen(SHEET)

    @property
    def position(self) -> int:
        """Of the first free label, counted from 1."""
        if self.pack:
            return self._packs[self.pack][1]
        return self._loose.get(self.loose_sheet, 1)

    @property
    def lies_in_it(self) -> LabelSheet:
        name = self._packs[self.pack][0] if self.pack else self.loose_sheet
        return label_sheet_named(name)

    def fill(self) -> None:
        """From the register: packs may be new, and stand at another label than before."""
        found = packs(self._office.register)
        self._packs = {
            str(row["name"]): (str(row["sheet"]), int(row["next_position"] or 1)) for row in found
        }
        self.which.clear()
        for name, (sheet, _) in self._packs.items():
            self.which.addItem(f"{name} · {sheet}", (PACK, name))
        for name in label_sheets():
            self.which.addItem(self.tr("Loose: %1").replace("%1", name), (SHEET, name))
        usual = next(iter(self._packs), "")
        kept = self._office.kept(KEPT, [PACK, usual] if usual else [SHEET, USUAL_SHEET])
        places = [self.which.itemData(place) for place in range(self.which.count())]
        wanted = tuple(kept) if isinstance(kept, list) else ()
        self.which.setCurrentIndex(max(0, places.index(wanted) if wanted in places else 0))
        self.show_labels(self._count, QImage())

    def show_labels(self, count: int, picture: QImage) -> None:
        """So many labels wait to be printed; `picture` is the first sheet of them."""
        sheet, first, self._count = self.lies_in_it, self.position, count
        self.sheet.show_sheet(sheet, first, count)
        self.sheet.show_picture(picture)
        sheets = -(-(first - 1 + count) // sheet.positions)
        is_roll = sheet.positions == 1
        self._left_field.setVisible(is_roll)
        self._left.setValue(self._left_now())
        if not count:
            text = self.tr("Nothing to print")
        elif is_roll:
            text = self.tr("%n label(s) from the roll", "", count)
        else:
            text = self.tr("%n label(s)", "", count) + " · " + self.tr("%n sheet(s)", "", sheets)
            text += " · " + self.tr("from label %1 on").replace("%1", str(first))
        self._says.setText(text)
        self._tell_left()

    def printed(self, count: int, next_position: int) -> None:
        """So many came out well: the place and the roll go on."""
        if self.loose_sheet:
            self._loose[self.loose_sheet] = next_position
        if self.lies_in_it.positions == 1 and self._left_now():
            self._keep_left(max(0, self._left_now() - count))

    def _chosen(self, kind: str) -> str:
        found = self.which.currentData()
        return str(found[1]) if found and found[0] == kind else ""

    def _left_now(self) -> int:
        kept = self._office.kept(LEFT_KEPT, {})
        value = kept.get(self.which.currentText()) if isinstance(kept, dict) else None
        return value if isinstance(value, int) else 0

    def _keep_left(self, count: int) -> None:
        kept = self._office.kept(LEFT_KEPT, {})
        others = kept if isinstance(kept, dict) else {}
        self._office.keep(LEFT_KEPT, {**others, self.which.currentText(): count})
        self._tell_left()

    def _tell_left(self) -> None:
        left = self._left_now() if self.lies_in_it.positions == 1 else 0
        text = self.tr("%n label(s) left", "", left) if left else ""
        self._office.note_fact("labels", "printer", text)

    def _on_left(self) -> None:
        if self._left.value() != self._left_now():
            self._keep_left(self._left.value())

    def _on_which(self) -> None:
        self._office.keep(KEPT, list(self.which.currentData()))
        self.chosen.emit()

    def _on_position(self, position: int) -> None:
        if self.pack:
            self._packs[self.pack] = (self._packs[self.pack][0], position)
        else:
            self._loose[self.loose_sheet] = position
        self.chosen.emit()

    def _on_added(self, name: str) -> None:
        self._office.keep(KEPT, [PACK, name])
        self.fill()
        self.chosen.emit()


class _NewPack(QWidget):
    """Asks for a name and the kind of sheet; hidden until `begin`."""

    added = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._name = page.add_field(
            Field(page.tr("&Name of the pack"), QLineEdit(), name="name", required=True)
        )
        self._sheet = QComboBox()
        self._sheet.addItems(list(label_sheets()))
        self._sheet.setAccessibleName(page.tr("Kind of sheet"))
        add, leave = KeyButton(page.tr("Add"), "check"), KeyButton(page.tr("Leave it"), "x")
        add.clicked.connect(self._on_add)
        leave.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(self._sheet, stretch=1)
        row.addWidget(leave)
        row.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._name)
        column.addLayout(row)
        self.hide()

    def begin(self) -> None:
        self.show()
        self._name.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        name = self._name.control.property("text")
        command = AddSheetPack(name=name, sheet=self._sheet.currentText())
        self._page.office.perform(self._page, command, partial(self._on_done, str(name).strip()))

    def _on_done(self, name: str, _: Changes) -> None:
        self.hide()
        self._name.control.setProperty("text", "")
        self.added.emit(name)
