"""Sentences of the window itself: the cover, scanning, help."""

from __future__ import annotations

REFUSALS = {
    "cover.code-form": "The code of a shift has {digits} digits and nothing else.",
    "cover.code-easy": "Digits that are all alike or count up or down are tried first by everybody. Choose others.",
    "cover.code-wrong": "This is not the code of this shift. Tries left: {left}.",
    "cover.code-spent": "Five wrong codes: type your passphrase now, then choose a new code.",
    "scan.unknown": "Nothing here has the code {given}. It may belong to another site: look at the printed number.",
    "scan.layout-incomplete": "The calibration code arrived with {found} of {wanted} characters: the scanner drops or adds some. Reset it by its own sheet and scan again.",
    "scan.layout-ambiguous": "“{seen}” stands for two different characters: the scanner drops Shift. Set it to the keyboard layout of this computer and scan again.",
}
TROUBLES: dict[str, str] = {}
