"""A session from its first scan to its certificate: the view that its state asks for, under a band of steps."""

from __future__ import annotations

from functools import partial

from typing_extensions import override

from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.destruction.breaks import InterruptView, RecountView
from salw_desktop.ui.pages.destruction.certificate import CertificateView
from salw_desktop.ui.pages.destruction.check import CheckView
from salw_desktop.ui.pages.destruction.cut import CutView
from salw_desktop.ui.pages.destruction.finish import BEFORE, FinishView
from salw_desktop.ui.pages.destruction.view import View, filled
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.texts import ltr
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.seen_stack import SeenStack
from salw_desktop.usecases.destruction.boards import SessionBoard, session_board
from salw_desktop.usecases.destruction.sessions import CHECKED, CHECKING, CLOSED, INTERRUPTED
from salw_desktop.usecases.register import Register

CHECK, CUT, FINISH, CERTIFY = "check", "cut", "finish", "certify"


class SessionView(View):
    """All that it knows is stored: closed at any moment, it opens again where it was."""

    def __init__(self, office: Office, page: Page) -> None:
        super().__init__(office, page)
        self._wanted = ""
        self._state = ""
        self.board: SessionBoard | None = None
        self.steps = ChipRow(
            self.tr("Steps of the session"),
            (
                (CHECK, self.tr("1  Check by scan")),
                (CUT, self.tr("2  Cut")),
                (FINISH, self.tr("3  Witnesses and weights")),
                (CERTIFY, self.tr("4  Certificate")),
            ),
            kind=SEGMENT,
        )
        self.steps.chosen_changed.connect(self._on_step)
        self.check = CheckView(office, page)
        self.cut = CutView(office, page)
        self.finish = FinishView(office, page)
        self.certificate = CertificateView(office, page)
        self.interrupt = InterruptView(office, page)
        self.recount = RecountView(office, page)
        self._views = SeenStack()
        for view in self._all():
            self._views.addWidget(view)
            view.left.connect(self.left)
        for view in (self.check, self.cut):
            view.interrupt_wanted.connect(self._on_interrupt)
        self.check.photo_wanted.connect(partial(self.finish.pictures.ask, BEFORE))
        self.cut.witnesses_wanted.connect(partial(self._go, FINISH))
        self.interrupt.given_up.connect(self._on_given_up)
        self.column.addWidget(self.steps)
        self.column.addWidget(self._views, stretch=1)

    def _all(self) -> tuple[View, ...]:
        return (
            self.check,
            self.cut,
            self.finish,
            self.certificate,
            self.interrupt,
            self.recount,
        )

    @property
    def in_front(self) -> View:
        return next(view for view in self._all() if view is self._views.currentWidget())

    def open(self, wanted: str) -> None:
        """By id or number."""
        if wanted != self._wanted:
            self._state, self.board = "", None
        self._wanted = wanted
        self.again()

    @override
    def again(self) -> None:
        if self._wanted:
            query = partial(_board, self._wanted)
            self.office.read(self.page, query, self._on_board, latest="session")

    @override
    def scanned(self, code: str) -> bool:
        return self.in_front.scanned(code)

    def _on_board(self, board: SessionBoard) -> None:
        self.board = board
        state = str(board.facts["state"])
        numbers = ltr(str(board.facts["number"])), ltr(str(board.order["number"]))
        self.page.subtitle(
            filled(self.tr("Session %1 · order %2 · %3"), *numbers, board.facts["place_name"])
        )
        for view in (self.check, self.cut, self.finish, self.certificate, self.recount):
            view.show_board(board)
        self.interrupt.show_board(board)
        if state != self._state:
            self._state = state
            self._enter(state)

    def _enter(self, state: str) -> None:
        """What the state asks for comes to the front, with the focus where the work is."""
        reachable = {CHECKING: (CHECK,), CHECKED: (CUT, FINISH), CLOSED: (CERTIFY,)}.get(state, ())
        for step in (CHECK, CUT, FINISH, CERTIFY):
            self.steps.chip(step).setEnabled(step in reachable)
        if state == INTERRUPTED:
            self.steps.choose()
            self._bring(self.recount)
            self.recount.begin()
        elif reachable:
            self._go(reachable[0])

    def _go(self, step: str) -> None:
        self.steps.choose(step)
        self._on_step()

    def _on_step(self) -> None:
        view, focus = {
            CHECK: (self.check, self.check.number_edit),
            CUT: (self.cut, self.cut.to_cut),
            FINISH: (self.finish, self.finish.person),
            CERTIFY: (self.certificate, self.certificate.exceptions),
        }[self.steps.choice]
        self._bring(view)
        focus.setFocus()

    def _bring(self, view: View) -> None:
        self._views.setCurrentWidget(view)
        self.page.fields = view.fields

    def _on_interrupt(self) -> None:
        self._bring(self.interrupt)
        self.interrupt.begin()

    def _on_given_up(self) -> None:
        self._enter(self._state)


def _board(wanted: str, register: Register) -> SessionBoard:
    return session_board(register, wanted)
