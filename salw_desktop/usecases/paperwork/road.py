"""P13, the slip that goes with a stick: by it courier and headquarters know the files apart."""

from __future__ import annotations

from collections.abc import Sequence

from salw_desktop.database import exchange as sent
from salw_desktop.database import journal
from salw_desktop.domain.time import minutes
from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.signing import fingerprint
from salw_desktop.printing.bundle_slip import BundleSlip, Recipient, bundle_slips
from salw_desktop.usecases.exchange import Exported
from salw_desktop.usecases.paperwork.imprinting import imprint, site_called
from salw_desktop.usecases.register import Register
from salw_desktop.words.workshop_papers import BundleSlipWords

_KILO = 1000
_UNITS = ("bytes", "kB", "MB", "GB")


def slips_of(register: Register, exported: Exported) -> bytes:
    """One slip for each volume, printed when it was written: its hash is known only then."""
    reader, station = register.reader, register.station
    last = journal.tip(reader).n
    receipt = sent.last_receipt(reader)
    acknowledged = (
        f"No. {receipt['number']}, {minutes(str(receipt['given_at']))}" if receipt else ""
    )
    slips = [
        BundleSlip(
            number=f"{station['unit']}-{exported.set_id[:10].upper()}",
            file_name=volume.path.name,
            volume=at,
            volumes=len(exported.volumes),
            site=site_called(register),
            unit=str(station["unit"]),
            first_event=last - exported.events + 1 if exported.events else 0,
            last_event=last if exported.events else 0,
            events=exported.events if at == 1 else 0,
            photos=exported.photos,
            size=_size(volume.bytes),
            sha256=volume.sha256,
            recipients=_recipients(register),
            stick="",
            acknowledged=acknowledged,
            imprint=imprint(register),
        )
        for at, volume in enumerate(exported.volumes, 1)
    ]
    return bundle_slips(slips, BundleSlipWords())


def _recipients(register: Register) -> Sequence[Recipient]:
    return [
        Recipient(
            str(known["name"]),
            fingerprint_words(fingerprint(bytes.fromhex(str(known["sign_key"])))).split(),
        )
        for known in sent.registries(register.reader)
    ]


def _size(size_bytes: int) -> str:
    size = float(size_bytes)
    for unit in _UNITS[:-1]:
        if size < _KILO:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= _KILO
    return f"{size:.1f} {_UNITS[-1]}"
