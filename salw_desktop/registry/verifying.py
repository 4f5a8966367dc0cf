"""Is this paper, is this file what it says? Answered where the keys are, and half-answered where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.bundle.head import Head, Purpose
from salw_desktop.bundle.reader import Expectation, open_bundle
from salw_desktop.database import destruction, exchange
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.certificates import PREFIX, letters, read_code
from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.signing import fingerprint
from salw_desktop.registry import desk, stations
from salw_desktop.usecases.register import Register

LARGEST_CODE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence, and the facts behind it. What does not hold is a Refusal instead."""

    text: str
    facts: Mapping[str, object]


def certificate_code(given: str) -> str | None:
    """The code itself, or what a small text file holds; None where it is something else, as a sealed file is."""
    if given.strip().upper().startswith(PREFIX):
        return given
    path = Path(given)
    if path.is_file() and path.stat().st_size <= LARGEST_CODE_BYTES:
        data = files.read_limited(path, LARGEST_CODE_BYTES)
        if data.lstrip()[: len(PREFIX)].upper() == PREFIX.encode():
            return data.decode("ascii", errors="replace")
    return None


def certificate(code: str, place: Register | None) -> Verdict:
    """Refusal `certificate.signature-wrong` where anything on it was changed."""
    read = read_code(code)
    words = fingerprint_words(fingerprint(read.public))
    facts: dict[str, object] = {
        "certificate": read.number,
        "annex_sha256": read.annex_sha256,
        "letters": letters(read.annex_sha256),
        "fingerprint": words,
        "known": False,
        "station": None,
        "recorded": None,
    }
    unit = _station_of(read.public.hex(), place) if place else None
    if place is None or unit is None:
        return Verdict(
            f"Certificate {read.number}: the signature holds, but its station is not known here. Compare these words with"
            f" HQ: {words}. Letters of the annex: {facts['letters']}.",
            facts,
        )
    recorded = _recorded(read.number, place)
    if recorded is not None and recorded != read.annex_sha256:
        raise Refusal("certificate.other-annex", field="file", number=read.number)
    facts |= {"known": True, "station": unit, "recorded": recorded is not None}
    there = "and it stands in the record" if recorded else "but it is not in the record here"
    return Verdict(
        f"Certificate {read.number} was signed by station {unit}, {there}. Letters of the annex: {facts['letters']}.",
        facts,
    )


def _station_of(device: str, place: Register) -> str | None:
    own = place.station
    if own["role"] != desk.ROLE:
        return str(own["unit"]) if own["device_key"] == device else None
    enrolled = stations.by_device(place.reader, device)
    return str(enrolled["unit"]) if enrolled else None


def _recorded(number: str, place: Register) -> str | None:
    find = stations.certificate if place.station["role"] == desk.ROLE else destruction.certificate
    row = find(place.reader, number)
    return str(row["annex_sha256"]) if row else None


def bundle(file: Path, place: Register | None) -> Verdict:
    """Every refusal of `bundle.reader`; Trouble `bundle.no-key-here` without a register or registry beside it."""
    if not file.is_file():
        raise Trouble("file.missing", path=str(file))
    if place is None:
        raise Trouble("bundle.no-key-here", path=file.name)
    station = place.station
    is_registry = station["role"] == desk.ROLE
    known = _senders(place, is_registry=is_registry)

    def sender_key(head: Head) -> bytes | None:
        return bytes.fromhex(head.device) if head.device in known else None

    identity = AgeIdentity(place.database.secret("age_secret"))
    expected = Expectation(
        purpose=Purpose.FIELD_TO_HQ if is_registry else Purpose.RECEIPT,
        practice=bool(station["is_practice"]),
        addressee=bytes.fromhex(str(station["device_key"])),
        sender_key=sender_key,
    )
    with open_bundle(
        file, identities=[identity], scratch=place.folder.path, expected=expected
    ) as opened:
        head = opened.head
    count = sum(segment.last - segment.first + 1 for segment in head.segments)
    facts = {
        "purpose": head.purpose.value,
        "unit": head.unit,
        "set": head.set_id,
        "events": count,
        "number": head.number,
        "practice": head.practice,
        "sha256": opened.sealed.sha256,
    }
    what = f"{count} events" if is_registry else f"receipt {head.number}"
    return Verdict(f"Whole and signed: {what}, unit {head.unit}.", facts)


def _senders(place: Register, *, is_registry: bool) -> set[str]:
    if is_registry:
        return set(stations.devices(place.reader))
    return {str(row["sign_key"]) for row in exchange.registries(place.reader)}
