"""The look of every window: Fusion in light colours, the fonts we bring, one blue."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from salw_desktop.files import resource

FONTS = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")
BODY_PX = 13
INK, INK_SOFT = "#0F1B2A", "#5B6B7E"
PAGE, CARD, LINE = "#F3F6F9", "#FFFFFF", "#D5DDE6"
NAVY, NAVY_TEXT = "#0F2237", "#D6E2EF"
BLUE, BLUE_DARK, BLUE_PAGE = "#0B5CAD", "#084A8C", "#E6F0FA"
AMBER, AMBER_PAGE = "#8A4B00", "#FFF1D6"
RED, RED_PAGE = "#9B1C1C", "#FDE5E5"

_COLOURS = {
    QPalette.ColorRole.Window: PAGE,
    QPalette.ColorRole.WindowText: INK,
    QPalette.ColorRole.Base: CARD,
    QPalette.ColorRole.AlternateBase: PAGE,
    QPalette.ColorRole.Text: INK,
    QPalette.ColorRole.Button: CARD,
    QPalette.ColorRole.ButtonText: INK,
    QPalette.ColorRole.PlaceholderText: INK_SOFT,
    QPalette.ColorRole.Highlight: BLUE,
    QPalette.ColorRole.HighlightedText: CARD,
    QPalette.ColorRole.ToolTipBase: NAVY,
    QPalette.ColorRole.ToolTipText: NAVY_TEXT,
}
# the properties `role` are set where a widget is made: what it is, not how it looks
_SHEET = f"""
QLabel[role="title"] {{ font-size: 18px; font-weight: 600; }}
QLabel[role="number"] {{ font-size: 28px; font-weight: 700; }}
QLabel[role="soft"] {{ color: {INK_SOFT}; }}
QLabel[role="error"] {{ color: {RED}; font-weight: 600; }}
QLabel[role="practice"] {{ background: {AMBER_PAGE}; color: {AMBER}; font-weight: 600;
    padding: 10px 20px; }}
QLabel[role="alarm"] {{ background: {RED_PAGE}; color: {RED}; font-weight: 600; padding: 10px 20px; }}
QFrame[role="card"] {{ background: {CARD}; border: 1px solid {LINE}; border-radius: 8px; }}
QFrame[role="head"] {{ background: {NAVY}; }}
QFrame[role="head"] QLabel {{ color: {NAVY_TEXT}; }}
QFrame[role="head"] QLabel[role="title"] {{ color: {CARD}; }}
QTableView {{ background: {CARD}; border: none; gridline-color: {LINE}; outline: 0; }}
QTableView::item:selected {{ background: {BLUE_PAGE}; color: {INK}; }}
QTableView::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {CARD}; color: {INK_SOFT}; border: none;
    border-bottom: 1px solid {LINE}; padding: 6px 8px; }}
QLineEdit {{ background: {CARD}; border: 1px solid #8695A5; border-radius: 6px;
    padding: 0 10px; }}
QLineEdit:focus {{ border: 2px solid {BLUE}; padding: 0 9px; }}
QPushButton {{ border: 1px solid #8695A5; border-radius: 6px; padding: 0 16px; font-weight: 600; }}
QPushButton:focus {{ border: 2px solid {BLUE}; }}
QPushButton:default {{ background: {BLUE}; border-color: {BLUE}; color: {CARD}; }}
QPushButton:default:focus {{ border: 2px solid {INK}; }}
QPushButton:default:disabled {{ background: {LINE}; border-color: {LINE}; color: {INK_SOFT}; }}
"""


def dress(application: QApplication) -> None:
    """Give the application its style, colours and fonts; Trouble program.incomplete."""
    application.setStyle("Fusion")
    palette = QPalette()
    for role, colour in _COLOURS.items():
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    for name in FONTS:
        QFontDatabase.addApplicationFontFromData(resource(f"fonts/{name}"))
    font = QFont("Noto Sans")
    font.setPixelSize(BODY_PX)
    application.setFont(font)
    application.setStyleSheet(_SHEET)
