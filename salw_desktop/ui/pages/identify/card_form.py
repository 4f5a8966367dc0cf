"""The form of a model that the catalogue lacks: a card that headquarters names later."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from salw_desktop.ui.widgets.act_form import COUNT, LINES, ActForm, Asked, Values
from salw_desktop.usecases.weapons.identifying import MakeModelCard

PHOTOS_WANTED = 3  # (practice b9)


def card_form(called: str, photos: int) -> ActForm:
    """`called`: what was typed as its model so far; `photos`: how many there are of the item."""
    tr = QCoreApplication.translate
    about = tr(
        "IdentifyPage", "Headquarters names it later, and every record with this card follows."
    )
    if photos < PHOTOS_WANTED:
        about += " " + QCoreApplication.translate(
            "IdentifyPage", "Three photographs help: %n there.", "", photos
        )
    asked = (
        Asked("name", tr("IdentifyPage", "What you call it"), start=called, required=True),
        Asked(
            "described",
            tr("IdentifyPage", "What tells it from its neighbours"),
            LINES,
            required=True,
        ),
        Asked("measured_calibre_um", tr("IdentifyPage", "Calibre measured, µm"), COUNT),
    )
    title = tr("IdentifyPage", "A model that the catalogue lacks")
    return ActForm(title, about, asked, tr("IdentifyPage", "Make the card"))


def card_command(values: Values) -> MakeModelCard:
    """What the form says."""
    measured = values["measured_calibre_um"]
    return MakeModelCard(
        name=str(values["name"]),
        described=str(values["described"]),
        measured_calibre_um=measured if isinstance(measured, int) else None,
    )
