"""P16, the recovery sheet, from the ten words while they are still known."""

from __future__ import annotations

from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.signing import fingerprint
from salw_desktop.printing.recovery import RecoverySheet, recovery_sheet
from salw_desktop.usecases.paperwork.imprinting import imprint
from salw_desktop.usecases.register import Register
from salw_desktop.words.papers import RecoveryWords


def recovery(register: Register, words: str, holders: tuple[str, str]) -> bytes:
    """P16, from the ten words while they are still known: they are kept nowhere."""
    station = register.station
    device = bytes.fromhex(str(station["device_key"]))
    sheet = RecoverySheet(
        unit=str(station["unit"]),
        site=str(station["site_code"]),
        register_id=str(station["id"]),
        date=register.clock().date,
        recovery_words=words.split(),
        fingerprint=fingerprint_words(fingerprint(device)).split(),
        holders=holders,
        imprint=imprint(register),
    )
    return recovery_sheet(sheet, RecoveryWords())
