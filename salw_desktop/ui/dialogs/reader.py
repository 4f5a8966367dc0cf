"""Shows a page of the manual, or the list of keys, beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QDialog, QStyle, QTextBrowser, QVBoxLayout, QWidget

from salw_desktop.domain.errors import Trouble
from salw_desktop.files import resource


def manual_page(name: str) -> str | None:
    """The Markdown of docs/manual/<name>.md, or None where the manual has no such page."""
    try:
        return resource(f"manual/{name}.md").decode() if name else None
    except Trouble:
        return None


class Reader(QDialog):
    """Stays open while the work goes on; Esc closes it."""

    def __init__(self, title: str, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(640, 560)
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(title)
        self.browser.setOpenLinks(False)  # nothing is fetched, nothing leaves the window
        self.browser.setMarkdown(markdown)
        self._mirror()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.browser)

    def _mirror(self) -> None:
        """Lines begin where their script does; a table stands left unless it is told."""
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        for frame in self.browser.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format().toTableFormat()
                form.setAlignment(side)
                frame.setFormat(form)
