"""What a person is told when station and registry do not understand each other."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "code.letters": "“{given}” is not what the station reads out: six letters, such as KQWERT. Ask it again.",
    "code.none-left": "Every code of this station has been given. Enrolment makes no more; its second person must come.",
    "request.malformed": "This is not a station's request. Have the station write it again with `salw enrol`.",
    "request.unsigned": "The request was changed after the station signed it. Have the station write it again and bring it by hand.",
    "answer.malformed": "This is not a registry's answer. Ask the registry to write it again.",
    "answer.not-its-own": "The answer names other keys than those that signed it. Do not take it; ask the registry for a new one.",
    "answer.other-station": "The answer was written for another station. Ask the registry for this station's own.",
    "answer.taken": "The registry {name} is known here already. Nothing was changed.",
    "answer.too-many": "A station reports to {most} registries at most. Nothing was changed.",
    "block.practice-mixed": "The block {block} does not fit: practice numbers begin with XA and never mix with real ones. Ask the registry for another block.",
    "block.overlaps": "The block {block} overlaps {own}, which this station has already. Ask the registry for another block.",
    "export.not-enrolled": "This station is not enrolled with a registry yet, so nobody could open the bundle. Enrol it first with `salw enrol`.",
    "receipt.malformed": "This is not a registry's receipt. Ask the registry to write it again.",
    "receipt.old": "Receipt {number} is older than receipt {newest}, which was taken in before. Look for a newer one.",
    "receipt.other-station": "The receipt was written for another station or by another registry. Ask the registry for this station's own.",
}

TROUBLES: dict[str, str] = {}
