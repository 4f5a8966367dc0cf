"""Is this paper, is this file what it says? Answered where the keys are, and half-answered where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salw_desktop import files
from salw_desktop.bundle.head import Head, Purpose
from salw_desktop.bundle.reader import Expectation, open_bundle
from salw_desktop.database import destruction, exchange, handling, journal
from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.keys.age import AgeIdentity
from salw_desktop.keys.certificates import (
    CERTIFICATE,
    DAY_SHEET,
    RECEIPT,
    PaperCode,
    letters,
    read_code,
)
from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.receipt_secrets import is_secret
from salw_desktop.keys.signing import fingerprint
from salw_desktop.registry import desk, stations
from salw_desktop.registry.embedded import EmbeddedHoldings
from salw_desktop.usecases.commands import perform
from salw_desktop.usecases.intake import receipts
from salw_desktop.usecases.register import Register

LARGEST_CODE_BYTES = 4096
_DATE_LETTERS = len("2026-11-22")
PREFIXES = (CERTIFICATE.prefix, RECEIPT.prefix, DAY_SHEET.prefix)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence, and the facts behind it. What does not hold is a Refusal instead."""

    text: str
    facts: Mapping[str, object]


def paper_code(given: str) -> str | None:
    """The code itself, or what a small text file holds; None where it is something else, as a sealed file is."""
    if given.strip().upper().startswith(PREFIXES):
        return given
    path = Path(given)
    if path.is_file() and path.stat().st_size <= LARGEST_CODE_BYTES:
        data = files.read_limited(path, LARGEST_CODE_BYTES)
        if data.lstrip().upper().startswith(tuple(prefix.encode() for prefix in PREFIXES)):
            return data.decode("ascii", errors="replace")
    return None


def paper(code: str, place: Register | None) -> Verdict:
    """A certificate, a receipt or a day sheet. Refusal `certificate.signature-wrong` where anything was changed."""
    signed, _, secret = code.strip().partition(receipts.SECRET_AFTER)
    read = read_code(signed)
    if read.kind is RECEIPT:
        return _receipt(read, secret, place)
    return _day_sheet(read, place) if read.kind is DAY_SHEET else _certificate(read, place)


def _receipt(read: PaperCode, secret: str, place: Register | None) -> Verdict:
    """Where it was issued the bearer's secret is looked at, and the slip marked as shown."""
    unit = _station_of(read.public.hex(), place) if place else None
    words = fingerprint_words(fingerprint(read.public))
    facts: dict[str, object] = {
        "receipt": read.number,
        "lines_sha256": read.annex_sha256,
        "letters": letters(read.annex_sha256),
        "fingerprint": words,
        "known": unit is not None,
        "station": unit,
        "is_bearers": None,
    }
    if place is None or unit is None:
        return Verdict(
            f"Receipt {read.number}: the signature holds, but its station is not known here. Compare these words with"
            f" HQ: {words}.",
            facts,
        )
    if place.station["role"] == desk.ROLE:
        return _receipt_at_hq(read, secret, place, unit, facts)
    kept = handling.receipt(place.reader, read.number)
    if kept is not None and kept["lines_sha256"] != read.annex_sha256:
        return _other_items(read, unit, facts)
    shown = perform(receipts.ShowReceipt(number=read.number, secret=secret), place).answer
    facts |= {"is_bearers": True, "issued_on": shown["issued_on"], "state": shown["state"]}
    facts["shown_before"] = shown["shown_before"]
    before = f", shown {shown['shown_before']} times before" if shown["shown_before"] else ""
    counts = "" if shown["state"] == "issued" else ", but another one has taken its place"
    return Verdict(
        f"Yes. Receipt {read.number} of station {unit}, issued on {shown['issued_on']}{counts}{before}; marked as shown.",
        facts,
    )


def _receipt_at_hq(
    read: PaperCode, secret: str, place: Register, unit: str, facts: dict[str, object]
) -> Verdict:
    row = stations.hand_in_receipt(place.reader, read.public.hex(), read.number)
    if row is None:
        return Verdict(
            f"Receipt {read.number} was signed by station {unit} and has not reached HQ.", facts
        )
    if row["lines_sha256"] != read.annex_sha256:
        return _other_items(read, unit, facts)
    is_bearers = row["secret_hash"] is None or is_secret(
        secret, str(row["salt"]), str(row["secret_hash"])
    )
    if not is_bearers:
        raise Refusal("receipt.secret-wrong", field="file")
    facts |= {"is_bearers": True, "issued_on": row["issued_on"], "state": row["state"]}
    counts = "" if row["state"] == "issued" else ", but another one has taken its place"
    return Verdict(
        f"Yes. Receipt {read.number} of station {unit} is in HQ's record{counts}.", facts
    )


def _other_items(read: PaperCode, unit: str, facts: dict[str, object]) -> Verdict:
    """Signed by the station, and not what it wrote down: an older copy of the register gave the number again."""
    return Verdict(
        f"Receipt {read.number} was signed by station {unit}, but the record lists other items under this number.",
        facts,
    )


def _day_sheet(read: PaperCode, place: Register | None) -> Verdict:
    """Its newest event anchors the journal outside the laptop. Refusal `day-sheet.not-in-journal`."""
    unit = _station_of(read.public.hex(), place) if place else None
    words = fingerprint_words(fingerprint(read.public))
    facts: dict[str, object] = {
        "day_sheet": read.number,
        "date": read.number[-_DATE_LETTERS:],
        "newest_event": read.annex_sha256,
        "letters": letters(read.annex_sha256),
        "fingerprint": words,
        "known": unit is not None,
        "station": unit,
        "in_journal": None,
    }
    if place is None or unit is None:
        return Verdict(
            f"Day sheet {read.number}: the signature holds, but its station is not known here. Compare these words with"
            f" HQ: {words}.",
            facts,
        )
    if place.station["role"] != desk.ROLE:
        if journal.place_of(place.reader, read.annex_sha256) is None:
            raise Refusal("day-sheet.not-in-journal", field="file", number=read.number)
        facts["in_journal"] = True
        return Verdict(
            f"Day sheet {read.number} of station {unit}: its newest event stands in the journal."
            f" Letters of the seal: {facts['letters']}.",
            facts,
        )
    enrolled = stations.by_device(place.reader, read.public.hex()) or {}
    holdings = EmbeddedHoldings(place.reader, str(enrolled.get("id")))
    facts["in_journal"] = holdings.has(read.annex_sha256)
    there = "is held by HQ" if facts["in_journal"] else "has not reached HQ"
    return Verdict(
        f"Day sheet {read.number} of station {unit}: its newest event {there}."
        f" Letters of the seal: {facts['letters']}.",
        facts,
    )


def _certificate(read: PaperCode, place: Register | None) -> Verdict:
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
    recorded = _recorded(read, place)
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


def _recorded(read: PaperCode, place: Register) -> str | None:
    if place.station["role"] == desk.ROLE:
        row = stations.certificate(place.reader, read.public.hex(), read.number)
    else:
        row = destruction.certificate(place.reader, read.number)
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
