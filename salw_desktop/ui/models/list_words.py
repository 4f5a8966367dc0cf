"""The words of the long lists: headings, chips and groups of filters, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from salw_desktop.ui.badge_words import said
from salw_desktop.usecases.listings import Listing


def headings(listing: Listing) -> dict[str, str]:
    """Text by key of the column."""
    words = _headings()
    return {column.key: words[column.key] for column in listing.columns}


def chip_texts(listing: Listing) -> dict[str, str]:
    """Text by key of the chip; a chip of one word of a list is called by that word."""
    words = _chips()
    return {
        chip.key: (chip.term.facet != "state" and words.get(chip.key)) or said(chip.key)
        for chip in listing.chips
    }


def _headings() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "number": tr("Listing", "Number"),
        "model": tr("Listing", "Weapon"),
        "weapon": tr("Listing", "Weapon"),
        "serial": tr("Listing", "Serial number"),
        "place": tr("Listing", "Where"),
        "custody": tr("Listing", "Status"),
        "state": tr("Listing", "Status"),
        "safety": tr("Listing", "Safety"),
        "identification": tr("Listing", "Identified"),
        "calibre": tr("Listing", "Calibre"),
        "preservation": tr("Listing", "Condition"),
        "disposal": tr("Listing", "Meant for"),
        "handed_in": tr("Listing", "Handed in on"),
        "hand_in": tr("Listing", "Hand-in"),
        "campaign": tr("Listing", "Campaign"),
        "opened_on": tr("Listing", "Opened on"),
        "closed_on": tr("Listing", "Closed on"),
        "brought_by": tr("Listing", "Brought by"),
        "items": tr("Listing", "Items"),
        "method": tr("Listing", "Method"),
        "planned_on": tr("Listing", "Planned on"),
        "string": tr("Listing", "Mark"),
        "machine": tr("Listing", "Machine"),
        "cause": tr("Listing", "Why"),
        "kind": tr("Listing", "Kind"),
        "copy": tr("Listing", "Copy"),
        "reason": tr("Listing", "Reason"),
        "printed_by": tr("Listing", "Printed by"),
        "printed_at": tr("Listing", "Printed at"),
        "asked_at": tr("Listing", "Asked for at"),
        "position": tr("Listing", "Position"),
        "pack": tr("Listing", "Sheet pack"),
        "raised_at": tr("Listing", "Raised at"),
        "said": tr("Listing", "What happened"),
        "acknowledged_by": tr("Listing", "Answered by"),
        "name": tr("Listing", "Name"),
        "function": tr("Listing", "Function"),
        "organisation": tr("Listing", "Organisation"),
        "roles": tr("Listing", "Roles"),
        "blocked": tr("Listing", "Blocked on"),
    }


def _chips() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "missing": tr("Listing", "Missing"),
        "left us": tr("Listing", "Left us"),
        "to identify": tr("Listing", "To identify"),
        "to mark": tr("Listing", "To mark"),
        "ordered": tr("Listing", "In an order"),
        "on hold": tr("Listing", "On hold"),
        "alarm": tr("Listing", "Alarm"),
        "not checked": tr("Listing", "Not checked"),
        "not safe": tr("Listing", "Not safe"),
        "label": tr("Listing", "Label waiting"),
        "first": tr("Listing", "First prints"),
        "reprint": tr("Listing", "Reprints"),
        "open": tr("Listing", "Open"),
        "answered": tr("Listing", "Answered"),
        "at work": tr("Listing", "May work"),
        "blocked": tr("Listing", "Blocked"),
    }


def facet_texts() -> dict[str, str]:
    """What a group of the filter menu is called; flags stand in a group of their own, under ""."""
    tr = QCoreApplication.translate
    return {
        "custody": tr("Listing", "&Where it stands"),
        "state": tr("Listing", "&Status"),
        "kind": tr("Listing", "&Kind"),
        "model": tr("Listing", "&Model"),
        "place": tr("Listing", "&Place"),
        "recorded": tr("Listing", "&Recorded"),
        "": tr("Listing", "&To do and to know"),
    }


def day_texts() -> dict[int, str]:
    """Spans of the filter on dates, by their days."""
    tr = QCoreApplication.translate
    return {
        1: tr("Listing", "Today"),
        7: tr("Listing", "Last 7 days"),
        31: tr("Listing", "Last 31 days"),
        366: tr("Listing", "Last 366 days"),
    }
