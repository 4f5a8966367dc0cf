"""One style sheet made from the colours of a look.

The properties `role`, `kind` and `state` are set where a widget is made: what it is, not how it looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 18px; font-weight: 700; }
QLabel[role="number"] { font-size: 28px; font-weight: 700; }
QLabel[role="huge"] { font-size: 64px; font-weight: 700; }
QLabel[role="mark"] { font-size: 40px; font-weight: 700; }
QLabel[role="tile-dark"] { font-size: 15px; font-weight: 700; color: $primary_text; }
QLabel[role="tile-note-dark"] { font-size: 12px; color: $primary_text; }
QLabel[role="section"] { font-size: 14px; font-weight: 700; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="caption"] { font-size: 12px; font-weight: 600; color: $ink_soft; }
QLabel[role="soft"] { font-size: 12px; color: $ink_soft; }
QLabel[role="ok"] { color: $ok; font-weight: 600; }
QLabel[role="warning"] { color: $warning; font-weight: 600; }
QLabel[role="error"] { color: $error; font-weight: 600; }
QLabel[role="required"] { font-size: 12px; color: $error; font-weight: 700; }
QLabel[role="practice"] { background: $warning_page; color: $warning; font-weight: 600; padding: 6px 20px; }
QLabel[role="alarm"] { background: $error_page; color: $error; font-weight: 600; padding: 8px 20px; }
QLabel[role="key"] { background: $grey_page; color: $grey; border-radius: 4px; padding: 1px 5px;
    font-size: 11px; font-weight: 600; }
QLabel[role="key-dark"] { background: rgba(128, 128, 128, 0.35); color: $primary_text; border-radius: 4px;
    padding: 1px 5px; font-size: 11px; font-weight: 600; }

QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[role="warning-card"] { background: $warning_page; border: 1px solid $warning; border-radius: 8px; }
QFrame[role="strip"] { background: $primary_page; border: 1px solid $line; border-radius: 8px; }
QFrame[role="head"] { background: $head; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $grey_page; border: none; }
QFrame[role="status"] QLabel { color: $grey; font-size: 12px; }
QFrame[role="status"] QPushButton { padding: 0 8px; min-height: 24px; font-size: 12px; }
QFrame[role="foot"] { background: $head; border: none; border-top: 1px solid $line; }
QFrame[role="bulk"] { background: $nav; border: none; border-radius: 8px; }
QFrame[role="bulk"] QLabel { color: $nav_text; }
QFrame[role="bulk"] QLabel[role="key-dark"] { color: $nav_text; }
QFrame[role="box"] { background: $page; border: 1px solid $edge; }
QFrame[role="cover"] { background: $nav; }
QFrame[role="cover"] > QWidget > QLabel { color: $nav_text; }
QFrame[role="cover"] > QWidget > QLabel[role="error"] { color: $accent; }
QFrame[role="blank"] { background: #000000; }
QFrame[role="bar"] { border-radius: 8px; border: 1px solid $line; }
QFrame[role="bar"][kind="done"] { background: $ok_page; border-color: $ok; }
QFrame[role="bar"][kind="done"] > QLabel { color: $ok; }
QFrame[role="bar"][kind="note"] { background: $info_page; border-color: $info; }
QFrame[role="bar"][kind="note"] > QLabel { color: $info; }
QFrame[role="bar"][kind="warning"] { background: $warning_page; border-color: $warning; }
QFrame[role="bar"][kind="warning"] > QLabel { color: $warning; }
QFrame[role="bar"][kind="error"] { background: $error_page; border-color: $error; }
QFrame[role="bar"][kind="error"] > QLabel { color: $error; }
QFrame[role="bar"] > QLabel { font-weight: 600; }

QFrame[role="sidebar"] { background: $nav; border: none; }
QFrame[role="sidebar"] QLabel { color: $nav_text; }
QFrame[role="sidebar"] QLabel[role="brand"] { color: #FFFFFF; font-size: 15px; font-weight: 700; }
QFrame[role="sidebar"] QLabel[role="soft"] { color: $nav_soft; font-size: 11px; }
QPushButton[kind="nav"] { background: transparent; border: none; border-radius: 6px; padding: 0; }
QPushButton[kind="nav"]:hover { background: rgba(255, 255, 255, 0.07); }
QPushButton[kind="nav"]:checked { background: $nav_on; }
QPushButton[kind="nav"]:focus { border: 2px solid $accent; }

QTableView, QTreeView, QListView { background: $card; border: 1px solid $line; border-radius: 8px;
    gridline-color: $line; outline: 0; alternate-background-color: $page; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $primary; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: $primary_page; color: $ink; }
QTableView::item { padding: 0 8px; }
QListView::item { padding: 6px 10px; min-height: 24px; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $page; color: $ink_soft; border: none; font-size: 12px; font-weight: 600;
    border-bottom: 1px solid $line; padding: 8px; }
QTableView#few QHeaderView::section { padding: 8px 8px 8px 11px; }
QHeaderView::section:horizontal:first, QHeaderView::section:horizontal:only-one { border-top-left-radius: 7px; }
QHeaderView::section:horizontal:last, QHeaderView::section:horizontal:only-one { border-top-right-radius: 7px; }
QTextBrowser { background: $card; border: 1px solid $line; border-radius: 8px; padding: 12px; }

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QDateEdit, QTimeEdit, QDoubleSpinBox { background: $card;
    color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 0 10px; min-height: 34px;
    selection-background-color: $primary; selection-color: $primary_text; font-size: 14px; }
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus, QDateEdit:focus, QTimeEdit:focus,
QDoubleSpinBox:focus { border: 2px solid $primary; padding: 0 9px; min-height: 32px; }
QPlainTextEdit:focus { padding: 5px 7px; }
*[state="warning"] { border: 2px solid $warning; background: $warning_page; min-height: 32px; }
*[state="error"] { border: 2px solid $error; background: $error_page; min-height: 32px; }
QAbstractSpinBox[state="warning"], QAbstractSpinBox[state="error"] { min-height: 29px; }
QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QTimeEdit:focus { padding: 0; min-height: 31px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: none; padding: 0 8px; min-height: 0; background: transparent; }
QLineEdit:read-only { background: transparent; border: none; padding: 0; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $ink_soft; background: $page; }
QComboBox QAbstractItemView { border-radius: 0; }
QSpinBox::up-button, QSpinBox::down-button, QDateEdit::up-button, QDateEdit::down-button, QTimeEdit::up-button,
QTimeEdit::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 24px; border: none; }
QSpinBox::up-arrow, QDateEdit::up-arrow, QTimeEdit::up-arrow, QDoubleSpinBox::up-arrow {
    image: url("$arrows/up-$name.svg"); width: 13px; height: 13px; }
QSpinBox::down-arrow, QDateEdit::down-arrow, QTimeEdit::down-arrow, QDoubleSpinBox::down-arrow {
    image: url("$arrows/down-$name.svg"); width: 13px; height: 13px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrows/down-$name.svg"); width: 16px; height: 16px; }
QCheckBox, QRadioButton { min-height: 28px; spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; background: $card; border: 1px solid $edge; border-radius: 4px; }
QCheckBox::indicator:focus { border-color: $primary; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary;
    image: url("$arrows/check-$name.svg"); }
QCheckBox::indicator:disabled { background: $page; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $ink_soft; border-color: $ink_soft; }
QCheckBox:focus, QRadioButton:focus { color: $primary; font-weight: 600; }

QPushButton { background: $card; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 0 14px;
    min-height: 34px; font-weight: 600; outline: 0; }
QPushButton:hover { background: $primary_page; }
QPushButton:focus { border: 2px solid $primary; padding: 0 13px; min-height: 32px; }
QPushButton:disabled { color: $ink_soft; border-color: $line; background: $page; }
QPushButton[kind="primary"], QPushButton:default { background: $primary; border-color: $primary; color: $primary_text; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled { background: $grey_page; border-color: $line;
    color: $ink_soft; }
QPushButton[kind="danger"] { color: $error; border-color: $error; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $primary; padding: 0 8px; }
QPushButton[kind="ghost"]:focus { border: 2px solid $primary; padding: 0 7px; }
QPushButton[kind="icon"] { padding: 0; min-width: 34px; background: transparent; border-color: transparent; }
QPushButton[kind="icon"]:focus { border: 2px solid $primary; }
QPushButton[kind="search"] { background: $page; border: 1px solid $line; border-radius: 8px; text-align: left; }
QPushButton[kind="search"]:focus { border: 2px solid $primary; }
QPushButton[kind="tile"] { text-align: left; border-radius: 8px; border-color: $line; }
QPushButton[kind="tile"]:hover { border-color: $primary; }
QPushButton[kind="row"] { background: transparent; border: 1px solid transparent; padding: 0; min-height: 30px;
    text-align: left; }
QPushButton[kind="row"]:hover { background: $page; }
QPushButton[kind="row"]:focus { border: 2px solid $primary; padding: 0; }
QPushButton[kind="chip"] { border: 1px solid $line; border-radius: 15px; min-height: 28px; padding: 0 12px;
    font-size: 12px; font-weight: 500; }
QPushButton[kind="chip"]:checked { background: $ink; border-color: $ink; color: $card; font-weight: 600; }
QPushButton[kind="chip"]:focus { border: 2px solid $primary; padding: 0 11px; min-height: 26px; }
QPushButton[kind="chip"]:checked:focus { border: 2px solid $accent; }
QPushButton[kind="segment"] { font-weight: 500; padding: 0 10px; }
QPushButton[kind="segment"][dense="true"] { padding: 0 5px; font-size: 12px; }
QPushButton[kind="segment"]:checked { background: $primary_page; border: 2px solid $primary; min-height: 32px; color: $primary;
    font-weight: 700; }
QPushButton[kind="segment"]:checked:focus { border: 2px solid $ink; }
QLabel[role="caption-of-button"] { font-weight: 600; }
QPushButton[kind="primary"] QLabel[role="caption-of-button"] { color: $primary_text; }
QPushButton[kind="danger"] QLabel[role="caption-of-button"] { color: $error; }
QPushButton[kind="ghost"] QLabel[role="caption-of-button"] { color: $primary; }
QPushButton[kind="search"] QLabel[role="caption-of-button"] { color: $ink_soft; font-weight: 400; }
QPushButton QLabel[role="caption-of-button"]:disabled { color: $ink_soft; }
QPushButton QLabel[role="key"] { color: $grey; font-size: 11px; }
QPushButton QLabel[role="key-dark"] { color: $primary_text; font-size: 11px; }
QPushButton QLabel[role="key-dark"]:disabled { color: $ink_soft; }
QPushButton[kind="nav"] QLabel { color: $nav_text; font-weight: 500; }
QPushButton[kind="nav"]:checked QLabel { color: #FFFFFF; font-weight: 600; }
QPushButton[kind="nav"] QLabel[role="soft"] { color: $nav_soft; font-weight: 400; font-size: 11px; }
QPushButton[kind="nav"]:checked QLabel[role="soft"] { color: $nav_text; }
QPushButton[kind="nav"] QLabel[role="count"] { background: #F0B64B; color: #2A1A00; border-radius: 7px;
    font-size: 11px; font-weight: 700; padding: 0 7px; }
QFrame[role="bulk"] QPushButton QLabel[role="caption-of-button"] { color: $nav_text; }
QFrame[role="bulk"] QPushButton { background: transparent; border-color: transparent; color: $nav_text; }
QFrame[role="bulk"] QPushButton:focus { border: 2px solid $accent; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 4px; min-height: 40px; min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }
QTabBar::tab { padding: 8px 14px; border: none; border-bottom: 2px solid transparent; color: $ink_soft; font-weight: 600; }
QTabBar::tab:selected { color: $primary; border-bottom: 2px solid $primary; }
QTabWidget::pane { border: none; }
QToolTip { color: $nav_text; background: $nav; border: 1px solid $line; padding: 4px; }
""")


def sheet(colours: Mapping[str, str], arrows: str) -> str:
    """The whole sheet in the colours of a look, each by its name; `arrows` is the folder of those of boxes."""
    return _SHEET.substitute(colours, arrows=arrows)
