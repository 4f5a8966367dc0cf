"""P12, the certificate of destruction with its annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salw_desktop.database import destruction
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.time import minutes
from salw_desktop.keys.certificates import letters
from salw_desktop.printing.annex import AnnexException, AnnexLine
from salw_desktop.printing.certificate import (
    AmendedList,
    CertificatePaper,
    KindCount,
    certificate,
)
from salw_desktop.printing.signatures import Signatory
from salw_desktop.usecases import lookup
from salw_desktop.usecases.destruction.certificates import Course, annex_lines, course_of
from salw_desktop.usecases.paperwork.imprinting import (
    imprint,
    kind_word,
    on_roster,
    place_at_site,
)
from salw_desktop.usecases.register import Register
from salw_desktop.words.papers import CertificateWords

_GRAMS_IN_A_KILO = 1000


def issued(register: Register, wanted: str) -> Row:
    """By its number. Refusal `certificate.unknown`."""
    row = destruction.certificate(register.reader, wanted.strip())
    if row is None:
        raise Refusal("certificate.unknown", field="certificate", given=wanted[:80])
    return row


def certificate_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """P12 with its annex. Refusal `certificate.unknown` before `issue-certificate`."""
    row = issued(register, wanted)
    session = lookup.session(register.reader, str(row["destruction_session"]))
    order_row = lookup.order(register.reader, str(session["destruction_order"]))
    results = destruction.results(register.reader, str(session["id"]))
    lines, words = annex_lines(results), CertificateWords()
    course = course_of(register.reader, str(session["id"]))
    counted = Counter(kind_word(line.type) for line in lines)
    destroyed = Counter(kind_word(line.type) for line in lines if line.outcome == "destroyed")
    paper = CertificatePaper(
        number=str(row["number"]),
        order_number=str(order_row["number"]),
        authority=str(order_row["authority"]),
        programme=str(order_row["campaign_name"]),
        legal_basis=str(order_row["legal_basis"]),
        date=str(session["ended_at"])[:10],
        place=place_at_site(register, session["place_name"]),
        method=str(session["method"]),
        started=minutes(str(session["started_at"])),
        ended=minutes(str(session["ended_at"])),
        weight_before=_kilos(session["weight_before_g"]),
        weight_after=_kilos(session["weight_after_g"]),
        scrap_to=str(session["scrap_to"] or ""),
        photographs=_photographs(lines, words),
        kinds=[KindCount(kind, counted[kind], destroyed[kind]) for kind in sorted(counted)],
        difference_reason=_why_different(lines, results, course),
        signatories=_certificate_signatories(register, session, row, words),
        lines=lines,
        exceptions=_exceptions(register, session, results),
        amended_list=_amended_list(course),
        counted_after=course.counted_after,
        ffe_number=course.ffe_number,
        batches=course.batches,
        interruptions=course.interruptions,
        annex_sha256=str(row["annex_sha256"]),
        code=str(row["code"]),
        letters=letters(str(row["annex_sha256"])),
        imprint=imprint(register, copy=copy),
    )
    return certificate(paper, words)


def _kilos(grams: object) -> str:
    """`341.5 kg`, exactly as it was weighed; empty where nothing was."""
    if not isinstance(grams, int):
        return ""
    whole, rest = divmod(grams, _GRAMS_IN_A_KILO)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") + " kg"


def _certificate_signatories(
    register: Register, session: Row, row: Row, words: CertificateWords
) -> list[Signatory]:
    custodian = on_roster(register, str(row["issued_by_name"]))
    boxes = [
        Signatory(
            words.responsible_officer,
            str(session["responsible_name"]),
            str(session["responsible_function"]),
            str(session["responsible_organisation"]),
        ),
        Signatory(
            words.custodian,
            str(custodian["name"]),
            str(custodian["function"]),
            str(custodian["organisation"]),
        ),
    ]
    for person in destruction.witnesses(register.reader, str(session["id"])):
        role = words.independent_witness if person["is_outside_chain"] else words.witness
        details = (str(person[name]) for name in ("name", "function", "organisation"))
        boxes.append(Signatory(role, *details))
    return boxes


def _exceptions(register: Register, session: Row, results: Sequence[Row]) -> list[AnnexException]:
    left = [
        AnnexException(line.control_number, f"{line.outcome}: {result['remark']}")
        for line, result in zip(annex_lines(list(results)), results, strict=True)
        if line.outcome != "destroyed"
    ]
    strangers = [
        AnnexException(str(scan["number"] or scan["code"]), str(scan["result"]))
        for scan in destruction.strangers(register.reader, str(session["id"]))
    ]
    return [*left, *strangers]


def _photographs(lines: Sequence[AnnexLine], words: CertificateWords) -> str:
    """Where the index is, if anybody took a picture."""
    shown = sum(bool(line.photos) for line in lines)
    if not shown:
        return words.no_photographs
    return words.photographs_of.format(shown=shown, items=len(lines))


def _why_different(lines: Sequence[AnnexLine], results: Sequence[Row], course: Course) -> str:
    """Why fewer were destroyed than counted in, and why more or fewer lay there afterwards."""
    left = [
        f"{line.control_number}: {result['remark']}"
        for line, result in zip(lines, results, strict=True)
        if line.outcome != "destroyed"
    ]
    return "; ".join([*left, *([course.difference_reason] if course.difference_reason else [])])


def _amended_list(course: Course) -> AmendedList | None:
    """Both hashes: of the list that was approved, and of what was left of it (practice e5)."""
    if not course.amendments:
        return None
    newest = course.amendments[-1]
    return AmendedList(
        course.frozen_sha256, newest.list_sha256, len(course.amendments), newest.at[:10]
    )
