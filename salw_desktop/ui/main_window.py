"""The window of an open register: pages, keys, scans, cover."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from salw_desktop.domain.errors import Refusal
from salw_desktop.ui.clock_line import ClockLine
from salw_desktop.ui.cover import CoverSheet
from salw_desktop.ui.dialogs.command_box import CommandBox, Target
from salw_desktop.ui.dialogs.reader import Reader, manual_page
from salw_desktop.ui.dialogs.shift_code import ShiftCodeDialog
from salw_desktop.ui.header import Header
from salw_desktop.ui.hiding_keys import HidingKeys
from salw_desktop.ui.idle import Idle
from salw_desktop.ui.look import LOOKS, USUAL_PERCENT
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.operator_menu import OperatorMenu
from salw_desktop.ui.owed_check import OwedCheck
from salw_desktop.ui.pages import PAGES
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.preferences import LAYOUT, LOOK, TEXT, Preferences, text_percent
from salw_desktop.ui.scanner import Scanner
from salw_desktop.ui.side_counts import SideCounts
from salw_desktop.ui.sidebar import Sidebar
from salw_desktop.ui.status_bar import StatusBar
from salw_desktop.ui.texts import label
from salw_desktop.ui.wardrobe import Wardrobe
from salw_desktop.ui.window_keys import keys_in_words, targets
from salw_desktop.usecases.at_the_window import weapon_of_scan
from salw_desktop.usecases.cover import Cover

SIZE_PX = (1366, 768)
LEAST_PX = (1024, 640)
DRAFT_EACH_MS = 2_000
FIRST = "home"
PAGE, GEOMETRY, FOLDED = "window.page", "window.geometry", "window.folded"
LEAST_ROOM_PX = 1366  # what a page with the side bar is drawn for


class MainWindow(QMainWindow):
    """One for each unlock. `closed`: it is shut. `lock_asked`: lock, and ask for the passphrase anew."""

    closed = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        office: Office,
        scanner: Scanner,
        pages: tuple[type[Page], ...] = PAGES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self._scanner = scanner
        self._kinds = {page.key: page for page in pages}
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._visited: list[tuple[str, str | None]] = []
        self._hidden: list[QWidget] = []
        self._focused: QWidget | None = None
        self.setWindowTitle(office.register.folder.path.stem)
        self.setMinimumSize(*LEAST_PX)
        self.resize(*SIZE_PX)
        self.cover = Cover(office.register)
        self._root = QStackedWidget()
        self._body = self._make_body(pages)
        self._sheet = CoverSheet(self.cover, office.register.operator_name, office.runner)
        self._blank = QFrame()
        self._blank.setProperty("role", "blank")
        for widget in (self._body, self._sheet, self._blank):
            self._root.addWidget(widget)
        self.setCentralWidget(self._root)
        self.idle = Idle(lambda: scanner.last_input_ms, lambda: office.is_working, self)
        self._preferences = Preferences(office, scanner, self.idle)
        self._wardrobe = Wardrobe(self, self._stack, (self._sheet, self._blank))
        self._connect()
        self._bind_keys(pages)
        self._drafts = QTimer(self, interval=DRAFT_EACH_MS)
        self._drafts.timeout.connect(self._keep_draft)
        self._drafts.start()
        self._take_up()
        self._owed.begin()

    @property
    def page(self) -> Page:
        """The one in front."""
        frame = self._stack.currentWidget()
        assert isinstance(frame, QScrollArea)  # noqa: S101  # nothing else is ever put there
        page = frame.widget()
        assert isinstance(page, Page)  # noqa: S101
        return page

    def go(self, key: str, subject: str | None = None) -> None:
        """Brings a page to the front, making it where this is the first time; one that is not there is no error."""
        if key not in self._kinds:
            return
        if self._stack.count():
            self._keep_draft()
            self.page.leaving()
        page = self._pages.get(key) or self._make(key)
        self._visited.append((key, subject))
        self._stack.setCurrentWidget(self._frames[key])
        self._sidebar.show_page(key)
        self._header.show_page(page)
        self.office.keep(PAGE, key)
        page.catch_up()
        page.shown(subject)
        focused = self.focusWidget()  # known before the window is shown, too
        if focused is None or not page.isAncestorOf(focused):
            page.take_focus()  # the keys of a page work as soon as it is in front

    def go_back(self) -> None:
        if len(self._visited) > 1:
            self._visited.pop()
            self.go(*self._visited.pop())

    def cover_up(self) -> None:
        """Hides everything of the register, dialogs too; what was typed stays where it is."""
        if self._root.currentWidget() is not self._sheet:
            self._leave_sight()
            self._root.setCurrentWidget(self._sheet)
            self._sheet.show_asking()
            self.idle.covered(True)

    def blank(self) -> None:
        """Black at one key, for somebody who comes to the table; the same key brings the work back."""
        if self._root.currentWidget() is self._blank:
            self._come_back()
        elif self._root.currentWidget() is self._body:
            self._leave_sight()
            self._root.setCurrentWidget(self._blank)

    def _make_body(self, pages: tuple[type[Page], ...]) -> QWidget:
        register = self.office.register
        station = register.station
        place = str(station["site_name"])
        roles = ", ".join(sorted(self.office.roles)).capitalize()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._sidebar = Sidebar(pages, place, register.operator_name, roles)
        self._counts = SideCounts(self.office, self._sidebar, lambda: self._scanner.last_input_ms)
        self._header, self._stack, self.status = Header(), QStackedWidget(), StatusBar()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._header)
        if station["is_practice"]:
            practice = self.tr("Practice register: nothing in it is real")
            column.addWidget(label(practice, "practice", self.tr("Practice")))
        self._owed, self.clock = OwedCheck(self.office), ClockLine(self.office)
        for widget in (self._owed, self.clock, self._stack, self.status):
            column.addWidget(widget, stretch=int(widget is self._stack))
        row.addWidget(self._sidebar)
        row.addLayout(column, stretch=1)
        return body

    def _connect(self) -> None:
        office = self.office
        office.changed.connect(self._on_changed)
        office.told.connect(self._on_told)
        office.going.connect(self.go)
        office.returning.connect(self.go_back)
        office.finding.connect(self.open_command_box)
        office.noted.connect(self.status.say)
        office.job_began.connect(self.status.add_job)
        office.job_ended.connect(self.status.remove_job)
        office.setting_changed.connect(self._preferences.take)
        office.setting_changed.connect(self._on_setting)
        office.calibrating.connect(self._scanner.expect_calibration)
        self._scanner.scanned.connect(self._on_scanned)
        self._scanner.calibrated.connect(self._on_calibrated)
        self._scanner.calibration_failed.connect(self._on_calibration_failed)
        self._sidebar.page_chosen.connect(self.go)
        self._sidebar.menu_asked.connect(self._on_menu_asked)
        self._header.search_asked.connect(self.open_command_box)
        self._sheet.uncovered.connect(self._come_back)
        self._sheet.lock_asked.connect(self.lock_asked)
        self.idle.cover_due.connect(self.cover_up)
        self.idle.lock_due.connect(self.lock_asked)

    def _bind_keys(self, pages: tuple[type[Page], ...]) -> None:
        """On the body: under the cover none of them is heard."""
        for page in pages:
            if page.number:
                self._bind(f"Ctrl+{page.number}", partial(self.go, page.key))
        for key, act in (
            ("Ctrl+,", partial(self.go, "settings")),
            ("F2", partial(self.go, "register", "new")),
            ("Ctrl+N", partial(self.go, "register", "new")),
            ("Ctrl+/", self.show_keys),
            ("F1", self.show_help),
            ("F6", self._next_pane),
            ("F11", self._on_full_screen),
            ("Ctrl+L", self.cover_up),
            ("Ctrl+B", self._on_fold),
            ("Ctrl+Q", self.close),
            ("Alt+Left", self.go_back),
        ):
            self._bind(key, act)
        QShortcut(QKeySequence("F12"), self, self.blank)
        HidingKeys(self, {"F12": self.blank, "Ctrl+L": self.cover_up})

    def _bind(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self._body)
        shortcut.activated.connect(act)

    def _take_up(self) -> None:
        """As this operator left it."""
        self._preferences.take_up()
        self._on_setting(TEXT)
        geometry = self.office.kept(GEOMETRY)
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray(base64.b64decode(geometry)))
        page = self.office.kept(PAGE)
        known = isinstance(page, str) and page in self._kinds and self._kinds[page].in_sidebar
        self.go(str(page) if known else FIRST)

    def _make(self, key: str) -> Page:
        page = self._pages[key] = self._kinds[key](self.office)
        page.retitled.connect(partial(self._on_retitled, page))
        page.counted.connect(self._counts.take)
        # on a screen that is too small for a page it scrolls; nothing of it is out of reach
        frame = self._frames[key] = QScrollArea(widgetResizable=True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(page)
        self._stack.addWidget(frame)
        draft = self.office.kept(f"draft.{key}")
        if draft is not None:
            page.take_draft(draft)
        return page

    def _keep_draft(self) -> None:
        page = self.page
        self.office.keep(f"draft.{page.key}", page.draft())

    def _leave_sight(self) -> None:
        self._keep_draft()
        self.page.leaving()
        self._focused = QApplication.focusWidget()
        self._hidden = [
            each
            for each in QApplication.topLevelWidgets()
            if each is not self and each.isVisible() and each.isWindow()
        ]
        for each in self._hidden:
            each.hide()

    def _come_back(self) -> None:
        self.idle.covered(False)
        self._root.setCurrentWidget(self._body)
        for each in filter(shiboken6.isValid, self._hidden):  # what ended meanwhile is gone
            each.show()
        self._hidden = []
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.setFocus()
        else:
            self.page.take_focus()
        if not self.cover.takes_code:
            self._offer_code()

    def _offer_code(self) -> None:
        text = self.tr(
            "No code is chosen for this shift: a covered screen asks for the passphrase."
        )
        self.page.bar.say("note", text, self.tr("Choose a code"), self.choose_code)

    def choose_code(self) -> None:
        ShiftCodeDialog(self.cover, self.office.runner, self).open()

    def open_command_box(self) -> None:
        box = CommandBox(self.office, targets(self._kinds.values(), self.office), self)
        box.chosen.connect(self._on_target)
        box.open()

    def show_keys(self) -> None:
        Reader(self.tr("All keys"), keys_in_words(self._kinds.values()), self).show()

    def show_help(self) -> None:
        """The page's chapter of the manual; where there is none, the keys that work there."""
        text = manual_page(self.page.help_page) or keys_in_words([type(self.page)])
        Reader(self.page.title(), text, self).show()

    def _on_target(self, target: Target) -> None:
        if target.page in LOOKS:
            self.office.keep(LOOK, target.page)
        elif target.page in self._kinds:
            self.go(target.page, target.subject)
        else:
            self.go("stockpile", target.subject)

    def _on_changed(self, tables: frozenset[str]) -> None:
        for page in self._pages.values():
            page.take_changes(tables)

    def _on_told(self, kind: str, text: str) -> None:
        self.page.bar.say(kind, text)

    def _on_retitled(self, page: Page) -> None:
        if self._stack.currentWidget() is self._frames.get(page.key):
            self._header.show_title(page)

    def _on_scanned(self, code: str) -> None:
        """A scan where somebody else may look on does nothing, and in a dialog it is the dialog's affair."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CommandBox):
            dialog.reject()  # what it was opened to find is found
        elif self._root.currentWidget() is not self._body or dialog is not None:
            return
        self.status.scanned(code)
        if not self.page.scanned(code):
            query = partial(weapon_of_scan, code=code)
            self.office.read(self, query, self._on_scan_found, self._on_scan_unknown)

    def _on_scan_found(self, weapon: str) -> None:
        self.office.sounds.right()
        self.go("item" if "item" in self._kinds else "stockpile", weapon)

    def _on_scan_unknown(self, error: BaseException) -> None:
        self.office.sounds.wrong()
        self.page.bar.say("error", wording(error))

    def _on_calibrated(self, table: dict[str, str]) -> None:
        self.office.keep(LAYOUT, dict(table))
        self.office.sounds.right()
        self.office.tell("done", self.tr("The scanner's keyboard layout is learned."))

    def _on_calibration_failed(self, refusal: Refusal) -> None:
        self.office.sounds.wrong()
        self.page.bar.say("error", wording(refusal))

    def _on_menu_asked(self) -> None:
        menu = OperatorMenu(self)
        menu.cover_asked.connect(self.cover_up)
        menu.code_asked.connect(self.choose_code)
        menu.look_chosen.connect(partial(self.office.keep, LOOK))
        menu.lock_asked.connect(self.lock_asked)
        menu.close_asked.connect(self.close)
        corner = self._sidebar.mapToGlobal(self._sidebar.rect().bottomLeft())
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def _on_setting(self, name: str) -> None:
        """Larger texts take the room of the side bar where the screen has no other."""
        if name in (LOOK, TEXT):
            self._wardrobe.dress()
        if name == TEXT:
            percent = text_percent(self.office)
            room_px = self.screen().geometry().width() * USUAL_PERCENT // percent
            is_tight = percent > USUAL_PERCENT and room_px < LEAST_ROOM_PX
            self._sidebar.fold(bool(self.office.kept(FOLDED, is_tight)))

    def _on_fold(self) -> None:
        self._sidebar.fold(not self._sidebar.is_folded)
        self.office.keep(FOLDED, self._sidebar.is_folded)

    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _next_pane(self) -> None:
        """From the side bar to the page and back."""
        focused = QApplication.focusWidget()
        is_in_page = focused is not None and self.page.isAncestorOf(focused)
        if is_in_page and self.page.in_sidebar:
            self._sidebar.entry(self.page.key).setFocus()
        else:
            self.page.setFocus()
            self.page.focusNextChild()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_draft()
        self.page.leaving()
        self._drafts.stop()
        self.office.cancel_jobs()
        self.office.keep(GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())
        self.office.put_by()
        super().closeEvent(event)
        self.closed.emit()
