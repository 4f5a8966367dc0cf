"""What `salw check` says of a file that is not as it was signed."""

from __future__ import annotations

FINDINGS: dict[str, str] = {
    "page": "The file itself is damaged: {what}.",
    "reference": "{table} row {id} points to a row of {parent} that is not there.",
    "schema": "The file's {name} {what}: somebody changed the file's rules, or another program did.",
    "value": "{table} {id} {column}: the file says “{found}”, the signed journal says “{signed}”.",
    "row-missing": "{table} {id}: the row is gone, the signed journal has it.",
    "row-added": "{table} {id}: the row was added behind the program's back, no signed event made it.",
    "replay": "Event {n} cannot be played again: {table} {id}.",
    "newer": "Event {n} was written by a newer program ({what}).",
    "history": "The history index of {id} at event {n} is wrong.",
    "lead": "serial_key {owner} {column}: there stands “{found}” in place of “{wanted}”. A search for this number goes astray.",
    "search": "The search index has lost entries ({what}): a serial number may not be found.",
    "unreadable": "The file cannot be read to its end: {why}.",
    "photo-missing": "The photograph {photo}… of {number} ({view}): its file is not in the folder. Put it back from a backup, or import it from the card again.",
    "photo-damaged": "The photograph {photo}… of {number} ({view}): its file was changed, cut short, or is that of another one. Put it back from a backup, or import it from the card again.",
    "photo-strange": "The file photos/{file} belongs to no photograph of this register: an adding that was broken off left it, or somebody put it there. It may be taken away.",
    "unclosed": "Branch {branch}, opened at event {n}, was never closed: the power failed, or its last events were cut off.",
    "event-hash": "Event {n} ({type}): its bytes do not give its id. It was changed.",
    "event-chain": "Event {n} ({type}): it does not follow the event before it. Events were swapped, removed or put in.",
    "event-missing": "Event {n} is missing from the journal.",
    "event-payload": "Event {n} ({type}): its bytes cannot be read.",
    "event-opening": "Event {n} ({type}): a branch is opened twice or without a key.",
    "event-operator": "Event {n} ({type}): its operator is not known.",
    "event-device": "Event {n} ({type}): it was not signed by this station's own key.",
    "event-opened-in-another-name": "Event {n} ({type}): a branch was opened in the name of somebody who did not sign it.",
    "event-branch-unknown": "Event {n} ({type}): its branch was never opened.",
    "event-branch": "Event {n} ({type}): number or operator does not fit its branch.",
    "event-signature": "Event {n} ({type}): its signature is wrong.",
    "event-witness": "Event {n} ({type}): the signature of the second person is missing or wrong.",
    "operator-key": "Operator {id}: the key in the slots is not the one that the journal gave him. The slots or the history were made anew.",
    "renewed-without-slot": "Operator {id} has a new key by the recovery sheet, but no passphrase for it: the power failed in between. Type the ten words again.",
    "recovered": "Event {n}: opened with the words of the recovery sheet, for operator {operator}. Compare with the log of the sheet.",
    "receipt-branch": "The registry holds event {event}, which is not in this file: its newest events were cut off, or an older copy was put back.",
    "receipt-key": "The registry knows another key of {name}: the history was signed anew.",
}


def finding(code: str, facts: dict[str, str | int | None]) -> str:
    return FINDINGS[code].format(**facts)
