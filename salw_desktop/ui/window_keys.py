"""What the window itself offers by key and by name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from salw_desktop.ui.dialogs.command_box import Target
from salw_desktop.ui.office import Office
from salw_desktop.ui.pages.page import Page
from salw_desktop.ui.sidebar import key_of_page
from salw_desktop.ui.texts import ltr


def targets(pages: Iterable[type[Page]], office: Office) -> list[Target]:
    """Pages, then the acts that this operator may do, then the looks."""
    pages = list(pages)
    found = [
        Target(page.title(), page.icon, page.key, key=key_of_page(page))
        for page in pages
        if page.in_sidebar
    ]
    found += [
        Target(offer.text, page.icon, page.key, offer.subject)
        for page in pages
        for offer in page.offers()
        if office.may(offer.act)
    ]
    return [
        *found,
        Target(_tr("Light look"), "sun", "light"),
        Target(_tr("Dark look"), "moon", "dark"),
        Target(_tr("Outdoor look, for bright sun"), "monitor", "outdoor"),
    ]


def window_keys() -> tuple[tuple[str, str], ...]:
    """Keys that work on every page."""
    return (
        ("F1", _tr("Help for this page")),
        ("F2, Ctrl+N", _tr("New weapon")),
        ("F6", _tr("From the side bar to the page and back")),
        ("F11", _tr("Full screen")),
        ("F12", _tr("Black screen; again brings the work back")),
        ("Ctrl+K", _tr("Find a weapon, a page, an act")),
        ("Ctrl+/", _tr("All keys")),
        ("Ctrl+B", _tr("Fold the side bar")),
        ("Ctrl+L", _tr("Cover the screen")),
        ("Ctrl+Q", _tr("Lock and close")),
        ("Alt+Left", _tr("Back to the page before")),
    )


def keys_inside() -> tuple[tuple[str, str], ...]:
    """Keys of what stands on many pages: lists, rows of chips, forms, boxes."""
    return (
        ("Enter", _tr("In a list: open the row; on a button: press it")),
        ("Space", _tr("In a list: tick the row; in the camera's box: take the picture")),
        ("Shift+↑, Shift+↓", _tr("In a list: tick on the way")),
        ("Ctrl+A", _tr("In a list: tick all rows")),
        ("Ctrl+F", _tr("Search in the list")),
        ("Home, End", _tr("In a list: the first row, the last row")),
        ("A … Z", _tr("In a list: go to what begins like this")),
        ("1 … 9", _tr("In a row of chips: choose by place")),
        ("Ctrl+Enter", _tr("In a form: do what it says")),
        ("Esc", _tr("Leave a form, a box, a preview; empty a search; untick the rows")),
    )


def keys_in_words(pages: Iterable[type[Page]]) -> str:
    """Markdown: the window's keys, then each page's own."""
    pages = list(pages)
    there = [(key_of_page(page), page.title()) for page in pages if key_of_page(page)]
    parts = [_table(_tr("Everywhere"), (*window_keys(), *there))]
    parts.append(_table(_tr("In lists, forms and boxes"), keys_inside()))
    parts += [_table(page.title(), page.keys()) for page in pages if page.keys()]
    return "\n".join(parts)


def _table(heading: str, keys: Iterable[tuple[str, str]]) -> str:
    rows = [(f"**{ltr(key)}**", what) for key, what in keys]
    lines = [_line(_tr("Key"), _tr("What it does")), "|---|---|\n", *(_line(*row) for row in rows)]
    return f"## {heading}\n\n{''.join(lines)}\n"


def _line(*cells: str) -> str:
    """No table of a document is mirrored with the window."""
    seen = reversed(cells) if QGuiApplication.isRightToLeft() else cells
    return f"| {' | '.join(seen)} |\n"


def _tr(text: str) -> str:
    return QCoreApplication.translate("WindowKeys", text)
