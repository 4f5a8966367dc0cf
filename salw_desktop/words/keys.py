"""What a person is told when keys say no."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "operator.unknown": "No operator called “{name}” has a key to this register. Those who have: {known}.",
}

TROUBLES: dict[str, str] = {
    "sealed.damaged": "A sealed value does not open with its key, so one of the two was altered. Run `salw check` and restore the newest backup.",
    "memory.short": "The computer has not enough free memory to try the passphrase ({needed_mib} MB). Close other programs and try again.",
    "passphrase.wrong": "This is not the passphrase of {name}. Nothing was lost: try again, each word as it was written down.",
    "slots.altered": "The file of keys was altered: the passphrase is right, but it opens something else. Do not go on; restore the newest backup.",
    "slots.no-recovery": "This register has no slot for a recovery sheet, so no words can open it. Ask another operator who can.",
    "slots.damaged": "The file of keys and its copy cannot be read. Put both back from the newest backup; the register itself is untouched.",
}
