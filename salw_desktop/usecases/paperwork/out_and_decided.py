"""Papers of what went out, of what a laboratory read and of what was decided: P6, results, eligibility."""

from __future__ import annotations

from salw_desktop.database import eligibility, handling, weapons
from salw_desktop.database.rows import Row
from salw_desktop.domain.errors import Refusal
from salw_desktop.domain.numbers import scan_code
from salw_desktop.domain.time import minutes
from salw_desktop.printing.eligibility_decision import (
    EarlierDecision,
    EligibilityPaper,
    eligibility_decision,
)
from salw_desktop.printing.laboratory_result import (
    LaboratoryPaper,
    ReadCharacter,
    Reading,
    laboratory_result,
)
from salw_desktop.printing.letterhead import Letterhead
from salw_desktop.printing.out_voucher import CameBack, OutVoucher, out_voucher
from salw_desktop.printing.signatures import Signatory
from salw_desktop.usecases import lookup
from salw_desktop.usecases.paperwork.imprinting import called, imprint, on_roster, site_called
from salw_desktop.usecases.register import Register
from salw_desktop.usecases.store import laboratory
from salw_desktop.usecases.store.laboratory import WAIVED
from salw_desktop.usecases.store.out import voucher
from salw_desktop.words.trade_papers import EligibilityWords, LaboratoryWords, OutVoucherWords

_AFTER = "/"  # between the number of what a paper is about and which of its results this is


def voucher_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """P6, and once it is back with what it came back as. Refusal `out.unknown`."""
    row, words = voucher(register.reader, wanted), OutVoucherWords()
    weapon = lookup.weapon(register.reader, str(row["weapon"]))
    sender = on_roster(register, str(row["sent_by_name"]))
    paper = OutVoucher(
        head=_head(register, words.title, str(row["number"]), str(weapon["campaign"] or ""), copy),
        control_number=lookup.called(weapon),
        type_model=called(weapon),
        serial=_serial(weapon),
        condition=str(weapon["function"]),
        purpose=str(row["purpose"]),
        to_whom=str(row["to_whom"]),
        case_number=str(row["case_number"] or ""),
        from_place=str(row["from_place_name"] or ""),
        sent_at=minutes(str(row["sent_at"])),
        due_on=str(row["due_on"]),
        given_by=Signatory(
            words.given_by,
            str(sender["name"]),
            str(sender["function"]),
            str(sender["organisation"]),
        ),
        carried_by=Signatory(
            words.carried_by,
            str(row["carried_by_name"]),
            str(row["carried_by_function"]),
            str(row["carried_by_organisation"]),
        ),
        back=_came_back(row),
    )
    return out_voucher(paper, words)


def _came_back(row: Row) -> CameBack | None:
    if row["back_on"] is None:
        return None
    return CameBack(
        on=str(row["back_on"]),
        place=str(row["back_place_name"]),
        condition=str(row["condition"]),
        breaches=str(row["breaches"] or ""),
        taken_by=str(row["taken_by_name"]),
    )


def number_of_result(register: Register, wanted: str) -> str:
    """`XA26-LEN-000043-9/2` for the second result of that weapon. Refusal `laboratory.no-result`."""
    weapon = lookup.weapon(register.reader, _before(wanted))
    count = len(laboratory.results_of(register.reader, str(weapon["id"])))
    return _numbered(lookup.called(weapon), wanted, count, "laboratory.no-result")


def laboratory_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """One result or waiver, beside every other reading. Refusal `laboratory.no-result`."""
    number, words = number_of_result(register, wanted), LaboratoryWords()
    weapon = lookup.weapon(register.reader, _before(number))
    results = laboratory.results_of(register.reader, str(weapon["id"]))
    row = results[_place(number) - 1]
    readings = [
        each
        for each in weapons.marks(register.reader, str(weapon["id"]))
        if each["kind"] == "serial" and each["id"] != row["mark"]
    ]
    recorder = str(row["recorded_by_name"])
    signatories = [Signatory(words.recorded_by, recorder)]
    if row["examiner"]:
        examiner = Signatory(words.examiner, str(row["examiner"]), str(row["laboratory"]))
        signatories.insert(0, examiner)
    paper = LaboratoryPaper(
        head=_head(register, words.title, number, str(weapon["campaign"] or ""), copy),
        facts=_facts(weapon, row, words),
        characters=_characters(row, words),
        on_record=_serial(weapon),
        readings=[
            Reading(
                str(each["text"]),
                str(each["place"]),
                str(each["legibility"] or ""),
                str(each["recovered"] or words.by_eye),
            )
            for each in readings
        ],
        signatories=signatories,
    )
    return laboratory_result(paper, words)


