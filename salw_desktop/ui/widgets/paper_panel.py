"""One paper before it comes out: seen at true size, then printed or kept as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from salw_desktop.ui.choosers import NEW_FILE, ask_path
from salw_desktop.ui.icons import icon
from salw_desktop.ui.printers import Target, printer_names
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.empty_state import EmptyState
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import EnterButton, KeyButton
from salw_desktop.ui.widgets.paper_view import ZOOM_STEP, PaperView, Zoom
from salw_desktop.ui.workplace import Workplace

_TOP, _BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to come out. Without bytes it is drawn only when it is printed, and `instead` says so.

    One that `is_counted` is counted as printed by its desk; any other comes out as it is seen.
    """

    title: str
    file_name: str
    data: bytes
    note: str = ""
    instead: str = ""
    asks_why: bool = False
    asks_reading: bool = False
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """Where the paper is to go, and what was typed beside it."""

    target: Target
    reason: str
    language: str
    reader: str


class PaperPanel(QWidget):
    """Ctrl+P prints, Ctrl+S keeps a PDF, Esc goes back; it says `wanted` and leaves the doing to its page."""

    closed = Signal()
    wanted = Signal(object)  # Wish
    printer_shown = Signal(str)  # its name; none where no printer is installed

    def __init__(
        self, office: Workplace, desk_name: str, beside_printer: QWidget | None = None
    ) -> None:
        """`desk_name` is under which the chosen printer is remembered: labels have another than papers."""
        super().__init__()
        self._office, self._desk_name = office, f"printer.{desk_name}"
        self._beside_printer = beside_printer
        self.paper = Paper("", "", b"")
        self.view = PaperView()
        self._instead = EmptyState("printer", "", "")
        self._middle = QStackedLayout()
        self._why = Field(self.tr("&Why another copy"), QLineEdit(), name="reason", required=True)
        self._language = Field(self.tr("Read aloud &in"), QLineEdit(), name="read_aloud_in")
        self._reader = Field(self.tr("Read aloud &by"), QLineEdit(), name="read_aloud_by")
        self.fields = (self._why, self._language, self._reader)
        for field in self.fields:
            field.hide()  # or the narrowest window would have to be as wide as all of them
        self.printer = QComboBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addLayout(self._middle, stretch=1)
        for widget in (self.view, self._instead):
            self._middle.addWidget(widget)  # shown at once: before this it would be a window
        column.addLayout(self._foot())
        self.view.page_changed.connect(self._on_page)
        self.view.zoom_changed.connect(self._on_zoom)

    def show_paper(self, paper: Paper) -> None:
        self.paper = paper
        self._title.setText(paper.title)
        self._note.setText(paper.note)
        self._note.setVisible(bool(paper.note))
        self._instead.say(paper.title, paper.instead)
        self._middle.setCurrentWidget(self.view if paper.data else self._instead)
        self.view.show_paper(paper.data)
        self._why.setVisible(paper.asks_why)
        for field in (self._language, self._reader):
            field.setVisible(paper.asks_reading)
        for field in self.fields:
            field.say_nothing()
            _line(field).clear()
        self._fill_printers()
        first = self._why if paper.asks_why else self._language
        self.setFocusProxy(first.control if first.isVisibleTo(self) else self.view)
        self.setFocus()

    def save_to(self, path: str) -> None:
        self._wish(Path(path))

    def _head(self) -> QHBoxLayout:
        back = KeyButton(self.tr("Back"), "chevron-left", "Esc")
        back.clicked.connect(self.closed)
        self._title = one_line("", "section", self.tr("Paper"))
        self._note = one_line("", "warning", self.tr("Note"))
        self._page = one_line("", "soft", self.tr("Page"))
        self._zoom = one_line("", "soft", self.tr("Size"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(back)
        row.addLayout(words, stretch=1)
        row.addWidget(self._page)
        row.addWidget(self._zoom)
        for text, icon_name, press in (
            (self.tr("Smaller"), "zoom-out", self._on_smaller),
            (self.tr("Larger"), "zoom-in", self._on_larger),
            (self.tr("True size"), "ruler", self._on_true),
            (self.tr("Whole page"), "maximize", self._on_whole),
        ):
            button = EnterButton(icon(icon_name), "")
            button.setProperty("kind", "icon")
            button.setAutoDefault(False)
            button.setAccessibleName(text)
            button.setToolTip(text)
            button.clicked.connect(press)
            row.addWidget(button)
        return row

    def _foot(self) -> QHBoxLayout:
        self.save = KeyButton(self.tr("Keep as PDF"), "save", "Ctrl+S")
        self.print = KeyButton(self.tr("Print"), "printer", "Ctrl+P", "primary")
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.printer.setMinimumWidth(220)
        self.printer.activated.connect(self._on_printer_chosen)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in self.fields:
            row.addWidget(field, stretch=2, alignment=_TOP)
        row.addStretch(1)
        printer = Field(self.tr("P&rinter"), self.printer, name="printer")
        row.addWidget(printer, alignment=_TOP)
        if self._beside_printer is not None:
            row.addWidget(self._beside_printer)
        row.addWidget(self.save)
        row.addWidget(self.print)
        row.setAlignment(self.save, _BOTTOM)
        row.setAlignment(self.print, _BOTTOM)
        return row

    def _fill_printers(self) -> None:
        names = printer_names()
        self.printer.clear()
        self.printer.addItems(names or [self.tr("No printer is installed")])
        self.printer.setEnabled(bool(names))
        self.print.setEnabled(bool(names))
        kept = self._office.kept(self._desk_name)
        if kept in names:
            self.printer.setCurrentText(str(kept))
        self.printer_shown.emit(self._printer_name)

    @property
    def _printer_name(self) -> str:
        return self.printer.currentText() if self.printer.isEnabled() else ""

    def _wish(self, target: Target) -> None:
        texts = (_line(field).text().strip() for field in self.fields)
        self.wanted.emit(Wish(target, *texts))

    def _on_print(self) -> None:
        if self._says_why():
            self._wish(self.printer.currentText())

    def _says_why(self) -> bool:
        """Asked before a file is chosen, not after."""
        if not self.paper.asks_why or _line(self._why).text().strip():
            return True
        self._why.say_error(self.tr("Say why another copy is wanted: it is marked as a duplicate."))
        self._why.take_focus()
        return False

    def _on_save(self) -> None:
        if not self._says_why():
            return
        chooser = ask_path(
            self,
            self.tr("Keep as PDF"),
            "papers",
            NEW_FILE,
            self.save_to,
            workplace=self._office,
            start=self.paper.file_name,
            filters="PDF (*.pdf)",
        )
        chooser.setDefaultSuffix("pdf")

    def _on_printer_chosen(self) -> None:
        self._office.keep(self._desk_name, self._printer_name)
        self.printer_shown.emit(self._printer_name)

    def _on_page(self, page: int, pages: int) -> None:
        text = self.tr("Page %1 of %2").replace("%1", str(page)).replace("%2", str(pages))
        self._page.setText(text if pages else "")

    def _on_zoom(self, per_cent: int) -> None:
        self._zoom.setText(self.tr("%1 %").replace("%1", str(per_cent)))

    def _on_smaller(self) -> None:
        self.view.zoom_by(1 / ZOOM_STEP)

    def _on_larger(self) -> None:
        self.view.zoom_by(ZOOM_STEP)

    def _on_true(self) -> None:
        self.view.show_at(Zoom.TRUE)

    def _on_whole(self) -> None:
        self.view.show_at(Zoom.WHOLE)


def _line(field: Field) -> QLineEdit:
    assert isinstance(field.control, QLineEdit)  # noqa: S101  # each of the panel's fields is one
    return field.control
