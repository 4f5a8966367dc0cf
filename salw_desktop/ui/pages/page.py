"""What every page of the window is and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.domain.strict_json import Json
from salw_desktop.ui.messages import wording
from salw_desktop.ui.office import Office
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.message_bar import ERROR, MessageBar
from salw_desktop.usecases.commands import Command

MARGIN_PX = 18


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the command box can begin: its words, and what the page is shown with."""

    text: str
    act: type[Command]
    subject: str = ""


class Page(QWidget):
    """One screen of the day. It is made when it is first needed and lives until the lock."""

    key: ClassVar[str]
    number: ClassVar[int | None] = None  # Ctrl+1…9, fixed for good (`ux.md §5.2`)
    icon: ClassVar[str] = "file-text"
    help_page: ClassVar[str] = ""  # docs/manual/<help_page>.md
    in_sidebar: ClassVar[bool] = True

    retitled = Signal()
    counted = Signal(str, int)  # key, number: the badge in the side bar; 0 takes it away

    @classmethod
    def title(cls) -> str:
        """In the side bar and at the head of the page."""
        raise NotImplementedError

    @classmethod
    def offers(cls) -> tuple[Offer, ...]:
        return ()

    @classmethod
    def keys(cls) -> tuple[tuple[str, str], ...]:
        """Its own keys and what they do, for the list of keys."""
        return ()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.setAccessibleName(self.title())
        self.fields: dict[str, Field] = {}
        self.head_buttons: Sequence[QWidget] = ()
        self.second_line = ""
        self.bar = MessageBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, 14)
        column.setSpacing(12)
        column.addWidget(self.bar)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, stretch=1)
        self._stale: set[str] = set()

    def shown(self, subject: str | None) -> None:
        """Each time it comes to the front; `subject` is what it is asked to show, None: as it was left."""

    def take_focus(self) -> None:
        """To what its work begins with, where `shown` has given the focus to nothing in it."""
        self.setFocus()

    def changed(self, tables: frozenset[str]) -> None:
        """After a command; a page that is not in front gets it when it comes there."""

    def scanned(self, code: str) -> bool:
        """A scan while it is in front; True takes it, else the item is opened."""
        del code
        return False

    def leaving(self) -> None:
        """Before another page, the cover, the lock."""

    def draft(self) -> Json:
        """What is half-typed; None where nothing is. Kept each two seconds, and found again after a power cut."""
        return None

    def take_draft(self, draft: Json) -> None:
        """Once, after it was made, where one was kept."""

    @override
    def heightForWidth(self, width: int) -> int:
        """The least: what holds a page lets it scroll below this, not below what would be pleasant."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1

    def subtitle(self, text: str) -> None:
        """The second line of its header."""
        self.second_line = text
        self.retitled.emit()

    def add_field(self, field: Field) -> Field:
        """From now on a refusal of this field stands at it."""
        self.fields[field.name] = field
        return field

    def turned_down(self, error: Refusal | Trouble) -> None:
        """At the field it names where that can be seen, else in the bar; nothing that was typed is lost."""
        name = error.field if isinstance(error, Refusal) else None
        field = self.fields.get(name or "")
        if field is not None and field.isVisibleTo(self):
            field.say_error(wording(error))
            field.take_focus()
        else:
            self.bar.say(ERROR, wording(error))
        self.office.sounds.wrong()

    def say_nothing(self) -> None:
        """Bar and fields are silent again."""
        self.bar.clear()
        for field in self.fields.values():
            field.say_nothing()

    def take_changes(self, tables: frozenset[str]) -> None:
        """For the window: at once in front, later behind."""
        self._stale |= tables
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """For the window: what changed while another page was in front."""
        if self._stale:
            tables, self._stale = frozenset(self._stale), set()
            self.changed(tables)
