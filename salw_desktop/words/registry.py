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
    "enrol.twice": "A station with the key of {unit} is enrolled already. If this is another laptop, make a new register on it and enrol that.",
    "enrol.block-overlaps": "The numbers {block} that the station brings along belong to another station. Make its register anew without a block.",
    "enrol.practice-mixed": "Practice and real numbers never mix: {unit} is of the other kind than this registry. Enrol it where it belongs.",
    "series.malformed": "“{given}” is no series. Give the two letters of the country and two digits of the year, like XA26 for practice.",
    "station.unknown": "No station “{given}” is enrolled here. Known: {known}.",
    "station.several": "Several stations are called {given}. Name one by the first letters of its key: {devices}.",
    "registry.only-folders": "This program keeps a registry in a folder only. Give the path of a folder.",
    "certificate.other-annex": "The certificate {number} is signed, but its annex is not the one in the record. Do not trust the paper; ask the station.",
    "receipt.malformed": "This is not a registry's receipt. Ask the registry to write it again.",
    "receipt.old": "Receipt {number} is older than receipt {newest}, which was taken in before. Look for a newer one.",
    "receipt.other-station": "The receipt was written for another station or by another registry. Ask the registry for this station's own.",
}

TROUBLES: dict[str, str] = {
    "stick.no-drive": "There is no stick and no folder at {path}, so nothing was sent. Put the stick in and try again.",
    "stick.read-only": "The stick at {path} may not be written, so nothing was sent. Move its little switch, or take another stick.",
    "stick.full": "The stick at {path} is full, so nothing was sent. Make room on it or take another one.",
    "stick.busy": "Another program holds the stick at {path}, so nothing was sent. Close what is open on it and try again.",
    "stick.pulled": "The stick came out of {path} too soon. Nothing counts as sent: put it back in, or take another one, and try again.",
    "stick.verify-failed": "What was read back from {path} is not what was written. Throw this stick away and take another one.",
    "stick.failed": "Writing to {path} did not succeed ({word}), so nothing was sent. Try again, or take another stick.",
    "bundle.no-key-here": "{path} is sealed, and only a register or a registry has the key to look into it. Give --register or --at.",
}
