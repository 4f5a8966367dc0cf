"""Large buttons: the three ways to begin, and the figures that open what they count."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from salw_desktop.ui.icons import IconMark
from salw_desktop.ui.texts import one_line
from salw_desktop.ui.widgets.key_button import EnterButton

TILE_PX, FIGURE_PX = 64, 96


class LayoutButton(EnterButton):
    """As high as its content and no lower than `least_px`; its children take no clicks of their own."""

    def __init__(
        self, kind: str, inside: QBoxLayout, least_px: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self._inside = inside
        self._least_px = least_px
        self.setLayout(inside)

    def seal(self) -> None:
        """Once everything stands inside."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        return self._inside.sizeHint().expandedTo(QSize(0, self._least_px))

    @override
    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize().expandedTo(QSize(0, self._least_px))


class StartTile(LayoutButton):
    """A way to begin: icon, words, and the key that does the same anywhere."""

    def __init__(
        self,
        icon: str,
        text: str,
        key: str,
        *,
        is_first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        row = QHBoxLayout()
        super().__init__("primary" if is_first else "tile", row, TILE_PX, parent)
        row.setContentsMargins(16, 8, 14, 8)
        row.setSpacing(14)
        row.addWidget(IconMark(icon, "primary_text" if is_first else "primary", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._text = one_line(text, "tile-dark" if is_first else "section")
        self._note = one_line("", "tile-note-dark" if is_first else "soft")
        words.addStretch()
        words.addWidget(self._text)
        words.addWidget(self._note)
        words.addStretch()
        row.addLayout(words, stretch=1)
        mark = one_line(key, "key-dark" if is_first else "key")
        mark.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.seal()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.say(text, "")

    def say(self, text: str, note: str) -> None:
        self._text.setText(text)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{text}. {note}" if note else text)


class FigureTile(LayoutButton):
    """One figure; a press opens what it counts."""

    def __init__(
        self, icon: str, token: str, caption: str, opens: str, parent: QWidget | None = None
    ) -> None:
        column = QVBoxLayout()
        super().__init__("tile", column, FIGURE_PX, parent)
        self.setToolTip(opens)
        self._caption = caption
        column.setContentsMargins(14, 10, 10, 10)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark(icon, token))
        head.addWidget(one_line(caption, "caption"))
        head.addStretch()
        self._number = one_line("–", "number")
        self._note = one_line("", "soft")
        column.addLayout(head)
        for shown in (self._number, self._note):  # figures have no direction of their own
            column.addWidget(shown, alignment=Qt.AlignmentFlag.AlignLeading)
        self.seal()
        self.setAccessibleName(caption)

    @property
    def shown(self) -> str:
        """The figure as it stands there."""
        return self._number.text()

    def show_figure(self, number: int, note: str) -> None:
        self._number.setText(f"{number:,}")
        self._note.setText(note)
        self.setAccessibleName(f"{self._caption}: {number:,}. {note}".rstrip(". "))
