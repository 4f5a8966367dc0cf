"""What waits, in numbers at the side: known on every page, whoever has looked at Home."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.ui.idle import now_ms
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.home.needs import side_counts
from salw_desktop.ui.sidebar import Sidebar
from salw_desktop.usecases.home import Home, home_of

HOME = "home"
LOOK_EACH_MS = 2_000
REST_MS = 1_000  # between two keys of somebody who types


class SideCounts(QObject):
    """Read anew a moment after something was done, while nobody types, unless a page has told them."""

    def __init__(self, office: Office, bar: Sidebar, last_input_ms: Callable[[], int]) -> None:
        super().__init__(bar)
        self._office, self._bar, self._last_input_ms = office, bar, last_input_ms
        self._are_old = True
        office.changed.connect(self._on_changed)
        looks = QTimer(self, interval=LOOK_EACH_MS)
        looks.timeout.connect(self.look_again)
        looks.start()

    def take(self, page: str, count: int) -> None:
        """What a page says of itself; Home tells all of them."""
        self._bar.show_count(page, count)
        self._are_old = self._are_old and page != HOME

    def look_again(self) -> None:
        """Where something was done since, and where somebody sees it: behind the cover and after a lock nothing is asked."""
        rests = now_ms() - self._last_input_ms() >= REST_MS
        if self._are_old and rests and self._bar.isVisible():
            self._are_old = False
            self._office.read(self._bar, home_of, self._show, self._on_unread, latest="counts")

    def _on_changed(self, _: frozenset[str]) -> None:
        self._are_old = True

    def _show(self, home: Home) -> None:
        counts = side_counts(home, self._office.register.clock().text)
        for page, count in counts.items():
            self._bar.show_count(page, count)

    def _on_unread(self, error: BaseException) -> None:
        """Nobody asked for them: Home says why they cannot be read, to whoever looks there."""
        if not isinstance(error, Refusal | Trouble):
            raise error
