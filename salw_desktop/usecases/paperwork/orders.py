"""P11, the destruction order with its frozen list and what two have taken off it since."""

from __future__ import annotations

from salw_desktop.database import destruction
from salw_desktop.database.rows import Row
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.time import minutes
from salw_desktop.printing.order import (
    Amendment,
    Approval,
    Mandate,
    OrderLine,
    OrderPaper,
    WithdrawnItem,
    destruction_order,
)
from salw_desktop.printing.signatures import Signatory
from salw_desktop.usecases import lookup
from salw_desktop.usecases.destruction.amendments import Amended, amendments_of
from salw_desktop.usecases.paperwork.imprinting import imprint, on_roster, place_at_site
from salw_desktop.usecases.register import Register
from salw_desktop.words.papers import OrderWords


def order_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """P11: the order with its frozen list, DRAFT until another person has approved it."""
    row = lookup.order(register.reader, wanted)
    lines = destruction.frozen_lines(register.reader, str(row["id"]))
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
        place=place_at_site(register, row["place_name"]),
        planned_date=str(row["planned_on"]),
        written_by=str(row["writer_name"]),
        written_at=minutes(str(row["written_at"])),
        approvals=_approvals(register, row),
        lines=[_order_line(line) for line in lines],
        list_sha256=str(row["list_sha256"]),
        amendments=[
            _amendment(at, each)
            for at, each in enumerate(amendments_of(register.reader, str(row["id"])), 1)
        ],
        signatories=_order_signatories(register, row, words),
        imprint=imprint(register, copy=copy, is_draft=row["approved_by"] is None),
    )
    return destruction_order(paper, words)


def _mandate(row: Row) -> Mandate | None:
    if row["authority_kind"] != "external":
        return None
    names = ("issuer", "issuer_number", "issued_on", "scan_sha256")
    return Mandate(*(str(row[name] or "") for name in names))


def _approvals(register: Register, row: Row) -> list[Approval]:
    if row["approved_by"] is None:
        return []
    approver = on_roster(register, str(row["approver_name"]))
    return [
        Approval(str(approver["name"]), str(approver["function"]), minutes(str(row["approved_at"])))
    ]


def _order_signatories(register: Register, row: Row, words: OrderWords) -> list[Signatory]:
    signing = [(words.written, str(row["writer_name"]))]
    if row["approved_by"] is not None:
        signing.append((words.approved, str(row["approver_name"])))
    boxes = []
    for role, name in signing:
        person = on_roster(register, name)
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


def _amendment(at: int, amended: Amended) -> Amendment:
    return Amendment(
        number=at,
        date=amended.at[:10],
        withdrawn=[WithdrawnItem(number, amended.reason) for _, number in amended.withdrawn],
        list_sha256=amended.list_sha256,
        signed_by=amended.signed_by,
    )