def _facts(weapon: Row, row: Row, words: LaboratoryWords) -> list[tuple[str, str]]:
    about = [
        (words.weapon, f"{lookup.called(weapon)}, {called(weapon)}"),
        (words.result, str(row["restoration"]).capitalize()),
    ]
    recorded = (words.recorded_at, minutes(str(row["at"])))
    if row["restoration"] == WAIVED:
        return [
            *about,
            (words.waived_by, str(row["waived_by"])),
            (words.why, str(row["why"])),
            recorded,
        ]
    return [
        *about,
        (words.place, str(row["mark_place"] or weapon["serial_place"] or "")),
        (words.method, str(row["method"])),
        (words.laboratory, str(row["laboratory"])),
        (words.report, str(row["report_number"])),
        (words.examined_on, str(row["examined_on"])),
        recorded,
    ]


def _characters(row: Row, words: LaboratoryWords) -> list[ReadCharacter]:
    """Blanks stand for nothing: reading and certainty agree without them."""
    read, certainty = ("".join(str(row[name] or "").split()) for name in ("read", "certainty"))
    return [
        ReadCharacter(text, words.certainties[sure])
        for text, sure in zip(read, certainty, strict=True)
    ]


def number_of_decision(register: Register, wanted: str) -> str:
    """The hand-in's number with `/2` for its second decision. Refusal `eligibility.no-decision`."""
    hand_in = lookup.hand_in(register.reader, _before(wanted))
    count = len(eligibility.decisions_of(register.reader, str(hand_in["id"])))
    return _numbered(str(hand_in["number"]), wanted, count, "eligibility.no-decision")


def eligibility_of(register: Register, wanted: str, copy: int = 1) -> bytes:
    """One decision beside those appealed against. Refusal `eligibility.no-decision`."""
    number, words = number_of_decision(register, wanted), EligibilityWords()
    hand_in = lookup.hand_in(register.reader, _before(number))
    until_then = eligibility.decisions_of(register.reader, str(hand_in["id"]))[::-1]
    *earlier, row = until_then[: _place(number)]
    campaign = lookup.campaign(register.reader, str(hand_in["campaign"]))
    receipt = handling.receipt_of(register.reader, str(hand_in["id"]))
    decider = Signatory(
        words.decided_by, str(row["decided_by_name"]), str(row["decided_by_function"])
    )
    paper = EligibilityPaper(
        head=_head(register, words.title, number, str(campaign["id"]), copy),
        campaign=str(campaign["name"]),
        receipt=str(receipt["number"]) if receipt else "",
        rule=str(row["rule"]),
        facts=str(row["facts"]),
        is_eligible=bool(row["is_eligible"]),
        why=str(row["why"]),
        referred_to=str(row["referred_to"] or ""),
        decided_on=str(row["decided_on"]),
        decided_by=decider,
        earlier=[_earlier(each, words) for each in earlier],
        where_to_ask=str(campaign["ask_at"] or ""),
    )
    return eligibility_decision(paper, words)


def _earlier(row: Row, words: EligibilityWords) -> EarlierDecision:
    return EarlierDecision(
        date=str(row["decided_on"]),
        decision=words.eligible if row["is_eligible"] else words.not_eligible,
        why=str(row["why"]),
        decided_by=str(row["decided_by_name"]),
    )


def _head(register: Register, title: str, number: str, campaign: str, copy: int) -> Letterhead:
    """Of the authority whose campaign it is; else of the station's unit."""
    if campaign:
        authority = str(lookup.campaign(register.reader, campaign)["authority"])
    else:
        authority = str(register.station["unit"])
    code = scan_code(_before(number))
    return Letterhead(
        authority, site_called(register), title, number, code, imprint(register, copy=copy)
    )


def _serial(weapon: Row) -> str:
    return str(weapon["serial"] or weapon["serial_status"])


def _before(number: str) -> str:
    return number.partition(_AFTER)[0].strip()


def _place(number: str) -> int:
    return int(number.partition(_AFTER)[2])


def _numbered(number: str, wanted: str, count: int, code: str) -> str:
    """With the place that was asked for, else that of the newest."""
    place = wanted.partition(_AFTER)[2].strip() or str(count)
    if not place.isdecimal() or not 1 <= int(place) <= count:
        given = f"{_AFTER}{place}"
        raise Refusal(code, field="number", given=given, count=count, number=number)
    return f"{number}{_AFTER}{int(place)}"
