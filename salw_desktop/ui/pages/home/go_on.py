"""Where to go on: half-typed forms, and what was recorded last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.home.tiles import LayoutButton
from salw_desktop.ui.texts import label, ltr, one_line
from salw_desktop.ui.widgets.badge import Badge, said
from salw_desktop.ui.widgets.elided_label import ElidedLabel
from salw_desktop.ui.widgets.photo_strip import PhotoStrip
from salw_desktop.usecases.home import Recent

PICTURE_PX = 36


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A page with something half-typed on it."""

    page: str
    title: str
    icon: str


class GoOn(QWidget):
    """Rows that open what they name."""

    chosen = Signal(str, str)  # page, subject

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_all(self, drafts: Sequence[HalfTyped], recent: Sequence[Recent]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for draft in drafts:
            self._column.addWidget(self._draft(draft))
        for each in recent:
            self._column.addWidget(self._recent(each))
        if not drafts and not recent:
            self._column.addWidget(label(self.tr("Nothing recorded yet. The first: F2"), "soft"))

    def _draft(self, draft: HalfTyped) -> QPushButton:
        note = self.tr("Half-typed, kept even when the power fails")
        mark = IconMark(draft.icon, "primary", 22)
        return self._row(mark, draft.title, note, None, (draft.page, ""))

    def _recent(self, each: Recent) -> QPushButton:
        picture: QWidget = IconMark("image", "ink_soft", 22)
        if each.photo is not None:
            strip = PhotoStrip(self._office, size_px=PICTURE_PX)
            strip.show_photos((each.photo,))
            for button in strip.findChildren(QPushButton):
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            picture = strip
        note = " · ".join(
            text for text in (each.model or said(each.kind), ltr(each.serial)) if text
        )
        return self._row(picture, ltr(each.number), note, Badge.of(each.custody), ("item", each.id))

    def _row(
        self, picture: QWidget, text: str, note: str, badge: Badge | None, opens: tuple[str, str]
    ) -> QPushButton:
        row = QHBoxLayout()
        button = LayoutButton("row", row, PICTURE_PX + 12)
        button.setAccessibleName(f"{text}, {note}")
        button.clicked.connect(partial(self._on_row, opens))
        row.setContentsMargins(6, 2, 6, 2)
        row.setSpacing(12)
        holder = QWidget()
        holder.setFixedWidth(PICTURE_PX * 4 // 3 + 8)
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(picture, alignment=Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(one_line(text, "strong"))
        words.addWidget(ElidedLabel(note, "soft", note))
        words.addStretch()
        row.addWidget(holder)
        row.addLayout(words, stretch=1)
        if badge is not None:
            row.addWidget(badge)
        button.seal()
        return button

    def _on_row(self, opens: tuple[str, str]) -> None:
        self.chosen.emit(*opens)
