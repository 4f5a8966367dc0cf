"""Practice papers with valid defaults, to be changed in one place by a test."""

from __future__ import annotations

from salw_desktop.printing.annex import AnnexException, AnnexLine
from salw_desktop.printing.certificate import CertificatePaper, KindCount
from salw_desktop.printing.imprint import Imprint
from salw_desktop.printing.labels import Label
from salw_desktop.printing.order import (
    Approval,
    Mandate,
    OrderLine,
    OrderPaper,
)
from salw_desktop.printing.recovery import RecoverySheet
from salw_desktop.printing.signatures import Signatory

HASH = "9f3a7c21d4e8b6050a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef"
IMPRINT = Imprint("2026-11-05 14:20", "Practice Officer", 1, 3, is_practice=True)
MODELS = (
    ("Assault rifle", "AKM", "7.62x39"),
    ("Pistol", "TT-33", "7.62x25"),
    ("Assault rifle", "Type 56 / 56-1 / 56-2", "7.62x39"),
    ("Machine gun", "PKM", "7.62x54R"),
    ("Shotgun", "Craft-made, single barrel", "12 gauge"),
)
PEOPLE = (
    Signatory(
        "Responsible officer", "Practice Officer", "Destruction officer", "National Commission"
    ),
    Signatory("Custodian", "Practice Keeper", "Storekeeper", "National Commission"),
    Signatory("Witness", "Practice Witness", "Commission member", "Ministry of the Interior"),
    Signatory("Witness", "Practice Observer", "Military observer", "Observer mission, sector east"),
)


def control_number(count: int) -> str:
    return f"XA26-LEN-{count:06d}-9"


def a_label(count: int = 43) -> Label:
    number = control_number(count)
    return Label(
        code="SALW1" + number.replace("-", ""),
        number=number,
        kind="Rifle  AKM",
        serial_tail="…1904",
        date="2026-11-03",
    )


def an_annex_line(count: int) -> AnnexLine:
    kind, model, calibre = MODELS[count % len(MODELS)]
    return AnnexLine(
        line=count,
        control_number=control_number(count),
        type=kind,
        model=model,
        calibre=calibre,
        serial=f"56-{3171904 + 7919 * count}",
        marks="★XA 26 LEN",
        condition="worn, complete",
        outcome="destroyed",
    )


def a_certificate(items: int = 40) -> CertificatePaper:
    return CertificatePaper(
        number="DC-XA26-LEN-000005-K",
        order_number="DO-XA26-LEN-000005-2",
        authority="National Commission on Small Arms",
        programme="Republic of Examplia, community amnesty 2026 (practice)",
        legal_basis="Amnesty Act 2026, section 14",
        date="2026-11-05",
        place="Airfield, Lendo district",
        method="Cutting with gas torch, three cuts",
        started="08:10",
        ended="13:45",
        weight_before="341 kg",
        weight_after="338 kg",
        scrap_to="Lendo steelworks, voucher CV-0192",
        photographs="before 1 to 44, after 45 to 88",
        kinds=(
            KindCount("Assault and battle rifles", items // 2, items // 2),
            KindCount("Pistols and revolvers", items - items // 2, items - items // 2),
        ),
        difference_reason="",
        signatories=PEOPLE,
        lines=tuple(an_annex_line(count) for count in range(1, items + 1)),
        exceptions=(),
        annex_sha256=HASH,
        code="SALW1DCXA26LEN000005K9F3A7C21D4E8B6",
        letters="9F3A7C21D4E8B6",
        imprint=IMPRINT,
    )


def an_exception() -> AnnexException:
    return AnnexException(control_number(7), "Not destroyed: found loaded, moved to isolation.")


def an_order(items: int = 40) -> OrderPaper:
    return OrderPaper(
        number="DO-XA26-LEN-000005-2",
        code="SALW1DOXA26LEN0000052",
        authority="National Commission on Small Arms",
        programme="Republic of Examplia, community amnesty 2026 (practice)",
        campaign="Lendo amnesty 2026",
        legal_basis="Amnesty Act 2026, section 14",
        mandate=Mandate("District court of Lendo", "C-118/26", "2026-10-28", HASH),
        method="Cutting with gas torch, three cuts: receiver, barrel, bolt",
        place="Airfield, Lendo district",
        planned_date="2026-11-05",
        written_by="Practice Keeper",
        written_at="2026-11-02 09:12",
        approvals=(
            Approval("Practice Supervisor", "Supervisor", "2026-11-02 11:40"),
            Approval("Practice Officer", "Destruction officer", "2026-11-02 15:05"),
        ),
        lines=tuple(an_order_line(count) for count in range(1, items + 1)),
        list_sha256=HASH,
        signatories=PEOPLE[:2],
        imprint=IMPRINT,
    )


def an_order_line(count: int) -> OrderLine:
    kind, model, calibre = MODELS[count % len(MODELS)]
    serial = f"56-{3171904 + 7919 * count}"
    return OrderLine(
        count, control_number(count), f"{kind} {model}", calibre, serial, "worn", "clear"
    )


def a_recovery_sheet() -> RecoverySheet:
    return RecoverySheet(
        unit="Mobile team 3",
        site="LEN, Lendo",
        register_id="0198f0c2-7d3e-7a41-9c5b-2f6e8d1a4b37",
        date="2026-11-01",
        recovery_words=(
            "acorn",
            "blanket",
            "copper",
            "dolphin",
            "evergreen",
            "fountain",
            "granite",
            "harvest",
            "island",
            "juniper",
        ),
        fingerprint=(
            "kettle",
            "lantern",
            "meadow",
            "nickel",
            "orchard",
            "pebble",
            "quiver",
            "ribbon",
        ),
        holders=("Practice Supervisor", "Practice Keeper"),
        imprint=Imprint("2026-11-01 08:02", "Practice Supervisor", is_practice=True),
    )
