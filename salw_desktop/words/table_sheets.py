"""Every word on the sheets of codes at the registration table and on the calibration sheet of a printer."""

from __future__ import annotations

from dataclasses import dataclass

REFUSALS = {
    "scan.misread": "The code {given} did not arrive whole: its check character is another one. Scan it again; if it happens again, learn the keyboard layout in the settings.",
    "scan.sheet-unknown": "This program does not know {given}: the sheet was printed by another version. Print a new one under Printing.",
    "scan.at-the-table": "This code fills in the form of a weapon: it is read on Register, under an open hand-in.",
}
TROUBLES: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class CommandSheetWords:
    """P4, the commands: every one can be scanned in place of a key."""

    title: str = "Command sheet"
    how_to: str = (
        "For the registration table: scan a code in place of the key. A figure goes where the cursor is, "
        "and only where something is written. Whether a weapon is unloaded has no code: that is said anew, by hand."
    )
    foot: str = "{title}   Printed {at} by {by}"
    item: str = "The item"
    keypad: str = "Figures"
    serial: str = "The number is"
    condition: str = "Condition"
    save_item: str = "Save, next item of this hand-in"
    save_person: str = "Save, receipt, next person"
    same: str = "Same as last"
    photo: str = "Take a picture"
    clear: str = "Clear the form, or undo that"
    next_field: str = "Next field"
    erase: str = "Erase one figure"


@dataclass(frozen=True, slots=True)
class ModelSheetWords:
    """P4, the models: one scan in place of a name."""

    title: str = "Model sheet"
    how_to: str = (
        "For the registration table: scan the model instead of typing it. First the models recorded here "
        "most often, then common small arms of every group. For any other model type its name."
    )
    foot: str = "{title}   Printed {at} by {by}"


@dataclass(frozen=True, slots=True)
class CalibrationWords:
    """The sheet on which the drift of a printer is read off."""

    title: str = "Calibration sheet"
    steps: tuple[str, ...] = (
        "Print this page on a sheet of {sheet}, or on plain paper that you hold behind one against the light. "
        "True size: the program that prints must not fit it to the page.",
        "Lay a ruler on the two scales: each is 100 mm long. If not, the printer stretches the page; "
        "switch that off first.",
        "See where the slanting row of each ladder crosses the cut edge of the label, and read the number "
        "beside that place: sideways at “Right”, up and down at “Down”.",
        "Type the two numbers beside the printer, with their signs. If the two ladders of one name differ, "
        "take the middle.",
        "Print one sheet of labels to see that it fits.",
    )
    right: str = "Right"
    down: str = "Down"
    unit: str = "mm"
    far: str = "Further off than 2 mm: read the crosses at the corners, half a millimetre from tick to tick."
    roll: str = (
        "The cross belongs 5.0 mm from the left and from the upper edge. "
        "5.4 mm from the left: type -0.4 at “Right”."
    )
