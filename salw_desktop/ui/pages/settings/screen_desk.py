"""Look, size of texts, sounds, and when the screen is covered: each takes effect at once, for this operator."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from salw_desktop.ui.dialogs.new_passphrase import NewPassphraseDialog
from salw_desktop.ui.office import Office
from salw_desktop.ui.preferences import (
    COVER,
    LEAST_MINUTES,
    LOOK,
    MOST_MINUTES,
    SOUNDS,
    TEXT,
    TEXT_PERCENT,
    cover_minutes,
    has_sounds,
    look_name,
    text_percent,
)
from salw_desktop.ui.texts import label
from salw_desktop.ui.widgets.card import Card
from salw_desktop.ui.widgets.chip_row import SEGMENT, ChipRow
from salw_desktop.ui.widgets.field import Field
from salw_desktop.ui.widgets.key_button import KeyButton

CARD_PX = 560


class ScreenDesk(QWidget):
    """Shows what is kept, whoever changed it; keeps what is chosen."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        looks = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("outdoor", self.tr("Outdoor, for bright sun")),
        )
        self.look = ChipRow(self.tr("Look"), looks, kind=SEGMENT)
        sizes = tuple((str(each), f"{each} %") for each in TEXT_PERCENT)
        self.text = ChipRow(self.tr("Size of texts"), sizes, kind=SEGMENT)
        self.sounds = QCheckBox(self.tr("A short sound for right and for wrong"))
        self.minutes = QSpinBox(minimum=LEAST_MINUTES, maximum=MOST_MINUTES)
        self.minutes.setSuffix(self.tr(" minutes"))
        self.passphrase = KeyButton(self.tr("Another passphrase"), "key-round")
        self._lay_out()
        self.show_settings("")
        office.setting_changed.connect(self.show_settings)
        self.look.chosen_changed.connect(self._on_look)
        self.text.chosen_changed.connect(self._on_text)
        self.sounds.toggled.connect(partial(office.keep, SOUNDS))
        self.minutes.editingFinished.connect(self._on_minutes)

    def _lay_out(self) -> None:
        screen, own = Card(self.tr("Screen")), Card(self.tr("Yours"))
        for field in (
            Field(self.tr("Look"), self.look, name="look"),
            Field(self.tr("Size of texts"), self.text, name="text"),
            Field(self.tr("Sounds"), self.sounds, name="sounds"),
            Field(
                self.tr("Cover the screen after"),
                self.minutes,
                name="minutes",
                hint=self.tr("3 to 30; never while a job runs"),
            ),
        ):
            screen.column.addWidget(field)
        about = self.tr("New words for your own key. What you signed before stays valid.")
        own.column.addWidget(label(about, "soft"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.passphrase)
        buttons.addStretch(1)
        own.column.addLayout(buttons)
        column = QVBoxLayout()
        column.setSpacing(12)
        for card in (screen, own):
            card.setFixedWidth(CARD_PX)
            column.addWidget(card)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(column)
        row.addStretch(1)

    def show_settings(self, _: str) -> None:
        """As they are now: the look is also changed from the menu and the command box."""
        self.look.choose(look_name(self._office))
        self.text.choose(str(text_percent(self._office)))
        self.sounds.setChecked(has_sounds(self._office))
        self.minutes.setValue(cover_minutes(self._office))

    def ask_passphrase(self) -> NewPassphraseDialog:
        return NewPassphraseDialog(self._office.register, self._office.runner, self.window())

    def _on_look(self) -> None:
        self._office.keep(LOOK, self.look.choice)

    def _on_text(self) -> None:
        self._office.keep(TEXT, int(self.text.choice))

    def _on_minutes(self) -> None:
        self._office.keep(COVER, self.minutes.value())
