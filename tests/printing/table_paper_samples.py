"""Practice papers of the table with valid defaults, to be changed in one place by a test."""

from __future__ import annotations

from salw_desktop.domain.numbers import NumberBlock
from salw_desktop.printing.day_sheet import DayCounts, DaySheet, LateEntry, PeopleCount
from salw_desktop.printing.hand_in_slip import HandInSlip
from salw_desktop.printing.imprint import Imprint
from salw_desktop.printing.number_card import NumberCard
from salw_desktop.printing.receipt import Amnesty, Bearer, ReceiptLine, ReceiptPaper

IMPRINT = Imprint("2026-11-05 14:20", "Practice Officer", 1, 2, is_practice=True)
AUTHORITY = "National Commission on Small Arms"
PROGRAMME = "Republic of Examplia, community amnesty 2026 (practice)"
CAMPAIGN = "Lendo amnesty 2026"
PLACE = "Lendo market hall"
SIGNED_CODE = "SALW1RCXA26LEN7K2M0005X" + "9F3A7C21D4E8B6" * 15
EVENT = "9f3a7c21d4e8b6050a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef"
SECRET = "7K2QM4XRTB9WCD3H"
SECRET_CODE = SIGNED_CODE + SECRET
LONG_SERIAL = "АБВГ-1234567890-ЖЗИКЛМНО-0987654321-ПРСТУФХЦ-5555555555-ЮЯ77"
MODELS = ("Assault rifle AKM", "Pistol TT-33", "Machine gun PKM", "Shotgun, craft-made")
BLOCK = NumberBlock("XA", "26", "LEN", 1, 9999)
NUMBERS = tuple(number for _, number in BLOCK.numbers_from(43))


def a_receipt_line(count: int) -> ReceiptLine:
    return ReceiptLine(
        line=count,
        control_number=NUMBERS[count - 1],
        type_model=MODELS[count % len(MODELS)],
        serial=f"56-{3171904 + 7919 * count}" if count % 4 else "worn or rusted",
        condition="" if count % 3 else "serviceable",
        quantity=f"{count % 3} magazines, {15 * count} rounds",
    )


def a_receipt(items: int = 3, holder: Bearer | Amnesty | None = None) -> ReceiptPaper:
    return ReceiptPaper(
        number="RC-XA26-LEN-7K2M-0005-X",
        code=SIGNED_CODE,
        authority=AUTHORITY,
        programme=PROGRAMME,
        campaign=CAMPAIGN,
        date="2026-11-05",
        place=PLACE,
        lines=tuple(a_receipt_line(count) for count in range(1, items + 1)),
        weapon_count=items,
        round_count=46,
        still_to_come=("one bag of rounds, left at the pick-up point Old mill",),
        promise=(
            "Amnesty Act 2026, section 14: nobody is prosecuted for having held what he hands in "
            "between 2026-10-01 and 2026-12-31. What is handed in is not given back."
        ),
        payment_line="This receipt is not a promise of payment.",
        where_to_ask="Commission office, Lendo, Mill Street; weekdays until noon",
        holder=holder,
        officer="Practice Officer",
        officer_function="Registration officer, mobile team 3",
        read_aloud_in="",
        read_aloud_by="",
        imprint=IMPRINT,
    )


def an_amnesty_receipt(items: int = 3) -> ReceiptPaper:
    return a_receipt(items, Amnesty(SECRET_CODE, SECRET))


def a_named_receipt(items: int = 3) -> ReceiptPaper:
    return a_receipt(items, Bearer("Practice Bearer", "CARD-000917"))


def a_slip() -> HandInSlip:
    return HandInSlip(
        number="HI-XA26-LEN-7K2M-0031-4",
        code="SALW1HIXA26LEN7K2M00314",
        authority=AUTHORITY,
        campaign=CAMPAIGN,
        date="2026-11-05",
        place=PLACE,
        announced=3,
        imprint=IMPRINT,
    )


def a_card(count: int = 50) -> NumberCard:
    return NumberCard(
        numbers=NUMBERS[:count],
        authority=AUTHORITY,
        site="LEN, Lendo",
        holder="Practice Officer",
        date_out="2026-11-02",
        date_back="",
        imprint=IMPRINT,
    )


def a_day_sheet() -> DaySheet:
    return DaySheet(
        authority=AUTHORITY,
        programme=PROGRAMME,
        site="LEN, Lendo",
        date="2026-11-05",
        counts=DayCounts(31, 64, 5, 2, 58, 51, 3, 0),
        first_number=NUMBERS[0],
        last_number=NUMBERS[63],
        spoiled=("XA26-LEN-000061-Y spoiled", "XA26-LEN-000077-8 void"),
        never_issued=tuple(f"XA26-LEN-{n:06d}" for n in BLOCK.never_issued(43, 112)),
        tags_out=("team 1: XA26-LEN-000200 to 000249", "team 2: XA26-LEN-000250 to 000299"),
        late=(LateEntry("2026-11-04", "2 hand-ins, 3 weapons; slips came in after the close"),),
        ammunition=("7.62x39: 1,240 rounds", "7.62x25: 86 rounds", "hand grenades: 2"),
        countersignatures=("Clearance of XA26-LEN-000058-N, by Practice Officer",),
        lone_officer=("Practice Supervisor, declared 2026-11-04, until 2026-11-09: leave",),
        acting=("Practice Deputy for Practice Storekeeper as storekeeper, until 2026-11-20",),
        breaches=("Weapon XA26-LEN-000071-9 put away before it was identified",),
        photographs=("30, first letters of their hash 53ae5b11",),
        untagged=("no. 3: rifle without stock or number, Store",),
        age_bands=("18–24", "25–59", "60+", "unknown"),
        people=(
            PeopleCount("Women", (0, 9, 0, 0)),
            PeopleCount("Men", (11, 26, 6, 0)),
            PeopleCount("Not said", (0, 0, 0, 5)),
        ),
        newest_event=EVENT,
        code="SALW1DYXA26LEN20261105" + EVENT.upper() + "9F3A7C21D4E8B6",
        letters="9F3A7C21D4E8B6",
        closed_by="Practice Supervisor",
        closed_by_function="Head of station",
        countersigned_by="Practice Observer",
        countersigned_by_function="Military observer",
        imprint=IMPRINT,
    )
