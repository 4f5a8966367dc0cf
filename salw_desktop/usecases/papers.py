"""Papers made from the record and from nothing else: values gathered here, drawn in printing/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salw_desktop.database import destruction, people, weapons
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.serials import SerialStatus
from salw_desktop.domain.time import minutes
from salw_desktop.keys.certificates import letters
from salw_desktop.keys.passphrases import fingerprint_words
from salw_desktop.keys.signing import fingerprint
from salw_desktop.printing.annex import AnnexException
from salw_desktop.printing.certificate import CertificatePaper, KindCount, certificate
from salw_desktop.printing.imprint import Imprint
from salw_desktop.printing.labels import Label, label_sheet
from salw_desktop.printing.order import Approval, Mandate, OrderLine, OrderPaper, destruction_order
from salw_desktop.printing.recovery import RecoverySheet, recovery_sheet
from salw_desktop.printing.signatures import Signatory
from salw_desktop.usecases import catalogue, lookup
from salw_desktop.usecases.destruction.sessions import annex_lines
from salw_desktop.usecases.register import Register
from salw_desktop.words.papers import CertificateWords, LabelWords, OrderWords, RecoveryWords

_GRAMS_IN_A_KILO = 1000


def labels(register: Register, *, start: int = 1, numbers: Sequence[str] = ()) -> bytes:
    """The waiting labels, or those of the weapons named, from position `start` of a half-used sheet on."""
    words, is_practice = LabelWords(), bool(register.station["is_practice"])
    if numbers:
        rows = [lookup.weapon(register.reader, number) for number in numbers]
    else:
        rows = weapons.labels(register.reader, "waiting")
    if not rows:
        raise Refusal("label.none-waiting", field="weapons")
    made = [_label(row, words, is_practice=is_practice) for row in rows]
    return label_sheet(made, words=words, start=start)


def _label(row: Row, words: LabelWords, *, is_practice: bool) -> Label:
    if not row["number"]:
        raise Refusal("weapon.no-number", field="weapons")
    number, serial = str(row["number"]), str(row["serial"])
    return Label(
        code=scan_code(number),
        number=number,
        kind=_short_kind(row),
        serial_tail=f"…{serial[-4:]}" if serial else _without_serial(row, words),
        date=str(row["recorded_at"])[:10],
        is_practice=is_practice,
    )


def _without_serial(row: Row, words: LabelWords) -> str:
    """Why there is nothing to compare with the metal: worn is another thing than never there."""
    status = str(row["serial_status"])
    return words.no_serial if status == SerialStatus.NEVER_HAD_ONE else status


def _short_kind(row: Row) -> str:
    """`Rifle  AKM`: a label has room for one name, the record has them all."""
    kinds = {model.id: model.kind for model in catalogue.models() if "SALW" not in model.kind}
    kind = kinds.get(str(row["model"]), _kind(str(row["category"])))
    name, _, _ = str(row["model_name"]).partition(" / ")
    return f"{kind.capitalize()}  {name.partition(' (')[0]}"


def _imprint(
    register: Register, *, is_draft: bool = False, copy: int = 1, copies: int = 1
) -> Imprint:
    return Imprint(
        printed_at=minutes(register.clock().text),
        printed_by=register.operator_name,
        copy=copy,
        copies=copies,
        is_practice=bool(register.station["is_practice"]),
        is_draft=is_draft,
        is_clock_confirmed=register.is_clock_believed,
    )


def order(register: Register, wanted: str) -> bytes:
    """P11: the order with its frozen list, DRAFT until another person has approved it."""
    row = lookup.order(register.reader, wanted)
    lines = destruction.order_lines(register.reader, str(row["id"]))
    words = OrderWords()
    paper = OrderPaper(
        number=str(row["number"]),
        code=scan_code(str(row["number"])),
        authority=str(row["authority"]),
        programme=str(row["campaign_name"]),
        campaign=str(row["campaign_code"]),
        legal_basis=str(row["legal_basis"]),
        mandate=_mandate(row),
        method=str(row["method"]),
        place=f"{row['place_name']}, {register.station['site_name']}",
        planned_date=str(row["planned_on"]),
        written_by=str(row["writer_name"]),
        written_at=minutes(str(row["written_at"])),
        approvals=_approvals(register, row),
        lines=[_order_line(line) for line in lines],
        list_sha256=str(row["list_sha256"]),
        blocked=(),
        note="",
        signatories=_order_signatories(register, row, words),
        imprint=_imprint(register, is_draft=row["approved_by"] is None),
    )
    return destruction_order(paper, words)


def _mandate(row: Row) -> Mandate | None:
    if row["authority_kind"] != "external":
        return None
    names = ("issuer", "issuer_number", "issued_on", "scan_sha256")
    return Mandate(*(str(row[name] or "") for name in names))


def _function_of(register: Register, operator_name: str) -> Row:
    by_name = {str(each["name"]): each for each in people.operators(register.reader)}
    return by_name[operator_name]


def _approvals(register: Register, row: Row) -> list[Approval]:
    if row["approved_by"] is None:
        return []
    approver = _function_of(register, str(row["approver_name"]))
    return [
        Approval(str(approver["name"]), str(approver["function"]), minutes(str(row["approved_at"])))
    ]


def _order_signatories(register: Register, row: Row, words: OrderWords) -> list[Signatory]:
    signing = [(words.written, str(row["writer_name"]))]
    if row["approved_by"] is not None:
        signing.append((words.approved, str(row["approver_name"])))
    boxes = []
    for role, name in signing:
        person = _function_of(register, name)
        boxes.append(Signatory(role, name, str(person["function"]), str(person["organisation"])))
    return boxes


def _order_line(line: Row) -> OrderLine:
    return OrderLine(
        line=int(line["line"] or 0),
        control_number=str(line["number"]),
        type_model=str(line["model_name"]),
        calibre=str(line["calibre"]),
        serial=str(line["serial"] or line["serial_status"]),
        condition=str(line["function"]),
        safety=str(line["safety"]),
    )


def certificate_of(register: Register, wanted: str, *, copy: int = 1, copies: int = 1) -> bytes:
    """P12 with its annex. Refusal `certificate.unknown` before `issue-certificate`."""
    row = destruction.certificate(register.reader, wanted.strip())
    if row is None:
        raise Refusal("certificate.unknown", field="certificate", given=wanted)
    session = lookup.session(register.reader, str(row["destruction_session"]))
    order_row = lookup.order(register.reader, str(session["destruction_order"]))
    results = destruction.results(register.reader, str(session["id"]))
    lines, words = annex_lines(results), CertificateWords()
    counted = Counter(_kind(line.type) for line in lines)
    destroyed = Counter(_kind(line.type) for line in lines if line.outcome == "destroyed")
    paper = CertificatePaper(
        number=str(row["number"]),
        order_number=str(order_row["number"]),
        authority=str(order_row["authority"]),
        programme=str(order_row["campaign_name"]),
        legal_basis=str(order_row["legal_basis"]),
        date=str(session["ended_at"])[:10],
        place=f"{session['place_name']}, {register.station['site_name']}",
        position="",
        method=str(session["method"]),
        started=minutes(str(session["started_at"])),
        ended=minutes(str(session["ended_at"])),
        weight_before=_kilos(session["weight_before_g"]),
        weight_after=_kilos(session["weight_after_g"]),
        scrap_to=str(session["scrap_to"] or ""),
        photographs="",
        kinds=[KindCount(kind, counted[kind], destroyed[kind]) for kind in sorted(counted)],
        difference_reason="; ".join(
            f"{line.control_number}: {result['remark']}"
            for line, result in zip(lines, results, strict=True)
            if line.outcome != "destroyed"
        ),
        signatories=_certificate_signatories(register, session, row, words),
        lines=lines,
        exceptions=_exceptions(register, session, results),
        annex_sha256=str(row["annex_sha256"]),
        code=str(row["code"]),
        letters=letters(str(row["annex_sha256"])),
        imprint=_imprint(register, copy=copy, copies=copies),
    )
    return certificate(paper, words)


def _kind(category: str) -> str:
    """`SA-iv assault rifle` → `Assault rifle`."""
    return category.partition(" ")[2].capitalize() or category


def _kilos(grams: object) -> str:
    """`341.5 kg`; empty where nothing was weighed."""
    if not isinstance(grams, int):
        return ""
    return f"{grams / _GRAMS_IN_A_KILO:.1f} kg"


def _certificate_signatories(
    register: Register, session: Row, row: Row, words: CertificateWords
) -> list[Signatory]:
    custodian = _function_of(register, str(row["issued_by_name"]))
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
        imprint=_imprint(register),
    )
    return recovery_sheet(sheet, RecoveryWords())
